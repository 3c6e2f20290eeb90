"""Every declared list through the one mechanism: any file in, out and in again, changed and loaded."""

from __future__ import annotations

from typing import Any

import pytest

from goc.audit.models import Event
from goc.imports.registry import KINDS
from goc.intake.notes import Change
from goc.lists.registry import SUBJECTS, Subject
from goc.lists.shapes import Cell
from goc.units.asking import asking_of
from imports.listed_kinds import came, exported, of_file, of_rows, take, workbook
from lists.test_every_subject import given, sample_of, typed_for

every = pytest.mark.parametrize("address", SUBJECTS)
UNREADABLE = {"count": "12a", "money": "12a", "year": "20x1", "day": "32/13/2011", "code": "qwzx"}
"""Kind → what no cell of it can be."""


def kind_of(address: str) -> str:
    return SUBJECTS[address].shape.name


def heads(subject: Subject) -> list[str]:
    return [str(cell.label) for cell in subject.shape.given]


def first_row(subject: Subject) -> list[str]:
    return list(given(subject).values())


def rows_of(subject: Subject) -> list[list[Any]]:
    """A list as an office has it: a title, a number before each row, a signature."""
    return [
        ["", "DANH SÁCH"],
        [],
        ["TT", *heads(subject)],
        [1, *first_row(subject)],
        [],
        ["", "Người lập"],
    ]


def stored(subject: Subject, cast: Any) -> Any:
    return subject.shape.rows(asking_of(cast.operator)).get()


def text_cell(subject: Subject) -> Cell:
    key = subject.key
    return next(c for c in subject.shape.given if c.kind_name == "text" and c.name not in key)


def test_every_subject_is_a_kind() -> None:
    assert {kind_of(address) for address in SUBJECTS} <= set(KINDS)


