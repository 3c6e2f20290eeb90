"""What is said of a list that was taken in: notes at its cells, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from goc.intake.outcome import Offer


@dataclass(frozen=True)
class Note:
    """What is said, asked or refused of a cell: `row` as numbered in the file, `column` by the
    title of its field, `letter` where it stands; both "" for the whole row. `alike` is the same
    for doubts that one answer settles.
    """

    row: int
    column: str
    value: str
    reason: str
    letter: str = ""
    field: str = ""
    offers: Sequence[Offer] = ()
    alike: str = ""


@dataclass(frozen=True)
class Change:
    """What a row tells differently from the register, as a list shows it."""

    row: int
    column: str
    before: str
    after: str


@dataclass
class Result:
    """What came of an import; all are 0 but `read` whenever anything was rejected. `accepted` is
    the sum of those entered, corrected, and told as they stand in the register already.
    """

    read: int = 0
    accepted: int = 0
    faults: list[Note] = field(default_factory=list)
    said: list[Note] = field(default_factory=list)
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    changes: list[Change] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        """Rows with at least one fault."""
        return len({fault.row for fault in self.faults})
