"""From where somebody acts: set at the edge for the length of a request or a command, read when an
event is written.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Origin:
    """`session`: a mark of the session from which its key cannot be found. Both are empty for what
    the program does by itself.
    """

    session: str = ""
    address: str = ""


NOWHERE = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)


def origin() -> Origin:
    return _current.get()


@contextmanager
def coming_from(*, address: str, session_key: str | None = None) -> Iterator[None]:
    token = _current.set(Origin(mark_of(session_key or ""), address[:45]))
    try:
        yield
    finally:
        _current.reset(token)


def mark_of(session_key: str) -> str:
    return hashlib.sha256(session_key.encode()).hexdigest()[:16] if session_key else ""
