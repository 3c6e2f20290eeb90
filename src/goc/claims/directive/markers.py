"""Recognises the markers of a Vietnamese document: Phần, Chương, Mục, Điều, A., I., 1., 1.1., a),
-, +.

A candidate at the head of a line is told from a wrapped citation by its sequence and its
surroundings; a marker inside a line must be the very next of its row.
"""

import re
from dataclasses import dataclass

from goc.viet.letters import LOWER, UPPER, point, roman

PART, CHAPTER, SECTION, CAPITAL, ROMAN, ARTICLE, NUMBER, POINT, BRACKET, BULLET, PLUS = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    10,
    11,
    12,
    13,
)
_ORDINALS = {w: n for n, w in enumerate("nhất hai ba bốn năm sáu bảy tám".split(), 1)} | {
    "tư": 4,
    "1": 1,
}

_OPENING = rf"[“\"‘«(\[]?[{UPPER}{LOWER}\d“\"]"
_LINE = re.compile(
    rf"""(?:
    (?P<part>(?:PHẦN|Phần)\s(?:(?:THỨ|thứ)\s(?P<part_word>\w+)|(?P<part_roman>[IVX]+|\d{{1,2}}|[A-E])|MỞ\sĐẦU|CHUNG))
      (?=[\s.:\-–]|$)[.:]?
  | (?P<chapter>(?:CHƯƠNG|Chương)\s(?P<chapter_no>[IVXLC]+|\d{{1,3}}))(?=[\s.:\-–]|$)[.:]?
  | (?P<section>(?:MỤC|Mục|TIỂU\sMỤC|Tiểu\smục)\s(?P<section_no>[IVX]+|\d{{1,2}}))(?=[.:]|\s*$|\s+[{UPPER}]{{2}})[.:]?
  | (?P<article>(?:Điều|ĐIỀU)\s(?P<article_no>\d{{1,4}})(?P<article_letter>[a-zđ])?)
      (?:\s?[.:](?!\d)|(?=\s*$)|(?=\s[-–]?\s?[{UPPER}]))
  | (?P<roman>(?P<roman_no>[IVX]{{1,6}})\s?[.\-–/)])(?!\d)(?=\s|$|[{UPPER}])
  | (?P<capital>(?P<capital_no>[A-HĐ])\s?[.\-–/)])(?=\s+[{UPPER}]|$)
  | (?P<decimal>(?P<decimal_no>\d{{1,2}}(?:\.\d{{1,2}}){{1,4}})\s?[.)\-–:]?)
      (?=\s|$)(?!\s*(?:%|triệu|tỷ|tỉ|nghìn|ha|km|m2|tấn|lần)\b)
  | (?P<bracket>\((?P<bracket_no>\d{{1,2}})\))(?=\s|$|[{UPPER}])
  | (?P<number>(?:(?P<number_no>\d{{1,2}})\s?[.)/:]
      |(?P<number_dash>\d{{1,2}})\s?[-–](?!\s?\d)))
      (?=\s|$|[{UPPER}*])
  | (?P<point>\(?(?P<point_no>[a-zđ])(?P<point_sub>\.?\d{{0,2}})
      (?:\)|[.,](?=\s+[{UPPER}])|\.(?=[{UPPER}][{LOWER}])|\.(?=\s*$)|/|\s?-(?=\s)))
  | (?P<bullet>[-–—•*·▪●○◦‣■❖➢✓\uf0b7\uf02d\uf0d8](?!\s?\d+\s?%))(?=\s*\S)
  | (?P<plus>\+)(?=\s*\S)
    )""",
    re.X,
)
_INSIDE = re.compile(
    rf"""(?:(?<=[”"])(?=Điều\s\d)|(?:(?<=[.;:/…”"])|(?<=\.\s)|(?<=[{LOWER}{UPPER}\d)]))\s+)(?:
    (?P<article>Điều\s(?P<article_no>\d{{1,4}}))[.:](?=\s+[{UPPER}]|\s*\n|\s*$)
  | (?P<chapter>Chương\s(?P<chapter_no>[IVXLC]+))[.:]?(?=\s+[{UPPER}]{{2}})
  | (?P<section>Mục\s(?P<section_no>\d{{1,2}}))[.:]?(?=\s+[{UPPER}]{{2}})
  | (?P<roman>(?P<roman_no>[IVX]{{1,6}})\.)(?=\s+[{UPPER}]{{2}})
  | (?P<decimal>(?P<decimal_no>\d{{1,2}}(?:\.\d{{1,2}}){{1,3}})\.?)(?=\s+[{UPPER}]|\s*\n|\s*$)
  | (?P<number>(?P<number_no>\d{{1,2}})[.)])(?=\s+[{UPPER}“"]|\s*\n|\s*$)
  | (?P<point>(?P<point_no>[a-zđ])\))(?=\s)
  | (?P<bullet>-)(?=\s[{UPPER}])
    )""",
    re.X,
)
_KINDS = [name for name in _LINE.groupindex if "_" not in name]
# A number after these words is cited, wherever the line happens to break.
_CITING = re.compile(
    r"(?:Điều|điều|khoản|Khoản|điểm|Điểm|số|Số|Mục|mục|Chương|chương|Phần|phần|Phụ lục|phụ lục|"
    r"tháng|ngày|"
    r"năm|quý|Mẫu|mẫu|bảng|Bảng|"
    r"và|hoặc|đến|từ|tại|của|các|theo|thứ|lần|khóa|cấp|lớp|nhóm|Nhóm|loại|tổ|đội|vùng|,)\s*$"
)
_NAMING = re.compile(r"(?:Điều|điều|[Kk]hoản|[Đđ]iểm|số|Số)[ \n]$")
_ENDED = re.compile(r"[.;:!?…”\"/)]\s*$|^\s*$")