@every
def test_a_list_is_written_once_however_often_it_comes(address: str, cast: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    found = of_rows(name, rows_of(subject))
    assert came(take(name, found, asking, dry_run=True)) == (1, 1, 0, 0, 0)
    assert not subject.shape.rows(asking).exists()
    assert came(take(name, found, asking)) == (1, 1, 0, 0, 0)
    row = stored(subject, cast)
    for cell in subject.shape.given:
        wanted = {"code": typed_for(cell), "unit": cast.district}
        expected = wanted.get(cell.kind_name, sample_of(subject, cell)[1])
        assert (cell.name, cell.value(row)) == (cell.name, expected)
    assert came(take(name, found, asking)) == (1, 0, 0, 1, 0)
    assert Event.objects.filter(subject=str(row.public_id)).count() == 1


@every
def test_the_export_comes_back_and_changes_nothing(address: str, cast: Any, tmp_path: Any) -> None:
    """With its seal, and without it and the codes: a sheet copied into another workbook."""
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    take(name, of_rows(name, rows_of(subject)), asking)
    path = tmp_path / "ra.xlsx"
    sheets = exported(name, asking, path)
    assert sheets[0][0] == ["TT", *heads(subject), "Mã dòng"]
    assert came(take(name, of_file(name, path), asking)) == (1, 0, 0, 1, 0)
    bare = workbook(tmp_path / "chep.xlsx", [row[:-1] for row in sheets[0]])
    result = take(name, of_file(name, bare), asking)
    assert (came(result), result.changes) == ((1, 0, 0, 1, 0), [])


@every
def test_one_cell_changed_is_one_correction(address: str, cast: Any, tmp_path: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    take(name, of_rows(name, rows_of(subject)), asking)
    sheets = exported(name, asking, tmp_path / "ra.xlsx")
    cell = text_cell(subject)
    at = sheets[0][0].index(str(cell.label))
    before = sheets[0][1][at]
    for text, expected in (("", (1, 0, 0, 1, 0)), ("Sửa lại", (1, 0, 1, 0, 0))):
        sheets[0][1][at] = text
        path = workbook(tmp_path / "sua.xlsx", *sheets)
        result = take(name, of_file(name, path), asking)
        assert (text, came(result)) == (text, expected)
    assert result.changes == [Change(2, str(cell.label), before, "Sửa lại")]
    row = stored(subject, cast)
    assert cell.value(row) == "Sửa lại"
    event = Event.objects.filter(subject=str(row.public_id)).first()
    assert event is not None and event.text == "theo danh sách nhập"


@every
def test_a_row_changed_meanwhile_is_asked_about(address: str, cast: Any, tmp_path: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    take(name, of_rows(name, rows_of(subject)), asking)
    path = tmp_path / "ra.xlsx"
    sheets = exported(name, asking, path)
    cell = text_cell(subject)
    assert subject.correct is not None
    correct = {"by": cast.alice, "reason": "QĐ 2", cell.name: "Người kia"}
    subject.correct(row=stored(subject, cast), **correct)
    assert came(take(name, of_file(name, path), asking)) == (1, 0, 0, 1, 0)
    assert cell.value(stored(subject, cast)) == "Người kia"
    sheets[0][1][sheets[0][0].index(str(cell.label))] = "Của tôi"
    mine = of_file(name, workbook(tmp_path / "sua.xlsx", *sheets))
    result = take(name, mine, asking)
    (fault,) = result.faults
    offered = [offer.text for offer in fault.offers]
    assert (came(result)[4], offered) == (1, ["ghi theo tệp", "giữ như trong sổ"])
    assert cell.value(stored(subject, cast)) == "Người kia"
    letter = fault.letter
    assert came(take(name, mine, asking, f"{letter}2=giữ như trong sổ")) == (1, 0, 0, 1, 0)
    assert came(take(name, mine, asking, f"{letter}2=ghi theo tệp")) == (1, 0, 1, 0, 0)
    assert cell.value(stored(subject, cast)) == "Của tôi"


@every
def test_a_wrong_cell_is_named_and_nothing_is_written(address: str, cast: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    cell = next(c for c in subject.shape.given if c.kind_name in UNREADABLE)
    rows = rows_of(subject)
    wrong = [1, *first_row(subject)]
    wrong[1 + subject.shape.given.index(cell)] = UNREADABLE[cell.kind_name]
    rows[4] = wrong
    result = take(name, of_rows(name, rows), asking)
    assert [(f.row, f.column, f.value) for f in result.faults] == [
        (5, str(cell.label), UNREADABLE[cell.kind_name])
    ]
    assert (came(result), result.accepted) == ((2, 0, 0, 0, 1), 0)
    assert not subject.shape.rows(asking).exists()


@every
def test_what_has_to_be_told_is_asked_for(address: str, cast: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    required = next(at for at, cell in enumerate(subject.shape.given) if cell.required)
    rows = rows_of(subject)
    rows[3][1 + required] = ""
    (fault,) = take(name, of_rows(name, rows), asking).faults
    assert (fault.row, fault.reason) == (4, "không được để trống")


@every
def test_nobody_loads_into_what_is_not_theirs(address: str, cast: Any, tmp_path: Any) -> None:
    """Charlie's units are others: the row is as if it were not there; bob only reads."""
    subject, name = SUBJECTS[address], kind_of(address)
    take(name, of_rows(name, rows_of(subject)), asking_of(cast.alice))
    sheets = exported(name, asking_of(cast.alice), tmp_path / "ra.xlsx")
    cell = text_cell(subject)
    sheets[0][1][sheets[0][0].index(str(cell.label))] = "Của người khác"
    found = of_file(name, workbook(tmp_path / "sua.xlsx", *sheets))
    (hidden,) = take(name, found, asking_of(cast.charlie)).faults
    assert hidden.reason.startswith("không có dòng này trong sổ")
    (unseen,) = take(name, of_rows(name, rows_of(subject)), asking_of(cast.charlie)).faults
    assert (unseen.field, unseen.offers) == ("unit", ())
    (read_only,) = take(name, found, asking_of(cast.bob)).faults
    assert read_only.reason == "bạn chỉ được xem dòng này, không được sửa"
    assert not KINDS[name].may(asking_of(cast.bob))
    assert cell.value(stored(subject, cast)) != "Của người khác"
