"""Reading the register of documents."""

from __future__ import annotations

from django.db.models import QuerySet

from goc.registry import rules
from goc.registry.models import Document
from goc.viet.names import fold


def date_conflicts(documents: QuerySet[Document] | None = None) -> dict[str, rules.Conflict]:
    """Numbers cited with more than one date, by `rules.number_key`. Real: 1660/KH-BQP of 25/3/2013
    and of 5/3/2013.
    """
    rows = Document.objects.all() if documents is None else documents
    return rules.date_conflicts(rows.order_by("id").values_list("number", "issuer", "issued_on"))


def conflict_of(row: Document, conflicts: dict[str, rules.Conflict]) -> rules.Conflict | None:
    if not row.number or not row.issued_on:
        return None
    return conflicts.get(rules.number_key(row.number, row.issuer, row.issued_on))


def documents_matching(documents: QuerySet[Document], *, text: str = "") -> QuerySet[Document]:
    """Newest first. The text is looked for without tone marks, in number, type, issuer and
    subject.
    """
    if text:
        wanted = fold(text).split()
        rows = documents.values_list("pk", "type", "number", "issuer", "subject")
        documents = documents.filter(
            pk__in=[pk for pk, *words in rows if _has_all(wanted, fold(" ".join(words)))]
        )
    return documents.order_by("-issued_on", "-id")


def _has_all(wanted: list[str], text: str) -> bool:
    return all(word in text for word in wanted)
