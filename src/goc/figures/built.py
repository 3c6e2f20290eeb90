"""Grains' tables as they were put together before. Putting one together takes longer than answering
it on a desk; over the same tables (by name and columns) and day it is the same expression.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from goc.snapshots.engine import Frozen

REMEMBERED = 100
"""Expressions a process remembers; half a megabyte each at most."""


class Reading:
    """A snapshot as a grain's builder sees it; knows what was read. What is made of rows, or of
    anything else that is this snapshot's own, is not the same for another.
    """

    def __init__(self, frozen: Frozen) -> None:
        self._frozen = frozen
        self.read: dict[str, Any] = {}
        self.is_its_own = frozen.engine != "duckdb"

    def table(self, name: str) -> Any:
        table = self._frozen.table(name)
        self.read[name] = table.op()
        return table

    def __getattr__(self, name: str) -> Any:
        self.is_its_own = True
        return getattr(self._frozen, name)


@dataclass
class Remembered:
    """What was put together, with what it was read from; the latest ones."""

    built: OrderedDict[Hashable, tuple[dict[str, Any], Any]] = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def find(self, key: Hashable, frozen: Frozen) -> Any:
        """None where there is none that reads tables like those of `frozen`."""
        with self.lock:
            read, table = self.built.get(key, ({}, None))
        if all(frozen.table(name).op() == as_read for name, as_read in read.items()):
            return table
        return None

    def keep(self, key: Hashable, reading: Reading, table: Any) -> None:
        if reading.is_its_own:
            return
        with self.lock:
            self.built[key] = (reading.read, table)
            self.built.move_to_end(key)
            while len(self.built) > REMEMBERED:
                self.built.popitem(last=False)


REMEMBERS = Remembered()


def built_once(key: Hashable, frozen: Frozen, build: Callable[[Any], Any]) -> Any:
    """`build` of the snapshot, or what it gave for one with equal tables. `key`: all else that it
    depends on.
    """
    found = REMEMBERS.find(key, frozen)
    if found is not None:
        return found
    reading = Reading(frozen)
    made = build(reading)
    REMEMBERS.keep(key, reading, made)
    return made
