"""The unit after a number: percent sign, money, time, measure or the noun counted, and what of it
is value.

`6.784 nghìn hộ` counts 6 784 000 households; `5.100 tỷ đồng` stays 5100 in the unit `tỷ đồng`, as
offices quote money.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache
from itertools import takewhile
from math import prod

from goc.claims.lexicon import units as lexicon
from goc.lib import answers

_WINDOW = 110
_MOST_FACTORS = 8  # beyond, `tỷ tỷ tỷ …` is no figure
_MOST_COORDINATED = 4
_MOST_OF_NAME, _MOST_OF_THING = 3, 2  # words of what no list knows
_TURNS = "lượt"
_BILLIONS = ("tỷ", "tỉ")
_OF_MONEY = ("triệu", "tỷ", "tỉ")
_PERCENT = re.compile(r"[,.]?\s*(?:%|phần trăm(?!\w))")
_PER_MILLE = re.compile(r"[,.]?\s*(?:‰|phần nghìn(?!\w))")
_MULTIPLIER = re.compile(
    r"\s*(trăm|nghìn|ngàn|vạn|triệu(?! chứng(?! [cn]h))|t[ỷỉ](?! lệ))(?!\w)",
    re.I,
)
_SCALE = re.compile(
    rf"(?P<words>(?:{_MULTIPLIER.pattern}){{1,{_MOST_FACTORS}}})(?P<half>\s+rưỡi(?!\w))?", re.I
)
_A_YEAR = re.compile(r"\s+(?:19|20)\d\d(?!\d|[.,]\d)")
_FALLING = re.compile(r"\s+(\d{1,3})((?:\s+(?:trăm|nghìn|ngàn|triệu)(?!\w)){1,2})", re.I)
_HALF = re.compile(r"\s+rưỡi(?!\w)", re.I)
_CURRENCIES = "|".join(sorted(map(re.escape, lexicon.CURRENCIES), key=len, reverse=True))
_CURRENCY = re.compile(
    rf"\s*({_CURRENCIES})(?!\w|[/.]c(?!\w))(?! chí| bào| minh| Tháp| Nai| đội| hồ| ruộng| lúa| cỏ|"
    rf" hành| thời| lòng| tâm| ý| loạt| bộ| chủ| dạng| nghiệp| môn| hương)",
    re.I,
)
_SHORT_MONEY = re.compile(r"\s*tr\.?\s?(?:đ|đồng)(?!\w|[/.]c(?!\w))", re.I)
_PER = re.compile(
    r"\s?/\s?(?:10{0,2}(?:\.000)?\s?)?(?:[^\W\d_]+(?: ?[23](?!\w|[.,]\d))?[²³]?)"
    r"(?: (?:nghèo|dân|đất|học|năm|ngày|suất|đợt|vé|vụ|lao động|học sinh|viên))?"
)
_RATE = re.compile(rf"(?:{_PER.pattern})*")
_SLASH = re.compile(r"\s*/\s*")
_DIGIT = re.compile(r"\d")
_JOIN = re.compile(r"\s*(?:,|/|và|và các|hoặc)\s+|/")
# `335 đồng chí, đảng viên có 178`: a noun with a figure of its own
_OWN_FIGURE = re.compile(r"(?:(?: [^\W\d_]+){0,3}(?: (?:có|là|chiếm|đạt)|:))? \d", re.I)
_TOKEN = re.compile(
    r"[^\S\n]*((?i:km|m|dm|cm) ?[23²³](?![\w%]|[.,]\d)|°[cC]|[đĐ][/.][cC](?!\w)|"
    r"[^\W\d_]+(?:-[^\W\d_]+)*)"
)
_RUN = re.compile(rf"(?:{_TOKEN.pattern}){{0,8}}")


@dataclass(frozen=True)
class Unit:
    """`end`: where it stops; `value_end`: where the written value stops; `factor`: what the value
    is multiplied with. False where nothing can be a unit: `NOTHING`.
    """

    name: str
    kind: str
    end: int
    value_end: int
    factor: int = 1
    known: bool = True
    half: bool = False
    plus: Fraction = Fraction(0)  # what a second, lower number adds

    def __bool__(self) -> bool:
        return self.kind != ""

    @property
    def is_amount(self) -> bool:
        """Does it count things or money?"""
        return self.kind in ("count", "money")

    def moved(self, by: int) -> "Unit":
        """In a text that begins so much earlier."""
        return replace(self, end=self.end + by, value_end=self.value_end + by)


NOTHING = Unit("", "", 0, 0, known=False)


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
    # without `người`: `người/hộ` is a rate
    (lexicon.split(lexicon.PEOPLE) | {"tổ chức", "cá nhân", "tập thể"}) - {"người"},
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


@dataclass(frozen=True)
class _Words:
    """Words in a row, as written, each with its end."""

    written: tuple[str, ...]
    ends: tuple[int, ...]

    @staticmethod
    def at(text: str, place: int) -> "_Words":
        """Up to eight that follow a place; they stop at punctuation, digits and line ends."""
        stop = answers.end(_RUN.match(text, place, min(len(text), place + _WINDOW)), place)
        found = [(word[1], word.end()) for word in _TOKEN.finditer(text, place, stop)]
        return _Words(tuple(word.replace(" ", "") for word, _ in found), tuple(e for _, e in found))

    @cached_property
    def lower(self) -> tuple[str, ...]:
        return tuple(word.lower() for word in self.written)

    def from_word(self, place: int) -> "_Words":
        return _Words(self.written[place:], self.ends[place:])

    def is_capital(self, place: int) -> bool:
        """Does the word at a place, if there is one, open with a capital?"""
        return "".join(self.written[place : place + 1])[:1].isupper()

    @property
    def _looks_proper(self) -> bool:
        # `15 Ban …`: a capital begins a name; `11 Hội thi` is caught by the longer phrase.
        if self.is_capital(0) and self.is_capital(1):
            return not self.written[0].isupper()
        return False

    def listed(self) -> "_Listed":
        """The longest listed phrase at their head."""
        least = 2 if self._looks_proper else 1
        longest = min(_LONGEST_PHRASE, len(self.lower))
        heads = ((" ".join(self.lower[:count]), count) for count in range(longest, least - 1, -1))
        name, count = next((head for head in heads if head[0] in KINDS), ("", 0))
        return _Listed(name, self, count)


@dataclass(frozen=True)
class _Listed:
    """A phrase that a list knows, at the head of words: how many it takes. Without a name: none."""

    name: str
    words: _Words
    count: int

    @property
    def kind(self) -> str:
        return KINDS.get(self.name, "")

    @property
    def end(self) -> int:
        return self.words.ends[self.count - 1]


_UNKNOWN = _Listed("", _Words((), ()), 0)


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
        match = _SCALE.match(text, place)
        if match is None:
            return _Scale((), place)
        words = _MULTIPLIER.finditer(text, place, match.end("words"))
        started = tuple((word[1].lower(), word.start()) for word in words)
        return _Scale(started, match.end(), match["half"] is not None)

    @property
    def _last(self) -> tuple[str, int]:
        """The last word and where it starts."""
        return (("", self.end), *self.words)[-1]

    @property
    def last(self) -> str:
        return self._last[0]

    @property
    def factor(self) -> int:
        return prod(lexicon.MULTIPLIERS[word] for word, _ in self.words)

    def lower(self, text: str) -> tuple[Fraction, int]:
        """What further numbers of ever lower scales add, and where they end: `7 triệu 520 nghìn`."""
        added, end = Fraction(0), self.end
        lowest = 0 if self.half else lexicon.MULTIPLIERS.get(self.last, 0)
        while match := _FALLING.match(text, end):
            scale = prod(lexicon.MULTIPLIERS[word] for word in match[2].lower().split())
            if scale >= lowest:
                break
            added, end, lowest = added + int(match[1]) * scale, match.end(), scale
        return added, end

    def in_money(self, name: str, end: int) -> Unit:
        """The last word belongs to the unit: `5 nghìn tỷ đồng` is 5000 in `tỷ đồng`."""
        last, start = self._last
        factor = self.factor // lexicon.MULTIPLIERS.get(last, 1)
        value_end = self.end if self.half else start
        full = f"{last} {name}".strip()
        return Unit(full, "money", end, value_end, factor, half=self.half)

    def of(self, named: Unit) -> Unit:
        """The unit behind the words, multiplied; bare `triệu` and `tỷ` count đồng."""
        if not self.words:
            return named
        if self._multiplies(named):
            return replace(named, value_end=self.end, factor=self.factor, half=self.half)
        if self.last in _OF_MONEY:
            return self.in_money("đồng", self.end)
        return Unit("", "count", self.end, self.end, self.factor, known=False, half=self.half)

    def _multiplies(self, named: Unit) -> bool:
        if named.kind in ("", "period"):
            return False
        return named.known or self.last not in _BILLIONS


@lru_cache(maxsize=32)  # the same place is asked about several times while one number is judged
def read(text: str, place: int) -> Unit:
    """The unit that begins right after a number ending at `place`; `NOTHING` when nothing there can
    be one.
    """
    if match := _PERCENT.match(text, place):
        return Unit("%", "percent", match.end(), match.end())
    if match := _PER_MILLE.match(text, place):
        return Unit("‰", "count", match.end(), match.end())  # no share of a hundred
    scale = _Scale.at(text, place)
    added, end = scale.lower(text)
    if added:
        return replace(_behind(text, end), value_end=end, factor=scale.factor, plus=added)
    return _money(text, scale) or scale.of(_named(text, scale.end))


def _behind(text: str, end: int) -> Unit:
    """What `7 triệu 520 nghìn`, `2 tỷ 350 triệu` count; bare, they count đồng."""
    rest = read(text, end)
    return rest if (rest.is_amount, rest.factor) == (True, 1) else Unit("đồng", "money", end, end)


def _money(text: str, scale: _Scale) -> Unit:
    if short := _SHORT_MONEY.match(text, scale.end):
        end, per = _per(text, short.end())
        return Unit(f"triệu đồng{per}", "money", end, scale.end, scale.factor)
    match = _CURRENCY.match(text, scale.end)
    if not match:
        return NOTHING
    end, per = _per(text, match.end())
    return scale.in_money(match[1] + per, end)


def _per(text: str, start: int) -> tuple[int, str]:
    """`/người/tháng`"""
    end = answers.end(_RATE.match(text, start), start)
    return end, _SLASH.sub("/", text[start:end])


def _named(text: str, at: int) -> Unit:
    """A listed unit, else the first words of what no list knows."""
    words = _Words.at(text, at)
    listed = words.listed()
    return _BY_KIND[listed.kind](text, listed, at)


def _said_money(_text: str, listed: _Listed, at: int) -> Unit:
    return Unit(lexicon.SAID_OF.get(listed.name, listed.name), "money", listed.end, at)


def _time(text: str, listed: _Listed, _at: int) -> Unit:
    name, end = lexicon.SAID_OF.get(listed.name, listed.name), listed.end
    if _A_YEAR.match(text, end):
        return NOTHING  # `khóa 113 năm 2021`
    if not _HALF.match(text, end):
        return Unit(name, "period", end, end)
    end += len(" rưỡi")
    return Unit(name, "period", end, end, half=True)


def _turns(listed: _Listed) -> tuple[str, int]:
    """`lượt người`: turns of what is counted."""
    counted = listed.words.from_word(1).listed()
    if counted.kind != "noun":
        return _TURNS, listed.end
    return f"{_TURNS} {counted.name}", counted.end


def _counted(text: str, listed: _Listed, at: int) -> Unit:
    """A thing or a measure: with others of its family, or by the year, the head, the hectare."""
    name, end = lexicon.SAID_OF.get(listed.name, listed.name), listed.end
    if name == _TURNS:
        name, end = _turns(listed)
    several, several_end = _coordinated(text, name, end)
    if several != name:
        return Unit(several, "count", several_end, at)
    end, per = _rate(text, end, name)
    return Unit(name + per, "ratio" if per and listed.kind == "noun" else "count", end, at)


def named(text: str) -> str:
    """The counted noun a phrase begins with, if any."""
    found = _Words.at(text, 0).listed()
    return found.name if found.kind in ("noun", "measure") else ""


def _rate(text: str, end: int, name: str) -> tuple[int, str]:
    start = end
    while (per := _PER.match(text, end)) and not _is_second(per.group(), name):
        end = per.end()
    return end, _SLASH.sub("/", text[start:end])


def _is_second(per: str, name: str) -> bool:
    """`1.500 ha/2.000 ha` is a pair of results, not a rate."""
    return per.lower().endswith(f" {name}") and _DIGIT.search(per) is not None


def _coordinated(text: str, name: str, end: int) -> tuple[str, int]:
    """`xã` grows to `xã, phường, thị trấn` while nouns of one family follow."""
    families = [family for family in _FAMILIES if name in family]
    full = name
    for _ in range(_MOST_COORDINATED):
        gap = _JOIN.match(text, end)
        further = _further_noun(text, answers.end(gap, len(text)))
        families = [family for family in families if further.name in family]
        if not families:
            break
        full += (" và " if "và" in answers.said(gap, 0) else ", ") + further.name
        end = further.end
    return full, end


def _further_noun(text: str, place: int) -> _Listed:
    """A listed noun; none when a capital follows, as in a name, or a figure of its own."""
    words = _Words.at(text, place)
    found = words.listed()
    if words.is_capital(found.count) or (found.name and _OWN_FIGURE.match(text, found.end)):
        return _UNKNOWN
    return found


def _unlisted(_text: str, listed: _Listed, at: int) -> Unit:
    """A thing no list knows: its first two or three words, up to one that begins a statement."""
    words = listed.words
    most = _MOST_OF_NAME if words.is_capital(0) else _MOST_OF_THING
    taken = list(takewhile(lambda place: not _ends_unlisted(words, place), range(len(words.ends))))
    if not taken:
        return NOTHING
    last = taken[:most][-1]
    name = " ".join(word.lower() if word.istitle() else word for word in words.written[: last + 1])
    return Unit(name, "count", words.ends[last], at, known=False)


def _ends_unlisted(words: _Words, place: int) -> bool:
    """Does a statement begin with it, or a name behind a word in small letters?"""
    if words.lower[place] in lexicon.STOPS:
        return True
    return words.is_capital(place) and not words.is_capital(0)


_BY_KIND: dict[str, Callable[[str, _Listed, int], Unit]] = {
    "money": _said_money,
    "time": _time,
    "noun": _counted,
    "measure": _counted,
    "": _unlisted,
}


def known_after(text: str, place: int) -> bool:
    """Does a listed unit, a percent sign or money follow?"""
    return read(text, place).known


def is_whole(name: str) -> bool:
    """Are decimals impossible for this unit (people, communes, classes)?"""
    return name.split(",", maxsplit=1)[0].strip() in lexicon.NOUNS
