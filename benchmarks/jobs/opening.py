"""Opening and closing one snapshot again and again: the time of one, and whether memory stays."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import site
from benchmarks.jobs.figures import CUT_OFF, grow, place
from benchmarks.measure import Line

PEOPLE, KEPT = 2000, 1.03  # of the memory after the first quarter, how much at the end
PAGE = os.sysconf("SC_PAGE_SIZE")


def resident() -> float:
    """Megabytes of this process."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE / 1e6


def run(quick: bool) -> Iterator[Line]:
    site.opened()
    from django.db import transaction  # Django is set up only now

    from goc.accounts.actions import add_user
    from goc.figures.queries import definitions, open_snapshot
    from goc.snapshots.actions import make_snapshot

    user, _password = add_user(login="opener", name="Opener", by="bench", is_operator=True)
    with transaction.atomic():
        communes = [place(place(None, 0), 1)]
        grow(communes, 1_000_000, PEOPLE)
    snapshot = make_snapshot(unit=None, cut_off=CUT_OFF, by=user)
    found, times, memory = definitions().indicators, [], []
    for _ in range(40 if quick else 200):
        start = time.perf_counter()
        with open_snapshot(snapshot, eager=True) as computer:
            computer.value(found["commanders"], computer.question(None))
        times.append(time.perf_counter() - start)
        memory.append(resident())
    early, late = memory[len(memory) // 4], memory[-1]
    yield Line(
        "figures.open",
        round(min(times), 4),
        ratio=round(late / early, 3),
        target=KEPT,
        met=late <= early * KEPT,
        memory_mb=round(late, 1),
        note=f"mở {len(memory)} lần; bộ nhớ sau một phần tư {early:.0f} MB, sau cùng {late:.0f} MB",
    )
