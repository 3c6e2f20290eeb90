"""Finding snapshots, and whether they are in order."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from goc.audit.models import Event
from goc.lib.errors import InputError
from goc.snapshots.models import Snapshot
from goc.snapshots.verify import Problem, check_snapshot, problem
from goc.units.access import Scope
from goc.units.models import Unit
from goc.units.queries import ancestors


def snapshots_in_scope(scope: Scope) -> QuerySet[Snapshot]:
    """Those whose frozen unit lies within the scope."""
    rows = Snapshot.objects.all()
    return rows if scope.everything else rows.filter(unit_id__in=scope.ids)


def newest_containing(unit: Unit | None) -> Snapshot:
    """The newest snapshot whose scope contains the unit. Raises InputError when there is none."""
    rows = Snapshot.objects.order_by("-made_at", "-id")
    wide = Q(unit__isnull=True)
    if unit is not None:
        wide |= Q(unit=unit)
    for snapshot in rows if unit else rows.filter(wide):
        if snapshot.unit is None or snapshot.unit == unit:
            return snapshot
        if unit is not None and snapshot.unit_id in {a.id for a in ancestors(unit, as_of=snapshot.cut_off)}:
            return snapshot
    raise InputError("Chưa có bản chốt số liệu nào cho đơn vị này. Hãy chạy `goc snapshot make --cut-off NGÀY` trước.")


def find_snapshot(ref: str, scope: Scope) -> Snapshot:
    """By its id. Missing and out of scope look the same."""
    try:
        found = snapshots_in_scope(scope).filter(public_id=UUID(ref)).first()
    except ValueError:
        found = None
    if found is None:
        raise InputError("Không có bản chốt số liệu «%(ref)s».", ref=ref)
    return found


def verify(snapshot: Snapshot) -> list[Problem]:
    """File digests against the manifest, the manifest against the row and against the audit event that recorded it."""
    problems = check_snapshot(snapshot.folder, snapshot.manifest_sha256)
    event = Event.objects.filter(subject=str(snapshot.public_id), action="snapshots.make").first()
    recorded = event.after.get("manifest_sha256") if event else None
    if recorded != snapshot.manifest_sha256:
        problems.append(problem("manifest.json", "nhật ký hệ thống", recorded, snapshot.manifest_sha256))
    return problems
