"""Shares: a of b is c %. The whole stands in a ratio, after `trên tổng số`, before `trong đó`, or
somewhere near.

Only a whole the text itself links makes an error; a whole found by trying makes an agreement at
most.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache, partial
from itertools import islice

from goc.claims.model import Claim, Relation
from goc.claims.relations import computed, rounding, slips, wholes
from goc.claims.relations.computed import Rounded, first_agreeing
from goc.claims.relations.scene import (
    AMOUNTS,
    NEAR,
    NO_CLAIM,
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
    of_one_item,
    scale,
    size,
    sizes,
    steady,
    words_between,
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
_OTHER = re.compile(
    rf"(?!{_TARGET.pattern})\s*(?:so với(?! tổng)|cùng kỳ|trở lên là|/năm|một năm|mỗi năm)", re.I
)
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
    r"^\s*$|(?:chiếm|đạt|bằng|tương đương|tương ứng|tỷ lệ|tỉ lệ)\s+(?:(?:gần|hơn|khoảng|trên|tỷ lệ|tỉ "
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
        found = _Share(scene, index, bases, claim, claim.single, kind)
        return None if _OTHER.match(claim.after) else found

    @cached_property
    def steady_parts(self) -> list[Claim]:
        """The part, when it says how much there is, not by how much it changed."""
        return list(filter(steady, _parts(self.scene, self.index)))

    def of_whole(self, part: Claim, whole: Claim, kind: str = "") -> Relation | None:
        """The stated share held to `part` of `whole`."""
        top, bottom = Rounded.of(part), Rounded.of(whole)
        if top is None or bottom is None:
            return None
        return self._held(kind or self.kind, (part, whole), top, bottom)

    def of_each(self, part: Claim, wholes: Iterable[Claim]) -> Iterator[Relation]:
        """As `of_whole` of those of the part's sort that are worth an exact comparison."""
        near = (w for w in wholes if akin(w, part) and self.may_be_of(part, w))
        return filter(None, (self.of_whole(part, whole) for whole in near))

    def of_ratio(self, ratio: Claim) -> Relation | None:
        return self._held(self.kind, (ratio,), *map(Rounded, ratio.ratio[:2]))

    def _held(
        self, kind: str, operands: tuple[Claim, ...], top: Rounded, bottom: Rounded
    ) -> Relation | None:
        found = computed.share(kind, operands, top, bottom)
        fault = partial(self._fault, operands[0], top, bottom)
        return found.held_to(self.claim, fault) if found else None

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
    for part in share.steady_parts:
        yield _of_group(share, part)
        yield _by_trying(share, part)
        yield _of_base(share, part)


def _error(share: _Share, misses: list[Relation]) -> Relation | None:
    """The miss the text itself links, else a slip; none where an unwritten whole gives the share."""
    missed = _told(share, misses)
    for part in share.steady_parts:
        missed = missed or _narrowly(share, part)
        if missed and not _of_a_sibling(share, missed) and _of_implied(share, part):
            return None
    return missed or _above_all(share)


def _told(share: _Share, misses: list[Relation]) -> Relation | None:
    """The first miss whose whole the text clearly speaks of."""
    if slips.named_total(share.claim) is not None:
        return None  # of the total it names, which need not be the one that stands near
    spoken_of = (missed for missed in misses if not _of_other_item(share, missed))
    return next(spoken_of, None) if misses and _said_together(share) else None


def _of_a_sibling(share: _Share, relation: Relation) -> bool:
    """Was a share before it of the same whole?"""
    return slips.is_base(share.scene.by_start[relation.of[-1].start], share.bases)


def _of_other_item(share: _Share, relation: Relation) -> bool:
    """Past a semicolon the text may speak of something else, unless a sibling was of the same
    whole.
    """
    part, whole = (share.scene.by_start[relation.of[place].start] for place in (0, -1))
    return not of_one_item(whole, part) and not _of_a_sibling(share, relation)


def _of_base(share: _Share, part: Claim) -> Relation | None:
    """A list goes on about the whole its first shares were of."""
    return first_agreeing(share.of_each(part, (base.whole for base in share.bases)))


def _of_implied(share: _Share, part: Claim) -> bool:
    """Does a share nearby imply a whole, itself unwritten, that gives this one: `8 xã (50%), trong
    đó 6,25% (1 xã)`?
    """
    nearby = range(max(1, share.index - NEAR), share.index)
    shares = (place for place in nearby if share.scene.claims[place].kind == "percent")
    return any(_implies(share, part, place) for place in shares)


def _implies(share: _Share, part: Claim, place: int) -> bool:
    """Does the share at a place, by the part it is said of, imply a whole that gives this one?"""
    claim, other = share.claim, share.scene.claims[place]
    sibling = next(iter(_parts(share.scene, place)), NO_CLAIM)
    if not akin(sibling, part) or 0 in (size(other), size(sibling), size(part)):
        return False
    if sizes(other)[0] * sizes(part)[0] > 2 * (sizes(claim)[0] + 1) * sizes(sibling)[0]:
        return False  # seen at a glance
    times = size(part) / size(sibling)
    implied, loose = size(other) * times, other.step * times
    return abs(implied - share.stated) * 2 <= claim.step + loose


def _narrowly(share: _Share, part: Claim) -> Relation | None:
    """No whole gives the share, but one it may be meant of misses narrowly."""
    if not slips.may_be_slip(share.claim, part) or not _said_together(share):
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
    if _stands_behind(following, share.claim):
        return True
    text = between(last, share.claim)
    if text is None or _OTHER_RATE.search(text):
        return False
    segment = re.split(r"[,(]", text)[-1]
    linked = _ENDS_IN_LINK.search if segment == text else _ONLY_LINKS.fullmatch
    return linked(segment) is not None


