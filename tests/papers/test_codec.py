"""A paper as JSON and back: nothing is lost, nothing is added, and what is no paper's is refused."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.lib.canonical import canonical
from goc.lib.errors import InputError
from goc.papers.codec import from_json, to_json
from goc.papers.model import (
    Appendix,
    Blank,
    Cell,
    Chart,
    Field,
    Figure,
    Formula,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Signature,
    Table,
    Text,
)

LEAST = {
    "type": "Paper",
    "profile": "tt01",
    "kind": "báo cáo",
    "agency": ["ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"],
    "symbol": "BC-UBND",
    "place": "Lạng Sơn",
    "drafted": "2013-03-05",
    "subject": "Tổng kết",
}


def paper(**more: Any) -> Paper:
    """With no more than must be said."""
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN"),
        symbol="BC-UBND",
        place="Lạng Sơn",
        drafted=date(2013, 3, 5),
        subject="Tổng kết",
        **more,
    )


def block(one: Any) -> Any:
    """How a block stands in the JSON of its paper."""
    return to_json(paper(blocks=(one,)))["blocks"][0]


def test_a_paper_says_what_must_be_said_and_no_more():
    assert to_json(paper()) == LEAST
    assert from_json(LEAST) == paper()


@pytest.mark.parametrize(
    ("one", "data"),
    [
        (
            Heading("roman", "I.", "Đặc điểm"),
            {"type": "Heading", "level": "roman", "marker": "I.", "text": "Đặc điểm"},
        ),
        (Paragraph(()), {"type": "Paragraph", "inlines": []}),
        (
            Paragraph((Text("a", italic=True), Blank(), Blank(9)), "note"),
            {
                "type": "Paragraph",
                "inlines": [
                    {"type": "Text", "text": "a", "italic": True},
                    {"type": "Blank"},
                    {"type": "Blank", "width": 9},
                ],
                "style": "note",
            },
        ),
        (
            Paragraph((Figure("k", "5", {"indicator": "x", "of": [1, None]}, "/f/k", bold=True),)),
            {
                "type": "Paragraph",
                "inlines": [
                    {
                        "type": "Figure",
                        "key": "k",
                        "text": "5",
                        "figure": {"indicator": "x", "of": [1, None]},
                        "href": "/f/k",
                        "bold": True,
                    }
                ],
            },
        ),
        (
            Paragraph((Field("01900000", "full_name", "Lý A"),)),
            {
                "type": "Paragraph",
                "inlines": [
                    {
                        "type": "Field",
                        "record": "01900000",
                        "field": "full_name",
                        "text": "Lý A",
                    }
                ],
            },
        ),
        (
            Table(
                (Head("Tổng", (Head("Nam", label="(1)", width=12.5),)),),
                (Row((Cell("-", 0), Cell("", Decimal("92.50"))), "percent", "(1)"),),
                people=False,
                checks=(("(1)", ("(2)", "(3)")),),
                font_size=9.5,
            ),
            {
                "type": "Table",
                "heads": [
                    {
                        "type": "Head",
                        "text": "Tổng",
                        "children": [
                            {"type": "Head", "text": "Nam", "label": "(1)", "width": 12.5}
                        ],
                    }
                ],
                "rows": [
                    {
                        "type": "Row",
                        "cells": [
                            {"type": "Cell", "text": "-", "value": 0},
                            {"type": "Cell", "value": "92.50"},
                        ],
                        "kind": "percent",
                        "base": "(1)",
                    }
                ],
                "checks": [["(1)", ["(2)", "(3)"]]],
                "people": False,
                "font_size": 9.5,
            },
        ),
        (
            Table((Head("%", decimals=1, formula=Formula("percent", ("(1)", "(2)"))),), ()),
            {
                "type": "Table",
                "heads": [
                    {
                        "type": "Head",
                        "text": "%",
                        "decimals": 1,
                        "formula": {"type": "Formula", "op": "percent", "of": ["(1)", "(2)"]},
                    }
                ],
                "rows": [],
            },
        ),
        (
            Chart({"mark": "bar", "data": {"values": [1]}}),
            {"type": "Chart", "spec": {"mark": "bar", "data": {"values": [1]}}},
        ),
    ],
    ids=lambda one: type(one).__name__,
)
def test_each_part_has_one_form_in_json(one, data):
    assert block(one) == data
    assert from_json({**LEAST, "blocks": [data]}) == paper(blocks=(one,))


TEXTS = st.text("abĐđ…\n\u00a0", max_size=8)
JSON = st.none() | st.booleans() | st.integers() | TEXTS | st.lists(st.integers(), max_size=2)
BINDINGS = st.none() | st.dictionaries(TEXTS, JSON, max_size=3)
EXACT = st.decimals(allow_nan=False, allow_infinity=False)
INLINES = st.one_of(
    st.builds(Text, TEXTS, st.booleans(), st.booleans()),
    st.builds(Figure, TEXTS, TEXTS, BINDINGS, TEXTS, st.booleans()),
    st.builds(Field, TEXTS, TEXTS, TEXTS),
    st.builds(Blank, st.integers(0, 9)),
)
CELLS = st.builds(
    Cell,
    TEXTS,
    st.none() | st.integers() | EXACT,
    figure=BINDINGS,
    align=st.sampled_from(["", "left", "center", "right"]),
    suppressed=st.booleans(),
)
FORMULAS = st.builds(
    Formula, st.sampled_from(["sum", "difference", "percent"]), st.tuples(TEXTS, TEXTS)
)
LEAVES = st.builds(
    Head,
    TEXTS,
    label=TEXTS,
    width=st.none() | st.floats(1, 99),
    decimals=st.integers(0, 2),
    formula=st.none() | FORMULAS,
)
HEADS = LEAVES | st.builds(Head, TEXTS, st.lists(LEAVES, max_size=2).map(tuple))
ROWS = st.builds(
    Row,
    st.lists(CELLS, max_size=3).map(tuple),
    st.sampled_from(["body", "group", "total", "percent"]),
    TEXTS,
)
TABLES = st.builds(
    Table,
    st.lists(HEADS, max_size=2).map(tuple),
    st.lists(ROWS, max_size=2).map(tuple),
    st.lists(TEXTS, max_size=1).map(tuple),
    st.lists(st.tuples(TEXTS, st.tuples(TEXTS)), max_size=1).map(tuple),
    st.booleans(),
)
BLOCKS = st.one_of(
    TABLES,
    st.builds(Heading, st.sampled_from(["part", "roman", "arabic", "letter"]), TEXTS, TEXTS),
    st.builds(Paragraph, st.lists(INLINES, max_size=3).map(tuple)),
    st.builds(Chart, st.dictionaries(TEXTS, JSON, max_size=2), TEXTS),
)
APPENDICES = st.builds(Appendix, TEXTS, TEXTS, TABLES, st.tuples(TEXTS), page=st.just("A3"))
PAPERS = st.builds(
    paper,
    number=st.none() | st.integers(0),
    signed=st.none() | st.dates(),
    month_known=st.booleans(),
    blocks=st.lists(BLOCKS, max_size=3).map(tuple),
    appendices=st.lists(APPENDICES, max_size=1).map(tuple),
    signature=st.none() | st.builds(Signature, st.tuples(TEXTS), TEXTS),
    recipients=st.lists(TEXTS, max_size=2).map(tuple),
    audience=st.sampled_from(["internal", "public"]),
)


@settings(max_examples=50, deadline=None)
@given(PAPERS)
def test_every_paper_comes_back_as_it_was(one):
    data = json.loads(canonical(to_json(one)))
    again = from_json(data)
    assert again == one
    assert to_json(again) == data  # digits of a percentage too: 92.50 stays 92.50


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ({"type": "Cell"}, "'Cell'"),
        ({"blocks": [{"text": "a"}]}, "'type'"),
        ({"blocks": [{"type": "Text", "text": "a"}]}, "'Text'"),
        ({"blocks": [{"type": "Heading", "level": "h1", "marker": "", "text": ""}]}, "h1"),
        ({"blocks": [{"type": "Paragraph", "inlines": [], "style": "bold"}]}, "bold"),
        ({"signed": "05/03/2013"}, "Invalid isoformat string: '05/03/2013'"),
        ({"audience": "secret"}, "secret"),
        # Of another kind than the part they stand for.
        ({"blocks": 5}, "5"),
        ({"blocks": "abc"}, "abc"),
        ({"blocks": ["abc"]}, "abc"),
        ({"blocks": None}, "None"),
        ({"agency": "ỦY BAN NHÂN DÂN"}, "ỦY BAN NHÂN DÂN"),
        ({"agency": [1]}, "1"),
        ({"subject": None}, "None"),
        ({"subject": 5}, "5"),
        ({"number": "06"}, "06"),
        ({"number": 6.5}, "6.5"),
        ({"month_known": "có"}, "có"),
        ({"signature": "Nguyễn Văn Bình"}, "Nguyễn Văn Bình"),
        ({"drafted": None}, "None"),
        ({"signed": 5}, "5"),
    ],
    ids=str,
)
def test_what_is_no_paper_is_refused(more, reason):
    with pytest.raises(InputError) as refused:
        from_json({**LEAST, **more})
    assert str(refused.value) == f"Dữ liệu văn bản không đọc được: {reason}."


@pytest.mark.parametrize(
    "more",
    [
        {"x": 1},
        {"signature": {"type": "Signature", "lines": [], "rank": "Đại tá"}},
        {"blocks": [{"type": "Heading", "level": "roman"}]},
        {"blocks": [{"type": "Table", "heads": [], "rows": [], "checks": [["(1)"]]}]},
        {"blocks": [{"type": "Table", "heads": [], "rows": [], "checks": [["1", [], []]]}]},
        {"blocks": [{"type": "Table", "heads": [], "rows": [{"type": "Row", "cells": [[]]}]}]},
        {
            "blocks": [
                {
                    "type": "Table",
                    "heads": [],
                    "rows": [{"type": "Row", "cells": [{"type": "Cell", "value": "năm"}]}],
                }
            ]
        },
    ],
    ids=str,
)
def test_a_part_with_too_much_or_too_little_is_refused(more):
    with pytest.raises(InputError, match="Dữ liệu văn bản không đọc được"):
        from_json({**LEAST, **more})


@pytest.mark.parametrize("data", [{"type": "Paper"}, [], "Paper", None, 5])
def test_what_is_nothing_like_a_paper_is_refused(data):
    with pytest.raises(InputError, match="Dữ liệu văn bản không đọc được"):
        from_json(data)


def test_a_whole_width_may_have_lost_its_point():
    data = {"type": "Table", "heads": [{"type": "Head", "text": "", "width": 12}], "rows": []}
    assert from_json({**LEAST, "blocks": [data]}).blocks[0].heads[0].width == 12.0
