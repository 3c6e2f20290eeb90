"""Does a DOCX keep the official form? The rule is the profile of its issuer on its own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import partial
from itertools import islice, takewhile
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from goc.lib import answers
from goc.lib.errors import InputError
from goc.papers import wording
from goc.papers.profiles import FONT, MARGIN_RANGES, Box, Issuer, Profile, profile_for
from goc.papers.reading import Line, created, lines, opened
from goc.papers.ties import untied
from goc.viet.spelling import nfc

NUMBER = re.compile(r"^Số:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S.*)$")
DATE = re.compile(
    r"^(?P<place>[^,]+),\s*ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d{4})$"
)
ROMAN = re.compile(r"^Phụ lục( [IVXL]+[a-zđ]?)?$")
_NUMBERED = re.compile(r"^Phụ lục( [IVXL]+[a-zđ]?)$")
_WHOLE_NUMBER = re.compile(r"^Số:\s*(?:\d{2,})?\s*/\s*(?=\S)[^ \n]+$")
_SLANTS = {True: "nghiêng", False: "đứng"}
_WEIGHTS = {True: "đậm", False: "thường"}
ARMY = ("QUÂN SỰ", "BỘ QUỐC PHÒNG", "QUÂN KHU", "BỘ TƯ LỆNH", "BỘ TỔNG THAM MƯU")
MARGIN_NAMES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
ALIGNS = {"left": "canh trái", "right": "canh phải"}
LARGEST_GAP = 0.3  # mm of rounding
_COMPOSED = ("chữ tổ hợp", "Unicode dựng sẵn (TCVN 6909:2001)")
LONG = 80
"""Letters: a paragraph of more is no heading and no item of a list."""


@dataclass(frozen=True)
class Breach:
    rule: str
    where: str
    found: str
    expected: str


def _unless(holds: object, rule: str, where: str, found: str, expected: str) -> list[Breach]:
    """A breach where the form is not kept."""
    return [] if holds else [Breach(rule, where, found, expected)]


def _first(lines: Iterable[Line], pattern: str) -> Line | None:
    """The first line in which such words stand."""
    return next((line for line in lines if re.search(pattern, line.words)), None)


@dataclass(frozen=True)
class Copy:
    """The file as the rules see it."""

    document: Any
    lines: list[Line]
    profile: Profile
    first: list[Line]

    def find(self, pattern: str) -> Line | None:
        return _first(self.lines, pattern)

    @property
    def between(self) -> list[Line]:
        """What stands outside tables after the head and before the recipients."""
        head = [place for place, line in enumerate(self.first) if _is_head(line.words)]
        rest = self.first[max(head, default=-1) + 1 :]
        rows = takewhile(lambda line: not _opens(line, wording.RECIPIENTS), rest)
        return [line for line in rows if line.is_outside]

    @property
    def body(self) -> list[Line]:
        """Running text: aligned to both margins, or long and not centred."""
        return [line for line in self.between if _is_running(line)]

    def beside(self, line: Line) -> list[Line]:
        """Lines in the same row of the same table."""
        row = (other for other in self.lines if other.shelf == line.shelf)
        return [other for other in row if other.column != line.column]


def _opens(line: Line, words: str) -> bool:
    """Does the line begin so, with or without the colon?"""
    return line.words.startswith(words.rstrip(":"))


def _is_running(line: Line) -> bool:
    if line.align == "both":
        return True
    named = line.words.startswith((wording.TO.rstrip(":"), "- "))
    return not named and line.align != "center" and len(line.text) > LONG


def _short(line: Line) -> str:
    """Enough of a line to find it by."""
    text = line.words
    return text if len(text) <= 60 else text[:58].rsplit(" ", 1)[0] + " …"


def _is_head(text: str) -> bool:
    return text == wording.MOTTO or bool(NUMBER.match(text) or DATE.match(text))


def lint(path: Path, issuer: Issuer | None = None, day: date | None = None) -> list[Breach]:
    """All breaches, in the order of the form."""
    return examine(path, issuer, day)[1]


def report(path: str, issuer: Issuer | None, day: date | None) -> dict[str, Any]:
    """For a child process: the source of the rule that holds, and the breaches of it."""
    rule, found = examine(Path(path), issuer, day)
    return {"rule": rule.source, "breaches": [asdict(breach) for breach in found]}


def examine(
    path: Path, issuer: Issuer | None = None, day: date | None = None
) -> tuple[Profile, list[Breach]]:
    """The rule that holds and all breaches of it. Issuer and day are read from the paper unless
    given.

    Raises InputError for a file that is no DOCX, for a paper without a day and for a day without a
    rule.
    """
    document = opened(path.read_bytes(), path.name)
    read = lines(document)
    found = [replace(line, text=nfc(line.text)) for line in read]
    rule = profile_for(issuer or _issuer(found), day or _day(document, found))
    copy = Copy(document, found, rule, [line for line in found if line.section == 0])
    composed = (line for line, whole in zip(read, found, strict=True) if line.text != whole.text)
    letters = [Breach("unicode", _short(line), *_COMPOSED) for line in islice(composed, 1)]
    is_sheet = document.core_properties.category == wording.SHEET
    checks = CHECKS_OF_SHEETS if is_sheet else CHECKS
    return rule, letters + [breach for check in checks for breach in check(copy)]


def _issuer(found: list[Line]) -> Issuer:
    """By the left half of the head, down to the number."""
    left = [line.words.upper() for line in found[:12] if line.column == 0]
    head = " ".join(takewhile(lambda text: not text.startswith("SỐ"), left))
    return "army" if any(name in head for name in ARMY) else "civil"


def _day(document: Any, found: list[Line]) -> date:
    """The paper's own date; where the pen's room is left, the file's, if it is of that year."""
    made = created(document)
    dated = ((line, DATE.match(line.words)) for line in found)
    for line, match in dated:
        if match:
            return _written_day(line, match, made)
    if made is None:
        raise InputError("Không đọc được ngày của văn bản; hãy cho biết ngày để chọn mẫu thể thức.")
    return made


