"""The head of a document: letterhead, number and symbol, place and date, type, subject,
addressees.
"""

import re
from dataclasses import dataclass
from functools import partial
from itertools import filterfalse, islice

from goc.claims.directive import kinds, letterhead, signs
from goc.claims.directive.cleaning import flat, line_end
from goc.lib import answers
from goc.viet.letters import LOWER, UPPER

_PLACE = re.compile(
    rf"((?:TP\.? ?|Tp\.? ?|Thành phố |Tỉnh |Huyện |Xã )?[{UPPER}][{LOWER}]+(?:(?: |"
    rf" ?- ?)[{UPPER}][{LOWER}]*){{0,4}})"
    rf"\s*,?\s*$"
)
_TORN_PLACE = re.compile(
    rf"(?:(?:TP\.?|Tp\.?|Thành phố|Tỉnh) )?[{UPPER}][{LOWER}]{{1,5}}(?: [{UPPER}][{LOWER}]{{1,5}})?"
)
_TYPE_TAIL = re.compile(
    r"(?<=\s)(" + "|".join(re.escape(t.upper()) for t in kinds.TYPES) + r")\s*$", re.M
)
_TITLE = re.compile(
    rf"^\s*({signs.TYPE_NAMES})\s+(?:số\s+)?(\d{{1,6}}(?:/\d{{4}})?[-/][\w/-]*[^\W\d_][\w-]*)(?:\s+năm\s+\d{{4}})?\s*(.*)$",
    re.I | re.M,
)
_TITLE_DATE = re.compile(rf"^(?:{signs.DATE.pattern}|{signs.SHORT_DATE.pattern})\s*", re.I)
_OWNER = re.compile(r"^\s*[Cc](?:ủa|ỦA)\s(.{3,80}?)\s+(?=(?:VỀ|về|V/v)\s)")
_ABOUT = re.compile(r"(?:V/v|V/V|v/v|Về việc|Vv)\s*:?\s*")
_TO = re.compile(r"K[íi]nh g[ửu]i\s*:?\s*|(?<=\s)(?:điện|ĐIỆN)\s*:\s*", re.I)
_BASES = re.compile(
    r"(?:^|(?<=[\s.;]))(?:Căn cứ|Thực hiện|Xét đề nghị|Theo đề nghị|Phúc đáp|Trả lời|Thi hành|CĂN "
    r"CỨ)\s"
)
_OF = re.compile(rf"\s*CỦA\s+([{UPPER}][^\n{LOWER}]+?)\s*(?=\n|$|\s(?:VỀ|V/V|SỐ)\s)")
_OPENS_BODY = re.compile(
    r"\n\s*(?=(?:Căn cứ|Thực hiện|Tiếp theo|Tiếp tục|Triển khai|Thi hành|Trên cơ sở|Phúc đáp|Theo|"
    r"Xét|Để|Nhằm|"
    r"Trong|Thời gian|Ngày|Qua|Sau|Hưởng ứng|Ban Thường vụ|Thường trực|Hiện nay)\s)"
)
_BODY_START = re.compile(
    rf"\s(?=(?:Trong thời gian|Thực hiện|Căn cứ|Phúc đáp|Trả lời|Theo|Ngày \d|Ngày|Để|Nhằm|Vừa "
    rf"qua|Vừa|"
    rf"Hiện nay|Tiếp theo|Tiếp|Qua|Thi hành|Triển khai|"
    rf"Trên cơ sở|Sau khi|Sau|Bộ [{UPPER}]\S+(?: \S+){{0,5}} nhận|Thời gian qua|Từ ngày|Tại|Hưởng "
    rf"ứng|"
    rf"Về việc|Liên quan|Được sự|Xét)\s)"
)
_FIRST_ARTICLE = re.compile(r"^\s*Điều\s+1\s*[.:]", re.M)
_FIRST_POINT = re.compile(r"^\s*(?:I|A|1)\s*[.\-)]\s", re.M)
_BLANK_DATE = re.compile(
    rf"([{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}),\s*ngày[\s.…]*tháng"
)
_NO_DAY = re.compile(r"ngày[\s.…]*tháng")
_INLINE_TYPE = re.compile(
    r"(?<=\d{4}\s)(" + "|".join(re.escape(t.upper()) for t in kinds.TYPES) + r")(?=\s)"
)
_EMPTY_LINE = re.compile(r"\n\s*\n")
_BESIDE_SUBJECT = (
    re.compile(rf"(?<=[{LOWER}])\n+(?=[{UPPER}]{{2}}[^\n{LOWER}]+\n)"),  # a line of capitals
    _EMPTY_LINE,
    re.compile(r"\n\s*Số\s*:"),
    re.compile(signs.STATE.pattern),
    re.compile(signs.MOTTO.pattern),
)
_BEFORE_SUBJECT = re.compile(r"[\s:]*(?:V/V|V/v)?[\s:]*")
_BELOW_SUBJECT = (
    _EMPTY_LINE,
    _OPENS_BODY,
    re.compile(r"\n\s*\((?:Ban hành )?[Kk]èm theo|\n\s*\(Ban hành"),
    signs.STATE,
)
_ITEMS = ("-", "–", "+", "•", "*")
_MONTHS = 12
_LETTER = "công văn"


