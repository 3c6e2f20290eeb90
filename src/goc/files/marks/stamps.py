"""What a degree of secrecy looks like where it is stamped or typed, and where it may stand.

A mark stands alone on its line or in its cell ("MẬT", "Độ mật: Tối mật"); the words in a sentence
("giữ bí mật") are none, nor is a value among others in a row of a list. Degrees: Luật Bảo vệ bí mật
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
_SAID = r"(?:(?:mức )?độ (?:bảo )?mật|tài liệu|văn bản|loại) ?:? ?"
_HURRY = r"(?:khẩn|thượng khẩn|hỏa tốc|hoả tốc)"
_DEGREE = f"(?P<degree>{'|'.join(DEGREES)})"
_BETWEEN = r" ?[,;/–—-]? ?"
STAMP = re.compile(f"(?:{_HURRY}{_BETWEEN})?(?:{_SAID})?{_DEGREE}(?:{_BETWEEN}{_HURRY})?")
EDGES = " \t.,;:*•·|()[]{}<>«»“”\"'_=–—-"
PARTS = re.compile(r"[\t\n\r\v\f]|\s{3,}")
MOST_BESIDE = 3
"""Filled cells of a row with a stamp; a row with more is one of a list."""
HEAD = 25
"""Filled lines at the top of a document, or rows of a sheet, among which a mark stands."""


def degree_in(lines: Iterable[Line]) -> str:
    """The degree that one of the lines bears; empty for none."""
    for line in lines:
        parts = [part for cell in line for part in PARTS.split(cell) if part.strip()]
        filled = sum(bool(cell.strip()) for cell in line)
        found = next(filter(None, map(degree_of, parts)), "")
        if found and filled <= MOST_BESIDE:
            return found
    return ""


def degree_of(text: str) -> str:
    """Of a piece that stands alone, in whatever letters it is written."""
    if not 3 <= len(text) <= 60:
        return ""
    return next(filter(None, (_stamped(text, letters) for letters in (UNICODE, TCVN3, VNI))), "")


def _stamped(text: str, letters: str) -> str:
    words = tidy(converted(text, letters)).lower().strip(EDGES).split()
    found = STAMP.fullmatch(_closed_up(words))
    return DEGREES[found["degree"]] if found else ""


def _closed_up(words: Sequence[str]) -> str:
    """A word that was set with a space after each letter is one word."""
    if max(map(len, words), default=0) > 1:
        return " ".join(words)
    letters = "".join(words)
    return next((degree for degree in DEGREES if degree.replace(" ", "") == letters), "")