def _written_day(line: Line, match: re.Match[str], made: date | None) -> date:
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        return date(year, month, day) if month and day else _within(year, month, made)
    except ValueError as error:
        raise InputError("Ngày của văn bản không có thật: “%(line)s”.", line=line.words) from error


def _within(year: int, month: int, made: date | None) -> date:
    return made if made and made.year == year else date(year, month or 12, 1)


def _margins(copy: Copy) -> Iterator[Breach]:
    for number, section in enumerate(copy.document.sections, 1):
        for side, (low, high) in MARGIN_RANGES.items():
            mm = getattr(section, f"{side}_margin").mm
            kept = low - LARGEST_GAP <= mm <= high + LARGEST_GAP
            where = f"Phần {number}, lề {MARGIN_NAMES[side]}"
            found = f"{mm:.3g} mm".replace(".", ",")
            yield from _unless(kept, f"page.margin_{side}", where, found, f"{low}–{high} mm")


def _page(copy: Copy) -> Iterator[Breach]:
    yield from _margins(copy)
    first = copy.document.sections[0]
    size = (round(first.page_width.mm), round(first.page_height.mm))
    found = f"{size[0]} × {size[1]} mm"
    yield from _unless(size == (210, 297), "page.size", "Khổ giấy", found, "A4 (210 × 297 mm)")


def _only(
    rule: str, seen: Callable[[Line], frozenset[str]], allowed: set[str], wanted: str, copy: Copy
) -> Iterator[Breach]:
    """Something of which every line has only what is allowed; the first that has other is told."""
    others = ((line, seen(line) - allowed) for line in copy.lines)
    for line, other in islice(filter(itemgetter(1), others), 1):
        yield Breach(rule, _short(line), ", ".join(sorted(other)), wanted)


_font = partial(_only, "font", attrgetter("fonts"), {FONT}, FONT)
_colour = partial(_only, "colour", attrgetter("colours"), {"auto", "000000"}, "màu đen")


def _look(copy: Copy, rule: str, line: Line, name: str) -> Iterator[Breach]:
    """Size and cut of one line against its box."""
    box: Box = copy.profile.box(name)
    low, high = box.allowed
    where = _short(line)
    fitting = all(low <= size <= high for size in line.sizes)
    allowed = "–".join(dict.fromkeys((f"{low:g}", f"{high:g}")))
    yield from _unless(fitting, f"{rule}.size", where, _sizes(line), allowed)
    found, wanted = _cut(line.bold, line.italic), _cut(box.bold, box.italic)
    yield from _unless(found == wanted, f"{rule}.style", where, found, wanted)
    cased = line.in_capitals or not box.upper
    yield from _unless(cased, f"{rule}.case", where, where, "in hoa")