@dataclass(frozen=True)
class Header:
    """What the head says; `end` is where the body may begin."""

    type: str | None
    number: str | None
    date: str | None
    place: str | None
    issuer: str | None
    parent: str | None
    addressee: tuple[str, ...]
    subject: str | None
    end: int


@dataclass(frozen=True)
class _Heading:
    """The line that names the document (`QUYẾT ĐỊNH`)."""

    type: str
    start: int
    end: int

    @staticmethod
    def of(match: re.Match[str] | None) -> "_Heading":
        return _Heading(match[1].lower(), match.start(), match.end()) if match else _NO_HEADING

    def below(self, zone: str) -> str:
        """What stands below it; nothing where there is none."""
        return zone[self.end or len(zone) :]


_NO_HEADING = _Heading("", 0, 0)


@dataclass(frozen=True)
class _Title:
    """`KẾT LUẬN 5-KL/TW CỦA … VỀ …`: one line, the first, that says it all."""

    type: str
    number: str
    rest: str
    end: int

    @staticmethod
    def of(zone: str) -> "_Title":
        """Without a type where the line does not say it."""
        match = _TITLE.match(zone)
        found = (match[1].lower(), match[2], match[3], match.end()) if match else ("", "", "", 0)
        return _Title(*found)

    @property
    def date(self) -> str | None:
        match = signs.DATE.match(self.rest) or signs.SHORT_DATE.match(self.rest)
        return _iso(match) if match else None

    @property
    def issuer(self) -> str | None:
        said = re.search(r"\bdo\s+(.{3,120}?)\s+ban hành", self.rest)
        match = said or _OWNER.match(_TITLE_DATE.sub("", self.rest))
        return flat(answers.said(match)) or None

    @property
    def subject(self) -> str | None:
        """What is left of the line."""
        undated = _OWNER.sub("", _TITLE_DATE.sub("", flat(self.rest)))
        return re.sub(r"\s+do\s+.{3,120}?\s+ban hành\.?$", "", undated) or None


@dataclass(frozen=True)
class _Dated:
    """Day and place as the head gives them, and where they end."""

    date: str | None = None
    place: str | None = None
    end: int = 0


@dataclass(frozen=True)
class _Number:
    """The document's own number and symbol, and where they end."""

    written: str | None = None
    end: int = 0

    @staticmethod
    def of(zone: str) -> "_Number":
        match = signs.own_number(zone)
        if match is None:
            return _Number()
        joined = re.sub(r"\s+", "", "".join(filter(None, match.groups())))
        return _Number(joined.replace("–", "-"), match.end())


