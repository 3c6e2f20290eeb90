"""Growth and change: `tăng d (c %)`, `từ a lên b`, `tăng c % so với b`.

From an increase d to the value v the base is v - d, from a decrease it is v + d.
"""

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property, lru_cache

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.computed import Computed, first_agreeing
from goc.claims.relations.scene import (
    AMOUNTS,
    Scene,
    akin,
    between,
    certain,
    change,
    clause,
    close,
    joined,
    margin,
    may_agree,
    scale,
    size,
    sizes,
    steady,
    words_between,
)
from goc.lib import answers

_BESIDE = re.compile(
    r"[^;.]{0,45}?\(?\s*(?:=|tương đương|tương ứng|bằng|hay|tức|tăng|giảm|,|khoảng|hơn|gần|là|"
    r"\s)*[-–−+]?",
    re.I,
)
_DIFFERENCE_AFTER = re.compile(
    r"[^,;.]{0,30}\(\s*(?:tương đương|tương ứng|tức|hay|bằng)?\s*(?:tăng|"
    r"giảm)?\s*(?:thêm\s*)?(?:khoảng|"
    r"hơn|gần)?\s*$|\s*,?\s*(?:tương đương|tương ứng|tức|hay)[^,;.]{0,20}$",
    re.I,
)
# Between `so với` and the figure compared with, only its name: after a verb or `và` the figure is
# of another matter.
_COMPARED = re.compile(
    r"\s*(?:\)\s*)?so với(?:(?! và | đạt | ước | là | có | tính )[^,;.(]){0,60}"
    r"(?:\(\s*(?:cùng kỳ\s*)?(?:năm \d{4}\s*)?(?:đạt|là)?)?\s*$",
    re.I,
)
_FROM = re.compile(r"từ\s*(?:mức\s*)?(?:khoảng|hơn|gần|trên)?\s*$", re.I)
_TO = re.compile(
    r"[^,;.]{0,40}(?:lên|xuống|đến|tới|còn|thành)\s*(?:còn|thành|mức|đến|tới)?\s*(?:khoảng|hơn|"
    r"gần|trên)?\s*$",
    re.I,
)
_TAKEN_OVER = re.compile(
    r"\s*\(\s*[-–−+]?$|\s*,?\s*\(?(?:tương đương|tương ứng|hay|bằng|tức)[^,;.]{0,15}$", re.I
)
_ONLY_LINKS = re.compile(
    r"\s*(?:(?:tăng|giảm|vượt|tương đương|tương ứng|bằng|hay|tức|khoảng|hơn|gần|là|thêm|được|từ|"
    r"cao|thấp|so với)\s*)*"
    r"[-–−+]?",
    re.I,
)
_SHUT = re.compile(r"\s*\(\s*")  # `giảm 40% (20 vụ xuống còn 12 vụ)`
_COMPARATIVE = re.compile(r"(?<!không )(?:thấp|cao|ít|nhiều|lớn) hơn", re.I)
_BACK_IN_WORDS = {1: ("Giảm", "+"), -1: ("Tăng", "-")}
_NEAR_MISS = Fraction(15, 100)
_ONE_CLAUSE, _BESIDE_IT, _REACH = 60, 40, 900  # characters
_PLAIN = frozenset(
    "số người có là của và được bị trong cả các những đã cho với từ ra so năm tháng đầu giảm tăng vụ làm thêm".split()
)


@dataclass(frozen=True)
class _Change:
    """A percentage or an amount by which something rose or fell, among the claims of its text."""

    scene: Scene
    index: int
    claim: Claim
    stated: Fraction
    direction: str

    @staticmethod
    def at(scene: Scene, index: int) -> "_Change | None":
        claim = scene.claims[index]
        if claim.single is None or claim.kind == "ratio":
            return None
        direction = _direction(claim, scene.at(index - 1))
        return _Change(scene, index, claim, claim.single, direction) if direction else None

    @property
    def last(self) -> Claim:
        return self.scene.at(self.index - 1)

    @property
    def following(self) -> Claim:
        return self.scene.at(self.index + 1)

    @property
    def back(self) -> int:
        """Which way the amount of the change leads back to the base: up from what fell."""
        return 1 if self.direction == "giảm" else -1

    def risen(self, before: Fraction, after: Fraction) -> Fraction:
        """By how much the second is above the first; below, when the text itself says it fell."""
        return before - after if change(self.claim) == "giảm" else after - before

    @cached_property
    def unbounded(self) -> Claim:
        """`thấp hơn 0,4%` says a difference, not a bound."""
        bare = _COMPARATIVE.sub("", self.claim.bound).strip()
        return replace(self.claim, hedge=bare or None)

    def held_to(self, found: Computed, words: str, sign: str = "") -> Relation:
        """The stated change against the computed one; `words` name what was computed."""
        claim = self.unbounded

        def fault(exact: Fraction) -> str:
            return f"{words} là {rounding.show(exact)}{sign}, văn bản ghi {claim.value}."

        return found.held_to(claim, fault)

    def by_amount(self, now: Claim, base: Claim, gap: Fraction, words: str) -> Relation:
        """`now` less `base`, in the change's own unit."""
        unit = scale(self.claim) if self.stated else 1
        loose = margin(now) + margin(base)
        return self.held_to(Computed.around("difference", (now, base), gap, loose, unit), words)

    def in_per_cent(self, now: Claim, base: Claim, gap: Fraction, words: str) -> Relation:
        """What the gap is of `base`."""
        whole = size(base)
        loose = 100 * (margin(now) + margin(base)) / whole
        found = Computed.around("growth", (now, base), 100 * gap / whole, loose)
        return self.held_to(found, words, "%")


