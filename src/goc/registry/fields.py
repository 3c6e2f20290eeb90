"""The column of a document, told as `dated.fields` tells the others, and how one is typed."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from goc.dated.fields import Told
from goc.lib.errors import InputError
from goc.lists.kinds import Kind, typed
from goc.registry.access import documents_in
from goc.registry.models import Document
from goc.units.asking import Asking
from goc.viet.names import fold

DAY = re.compile(r"(?:,|\bngày|\bof)*\s*(\d{1,2}/\d{1,2}/\d{4})\s*$", re.IGNORECASE)


class DocumentField(Told, models.ForeignKey):  # type: ignore[type-arg]
    """A document of the register; what rests on it protects it."""

    kind, plain, looked_up = "document", "ForeignKey", "__number"

    def __init__(self, label: Any = None, **more: Any) -> None:
        more = {"to": "registry.Document", "on_delete": models.PROTECT, "related_name": "+", **more}
        super().__init__(label, **more)


def said(document: Document) -> str:
    """As it is shown, and as it can be typed again."""
    day = f", {document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    return f"{document}{day}"


def find_document(text: str, asking: Asking) -> Document:
    """By number and symbol, with its kind before it or not, with its day after it or not; among
    those the asker sees. Raises InputError where none or several are meant.
    """
    found = documents_meant(text, asking)
    if not found:
        raise InputError(
            "Sổ đăng ký chưa có văn bản «%(text)s». Hãy vào sổ văn bản ấy trước.", text=text
        )
    if len(found) > 1:
        raise InputError(
            "«%(text)s» là số của nhiều văn bản: %(documents)s. Hãy ghi kèm loại và ngày.",
            text=text,
            documents="; ".join(map(said, found[:3])),
        )
    return found[0]


def documents_meant(text: str, asking: Asking) -> list[Document]:
    """Among those the asker sees."""
    return meant_among(text, documents_in(asking.scope))


def meant_among(text: str, documents: QuerySet[Document]) -> list[Document]:
    """Those whose number and symbol it is, with their kind and their day or without."""
    dated = DAY.search(text)
    key = _key(text[: dated.start()] if dated else text)
    rows = documents.exclude(number="").order_by("pk")
    if dated:
        rows = rows.filter(issued_on=_day(dated[1]))
    return [one for one in rows if key in (_key(one.number), _key(str(one)))]


def _day(text: str) -> date | None:
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        return None


def _key(text: str) -> str:
    return re.sub(r"\bso\b|\s+", "", fold(text))


def _show(value: Any, _catalogue: str, _asking: Asking) -> str:
    return said(value)


def _read(value: Any, _catalogue: str, asking: Asking) -> Document:
    return find_document(typed(value), asking)


KIND = Kind(_show, _read, "text", "text", points=True)
HELP = gettext_lazy("Số, ký hiệu như trong Sổ đăng ký văn bản, ví dụ 12/QĐ-UBND.")