def read(text: str) -> Header:
    """The header of a cleaned text; what is not there stays None."""
    zone_end = _zone_end(text)
    zone = text[:zone_end]
    number, dated, title = _Number.of(zone), _place_and_date(zone), _Title.of(zone)
    to, to_end = _addressees(text, zone_end)
    heading = _heading(zone)
    if heading.start < title.end:
        heading = _NO_HEADING
    written = number.written or title.number or None
    parent, issuer = _agencies(text, zone, heading, title)
    return Header(
        type=_kind(written, heading, bool(to)) or title.type or None,
        number=written,
        date=dated.date or title.date,
        place=dated.place,
        issuer=issuer,
        parent=parent,
        addressee=to,
        subject=_subject(zone, heading, title),
        end=max(to_end, dated.end, number.end, heading.end),
    )


def _agencies(
    text: str, zone: str, heading: _Heading, title: _Title
) -> tuple[str | None, str | None]:
    """Parent and issuer: of the letterhead, of the words behind the heading, of the title line."""
    parent, issuer = letterhead.read(zone)
    below = heading.below(zone)
    owner = flat(answers.said(_OF.match(below)))
    if owner and not (issuer or "").startswith(owner):
        issuer, parent = owner, parent or issuer
    return parent, letterhead.whole_name(issuer or title.issuer, parent, text, below)


def _kind(number: str | None, heading: _Heading, addressed: bool) -> str | None:
    """The heading and the symbol name the type; a letter has neither: it has addressees."""
    named = kinds.by_symbol(number)
    if heading.type:
        doubtful = named is None or kinds.abbreviated(heading.type, number)
        return heading.type if doubtful else named
    if addressed:
        return _LETTER
    return named or (_LETTER if number else None)


def _zone_end(text: str) -> int:
    """Where the head stops: at the first basis, addressee or article."""
    limit = min(len(text), 6000)
    bodies = (pattern.search(text, 0, limit) for pattern in (_TO, _FIRST_ARTICLE, _FIRST_POINT))
    title = signs.MOTTO.search(text, 0, limit) or signs.STATE.search(text, 0, limit)
    head = title or signs.written_number(text[:limit])
    # `V/v … Thực hiện` inside a subject is no basis: a basis follows a line end or a full stop, and
    # under the name of the type a subject may open like one.
    cited = _BASES.finditer(text, answers.end(head, 0), limit)
    bases = islice(filterfalse(partial(_is_subject, text), cited), 1)
    return answers.earliest((*bodies, *bases), limit)


def _is_subject(text: str, basis: re.Match[str]) -> bool:
    line = text[: basis.start()].rstrip().rpartition("\n")[2]
    return not basis.group().lower().startswith("căn cứ") and bool(signs.TYPE_LINE.fullmatch(line))


def _place_and_date(zone: str) -> _Dated:
    """The first day that a place stands before, or that opens a line; else a place whose day is
    left blank.
    """
    days = (match for day in (signs.DATE, signs.SHORT_DATE) for match in day.finditer(zone))
    return answers.first(_dated(zone, match) for match in days) or _undated(zone)


def _dated(zone: str, day: re.Match[str]) -> _Dated | None:
    place = _PLACE.search(zone[max(0, day.start() - 60) : day.start()])
    if place:
        return _Dated(_iso(day), _whole_place(zone, day.start(), flat(place[1])), day.end())
    lone = zone[: day.start()].rstrip(" ").endswith("\n")
    return _Dated(_iso(day), None, day.end()) if lone else None


def _undated(zone: str) -> _Dated:
    blank = _BLANK_DATE.search(zone)
    return _Dated(None, flat(blank[1]), blank.end()) if blank else _Dated()


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= _MONTHS and 1 <= day <= 31 else None


def _whole_place(zone: str, date: int, place: str) -> str:
    """`Hà` and `Nội` broken over two lines are one place."""
    *_, before, last = ["", *zone[max(0, date - 60) : date].split("\n")]
    if " " in place or last.strip(" ,") != place:
        return place
    first = before.strip(" |")
    return f"{first} {place}" if _TORN_PLACE.fullmatch(first) else place


