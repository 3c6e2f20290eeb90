"""The head of a document: letterhead, number and symbol, place and date, type, subject,
addressees.
"""

import re
from dataclasses import dataclass
from itertools import islice

from goc.claims.directive import kinds, letterhead, signs
from goc.claims.directive.cleaning import flat
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
_MONTHS = 12


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


def read(text: str) -> Header:
    """The header of a cleaned text; what is not there stays None."""
    zone_end = _zone_end(text)
    zone = text[:zone_end]
    number_match = signs.own_number(zone)
    number = (
        re.sub(r"\s+", "", "".join(filter(None, number_match.groups()))).replace("–", "-")
        if number_match
        else None
    )
    title = _TITLE.match(zone)
    if number is None and title:
        number = title[2]
    date, place, date_end = _place_and_date(zone)
    if (
        date is None
        and title
        and (dated := signs.DATE.match(title[3]) or signs.SHORT_DATE.match(title[3]))
    ):
        date = _iso(dated)
    to, to_end = _addressees(text, zone_end)
    heading = _heading(zone)
    if title and heading and heading[2] < title.end():
        heading = None  # `KẾT LUẬN 5-KL/TW CỦA … VỀ …`: one line says it all
    kind = _kind(number, heading, bool(to)) or (title[1].lower() if title else None)
    parent, issuer = letterhead.read(zone)
    owner = _OF.match(zone, heading[1]) if heading else None
    if owner and not (issuer or "").startswith(flat(owner[1])):
        issuer, parent = flat(owner[1]), issuer if parent is None else parent
    if issuer is None and title:
        issuer = _issuer_of_title(title[3])
    issuer = letterhead.whole_name(issuer, parent, text, zone[heading[1] :] if heading else "")
    subject = _subject(zone, heading, title)
    end = max(
        to_end, date_end, number_match.end() if number_match else 0, heading[1] if heading else 0
    )
    return Header(kind, number, date, place, issuer, parent, to, subject, end)


def _kind(number: str | None, heading: tuple[str, int, int] | None, addressed: bool) -> str | None:
    """The heading and the symbol name the type; a letter has neither: it has addressees."""
    named = kinds.by_symbol(number)
    if heading:
        return heading[0] if named is None or kinds.abbreviated(heading[0], number) else named
    if addressed:
        return "công văn"
    return named or ("công văn" if number else None)


def _zone_end(text: str) -> int:
    """Where the head stops: at the first basis, addressee or article."""
    limit = min(len(text), 6000)
    stops = [limit]
    for pattern in (
        _TO,
        re.compile(r"^\s*Điều\s+1\s*[.:]", re.M),
        re.compile(r"^\s*(?:I|A|1)\s*[.\-)]\s", re.M),
    ):
        if match := pattern.search(text, 0, limit):
            stops.append(match.start())
    title = signs.MOTTO.search(text, 0, limit) or signs.STATE.search(text, 0, limit)
    head = title or signs.written_number(text[:limit])
    # `V/v … Thực hiện` inside a subject is no basis: a basis follows a line end or a full stop, and
    # under the name of the type a subject may open like one.
    found = (
        match
        for match in _BASES.finditer(text, head.end() if head else 0, limit)
        if not _is_subject(text, match)
    )
    stops += [match.start() for match in islice(found, 1)]
    return min(stops)


def _is_subject(text: str, basis: re.Match[str]) -> bool:
    line = text[: basis.start()].rstrip().rpartition("\n")[2]
    return not basis.group().lower().startswith("căn cứ") and bool(signs.TYPE_LINE.fullmatch(line))


def _place_and_date(zone: str) -> tuple[str | None, str | None, int]:
    for pattern in (signs.DATE, signs.SHORT_DATE):
        for match in pattern.finditer(zone):
            place = _PLACE.search(zone[max(0, match.start() - 60) : match.start()])
            lone = zone[: match.start()].rstrip(" ").endswith("\n")
            if place is None and not lone:
                continue
            return (
                _iso(match),
                _whole_place(zone, match.start(), flat(place[1])) if place else None,
                match.end(),
            )
    blank = re.search(
        rf"([{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}),\s*ngày[\s.…]*tháng", zone
    )
    return None, flat(blank[1]) if blank else None, blank.end() if blank else 0


def _iso(match: re.Match[str]) -> str | None:
    day, month, year = (int(part) for part in match.groups())
    return f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= _MONTHS and 1 <= day <= 31 else None


def _whole_place(zone: str, date: int, place: str) -> str:
    """`Hà` and `Nội` broken over two lines are one place."""
    lines = zone[max(0, date - 60) : date].split("\n")
    broken = len(lines) > 1 and " " not in place and lines[-1].strip(" ,") == place
    first = lines[-2].strip(" |") if broken else ""
    torn = re.fullmatch(
        rf"(?:(?:TP\.?|Tp\.?|Thành phố|Tỉnh) )?[{UPPER}][{LOWER}]{{1,5}}(?: "
        rf"[{UPPER}][{LOWER}]{{1,5}})?",
        first,
    )
    return f"{first} {place}" if torn else place


