"""Builds the nested outline from the markers of a text, in one pass, keeping rows in sequence."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass, field

from goc.claims.directive import markers
from goc.claims.directive.cleaning import flat, is_page_number
from goc.claims.directive.markers import (
    ARTICLE,
    BRACKET,
    BULLET,
    CAPITAL,
    NUMBER,
    POINT,
    ROMAN,
    SECTION,
    Marker,
)
from goc.claims.directive.model import Node
from goc.viet.letters import LOWER, UPPER

_HEADING_LINE = re.compile(rf"[^{LOWER}\n]*[{UPPER}][^{LOWER}\n]*")
_MAX_GAP = 3
_TITLE = 160
_SHORT = 90
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
_RESTS_ON = re.compile(r"\s*(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)\s")
_STRAY_F = re.compile(r"\(?f[.)/]")


@dataclass
class _Rows:
    """The last value of each open row."""

    last: dict[int, tuple[int, ...]] = field(default_factory=dict)
    placed: dict[int, Marker] = field(default_factory=dict)

    def follows(self, marker: Marker) -> bool:
        """Is it the next of its row, or the first of a new one?"""
        value, last = marker.value, self.last.get(marker.rank)
        if NUMBER < marker.rank < POINT:
            parent = self.last.get(marker.rank - 1)
            opened = value[-1] == 1 and (parent is None or parent[-1] == value[-2])
            return opened or (
                last is not None and last[:-1] == value[:-1] and value[-1] == last[-1] + 1
            )
        if last is None:
            return value[0] == 1
        step = value[0] - last[0]
        # Without đ the row goes c d e; a stray f stands for g.
        return step == 1 or (marker.rank == POINT and step == 2 and value[0] in (6, 8))

    def near(self, marker: Marker) -> bool:
        """Is it a little further in its row than expected (a number left out or doubled at the
        source)?
        """
        last = self.last.get(marker.rank)
        return (
            last is not None
            and last[:-1] == marker.value[:-1]
            and -1 < marker.value[-1] - last[-1] <= _MAX_GAP
        )

    def take(self, marker: Marker) -> None:
        self.last[marker.rank] = marker.value
        self.placed[marker.rank] = marker
        if NUMBER < marker.rank < POINT and marker.rank - 1 not in self.last:
            self.last[marker.rank - 1] = marker.value[:-1]
        for rank in [
            rank
            for rank in self.last
            if rank > marker.rank and not self._survives(rank, marker.rank)
        ]:
            del self.last[rank]

    @staticmethod
    def _survives(rank: int, above: int) -> bool:
        # Articles count on through chapters and sections.
        return rank == ARTICLE and above <= SECTION


def read(text: str, start: int, end: int) -> tuple[list[Node], list[str]]:
    """Outline of text[start:end] and warnings about its markers."""
    accepted, warnings = _accept(text, start, end)
    return _nest(text, accepted, end), warnings


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    place = start
    while place < end:
        stop = text.find("\n", place, end)
        stop = stop if stop >= 0 else end
        yield place, stop
        place = stop + 1


def _accept(text: str, start: int, end: int) -> tuple[list[Marker], list[str]]:
    rows, accepted, warnings = _Rows(), list[Marker](), list[str]()
    quoted = _quoted(text, start, end)
    notes = {
        number for match in _NOTE_MARK.finditer(text, 0, end) for number in match.groups() if number
    }
    for line_start, line_end in _lines(text, start, end):
        if _ANNEX.match(text, line_start, line_end):
            rows.last.clear()
        if _REMARKS.match(text, line_start, line_end):
            notes |= {str(number) for number in range(1, 100)}
        for candidate in _candidates(text, line_start, line_end, end, rows):
            if (accepted and candidate.start < accepted[-1].end) or _in_any(
                quoted, candidate.start
            ):
                continue
            if candidate.rank == BRACKET and str(candidate.value[0]) in notes:
                continue
            if _is_marker(text, candidate, rows, accepted):
                warnings += _remarks(candidate, rows)
                rows.take(candidate)
                accepted.append(candidate)
    return accepted, warnings


def _candidates(text: str, start: int, stop: int, end: int, rows: _Rows) -> list[Marker]:
    """The marker a line begins with (behind a Markdown bullet too) and those inside it."""
    if _lone_number_dash(text, start, stop, end, rows):
        first: Marker | None = _broken_dash(text, start, stop, end)
    else:
        first = markers.at_line(text, start, stop)
    if first and first.rank == BULLET:
        body = first.end + len(text[first.end : stop]) - len(text[first.end : stop].lstrip())
        second = markers.at_line(text, body, stop)
        first = second if second and second.rank < BULLET and rows.follows(second) else first
    return ([first] if first else []) + markers.within(text, first.end if first else start, stop)


def _quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Quotations of several lines: their markers belong to the quoted text."""
    return [
        match.span() for match in _QUOTATION.finditer(text, start, end) if "\n" in match.group()
    ]


def _in_any(spans: list[tuple[int, int]], place: int) -> bool:
    index = bisect(spans, (place, place)) - 1
    return index >= 0 and spans[index][0] < place < spans[index][1]


def _lone_number_dash(text: str, start: int, stop: int, end: int, rows: _Rows) -> bool:
    """`1` alone on a line and the next line opens with a dash: the marker `1 -` broken in two."""
    line = text[start:stop].strip()
    if not (
        line.isdigit()
        and len(line) < 3
        and text[stop : min(end, stop + 4)].lstrip().startswith(("- ", "– "))
    ):
        return False
    last = rows.last.get(NUMBER)
    return int(line) == (last[0] + 1 if last else 1)


