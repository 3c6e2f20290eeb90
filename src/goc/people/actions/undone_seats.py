"""Seats when a whole act is taken back: those that nobody sits on go with the unit that it founded;
those of units that stand again are brought up to what was decided while they did not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from goc.audit.models import Event
from goc.dated.actions import take_back
from goc.dated.undoing import Kind, Undoing, Write
from goc.people.actions.establishment import lay_anew
from goc.people.models import Establishment, Seat
from goc.units.models import Unit

ROW = "acts.take_back_row"
COLUMNS = ("whole", "post", "valid_from", "valid_to")


def clear_empty_seats(undoing: Undoing) -> None:
    """They were laid with a post in the new unit that was itself taken back since."""
    founded = [w.subject for w in undoing.writes if w.model is Unit and w.kind is Kind.MADE]
    own = [write.subject for write in undoing.writes]
    empty = Seat.objects.filter(unit__public_id__in=founded, holdings=None)
    for seat in empty.exclude(public_id__in=own).select_related("unit"):
        take_back(seat, by=undoing.by, action=ROW, reason=undoing.reason)


def lay_seats_again(undoing: Undoing) -> None:
    """A decision recorded, corrected or taken back while a unit had ended left its seats alone."""
    ended = {write.found() for write in undoing.writes if _ended_seat(write)}
    units = {seat.unit_id for seat in ended if isinstance(seat, Seat)}
    if units:
        last = max(write.event.pk for write in undoing.writes)
        lay_anew(_decided_since(last), undoing.by, only=units)


def _ended_seat(write: Write) -> bool:
    return write.model is Seat and write.kind is Kind.CHANGED


def _decided_since(event: int) -> Iterator[Establishment]:
    """As they were decided, and as they stood before they were changed; oldest first."""
    events = Event.objects.filter(kind=Establishment.record_kind(), pk__gt=event)
    for one in events.exclude(action=ROW).order_by("pk"):
        told = filter(None, (one.before, one.after))
        yield from filter(None, map(_decision, told))


def _decision(told: dict[str, Any]) -> Establishment | None:
    unit = Unit.objects.filter(public_id=told["unit"]).first()
    if unit is None:
        return None
    columns = {
        name: Establishment._meta.get_field(name).to_python(told[name])  # type: ignore[union-attr]
        for name in COLUMNS
    }
    return Establishment(unit=unit, **columns)
