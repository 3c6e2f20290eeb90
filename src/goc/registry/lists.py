"""The register of documents as a list, numbers cited with several dates marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.lists.shapes import Act, Cell, Narrowing, RowShape
from goc.registry import access, queries, rules
from goc.registry.models import Document
from goc.units.asking import Asking
from goc.units.roles import PAPERS


@dataclass(frozen=True)
class Line:
    """A document and, where its number is cited with several dates, these."""

    document: Document
    conflict: rules.Conflict | None

    @property
    def other_dates(self) -> str:
        return ", ".join(f"{day:%d/%m/%Y}" for day in self.conflict.dates) if self.conflict else ""


def _seen(asking: Asking) -> QuerySet[Document]:
    return access.documents_in(asking.scope).select_related("file", "keeper")


def _lines(rows: list[Document], asking: Asking) -> Sequence[Line]:
    conflicts = queries.date_conflicts(access.documents_in(asking.scope))
    return [Line(row, queries.conflict_of(row, conflicts)) for row in rows]


def _conflicting(rows: QuerySet[Document], _code: str, asking: Asking) -> QuerySet[Document]:
    seen = access.documents_in(asking.scope)
    conflicts = queries.date_conflicts(seen)
    return rows.filter(pk__in=[row.pk for row in seen if queries.conflict_of(row, conflicts)])


def _file(line: Line, _asking: Asking) -> str:
    file = line.document.file
    return reverse("file", args=[file.public_id]) if file else ""


def _acts(line: Line, asking: Asking) -> list[Act]:
    document = line.document
    if not asking.scope.may(PAPERS, document.keeper_id):
        return []
    said = _("Rút lại") if document.is_signed else _("Sửa")
    return [Act(said, reverse("document_correct", args=[document.public_id]), "edit")]


def _own(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    return Cell(name, label, kind, attrgetter(f"document.{name}"), lookup=name, **more)


DOCUMENTS = RowShape(
    name="registry-documents",
    title=_("Sổ đăng ký văn bản"),
    cells=(
        _own("type", _("Loại văn bản")),
        _own("number", _("Số, ký hiệu")),
        _own("issued_on", _("Ngày"), "day"),
        _own("issuer", _("Cơ quan ban hành")),
        _own("subject", _("Trích yếu")),
        _own("direction", _("Loại sổ"), "choice", choices=tuple(Document.Direction.choices)),
        _own("secrecy", _("Độ mật"), "choice", choices=tuple(rules.SECRECY.items()), empty=""),
        Cell(
            "other_dates",
            _("Các ngày được viện dẫn"),
            "text",
            attrgetter("other_dates"),
            empty="",
        ),
        _own("keeper", _("Đơn vị giữ"), "unit", empty=""),
        Cell(
            "file",
            _("Tệp"),
            "text",
            lambda line: line.document.file and line.document.file.name,
            href=_file,
            empty="",
        ),
    ),
    rows=_seen,
    keeper=attrgetter("document.keeper_id"),
    order=("-issued_on", "-pk"),
    text_lookups=("type", "number", "issuer", "subject"),
    read=_lines,
    acts=_acts,
    narrowings=(
        Narrowing("conflicts", _("Ngày viện dẫn"), (("on", _("Khác nhau")),), _conflicting),
    ),
)
