"""The unit after a number: percent sign, money, time, measure or the noun counted, and what of it
is value.

`6.784 nghìn hộ` counts 6 784 000 households; `5.100 tỷ đồng` stays 5100 in the unit `tỷ đồng`, as
offices quote money.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache
from itertools import takewhile
from math import prod

from goc.claims.lexicon import units as lexicon

_WINDOW = 110
_MOST_FACTORS = 8  # beyond, `tỷ tỷ tỷ …` is no figure
_MOST_COORDINATED = 4
_BILLIONS = ("tỷ", "tỉ")
_OF_MONEY = ("triệu", "tỷ", "tỉ")
_PERCENT = re.compile(r"[,.]?\s*(?:%|‰|phần trăm(?!\w))")
_MULTIPLIER = re.compile(r"\s*(trăm|nghìn|ngàn|vạn|triệu|tỷ|tỉ)(?!\w)", re.I)
_A_YEAR = re.compile(r"\s+(?:19|20)\d\d(?!\d|[.,]\d)")
_FALLING = re.compile(r"\s+(\d{1,3})\s+(trăm|nghìn|ngàn|triệu)(?!\w)", re.I)
_HALF = re.compile(r"\s+rưỡi(?!\w)", re.I)
_CURRENCY = re.compile(
    rf"\s*({'|'.join(sorted(map(re.escape, lexicon.CURRENCIES), key=len, reverse=True))})(?!\w)(?! chí| bào|"
    rf" minh| Tháp| Nai| đội| hồ| ruộng| lúa| cỏ| hành| thời| lòng| tâm| ý| loạt| bộ| chủ| dạng| "
    rf"nghiệp| môn| hương)",
    re.I,
)
_PER = re.compile(
    r"\s?/\s?(?:10{0,2}(?:\.000)?\s?)?(?:[^\W\d_]+(?: ?[23](?!\w|[.,]\d))?[²³]?)"
    r"(?: (?:nghèo|dân|đất|học|năm|ngày|suất|đợt|vé|vụ|lao động|học sinh|viên))?"
)
_JOIN = re.compile(r"\s*(?:,|/|và|và các|hoặc)\s+|/")
_TOKEN = re.compile(
    r"\s*((?:km|m|dm|cm) ?[23²³](?![\w%]|[.,]\d)|°[cC]|[đĐ]/[cC]|[^\W\d_]+(?:-[^\W\d_]+)*)"
)


@dataclass(frozen=True)
class Unit:
    """`end`: where it stops; `value_end`: where the written value stops; `factor`: what the value
    is multiplied with.
    """

    name: str
    kind: str
    end: int
    value_end: int
    factor: int = 1
    known: bool = True
    half: bool = False
    plus: Fraction = Fraction(0)  # what a second, lower number adds

    def moved(self, by: int) -> "Unit":
        """In a text that begins so much earlier."""
        return replace(self, end=self.end + by, value_end=self.value_end + by)


def _table() -> dict[str, str]:
    kinds: dict[str, str] = {}
    for words, kind in (
        (lexicon.NOUNS, "noun"),
        (lexicon.MEASURES, "measure"),
        (lexicon.TIMES, "time"),
        (lexicon.TIME_COUNTS, "measure"),
        (lexicon.MONEY_PHRASES, "money"),
    ):
        kinds |= dict.fromkeys(words, kind)
    return kinds


KINDS = _table()
_LONGEST_PHRASE = max(len(phrase.split()) for phrase in KINDS)
_FAMILIES = [
    lexicon.ADMINISTRATIVE,
    lexicon.split(lexicon.PEOPLE) | {"tổ chức", "cá nhân", "tập thể", "hộ", "gia đình"},
    frozenset(
        (
            "tổ chức",
            "cơ quan",
            "đơn vị",
            "doanh nghiệp",
            "cá nhân",
            "tập thể",
            "địa phương",
            "cơ sở",
            "trường",
            "hộ",
            "hợp tác xã",
        )
    ),
    frozenset(("tin", "bài", "phóng sự", "ảnh", "ban", "ngành", "sở", "bộ", "hội", "đoàn thể")),
]


def _words(text: str, place: int) -> list[tuple[str, int]]:
    """Up to eight following words, lower case, with their ends; stops at punctuation, digits and
    line ends.
    """
    found: list[tuple[str, int]] = []
    limit = min(len(text), place + _WINDOW)
    while (
        len(found) < 8 and (match := _TOKEN.match(text, place, limit)) and "\n" not in match.group()
    ):
        found.append((match[1].replace(" ", ""), match.end()))
        place = match.end()
    return found


def phrase(words: list[tuple[str, int]]) -> tuple[str, int] | None:
    """The longest listed phrase at the head of the words, and how many words it takes."""
    lower = [word.lower() for word, _ in words]
    for count in range(min(_LONGEST_PHRASE, len(lower)), 0, -1):
        name = " ".join(lower[:count])
        if name in KINDS and not (count == 1 and _looks_proper(words)):
            return name, count
    return None


def _looks_proper(words: list[tuple[str, int]]) -> bool:
    # `15 Ban …`: a capital begins a name; `11 Hội thi` is caught by the longer phrase.
    word = words[0][0]
    return (
        word[:1].isupper() and not word.isupper() and len(words) > 1 and words[1][0][:1].isupper()
    )


@dataclass(frozen=True)
class _Scale:
    """`nghìn`, `triệu`, `nghìn tỷ`, `triệu rưỡi`: the words that multiply a number, as (word, where
    it starts). `end`: where they end.
    """

    words: tuple[tuple[str, int], ...]
    end: int
    half: bool = False

    @staticmethod
    def at(text: str, place: int) -> "_Scale":
        words: list[tuple[str, int]] = []
        while len(words) < _MOST_FACTORS and (match := _MULTIPLIER.match(text, place)):
            words.append((match[1].lower(), place))
            place = match.end()
        half = _HALF.match(text, place) if words else None
        return _Scale(tuple(words), half.end() if half else place, half is not None)

    @property
    def last(self) -> str:
        return self.words[-1][0]

    @property
    def factor(self) -> int:
        return prod(lexicon.MULTIPLIERS[word] for word, _ in self.words)

    def lower(self, text: str) -> re.Match[str] | None:
        """A further number of a lower scale: `7 triệu 520 nghìn`."""
        match = _FALLING.match(text, self.end) if self.words and not self.half else None
        lower = match and lexicon.MULTIPLIERS[match[2].lower()] < lexicon.MULTIPLIERS[self.last]
        return match if lower else None

    def in_money(self, name: str, end: int) -> Unit:
        """The last word belongs to the unit: `5 nghìn tỷ đồng` is 5000 in `tỷ đồng`."""
        if not self.words:
            return Unit(name, "money", end, self.end)
        last, start = self.words[-1]
        factor = self.factor // lexicon.MULTIPLIERS[last]
        value_end = self.end if self.half else start
        return Unit(f"{last} {name}", "money", end, value_end, factor, half=self.half)

    def of(self, named: Unit | None) -> Unit | None:
        """The unit behind the words, multiplied; bare `triệu` and `tỷ` count đồng."""
        if not self.words:
            return named
        counted = named if named and named.kind != "period" else None
        if counted and (counted.known or self.last not in _BILLIONS):
            return replace(counted, value_end=self.end, factor=self.factor, half=self.half)
        if self.last in _OF_MONEY:
            return self.in_money("đồng", self.end)
        return Unit("", "count", self.end, self.end, self.factor, known=False, half=self.half)


@lru_cache(maxsize=32)  # the same place is asked about several times while one number is judged
def read(text: str, place: int) -> Unit | None:
    """The unit that begins right after a number ending at `place`; None when nothing there can be
    one.
    """
    if match := _PERCENT.match(text, place):
        return Unit("%", "percent", match.end(), match.end())
    scale = _Scale.at(text, place)
    if lower := scale.lower(text):
        return _falling(text, scale, lower)
    return _money(text, scale) or scale.of(_named(text, scale.end))


def _falling(text: str, scale: _Scale, lower: re.Match[str]) -> Unit | None:
    """`7 triệu 520 nghìn con`, `2 tỷ 350 triệu đồng`: the second number adds to the first."""
    rest = read(text, lower.end())
    if rest is None or not rest.known or rest.kind not in ("count", "money") or rest.factor != 1:
        return rest
    extra = Fraction(int(lower[1]) * lexicon.MULTIPLIERS[lower[2].lower()])
    first, _ = scale.words[0]
    return replace(rest, value_end=lower.end(), factor=lexicon.MULTIPLIERS[first], plus=extra)


def _money(text: str, scale: _Scale) -> Unit | None:
    match = _CURRENCY.match(text, scale.end)
    if not match:
        return None
    end = match.end()
    while per := _PER.match(text, end):
        end = per.end()
    rate = re.sub(r"\s*/\s*", "/", text[match.end() : end])
    return scale.in_money(match[1] + rate, end)


def _named(text: str, at: int) -> Unit | None:
    """A listed unit, else the first words of what no list knows."""
    words = _words(text, at)
    found = phrase(words) if words else None
    if found is None:
        return _unlisted(words, at)
    listed, count = found
    kind, end = KINDS[listed], words[count - 1][1]
    name = lexicon.SAID_OF.get(listed, listed)
    if kind == "money":
        return Unit(name, "money", end, at)
    if kind == "time":
        return _time(text, name, end)
    if name == "lượt":
        name, end = _turns(words, end)
    return _counted(text, name, end, at, kind)


def _time(text: str, name: str, end: int) -> Unit | None:
    if _A_YEAR.match(text, end):
        return None  # `khóa 113 năm 2021`
    if not _HALF.match(text, end):
        return Unit(name, "period", end, end)
    end += len(" rưỡi")
    return Unit(name, "period", end, end, half=True)


def _turns(words: list[tuple[str, int]], end: int) -> tuple[str, int]:
    """`lượt người`: turns of what is counted."""
    counted = phrase(words[1:])
    if counted is None or KINDS[counted[0]] != "noun":
        return "lượt", end
    name, count = counted
    return f"lượt {name}", words[count][1]


def _counted(text: str, name: str, end: int, at: int, kind: str) -> Unit:
    """A thing or a measure: with others of its family, or by the year, the head, the hectare."""
    listed, listed_end = _coordinated(text, name, end)
    if listed != name:
        return Unit(listed, "count", listed_end, at)
    end, per = _rate(text, end, name)
    return Unit(name + per, "ratio" if per and kind == "noun" else "count", end, at)


def named(text: str) -> str | None:
    """The counted noun a phrase begins with."""
    found = phrase(_words(text, 0))
    return found[0] if found and KINDS[found[0]] in ("noun", "measure") else None


def _rate(text: str, end: int, name: str) -> tuple[int, str]:
    start = end
    while per := _PER.match(text, end):
        if any(char.isdigit() for char in per.group()) and per.group().lower().endswith(f" {name}"):
            break  # `1.500 ha/2.000 ha` is a pair of results, not a rate
        end = per.end()
    return end, re.sub(r"\s*/\s*", "/", text[start:end])


def _coordinated(text: str, name: str, end: int) -> tuple[str, int]:
    """`xã` grows to `xã, phường, thị trấn` while nouns of one family follow."""
    families = [family for family in _FAMILIES if name in family]
    full = name
    for _ in range(_MOST_COORDINATED if families else 0):
        gap = _JOIN.match(text, end)
        further = _further_noun(text, gap.end()) if gap else None
        families = [family for family in families if further and further[0] in family]
        if not gap or not further or not families:
            break
        full += (" và " if "và" in gap.group() else ", ") + further[0]
        end = further[1]
    return full, end


def _further_noun(text: str, place: int) -> tuple[str, int] | None:
    """A listed noun and its end; none when a capital follows, as in a name."""
    words = _words(text, place)
    found = phrase(words)
    if found is None or any(word[:1].isupper() for word, _ in words[found[1] : found[1] + 1]):
        return None
    return found[0], words[found[1] - 1][1]


def _unlisted(words: list[tuple[str, int]], at: int) -> Unit | None:
    """A thing no list knows: its first two or three words, up to one that begins a statement."""
    taken = list(takewhile(lambda word: not _ends_unlisted(word[0], words[0][0]), words[:3]))
    if not taken:
        return None
    proper = taken[0][0][:1].isupper()
    taken = taken if proper else taken[:2]
    name = " ".join(word.lower() if word.istitle() else word for word, _ in taken)
    return Unit(name, "count", taken[-1][1], at, known=False)


def _ends_unlisted(word: str, first: str) -> bool:
    """Does a statement begin with it, or a name behind a word in small letters?"""
    if word.lower() in lexicon.STOPS:
        return True
    return word[:1].isupper() and not first[:1].isupper()


def known_after(text: str, place: int) -> bool:
    """Does a listed unit, a percent sign or money follow?"""
    unit = read(text, place)
    return bool(unit and unit.known)


def is_whole(name: str) -> bool:
    """Are decimals impossible for this unit (people, communes, classes)?"""
    return name.split(",", maxsplit=1)[0].strip() in lexicon.NOUNS
