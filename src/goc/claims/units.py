"""The unit after a number: percent sign, money, time, measure or the noun counted, and what of it
is value.

`6.784 nghìn hộ` counts 6 784 000 households; `5.100 tỷ đồng` stays 5100 in the unit `tỷ đồng`, as
offices quote money.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from goc.claims.lexicon import units as lexicon

_WINDOW = 110
_MOST_FACTORS = 8  # beyond, `tỷ tỷ tỷ …` is no figure
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


@lru_cache(maxsize=32)  # the same place is asked about several times while one number is judged
def read(text: str, place: int) -> Unit | None:
    """The unit that begins right after a number ending at `place`; None when nothing there can be
    one.
    """
    if match := _PERCENT.match(text, place):
        return Unit("%", "percent", match.end(), match.end())
    factors: list[tuple[int, int, int]] = []
    spelled: list[str] = []
    at = place
    while len(factors) < _MOST_FACTORS and (match := _MULTIPLIER.match(text, at)):
        factors.append((lexicon.MULTIPLIERS[match[1].lower()], at, match.end()))
        spelled.append(match[1].lower())
        at = match.end()
    if (
        factors
        and (lower := _FALLING.match(text, at))
        and lexicon.MULTIPLIERS[lower[2].lower()] < factors[-1][0]
    ):
        return _falling(text, factors, lower)
    half = bool(factors and (halved := _HALF.match(text, at)))
    if half and halved:
        at = halved.end()
    if money := _money(text, at, factors, spelled, half):
        return money
    named = _named(text, at)
    if not factors:
        return named
    factor = 1
    for value, _, _ in factors:
        factor *= value
    if named and (named.known or spelled[-1] not in ("tỷ", "tỉ")) and named.kind != "period":
        return replace(named, value_end=at, factor=factor, half=half)
    if spelled[-1] in ("triệu", "tỷ", "tỉ"):
        return _in_money(factors, spelled, place, at, at, "đồng", half)
    return Unit("", "count", at, at, factor, known=False, half=half)


def _falling(text: str, factors: list[tuple[int, int, int]], lower: re.Match[str]) -> Unit | None:
    """`7 triệu 520 nghìn con`, `2 tỷ 350 triệu đồng`: the second number adds to the first."""
    rest = read(text, lower.end())
    if rest is None or not rest.known or rest.kind not in ("count", "money") or rest.factor != 1:
        return rest
    extra = Fraction(int(lower[1]) * lexicon.MULTIPLIERS[lower[2].lower()])
    return replace(rest, value_end=lower.end(), factor=factors[0][0], plus=extra)


def _money(
    text: str, at: int, factors: list[tuple[int, int, int]], spelled: list[str], half: bool
) -> Unit | None:
    match = _CURRENCY.match(text, at)
    if not match:
        return None
    end, name = match.end(), match[1]
    while per := _PER.match(text, end):
        end = per.end()
    rate = re.sub(r"\s*/\s*", "/", text[match.end() : end])
    return _in_money(
        factors, spelled, at if not factors else factors[0][1], at, end, name + rate, half
    )


def _in_money(
    factors: list[tuple[int, int, int]],
    spelled: list[str],
    place: int,
    at: int,
    end: int,
    name: str,
    half: bool,
) -> Unit:
    factor = 1
    for value, _, _ in factors[:-1]:
        factor *= value
    value_end = factors[-1][1] if factors else place
    unit = f"{spelled[-1]} {name}" if spelled else name
    return Unit(unit, "money", end, value_end if not half else at, factor, half=half)


def _named(text: str, at: int) -> Unit | None:
    words = _words(text, at)
    if not words:
        return None
    found = phrase(words)
    if found is None:
        return _unlisted(words, at)
    name, count = found
    kind, end = KINDS[name], words[count - 1][1]
    name = lexicon.SAID_OF.get(name, name)
    if kind == "money":
        return Unit(name, "money", end, at)
    if kind == "time" and _A_YEAR.match(text, end):
        return None  # `khóa 113 năm 2021`
    if kind == "time":
        if _HALF.match(text, end):
            return Unit(name, "period", end + len(" rưỡi"), end + len(" rưỡi"), half=True)
        return Unit(name, "period", end, end)
    if name == "lượt" and (counted := phrase(words[1:])) and KINDS[counted[0]] == "noun":
        name, end = f"lượt {counted[0]}", words[counted[1]][1]
    listed, listed_end = _coordinated(text, name, end)
    if listed == name:
        end, per = _rate(text, end, name)
        if per:
            return Unit(name + per, "ratio" if kind == "noun" else "count", end, at)
    return Unit(listed, "count", listed_end if listed != name else end, at)


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
    full, steps = name, 0
    while families and steps < 4 and (gap := _JOIN.match(text, end)):
        words = _words(text, gap.end())
        found = phrase(words)
        if not found or any(word[:1].isupper() for word, _ in words[found[1] : found[1] + 1]):
            break
        families = [family for family in families if found[0] in family]
        if not families:
            break
        joiner = " và " if "và" in gap.group() else ", "
        full, end, steps = full + joiner + found[0], words[found[1] - 1][1], steps + 1
    return full, end


def _unlisted(words: list[tuple[str, int]], at: int) -> Unit | None:
    """A thing no list knows: its first two or three words, up to one that begins a statement."""
    taken: list[tuple[str, int]] = []
    for word, end in words[:3]:
        if word.lower() in lexicon.STOPS or (
            taken and word[:1].isupper() and not taken[0][0][:1].isupper()
        ):
            break
        taken.append((word, end))
    if not taken:
        return None
    taken = taken[:2] if len(taken) == 3 and not taken[0][0][:1].isupper() else taken
    return Unit(
        " ".join(word.lower() if word.istitle() else word for word, _ in taken),
        "count",
        taken[-1][1],
        at,
        known=False,
    )


def known_after(text: str, place: int) -> bool:
    """Does a listed unit, a percent sign or money follow?"""
    unit = read(text, place)
    return bool(unit and unit.known)


def is_whole(name: str) -> bool:
    """Are decimals impossible for this unit (people, communes, classes)?"""
    return name.split(",", maxsplit=1)[0].strip() in lexicon.NOUNS
