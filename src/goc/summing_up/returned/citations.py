"""The documents that a returned paper cites, by what stands for each in the texts of the desk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from goc.papers.model import Field
from goc.registry.citing import CITED, Citing, citation_of, code_of
from goc.registry.models import Document


@dataclass
class Citations:
    """`codes`: by the record that a citation is bound to; the first that the desk writes of it."""

    citing: Citing = field(default_factory=Citing)
    codes: dict[str, str] = field(default_factory=dict)

    @staticmethod
    def of(citing: Citing, texts: Iterable[str]) -> Citations:
        """As the desk cites them in these texts."""
        found = Citations(citing)
        for key in CITED.findall("\n".join(texts)):
            found.codes.setdefault(citing(key).record, f"{{vb:{key}}}")
        return found

    def code(self, cited: Field) -> str:
        """Of one that the desk has given up since: by its number and day."""
        if cited.record in self.codes:
            return self.codes[cited.record]
        document = _document(cited.record)
        return code_of(document) if document else f"{{vb:{cited.record}}}"

    def ways(self, cited: Field) -> tuple[str, ...]:
        """As it is printed: here, in full and short."""
        document = _document(cited.record)
        if document is None:
            return (cited.text,)
        made = citation_of(document)
        return cited.text, made.full, made.short

    def same(self, text: str) -> str:
        """With one way to cite each document."""
        return CITED.sub(lambda match: self.codes.get(self.citing(match[1]).record, match[0]), text)


def _document(record: str) -> Document | None:
    """None for what was left open: its record is what was typed."""
    try:
        public_id = UUID(record)
    except ValueError:
        return None
    return Document.objects.filter(public_id=public_id).first()
