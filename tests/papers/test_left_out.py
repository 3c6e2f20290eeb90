"""What may leave the office: which counts are too small, in tables and again in prose."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.papers.disclosure import MARK, NOTE, public
from goc.papers.model import (
    Appendix,
    Blank,
    Cell,
    Chart,
    Field,
    Figure,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
    Text,
)
from goc.papers.suppression import suppressed


def paper(*blocks, appendices=()):
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN",),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết",
        blocks=blocks,
        appendices=tuple(appendices),
    )


def in_prose(binding, text="số"):
    shown = public(paper(Paragraph((Figure("k", text, binding),))))
    [inline] = shown.blocks[0].inlines
    return inline


def people(**more):
    return {"indicator": "trained", "grain": "person", **more}


@pytest.mark.parametrize(
    ("binding", "is_shown"),
    [
        (people(value=0), True),
        (people(value=1), False),
        (people(value=4), False),
        (people(value=5), True),
        (people(value=-1), True),
        (people(value="4"), True),  # what is no whole number is no count
        (people(value=None), True),
        (people(), True),
        ({"indicator": "trained", "grain": "enrolment", "value": 4}, False),
        ({"indicator": "trained", "grain": "holding", "value": 4}, False),
        ({"indicator": "trained", "value": 4}, False),  # without grain it may count people
        ({"indicator": "trained", "grain": None, "value": 4}, False),
        ({"indicator": "courses", "grain": "course", "value": 4}, True),
        ({"indicator": "communes", "grain": "unit", "numerator": 1, "denominator": 226}, True),
        (None, True),
        ({}, True),
        (people(numerator=4, denominator=335), False),
        (people(numerator=5, denominator=335), True),
        (people(numerator=0, denominator=335), True),
        (people(numerator=331, denominator=335), False),
        (people(numerator=330, denominator=335), True),
        (people(numerator=335, denominator=335), True),  # all of them: nobody is told apart
        (people(numerator=4, denominator=None), False),
        (people(numerator=309, denominator=None), True),
        (people(numerator=2, denominator=4), False),
        (people(numerator=309, denominator=335, value=3), True),  # a ratio, not a count of three
    ],
    ids=str,
)
def test_a_figure_in_prose(binding, is_shown):
    assert in_prose(binding) == Text("số" if is_shown else MARK)


def test_what_is_left_of_a_figure_keeps_its_weight_and_nothing_else():
    words = Paragraph(
        (
            Figure("k", "309", people(value=309), "/figures/k", bold=True),
            Figure("l", "3", people(value=3), "/figures/l", bold=True),
            Field("01900000-aaaa", "full_name", "Nông Văn Đức"),
            Blank(),
            Text("và", italic=True),
        ),
        "item",
    )
    assert public(paper(words)).blocks == (
        Paragraph(
            (
                Text("309", bold=True),
                Text(MARK, bold=True),
                Text("Nông Văn Đức"),
                Blank(),
                Text("và", italic=True),
            ),
            "item",
        ),
    )


def table(*rows, **more):
    heads = tuple(Head("", label=f"({n})") for n in range(1, len(rows[0]) + 1))
    cells = (tuple(Cell(str(v), v, f"k{v}", people(), f"/f/{v}") for v in row) for row in rows)
    return Table(heads, tuple(map(Row, cells)), ("“-” là không có.",), **more)


def shown(one):
    return [[cell.text for cell in row.cells] for row in one.rows]


def test_each_table_is_shown_in_its_own_place():
    first, second, third = table([3, 30]), table([20, 4]), table([7, 8])
    after = public(
        paper(
            first,
            Chart({"mark": "bar"}),
            Heading("roman", "II.", "Kết quả"),
            third,
            appendices=[Appendix("I", "", second), Appendix("II", "", third)],
        )
    )
    assert [type(block).__name__ for block in after.blocks] == ["Table", "Heading", "Table"]
    assert shown(after.blocks[0]) == [[MARK, "30"]]
    assert shown(after.blocks[2]) == [["7", "8"]]
    assert [shown(appendix.table) for appendix in after.appendices] == [
        [["20", MARK]],
        [["7", "8"]],
    ]


def test_a_note_stands_under_the_tables_that_hide_something():
    after = public(paper(table([3, 30]), table([7, 8])))
    assert [block.footers for block in after.blocks] == [
        ("“-” là không có.", NOTE),
        ("“-” là không có.",),
    ]


def test_no_cell_keeps_a_key_a_binding_or_a_link():
    [after] = public(paper(table([3, 30]))).blocks
    assert after.rows[0].cells == (Cell(MARK, suppressed=True), Cell("30", 30))


def test_money_is_shown_whatever_it_is():
    [after] = public(paper(table([3, 4], people=False))).blocks
    assert (shown(after), after.footers) == ([["3", "4"]], ("“-” là không có.",))


SOURCE = {
    "indicator": "left",
    "unit": "01900000",
    "from": "2002-01-01",
    "as_of": "2012-12-31",
    "snapshot": "s1",
    "grain": "person",
}


@pytest.mark.parametrize(
    ("more", "is_same"),
    [
        ({}, True),
        ({"form": "word", "value": 30}, True),  # another form of the same statistic
        ({"indicator": "joined"}, False),
        ({"unit": "01900001"}, False),
        ({"from": "2003-01-01"}, False),
        ({"as_of": "2011-12-31"}, False),
        ({"snapshot": "s2"}, False),
    ],
    ids=str,
)
def test_prose_hides_the_statistic_that_a_table_hides(more, is_same):
    small = Cell("3", 3, "k", SOURCE)
    hidden = Table((Head("", label="(1)"), Head("", label="(2)")), (Row((small, small)),))
    figure = Figure("p", "30", {**SOURCE, **more})
    for where in ((Paragraph((figure,)), hidden), (hidden, Paragraph((figure,)))):
        blocks = public(paper(*where)).blocks
        [prose] = [block for block in blocks if isinstance(block, Paragraph)]
        assert prose.inlines == (Text(MARK if is_same else "30"),)


def test_a_hidden_cell_without_a_source_hides_nothing_in_prose():
    bare = Table((Head("", label="(1)"),), (Row((Cell("3", 3),)),))
    figure = Figure("p", "30", {"unit": "01900000", "grain": "person", "value": 30})
    assert public(paper(bare, Paragraph((figure,)))).blocks[1].inlines == (Text("30"),)


def counted(*rows, kinds=None):
    heads = tuple(Head("", label=f"({n})") for n in range(1, len(rows[0]) + 1))
    kinds = kinds or ["body"] * len(rows)
    made = (Row(tuple(Cell(str(v), v) for v in row), kind) for row, kind in zip(rows, kinds))
    return Table(heads, tuple(made))


@pytest.mark.parametrize(
    ("one", "hidden"),
    [
        # Two parts of a known sum: the small one, and the other that would tell it.
        (counted([3], [30], [33], kinds=["body", "body", "total"]), {(0, 0), (1, 0)}),
        # Two small ones hide each other; a third may be told.
        (counted([3], [2], [30], [35], kinds=["body"] * 3 + ["total"]), {(0, 0), (1, 0)}),
        # A nought tells nothing and cannot become another number: the total has to go.
        (counted([3], [0], [3], kinds=["body", "body", "total"]), {(0, 0), (2, 0)}),
        # Nothing adds up: nothing more follows.
        (counted([3], [30], [34], kinds=["body", "body", "total"]), {(0, 0)}),
        # Of the parts that would do, the smaller goes.
        (counted([3], [9], [30], [42], kinds=["body"] * 3 + ["total"]), {(0, 0), (1, 0)}),
        (counted([3], [30], [9], [42], kinds=["body"] * 3 + ["total"]), {(0, 0), (2, 0)}),
        # A part goes before a total.
        (counted([3], [50], [53], kinds=["body", "body", "total"]), {(0, 0), (1, 0)}),
        (counted([5, 6], [7, 8]), set()),
        (counted([1]), {(0, 0)}),
    ],
)
def test_what_is_hidden_with_a_small_count(one, hidden):
    assert suppressed(one) == hidden


def test_of_a_single_one_the_move_is_upwards():
    """One cannot become nought: then the table would say that nobody was there."""
    one = counted([1], [1], [2], kinds=["body", "body", "total"])
    assert suppressed(one) == {(0, 0), (1, 0), (2, 0)}


def test_percentages_follow_the_count_they_are_made_of():
    whole = counted([20, 3], [40, 30], [60, 33], kinds=["body", "body", "total"])
    shares = Row((Cell("100", Decimal(100)), Cell("55", Decimal(55))), "percent", "(1)")
    with_shares = replace(whole, rows=(*whole.rows, shares))
    assert suppressed(with_shares) == {(0, 1), (1, 1)}  # the total is shown, and so is its share
    words = Row((Cell("-"), Cell("-")), "percent", "(1)")
    small = counted([3], [3], kinds=["body", "total"])
    only = replace(small, rows=(*small.rows, Row(words.cells[:1], "percent")))
    assert suppressed(only) == {(0, 0), (1, 0)}  # a dash is no percentage


@settings(max_examples=50, deadline=None)
@given(st.lists(st.lists(st.integers(0, 12), min_size=2, max_size=2), min_size=1, max_size=4))
def test_what_is_public_is_not_made_smaller_again(rows):
    once = public(paper(counted(*rows)))
    assert shown(public(once).blocks[0]) == shown(once.blocks[0])
