"""The 54 lists of `shared/cases/import`, each with the answers of its README; on the whole country."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factories
from goc.intake import telling
from goc.intake.answers import Answers, parsed
from goc.intake.notes import Result
from goc.lib.errors import InputError
from goc.people import importing
from goc.people.models import Fact, Holding, Keeper, Membership, Person
from goc.units.loading import load_directory
from goc.units.models import UnitCode
from goc.units.queries import find_unit
from people.made import TODAY
from worlds import world_of_module

pytestmark = pytest.mark.slow
DAY = date(2012, 12, 31)
SHARED = Path(__file__).parents[3] / "shared"
DAYS = {
    "25-2026-xa-moi.xlsx": date(2026, 6, 30),
    "gach_ngang_that.xlsx": date(2026, 1, 1),
    "gach_ngang_cu.xlsx": date(2024, 6, 1),
    "nhay_cong.xlsx": date(2026, 1, 1),
}
EVERYWHERE = {"gach_ngang_that.xlsx", "gach_ngang_cu.xlsx", "nhay_cong.xlsx"}
REFUSED = None
THCS, THPT, BLANK = "THCS", "THPT", "trống"


def the_country() -> dict[str, Any]:
    if not SHARED.exists():
        pytest.skip("../shared is not here; test_old_lists.py proves each kind without it")
    load_directory(SHARED / "data" / "units", by="t")
    province = find_unit("2-tier:20", as_of=TODAY)
    return {
        "here": factories.user("langson", "standing_office", province),
        "everywhere": factories.user("quan-tri", operator=True),
    }


made_once, users = world_of_module(the_country)


def loaded(users: Any, name: str, answers: Answers | None = None, **options: Any) -> Any:
    found = importing.read_list(SHARED / "cases" / "import" / name)
    by = users["everywhere" if name in EVERYWHERE else "here"]
    if name in EVERYWHERE:
        factories.UnitRight.objects.get_or_create(
            user=by, unit=None, role="standing_office", valid_from=factories.START
        )
    day = DAYS.get(name, DAY)
    result = importing.import_people(
        found, by=by, as_of=day, today=TODAY, answers=answers, **options
    )
    return found, result


def doubts(result: Result) -> dict[str, str | None]:
    """What is offered at each cell that is asked about; None where it is refused."""
    offers = {
        f"{f.letter}{f.row}": f.offers[0].text if f.offers else REFUSED for f in result.faults
    }
    return {cell: _code(offer) for cell, offer in offers.items()}


def _code(offer: str | None) -> str | None:
    """Of a unit its code."""
    found = re.search(r"\[3-tier:(\d+)\]", offer or "")
    return found[1] if found else offer


def unit_codes() -> dict[str, str]:
    """The code of the unit that kept each person first, by name."""
    codes = dict(UnitCode.objects.filter(catalogue="3-tier").values_list("unit", "code"))
    kept = Keeper.objects.order_by("-valid_from").values_list("person__full_name", "unit")
    return {name: codes.get(unit, "") for name, unit in kept}


WHOLE = {
    "00-sach.xlsx": 120,
    "02-co-dong-tieu-de.xlsx": 1,
    "03-tieu-de-viet-hoa.xlsx": 1,
    "04-cot-thua-tuoi-TT.xlsx": 1,
    "05-ten-viet-hoa.xlsx": 1,
    "06-NFD.xlsx": 1,
    "07-NFD-tieu-de.xlsx": 1,
    "11-TCVN3.xlsx": 1,
    "12-TCVN3-chi-du-lieu.xlsx": 1,
    "13-xls.xls": 1,
    "14-co-dong-cong-va-chu-ky.xlsx": 1,
    "16-cot-hang-an.xlsx": 2,
    "17-sheet-thu-hai.xlsx": 1,
    "18-csv.csv": 1,
    "19-dong-huyen-xen-giua.xlsx": 1,
    "21-trung-ten-cung-xa.xlsx": 2,
    "23-khong-co-tu-ngay.xlsx": 1,
    "25-2026-xa-moi.xlsx": 1,
    "far_both.xlsx": 1,
    "far_row.xlsx": 1,
    "gach_ngang_cu.xlsx": 2,
    "gach_ngang_that.xlsx": 4,
    "head_bom.xlsx": 1,
    "head_eth.xlsx": 1,
    "merged_unit.xlsx": 3,
    "nhay_cong.xlsx": 2,
    "real.xls": 1,
    "title_rows.xlsx": 1,
    "two_digit_years2.xlsx": 1,
}


@pytest.mark.parametrize("name", WHOLE)
def test_taken_without_a_question(users, name):
    result = loaded(users, name)[1]
    assert (doubts(result), result.read, result.new) == ({}, WHOLE[name], WHOLE[name])
    assert Person.objects.count() == WHOLE[name]
    again = loaded(users, name)[1]
    assert (doubts(again), again.unchanged) == ({}, WHOLE[name])


ASKED: dict[str, dict[str, str | None]] = {
    "08-ngay-sinh-cac-kieu.xlsx": {"C10": "03/02/1970", "C12": "25/12/1970", "C14": "1970"},
    "09-don-vi-cac-kieu.xlsx": {"L10": "06238", "L11": "06238", "L17": "05974", "L26": "05995"},
    "10-gia-tri-cac-kieu.xlsx": {
        "H3": THCS,
        "H7": THPT,
        "I13": "Trung cấp quân sự cơ sở",
        "J20": BLANK,
        "K22": "Đã qua bồi dưỡng",
        "K23": "Đã qua bồi dưỡng",
        "E31": "Công giáo",
        "B42": "Nam",
        "B43": "Nam",
        "N44": "01/07/2010",
        "N45": "01/01/2010",
    },
    "15-cong-thuc-khong-tinh.xlsx": {"A2": REFUSED, "L2": REFUSED},
    "20-vao-dang-chi-nam.xlsx": {"F2": "01/01/1995", "G2": "01/01/1996"},
    "22-hai-CHT-mot-xa.xlsx": {"3": REFUSED},
    "24-dien-thoai-so.xlsx": {"Q2": "0912345678", "R2": "020071001234"},
    "26-nhap-thu-ky-la.xlsx": {
        "B5": "Nữ",
        "C5": REFUSED,
        "C6": REFUSED,
        "F6": REFUSED,
        "G6": REFUSED,
        "A7": REFUSED,
        "F8": REFUSED,
        "G8": REFUSED,
    },
    "birth.xlsx": {
        **dict.fromkeys(("D10", "D11", "D12", "D15", "D29"), "1970"),
        **dict.fromkeys(("D18", "D19"), "05/02/1970"),
        **dict.fromkeys(("D34", "D40"), "03/02/1970"),
        "D24": "01/01/1950",
        "D26": "13/05/1970",
        "D43": "1900",
        **{f"D{row}": REFUSED for row in (7, 9, 22, 23, 25, 33, 41, 42, *range(44, 53))},
    },
    "enlist_before_birth.xlsx": {"L2": REFUSED, "X2": REFUSED, "Y2": REFUSED},
    "eth_name.xlsx": {"A3": "cùng một người"},
    "excel_error_optional.xlsx": dict.fromkeys(("D2", "I2", "L2", "S2"), REFUSED),
    "formula_optional_nocache.xlsx": {"D2": REFUSED, "S2": REFUSED},
    "future_birth.xlsx": {"D2": REFUSED, "D3": REFUSED, "D4": REFUSED},
    "loop.xlsx": {"R3": REFUSED, "H3": "123456789012"},
    "so_mu.xlsx": {"H2": REFUSED},
    "ten_dai.xlsx": {"A2": REFUSED, "Z2": REFUSED},
    "units.xlsx": {
        "R23": REFUSED,
        "R24": "06040",
        "R26": "06040",
        "R28": "05983",
        "R29": "06034",
        "R33": "06076",
        "R35": "06172",
        "R36": "178",
        "R41": REFUSED,
    },
    "vanhoa_ngay.xlsx": {"M2": THPT},
    "year_vs_date.xlsx": {"A3": "cùng một người"},
    "zwsp_name.xlsx": {"A3": "cùng một người"},
}


@pytest.mark.parametrize("name", ASKED)
def test_asked_or_refused_at_its_cell_and_nothing_is_written(users, name):
    assert doubts(loaded(users, name)[1]) == ASKED[name]
    assert Person.objects.count() == 0


def test_every_list_has_its_answer():
    files = {path.name for path in (SHARED / "cases" / "import").glob("*.[xc]*")}
    others = {
        "01-trich-ngang-that.xlsx",
        "01b-da-sua-tieu-de.xlsx",
        "password.xlsx",
        "gach_ngang.xlsx",  # on the demonstration
    }
    assert WHOLE.keys() | ASKED.keys() | others == files


def test_the_real_roster(users):
    found, result = loaded(users, "01-trich-ngang-that.xlsx")
    told = telling.as_json(found, result)
    assert (told["sheet"], told["head_rows"], told["read"]) == ("CHT 2012", [7, 8], 120)
    fields = {column["letter"]: column["field"] for column in told["columns"]}
    assert fields == {
        "A": None,
        "B": "full_name",
        "C": "birth",
        "D": "birth",
        "E": "home_village",
        "F": "ethnicity",
        "G": "religion",
        "H": "party_probationary",
        "I": "party_official",
        "J": "general_education",
        "K": "professional_education",
        "L": "political_theory",
        "M": "state_management",
        "N": "post",
        "O": "unit",
        "P": "post_from",
        "Q": None,
        "R": "note",
    }
    assert {row["row"]: row["why"] for row in told["skipped"]} == {
        **dict.fromkeys((1, 2, 4, 5), "title"),
        **dict.fromkeys((3, 6, 138), "empty"),
        **dict.fromkeys((10, 19, 43, 64, 85, 109, 134), "unit"),
        **dict.fromkeys((139, 140, 141), "signature"),
        9: "head",
        137: "total",
    }
    assert [(q["column"], q["value"], len(q["rows"])) for q in told["questions"]] == [
        ("Từ ngày", "7/2010", 40),
        ("Văn hóa", "10/12", 20),
        ("Quản lý nhà nước", "x", 20),
        ("Quản lý nhà nước", "TC", 20),
        ("Dân tộc", "nt", 20),
        ("Chuyên môn", "TC QSCS", 20),
        ("Lý luận chính trị", "Đang học TC", 20),
    ]
    assert all(error["offers"] for error in told["errors"])
    assert any("E" in note and "ẩn" in note for note in told["notes"])
    assert Person.objects.count() == 0


ANSWERS = [
    "Từ ngày:7/2010=01/07/2010",
    "Văn hóa:10/12=THCS",
    "Quản lý nhà nước:x=Đã qua bồi dưỡng",
    "Quản lý nhà nước:TC=trống",
    "Dân tộc:nt=như dòng trên",
    "Chuyên môn:TC QSCS=Trung cấp quân sự cơ sở",
    "political_theory:Đang học TC=trống",
]


def test_the_real_roster_once_it_is_answered(users):
    answers = parsed(ANSWERS)
    name = "01-trich-ngang-that.xlsx"
    dry = loaded(users, name, answers, dry_run=True)[1]
    assert (doubts(dry), dry.new, Person.objects.count()) == ({}, 120, 0)
    result = loaded(users, name, answers)[1]
    assert (doubts(result), result.new, Person.objects.count()) == ({}, 120, 120)
    codes = unit_codes()
    assert (codes["Hoàng Văn Thọ"], codes["Hứa Xuân Ước"]) == ("05971", "05995")
    one = Person.objects.get(full_name="Triệu Thị Kiên")
    assert (one.sex, one.birth_year, one.ethnicity) == ("female", 1967, "hmong")
    held = Fact.objects.filter(person=one).values_list("kind", "value")
    assert dict(held) == {
        "general_education": "upper_secondary",
        "military_qualification": "intermediate",
        "state_management": "senior_officer",
    }
    assert Person.objects.get(full_name="Lương Quang Thủy").note == "Sinh tháng 05/1966"
    assert set(Holding.objects.values_list("valid_from", flat=True)) == {date(2010, 7, 1)}
    again = loaded(users, name, answers)[1]
    assert (doubts(again), again.unchanged) == ({}, 120)


HOMONYMS = (23, 38, 45, 46, 50, 57, 70, 71, 80, 81, 91, 95, 101, 103)


def test_homonyms_are_asked_and_the_home_village_is_offered_first(users):
    found, result = loaded(users, "01b-da-sua-tieu-de.xlsx")
    units = [fault for fault in result.faults if fault.field == "unit"]
    assert sorted(fault.row for fault in units) == list(HOMONYMS)
    assert found.head.columns[0].field is None
    home = {fault.row: found.rows[fault.row - 1][4] for fault in units}
    for fault in units:
        name, district = fault.offers[0].text.split(" [")[0].split(", ")
        assert home[fault.row].casefold() == f"{name}, {district}".casefold()


@pytest.mark.parametrize(
    ("name", "person", "known"),
    [
        ("05-ten-viet-hoa.xlsx", "Nông Minh Toàn", {}),
        ("06-NFD.xlsx", "Lý Hữu Cường", {"code": "05977"}),
        (
            "11-TCVN3.xlsx",
            "Triệu Thị Kiên",
            {"code": "05986", "sex": "female", "ethnicity": "nung"},
        ),
        ("12-TCVN3-chi-du-lieu.xlsx", "Triệu Thị Kiên", {"code": "05986", "sex": "female"}),
        ("13-xls.xls", "Nguyễn Đức Tuấn", {}),
        ("two_digit_years2.xlsx", "Lê Văn Hai Số", {"birth_date": date(1970, 2, 3)}),
    ],
)
def test_who_was_taken(users, name, person, known):
    loaded(users, name)
    one = Person.objects.get()
    code = unit_codes()[person]
    found = {"code": code} | {key: getattr(one, key) for key in known if key != "code"}
    assert (one.full_name, {key: found[key] for key in known}) == (person, known)


@pytest.mark.parametrize("answer", ["01/01/1995", "15/06/1995", "trống"])
def test_whoever_joined_in_a_year_is_a_member_whatever_is_answered(users, answer):
    answers = parsed([f"F2={answer}", "G2=trống"])
    assert doubts(loaded(users, "20-vao-dang-chi-nam.xlsx", answers)[1]) == {}
    assert Membership.objects.as_of(DAY).filter(body="party").count() == 1


def test_the_encoding_is_told_with_before_and_after(users):
    told = telling.as_json(*loaded(users, "11-TCVN3.xlsx"))
    assert told["encoding"] == "tcvn3"
    assert {"row": 2, "column": 1, "before": "TriÖu ThÞ Kiªn", "after": "Triệu Thị Kiên"} in told[
        "converted"
    ]


def test_a_locked_workbook_is_named_for_what_it_is(users):
    with pytest.raises(InputError, match="có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu"):
        importing.read_list(SHARED / "cases" / "import" / "password.xlsx")
