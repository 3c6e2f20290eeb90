"""What the page of a directive shows, gathered: each requirement with its verdict, its duty and its
evidence.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from django.utils.translation import gettext

from goc.directives import queries
from goc.directives.checks import LABELS, MEASURES, Measured, Verdict, code_of, offers
from goc.directives.models import Directive, Duty
from goc.units.access import scope_of
from goc.units.queries import name_of
from goc.units.roles import PAPERS


def directive_page(user: object, directive: Directive, *, today: date) -> dict[str, Any]:
    measured = next((found for measure in MEASURES if (found := measure(user, directive))), None)
    requirements = list(directive.requirements.order_by("position"))
    duties = queries.duties_of(r.public_id for r in requirements)
    labels = {code: offer.label for code, offer in offers().items()}
    rows = [
        {
            "requirement": j.requirement,
            "depth": min(j.depth, 5),
            "state": j.verdict.state,
            "is_parent": j.is_parent,
            "sentence": gettext(j.verdict.sentence),
            "evidence": _evidence(j.verdict, measured),
            "check": labels.get(
                code_of(j.requirement.check_name, j.requirement.parameters),
                j.requirement.check_name,
            ),
            "duty": (duty := duties.get(str(j.requirement.public_id))),
            "late": duty and _is_late(duty, today),
        }
        for j in queries.last_judged(requirements, duties, measured)
    ]
    counts = Counter(row["state"] for row in rows if not row["is_parent"])
    return {
        "directive": directive,
        "rows": rows,
        "unit": name_of(directive.unit, as_of=today),
        "measured": measured,
        "counts": [(state, counts[state]) for state in LABELS if counts[state]],
        "may_edit": scope_of(user, today=today).may(PAPERS, directive.unit_id),
    }


def _evidence(verdict: Verdict, measured: Measured | None) -> list[tuple[object, str]]:
    links = measured.links if measured else {}
    return [links.get(text, (text, "")) for text in verdict.evidence]


def _is_late(duty: Duty, today: date) -> bool:
    return duty.state == Duty.State.OPEN and duty.due_on is not None and duty.due_on < today
