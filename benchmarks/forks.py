"""The mutants of one room, each in a fork of a process that has read the room's tests once.

usage: python -m benchmarks.forks JOB ANSWERS TESTS...      (in a copy of the tree)

JOB is a list of mutants as JSON. A first fork runs the tests with a probe before each changed
statement and tells which tests pass it. Then each mutant has a fork with a copy of the test
database: the changed code takes the place of the old one (`swapping.py`) and the tests that pass it
run, the quick files first, up to the first that fails. ANSWERS gets one `Answer` a line as soon as
it is known; none for a mutant that cannot be exchanged or that no test passes.
"""

from __future__ import annotations

import builtins
import gc
import json
import os
import select
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib import import_module
from pathlib import Path
from typing import Any, Literal, NoReturn

import pytest

from benchmarks.mutants import LONGEST, TIMES, Mutant, changed
from benchmarks.probes import PROBE, probed
from benchmarks.swapping import Living, carry_out, exchanges, living

OPTIONS = ["-q", "-m", "not slow", "-p", "no:xdist", "-p", "no:randomly", "--capture=sys"]
WARM = Path(__file__).with_name("warm.py")
PROBING = 3600.0  # seconds for all tests of a room by themselves

End = Literal["noticed", "survived", "unfinished"]


@dataclass(frozen=True)
class Answer:
    """What came of a mutant, by its number in the job: by which test, of how many."""

    number: int
    end: End
    by: str = ""
    asked: int = 0


@dataclass(frozen=True)
class Passing:
    """The tests by themselves: who passes each mutant, seconds of each, those that failed."""

    tests: dict[str, list[str]]
    seconds: dict[str, float]
    failed: list[str]


# --- a fork


