"""What a degree of secrecy looks like where it is stamped or typed, and where it may stand.

A mark stands alone on its line or in its cell ("MẬT", "Độ mật: Tối mật") and begins with a capital;
the words in a sentence ("giữ bí mật") are none, nor is the end of one that went on to the next line,
nor a value among others in a row of a list. Degrees: Luật Bảo vệ bí mật
nhà nước 2018, Điều 8; how they are stamped: Thông tư 24/2020/TT-BCA.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from goc.viet.cleaning import tidy
from goc.viet.oldletters import TCVN3, UNICODE, VNI, converted

Line = Sequence[str]
"""What stands side by side: the cells of a row, or the parts of a line."""

DEGREES = {"tuyệt mật": "Tuyệt mật", "tối mật": "Tối mật", "mật": "Mật"}
_SAID = (
    r"(?:(?:dấu chỉ )?(?:mức |cấp )?độ(?: bảo)? mật(?: của (?:văn bản|tài liệu))?"
    r"|(?:mức|cấp)(?: độ)?|(?:loại|tài liệu|văn bản|hồ sơ|công văn|báo cáo)) ?:? ?"
)
_HURRY = r"(?:khẩn|thượng khẩn|hỏa tốc|hoả tốc)"
_DEGREE = f"(?P<degree>{'|'.join(DEGREES)})"
_BETWEEN = r" ?[.,;/(–—-]? ?"
_COPY = r"bản số ?:? ?\d+"
_BESIDE = (
    f"(?:{_HURRY}|{_COPY}|(?:tài liệu )?thu hồi|(?:không|cấm) sao (?:chụp|chép)|lưu hành nội bộ)"
)
"""What is stamped with a degree: how fast, which copy, what may be done with it."""
STAMP = re.compile(f"(?:{_BESIDE}{_BETWEEN})?(?:{_SAID})?{_DEGREE}(?:{_BETWEEN}{_BESIDE})?")
EDGES = " \t.,;:!*•·★☆|()[]{}<>«»“”\"'_=–—-"
GOES_ON = re.compile(r"(?:bí|bảo|giữ)\s*$", re.IGNORECASE)
"""How a line ends whose next begins with the word for secret."""
PARTS = re.compile(r"[\t\n\r\v\f]|\s{3,}")
MOST_BESIDE = 3
"""Filled cells of a row with a stamp; a row with more is one of a list."""
HEAD = 25
"""Filled lines at the top of a document, or rows of a sheet, among which a mark stands."""


def degree_in(lines: Iterable[Line]) -> str:
    """The degree that one of the lines bears; empty for none."""
    before, most = "", MOST_BESIDE
    for line in lines:
        goes_on, before = GOES_ON.search(before), " ".join(line)
        parts = [part for cell in line for part in PARTS.split(cell) if part.strip()]
        filled = sum(bool(cell.strip()) for cell in line)
        found = next(filter(None, map(degree_of, parts)), "")
        if found and filled <= most and not goes_on:
            return found
        if filled > MOST_BESIDE:
            most = 1  # below the head of a list what stands beside others is a value
    return ""


def degree_of(text: str) -> str:
    """Of a piece that stands alone, in whatever letters it is written."""
    if not 3 <= len(text) <= 60:
        return ""
    return next(filter(None, (_stamped(text, letters) for letters in (UNICODE, TCVN3, VNI))), "")


def _stamped(text: str, letters: str) -> str:
    """The capitals of old fonts are small letters drawn as capitals."""
    said = tidy(converted(text, letters)).strip(EDGES)
    if said.islower() and said == tidy(text).strip(EDGES):
        return ""
    found = STAMP.fullmatch(_closed_up(said.lower().split()))
    return DEGREES[found["degree"]] if found else ""


def _closed_up(words: Sequence[str]) -> str:
    """A word that was set with a space after each letter is one word."""
    if max(map(len, words), default=0) > 1:
        return " ".join(words)
    letters = "".join(words)
    return next((degree for degree in DEGREES if degree.replace(" ", "") == letters), "")
