"""Does a DOCX keep the official form? The rule is the profile of its issuer on its own date."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from docx.oxml.ns import qn

from goc.lib.errors import InputError
from goc.papers import wording
from goc.papers.profiles import FONT, MARGIN_RANGES, Box, Issuer, Profile, profile_for
from goc.papers.reading import Line, created, lines, opened
from goc.viet.spelling import nfc

NUMBER = re.compile(r"^Số:\s*(?P<number>\d*)\s*/\s*(?P<symbol>\S.*)$")
DATE = re.compile(
    r"^(?P<place>[^,]+),\s*ngày\s*(?P<day>\d*)\s*tháng\s*(?P<month>\d*)\s*năm\s*(?P<year>\d{4})$"
)
ROMAN = re.compile(r"^Phụ lục( [IVXL]+[a-zđ]?)?$")
ARMY = ("QUÂN SỰ", "BỘ QUỐC PHÒNG", "QUÂN KHU", "BỘ TƯ LỆNH", "BỘ TỔNG THAM MƯU")
MARGIN_NAMES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}
ALIGNS = {"left": "canh trái", "right": "canh phải"}
LARGEST_GAP = 0.3  # mm of rounding
LONG = 80
"""Letters: a paragraph of more is no heading and no item of a list."""


@dataclass(frozen=True)
class Breach:
    rule: str
    where: str
    found: str
    expected: str


@dataclass(frozen=True)
class Copy:
    """The file as the rules see it."""

    document: Any
    lines: list[Line]
    profile: Profile
    first: list[Line]

    def find(self, pattern: str) -> Line | None:
        return next((line for line in self.lines if re.search(pattern, line.text.strip())), None)

    @property
    def between(self) -> list[Line]:
        """What stands outside tables after the head and before the recipients."""
        head = [place for place, line in enumerate(self.first) if _is_head(line.text.strip())]
        rest = self.first[max(head, default=-1) + 1 :]
        rows = takewhile(lambda line: not _opens(line, wording.RECIPIENTS), rest)
        return [line for line in rows if line.table < 0]

    @property
    def body(self) -> list[Line]:
        """Running text: aligned to both margins, or long and not centred."""
        return [line for line in self.between if _is_running(line)]

    def beside(self, line: Line) -> list[Line]:
        """Lines in the same row of the same table."""
        return [
            x
            for x in self.lines
            if (x.table, x.row) == (line.table, line.row) and x.column != line.column
        ]


def _opens(line: Line, words: str) -> bool:
    """Does the line begin so, with or without the colon?"""
    return line.text.strip().startswith(words.rstrip(":"))


def _is_running(line: Line) -> bool:
    if line.align == "both":
        return True
    named = line.text.strip().startswith((wording.TO.rstrip(":"), "- "))
    return not named and line.align != "center" and len(line.text) > LONG


def _short(line: Line) -> str:
    """Enough of a line to find it by."""
    text = line.text.strip()
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
    letters = [
        Breach("unicode", _short(line), "chữ tổ hợp", "Unicode dựng sẵn (TCVN 6909:2001)")
        for line in islice(composed, 1)
    ]
    return rule, letters + [breach for check in CHECKS for breach in check(copy)]


def _issuer(found: list[Line]) -> Issuer:
    """By the left half of the head, down to the number."""
    left = [line.text.strip().upper() for line in found[:12] if line.column == 0]
    head = " ".join(takewhile(lambda text: not text.startswith("SỐ"), left))
    return "army" if any(name in head for name in ARMY) else "civil"


def _day(document: Any, found: list[Line]) -> date:
    """The paper's own date; where the pen's room is left, the file's, if it is of that year."""
    made = created(document)
    dated = ((line, DATE.match(line.text.strip())) for line in found)
    line, match = next(((line, match) for line, match in dated if match), (None, None))
    if line and match:
        return _written_day(line, match, made)
    if made is None:
        raise InputError("Không đọc được ngày của văn bản; hãy cho biết ngày để chọn mẫu thể thức.")
    return made


def _written_day(line: Line, match: re.Match[str], made: date | None) -> date:
    year, month, day = (int(match[name] or 0) for name in ("year", "month", "day"))
    try:
        return date(year, month, day) if month and day else _within(year, month, made)
    except ValueError as error:
        raise InputError(
            "Ngày của văn bản không có thật: “%(line)s”.", line=line.text.strip()
        ) from error


def _within(year: int, month: int, made: date | None) -> date:
    return made if made and made.year == year else date(year, month or 12, 1)


