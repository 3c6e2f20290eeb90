"""Parts that add up to their whole.

`trong đó` need not name all parts: a sum that falls short is an error only where the text shows it
is complete.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from goc.claims.model import Claim, Relation
from goc.claims.relations import groups, rounding
from goc.claims.relations.computed import Computed
from goc.claims.relations.groups import Group
from goc.claims.relations.scene import (
    AMOUNTS,
    Scene,
    akin,
    certain,
    family,
    head,
    margin,
    may_agree,
    scale,
    size,
    sizes,
    steady,
)

# Marks that overlap (a woman may be a party member): their sum says nothing.
_OVERLAP = re.compile(
    r"\bnữ\b|đảng viên|dân tộc|tuổi|trình độ|đại học|trẻ|tôn giáo|đoàn viên|thạc sĩ|tốt nghiệp|"
    r"lần đầu|"
    r"nghèo|chính sách",
    re.I,
)


def find_all(scene: Scene) -> dict[int, Relation]:
    """Sums by where their whole starts."""
    found: dict[int, Relation] = {}
    for group in groups.of(scene):
        found |= _judged(group, found)
    return found


@dataclass(frozen=True)
class _Addition:
    """A whole and what may be its parts."""

    whole: Claim
    members: list[Claim]

    @cached_property
    def sums_up(self) -> bool:
        """Are these amounts that can be added?"""
        if self.whole.kind not in AMOUNTS or len(self.members) < 2:
            return False
        return None not in [claim.single for claim in (self.whole, *self.members)]

    @cached_property
    def is_certain(self) -> bool:
        return certain(self.whole, *self.members)

    @cached_property
    def heads(self) -> set[str]:
        return set(map(head, self.members))

    @cached_property
    def families(self) -> set[str]:
        return set(map(family, self.members))

    @cached_property
    def value(self) -> float:
        return sizes(self.whole)[0]

    @cached_property
    def total(self) -> float:
        """Near enough to see what is not worth an exact comparison."""
        return sum(sizes(member)[0] for member in self.members)

    def computed(self) -> Computed:
        unit = scale(self.whole)
        total = sum(map(size, self.members), Fraction(0))
        loose = sum(map(margin, self.members), Fraction(0))
        return Computed.around("sum", tuple(self.members), total, loose, unit)

    def agreement(self) -> Relation | None:
        """The sum, when it agrees."""
        if not self.sums_up or not self._may_agree():
            return None
        relation = self.computed().held_to(self.whole, self._fault)
        return relation if relation.agrees else None

    def _may_agree(self) -> bool:
        unit, slack = scale(self.whole), sum(sizes(member)[1] for member in self.members)
        return may_agree(self.whole, (self.total - slack) / unit, (self.total + slack) / unit)

    def error(self) -> Relation:
        """The sum, known not to agree, with what is wrong."""
        return self.computed().held_to(self.whole, self._fault)

    def _fault(self, total: Fraction) -> str:
        whole, parts = self.whole, " + ".join(member.value for member in self.members)
        miss = rounding.show(abs(total - (whole.single or 0)))
        stated = f"{whole.value} {head(whole)}"
        return f"{parts} = {rounding.show(total)}, văn bản ghi {stated} (lệch {miss})."


def _judged(group: Group, known: dict[int, Relation]) -> dict[int, Relation]:
    """What of a group adds up, and what is shown not to."""
    additions = (_addition(whole, group.parts) for whole in filter(steady, group.wholes))
    fresh = [addition for addition in additions if addition.whole.start not in known]
    found = _by_whole(fresh, _pairs)
    right = _by_whole(fresh, _Addition.agreement)
    # What is the sum of one figure is no slip of another: `30 lớp (25 cũ, 5 mới)` beside `20 lớp`.
    told = [addition.members for addition in fresh if addition.whole.start in right]
    wrong = _by_whole(
        [addition for addition in fresh if addition.members not in told],
        _Missed(group.complete, parallel=bool(right)).error,
    )
    return found | right | wrong


def _by_whole(
    additions: list[_Addition], read: Callable[[_Addition], Relation | None]
) -> dict[int, Relation]:
    read_of = ((addition.whole.start, read(addition)) for addition in additions)
    return {start: relation for start, relation in read_of if relation}


def _addition(whole: Claim, parts: list[Claim]) -> _Addition:
    others = (part for part in filter(steady, parts) if part is not whole)
    return _Addition(whole, [part for part in others if akin(part, whole)])


def _pairs(addition: _Addition) -> Relation | None:
    """`324/590 trường, trong đó 71/179 …, 160/206 …`: done and due add up each; one that does
    vouches for the other.
    """
    pairs = [member.ratio for member in addition.members]
    if len(pairs) < 2 or not all((addition.whole.ratio, *pairs)):
        return None
    sides = [_Side(addition, side, sum(column)) for side, column in enumerate(zip(*pairs))]
    wrong = [side for side in sides if side.total != side.stated]
    if not wrong:
        operands = tuple(member.operand() for member in addition.members)
        return Relation("sum", operands, True, sides[0].total)
    return wrong[0].error() if len(wrong) < len(sides) else None


@dataclass(frozen=True)
class _Side:
    """What is done, or what is due, of several ratios, and of their whole."""

    addition: _Addition
    place: int
    total: Fraction

    @property
    def stated(self) -> Fraction:
        return self.addition.whole.ratio[self.place]

    def error(self) -> Relation | None:
        """That it does not add up, when it misses by a tenth at most."""
        if abs(self.total - self.stated) * 10 > self.stated:
            return None
        members, total = self.addition.members, self.total
        parts = " + ".join(member.value.split("/")[self.place] for member in members)
        stated = f"{rounding.show(self.stated)} {head(self.addition.whole)}"
        note = f"{parts} = {rounding.show(total)}, văn bản ghi {stated}."
        return Relation("sum", tuple(member.operand() for member in members), False, total, note)


@dataclass(frozen=True)
class _Missed:
    """What tells of the sums of a group that do not agree: see `_Miss`."""

    complete: bool
    parallel: bool

    def error(self, addition: _Addition) -> Relation | None:
        if not addition.sums_up or not addition.is_certain:
            return None
        miss = _Miss(addition, self.complete, self.parallel)
        return addition.error() if miss.is_error else None


@dataclass(frozen=True)
class _Miss:
    """A sum that misses its whole. `complete`: the text shows that no part is left out; `parallel`:
    another whole of the same list is the exact sum of its parts.
    """

    addition: _Addition
    complete: bool
    parallel: bool

    def _within(self, times: int) -> bool:
        """Is the miss at most such a part of the whole?"""
        value = self.addition.value
        return abs(self.addition.total - value) * times <= value

    @property
    def _is_above(self) -> bool:
        return self.addition.total > self.addition.value

    @property
    def _is_overfull(self) -> bool:
        """Parts of one kind above their whole; sums of money within sums of money overlap too
        often.
        """
        counted = self.addition.whole.kind == "count" and len(self.addition.members) > 2
        return counted and self._is_above and len(self.addition.heads) == 1

    @property
    def _is_narrow(self) -> bool:
        """Near enough for a slip of the pen: half where another sum vouches for the list."""
        if self.parallel:
            return self._within(2)
        return self._within(5) if self._is_overfull else self._within(10)

    @property
    def _overlaps(self) -> bool:
        return any(map(_OVERLAP.search, map(_said_of, self.addition.members)))

    @property
    def is_error(self) -> bool:
        """Is the sum meant to be complete?"""
        if not self.addition.value or not self._is_narrow or self._overlaps:
            return False
        shown = self.parallel or (self.complete and len(self.addition.families) == 1)
        return shown or self._is_overfull or (self._is_above and self._within(20))


def _said_of(member: Claim) -> str:
    """What is said of a part besides its own noun."""
    return member.said_of.removeprefix(head(member)) + member.before[-12:]
