"""Finding snapshots, and whether they are in order."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from goc.audit.models import Event
from goc.lib.errors import InputError
from goc.lib.folders import MANIFEST
from goc.snapshots.keeping import settle_row
from goc.snapshots.manifests import Problem, problem
from goc.snapshots.models import Snapshot
from goc.snapshots.verify import check_snapshot
from goc.units.access import Scope, scope_of_unit
from goc.units.models import Unit
from goc.units.queries import ancestors

ABSENT = "Không có bản chốt số liệu «%(ref)s»."


def snapshots_in_scope(scope: Scope) -> QuerySet[Snapshot]:
    """Those whose frozen unit lies within the scope."""
    rows = Snapshot.objects.select_related("unit")
    return rows if scope.everything else rows.filter(unit_id__in=scope.ids)


def contains(snapshot: Snapshot, unit: Unit | None) -> bool:
    """Whether what the unit keeps was frozen; None is the whole register."""
    if snapshot.unit is None or snapshot.unit == unit:
        return True
    if unit is None:
        return False
    if snapshot.unit in ancestors(unit, as_of=snapshot.cut_off):
        return True
    return unit.pk in scope_of_unit(snapshot.unit, today=timezone.localdate(snapshot.made_at))


def snapshots_of(unit: Unit | None) -> Iterator[Snapshot]:
    """Those whose scope contains the unit, newest first."""
    rows = Snapshot.objects.select_related("unit").order_by("-made_at", "-id")
    return (s for s in (rows if unit else rows.filter(unit__isnull=True)) if contains(s, unit))


def newest_containing(unit: Unit | None) -> Snapshot:
    """The newest snapshot whose scope contains the unit. Raises InputError when there is none."""
    found = next(snapshots_of(unit), None)
    if found is None:
        raise InputError(
            "Chưa có bản chốt số liệu nào cho đơn vị này. Hãy chạy `goc snapshot make --cut-off "
            "NGÀY` trước."
        )
    return found


def _by_id(ref: str) -> Snapshot | None:
    try:
        return Snapshot.objects.select_related("unit").filter(public_id=UUID(ref)).first()
    except ValueError:
        return None


def find_snapshot(ref: str, scope: Scope) -> Snapshot:
    """By its id. Missing and out of scope look the same."""
    found = _by_id(ref)
    if found is None or not scope.contains(found.unit_id):
        raise InputError(ABSENT, ref=ref)
    return found


def find_snapshot_of(ref: str, unit: Unit | None) -> Snapshot:
    """By its id, to ask about a unit that the caller may see: a wider snapshot serves too, a
    narrower one would count too little and is refused.
    """
    found = _by_id(ref)
    if found is None:
        raise InputError(ABSENT, ref=ref)
    if not contains(found, unit):
        raise InputError("Bản chốt số liệu này không gồm đơn vị được hỏi; hãy chọn bản chốt khác.")
    return found


def verify(snapshot: Snapshot) -> list[Problem]:
    """File digests against the manifest, the manifest against the row and against the audit event
    that recorded it.
    """
    settle_row(snapshot)
    problems = check_snapshot(snapshot.folder, snapshot.manifest_sha256)
    event = Event.objects.filter(subject=str(snapshot.public_id), action="snapshots.make").first()
    recorded = event.after.get("manifest_sha256") if event else None
    if recorded != snapshot.manifest_sha256:
        problems.append(problem(MANIFEST, "nhật ký hệ thống", recorded, snapshot.manifest_sha256))
    return problems
