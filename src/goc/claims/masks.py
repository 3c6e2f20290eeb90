"""What looks like a figure and is none: addresses, document numbers, dates, names with digits,
grades, sayings.

`of(sentence)` gives the spans to leave alone; `is_name(...)` judges one number by the words around
it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from goc.claims import units
from goc.claims.lexicon import names
from goc.claims.units import Unit
from goc.lib import answers
from goc.viet.letters import LOWER, UPPER

SYMBOL = (
    r"(?<!\d)\d{1,6}[a-z]?(?:/\d{4})?\s?[-/]\s?(?:[A-ZĐƯ]{2}|Qy|"
    r"[A-ZĐ](?=-[A-ZĐ]))[A-Za-zĐđƯưÂâÔôÊê&]*\d{0,3}"
    r"(?:\s?[-/.]\s?[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,3})*"
)
_ALWAYS = [
    re.compile(r"(?:https?://|www\.)\S+"),
    re.compile(r"[\w.+-]{1,64}@[\w.-]{1,64}"),
    re.compile(SYMBOL),
    re.compile(
        r"(?<![\d.,])\+?(?:84[ .-]?|0)\d{1,3}(?:[ .-]?\d{3,4}){2,3}(?![\d.,]\d|\d)"
    ),  # telephone
    re.compile(r"(?<!\w)(?:24/24|24/7|4\.0|5\.0)(?!\d)"),
    re.compile(r"\[\d{1,3}\]"),
    re.compile(r"(?<![\d.,:])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\d:])"),  # 13:31:02
    re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0\d|1[0-2])(?:-[0-3]\d)?(?![\d-])"),  # 2019-12-31
    re.compile(r"[Kk]m ?\d+\+\d+"),
    re.compile(r"(?<![\d.,])\d{1,2}\s+giờ\s+(?:sáng|chiều|tối|đêm|trưa|kém)"),
    re.compile(r"(?<![\d.,])\d{1,2}\s?(?:h|g)\s?\d{0,2}(?![\w²])"),  # 7h30
    re.compile(
        r"(?:lúc|vào|hồi|từ|đến|khoảng|trước|sau|"
        r"tới)\s+\d{1,2}\s+giờ(?:\s+\d{1,2}(?:\s+phút)?)?(?=\s*(?:,|"
        r"ngày|sáng|chiều|tối|đêm|trưa|kém|đến|-|\.|;))",
        re.I,
    ),
    re.compile(
        r"(?:Huy hiệu|HH|huy hiệu|Kỷ niệm chương|"
        r"kỷ niệm chương)\s+(?:Đảng\s+)?(?:loại\s+)?\d{1,3}(?:\s{0,2}(?:,|và|-|đến|"
        r"hoặc)\s{0,2}\d{1,3}){0,9}\s{0,2}năm[^,.;]{0,15}"
    ),
    re.compile(
        r"(?<!\d)\d{1,3}(?:\s{0,2}(?:,|và|-|đến|"
        r"hoặc)\s{0,2}\d{1,3}){0,5}\s{1,2}năm\s{1,2}tuổi\s{1,2}[Đđ]ảng"
    ),
    re.compile(
        r"(?:[Nn]hững\s+)?(?:năm|thập niên|thập kỷ)\s+\d0(?![\d.,/%])(?=\s*(?:của|thế kỷ|,|\.|;|"
        r"\)|$))"
    ),
    re.compile(r"(?<![\w.,])[A-ZĐ]{1,5}-?\d+[\w/-]*"),  # K694, Su-30, H5N1
    re.compile(r"(?<!\w)(?:Covid|COVID|Su|Mi|Mig|MiG|Boeing|Airbus|Il|PC|SARS-CoV)[ -]?\d+\w*"),
    re.compile(r"(?<![\w.,])\d+[A-ZĐ][\w-]*(?![\w/])"),  # 4G, 12A
    re.compile(r"(?<![\w.,])\d{1,3}[abce](?!\w)"),  # Nghị quyết 30a
    re.compile(  # what a web page says of its visitors
        r"(?:online|truy cập|[Hh]ôm (?:nay|qua)|(?:[Tt]rong )?(?:[Tt]uần|[Tt]háng) ?(?:này|"
        r"trước)?|[Tt]ất cả|"
        r"[Ll]ượt (?:xem|đọc|truy cập)|[Ll]ần xem)\s*:\s*\d[\d .,]*$"
    ),
]
# Every pattern above holds one of these; most sentences hold none and are left alone at once.
_HINT = re.compile(
    r"//|www|@|\[|năm|thập|(?i:giờ)|\.0|(?:84[ .-]?|0)\d|\d[a-z]?\s?[-/]|\d\s?[hg]|\d[A-ZĐabce]|"
    r"[A-ZĐ]-?\d|"
    r"(?:ovid|OVID|Su|Mi|[iI][gG]|oeing|irbus|Il|PC|CoV)[ -]?\d|:\s*\d[\d .,]*$|\d:\d|\d\+\d"
)
_QUOTED = re.compile(r"[“\"‘']([^“”\"‘’'\n]{1,40})[”\"’']")
_NUMBER = re.compile(r"\d+(?:[.,/]\d+)*")
_HEAD_MARKER = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){0,3}(?:[.)/]|\s?[-–])|\(\d{1,3}\))(?=\s|$|[^\W\d])|"
    r"\d{1,3}(?:\.\d{1,2}){1,3}(?=\s+[A-ZĐ])"
)
_LONE = re.compile(r"\d{1,4}")
_INLINE_MARKER = re.compile(r"(?<=[;:.]\s)\(?\d{1,2}\)(?=\s)|(?<=\s)\(\d{1,2}\)(?=\s+[^\W\d])")
_LEFT = re.compile(r"((?:[^\W\d_]+[\s-]+){1,6})[“\"]?$")
_TAIL = re.compile(r"\s*(?:,|và|-|–|/)\s*\d{1,4}(?!\d|[.,]\d)")
_AT = re.compile(r"(?<!\w)(?:tại|ở|địa chỉ:?|số|ngõ|ngách|hẻm)\s*$|\($", re.I)
_STREET = re.compile(rf"(?:/\d+)*,?\s+(?:[{UPPER}][{LOWER}]+\s+){{1,3}}[{UPPER}]")
_SHARED = re.compile(r"[-–/%]|\s*\(\s*\d[\d.,]*\s?%")  # `THCS 123 (56%)` is a figure
_RANKED = re.compile(r"\s?/\s?\d+")
_EACH = re.compile(r"\d\s+[^\W\d]+\s*$")
_RATE = re.compile(
    r"(?:mỗi|một|hằng|hàng|bình quân|trung bình)\s+(?:ngày|tháng|quý|tuần|năm)\s+(?:\w+\s+)?$", re.I
)
_IN_THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
_INDEFINITE = tuple(f"{word} " for word in names.INDEFINITE)
_SLOGAN = 3  # words of a quotation that is one whatever it counts
_PLURAL_SERIES = ("các đợt", "các khóa")
_STRONG, _WEAK, _DOCUMENTS = (
    frozenset(names.STRONG),
    frozenset(names.WEAK),
    frozenset(names.DOCUMENTS),
)


def of(sentence: str, *, line_start: bool = True) -> list[tuple[int, int]]:
    """Spans that hold no figure, not sorted; `line_start`: the sentence opens a line, so a marker
    may head it.
    """
    patterns = [_INLINE_MARKER, *(_ALWAYS if _HINT.search(sentence) else ())]
    spans = [match.span() for pattern in patterns for match in pattern.finditer(sentence)]
    spans += _slogans(sentence)
    if line_start:
        spans += _heads(sentence)
    return spans


def _heads(sentence: str) -> Iterator[tuple[int, int]]:
    """The marker that heads a line, or the number that fills it."""
    marker, lone = _HEAD_MARKER.match(sentence), _LONE.fullmatch(sentence)
    if marker and not _counts(sentence, marker.end()):
        yield marker.span()
    if lone:
        yield lone.span()


def _counts(sentence: str, end: int) -> bool:
    return sentence[end - 1].isdigit() and units.known_after(sentence, end)


def _slogans(sentence: str) -> Iterator[tuple[int, int]]:
    """`“7 không”`: a number in a short quotation that names no counted thing."""
    for match in _QUOTED.finditer(sentence):
        short = len(match[1].split()) <= _SLOGAN
        for number in _NUMBER.finditer(match[1]):
            end = match.start(1) + number.end()
            if short or not units.known_after(sentence, end):
                yield match.start(1) + number.start(), end


@dataclass(frozen=True)
class _Named:
    """A number behind words that may name it, and the unit that may count it."""

    sentence: str
    start: int
    end: int
    words: list[str]
    unit: Unit

    @property
    def known(self) -> bool:
        """Does a listed unit follow?"""
        return self.unit.known

    @property
    def number(self) -> str:
        return self.sentence[self.start : self.end]

    @property
    def last(self) -> str:
        return self.words[-1].lower()

    @property
    def last_two(self) -> str:
        return " ".join(self.words[-2:]).lower()

    @cached_property
    def tails(self) -> list[str]:
        """The last word, the last two, … all of them, lower case."""
        lower = [word.lower() for word in self.words]
        return [" ".join(lower[-count:]) for count in range(1, len(lower) + 1)]

    def said(self, pattern: re.Pattern[str], reach: int) -> bool:
        """Does the pattern end right before the number?"""
        return bool(pattern.search(self.sentence, max(0, self.start - reach), self.start))

    def longest(self, listed: frozenset[str]) -> int:
        """How many words the longest listed name right before the number has; 0 for none."""
        counts = (count for count, tail in enumerate(self.tails, 1) if tail in listed)
        return max(counts, default=0)

    def is_each(self, back: int) -> bool:
        """Does `mỗi` stand before the last so many words?"""
        return " ".join(self.words[:-back]).lower().endswith(("mỗi", "từng"))

    def is_capital(self, back: int) -> bool:
        """Does the word so many places back from the number open with a capital?"""
        return len(self.words) >= back and self.words[-back][:1].isupper()


def is_name(sentence: str, start: int, end: int, *, proper: bool = True) -> bool:
    """Is the number a name, grade, place in a row or identifier, by what stands before it and after
    it?

    Without `proper`, a name of no known kind before it (`Hoà Bình 12`) does not make it one.
    """
    if answers.some(_PLAINLY_NONE, sentence, start, end):
        return True
    left = _LEFT.search(sentence, max(0, start - 50), start)
    words = answers.said(left).replace("-", " ").split()
    if not words:
        return False
    named = _Named(sentence, start, end, words, units.read(sentence, end))
    judged = (rule(named) for rule in _RULES)
    verdict = next((verdict for verdict in judged if verdict is not None), None)
    return proper and _is_proper(named) if verdict is None else verdict


def _counts_money(named: _Named) -> bool | None:
    return False if named.unit.kind in ("percent", "money") and named.unit.name != "đ" else None


def _is_numbered(named: _Named) -> bool | None:
    """`số 5`; but `con số 5`"""
    return named.last_two not in names.FIGURE_NUMBERS if named.last == "số" else None


def _is_in_calendar(named: _Named) -> bool | None:
    """`tháng 5`; but `mỗi tháng 5 lớp` and `1 tuần 2 lần`"""
    if named.last not in names.CALENDAR or named.said(_RATE, 40):
        return None
    return not (named.known and named.last != "năm" and named.said(_EACH, 12))


def _is_of_series(named: _Named) -> bool | None:
    """`khóa 3`; but `các khóa 3 lớp` and `lớp 05 người`"""
    if named.last not in names.SERIES or not _small(named.number):
        return None
    if named.last_two in _PLURAL_SERIES:
        return None
    return not (named.known and named.number.startswith("0"))


def _is_strongly_named(named: _Named) -> bool | None:
    return True if named.longest(_STRONG) else None


def _is_document(named: _Named) -> bool | None:
    """`Nghị quyết 18`, with a capital even before a thing that is counted."""
    count = named.longest(_DOCUMENTS)
    return named.is_capital(count) or not named.known if count else None


def _is_weakly_named(named: _Named) -> bool | None:
    """`lữ đoàn 6`, but `mức 44.948` and `mỗi lớp 20 - 30 người`; before a thing that is counted
    only where the capital opens inside a sentence.
    """
    count = named.longest(_WEAK)
    if not count or _IN_THOUSANDS.fullmatch(named.number) or named.is_each(count):
        return None
    if not named.known:
        return True
    inside = len(named.words) > count and not named.is_capital(count + 1)
    return inside and named.is_capital(count)


def _is_abbreviated(named: _Named) -> bool | None:
    written = named.words[-1]
    return True if written.isupper() and written in names.ABBREVIATIONS else None


_RULES: tuple[Callable[[_Named], bool | None], ...] = (
    _counts_money,
    _is_numbered,
    _is_in_calendar,
    _is_of_series,
    _is_strongly_named,
    _is_document,
    _is_weakly_named,
    _is_abbreviated,
)
"""What words make of a number: a name, no name, or nothing yet (None); the first verdict holds."""


def _is_proper(named: _Named) -> bool:
    """Two words, the last with a capital, and nothing behind that would be counted."""
    if not named.is_capital(1) or len(named.words) < 2 or named.known:
        return False
    return not _SHARED.match(named.sentence, named.end)


def _small(number: str) -> bool:
    return number.isdigit() and int(number[:9]) <= 20


def _is_address(sentence: str, start: int, end: int) -> bool:
    """`trụ sở tại 270 Trường Chinh`: a house and its street."""
    if not _AT.search(sentence, max(0, start - 20), start) or not _STREET.match(sentence, end):
        return False
    return not units.known_after(sentence, end)


def _idiom(sentence: str, _start: int, end: int) -> bool:
    after = sentence[end : end + 24].lower().lstrip()
    if after.startswith(names.NOT_IDIOMS) or not after.startswith(names.IDIOMS):
        return False
    said = filter(after.startswith, names.IDIOMS)
    return any(not after[len(word) : len(word) + 1].isalpha() for word in said)


def _indefinite(sentence: str, start: int, end: int) -> bool:
    if sentence[start:end] not in ("1", "01"):
        return False
    return sentence[end : end + 20].lower().lstrip().startswith(_INDEFINITE)


_PLAINLY_NONE = (_idiom, _indefinite, _is_address)
"""Whatever stands before the number."""


def listed_after(sentence: str, end: int) -> int:
    """Where a row of names ends: `Nghị quyết 18, 19` and `các lữ đoàn 6, 7 và 8`; `end` when there
    is no row.
    """
    if ratio := _RANKED.match(sentence, end):
        return ratio.end()  # `thứ 3/12 đoàn`
    while (match := _TAIL.match(sentence, end)) and not units.known_after(sentence, match.end()):
        end = match.end()
    return end
