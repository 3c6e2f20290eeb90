"""Shares: a of b is c %. The whole stands in a ratio, after `trên tổng số`, before `trong đó`, or
somewhere near.

Only a whole the text itself links makes an error; a whole found by trying makes an agreement at
most.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import (
    NEAR,
    Scene,
    akin,
    amount,
    between,
    certain,
    change,
    clause,
    head,
    margin,
    may_agree,
    scale,
    sizes,
)

_OF_WHOLE = re.compile(r"(?:trong|trên|/)\s*(?:tổng số|tổng|số)?\s*(?:là\s*)?$", re.I)
_WHOLE_FIRST = re.compile(r"(?:trong (?:tổng )?số|trên tổng số|trong tổng số|tổng số)\s*$", re.I)
_IN_WHOLE = re.compile(r"(?:trong (?:tổng )?số|trên tổng số)\s*$", re.I)
_AMONG = re.compile(r"trong (?:số )?đó|trong số (?:này|ấy)|bao gồm|gồm", re.I)
_EXAMPLE = re.compile(
    r"điển hình|tiêu biểu|đáng chú ý|chẳng hạn|(?<!cũng )(?<!gần )\bnhư (?!vậy|thế|sau)", re.I
)
_OPENS_AMONG = re.compile(r"\s*(?:trong (?:số )?đó|trong số (?:này|ấy)|gồm)", re.I)
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
_ENDS_IN_SHARE = re.compile(
    r"(?:=|chiếm|đạt|(?:tỷ|tỉ) lệ|\()\s*(?:(?:tỷ|tỉ) lệ|đạt|là|chiếm|khoảng)?\s*$", re.I
)
_NAMED_TOTAL = re.compile(r"\s*(?:trên|trong|so với)?\s*tổng số\s+([^,;.()\d]{2,40})", re.I)
_PLAIN = frozenset("số được là có của trong các đã và năm".split())
# How far a miss may be and yet a slip: in a list of a whole, of one meant, of one in the sentence,
# of one only near.
_LISTED, _NEAR, _NEXT, _SLIP = Fraction(2, 3), Fraction(1, 10), Fraction(2, 100), Fraction(1, 200)
_PART_AFTER = re.compile(
    r"[^,;.]{0,60}\(\s*$|\s*,?\s*(?:tương đương|tương ứng|tức|hay)[^,;.]{0,30}$", re.I
)


@dataclass(frozen=True)
class Base:
    """A whole that shares of a list were of: how many so far, and where the last stood."""

    whole: Claim
    shares: int
    last: int

    def reach(self, claim: Claim) -> Fraction:
        """How far a share may miss and yet be meant of it: two shares in a row make a list that
        goes on.
        """
        away = claim.start - self.last
        return _LISTED if self.shares > 1 and away < 400 else _NEAR if away < 1_000 else _NEXT


def with_base(bases: list[Base], whole: Claim, share: Claim) -> list[Base]:
    """The whole of one more share, put first."""
    before = next((base.shares for base in bases if base.whole is whole), 0)
    return [
        Base(whole, before + 1, share.start),
        *(base for base in bases if base.whole is not whole),
    ]


def find(scene: Scene, index: int, bases: list[Base]) -> Relation | None:
    """The share relation of the percentage at `index`, when there is one; `bases`: wholes of the
    shares before it.

    An error is named only when no whole near it gives the stated share.
    """
    claim = scene.claims[index]
    if claim.kind != "percent" or claim.single is None or change(claim):
        return None
    kind = "target" if _TARGET.match(claim.after) else "share"
    if kind == "share" and _OTHER.match(claim.after):
        return None
    missed = None
    for reader in (_of_ratio, _of_pair, _of_group, _by_trying):
        relation = reader(scene, index, kind)
        if relation and relation.agrees:
            return relation
        if (
            relation
            and missed is None
            and _said_together(scene, index)
            and not _of_other_item(scene, relation, bases)
        ):
            missed = relation
    part = _part(scene, index)
    if _NAMED_TOTAL.match(claim.after):
        missed = None  # of the total it names, which need not be the one that stands near
    if part and not change(part):
        if relation := _of_base(claim, part, bases, kind):
            return relation
        missed = missed or _narrowly(scene, index, part, kind, bases)
        if (
            missed
            and not _is_base(scene.by_start[missed.of[-1].start], bases)
            and _of_implied(scene, index, part)
        ):
            return None
    return missed or _above_all(claim)


def _of_other_item(scene: Scene, relation: Relation, bases: list[Base]) -> bool:
    """Past a semicolon the text may speak of something else, unless a sibling was of the same
    whole.
    """
    part, whole = scene.by_start[relation.of[0].start], scene.by_start[relation.of[-1].start]
    return ";" in (between(whole, part) or "") and not _is_base(whole, bases)


def _is_base(whole: Claim, bases: list[Base]) -> bool:
    return any(base.whole is whole for base in bases)


def _of_base(claim: Claim, part: Claim, bases: list[Base], kind: str) -> Relation | None:
    """A list goes on about the whole its first shares were of."""
    wholes = (
        base.whole for base in bases if akin(base.whole, part) and _near(claim, part, base.whole)
    )
    tried = (_pair(kind, claim, part, whole) for whole in wholes)
    return next((relation for relation in tried if relation and relation.agrees), None)


def _of_implied(scene: Scene, index: int, part: Claim) -> bool:
    """Does a share nearby imply a whole, itself unwritten, that gives this one: `8 xã (50%), trong
    đó 6,25% (1 xã)`?
    """
    claim = scene.claims[index]
    for place in range(max(1, index - NEAR), index):
        other = scene.claims[place]
        sibling = _part(scene, place) if other.kind == "percent" and other.single else None
        if sibling is None or other.single is None or not akin(sibling, part):
            continue
        if sizes(other)[0] * sizes(part)[0] > 2 * (sizes(claim)[0] + 1) * sizes(sibling)[0]:
            continue  # seen at a glance
        whole, top, stated = amount(sibling), amount(part), claim.single
        if not whole or not top or stated is None:
            continue
        if abs(other.single * top / whole - stated) * 2 <= claim.step + other.step * top / whole:
            return True
    return False


def _narrowly(
    scene: Scene, index: int, part: Claim, kind: str, bases: list[Base]
) -> Relation | None:
    """No whole gives the share, but the one it names, its siblings' or the one before misses
    narrowly: a slip.
    """
    claim = scene.claims[index]
    stated = claim.single
    if stated is None or part.start > claim.start or not (certain(part) and certain(claim)):
        return None
    if not _ENDS_IN_SHARE.search(claim.before[-40:]):
        return None
    larger = [
        whole
        for whole in scene.before(index, reach=2_500)
        if whole is not part
        and akin(whole, part)
        and certain(whole)
        and sizes(whole)[0] > sizes(part)[0]
    ]
    here = [
        whole
        for whole in larger
        if whole.sentence_start == part.sentence_start and not change(whole)
    ]
    if named := _NAMED_TOTAL.match(claim.after):
        tried = [(whole, _NEAR) for whole in larger if _content(named[1]) & _content(clause(whole))]
    else:
        parted = (
            base
            for base in bases
            if base.whole.start < part.start and sizes(base.whole)[0] > sizes(part)[0]
        )
        meant = (base for base in parted if akin(base.whole, part) and certain(base.whole))
        tried = [(base.whole, base.reach(claim)) for base in meant] + [
            (whole, _NEXT) for whole in here[:1]
        ]
        tried += [
            (whole, _SLIP)
            for whole in larger[:1]
            if part.start - whole.end < 600 and not change(whole)
        ]
    top, rough = 100 * sizes(part)[0], sizes(claim)[0]
    tried = [
        (whole, near)
        for whole, near in tried
        if abs(top / sizes(whole)[0] - rough) <= 2 * near * rough
    ]
    relations = ((_pair(kind, claim, part, whole), near) for whole, near in tried)
    return next(
        (r for r, near in relations if r and r.exact and abs(r.exact - stated) <= near * r.exact),
        None,
    )


def _content(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.lower())) - _PLAIN


def _said_together(scene: Scene, index: int) -> bool:
    """Do only linking words stand between the part and its percentage? Else the percentage may be
    of another matter.
    """
    claim, last = scene.claims[index], scene.at(index - 1)
    text = between(last, claim) if last else None
    if _behind(scene, index):
        return True
    if text is None or _OTHER_RATE.search(text):
        return False
    segment = re.split(r"[,(]", text)[-1]
    if segment == text:
        return not text.strip() or bool(_ENDS_IN_LINK.search(text))
    return bool(_ONLY_LINKS.fullmatch(segment))


def _behind(scene: Scene, index: int) -> bool:
    """`60% (150/250 …)`: the part follows in parentheses."""
    following = scene.at(index + 1)
    text = between(scene.claims[index], following) if following else None
    return text is not None and bool(_PART_AFTER.fullmatch(text))


def _of_ratio(scene: Scene, index: int, kind: str) -> Relation | None:
    claim, last, following = scene.claims[index], scene.at(index - 1), scene.at(index + 1)
    if last and last.kind == "ratio" and isinstance(last.number, tuple):
        text = between(last, claim)
        if text is not None and len(text) <= 110 and ";" not in text and not _MOVED.search(text):
            return _made(
                kind, claim, (last,), last.number[0], last.number[1], Fraction(0), Fraction(0)
            )
    if following and following.kind == "ratio" and isinstance(following.number, tuple):
        text = between(claim, following)
        if text is not None and _PART_AFTER.fullmatch(text):
            return _made(
                kind,
                claim,
                (following,),
                following.number[0],
                following.number[1],
                Fraction(0),
                Fraction(0),
            )
    return None


@lru_cache(64)
def _linked(part: Claim, claim: Claim) -> bool:
    text = between(part, claim)
    return (
        text is not None
        and len(text) <= 110
        and ";" not in text
        and bool(_LINK.search(text))
        and not _MOVED.search(text)
    )


def _of_pair(scene: Scene, index: int, kind: str) -> Relation | None:
    """`a … trên tổng số b (c %)`, `trong tổng số b có a, đạt c %`."""
    claim, second, first = scene.claims[index], scene.at(index - 1), scene.at(index - 2)
    if not first or not second or between(first, second) is None or not _linked(second, claim):
        return None
    if not akin(first, second):
        return None
    if _OF_WHOLE.search(second.before[-20:]) and not change(second):
        return _pair(kind, claim, first, second)
    if _names_whole(first) and len(between(first, second) or "") <= 140:
        return _pair(kind, claim, second, first)
    if _RECEIVED.search(first.before[-45:]) and _SETTLED.search(between(first, second) or ""):
        return _pair(kind, claim, second, first)
    if _PLANNED.search(first.before[-45:]) and _DONE.search(between(first, second) or ""):
        return _pair("target", claim, second, first)
    return None


def _of_group(scene: Scene, index: int, kind: str) -> Relation | None:
    """`b …, trong đó a (c %)`: the whole stands before the last `trong đó`."""
    claim = scene.claims[index]
    part = _part(scene, index)
    if part is None or change(part):
        return None
    wholes = [single for whole in wholes_of(scene, part) for single in _singles(whole)]
    fitting = [whole for whole in wholes if akin(whole, part)]
    tried = (_pair(kind, claim, part, whole) for whole in fitting if _near(claim, part, whole))
    good = [relation for relation in tried if relation and relation.agrees]
    if good:
        return min(good, key=lambda relation: relation.note is not None)
    if _LIKE_BEFORE.search(claim.before[-20:]) or (claim.single or 0) > 100:
        return None  # `trong đó miền Bắc 1.117 ha, bằng 99%`: of the year before
    single = fitting and all(amount(whole) == amount(fitting[0]) for whole in fitting)
    if (
        single
        and kind == "share"
        and _linked_either(part, claim)
        and (amount(part) or 0) <= (amount(fitting[0]) or 0)
    ):
        return _pair(kind, claim, part, fitting[0])
    return None


def _singles(whole: Claim) -> list[Claim]:
    """`65/70 học viên …, trong đó` may go on about the 65 or about the 70."""
    if whole.kind == "ratio" and isinstance(whole.number, tuple):
        return [replace(whole, kind="count", number=number) for number in whole.number]
    return [whole]


def _linked_either(part: Claim, claim: Claim) -> bool:
    if part.start > claim.start:
        return True
    return _linked(part, claim)


def _part(scene: Scene, index: int) -> Claim | None:
    claim, last, following = scene.claims[index], scene.at(index - 1), scene.at(index + 1)
    if last and last.kind in ("count", "money") and _linked(last, claim):
        return last
    if following and following.kind in ("count", "money"):
        text = between(claim, following)
        if text is not None and _PART_AFTER.fullmatch(text):
            return following
    return None


def wholes_of(scene: Scene, part: Claim) -> list[Claim]:
    """Claims before the last `trong đó` ahead of a part; of the sentence before when the sentence
    opens with it.
    """
    here = scene.sentences.get(part.sentence_start, [])
    place = bisect_left(here, part.start, key=lambda c: c.start)
    here = here[max(0, place - NEAR) : place]
    offset = part.start - part.sentence_start
    last = next(
        (start for start, stop in reversed(_cues(part.sentence)) if start < offset <= stop), None
    )
    if last is None:
        return [c for c in here if _names_whole(c) and ";" not in (between(c, part) or "")]
    cue = part.sentence_start + last
    same = [c for c in here if c.end <= cue and not change(c)]
    if same or not _OPENS_AMONG.match(part.sentence):
        return same
    earlier = scene.sentence_before(part.sentence_start)
    if (earlier and earlier[-1].sentence[-1] not in ".;:!?…") or _EXAMPLE.search(part.before):
        return []  # a caption or heading; or `điển hình như vụ …`
    return [c for c in earlier if part.sentence_start - c.end < 600 and not change(c)]


@lru_cache(8)
def _cues(sentence: str) -> list[tuple[int, int]]:
    """Where each `trong đó` stands, and how far it reaches: to the end of its parenthesis, else of
    the sentence.
    """
    found = []
    for match in _AMONG.finditer(sentence):
        inside = sentence.count("(", 0, match.start()) > sentence.count(")", 0, match.start())
        close = sentence.find(")", match.start()) if inside else -1
        found.append((match.start(), close if close >= 0 else len(sentence)))
    return found


@lru_cache(1024)
def _names_whole(claim: Claim) -> bool:
    place = claim.start - claim.sentence_start
    return bool(_IN_WHOLE.search(claim.sentence, max(0, place - 20), place))


def _by_trying(scene: Scene, index: int, kind: str) -> Relation | None:
    claim, part = scene.claims[index], _part(scene, index)
    if part is None or not certain(part) or change(part) or kind == "target":
        return None
    for whole in scene.before(index):
        if whole is part or not akin(whole, part) or not _near(claim, part, whole):
            continue
        if (amount(whole) or 0) >= (amount(part) or 0):
            relation = _pair(kind, claim, part, whole)
            if relation and relation.agrees and relation.note is None:
                return relation
    return None


def _near(claim: Claim, part: Claim, whole: Claim) -> bool:
    """Is an exact comparison worth its time? Only what is outside every rounding and hedge is left
    out.
    """
    (top, loose_top, _), (bottom, loose_bottom, _) = sizes(part), sizes(whole)
    if bottom <= loose_bottom:
        return False  # of nothing there is no share
    low, high = (
        (top - loose_top) / (bottom + loose_bottom),
        (top + loose_top) / (bottom - loose_bottom),
    )
    return may_agree(claim, 100 * low, 100 * high)


def _above_all(claim: Claim) -> Relation | None:
    """`chiếm 120%` can be of nothing."""
    if (claim.hedge or "").lower().startswith(("chiếm", "chỉ chiếm")) and (claim.single or 0) > 100:
        return Relation(
            "part_not_above_whole",
            (),
            False,
            None,
            f"Tỷ lệ {claim.value} vượt quá 100%: một phần không thể lớn hơn tổng.",
        )
    return None


def _pair(kind: str, claim: Claim, part: Claim, whole: Claim) -> Relation | None:
    top, bottom = amount(part), amount(whole)
    if top is None or not bottom:
        return None
    return _made(kind, claim, (part, whole), top, bottom, margin(part), margin(whole))


def _made(
    kind: str,
    claim: Claim,
    operands: tuple[Claim, ...],
    top: Fraction,
    bottom: Fraction,
    loose_top: Fraction,
    loose_bottom: Fraction,
) -> Relation | None:
    if bottom <= loose_bottom or bottom == 0:
        return None
    exact = 100 * top / bottom
    low = high = exact
    if loose_top or loose_bottom:
        low, high = (
            100 * (top - loose_top) / (bottom + loose_bottom),
            100 * (top + loose_top) / (bottom - loose_bottom),
        )
    agrees, note = rounding.judge(claim, low, high)
    if not agrees:
        noun = head(operands[0])
        unit = scale(operands[0])  # both in the part's unit: `80,7/174,7 tỷ đồng`
        share = f"{rounding.show(top / unit)}/{rounding.show(bottom / unit)} {noun}".rstrip()
        stated = claim.value if certain(claim) else f"{claim.hedge} {claim.value}"
        note = f"{share} là {rounding.show(exact)}%, văn bản ghi {stated}."
    return Relation(kind, tuple(operand.operand() for operand in operands), agrees, exact, note)
