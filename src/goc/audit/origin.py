"""From where somebody acts, and within which act: set at the edge for the length of a request or a
command, read when an event is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from uuid_utils.compat import uuid7


@dataclass(frozen=True)
class Origin:
    """`session`: a mark of the session from which its key cannot be found. Both are empty for what
    the program does by itself.
    """

    session: str = ""
    address: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)
_act: ContextVar[UUID | None] = ContextVar("act", default=None)
_kept: ContextVar[dict[str, Any] | None] = ContextVar("kept", default=None)


def origin() -> Origin:
    return _current.get()


def this_act() -> UUID | None:
    """The act that what is written now belongs to; None for what the program does by itself."""
    return _act.get()


def kept_of_this_act() -> dict[str, Any]:
    """What need not be asked again within one act; outside of acts nothing is kept."""
    kept = _kept.get()
    return {} if kept is None else kept


@contextmanager
def one_act() -> Iterator[UUID]:
    """All events written inside are one act: what somebody did by sending one form."""
    act = uuid7()
    token, kept = _act.set(act), _kept.set({})
    try:
        yield act
    finally:
        _act.reset(token)
        _kept.reset(kept)


@contextmanager
def coming_from(*, address: str, session_key: str | None = None) -> Iterator[None]:
    token = _current.set(Origin(mark_of(session_key or ""), address[:45]))
    try:
        with one_act():
            yield
    finally:
        _current.reset(token)


def mark_of(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