def _page(copy: Copy) -> Iterator[Breach]:
    for number, section in enumerate(copy.document.sections, 1):
        for side, (low, high) in MARGIN_RANGES.items():
            mm = getattr(section, f"{side}_margin").mm
            if not low - LARGEST_GAP <= mm <= high + LARGEST_GAP:
                where = f"Phần {number}, lề {MARGIN_NAMES[side]}"
                found = f"{mm:.3g} mm".replace(".", ",")
                yield Breach(f"page.margin_{side}", where, found, f"{low}–{high} mm")
    first = copy.document.sections[0]
    size = (round(first.page_width.mm), round(first.page_height.mm))
    if size != (210, 297):
        yield Breach("page.size", "Khổ giấy", f"{size[0]} × {size[1]} mm", "A4 (210 × 297 mm)")


def _font(copy: Copy) -> Iterator[Breach]:
    for line in copy.lines:
        if other := line.fonts - {FONT}:
            yield Breach("font", _short(line), ", ".join(sorted(other)), FONT)
            return


def _colour(copy: Copy) -> Iterator[Breach]:
    for line in copy.lines:
        if other := line.colours - {"auto", "000000"}:
            yield Breach("colour", _short(line), ", ".join(sorted(other)), "màu đen")
            return


def _look(copy: Copy, rule: str, line: Line, name: str) -> Iterator[Breach]:
    """Size and cut of one line against its box."""
    box: Box = copy.profile.box(name)
    low, high = box.allowed
    where = _short(line)
    if any(not low <= size <= high for size in line.sizes):
        allowed = f"{low:g}" if low == high else f"{low:g}–{high:g}"
        yield Breach(f"{rule}.size", where, _sizes(line), allowed)
    found, wanted = _cut(line.bold, line.italic), _cut(box.bold, box.italic)
    if found != wanted:
        yield Breach(f"{rule}.style", where, found, wanted)
    if box.upper and line.text != line.text.upper():
        yield Breach(f"{rule}.case", where, _short(line), "in hoa")


def _cut(bold: bool, italic: bool) -> str:
    return f"{'nghiêng' if italic else 'đứng'}, {'đậm' if bold else 'thường'}"


def _sizes(line: Line) -> str:
    return ", ".join(f"{size:g}" for size in sorted(line.sizes))


def _head(copy: Copy) -> Iterator[Breach]:
    for rule, words in (("country", wording.COUNTRY), ("motto", wording.MOTTO)):
        line = next((line for line in copy.lines if _plain(line.text) == _plain(words)), None)
        if line is None:
            yield Breach(f"{rule}.text", "Đầu văn bản", "không có", words)
        else:
            yield from _title(copy, rule, words, line)


def _title(copy: Copy, rule: str, words: str, line: Line) -> Iterator[Breach]:
    """Country or motto: its words, its look, and its place beside the agency."""
    said = line.text.strip()
    written = said.upper().replace("HOÀ", "HÒA") if rule == "country" else said
    if written != words:
        yield Breach(f"{rule}.text", "Đầu văn bản", said, words)
    yield from _look(copy, rule, line, rule)
    left = [other for other in copy.beside(line) if other.column == 0]
    if line.column != 1 or not left:
        yield Breach(
            f"{rule}.place", words, "không ở cột phải", "cột phải, ngang tên cơ quan ban hành"
        )
    elif rule == "country":
        yield from _look(copy, "agency", left[-1], "agency")


def _plain(text: str) -> str:
    """Letters alone: a line with other dashes or another place of the tone is still that line."""
    return re.sub(r"\W", "", text.upper().replace("HOÀ", "HÒA"))


def _kind(copy: Copy) -> Iterator[Breach]:
    """The kind and its subject below the head, or `V/v …` under the number and whom the letter is
    for.
    """
    left = (line for line in copy.first if line.table >= 0 and line.column == 0)
    about = next((line for line in left if re.match(r"V/v\b", line.text.strip())), None)
    yield from _letter(copy, about) if about else _named_kind(copy)


def _letter(copy: Copy, about: Line) -> Iterator[Breach]:
    yield from _look(copy, "subject", about, "subject_letter")
    if not any(_opens(line, wording.TO) for line in copy.between):
        yield Breach("addressee.text", "Kính gửi", "không có", "Kính gửi: …")


def _named_kind(copy: Copy) -> Iterator[Breach]:
    title = list(takewhile(lambda line: line.align == "center", copy.between))
    if not title:
        found = _short(copy.between[0]) if copy.between else "không có"
        yield Breach(
            "kind.text", "Tên loại văn bản", found, "BÁO CÁO, QUYẾT ĐỊNH …; công văn: V/v … dưới số"
        )
        return
    yield from _look(copy, "kind", title[0], "kind")
    if len(title) == 1:
        yield Breach("subject.text", "Trích yếu", "không có", "dưới tên loại, chữ đứng, đậm")
    else:
        yield from _look(copy, "subject", title[1], "subject")


def _number_line(copy: Copy) -> Line | None:
    head = (line for line in copy.first[:12] if re.match(r"Số\s*[\d./]", line.text.strip()))
    return copy.find(r"^Số\s*:") or next(head, None)


