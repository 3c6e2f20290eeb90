"""The log with what was read: readings wait in the site's spool until they are drained."""

import json
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from goc.audit.models import Event
from goc.audit.spool import drain
from goc.audit.writing import Act, write


def events(**wanted: object) -> QuerySet[Event]:
    """Oldest first."""
    drain()
    return Event.objects.filter(**wanted).order_by("id")


def texts(**wanted: object) -> list[str]:
    """Of what is in the table, oldest first."""
    return [event.text for event in Event.objects.filter(**wanted).order_by("id")]


def put_back(kept: Path) -> None:
    """Events as an earlier version's log had them: a file of tests/golden."""
    told = json.loads(kept.read_text("utf-8"))
    write([Act(**event | {"at": datetime.fromisoformat(event["at"])}) for event in told])
