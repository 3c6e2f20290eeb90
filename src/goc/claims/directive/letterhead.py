"""The letterhead: which agency speaks, and under which it stands."""

import re

from goc.claims.directive import signs
from goc.claims.directive.cleaning import flat
from goc.lib import answers
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
    r"^(?:PHÓ )?(?:CHỦ TỊCH(?= [ỦU][YỶ] BAN| HỘI| UBND| HĐND)|BỘ TRƯỞNG|(?:TỔNG )?GIÁM ĐỐC|(?:TỔNG )?CỤC "
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
_CAPITAL = re.compile(rf"[{UPPER}]")
_TORN = re.compile(r"[ỦU][YỶ]|Ủ")
_OFFICE = re.compile(rf"([{UPPER}]{{2,}}(?:\s[{UPPER}]{{2,}})*)\s")
_NAMED_WITHIN = 200_000


def read(zone: str) -> tuple[str | None, str | None]:
    """The lines above, left of or below the national (or the Party's) title: parent and issuing
    agency.
    """
    number = signs.own_number(zone) or re.search(r"(?:^|\s)Số\s*[:.]?\s*[\d/]", zone)
    title = signs.STATE.search(zone) or signs.PARTY.search(zone)
    if title is None:
        return _split_letterhead(_capitals(zone[: answers.begin(number, 0)]))
    above = _capitals(signs.NUMBER.sub(" ", zone[: title.start()]))
    if not above:
        # the title stands first; the agency follows it, or its motto
        begin = answers.end(signs.MOTTO.search(zone, title.end()), title.end())
        stop = answers.begin(number, 0)
        return _split_letterhead(_capitals(zone[begin : stop if stop > begin else begin + 200]))
    return _split_letterhead(above + _beside_title(zone, title))


def _beside_title(zone: str, title: re.Match[str]) -> list[str]:
    """The agency's own line when two columns run together: beside the motto, or under the Party's
    title.
    """
    motto = signs.MOTTO.search(zone, title.end())
    if motto is None:
        return _under_party(zone, title)
    _above, broken, line = zone[title.end() : motto.start()].rpartition("\n")
    if not broken or "VIỆT NAM" in line or signs.NUMBER.search(line):
        return []
    return _capitals(line)


def _under_party(zone: str, title: re.Match[str]) -> list[str]:
    below = zone[title.end() :].lstrip().partition("\n")[0]
    line, *dated = signs.DATE.split(below)
    office = answers.said(_OFFICE.match(line))
    named = dated and _AGENCY.match(office) and signs.PARTY.match(zone, title.start())
    return [office] if named else []


def _capitals(text: str) -> list[str]:
    """Lines, or the tails of lines, that are all in capitals."""
    return list(filter(None, map(_capital_tail, text.split("\n"))))


def _capital_tail(line: str) -> str:
    bare = re.sub(r"[*_|]+", " ", line).strip()
    run = answers.said(_CAPITAL_RUN.search(f" {bare} "))
    if len(_CAPITAL.findall(run)) > 1 and not signs.TYPE_LINE.fullmatch(run.strip()):
        return flat(run).strip(" -–,")
    return bare if _TORN.fullmatch(bare) else ""


def _split_letterhead(lines: list[str]) -> tuple[str | None, str | None]:
    if not lines:
        return None, None
    joined = _continued(lines)
    if len(joined) > 1:
        return joined[-2], joined[-1]
    line = joined[0]
    # `BỘ Y TẾ CỤC …`, `UBND TỈNH … SỞ …`: the last agency that begins inside the line of another
    starts = (match.start() for match in _AGENCY.finditer(line))
    inner = next((start for start in starts if start > 5 and _ends_name(line[:start])), 0)
    if inner and line.startswith(_PARENTS):
        return line[:inner].strip(), line[inner:]
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
        last = "".join(joined[-1:])
        torn = " " not in last or _UNFINISHED.search(last)
        if joined and (torn or not _AGENCY.match(line)):
            joined[-1] += ("" if last == "Ủ" else " ") + line
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
    line = below[answers.end(signs.AUTHORITY.search(below), len(below)) :].partition("\n")[0]
    decides = _POST.sub("", flat(line).strip(" ,"))
    return decides if decides and decides.startswith(issuer or "") else issuer
