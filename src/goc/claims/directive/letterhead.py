"""The letterhead: which agency speaks, and under which it stands."""

import re

from goc.claims.directive import signs
from goc.claims.directive.cleaning import flat
from goc.viet.letters import UPPER
from goc.viet.spelling import same

# Words an agency's name begins with; the guards keep `BAN NHÂN DÂN`, `MÔI TRƯỜNG`, `QUỐC PHÒNG`,
# `NỘI VỤ` whole.
_BEGINNINGS = (
    r"SỞ",
    r"(?<!ỦY )(?<!UỶ )BAN(?! NHÂN DÂN)",
    r"(?:TỔNG |CHI )?CỤC",
    r"VĂN PHÒNG",
    r"(?<!NỘI )VỤ",
    r"(?<!MÔI )(?<!THỊ )TRƯỜNG",
    r"HỌC VIỆN",
    r"(?<!TRƯỜNG )ĐẠI HỌC",
    r"TRUNG TÂM",
    r"VIỆN KIỂM SÁT",
    r"VIỆN",
    r"(?<!QUỐC )(?<!BIÊN )(?<!HẢI )PHÒNG",
    r"(?<!BỘ )CÔNG AN",
    r"KHO BẠC",
    r"BỆNH VIỆN",
    r"HỘI ĐỒNG",
    r"[ỦU][YỶ] BAN",
    r"(?:TỔNG )?CÔNG TY",
    r"THANH TRA",
    r"(?<!XÃ )(?<!QUỐC )HỘI(?! ĐỒNG)",
    r"(?:TỔNG )?LIÊN ĐOÀN",
    r"TẬP ĐOÀN",
    r"(?:SƯ|LỮ|TRUNG|TIỂU|BINH) ĐOÀN",
    r"(?:TỈNH |HUYỆN |THÀNH |QUẬN |CÔNG |(?<!LIÊN )(?<!TẬP ))ĐOÀN",
    r"QUÂN (?:KHU|CHỦNG|ĐOÀN)",
    r"BINH CHỦNG",
    r"T(?:ÒA|OÀ) ÁN",
    r"(?:ĐẢNG|HUYỆN|THÀNH|TỈNH|QUẬN) [ỦU][YỶ]",
    r"ĐẢNG (?:BỘ|ĐOÀN)",
    r"CHI BỘ",
    r"BẢO HIỂM XÃ HỘI",
    r"BỘ(?! ĐỘI)",
    r"UBND",
    r"HĐND",
    r"BCH",
    r"CHÍNH PHỦ",
    r"THỦ TƯỚNG",
    r"QUỐC HỘI",
    r"CHỦ TỊCH",
    r"NGÂN HÀNG",
    r"MẶT TRẬN",
    r"THƯỜNG TRỰC",
    r"TIỂU BAN",
    r"XÍ NGHIỆP",
    r"HIỆP HỘI",
    r"NHÀ (?:MÁY|XUẤT BẢN|VĂN HÓA)",
    r"KIỂM TOÁN",
    r"TỔNG",
    r"QUỸ",
    r"ĐÀI",
    r"BÁO",
    r"TẠP CHÍ",
    r"KHOA(?! HỌC)",
    r"HẠT",
    r"TRẠI",
    r"LIÊN MINH",
)
_AGENCY = re.compile(rf"(?:{'|'.join(_BEGINNINGS)})(?!\w)")
_NAMELESS = ("ỦY BAN NHÂN DÂN", "UỶ BAN NHÂN DÂN", "HỘI ĐỒNG NHÂN DÂN", "UBND", "HĐND")
_POST = re.compile(
    r"^(?:PHÓ )?(?:CHỦ TỊCH(?= [ỦU][YỶ] BAN| HỘI)|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG )?CỤC "
    r"TRƯỞNG(?= )|HIỆU TRƯỞNG|"
    r"CHÁNH VĂN PHÒNG(?= \w)|THỐNG ĐỐC|VIỆN TRƯỞNG|CHÁNH ÁN|CHỈ HUY TRƯỞNG|TƯ LỆNH) (?=\w)"
)
_PARENTS = (
    "BỘ ",
    "ỦY BAN NHÂN DÂN ",
    "UỶ BAN NHÂN DÂN ",
    "UBND ",
    "QUÂN KHU",
    "TỔNG CỤC ",
    "ĐẢNG BỘ ",
    "NGÂN HÀNG NHÀ NƯỚC",
    "TỈNH ỦY ",
    "THÀNH ỦY ",
    "HUYỆN ỦY ",
    "ĐẢNG ỦY ",
    "BAN CHẤP HÀNH ",
    "TẬP ĐOÀN ",
    "ĐẠI HỌC ",
    "LIÊN ĐOÀN LAO ĐỘNG ",
    "SỞ ",
)
# An office without a name of its own, and a link: the next line goes on with them.
_UNFINISHED = re.compile(
    r"^(?:VĂN PHÒNG|THANH TRA|BỘ TƯ LỆNH|BAN CHẤP HÀNH|THƯỜNG TRỰC|BAN CHỈ HUY|BAN THƯỜNG VỤ|CHỦ "
    r"TỊCH|HỘI ĐỒNG)$|"
    r"(?:\s(?:VÀ|CỦA)|-|,)$"
)
_CAPITAL_RUN = re.compile(
    rf"(?:^|\s)((?:(?:[{UPPER}][{UPPER}\d.&/]*|\d+(?!\.)|-|–|,|&)(?:\s+|$))+)$"
)
_NAMED_WITHIN = 200_000


