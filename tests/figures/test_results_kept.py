"""A computed answer as JSON and back: exact, whole, and of the same kind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.figures.cells import Cell
from goc.figures.definitions import Indicator, Partition, TableColumn, TableDefinition, fingerprint
from goc.figures.results import (
    Result,
    Row,
    by_unit_as_json,
    by_unit_from_json,
    figure_as_json,
    figure_from_json,
    may_be_kept,
    question_as_json,
    result_as_json,
    result_from_json,
)
from goc.figures.values import Figure, Question
from goc.lib.canonical import canonical

ASKED = Question("u", date(2012, 12, 31), date(2002, 1, 1))
INDICATOR = Indicator("x", 1, "X", "ratio", "stock", "enrolment", "sender", "")
EXACT = st.none() | st.fractions(max_denominator=999)
TEXTS = st.text("abĐđ…\n\u00a0", max_size=6)


def carried(value):
    """As it lies in a file."""
    return json.loads(canonical(value))


def table(**more):
    own = {
        "id": "P4",
        "revision": 2,
        "roman": "IV",
        "title": "CHẤT LƯỢNG",
        "kind": "crosstab",
        "time": "stock",
        "grain": "enrolment",
        "unit_by": "sender",
        "rows": "district",
        "row_head": "Đơn vị",
        "unit_label": "người",
        "page": "A3",
        "source": "",
        "columns": (TableColumn(1, ("Nam",), where=()), TableColumn(2, ("Nữ",), where=())),
    }
    return TableDefinition(**{**own, **more})


@settings(max_examples=25, deadline=None)
@given(EXACT, st.fractions(max_denominator=999), EXACT, TEXTS)
def test_a_figure_comes_back_exact(value, numerator, denominator, text):
    figure = Figure(INDICATOR, ASKED, "s", value, numerator, denominator, text)
    assert figure_from_json(carried(figure_as_json(figure)), (INDICATOR, ASKED, "s")) == figure


@settings(max_examples=25, deadline=None)
@given(
    st.dictionaries(
        st.none() | TEXTS, st.tuples(EXACT, st.fractions(max_denominator=99)), max_size=4
    )
)
def test_figures_by_unit_come_back_exact(values):
    assert by_unit_from_json(carried(by_unit_as_json(values))) == values


CELLS = st.builds(Cell, EXACT, TEXTS, EXACT, EXACT)
ROWS = st.builds(
    Row,
    st.sampled_from(["group", "body", "total", "ratio"]),
    TEXTS,
    st.none() | TEXTS,
    st.lists(CELLS, max_size=3).map(tuple),
    st.integers(-1, 3),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(ROWS, max_size=4), st.lists(TEXTS, max_size=2), st.lists(TEXTS, max_size=2))
def test_a_table_comes_back_exact(rows, problems, remarks):
    one = table()
    added = TableColumn(-2, ("Giới tính", "Chưa có thông tin"), where=())
    columns = (*one.columns, added)
    result = Result(one, ASKED, "s", columns, rows, problems, tuple(remarks))
    again = result_from_json(carried(result_as_json(result)), one, ASKED, "s")
    assert again == result
    assert again.columns[0] is one.columns[0]  # with its conditions, which are not kept


def test_the_columns_are_those_that_were_printed():
    """A partition adds a column only where it counts anybody."""
    one = table(partitions=(Partition(1, 1, 2),))
    result = Result(one, ASKED, "s", one.columns[:1])
    assert result_from_json(carried(result_as_json(result)), one, ASKED, "s").columns == (
        one.columns[0],
    )


@pytest.mark.parametrize(
    ("more", "is_kept"),
    [
        ({}, True),
        ({"rows": "commune"}, True),
        ({"rows": "years"}, True),
        ({"rows": "sex"}, True),  # the values of a column
        ({"rows": "course"}, True),  # a line each course, and no people
        ({"rows": "enrolment"}, False),  # a line each trainee
        ({"kind": "listing"}, False),
        ({"kind": "listing", "rows": "course"}, False),
    ],
    ids=str,
)
def test_lists_of_people_are_never_kept(more, is_kept):
    assert may_be_kept(table(**more)) is is_kept


def test_a_question_is_its_unit_days_and_map():
    asked = replace(ASKED, boundaries=date(2025, 7, 1))
    assert carried(question_as_json(asked)) == ["u", "2012-12-31", "2002-01-01", "2025-07-01"]
    assert carried(question_as_json(Question(None, date(2012, 12, 31)))) == [
        None,
        "2012-12-31",
        None,
        None,
    ]


CHANGES = [
    {"revision": 3},
    {"title": "KHÁC"},
    {"grain": "graduate"},
    {"rows": "commune"},
    {"columns": (TableColumn(1, ("Nam",), where=()),)},
    {"partitions": (Partition(1, 1, 2),)},
    {"checks": ("1 = 2",)},
    {"decimals": 2},
    {"total": False},
    {"own_line": True},
    {"years": (2002, 2012)},
]


@pytest.mark.parametrize("more", CHANGES, ids=str)
def test_another_meaning_has_another_digest(more):
    assert fingerprint(table(**more)) != fingerprint(table())


def test_where_a_definition_stands_does_not_count_nor_what_keeps_its_default():
    assert fingerprint(table(file="a.toml")) == fingerprint(table(file="b.toml"))
    assert fingerprint(table(note="", decimals=1)) == fingerprint(table())
    assert fingerprint(replace(INDICATOR, file="x")) == fingerprint(INDICATOR)
    assert fingerprint(replace(INDICATOR, label="Y")) != fingerprint(INDICATOR)


def test_a_list_and_a_tuple_of_a_condition_mean_the_same():
    from goc.figures.definitions import Condition

    one, two = (
        replace(INDICATOR, population=(Condition("sex", "in", values),))
        for values in (("a", "b"), ["a", "b"])
    )
    assert fingerprint(one) == fingerprint(two)
