"""Recognises the markers of a Vietnamese document: Phần, Chương, Mục, Điều, A., I., 1., 1.1., a),
-, +.

A candidate at the head of a line is told from a wrapped citation by its sequence and its
surroundings; a marker inside a line must be the very next of its row.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from goc.viet.letters import LOWER, UPPER, point, roman

PART, CHAPTER, SECTION, CAPITAL, ROMAN, ARTICLE, NUMBER = range(7)
POINT, BRACKET, BULLET, PLUS = range(10, 14)  # between: 1.1., 1.1.1., …
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

    def __bool__(self) -> bool:
        return self.rank >= PART


NO_MARKER = Marker(0, 0, "", -1, ())


def at_line(text: str, start: int, end: int) -> Marker | None:
    """The marker a line begins with."""
    match = _LINE.match(text, start, end)
    return _made(match, inside=False) if match else None


def within(text: str, start: int, end: int) -> list[Marker]:
    """Candidates inside a line; only their sequence can make them markers."""
    inside = _INSIDE.finditer(text, start, min(len(text), end + 1))
    found = filter(None, (_made(match, inside=True) for match in inside))
    return [marker for marker in found if not cited(text, marker.start)]


def _made(match: re.Match[str], *, inside: bool) -> Marker | None:
    kind = next((kind for kind in _KINDS if match.groupdict().get(kind)), None)
    if kind is None:
        return None
    start, end = match.start(kind), match.end()
    form = _FORMS[kind]
    value = form.value(match.groupdict())
    if value is None:
        return None
    rank = form.rank + len(value) - 1  # 1.1. stands below 1.
    return Marker(start, end, form.written(match.string[start:end]), rank, value, inside)


Got = Mapping[str, str | None]
Value = tuple[int, ...] | None


def _spaced(text: str) -> str:
    return " ".join(text.replace("–", "-").split())


def _unspaced_dash(text: str) -> str:
    """`1 -` is written `1-`."""
    written = _spaced(text)
    return written.replace(" ", "") if written.endswith("-") else written


def _article(text: str) -> str:
    return _spaced(text).replace(" .", ".").replace(" :", ":")


@dataclass(frozen=True)
class _Form:
    """A kind of marker: its rank, how its number is read from the groups of the pattern, how it is
    written.
    """

    rank: int
    value: Callable[[Got], Value]
    written: Callable[[str], str] = _spaced


def _digits(*groups: str) -> Callable[[Got], Value]:
    """The first of the groups that holds a number; 0 when none does."""

    def value(got: Got) -> Value:
        return (int(next((number for name in groups if (number := got.get(name))), "0")),)

    return value


def _counted(group: str) -> Callable[[Got], Value]:
    """A number in digits or Roman ones; 0 when it is neither."""
    return lambda got: (_count(got[group]) or 0,)


def _listed(group: str, read: Callable[[str], int | None]) -> Callable[[Got], Value]:
    """A letter or Roman number; none when it is out of its row."""

    def value(got: Got) -> Value:
        place = read(got[group] or "")
        return (place,) if place else None

    return value


def _part(got: Got) -> Value:
    word = (got.get("part_word") or "").lower()
    return (_ORDINALS.get(word) or _count(got.get("part_roman")) or 0,)


def _capital(got: Got) -> Value:
    return ("ABCDĐEGH".find(got["capital_no"] or "") + 1,)


def _decimal(got: Got) -> Value:
    return tuple(int(part) for part in (got["decimal_no"] or "").split("."))


def _uncounted(_got: Got) -> Value:
    return (0,)


_FORMS = {
    "part": _Form(PART, _part),
    "chapter": _Form(CHAPTER, _counted("chapter_no")),
    "section": _Form(SECTION, _counted("section_no")),
    "article": _Form(ARTICLE, _digits("article_no"), _article),
    "roman": _Form(ROMAN, _listed("roman_no", roman), _unspaced_dash),
    "capital": _Form(CAPITAL, _capital),
    "decimal": _Form(NUMBER, _decimal),
    "bracket": _Form(BRACKET, _digits("bracket_no")),
    "number": _Form(NUMBER, _digits("number_no", "number_dash"), _unspaced_dash),
    "point": _Form(POINT, _listed("point_no", point)),
    "bullet": _Form(BULLET, _uncounted, lambda _text: "-"),
    "plus": _Form(PLUS, _uncounted, lambda _text: "+"),
}


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
    if start == 0 or text[max(0, start - 2) : start] == "\n\n":
        return True
    return bool(_ENDED.search(text, max(0, start - 6), start))
