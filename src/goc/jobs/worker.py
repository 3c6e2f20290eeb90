"""The loop that `goc serve` runs in a thread beside the pages, and the small regular chores beside
it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import close_old_connections, connection

from goc.jobs import actions
from goc.jobs.presence import presence

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something short that is done at the start and then again so many seconds after it was done."""

    run: Callable[[], object]
    seconds: float


def work(stop: threading.Event, *, every: float = 1.0, chores: Sequence[Chore] = ()) -> None:
    """Runs queued jobs one at a time until told to stop, looking for new ones `every` so many
    seconds; the chores go on while a job runs. The running job is told to stop, too.
    """
    house = threading.Thread(
        target=_keep_house, args=(stop, chores), daemon=True, name="goc-chores"
    )
    house.start()
    with presence() as name:
        while not stop.is_set():
            stop.wait(_turn(name, stop, every))
    connection.close()
    house.join()


def _turn(worker: str, stop: threading.Event, every: float) -> float:
    """Runs a job if there is one; the seconds until the next look. Longer when even looking fails,
    as while the database is away.
    """
    try:
        close_old_connections()
        job = actions.claim(worker)
        if job is None:
            return every
        actions.run(job, stop=stop)
        return 0
    except Exception:
        log.exception("worker")
        return 10 * every


def _keep_house(stop: threading.Event, chores: Sequence[Chore]) -> None:
    due = dict.fromkeys(chores, 0.0)
    while due and not stop.is_set():
        chore = min(due, key=due.__getitem__)
        if not stop.wait(max(0.0, due[chore] - time.monotonic())):
            _do(chore)
            due[chore] = time.monotonic() + chore.seconds
    connection.close()


def _do(chore: Chore) -> None:
    try:
        close_old_connections()
        chore.run()
    except Exception:
        log.exception("chore %s", getattr(chore.run, "__name__", chore.run))
