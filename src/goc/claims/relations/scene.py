"""The claims of a text side by side: who stands before whom, what is written between, which units
go together.
"""

import math
import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

from goc.claims.lexicon import units as lexicon
from goc.claims.model import Claim
from goc.lib import answers
from goc.viet import digits, hedges

AMOUNTS = ("count", "money")
NEAR = 14  # a figure is tried with so many others: farther ones are of another matter, and work stays linear
_TABLE = 60
_STRETCH, _DENSE = 2_000, 150  # characters, and how many figures prose may have in them
_KEPT = 1024  # what was worked out of a claim is asked again by its neighbours only
_LARGEST = 1e100
_MONEY = {
    "nghìn": 10**3,
    "ngàn": 10**3,
    "trăm": 100,
    "vạn": 10**4,
    "triệu": 10**6,
    "tỷ": 10**9,
    "tỉ": 10**9,
}
_HOUSEHOLDS = frozenset(
    word
    for word in lexicon.split(lexicon.PEOPLE)
    if word.startswith(("hộ", "gia đình", "cặp", "lực lượng"))
)
_APART = frozenset(
    ("tập thể", "cá nhân", "khẩu", "nhân khẩu", "dân", "biên chế", "điển hình", "gương")
)
_PEOPLE = lexicon.split(lexicon.PEOPLE) - _HOUSEHOLDS - _APART
_CLASSES = frozenset(
    (
        "hội nghị",
        "hội nghị tập huấn",
        "lớp",
        "lớp học",
        "lớp tập huấn",
        "lớp bồi dưỡng",
        "khóa",
        "buổi",
        "cuộc",
        "hội thảo",
        "đợt",
    )
)
_FAMILIES = (
    dict.fromkeys(_CLASSES, "class")
    | dict.fromkeys(lexicon.ADMINISTRATIVE, "administrative")
    | dict.fromkeys(_PEOPLE, "people")
)
_CHANGE = re.compile(
    r"(tăng|giảm|vượt|thấp hơn|cao hơn|nhiều hơn|ít hơn|hạ|nâng|thêm|tăng trưởng)"
    r"(?:\s+(?:thêm|khoảng|hơn|gần|trên|được|bình quân|tới|đến|lên|xuống|ước|tương ứng|tương "
    r"đương|là|"
    r"ở mức|chỉ|so với)){0,3}\s*$",
    re.I,
)
_FALLING = frozenset(("giảm", "thấp hơn", "ít hơn", "hạ"))
_SIGNED = re.compile(r"\(\s?([-–−+])$")  # `giảm 20 vụ (-12,5%)`
_SIGNS = dict.fromkeys("-–−", "giảm") | {"+": "tăng"}


# Of no kind, in no sentence of the text: nothing is akin to it, linked with it or near it.
NO_CLAIM = Claim("", -1, -1, -1, "", None, None, None, None, "")


