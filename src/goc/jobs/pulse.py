"""The pulse of a running job: a thread with a database connection of its own.

The work itself never writes its progress. It may stand in a transaction that may not write (a
snapshot's), or be inside one query for minutes. It only says how far it is; the pulse writes that
down about once a second, and learns there whether somebody asked the job to stop.
"""

from __future__ import annotations

import logging
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext

from goc.jobs.models import Job
from goc.lib.progress import Cancelled

log = logging.getLogger(__name__)
BEAT = 1.0
PATIENCE = 500
"""Milliseconds a beat waits for somebody's lock. It would rather be missed than hold up the job."""


def cut_short() -> dict[str, Any]:
    """What stands in the row of a job whose server ended before it: the work is not taken up again
    by itself, because its figures would be of another moment than the one it was asked for.
    """
    return {
        "state": Job.State.FAILED,
        "finished_at": timezone.now(),
        "message": gettext("Máy chủ dừng giữa chừng; hãy chạy lại."),
    }


@dataclass(frozen=True)
class Said:
    """The newest thing the work has said of itself."""

    percent: int = 0
    message: str = ""


class Pulse:
    """`with Pulse(job, stop) as pulse:` beats until the end of the block. `stop`: the server ends."""

    def __init__(self, job: Job, stop: threading.Event) -> None:
        self._job, self._stop = job, stop
        self._said = Said()
        self._cancelled, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="goc-pulse")

    def __enter__(self) -> Pulse:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join(timeout=5)

    @property
    def cancelled(self) -> bool:
        """Whether somebody asked this job to stop."""
        return self._cancelled.is_set()

    def report(self, percent: int, message: str) -> None:
        """The Report of the work. Touches no database: the work may stand where it may not write."""
        self._said = Said(percent, message)
        if self.cancelled or self._stop.is_set():
            raise Cancelled

    def _beat(self) -> None:
        try:
            while not self._over.is_set():
                self._try()
                self._over.wait(BEAT)
        finally:
            connection.close()

    def _try(self) -> None:
        """A beat that does not get through is no fault of the work: the next one comes soon."""
        try:
            _wait_no_longer()
            self._ask()
            self._tell()
        except Exception:
            log.info("job %s: a beat was missed", self._job.pk, exc_info=True)
            connection.close()

    def _ask(self) -> None:
        row = Job.objects.filter(pk=self._job.pk).values_list("cancel_requested", flat=True)
        if row.first():
            self._cancelled.set()

    def _tell(self) -> None:
        running = Job.objects.filter(pk=self._job.pk, state=Job.State.RUNNING)
        if self._stop.is_set():
            running.update(**cut_short())
            return
        running.update(
            progress=self._said.percent,
            message=self._said.message[:300],
            heartbeat=timezone.now(),
        )


def _wait_no_longer() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA busy_timeout = {PATIENCE}")
        else:
            cursor.execute(f"SET lock_timeout = {PATIENCE}")
