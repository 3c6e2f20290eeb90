"""Half-open periods [start, end); an end of None is still open. Dates only, no times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


def holds(start: date, end: date | None, day: date) -> bool:
    """Whether what is valid from `start` to `end` is so on a day."""
    return start <= day and goes_on(end, day)


def goes_on(end: date | None, day: date) -> bool:
    """Whether what began and is valid until `end` is so still."""
    return end is None or day < end


@dataclass(frozen=True, order=True)
class Period:
    """valid as of D means start <= D < end."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"empty period {self.start}..{self.end}")

    def __contains__(self, day: date) -> bool:
        return holds(self.start, self.end, day)

    def overlaps(self, other: Period) -> bool:
        return goes_on(other.end, self.start) and goes_on(self.end, other.start)

    def covers(self, other: Period) -> bool:
        """Whether every day of `other` is in this period."""
        return self.start <= other.start and (
            self.end is None or (other.end is not None and other.end <= self.end)
        )

    def intersection(self, other: Period) -> Period | None:
        start = max(self.start, other.start)
        ends = [e for e in (self.end, other.end) if e is not None]
        end = min(ends) if ends else None
        return None if end is not None and end <= start else Period(start, end)