@dataclass(frozen=True)
class Scene:
    """Claims without periods, in order; `sentences`: the claims of each sentence by its start, in
    order.
    """

    claims: list[Claim]
    sentences: dict[int, list[Claim]]

    @staticmethod
    def of(claims: list[Claim]) -> "Scene":
        # A sentence or a stretch of very many figures is a table run together, not prose that
        # relates them.
        counts = Counter(claim.start // _STRETCH for claim in claims)
        sentences: dict[int, list[Claim]] = {}
        for claim in claims:
            if claim.kind != "period" and counts[claim.start // _STRETCH] <= _DENSE:
                sentences.setdefault(claim.sentence_start, []).append(claim)
        kept = {start: members for start, members in sentences.items() if len(members) <= _TABLE}
        return Scene([claim for members in kept.values() for claim in members], kept)

    def sentence_before(self, start: int) -> list[Claim]:
        """The claims of the last sentence with claims before the one at `start`."""
        place = bisect_left(self.starts, start)
        return self.sentences[self.starts[place - 1]] if place else []

    @cached_property
    def by_start(self) -> dict[int, Claim]:
        return {claim.start: claim for claim in self.claims}

    @cached_property
    def starts(self) -> list[int]:
        return list(self.sentences)

    def before(self, index: int, count: int = NEAR, reach: int = 1_500) -> list[Claim]:
        """Earlier claims, the nearest first, not farther than `reach` characters."""
        here = self.claims[index]
        near = self.claims[max(0, index - count) : index]
        return [claim for claim in reversed(near) if here.start - claim.start <= reach]

    def at(self, index: int) -> Claim:
        """The claim at a place; `NO_CLAIM` off both ends."""
        return self.claims[index] if 0 <= index < len(self.claims) else NO_CLAIM


def between(first: Claim, second: Claim) -> str | None:
    """The text from the end of one claim's unit to the start of the next; None across sentences."""
    if first.sentence_start != second.sentence_start:
        return None
    offset = first.sentence_start
    return first.sentence[first.stop - offset : max(0, second.start - offset)]


def joined(first: Claim, second: Claim, link: re.Pattern[str]) -> bool:
    """Is all that stands between the two, in one sentence, such a link?"""
    text = between(first, second)
    return text is not None and bool(link.fullmatch(text))


def close(first: Claim, second: Claim, most: int) -> bool:
    """Do at most so many characters stand between the two, and no semicolon?"""
    text = between(first, second)
    return text is not None and len(text) <= most and ";" not in text


def words_between(first: Claim, second: Claim) -> str:
    """What stands between the two in one sentence."""
    return between(first, second) or ""


def of_one_item(first: Claim, second: Claim) -> bool:
    """Past a semicolon the text may speak of something else."""
    return ";" not in words_between(first, second)


@lru_cache(_KEPT)
def head(claim: Claim) -> str:
    """The first noun of the unit."""
    return claim.counted.split(",")[0].strip()


@lru_cache(_KEPT)
def family(claim: Claim) -> str:
    """Units of one family may be parts of one whole: people, administrative units, classes, money;
    else the noun itself.
    """
    noun = head(claim)
    if claim.kind != "money":
        return _FAMILIES.get(noun, noun)
    return "money" if "đồng" in noun and "/" not in noun else f"money:{noun}"


def akin(first: Claim, second: Claim) -> bool:
    """May the two be parts of one whole? `vụ` and `vụ tai nạn` are of one family too."""
    if first.kind != second.kind or "" in (first.counted, second.counted):
        return False
    less, more = sorted((f"{head(first)} ", f"{head(second)} "), key=len)
    return family(first) == family(second) or more.startswith(less)


def scale(claim: Claim) -> int:
    """How many đồng one of the unit is; 1 for all but money."""
    return _MONEY.get(head(claim).split(" ")[0], 1) if claim.kind == "money" else 1


@lru_cache(_KEPT)
def amount(claim: Claim) -> Fraction | None:
    """The value in single units: đồng for money."""
    return None if claim.single is None else claim.single * scale(claim)


def size(claim: Claim) -> Fraction:
    """As `amount`; nothing where the value is not one number."""
    return amount(claim) or Fraction(0)


@lru_cache(_KEPT)
def margin(claim: Claim) -> Fraction:
    """How far the true value may lie from the written one: half a step for rounded figures, a
    twentieth for hedged ones. Percentages are compared as they are written: a difference in points
    is exact.
    """
    if not certain(claim):
        return abs(size(claim)) / 20
    if claim.kind == "percent":
        return Fraction(0)
    if claim.is_spelled:
        return claim.step / 2
    places = digits.decimals([*claim.value.split(), ""][0])
    if places or scale(claim) > 1:
        return Fraction(scale(claim), 2 * 10**places)
    return Fraction(0)


@lru_cache(_KEPT)
def sizes(claim: Claim) -> tuple[float, float, float]:
    """Amount, margin and one unit of the last digit as floats: enough to see what is not worth an
    exact comparison.
    """
    last = max(_rough(claim.step), 1 / 10 ** digits.decimals(claim.value.rstrip("% ")))
    return _rough(size(claim)), _rough(margin(claim)), last


def _rough(value: Fraction) -> float:
    try:
        return value.numerator / value.denominator
    except OverflowError:
        return _LARGEST


def may_agree(claim: Claim, low: float, high: float) -> bool:
    """Is the stated value near enough to [low, high], in its own unit, for some rounding or hedge
    to allow it?
    """
    least, most = _allowed(claim)
    return low <= most and least <= high


@lru_cache(_KEPT)
def _allowed(claim: Claim) -> tuple[float, float]:
    if sense(claim) in ("at_least", "at_most"):
        return -math.inf, math.inf
    own, _, step = sizes(claim)
    stated = own / scale(claim)
    reach = 1.001 * max(step, stated / 20)
    return stated - reach, stated + reach


@lru_cache(_KEPT)
def clause(claim: Claim) -> str:
    """The words of the clause around the claim, at most 60 characters each side."""
    left = re.split(r"[,;:.()]", claim.before[-60:])[-1]
    right = re.split(r"[,;:.()]", claim.after[:60])[0]
    return f"{left} {right}"


def sense(claim: Claim) -> str:
    """What its hedge means."""
    return hedges.sense(claim.bound)


def certain(*claims: Claim) -> bool:
    """Are all said without a hedge?"""
    return {"exact"}.issuperset(map(sense, claims))


@lru_cache(_KEPT)
def change(claim: Claim) -> str | None:
    """`tăng` or `giảm` when the claim says by how much something changed."""
    here = claim.offset
    if match := _CHANGE.search(claim.sentence[max(0, here - 45) : here]):
        return "giảm" if match[1].lower() in _FALLING else "tăng"
    if claim.kind != "percent":
        return None
    return _SIGNS.get(answers.said(_SIGNED.search(claim.sentence, max(0, here - 4), here)))


def steady(*claims: Claim) -> bool:
    """Do all say how much there is, not by how much it changed?"""
    return not any(map(change, claims))
