"""Placeholders become bound figures: how each form prints, and what means nothing is refused by name."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from goc.figures.compute import Figure, Question
from goc.figures.definitions import Indicator
from goc.figures.loading import Definitions
from goc.lib.errors import InputError
from goc.papers.model import Figure as Bound
from goc.papers.model import Text
from goc.summing_up.binding import Binder, binding, printed

PLACED = Indicator(
    "placed", 1, "Được bố trí", "ratio", "flow", "graduate", "intake", "nguồn", decimals=1
)
COURSES = Indicator(
    "courses", 1, "Khóa", "count", "flow", "course", "organiser", "nguồn", unit_word="khóa"
)
Q = Question("u", date(2012, 12, 31), date(2002, 1, 1))
RATIO = Figure(PLACED, Q, "s", Fraction(30900, 335), Fraction(309), Fraction(335), "92,2%")
COUNT = Figure(COURSES, Q, "s", Fraction(3), Fraction(3), None, "03 khóa")


class Answers:
    """Stands where the computer stands: the figures above, counted how often they are asked."""

    def __init__(self):
        self.asked = []

    def value(self, indicator, question):
        self.asked.append(indicator.id)
        return RATIO if indicator.id == "placed" else COUNT


def binder() -> Binder:
    return Binder(Answers(), Definitions({"placed": PLACED, "courses": COURSES}, {}), Q)


@pytest.mark.parametrize(
    "form, text",
    [
        ("", "92,2%"),
        ("share", "309/335"),
        ("count", "309"),
        ("base", "335"),
        ("percent", "92,2%"),
        ("hedged", "hơn 92%"),
    ],
)
def test_forms_of_a_ratio(form, text):
    assert printed(RATIO, form) == text


def test_forms_of_a_count_and_of_the_unknown():
    assert [printed(COUNT, f) for f in ("", "number")] == ["03 khóa", "03"]
    assert printed(replace(RATIO, value=None, denominator=Fraction(0)), "percent") == "…"


def test_a_sentence_with_figures_and_a_citation():
    b = binder()
    inlines = b.inlines(
        "Qua {courses}, {placed.share} đồng chí ({placed.percent}) ({P7} kèm theo)."
    )
    assert [i.text for i in inlines] == [
        "Qua ",
        "03 khóa",
        ", ",
        "309/335",
        " đồng chí (",
        "92,2%",
        ") (",
        "Phụ lục VII",
        " kèm theo).",
    ]
    assert [i.key for i in inlines if isinstance(i, Bound)] == ["courses.1", "placed.1", "placed.2"]
    assert isinstance(inlines[7], Text) and b.cited == ["P7"]
    assert b.computer.asked == ["courses", "placed"]


def test_what_is_kept_is_enough_to_compute_again():
    kept = binding(RATIO, "share")
    assert (kept["indicator"], kept["form"], kept["as_of"], kept["from"]) == (
        "placed",
        "share",
        "2012-12-31",
        "2002-01-01",
    )
    assert (Fraction(kept["value"]), kept["numerator"], kept["denominator"]) == (
        RATIO.value,
        "309",
        "335",
    )


@pytest.mark.parametrize(
    "text, words",
    [
        ("{khong_co}", "khong_co"),
        ("{placed.lạ}", None),
        ("{placed.wrong}", "placed.wrong"),
        ("{courses.share}", "không phải là tỷ lệ"),
    ],
)
def test_a_placeholder_that_means_nothing_is_named(text, words):
    if words is None:
        assert binder().inlines(text) == (Text(text),)
        return
    with pytest.raises(InputError, match=words):
        binder().inlines(text)
