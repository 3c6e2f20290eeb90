"""What stands above the text: country, agency, number, day, the kind of paper and its subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import takewhile

from goc.papers import wording
from goc.papers.lint.copy import DATE, Breach, Copy, first_with, judged, look, opens, short, unless
from goc.papers.reading import Line

_WHOLE_NUMBER = re.compile(r"^Số:\s*(?:\d{2,})?\s*/\s*(?=\S)[^ \n]+$")


def titles(copy: Copy) -> Iterator[Breach]:
    for rule, words in (("country", wording.COUNTRY), ("motto", wording.MOTTO)):
        line = next((line for line in copy.lines if _plain(line.text) == _plain(words)), None)
        missing = Breach(f"{rule}.text", "Đầu văn bản", "không có", words)
        yield from judged(copy, line, missing, partial(_title, rule, words))


def _title(rule: str, words: str, copy: Copy, line: Line) -> Iterator[Breach]:
    """Country or motto: its words, its look, and its place beside the agency."""
    said = line.words
    written = said.upper().replace("HOÀ", "HÒA") if rule == "country" else said
    yield from unless(written == words, f"{rule}.text", "Đầu văn bản", said, words)
    yield from look(copy, rule, line, rule)
    left = [other for other in copy.beside(line) if other.column == 0]
    placed = left and line.column == 1
    wanted = "cột phải, ngang tên cơ quan ban hành"
    yield from unless(placed, f"{rule}.place", words, "không ở cột phải", wanted)
    if placed and rule == "country":
        yield from look(copy, "agency", left[-1], "agency")


def _plain(text: str) -> str:
    """Letters alone: a line with other dashes or another place of the tone is still that line."""
    return re.sub(r"\W", "", text.upper().replace("HOÀ", "HÒA"))


def kind(copy: Copy) -> Iterator[Breach]:
    """The kind and its subject below the head, or `V/v …` under the number and whom the letter is
    for.
    """
    about = first_with((line for line in copy.first if line.column == 0), r"^V/v\b")
    yield from _letter(copy, about) if about else _named_kind(copy)


def _letter(copy: Copy, about: Line) -> Iterator[Breach]:
    yield from look(copy, "subject", about, "subject_letter")
    addressed = any(opens(line, wording.TO) for line in copy.between)
    yield from unless(addressed, "addressee.text", "Kính gửi", "không có", "Kính gửi: …")


def _named_kind(copy: Copy) -> Iterator[Breach]:
    title = list(takewhile(lambda line: line.align == "center", copy.between))
    found = next(map(short, copy.between), "không có")
    wanted = "BÁO CÁO, QUYẾT ĐỊNH …; công văn: V/v … dưới số"
    yield from unless(title, "kind.text", "Tên loại văn bản", found, wanted)
    for line, name in zip(title, ("kind", "subject")):
        yield from look(copy, name, line, name)
    wanted = "dưới tên loại, chữ đứng, đậm"
    yield from unless(len(title) != 1, "subject.text", "Trích yếu", "không có", wanted)


def _number_line(copy: Copy) -> Line | None:
    return copy.find(r"^Số\s*:") or first_with(copy.first[:12], r"^Số\s*[\d./]")


def number(copy: Copy) -> Iterator[Breach]:
    missing = Breach("number.text", "Số, ký hiệu", "không có", "Số: …/…")
    return judged(copy, _number_line(copy), missing, _written_number)


def _written_number(copy: Copy, line: Line) -> Iterator[Breach]:
    yield from look(copy, "number", line, "number")
    formed = _WHOLE_NUMBER.match(line.words)
    yield from unless(formed, "number.text", "Số, ký hiệu", line.words, "Số: 06/BC-UBND")


def day(copy: Copy) -> Iterator[Breach]:
    wanted = "Lạng Sơn, ngày 05 tháng 3 năm 2013"
    missing = Breach("date.text", "Địa danh, ngày tháng", "không có", wanted)
    return judged(copy, copy.find(r",\s*ngày.*tháng.*năm \d{4}$"), missing, _written_day)


def _written_day(copy: Copy, line: Line) -> Iterator[Breach]:
    beside = _number_line(copy)
    yield from look(copy, "date", line, "date")
    match = DATE.match(line.words)
    zeroed = not match or (_zeroed(match["day"], 10) and _zeroed(match["month"], 3))
    wanted = "ngày dưới 10, tháng 1 và 2 thêm số 0"
    yield from unless(zeroed, "date.zero", "Ngày tháng", line.words, wanted)
    level = not beside or beside.shelf == line.shelf
    found, wanted = "khác dòng với số, ký hiệu", "cùng dòng với số, ký hiệu"
    yield from unless(level, "date.place", "Ngày tháng", found, wanted)


def _zeroed(digits: str, below: int) -> bool:
    return not digits or (len(digits) == 2) == (int(digits) < below or int(digits) > 9)
