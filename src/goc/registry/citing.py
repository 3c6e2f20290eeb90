"""How a document of the register is cited in a paper: in full where it is named first, short after
that (TT 01/2011/TT-BNV Điều 11; NĐ 30/2020/NĐ-CP Phụ lục I, mục II.5).

In a text it stands as `{vb:1660/KH-BQP}`; where one number has several days as
`{vb:1660/KH-BQP,25/03/2013}`; or by a name that the subject gives, `{vb:directive}`. What the
register lacks is left open, never made up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

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
VERBS = (
    "về",
    "quy định",
    "hướng dẫn",
    "ban hành",
    "sửa đổi",
    "phê duyệt",
    "thành lập",
    "công bố",
    "bãi bỏ",
    "giao",
)
"""A subject that begins so follows the issuer without `về việc`."""
SAYS_ITSELF = re.compile(rf"(?:{'|'.join(VERBS)})\b", re.IGNORECASE)
CAPITAL = re.compile(r"^\w(?=[^\W\d_A-ZĐ])")
"""Of a first word that is no abbreviation."""
FIELDS = {
    "number": gettext_lazy("số, ký hiệu"),
    "issued_on": gettext_lazy("ngày ban hành"),
    "issuer": gettext_lazy("cơ quan ban hành"),
    "subject": gettext_lazy("trích yếu"),
}
OF_A_LAW = ("subject",)


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
            found = self.named.get(key, lambda: self._typed(key))()
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


def code_of(document: Document) -> str:
    """What stands for it in a text; blanks of a number are of no account."""
    day = f",{document.issued_on:%d/%m/%Y}" if document.issued_on else ""
    number = "".join(document.number.split())
    return f"{{vb:{number}{day}}}"


def citation_of(document: Document) -> Citation:
    """A secret document is not cited by what the register says of it."""
    if document.secrecy:
        why = gettext("là văn bản mật; người soạn tự ghi phần viện dẫn.")
        return _gap(document.number or str(document), why)
    if document.type.lower() in LAWS:
        return _law(document)
    short = f"{_kind(document)} số {_told(document.number)}"
    day, issuer = _day(document.issued_on), _told(document.issuer)
    full = f"{short} {day} của {issuer} {_about(_told(document.subject))}"
    return Citation(str(document.public_id), full, short, _lacking(document, FIELDS))


def _told(value: str) -> str:
    return value.strip() or OPEN


def _day(value: date | None) -> str:
    if value is None:
        return f"ngày {OPEN}"
    return day_in_words(value)


def _kind(document: Document) -> str:
    return document.type[:1].upper() + document.type[1:]


def _law(document: Document) -> Citation:
    kind = _kind(document)
    name = re.sub(rf"^{kind}\s+", "", _told(document.subject), flags=re.IGNORECASE)
    whole = f"{kind} {name}"
    return Citation(str(document.public_id), whole, whole, _lacking(document, OF_A_LAW))


def _lacking(document: Document, names: Iterable[str]) -> str:
    missing = [str(FIELDS[name]) for name in names if not getattr(document, name)]
    if not missing:
        return ""
    return gettext("«%(document)s»: Sổ đăng ký chưa ghi %(missing)s.") % {
        "document": said(document),
        "missing": ", ".join(missing),
    }


def _about(subject: str) -> str:
    """The subject as it goes on in a sentence."""
    spelled_out = ABBREVIATED.sub("về việc ", subject)
    told = CAPITAL.sub(lambda match: match[0].lower(), spelled_out)
    return told if SAYS_ITSELF.match(told) else f"về việc {told}"