def _heading(zone: str) -> _Heading:
    """A line of its own, the name of a type behind a year, or the end of a line behind the national
    title.
    """
    titles = (signs.MOTTO, signs.STATE, signs.PARTY)
    after = max(answers.end(title.search(zone), 0) for title in titles)
    match = signs.TYPE_LINE.search(zone, after) or _INLINE_TYPE.search(zone, after)
    if match is None and after and not _ABOUT.search(zone, after):
        match = _TYPE_TAIL.search(zone, after)
    return _Heading.of(match)


def _subject(zone: str, heading: _Heading, title: _Title) -> str | None:
    """Under the heading, behind `V/v`, or in the title line."""
    if text := _until_authority(heading.below(zone)):
        return text
    if about := _ABOUT.search(zone, heading.end or title.end):
        return _until_place(zone[about.end() :])
    return title.subject


def _until_place(text: str) -> str | None:
    """The subject behind `V/v`, up to what stands in the next line or column of the head."""
    beside = (pattern.search(text) for pattern in _BESIDE_SUBJECT)
    dates = (pattern.search(text) for pattern in (signs.DATE, signs.SHORT_DATE, _NO_DAY))
    date = answers.begin(answers.first(dates), len(text))
    dated = (_PLACE.search(text[:date]),) if date < len(text) else ()
    stop = min(date, answers.earliest((*beside, *dated), len(text)))
    return flat(text[:stop]).strip(" *-;.|") or None


def _until_authority(text: str) -> str | None:
    """The subject under the name of the type, up to the authority's line, a basis or an empty line
    after text.
    """
    if owner := _OF.match(text):
        text = re.sub(r"^\s*SỐ\s\S+", "", text[owner.end() :])
    authority = signs.AUTHORITY if text[:2].lstrip(" ").startswith("\n") else signs.RUN_ON
    text = text[answers.end(_BEFORE_SUBJECT.match(text), 0) :]
    below = (pattern.search(text) for pattern in (authority, *_BELOW_SUBJECT))
    stop = answers.earliest((*below, _place_below(text)), len(text))
    return flat(text[:stop]).strip(" *-;.") or None


def _place_below(text: str) -> re.Match[str] | None:
    """The place before a day, when it does not stand in the first line."""
    above = text[: answers.begin(signs.DATE.search(text), 0)]
    place = _PLACE.search(above)
    return place if 0 <= above.rfind("\n") <= answers.begin(place, 0) else None


def _addressees(text: str, zone_end: int) -> tuple[tuple[str, ...], int]:
    """Those of the first line; unless the body follows in it, those of the lines below."""
    match = _TO.match(text, zone_end) or _TO.search(text, zone_end, min(len(text), zone_end + 400))
    if not match:
        return (), 0
    place = match.end()
    end = line_end(text, place)
    first = text[place:end]
    cut = _BODY_START.search(first)
    if cut and cut.start() > 2:
        return tuple(_listed(first[: cut.start()])), place + cut.start()
    return _further_addressees(text, _listed(first), end)


def _further_addressees(text: str, found: list[str], end: int) -> tuple[tuple[str, ...], int]:
    """Line by line, as long as they are items or go on with the last."""
    while end < len(text):
        following = line_end(text, end + 1)
        line = text[end + 1 : following].strip()
        if line and not _goes_on(line, found):
            break
        found += _listed(line)
        end = following
        if not line and found and not _next_is_item(text, end):
            break
    return tuple(found), end


def _goes_on(line: str, found: list[str]) -> bool:
    """Is the line a further addressee, or the rest of one?"""
    if _BODY_START.match(" " + line.lstrip("-–+•* ")):
        return False
    return not found or line.startswith(_ITEMS) or found[-1].endswith((" và", ",", " các"))


def _next_is_item(text: str, place: int) -> bool:
    return text[place : place + 4].lstrip().startswith(_ITEMS)


def _listed(line: str) -> list[str]:
    parts = re.split(r"(?:^|(?<=[;,.]\s)|(?<=[;]))\s*[-–+•*]\s+", line)
    return list(filter(None, (flat(part).strip(" ;.-–") for part in parts)))
