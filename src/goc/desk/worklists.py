"""Papers on their way: drafts, and finals that wait for the signature."""

from __future__ import annotations

from operator import attrgetter

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.desk.kinds import KINDS
from goc.desk.models import Draft
from goc.lists.shapes import Cell, RowShape
from goc.lists.worklists import Worklist
from goc.units.asking import Asking
from goc.units.roles import PAPERS


def _on_their_way(asking: Asking) -> QuerySet[Draft]:
    rows = Draft.objects.select_related("unit").filter(asking.scope.limit("unit"), kind__in=KINDS)
    return rows.exclude(state=Draft.State.SIGNED)


def _title(draft: Draft) -> str:
    return str(KINDS[draft.kind].title)


def _page(draft: Draft, _asking: Asking) -> str:
    return reverse("desk_paper", args=[draft.subject_kind, draft.subject, draft.kind])


PAPERS_ON_THEIR_WAY = RowShape(
    name="desk-papers",
    title=_("Văn bản chờ bước tiếp theo"),
    cells=(
        Cell("kind", _("Văn bản"), "text", _title, href=_page),
        Cell(
            "state",
            _("Đang ở bước"),
            "choice",
            attrgetter("state"),
            lookup="state",
            choices=tuple(Draft.State.choices),
        ),
        Cell("unit", _("Đơn vị"), "unit", attrgetter("unit"), lookup="unit"),
    ),
    rows=_on_their_way,
    keeper=attrgetter("unit_id"),
    order=("-pk",),
)

WORKLISTS = (Worklist("papers", PAPERS_ON_THEIR_WAY, 27, urgency="accent", act=PAPERS),)
