"""The tree on a day, and one unit with its history. Names of units are public; pages of units out
of scope are not.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from goc.accounts.models import User
from goc.units import access, history, queries, rules
from goc.units.act_pages import changes_of
from goc.units.forms import AsOfForm
from goc.units.models import Unit
from goc.web.timeline import Span

WHOLE = 1500
"""Up to so many units a page draws the whole tree; beyond, one line a province."""


@require_safe
def units(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    asked = AsOfForm(request.GET, today=today)
    scope = access.scope_of(request.user, today=today)
    chosen = request.GET.get("unit", "")
    root = access.get_unit_for(request.user, chosen, today=today) if chosen else None
    nodes = queries.from_the_top(
        n for n in queries.tree(as_of=asked.day, root=root) if scope.contains(n.id)
    )
    return render(
        request,
        "units/units.html",
        {
            "asked": asked,
            "as_of": asked.day,
            "root": root,
            "count": queries.count_nodes(nodes),
            "name": queries.name_of(root, as_of=asked.day) if root else "",
            "branches": queries.branches(nodes),
            "folded": len(nodes) > WHOLE,
            "may_found": access.may_found(scope),
        },
    )


@require_safe
def unit(request: HttpRequest, public_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    shown = access.get_unit_for(request.user, public_id, today=today)
    asked = AsOfForm(request.GET, today=_its_day(shown, today))
    as_of = asked.day
    scope = access.scope_of(request.user, today=today)
    nodes = queries.tree(as_of=as_of, root=shown)
    parent = next(iter(queries.ancestors(shown, as_of=as_of)), None)
    told = history.succession(shown)
    return render(
        request,
        "units/unit.html",
        {
            "unit": shown,
            "as_of": as_of,
            "asked": asked,
            "name": queries.name_of(shown, as_of=as_of),
            "node": nodes[0] if nodes else None,
            "kind": rules.LABELS.get(nodes[0].kind, "") if nodes else "",
            "parent": parent,
            "parent_name": queries.name_of(parent, as_of=as_of) if parent else "",
            "parent_seen": parent is not None and scope.contains(parent.pk),
            "children": [n for n in nodes if n.depth == 1],
            "count": queries.count_nodes(nodes[1:]),
            "told": told,
            "origins": [(s, _seen(s, scope)) for s in told.origins],
            "successors": [(s, _seen(s, scope)) for s in told.successors if s.unit != shown],
            "moments": history.unit_history(shown),
            "spans": _spans(shown),
            "panels": _panels(shown),
            "changes": changes_of(shown, today=today) if scope.can_edit(shown.pk) else None,
        },
    )


def _its_day(shown: Unit, today: date) -> date:
    """Today, or the last day of a unit that is gone, or the first of one to come."""
    lives: list[tuple[date, date | None]] = list(
        shown.versions.order_by("valid_from").values_list("valid_from", "valid_to")
    )
    if lives and lives[-1][1] is not None and lives[-1][1] <= today:
        return lives[-1][1] - timedelta(days=1)
    return max(today, lives[0][0]) if lives else today


def _seen(step: history.Step, scope: access.Scope) -> bool:
    return step.unit is not None and scope.contains(step.unit.pk)


def _spans(shown: Unit) -> list[Span]:
    lanes = {
        "name": (gettext("Tên"), ""),
        "parent_civil": (gettext("Thuộc"), "quiet"),
        "parent_military": (gettext("Cơ quan quân sự cấp trên"), "quiet"),
        "code": (gettext("Mã"), "good"),
        "trait": (gettext("Đặc điểm"), "warn"),
    }
    moments = [m for m in history.unit_history(shown) if m.what in lanes]
    moments.sort(key=lambda m: list(lanes).index(m.what))
    return [
        Span(_lane(m, lanes[m.what][0]), m.start, m.end, lanes[m.what][1], m.text) for m in moments
    ]


def _lane(moment: history.Moment, label: str) -> str:
    """Traits may hold side by side, so each has a lane of its own."""
    return moment.text.partition(":")[0].capitalize() if moment.what == "trait" else label


def _panels(shown: Unit) -> list[str]:
    found = []
    for name in queries.panels:
        try:
            found.append(reverse(name, args=[shown.public_id]))
        except NoReverseMatch:
            continue  # a room this site does not serve
    return found


def own_unit(request: HttpRequest) -> str:
    """The name of the one unit a user keeps, for the top bar; nothing for several or the whole
    register.
    """
    today = timezone.localdate()
    user = request.user
    rows = access.rights_of(user, today=today) if isinstance(user, User) else None
    rights = list(rows.select_related("unit")[:2]) if rows is not None else []
    own = rights[0].unit if len(rights) == 1 else None
    return queries.name_of(own, as_of=today) if own else ""
