"""`python -m benchmarks.mutants`: one line of an act, a right, a rule or a computation changed at a
time, in a copy of the tree; a change that no test of its room notices is told.

Bounded by --count and by LONGEST a mutant. Exit code 1 when fewer than ENOUGH are noticed.

Faster, and every test of the tree is asked: --seen FILE, where FILE is what `pytest -m "not slow"
--cov=src/goc --cov-context=test` left in `.coverage` (pytest-cov, installed by hand). Then a
mutant meets the tests that pass its line: its own room's first, those that pass little else before.

For one file of any kind: --of src/goc/claims/units.py (a pattern; may be given again), and then
--tests tests/claims/test_units.py in place of the room's.
"""

from __future__ import annotations

import argparse
import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from random import Random

ROOT = Path(__file__).parents[1]
WHERE = (
    "src/goc/*/actions.py",
    "src/goc/*/actions/*.py",
    "src/goc/*/access.py",
    "src/goc/*/rules.py",
    "src/goc/figures/compute.py",
)
LONGEST, ENOUGH = 240, 0.85  # seconds a mutant; the part that must be noticed
NOT_ASKED = 4  # pytest was called wrongly, or found no test
TAKEN = (
    "src",
    "tests",
    "tools",
    "benchmarks",
    "docs",
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
)
LINKED = (".venv", "node_modules")

COMPARED: dict[type[ast.cmpop], str] = {
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
CONSTANTS: dict[object, str] = {True: "False", False: "True"}


@dataclass(frozen=True)
class Mutant:
    """The text of `file` from one place to another on a line is replaced."""

    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    @property
    def room(self) -> str:
        return Path(self.file).parts[2]

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.old} → {self.new}"


def mutants_of(file: str, source: str) -> Iterator[Mutant]:
    """Every change of one place that stays on one line."""
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        for start, end, new in _changes(node):
            if start[0] != end[0]:
                continue
            # columns of the tree are bytes
            line = lines[start[0] - 1].encode()
            old = line[start[1] : end[1]].decode()
            if old != new:
                yield Mutant(file, start[0], start[1], end[1], old, new)


Place = tuple[int, int]
Change = tuple[Place, Place, str]


def _changes(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        left, right = _end(node.left), _start(node.comparators[0])
        yield left, right, f" {COMPARED[type(node.ops[0])]} "
    elif isinstance(node, ast.BoolOp):
        other = " or " if isinstance(node.op, ast.And) else " and "
        for left_node, right_node in zip(node.values, node.values[1:], strict=False):
            yield _end(left_node), _start(right_node), other
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield _start(node), _start(node.operand), ""
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.If | ast.IfExp):
        yield _start(node.test), _end(node.test), "False"
        yield _start(node.test), _end(node.test), "True"


def _constants(node: ast.Constant) -> Iterator[Change]:
    if isinstance(node.value, bool):
        yield _start(node), _end(node), CONSTANTS[node.value]
    elif isinstance(node.value, int):
        yield _start(node), _end(node), str(node.value + 1)


def _start(node: ast.expr) -> Place:
    return node.lineno, node.col_offset


def _end(node: ast.expr) -> Place:
    assert node.end_lineno is not None and node.end_col_offset is not None
    return node.end_lineno, node.end_col_offset


def changed(source: str, mutant: Mutant) -> str:
    lines = source.splitlines(keepends=True)
    line = lines[mutant.line - 1].encode()
    lines[mutant.line - 1] = (
        line[: mutant.start] + mutant.new.encode() + line[mutant.end :]
    ).decode()
    return "".join(lines)


def chosen(count: int, seed: int, where: Sequence[str] = WHERE) -> list[Mutant]:
    every = list(every_mutant(tuple(where)))
    return Random(seed).sample(every, min(count, len(every)))


