"""Lists of trainees as files: out, in again, changed in Excel; old lists of a class; whose they are."""

from __future__ import annotations

from typing import Any

import pytest

from figures.register import OVER, Register
from goc.imports.registry import KINDS
from goc.intake.notes import Result
from goc.lib.errors import ForbiddenError
from goc.lists.grid_loading import LISTS
from goc.training import actions
from goc.training.models import Enrolment
from goc.units.asking import Asking, asking_of
from imports.listed_kinds import came, exported, of_file, of_rows, take, workbook

every = pytest.mark.parametrize("name", [name for name in LISTS if name.startswith("training.")])
STUDIES = "Triệu Văn Khôi"


@pytest.fixture
def asking(made: Register) -> Asking:
    return asking_of(made.cast.alice)


def again(made: Register, name: str) -> Enrolment:
    return Enrolment.objects.get(pk=made.enrolments[name].pk)


def loaded(name: str, asking: Asking, *rows: list[Any], answers: tuple[str, ...] = ()) -> Result:
    return take(name, of_rows(name, rows), asking, *answers)


def changed(sheets: list[list[list[Any]]], who: str, column: str, text: Any) -> int:
    """Writes a cell of the export; the row as numbered in the file."""
    head = sheets[0][0]
    at, named = head.index(column), head.index("Họ và tên")
    row = next(n for n, line in enumerate(sheets[0]) if line[named] == who)
    sheets[0][row][at] = text
    return row + 1


# --- out and in again


@every
def test_the_export_comes_back_and_changes_nothing(name, made, asking, tmp_path) -> None:
    """With its seal, and as a sheet copied out of it without the codes of the rows."""
    path = tmp_path / "ra.xlsx"
    sheets = exported(name, asking, path)
    rows = len(sheets[0]) - 1
    assert rows == made.course.enrolments.count()
    for found in (path, workbook(tmp_path / "chep.xlsx", [row[:-1] for row in sheets[0]])):
        result = take(name, of_file(name, found), asking)
        assert (came(result), result.changes) == ((rows, 0, 0, rows, 0), [])


CORRECTIONS = {
    "training.enrolments": ("Quyết định cử đi", "QĐ 99"),
    "training.results": ("Xếp loại", "Xuất sắc"),
    "training.certificates": ("Số vào sổ", "S-99"),
}
"""name → the cell that is changed in Excel."""


@pytest.mark.parametrize("name", CORRECTIONS)
def test_one_cell_changed_is_one_correction(name, made, asking, tmp_path) -> None:
    who, (column, text) = "Nông Văn An", CORRECTIONS[name]
    sheets = exported(name, asking, tmp_path / "ra.xlsx")
    row = changed(sheets, who, column, text)
    found = of_file(name, workbook(tmp_path / "sua.xlsx", *sheets))
    result = take(name, found, asking)
    assert came(result)[2:] == (1, len(sheets[0]) - 2, 0)
    assert [(c.row, c.column, c.after) for c in result.changes] == [(row, column, text)]
    assert came(take(name, found, asking))[2] == 0


def test_a_result_changed_meanwhile_is_asked_about(made, asking, tmp_path) -> None:
    who, name = "Nông Văn An", "training.results"
    sheets = exported(name, asking, tmp_path / "ra.xlsx")
    actions.correct_result(
        enrolment=again(made, who),
        outcome="graduated",
        on=OVER,
        grade="average",
        by=made.by,
        text="x",
    )
    as_it_was = of_file(name, tmp_path / "ra.xlsx")
    assert came(take(name, as_it_was, asking))[2:] == (0, len(sheets[0]) - 1, 0)
    assert again(made, who).grade == "average"
    row = changed(sheets, who, "Xếp loại", "Xuất sắc")
    mine = of_file(name, workbook(tmp_path / "sua.xlsx", *sheets))
    (fault,) = take(name, mine, asking).faults
    assert (fault.row, fault.offers[0].text) == (row, "ghi theo tệp")
    assert again(made, who).grade == "average"
    assert came(take(name, mine, asking, f"{fault.letter}{row}=ghi theo tệp"))[2] == 1
    assert again(made, who).grade == "excellent"


# --- old lists of a class