def in_a_fork(work: Callable[[Path], Any], longest: float) -> Any:
    """What the work gives, as JSON; None where it does not come to its end in time."""
    with tempfile.TemporaryDirectory(prefix="goc-fork-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        sys.stdout.flush()
        child = os.fork()
        if not child:
            _work_and_leave(work, folder)
        ended = _wait(child, longest)
        if not ended:
            return None
        assert (folder / "answer").exists(), (folder / "said").read_text("utf-8")[-4000:]
        return json.loads((folder / "answer").read_text("utf-8"))


def _wait(child: int, longest: float) -> bool:
    handle = os.pidfd_open(child)
    ended, _, _ = select.select([handle], [], [], longest)
    os.close(handle)
    if not ended:
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return bool(ended)


def _work_and_leave(work: Callable[[Path], Any], folder: Path) -> NoReturn:
    """Never back into what the process that forked was about to do."""
    try:
        os.setsid()
        said = os.open(folder / "said", os.O_CREAT | os.O_WRONLY, 0o600)
        os.dup2(said, 1)
        os.dup2(said, 2)
        answer = json.dumps(work(folder))
        (folder / "answer").write_text(answer, "utf-8")
    except BaseException:
        traceback.print_exc(file=sys.__stderr__)
    finally:
        sys.stdout.flush()
        os._exit(0)


def _own_database(folder: Path) -> None:
    """A copy of the test database, which is not open."""
    from django.conf import settings
    from django.db import connections

    connection = connections["default"]
    databases: Any = settings.DATABASES
    copy = shutil.copy(str(connection.settings_dict["NAME"]), folder / "test.sqlite3")
    connection.settings_dict["NAME"] = databases["default"]["NAME"] = str(copy)


# --- what is changed


@dataclass
class File:
    """A module read by this process, and where its living functions are."""

    path: Path
    source: str
    functions: Living

    def swaps(self, after: Any) -> list[Any]:
        return exchanges(self.functions, str(self.path), self.source, after)


def read(file: str) -> File:
    """Of the copied tree."""
    path = Path(file).absolute()
    module = import_module(".".join(Path(file).with_suffix("").parts[1:]))
    assert module.__file__ == str(path), (module.__file__, path)
    return File(path, path.read_text("utf-8"), living(str(path)))


@dataclass
class Job:
    mutants: list[Mutant]

    @cached_property
    def files(self) -> dict[str, File]:
        return {file: read(file) for file in sorted({m.file for m in self.mutants})}

    def swaps(self, mutant: Mutant) -> list[Any]:
        file = self.files[mutant.file]
        return file.swaps(changed(file.source, mutant))

    @cached_property
    def to_be_swapped(self) -> dict[int, Mutant]:
        return {n: mutant for n, mutant in enumerate(self.mutants) if self.swaps(mutant)}

    def set_probes(self) -> None:
        by_file: dict[str, dict[int, Mutant]] = defaultdict(dict)
        for number, mutant in self.to_be_swapped.items():
            by_file[mutant.file][number] = mutant
        for file, mutants in by_file.items():
            swaps = self.files[file].swaps(probed(self.files[file].source, mutants))
            assert swaps, f"{file}: probes could not be set"
            carry_out(swaps)


# --- in pytest


class Loop:
    """Takes the place of pytest's own loop over the tests."""

    def __init__(self, job: Job, answers: Path) -> None:
        self.job, self.answers = job, answers
        self.failed: list[str] = []
        self.standing: dict[str, bool] = {}
        self.seconds: Counter[str] = Counter()
        self.being_made: list[Any] = []
        self.running: pytest.Item | None = None
        self.passed: dict[int, set[str]] = defaultdict(set)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        warm = next(item for item in session.items if item.path == WARM)
        self.items = [item for item in session.items if item is not warm]
        _run(warm, self.items[0])
        assert not self.failed
        self._forget_the_database()
        assert self.job.to_be_swapped is not None  # read before anything is forked
        gc.collect()
        gc.freeze()
        passing = Passing(**in_a_fork(self._by_themselves, PROBING))
        self._say({"failed": passing.failed, "seconds": round(sum(passing.seconds.values()))})
        for number in self.job.to_be_swapped:
            for answer in self._answers(number, passing):
                self._say(asdict(answer))
        return True

    def _forget_the_database(self) -> None:
        from django.db import connection, connections

        assert not connection.in_atomic_block
        connections.close_all()

    def _say(self, line: dict[str, Any]) -> None:
        with self.answers.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def _by_themselves(self, folder: Path) -> dict[str, Any]:
        setattr(builtins, PROBE, self._passed)
        self.job.set_probes()
        self._prepare(folder)
        for item, following in zip(self.items, [*self.items[1:], self.items[-1]], strict=True):
            _run(item, following)
        tests = {number: sorted(passed) for number, passed in self.passed.items()}
        return {"tests": tests, "seconds": self.seconds, "failed": self.failed}

    def _answers(self, number: int, passing: Passing) -> Iterator[Answer]:
        asked = self._asked(passing, passing.tests.get(str(number), []))
        if asked:
            longest = LONGEST + TIMES * sum(passing.seconds[item.nodeid] for item in asked)
            yield self._answer(number, asked, longest)

    def _answer(self, number: int, asked: list[pytest.Item], longest: float) -> Answer:
        swaps = self.job.swaps(self.job.mutants[number])
        failed = in_a_fork(lambda folder: self._with(swaps, asked, folder), longest)
        if failed is None:
            return Answer(number, "unfinished", asked=len(asked))
        if not failed:
            return Answer(number, "survived", asked=len(asked))
        if self._stands(failed[0]):
            return Answer(number, "noticed", failed[0], len(asked))
        others = [item for item in asked if item.nodeid != failed[0]]
        return self._answer(number, others, longest)

    def _stands(self, test: str) -> bool:
        """A test that fails without a mutant too, when none runs before it, notices nothing."""
        if test not in self.standing:
            itself = [item for item in self.items if item.nodeid == test]
            failed = in_a_fork(lambda folder: self._with([], itself, folder), LONGEST)
            self.standing[test] = failed == []
        return self.standing[test]

    def _asked(self, passing: Passing, tests: Sequence[str]) -> list[pytest.Item]:
        """In the order of the room, but the quick files before the slow ones; what empties the
        database stays last.
        """
        a_file: Counter[str] = Counter()
        for test in tests:
            a_file[_file(test)] += passing.seconds[test]  # type: ignore[assignment]
        wanted = set(tests) - set(passing.failed)
        items = [item for item in self.items if item.nodeid in wanted]
        files = {item: _file(item.nodeid) for item in items}
        return sorted(items, key=lambda i: (_empties(i), a_file[files[i]], files[i]))

    def _with(self, swaps: list[Any], asked: list[pytest.Item], folder: Path) -> list[str]:
        carry_out(swaps)
        self._prepare(folder)
        for item, following in zip(asked, [*asked[1:], *asked[-1:]], strict=True):
            _run(item, following)
            if self.failed:
                break
        return self.failed[:1]

    def _prepare(self, folder: Path) -> None:
        _own_database(folder)
        (folder / "tmp").mkdir()
        self.items[0].config._tmp_path_factory._basetemp = folder / "tmp"  # type: ignore[attr-defined]

    # what pytest tells while tests run

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration  # type: ignore[assignment]
        if report.failed:
            self.failed.append(report.nodeid)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Iterator[None]:
        self.running = item
        return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: Any) -> Iterator[None]:
        self.being_made.append(fixturedef)
        try:
            return (yield)
        finally:
            self.being_made.pop()

    def _passed(self, number: int) -> None:
        """By the test that runs, and by all that share what is being made for it."""
        assert self.running
        self.passed[number].add(self.running.nodeid)
        for made in self.being_made:
            if made.scope != "function":
                self.passed[number].update(_sharing(made, self.running, self.items))


def _run(item: pytest.Item, following: pytest.Item) -> None:
    item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)


def _file(test: str) -> str:
    return test.split("::", 1)[0]


def _empties(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def _sharing(made: Any, running: pytest.Item, items: Sequence[pytest.Item]) -> Iterator[str]:
    for item in items:
        near = made.scope == "session" or item.path == running.path
        if near and made.argname in item.fixturenames:  # type: ignore[attr-defined]
            yield item.nodeid


def main(job: Path, answers: Path, tests: list[str]) -> int:
    mutants = [Mutant(**one) for one in json.loads(job.read_text("utf-8"))]
    return pytest.main([*OPTIONS, str(WARM), *tests], plugins=[Loop(Job(mutants), answers)])


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
