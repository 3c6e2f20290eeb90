"""What the page of a comparison shows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from goc.summing_up.binding import PLACEHOLDER
from goc.summing_up.desk import card_query
from goc.summing_up.returned.aligning import Words, marked
from goc.summing_up.returned.comparing import CHANGED, CONFLICT, UNCHANGED, SectionBack
from goc.summing_up.returned.exported import spelled
from goc.summing_up.returned.forms import AnswersForm
from goc.summing_up.returned.loading import Returned, Where
from goc.summing_up.returned.numbers import DIFFERS, GONE, NEW, Number
from goc.summing_up.returned.placing import BESIDE, HEADING, UNDER_HEADING, UNSURE
from goc.web.words import told

STATES = {
    CHANGED: ("accent", gettext_lazy("đã sửa trong Word")),
    CONFLICT: ("warn", gettext_lazy("sửa cả trong Word và trên bàn soạn")),
    UNCHANGED: ("quiet", gettext_lazy("không đổi")),
}
NUMBERS = {
    DIFFERS: ("bad", "≠", gettext_lazy("khác bản chốt")),
    GONE: ("warn", "–", gettext_lazy("không còn trong đoạn")),
    NEW: ("quiet", "+", gettext_lazy("số gõ tay mới")),
}
WHY: dict[str, Promise] = {
    HEADING: gettext_lazy("tiêu đề không có trong đề cương"),
    BESIDE: gettext_lazy("nằm trong hộp chữ hoặc trong bảng"),
    UNDER_HEADING: gettext_lazy("đứng dưới tiêu đề không có phần lời"),
    UNSURE: gettext_lazy("đứng sau tiêu đề lạ hoặc tiêu đề đã bị xóa"),
}
SHOWN = 20
"""Lines that are gone, of those that are no narrative."""


@dataclass(frozen=True)
class Pair:
    """A paragraph as it was exported beside what it became; `moved_from`: the section it left."""

    old: Words
    new: Words
    moved_from: str

    @property
    def is_same(self) -> bool:
        return not any(mark for _words, mark in (*self.old, *self.new))


def comparison(found: Returned, form: AnswersForm) -> dict[str, Any]:
    compared = found.compared
    names = {p.section.key: f"{p.section.key} {p.section.title}" for p in compared.sections}
    sections = [(part, box, STATES[part.state], list(pairs(part))) for part, box in form.sections]
    return {
        "round": found.round,
        "kind": found.kind,
        "found": found,
        "compared": compared,
        "form": form,
        "sections": sections,
        "numbers": [
            (asked, NUMBERS[asked.question.number.state], _card(found, asked.question.number))
            for asked in form.numbers
        ],
        "unplaced": [(*row, WHY[row[0].why], names[row[0].near]) for row in form.unplaced],
        "asides": [(*row, marked(row[0].line.was or "", row[0].line.text)) for row in form.asides],
        "removed": compared.placed.removed[:SHOWN],
        "removed_count": len(compared.placed.removed),
        "unchanged": sum(part.state == UNCHANGED for part in compared.sections),
        "unread": [told(unread) for unread in compared.unread],
        "deletions": _told(found, compared.edited["deletions"]),
        "comments": _told(found, compared.edited["comments"]),
        "inserted": sum(bool(line["inserted"]) for line in compared.edited["lines"]),
    }


def _card(found: Returned, number: Number) -> str:
    """The page that says how the snapshot's figure was counted; empty where there is none."""
    match = PLACEHOLDER.fullmatch(number.code)
    if match is None:
        return ""
    return f"{reverse('figure', args=[match[1]])}?{urlencode(card_query(found.round))}"


def _told(found: Returned, rows: Sequence[Any]) -> list[tuple[Any, Where]]:
    return [(row, found.where(row["line"])) for row in rows]


def pairs(part: SectionBack) -> Iterator[Pair]:
    """In the order of the file; what is not there any more stands where it stood."""
    left = list(part.old)
    for back in part.paragraphs:
        was = "" if back.line.base is None else back.line.base.text
        place = left.index(was) if was in left and not back.moved_from else -1
        yield from map(_gone, left[: max(place, 0)])
        del left[: place + 1]
        yield Pair(*marked(was, spelled(back.line.text)), back.moved_from)
    yield from map(_gone, left)


def _gone(text: str) -> Pair:
    return Pair([(text, True)], [], "")
