"""What papers are written about: the room of a record registers how it is found, and where its
papers lie when they are built.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from goc.desk.chips import Words
from goc.desk.composing import Frame
from goc.desk.kinds import PaperKind
from goc.lib.errors import HiddenError
from goc.papers.model import Paper
from goc.snapshots.models import Snapshot


@dataclass(frozen=True)
class Built:
    """A paper as it was built. `sha256`: of its content where it lies; `source`: public id of what
    it lies in; `missing`: appendices it owes and has not, number → title.
    """

    paper: Paper
    sha256: str
    source: str = ""
    snapshot: Snapshot | None = None
    missing: Mapping[str, str] = field(default_factory=dict)


Way = tuple[Words, str]
"""What a link says, and where it leads."""


def _no_ways(_user: object, _record: Any, _kind: PaperKind) -> Sequence[Way]:
    return ()


Asked = tuple[str, date, date | None]


def _asks_nothing(_subject: UUID) -> None:
    return None


@dataclass(frozen=True)
class Source:
    """`get(user, public id)`: the record for who may see it; raises HiddenError. It has a `unit`.
    `built(record, kind)`: its newest paper; None: none yet. `frame(record)`: around a paper that
    is written from the register today. `url`, `anew`: where the record is shown, and what to do
    to have its papers built again, as a sentence. `ways(user, record, kind)`: to the pages where
    the text of a paper is read and written. `asked(public id)`: unit, as-of day and first day of
    what its tables count.
    """

    get: Callable[[Any, UUID], Any]
    title: Callable[[Any], str]
    url: Callable[[Any], str]
    built: Callable[[Any, PaperKind], Built | None]
    frame: Callable[[Any], Frame]
    anew: Words
    ways: Callable[[object, Any, PaperKind], Sequence[Way]] = _no_ways
    asked: Callable[[UUID], Asked | None] = _asks_nothing


SOURCES: dict[str, Source] = {}


def source_of(kind: str) -> Source:
    """Raises HiddenError."""
    if kind not in SOURCES:
        raise HiddenError("Không có loại văn bản này.")
    return SOURCES[kind]