def find(scene: Scene, index: int) -> Relation | None:
    """The relation of the change at `index` (a percentage, or an amount of change), when there is
    one.
    """
    moved = _Change.at(scene, index)
    if moved is None:
        return None
    read = filter(None, (reader(moved) for reader in (_from_to, _compared, _by_difference)))
    return next((r for r in read if r.agrees or _said_together(moved, r)), None)


def _direction(claim: Claim, last: Claim) -> str | None:
    """`tăng` or `giảm`, also taken over from the amount beside it: `tăng 15 lớp (12 %)`."""
    own = change(claim)
    if own or claim.kind != "percent" or last.kind not in AMOUNTS:
        return own
    return change(last) if joined(last, claim, _TAKEN_OVER) else None


def _said_together(moved: _Change, relation: Relation) -> bool:
    """Do only linking words part the change from the figures before it? Else it may be a change of
    another matter.
    """
    if all(operand.start > moved.claim.start for operand in relation.of):
        return True
    text = between(moved.last, moved.claim)
    return text is not None and bool(_ONLY_LINKS.fullmatch(re.split(r"[,(]", text)[-1]))


def _from_to(moved: _Change) -> Relation | None:
    """`tăng 2 %, từ 8 % lên 10 %` and `từ 40 lên 50 lớp, tăng 25 %`."""
    for place in (moved.index + 1, moved.index - 2):
        first, second = moved.scene.at(place), moved.scene.at(place + 1)
        if _is_move(moved.claim, first, second):
            return _moved(moved, first, second)
    return None


def _is_move(claim: Claim, first: Claim, second: Claim) -> bool:
    """Do the two stand as `từ a lên b`, with the change close by?"""
    if not joined(first, second, _TO) or not _comparable(first, second):
        return False
    beside = (claim, first) if first.start > claim.start else (second, claim)
    opened = _FROM.search(first.before[-25:]) or joined(claim, first, _SHUT)
    return bool(opened) and close(*beside, _ONE_CLAUSE)


def _comparable(first: Claim, second: Claim) -> bool:
    if None in (first.single, second.single):
        return False
    return "" in (first.counted, second.counted) or akin(first, second)


def _moved(moved: _Change, first: Claim, second: Claim) -> Relation | None:
    gap = moved.risen(size(first), size(second))
    if akin(moved.claim, second):
        return _between_alike(moved, first, second, gap)
    if moved.claim.kind != "percent" or not size(first):
        return None
    return moved.in_per_cent(second, first, gap, f"Từ {first.value} đến {second.value}")


def _between_alike(moved: _Change, first: Claim, second: Claim, gap: Fraction) -> Relation:
    """A change in the unit of its figures; from per cent to per cent it may be in points or in
    proportion.
    """
    more, less = (first, second) if change(moved.claim) == "giảm" else (second, first)
    by_points = moved.by_amount(second, first, gap, f"{more.value} trừ {less.value}")
    if moved.claim.kind != "percent" or by_points.agrees or not size(first):
        return by_points
    relative = moved.in_per_cent(second, first, gap, "")
    return relative if relative.agrees else by_points


def _compared(moved: _Change) -> Relation | None:
    """`a, tăng c % so với b`."""
    claim, last, following = moved.claim, moved.last, moved.following
    if last.single is None or not size(following):
        return None
    if not answers.every(_ARE_COMPARED, claim, last, following):
        return None
    gap = moved.risen(size(following), size(last))
    if akin(claim, last):
        return moved.by_amount(last, following, gap, f"{last.value} trừ {following.value}")
    grown = 100 * gap / size(following)
    if claim.kind != "percent" or not grown / 3 <= moved.stated <= grown * 3:
        return None  # so far off is another matter, not a slip
    return moved.in_per_cent(last, following, gap, f"{last.value} so với {following.value}")


def _are_alike(_claim: Claim, last: Claim, following: Claim) -> bool:
    return akin(last, following) and certain(following)


def _follows_amount(claim: Claim, last: Claim, _following: Claim) -> bool:
    return steady(last) and close(last, claim, _ONE_CLAUSE)


