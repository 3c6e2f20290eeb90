"""Building a dossier as a job, for the pages."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from goc.accounts.models import User
from goc.jobs.registry import kind
from goc.lib.progress import Report
from goc.summing_up.dossier import build_dossier
from goc.summing_up.queries import get_round_for


@kind("summing_up.build_dossier", "Dựng bộ hồ sơ tổng kết")
def build(*, by: str, report: Report, round: str) -> dict[str, Any]:
    """`round` is the round's code."""
    user = User.objects.get(login=by)
    found = get_round_for(user, round)
    dossier = build_dossier(round_=found, by=user, report=report)
    return {"dossier": str(dossier.public_id), "url": reverse("summing_up", args=[found.code])}
