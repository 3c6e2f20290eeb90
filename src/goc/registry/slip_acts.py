"""What was typed from a slip, for who compares it with the paper."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import QuerySet

from goc.audit.models import Event
from goc.lib.canonical import canonical
from goc.registry.models import Document
from goc.registry.slips import TYPE, said_of

DAY = timedelta(days=1)
MOST = 500


def is_slip(document: Document) -> bool:
    return document.type == TYPE and document.issued_on is not None


def typed_from(document: Document) -> QuerySet[Event]:
    """The acts that say so, oldest first: a slip is at hand until the end of the day on which it
    was entered.
    """
    entered = Event.objects.filter(subject=str(document.public_id)).order_by("id").first()
    if entered is None or not is_slip(document):
        return Event.objects.none()
    said = canonical(said_of(document)).decode().strip().strip('"')
    rows = Event.objects.filter(at__gte=entered.at, at__lt=entered.at + DAY)
    return rows.filter(by=entered.by, kept__content__contains=said).order_by("id")