def _is_compared_with(claim: Claim, _last: Claim, following: Claim) -> bool:
    return joined(claim, following, _COMPARED)


# Two amounts of one sort, the change close behind the first and `so với` before the other.
_ARE_COMPARED = (_are_alike, _follows_amount, _is_compared_with)


@dataclass(frozen=True)
class _Difference:
    """A percentage and the amount it comes to: from an increase d to the value v the base is v - d,
    from a decrease it is v + d.
    """

    moved: _Change
    amount: Claim
    place: int  # of the first claim behind those that may be the value

    @property
    def may_be_base(self) -> bool:
        """`tăng 8 % so với năm trước (40 lớp)`: is it rather the figure compared with?"""
        return "so với" in words_between(self.moved.claim, self.amount) and steady(self.amount)

    def values(self) -> list[Claim]:
        """What may have come to be: amounts of one sort before it, none itself a change."""
        before = filter(steady, self.moved.scene.before(self.place, reach=_REACH))
        return [value for value in before if akin(value, self.amount) and size(value) > 0]

    def may_come_from(self, value: Claim) -> bool:
        """Is an exact comparison worth its time?"""
        (now, loose_now, _), (gap, loose_gap, _) = sizes(value), sizes(self.amount)
        base = now + self.moved.back * gap
        if base <= 0:
            return False
        exact = 100 * gap / base
        loose = exact * (loose_gap / (gap or 1) + (loose_now + loose_gap) / base)
        return may_agree(self.moved.claim, exact - loose, exact + loose)

    def grown(self, value: Claim) -> Relation | None:
        """The percentage held to the amount of the base that `value` gives."""
        now, gap = size(value), size(self.amount)
        base = now + self.moved.back * gap
        if base <= 0:
            return None
        exact = 100 * gap / base
        own = margin(self.amount) / (gap or 1)
        loose = exact * (own + (margin(value) + margin(self.amount)) / base)
        found = Computed.around("growth", (self.amount, value), exact, loose)
        return self.moved.held_to(found, self._words(value, base), "%")

    def _words(self, value: Claim, base: Fraction) -> str:
        verb, sign = _BACK_IN_WORDS[self.moved.back]
        terms = f"{value.value} {sign} {self.amount.value}"
        return f"{verb} {self.amount.value} từ mức {rounding.show(base)} ({terms})"


def _by_difference(moved: _Change) -> Relation | None:
    """`v …, giảm d (giảm c %)`: among several v the one that gives c, else the one meant by its
    words.
    """
    difference = _difference(moved) if moved.claim.kind == "percent" else None
    if difference is None or difference.amount.single is None:
        return None
    values = difference.values()
    near = filter(difference.may_come_from, values)
    agreeing = first_agreeing(map(difference.grown, near))
    if agreeing or not values or difference.may_be_base:
        return agreeing
    return _missed(difference, values)


def _difference(moved: _Change) -> _Difference | None:
    """The amount beside a percentage that says the same change: before it, or in parentheses."""
    last, following = moved.last, moved.following
    if last.kind in AMOUNTS and _says_same(moved, last):
        return _Difference(moved, last, moved.index - 1)
    if following.kind in AMOUNTS and joined(moved.claim, following, _DIFFERENCE_AFTER):
        return _Difference(moved, following, moved.index)
    return None


def _says_same(moved: _Change, last: Claim) -> bool:
    """One direction, and not each compared with something else."""
    if change(last) != moved.direction or not joined(last, moved.claim, _BESIDE):
        return False
    text = words_between(last, moved.claim)
    return "so với" not in text or "so với" not in moved.claim.after[:40]


def _missed(difference: _Difference, values: list[Claim]) -> Relation | None:
    """None agreed: an error only when the value next to the change, or the one named alike, misses
    narrowly.
    """
    beside = _stands_beside(values[0], difference.amount)
    if beside and (relation := difference.grown(values[0])):
        return relation
    named = filter(None, map(difference.grown, _meant(values, difference.amount)))
    return next((told for told in named if _narrowly(told, difference.moved.stated)), None)


def _stands_beside(value: Claim, difference: Claim) -> bool:
    return close(value, difference, _BESIDE_IT) and certain(value, difference)


def _meant(values: list[Claim], difference: Claim) -> list[Claim]:
    """The only value of the sentence, else the one whose clause shares most words; none or one."""
    here = [value for value in values if value.sentence_start == difference.sentence_start]
    only = here or values
    if len(only) == 1:
        return only
    wanted = _words(clause(difference))
    shared = [len(wanted & _words(clause(value))) for value in values]
    most = max(shared)
    return [values[shared.index(most)]] if most and shared.count(most) == 1 else []


def _narrowly(relation: Relation, stated: Fraction) -> bool:
    exact = relation.exact
    return exact is not None and abs(exact - stated) <= _NEAR_MISS * max(exact, stated)


@lru_cache(1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]+", text.lower())) - _PLAIN
