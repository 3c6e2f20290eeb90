"""A list as an office keeps it, taken in: asked, answered, written once, handed back."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
import xlsxwriter

import factories
from goc.cli import main
from goc.files.tables import read_rows
from goc.intake import telling
from goc.intake.answers import Answers, parsed
from goc.intake.notes import Result
from goc.people import importing
from goc.people.models import Fact, Holding, Membership, Person
from people.listed import listed
from people.made import DAY, TODAY, person

pytestmark = pytest.mark.django_db
OFFICE = [
    ["UBND TỈNH A", "", "", "", "", "", "", ""],
    ["TT", "Họ và tên", "Ngày sinh", "", "Trình độ", "", "Chức vụ", "Đơn vị"],
    ["", "", "Nam", "Nữ", "VH", "CM", "", ""],
    ["", "HUYỆN MỘT", "", "", "", "", "", ""],
    [1, "VI VĂN AN", "02/1970", "", "12/12", "TC QSCS", "CHT", "X. Một Một"],
    [2, "Lý Thị Hoa", "", 1975.0, "10/12", "ĐH", "Thôn đội trưởng", "Ban CHQS xã Một Hai"],
    [3, "Lý Thị Mai", "", 1976.0, "10/12", "0", "Thôn đội trưởng", "Một Hai"],
    ["", "CỘNG", 3, "", "", "", "", ""],
    ["", "NGƯỜI LẬP BIỂU", "", "", "", "", "CHỈ HUY TRƯỞNG", ""],
]
ANSWERS = ["Văn hóa:10/12=THCS", "F5=Trung cấp quân sự cơ sở"]


def written(path: Path, rows: list[list[Any]] = OFFICE) -> Path:
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Trích ngang")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return path


def load(cast: Any, path: Path, *answers: str, **options: Any) -> tuple[Any, Result]:
    found = importing.read_list(path)
    options = {"by": cast.alice, "as_of": DAY, "today": TODAY, **options}
    return found, importing.import_people(found, answers=parsed(answers), **options)


def asked(result: Result) -> dict[str, list[str]]:
    return {f"{f.letter}{f.row}": [offer.text for offer in f.offers] for f in result.faults}


def test_an_office_list_is_asked_about_and_then_written_at_once(cast, tmp_path):
    path = written(tmp_path / "ds.xlsx")
    result = load(cast, path)[1]
    assert asked(result) == {
        "F5": ["Trung cấp quân sự cơ sở", "Trung cấp"],
        "E6": ["THCS", "THPT"],
        "E7": ["THCS", "THPT"],
    }
    assert (result.read, result.rejected, Person.objects.count()) == (3, 3, 0)
    dry = load(cast, path, *ANSWERS, dry_run=True)[1]
    assert (dry.faults, dry.new, Person.objects.count()) == ([], 3, 0)
    result = load(cast, path, *ANSWERS)[1]
    assert (result.faults, result.new) == ([], 3)
    assert list(Person.objects.order_by("birth_year").values_list("full_name", "sex", "note")) == [
        ("Vi Văn An", "male", "Sinh tháng 02/1970"),
        ("Lý Thị Hoa", "female", ""),
        ("Lý Thị Mai", "female", ""),
    ]
    facts = Fact.objects.order_by("kind", "value").values_list("kind", "value")
    assert list(facts) == [
        ("general_education", "lower_secondary"),
        ("general_education", "lower_secondary"),
        ("general_education", "upper_secondary"),
        ("military_qualification", "intermediate"),
        ("professional_education", "none"),
        ("professional_education", "university"),
    ]
    assert set(Holding.objects.values_list("valid_from", flat=True)) == {DAY}
    again = load(cast, path, *ANSWERS)[1]
    assert (again.faults, again.unchanged, Person.objects.count()) == ([], 3, 3)


def test_the_same_list_as_a_table_of_word_and_as_csv(cast, tmp_path):
    document = docx.Document()
    table = document.add_table(len(OFFICE), 8)
    lines = []
    for number, row in enumerate(OFFICE):
        texts = [str(int(cell)) if isinstance(cell, float) else str(cell) for cell in row]
        lines.append(";".join(texts))
        for at, text in enumerate(texts):
            table.cell(number, at).text = text
    document.save(str(tmp_path / "ds.docx"))
    (tmp_path / "ds.csv").write_text("\n".join(lines), "utf-8")
    for name in ("ds.docx", "ds.csv"):
        result = load(cast, tmp_path / name, *ANSWERS, dry_run=True)[1]
        assert (result.faults, result.new) == ([], 3)


def test_what_is_told_to_machines(cast, tmp_path):
    found, result = load(cast, written(tmp_path / "ds.xlsx"))
    told = telling.as_json(found, result)
    assert (told["sheet"], told["head_rows"], told["encoding"]) == (
        "Trích ngang",
        [2, 3],
        "unicode",
    )
    assert told["columns"][2] == {"letter": "C", "head": "Ngày sinh › Nam", "field": "birth"}
    assert told["skipped"] == [
        {"row": 1, "why": "title"},
        {"row": 4, "why": "unit"},
        {"row": 8, "why": "total"},
        {"row": 9, "why": "signature"},
    ]
    assert (told["read"], told["accepted"], told["rejected"]) == (3, 0, 3)
    (error,) = [one for one in told["errors"] if one["row"] == 5]
    assert error == {
        "row": 5,
        "column": "Chuyên môn",
        "letter": "F",
        "field": "professional_education",
        "value": "TC QSCS",
        "reason": "chưa rõ nghĩa: hãy chọn một cách hiểu",
        "offer": "Trung cấp quân sự cơ sở",
        "offers": ["Trung cấp quân sự cơ sở", "Trung cấp"],
    }
    assert [(q["value"], q["rows"]) for q in told["questions"]] == [
        ("TC QSCS", [5]),
        ("10/12", [6, 7]),
    ]
    assert ("Họ và tên", "viết lại thành «Vi Văn An»") in [
        (one["column"], one["reason"]) for one in told["said"]
    ]


def one(**cells: Any) -> Any:
    row = {"Họ và tên": "Vi Văn An", "Đơn vị": "Xã Một Một"}
    row |= {key.replace("_", " "): value for key, value in cells.items()}
    return listed(list(row), [list(row.values())])


def take(cast: Any, found: Any, answers: Answers | None = None) -> Result:
    return importing.import_people(found, by=cast.alice, as_of=DAY, today=TODAY, answers=answers)


@pytest.mark.parametrize(
    ("cells", "field", "offers"),
    [
        ({"Họ_và_tên": "Vi Thị An", "Giới_tính": "Nam"}, "sex", ["Nữ", "Nam"]),
        ({"Đơn_vị": "Huyện Một", "Chức_vụ": "Thôn đội trưởng"}, "unit", None),
        ({"Giới_tính": "Nam", "Ngày_sinh": "2011", "Ngày_nhập_ngũ": "1/1/2010"}, "enlisted_on", []),
        ({"Ngày_sinh": "2011", "Chức_vụ": "CHT", "Từ_ngày": "1/1/2010"}, "birth", []),
    ],
)
def test_cells_are_held_against_each_other(cast, cells, field, offers):
    (fault,) = take(cast, one(**cells)).faults
    assert fault.field == field
    assert offers is None or [offer.text for offer in fault.offers] == offers
    assert Person.objects.count() == 0


def test_a_post_of_a_commune_at_a_district_offers_its_communes(cast):
    (fault,) = take(cast, one(Đơn_vị="Huyện Một", Chức_vụ="Thôn đội trưởng")).faults
    assert [offer.value for offer in fault.offers] == list(cast.communes)


def test_a_member_of_the_party_of_an_unknown_day_is_one_all_the_same(cast):
    found = one(**{"Ngày_vào_Đảng_(chính_thức)": "1996"})
    assert take(cast, found, parsed(["C2=trống"])).faults == []
    member = Membership.objects.get()
    assert (member.stage, member.valid_from) == ("official", DAY)
    assert "1996" in Person.objects.get().note
    assert take(cast, found, parsed(["C2=trống"])).unchanged == 1


def test_two_lines_that_may_be_one_person_are_asked_about(cast):
    head = ["Họ và tên", "Năm sinh", "Đơn vị"]
    rows = [["Vi Văn An", "1970", "Xã Một Một"], ["Vi Văn An\u200b", "3/2/1970", "Xã Một Một"]]
    found = listed(head, rows)
    assert [(f.row, f.offers[0].text) for f in take(cast, found).faults] == [(3, "cùng một người")]
    both = take(cast, found, parsed(["A3=hai người khác nhau"]))
    assert (both.faults, both.new) == ([], 2)
    Person.objects.all().delete()
    same = take(cast, found, parsed(["A3=cùng một người"]))
    assert (same.faults, Person.objects.count()) == ([], 1)
    assert same.read == same.new + same.updated + same.unchanged == 2


def test_who_may_stand_in_the_register_is_asked_about_and_taken_for_the_one_chosen(cast):
    known = person(cast, "Vi Văn An", birth_year=1970)
    found = one(Ngày_sinh="03/02/1970", Quê_quán="Xã Hai")
    (fault,) = take(cast, found).faults
    assert (fault.column, fault.offers[0].value, fault.offers[1].text) == (
        "Họ và tên",
        known,
        "hai người khác nhau",
    )
    assert take(cast, found, parsed([f"A2={fault.offers[0].text}"])).updated == 1
    known.refresh_from_db()
    assert (known.birth_date, known.home_village) == (date(1970, 2, 3), "Xã Hai")


def test_somebody_elsewhere_is_not_told(cast):
    person(cast, "Vi Văn An", keeper=cast.elsewhere, birth_year=1970)
    assert take(cast, one(Ngày_sinh="1970")).new == 1


def test_only_for_a_unit(cast, tmp_path):
    found = listed(["Họ và tên", "Đơn vị"], [["Vi An", "Xã Một Một"], ["Vi Ba", "Xã Một Hai"]])
    result = importing.import_people(
        found, by=cast.alice, as_of=DAY, today=TODAY, within=cast.communes[0]
    )
    assert [(f.row, f.field, list(f.offers)) for f in result.faults] == [(3, "unit", [])]


@pytest.fixture
def run(capsys, monkeypatch):
    def run(*arguments):
        monkeypatch.setenv("GOC_AS", "alice")
        with pytest.raises(SystemExit) as stopped:
            main(["people", "import", *map(str, arguments), "--as-of", "2012-12-31"])
        said = capsys.readouterr()
        return stopped.value.code, said.out, said.err

    return run


def test_the_command_hands_back_the_list_as_it_is_and_takes_answers(cast, tmp_path, run):
    path = written(tmp_path / "ds.xlsx")
    code, out, err = run(path, "--json", "--dry-run")
    assert (code, json.loads(out)["rejected"], "2 câu hỏi" in err) == (1, 3, True)
    doubt = "dòng 6, cột Văn hóa: chưa rõ nghĩa: hãy chọn một cách hiểu («10/12»), cùng 1 ô khác"
    assert f"{doubt} → THCS | THPT" in err.splitlines()
    back = read_rows(tmp_path / "ds.loi.xlsx", 2**20)
    assert back[2][8] == "Lý do" and back[4][8] == "F: chưa rõ nghĩa: hãy chọn một cách hiểu"
    assert (back[5][3], back[5][:2]) == (1975.0, [2.0, "Lý Thị Hoa"])
    code, out, err = run(tmp_path / "ds.loi.xlsx", *(f"--answer={a}" for a in ANSWERS))
    assert (code, err.splitlines()[-1]) == (
        0,
        "Đã nhập: thêm mới 3, cập nhật 0, không đổi 0.",
    )


def test_the_command_takes_offers_and_corrections_of_the_head(cast, tmp_path, run):
    path = written(tmp_path / "ds.xlsx")
    assert run(path, "--take-offers", "--dry-run")[0] == 0
    code, out, _ = run(path, "--head-rows", "2-3", "--column", "f=", "--json", "--dry-run")
    assert (code, json.loads(out)["columns"][5]["field"]) == (1, None)
    assert run(path, "--sheet", "Không có")[0] == 1
    assert run(path, "--head-rows", "x")[0] == run(path, "--column", "B=lương")[0] == 2
    assert run(path, "--answer", "TC")[0] == 2


TWINS = [
    ["Họ và tên", "Ngày sinh", "Đơn vị"],
    ["Vi Văn An", "1970", "Xã Một Một"],
    ["Vi Văn An", "03/02/1970", "Xã Một Một"],
]


def test_whether_two_are_one_is_never_taken_for_granted(cast, tmp_path, run):
    """`--take-offers` answers what cells mean, and nothing about who somebody is."""
    path = written(tmp_path / "ds.xlsx", TWINS)
    code, out, _ = run(path, "--take-offers", "--json", "--dry-run")
    (error,) = json.loads(out)["errors"]
    assert (code, error["row"], error["offers"]) == (
        1,
        3,
        ["cùng một người", "hai người khác nhau"],
    )
    person(cast, "Vi Văn An")
    code, out, _ = run(
        written(tmp_path / "mot.xlsx", TWINS[:2]), "--take-offers", "--json", "--dry-run"
    )
    (error,) = json.loads(out)["errors"]
    assert (code, error["offers"][-1]) == (1, "hai người khác nhau")


def test_a_dash_within_a_name_belongs_to_it(cast, tmp_path):
    name = "Sở Lao động - Thương binh và Xã hội"
    agency = factories.unit(name, "department", cast.province)
    path = written(tmp_path / "ds.xlsx", [["Họ và tên", "Đơn vị"], ["Lê Sở", name]])
    assert load(cast, path)[1].new == 1
    assert Person.objects.get().keepers.get().unit == agency


def test_old_letters_are_said_before_and_after(cast, tmp_path, run):
    rows = [["Hä vµ tªn", "§¬n vÞ", "N¨m sinh"], ["TriÖu ThÞ Kiªn", "X· Mét Mét", 1967]]
    code, _, err = run(written(tmp_path / "ds.xlsx", rows))
    assert code == 0 and "Bảng mã TCVN3 (.VnTime) đã chuyển sang Unicode" in err
    assert "Hä vµ tªn → Họ và tên" in err
    assert Person.objects.get().full_name == "Triệu Thị Kiên"
