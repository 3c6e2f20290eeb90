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
    Scene,
    akin,
    amount,
    between,
    certain,
    change,
    clause,
    close,
    joined,
    margin,
    may_agree,
    scale,
    sizes,
)

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
_NEAR_MISS = Fraction(15, 100)
_AMOUNTS = ("count", "money")
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
    def last(self) -> Claim | None:
        return self.scene.at(self.index - 1)

    @property
    def following(self) -> Claim | None:
        return self.scene.at(self.index + 1)

    @property
    def falling(self) -> bool:
        return self.direction == "giảm"

    def risen(self, before: Fraction, after: Fraction) -> Fraction:
        """By how much the second is above the first; below, when the text itself says it fell."""
        return before - after if change(self.claim) == "giảm" else after - before

    @cached_property
    def unbounded(self) -> Claim:
        """`thấp hơn 0,4%` says a difference, not a bound."""
        if not self.claim.hedge:
            return self.claim
        return replace(self.claim, hedge=_COMPARATIVE.sub("", self.claim.hedge).strip() or None)

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
        whole = amount(base) or Fraction(1)
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
    read = (reader(moved) for reader in (_from_to, _compared, _by_difference))
    found = (relation for relation in read if relation)
    return next((r for r in found if r.agrees or _said_together(moved, r)), None)


def _direction(claim: Claim, last: Claim | None) -> str | None:
    """`tăng` or `giảm`, also taken over from the amount beside it: `tăng 15 lớp (12 %)`."""
    own = change(claim)
    if own or claim.kind != "percent" or last is None or last.kind not in _AMOUNTS:
        return own
    return change(last) if joined(last, claim, _TAKEN_OVER) else None


def _said_together(moved: _Change, relation: Relation) -> bool:
    """Do only linking words part the change from the figures before it? Else it may be a change of
    another matter.
    """
    claim, last = moved.claim, moved.last
    if last is None or all(operand.start > claim.start for operand in relation.of):
        return True
    text = between(last, claim)
    return text is not None and bool(_ONLY_LINKS.fullmatch(re.split(r"[,(]", text)[-1]))


def _from_to(moved: _Change) -> Relation | None:
    """`tăng 2 %, từ 8 % lên 10 %` and `từ 40 lên 50 lớp, tăng 25 %`."""
    for place in (moved.index + 1, moved.index - 2):
        first, second = moved.scene.at(place), moved.scene.at(place + 1)
        if first and second and _is_move(moved.claim, first, second):
            return _moved(moved, first, second)
    return None


def _is_move(claim: Claim, first: Claim, second: Claim) -> bool:
    """Do the two stand as `từ a lên b`, with the change close by?"""
    behind = first.start > claim.start
    opened = _FROM.search(first.before[-25:]) or (behind and joined(claim, first, _SHUT))
    if not opened or not joined(first, second, _TO):
        return False
    near = close(claim, first, _ONE_CLAUSE) if behind else close(second, claim, _ONE_CLAUSE)
    return near and _comparable(first, second)


def _comparable(first: Claim, second: Claim) -> bool:
    if first.single is None or second.single is None:
        return False
    return not first.unit or not second.unit or akin(first, second)


def _moved(moved: _Change, first: Claim, second: Claim) -> Relation | None:
    start, end = amount(first), amount(second)
    if start is None or end is None:
        return None
    gap = moved.risen(start, end)
    percent = moved.claim.kind == "percent"
    if moved.claim.kind == second.kind and (percent or akin(moved.claim, second)):
        return _between_alike(moved, first, second, gap)
    if not percent or not start:
        return None
    return moved.in_per_cent(second, first, gap, f"Từ {first.value} đến {second.value}")


def _between_alike(moved: _Change, first: Claim, second: Claim, gap: Fraction) -> Relation:
    """A change in the unit of its figures; from per cent to per cent it may be in points or in
    proportion.
    """
    more, less = (first, second) if change(moved.claim) == "giảm" else (second, first)
    by_points = moved.by_amount(second, first, gap, f"{more.value} trừ {less.value}")
    if moved.claim.kind != "percent" or by_points.agrees or not amount(first):
        return by_points
    relative = moved.in_per_cent(second, first, gap, "")
    return relative if relative.agrees else by_points


def _compared(moved: _Change) -> Relation | None:
    """`a, tăng c % so với b`."""
    claim, last, following = moved.claim, moved.last, moved.following
    if not last or not following or not _are_compared(claim, last, following):
        return None
    now, base = amount(last), amount(following)
    if now is None or not base:
        return None
    gap = moved.risen(base, now)
    if claim.kind == "percent" and last.kind != "percent":
        grown = 100 * gap / base
        if not grown / 3 <= moved.stated <= grown * 3:
            return None  # so far off is another matter, not a slip
        words = f"{last.value} so với {following.value}"
        return moved.in_per_cent(last, following, gap, words)
    if akin(claim, last):
        return moved.by_amount(last, following, gap, f"{last.value} trừ {following.value}")
    return None


