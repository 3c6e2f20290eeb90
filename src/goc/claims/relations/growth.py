"""Growth and change: `tăng d (c %)`, `từ a lên b`, `tăng c % so với b`.

From an increase d to the value v the base is v - d, from a decrease it is v + d.
"""

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from goc.claims.model import Claim, Relation
from goc.claims.relations import rounding
from goc.claims.relations.scene import (
    Scene,
    akin,
    amount,
    between,
    certain,
    change,
    clause,
    margin,
    may_agree,
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
_PLAIN = frozenset(
    "số người có là của và được bị trong cả các những đã cho với từ ra so năm tháng đầu giảm tăng vụ làm thêm".split()
)


def find(scene: Scene, index: int) -> Relation | None:
    """The relation of the change at `index` (a percentage, or an amount of change), when there is
    one.
    """
    claim = scene.claims[index]
    if claim.single is None or not _direction(scene, index) or claim.kind == "ratio":
        return None
    readers = (
        (_from_to, _compared, _by_difference) if claim.kind == "percent" else (_from_to, _compared)
    )
    relations = (reader(scene, index) for reader in readers)
    return next((r for r in relations if r and (r.agrees or _said_together(scene, index, r))), None)


def _said_together(scene: Scene, index: int, relation: Relation) -> bool:
    """Do only linking words part the change from the figures before it? Else it may be a change of
    another matter.
    """
    claim, last = scene.claims[index], scene.at(index - 1)
    if last is None or all(operand.start > claim.start for operand in relation.of):
        return True
    text = between(last, claim)
    return text is not None and bool(_ONLY_LINKS.fullmatch(re.split(r"[,(]", text)[-1]))


def _direction(scene: Scene, index: int) -> str | None:
    """`tăng` or `giảm`, also taken over from the amount beside it: `tăng 15 lớp (12 %)`."""
    claim, last = scene.claims[index], scene.at(index - 1)
    own = change(claim)
    if (
        own
        or claim.kind != "percent"
        or last is None
        or last.kind not in ("count", "money")
        or not change(last)
    ):
        return own
    text = between(last, claim)
    return change(last) if text is not None and _TAKEN_OVER.fullmatch(text) else None


def _from_to(scene: Scene, index: int) -> Relation | None:
    """`tăng 2 %, từ 8 % lên 10 %` and `từ 40 lên 50 lớp, tăng 25 %`."""
    claim = scene.claims[index]
    for low_place in (index + 1, index - 2):
        first, second = scene.at(low_place), scene.at(low_place + 1)
        if not first or not second:
            continue
        shut = low_place > index and bool(_SHUT.fullmatch(between(claim, first) or ""))
        if not shut and not _FROM.search(first.before[-25:]):
            continue
        text = between(first, second)
        link = between(claim, first) if low_place > index else between(second, claim)
        if text is None or not _TO.fullmatch(text) or link is None or len(link) > 60 or ";" in link:
            continue
        if (
            first.single is None
            or second.single is None
            or (first.unit and second.unit and not akin(first, second))
        ):
            continue
        return _moved(claim, first, second)
    return None


def _moved(claim: Claim, first: Claim, second: Claim) -> Relation | None:
    start, end = amount(first), amount(second)
    if start is None or end is None:
        return None
    sign = -1 if change(claim) == "giảm" else 1
    loose = margin(first) + margin(second)
    gap = sign * (end - start)
    if claim.kind == second.kind and (claim.kind == "percent" or akin(claim, second)):
        by_points = _judged(
            "difference",
            claim,
            (second, first),
            gap,
            loose,
            f"{second.value} trừ {first.value}"
            if sign > 0
            else f"{first.value} trừ {second.value}",
        )
        if claim.kind != "percent" or by_points.agrees or not start:
            return by_points
        relative = _judged(
            "growth", claim, (second, first), 100 * gap / start, 100 * loose / start, ""
        )
        return relative if relative.agrees else by_points
    if claim.kind != "percent" or not start:
        return None
    return _judged(
        "growth",
        claim,
        (second, first),
        100 * gap / start,
        100 * loose / abs(start),
        f"Từ {first.value} đến {second.value}",
        "%",
    )


def _compared(scene: Scene, index: int) -> Relation | None:
    """`a, tăng c % so với b`."""
    claim, last, following = scene.claims[index], scene.at(index - 1), scene.at(index + 1)
    if not last or not following or not akin(last, following) or not certain(following):
        return None
    link, compared = between(last, claim), between(claim, following)
    if (
        link is None
        or compared is None
        or len(link) > 60
        or ";" in link
        or not _COMPARED.fullmatch(compared)
        or change(last)
    ):
        return None
    now, base = amount(last), amount(following)
    if now is None or not base:
        return None
    sign = -1 if change(claim) == "giảm" else 1
    loose = margin(last) + margin(following)
    if claim.kind == "percent" and last.kind != "percent":
        grown = sign * 100 * (now - base) / base
        if not grown / 3 <= (claim.single or 0) <= grown * 3:
            return None  # so far off is another matter, not a slip
        words = f"{last.value} so với {following.value}"
        return _judged("growth", claim, (last, following), grown, 100 * loose / base, words, "%")
    if akin(claim, last):
        return _judged(
            "difference",
            claim,
            (last, following),
            sign * (now - base),
            loose,
            f"{last.value} trừ {following.value}",
        )
    return None


def _by_difference(scene: Scene, index: int) -> Relation | None:
    """`v …, giảm d (giảm c %)`: the base is v + d; among several v the one that gives c, else the
    one meant by its words.
    """
    claim = scene.claims[index]
    found = _difference(scene, index)
    if found is None:
        return None
    difference, place = found
    candidates = [
        value
        for value in scene.before(place, reach=900)
        if akin(value, difference) and not change(value) and sizes(value)[0] > 0
    ]
    falling = _direction(scene, index) == "giảm"
    for value in candidates:
        if _near(claim, difference, value, falling):
            relation = _grown(claim, difference, value, falling)
            if relation and relation.agrees:
                return relation
    return _meant(candidates, difference, claim, falling)


def _difference(scene: Scene, index: int) -> tuple[Claim, int] | None:
    claim, last, following = scene.claims[index], scene.at(index - 1), scene.at(index + 1)
    if last and last.kind in ("count", "money") and change(last):
        text = between(last, claim)
        if (
            text is not None
            and _BESIDE.fullmatch(text)
            and change(last) == _direction(scene, index)
            and not (
                "so với" in text and "so với" in claim.after[:40]
            )  # each compared with something else
        ):
            return last, index - 1
    if following and following.kind in ("count", "money"):
        text = between(claim, following)
        if text is not None and _DIFFERENCE_AFTER.fullmatch(text):
            return following, index
    return None


def _near(claim: Claim, difference: Claim, value: Claim, falling: bool) -> bool:
    """Is an exact comparison worth its time?"""
    (now, loose_now, _), (gap, loose_gap, _) = sizes(value), sizes(difference)
    base = now + gap if falling else now - gap
    if base <= 0:
        return False
    exact = 100 * gap / base
    loose = exact * ((loose_gap / gap if gap else 0) + (loose_now + loose_gap) / base)
    return may_agree(claim, exact - loose, exact + loose)


def _grown(claim: Claim, difference: Claim, value: Claim, falling: bool) -> Relation | None:
    now, gap = amount(value), amount(difference)
    if now is None or gap is None:
        return None
    base = now + gap if falling else now - gap
    if base <= 0:
        return None
    exact = 100 * gap / base
    loose = exact * (
        (margin(difference) / gap if gap else 0) + (margin(value) + margin(difference)) / base
    )
    verb, sign = ("Giảm", "+") if falling else ("Tăng", "-")
    word = f"{verb} {difference.value} từ mức {rounding.show(base)} ({value.value} {sign} {difference.value})"
    return _judged("growth", claim, (difference, value), exact, loose, word, "%")


def _meant(values: list[Claim], difference: Claim, claim: Claim, falling: bool) -> Relation | None:
    """None agreed: an error only when the value next to the change, or the one named alike, misses
    narrowly.
    """
    if not values:
        return None
    value, text = values[0], between(values[0], difference)
    beside = (
        text is not None
        and len(text) <= 40
        and ";" not in text
        and certain(value)
        and certain(difference)
    )
    if beside and (relation := _grown(claim, difference, value, falling)):
        return relation
    here = [
        value for value in values if value.sentence_start == difference.sentence_start
    ] or values
    wanted = _words(clause(difference))
    scored = sorted(
        ((len(wanted & _words(clause(value))), -place) for place, value in enumerate(values)),
        reverse=True,
    )
    if len(here) != 1 and (scored[0][0] == 0 or (len(scored) > 1 and scored[1][0] == scored[0][0])):
        return None
    relation = _grown(
        claim, difference, here[0] if len(here) == 1 else values[-scored[0][1]], falling
    )
    stated = claim.single or Fraction(0)
    if (
        relation
        and relation.exact is not None
        and abs(relation.exact - stated) <= _NEAR_MISS * max(relation.exact, stated)
    ):
        return relation
    return None


@lru_cache(1024)
def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.lower()) if word not in _PLAIN)


def _judged(
    kind: str,
    claim: Claim,
    operands: tuple[Claim, ...],
    exact: Fraction,
    loose: Fraction,
    words: str,
    sign: str = "",
) -> Relation:
    if hedge := claim.hedge:  # `thấp hơn 0,4%` says a difference, not a bound
        claim = replace(claim, hedge=_COMPARATIVE.sub("", hedge).strip() or None)
    scale = Fraction(1)
    if claim.kind == "money" and (own := amount(claim)) and claim.single:
        scale = own / claim.single
    agrees, note = rounding.judge(claim, (exact - loose) / scale, (exact + loose) / scale)
    if not agrees:
        note = f"{words} là {rounding.show(exact / scale)}{sign}, văn bản ghi {claim.value}."
    return Relation(
        kind, tuple(operand.operand() for operand in operands), agrees, exact / scale, note
    )
