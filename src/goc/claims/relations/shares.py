"""Shares: a of b is c %. The whole stands in a ratio, after `trên tổng số`, before `trong đó`, or
somewhere near.

Only a whole the text itself links makes an error; a whole found by trying makes an agreement at
most.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache, partial

from goc.claims.model import Claim, Relation
from goc.claims.relations import computed, rounding, slips, wholes
from goc.claims.relations.computed import Rounded, first_agreeing
from goc.claims.relations.scene import (
    NEAR,
    Scene,
    akin,
    amount,
    between,
    certain,
    change,
    close,
    head,
    joined,
    may_agree,
    scale,
    sizes,
)
from goc.claims.relations.slips import Base

_OF_WHOLE = re.compile(r"(?:trong|trên|/)\s*(?:tổng số|tổng|số)?\s*(?:là\s*)?$", re.I)
_LINK = re.compile(
    r"\(\s*(?:\w+\s+){0,3}$|(?:=|chiếm|đạt|tỷ lệ|tỉ lệ|bằng|tương đương|tương ứng)[^;]{0,25}$", re.I
)
_TARGET = re.compile(
    r"\s*(?:so với\s+)?(?:kế hoạch|chỉ tiêu|dự toán|KH\b|nghị quyết|mục tiêu|định mức|nhiệm vụ)",
    re.I,
)
_LIKE_BEFORE = re.compile(r"bằng\s+(?:\w+\s+)?$", re.I)
_OTHER = re.compile(r"\s*(?:so với(?! tổng)|cùng kỳ|trở lên là|/năm|một năm|mỗi năm)", re.I)
_PLANNED = re.compile(
    r"(?:kế hoạch|chỉ tiêu|dự toán|nhiệm vụ)\s+(?:được\s+)?(?:giao|năm|đề ra|là|được "
    r"giao)?[^,;.\d]{0,20}$",
    re.I,
)
_RECEIVED = re.compile(
    r"(?:thụ lý|tiếp nhận|phải (?:giải quyết|thi hành)|đủ điều kiện|đăng ký|rà "
    r"soát)[^,;.\d]{0,25}$",
    re.I,
)
_SETTLED = re.compile(
    r"^[^;.]{0,40}?,\s*(?:đã\s+)?(?:giải quyết|xử lý|thi hành|hoàn thành)(?:\s+(?:xong|được))*\s*$",
    re.I,
)
_DONE = re.compile(r"^[^;.]{0,40}?(?:thực hiện|kết quả|đã|đạt|hoàn thành)[^;.]{0,30}$", re.I)
_WORDS = r"=|chiếm|đạt|bằng|tương đương|tương ứng|tỷ lệ|tỉ lệ|xấp xỉ|khoảng|gần|hơn|trên|là|ước|chỉ|tức|hay|với|mới"
_ONLY_LINKS = re.compile(rf"\s*(?:(?:{_WORDS})\s*)*", re.I)
_ENDS_IN_LINK = re.compile(
    r"(?:chiếm|đạt|bằng|tương đương|tương ứng|tỷ lệ|tỉ lệ)\s+(?:(?:gần|hơn|khoảng|trên|tỷ lệ|tỉ "
    r"lệ)\s+)*$",
    re.I,
)
_MOVED = re.compile(r"tăng|giảm|vượt")
_OTHER_RATE = re.compile(
    rf"(?:tỷ|tỉ) lệ\s+(?!(?:{_WORDS}|\s)*$)", re.I
)  # `15/20 xã, tỷ lệ hộ nghèo còn 3%`
_PART_AFTER = re.compile(
    r"[^,;.]{0,60}\(\s*$|\s*,?\s*(?:tương đương|tương ứng|tức|hay)[^,;.]{0,30}$", re.I
)
_SAID_OF = 110  # characters a share may stand behind its part
_ONE_ACCOUNT = 140  # from `trong tổng số b` to `a`
_AMOUNTS = ("count", "money")


@dataclass(frozen=True)
class _Share:
    """A percentage that may be a share, among the claims of its text; `bases`: wholes of the shares
    before it.
    """

    scene: Scene
    index: int
    bases: list[Base]
    claim: Claim
    stated: Fraction
    kind: str

    @staticmethod
    def at(scene: Scene, index: int, bases: list[Base]) -> "_Share | None":
        claim = scene.claims[index]
        if claim.kind != "percent" or claim.single is None or change(claim):
            return None
        kind = "target" if _TARGET.match(claim.after) else "share"
        if kind == "share" and _OTHER.match(claim.after):
            return None
        return _Share(scene, index, bases, claim, claim.single, kind)

    @cached_property
    def part(self) -> Claim | None:
        return _part(self.scene, self.index)

    @cached_property
    def steady_part(self) -> Claim | None:
        """A part that says how much there is, not by how much it changed."""
        return self.part if self.part and not change(self.part) else None

    def of_whole(self, part: Claim, whole: Claim, kind: str = "") -> Relation | None:
        """The stated share held to `part` of `whole`."""
        top, bottom = Rounded.of(part), Rounded.of(whole)
        if top is None or bottom is None:
            return None
        return self._held(kind or self.kind, (part, whole), top, bottom)

    def of_ratio(self, ratio: Claim, number: tuple[Fraction, ...]) -> Relation | None:
        return self._held(self.kind, (ratio,), Rounded(number[0]), Rounded(number[1]))

    def _held(
        self, kind: str, operands: tuple[Claim, ...], top: Rounded, bottom: Rounded
    ) -> Relation | None:
        found = computed.share(kind, operands, top, bottom)
        if found is None:
            return None
        return found.held_to(self.claim, partial(self._fault, operands[0], top, bottom))

    def _fault(self, part: Claim, top: Rounded, bottom: Rounded, exact: Fraction) -> str:
        unit = scale(part)  # both in the part's unit: `80,7/174,7 tỷ đồng`
        over = f"{rounding.show(top.value / unit)}/{rounding.show(bottom.value / unit)}"
        claim = self.claim
        stated = claim.value if certain(claim) else f"{claim.hedge} {claim.value}"
        said = f"{over} {head(part)}".rstrip()
        return f"{said} là {rounding.show(exact)}%, văn bản ghi {stated}."

    def may_be_of(self, part: Claim, whole: Claim) -> bool:
        """Is an exact comparison worth its time? Only what is outside every rounding and hedge is
        left out.
        """
        (top, loose_top, _), (bottom, loose_bottom, _) = sizes(part), sizes(whole)
        if bottom <= loose_bottom:
            return False  # of nothing there is no share
        low = (top - loose_top) / (bottom + loose_bottom)
        high = (top + loose_top) / (bottom - loose_bottom)
        return may_agree(self.claim, 100 * low, 100 * high)


def find(scene: Scene, index: int, bases: list[Base]) -> Relation | None:
    """The share relation of the percentage at `index`, when there is one; `bases`: wholes of the
    shares before it.

    An error is named only when no whole near it gives the stated share.
    """
    share = _Share.at(scene, index, bases)
    if share is None:
        return None
    misses: list[Relation] = []
    for relation in filter(None, _read(share)):
        if relation.agrees:
            return relation
        misses.append(relation)
    return _error(share, misses)


def _read(share: _Share) -> Iterator[Relation | None]:
    """What each way of finding a whole gives, the most telling first."""
    yield _of_ratio(share)
    yield _of_pair(share)
    if part := share.steady_part:
        yield _of_group(share, part)
        yield _by_trying(share, part)
        yield _of_base(share, part)


def _error(share: _Share, misses: list[Relation]) -> Relation | None:
    """The miss the text itself links, else a slip; none where an unwritten whole gives the share."""
    missed = _told(share, misses)
    if part := share.steady_part:
        missed = missed or _narrowly(share, part)
        if missed and not _of_a_sibling(share, missed) and _of_implied(share, part):
            return None
    return missed or _above_all(share.claim)


def _told(share: _Share, misses: list[Relation]) -> Relation | None:
    """The first miss whose whole the text clearly speaks of."""
    if not misses or slips.named_total(share.claim) is not None:
        return None  # of the total it names, which need not be the one that stands near
    if not _said_together(share):
        return None
    return next((missed for missed in misses if not _of_other_item(share, missed)), None)


def _of_a_sibling(share: _Share, relation: Relation) -> bool:
    """Was a share before it of the same whole?"""
    return slips.is_base(share.scene.by_start[relation.of[-1].start], share.bases)


def _of_other_item(share: _Share, relation: Relation) -> bool:
    """Past a semicolon the text may speak of something else, unless a sibling was of the same
    whole.
    """
    part, whole = (share.scene.by_start[relation.of[place].start] for place in (0, -1))
    return ";" in (between(whole, part) or "") and not _of_a_sibling(share, relation)


def _of_base(share: _Share, part: Claim) -> Relation | None:
    """A list goes on about the whole its first shares were of."""
    bases = (base.whole for base in share.bases if akin(base.whole, part))
    near = (whole for whole in bases if share.may_be_of(part, whole))
    return first_agreeing(share.of_whole(part, whole) for whole in near)


def _of_implied(share: _Share, part: Claim) -> bool:
    """Does a share nearby imply a whole, itself unwritten, that gives this one: `8 xã (50%), trong
    đó 6,25% (1 xã)`?
    """
    nearby = range(max(1, share.index - NEAR), share.index)
    return any(_implies(share, part, place) for place in nearby)


def _implies(share: _Share, part: Claim, place: int) -> bool:
    claim, other = share.claim, share.scene.claims[place]
    if other.kind != "percent" or not other.single:
        return False
    sibling = _part(share.scene, place)
    if sibling is None or not akin(sibling, part):
        return False
    if sizes(other)[0] * sizes(part)[0] > 2 * (sizes(claim)[0] + 1) * sizes(sibling)[0]:
        return False  # seen at a glance
    known, top = amount(sibling), amount(part)
    if not known or not top:
        return False
    implied, loose = other.single * top / known, other.step * top / known
    return abs(implied - share.stated) * 2 <= claim.step + loose


def _narrowly(share: _Share, part: Claim) -> Relation | None:
    """No whole gives the share, but one it may be meant of misses narrowly."""
    if not slips.may_be_slip(share.claim, part):
        return None
    for meant in slips.meant(share.scene, share.index, part, share.bases):
        relation = share.of_whole(part, meant.whole) if meant.roughly(share.claim, part) else None
        if relation and relation.exact and meant.narrowly(relation.exact, share.stated):
            return relation
    return None


def _said_together(share: _Share) -> bool:
    """Do only linking words stand between the part and its percentage? Else the percentage may be
    of another matter.
    """
    following, last = share.scene.at(share.index + 1), share.scene.at(share.index - 1)
    if following and _stands_behind(following, share.claim):
        return True
    text = between(last, share.claim) if last else None
    if text is None or _OTHER_RATE.search(text):
        return False
    segment = re.split(r"[,(]", text)[-1]
    if segment == text:
        return not text.strip() or bool(_ENDS_IN_LINK.search(text))
    return bool(_ONLY_LINKS.fullmatch(segment))


def _stands_behind(part: Claim, claim: Claim) -> bool:
    """`60% (150/250 …)`: the part follows in parentheses."""
    return joined(claim, part, _PART_AFTER)


def _stands_before(part: Claim, claim: Claim) -> bool:
    """`150/250 …, đạt 60%`: the percentage goes on about the part, and nothing moved."""
    return close(part, claim, _SAID_OF) and not _MOVED.search(between(part, claim) or "")


@lru_cache(64)
def _linked(part: Claim, claim: Claim) -> bool:
    return _stands_before(part, claim) and bool(_LINK.search(between(part, claim) or ""))


def _part(scene: Scene, index: int) -> Claim | None:
    """The amount that the percentage at `index` is said of, as a part."""
    claim, last, following = scene.claims[index], scene.at(index - 1), scene.at(index + 1)
    if last and last.kind in _AMOUNTS and _linked(last, claim):
        return last
    if following and following.kind in _AMOUNTS and _stands_behind(following, claim):
        return following
    return None


def _of_ratio(share: _Share) -> Relation | None:
    """`a/b …, đạt c %` and `c % (a/b …)`."""
    for place, stands in ((share.index - 1, _stands_before), (share.index + 1, _stands_behind)):
        ratio = share.scene.at(place)
        if ratio is None or ratio.kind != "ratio" or not isinstance(ratio.number, tuple):
            continue
        if stands(ratio, share.claim):
            return share.of_ratio(ratio, ratio.number)
    return None


def _second_is_whole(_first: Claim, second: Claim) -> bool:
    """`a … trên tổng số b (c %)`"""
    return bool(_OF_WHOLE.search(second.before[-20:])) and not change(second)


def _first_is_whole(first: Claim, second: Claim) -> bool:
    """`trong tổng số b có a, đạt c %`"""
    return wholes.names_whole(first) and len(between(first, second) or "") <= _ONE_ACCOUNT


def _said_in_turn(
    opening: re.Pattern[str], going_on: re.Pattern[str], first: Claim, second: Claim
) -> bool:
    """Do such words stand before the first figure, and such words between the two?"""
    if not opening.search(first.before[-45:]):
        return False
    return bool(going_on.search(between(first, second) or ""))


@dataclass(frozen=True)
class _PairForm:
    """Words that make one of two figures before a percentage the whole of the other."""

    said: Callable[[Claim, Claim], bool]
    whole_first: bool = True
    kind: str = ""


_PAIR_FORMS = (
    _PairForm(_second_is_whole, whole_first=False),
    _PairForm(_first_is_whole),
    _PairForm(partial(_said_in_turn, _RECEIVED, _SETTLED)),  # `tiếp nhận b đơn, đã giải quyết a`
    _PairForm(partial(_said_in_turn, _PLANNED, _DONE), kind="target"),  # `kế hoạch b, thực hiện a`
)


def _of_pair(share: _Share) -> Relation | None:
    """Two figures of one sort in one sentence, one the whole of the other by a form of words."""
    first, second = share.scene.at(share.index - 2), share.scene.at(share.index - 1)
    if not first or not second or between(first, second) is None:
        return None
    if not _linked(second, share.claim) or not akin(first, second):
        return None
    form = next((form for form in _PAIR_FORMS if form.said(first, second)), None)
    if form is None:
        return None
    part, whole = (second, first) if form.whole_first else (first, second)
    return share.of_whole(part, whole, form.kind)


def _of_group(share: _Share, part: Claim) -> Relation | None:
    """`b …, trong đó a (c %)`: the whole stands before the last `trong đó`."""
    singles = (single for whole in wholes.of(share.scene, part) for single in wholes.singles(whole))
    fitting = [whole for whole in singles if akin(whole, part)]
    near = (whole for whole in fitting if share.may_be_of(part, whole))
    tried = (share.of_whole(part, whole) for whole in near)
    good = [relation for relation in tried if relation and relation.agrees]
    if good:
        return min(good, key=lambda relation: relation.note is not None)
    return share.of_whole(part, fitting[0]) if _is_one_whole(share, part, fitting) else None


def _is_one_whole(share: _Share, part: Claim, fitting: list[Claim]) -> bool:
    """Is there one whole only, large enough, and the share said of the part?"""
    claim = share.claim
    if not fitting or any(amount(whole) != amount(fitting[0]) for whole in fitting):
        return False
    # `trong đó miền Bắc 1.117 ha, bằng 99%`: of the year before
    if share.kind != "share" or share.stated > 100 or _LIKE_BEFORE.search(claim.before[-20:]):
        return False
    if part.start <= claim.start and not _linked(part, claim):
        return False
    return _size(part) <= _size(fitting[0])


def _size(claim: Claim) -> Fraction:
    return amount(claim) or Fraction(0)


def _by_trying(share: _Share, part: Claim) -> Relation | None:
    """Some figure before it of which the part is the share, to the digit."""
    if share.kind == "target" or not certain(part):
        return None
    before = (whole for whole in share.scene.before(share.index) if whole is not part)
    alike = (whole for whole in before if akin(whole, part) and _size(whole) >= _size(part))
    tried = (share.of_whole(part, whole) for whole in alike if share.may_be_of(part, whole))
    return first_agreeing(found for found in tried if found and found.note is None)


def _above_all(claim: Claim) -> Relation | None:
    """`chiếm 120%` can be of nothing."""
    said = (claim.hedge or "").lower()
    if not said.startswith(("chiếm", "chỉ chiếm")) or (claim.single or 0) <= 100:
        return None
    note = f"Tỷ lệ {claim.value} vượt quá 100%: một phần không thể lớn hơn tổng."
    return Relation("part_not_above_whole", (), False, None, note)
