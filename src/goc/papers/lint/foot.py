"""What stands below the text: recipients, who signs, appendices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from goc.lib import answers
from goc.papers import wording
from goc.papers.lint.copy import Breach, Copy, judged, look, unless
from goc.papers.reading import Line
from goc.papers.ties import untied

ROMAN = re.compile(r"^Phụ lục( [IVXL]+[a-zđ]?)?$")
_NUMBERED = re.compile(r"^Phụ lục( [IVXL]+[a-zđ]?)$")


def recipients(copy: Copy) -> Iterator[Breach]:
    missing = Breach("recipients.text", "Nơi nhận", "không có", wording.RECIPIENTS)
    return judged(copy, copy.find(f"^{wording.RECIPIENTS}"), missing, _listed)


def _listed(copy: Copy, title: Line) -> Iterator[Breach]:
    yield from look(copy, "recipients_head", title, "recipients_head")
    items = _items(copy, title)
    for line in items:
        yield from look(copy, "recipients", line, "recipients")
        ending = "." if line is items[-1] else ";"
        formed = line.text.startswith("- ") and line.text.endswith(ending)
        yield from unless(formed, "recipients.item", line.text, line.text[-1:], f"- …{ending}")
    for last in items[-1:]:
        kept = last.text.startswith("- Lưu:")
        yield from unless(kept, "recipients.archive", "Nơi nhận", last.text, "- Lưu: VT, …")


def _items(copy: Copy, title: Line) -> list[Line]:
    """The recipients: the rest of the title's cell, or the dashes below it outside tables."""
    place = (title.table, title.row, title.column)
    below = copy.lines[copy.lines.index(title) + 1 :]
    rest = (line for line in below if (line.table, line.row, line.column) == place)
    return list(rest if title.table >= 0 else takewhile(lambda x: x.text.startswith("-"), rest))


def signature(copy: Copy) -> Iterator[Breach]:
    title = copy.find(f"^{wording.RECIPIENTS}")
    if title is None:
        return
    signed = [line for line in copy.beside(title) if line.column > title.column]
    posts = [line for line in signed if line.in_capitals]
    beside = posts and not title.is_outside
    found, wanted = "không ngang Nơi nhận", "cột phải, ngang Nơi nhận"
    yield from unless(beside, "signature.place", "Chức vụ người ký", found, wanted)
    for line in signed:
        yield from look(copy, "signature", line, "authority" if line in posts else "signer")


def appendices(copy: Copy) -> Iterator[Breach]:
    outside = (line for line in copy.lines if line.is_outside and line.align == "center")
    names = [line for line in outside if line.text.startswith("Phụ lục")]
    cited = untied(" ".join(line.text for line in copy.first))
    form = ROMAN if len(names) == 1 else _NUMBERED
    for line in names:
        yield from look(copy, "appendix", line, "appendix")
        match = form.match(line.words)
        wanted = "Phụ lục I, II, III …"
        yield from unless(match, "appendix.number", line.text, line.text, wanted)
        found, wanted = "không được dẫn trong văn bản", f"({line.text} kèm theo)"
        told = _is_cited(answers.said(match).strip(), cited)
        yield from unless(told, "appendix.cited", line.text, found, wanted)


def _is_cited(number: str, text: str) -> bool:
    """An only appendix has no number and need not be."""
    return not number or bool(re.search(rf"[Pp]hụ lục[^.;]*\b{number}\b", text))
