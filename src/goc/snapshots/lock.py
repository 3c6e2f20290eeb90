"""The lock file: names and types of every frozen table and column, and every record kind, that a
version of Gốc ever wrote into a snapshot or an event. What is locked stays readable for ever.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypedDict

from django.apps import apps

from goc.dated.models import Record
from goc.snapshots.registry import TABLES

PATH = Path(__file__).with_name("frozen.lock.json")


class Lock(TypedDict):
    """`tables`: table → column → one of registry.TYPES. `record_kinds`: sorted."""

    tables: dict[str, dict[str, str]]
    record_kinds: list[str]


def locked() -> Lock:
    found: Lock = json.loads(PATH.read_text("utf-8"))
    return found


def present() -> Lock:
    """What this code writes."""
    models = (m for m in apps.get_models() if issubclass(m, Record))
    return {
        "tables": {name: dict(sorted(t.columns.items())) for name, t in sorted(TABLES.items())},
        "record_kinds": sorted({m.record_kind() for m in models}),
    }


def broken(lock: Lock, code: Lock) -> list[str]:
    """What was released and this code no longer has as it was, one sentence each."""
    return [*_broken_columns(lock, code), *_lost_kinds(lock, code)]


def _broken_columns(lock: Lock, code: Lock) -> Iterator[str]:
    for table, columns in lock["tables"].items():
        here = code["tables"].get(table)
        if here is None:
            yield (
                f"table {table} is gone: keep it registered (no rows are needed), released "
                "snapshots have it"
            )
            continue
        for name, kind in columns.items():
            if name not in here:
                yield (
                    f"column {table}.{name} is gone or renamed: keep it (null where there is no "
                    "value), and add the new one beside it"
                )
            elif here[name] != kind:
                yield (
                    f"column {table}.{name} was {kind}, now {here[name]}: a new type or meaning "
                    "is a new column"
                )


def _lost_kinds(lock: Lock, code: Lock) -> Iterator[str]:
    for kind in sorted(set(lock["record_kinds"]) - set(code["record_kinds"])):
        yield (
            f"record kind {kind} is gone: a model that moved or changed its name says "
            f'pinned_kind = "{kind}"'
        )


def added(lock: Lock, code: Lock) -> list[str]:
    """What this code has and the lock does not."""
    columns = [
        f"{table}.{name}"
        for table, its in code["tables"].items()
        for name in its
        if name not in lock["tables"].get(table, {})
    ]
    return [*columns, *sorted(set(code["record_kinds"]) - set(lock["record_kinds"]))]


def text_of(lock: Lock) -> str:
    made: dict[str, Any] = dict(lock)
    return json.dumps(made, ensure_ascii=False, indent=1) + "\n"
