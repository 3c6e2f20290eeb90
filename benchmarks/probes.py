"""A probe before the statement of each mutant: which tests pass it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from benchmarks.mutants import Mutant

PROBE = "passed_a_mutant"  # a name among the builtins while it is asked
Place = tuple[int, int]


def probed(source: str, mutants: Mapping[int, Mutant]) -> ast.Module:
    """The source that calls PROBE with the number of each mutant it passes, its lines unmoved."""
    tree = ast.parse(source)
    for number, mutant in mutants.items():
        block, statement = _innermost(tree, mutant)
        probe = ast.parse(f"{PROBE}({number})").body[0]
        for node in ast.walk(probe):
            ast.copy_location(node, statement)
        block.insert(block.index(statement), probe)
    return tree


def _innermost(tree: ast.Module, mutant: Mutant) -> tuple[list[ast.stmt], ast.stmt]:
    place = (mutant.line, mutant.start)
    holding = [
        (block, statement)
        for block in _blocks(tree)
        for statement in block
        if _start(statement) <= place < (statement.end_lineno or 0, statement.end_col_offset or 0)
    ]
    return max(holding, key=lambda found: _start(found[1]))


def _blocks(tree: ast.AST) -> Iterator[list[ast.stmt]]:
    for node in ast.walk(tree):
        for _name, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                yield value


def _start(statement: ast.stmt) -> Place:
    """Its decorators belong to it."""
    first: list[ast.expr | ast.stmt] = [*getattr(statement, "decorator_list", []), statement]
    return min((node.lineno, node.col_offset) for node in first)