def _heading(zone: str) -> tuple[str, int, int] | None:
    """Type, end and start of the line that names the document (`QUYẾT ĐỊNH`)."""
    after = max(
        (m.end() for p in (signs.MOTTO, signs.STATE, signs.PARTY) if (m := p.search(zone))),
        default=0,
    )
    match = signs.TYPE_LINE.search(zone, after)
    if match is None:
        inline = re.compile(
            r"(?<=\d{4}\s)(" + "|".join(re.escape(t.upper()) for t in kinds.TYPES) + r")(?=\s)"
        )
        match = inline.search(zone, after)
    if match is None and after and not _ABOUT.search(zone, after):
        match = _TYPE_TAIL.search(zone, after)
    return (match[1].lower(), match.end(), match.start()) if match else None


def _issuer_of_title(rest: str) -> str | None:
    match = re.search(r"\bdo\s+(.{3,120}?)\s+ban hành", rest) or _OWNER.match(rest)
    return flat(match[1]) if match else None


def _subject(
    zone: str, heading: tuple[str, int, int] | None, title: re.Match[str] | None
) -> str | None:
    about = _ABOUT.search(zone, heading[1] if heading else (title.end() if title else 0))
    if heading and (text := _until_authority(zone[heading[1] :])):
        return text
    if about:
        return _until_place(zone[about.end() :])
    if title and title[3]:
        return (
            re.sub(
                r"\s+do\s+.{3,120}?\s+ban hành\.?$",
                "",
                _OWNER.sub("", _TITLE_DATE.sub("", flat(title[3]))),
            )
            or None
        )
    return None


def _until_place(text: str) -> str | None:
    stops = [len(text)]
    if (
        date := signs.DATE.search(text)
        or signs.SHORT_DATE.search(text)
        or re.search(r"ngày[\s.…]*tháng", text)
    ):
        place = _PLACE.search(text[: date.start()])
        stops.append(place.start() if place else date.start())
    capitals = rf"(?<=[{LOWER}])\n+(?=[{UPPER}]{{2}}[^\n{LOWER}]+\n)"
    for pattern in (capitals, r"\n\s*\n", r"\n\s*Số\s*:", signs.STATE.pattern, signs.MOTTO.pattern):
        if match := re.search(pattern, text):
            stops.append(match.start())
    return flat(text[: min(stops)]).strip(" *-;.|") or None


def _until_authority(text: str) -> str | None:
    """The subject under the name of the type, up to the authority's line, a basis or an empty line
    after text.
    """
    if owner := _OF.match(text):
        text = re.sub(r"^\s*SỐ\s\S+", "", text[owner.end() :])
    run_on = not text[:2].lstrip(" ").startswith("\n")
    lead = re.match(r"[\s:]*(?:V/V|V/v)?[\s:]*", text)
    text = text[lead.end() if lead else 0 :]
    stops = [len(text)]
    for pattern in (
        signs.RUN_ON if run_on else signs.AUTHORITY,
        re.compile(r"\n\s*\n"),
        _OPENS_BODY,
        re.compile(r"\n\s*\((?:Ban hành )?[Kk]èm theo|\n\s*\(Ban hành"),
        signs.STATE,
    ):
        if match := pattern.search(text):
            stops.append(match.start())
    if date := signs.DATE.search(text):
        place = _PLACE.search(text[: date.start()])
        if (
            place
            and "\n" in text[: date.start()]
            and text[: date.start()].rfind("\n") <= place.start()
        ):
            stops.append(place.start())
    subject = flat(text[: min(stops)]).strip(" *-;.")
    return subject or None


def _addressees(text: str, zone_end: int) -> tuple[tuple[str, ...], int]:
    match = _TO.match(text, zone_end) or _TO.search(text, zone_end, min(len(text), zone_end + 400))
    if not match:
        return (), 0
    place, found = match.end(), []
    line_end = text.find("\n", place)
    first = text[place : line_end if line_end >= 0 else len(text)]
    cut = _BODY_START.search(first)
    if cut and cut.start() > 2:
        end = place + cut.start()
        return tuple(_listed(first[: cut.start()])), end
    found += _listed(first)
    end = line_end if line_end >= 0 else len(text)
    while end < len(text):
        following = text.find("\n", end + 1)
        following = following if following >= 0 else len(text)
        line = text[end + 1 : following].strip()
        if (
            line
            and not line.startswith(("-", "–", "+", "•", "*"))
            and not (found and found[-1].endswith((" và", ",", " các")))
            and found
        ):
            break
        if line and _BODY_START.match(" " + line.lstrip("-–+•* ")):
            break
        found += _listed(line)
        end = following
        if not line and found and not _next_is_item(text, end):
            break
    return tuple(found), end


def _next_is_item(text: str, place: int) -> bool:
    return text[place : place + 4].lstrip().startswith(("-", "–", "+", "•", "*"))


def _listed(line: str) -> list[str]:
    parts = re.split(r"(?:^|(?<=[;,.]\s)|(?<=[;]))\s*[-–+•*]\s+", line)
    return [part for part in (flat(p).strip(" ;.-–") for p in parts) if part]
