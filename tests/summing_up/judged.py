"""The material of a report without a database: a round of its days, judgements, figures that are
known.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from goc.figures.compute import Figure, Question
from goc.figures.definitions import Indicator
from goc.figures.loading import Definitions
from goc.summing_up.binding import Binder
from goc.summing_up.composing import Material
from goc.summing_up.models import SummingUp
from goc.units.models import Unit

PLACED = Indicator(
    "placed", 1, "Được bố trí", "ratio", "flow", "graduate", "intake", "nguồn", decimals=1
)
COURSES = Indicator(
    "courses", 1, "Khóa", "count", "flow", "course", "organiser", "nguồn", unit_word="khóa"
)
ASKED = Question("u", date(2012, 12, 31), date(2002, 1, 1))
RATIO = Figure(PLACED, ASKED, "s", Fraction(30900, 335), Fraction(309), Fraction(335), "92,2%")
COUNT = Figure(COURSES, ASKED, "s", Fraction(3), Fraction(3), None, "03 khóa")


class Computed:
    """Stands where the computer stands."""

    def value(self, indicator: Indicator, _question: Question) -> Figure:
        return RATIO if indicator is PLACED else COUNT

    def values(self, indicators: list[Indicator], question: Question) -> list[Figure]:
        return [self.value(indicator, question) for indicator in indicators]


class All(list):  # type: ignore[type-arg]
    """As the rows of a relation are asked for."""

    def all(self) -> list[Any]:
        return list(self)


@dataclass(eq=False)
class Judgement:
    """A judgement as it is read from the register."""

    kind: str
    text: str = ""
    position: int = 1
    qualitative: bool = False
    authority: str = ""
    answers: All = field(default_factory=All)
    pk: int = 0


@dataclass
class Broken:
    """Of a computed table what the review asks for."""

    problems: list[str]


def binder(link: Any = None) -> Binder:
    found = Definitions({"placed": PLACED, "courses": COURSES}, {})
    return Binder(Computed(), found, ASKED, link)  # type: ignore[arg-type]


def round_of(**more: Any) -> SummingUp:
    given = {"unit": Unit(), "cut_off": date(2012, 12, 31), "sign_by": date(2013, 6, 14)}
    return SummingUp(**{**given, **more})


def material(*judgements: Judgement, **more: Any) -> Material:
    """Each judgement gets its own number, as a row would have."""
    by_kind: dict[str, list[Any]] = {}
    for number, row in enumerate(judgements, 1):
        row.pk = number
        by_kind.setdefault(row.kind, []).append(row)
    given = {"round": round_of(), "binder": binder(), "results": {}, "assessments": by_kind}
    return Material(**{**given, **more})