def _number(copy: Copy) -> Iterator[Breach]:
    line = _number_line(copy)
    if line is None:
        yield Breach("number.text", "Số, ký hiệu", "không có", "Số: …/…")
        return
    yield from _look(copy, "number", line, "number")
    match = NUMBER.match(line.text.strip())
    if not match or " " in match["symbol"] or len(match["number"]) == 1:
        yield Breach("number.text", "Số, ký hiệu", line.text.strip(), "Số: 06/BC-UBND")


def _date(copy: Copy) -> Iterator[Breach]:
    day, number = copy.find(r",\s*ngày.*tháng.*năm \d{4}$"), _number_line(copy)
    if day is None:
        yield Breach(
            "date.text", "Địa danh, ngày tháng", "không có", "Lạng Sơn, ngày 05 tháng 3 năm 2013"
        )
        return
    yield from _look(copy, "date", day, "date")
    match = DATE.match(day.text.strip())
    if match and not (_zeroed(match["day"], 10) and _zeroed(match["month"], 3)):
        yield Breach(
            "date.zero", "Ngày tháng", day.text.strip(), "ngày dưới 10, tháng 1 và 2 thêm số 0"
        )
    if number and (number.table, number.row) != (day.table, day.row):
        yield Breach(
            "date.place", "Ngày tháng", "khác dòng với số, ký hiệu", "cùng dòng với số, ký hiệu"
        )


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
    if not any(line.text.rstrip().endswith(wording.END) for line in body):
        last = body[-1].text
        yield Breach("body.end", last[-60:], last.strip()[-3:], wording.END)


def _recipients(copy: Copy) -> Iterator[Breach]:
    title = copy.find(f"^{wording.RECIPIENTS}")
    if title is None:
        yield Breach("recipients.text", "Nơi nhận", "không có", wording.RECIPIENTS)
        return
    yield from _look(copy, "recipients_head", title, "recipients_head")
    items = _items(copy, title)
    for line in items:
        yield from _look(copy, "recipients", line, "recipients")
        ending = "." if line is items[-1] else ";"
        if not line.text.startswith("- ") or not line.text.endswith(ending):
            yield Breach("recipients.item", line.text, line.text[-1:], f"- …{ending}")
    if items and not items[-1].text.startswith("- Lưu:"):
        yield Breach("recipients.archive", "Nơi nhận", items[-1].text, "- Lưu: VT, …")


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
    posts = [line for line in signed if line.text == line.text.upper()]
    if title.table < 0 or not posts:
        place = "cột phải, ngang Nơi nhận"
        yield Breach("signature.place", "Chức vụ người ký", "không ngang Nơi nhận", place)
    for line in signed:
        yield from _look(copy, "signature", line, "authority" if line in posts else "signer")


def _page_number(copy: Copy) -> Iterator[Breach]:
    top = copy.profile.page_number == "top-center"
    where = "giữa lề trên" if top else "góc phải cuối trang"
    section = copy.document.sections[0]
    part = section.header if top else section.footer
    numbered = [p for p in part.paragraphs if any("PAGE" in _field(e) for e in p._p.iter())]
    if not numbered:
        yield Breach("page_number.place", "Số trang", "không có", where)
    elif _justified(numbered[0]) not in (("center",) if top else ("right", "end")):
        yield Breach("page_number.align", "Số trang", "sai vị trí", where)
    if not section.different_first_page_header_footer:
        yield Breach(
            "page_number.first", "Trang thứ nhất", "có đánh số", "không đánh số trang thứ nhất"
        )


def _justified(paragraph: Any) -> str | None:
    found = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:jc')}")
    return None if found is None else found.get(qn("w:val"))


def _field(element: Any) -> str:
    """The instruction of a field, in either of the ways Word writes one."""
    if instruction := element.get(qn("w:instr")):
        return str(instruction)
    return element.text or "" if element.tag == qn("w:instrText") else ""


def _appendices(copy: Copy) -> Iterator[Breach]:
    outside = (line for line in copy.lines if line.table < 0 and line.align == "center")
    names = [line for line in outside if line.text.startswith("Phụ lục")]
    cited = " ".join(line.text for line in copy.first)
    for line in names:
        yield from _look(copy, "appendix", line, "appendix")
        match = ROMAN.match(line.text.strip())
        if not match or (len(names) > 1 and not match[1]):
            yield Breach("appendix.number", line.text, line.text, "Phụ lục I, II, III …")
        elif not _is_cited(match[1], cited):
            wanted = f"({line.text} kèm theo)"
            yield Breach("appendix.cited", line.text, "không được dẫn trong văn bản", wanted)


def _is_cited(number: str | None, text: str) -> bool:
    """An only appendix has no number and need not be."""
    return not number or bool(re.search(rf"[Pp]hụ lục[^.;]*\b{number.strip()}\b", text))


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
