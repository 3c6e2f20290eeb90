"""Several who ask the same at once: it is counted once, in this process and in others, and nobody
waits for ever.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

from goc.figures import answers
from goc.figures.answers import KeptAnswers, answered

QUESTION = ["figure", "of the day"]
ELSEWHERE = """
import sys, time
from pathlib import Path
from goc.figures.answers import KeptAnswers
kept = KeptAnswers(Path(sys.argv[1]), "duckdb")
with kept.alone(["figure", "of the day"]):
    print("counting", flush=True)
    time.sleep(float(sys.argv[2]))
    kept.keep(["figure", "of the day"], 7)
"""


class Counting:
    """Counts slowly, and how often."""

    def __init__(self, seconds: float = 0.2) -> None:
        self.seconds, self.times = seconds, 0

    def __call__(self) -> int:
        self.times += 1
        time.sleep(self.seconds)
        return 7


@pytest.fixture
def kept(tmp_path: Path) -> KeptAnswers:
    return KeptAnswers(tmp_path / "answers" / ("5" * 64), "duckdb")


@contextmanager
def counted_elsewhere(kept: KeptAnswers, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """Another process that is counting the question."""
    words = [sys.executable, "-c", ELSEWHERE, str(kept.folder), str(seconds)]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None and other.stdout.readline() == "counting\n"
        yield other
        other.kill()


def at_once(ask: Callable[[int], int], many: int) -> list[int]:
    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(ask, range(many)))


def test_threads_count_it_once(kept: KeptAnswers) -> None:
    count = Counting()
    assert at_once(lambda _: answered(kept, QUESTION, count), 6) == [7] * 6
    assert count.times == 1
    assert [path.name[:1] for path in kept.folder.iterdir()] != ["."]


def test_other_questions_do_not_wait(kept: KeptAnswers) -> None:
    with kept.alone(["figure", "another"]):
        start = time.perf_counter()
        assert answered(kept, QUESTION, Counting(0)) == 7
        assert time.perf_counter() - start < answers.PATIENCE


def test_what_another_process_counts_is_waited_for(kept: KeptAnswers) -> None:
    count = Counting()
    with counted_elsewhere(kept, 0.5):
        assert answered(kept, QUESTION, count) == 7
    assert count.times == 0


def test_one_that_is_killed_holds_nobody_up(kept: KeptAnswers) -> None:
    count = Counting(0)
    with counted_elsewhere(kept, 60) as other:
        other.kill()
        assert answered(kept, QUESTION, count) == 7
    assert count.times == 1


def test_who_has_waited_long_enough_counts_too(
    kept: KeptAnswers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answers, "PATIENCE", 0.1)
    count = Counting(0)
    with counted_elsewhere(kept, 60):
        assert answered(kept, QUESTION, count) == 7
    assert count.times == 1


def test_one_that_fails_leaves_it_to_the_next(kept: KeptAnswers) -> None:
    def fail() -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        answered(kept, QUESTION, fail)
    assert answered(kept, QUESTION, Counting(0)) == 7