def _broken_dash(text: str, start: int, stop: int, end: int) -> Marker:
    number = text[start:stop].strip()
    dash = next(place for place in range(stop, min(end, stop + 4)) if text[place] in "-–")
    return Marker(start, dash + 1, f"{number}-", NUMBER, (int(number),))


def _is_marker(text: str, marker: Marker, rows: _Rows, accepted: list[Marker]) -> bool:
    follows = rows.follows(marker)
    if marker.inside:
        return _inside_is_marker(text, marker, rows, accepted)
    if marker.rank in (BULLET, markers.PLUS):
        return text[marker.end : marker.end + 4].strip() != "" and (
            bool(accepted) or not _RESTS_ON.match(text, marker.end)
        )
    body = text[marker.end : marker.end + 40].lstrip()
    if body.startswith("|"):  # the cell of a table
        return False
    if marker.rank == ARTICLE:
        return _article(text, marker, follows, body, accepted)
    if marker.rank < CAPITAL:
        return True
    complete = _complete(text, marker, accepted)
    anew = marker.value == (1,) and complete and body[:1].isupper()
    if marker.rank < NUMBER:
        # a row of Roman numbers may open late where a scan took `I.` for `1.`
        late = (
            not rows.last.get(marker.rank)
            and marker.value[0] <= 2
            and bool(_HEADING_LINE.match(body))
        )
        return (
            follows
            or anew
            or (marker.rank == ROMAN and (rows.near(marker) or (late and body[:12].isupper())))
        )
    if markers.named(text, marker.start) or (
        markers.cited(text, marker.start) and not (follows and body[:1].isupper())
    ):
        return False
    if follows:
        return not (
            marker.rank == NUMBER and body[:1].islower() and not markers.ended(text, marker.start)
        )
    opens_late = marker.rank == NUMBER and rows.last.get(NUMBER) is None and marker.value[0] <= 2
    return (
        (anew or rows.near(marker) or opens_late or NUMBER < marker.rank < POINT)
        and complete
        and body[:1].isupper()
    )


def _complete(text: str, marker: Marker, accepted: list[Marker]) -> bool:
    """Is what stands before complete: ended, a line in capitals, or the short title of a marker?"""
    if markers.ended(text, marker.start):
        return True
    before = text.rfind("\n", 0, max(0, marker.start - 1)) + 1
    line = text[before : marker.start].strip()
    titled = (
        bool(accepted)
        and accepted[-1].start >= before
        and len(line) < _SHORT
        and line[-1:] not in ",-"
    )
    return titled or bool(_HEADING_LINE.fullmatch(line))


def _article(text: str, marker: Marker, follows: bool, body: str, accepted: list[Marker]) -> bool:
    if not body or body[:1].islower() or markers.cited(text, marker.start):
        return False
    if marker.written[-1] in ".:":
        return follows or _complete(text, marker, accepted)
    return follows


def _inside_is_marker(text: str, marker: Marker, rows: _Rows, accepted: list[Marker]) -> bool:
    follows = rows.follows(marker)
    if not accepted and marker.rank not in (ARTICLE, NUMBER, ROMAN):
        return False
    before = text[max(0, marker.start - 3) : marker.start].rstrip()
    closed = before.endswith((".", ";", ":", "…", "/", "”", '"'))
    if marker.rank in (markers.CHAPTER, SECTION):
        return closed
    if marker.rank == BULLET:
        return bool(accepted) and (
            before.endswith((";", ":")) or _parallel(text, marker, accepted[-1], before)
        )
    if not follows:
        return False
    if marker.rank == NUMBER and _same_line(text, marker, rows.placed.get(NUMBER)):
        return True
    if NUMBER < marker.rank < POINT:
        return marker.written.endswith(".") or closed
    if marker.rank == NUMBER and not closed:
        if accepted and accepted[-1].rank == ARTICLE and marker.value == (1,):
            return marker.start - accepted[-1].end <= _TITLE  # `Điều 1. Phạm vi điều chỉnh 1. …`
        # `III. TỔ CHỨC THỰC HIỆN 1.`: after a heading, at the end of its line
        tail = text[marker.end : marker.end + 2]
        return (
            bool(accepted)
            and accepted[-1].rank in (ROMAN, CAPITAL)
            and (tail[:1] == "\n" or _all_capitals(text, accepted[-1], marker))
        )
    return closed


def _parallel(text: str, marker: Marker, last: Marker, before: str) -> bool:
    """A further dash of a list that runs on in one line: after a full stop, or with the first word
    of the last item.
    """
    if last.rank != BULLET or "\n" in text[last.start : marker.start]:
        return False
    words = [text[place : place + 30].split()[:1] for place in (last.end, marker.end)]
    return before.endswith(".") or words[0] == words[1]


def _same_line(text: str, marker: Marker, last: Marker | None) -> bool:
    """The next number of a row that runs on in one line, whatever ends the item before it."""
    return last is not None and last.inside and text.find("\n", last.start, marker.start) < 0


def _all_capitals(text: str, heading: Marker, marker: Marker) -> bool:
    return bool(_HEADING_LINE.fullmatch(text[heading.end : marker.start].strip()))


def _remarks(marker: Marker, rows: _Rows) -> list[str]:
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
    for index, marker in enumerate(accepted):
        stop = accepted[index + 1].start if index + 1 < len(accepted) else end
        body = _body(text[marker.end : stop])
        while stack and stack[-1].rank >= marker.rank:
            stack.pop()
        node = Node(marker.written, len(stack) + 1, body, rank=marker.rank)
        (stack[-1].children if stack else roots).append(node)
        stack.append(node)
    return roots


def _body(text: str) -> str:
    lines = [
        line for line in text.split("\n") if not is_page_number(line.strip()) or not line.strip()
    ]
    return flat(" ".join(lines)).lstrip(".:-– ")
