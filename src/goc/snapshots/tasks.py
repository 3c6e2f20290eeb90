"""Freezing as a job, for the pages."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from goc.accounts.models import User
from goc.jobs.registry import SHORT, kind
from goc.lib.progress import Report
from goc.snapshots.actions import make_snapshot
from goc.units.models import Unit


@kind("snapshots.make", "Chốt số liệu", lane=SHORT)
def make(*, by: str, report: Report, scope: str | None, cut_off: str) -> dict[str, Any]:
    """`scope` is the public id of a unit, None for everything; `cut_off` an ISO date."""
    user = User.objects.get(login=by)
    chosen = Unit.objects.get(public_id=scope) if scope else None
    made = make_snapshot(unit=chosen, cut_off=date.fromisoformat(cut_off), by=user, report=report)
    return {"snapshot": str(made.public_id), "url": reverse("snapshots")}
