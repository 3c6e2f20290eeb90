"""A quantity of a sentence, and which characters are taken by what is found."""

from dataclasses import dataclass, replace
from fractions import Fraction

from goc.claims.units import Unit

Number = Fraction | tuple[Fraction, ...] | None


@dataclass(frozen=True)
class Quantity:
    """A number in a sentence, offsets of the sentence; `unit` is `NOTHING` when the text names
    none.
    """

    start: int
    end: int
    number: Number
    unit: Unit
    kind: str
    step: Fraction

    def moved(self, by: int) -> "Quantity":
        """In a sentence that begins so much earlier."""
        start, end = self.start + by, self.end + by
        return replace(self, start=start, end=end, unit=self.unit.moved(by))

    @property
    def unit_end(self) -> int:
        """Where value and unit end."""
        return max(self.end, self.unit.end)

    @property
    def counts_listed(self) -> bool:
        """Is it a count of a listed thing?"""
        return self.kind == "count" and self.unit.known


class Taken:
    """Which characters of a sentence belong to something already found."""

    def __init__(self, length: int) -> None:
        self._marks = bytearray(length + 1)

    def take(self, start: int, end: int) -> None:
        self._marks[start:end] = b"\x01" * (end - start)

    def holds(self, start: int, end: int) -> bool:
        """Is any character of the span taken?"""
        return any(self._marks[start:end])

    def past(self, start: int) -> int:
        """Where to look on from a place: behind what is taken there."""
        return max(self._marks.find(b"\x00", start), start + 1)
