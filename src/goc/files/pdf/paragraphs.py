"""Rows of a page put back into paragraphs, and pages into one text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise, repeat, takewhile

from goc.files.pdf.rows import NO_ROW, Row
from goc.files.pdf.seams import is_one_number, seamed
from goc.viet.letters import LOWER

LEADING = 2.4
"""Heights of a letter from one row to the next, at most."""
WIDER = 1.25
"""A gap so many times the usual one begins a new paragraph."""
SAME_SIZE, INDENT = 1.5, 0.8
MARKER = re.compile(
    r"[-–+•*▪●○◦]\s|\d{1,2}(?:\.\d{1,2})*[.)]\s|[a-zđ]\)\s|\(\d{1,2}\)\s|[IVX]{1,5}[.)]\s"
    r"|(?:Điều|Chương|Mục|Phần|Phụ lục)\s+(?:[IVX\d]|thứ)|(?:Nơi nhận|Kính gửi):"
)
ENDED = re.compile(r"[.;:!?…][\"”’)]*$")
GOES_ON = re.compile(rf"[{LOWER}%‰),;.:](?!\))")
OPEN = re.compile(
    r"(?:[,(/–-]|(?<!\w)(?:số|là|có|đạt|gồm|được|khoảng|hơn|gần|trên|dưới|từ|đến|tới|và|của|ngày|"
    r"tháng|năm|bằng|chiếm|thêm|còn|tăng|giảm))$"
)
PAGE_NUMBER = re.compile(r"[-–\s]*(?:[Tt]rang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–\s]*")
EDGE = 0.12
"""Of the height of a page: where its number may stand."""


WIDE = 0.5
"""Of the width of a page: a row that is shorter does not end where there was no room."""


@dataclass
class Page:
    width: float
    height: float
    rows: list[Row]


@dataclass(frozen=True)
class Setting:
    """How far rows go to the right on pages of one width, and the least that a full one takes."""

    margin: float
    full: float


def texts(pages: list[Page]) -> list[str]:
    """The text of each page; a paragraph that goes on stands whole on the page it begins on."""
    bodies = [_body(page) for page in pages]
    rest = [_without_repeated(rows, before) for rows, before in zip(bodies, [[], *bodies])]
    settings = _settings(pages)
    made: list[list[str]] = []
    above = NO_ROW
    place: list[str] = []
    for page, rows in zip(pages, rest):
        own: list[str] = []
        steps = chain([None], repeat(_leading(rows)))  # the first row stands on the next page
        for row, usual in zip(rows, steps):
            if _goes_on(above, row, settings[page.width], usual):
                place[-1] = seamed(place[-1], row.text)
            else:
                own.append(row.text)
                place = own
            above = row
        made.append(own)
    return ["\n".join(lines) for lines in made]


def _body(page: Page) -> list[Row]:
    """Without the number of the page."""
    above = any(_is_page_number(row, page.height, top=True) for row in page.rows[:1])
    rows = page.rows[above:]
    below = any(_is_page_number(row, page.height, top=False) for row in rows[-1:])
    return rows[: len(rows) - below]


def _is_page_number(row: Row, height: float, *, top: bool) -> bool:
    at_edge = row.bottom > (1 - EDGE) * height if top else row.bottom < EDGE * height
    return at_edge and not row.is_table and bool(PAGE_NUMBER.fullmatch(row.text))


def _without_repeated(rows: list[Row], before: list[Row]) -> list[Row]:
    """Without the head and the foot that the page before has in the same places."""
    start = _alike(rows, before)
    end = _alike(rows[start:][::-1], before[::-1])
    return rows[start : len(rows) - end]


def _alike(rows: Iterable[Row], others: Iterable[Row]) -> int:
    return len(list(takewhile(_is_same, zip(rows, others))))


def _is_same(pair: tuple[Row, Row]) -> bool:
    row, other = pair
    return row.text == other.text and abs(row.bottom - other.bottom) <= 1


def _settings(pages: list[Page]) -> dict[float, Setting]:
    margins: dict[float, float] = {}
    for page in pages:
        own = max((row.right for row in page.rows if not row.is_table), default=0)
        margins[page.width] = max(margins.get(page.width, 0), own)
    return {width: Setting(margin, WIDE * width) for width, margin in margins.items()}


def _leading(rows: list[Row]) -> float:
    """The usual step from a row to the next."""
    steps = sorted(
        above.bottom - row.bottom
        for above, row in pairwise(rows)
        if 0 < above.bottom - row.bottom <= LEADING * row.size
    )
    return steps[len(steps) // 2] if steps else 0


def _goes_on(above: Row, row: Row, setting: Setting, leading: float | None) -> bool:
    """Whether a row is the next of the same paragraph. Without a `leading`, it stands on the next
    page.
    """
    if not (above.is_running and row.is_running) or MARKER.match(row.text):
        return False
    if abs(above.size - row.size) > SAME_SIZE:
        return False
    if leading is not None and not _is_next(above, row, leading):
        return False
    return _says_it_goes_on(above, row) or _fills(above, row, setting)


def _is_next(above: Row, row: Row, leading: float) -> bool:
    step = above.bottom - row.bottom
    return 0 < step <= min(LEADING * row.size, WIDER * leading)


def _says_it_goes_on(above: Row, row: Row) -> bool:
    if is_one_number(above.text, row.text):
        return True
    if ENDED.search(above.text):
        return False
    return bool(GOES_ON.match(row.text) or (row.text[0].isdigit() and OPEN.search(above.text)))


def _fills(above: Row, row: Row, setting: Setting) -> bool:
    """The first word of the row had no room any more, and the row is not moved in."""
    room = setting.margin - above.right
    if above.right - above.left < setting.full:
        return False
    moved_in = row.left - above.left > INDENT * row.size and not MARKER.match(above.text)
    heading = above.text.isupper() and not row.text.isupper()
    return not moved_in and not heading and row.first_word + 0.2 * row.size > room
