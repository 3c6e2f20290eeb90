"""Code of living functions exchanged: which changes are in force at once, and which cannot be."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from benchmarks.mutants import Mutant
from benchmarks.probes import PROBE, probed
from benchmarks.swapping import carry_out, exchanges, living

TEXT = """
from functools import cached_property, wraps

MOST = 3

def twice(function):
    @wraps(function)
    def done(number):
        return function(number) * 2
    return done

@twice
def plus(number, more=1):
    return number + more

class Thing:
    size = 5

    @cached_property
    def half(self):
        return [one for one in range(9) if one > 4]

    @classmethod
    def both(cls): return (lambda: 6)() + (lambda: 6)()

key = lambda one: one + 10
""".lstrip()


@pytest.fixture
def module(tmp_path: Path) -> Iterator[Any]:
    made: Any = ModuleType("changed_here")
    made.path = str(tmp_path / "changed_here.py")
    exec(compile(TEXT, made.path, "exec"), made.__dict__)
    yield made


def swap(module: Any, after: str | ast.Module) -> bool:
    found = exchanges(living(module.path), module.path, TEXT, after)
    carry_out(found)
    return bool(found)


@pytest.mark.parametrize(
    ("old", "new", "asked", "answer"),
    [
        ("number + more", "number - more", "plus(5)", 8),
        ("* 2", "* 3", "plus(5)", 18),
        ("one > 4", "one >= 4", "Thing().half", [4, 5, 6, 7, 8]),
        ("(lambda: 6)() +", "(lambda: 7)() +", "Thing.both()", 13),
        ("one + 10", "one + 11", "key(1)", 12),
    ],
)
def test_what_a_function_does_is_exchanged_wherever_it_is_wrapped(module, old, new, asked, answer):
    assert eval(asked, module.__dict__) != answer
    assert swap(module, TEXT.replace(old, new))
    assert eval(asked, module.__dict__) == answer


@pytest.mark.parametrize(
    ("old", "new"),
    [("MOST = 3", "MOST = 4"), ("more=1", "more=2"), ("size = 5", "size = 6"), ("", "")],
)
def test_what_the_module_did_when_it_was_read_is_not(module, old, new):
    assert not swap(module, TEXT.replace(old, new))
    assert (module.plus(5), module.key(1)) == (12, 11)


def test_a_probe_tells_each_time_its_statement_is_passed(module):
    line = TEXT.splitlines().index("    return number + more") + 1
    tree = probed(TEXT, {4: Mutant("x.py", line, 11, 17, "number", "0")})
    assert len(ast.parse(TEXT).body) == len(tree.body)
    passed: list[int] = []
    module.__dict__[PROBE] = passed.append
    assert swap(module, tree)
    assert (module.plus(5), module.key(1), module.plus(0), passed) == (12, 11, 2, [4, 4])


def test_a_probe_before_the_innermost_statement():
    source = "if a:\n    b()\nelif c == 1:\n    d()\nelse: e()\n"
    places = {1: (2, 4), 2: (3, 10), 3: (4, 5), 4: (5, 6)}
    mutants = {
        n: Mutant("x.py", line, start, start + 1, "", "") for n, (line, start) in places.items()
    }
    told: list[Any] = []
    names = {"a": False, "c": 1, PROBE: told.append, "d": lambda: told.append("d"), "e": None}
    exec(compile(probed(source, mutants), "x.py", "exec"), names)
    assert told == [2, 3, "d"]


def test_nothing_that_lives_beside_is_asked_what_it_is(module):
    """Lazy objects of requests find out what they are when they are asked, and fail outside of one."""

    class Lazy:
        @property
        def __class__(self):
            raise LookupError

    beside = [Lazy()]
    assert swap(module, TEXT.replace("* 2", "* 3"))
    assert len(beside) == 1
