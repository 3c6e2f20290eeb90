"""A table of acts: rows read, recognised and carried out, all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from goc.accounts.models import User
from goc.lib.errors import AskedError, ForbiddenError, Question, RefusedError
from goc.lists.grid_forms import COMMON, READ, GridForm, _digest, box_of, mending_widget
from goc.lists.grids import (
    CONFIRMATION,
    Candidate,
    Grid,
    Line,
    Match,
    Outcome,
    carry_out,
    read_lines,
    unheld,
)
from goc.lists.pasting import Typed
from goc.lists.shapes import Cell
from goc.units.access import NOTHING
from goc.units.asking import Asking, asking_of
from goc.units.models import UnitVersion

TODAY = date(2026, 11, 20)
SOMEBODY = Asking(User(login="alice"), NOTHING, TODAY, TODAY)
PEOPLE = {"Đức": ["đức-1"], "Hoa": ["hoa-1", "hoa-2"]}
GRADES = (("good", "Giỏi"), ("fair", "Khá"))
CELLS = (
    Cell("on", "Ngày", "day", unheld, required=True),
    Cell("number", "Số hiệu", "count", unheld),
    Cell("grade", "Loại", "choice", unheld, choices=GRADES, aliases=("Xếp loại",)),
)


def find(rows: Sequence[Typed]) -> list[Match]:
    return [_means(row.get("name", ""), row.get("code", "")) for row in rows]


def _means(name: str, code: str) -> Match:
    keys = [key for key in PEOPLE.get(name, []) if code in ("", key)]
    if not keys:
        return Match(column="name", reason="không có ai tên như vậy")
    return Match([Candidate(key, f"{name} {key}", {"code": key}, key.upper()) for key in keys])


class Written:
    """An action of a row: a user is made for each, so that what is undone can be seen."""

    def __init__(self, faults: dict[str, Exception] | None = None) -> None:
        self.faults, self.calls = faults or {}, []

    def __call__(self, target: Any, values: dict[str, Any], confirmed: str) -> str:
        self.calls.append((target, values, confirmed))
        User.objects.create(login=f"made-{len(self.calls)}", name=target)
        if target in self.faults and not confirmed:
            raise self.faults[target]
        return f"đã ghi {target}"


def grid(write: Any = None, **more: Any) -> Grid:
    who = (Cell("code", "Mã", "text", unheld), Cell("name", "Họ và tên", "text", unheld))
    given = {"title": "Thử", "who": who, "cells": CELLS, "find": find}
    return Grid(**given | {"write": write or Written()} | more)


def row(name: str, on: str = "01/06/2012", **more: str) -> Typed:
    return {"name": name, "on": on, **more}


def read(
    *rows: Typed, common: Any = None, chosen: Any = None, asks: Asking = SOMEBODY, of: Any = None
) -> Outcome:
    return read_lines(of or grid(), rows, common or {}, chosen or {}, asks)


# --- the columns


def test_the_columns_are_who_what_and_why():
    made = grid()
    assert [cell.name for cell in made.columns] == [
        "code",
        "name",
        "on",
        "number",
        "grade",
        "confirmed",
    ]
    assert made.columns_said == "Mã, Họ và tên, Ngày, Số hiệu, Loại"
    assert made.heads == "Mã\tHọ và tên\tNgày\tSố hiệu\tLoại\tXếp loại\tXác nhận"
    assert (made.cell("grade"), made.cell("nothing")) == (CELLS[2], None)
    assert made.cell("confirmed") is CONFIRMATION


# --- reading


def test_a_row_is_read_and_its_person_found():
    (line,) = read(row("Đức", number="1.234", grade="giỏi")).lines
    assert (line.number, line.faults, line.is_right) == (1, {}, True)
    assert line.values == {"on": date(2012, 6, 1), "number": 1234, "grade": "good"}
    assert line.candidate is not None and line.candidate.target == "ĐỨC-1"
    assert line.typed == row("Đức", number="1.234", grade="giỏi")


def test_faults_stand_at_their_cells_and_do_not_hide_each_other():
    outcome = read(row("Nobody", on="31/02/2012", number="x", grade="kém"), row("Đức"))
    first, second = outcome.lines
    assert first.faults == {
        "name": "không có ai tên như vậy",
        "on": "«31/02/2012» không phải là ngày dd/mm/yyyy",
        "number": "«x» không phải là số (ví dụ 1.234,5)",
        "grade": "«kém»: hãy ghi một trong: Giỏi, Khá",
    }
    assert (first.is_right, first.candidate, second.is_right) == (False, None, True)
    assert (outcome.wrong, outcome.is_right) == ([first], False)


def test_what_is_required_is_asked_and_the_rest_is_not_known():
    (line,) = read(row("Đức", on="")).lines
    assert line.faults == {"on": "không được để trống"}
    assert (line.values["number"], line.values["grade"]) == (None, None)


@pytest.mark.parametrize(
    ("common", "typed", "value"),
    [
        ({"on": date(2010, 1, 1)}, "", date(2010, 1, 1)),
        ({"on": date(2010, 1, 1)}, "01/06/2012", date(2012, 6, 1)),
        ({"on": ""}, "", ""),
        ({"on": None}, "", None),
    ],
)
def test_a_common_box_fills_what_a_row_leaves_empty(common, typed, value):
    (line,) = read(row("Đức", on=typed), common=common).lines
    assert line.values["on"] == value
    assert ("on" in line.faults) is (value in ("", None))


def test_nought_in_a_common_box_is_something():
    cells = (Cell("number", "Số", "count", unheld, required=True),)
    (line,) = read({"name": "Đức"}, common={"number": 0}, of=grid(cells=cells)).lines
    assert (line.faults, line.values) == ({}, {"number": 0})


def test_no_rows_are_not_right():
    assert read() == Outcome([], 0)
    assert read().is_right is False


@pytest.mark.parametrize(("passes", "lines", "passed"), [(True, 1, 2), (False, 3, 0)])
def test_rows_that_say_nothing_of_their_own_may_be_passed_over(passes, lines, passed):
    rows = [{"name": "Hoa"}, row("Đức"), {"name": "Đức", "confirmed": "đúng"}]
    outcome = read(*rows, of=grid(passes_over=passes))
    assert (len(outcome.lines), outcome.passed_over) == (lines, passed)
    assert [line.number for line in outcome.lines] == list(range(1, lines + 1))


# --- who


def test_several_are_handed_back_to_choose_from():
    (line,) = read(row("Hoa")).lines
    assert ([one.key for one in line.match.candidates], line.candidate) == (
        ["hoa-1", "hoa-2"],
        None,
    )
    assert (line.faults, line.is_right) == ({}, False)


def test_who_was_chosen_is_written_into_the_row():
    (line,) = read(row("Hoa"), chosen={1: "hoa-2"}).lines
    assert line.candidate is not None and line.candidate.key == "hoa-2"
    assert line.typed["code"] == "hoa-2"
    assert line.is_right


@pytest.mark.parametrize("chosen", [{1: "đức-1"}, {1: ""}, {2: "hoa-2"}])
def test_a_choice_of_another_row_or_person_chooses_nobody(chosen):
    (line,) = read(row("Hoa"), chosen=chosen).lines
    assert (line.candidate, "code" in line.typed) == (None, False)


def test_one_person_twice_is_told_at_the_later_rows():
    first, second, other, third = read(row("Đức"), row("Đức"), row("Hoa"), row("Đức")).lines
    assert [line.row_fault for line in (first, second, other, third)] == [
        "",
        "trùng với dòng 1",
        "",
        "trùng với dòng 1",
    ]
    chosen = read(row("Hoa"), row("Hoa"), chosen={1: "hoa-1", 2: "hoa-2"})
    assert chosen.is_right


def test_a_pasted_row_is_not_changed_by_reading():
    given = row("Hoa")
    read(given, chosen={1: "hoa-1"})
    assert given == row("Hoa")


# --- units are named as on the day of the row


def test_a_unit_is_read_as_on_the_day_that_its_row_tells(cast):
    commune = cast.communes[0]
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2020, 1, 1))
    UnitVersion.objects.create(
        unit=commune,
        name="Thị trấn Tràng Định",
        folded="thi tran trang dinh",
        kind="township",
        valid_from=date(2020, 1, 1),
    )
    cells = (Cell("unit", "Đơn vị", "unit", unheld), Cell("on", "Ngày", "day", unheld))
    of = grid(cells=cells, day_of=lambda asking, values: values.get("on") or asking.day)
    rows = [
        row("Đức", on="31/12/2019", unit="Xã Một Một"),
        row("Đức", on="01/01/2020", unit="Xã Một Một"),
        row("Đức", on="01/01/2020", unit="Thị trấn Tràng Định"),
        row("Đức", on="", unit="Thị trấn Tràng Định"),
    ]
    lines = read(*rows, asks=asking_of(cast.alice), of=of).lines
    assert [line.values.get("unit") for line in lines] == [commune, None, commune, commune]
    assert lines[1].faults["unit"] == (
        "Ngày 01/01/2020 không có đơn vị «Xã Một Một»; khi ấy ở đó là: thị trấn Tràng Định "
        "(3-tier:06004). Hãy ghi đơn vị của ngày ấy, hoặc sửa ngày"
    )


# --- doing


def users() -> int:
    return User.objects.filter(login__startswith="made").count()


def done(*rows: Typed, faults: Any = None, reason: str = "", for_good: bool = True) -> Any:
    write = Written(faults)
    outcome = read(*rows, of=grid(write))
    stands = carry_out(grid(write), outcome, reason, for_good=for_good)
    return stands, outcome.lines, write.calls


@pytest.mark.django_db
def test_all_rows_stand_when_all_are_right():
    stands, lines, calls = done(row("Đức"), row("Hoa", code="hoa-2"))
    assert (stands, users()) == (True, 2)
    assert [line.done for line in lines] == ["đã ghi ĐỨC-1", "đã ghi HOA-2"]
    assert [(target, confirmed) for target, _, confirmed in calls] == [("ĐỨC-1", ""), ("HOA-2", "")]


@pytest.mark.django_db
def test_a_look_does_everything_and_keeps_nothing():
    stands, lines, _ = done(row("Đức"), for_good=False)
    assert (stands, lines[0].done, users()) == (False, "đã ghi ĐỨC-1", 0)


@pytest.mark.django_db
@pytest.mark.parametrize("other", [row("Hoa"), row("Nobody"), row("Hoa", code="hoa-1", on="x")])
def test_one_row_that_is_not_right_undoes_the_others(other):
    stands, lines, calls = done(row("Đức"), other)
    assert (stands, users(), len(calls)) == (False, 0, 1)
    assert (lines[0].done, lines[1].done) == ("đã ghi ĐỨC-1", "")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "why", [RefusedError("đã có %(what)s", what="rồi"), ForbiddenError("đã có rồi")]
)
def test_a_refusal_is_the_rows_fault_and_the_next_is_tried(why):
    stands, lines, calls = done(row("Đức"), row("Hoa", code="hoa-1"), faults={"ĐỨC-1": why})
    assert (stands, users(), len(calls)) == (False, 0, 2)
    assert (lines[0].row_fault, lines[0].question, lines[1].done) == (
        "đã có rồi",
        "",
        "đã ghi HOA-1",
    )
    assert not lines[0].is_right


ODD = AskedError(
    [Question("young", "Mới %(age)s tuổi?", {"age": 15}), Question("late", "Còn ở phía trước?")]
)


@pytest.mark.django_db
def test_a_question_is_no_fault_and_wants_its_reason():
    stands, lines, _ = done(row("Đức"), faults={"ĐỨC-1": ODD})
    assert (stands, lines[0].row_fault, lines[0].is_right) == (False, "", False)
    assert lines[0].question == "Mới 15 tuổi? Còn ở phía trước?"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("own", "reason", "given"),
    [("QĐ 1", "", "QĐ 1"), ("", "chung", "chung"), ("QĐ 1", "chung", "QĐ 1")],
)
def test_a_row_answers_itself_or_by_the_common_reason(own, reason, given):
    stands, _, calls = done(row("Đức", confirmed=own), faults={"ĐỨC-1": ODD}, reason=reason)
    assert (stands, calls[0][2], users()) == (True, given, 1)


@pytest.mark.django_db
def test_nothing_at_all_does_not_stand():
    assert done() == (False, [], [])


# --- the form


def sent(sheet: str, drawn: str | None = None, **more: str) -> dict[str, str]:
    return {"sheet": sheet, READ: _digest(sheet if drawn is None else drawn), **more}


def form(data: dict[str, str] | None, **more: Any) -> GridForm:
    made = GridForm(data, grid(**more), SOMEBODY)
    assert data is None or made.is_valid(), made.errors
    return made


SHEET = "Họ và tên\tNgày\tSố hiệu\nĐức\t31/02/2012\t7\nHoa\t01/06/2012\t"


def test_what_was_mended_and_chosen_on_the_page_stands_in_for_what_was_pasted():
    outcome = form(sent(SHEET, **{"cell-1-on": " 28/02/2012 ", "who-2": "hoa-2"})).read()
    assert [line.values["on"] for line in outcome.lines] == [date(2012, 2, 28), date(2012, 6, 1)]
    assert [line.candidate.key for line in outcome.lines if line.candidate] == ["đức-1", "hoa-2"]
    assert outcome.is_right


@pytest.mark.parametrize(
    "name", ["cell-0-on", "cell-3-on", "cell-1-nothing", "cell-1", "xcell-1-on", "cell-1-on-x"]
)
def test_a_box_of_no_cell_mends_nothing(name):
    outcome = form(sent(SHEET, **{name: "28/02/2012"})).read()
    assert [line.faults.get("on", "") for line in outcome.lines] == [
        "«31/02/2012» không phải là ngày dd/mm/yyyy",
        "",
    ]


def test_another_table_drops_what_was_mended_on_the_first():
    data = sent(SHEET, drawn="khác", **{"cell-1-on": "28/02/2012", "who-2": "hoa-2"})
    first, second = form(data).read().lines
    assert ("on" in first.faults, second.candidate) == (True, None)


def test_line_ends_of_the_browser_make_no_other_table():
    browser = f"\n{SHEET}\n".replace("\n", "\r\n")
    data = sent(browser, drawn=SHEET, **{"cell-1-on": "28/02/2012"})
    assert form(data).read().lines[0].values["on"] == date(2012, 2, 28)


def test_the_table_is_drawn_anew_with_what_was_mended():
    made = form(sent(SHEET, **{"cell-1-on": "28/02/2012", "who-2": "hoa-2"}))
    made.read()
    assert str(made["sheet"].value()) == (
        "Mã\tHọ và tên\tNgày\tSố hiệu\tLoại\tXác nhận\n"
        "\tĐức\t28/02/2012\t7\t\t\n"
        "hoa-2\tHoa\t01/06/2012\t\t\t\n"
    )
    assert made.read_sheet == _digest(str(made["sheet"].value()))


def test_columns_that_are_not_used_are_told():
    made = form(sent("Họ và tên\tNgày\tGhi chú\nĐức\t01/06/2012\tx"))
    made.read()
    assert made.unused == ["Ghi chú"]


def test_common_boxes_are_those_of_the_grid_and_never_required():
    made = form(None, common={"grade": "Giỏi", "on": ""})
    assert [box.name for box in made.common_boxes()] == [f"{COMMON}on", f"{COMMON}grade"]
    assert (made.initial[f"{COMMON}grade"], made.fields[f"{COMMON}on"].required) == ("Giỏi", False)
    full = form(
        sent(SHEET, **{f"{COMMON}grade": "Khá", f"{COMMON}on": "05/03/2011"}),
        common={"grade": "", "on": ""},
    )
    assert full.common() == {"grade": "fair", "on": date(2011, 3, 5)}


def test_an_empty_table_begins_with_who_is_offered():
    made = form(None, offered=lambda: [{"code": "đức-1", "name": "Đức"}])
    assert made.initial["sheet"].splitlines()[1] == "đức-1\tĐức\t\t\t\t"


def test_in_a_select_what_was_typed_stands_first():
    widget = mending_widget(replace(CELLS[2], required=True), "kém", SOMEBODY)
    assert list(widget.choices) == [("kém", "kém"), ("Giỏi", "Giỏi"), ("Khá", "Khá")]
    empty = mending_widget(CELLS[2], "", SOMEBODY)
    assert next(iter(empty.choices)) == ("", "–")
    assert mending_widget(CELLS[0], "x", SOMEBODY).attrs["class"] == "form-control"
    assert box_of(Line(3, {}), "on") == "cell-3-on"
