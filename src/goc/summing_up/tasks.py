"""Freezing, building and checking as jobs, for the pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from goc.accounts.models import User
from goc.jobs.registry import kind
from goc.lib.progress import Report
from goc.snapshots.keeping import settle_row
from goc.summing_up.access import get_dossier_for, get_round_to_edit
from goc.summing_up.actions import freeze_round
from goc.summing_up.dossier import build_dossier
from goc.summing_up.verify import verify_dossier


def _round(arguments: Mapping[str, Any]) -> str:
    return reverse("summing_up", args=[arguments["round"]])


@kind("summing_up.build_dossier", "Dựng bộ hồ sơ tổng kết", back=_round)
def build(*, by: str, report: Report, round: str) -> dict[str, Any]:
    """`round` is the round's code."""
    user = User.objects.get(login=by)
    found = get_round_to_edit(user, round)
    dossier = build_dossier(round_=found, by=user, report=report)
    return {"dossier": str(dossier.public_id), "url": reverse("summing_up", args=[found.code])}


@kind("summing_up.freeze_round", "Chốt số liệu của đợt tổng kết", back=_round)
def freeze(*, by: str, report: Report, round: str) -> dict[str, Any]:
    user = User.objects.get(login=by)
    found = freeze_round(round_=get_round_to_edit(user, round), by=user, report=report)
    return {"snapshot": str(found.snapshot_id), "url": reverse("summing_up", args=[found.code])}


@kind("summing_up.verify_dossier", "Kiểm tra bộ hồ sơ tổng kết", back=_round)
def verify(*, by: str, report: Report, round: str) -> dict[str, Any]:
    """Of the newest dossier; `problems` as `goc dossier verify` tells them."""
    dossier = get_dossier_for(User.objects.get(login=by), round)
    report(10, dossier.round.title)
    settle_row(dossier)
    problems = verify_dossier(dossier.folder)
    return {
        "dossier": str(dossier.public_id),
        "problems": problems,
        "url": reverse("verification", args=[round]),
    }