def test_results_of_a_class_as_a_school_sends_them(made, asking) -> None:
    """The course stands in the title, births and units in writings of their own, the day nowhere."""
    rows = [
        ["TRƯỜNG QUÂN SỰ TỈNH"],
        ["KẾT QUẢ TỐT NGHIỆP KHÓA 1, NĂM HỌC 2009-2011"],
        ["TT", "Họ tên học viên", "Đơn vị", "Xếp loại TN", "Ghi chú"],
        ["TT", "Họ và tên học viên", "Đơn vị công tác", "Xếp loại TN", "Ghi chú"],
        [1, STUDIES, "TT. Hai", "G", ""],
        ["", "Tổng số: 01 học viên", "", "", ""],
        ["", "HIỆU TRƯỞNG", "", "", ""],
    ]
    asked = loaded("training.results", asking, *rows)
    (course,) = asked.faults
    assert (course.field, [offer.text for offer in course.offers]) == (
        "course",
        ["Khóa 1 (14/09/2009)"],
    )
    of_course = "Khóa:danh sách không có cột này: ghi gì cho mọi dòng=Khóa 1"
    asked = loaded("training.results", asking, *rows, answers=(of_course,))
    assert [(f.field, [o.text for o in f.offers]) for f in asked.faults] == [
        ("outcome", ["Tốt nghiệp"]),
        ("on", []),
    ]
    answers = (
        of_course,
        "outcome:danh sách không có cột này: ghi gì cho mọi dòng=Tốt nghiệp",
        "Ngày:danh sách không có cột này: ghi gì cho mọi dòng=18/03/2011",
    )
    result = loaded("training.results", asking, *rows, answers=answers)
    assert came(result) == (1, 1, 0, 0, 0)
    row = again(made, STUDIES)
    assert (row.outcome, row.ended_on, row.grade) == ("graduated", OVER, "very_good")
    assert came(loaded("training.results", asking, *rows, answers=answers)) == (1, 0, 0, 1, 0)


HEAD = ["Họ tên", "Khóa", "Kết quả", "Ngày tốt nghiệp", "Xếp loại"]


def test_one_fault_and_nobody_has_a_result(made, asking) -> None:
    rows = [
        HEAD,
        [STUDIES, "Khóa 1", "Đỗ", "18/03/2011", "Giỏi"],
        ["Ai Đó Khác", "Khóa 1", "Đỗ", "18/03/2011", "Giỏi"],
    ]
    (fault,) = loaded("training.results", asking, *rows).faults
    assert (fault.row, fault.column, fault.reason) == (
        3,
        "Họ và tên",
        "không có ai tên như vậy ở đây",
    )
    assert again(made, STUDIES).outcome == "studying"


def test_the_same_person_twice_and_another_result_than_stands(made, asking) -> None:
    line = [STUDIES, "Khóa 1", "Đỗ", "18/03/2011", "Giỏi"]
    (fault,) = loaded("training.results", asking, HEAD, line, line).faults
    assert (fault.row, fault.reason) == (3, "trùng với dòng 2")
    other = ["Nông Văn An", "Khóa 1", "", "", "Xuất sắc"]
    result = loaded("training.results", asking, HEAD, other)
    assert [(c.column, c.after) for c in result.changes] == [("Xếp loại", "Xuất sắc")]


def test_a_placement_that_stands_otherwise_is_not_put_right_by_a_list(
    made, asking, tmp_path
) -> None:
    name = "training.placements"
    sheets = exported(name, asking, tmp_path / "ra.xlsx")
    who = next(row[3] for row in sheets[0][1:] if row[6])
    row = changed(sheets, who, "Chức vụ", "Thôn đội trưởng")
    found = of_file(name, workbook(tmp_path / "sua.xlsx", *sheets))
    (fault,) = take(name, found, asking).faults
    assert (fault.row, fault.reason.startswith("đã ghi khác (Chức vụ: ")) == (row, True)


# --- whose they are


@every
def test_nobody_loads_results_of_a_course_that_is_not_theirs(name, made, asking, tmp_path) -> None:
    path = tmp_path / "ra.xlsx"
    exported(name, asking, path)
    found = of_file(name, path)
    for login in ("charlie", "bob"):
        other = asking_of(getattr(made.cast, login))
        faults = take(name, found, other).faults
        assert {fault.row for fault in faults} == set(range(2, len(found.records) + 2))
        assert all(STUDIES not in fault.reason for fault in faults)
    assert len(exported(name, asking_of(made.cast.charlie), tmp_path / "khac.xlsx")[0]) == 1
    with pytest.raises(ForbiddenError):
        exported(name, asking_of(made.cast.bob), tmp_path / "khac.xlsx")
    assert not KINDS[name].may(asking_of(made.cast.bob))