@cache
def every_mutant(where: tuple[str, ...] = WHERE) -> tuple[Mutant, ...]:
    """All that can be read as Python, in the order of their files."""
    files = sorted({path for pattern in where for path in ROOT.glob(pattern)})
    texts = {str(path.relative_to(ROOT)): path.read_text("utf-8") for path in files}
    return tuple(
        mutant
        for file, text in texts.items()
        for mutant in mutants_of(file, text)
        if compiles(changed(text, mutant))
    )


def compiles(source: str) -> bool:
    try:
        ast.parse(source)
    except SyntaxError:
        return False
    return True


def copy_of_the_tree(folder: Path) -> Path:
    folder.mkdir()
    for name in TAKEN:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, symlinks=True)
        else:
            shutil.copy(source, folder / name)
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    return folder


Passing = Callable[[Mutant], Sequence[str]]


def of_the_room(mutant: Mutant) -> list[str]:
    return [f"tests/{mutant.room}"]


def passing(seen: Path) -> Passing:
    """The tests that pass a mutant's line by a file of coverage with contexts; the room's tests for
    a line that is only passed when its module is read."""
    from coverage import CoverageData

    data = CoverageData(str(seen))
    data.read()
    passed: dict[tuple[str, int], set[str]] = {}
    lines = Counter[str]()
    for file in data.measured_files():
        for line, contexts in data.contexts_by_lineno(file).items():
            tests = {context.rsplit("|", 1)[0] for context in contexts if context}
            passed[file.rsplit("/src/goc/", 1)[1], line] = tests
            lines.update(tests)

    def asked(mutant: Mutant) -> list[str]:
        found = passed.get((mutant.file.removeprefix("src/goc/"), mutant.line))
        own = f"tests/{mutant.room}/"
        order = sorted(found or (), key=lambda t: (not t.startswith(own), lines[t], t))
        return order or of_the_room(mutant)

    return asked


def asked_of(seen: Path | None, tests: Sequence[str] | None) -> Passing:
    if tests:
        return lambda _mutant: tests
    return passing(seen) if seen else of_the_room


def is_noticed(tree: Path, mutant: Mutant, tests: Sequence[str]) -> bool:
    """Whether one of the tests fails, or does not come to its end."""
    path = tree / mutant.file
    source = path.read_text("utf-8")
    path.write_text(changed(source, mutant), "utf-8")
    try:
        return not _passes(tree, tests)
    finally:
        path.write_text(source, "utf-8")


def _passes(tree: Path, tests: Sequence[str]) -> bool:
    (tree / "asked").write_text("\n".join(tests), "utf-8")
    options = ["-x", "-q", "-p", "no:randomly", "-m", "not slow"]
    command = [sys.executable, "-m", "pytest", *options, "@asked"]
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env={**environment, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree / "src")},
            capture_output=True,
            timeout=LONGEST,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return False
    assert done.returncode < NOT_ASKED, done.stdout.decode()[-2000:]
    return done.returncode == 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--seen", type=Path)
    parser.add_argument("--of", action="append", help=", ".join(WHERE))
    parser.add_argument("--tests", nargs="+", help="tests/PHÒNG")
    given = parser.parse_args()
    tests_of = asked_of(given.seen, given.tests)
    mutants, trees = chosen(given.count, given.seed, given.of or WHERE), SimpleQueue[Path]()
    with tempfile.TemporaryDirectory(prefix="goc-mutants-") as folder:
        for number in range(given.parallel):
            trees.put(copy_of_the_tree(Path(folder) / str(number)))

        def noticed(mutant: Mutant) -> bool:
            tree = trees.get()
            try:
                found = is_noticed(tree, mutant, tests_of(mutant))
            finally:
                trees.put(tree)
            print("." if found else f"\nKHÔNG AI THẤY {mutant}", end="", flush=True)
            return found

        with ThreadPoolExecutor(given.parallel) as pool:
            seen = list(pool.map(noticed, mutants))
    part = sum(seen) / len(seen)
    print("\n" + json.dumps({"mutants": len(seen), "noticed": sum(seen), "part": round(part, 3)}))
    return 0 if part >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
