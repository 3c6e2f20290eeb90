"""The drawn line of years."""

import xml.etree.ElementTree as ET
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goc.web.timeline import LEFT, WIDTH, Span, draw

TODAY = date(2026, 11, 20)
days = st.dates(date(1930, 1, 1), date(2035, 1, 1))


def parts(svg: str, name: str) -> list[ET.Element]:
    return [e for e in ET.fromstring(svg).iter() if e.tag == name]


def test_nothing_draws_nothing():
    assert draw([], today=TODAY) == ""


def test_spans_of_one_label_share_a_lane_and_years_are_to_scale():
    svg = draw(
        [
            Span("A", date(2010, 1, 1), date(2012, 1, 1)),
            ("B", date(2012, 1, 1), date(2020, 1, 1)),
            Span("A", date(2012, 1, 1), date(2020, 1, 1)),
        ],
        today=TODAY,
    )
    bars = [(float(r.get("x")), float(r.get("width")), r.get("y")) for r in parts(svg, "rect")]

    assert [bar[2] for bar in bars] == ["28", "56", "28"]
    assert bars[0][0] == LEFT
    assert abs(bars[1][1] / bars[0][1] - 4) < 0.01


def test_an_open_span_runs_to_today_and_says_nay():
    svg = draw([Span("Chỉ huy trưởng", date(2020, 1, 1), None, "good", "Xã A")], today=TODAY)

    assert 'class="span good open"' in svg
    assert [e.text for e in parts(svg, "title")] == ["Xã A: 01/01/2020 – nay"]


def test_words_are_escaped():
    svg = draw(
        [Span("<script>", date(2020, 1, 1), None, '"><x', "a & b <b>" * 4)], today=TODAY, label='"<'
    )

    assert ("<script>" in svg, "<b>" in svg, parts(svg, "x")) == (False, False, [])


@given(st.lists(st.tuples(st.text(max_size=40), days, st.none() | days), min_size=1, max_size=8))
def test_whatever_the_dates_it_is_well_formed_and_inside(rows):
    spans = [
        Span(label.translate(dict.fromkeys(range(32)) | {127: None}), start, end)
        for label, start, end in rows
        if label.isprintable()
    ]
    if not spans:
        return
    for bar in parts(draw(spans, today=TODAY), "rect"):
        x, width = float(bar.get("x")), float(bar.get("width"))
        assert LEFT <= x <= WIDTH and x + width <= WIDTH
