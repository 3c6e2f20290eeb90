"""How a document of the register is cited in a paper: in full where it is named first, short after
that (TT 01/2011/TT-BNV Điều 11; NĐ 30/2020/NĐ-CP Phụ lục I, mục II.5).

In a text it stands as `{vb:1660/KH-BQP}`; where one number has several days as
`{vb:1660/KH-BQP,25/03/2013}`; or by a name that the subject gives, `{vb:directive}`. What the
register lacks is left open, never made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext, gettext_lazy

from goc.registry.fields import meant_among, said
from goc.registry.models import Document
from goc.viet.dates import day_in_words

CITED = re.compile(r"\{vb:([^{}@\s]+)\}")
OPEN = "…………"
"""Room for the pen."""
LAWS = ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
"""Named by their kind and name only."""
ABBREVIATED = re.compile(r"^v/v\s+", re.IGNORECASE)
SAYS_ITSELF = re.compile(
    r"(?:về|quy định|hướng dẫn|ban hành|sửa đổi|phê duyệt|thành lập|công bố|bãi bỏ|giao)\b",
    re.IGNORECASE,
)
"""A subject that follows the issuer without `về việc`."""


@dataclass(frozen=True)
class Citation:
    """`record`: public id of the document, else what was typed; `gap`: what the register lacks, in
    words.
    """

    record: str
    full: str
    short: str
    gap: str = ""


Named = Mapping[str, Callable[[], Document | str]]
"""By the name in a text: the document, or why there is none."""


@dataclass
class Citing:
    """Finds what a paper may cite: among `documents`, and by the names its subject gives."""

    documents: QuerySet[Document] = field(default_factory=Document.objects.none)
    named: Named = field(default_factory=dict)
    made: dict[str, Citation] = field(default_factory=dict)

    def __call__(self, key: str) -> Citation:
        if key not in self.made:
            found = self.named[key]() if key in self.named else self._typed(key)
            self.made[key] = citation_of(found) if isinstance(found, Document) else _gap(key, found)
        return self.made[key]

    def _typed(self, key: str) -> Document | str:
        found = meant_among(key, self.documents)
        if not found:
            return gettext("Sổ đăng ký chưa có văn bản này; hãy vào sổ.")
        if len(found) > 1:
            return gettext("là số của nhiều văn bản: %(documents)s; hãy ghi kèm ngày.") % {
                "documents": "; ".join(map(said, found[:3]))
            }
        return found[0]

    def gaps(self, text: str) -> Iterator[str]:
        """What is lacking in the citations of a text, each once."""
        for key in dict.fromkeys(CITED.findall(text)):
            if gap := self(key).gap:
                yield gap


def _gap(key: str, why: str) -> Citation:
    return Citation(key, OPEN, OPEN, f"«{{vb:{key}}}»: {why}")


def citation_of(document: Document) -> Citation:
    """A secret document is not cited by what the register says of it."""
    if document.secrecy:
        why = gettext("là văn bản mật; người soạn tự ghi phần viện dẫn.")
        return _gap(document.number or str(document), why)
    record, kind = str(document.public_id), document.type[:1].upper() + document.type[1:]
    if document.type.lower() in LAWS:
        name = _name_of_law(kind, document.subject)
        return Citation(record, name, name, _lacking(document, ("subject",)))
    short = f"{kind} số {document.number or OPEN}"
    day = day_in_words(document.issued_on) if document.issued_on else f"ngày {OPEN}"
    full = f"{short} {day} của {document.issuer or OPEN} {_about(document.subject)}"
    return Citation(record, full, short, _lacking(document, tuple(FIELDS)))


FIELDS = {
    "number": gettext_lazy("số, ký hiệu"),
    "issued_on": gettext_lazy("ngày ban hành"),
    "issuer": gettext_lazy("cơ quan ban hành"),
    "subject": gettext_lazy("trích yếu"),
}


def _lacking(document: Document, names: tuple[str, ...]) -> str:
    missing = [str(FIELDS[name]) for name in names if not getattr(document, name)]
    if not missing:
        return ""
    return gettext("«%(document)s»: Sổ đăng ký chưa ghi %(missing)s.") % {
        "document": said(document),
        "missing": ", ".join(missing),
    }


def _name_of_law(kind: str, subject: str) -> str:
    name = subject.strip() or OPEN
    return name if name.lower().startswith(kind.lower()) else f"{kind} {name}"


def _about(subject: str) -> str:
    """The subject as it goes on in a sentence."""
    subject = ABBREVIATED.sub("về việc ", subject.strip()) or OPEN
    told = subject[:1].lower() + subject[1:] if subject[1:2].islower() else subject
    return told if SAYS_ITSELF.match(told) else f"về việc {told}"
