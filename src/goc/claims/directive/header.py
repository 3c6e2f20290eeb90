"""The head of a document: letterhead, number and symbol, place and date, type, subject, addressees."""

import re
from dataclasses import dataclass

from goc.claims.directive import kinds
from goc.claims.directive.cleaning import flat
from goc.viet.letters import LOWER, UPPER

_STATE = re.compile(r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA|ÒA)\s+X[ÃA]\s+H[ỘO]I", re.I)
_PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
_MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh ph[úu]c", re.I)
_SYMBOL = rf"[{UPPER}][\w&]*(?:\s?[-/.–]\s?[{UPPER}][\w&]*)*(?:-\d+)?"
_NUMBER = re.compile(
    rf"(?:^|(?<=[\s|]))(?:Số|SỐ|số)\s*[:.]?\s*(\d{{1,6}}[a-z]?(?:\s?/\s?\d{{4}})?)\s*([-/–])\s*({_SYMBOL})", re.M
)
_BARE_NUMBER = re.compile(
    rf"^(\d{{1,6}}(?:/\d{{4}})?)\s?([-/])\s?([{UPPER}][{UPPER}\d]*(?:\s?[-/]\s?[{UPPER}][\w&]*)+)\s*$", re.M
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
_TYPE_NAMES = "|".join(sorted((re.escape(t) for t in kinds.TYPES), key=len, reverse=True))
_TITLE = re.compile(
    rf"^\s*({_TYPE_NAMES})\s+(?:số\s+)?(\d{{1,6}}(?:/\d{{4}})?[-/][\w/-]*[^\W\d_][\w-]*)(?:\s+năm\s+\d{{4}})?\s*(.*)$",
    re.I | re.M,
)
_ABOUT = re.compile(r"(?:V/v|V/V|v/v|Về việc|Vv)\s*:?\s*")
_TO = re.compile(r"K[íi]nh g[ửu]i\s*:?\s*", re.I)
_BASES = re.compile(
    r"(?:^|(?<=[\s.;]))(?:Căn cứ|Thực hiện|Xét đề nghị|Theo đề nghị|Phúc đáp|Trả lời|Thi hành|CĂN CỨ)\s"
)
_OF = re.compile(rf"^\s*CỦA\s+([{UPPER}][^\n{LOWER}]+?)\s*$", re.M)
_OPENS_BODY = re.compile(
    r"\n\s*(?=(?:Căn cứ|Thực hiện|Tiếp theo|Tiếp tục|Triển khai|Thi hành|Trên cơ sở|Phúc đáp|Theo|Xét|Để|Nhằm|"
    r"Trong|Thời gian|Ngày|Qua|Sau|Hưởng ứng|Ban Thường vụ|Thường trực|Hiện nay)\s)"
)
_OFFICE = (
    "SỞ", "BAN", "CỤC", "TỔNG CỤC", "VĂN PHÒNG", "VỤ", "TRƯỜNG", "HỌC VIỆN", "BỘ CHỈ HUY", "BAN CHỈ HUY",
    "BỘ TƯ LỆNH", "TRUNG TÂM", "VIỆN",
    "CHI CỤC", "PHÒNG", "CÔNG AN", "KHO BẠC", "BỆNH VIỆN", "BAN CHỈ ĐẠO", "HỘI ĐỒNG", "ỦY BAN", "UỶ BAN",
    "TỔNG CÔNG TY", "THANH TRA", "ĐẠI HỌC", "HỘI", "LIÊN ĐOÀN",
    "TỈNH ĐOÀN", "ĐOÀN", "BAN QUẢN LÝ", "QUÂN KHU", "QUÂN CHỦNG", "BINH CHỦNG", "TÒA ÁN", "VIỆN KIỂM SÁT",
    "ĐẢNG ỦY", "HUYỆN ỦY", "THÀNH ỦY", "TỈNH ỦY", "BẢO HIỂM XÃ HỘI",
)  # fmt: skip
_PARENTS = (
    "BỘ ",
    "ỦY BAN NHÂN DÂN ",
    "UỶ BAN NHÂN DÂN ",
    "UBND ",
    "QUÂN KHU",
    "TỔNG CỤC ",
    "ĐẢNG BỘ ",
    "NGÂN HÀNG NHÀ NƯỚC",
    "BỘ TỔNG THAM MƯU",
    "BỘ QUỐC PHÒNG",
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
    number_match = _NUMBER.search(zone) or _BARE_NUMBER.search(zone)
    number = re.sub(r"\s+", "", "".join(number_match.groups())).replace("–", "-") if number_match else None
    title = _TITLE.match(zone)
    if number is None and title:
        number = title[2]
    date, place, date_end = _place_and_date(zone)
    to, to_end = _addressees(text, zone_end)
    heading = _heading(zone)
    kind = kinds.by_symbol(number) or (heading[0] if heading else None)
    if kind is None and (to or (number and not heading)):
        kind = "công văn"
    if kind is None and title:
        kind = title[1].lower()
    parent, issuer = _letterhead(zone)
    if owner := _OF.search(zone, heading[1] if heading else 0):
        issuer, parent = flat(owner[1]), issuer if parent is None else parent
    if issuer is None and title:
        issuer = _issuer_of_title(title[3])
    subject = _subject(zone, heading, title)
    end = max(to_end, date_end, number_match.end() if number_match else 0, heading[1] if heading else 0)
    return Header(kind, number, date, place, issuer, parent, to, subject, end)


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
    return (match[1].lower(), match.end(), match.start()) if match else None


def _letterhead(zone: str) -> tuple[str | None, str | None]:
    """The lines above or left of the national title: parent and issuing agency."""
    party = False
    stop = _STATE.search(zone)
    if stop is None:
        stop = _PARTY.search(zone)
        party = bool(stop)
    number = re.search(r"(?:^|\s)Số\s*[:.]?\s*[\d/]", zone)
    end = stop.start() if stop else (number.start() if number else 0)
    if stop and not party and not _capitals(zone[:end]):
        # the national title stands first; the agency follows the motto
        motto = _MOTTO.search(zone)
        begin = motto.end() if motto else stop.end()
        return _split_letterhead(
            _capitals(zone[begin : number.start() if number and number.start() > begin else begin + 200])
        )
    return _split_letterhead(_capitals(zone[:end]) + _beside_motto(zone, stop))


def _beside_motto(zone: str, title: re.Match[str] | None) -> list[str]:
    """The agency's own line when two columns run together: `TỔNG CỤC THUẾ Độc lập - Tự do - Hạnh phúc`."""
    motto = _MOTTO.search(zone, title.end()) if title else None
    if motto is None or "\n" not in zone[title.end() if title else 0 : motto.start()]:
        return []
    line = zone[zone.rfind("\n", 0, motto.start()) + 1 : motto.start()]
    return [] if _NUMBER.search(line) or "VIỆT NAM" in line else _capitals(line)


def _capitals(text: str) -> list[str]:
    """Lines, or the tails of lines, that are all in capitals."""
    found = []
    for line in text.split("\n"):
        bare = re.sub(r"[*_|]+", " ", line)
        run = re.search(rf"(?:^|\s)((?:(?:[{UPPER}\d][{UPPER}\d.&/]*|-|–|,)(?:\s+|$))+)$", bare.rstrip() + " ")
        if run and len(re.findall(rf"[{UPPER}]", run[1])) > 1:
            found.append(flat(run[1]).strip(" -–,"))
    return found


def _split_letterhead(lines: list[str]) -> tuple[str | None, str | None]:
    lines = [line for line in lines if not _TYPE_LINE.fullmatch(line)]
    if not lines:
        return None, None
    if len(lines) > 1:
        joined = _continued(lines)
        return (joined[-2] if len(joined) > 1 else None), joined[-1]
    line = lines[0]
    if line.startswith(_PARENTS):
        for office in sorted(_OFFICE, key=len, reverse=True):
            place = line.find(f" {office} ", 6)
            if (
                place > 0
                and not line[:place].endswith((" VÀ", "ỦY", "-", " CỦA", " CỦA CÁC"))
                and not _inside(line, place, office)
            ):
                return line[:place], line[place + 1 :]
    return None, line


def _inside(line: str, place: int, office: str) -> bool:
    # `BỘ Y TẾ CỤC …` splits; `ỦY BAN NHÂN DÂN` and `BỘ CÔNG AN` are one name each.
    return office in ("ỦY BAN", "UỶ BAN", "BAN", "CÔNG AN", "ĐOÀN", "HỘI") and (
        place < 8 or (line.startswith(("ỦY BAN", "UỶ BAN")) and office == "BAN" and place < 10)
    )


def _continued(lines: list[str]) -> list[str]:
    """Joins a name broken over two lines: the second does not begin like an agency."""
    joined: list[str] = []
    heads = (
        *_OFFICE,
        "BỘ",
        "UBND",
        "CHÍNH PHỦ",
        "THỦ TƯỚNG",
        "QUỐC HỘI",
        "TỔNG",
        "CHỦ TỊCH",
        "NGÂN HÀNG",
        "BCH",
        "HUYỆN ĐOÀN",
        "ĐẢNG",
        "TẬP ĐOÀN",
        "HĐND",
        "MẶT TRẬN",
        "THƯỜNG TRỰC",
    )
    for line in lines:
        if joined and not line.startswith(heads):
            joined[-1] += " " + line
        else:
            joined.append(line)
    return joined


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


_AUTHORITY = re.compile(
    r"(?<!CỦA)(?<!VÀ)(?<!DO)(?<!CHÍ)\s(?=(?:THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|"
    r"HỘI ĐỒNG NHÂN DÂN|GIÁM ĐỐC|TỔNG GIÁM ĐỐC|CHÍNH PHỦ|QUỐC HỘI|ỦY BAN THƯỜNG VỤ|"
    r"TỔNG CỤC TRƯỞNG|CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|THỐNG ĐỐC|BAN THƯỜNG VỤ|TỔNG KIỂM TOÁN|CHÁNH ÁN|"
    r"CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHỈ HUY TRƯỞNG|TƯ LỆNH)"
    rf"(?:[\s,][^\n{LOWER}]*)?(?:\n|$))"
)


def _until_authority(text: str) -> str | None:
    """The subject under the name of the type, up to the authority's line, a basis or an empty line after text."""
    text = re.sub(rf"^\s*CỦA\s[^\n{LOWER}]+\n", "\n", text)
    lead = re.match(r"[\s:]*(?:V/V|V/v)?[\s:]*", text)
    text = text[lead.end() if lead else 0 :]
    stops = [len(text)]
    for pattern in (
        _AUTHORITY,
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
