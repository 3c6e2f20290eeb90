"""Loading a catalogue of units: plan everything in memory, then write it at once with one audit
event.

Loading again changes nothing. Units a site already has are recognised by (catalogue, code,
overlapping period) and corrected to the catalogue in their dated rows only, so whatever points to a
unit goes on pointing to it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from goc.audit.actions import record
from goc.lib.progress import Report, part, silent
from goc.units import builtin, endings, queries
from goc.units.actions.units import end_boards
from goc.units.endings import Tally
from goc.units.models import Lineage, Reorganisation, Unit, UnitAlias
from goc.units.overlay import Fact
from goc.units.plan import TABLES, Identity, Plan, Table
from goc.units.sources import Source, read_directory
from goc.viet.names import fold

BATCH = 2000


def load_directory(
    path: Path, *, by: object, report: Report = silent, dry_run: bool = False
) -> dict[str, Any]:
    """Loads a directory of CSV files; returns counts. Raises InputError with one sentence, nothing
    written.
    """
    report(0, "đọc các tệp")
    return load(read_directory(path), by=by, report=part(report, 5, 100), dry_run=dry_run)


def load_builtin(*, by: object, report: Report = silent, dry_run: bool = False) -> dict[str, Any]:
    """Loads both editions of the package `vietnamadminunits` (extra `catalogue`) and the mapping
    between them.
    """
    report(0, "đọc danh mục kèm theo")
    return load(builtin.read(), by=by, report=part(report, 5, 100), dry_run=dry_run)


def load(
    source: Source, *, by: object, report: Report = silent, dry_run: bool = False
) -> dict[str, Any]:
    report(0, "kiểm tra")
    plan = Plan(source)
    report(10, "so với dữ liệu đã có")
    with transaction.atomic():
        plan.compare()
        news = bool(plan.counts.total())
        if news:
            _write(plan, part(report, 15, 95))
        report(95, "những gì gắn với đơn vị đã kết thúc")
        settled = _hand_over(plan, by)
        if news:
            _record(plan, by, settled)
        if dry_run:
            transaction.set_rollback(True)
    result = _result(plan, settled, dry_run=dry_run)
    report(100, "xong" if result["changed"] else "không có gì mới")
    return result


def _result(plan: Plan, settled: dict[str, Tally], *, dry_run: bool) -> dict[str, Any]:
    """Counts for people and machines.

    `orphans` are units of the site whose superior ends before they do, `strangers` codes the
    catalogue does not have; both are left as they are. `endings` says of each kind of record that
    hangs on units how many ended with theirs, passed to its heir, or wait for people.
    """
    touched = any(not i.fresh for i in plan.identities) and plan.counts.total() and not dry_run
    return {
        "source": plan.source.name,
        "read": len(plan.source.units),
        "identities": len(plan.identities),
        "changed": bool(plan.counts.total()) or endings.changed(settled),
        "dry_run": dry_run,
        **plan.counts,
        "endings": {name: tally.as_json() for name, tally in settled.items()},
        "strangers": plan.strangers,
        "orphans": [str(fault) for fault in queries.parent_faults()] if touched else [],
    }


def _hand_over(plan: Plan, by: object) -> dict[str, Tally]:
    """For the units that this site had before: on fresh ones nothing hangs yet."""
    known = [i.pk for i in plan.identities if not i.fresh]
    text = f"danh mục {plan.source.name}"
    boards = end_boards(known, by=by, text=text)
    return endings.hand_over([*known, *boards], by=by, text=text)


def _write(plan: Plan, report: Report) -> None:
    _delete(plan)
    _found(plan)
    report(10, "đơn vị")
    for number, table in enumerate(TABLES):
        rows = [_row(table, *given) for given in plan.inserts[table.model.__name__]]
        _insert(table.model, rows, part(report, 10 + 20 * number, 30 + 20 * number))
    _insert(UnitAlias, [_alias(plan, *given) for given in plan.aliases], silent)
    _write_lineage(plan, part(report, 70, 98))
    for row, end in plan.outliving:
        row.valid_to = end
        row.save()
    _tell_the_planner()


def _delete(plan: Plan) -> None:
    for table in TABLES:
        for some in _batches(plan.deletes[table.model.__name__]):
            table.model.objects.filter(pk__in=[r.pk for r in some]).delete()


def _found(plan: Plan) -> None:
    """A unit for each identity that this site did not have."""
    fresh = [i for i in plan.identities if i.unit is None]
    for identity, unit in zip(fresh, Unit.objects.bulk_create([Unit() for _ in fresh], BATCH)):
        identity.unit = unit


def _alias(plan: Plan, identity: Identity, name: str) -> UnitAlias:
    source = plan.source.name[-300:]
    return UnitAlias(unit=identity.unit, name=name, folded=fold(name), source=source)


def _write_lineage(plan: Plan, report: Report) -> None:
    for (_, identity), reorganisation in plan.reorganisations.items():
        reorganisation.province = identity.unit
    _insert(Reorganisation, [r for r in plan.reorganisations.values() if r.pk is None], silent)
    _insert(Lineage, [link.row() for link in plan.links], report)
    now = timezone.now()  # `belonging` is read again when it sees a later day
    for row in plan.relearnt:
        row.changed_at = now
    Lineage.objects.bulk_update(plan.relearnt, ["share", "basis", "changed_at"], BATCH)


def _tell_the_planner() -> None:
    """Fresh statistics: without them PostgreSQL plans the first reads of a whole country as if it
    were empty.
    """
    with connection.cursor() as cursor:
        for model in [Unit, UnitAlias, Reorganisation, Lineage, *(table.model for table in TABLES)]:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")


def _row(table: Table, identity: Identity, fact: Fact) -> Any:
    values = [v.pk if isinstance(v, Identity) else v for v in fact.values]
    return table.model(
        unit_id=identity.pk,
        valid_from=fact.start,
        valid_to=fact.end,
        **dict(zip(table.columns, values)),
    )


def _insert(model: Any, rows: list[Any], report: Report) -> None:
    for done, some in enumerate(_batches(rows)):
        model.objects.bulk_create(some)
        report(
            min(100, 100 * (done + 1) * BATCH // max(1, len(rows))),
            f"{model._meta.model_name} {len(rows)}",
        )


def _batches(rows: list[Any]) -> Iterable[list[Any]]:
    return (rows[i : i + BATCH] for i in range(0, len(rows), BATCH))


def _record(plan: Plan, by: object, settled: dict[str, Tally]) -> None:
    """One event: counts, the digests of the files, and the rows of the site that were replaced."""
    before = [
        {"kind": row.record_kind(), "unit": row.unit_id, "from": row.valid_from, "to": row.valid_to}
        | {column: getattr(row, column) for column in table.columns}
        for table in TABLES
        for row in plan.deletes[table.model.__name__]
    ]
    before += [
        {"kind": row.record_kind(), "row": row.public_id, "ended": end}
        for row, end in plan.outliving
    ]
    record(
        by=by,
        action="units.load",
        kind="units.unit",
        text=plan.source.name,
        before={"rows": before} if before else None,
        after={
            "counts": dict(plan.counts),
            "files": plan.source.digests,
            "endings": {name: tally.as_json() for name, tally in settled.items()},
        },
    )
