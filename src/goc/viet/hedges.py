"""Words that qualify a number, also stacked (`khoảng trên`) and split (`từ … trở lên`), and what
they allow.

A hedge is what the author says about the figure's nearness; the linking words beside it (`đạt`,
`chiếm`) are kept with it because offices write them as one phrase (`ước đạt gần`).
"""

import re
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache

from goc.viet.letters import LOWER, UPPER

ABOVE = ("hơn", "trên", "ngoài", "vượt", "quá", "hơn hẳn")
BELOW = ("gần", "ngót", "xấp xỉ gần", "suýt soát", "non", "chưa đến", "chưa tới", "chưa đầy")
ABOUT = (
    "khoảng",
    "chừng",
    "ước",
    "ước tính",
    "ước chừng",
    "ước khoảng",
    "xấp xỉ",
    "vào khoảng",
    "cỡ",
    "tầm",
    "áng chừng",
    "dự kiến",
    "tương đương",
    "tương ứng",
    "dự tính",
)
AT_LEAST = (
    "ít nhất",
    "tối thiểu",
    "không dưới",
    "không ít hơn",
    "không thấp hơn",
    "từ … trở lên",
    "trở lên",
    "ít ra",
)
AT_MOST = (
    "nhiều nhất",
    "tối đa",
    "không quá",
    "không vượt quá",
    "không nhiều hơn",
    "không cao hơn",
    "dưới",
    "từ … trở xuống",
    "trở xuống",
    "thấp hơn",
    "ít hơn",
    "chậm nhất",
)
LINKS = (
    "đạt",
    "chiếm",
    "chỉ chiếm",
    "ước đạt",
    "đạt tỷ lệ",
    "đạt tỉ lệ",
    "chiếm tỷ lệ",
    "chiếm tỉ lệ",
    "tỷ lệ",
    "tỉ lệ",
    "hoàn thành",
    "bình quân",
    "trung bình",
    "tổng số",
    "tổng cộng",
    "toàn bộ",
    "trong tổng số",
    "trên tổng số",
    "bằng",
    "từ",
    "đến",
    "tới",
    "lên",
    "lên đến",
    "lên tới",
    "xuống",
    "xuống còn",
    "còn",
    "chỉ còn",
    "thêm",
    "tăng thêm",
    "chỉ",
    "mới",
    "cả",
    "đủ",
    "có",
    "là",
    "với",
    "được",
    "mỗi",
    "tròn",
    "đúng",
    "những",
    "giảm còn",
    "nâng lên",
    "chỉ có",
    "mới đạt",
    "cao hơn",
    "lớn hơn",
    "nhiều hơn",
    "đã",
    "chưa",
    "sau",
    "trong",
    "suốt",
    "gần như",
    "hết",
    "gấp",
    "cao nhất",
    "thấp nhất",
)


def _spaced(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f" {word} " for word in words)


# The strongest first: `hơn` and `gần` say nothing more beside `khoảng`.
_SENSES = (
    ("at_least", ("trở lên",)),
    ("at_most", ("trở xuống",)),
    ("at_least", _spaced(AT_LEAST)),
    ("at_most", _spaced(AT_MOST)),
    ("about", _spaced(ABOUT)),
    ("above", _spaced(ABOVE)),
    ("below", _spaced(BELOW)),
)
# These stand before a number without saying anything about it; kept inside a phrase, never at its
# outer end.
_SILENT = {
    "có",
    "là",
    "với",
    "được",
    "những",
    "đã",
    "chưa",
    "mỗi",
    "sau",
    "trong",
    "suốt",
    "mới",
    "hết",
    "gần như",
}

