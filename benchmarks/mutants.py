"""`python -m benchmarks.mutants`: one line of an act, a right, a rule or a computation changed at a
time, in a copy of the tree; a change that no test of its room notices is told.

Bounded by --count and by LONGEST a mutant. Exit code 1 when fewer than ENOUGH are noticed.
The tests of a room are read once; each mutant then runs in a fork (`forks.py`). A change of what a
module does while it is read, or that no test of the room passes, is asked of a fresh process.

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
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from queue import SimpleQueue
from random import Random
from typing import Any

ROOT = Path(__file__).parents[1]
WHERE = (
    "src/goc/*/actions.py",
    "src/goc/*/actions/*.py",
    "src/goc/*/access.py",
    "src/goc/*/rules.py",
    "src/goc/figures/compute.py",
)
ENOUGH = 0.85  # the part that must be noticed
LONGEST, TIMES = 240.0, 4  # seconds a mutant, beyond TIMES what its tests take by themselves
PASSED, FAILED = 0, 1  # of pytest; all else: interrupted, killed, called wrongly, no test
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
TESTS = {"site": "site_pages"}  # where the tests of a room are, when not under its name

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


@dataclass
class Told:
    """What came of a mutant. `end`: noticed, survived, unfinished (no end in time, which counts as
    noticed), not tried; `anew`: in a process of its own that read the changed file.
    """

    mutant: str
    end: str
    by: str = ""
    asked: int = 0
    anew: bool = False


Numbered = dict[int, Mutant]


@dataclass
class Work:
    """Mutants that meet the same tests. `seconds`: what these took by themselves."""

    tests: tuple[str, ...]
    mutants: Numbered
    seconds: float = 0.0


def works(mutants: Sequence[Mutant], tests: Sequence[str] | None) -> list[Work]:
    """A work for each room, the largest first."""
    by_tests: dict[tuple[str, ...], Numbered] = {}
    for number, mutant in enumerate(mutants):
        asked = tuple(tests or [of_the_room(mutant)])
        by_tests.setdefault(asked, {})[number] = mutant
    every = [Work(asked, found) for asked, found in by_tests.items()]
    return sorted(every, key=lambda work: -len(work.mutants))


def of_the_room(mutant: Mutant) -> str:
    return f"tests/{TESTS.get(mutant.room, mutant.room)}"


def in_forks(tree: Path, work: Work) -> dict[int, Told]:
    """Of those that can be changed in a living process and are passed by a test."""
    job, answers = tree / "job.json", tree / "answers.jsonl"
    numbers = list(work.mutants)
    job.write_text(json.dumps([asdict(mutant) for mutant in work.mutants.values()]), "utf-8")
    answers.write_text("", "utf-8")
    command = [sys.executable, "-m", "benchmarks.forks", job.name, answers.name, *work.tests]
    done = subprocess.run(
        command, cwd=tree, env=_environment(tree), capture_output=True, check=False
    )
    lines = [json.loads(line) for line in answers.read_text("utf-8").splitlines()]
    if done.returncode or not lines:
        said = f"{done.stdout.decode()[-3000:]}{done.stderr.decode()[-2000:]}"
        print(f"{work.tests}: {said}", file=sys.stderr, flush=True)
    if lines and lines[0]["failed"]:
        print(f"Hỏng sẵn, không hỏi: {lines[0]['failed']}", file=sys.stderr, flush=True)
    work.seconds = lines[0]["seconds"] if lines else 0.0
    told = {}
    for line in lines[1:]:
        number = numbers[line.pop("number")]
        told[number] = Told(str(work.mutants[number]), **line)
    return told


def anew(tree: Path, mutant: Mutant, work: Work) -> Told:
    """In a fresh process that reads the changed file."""
    path = tree / mutant.file
    source = path.read_text("utf-8")
    path.write_text(changed(source, mutant), "utf-8")
    try:
        end, by = _asked(tree, work)
    finally:
        path.write_text(source, "utf-8")
    return Told(str(mutant), end, by, anew=True)


def _environment(tree: Path) -> dict[str, str]:
    left_out = ("PYTHONPATH", "GOC_TEST_DATABASE_URL")
    kept = {k: v for k, v in os.environ.items() if k not in left_out}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(tree / "src")}


def _asked(tree: Path, work: Work) -> tuple[str, str]:
    options = ["-x", "-q", "-p", "no:randomly", "-p", "no:xdist", "-m", "not slow"]
    command = [sys.executable, "-m", "pytest", *options, *work.tests]
    try:
        done = subprocess.run(
            command,
            cwd=tree,
            env=_environment(tree),
            capture_output=True,
            timeout=LONGEST + TIMES * work.seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return "unfinished", ""
    said = done.stdout.decode()
    if done.returncode not in (PASSED, FAILED):
        return "not tried", said[-2000:]
    failed = [line for line in said.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return ("noticed" if done.returncode else "survived"), "".join(failed[:1])


def run(mutants: Sequence[Mutant], tests: Sequence[str] | None, parallel: int) -> list[Told]:
    """What came of each, in their order."""
    trees, told = SimpleQueue[Path](), dict[int, Told]()

    def with_a_tree(work: Callable[[Path], None]) -> None:
        tree = trees.get()
        try:
            work(tree)
        finally:
            trees.put(tree)

    def forked(work: Work) -> None:
        with_a_tree(lambda tree: told.update(in_forks(tree, work)))
        print(f"{' '.join(work.tests)}: {len(work.mutants)}", file=sys.stderr, flush=True)

    def afresh(number: int, work: Work) -> None:
        with_a_tree(lambda tree: told.update({number: anew(tree, mutants[number], work)}))

    with (
        tempfile.TemporaryDirectory(prefix="goc-mutants-") as folder,
        ThreadPoolExecutor(parallel) as pool,
    ):
        for number in range(parallel):
            trees.put(copy_of_the_tree(Path(folder) / str(number)))
        every = works(mutants, tests)
        list(pool.map(forked, every))
        left = [(n, work) for work in every for n in work.mutants if n not in told]
        list(pool.map(lambda one: afresh(*one), left))
    return [told[number] for number in range(len(mutants))]


def summary(told: Sequence[Told]) -> dict[str, Any]:
    ends = Counter(one.end for one in told)
    noticed = ends["noticed"] + ends["unfinished"]
    return {
        "mutants": len(told),
        "noticed": noticed,
        "part": round(noticed / len(told), 3),
        "ends": dict(ends),
        "anew": sum(one.anew for one in told),
    }


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--of", action="append", help=", ".join(WHERE))
    parser.add_argument("--tests", nargs="+", help="tests/PHÒNG")
    parser.add_argument("--json", type=Path, help="tệp ghi kết quả từng chỗ")
    given = parser.parse_args()
    told = run(chosen(given.count, given.seed, given.of or WHERE), given.tests, given.parallel)
    if given.json:
        lines = json.dumps([asdict(one) for one in told], ensure_ascii=False, indent=1)
        given.json.write_text(lines, "utf-8")
    for one in told:
        if one.end != "noticed":
            print(f"{one.end}: {one.mutant} ({one.asked or one.by})")
    found = summary(told)
    print(json.dumps(found))
    return 0 if found["part"] >= ENOUGH else 1


if __name__ == "__main__":
    sys.exit(main())