def read(zone: str) -> tuple[str | None, str | None]:
    """The lines above, left of or below the national (or the Party's) title: parent and issuing
    agency.
    """
    number = signs.own_number(zone) or re.search(r"(?:^|\s)Số\s*[:.]?\s*[\d/]", zone)
    title = signs.STATE.search(zone) or signs.PARTY.search(zone)
    if title is None:
        return _split_letterhead(_capitals(zone[: number.start() if number else 0]))
    above = _capitals(signs.NUMBER.sub(" ", zone[: title.start()]))
    if not above:
        # the title stands first; the agency follows it, or its motto
        motto = signs.MOTTO.search(zone, title.end())
        begin = motto.end() if motto else title.end()
        end = number.start() if number and number.start() > begin else begin + 200
        return _split_letterhead(_capitals(zone[begin:end]))
    return _split_letterhead(above + _beside_title(zone, title))


def _beside_title(zone: str, title: re.Match[str]) -> list[str]:
    """The agency's own line when two columns run together: beside the motto, or under the Party's
    title.
    """
    motto = signs.MOTTO.search(zone, title.end())
    if motto and "\n" in zone[title.end() : motto.start()]:
        line = zone[zone.rfind("\n", 0, motto.start()) + 1 : motto.start()]
        return [] if signs.NUMBER.search(line) or "VIỆT NAM" in line else _capitals(line)
    if motto is None and signs.PARTY.match(zone, title.start()):
        below = zone[title.end() :].lstrip().partition("\n")[0]
        line = signs.DATE.split(below)[0] if signs.DATE.search(below) else ""
        office = re.match(rf"([{UPPER}]{{2,}}(?:\s[{UPPER}]{{2,}})*)\s", line)
        return [office[1]] if office and _AGENCY.match(office[1]) else []
    return []


def _capitals(text: str) -> list[str]:
    """Lines, or the tails of lines, that are all in capitals."""
    found = []
    for line in text.split("\n"):
        bare = re.sub(r"[*_|]+", " ", line)
        run = re.search(
            rf"(?:^|\s)((?:(?:[{UPPER}][{UPPER}\d.&/]*|\d+(?!\.)|-|–|,|&)(?:\s+|$))+)$",
            bare.rstrip() + " ",
        )
        if (
            run
            and len(re.findall(rf"[{UPPER}]", run[1])) > 1
            and not signs.TYPE_LINE.fullmatch(run[1].strip())
        ):
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
        match.start()
        for match in _AGENCY.finditer(line)
        if match.start() > 5 and _ends_name(line[: match.start()])
    ]
    if inner and line.startswith(_PARENTS):
        return line[: inner[0]].strip(), line[inner[0] :]
    return None, line


def _ends_name(before: str) -> bool:
    """May a name end here: two words at least, and no link to what follows?"""
    return len(before.split()) > 1 and not re.search(
        r"(?:-|,|\s(?:VÀ|CỦA|CÁC|THUỘC|BỘ|TRỰC|LỆNH|HUY|MƯU|ĐẠO|HÀNH|[ỦU][YỶ]))\s*$", before
    )


def _continued(lines: list[str]) -> list[str]:
    """Joins a name broken over lines: what does not begin like an agency, or follows a single torn
    word.
    """
    joined: list[str] = []
    for line in lines:
        torn = joined and (" " not in joined[-1] or _UNFINISHED.search(joined[-1]))
        if joined and (torn or not _AGENCY.match(line)):
            joined[-1] += ("" if joined[-1] == "Ủ" else " ") + line
        else:
            joined.append(line)
    return joined


def whole_name(issuer: str | None, parent: str | None, text: str, below: str) -> str | None:
    """The issuer's name made whole: with its parent where the text itself says both together (`VĂN
    PHÒNG` under `ĐẢNG ỦY CHÍNH PHỦ`), or from the line of the authority in `below`, less the post.
    """
    if issuer and parent and same(f"{issuer} {parent}") in same(text[:_NAMED_WITHIN]):
        return f"{issuer} {parent}"
    if issuer and issuer not in _NAMELESS:
        return issuer
    match = signs.AUTHORITY.search(below)
    decides = (
        _POST.sub("", flat(below[match.end() :].partition("\n")[0]).strip(" ,")) if match else None
    )
    return decides if decides and decides.startswith(issuer or "") else issuer