def _cut(bold: bool, italic: bool) -> str:
    return f"{_SLANTS[italic]}, {_WEIGHTS[bold]}"


def _sizes(line: Line) -> str:
    return ", ".join(f"{size:g}" for size in sorted(line.sizes))


def _head(copy: Copy) -> Iterator[Breach]:
    for rule, words in (("country", wording.COUNTRY), ("motto", wording.MOTTO)):
        line = next((line for line in copy.lines if _plain(line.text) == _plain(words)), None)
        missing = Breach(f"{rule}.text", "Đầu văn bản", "không có", words)
        yield from _judged(copy, line, missing, partial(_title, rule, words))


def _title(rule: str, words: str, copy: Copy, line: Line) -> Iterator[Breach]:
    """Country or motto: its words, its look, and its place beside the agency."""
    said = line.words
    written = said.upper().replace("HOÀ", "HÒA") if rule == "country" else said
    yield from _unless(written == words, f"{rule}.text", "Đầu văn bản", said, words)
    yield from _look(copy, rule, line, rule)
    left = [other for other in copy.beside(line) if other.column == 0]
    placed = left and line.column == 1
    wanted = "cột phải, ngang tên cơ quan ban hành"
    yield from _unless(placed, f"{rule}.place", words, "không ở cột phải", wanted)
    if placed and rule == "country":
        yield from _look(copy, "agency", left[-1], "agency")


def _plain(text: str) -> str:
    """Letters alone: a line with other dashes or another place of the tone is still that line."""
    return re.sub(r"\W", "", text.upper().replace("HOÀ", "HÒA"))


def _kind(copy: Copy) -> Iterator[Breach]:
    """The kind and its subject below the head, or `V/v …` under the number and whom the letter is
    for.
    """
    about = _first((line for line in copy.first if line.column == 0), r"^V/v\b")
    yield from _letter(copy, about) if about else _named_kind(copy)


def _letter(copy: Copy, about: Line) -> Iterator[Breach]:
    yield from _look(copy, "subject", about, "subject_letter")
    addressed = any(_opens(line, wording.TO) for line in copy.between)
    yield from _unless(addressed, "addressee.text", "Kính gửi", "không có", "Kính gửi: …")


def _named_kind(copy: Copy) -> Iterator[Breach]:
    title = list(takewhile(lambda line: line.align == "center", copy.between))
    found = next(map(_short, copy.between), "không có")
    wanted = "BÁO CÁO, QUYẾT ĐỊNH …; công văn: V/v … dưới số"
    yield from _unless(title, "kind.text", "Tên loại văn bản", found, wanted)
    for line, name in zip(title, ("kind", "subject")):
        yield from _look(copy, name, line, name)
    wanted = "dưới tên loại, chữ đứng, đậm"
    yield from _unless(len(title) != 1, "subject.text", "Trích yếu", "không có", wanted)


def _number_line(copy: Copy) -> Line | None:
    return copy.find(r"^Số\s*:") or _first(copy.first[:12], r"^Số\s*[\d./]")


def _number(copy: Copy) -> Iterator[Breach]:
    missing = Breach("number.text", "Số, ký hiệu", "không có", "Số: …/…")
    return _judged(copy, _number_line(copy), missing, _written_number)


def _judged(
    copy: Copy,
    line: Line | None,
    missing: Breach,
    check: Callable[[Copy, Line], Iterator[Breach]],
) -> Iterator[Breach]:
    """What is said of a line that has to be there."""
    return check(copy, line) if line else iter((missing,))


def _written_number(copy: Copy, line: Line) -> Iterator[Breach]:
    yield from _look(copy, "number", line, "number")
    formed = _WHOLE_NUMBER.match(line.words)
    yield from _unless(formed, "number.text", "Số, ký hiệu", line.words, "Số: 06/BC-UBND")


def _date(copy: Copy) -> Iterator[Breach]:
    wanted = "Lạng Sơn, ngày 05 tháng 3 năm 2013"
    missing = Breach("date.text", "Địa danh, ngày tháng", "không có", wanted)
    return _judged(copy, copy.find(r",\s*ngày.*tháng.*năm \d{4}$"), missing, _written_date)


