"""Ties claims to the figures of the record: agrees, differs, a choice among several, or untied.
Never a guess as a fact.

The vocabulary comes from the caller; a claim is scored against each indicator by the words around
it, its unit and its kind. One clear winner is a tie; when only the value speaks for an indicator,
or two are alike, the reader is asked.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise, starmap
from math import fsum
from typing import Any

from goc.claims.lexicon import units as lexicon
from goc.claims.model import Claim
from goc.claims.relations.rounding import show, step
from goc.claims.relations.scene import NO_CLAIM, akin, amount, scale, words_between
from goc.viet import hedges
from goc.viet.spelling import same

_ENOUGH = 2.0
_CLEAR = 0.6
_VALUE_SPEAKS = 0.5
_HALF_SAID = 1.5
_SURE = 2.8
_DONG = "đồng"
_SHOWN = 5  # of several that are possible
_EMPTY = frozenset(
    "của và các là có được đã cho trong tại với ở từ đến về theo này đó số cấp những trên khi sau "
    "do như "
    "một người đồng chí tỷ lệ tổng chiếm đạt "
    "hiện nay thì mà bị ra vào toàn tỉnh hơn gần khoảng việc năm không để còn giữ chức vụ ban".split()
)
_PEOPLE = lexicon.split(lexicon.PEOPLE)
_PEOPLE_HEADS = tuple(f"{word} " for word in _PEOPLE)
_ABBREVIATED = {
    "ptth": "thpt",
    "chp": "chỉ huy phó",
    "cht": "chỉ huy trưởng",
    "ubnd": "ủy ban nhân dân",
    "uỷ": "ủy",
    "qlnn": "quản lý nhà nước",
}
_PHRASES = (
    (r"phó chỉ huy trưởng", "chỉ huy phó"),
    (r"phổ thông trung học|trung học phổ thông", "thpt"),
    (r"cấp uỷ", "cấp ủy"),
)


@dataclass
class Indicator:
    """What the caller's vocabulary holds; `value` of a percentage is in per cent, exact."""

    id: str
    label: str
    aliases: Sequence[str]
    population: Sequence[str]
    unit: str
    kind: str
    value: Any
    numerator: Any
    denominator: Any
    text: str


@dataclass(frozen=True)
class Finding:
    """What the record says of one claim. `finding`: agrees · differs · untied · choice; `figure` is
    the indicator tied to.
    """

    claim: Claim
    finding: str
    message: str
    figure: Indicator | None = None
    choices: tuple[Indicator, ...] = field(default=())


@dataclass(frozen=True)
class _Known:
    """An indicator as claims are held against it: the words of its names, of whom it counts, and
    its exact value.
    """

    indicator: Indicator
    names: tuple[frozenset[str], ...]
    population: frozenset[str]
    value: Fraction | None

    @staticmethod
    def of(indicator: Indicator) -> "_Known":
        names = (frozenset(_words(text)) for text in (indicator.label, *indicator.aliases))
        population: set[str] = set().union(*map(_words, indicator.population))
        return _Known(
            indicator, tuple(filter(None, names)), frozenset(population), _value(indicator)
        )


@dataclass(frozen=True)
class _Scored:
    """How much speaks for an indicator, and whether the figure is its own."""

    known: _Known
    score: float
    fits: bool
    said: frozenset[str] = frozenset()

    @property
    def indicator(self) -> Indicator:
        return self.known.indicator


@dataclass(frozen=True)
class _Rivals:
    """The indicators a claim may well be of, the likeliest first."""

    near: list[_Scored]

    @staticmethod
    def of(good: list[_Scored]) -> "_Rivals":
        best = good[0]
        near = (one for one in good if best.score - one.score < _CLEAR)
        # `chỉ huy trưởng` alone gives way to `được bố trí chỉ huy trưởng`, which says more.
        return _Rivals([one for one in near if one.fits or not one.said < best.said])

    @property
    def indicators(self) -> list[Indicator]:
        return [one.indicator for one in self.near]

    @property
    def fitting(self) -> list[_Scored]:
        return [one for one in self.near if one.fits]

    @property
    def meant(self) -> _Scored:
        """The only one whose figure it is, else the likeliest."""
        return self.fitting[0] if len(self.fitting) == 1 else self.near[0]

    @property
    def all_differ(self) -> bool:
        """Which of several is meant is open, that the figure is none of theirs is not."""
        return len(self.near) > 1 and not self.fitting and self.near[0].score >= _SURE

    @property
    def are_open(self) -> bool:
        """Is more than one value still possible, or too little said to call the figure wrong?"""
        if not self.meant.fits:
            return len(self.near) > 1 or self.meant.score < _SURE
        return len({one.known.value for one in self.fitting}) > 1


