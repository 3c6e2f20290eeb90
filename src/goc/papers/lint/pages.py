"""The sheet of paper: its size, margins, font, colour and the number of the page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import attrgetter, itemgetter
from typing import Any

from docx.oxml.ns import qn

from goc.papers.lint.copy import LARGEST_GAP, Breach, Copy, short, unless
from goc.papers.profiles import FONT, MARGIN_RANGES
from goc.papers.reading import Line

MARGIN_NAMES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def margins(copy: Copy) -> Iterator[Breach]:
    for number, section in enumerate(copy.document.sections, 1):
        for side, (low, high) in MARGIN_RANGES.items():
            mm = getattr(section, f"{side}_margin").mm
            kept = low - LARGEST_GAP <= mm <= high + LARGEST_GAP
            where = f"Phần {number}, lề {MARGIN_NAMES[side]}"
            found = f"{mm:.3g} mm".replace(".", ",")
            yield from unless(kept, f"page.margin_{side}", where, found, f"{low}–{high} mm")


def page(copy: Copy) -> Iterator[Breach]:
    yield from margins(copy)
    first = copy.document.sections[0]
    size = (round(first.page_width.mm), round(first.page_height.mm))
    found = f"{size[0]} × {size[1]} mm"
    yield from unless(size == (210, 297), "page.size", "Khổ giấy", found, "A4 (210 × 297 mm)")


def _only(
    rule: str, seen: Callable[[Line], frozenset[str]], allowed: set[str], wanted: str, copy: Copy
) -> Iterator[Breach]:
    """Something of which every line has only what is allowed; the first that has other is told."""
    others = ((line, seen(line) - allowed) for line in copy.lines)
    for line, other in islice(filter(itemgetter(1), others), 1):
        yield Breach(rule, short(line), ", ".join(sorted(other)), wanted)


font = partial(_only, "font", attrgetter("fonts"), {FONT}, FONT)
colour = partial(_only, "colour", attrgetter("colours"), {"auto", "000000"}, "màu đen")


@dataclass(frozen=True)
class _PageNumber:
    """Where the number of a page stands: in which part of a section, and how it is aligned."""

    part: str
    where: str
    aligned: tuple[str, ...]


_PAGE_NUMBERS = {"top-center": _PageNumber("header", "giữa lề trên", ("center",))}
_AT_THE_FOOT = _PageNumber("footer", "góc phải cuối trang", ("right", "end"))


def page_number(copy: Copy) -> Iterator[Breach]:
    asked = _PAGE_NUMBERS.get(copy.profile.page_number, _AT_THE_FOOT)
    section = copy.document.sections[0]
    part = getattr(section, asked.part)
    numbered = [p for p in part.paragraphs if any("PAGE" in _field(e) for e in p._p.iter())]
    yield from unless(numbered, "page_number.place", "Số trang", "không có", asked.where)
    for paragraph in numbered[:1]:
        placed = _justified(paragraph) in asked.aligned
        yield from unless(placed, "page_number.align", "Số trang", "sai vị trí", asked.where)
    bare, wanted = section.different_first_page_header_footer, "không đánh số trang thứ nhất"
    yield from unless(bare, "page_number.first", "Trang thứ nhất", "có đánh số", wanted)


def _justified(paragraph: Any) -> str | None:
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return None if found is None else found.get(qn("w:val"))


def _field(element: Any) -> str:
    """The instruction of a field, in either of the ways Word writes one."""
    if instruction := element.get(qn("w:instr")):
        return str(instruction)
    return element.text or "" if element.tag == qn("w:instrText") else ""