def _written_date(copy: Copy, day: Line) -> Iterator[Breach]:
    number = _number_line(copy)
    yield from _look(copy, "date", day, "date")
    match = DATE.match(day.words)
    zeroed = not match or (_zeroed(match["day"], 10) and _zeroed(match["month"], 3))
    wanted = "ngày dưới 10, tháng 1 và 2 thêm số 0"
    yield from _unless(zeroed, "date.zero", "Ngày tháng", day.words, wanted)
    level = not number or number.shelf == day.shelf
    found, wanted = "khác dòng với số, ký hiệu", "cùng dòng với số, ký hiệu"
    yield from _unless(level, "date.place", "Ngày tháng", found, wanted)


def _zeroed(digits: str, below: int) -> bool:
    return not digits or (len(digits) == 2) == (int(digits) < below or int(digits) > 9)


@dataclass(frozen=True)
class BodyRule:
    """What holds of each paragraph of the running text, what is found where it does not, and what
    is asked.
    """

    name: str
    holds: Callable[[Profile, Line], bool]
    found: Callable[[Line], str]
    wanted: Callable[[Profile, Line], str]

    def breach(self, profile: Profile, line: Line) -> Breach | None:
        if self.holds(profile, line):
            return None
        return Breach(self.name, _short(line), self.found(line), self.wanted(profile, line))


def _leans_as_asked(profile: Profile, line: Line) -> bool:
    """A legal basis is in italics where the profile says so."""
    basis = line.text.startswith("Căn cứ") and line.text.rstrip()[-1:] in ";,."
    return not basis or line.italic == profile.box("basis").italic


BODY_RULES = (
    BodyRule(
        "body.align",
        lambda _profile, line: line.align == "both",
        lambda line: ALIGNS.get(line.align, line.align),
        lambda _profile, _line: "canh đều hai lề",
    ),
    BodyRule(
        "basis.style",
        _leans_as_asked,
        lambda line: _cut(line.bold, line.italic),
        lambda profile, line: _cut(line.bold, profile.box("basis").italic),
    ),
    BodyRule(
        "body.size",
        lambda _profile, line: all(13 <= size <= 14 for size in line.sizes),
        _sizes,
        lambda _profile, _line: "13–14",
    ),
    BodyRule(
        "body.indent",
        lambda _profile, line: 10 - LARGEST_GAP <= line.first_indent <= 12.7 + LARGEST_GAP,
        lambda line: f"{line.first_indent:.1f} mm",
        lambda _profile, _line: "10 hoặc 12,7 mm",
    ),
    BodyRule(
        "body.gap",
        lambda profile, line: line.gap >= profile.paragraph_gap,
        lambda line: f"{line.gap:g} pt",
        lambda profile, _line: f"từ {profile.paragraph_gap:g} pt",
    ),
    BodyRule(
        "body.spacing",
        lambda _profile, line: not line.spacing or 1 <= line.spacing <= 1.5,
        lambda line: f"{line.spacing:.2g} dòng",
        lambda _profile, _line: "1–1,5 dòng",
    ),
    BodyRule(
        "body.letters",
        lambda _profile, line: not line.text.startswith("f)"),
        lambda _line: "f)",
        lambda _profile, _line: "a, b, c, d, đ, e, g: không có f",
    ),
)


def _body(copy: Copy) -> Iterator[Breach]:
    body = copy.body
    broken = (rule.breach(copy.profile, line) for line in body for rule in BODY_RULES)
    yield from filter(None, broken)
    if body:
        yield from _end(body)
    elif len(copy.first) == len(copy.lines) and all(line.table <= 1 for line in copy.first):
        yield Breach("body.align", "Nội dung", "không có đoạn canh đều hai lề", "canh đều hai lề")


def _end(body: list[Line]) -> Iterator[Breach]:
    ended = any(line.words.endswith(wording.END) for line in body)
    last = body[-1]
    yield from _unless(ended, "body.end", last.text[-60:], last.words[-3:], wording.END)


def _recipients(copy: Copy) -> Iterator[Breach]:
    missing = Breach("recipients.text", "Nơi nhận", "không có", wording.RECIPIENTS)
    return _judged(copy, copy.find(f"^{wording.RECIPIENTS}"), missing, _listed)


def _listed(copy: Copy, title: Line) -> Iterator[Breach]:
    yield from _look(copy, "recipients_head", title, "recipients_head")
    items = _items(copy, title)
    for line in items:
        yield from _look(copy, "recipients", line, "recipients")
        ending = "." if line is items[-1] else ";"
        formed = line.text.startswith("- ") and line.text.endswith(ending)
        yield from _unless(formed, "recipients.item", line.text, line.text[-1:], f"- …{ending}")
    for last in items[-1:]:
        kept = last.text.startswith("- Lưu:")
        yield from _unless(kept, "recipients.archive", "Nơi nhận", last.text, "- Lưu: VT, …")