def _are_compared(claim: Claim, last: Claim, following: Claim) -> bool:
    """Two amounts of one sort, the change close behind the first and `so với` before the other."""
    if not akin(last, following) or not certain(following) or change(last):
        return False
    return close(last, claim, _ONE_CLAUSE) and joined(claim, following, _COMPARED)


@dataclass(frozen=True)
class _Difference:
    """A percentage and the amount it comes to: from an increase d to the value v the base is v - d,
    from a decrease it is v + d.
    """

    moved: _Change
    amount: Claim
    place: int  # of the first claim behind those that may be the value

    def values(self) -> list[Claim]:
        """What may have come to be: amounts of one sort before it, none itself a change."""
        before = self.moved.scene.before(self.place, reach=_REACH)
        alike = (value for value in before if akin(value, self.amount))
        return [value for value in alike if not change(value) and sizes(value)[0] > 0]

    def may_come_from(self, value: Claim) -> bool:
        """Is an exact comparison worth its time?"""
        (now, loose_now, _), (gap, loose_gap, _) = sizes(value), sizes(self.amount)
        base = now + gap if self.moved.falling else now - gap
        if base <= 0:
            return False
        exact = 100 * gap / base
        loose = exact * ((loose_gap / gap if gap else 0) + (loose_now + loose_gap) / base)
        return may_agree(self.moved.claim, exact - loose, exact + loose)

    def grown(self, value: Claim) -> Relation | None:
        """The percentage held to the amount of the base that `value` gives."""
        now, gap = amount(value), amount(self.amount)
        if now is None or gap is None:
            return None
        base = now + gap if self.moved.falling else now - gap
        if base <= 0:
            return None
        exact = 100 * gap / base
        own = margin(self.amount) / gap if gap else Fraction(0)
        loose = exact * (own + (margin(value) + margin(self.amount)) / base)
        found = Computed.around("growth", (self.amount, value), exact, loose)
        return self.moved.held_to(found, self._words(value, base), "%")

    def _words(self, value: Claim, base: Fraction) -> str:
        verb, sign = ("Giảm", "+") if self.moved.falling else ("Tăng", "-")
        terms = f"{value.value} {sign} {self.amount.value}"
        return f"{verb} {self.amount.value} từ mức {rounding.show(base)} ({terms})"


def _by_difference(moved: _Change) -> Relation | None:
    """`v …, giảm d (giảm c %)`: among several v the one that gives c, else the one meant by its
    words.
    """
    difference = _difference(moved) if moved.claim.kind == "percent" else None
    if difference is None:
        return None
    values = difference.values()
    near = (value for value in values if difference.may_come_from(value))
    agreeing = first_agreeing(difference.grown(value) for value in near)
    return agreeing or (_missed(difference, values) if values else None)


def _difference(moved: _Change) -> _Difference | None:
    """The amount beside a percentage that says the same change: before it, or in parentheses."""
    last, following = moved.last, moved.following
    if last and last.kind in _AMOUNTS and _says_same(moved, last):
        return _Difference(moved, last, moved.index - 1)
    if not following or following.kind not in _AMOUNTS:
        return None
    behind = joined(moved.claim, following, _DIFFERENCE_AFTER)
    return _Difference(moved, following, moved.index) if behind else None


def _says_same(moved: _Change, last: Claim) -> bool:
    """One direction, and not each compared with something else."""
    if change(last) != moved.direction or not joined(last, moved.claim, _BESIDE):
        return False
    text = between(last, moved.claim) or ""
    return "so với" not in text or "so với" not in moved.claim.after[:40]


def _missed(difference: _Difference, values: list[Claim]) -> Relation | None:
    """None agreed: an error only when the value next to the change, or the one named alike, misses
    narrowly.
    """
    beside = _stands_beside(values[0], difference.amount)
    if beside and (relation := difference.grown(values[0])):
        return relation
    value = _meant(values, difference.amount)
    relation = difference.grown(value) if value else None
    return relation if relation and _narrowly(relation, difference.moved.stated) else None


def _stands_beside(value: Claim, difference: Claim) -> bool:
    return close(value, difference, _BESIDE_IT) and certain(value) and certain(difference)


def _meant(values: list[Claim], difference: Claim) -> Claim | None:
    """The only value of the sentence, else the one whose clause shares most words."""
    here = [value for value in values if value.sentence_start == difference.sentence_start]
    only = here or values
    if len(only) == 1:
        return only[0]
    wanted = _words(clause(difference))
    shared = [len(wanted & _words(clause(value))) for value in values]
    most = max(shared)
    return values[shared.index(most)] if most and shared.count(most) == 1 else None


def _narrowly(relation: Relation, stated: Fraction) -> bool:
    exact = relation.exact
    return exact is not None and abs(exact - stated) <= _NEAR_MISS * max(exact, stated)


@lru_cache(1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in _PLAIN)
