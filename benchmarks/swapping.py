"""The code of living functions exchanged for that of another text of their module.

What a module does while it is read (constants, decorators, defaults, bodies of classes) is not
undone by it: such a change is told as one that cannot be exchanged.
"""

from __future__ import annotations

import ast
import gc
from collections import defaultdict
from collections.abc import Iterator
from itertools import zip_longest
from types import CodeType, FunctionType

Key = tuple[str, int]
"""Which code of a module: its qualified name and the line where it begins."""
Living = dict[Key, list[FunctionType]]
Exchange = tuple[FunctionType, CodeType]
Text = str | ast.Module


def key_of(code: CodeType) -> Key:
    return code.co_qualname, code.co_firstlineno


def living(file: str) -> Living:
    """All functions of this process whose code stands in the file, by whatever they are wrapped."""
    found: Living = defaultdict(list)
    for thing in gc.get_objects():
        if type(thing) is FunctionType and thing.__code__.co_filename == file:
            found[key_of(thing.__code__)].append(thing)
    return found


def exchanges(functions: Living, file: str, before: Text, after: Text) -> list[Exchange]:
    """All that puts the changes between the two texts in force; none where they cannot be."""
    old, new = _chains_of(before, file), _chains_of(after, file)
    wanted: dict[Key, CodeType] = {}
    for chain in _changed(old, new):
        around = {key: chain[key] for key in chain if key in functions and len(new[key]) == 1}
        if not around:
            return []
        wanted.update(around)
    found = [(function, code) for key, code in wanted.items() for function in functions[key]]
    alike = all(one.__code__.co_freevars == code.co_freevars for one, code in found)
    return found if alike else []


def carry_out(found: list[Exchange]) -> None:
    for function, code in found:
        function.__code__ = code


Chain = dict[Key, CodeType]
"""A code, last, after those it stands in."""


def _chains_of(text: Text, file: str) -> dict[Key, list[Chain]]:
    """The chains of all codes of a text, in its order; several where a line holds several."""
    found: dict[Key, list[Chain]] = defaultdict(list)
    for chain in _chains(compile(text, file, "exec", dont_inherit=True), {}):
        found[list(chain)[-1]].append(chain)
    return found


def _chains(code: CodeType, around: Chain) -> Iterator[Chain]:
    chain = {**around, key_of(code): code}
    yield chain
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _chains(inner, chain)


def _changed(old: dict[Key, list[Chain]], new: dict[Key, list[Chain]]) -> Iterator[Chain]:
    """The codes that do something else; what was dropped shows in the code it stood in."""
    for key, chains in new.items():
        was = [_own(chain[key]) for chain in old.get(key, [])]
        for chain, before in zip_longest(chains, was[: len(chains)]):
            if _own(chain[key]) != before:
                yield chain


def _own(code: CodeType) -> object:
    """What a code does itself, without those in it."""
    constants = [repr(one) for one in code.co_consts if not isinstance(one, CodeType)]
    names = (code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars)
    return code.co_code, constants, names, code.co_exceptiontable
