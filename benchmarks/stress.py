"""`python -m benchmarks.stress`: many readers of the pages that compute figures while dossiers are
built and verified; what went wrong, how long it took, how much memory, whether SIGTERM ends it.

On SQLite; on PostgreSQL by `python tests/postgres.py python -m benchmarks.stress`. Loopback only,
bounded by --seconds and --requests. Exit code 1 when anything failed.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import cycle
from random import Random
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from benchmarks.served import Served, served

END_WITHIN, TIMEOUT, BUILD_WITHIN = 10, 90, 600  # seconds
TABLES = ("P3", "P5", "P7", "P8", "L1")
FIGURES = ("placed_in_command", "trained", "commanders_trained", "enrolled")
SECTIONS = ("I.1", "I.2", "II.1")
DRAFT = "Đã đào tạo 335 đồng chí; bố trí 309/335, đạt 92,2%; 226 xã, phường, thị trấn."


@dataclass
class Tally:
    """What happened, by kind of request; nothing is taken down once `over`."""

    most: int
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    faults: list[str] = field(default_factory=list)
    memory: list[int] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def requests(self) -> int:
        return sum(len(times) for times in self.times.values())

    def note(self, kind: str, seconds: float, fault: str = "") -> None:
        if self.over.is_set():
            return
        self.times[kind].append(seconds)
        if fault:
            self.faults.append(f"{kind}: {fault}")
        if self.requests >= self.most:
            self.over.set()


class Browser:
    """One signed-in reader, with cookies of its own."""

    def __init__(self, site: Served) -> None:
        self.url, self.jar = site.url.rstrip("/"), CookieJar()
        self.opener = build_opener(HTTPCookieProcessor(self.jar))
        self.get("/sign-in/")
        self.post("/sign-in/", login=site.told["login"], password=site.told["password"])

    def get(self, path: str) -> str:
        with self.opener.open(self.url + path, timeout=TIMEOUT) as response:
            page: bytes = response.read()
        return page.decode()

    def post(self, path: str, **fields: str) -> tuple[str, str]:
        """The address one was led to, and the page there."""
        token = next((c.value or "" for c in self.jar if c.name == "csrftoken"), "")
        data = urlencode({**fields, "csrfmiddlewaretoken": token}).encode()
        with self.opener.open(self.url + path, data, timeout=TIMEOUT) as response:
            return response.geturl().removeprefix(self.url), response.read().decode()


def read(browser: Browser, site: Served, code: str, tally: Tally, number: int) -> None:
    """One reader: page after page until it is over."""
    random = Random(number)
    asked = list(_pages(code))
    random.shuffle(asked)
    for kind, path in cycle(asked):
        if tally.over.is_set():
            return
        start = time.perf_counter()
        fault = _fault(browser, site, path)
        tally.note(kind, time.perf_counter() - start, fault)


def _pages(code: str) -> Iterator[tuple[str, str]]:
    for name in TABLES:
        yield "table", f"/figures/tables/{name}/"
    for name in FIGURES:
        yield "figure", f"/figures/{name}/"
    for name in SECTIONS:
        yield "desk", f"/summing-up/{code}/draft/?section={name}"
    yield "figures", "/figures/"
    yield "draft", "/drafts/"
    yield "home", "/"


def _fault(browser: Browser, site: Served, path: str) -> str:
    try:
        if path == "/drafts/":
            browser.post(path, text=DRAFT, snapshot=site.told["snapshot"])
        else:
            browser.get(path)
    except HTTPError as error:
        return f"{path} {error.code}"
    except OSError as error:  # refused, reset or too slow
        return f"{path} {error}"
    return ""


def build(browser: Browser, site: Served, code: str, tally: Tally, through: str) -> None:
    """Builds and verifies dossiers, one after the other, until it is over."""
    for kind in cycle(("build", "verify")):
        if tally.over.is_set():
            return
        start = time.perf_counter()
        fault = (
            _job(browser, code, kind, tally) if through == "pages" else _command(site, code, kind)
        )
        tally.note(kind, time.perf_counter() - start, fault)


def _job(browser: Browser, code: str, kind: str, tally: Tally) -> str:
    """Through the pages: the button, then the job's page until it has ended."""
    start, page = time.monotonic(), ""
    try:
        address, page = browser.post(f"/summing-up/{code}/{kind}/")
        while "every 1s" in page and not tally.over.is_set():
            if time.monotonic() - start > BUILD_WITHIN:
                return f"not done in {BUILD_WITHIN} s"
            time.sleep(1)
            page = browser.get(address)
    except OSError as error:
        return str(error)
    said = re.search(r'aria-live="polite">([^<]*)', page)
    return "" if "Xem kết quả" in page or tally.over.is_set() else f"{said and said[1]}"


def _command(site: Served, code: str, kind: str) -> str:
    """By processes of their own beside the server."""
    out = str(site.folder / "built")
    words = ["build", code, "--out", out] if kind == "build" else ["verify", out]
    left = site.command("dossier", *words)
    return f"exit code {left}" if left else ""


def run(site: Served, seconds: int, clients: int, through: str, most: int) -> dict[str, Any]:
    """The load, then SIGTERM while the readers go on asking; the report."""
    tally, first = Tally(most), Browser(site)
    found = re.search(r'href="/summing-up/(?!new/)([\w-]+)/"', first.get("/summing-up/"))
    assert found is not None
    code = found[1]
    threads = [
        threading.Thread(target=read, args=(Browser(site), site, code, tally, n), daemon=True)
        for n in range(clients)
    ]
    threads.append(
        threading.Thread(target=build, args=(first, site, code, tally, through), daemon=True)
    )
    for thread in threads:
        thread.start()
    until = time.monotonic() + seconds
    while time.monotonic() < until and not tally.over.wait(1):
        tally.memory.append(site.memory())
    tally.over.set()
    ended = site.end()
    return _report(tally, ended, site.process.returncode)


def _report(tally: Tally, ended: float | None, left: int | None) -> dict[str, Any]:
    step = max(1, len(tally.memory) // 12)
    return {
        "requests": tally.requests,
        "kinds": {kind: spread(times) for kind, times in sorted(tally.times.items())},
        "faults": tally.faults,
        "memory_mb": tally.memory[::step],
        "memory_most_mb": max(tally.memory, default=0),
        "ended_after": None if ended is None else round(ended, 2),
        "exit_code": left,
        "met": not tally.faults and ended is not None and ended <= END_WITHIN and left == 0,
    }


def spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    at = {"p50": 0.5, "p95": 0.95, "most": 1.0}
    last = len(ordered) - 1
    return {
        "count": len(ordered),
        **{name: round(ordered[int(last * part)], 3) for name, part in at.items()},
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.stress")
    parser.add_argument("--seconds", type=int, default=300)
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--requests", type=int, default=20_000, help="nhiều nhất")
    parser.add_argument("--dossiers", choices=("pages", "commands"), default="pages")
    chosen = parser.parse_args()
    with served(os.environ.get("GOC_TEST_DATABASE_URL", "")) as site:
        report = run(site, chosen.seconds, chosen.clients, chosen.dossiers, chosen.requests)
        log = (site.folder / "server.log").read_text()
    print(json.dumps(report, ensure_ascii=False, indent=1))
    print(log[-4000:], file=sys.stderr)
    return 0 if report["met"] else 1


if __name__ == "__main__":
    sys.exit(main())
