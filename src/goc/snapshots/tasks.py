"""Freezing as a job, for the pages; the working snapshot kept up to date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.urls import reverse

from goc.accounts.models import User
from goc.jobs.actions import enqueue, forget_done, is_under_way, own_under_way
from goc.jobs.models import Job
from goc.jobs.registry import SHORT, kind
from goc.lib.progress import Report
from goc.snapshots import working
from goc.snapshots.actions import make_snapshot
from goc.units.models import Unit

ITSELF, KEPT = "goc", 5
"""Under whose name the site refreshes by itself, and how many of those jobs stay on the list."""


@kind("snapshots.make", "Chốt số liệu", lane=SHORT, back=lambda _arguments: reverse("snapshots"))
def make(*, by: str, report: Report, scope: str | None, cut_off: str) -> dict[str, Any]:
    """`scope` is the public id of a unit, None for everything; `cut_off` an ISO date."""
    user = User.objects.get(login=by)
    chosen = Unit.objects.get(public_id=scope) if scope else None
    made = make_snapshot(unit=chosen, cut_off=date.fromisoformat(cut_off), by=user, report=report)
    return {"snapshot": str(made.public_id), "url": reverse("snapshots")}


def _figures(arguments: Mapping[str, Any]) -> str:
    return str(arguments.get("back") or f"{reverse('figures')}?snapshot={working.NOW}")


@kind(working.REFRESH, "Cập nhật số liệu hiện thời", lane=SHORT, back=_figures)
def refresh(*, by: str, report: Report, forced: bool = False, back: str = "") -> dict[str, Any]:
    working.refresh(forced=forced, report=report)
    forget_done(working.REFRESH, by=ITSELF, keep=KEPT)
    return {"url": _figures({"back": back})} if by != ITSELF else {}


def begin(*, by: object, back: str) -> Job:
    """The job that makes the first working snapshot for somebody who asks, one at a time; `back`:
    the question's address.
    """
    under_way = own_under_way(working.REFRESH, by=by)
    return under_way or enqueue(working.REFRESH, by=by, back=back)


def keep_current() -> None:
    """Regularly, so at most once in that time: asks for what has been changed to be frozen anew."""
    if not is_under_way(working.REFRESH) and working.is_behind():
        enqueue(working.REFRESH, by=ITSELF)
