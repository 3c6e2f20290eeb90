"""What the newest dossier says of a directive, for the directive's own page: registered in
`directives.checks`.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils import timezone

from goc.directives.checks import CHANGED_SINCE, UNDECIDED, Measured, Verdict
from goc.directives.models import Directive
from goc.lib.errors import NotInOrderError
from goc.summing_up import shelf
from goc.summing_up.access import may_see_paper
from goc.summing_up.models import Dossier
from goc.summing_up.queries import rounds_in_scope
from goc.units.access import scope_of
from goc.web.words import told


def measured(user: Any, directive: Directive) -> Measured | None:
    """By the newest dossier of a round that answers the directive and that this user sees; nothing
    is computed.
    """
    rounds = rounds_in_scope(scope_of(user, today=timezone.localdate())).filter(directive=directive)
    dossier = (
        Dossier.objects.filter(round__in=rounds)
        .select_related("round")
        .order_by("-made_at")
        .first()
    )
    round_ = dossier.round if dossier else rounds.first()
    if round_ is None:
        return None
    label, url = round_.title, reverse("summing_up", args=[round_.code])
    if dossier is None:
        return Measured(label, url)
    try:
        review = shelf.review_of(dossier, shelf.manifest_of(dossier))
    except NotInOrderError as error:
        return Measured(label, url, refused=told(error))
    links = {
        name: (title, reverse("paper", args=[round_.code, name]))
        for name, title in shelf.TITLES.items()
        if may_see_paper(user, round_, name)
    }
    return Measured(
        label, url, dossier.made_at, _verdicts(dossier, directive, review["requirements"]), links
    )


def _verdicts(
    dossier: Dossier, directive: Directive, said: list[dict[str, Any]]
) -> dict[UUID, Verdict]:
    """Requirements never change their words or order, so the rows of the review are theirs; else
    nothing.
    """
    rows = list(directive.requirements.order_by("position"))
    if [(r.marker, r.text) for r in rows] != [(s["marker"], s["text"]) for s in said]:
        return {}
    return {
        row.public_id: Verdict(UNDECIDED, CHANGED_SINCE)
        if row.changed_at > dossier.made_at
        else Verdict(s["state"], s["sentence"], tuple(s["evidence"]))
        for row, s in zip(rows, said, strict=True)
    }
