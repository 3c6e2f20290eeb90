"""The loops that `goc serve` runs in threads beside the pages: one a lane of jobs, and the small
regular chores beside them.
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
from goc.jobs.registry import LANES

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Chore:
    """Something short that is done at the start and then again so many seconds after it was done."""

    run: Callable[[], object]
    seconds: float


def work(stop: threading.Event, *, every: float = 1.0, chores: Sequence[Chore] = ()) -> None:
    """Runs queued jobs until told to stop, in each lane one at a time, looking for new ones `every`
    so many seconds; the chores go on meanwhile. The running jobs are told to stop, too.
    """
    with presence() as name:
        loops = [threading.Thread(target=_keep_house, args=(stop, chores), name="goc-chores")]
        for lane in LANES:
            run = threading.Thread(
                target=_run_lane, args=(lane, name, stop, every), name=f"goc-{lane}"
            )
            loops.append(run)
        for loop in loops:
            loop.daemon = True
            loop.start()
        for loop in loops:
            loop.join()


def _run_lane(lane: str, worker: str, stop: threading.Event, every: float) -> None:
    while not stop.is_set():
        stop.wait(_turn(lane, worker, stop, every))
    connection.close()


def _turn(lane: str, worker: str, stop: threading.Event, every: float) -> float:
    """Runs a job if there is one; the seconds until the next look. Longer when even looking fails,
    as while the database is away.
    """
    try:
        close_old_connections()
        job = actions.claim(worker, lane=lane)
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
