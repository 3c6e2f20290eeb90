"""How plain `src/goc` reads, against the limits in pyproject.toml, `[tool.goc.plain]`.

usage: python tools/plain.py check | worst

check  exit 1 when a measure is above its limit; says which limits may be lowered
worst  the twenty functions with most branches
"""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEFT_OUT = "migrations"
WIDEST = 100
SHOWN = 20
Function = ast.FunctionDef | ast.AsyncFunctionDef
ONE_WAY = (
    ast.If,
    ast.IfExp,
    ast.For,
    ast.AsyncFor,
    ast.While,
    ast.ExceptHandler,
    ast.Assert,
    ast.match_case,
)
"""Each of these adds one way through the code."""


def ways(node: ast.AST) -> int:
    """How many further ways one node opens: `a and b and c` two, a comprehension one and its
    conditions.
    """
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    if isinstance(node, ast.comprehension):
        return 1 + len(node.ifs)
    return int(isinstance(node, ONE_WAY))


def branches(tree: ast.AST) -> int:
    return sum(map(ways, ast.walk(tree)))


@dataclass(frozen=True)
class File:
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def code(self) -> list[str]:
        """Lines that are neither empty nor a comment alone."""
        lines = (line for line in self.text.splitlines() if line.strip())
        return [line for line in lines if not line.strip().startswith("#")]

    def functions(self) -> Iterator[tuple[int, str]]:
        """The cyclomatic number and place of each function, what stands inside it counted too."""
        for node in ast.walk(self.tree):
            if isinstance(node, Function):
                yield 1 + branches(node), f"{self.path}:{node.lineno} {node.name}"


@dataclass(frozen=True)
class Tree:
    files: list[File]

    @staticmethod
    def of(root: Path) -> Tree:
        paths = (path for path in sorted(root.rglob("*.py")) if LEFT_OUT not in path.parts)
        return Tree([File(path, path.read_text("utf-8")) for path in paths])

    @cached_property
    def functions(self) -> list[tuple[int, str]]:
        return sorted(function for file in self.files for function in file.functions())

    @cached_property
    def code(self) -> list[str]:
        return [line for file in self.files for line in file.code]

    def branches_per_10_lines(self) -> float:
        return round(10 * sum(branches(file.tree) for file in self.files) / len(self.code), 2)

    def wide_percent(self) -> float:
        """Lines of more than a hundred columns, of a hundred."""
        return round(100 * sum(len(line) > WIDEST for line in self.code) / len(self.code), 2)

    def cyclomatic(self, share: float) -> int:
        """The number that such a share of all functions does not exceed."""
        return self.functions[int(share * len(self.functions))][0]

    def formatter_off(self) -> int:
        return sum(
            file.text.count(mark) for file in self.files for mark in ("fmt: skip", "fmt: off")
        )


MEASURES: dict[str, Callable[[Tree], float]] = {
    "branches_per_10_lines": Tree.branches_per_10_lines,
    "wide_percent": Tree.wide_percent,
    "cyclomatic_p90": lambda tree: tree.cyclomatic(0.9),
    "cyclomatic_p99": lambda tree: tree.cyclomatic(0.99),
    "cyclomatic_max": lambda tree: tree.functions[-1][0],
    "formatter_off": Tree.formatter_off,
}


def limits(root: Path) -> dict[str, float]:
    """Raises KeyError when the table is not there."""
    settings = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))
    found: dict[str, float] = settings["tool"]["goc"]["plain"]
    return found


def check(root: Path) -> int:
    """0 when no measure is above its limit and each has one, 1 when not."""
    tree, allowed = Tree.of(root / "src"), limits(root)
    if set(allowed) != set(MEASURES):
        print(f"[tool.goc.plain] must limit {', '.join(MEASURES)}", file=sys.stderr)
        return 1
    measured = {name: measure(tree) for name, measure in MEASURES.items()}
    for name, value in measured.items():
        remark = "ABOVE" if value > allowed[name] else "may be lowered" * (value < allowed[name])
        print(f"{name:22} {value:6g} of {allowed[name]:<6g} {remark}".rstrip())
    return int(any(value > allowed[name] for name, value in measured.items()))


def worst(root: Path) -> int:
    for number, where in reversed(Tree.of(root / "src").functions[-SHOWN:]):
        print(number, where)
    return 0


ACTS = {"check": check, "worst": worst}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in ACTS:
        sys.exit(__doc__)
    sys.exit(ACTS[sys.argv[1]](ROOT))
