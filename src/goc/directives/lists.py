"""Directives as a list."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.directives import access
from goc.lists.shapes import Cell, RowShape
from goc.units.asking import Asking


def _page(row: Any, _asking: Asking) -> str:
    return reverse("directive", args=[row.public_id])


def _of_document(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    lookup = f"document__{name}"
    return Cell(name, label, kind, attrgetter(f"document.{name}"), lookup=lookup, **more)


DIRECTIVES = RowShape(
    name="directives-directives",
    title=_("Văn bản chỉ đạo"),
    cells=(
        _of_document("type", _("Loại văn bản")),
        _of_document("number", _("Số, ký hiệu"), href=_page),
        _of_document("issued_on", _("Ngày"), "day"),
        _of_document("issuer", _("Cơ quan ban hành")),
        Cell(
            "issuer_inferred",
            _("Cơ quan do suy ra"),
            "flag",
            attrgetter("issuer_inferred"),
            lookup="issuer_inferred",
        ),
        _of_document("subject", _("Trích yếu"), href=_page),
        Cell("unit", _("Đơn vị thực hiện"), "unit", attrgetter("unit"), lookup="unit"),
    ),
    rows=lambda asking: access.directives_in(asking.scope),
    keeper=attrgetter("unit_id"),
    order=("-document__issued_on", "-pk"),
    text_lookups=("document__type", "document__number", "document__issuer", "document__subject"),
)
