"""The database's own refusal of overlapping periods, should a write ever pass by the actions.

PostgreSQL: an exclusion constraint on ranges (needs no extension: columns are hashed to int8
ranges). SQLite: triggers, reinstalled after every migration because a rebuilt table loses them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connections

from goc.dated.models import Dated


def dated_models() -> list[type[Dated]]:
    return [m for m in apps.get_models() if issubclass(m, Dated) and m.no_overlap]


@dataclass(frozen=True)
class Rule:
    """Rows of `table` that agree in `columns` share no day."""

    table: str
    name: str
    columns: tuple[str, ...]


def wanted_rules() -> list[Rule]:
    return [
        Rule(
            model._meta.db_table,
            f"{model._meta.db_table}_no_overlap_{number}",
            tuple(str(model._meta.get_field(f).column) for f in fields),  # type: ignore[union-attr]
        )
        for model in dated_models()
        for number, fields in enumerate(model.no_overlap)
    ]


def install(using: str = "default", **_signal: object) -> None:
    """Idempotent; called on post_migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    statements = _sqlite if connection.vendor == "sqlite" else _postgres
    with connection.cursor() as cursor:
        for rule in wanted_rules():
            if rule.table in existing:
                for sql in statements(rule):
                    cursor.execute(sql)


def _sqlite(rule: Rule) -> list[str]:
    index = ", ".join(f'"{c}"' for c in [*rule.columns, "valid_from"])
    statements = [f'CREATE INDEX IF NOT EXISTS "{rule.name}_ix" ON "{rule.table}" ({index})']
    for name, trigger in _triggers(rule).items():
        statements += [f'DROP TRIGGER IF EXISTS "{name}"', trigger]
    return statements


def _triggers(rule: Rule) -> dict[str, str]:
    """Name and statement of each."""
    same = " AND ".join(f'o."{c}" = NEW."{c}"' for c in rule.columns)
    body = (
        f"SELECT RAISE(ABORT, 'overlap: {rule.name}') FROM \"{rule.table}\" o WHERE {same} "
        "AND o.id <> NEW.id "
        "AND (o.valid_to IS NULL OR NEW.valid_from < o.valid_to) "
        "AND (NEW.valid_to IS NULL OR o.valid_from < NEW.valid_to)"
    )
    return {
        f"{rule.name}_{event}": f'CREATE TRIGGER "{rule.name}_{event}" AFTER {event} '
        f'ON "{rule.table}" BEGIN {body}; END'
        for event in ("INSERT", "UPDATE")
    }


def _postgres(rule: Rule) -> list[str]:
    text = " || '|' || ".join(f'"{c}"::text' for c in rule.columns)
    some = " AND ".join(f'"{c}" IS NOT NULL' for c in rule.columns)
    owner = f"hashtextextended({text}, 0)"
    constraint = (
        f'ALTER TABLE "{rule.table}" ADD CONSTRAINT "{rule.name}" EXCLUDE USING gist ('
        f"int8range({owner}, {owner}, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&) "
        f"WHERE ({some})"
    )
    absent = f"SELECT 1 FROM pg_constraint WHERE conname = '{rule.name}'"
    return [f"DO $$ BEGIN IF NOT EXISTS ({absent}) THEN {constraint}; END IF; END $$"]


def missing_rules(connection: Any) -> list[str]:
    """Names of the rules that this database does not hold as `install` lays them."""
    if connection.vendor == "sqlite":
        held = _rows(connection, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return [r.name for r in wanted_rules() if not _triggers(r).items() <= dict(held).items()]
    held = _rows(
        connection,
        "SELECT conname, conrelid::regclass::text FROM pg_constraint WHERE contype = 'x'",
    )
    return [r.name for r in wanted_rules() if (r.name, r.table) not in held]


def _rows(connection: Any, query: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [(str(one), str(two)) for one, two in cursor.fetchall()]
