"""What only the demonstration calls is not a feature: a page, a command or a job reaches every public
action.

Read from the source: which module imports which, which function names which action. An action is a
public function with a `by=` in a room's `actions`. Reached is what a module names that views,
commands, jobs, addresses or registrations import, and what such an action calls in turn.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import goc

SOURCE = Path(goc.__file__).parent
EDGES = ("views", "cli", "tasks", "urls", "apps", "serving")
"""Ends of the names of modules that people, commands and the server start from."""
STEPS = 4
"""So many packages hand a name on."""
INTERNAL: dict[str, str] = {}
"""Actions that nobody calls from outside, and why they stand among the public ones."""
OPEN: dict[str, str] = {}
"""Actions that wait for their page or command, with what owes it; a line goes when it is there."""


@dataclass
class Module:
    """A source file. `name`: `people.actions.posts`; `known`: what a name in it stands for."""

    name: str
    tree: ast.Module
    known: dict[str, str] = field(default_factory=dict)
    imports: set[str] = field(default_factory=set)

    @property
    def room(self) -> str:
        return self.name.split(".")[0]

    @property
    def holds_actions(self) -> bool:
        return self.name.split(".")[1:2] == ["actions"]

    @property
    def is_edge(self) -> bool:
        return self.room != "demo" and self.name.endswith(EDGES)

    @cached_property
    def functions(self) -> dict[str, ast.FunctionDef]:
        return {node.name: node for node in self.tree.body if isinstance(node, ast.FunctionDef)}

    def named(self, node: ast.AST) -> set[str]:
        """What the code below a node names, of other modules as `room.module.name`, or its own."""
        found = set()
        for one in ast.walk(node):
            if isinstance(one, ast.Attribute) and isinstance(one.value, ast.Name):
                found.add(f"{self.known.get(one.value.id, '')}.{one.attr}")
            if isinstance(one, ast.Name):
                found.add(self.known.get(one.id, f"{self.name}.{one.id}"))
        return found


@cache
def modules() -> dict[str, Module]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        if "migrations" not in parts:
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = Module(name, ast.parse(path.read_text("utf-8")))
    for module in found.values():
        for node in ast.walk(module.tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("goc"):
                read_import(module, node, found)
    return found


def read_import(module: Module, node: ast.ImportFrom, found: dict[str, Module]) -> None:
    source = (node.module or "").removeprefix("goc").lstrip(".")
    for alias in node.names:
        whole = f"{source}.{alias.name}".lstrip(".")
        module.known[alias.asname or alias.name] = whole
        module.imports.add(whole if whole in found else source)


def defined(name: str, found: dict[str, Module]) -> str:
    """Where a name that was handed on by a package is defined: `people.actions.post_person` is
    `people.actions.posts.post_person`.
    """
    for _ in range(STEPS):
        package, _, last = name.rpartition(".")
        if package not in found or last not in found[package].known:
            break
        name = found[package].known[last]
    return name


def actions(found: dict[str, Module]) -> set[str]:
    return {
        f"{module.name}.{name}"
        for module in found.values()
        if module.holds_actions
        for name, function in module.functions.items()
        if not name.startswith("_") and "by" in {a.arg for a in function.args.kwonlyargs}
    }


def loaded(found: dict[str, Module]) -> set[str]:
    """Modules that are no actions and that an edge imports, in however many steps."""
    stack = [module.name for module in found.values() if module.is_edge]
    seen: set[str] = set()
    while stack:
        name = stack.pop()
        if name in seen or name not in found or found[name].holds_actions:
            continue
        seen.add(name)
        stack += [one for one in found[name].imports if not one.startswith("demo")]
    return seen


def first(found: dict[str, Module]) -> Iterator[str]:
    for name in loaded(found):
        for one in found[name].named(found[name].tree):
            yield defined(one, found)


def reached(found: dict[str, Module]) -> set[str]:
    """Everything in modules of actions that is called from outside, or by what is."""
    stack, seen = list(first(found)), set()
    while stack:
        name = stack.pop()
        module, _, function = name.rpartition(".")
        if name in seen or module not in found or not found[module].holds_actions:
            continue
        seen.add(name)
        if function in found[module].functions:
            body = found[module].functions[function]
            stack += [defined(one, found) for one in found[module].named(body)]
    return seen


def short(name: str) -> str:
    """`people.actions.posts.post_person` is people.post_person."""
    return f"{name.split('.', maxsplit=1)[0]}.{name.rpartition('.')[2]}"


def test_every_action_is_reached_by_a_page_a_command_or_a_job():
    found = modules()
    unreached = {short(name) for name in actions(found) - reached(found)}
    assert unreached == {*INTERNAL, *OPEN}


def test_the_walk_sees_what_it_should():
    """An action of a page, a grid, a command, a registration, and one called by another."""
    found = modules()
    walked = {short(name) for name in reached(found)}
    assert {
        "training.open_course",
        "training.finish_enrolment",
        "people.end_holding",
        "units.grant_right",
        "units.settle_trait",
        "people.lay_seats",
    } <= walked
    assert len(actions(found)) > 60
