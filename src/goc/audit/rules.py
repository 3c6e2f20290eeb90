"""What the log's chain is made of: commitments, runs of ids, digests of links, anchors. Values only."""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from goc.lib.canonical import canonical, plain
from goc.lib.errors import InputError

Run = tuple[int, int]
"""Ids from the first to the last, both included."""

SHORTEST = 32
"""Hexadecimal digits of a digest that an anchor on paper must keep: 128 bits."""

_ENCODER = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=plain
)
_ANCHOR = re.compile(rf"\s*(\d{{1,18}})-([0-9a-f]{{{SHORTEST},64}})\s*", re.IGNORECASE)


def content_of(
    text: str,
    before: Mapping[str, object] | None,
    after: Mapping[str, object] | None,
    said: str = "",
) -> str:
    """The values of an event as one text, in the bytes that are committed to; empty for none.
    `said`: in what capacity it was done, left out where that is one's own.
    """
    if not (text or before or after or said):
        return ""
    told: dict[str, object] = {"after": after or {}, "before": before or {}, "text": text}
    if said:
        told["said"] = said
    return _ENCODER.encode(told)


def commitment_of(salt: str, content: str) -> str:
    """Says nothing of the content to whoever does not know the salt."""
    return hashlib.sha256((salt + content).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Header:
    """What the chain covers of an event: all but its values, for which the commitment stands."""

    id: int
    at: datetime
    by: str
    action: str
    kind: str
    subject: str
    unit: UUID | None
    site: UUID | None
    session: str
    address: str
    commitment: str
    act: UUID | None = None

    @property
    def line(self) -> bytes:
        told = [
            self.id,
            self.at.astimezone(UTC),
            self.by,
            self.action,
            self.kind,
            self.subject,
            self.unit,
            self.site,
            self.session,
            self.address,
            self.commitment,
        ]
        if self.act is not None:  # an event of before has none, and keeps its digest
            told.append(self.act)
        return _ENCODER.encode(told).encode() + b"\n"


@dataclass(frozen=True)
class Batch:
    """What a link says of itself. Of the ids from `first_id` to `last_id` those in `gaps` were not
    there; `late` were in the gaps of links before, and are linked here.
    """

    position: int
    previous: str
    first_id: int
    last_id: int
    gaps: Sequence[Run]
    late: Sequence[Run]
    events: int


def digest_of(batch: Batch, headers: Iterable[Header]) -> str:
    """SHA-256 over the batch and the headers of its events in the order of their ids."""
    told = [
        batch.previous,
        batch.position,
        batch.first_id,
        batch.last_id,
        batch.gaps,
        batch.late,
        batch.events,
    ]
    state = hashlib.sha256(canonical(told) + b"\n")
    for header in headers:
        state.update(header.line)
    return state.hexdigest()


# --- runs of ids


def runs_of(ids: Iterable[int]) -> list[Run]:
    """Of ids in ascending order."""
    found: list[Run] = []
    for id_ in ids:
        if found and found[-1][1] == id_ - 1:
            found[-1] = (found[-1][0], id_)
        else:
            found.append((id_, id_))
    return found


def without(runs: Iterable[Run], taken: Iterable[Run]) -> list[Run]:
    """What is left of the runs; both ascending and apart."""
    left = list(runs)
    for first, last in taken:
        left = [piece for run in left for piece in _cut(run, first, last)]
    return left


def _cut(run: Run, first: int, last: int) -> list[Run]:
    if last < run[0] or run[1] < first:
        return [run]
    pieces = [(run[0], first - 1), (last + 1, run[1])]
    return [piece for piece in pieces if piece[0] <= piece[1]]


def merged(runs: Iterable[Run]) -> list[Run]:
    """The same ids as ascending runs that are apart."""
    found: list[Run] = []
    for first, last in sorted(runs):
        if found and first <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def among(runs: Sequence[Run]) -> Callable[[int], bool]:
    """Whether an id is in one of the runs, which are ascending and apart."""
    starts = [first for first, _last in runs]

    def is_among(id_: int) -> bool:
        place = bisect_right(starts, id_) - 1
        return place >= 0 and id_ <= runs[place][1]

    return is_among


def gaps_between(first: int, last: int, ids: Iterable[int]) -> list[Run]:
    """The ids from first to last that are not among `ids` (ascending)."""
    found, free = [], first
    for id_ in ids:
        if id_ > free:
            found.append((free, id_ - 1))
        free = id_ + 1
    if free <= last:
        found.append((free, last))
    return found


def told_runs(runs: Sequence[Run], most: int = 10) -> str:
    """`3, 7–9`, the first ones."""
    told = [str(first) if first == last else f"{first}–{last}" for first, last in runs[:most]]
    return ", ".join(told) + (" …" if len(runs) > most else "")


# --- anchors


@dataclass(frozen=True)
class Anchor:
    """The head of the chain as somebody outside keeps it: `137-9f86d081…`. The digest may have been
    shortened on paper.
    """

    position: int
    digest: str

    def __str__(self) -> str:
        return f"{self.position}-{self.digest}"

    def fits(self, digest: str) -> bool:
        return digest.startswith(self.digest)


def read_anchor(text: str) -> Anchor:
    """Raises InputError."""
    found = _ANCHOR.fullmatch(text)
    if found is None:
        raise InputError(
            "«%(text)s» không phải là mốc đối chiếu của nhật ký: phải là số thứ tự, dấu gạch nối, "
            "rồi ít nhất %(least)s chữ số của mã (0–9, a–f).",
            text=text,
            least=SHORTEST,
        )
    return Anchor(int(found[1]), found[2].lower())


def seal_digest(previous: str, day: date, head: Anchor, events: int) -> str:
    """`head`: of the last link of the run; `events`: of all its links."""
    told = [previous, day, head.position, head.digest, events]
    return hashlib.sha256(canonical(told)).hexdigest()
