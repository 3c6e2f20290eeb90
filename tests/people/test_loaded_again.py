"""A list that was exported is loaded again: nothing changes; what somebody wrote into it does."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factories
from goc.audit.models import Event
from goc.files import books
from goc.intake.answers import parsed
from goc.intake.notes import Change
from goc.people import actions, importing, roster, sheets
from goc.people.models import Fact, Holding, Person
from imports.listed_kinds import workbook
from people.made import DAY, TODAY, full, person
from people.test_importing import write

pytestmark = pytest.mark.django_db


@pytest.fixture
def register(cast) -> dict[str, Person]:
    """A commander of whom everything is known, one of an agency with a dash in its name, and one
    born before 1900.
    """
    agency = factories.unit("Sở Lao động - Thương binh và Xã hội", "agency", cast.province)
    old = person(cast, "Lý Thị Hoa", birth_date=date(1898, 5, 4))
    official = person(cast, "Chu Văn Cả", keeper=agency)
    return {"full": full(cast), "official": official, "old": old}


def exported(path: Path, day: date = DAY) -> Path:
    sheets.write_roster(path, roster.roster(None, as_of=day), as_of=day)
    return path


def loaded(cast, path: Path, *, by: Any = None, day: date = DAY, **options: Any) -> Any:
    sheet = importing.read_list(path)
    return importing.import_people(sheet, by=by or cast.alice, as_of=day, today=TODAY, **options)


def counts(result: Any) -> tuple[int, int, int]:
    return result.new, result.updated, result.unchanged


def rows_of(sheet: Any) -> list[dict[str, Any]]:
    head, *rows = sheet.rows
    return [dict(zip(head, row, strict=True)) for row in rows]


def changed(path: Path, **cells: Any) -> Path:
    """The exported list with other cells in the line of the commander."""
    sheet = importing.read_list(path)
    rows = rows_of(sheet)
    row = next(row for row in rows if row["Họ và tên"] == "Nông Văn Đức")
    return write(path, [row | {key.replace("_", " "): value for key, value in cells.items()}])


@pytest.mark.parametrize("sealed", [True, False])
@pytest.mark.parametrize("day", [DAY, TODAY])
def test_an_exported_list_changes_nothing(cast, tmp_path, register, day, sealed):
    """Nor does a copy of its sheet, without the seal."""
    path = exported(tmp_path / "ds.xlsx", day)
    if not sealed:
        write(path, rows_of(importing.read_list(path)))
    events = Event.objects.count()
    result = loaded(cast, path, day=day)
    assert (result.faults, counts(result)) == ([], (0, 0, 3))
    assert Event.objects.count() == events


def test_what_is_known_of_somebody_is_corrected_from_the_list(cast, tmp_path, register):
    path = changed(
        exported(tmp_path / "ds.xlsx"), Quê_quán="Xã Hữu Lũng", Lý_luận_chính_trị="Trung cấp"
    )
    assert counts(loaded(cast, path, dry_run=True)) == (0, 1, 0)
    one = Person.objects.get(full_name="Nông Văn Đức")
    assert one.home_village == "Xã Chi Lăng"
    assert counts(loaded(cast, path)) == (0, 1, 0)
    one.refresh_from_db()
    levels = Fact.objects.filter(person=one, kind="political_theory").order_by("valid_from")
    assert one.home_village == "Xã Hữu Lũng"
    assert list(levels.values_list("value", "valid_from", "valid_to")) == [
        ("advanced", date(2005, 6, 1), DAY),
        ("intermediate", DAY, None),
    ]
    event = Event.objects.get(action="people.correct_person")
    assert (event.text, event.before["home_village"]) == ("theo danh sách nhập", "Xã Chi Lăng")


def test_an_empty_cell_or_a_mask_says_nothing(cast, tmp_path, register):
    path = changed(exported(tmp_path / "ds.xlsx"), Quê_quán=None, Dân_tộc="•••")
    assert counts(loaded(cast, path)) == (0, 0, 1)


def test_what_has_a_day_of_its_own_is_handed_back(cast, tmp_path, register):
    path = changed(exported(tmp_path / "ds.xlsx"), Chức_vụ="Chỉ huy phó", Quê_quán="Xã Hữu Lũng")
    result = loaded(cast, path)
    told = "hồ sơ ghi «Chỉ huy trưởng». Việc này có ngày riêng: hãy ghi ở trang của cán bộ"
    assert [(f.column, f.value, f.reason) for f in result.faults] == [
        ("Chức vụ", "Chỉ huy phó", told)
    ]
    assert Person.objects.get(full_name="Nông Văn Đức").home_village == "Xã Chi Lăng"
    assert Holding.objects.get().post == "commander"


def test_the_code_of_somebody_elsewhere_tells_nothing(cast, tmp_path, register):
    """charlie has no right on the commander: as if the code were wrong, and nothing is compared."""
    factories.unit("Xã Ở Xa", "commune", cast.elsewhere, code="07000")
    code = register["full"].code
    rows = [{"Họ và tên": "Nông Văn Đức", "Đơn vị": "Xã Ở Xa", "Mã cán bộ": code}]
    result = loaded(cast, write(tmp_path / "ds.xlsx", rows), by=cast.charlie)
    assert [f.reason for f in result.faults] == [f"Mã cán bộ «{code}» sai hoặc đã được dùng."]


def test_one_code_twice_is_told(cast, tmp_path, register):
    path = exported(tmp_path / "ds.xlsx")
    sheet = importing.read_list(path)
    row = rows_of(sheet)[0]
    result = loaded(cast, write(path, [row, row]))
    assert [(f.row, f.column, f.reason) for f in result.faults] == [
        (3, "Mã cán bộ", "đã có ở dòng 2")
    ]


def test_namesakes_of_the_register_are_not_told_apart_again(cast, tmp_path):
    for _ in range(2):
        actions.add_person(
            full_name="Lý Thị Hoa", keeper=cast.communes[0], on=DAY, by="t", confirmed="hai người"
        )
    assert counts(loaded(cast, exported(tmp_path / "ds.xlsx"))) == (0, 0, 2)


def test_a_list_with_the_code_of_a_merged_file_is_handed_back(cast, tmp_path, register):
    kept, gone = register["full"], register["old"]
    path = exported(tmp_path / "ds.xlsx")
    chosen = dict.fromkeys(["full_name", "birth"], "kept")
    actions.merge_persons(kept=kept, gone=gone, by=cast.alice, reason="Một", chosen=chosen)
    (fault,) = loaded(cast, path).faults
    assert fault.reason == f"hồ sơ này đã gộp vào hồ sơ {kept.code}"


# --- changed in Excel, and in the register meanwhile


def edited(path: Path, **cells: Any) -> Path:
    """The exported workbook with other cells in the line of the commander, its seal as it was."""
    first, allowed, seal = books.read(str(path), path.name)["sheets"]
    rows = first["rows"]
    row = next(row for row in rows if "Nông Văn Đức" in row)
    for head, value in cells.items():
        row[rows[0].index(head.replace("_", " "))] = value
    return workbook(path, rows, allowed["rows"], seal["rows"])


def test_what_a_list_changes_is_told_before_and_after(cast, tmp_path, register):
    path = exported(tmp_path / "ds.xlsx")
    edited(path, Quê_quán="Xã Hữu Lũng", Lý_luận_chính_trị="Trung cấp", Dân_tộc="")
    for dry_run in (True, False):
        result = loaded(cast, path, dry_run=dry_run)
        row = next(n for n, one in enumerate(rows_of(importing.read_list(path)), 2) if is_his(one))
        assert (counts(result), result.changes) == (
            (0, 1, 2),
            [
                Change(row, "Quê quán", "Xã Chi Lăng", "Xã Hữu Lũng"),
                Change(row, "Lý luận chính trị", "Cao cấp", "Trung cấp"),
            ],
        )
    assert (counts(loaded(cast, path)), loaded(cast, path).changes) == ((0, 0, 3), [])


def is_his(row: dict[str, Any]) -> bool:
    return bool(row["Họ và tên"] == "Nông Văn Đức")


def test_a_file_changed_in_the_register_since_its_export_is_asked_about(cast, tmp_path, register):
    path = exported(tmp_path / "ds.xlsx")
    one = register["full"]
    actions.correct_person(person=one, residence="Thôn Mới", text="QĐ", by=cast.alice)
    assert counts(loaded(cast, path)) == (0, 0, 3)
    edited(path, Quê_quán="Xã Hữu Lũng")
    (fault,) = loaded(cast, path).faults
    assert (fault.column, [offer.text for offer in fault.offers]) == (
        "Mã cán bộ",
        ["ghi theo tệp", "giữ như trong sổ"],
    )
    assert "Nơi thường trú: Thôn Mới" in fault.reason
    cell = f"{fault.letter}{fault.row}"
    kept = loaded(cast, path, answers=parsed([f"{cell}=giữ như trong sổ"]))
    assert (counts(kept), kept.changes) == ((0, 0, 3), [])
    assert counts(loaded(cast, path, answers=parsed([f"{cell}=ghi theo tệp"]))) == (0, 1, 2)
    one.refresh_from_db()
    assert one.home_village == "Xã Hữu Lũng"


def test_the_last_sheet_tells_how_many_and_the_digest_of_each(cast, tmp_path, register):
    path = exported(tmp_path / "ds.xlsx")
    *_, last = books.read(str(path), path.name)["sheets"]
    told = {row[0]: row[1] for row in last["rows"]}
    assert (last["name"], told["Số dòng"], told["Tính đến ngày"]) == (
        "Kiểm tra",
        "3",
        f"{DAY:%d/%m/%Y}",
    )
    assert {one.code for one in register.values()} <= told.keys()
