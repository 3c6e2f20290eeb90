"""`python -m benchmarks.clerks`: a site of 20.000 people, ten clerks who edit and ask for five
minutes; how long each kind of page took (p50, p95, the most), and the same pages once without kept
answers and once with, on a quiet server: by the clock, and in processor time of the server, which
does not depend on what else the machine does.

On SQLite; on PostgreSQL by `python tests/postgres.py python -m benchmarks.clerks`. Loopback only,
bounded by --seconds and --requests. Exit code 1 when p95 of any kind is above two seconds or anything
failed.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any
from urllib.error import HTTPError

from benchmarks.forms import fields_of
from benchmarks.served import CHECKOUT, Served, served
from benchmarks.stress import Browser, Tally, spread

MOST = 2.0
QUIET = {
    "home": "/",
    "figures": "/figures/",
    "figure": "/figures/placed_in_command/",
    "table P3": "/figures/tables/P3/",
    "table P7": "/figures/tables/P7/",
    "table P8": "/figures/tables/P8/",
    "people": "/people/",
}
DAYS = ("31/12/2012", "31/12/2011", "30/06/2012", "31/12/2010")


def grown(site: Served, people: int) -> list[str]:
    """Public ids of persons to edit."""
    command = [sys.executable, "-m", "benchmarks.grown", str(people)]
    done = subprocess.run(
        command, env=site.environ, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True
    )
    told = json.loads(done.stdout.splitlines()[-1])
    site.told["snapshot"] = told["snapshot"]
    persons: list[str] = told["persons"]
    return persons


def quiet(site: Served, browser: Browser) -> dict[str, dict[str, float]]:
    """Each page once with an empty store (`cold`), and the best of three with what it left."""
    found: dict[str, dict[str, float]] = {}
    for kind, path in QUIET.items():
        shutil.rmtree(site.folder / "site" / "answers", ignore_errors=True)
        cold, *kept = [_spent(site, browser, path) for _ in range(4)]
        found[kind] = {
            "cold": cold.seconds,
            "cold_processor": cold.processor,
            "kept": min(one.seconds for one in kept),
            "kept_processor": min(one.processor for one in kept),
        }
    return found


@dataclass(frozen=True)
class Spent:
    seconds: float
    processor: float


def _spent(site: Served, browser: Browser, path: str) -> Spent:
    start, used = time.perf_counter(), site.processor()
    browser.get(path)
    return Spent(round(time.perf_counter() - start, 3), round(site.processor() - used, 3))


class Clerk:
    """Edits a person, looks up people, asks figures, in turn; thinks in between."""

    def __init__(self, site: Served, persons: list[str], number: int, pause: float) -> None:
        self.browser, self.persons = Browser(site), persons
        self.random, self.pause = Random(number), pause

    def work(self, tally: Tally) -> None:
        while not tally.over.wait(self.pause * self.random.uniform(0.5, 1.5)):
            kind, act = self.random.choice(list(self._acts()))
            start = time.perf_counter()
            fault = self._fault(act)
            tally.note(kind, time.perf_counter() - start, fault)

    def _acts(self) -> Iterator[tuple[str, Any]]:
        person, day = self.random.choice(self.persons), self.random.choice(DAYS)
        yield "edit", lambda: self._edit(person)
        yield "edit", lambda: self._edit(person)
        yield "person", lambda: self.browser.get(f"/people/{person}/")
        yield "people", lambda: self.browser.get(f"/people/?q={self.random.randint(1, 9999)}")
        yield "home", lambda: self.browser.get("/")
        yield "figures", lambda: self.browser.get(f"/figures/?as_of={day}")
        name = self.random.choice(("placed_in_command", "commanders_trained", "enrolled"))
        yield "figure", lambda: self.browser.get(f"/figures/{name}/?as_of={day}")
        table = self.random.choice(("P3", "P5", "P7", "P8"))
        yield "table", lambda: self.browser.get(f"/figures/tables/{table}/?as_of={day}")

    def _edit(self, person: str) -> None:
        """The form as it stands, with another telephone number."""
        path = f"/people/{person}/correct/"
        fields = fields_of(self.browser.get(path), "telephone")
        fields.pop("csrfmiddlewaretoken", None)
        fields["telephone"] = f"09{self.random.randint(10_000_000, 99_999_999)}"
        address, _page = self.browser.post(path, **fields)
        if address.split("?")[0] == path:
            raise OSError("the edit was refused")

    @staticmethod
    def _fault(act: Any) -> str:
        try:
            act()
        except HTTPError as error:
            return f"{error.url} {error.code}"
        except OSError as error:
            return str(error)
        return ""


def run(site: Served, chosen: argparse.Namespace) -> dict[str, Any]:
    persons = grown(site, chosen.people)
    pages = quiet(site, Browser(site))
    tally = Tally(chosen.requests)
    clerks = [Clerk(site, persons, number, chosen.pause) for number in range(chosen.clerks)]
    threads = [threading.Thread(target=c.work, args=(tally,), daemon=True) for c in clerks]
    used = site.processor()
    for thread in threads:
        thread.start()
    tally.over.wait(chosen.seconds)
    tally.over.set()
    used = site.processor() - used
    kinds = {kind: spread(times) for kind, times in sorted(tally.times.items())}
    slow = [kind for kind, times in kinds.items() if times["p95"] > MOST]
    return {
        "people": chosen.people,
        "clerks": chosen.clerks,
        "quiet": pages,
        "requests": tally.requests,
        "processor_per_request": round(used / max(1, tally.requests), 3),
        "all": spread([t for times in tally.times.values() for t in times]),
        "kinds": kinds,
        "faults": tally.faults,
        "memory_mb": site.memory(),
        "load": os.getloadavg()[0],
        "met": not slow and not tally.faults,
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.clerks")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--clerks", type=int, default=10)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--pause", type=float, default=2.0, help="giây nghĩ giữa hai việc")
    parser.add_argument("--requests", type=int, default=20_000, help="nhiều nhất")
    chosen = parser.parse_args()
    with served(os.environ.get("GOC_TEST_DATABASE_URL", "")) as site:
        report = run(site, chosen)
        log = (site.folder / "server.log").read_text()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    print(log[-4000:], file=sys.stderr)
    return 0 if report["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
