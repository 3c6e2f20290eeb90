"""Duties that wait, and those that are late."""

from __future__ import annotations

from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.directives.models import Duty
from goc.directives.queries import open_duties
from goc.lists.shapes import Act, Cell, RowShape
from goc.lists.worklists import Worklist
from goc.units.asking import Asking
from goc.units.roles import PAPERS


def _open(asking: Asking) -> QuerySet[Duty]:
    return open_duties(asking.scope)


def _late(asking: Asking) -> QuerySet[Duty]:
    return _open(asking).filter(due_on__lt=asking.day)


def _settle(duty: Duty, asking: Asking) -> list[Act]:
    if not asking.scope.may(PAPERS, duty.unit_id):
        return []
    return [Act(_("ghi kết quả"), reverse("duty_settle", args=[duty.public_id]))]


def _cell(name: str, label: Any, kind: str, **more: Any) -> Cell:
    return Cell(name, label, kind, attrgetter(name), lookup=name, **more)


DUTIES = RowShape(
    name="directives-duties",
    title=_("Việc đến hạn"),
    cells=(
        _cell("due_on", _("Hạn"), "day", empty=_("chưa định hạn")),
        _cell("act", _("Việc"), "text"),
        _cell("unit", _("Đơn vị"), "unit"),
    ),
    rows=_open,
    keeper=attrgetter("unit_id"),
    order=("due_on", "pk"),
    text_lookups=("act",),
    acts=_settle,
)
LATE = replace(DUTIES, name="directives-late", title=_("Việc quá hạn"), rows=_late)

WORKLISTS = (
    Worklist("late-duties", LATE, 10, urgency="bad", act=PAPERS),
    Worklist("duties", DUTIES, 20, urgency="accent", act=PAPERS),
)
