"""The log with what was read: readings wait in the site's spool until they are drained."""

from django.db.models import QuerySet

from goc.audit.models import Event
from goc.audit.spool import drain


def events(**wanted: object) -> QuerySet[Event]:
    """Oldest first."""
    drain()
    return Event.objects.filter(**wanted).order_by("id")
