"""Charts as specifications: which numbers they hold and how they are written. Their pictures:
`test_charts`.
"""

from __future__ import annotations

from decimal import Decimal

import pytest

from goc.papers.charts import bars, funnel


def values(spec):
    return spec["data"]["values"]


def test_each_bar_has_its_name_value_and_number():
    assert values(bars([("Bắc Sơn", 1400), ("Cao Lộc", 0)])) == [
        {"name": "Bắc Sơn", "value": 1400.0, "text": "1.400"},
        {"name": "Cao Lộc", "value": 0.0, "text": "0"},
    ]


@pytest.mark.parametrize(
    ("value", "decimals", "suffix", "text"),
    [
        (Decimal("92.25"), 1, "%", "92,3%"),
        (Decimal("92.24"), 1, "%", "92,2%"),
        (1400, 0, " người", "1.400 người"),
        (1400, 1, "", "1.400,0"),
        (Decimal("-3.5"), 0, "", "-4"),
    ],
)
def test_a_number_is_written_as_offices_write_it(value, decimals, suffix, text):
    assert values(bars([("Bắc Sơn", value)], decimals, suffix))[0]["text"] == text


def test_bars_begin_at_nought_and_keep_their_order():
    spec = bars([("b", 1), ("a", 2)], width=300)
    bar, label = spec["layer"]
    assert bar["encoding"]["x"]["scale"] == {"zero": True, "nice": False}
    assert label["encoding"] == {"x": bar["encoding"]["x"], "text": {"field": "text"}}
    assert spec["encoding"]["y"]["sort"] is None
    assert [point["name"] for point in values(spec)] == ["b", "a"]
    assert (spec["width"], spec["height"]) == (300, {"step": 24})


def test_a_stage_is_centred_and_tells_its_share_of_the_first():
    assert values(funnel([("Quy hoạch", 1400), ("Đào tạo", 335)])) == [
        {"name": "Quy hoạch", "low": -700.0, "high": 700.0, "middle": 0, "text": "1.400 (100,0%)"},
        {"name": "Đào tạo", "low": -167.5, "high": 167.5, "middle": 0, "text": "335 (23,9%)"},
    ]


def test_a_later_stage_may_be_larger_than_the_first():
    assert [point["text"] for point in values(funnel([("a", 8), ("b", 9), ("c", 0)]))] == [
        "8 (100,0%)",
        "9 (112,5%)",
        "0 (0,0%)",
    ]


def test_of_nothing_there_are_no_shares():
    assert [point["text"] for point in values(funnel([("a", 0), ("b", 3)]))] == ["0", "3"]
    assert values(funnel([])) == []


def test_the_bars_of_a_funnel_reach_from_low_to_high():
    spec = funnel([("a", 8)])
    bar, label = spec["layer"]
    assert bar["encoding"]["x"]["field"] == "low"
    assert bar["encoding"]["x2"] == {"field": "high"}
    assert label["encoding"]["x"]["field"] == "middle"
    assert spec["height"] == {"step": 34}