def tie(claims: Sequence[Claim], vocabulary: Sequence[Indicator]) -> list[Finding]:
    """One finding for each claim, in order.

    A figure the record bears out is not to blame for its arithmetic when one it is computed from
    differs.
    """
    known = [_Known.of(indicator) for indicator in vocabulary]
    heard = map(_Heard.of, claims, (NO_CLAIM, *claims))
    findings = [_find(one, known) for one in heard]
    findings = findings[:1] + list(starmap(_as_before, pairwise(findings)))
    wrong = {finding.claim.start for finding in findings if finding.finding == "differs"}
    return [_cleared(finding, wrong) for finding in findings]


def _as_before(before: Finding, finding: Finding) -> Finding:
    """`309/335 đồng chí (92,2%)`: the share in brackets speaks of the ratio it stands behind."""
    figure, claim = before.figure, finding.claim
    if figure is None or finding.figure or not _is_share_of(claim, before.claim):
        return finding
    exact = _value(figure)
    return finding if exact is None else _verdict(claim, figure, fits=_fits(claim, figure, exact))


def _is_share_of(share: Claim, ratio: Claim) -> bool:
    if (share.kind, ratio.kind) != ("percent", "ratio"):
        return False
    return words_between(ratio, share).strip() == "("


def _cleared(finding: Finding, wrong: set[int]) -> Finding:
    """Without its relation, when that is to figures which differ while its own agrees."""
    relation = finding.claim.relation
    if finding.finding != "agrees" or relation is None:
        return finding
    if wrong.isdisjoint(operand.start for operand in relation.of):
        return finding
    return replace(finding, claim=replace(finding.claim, relation=None))


def _find(heard: "_Heard", known: list[_Known]) -> Finding:
    claim = heard.claim
    if claim.kind == "period" or claim.number is None:
        return Finding(
            claim, "untied", "Ngày tháng, kỳ hạn và số ước chừng không đối chiếu với cơ sở dữ liệu."
        )
    met = filter(None, (_score(heard, one) for one in known))
    scored = sorted(met, key=lambda one: -one.score)
    good = [one for one in scored if one.score >= _ENOUGH]
    return _decided(claim, _Rivals.of(good)) if good else _hardly_said(claim, scored)


def _hardly_said(claim: Claim, scored: list[_Scored]) -> Finding:
    """Nothing is said clearly enough; where the value speaks for some, the reader is asked."""
    if fitting := [one.indicator for one in scored if one.fits and one.score >= 1]:
        return _choice(claim, fitting)
    return Finding(claim, "untied", f"Chưa gắn được “{_said(claim)}” với chỉ tiêu nào.")


def _decided(claim: Claim, rivals: _Rivals) -> Finding:
    if rivals.all_differ:
        return _differs_from_all(claim, rivals.indicators)
    if rivals.are_open:
        return _choice(claim, rivals.indicators)
    return _verdict(claim, rivals.meant.indicator, fits=rivals.meant.fits)


def _differs_from_all(claim: Claim, indicators: Sequence[Indicator]) -> Finding:
    """Which figure is meant is open, that it agrees with none is not."""
    message = (
        f"Văn bản ghi “{_said(claim)}”, không khớp với chỉ tiêu nào có thể được nói đến: "
        f"{_listed(indicators)}."
    )
    return Finding(claim, "differs", message, indicators[0], tuple(indicators[:_SHOWN]))


def _verdict(claim: Claim, indicator: Indicator, *, fits: bool) -> Finding:
    stated, known = _said(claim), _in_words(indicator)
    if fits:
        message = f"“{stated}” khớp với {indicator.label}: {known}."
        return Finding(claim, "agrees", message, indicator)
    message = f"Văn bản ghi “{stated}”, cơ sở dữ liệu có {indicator.label}: {known}."
    return Finding(claim, "differs", message, indicator)