@dataclass(frozen=True)
class Marker:
    """A marker in the text: where it stands, where its paragraph begins, its rank and its place in
    its row.
    """

    start: int
    end: int
    written: str
    rank: int
    value: tuple[int, ...]
    inside: bool = False


def at_line(text: str, start: int, end: int) -> Marker | None:
    """The marker a line begins with."""
    match = _LINE.match(text, start, end)
    return _made(match, inside=False) if match else None


def within(text: str, start: int, end: int) -> list[Marker]:
    """Candidates inside a line; only their sequence can make them markers."""
    found = []
    for match in _INSIDE.finditer(text, start, min(len(text), end + 1)):
        marker = _made(match, inside=True)
        if marker and not _CITING.search(text, max(0, marker.start - 16), marker.start):
            found.append(marker)
    return found


def _made(match: re.Match[str], *, inside: bool) -> Marker | None:
    got = match.groupdict()
    group = next((name for name in _KINDS if got.get(name)), None)
    if group is None:
        return None
    rank, value = _rank_and_value(group, got)
    if value is None:
        return None
    start, end = match.start(group), match.end()
    written = " ".join(match.string[start:end].replace("–", "-").split())
    if group in ("roman", "number") and written.endswith("-"):
        written = written.replace(" ", "")
    if group == "article":
        written = written.replace(" .", ".").replace(" :", ":")
    if group in ("bullet", "plus"):
        written = "+" if group == "plus" else "-"
    return Marker(start, end, written, rank, value, inside)


def _rank_and_value(group: str, got: dict[str, str | None]) -> tuple[int, tuple[int, ...] | None]:
    if group == "part":
        word = (got.get("part_word") or "").lower()
        return PART, (_ORDINALS.get(word) or _count(got.get("part_roman")) or 0,)
    if group in ("chapter", "section"):
        return (CHAPTER if group == "chapter" else SECTION), (_count(got[f"{group}_no"]) or 0,)
    if group == "article":
        return ARTICLE, (int(got["article_no"] or 0),)
    if group == "roman":
        value = roman(got["roman_no"] or "")
        return ROMAN, (value,) if value else None
    if group == "capital":
        return CAPITAL, ("ABCDĐEGH".find(got["capital_no"] or "") + 1,)
    if group == "decimal":
        parts = tuple(int(part) for part in (got["decimal_no"] or "").split("."))
        return NUMBER + len(parts) - 1, parts
    if group == "number":
        return NUMBER, (int(got.get("number_no") or got.get("number_dash") or 0),)
    if group == "bracket":
        return BRACKET, (int(got["bracket_no"] or 0),)
    if group == "point":
        value = point(got["point_no"] or "")
        return POINT, (value,) if value else None
    return (PLUS if group == "plus" else BULLET), (0,)


def _count(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) if text.isdigit() else roman(text)


def cited(text: str, start: int) -> bool:
    """Does the text right before a line head end in a word of citation, or in mid-sentence?"""
    return bool(_CITING.search(text, max(0, start - 16), start))


def named(text: str, start: int) -> bool:
    """Does the line break stand between `Điều`, `khoản` and its number?"""
    return bool(_NAMING.search(text, max(0, start - 16), start))


def ended(text: str, start: int) -> bool:
    """Is the text right before complete (a full stop, a colon, an empty line)?"""
    return (
        bool(_ENDED.search(text, max(0, start - 6), start))
        or start == 0
        or text[max(0, start - 2) : start] == "\n\n"
    )
