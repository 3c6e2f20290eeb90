"""The fixed signs of a head: national title, motto, number, date, name of the type, the line of the
authority.
"""

import re

from goc.claims.directive import kinds
from goc.viet.letters import LOWER, UPPER

STATE = re.compile(r"C[ỘO]NG\s+H(?:ÒA|OÀ|OA|ÒA)\s+X[ÃA]\s+H[ỘO]I", re.I)
PARTY = re.compile(r"ĐẢNG\s+CỘNG\s+SẢN\s+VIỆT\s+NAM")
MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do\s*[-–—]\s*Hạnh ph[úu]c", re.I)
_SYMBOL = rf"[{UPPER}][\w&]*(?:(?:\s?[-/–]\s?|\.(?=[{UPPER}]{{2}}))[{UPPER}][\w&]*)*(?:-\d+)?"
NUMBER = re.compile(
    rf"(?:^|(?<=[\s|]))(?:Số|SỐ|số)\s*[:.]?\s*(\d{{1,6}}[a-z]?(?:\s?/\s?\d{{4}})?)"
    rf"(?:\s*([-/–])\s*({_SYMBOL})|\s()([{UPPER}]{{1,6}}[/-][{UPPER}][\w-]*))",
    re.M,
)
_BARE_NUMBER = re.compile(
    rf"^(\d{{1,6}}(?:/\d{{4}})?)\s?([-/])\s?([{UPPER}][{UPPER}\d]*(?:\s?[-/]\s?[{UPPER}][\w&]*)+)()()\s*$",
    re.M,
)
DATE = re.compile(r"ngày\s*(\d{1,2})\s*tháng\s*(\d{1,2})\s*năm\s*(\d{4})", re.I)
SHORT_DATE = re.compile(r"ngày\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})", re.I)
TYPE_NAMES = "|".join(sorted((re.escape(t) for t in kinds.TYPES), key=len, reverse=True))
TYPE_LINE = re.compile(
    r"^\s*("
    + "|".join(sorted((re.escape(t.upper()) for t in kinds.TYPES), key=len, reverse=True))
    + r")(?![\w:])(?!\s*:)",
    re.M,
)
# Where a scan lost `Số:` and broke the line, a symbol that names a type is left (`41 /CT-TTg`).
_SCANNED_NUMBER = re.compile(
    rf"(?<![\w/.:-])(?<!số )(?<!Số "
    rf")(\d{{1,5}})\s?(/)\s?((?:{'|'.join(kinds.ABBREVIATIONS)})-[{UPPER}]\w*)()()(?=\s)"
)
# Behind the name of a type inside a sentence (`Căn cứ Quyết định số 5/QĐ-…`) stands another
# document's number.
_CITED_TYPE = re.compile(
    rf"(?<!phúc)(?<!Phúc)(?<=[{LOWER},;(])\s?(?:"
    + "|".join(re.escape(form) for t in kinds.TYPES for form in (t, t.capitalize()))
    + r")\s*$"
)
_AUTHORITIES = (
    r"(?:THỦ TƯỚNG|BỘ TRƯỞNG|CHỦ TỊCH|[ỦU][YỶ] BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|(?:TỔNG )?GIÁM ĐỐC|"
    r"CHÍNH PHỦ|QUỐC HỘI|"
    r"[ỦU][YỶ] BAN THƯỜNG VỤ|(?:TỔNG )?CỤC TRƯỞNG|HIỆU TRƯỞNG|VIỆN TRƯỞNG|THỐNG ĐỐC|BAN THƯỜNG VỤ|"
    r"BAN CHẤP HÀNH|BAN BÍ THƯ|BỘ CHÍNH TRỊ|"
    r"TỔNG KIỂM TOÁN|CHÁNH ÁN|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|CHỈ HUY TRƯỞNG|TƯ LỆNH|"
    r"TỔNG THANH TRA|TỔNG THAM MƯU TRƯỞNG|ĐOÀN CHỦ TỊCH)"
)
# The line of the authority that decides: alone after the subject, or the end of the only line
# before the bases.
AUTHORITY = re.compile(rf"\n\s*(?={_AUTHORITIES}(?:[\s,][^\n{LOWER}]*)?(?:\n|$))")
RUN_ON = re.compile(
    rf"(?<!CỦA)(?<!VÀ)(?<!DO)(?<!CHÍ)(?<!PHÒNG)(?<!PHÓ)\s(?={_AUTHORITIES}(?:[\s,][^\n{LOWER}]*)?\s*$)"
)


def own_number(zone: str) -> re.Match[str] | None:
    """The document's own number: `Số: …`, number and symbol alone on a line, or what a scan left of
    them.
    """
    return written_number(zone) or _BARE_NUMBER.search(zone) or _SCANNED_NUMBER.search(zone)


def written_number(text: str) -> re.Match[str] | None:
    """`Số: 5/QĐ-…`, but not behind the name of a type: that is another document's."""
    found = NUMBER.finditer(text)
    return next(
        (
            own
            for own in found
            if not _CITED_TYPE.search(text, max(0, own.start() - 30), own.start())
        ),
        None,
    )
