"""A directive's requirements with their verdicts; open duties."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from goc.directives.checks import (
    CHECKS,
    NOT_MEASURED,
    UNCHOSEN,
    UNDECIDED,
    Measured,
    Verdict,
    is_of_duty,
    judge,
    together,
)
from goc.directives.models import Directive, Duty, Requirement
from goc.units.access import Scope


@dataclass(frozen=True)
class Judged:
    """A requirement, how deep it stands, its verdict, and whether that is the verdict on its
    children.
    """

    requirement: Requirement
    depth: int
    verdict: Verdict
    is_parent: bool = False


def judged(
    directive: Directive,
    subject: Any,
    otherwise: Callable[[str], Verdict | None] = lambda _text: None,
) -> list[Judged]:
    """All requirements in order, each judged on `subject`; those with children by their children.
    `otherwise`: what is said of the text of one that no check judges. Two queries.
    """
    rows = list(directive.requirements.order_by("position"))
    duties = duties_of(row.public_id for row in rows)

    def leaf(row: Requirement) -> Verdict:
        made = None if row.check_name in CHECKS else otherwise(row.text)
        return made or _judge(row, duties, subject)

    return _walked(rows, leaf)


def last_judged(
    rows: list[Requirement], duties: dict[str, Duty], measured: Measured | None
) -> list[Judged]:
    """The same without measuring anything anew: duties as they stand, the rest as a room above last
    found it.
    """

    def leaf(row: Requirement) -> Verdict:
        if not row.check_name:
            return Verdict(UNDECIDED, UNCHOSEN)
        if row.check_name not in CHECKS or is_of_duty(row.check_name):
            return _judge(row, duties, None)
        found = measured.verdicts.get(row.public_id) if measured else None
        return found or Verdict(UNDECIDED, NOT_MEASURED)

    return _walked(rows, leaf)


def _judge(row: Requirement, duties: dict[str, Duty], subject: Any) -> Verdict:
    own = duties.get(str(row.public_id)) if is_of_duty(row.check_name) else subject
    return judge(row.check_name, own, row.parameters)


def _walked(rows: Iterable[Requirement], leaf: Callable[[Requirement], Verdict]) -> list[Judged]:
    children: dict[int | None, list[Requirement]] = defaultdict(list)
    for requirement in rows:
        children[requirement.parent_id].append(requirement)

    def walk(parent: int | None, depth: int) -> list[Judged]:
        found: list[Judged] = []
        for requirement in children[parent]:
            below = walk(requirement.pk, depth + 1)
            direct = [j.verdict for j in below if j.depth == depth + 1]
            found += [
                Judged(
                    requirement,
                    depth,
                    together(direct) if direct else leaf(requirement),
                    bool(direct),
                ),
                *below,
            ]
        return found

    return walk(None, 0)


def open_duties(scope: Scope, *, until: date | None = None) -> QuerySet[Duty]:
    rows = Duty.objects.filter(scope.limit("unit"), state=Duty.State.OPEN).select_related("unit")
    return rows.filter(due_on__lte=until) if until else rows


def duties_of(sources: Iterable[object]) -> dict[str, Duty]:
    """Duties by the public id of the requirement that made them."""
    rows = Duty.objects.filter(
        source_kind=Requirement.record_kind(), source__in=[str(s) for s in sources]
    )
    return {d.source: d for d in rows}