def _choice(claim: Claim, indicators: Sequence[Indicator]) -> Finding:
    message = f"“{_said(claim)}” có thể là: {_listed(indicators)}. Hãy chọn."
    return Finding(claim, "choice", message, None, tuple(indicators[:_SHOWN]))


def _listed(indicators: Sequence[Indicator]) -> str:
    return "; ".join(f"{one.label} ({_in_words(one)})" for one in indicators[:_SHOWN])


def _said(claim: Claim) -> str:
    """As the text says it: `từ 18 lớp trở lên`."""
    before, _, behind = claim.bound.partition("…")
    if before.startswith("trở "):
        before, behind = "", before
    unit = "" if claim.kind == "percent" else claim.counted
    return " ".join(filter(None, (before.strip(), claim.value, unit, behind.strip())))


def _in_words(indicator: Indicator) -> str:
    """The record's figure, as it is shown to a reader."""
    base = f" ({indicator.numerator}/{indicator.denominator})" if indicator.denominator else ""
    exact = _value(indicator)
    return str(indicator.text or ("chưa có" if exact is None else show(exact))) + base


def _value(indicator: Indicator) -> Fraction | None:
    if indicator.kind == "percent" and indicator.denominator:
        return 100 * Fraction(indicator.numerator) / Fraction(indicator.denominator)
    return None if indicator.value is None else Fraction(indicator.value)


@dataclass(frozen=True)
class _Heard:
    """The words around a claim: those of its clause, those of its sentence, and how much each of
    them counts.
    """

    claim: Claim
    clause: frozenset[str]
    sentence: frozenset[str]
    weights: Mapping[str, float]

    @staticmethod
    def of(claim: Claim, before: Claim) -> "_Heard":
        """`before`: the claim before it, of whatever sentence."""
        last = before if before.sentence_start == claim.sentence_start else NO_CLAIM
        near, clause = _words(_near(claim, last)), _words(_clause(claim, last))
        wide = _words(claim.sentence[:1200])
        weights = dict.fromkeys(wide, 0.3) | dict.fromkeys(clause, 0.75) | dict.fromkeys(near, 1.0)
        return _Heard(claim, frozenset(near | clause), frozenset(near | wide), weights)

    def of_population(self, population: frozenset[str]) -> float:
        """Half a point when all words for whom an indicator counts are said."""
        return 0.5 * (len(population & self.sentence) / max(len(population), 1))


def _score(heard: _Heard, known: _Known) -> _Scored | None:
    met = _comparable(heard.claim, known)
    if met is None:
        return None
    spoken = [(_overlap(name, heard), name) for name in known.names]
    best, name = max(spoken, key=lambda pair: pair[0], default=(0.0, frozenset[str]()))
    fits = _fits(heard.claim, known.indicator, met.value)
    score = best + heard.of_population(known.population) + met.bonus
    if fits and best >= _HALF_SAID and met.bonus >= 0:
        score += _VALUE_SPEAKS
    return _Scored(known, score, fits, name & heard.clause)


def _overlap(words: frozenset[str], heard: _Heard) -> float:
    """0 to 3, and a little for each word: how much of a name is said; what stands farther off
    counts less.
    """
    said = fsum(heard.weights.get(word, 0.0) for word in words)  # the same in whatever order
    return 3 * said / len(words) + 0.1 * min(said, 8)


@dataclass(frozen=True)
class _Met:
    """The exact value to hold against a claim, and how much the unit speaks for it."""

    value: Fraction
    bonus: float


def _comparable(claim: Claim, known: _Known) -> _Met | None:
    """None when kinds do not meet, or the record has no value."""
    bonus = _BONUSES.get(claim.kind, _no_bonus)(claim, known.indicator)
    value = _counted(claim, known)
    return None if bonus is None or value is None else _Met(value, bonus)


def _share_bonus(_claim: Claim, indicator: Indicator) -> float | None:
    return 0.3 if indicator.kind == "percent" else None


def _ratio_bonus(claim: Claim, indicator: Indicator) -> float | None:
    """A share of known numerator and denominator, where the claim is `a/b`."""
    return _share_bonus(claim, indicator) if claim.pair and indicator.denominator else None


