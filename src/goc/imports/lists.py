"""Loads as a list, and those that are not finished."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.imports import access, queries
from goc.imports.models import Load
from goc.imports.registry import KINDS
from goc.lists.shapes import Act, Cell, RowShape
from goc.lists.worklists import Worklist
from goc.units.asking import Asking


def _page(load: Load, _asking: Asking) -> str:
    return reverse("load", args=[load.public_id])


def _kind(load: Load) -> str:
    return str(KINDS[load.kind].label)


def _go_on(load: Load, _asking: Asking) -> Sequence[Act]:
    return [Act(_("làm tiếp"), reverse("load", args=[load.public_id]))]


def _rows(asking: Asking) -> QuerySet[Load]:
    return access.loads_for(asking).select_related("unit", "owner")


def _open(asking: Asking) -> QuerySet[Load]:
    return queries.open_loads(_rows(asking))


def _own(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    return Cell(name, label, kind, attrgetter(name), lookup=name, **more)


LOADS = RowShape(
    name="imports-loads",
    title=_("Nạp danh sách"),
    cells=(
        _own("name", _("Tệp"), href=_page),
        Cell("kind", _("Loại danh sách"), "text", _kind),
        _own("sender", _("Nơi gửi"), empty=""),
        _own("day", _("Tính đến ngày"), "day"),
        _own("unit", _("Đơn vị"), "unit", empty=_("toàn hệ thống")),
        Cell("owner", _("Người nạp"), "text", attrgetter("owner.login"), lookup="owner__login"),
        _own("state", _("Tình trạng"), "choice", choices=tuple(Load.State.choices)),
    ),
    rows=_rows,
    keeper=attrgetter("unit_id"),
    text_lookups=("name", "sender"),
)
UNFINISHED = replace(
    LOADS, name="imports-unfinished", title=_("Lần nạp còn dở"), rows=_open, acts=_go_on
)
WORKLISTS = (Worklist("unfinished-loads", UNFINISHED, 25, urgency="accent"),)
