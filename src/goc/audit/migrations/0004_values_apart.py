# Text and values of every event move into a row of their own under a commitment; what the old seals
# said of them is kept in an event. The first run of the chainer links them all.

import hashlib
import os
from datetime import UTC

from django.db import migrations

from goc.audit.rules import commitment_of, content_of
from goc.lib.canonical import canonical

AT_ONCE = 1000
SEALED = ("id", "at", "by", "action", "kind", "subject", "text", "before", "after")


def forwards(apps, _editor):
    models = {
        name: apps.get_model("audit", name) for name in ("Event", "EventValues", "Seal", "Site")
    }
    Event, site = models["Event"], models["Site"].objects.get_or_create(pk=1)[0]
    _keep_what_seals_said(Event, models["Seal"])
    last = 0
    while some := list(Event.objects.filter(id__gt=last).order_by("id")[:AT_ONCE]):
        _move(Event, models["EventValues"], some)
        last = some[-1].pk
    Event.objects.update(site=site.public_id)


def _move(Event, EventValues, some):
    kept = []
    for event in some:
        content = content_of(event.text, event.before, event.after)
        if content:
            salt = os.urandom(16).hex()
            event.commitment = commitment_of(salt, content)
            kept.append(EventValues(event=event, salt=salt, content=content))
    Event.objects.bulk_update([values.event for values in kept], ["commitment"], batch_size=200)
    EventValues.objects.bulk_create(kept)


def _keep_what_seals_said(Event, Seal):
    seals = list(Seal.objects.order_by("id"))
    if not seals:
        return
    broken = [str(seal.day) for seal in seals if _digest(Event, seal) != seal.digest]
    Event.objects.create(
        by="migrate",
        action="audit.carry_seals",
        before={"seals": len(seals), "last_id": seals[-1].last_id, "digest": seals[-1].digest},
        after={"broken": broken},
    )


def _digest(Event, seal):
    state = hashlib.sha256(seal.previous.encode())
    rows = Event.objects.filter(id__gte=seal.first_id, id__lte=seal.last_id).order_by("id")
    for row in rows.values(*SEALED).iterator():
        state.update(canonical({**row, "at": row["at"].astimezone(UTC)}))
    return state.hexdigest()


class Migration(migrations.Migration):
    dependencies = [("audit", "0003_chain")]

    operations = [migrations.RunPython(forwards)]
