"""Tells a marker from a wrapped citation, the cell of a table or a number in a sentence, by its
sequence and its surroundings.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from goc.claims.directive import markers
from goc.claims.directive.markers import (
    ARTICLE,
    BULLET,
    CAPITAL,
    CHAPTER,
    NO_MARKER,
    NUMBER,
    PART,
    PLUS,
    ROMAN,
    SECTION,
    Marker,
)
from goc.claims.directive.rows import Rows, is_decimal
from goc.lib import answers
from goc.viet.letters import LOWER, UPPER

_HEADING_LINE = re.compile(rf"[^{LOWER}\n]*[{UPPER}][^{LOWER}\n]*")
_RESTS_ON = re.compile(r"\s*(?:Căn cứ|Xét|Theo đề nghị|Thực hiện)\s")
_TITLE = 160
_SHORT = 90
_CLOSED = (".", ";", ":", "…", "/", "”", '"')
_OPENS_OUTLINE = (ARTICLE, NUMBER, ROMAN)


@dataclass(frozen=True)
class Candidate:
    """What may be a marker: the rows open before it, and the last marker accepted, `NO_MARKER`
    before the first.
    """

    text: str
    marker: Marker
    rows: Rows
    last: Marker

    @cached_property
    def follows(self) -> bool:
        """Is it the next of its row?"""
        return self.rows.follows(self.marker)

    @cached_property
    def body(self) -> str:
        """How its paragraph begins."""
        return self.text[self.marker.end : self.marker.end + 40].lstrip()

    @property
    def opens_upper(self) -> bool:
        return self.body[:1].isupper()

    @cached_property
    def before(self) -> str:
        """The last characters before it, without the space."""
        return self.text[max(0, self.marker.start - 3) : self.marker.start].rstrip()

    @property
    def closed(self) -> bool:
        """Is what stands before it in its line closed by a sign?"""
        return self.before.endswith(_CLOSED)

    @cached_property
    def cited(self) -> bool:
        return markers.cited(self.text, self.marker.start)

    @cached_property
    def ended(self) -> bool:
        return markers.ended(self.text, self.marker.start)

    @cached_property
    def complete(self) -> bool:
        """Is what stands before complete: ended, a line in capitals, or the short title of a
        marker?
        """
        return self.ended or self._under_title or bool(_HEADING_LINE.fullmatch(self._line_before))

    @cached_property
    def _line_start(self) -> int:
        """Where the line before it begins."""
        return self.text.rfind("\n", 0, max(0, self.marker.start - 1)) + 1

    @cached_property
    def _line_before(self) -> str:
        return self.text[self._line_start : self.marker.start].strip()

    @property
    def _under_title(self) -> bool:
        if not self.last or self.last.start < self._line_start:
            return False
        return len(self._line_before) < _SHORT and self._line_before[-1:] not in ",-"

    @property
    def opens_anew(self) -> bool:
        """The first of a row, in a paragraph of its own."""
        return self.marker.value == (1,) and self.complete and self.opens_upper

    @property
    def is_marker(self) -> bool:
        if self.marker.inside:
            return _is_next_inside(self)
        return _BY_RANK.get(self.marker.rank, _is_number_or_point)(self)

    @property
    def opens_lower(self) -> bool:
        return self.body[:1].islower()

    @property
    def is_cell(self) -> bool:
        """The cell of a table?"""
        return self.body.startswith("|")


def _is_dash(candidate: Candidate) -> bool:
    """Before the first marker a dash may open what a paper rests on."""
    text, end = candidate.text, candidate.marker.end
    if not text[end : end + 4].strip():
        return False
    return bool(candidate.last) or not _RESTS_ON.match(text, end)


def _is_article(candidate: Candidate) -> bool:
    if not candidate.body or answers.some(_NO_ARTICLE, candidate):
        return False
    dotted = candidate.marker.written[-1] in ".:"
    return candidate.follows or (dotted and candidate.complete)


def _is_capital_or_roman(candidate: Candidate) -> bool:
    """Also a Roman number that is a little off, or opens a row late where a scan took `I.` for
    `1.`.
    """
    if candidate.is_cell:
        return False
    if candidate.follows or candidate.opens_anew:
        return True
    return candidate.marker.rank == ROMAN and answers.some(_LATE_ROMAN, candidate)


def _is_near(candidate: Candidate) -> bool:
    return candidate.rows.near(candidate.marker)


def _opens_late_in_capitals(candidate: Candidate) -> bool:
    if not candidate.body[:12].isupper() or not _HEADING_LINE.match(candidate.body):
        return False
    return candidate.rows.opens_late(candidate.marker)


_LATE_ROMAN = (_is_near, _opens_late_in_capitals)


def _is_number_or_point(candidate: Candidate) -> bool:
    if answers.some(_NO_NUMBER, candidate):
        return False
    if not candidate.follows:
        return _out_of_row(candidate) and candidate.complete and candidate.opens_upper
    return candidate.marker.rank != NUMBER or not candidate.opens_lower or candidate.ended


def _is_named(candidate: Candidate) -> bool:
    return markers.named(candidate.text, candidate.marker.start)


def _is_only_cited(candidate: Candidate) -> bool:
    """Behind a word of citation, and not plainly the next of its row."""
    return candidate.cited and not (candidate.follows and candidate.opens_upper)


def _out_of_row(candidate: Candidate) -> bool:
    """May it be a marker though it is not the next: a first, one near, a late opening, a decimal?"""
    marker, rows = candidate.marker, candidate.rows
    if is_decimal(marker) or marker.value == (1,) or rows.near(marker):
        return True
    return marker.rank == NUMBER and rows.opens_late(marker)


def _is_next_inside(candidate: Candidate) -> bool:
    """Inside a line only the very next of its row is a marker, and a dash of a list."""
    rank = candidate.marker.rank
    if not candidate.last and rank not in _OPENS_OUTLINE:
        return False
    return answers.some(_INSIDE.get(rank, _NEXT_INSIDE), candidate)


def _is_closed(candidate: Candidate) -> bool:
    return candidate.closed


def _follows_closed(candidate: Candidate) -> bool:
    return candidate.follows and candidate.closed


def _follows_dotted(candidate: Candidate) -> bool:
    """`1.1.`, with its full stop."""
    dotted = is_decimal(candidate.marker) and candidate.marker.written.endswith(".")
    return dotted and candidate.follows


def _is_dash_of_list(candidate: Candidate) -> bool:
    """Behind a sign that opens or parts a list; or a further one, after a full stop or with the
    first word of the last item.
    """
    text, last = candidate.text, candidate.last
    if candidate.before.endswith((";", ":")):
        return True
    if last.rank != BULLET or "\n" in text[last.start : candidate.marker.start]:
        return False
    one, other = (text[end : end + 30].split()[:1] for end in (last.end, candidate.marker.end))
    return candidate.before.endswith(".") or one == other


def _runs_on(candidate: Candidate) -> bool:
    """The next number of a row that runs on in one line, whatever ends the item before it."""
    last = candidate.rows.placed.get(NUMBER, NO_MARKER)
    if not candidate.follows or not last.inside:
        return False
    return candidate.text.find("\n", last.start, candidate.marker.start) < 0


def _is_first_below(candidate: Candidate) -> bool:
    """`Điều 1. Phạm vi điều chỉnh 1. …`, and `III. TỔ CHỨC THỰC HIỆN 1.` at the end of its line."""
    text, marker, last = candidate.text, candidate.marker, candidate.last
    if last.rank == ARTICLE and marker.value == (1,):
        return candidate.follows and marker.start - last.end <= _TITLE
    if last.rank not in (ROMAN, CAPITAL) or not candidate.follows:
        return False
    heading = text[last.end : marker.start].strip()
    return text[marker.end : marker.end + 1] == "\n" or bool(_HEADING_LINE.fullmatch(heading))


def _is_in_text(candidate: Candidate) -> bool:
    return not candidate.is_cell


Rule = Callable[[Candidate], bool]
_NO_ARTICLE = (
    attrgetter("is_cell"),
    attrgetter("opens_lower"),
    attrgetter("cited"),
)
_NO_NUMBER: tuple[Rule, ...] = (attrgetter("is_cell"), _is_named, _is_only_cited)
_BY_RANK: dict[int, Rule] = {
    PART: _is_in_text,
    CHAPTER: _is_in_text,
    SECTION: _is_in_text,
    CAPITAL: _is_capital_or_roman,
    ROMAN: _is_capital_or_roman,
    ARTICLE: _is_article,
    BULLET: _is_dash,
    PLUS: _is_dash,
}
"""At the head of a line; numbers, points and decimals have a rule of their own."""
_NEXT_INSIDE: tuple[Rule, ...] = (_follows_closed, _follows_dotted)
_INSIDE: dict[int, tuple[Rule, ...]] = {
    CHAPTER: (_is_closed,),
    SECTION: (_is_closed,),
    BULLET: (_is_dash_of_list,),
    NUMBER: (_follows_closed, _runs_on, _is_first_below),
}
"""Inside a line: one that holds is enough."""
