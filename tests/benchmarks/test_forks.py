"""Mutants planted by hand in a copy of the tree: who notices them, and in which way it is asked."""

from __future__ import annotations

import signal

import pytest
from benchmarks.forks import in_a_fork
from benchmarks.mutants import ROOT, Mutant, Told, of_the_room, run, summary, works

FILE, TESTS = "src/goc/audit/rules.py", "tests/audit/test_told.py"


def planted(line: str, old: str, new: str, file: str = FILE) -> Mutant:
    """In the first line that holds what is told."""
    lines = (ROOT / file).read_text("utf-8").splitlines()
    number = next(n for n, one in enumerate(lines) if line in one)
    start = lines[number].encode().index(old.encode())
    return Mutant(file, number + 1, start, start + len(old.encode()), old, new)


@pytest.mark.slow
def test_one_that_matters_one_that_does_not_and_one_of_the_module() -> None:
    mutants = [
        planted("if free <= last:", "free <= last", "free < last"),
        planted("if last < run[0] or", "last < run[0]", "not last >= run[0]"),
        planted("most: int = 10", "10", "11"),
        planted("SHORTEST = 32", "32", "32 + 0"),
    ]
    told = run(mutants, [TESTS], parallel=1)
    assert [(one.end, one.anew) for one in told] == [
        ("noticed", False),
        ("survived", False),
        ("noticed", True),
        ("survived", True),
    ]
    assert told[0].by.startswith(f"{TESTS}::test_gaps_between")
    assert [one.asked > 0 for one in told] == [True, True, False, False]


def test_a_fork_gives_what_its_work_gave_and_touches_nothing_here() -> None:
    here: list[str] = []
    assert in_a_fork(lambda folder: [here.append("there"), folder.is_dir(), here], 600) == [
        None,
        True,
        ["there"],
    ]
    assert here == []


def test_work_without_an_end_gives_nothing() -> None:
    assert in_a_fork(lambda _folder: signal.pause(), 0.1) is None


def test_work_that_fails_is_told_by_what_it_said() -> None:
    with pytest.raises(AssertionError, match="ZeroDivisionError"):
        in_a_fork(lambda _folder: 1 / 0, 600)


def test_mutants_meet_the_tests_of_their_room_the_largest_room_first() -> None:
    first, second, third = (
        Mutant(f"src/goc/{room}/rules.py", 1, 0, 1, "1", "2") for room in ("site", "units", "units")
    )
    found = works([first, second, third], None)
    assert [(work.tests, sorted(work.mutants)) for work in found] == [
        (("tests/units",), [1, 2]),
        (("tests/site_pages",), [0]),
    ]
    assert all((ROOT / of_the_room(one)).is_dir() for one in (first, second))


def test_what_comes_to_no_end_is_counted_and_told_apart() -> None:
    told = [Told("a", end) for end in ("noticed", "noticed", "unfinished", "survived")]
    assert summary(told) == {
        "mutants": 4,
        "noticed": 3,
        "part": 0.75,
        "ends": {"noticed": 2, "unfinished": 1, "survived": 1},
        "anew": 0,
    }
