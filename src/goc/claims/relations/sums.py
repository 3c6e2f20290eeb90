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
    Scene,
    akin,
    amount,
    certain,
    change,
    family,
    head,
    margin,
    may_agree,
    scale,
    sizes,
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
        if len(group.parts) > 1:
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
        if self.whole.kind not in ("count", "money") or self.whole.single is None:
            return False
        return len(self.members) > 1 and all(amount(m) is not None for m in self.members)

    @cached_property
    def is_certain(self) -> bool:
        return certain(self.whole) and all(certain(member) for member in self.members)

    @cached_property
    def heads(self) -> set[str]:
        return {head(member) for member in self.members}

    @cached_property
    def value(self) -> float:
        return sizes(self.whole)[0]

    @cached_property
    def total(self) -> float:
        """Near enough to see what is not worth an exact comparison."""
        return sum(sizes(member)[0] for member in self.members)

    def computed(self) -> Computed:
        unit = scale(self.whole)
        total = sum((amount(m) or Fraction(0) for m in self.members), Fraction(0))
        loose = sum((margin(m) for m in self.members), Fraction(0))
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
    additions = (_addition(whole, group.parts) for whole in group.wholes if not change(whole))
    fresh = [addition for addition in additions if addition.whole.start not in known]
    found = _by_whole(fresh, _pairs)
    right = _by_whole(fresh, _Addition.agreement)
    wrong = _by_whole(
        [addition for addition in fresh if addition.whole.start not in right],
        _Missed(group.complete, parallel=bool(right)).error,
    )
    return found | right | wrong


def _by_whole(
    additions: list[_Addition], read: Callable[[_Addition], Relation | None]
) -> dict[int, Relation]:
    read_of = ((addition.whole.start, read(addition)) for addition in additions)
    return {start: relation for start, relation in read_of if relation}


def _addition(whole: Claim, parts: list[Claim]) -> _Addition:
    others = (part for part in parts if part is not whole and not change(part))
    return _Addition(whole, [part for part in others if akin(part, whole)])


def _pairs(addition: _Addition) -> Relation | None:
    """`324/590 trường, trong đó 71/179 …, 160/206 …`: done and due add up each; one that does
    vouches for the other.
    """
    whole, members = addition.whole, addition.members
    pairs = [member.number for member in members if isinstance(member.number, tuple)]
    if whole.kind != "ratio" or not isinstance(whole.number, tuple):
        return None
    if len(members) < 2 or len(pairs) < len(members):
        return None
    done, due = (sum((pair[side] for pair in pairs), Fraction(0)) for side in (0, 1))
    operands = tuple(member.operand() for member in members)
    if (done, due) == whole.number[:2]:
        return Relation("sum", operands, True, done)
    if due == whole.number[1]:
        return _pairs_wrong(addition, 0, done)
    return _pairs_wrong(addition, 1, due) if done == whole.number[0] else None


def _pairs_wrong(addition: _Addition, side: int, total: Fraction) -> Relation | None:
    """The side that does not add up, when it misses by a tenth at most."""
    whole, members = addition.whole, addition.members
    stated = whole.number[side] if isinstance(whole.number, tuple) else total
    if abs(total - stated) * 10 > stated:
        return None
    parts = " + ".join(member.value.split("/")[side] for member in members)
    note = f"{parts} = {rounding.show(total)}, văn bản ghi {rounding.show(stated)} {head(whole)}."
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
        return any(_OVERLAP.search(_said_of(member)) for member in self.addition.members)

    @property
    def is_error(self) -> bool:
        """Is the sum meant to be complete?"""
        if not self.addition.value or not self._is_narrow or self._overlaps:
            return False
        families = {family(member) for member in self.addition.members}
        shown = self.parallel or (self.complete and len(families) == 1)
        return shown or self._is_overfull or (self._is_above and self._within(20))


def _said_of(member: Claim) -> str:
    """What is said of a part besides its own noun."""
    return (member.subject or "").removeprefix(head(member)) + member.before[-12:]
