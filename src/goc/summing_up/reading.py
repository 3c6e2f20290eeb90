"""The officers' text read against the record: bound figures as printed, and what is to be said of
each typed number.

A typed number is bound by putting the place of a figure where it stood; nothing is written here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.translation import gettext

from goc.claims import Claim
from goc.desk.chips import WORDS
from goc.figures import drafts, marking
from goc.figures.compute import Figure
from goc.figures.drafts import Checked, Said
from goc.lib.canonical import digest
from goc.lib.errors import InputError, RefusedError
from goc.papers.model import Field, Text
from goc.papers.model import Figure as BoundFigure
from goc.summing_up.binding import PLACEHOLDER, Binder, printed
from goc.viet import hedges

SENT = re.compile(r"([0-9a-f]{16}):(\d{1,7}):(\d{1,7}):(\{[A-Za-z0-9_.]+\})")
_WORDS = sorted((*hedges.ABOVE, *hedges.BELOW, *hedges.ABOUT), key=len, reverse=True)
_HEDGE = re.compile(rf"(?<!\w)(?:(?:{'|'.join(_WORDS)})\s+)+$", re.I)


@dataclass(frozen=True)
class Part:
    """What stands at `at` of the printed text; `start`, `end`: in what was written; `bound`: how a
    figure is marked.
    """

    text: str
    at: int
    start: int
    end: int
    bound: dict[str, str] | None

    @property
    def stop(self) -> int:
        return self.at + len(self.text)


@dataclass(frozen=True)
class Bind:
    """A figure to be put in place of a typed number: what the button sends, what will be printed
    there.
    """

    sent: str
    printed: str


@dataclass(frozen=True)
class Paragraph:
    """`line`: of the text as written, from 0."""

    line: int
    pieces: list[marking.Piece]
    findings: list[dict[str, object]]


@dataclass(frozen=True)
class Reading:
    """`written` is where numbers may be bound; what was read after it is text of somewhere else."""

    written: str
    parts: list[Part]
    checked: Checked
    query: Mapping[str, str]

    @property
    def counts(self) -> list[tuple[str, str, str, object, int]]:
        return marking.counted(self.checked) if self.checked.said else []

    @property
    def bound(self) -> int:
        """How many numbers; a document cited is none."""
        return sum("href" in (part.bound or {}) for part in self.parts)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        return list(self._paragraphs())

    def _paragraphs(self) -> Iterator[Paragraph]:
        start = 0
        for number, line in enumerate(self.checked.text.split("\n")):
            end = start + len(line)
            if line.strip():
                said = [s for s in self.checked.said if start <= s.finding.claim.start < end]
                findings = [marking.beside(s, self.query, self._binds(s)) for s in said]
                yield Paragraph(number, list(self._pieces(start, end)), findings)
            start = end + 1

    def _pieces(self, start: int, end: int) -> Iterator[marking.Piece]:
        for part in self.parts:
            first, last = max(part.at, start), min(part.stop, end)
            if first < last and part.bound:
                yield part.text, part.bound
            elif first < last:
                yield from marking.marked(self.checked.pieces(first, last))

    def _binds(self, said: Said) -> dict[str, Bind]:
        """By indicator; only for a number typed here that equals the figure, or may be one of
        several.
        """
        if said.state not in ("agrees", "choice"):
            return {}
        asked = ((word, self._bind(said.finding.claim, word.figure)) for word in said.figures)
        return {word.id: bind for word, bind in asked if bind}

    def _bind(self, claim: Claim, figure: Figure) -> Bind | None:
        if isinstance(claim.number, tuple) and claim.kind != "ratio":
            return None  # `5 đến 10`: no figure says so
        start, end, form = place_of(self.checked.text, claim, figure)
        part = next((p for p in self.parts if p.at <= start and end <= p.stop), None)
        first = part.start + start - part.at if part else 0
        last = first + end - start
        if part is None or part.bound or self.written[first:last] != self.checked.text[start:end]:
            return None
        code = "{" + figure.indicator.id + (f".{form}" if form else "") + "}"
        return Bind(f"{_fingerprint(self.written)}:{first}:{last}:{code}", printed(figure, form))


def read(binder: Binder, written: str, query: Mapping[str, str], after: str = "") -> Reading:
    """Reads `written` and what stands `after` it together, as printed, with every figure of the
    site.
    """
    binder = replace(binder, on_wrong=_left)
    binder.compute(binder.definitions.indicators)
    parts: list[Part] = []
    for inline, start, end in binder.pieces(written + after):
        parts.append(
            Part(inline.text, parts[-1].stop if parts else 0, start, end, _mark(binder, inline))
        )
    bound = [(p.at, p.stop) for p in parts if p.bound]
    words = drafts.words_of(binder.figure(i) for i in binder.definitions.indicators)
    checked = drafts.check_draft("".join(p.text for p in parts), words, bound)
    return Reading(written, parts, checked, query)


def _left(_error: InputError) -> Text:
    """In the place of a figure that is not there: a draft is read without it."""
    return Text(f"[{WORDS['wrong']}]")


def _mark(binder: Binder, inline: Text | BoundFigure | Field) -> dict[str, str] | None:
    if isinstance(inline, Field):
        return {"title": gettext("viện dẫn từ Sổ đăng ký văn bản")}
    if isinstance(inline, Text) or inline.figure is None:
        return None
    label = binder.figure(inline.figure["indicator"]).indicator.label
    return {"href": inline.href, "title": gettext("đã gắn: %(label)s") % {"label": label}}


def place_of(text: str, claim: Claim, figure: Figure) -> tuple[int, int, str]:
    """Where the figure goes, and in which form. What is printed stays as it was typed, where a form
    does so; else the rule chooses the hedge of a ratio, and an exact count needs none. Unit words
    stay.
    """
    ratio, start, end = figure.indicator.kind == "ratio", claim.start, claim.end
    form = {"percent": "percent", "ratio": "share"}.get(claim.kind, "count" if ratio else "number")
    match = _HEDGE.search(text, claim.sentence_start, start) if claim.hedge else None
    if match is None:
        return start, end, form
    ways = [
        (match.start(), max(end, claim.unit_end), ""),
        (match.start(), end, "hedged" if form == "percent" else ""),
    ]
    for a, b, way in ways:
        if text[a:b] == printed(figure, way):
            return a, b, way
    if text[start:end] == printed(figure, form):
        return start, end, form
    return match.start(), end, "hedged" if form == "percent" and match[0].islower() else form


def bind(text: str, sent: str) -> tuple[str, int]:
    """`text` with the number replaced as a button of its reading said, and the line where it stood.

    Raises RefusedError when it is not the text that was read.
    """
    match = SENT.fullmatch(sent)
    if match is None or match[1] != _fingerprint(text) or not PLACEHOLDER.fullmatch(match[4]):
        raise RefusedError(
            "Nội dung đã thay đổi sau khi máy đọc nên chưa gắn số liệu nào. Hãy xem nhận xét mới "
            "rồi gắn lại."
        )
    first, last = int(match[2]), int(match[3])
    return text[:first] + match[4] + text[last:], text.count("\n", 0, first)


def _fingerprint(text: str) -> str:
    return digest(text.encode())[:16]
