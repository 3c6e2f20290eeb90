"""A directive's requirements with their verdicts; open duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goc.directives.checks import Verdict, judge, together
from goc.directives.models import Directive, Duty, Requirement
from goc.units.access import Scope


@dataclass(frozen=True)
class Judged:
    """A requirement, how deep it stands, and its verdict."""

    requirement: Requirement
    depth: int
    verdict: Verdict


def judged(directive: Directive, subject: Any) -> list[Judged]:
    """All requirements in order, each judged on `subject`; those with children by their children. One query."""
    children: dict[int | None, list[Requirement]] = defaultdict(list)
    for requirement in directive.requirements.order_by("position"):
        children[requirement.parent_id].append(requirement)

    def walk(parent: int | None, depth: int) -> list[Judged]:
        rows: list[Judged] = []
        for requirement in children[parent]:
            below = walk(requirement.pk, depth + 1)
            direct = [j.verdict for j in below if j.depth == depth + 1]
            verdict = together(direct) if direct else judge(requirement.check_name, subject, requirement.parameters)
            rows += [Judged(requirement, depth, verdict), *below]
        return rows

    return walk(None, 0)


def open_duties(scope: Scope, *, until: date | None = None) -> QuerySet[Duty]:
    rows = Duty.objects.filter(scope.limit("unit"), state=Duty.State.OPEN).select_related("unit")
    return rows.filter(due_on__lte=until) if until else rows


def requirements_in_order(directive: Directive) -> list[tuple[Requirement, int]]:
    """All requirements with their depth, in one query."""
    depth: dict[int | None, int] = {None: -1}
    rows = []
    for row in directive.requirements.order_by("position"):
        depth[row.pk] = depth.get(row.parent_id, -1) + 1
        rows.append((row, depth[row.pk]))
    return rows


def duties_of(sources: Iterable[object]) -> dict[str, Duty]:
    """Duties by the public id of the requirement that made them."""
    rows = Duty.objects.filter(source_kind=Requirement.record_kind(), source__in=[str(s) for s in sources])
    return {d.source: d for d in rows}
