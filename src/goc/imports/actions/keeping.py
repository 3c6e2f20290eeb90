"""What every act on a load does: lock it, refuse what is over, tell the log."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from goc.audit.actions import record
from goc.imports.models import Load
from goc.lib.errors import HiddenError, RefusedError

OVER = {
    Load.State.WRITTEN: gettext_noop("Danh sách này đã được ghi."),
    Load.State.TAKEN_BACK: gettext_noop("Lần nạp này đã được gỡ bỏ."),
    Load.State.DROPPED: gettext_noop("Lần nạp này đã bỏ."),
}


def locked(load: Load) -> Load:
    """As it stands now, for whoever changes it. Raises HiddenError when it is gone."""
    return _found(Load.objects.select_for_update(of=("self",)), load)


def _found(loads: QuerySet[Load], load: Load) -> Load:
    found = loads.filter(pk=load.pk).first()
    if found is None:
        raise HiddenError("Không có lần nạp này.")
    return found


def locked_open(load: Load) -> Load:
    """Raises RefusedError for one that is over."""
    found = locked(load)
    check_is_open(found)
    return found


def check_is_open(load: Load) -> None:
    """Raises RefusedError for one that is over."""
    if not load.is_open:
        raise RefusedError(OVER[Load.State(load.state)])


def fresh(load: Load) -> Load:
    """As it stands now, without a lock. Raises HiddenError when it is gone."""
    return _found(Load.objects.all(), load)


def concerned(load: Load) -> str:
    """The public id of its unit, as work is told of it; "" for the whole register."""
    return str(load.unit.public_id) if load.unit else ""


def tell(
    load: Load,
    *,
    action: str,
    by: object,
    text: str = "",
    after: Mapping[str, object] | None = None,
) -> None:
    """One event. What it holds are no columns of a record: taking back the act of a load leaves the
    load itself alone.
    """
    record(
        by=by,
        action=action,
        kind=Load.record_kind,
        subject=load.public_id,
        text=text or load.name,
        after=after,
        unit=load.unit.public_id if load.unit else None,
    )
