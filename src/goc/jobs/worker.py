"""The loop that `goc serve` runs in a thread beside the pages."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from django.db import close_old_connections

from goc.jobs import actions

log = logging.getLogger(__name__)


def work(
    stop: threading.Event, *, every: float = 1.0, daily: Callable[[], object] | None = None
) -> None:
    """Runs queued jobs one at a time until told to stop; reaps, and calls `daily`, about once a
    minute.
    """
    turn = 0
    while not stop.is_set():
        try:
            close_old_connections()
            if turn % 60 == 0:
                actions.reap()
                if daily:
                    daily()
            job = actions.claim()
            if job is not None:
                actions.run(job)
                continue
        except Exception:
            log.exception("worker")
        turn += 1
        stop.wait(every)