def _items(copy: Copy, title: Line) -> list[Line]:
    """The recipients: the rest of the title's cell, or the dashes below it outside tables."""
    place = (title.table, title.row, title.column)
    below = copy.lines[copy.lines.index(title) + 1 :]
    rest = (line for line in below if (line.table, line.row, line.column) == place)
    return list(rest if title.table >= 0 else takewhile(lambda x: x.text.startswith("-"), rest))


def _signature(copy: Copy) -> Iterator[Breach]:
    title = copy.find(f"^{wording.RECIPIENTS}")
    if title is None:
        return
    signed = [line for line in copy.beside(title) if line.column > title.column]
    posts = [line for line in signed if line.in_capitals]
    beside = posts and not title.is_outside
    found, wanted = "không ngang Nơi nhận", "cột phải, ngang Nơi nhận"
    yield from _unless(beside, "signature.place", "Chức vụ người ký", found, wanted)
    for line in signed:
        yield from _look(copy, "signature", line, "authority" if line in posts else "signer")


@dataclass(frozen=True)
class _PageNumber:
    """Where the number of a page stands: in which part of a section, and how it is aligned."""

    part: str
    where: str
    aligned: tuple[str, ...]


_PAGE_NUMBERS = {"top-center": _PageNumber("header", "giữa lề trên", ("center",))}
_AT_THE_FOOT = _PageNumber("footer", "góc phải cuối trang", ("right", "end"))


def _page_number(copy: Copy) -> Iterator[Breach]:
    asked = _PAGE_NUMBERS.get(copy.profile.page_number, _AT_THE_FOOT)
    section = copy.document.sections[0]
    part = getattr(section, asked.part)
    numbered = [p for p in part.paragraphs if any("PAGE" in _field(e) for e in p._p.iter())]
    yield from _unless(numbered, "page_number.place", "Số trang", "không có", asked.where)
    for paragraph in numbered[:1]:
        placed = _justified(paragraph) in asked.aligned
        yield from _unless(placed, "page_number.align", "Số trang", "sai vị trí", asked.where)
    bare, wanted = section.different_first_page_header_footer, "không đánh số trang thứ nhất"
    yield from _unless(bare, "page_number.first", "Trang thứ nhất", "có đánh số", wanted)


def _justified(paragraph: Any) -> str | None:
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return None if found is None else found.get(qn("w:val"))


def _field(element: Any) -> str:
    """The instruction of a field, in either of the ways Word writes one."""
    if instruction := element.get(qn("w:instr")):
        return str(instruction)
    return element.text or "" if element.tag == qn("w:instrText") else ""


def _appendices(copy: Copy) -> Iterator[Breach]:
    outside = (line for line in copy.lines if line.is_outside and line.align == "center")
    names = [line for line in outside if line.text.startswith("Phụ lục")]
    cited = untied(" ".join(line.text for line in copy.first))
    form = ROMAN if len(names) == 1 else _NUMBERED
    for line in names:
        yield from _look(copy, "appendix", line, "appendix")
        match = form.match(line.words)
        wanted = "Phụ lục I, II, III …"
        yield from _unless(match, "appendix.number", line.text, line.text, wanted)
        found, wanted = "không được dẫn trong văn bản", f"({line.text} kèm theo)"
        told = _is_cited(answers.said(match).strip(), cited)
        yield from _unless(told, "appendix.cited", line.text, found, wanted)


def _is_cited(number: str, text: str) -> bool:
    """An only appendix has no number and need not be."""
    return not number or bool(re.search(rf"[Pp]hụ lục[^.;]*\b{number}\b", text))


CHECKS: tuple[Callable[[Copy], Iterator[Breach]], ...] = (
    _page,
    _font,
    _colour,
    _head,
    _number,
    _date,
    _kind,
    _body,
    _recipients,
    _signature,
    _page_number,
    _appendices,
)
CHECKS_OF_SHEETS: tuple[Callable[[Copy], Iterator[Breach]], ...] = (
    _margins,
    _font,
    _colour,
    _page_number,
)
"""A sheet that stays in the office has no head, number, recipients or signature."""
