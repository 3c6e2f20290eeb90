"""Builds the nested outline from the markers of a text, in one pass, keeping rows in sequence."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import filterfalse

from goc.claims.directive import markers
from goc.claims.directive.candidates import Candidate
from goc.claims.directive.cleaning import flat, is_page_number
from goc.claims.directive.markers import (
    ARTICLE,
    BRACKET,
    BULLET,
    NO_MARKER,
    NUMBER,
    POINT,
    ROMAN,
    Marker,
)
from goc.claims.directive.model import Node
from goc.claims.directive.rows import Rows

# Quoted text of several lines; one that opens with a marker and is never closed goes to the next
# empty line.
_QUOTATION = re.compile(
    r"“(?=\d{1,2}[.)]|[a-zđ]\))[^“”\"]{0,6000}?(?:[”\"]|\n\n|$(?![\n]))|“[^“”\"]{0,6000}[”\"]|"
    r"(?<=\n)\"[^\"]{0,6000}\"(?=[.;]?\s*(?:\n|$))"
)
_NOTE_MARK = re.compile(r"[^\W\d_]\((\d{1,2})\)|\d\((\d{1,2})\)")
_REMARKS = re.compile(r"\s*(?:Ghi chú|GHI CHÚ|Chú thích)\s*:?\s*$")
# Where an annex or an attached paper begins, rows begin anew.
_ANNEX = re.compile(
    r"\s*(?:(?:PHỤ LỤC|Phụ lục)(?:\s+(?:SỐ\s+|số\s+)?[IVX\d]+)?|(?:QUY CHẾ|QUY ĐỊNH|KẾ HOẠCH|"
    r"CHƯƠNG TRÌNH|ĐỀ ÁN|"
    r"ĐIỀU LỆ|QUY TRÌNH|HƯỚNG DẪN|ĐỀ CƯƠNG|DANH MỤC|PHƯƠNG ÁN|NỘI QUY))\s*$"
)
_EVERY_NOTE = tuple(map(str, range(1, 100)))  # below `Ghi chú`
_LINE = re.compile(r"[^\n]+")
_LONE_NUMBER = re.compile(r"\d{1,2}")
_NEXT_LINE_DASH = re.compile(r"\s*(?P<dash>[-–]) ")
_STRAY_F = re.compile(r"\(?f[.)/]")


def read(text: str, start: int, end: int) -> tuple[list[Node], list[str]]:
    """Outline of text[start:end] and warnings about its markers."""
    accepted, warnings = _accept(text, start, end)
    return _nest(text, accepted, end), warnings


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for line in _LINE.finditer(text, start, end):
        yield line.span()


def _accept(text: str, start: int, end: int) -> tuple[list[Marker], list[str]]:
    """The markers, and remarks on those out of their row."""
    rows, accepted, warnings = Rows(), list[Marker](), list[str]()
    apart = _Apart.of(text, start, end)
    for line_start, line_end in _lines(text, start, end):
        if _ANNEX.match(text, line_start, line_end):
            rows.last.clear()
        if _REMARKS.match(text, line_start, line_end):
            apart.notes.update(_EVERY_NOTE)
        for marker in _candidates(text, line_start, line_end, end, rows):
            last = (NO_MARKER, *accepted[-1:])[-1]
            if marker.start < last.end or apart.holds(marker):
                continue
            if Candidate(text, marker, rows, last).is_marker:
                warnings += _remarks(marker, rows)
                rows.take(marker)
                accepted.append(marker)
    return accepted, warnings


@dataclass
class _Apart:
    """What looks like a marker and belongs elsewhere: in quotations of several lines, and `(1)` of
    a note.
    """

    quoted: list[tuple[int, int]]
    notes: set[str]

    @staticmethod
    def of(text: str, start: int, end: int) -> "_Apart":
        quotations = (match.span() for match in _QUOTATION.finditer(text, start, end))
        quoted = [span for span in quotations if "\n" in text[slice(*span)]]
        marks = (match.groups() for match in _NOTE_MARK.finditer(text, 0, end))
        return _Apart(quoted, {number for groups in marks for number in filter(None, groups)})

    def holds(self, marker: Marker) -> bool:
        if marker.rank == BRACKET and str(marker.value[0]) in self.notes:
            return True
        index = bisect(self.quoted, (marker.start, marker.start))
        return any(first < marker.start < last for first, last in self.quoted[:index][-1:])


def _candidates(text: str, start: int, stop: int, end: int, rows: Rows) -> list[Marker]:
    """The marker a line begins with (behind a Markdown bullet too) and those inside it."""
    first = _broken_dash(text, start, stop, end, rows) or markers.at_line(text, start, stop)
    if first is None:
        return markers.within(text, start, stop)
    first = _behind_bullet(text, first, stop, rows)
    return [first, *markers.within(text, first.end, stop)]


def _behind_bullet(text: str, first: Marker, stop: int, rows: Rows) -> Marker:
    """`- 1. …`: the number, when it is the next of its row."""
    if first.rank != BULLET:
        return first
    body = text[first.end : stop]
    second = markers.at_line(text, stop - len(body.lstrip()), stop)
    if second is None or second.rank >= BULLET or not rows.follows(second):
        return first
    return second


def _broken_dash(text: str, start: int, stop: int, end: int, rows: Rows) -> Marker | None:
    """`1` alone on a line and the next line opens with a dash: the marker `1 -` broken in two."""
    line = text[start:stop].strip()
    dash = _NEXT_LINE_DASH.match(text, stop, min(end, stop + 4))
    if dash is None or not _LONE_NUMBER.fullmatch(line):
        return None
    number = int(line)
    last, *_ = rows.last.get(NUMBER, (0,))
    broken = Marker(start, dash.end("dash"), f"{line}-", NUMBER, (number,))
    return broken if number == last + 1 else None


def _remarks(marker: Marker, rows: Rows) -> list[str]:
    if marker.rank == POINT and _STRAY_F.match(marker.written):
        return [
            f"Điểm “{marker.written}”: bảng thứ tự chữ cái tiếng Việt không có f; đọc như điểm g)."
        ]
    if marker.rank in (NUMBER, ROMAN, ARTICLE) and not rows.follows(marker):
        return [f"Mục “{marker.written}” không nối tiếp thứ tự của mục trước."]
    return []


def _nest(text: str, accepted: list[Marker], end: int) -> list[Node]:
    roots: list[Node] = []
    stack: list[Node] = []
    stops = [*(marker.start for marker in accepted[1:]), end]
    for marker, stop in zip(accepted, stops):
        body = _body(text[marker.end : stop])
        while stack and stack[-1].rank >= marker.rank:
            stack.pop()
        node = Node(marker.written, len(stack) + 1, body, rank=marker.rank)
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    return roots


def _body(text: str) -> str:
    lines = (line.strip() for line in text.split("\n"))
    kept = filterfalse(is_page_number, filter(None, lines))
    return flat(" ".join(kept)).lstrip(".:-– ")
