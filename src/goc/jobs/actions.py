"""Enqueueing, running, cancelling and reaping jobs."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import Error, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext

from goc.jobs import presence
from goc.jobs.models import Job
from goc.jobs.pulse import Pulse, cut_short
from goc.jobs.registry import KINDS, LONG, SHORT
from goc.lib.errors import GocError
from goc.lib.mishaps import understood
from goc.lib.progress import Cancelled

log = logging.getLogger(__name__)
State = Job.State
SILENT_FOR = timedelta(seconds=120)
TRIES = 5


def enqueue(kind: str, *, by: object, unit: object = "", **arguments: Any) -> Job:
    """Joins the caller's transaction: rolled back with it."""
    if kind not in KINDS:
        raise KeyError(kind)
    return Job.objects.create(kind=kind, by=str(by), unit=str(unit), arguments=arguments)


def is_under_way(kind: str) -> bool:
    return Job.objects.filter(kind=kind, state__in=[State.QUEUED, State.RUNNING]).exists()


def own_under_way(kind: str, *, by: object) -> Job | None:
    """What somebody asked for and is not over."""
    rows = Job.objects.filter(kind=kind, by=str(by), state__in=[State.QUEUED, State.RUNNING])
    return rows.first()


def forget_done(kind: str, *, by: object, keep: int) -> None:
    """Of regular work nobody asked for, the newest rows are enough."""
    done = Job.objects.filter(kind=kind, by=str(by), state=State.DONE).order_by("-id")
    Job.objects.filter(pk__in=[job.pk for job in done[keep:]]).delete()


def hand_job(job: Job, *, to: object) -> None:
    """Somebody else sees it from now on; what it may do is not looked at again."""
    Job.objects.filter(pk=job.pk).update(by=str(to))


def request_cancel(job: Job) -> None:
    Job.objects.filter(pk=job.pk, state=State.QUEUED).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )
    Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_requested=True)


def claim(worker: str = "", *, lane: str = "") -> Job | None:
    """Takes the oldest queued job of the lane (of any, where none is named) for this worker; two
    workers never get the same.
    """
    queued = Job.objects.filter(_of(lane), state=State.QUEUED).order_by("id")
    for pk in queued.values_list("pk", flat=True)[:5]:
        now = timezone.now()
        with transaction.atomic():
            taken = Job.objects.filter(pk=pk, state=State.QUEUED).update(
                state=State.RUNNING, worker=worker, started_at=now, heartbeat=now, progress=0
            )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def _of(lane: str) -> Q:
    """A kind that nobody registers any more is found in the long lane, and fails there."""
    short = Q(kind__in=[kind.name for kind in KINDS.values() if kind.lane == SHORT])
    return {SHORT: short, LONG: ~short}.get(lane, Q())


def run(job: Job, *, stop: threading.Event | None = None) -> Job:
    """Runs a claimed job to its end; what it raises becomes its state and sentence. `stop`: set
    when the server ends.
    """
    with Pulse(job, stop or threading.Event()) as pulse:
        end = _end_of(job, pulse)
    _note(job, end)
    job.refresh_from_db()
    return job


def _end_of(job: Job, pulse: Pulse) -> dict[str, Any]:
    """The fields of the row when the work is over."""
    try:
        result = KINDS[job.kind].run(by=job.by, report=pulse.report, **job.arguments)
        return {"state": State.DONE, "progress": 100, "message": "", "result": result}
    except Cancelled:
        return {"state": State.CANCELLED, "message": ""} if pulse.cancelled else cut_short()
    except GocError as why:
        return {"state": State.FAILED, "message": str(why)[:300]}
    except Exception as why:
        log.exception("job %s", job.pk)
        known = understood(why, settings.CONF.database)
        unknown = gettext("Lỗi ngoài dự kiến; xem nhật ký của máy chủ.")
        return {"state": State.FAILED, "message": str(known or unknown)[:300]}


def _note(job: Job, end: dict[str, Any]) -> None:
    """Long work is not lost because the database was away or busy just when it ended."""
    for tries_left in reversed(range(TRIES)):
        try:
            Job.objects.filter(pk=job.pk).update(**{"finished_at": timezone.now()} | end)
            return
        except Error:
            if not tries_left:
                raise
            log.warning("job %s: its end is not written yet", job.pk, exc_info=True)
            connection.close()
            time.sleep(1)


def reap() -> int:
    """Frees what a killed worker left running: it is known to be gone, or there was no heartbeat
    for two minutes, or the heartbeat is of a time to come (the clock was set back).
    """
    gone, now = presence.gone(), timezone.now()
    strange = Q(heartbeat__lt=now - SILENT_FOR) | Q(heartbeat__gt=now + SILENT_FOR)
    left = Job.objects.filter(strange | Q(worker__in=gone), state=State.RUNNING)
    freed = left.update(**cut_short())
    presence.forget(gone)
    return freed
