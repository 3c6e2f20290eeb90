"""The log under load: what a chained event costs beside a plain one, kills, erasing, an anchor.

usage: python -m benchmarks.chain [--events N] [--kills N]

On a throw-away site; with GOC_TEST_DATABASE_URL on that server (`python tests/postgres.py python -m
benchmarks.chain`). In turns of a thousand, events are written as they were before they were chained
(one table, no commitment) and as they are, while eight processes write single events; then they are
linked. After that chainers and writers are killed while the others go on. Ten persons are erased.
Last, another process verifies all from an anchor taken before, and everything a writer was told was
written must be there. Prints one JSON object; exit 1 when the log is not whole.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from uuid import UUID

ROUND, WRITERS, PERSONS = 1000, 8, 10
PAUSE = 0.1  # seconds between two events of one writer
PATIENCE = 900
TARGET = 1.3


class Operator:
    """May erase; no row is needed for it."""

    is_operator = True

    def __str__(self) -> str:
        return "bench"


def opened(folder: Path) -> None:
    server = os.environ.get("GOC_TEST_DATABASE_URL", "")
    if server:
        os.environ |= {"DATABASE_URL": server, "GOC_DATA": str(folder), "GOC_SECRET_KEY": "k" * 40}
    else:
        os.environ["GOC_SITE"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    import django  # only now: the settings read the environment when they are loaded

    django.setup()


# --- beside: processes that write and link


def write_on(told: Path) -> None:
    """Single events, each in a transaction of its own; the id is told once it is committed."""
    from django.db import OperationalError, transaction

    from goc.audit.actions import record

    with told.open("a") as out:
        while True:
            try:
                with transaction.atomic():
                    event = record(by="writer", action="bench.single", after={"n": 1})
            except OperationalError:  # the turn of a thousand holds the file
                continue
            out.write(f"{event.pk}\n")
            out.flush()
            time.sleep(PAUSE)


def link_on() -> None:
    from goc.audit.chaining import link_events

    while True:
        link_events()
        time.sleep(0.01)


class Beside:
    """Children of one kind of work, started anew when one was killed."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.children = folder, dict[int, Callable[[], None]]()

    def start(self, work: Callable[[], None]) -> int:
        from django.db import connections

        connections.close_all()
        pid = os.fork()
        if pid == 0:
            try:
                work()
            finally:
                os._exit(1)
        self.children[pid] = work
        return pid

    def kill(self, pid: int) -> Callable[[], None]:
        work = self.children.pop(pid)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        return work

    def kill_all(self) -> None:
        for pid in list(self.children):
            self.kill(pid)


# --- what is measured


@dataclass(frozen=True)
class Spent:
    """Seconds by the clock and of this process; the latter do not depend on who else works."""

    clock: float
    process: float

    def __sub__(self, start: Spent) -> Spent:
        return Spent(self.clock - start.clock, self.process - start.process)


def now() -> Spent:
    return Spent(time.perf_counter(), time.process_time())


def values(number: int) -> dict[str, object]:
    """As large as those of a post."""
    return {
        "person": UUID(int=number % 5000 + 1),
        "unit": UUID(int=2**70),
        "post": "commander",
        "valid_from": "2012-01-01",
        "valid_to": None,
        "acting": False,
        "ended_by": "",
        "decision": "QĐ 12/QĐ-UBND",
        "seat": None,
    }


def plain_table() -> Any:
    """Events as they were stored before they were chained."""
    from django.db import connection, models
    from django.utils import timezone

    class Plain(models.Model):
        at = models.DateTimeField(default=timezone.now, db_index=True)
        by = models.CharField(max_length=150)
        action = models.CharField(max_length=60)
        kind = models.CharField(max_length=60, blank=True)
        subject = models.CharField(max_length=64, blank=True, db_index=True)
        text = models.CharField(max_length=500, blank=True)
        before = models.JSONField(default=dict)
        after = models.JSONField(default=dict)

        class Meta:
            app_label = "audit"
            db_table = "bench_plain"

    with connection.schema_editor() as editor:
        editor.create_model(Plain)
    return Plain


def written_plain(model: Any, first: int) -> Spent:
    from goc.lib.canonical import plain

    def stored(told: dict[str, object]) -> Any:
        return json.loads(json.dumps(told, default=plain))

    start = now()
    model.objects.bulk_create(
        [
            model(
                by="bulk",
                action="bench.bulk",
                kind="people.holding",
                subject=str(UUID(int=2**64 + number)),
                before=stored({}),
                after=stored(values(number)),
            )
            for number in range(first, first + ROUND)
        ],
        batch_size=500,
    )
    return now() - start


def written_chained(first: int) -> Spent:
    from goc.audit.writing import Act, write

    start = now()
    write(
        [
            Act(
                by="bulk",
                action="bench.bulk",
                kind="people.holding",
                subject=str(UUID(int=2**64 + number)),
                after=values(number),
                unit=UUID(int=2**70),
            )
            for number in range(first, first + ROUND)
        ]
    )
    return now() - start


