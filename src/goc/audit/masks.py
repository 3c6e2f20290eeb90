"""Values of events that only some may see in clear. Rooms above say which, and who: in
`apps.ready()`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from goc.audit.models import Event

MASK = "•••"
sensitive: list[Callable[[Event], frozenset[str]]] = []
"""Each names the fields of an event that are sensitive; none for what it does not know."""
seers: list[Callable[[object], bool]] = []
"""Each says whether a user sees sensitive values of everybody in clear."""
Change = tuple[str, object, object]


def sees_clear(user: object) -> bool:
    return any(may(user) for may in seers)


def hides(event: Event) -> frozenset[str]:
    """The fields of its changes that are masked."""
    changed = {name for name, _, _ in event.changes}
    return frozenset().union(*(names(event) for names in sensitive)) & changed


def changes_for(event: Event, *, clear: bool) -> list[Change]:
    """The event's changes; a masked one does not say whether there was a value before."""
    if clear:
        return event.changes
    hidden = hides(event)
    return [(name, *_masked(name in hidden, old, new)) for name, old, new in event.changes]


def _masked(hidden: bool, *values: Any) -> tuple[Any, ...]:
    return tuple(MASK for _ in values) if hidden else values
