"""What is asked of a snapshot, and what one indicator answers. Plain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from goc.figures.definitions import Indicator


@dataclass(frozen=True)
class Question:
    """Of which unit (public id; None: everything frozen), from and as of which days, on which map
    (None: as it was).
    """

    unit: str | None
    as_of: date
    since: date | None = None
    boundaries: date | None = None


@dataclass(frozen=True)
class Figure:
    """`value` exact (a ratio's in per cent), null where nothing stands below the line; `text` as
    printed in prose.
    """

    indicator: Indicator
    question: Question
    snapshot: str
    value: Fraction | None
    numerator: Fraction
    denominator: Fraction | None
    text: str


ByUnit = dict[str | None, tuple[Fraction | None, Fraction]]
"""Unit of a level (None: not determined) → (numerator, denominator)."""