_WORDS = sorted(
    {w for g in (ABOVE, BELOW, ABOUT, AT_LEAST, AT_MOST, LINKS) for w in g if "…" not in w}, key=len
)
_LAST = re.compile(
    rf"(?:^|(?<=[^\w])){'(?:' + '|'.join(re.escape(w) for w in reversed(_WORDS)) + ')'}\s*$", re.I
)
_SUFFIX = re.compile(r"trở (?:lên|xuống|đi|về trước)", re.I)
_GRADE = re.compile(  # `tốt nghiệp đại học trở lên`: of the grade, not of the figure
    r"(?:nhiệm vụ|khá|giỏi|tốt|đại học|cao đẳng|trung cấp|sơ cấp|thạc sĩ|trung học|phổ thông|cơ "
    r"sở|nghiêm trọng)\s*$",
    re.I,
)
_WINDOW = 60
# `mầm non là 141`, `đình chỉ 2 vụ`, `Cao Bằng 5 nhà`: the last syllable of another word is no
# hedge.
_COMPOUND = re.compile(
    rf"(?:[Mm]ầm|[Đđ]ình|[Cc]hứng|[Đđ]ịa|[Tt]ín) (?=[nc])|[{UPPER}][{LOWER}]+ (?=[{UPPER}])"
)


def before(text: str, end: int, floor: int = 0) -> str:
    """The phrase of hedging and linking words that ends right before `end`: `ước đạt gần`; empty
    when none.
    """
    words: list[re.Match[str]] = []
    start = end
    while (match := _last(text, floor, start)) and not _ends_compound(text, match):
        words.insert(0, match)
        start = match.start()
    told = [word for word in words if not _is_silent(word)]
    return " ".join(text[told[0].start() : told[-1].end()].split()) if told else ""


def _is_silent(word: re.Match[str]) -> bool:
    return " ".join(word.group().lower().split()) in _SILENT


def _last(text: str, floor: int, end: int) -> re.Match[str] | None:
    return _LAST.search(text, max(floor, end - _WINDOW), end)


def _ends_compound(text: str, word: re.Match[str]) -> bool:
    found = _COMPOUND.finditer(text, max(0, word.start() - 12), word.end())
    return word.start() in [compound.end() for compound in found]


def after(text: str, start: int, ceiling: int) -> str:
    """`trở lên` or `trở xuống` when it follows within the same few words; empty when not."""
    match = _SUFFIX.search(text, start, min(len(text), ceiling))
    return match.group() if match and not _GRADE.search(text, start, match.start()) else ""


def join(prefix: str, suffix: str) -> str:
    """`từ` and `trở lên` give `từ … trở lên`."""
    return f"{prefix} … {suffix}" if prefix and suffix else prefix or suffix


@lru_cache(maxsize=4096)
def sense(hedge: str) -> str:
    """above · below · about · at_least · at_most · exact: the strongest meaning among the words of
    a hedge.
    """
    text = f" {' '.join(hedge.lower().replace('…', ' … ').split())} ".replace(
        " trên tổng số ", " tổng số "
    )
    return next((name for name, words in _SENSES if any(word in text for word in words)), "exact")


def allows(hedge: str, stated: Fraction, exact: Fraction, step: Fraction) -> bool:
    """May an exact value be printed as `stated` under this hedge, where `step` is one unit of its
    last digit?
    """
    return _ALLOWED[sense(hedge)](exact - stated, stated, step)


def _reach(stated: Fraction, step: Fraction) -> Fraction:
    """Of a round number (300, 90) "hơn" and "gần" reach half-way to the next one; of 231 or 58, one
    unit.
    """
    return step / 2 if step > 1 and step * 10 >= abs(stated) else step


def _loose(step: Fraction) -> Fraction:
    """`hơn 231` of exactly 231 is loose, not wrong; `hơn 90` of 89,5 is wrong."""
    return min(step, Fraction(1)) / 10


_ALLOWED: dict[str, Callable[[Fraction, Fraction, Fraction], bool]] = {
    "exact": lambda gap, _stated, step: abs(gap) <= step / 2,
    "about": lambda gap, stated, step: abs(gap) <= max(step / 2, abs(stated) / 20),
    "at_least": lambda gap, _stated, step: gap >= -step / 2,
    "at_most": lambda gap, _stated, step: gap <= step / 2,
    "above": lambda gap, stated, step: -_loose(step) <= gap < _reach(stated, step),
    "below": lambda gap, stated, step: -_reach(stated, step) < gap <= _loose(step),
}
"""By what a hedge means: how far the exact value may lie above the stated one (below: negative)."""
