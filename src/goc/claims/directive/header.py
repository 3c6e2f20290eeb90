"""The head of a document: letterhead, number and symbol, place and date, type, subject, addressees."""

import re
from dataclasses import dataclass

from goc.claims.directive import kinds
from goc.claims.directive.cleaning import flat
from goc.viet.letters import LOWER, UPPER
from goc.viet.spelling import same

_STATE = re.compile(r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA|ÒA)\s+X[ÃA]\s+H[ỘO]I", re.I)
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh ph[úu]c", re.I)
_SYMBOL = rf"[{UPPER}][\w&]*(?:\s?[-/.–]\s?[{UPPER}][\w&]*)*(?:-\d+)?"
_NUMBER = re.compile(
    rf"(?:^|(?<=[\s|]))(?:Số|SỐ|số)\s*[:.]?\s*(\d{{1,6}}[a-z]?(?:\s?/\s?\d{{4}})?)"
    rf"(?:\s*([-/–])\s*({_SYMBOL})|\s()([{UPPER}]{{1,6}}[/-][{UPPER}][\w-]*))",
    re.M,
)
_BARE_NUMBER = re.compile(
    rf"^(\d{{1,6}}(?:/\d{{4}})?)\s?([-/])\s?([{UPPER}][{UPPER}\d]*(?:\s?[-/]\s?[{UPPER}][\w&]*)+)()()\s*$", re.M
)
_DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
_SHORT_DATE = re.compile(r"ngày\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.I)
_PLACE = re.compile(
    rf"((?:TP\.? ?|Tp\.? ?|Thành phố |Tỉnh |Huyện |Xã )?[{UPPER}][{LOWER}]+(?:(?: |"
    rf" ?- ?)[{UPPER}][{LOWER}]*){{0,4}})"
    rf"\s*,?\s*$"
)
_TYPE_LINE = re.compile(
    r"^\s*("
    + "|".join(sorted((re.escape(t.upper()) for t in kinds.TYPES), key=len, reverse=True))
    + r")(?![\w:])(?!\s*:)",
    re.M,
)
_TYPE_TAIL = re.compile(r"(?<=\s)(" + "|".join(re.escape(t.upper()) for t in kinds.TYPES) + r")\s*$", re.M)
_TYPE_NAMES = "|".join(sorted((re.escape(t) for t in kinds.TYPES), key=len, reverse=True))
_TITLE = re.compile(
    rf"^\s*({_TYPE_NAMES})\s+(?:số\s+)?(\d{{1,6}}(?:/\d{{4}})?[-/][\w/-]*[^\W\d_][\w-]*)(?:\s+năm\s+\d{{4}})?\s*(.*)$",
    re.I | re.M,
)
# Where a scan lost `Số:` and broke the line, a symbol that names a type is left (`41 /CT-TTg`).
_SCANNED_NUMBER = re.compile(
    rf"(?<![\w/.:-])(?<!số )(?<!Số )(\d{{1,5}})\s?(/)\s?((?:{'|'.join(kinds.ABBREVIATIONS)})-[{UPPER}]\w*)()()(?=\s)"
)
# Behind the name of a type (`Quyết định số 5/QĐ-…`) stands another document's number, but for a title in capitals.
_CITED_TYPE = re.compile(
    "(?:" + "|".join(re.escape(form) for t in kinds.TYPES for form in (t, t.capitalize())) + r")\s*$"
)
_ABOUT = re.compile(r"(?:V/v|V/V|v/v|Về việc|Vv)\s*:?\s*")
_TO = re.compile(r"K[íi]nh g[ửu]i\s*:?\s*", re.I)
_BASES = re.compile(
    r"(?:^|(?<=[\s.;]))(?:Căn cứ|Thực hiện|Xét đề nghị|Theo đề nghị|Phúc đáp|Trả lời|Thi hành|CĂN CỨ)\s"
)
_OF = re.compile(rf"\s*CỦA\s+([{UPPER}][^\n{LOWER}]+?)\s*(?=\n|$|\sVỀ\s)")
_OPENS_BODY = re.compile(
    r"\n\s*(?=(?:Căn cứ|Thực hiện|Tiếp theo|Tiếp tục|Triển khai|Thi hành|Trên cơ sở|Phúc đáp|Theo|Xét|Để|Nhằm|"
    r"Trong|Thời gian|Ngày|Qua|Sau|Hưởng ứng|Ban Thường vụ|Thường trực|Hiện nay)\s)"
)
# Words an agency's name begins with; `BAN NHÂN DÂN` and `CHẤP HÀNH` go on with one.
_AGENCY = re.compile(
    r"(?:SỞ|(?<!ỦY )(?<!UỶ )BAN(?! NHÂN DÂN)|(?:TỔNG |CHI )?CỤC|VĂN PHÒNG|(?<!NỘI )VỤ|(?<!MÔI )(?<!THỊ )TRƯỜNG|HỌC VIỆN|(?<!TRƯỜNG )ĐẠI HỌC|TRUNG TÂM|VIỆN|"
    r"(?<!QUỐC )(?<!BIÊN )(?<!HẢI )PHÒNG|(?<!BỘ )CÔNG AN|KHO BẠC|BỆNH VIỆN|HỘI ĐỒNG|[ỦU][YỶ] BAN|(?:TỔNG )?CÔNG TY|THANH TRA|(?<!XÃ )(?<!QUỐC )HỘI(?! ĐỒNG)|"
    r"(?:TỔNG )?LIÊN ĐOÀN|(?:TỈNH |HUYỆN |THÀNH |QUẬN |CÔNG |(?<!LIÊN )(?<!TẬP ))ĐOÀN|TẬP ĐOÀN|QUÂN (?:KHU|CHỦNG|ĐOÀN)|BINH CHỦNG|"
    r"TÒA ÁN|TOÀ ÁN|VIỆN KIỂM SÁT|(?:ĐẢNG|HUYỆN|THÀNH|TỈNH|QUẬN) [ỦU][YỶ]|ĐẢNG (?:BỘ|ĐOÀN)|CHI BỘ|BẢO HIỂM XÃ HỘI|BỘ(?! ĐỘI)|UBND|HĐND|"
    r"CHÍNH PHỦ|THỦ TƯỚNG|QUỐC HỘI|CHỦ TỊCH|NGÂN HÀNG|BCH|MẶT TRẬN|THƯỜNG TRỰC|(?:SƯ|LỮ|TRUNG|TIỂU|BINH) ĐOÀN|TIỂU BAN|XÍ NGHIỆP|"
    r"NHÀ (?:MÁY|XUẤT BẢN|VĂN HÓA)|KIỂM TOÁN|TỔNG|QUỸ|ĐÀI|BÁO|TẠP CHÍ|KHOA(?! HỌC)|HẠT|TRẠI|LIÊN MINH|HIỆP HỘI)(?!\w)"
)
_POST = re.compile(
    r"^(?:PHÓ )?(?:CHỦ TỊCH(?= [ỦU][YỶ] BAN| HỘI)|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG )?CỤC TRƯỞNG(?= )|HIỆU TRƯỞNG|"
    r"CHÁNH VĂN PHÒNG(?= \w)|THỐNG ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|CHỈ HUY TRƯỞNG|TƯ LỆNH) (?=\w)"
)
_BODY_START = re.compile(
    rf"\s(?=(?:Trong thời gian|Thực hiện|Căn cứ|Phúc đáp|Trả lời|Theo|Ngày \d|Ngày|Để|Nhằm|Vừa qua|Vừa|"
    rf"Hiện nay|Tiếp theo|Tiếp|Qua|Thi hành|Triển khai|"
    rf"Trên cơ sở|Sau khi|Sau|Bộ [{UPPER}]\S+(?: \S+){{0,5}} nhận|Thời gian qua|Từ ngày|Tại|Hưởng ứng|"
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
    number_match = _own_number(zone)
    number = (
        re.sub(r"\s+", "", "".join(filter(None, number_match.groups()))).replace("–", "-") if number_match else None
    )
    title = _TITLE.match(zone)
    if number is None and title:
        number = title[2]
    date, place, date_end = _place_and_date(zone)
    to, to_end = _addressees(text, zone_end)
    heading = _heading(zone)
    kind = _kind(number, heading, bool(to)) or (title[1].lower() if title else None)
    parent, issuer = _letterhead(zone)
    if owner := _OF.match(zone, heading[1]) if heading else None:
        issuer, parent = flat(owner[1]), issuer if parent is None else parent
    if issuer is None and title:
        issuer = _issuer_of_title(title[3])
    if issuer and parent and same(f"{issuer} {parent}") in same(text):
        issuer = f"{issuer} {parent}"  # `ĐẢNG ỦY CHÍNH PHỦ / VĂN PHÒNG`, where the text itself says the whole name
    if issuer is None and heading:
        issuer = _authority(zone[heading[1] :])
    subject = _subject(zone, heading, title)
    end = max(to_end, date_end, number_match.end() if number_match else 0, heading[1] if heading else 0)
    return Header(kind, number, date, place, issuer, parent, to, subject, end)


def _own_number(zone: str) -> re.Match[str] | None:
    """The document's own number: `Số: …`, or number and symbol alone on a line; not one behind another's type."""
    own = (
        match
        for match in _NUMBER.finditer(zone)
        if not _CITED_TYPE.search(zone, max(0, match.start() - 30), match.start())
    )
    return next(own, None) or _BARE_NUMBER.search(zone) or _SCANNED_NUMBER.search(zone)


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
    for pattern in (_TO, re.compile(r"^\s*Điều\s+1\s*[.:]", re.M), re.compile(r"^\s*(?:I|A|1)\s*[.\-)]\s", re.M)):
        if match := pattern.search(text, 0, limit):
            stops.append(match.start())
    head = _MOTTO.search(text, 0, limit) or _STATE.search(text, 0, limit) or _NUMBER.search(text, 0, limit)
    if match := _BASES.search(text, head.end() if head else 0, limit):
        # `V/v … Thực hiện` inside a subject is no basis: a basis follows a line end or a full stop.
        stops.append(match.start())
    return min(stops)


def _place_and_date(zone: str) -> tuple[str | None, str | None, int]:
    for pattern in (_DATE, _SHORT_DATE):
        for match in pattern.finditer(zone):
            place = _PLACE.search(zone[max(0, match.start() - 60) : match.start()])
            lone = zone[: match.start()].rstrip(" ").endswith("\n")
            if place is None and not lone:
                continue
            day, month, year = (int(part) for part in match.groups())
            iso = f"{year:04d}-{month:02d}-{day:02d}" if 1 <= month <= _MONTHS and 1 <= day <= 31 else None
            return iso, _whole_place(zone, match.start(), flat(place[1])) if place else None, match.end()
    blank = re.search(rf"([{UPPER}][{LOWER}]+(?: [{UPPER}][{LOWER}]+){{0,3}}),\s*ngày[\s.…]*tháng", zone)
    return None, flat(blank[1]) if blank else None, blank.end() if blank else 0


def _whole_place(zone: str, date: int, place: str) -> str:
    """`Hà` and `Nội` broken over two lines are one place."""
    lines = zone[max(0, date - 60) : date].split("\n")
    broken = len(lines) > 1 and " " not in place and lines[-1].strip(" ,") == place
    first = lines[-2].strip() if broken else ""
    return f"{first} {place}" if re.fullmatch(rf"[{UPPER}][{LOWER}]{{1,5}}", first) else place


def _heading(zone: str) -> tuple[str, int, int] | None:
    """Type, end and start of the line that names the document (`QUYẾT ĐỊNH`)."""
    after = max((m.end() for p in (_MOTTO, _STATE, _PARTY) if (m := p.search(zone))), default=0)
    match = _TYPE_LINE.search(zone, after)
    if match is None:
        inline = re.compile(r"(?<=\d{4}\s)(" + "|".join(re.escape(t.upper()) for t in kinds.TYPES) + r")(?=\s)")
        match = inline.search(zone, after)
    if match is None and after and not _ABOUT.search(zone, after):
        match = _TYPE_TAIL.search(zone, after)
    return (match[1].lower(), match.end(), match.start()) if match else None


def _letterhead(zone: str) -> tuple[str | None, str | None]:
    """The lines above, left of or below the national (or the Party's) title: parent and issuing agency."""
    number = _own_number(zone) or re.search(r"(?:^|\s)Số\s*[:.]?\s*[\d/]", zone)
    title = _STATE.search(zone) or _PARTY.search(zone)
    if title is None:
        return _split_letterhead(_capitals(zone[: number.start() if number else 0]))
    above = _capitals(_without(zone[: title.start()], _NUMBER))
    if not above:
        # the title stands first; the agency follows it, or its motto
        motto = _MOTTO.search(zone, title.end())
        begin = motto.end() if motto else title.end()
        end = number.start() if number and number.start() > begin else begin + 200
        return _split_letterhead(_capitals(zone[begin:end]))
    return _split_letterhead(above + _beside_title(zone, title))


def _without(text: str, pattern: re.Pattern[str]) -> str:
    return pattern.sub(" ", text)


def _beside_title(zone: str, title: re.Match[str]) -> list[str]:
    """The agency's own line when two columns run together: beside the motto, or under the Party's title."""
    motto = _MOTTO.search(zone, title.end())
    if motto and "\n" in zone[title.end() : motto.start()]:
        line = zone[zone.rfind("\n", 0, motto.start()) + 1 : motto.start()]
        return [] if _NUMBER.search(line) or "VIỆT NAM" in line else _capitals(line)
    if motto is None and _PARTY.match(zone, title.start()):
        below = zone[title.end() :].lstrip().partition("\n")[0]
        line = _DATE.split(below)[0] if _DATE.search(below) else ""
        office = re.match(rf"([{UPPER}]{{2,}}(?:\s[{UPPER}]{{2,}})*)\s", line)
        return [office[1]] if office and _AGENCY.match(office[1]) else []
    return []


def _capitals(text: str) -> list[str]:
    """Lines, or the tails of lines, that are all in capitals."""
    found = []
    for line in text.split("\n"):
        bare = re.sub(r"[*_|]+", " ", line)
        run = re.search(
            rf"(?:^|\s)((?:(?:[{UPPER}][{UPPER}\d.&/]*|\d+(?!\.)|-|–|,|&)(?:\s+|$))+)$", bare.rstrip() + " "
        )
        if run and len(re.findall(rf"[{UPPER}]", run[1])) > 1 and not _TYPE_LINE.fullmatch(run[1].strip()):
            found.append(flat(run[1]).strip(" -–,"))
        elif re.fullmatch(r"[ỦU][YỶ]|Ủ", bare.strip()):
            found.append(bare.strip())
    return found


def _split_letterhead(lines: list[str]) -> tuple[str | None, str | None]:
    if not lines:
        return None, None
    joined = _continued(lines)
    if len(joined) > 1:
        return joined[-2], joined[-1]
    line = joined[0]
    # `BỘ Y TẾ CỤC …`, `UBND TỈNH … SỞ …`: the last agency that begins inside the line of another
    inner = [
        match.start() for match in _AGENCY.finditer(line) if match.start() > 5 and _ends_name(line[: match.start()])
    ]
    if inner and line.startswith(_PARENTS):
        return line[: inner[0]].strip(), line[inner[0] :]
    return None, line


_PARENTS = (
    "BỘ ", "ỦY BAN NHÂN DÂN ", "UỶ BAN NHÂN DÂN ", "UBND ", "QUÂN KHU", "TỔNG CỤC ", "ĐẢNG BỘ ", "NGÂN HÀNG NHÀ NƯỚC",
    "TỈNH ỦY ", "THÀNH ỦY ", "HUYỆN ỦY ", "ĐẢNG ỦY ", "BAN CHẤP HÀNH ", "TẬP ĐOÀN ", "ĐẠI HỌC ", "LIÊN ĐOÀN LAO ĐỘNG ", "SỞ ",
)  # fmt: skip


def _ends_name(before: str) -> bool:
    """May a name end here: two words at least, and no link to what follows?"""
    return len(before.split()) > 1 and not re.search(
        r"(?:-|,|\s(?:VÀ|CỦA|CÁC|THUỘC|BỘ|TRỰC|LỆNH|HUY|MƯU|ĐẠO|HÀNH|[ỦU][YỶ]))\s*$", before
    )


# An office without a name of its own, and a link: the next line goes on with them.
_UNFINISHED = re.compile(
    r"^(?:VĂN PHÒNG|THANH TRA|BỘ TƯ LỆNH|BAN CHẤP HÀNH|THƯỜNG TRỰC|BAN CHỈ HUY|BAN THƯỜNG VỤ|CHỦ TỊCH|HỘI ĐỒNG)$|(?:\s(?:VÀ|CỦA)|-|,)$"
)


def _continued(lines: list[str]) -> list[str]:
    """Joins a name broken over lines: what does not begin like an agency, or follows a single torn word."""
    joined: list[str] = []
    for line in lines:
        torn = joined and (" " not in joined[-1] or _UNFINISHED.search(joined[-1]))
        if joined and (torn or not _AGENCY.match(line)):
            joined[-1] += ("" if joined[-1] == "Ủ" else " ") + line
        else:
            joined.append(line)
    return joined


def _authority(text: str) -> str | None:
    """The authority that decides, under the title of a paper without letterhead: `CHỦ TỊCH ỦY BAN …`, less the post."""
    match = _AUTHORITY.search(text)
    return _POST.sub("", flat(text[match.end() :].partition("\n")[0]).strip(" ,")) if match else None


def _issuer_of_title(rest: str) -> str | None:
    match = re.search(r"\bdo\s+(.{3,120}?)\s+ban hành", rest)
    return flat(match[1]) if match else None


def _subject(zone: str, heading: tuple[str, int, int] | None, title: re.Match[str] | None) -> str | None:
    about = _ABOUT.search(zone, heading[1] if heading else (title.end() if title else 0))
    if heading and (text := _until_authority(zone[heading[1] :])):
        return text
    if about:
        return _until_place(zone[about.end() :])
    if title and title[3]:
        return re.sub(r"\s+do\s+.{3,120}?\s+ban hành\.?$", "", flat(title[3])) or None
    return None


def _until_place(text: str) -> str | None:
    stops = [len(text)]
    if date := _DATE.search(text) or _SHORT_DATE.search(text) or re.search(r"ngày[\s.…]*tháng", text):
        place = _PLACE.search(text[: date.start()])
        stops.append(place.start() if place else date.start())
    for pattern in (r"\n\s*\n", r"\n\s*Số\s*:", _STATE.pattern, _MOTTO.pattern):
        if match := re.search(pattern, text):
            stops.append(match.start())
    return flat(text[: min(stops)]).strip(" *-;.") or None


_AUTHORITIES = (
    r"(?:THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|(?:TỔNG )?GIÁM ĐỐC|CHÍNH PHỦ|QUỐC HỘI|"
    r"[ỦU][YỶ] BAN THƯỜNG VỤ|(?:TỔNG )?CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|THỐNG ĐỐC|BAN THƯỜNG VỤ|BAN CHẤP HÀNH|BAN BÍ THƯ|BỘ CHÍNH TRỊ|"
    r"TỔNG KIỂM TOÁN|CHÁNH ÁN|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHỈ HUY TRƯỞNG|TƯ LỆNH|TỔNG THANH TRA|TỔNG THAM MƯU TRƯỞNG|ĐOÀN CHỦ TỊCH)"
)
# The line of the authority that decides: alone after the subject, or at the end of a line in which all runs together.
_AUTHORITY = re.compile(rf"\n\s*(?={_AUTHORITIES}(?:[\s,][^\n{LOWER}]*)?(?:\n|$))")
_RUN_ON = re.compile(rf"(?<!CỦA)(?<!VÀ)(?<!DO)(?<!CHÍ)(?<!PHÒNG)\s(?={_AUTHORITIES}(?:[\s,][^\n{LOWER}]*)?(?:\n|$))")


def _until_authority(text: str) -> str | None:
    """The subject under the name of the type, up to the authority's line, a basis or an empty line after text."""
    if owner := _OF.match(text):
        text = text[owner.end() :]
    run_on = not text[:2].lstrip(" ").startswith("\n")
    lead = re.match(r"[\s:]*(?:V/V|V/v)?[\s:]*", text)
    text = text[lead.end() if lead else 0 :]
    stops = [len(text)]
    for pattern in (
        _RUN_ON if run_on else _AUTHORITY,
        re.compile(r"\n\s*\n"),
        _OPENS_BODY,
        re.compile(r"\n\s*\((?:Ban hành )?[Kk]èm theo|\n\s*\(Ban hành"),
        _STATE,
    ):
        if match := pattern.search(text):
            stops.append(match.start())
    if date := _DATE.search(text):
        place = _PLACE.search(text[: date.start()])
        if place and "\n" in text[: date.start()] and text[: date.start()].rfind("\n") <= place.start():
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
        if line and _BODY_START.match(" " + line):
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