def _unit_bonus(claim: Claim, indicator: Indicator) -> float | None:
    """None when the units name different things: communes are no people."""
    mine, other = same(claim.counted).split(",")[0].strip(), same(indicator.unit or "")
    if "," in other and "," not in claim.counted:
        return -0.2 if mine in _pieces(other) else None  # `21 xã` is not `21 xã, thị trấn`
    if other == "%":
        other = same(next(iter(indicator.population), ""))
    likeness = (bonus for is_alike, bonus in _LIKENESS if is_alike(mine, other))
    return next(likeness, None) if mine and other else 0.0


def _no_bonus(_claim: Claim, _indicator: Indicator) -> None:
    return None


_BONUSES: dict[str, Callable[[Claim, Indicator], float | None]] = {
    "percent": _share_bonus,
    "ratio": _ratio_bonus,
    "count": _unit_bonus,
    "money": _unit_bonus,
}
"""How much the unit of a claim speaks for an indicator, by its kind."""


def _counted(claim: Claim, known: _Known) -> Fraction | None:
    """The value; of a share, how many it is of, where the claim is a count."""
    indicator = known.indicator
    if indicator.kind != "percent" or claim.kind in ("percent", "ratio"):
        return known.value
    counted = claim.kind == "count" and indicator.numerator is not None
    return Fraction(indicator.numerator) if counted else None


def _is_one_noun(mine: str, other: str) -> bool:
    less, more = sorted((f"{mine} ", f"{other} "), key=len)
    return more.startswith(less)


def _are_people(mine: str, other: str) -> bool:
    if mine not in _PEOPLE:
        return False
    return any(f"{part} ".startswith(_PEOPLE_HEADS) for part in _pieces(other))


def _is_listed(mine: str, other: str) -> bool:
    return mine in _pieces(other)


def _is_money(mine: str, other: str) -> bool:
    """`triệu đồng` and `đồng`"""
    return other == _DONG and mine.endswith(f" {_DONG}")


_LIKENESS = ((_is_one_noun, 0.6), (_are_people, 0.4), (_is_listed, 0.5), (_is_money, 0.6))
"""How much units speak for an indicator, the first that holds."""


@lru_cache(256)
def _pieces(text: str) -> frozenset[str]:
    parts = (part.strip() for part in re.split(r"[,/;|]| hoặc | và ", text))
    return frozenset((*parts, *text.split()[:1], text))


def _fits(claim: Claim, indicator: Indicator, target: Fraction) -> bool:
    if claim.ratio and indicator.denominator:
        return claim.ratio == (Fraction(indicator.numerator), Fraction(indicator.denominator))
    if claim.pair:
        return claim.pair[0] <= target <= claim.pair[-1]
    stated, last = claim.single, step(claim)
    if claim.kind == "money" and same(indicator.unit) == _DONG:
        stated, last = amount(claim), last * scale(claim)
    return stated is not None and hedges.allows(claim.bound, stated, target, last)


def _near(claim: Claim, last: Claim) -> str:
    """The words that say what the figure is: its own clause and what stands right behind it."""
    left = re.split(r"[;.:()]|trong đó", claim.before[-170:])[-1]
    if claim.kind == "percent":
        return _near_share(claim, left)
    left = re.split(r"\d", left)[-1]
    if akin(last, claim):
        left = left.rpartition(",")[2]  # what stands before the comma was said of the figure before
    right = re.split(r"[,;.()]|\d|trong đó", claim.after[:130])[0]
    return f"{left} {claim.counted} {right}"


def _near_share(claim: Claim, left: str) -> str:
    """A share speaks of the words before it, back to the share before; where there are none, of
    those behind it.
    """
    left = re.split(r"\d+(?:,\d+)?\s*%[,;]?", left)[-1]
    right = "" if left.strip() else re.split(r"[,;.()]", claim.after[:60])[0]
    return f"{left} {right} {claim.said_of}"


def _clause(claim: Claim, last: Claim) -> str:
    """The clause up to the figure; not beyond an earlier figure of the same sort, whose words are
    its own.
    """
    left = re.split(r"[;.()]|trong đó", claim.before[-170:])[-1]
    if not akin(last, claim):
        return left
    gap = max(claim.start - last.stop, 0)
    return left[max(len(left) - gap, 0) :]


def _words(text: str) -> set[str]:
    plain = same(text)
    for pattern, full in _PHRASES:
        plain = re.sub(pattern, full, plain)
    words = re.findall(r"[^\W\d_]+", plain)
    return set(" ".join(_ABBREVIATED.get(word, word) for word in words).split()) - _EMPTY
