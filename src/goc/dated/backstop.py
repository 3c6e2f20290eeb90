"""The database's own refusal of overlapping periods, should a write ever pass by the actions.

PostgreSQL: an exclusion constraint on ranges (needs no extension: columns are hashed to int8
ranges). SQLite: triggers, reinstalled after every migration because a rebuilt table loses them.
"""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connections

from goc.dated.models import Dated


def dated_models() -> list[type[Dated]]:
    return [m for m in apps.get_models() if issubclass(m, Dated) and m.no_overlap]


def install(using: str = "default", **_signal: object) -> None:
    """Idempotent; called on post_migrate."""
    connection = connections[using]
    existing = set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for model in dated_models():
            if model._meta.db_table not in existing:
                continue
            for number, fields in enumerate(model.no_overlap):
                columns = [str(model._meta.get_field(f).column) for f in fields]  # type: ignore[union-attr]
                name = f"{model._meta.db_table}_no_overlap_{number}"
                statements = _sqlite if connection.vendor == "sqlite" else _postgres
                for sql in statements(model._meta.db_table, name, columns):
                    cursor.execute(sql)


def _sqlite(table: str, name: str, columns: list[str]) -> list[str]:
    same = " AND ".join(f'o."{c}" = NEW."{c}"' for c in columns)
    body = (
        f"SELECT RAISE(ABORT, 'overlap: {name}') FROM \"{table}\" o WHERE {same} AND o.id <> "
        f"NEW.id "
        "AND (o.valid_to IS NULL OR NEW.valid_from < o.valid_to) "
        "AND (NEW.valid_to IS NULL OR o.valid_from < NEW.valid_to)"
    )
    index = ", ".join(f'"{c}"' for c in [*columns, "valid_from"])
    return [
        f'CREATE INDEX IF NOT EXISTS "{name}_ix" ON "{table}" ({index})',
        *(
            statement
            for event in ("INSERT", "UPDATE")
            for statement in (
                f'DROP TRIGGER IF EXISTS "{name}_{event}"',
                f'CREATE TRIGGER "{name}_{event}" AFTER {event} ON "{table}" BEGIN {body}; END',
            )
        ),
    ]


def _postgres(table: str, name: str, columns: list[str]) -> list[str]:
    text = " || '|' || ".join(f'"{c}"::text' for c in columns)
    some = " AND ".join(f'"{c}" IS NOT NULL' for c in columns)
    owner = f"hashtextextended({text}, 0)"
    constraint = (
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" EXCLUDE USING gist ('
        f"int8range({owner}, {owner}, '[]') WITH &&, daterange(valid_from, valid_to) WITH &&) "
        f"WHERE ({some})"
    )
    absent = f"SELECT 1 FROM pg_constraint WHERE conname = '{name}'"
    return [f"DO $$ BEGIN IF NOT EXISTS ({absent}) THEN {constraint}; END IF; END $$"]


def count_rules() -> int:
    """How many rules `install` guards; `goc doctor` compares this with what the database has."""
    return sum(len(m.no_overlap) for m in dated_models())


def installed_rules(connection: Any) -> int:
    """How many of them this database holds."""
    query = (
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE "
        "'%_no_overlap_%_INSERT'"
        if connection.vendor == "sqlite"
        else "SELECT count(*) FROM pg_constraint WHERE conname LIKE '%_no_overlap_%'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])