def turns(events: int) -> dict[str, Any]:
    """The two kinds in turns, so that whatever else the machine does meets both."""
    model, pairs = plain_table(), []
    for first in range(1, events + 1, ROUND):
        if (first // ROUND) % 2:
            chained, plain = written_chained(first), written_plain(model, first)
        else:
            plain, chained = written_plain(model, first), written_chained(first)
        pairs.append((plain, chained))
    plain, chained = (sum(spent.clock for spent in kind) for kind in zip(*pairs, strict=True))
    return {
        "events": events,
        "plain_seconds": round(plain, 2),
        "chained_seconds": round(chained, 2),
        "ratio": round(chained / plain, 2),
        "ratio_median": round(median(c.clock / p.clock for p, c in pairs), 2),
        "ratio_process": round(median(c.process / p.process for p, c in pairs), 2),
        "target": TARGET,
    }


def kills(count: int, folder: Path) -> int:
    """Every second one a chainer, the others writers, at any moment; how many were killed."""
    beside, chance = Beside(folder), random.Random(7)
    writers = [
        beside.start(lambda n=n: write_on(folder / f"killed-{n}"))  # type: ignore[misc]
        for n in range(WRITERS)
    ]
    chainers = [beside.start(link_on), beside.start(link_on)]
    for number in range(count):
        time.sleep(chance.uniform(0.02, 0.4))
        among = chainers if number % 2 else writers
        place = chance.randrange(len(among))
        among[place] = beside.start(beside.kill(among[place]))
    beside.kill_all()
    return count


def erase(persons: int) -> dict[str, int]:
    from goc.audit.actions import erase_values
    from goc.audit.queries import events_about

    events = 0
    for number in range(1, persons + 1):
        about = events_about(str(UUID(int=number)), kind="people.person")
        erase_values(events=about, reason="bench", by=Operator(), subject=UUID(int=number))
        events += len(about)
    return {"persons": persons, "events": events}


def verified(folder: Path, anchor: str) -> dict[str, Any]:
    """By a process that knows nothing but the site and the anchor."""
    words = [sys.executable, "-m", "benchmarks.chain", "--verify", anchor, "--site", str(folder)]
    start = time.perf_counter()
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr)
    return {**json.loads(done.stdout), "seconds": round(time.perf_counter() - start, 1)}


def _verify(anchor: str) -> None:
    from goc.audit.rules import read_anchor
    from goc.audit.verifying import verify

    found = verify([read_anchor(anchor)])
    print(
        json.dumps(
            {
                "faults": [fault.what for fault in found.faults],
                "events": found.events,
                "links": found.links,
                "erased": found.erased,
                "unlinked": found.unlinked,
            },
            ensure_ascii=False,
        )
    )


def lost(folder: Path) -> int:
    """Events that a writer was told were written, and that are not there."""
    from goc.audit.models import Event

    told = [int(n) for path in folder.glob("killed-*") for n in path.read_text().split()]
    there = set(Event.objects.filter(action="bench.single").values_list("id", flat=True))
    return len(set(told) - there)


def spoiled(anchor: str, folder: Path) -> list[str]:
    """What is said after one event was changed past the actions."""
    from goc.audit.models import Event

    last = Event.objects.order_by("id")[500]
    Event.objects.filter(pk=last.pk).update(by="nobody")
    return list(verified(folder, anchor)["faults"])


def run(events: int, killed: int, folder: Path) -> dict[str, Any]:
    from django.core.management import call_command

    from goc.audit.chaining import link_events
    from goc.audit.models import Link
    from goc.audit.queries import last_link

    call_command("migrate", verbosity=0)
    beside = Beside(folder)
    for number in range(WRITERS):
        beside.start(lambda n=number: write_on(folder / f"beside-{n}"))  # type: ignore[misc]
    told: dict[str, Any] = {"recording": turns(events)}
    beside.kill_all()
    start = time.perf_counter()
    linked = link_events()
    told["linking"] = {"events": linked, "seconds": round(time.perf_counter() - start, 2)}
    head = last_link()
    assert head is not None
    anchor = str(head.anchor)
    told["kills"] = kills(killed, folder)
    told["erased"] = erase(PERSONS)
    link_events()
    told["verified"] = verified(folder, anchor)
    told["late"] = Link.objects.exclude(late=[]).count()
    told["lost"] = lost(folder)
    told["spoiled"] = spoiled(anchor, folder)
    told["ok"] = not told["verified"]["faults"] and not told["lost"] and len(told["spoiled"]) == 1
    return told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chain")
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--verify", metavar="ANCHOR", help=argparse.SUPPRESS)
    parser.add_argument("--site", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.verify:
        opened(chosen.site)
        _verify(chosen.verify)
        return 0
    with tempfile.TemporaryDirectory(prefix="goc-chain-") as folder:
        opened(Path(folder))
        told = run(chosen.events, chosen.kills, Path(folder))
    print(json.dumps(told, ensure_ascii=False, indent=1))
    return 0 if told["ok"] else 1


if __name__ == "__main__":
    sys.exit(main())
