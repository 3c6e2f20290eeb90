"""Enqueueing, running, cancelling and reaping jobs."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from goc.jobs.models import Job
from goc.jobs.registry import KINDS
from goc.lib.errors import GocError
from goc.lib.progress import Cancelled, Report

log = logging.getLogger(__name__)
State = Job.State
BEAT = 1.0
SILENT_FOR = timedelta(seconds=120)


def enqueue(kind: str, *, by: object, unit: object = "", **arguments: Any) -> Job:
    """Joins the caller's transaction: rolled back with it."""
    if kind not in KINDS:
        raise KeyError(kind)
    return Job.objects.create(kind=kind, by=str(by), unit=str(unit), arguments=arguments)


def request_cancel(job: Job) -> None:
    Job.objects.filter(pk=job.pk, state=State.QUEUED).update(
        state=State.CANCELLED, finished_at=timezone.now()
    )
    Job.objects.filter(pk=job.pk, state=State.RUNNING).update(cancel_requested=True)


def claim() -> Job | None:
    """Takes the oldest queued job for this worker; two workers never get the same."""
    for pk in (
        Job.objects.filter(state=State.QUEUED).order_by("id").values_list("pk", flat=True)[:5]
    ):
        now = timezone.now()
        with transaction.atomic():
            taken = Job.objects.filter(pk=pk, state=State.QUEUED).update(
                state=State.RUNNING, started_at=now, heartbeat=now, progress=0
            )
        if taken:
            return Job.objects.get(pk=pk)
    return None


def reporter(job: Job) -> Report:
    """Writes progress at most once a second; raises Cancelled when somebody asked for it."""
    last = 0.0

    def report(percent: int, message: str) -> None:
        nonlocal last
        if time.monotonic() - last < BEAT:
            return
        last = time.monotonic()
        Job.objects.filter(pk=job.pk).update(
            progress=percent, message=message[:300], heartbeat=timezone.now()
        )
        if Job.objects.filter(pk=job.pk, cancel_requested=True).exists():
            raise Cancelled

    return report


def run(job: Job) -> Job:
    """Runs a claimed job to its end; what it raises becomes its state and sentence."""
    state, message, result = State.DONE, "", {}
    try:
        result = KINDS[job.kind].run(by=job.by, report=reporter(job), **job.arguments)
    except Cancelled:
        state = State.CANCELLED
    except GocError as why:
        state, message = State.FAILED, str(why)
    except Exception:
        log.exception("job %s", job.pk)
        state, message = State.FAILED, gettext("Lỗi ngoài dự kiến; xem nhật ký của máy chủ.")
    fields: dict[str, Any] = {
        "state": state,
        "message": message[:300],
        "result": result,
        "finished_at": timezone.now(),
    }
    if state == State.DONE:
        fields["progress"] = 100
    Job.objects.filter(pk=job.pk).update(**fields)
    job.refresh_from_db()
    return job


def reap() -> int:
    """Frees what a killed worker left running: no heartbeat for two minutes."""
    stale = Job.objects.filter(state=State.RUNNING, heartbeat__lt=timezone.now() - SILENT_FOR)
    return stale.update(
        state=State.FAILED,
        finished_at=timezone.now(),
        message=gettext("Máy chủ dừng giữa chừng; hãy chạy lại."),
    )