def _stands_behind(part: Claim, claim: Claim) -> bool:
    """`60% (150/250 …)`: the part follows in parentheses."""
    return joined(claim, part, _PART_AFTER)


def _stands_before(part: Claim, claim: Claim) -> bool:
    """`150/250 …, đạt 60%`: the percentage goes on about the part, and nothing moved."""
    return close(part, claim, _SAID_OF) and not _MOVED.search(words_between(part, claim))


@lru_cache(64)
def _linked(part: Claim, claim: Claim) -> bool:
    return _stands_before(part, claim) and _LINK.search(words_between(part, claim)) is not None


def _beside(
    scene: Scene, index: int, kinds: tuple[str, ...], before: Callable[[Claim, Claim], bool]
) -> Iterator[Claim]:
    """What the percentage at `index` may be said of: the claim before it and the one behind."""
    for place, stands in ((index - 1, before), (index + 1, _stands_behind)):
        if scene.at(place).kind in kinds and stands(scene.at(place), scene.claims[index]):
            yield scene.at(place)


def _parts(scene: Scene, index: int) -> list[Claim]:
    """The amount that the percentage at `index` is said of, as a part; none or one."""
    parts = islice(_beside(scene, index, AMOUNTS, _linked), 1)
    return [part for part in parts if part.single is not None]


def _of_ratio(share: _Share) -> Relation | None:
    """`a/b …, đạt c %` and `c % (a/b …)`."""
    beside = _beside(share.scene, share.index, ("ratio",), _stands_before)
    ratio = next((claim for claim in beside if claim.ratio), None)
    return share.of_ratio(ratio) if ratio else None


def _second_is_whole(_first: Claim, second: Claim) -> bool:
    """`a … trên tổng số b (c %)`"""
    return steady(second) and _OF_WHOLE.search(second.before[-20:]) is not None


def _first_is_whole(first: Claim, second: Claim) -> bool:
    """`trong tổng số b có a, đạt c %`"""
    return wholes.names_whole(first) and len(words_between(first, second)) <= _ONE_ACCOUNT


def _said_in_turn(
    opening: re.Pattern[str], going_on: re.Pattern[str], first: Claim, second: Claim
) -> bool:
    """Do such words stand before the first figure, and such words between the two?"""
    opened = opening.search(first.before[-45:])
    return opened is not None and going_on.search(words_between(first, second)) is not None


@dataclass(frozen=True)
class _PairForm:
    """Words that make one of two figures before a percentage the whole of the other; `part`: which
    of the two is the part.
    """

    said: Callable[[Claim, Claim], bool]
    part: int = 1
    kind: str = ""


_PAIR_FORMS = (
    _PairForm(_second_is_whole, part=0),
    _PairForm(_first_is_whole),
    _PairForm(partial(_said_in_turn, _RECEIVED, _SETTLED)),  # `tiếp nhận b đơn, đã giải quyết a`
    _PairForm(partial(_said_in_turn, _PLANNED, _DONE), kind="target"),  # `kế hoạch b, thực hiện a`
)


def _of_pair(share: _Share) -> Relation | None:
    """Two figures of one sort in one sentence, one the whole of the other by a form of words."""
    pair = first, second = share.scene.at(share.index - 2), share.scene.at(share.index - 1)
    if between(first, second) is None or not akin(first, second):
        return None
    if not _linked(second, share.claim):
        return None
    form = next((form for form in _PAIR_FORMS if form.said(first, second)), None)
    return share.of_whole(pair[form.part], pair[1 - form.part], form.kind) if form else None


def _of_group(share: _Share, part: Claim) -> Relation | None:
    """`b …, trong đó a (c %)`: the whole stands before the last `trong đó`."""
    singles = (single for whole in wholes.of(share.scene, part) for single in wholes.singles(whole))
    fitting = [whole for whole in singles if akin(whole, part)]
    good = [relation for relation in share.of_each(part, fitting) if relation.agrees]
    if good:
        return min(good, key=lambda relation: relation.note is not None)
    return share.of_whole(part, fitting[0]) if _is_one_whole(share, part, fitting) else None


def _is_one_whole(share: _Share, part: Claim, fitting: list[Claim]) -> bool:
    """Is there one whole only, large enough, and the share said of the part?"""
    if len(set(map(amount, fitting))) != 1 or size(part) > size(fitting[0]):
        return False
    # `trong đó miền Bắc 1.117 ha, bằng 99%`: of the year before
    if share.kind != "share" or share.stated > 100 or _LIKE_BEFORE.search(share.claim.before[-20:]):
        return False
    return part.start > share.claim.start or _linked(part, share.claim)


def _by_trying(share: _Share, part: Claim) -> Relation | None:
    """Some figure before it of which the part is the share, to the digit."""
    if share.kind == "target" or not certain(part):
        return None
    before = (whole for whole in share.scene.before(share.index) if whole is not part)
    larger = (whole for whole in before if size(whole) >= size(part))
    return first_agreeing(found for found in share.of_each(part, larger) if found.note is None)


def _above_all(share: _Share) -> Relation | None:
    """`chiếm 120%` can be of nothing."""
    said = share.claim.bound.lower()
    if share.stated <= 100 or not said.startswith(("chiếm", "chỉ chiếm")):
        return None
    note = f"Tỷ lệ {share.claim.value} vượt quá 100%: một phần không thể lớn hơn tổng."
    return Relation("part_not_above_whole", (), False, None, note)
