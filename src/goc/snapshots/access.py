"""Who may see and make snapshots: those whose frozen unit lies in the scope; made by who edits that
unit.
"""

from __future__ import annotations

from datetime import date
from uuid import UUID

from goc.lib.errors import HiddenError
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import snapshots_in_scope
from goc.units.access import Scope, scope_of
from goc.units.naming import indented
from goc.units.queries import tree
from goc.units.roles import FREEZE

MANY = 400


def get_snapshot_for(user: object, public_id: UUID, *, today: date) -> Snapshot:
    """Raises HiddenError when missing or out of scope."""
    found = snapshots_in_scope(scope_of(user, today=today)).filter(public_id=public_id).first()
    if found is None:
        raise HiddenError("Không có bản chốt số liệu này.")
    return found


def units_to_freeze(scope: Scope, *, today: date) -> list[tuple[str, str]]:
    """(public id, name) of the units this user may freeze; an empty id is everything."""
    nodes = [n for n in tree(as_of=today) if scope.may(FREEZE, n.id)]
    shown = nodes if len(nodes) <= MANY else [n for n in nodes if n.level != "commune"]
    first = [("", "Toàn bộ điểm cài đặt")] if scope.may(FREEZE, None) else []
    return first + indented(shown, as_of=today)
