"""What may be asked of a snapshot, and what a definition says of itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from figures.register import CUT_OFF
from goc.figures.compute import Question
from goc.figures.definitions import (
    RECORDS,
    UNITS,
    VALUES,
    YEARS,
    Block,
    Condition,
    Indicator,
    Remark,
    TableColumn,
    TableDefinition,
)
from goc.figures.grains import GRAINS
from goc.figures.rows import row_questions
from goc.lib.errors import InputError, WrongUseError

DAY_BEFORE = date(2012, 12, 30)


def test_without_a_day_the_cut_off_is_asked(computer):
    assert computer.question(None) == Question(None, CUT_OFF)
    assert computer.question(None, CUT_OFF) == Question(None, CUT_OFF)
    assert computer.question(None, DAY_BEFORE, DAY_BEFORE) == Question(None, DAY_BEFORE, DAY_BEFORE)


def test_nothing_later_is_frozen(computer):
    with pytest.raises(WrongUseError) as refused:
        computer.question(None, date(2013, 1, 1))
    assert str(refused.value) == (
        "Ngày 01/01/2013 sau thời điểm chốt 31/12/2012 của bản chốt; hãy chọn ngày sớm hơn hoặc "
        "chốt lại."
    )


@pytest.mark.parametrize(
    ("as_of", "since", "said"),
    [
        (DAY_BEFORE, CUT_OFF, "Ngày đầu kỳ 31/12/2012 sau ngày cuối 30/12/2012."),
        (None, date(2013, 1, 1), "Ngày đầu kỳ 01/01/2013 sau ngày cuối 31/12/2012."),
    ],
)
def test_a_period_begins_before_it_ends(computer, as_of, since, said):
    with pytest.raises(WrongUseError) as refused:
        computer.question(None, as_of, since)
    assert str(refused.value) == said


def test_a_unit_that_is_not_frozen_is_refused(computer):
    with pytest.raises(InputError) as refused:
        computer.question("01900000-0000-7000-8000-000000000001")
    assert str(refused.value) == "Bản chốt số liệu không có đơn vị này; hãy chốt lại."


def test_a_unit_is_asked_on_a_map_on_which_it_stands(computer):
    district = sorted(computer.units.at_level("district", CUT_OFF))[0]
    later = date(2026, 1, 1)
    assert computer.question(district, boundaries=later).boundaries == later
    with pytest.raises(InputError) as refused:
        computer.question(district, boundaries=date(1999, 1, 1))
    name = computer.units.name(district, date(1999, 1, 1))
    assert str(refused.value) == (
        f"«{name}» không có trên địa giới ngày 01/01/1999; hãy hỏi đơn vị kế tiếp của nó."
    )


def table(**more):
    own = {
        "id": "P4",
        "revision": 2,
        "roman": "IV",
        "title": "",
        "kind": "crosstab",
        "time": "stock",
        "grain": "enrolment",
        "unit_by": "sender",
        "rows": "district",
        "row_head": "",
        "unit_label": "",
        "page": "A3",
        "source": "",
        "columns": (),
    }
    return TableDefinition(**{**own, **more})


@pytest.mark.parametrize(
    ("more", "kind"),
    [
        ({"rows": "province"}, UNITS),
        ({"rows": "commune"}, UNITS),
        ({"rows": "years"}, YEARS),
        ({"rows": "course"}, RECORDS),
        ({"rows": "sex"}, VALUES),
        ({"kind": "listing", "rows": "sex"}, RECORDS),
        ({"kind": "listing", "rows": "district"}, UNITS),
    ],
    ids=str,
)
def test_what_stands_on_the_left_of_a_table(more, kind):
    assert table(**more).row_kind == kind


def fields(sensitive):
    """A field of a trainee that only some may see, or that everybody may."""
    columns = GRAINS["enrolment"].columns
    return next(name for name, column in columns.items() if column.sensitive is sensitive)


def test_who_may_see_an_indicator_follows_from_what_it_reads():
    secret, open_ = (Condition(fields(kind), "known") for kind in (True, False))
    base = Indicator("x", 1, "X", "ratio", "stock", "enrolment", "sender", "")
    assert not replace(base, population=(open_,), numerator=(open_,)).sensitive
    assert replace(base, population=(secret,)).sensitive
    assert replace(base, population=(open_,), numerator=(open_, secret)).sensitive


def test_a_table_is_as_secret_as_anything_that_it_shows_or_asks():
    secret, open_ = Condition(fields(True), "known"), Condition(fields(False), "known")
    assert not table(where=(open_,), blocks=(Block("", (open_,)),)).sensitive
    for more in (
        {"where": (secret,)},
        {"blocks": (Block("", (open_,)), Block("", (secret,)))},
        {"columns": (TableColumn(1, ("",), where=(secret,)),)},
        {"columns": (TableColumn(1, ("",), field=secret.field),)},
        {"rows": secret.field},
        {"remarks": (Remark("", "enrolment", (secret,)),)},
    ):
        assert table(**more).sensitive, more
    made = (TableColumn(1, ("",), where=(open_,)), TableColumn(2, ("",), plus=(1,)))
    assert not table(columns=made).sensitive


ASKED = Question("u", date(2012, 6, 30), date(2002, 3, 1))


def asked(question=ASKED, **more):
    return [(q.since, q.as_of) for q in row_questions(table(rows="years", **more), question)]


def test_of_units_the_question_itself_is_asked():
    assert row_questions(table(), ASKED) == [ASKED]


def test_of_years_the_first_and_the_last_are_compared_unless_others_are_named():
    first = (date(2002, 1, 1), date(2002, 12, 31))
    last = (date(2012, 1, 1), date(2012, 6, 30))  # as far as it is known
    assert asked() == [first, last]
    assert asked(years=(2005, 2012, 2013)) == [
        (date(2005, 1, 1), date(2005, 12, 31)),
        last,
    ]
    assert asked(years=(2013,)) == []


def test_one_year_is_not_compared_with_itself():
    once = [(date(2012, 1, 1), date(2012, 6, 30))]
    assert asked(replace(ASKED, since=date(2012, 2, 1))) == once
    assert asked(replace(ASKED, since=None)) == once


def test_the_unit_and_the_map_stay_as_they_were_asked():
    question = replace(ASKED, boundaries=date(2025, 7, 1))
    found = row_questions(table(rows="years"), question)
    assert {(q.unit, q.boundaries) for q in found} == {("u", date(2025, 7, 1))}
