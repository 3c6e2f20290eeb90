"""Ties claims to the figures of the record: agrees, differs, a choice among several, or untied.
Never a guess as a fact.

The vocabulary comes from the caller; a claim is scored against each indicator by the words around
it, its unit and its kind. One clear winner is a tie; when only the value speaks for an indicator,
or two are alike, the reader is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Protocol

from goc.claims.lexicon import units as lexicon
from goc.claims.model import Claim
from goc.claims.relations.rounding import show, step
from goc.claims.relations.scene import akin, amount
from goc.viet import hedges
from goc.viet.spelling import same

_ENOUGH = 2.0
_CLEAR = 0.6
_VALUE_SPEAKS = 0.8
_HALF_SAID = 1.5
_SURE = 2.8
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


class Indicator(Protocol):
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
class _Scored:
    indicator: Indicator
    score: float
    fits: bool
    said: frozenset[str] = frozenset()


def tie(claims: Sequence[Claim], vocabulary: Sequence[Indicator]) -> list[Finding]:
    """One finding for each claim, in order.

    A figure the record bears out is not to blame for its arithmetic when one it is computed from
    differs.
    """
    prepared = [(indicator, _indicator_words(indicator)) for indicator in vocabulary]
    findings: list[Finding] = []
    for index, claim in enumerate(claims):
        last = (
            claims[index - 1]
            if index and claims[index - 1].sentence_start == claim.sentence_start
            else None
        )
        findings.append(_find(_Heard.of(claim, last), prepared))
    findings = [_as_before(*pair) for pair in zip(findings, [None, *findings])]
    wrong = {finding.claim.start for finding in findings if finding.finding == "differs"}
    return [_cleared(finding) if _misled(finding, wrong) else finding for finding in findings]


def _as_before(finding: Finding, before: Finding | None) -> Finding:
    """`309/335 đồng chí (92,2%)`: the share in brackets speaks of the ratio it stands behind."""
    figure = before.figure if before else None
    if before is None or figure is None or finding.figure or finding.claim.kind != "percent":
        return finding
    ratio, share = before.claim, finding.claim
    gap = share.sentence[max(ratio.end, ratio.unit_end) - ratio.sentence_start :][
        : share.start - max(ratio.end, ratio.unit_end)
    ]
    target = _value(figure)
    if ratio.kind != "ratio" or ratio.sentence_start != share.sentence_start or target is None:
        return finding
    if gap.strip() != "(":
        return finding
    return _verdict(share, _Scored(figure, _SURE, _fits(share, figure, target)))


def _misled(finding: Finding, wrong: set[int]) -> bool:
    relation = finding.claim.relation
    return finding.finding == "agrees" and bool(
        relation and any(operand.start in wrong for operand in relation.of)
    )


def _cleared(finding: Finding) -> Finding:
    return replace(finding, claim=replace(finding.claim, relation=None))


def _find(heard: "_Heard", prepared: list[tuple[Indicator, list[set[str]]]]) -> Finding:
    claim = heard.claim
    if claim.kind == "period" or claim.number is None:
        return Finding(
            claim, "untied", "Ngày tháng, kỳ hạn và số ước chừng không đối chiếu với cơ sở dữ liệu."
        )
    scored = sorted(
        (s for s in (_score(heard, i, w) for i, w in prepared) if s), key=lambda s: -s.score
    )
    good = [s for s in scored if s.score >= _ENOUGH]
    if not good:
        fitting = [s.indicator for s in scored if s.fits and s.score >= 1]
        if fitting:
            return _choice(claim, fitting)
        return Finding(claim, "untied", f"Chưa gắn được “{_said(claim)}” với chỉ tiêu nào.")
    best = good[0]
    # `chỉ huy trưởng` alone gives way to `được bố trí chỉ huy trưởng`, which says more.
    rivals = [
        s for s in good if best.score - s.score < _CLEAR and not (s.said < best.said and not s.fits)
    ]
    if len(rivals) > 1:
        fitting_rivals = [s for s in rivals if s.fits]
        if len(fitting_rivals) == 1:
            best = fitting_rivals[0]
        elif not fitting_rivals and best.score >= _SURE:
            return _differs_from_all(claim, [s.indicator for s in rivals])
        elif not best.fits or len({_value(s.indicator) for s in fitting_rivals}) > 1:
            return _choice(claim, [s.indicator for s in rivals])
    if not best.fits and best.score < _SURE:
        return _choice(
            claim, [s.indicator for s in rivals]
        )  # too little is said of it to call the figure wrong
    return _verdict(claim, best)


def _differs_from_all(claim: Claim, indicators: Sequence[Indicator]) -> Finding:
    """Which figure is meant is open, that it agrees with none is not."""
    names = "; ".join(f"{i.label} ({_known(i)})" for i in indicators[:5])
    message = (
        f"Văn bản ghi “{_said(claim)}”, không khớp với chỉ tiêu nào có thể được nói đến: {names}."
    )
    return Finding(claim, "differs", message, indicators[0], tuple(indicators[:5]))


def _verdict(claim: Claim, best: _Scored) -> Finding:
    indicator = best.indicator
    stated, known = _said(claim), _known(indicator)
    if best.fits:
        return Finding(
            claim, "agrees", f"“{stated}” khớp với {indicator.label}: {known}.", indicator
        )
    return Finding(
        claim,
        "differs",
        f"Văn bản ghi “{stated}”, cơ sở dữ liệu có {indicator.label}: {known}.",
        indicator,
    )


def _choice(claim: Claim, indicators: Sequence[Indicator]) -> Finding:
    names = "; ".join(f"{i.label} ({_known(i)})" for i in indicators[:5])
    return Finding(
        claim,
        "choice",
        f"“{_said(claim)}” có thể là: {names}. Hãy chọn.",
        None,
        tuple(indicators[:5]),
    )


def _said(claim: Claim) -> str:
    hedge = (claim.hedge or "").replace("…", "").strip()
    unit = "" if claim.kind == "percent" else (claim.unit or "")
    return " ".join(part for part in (hedge, claim.value, unit) if part)


def _known(indicator: Indicator) -> str:
    exact = _value(indicator)
    base = f" ({indicator.numerator}/{indicator.denominator})" if indicator.denominator else ""
    return (
        str(indicator.text) if indicator.text else (show(exact) if exact is not None else "chưa có")
    ) + base


def _value(indicator: Indicator) -> Fraction | None:
    if indicator.kind == "percent" and indicator.denominator:
        return 100 * Fraction(indicator.numerator) / Fraction(indicator.denominator)
    return None if indicator.value is None else Fraction(indicator.value)


@dataclass(frozen=True)
class _Heard:
    """The words around a claim, in three distances."""

    claim: Claim
    near: frozenset[str]
    clause: frozenset[str]
    wide: frozenset[str]

    @staticmethod
    def of(claim: Claim, last: Claim | None) -> "_Heard":
        near, clause = _words(_near(claim, last)), _words(_clause(claim, last))
        return _Heard(
            claim, frozenset(near), frozenset(clause), frozenset(_words(claim.sentence[:1200]))
        )

    def weight(self, word: str) -> float:
        return (
            1.0
            if word in self.near
            else 0.75
            if word in self.clause
            else 0.3
            if word in self.wide
            else 0.0
        )


def _score(heard: _Heard, indicator: Indicator, aliases: list[set[str]]) -> _Scored | None:
    target, unit = _comparable(heard.claim, indicator)
    if target is None:
        return None
    best, said = max(
        ((_overlap(words, heard), words) for words in aliases),
        key=lambda pair: pair[0],
        default=(0.0, set()),
    )
    population = (
        set().union(*(_words(text) for text in indicator.population))
        if indicator.population
        else set()
    )
    bonus = (
        0.5 * (len(population & (heard.near | heard.wide)) / len(population)) if population else 0.0
    )
    fits = _fits(heard.claim, indicator, target)
    score = (
        best + bonus + unit + (_VALUE_SPEAKS if fits and best >= _HALF_SAID and unit >= 0 else 0.0)
    )
    return _Scored(indicator, score, fits, frozenset(said & (heard.near | heard.clause)))


def _overlap(words: set[str], heard: _Heard) -> float:
    """0 to 3, and a little for each word: how much of a name is said; what stands farther off
    counts less.
    """
    said = sum(heard.weight(word) for word in words)
    return 3 * said / len(words) + 0.1 * min(said, 8)


def _comparable(claim: Claim, indicator: Indicator) -> tuple[Fraction | None, float]:
    """The exact value to hold against the claim, and a bonus for the unit; None when kinds do not
    meet.
    """
    exact = _value(indicator)
    if claim.kind == "percent":
        return (exact, 0.3) if indicator.kind == "percent" else (None, 0.0)
    if claim.kind == "ratio" and isinstance(claim.number, tuple):
        return (
            (exact, 0.3) if indicator.kind == "percent" and indicator.denominator else (None, 0.0)
        )
    if claim.kind not in ("count", "money"):
        return None, 0.0
    bonus = _unit_bonus(claim, indicator)
    if bonus is None:
        return None, 0.0
    if indicator.kind == "percent":
        return (
            (Fraction(indicator.numerator), bonus)
            if indicator.numerator is not None and claim.kind == "count"
            else (None, 0.0)
        )
    return exact, bonus


def _unit_bonus(claim: Claim, indicator: Indicator) -> float | None:
    """None when the units name different things: communes are no people."""
    mine, other = same(claim.unit or "").split(",")[0].strip(), same(indicator.unit or "")
    if "," in other and "," not in (claim.unit or ""):
        return -0.2 if mine in _pieces(other) else None  # `21 xã` is not `21 xã, thị trấn`
    if not mine or not other or other == "%":
        other = other if other != "%" else same(next(iter(indicator.population), ""))
    if not mine or not other:
        return 0.0
    if mine == other or mine.startswith(f"{other} ") or other.startswith(f"{mine} "):
        return 0.6
    if mine in _PEOPLE:
        return (
            0.4
            if any(part in _PEOPLE or part.startswith(_PEOPLE_HEADS) for part in _pieces(other))
            else None
        )
    return 0.5 if mine in _pieces(other) else None


def _pieces(text: str) -> set[str]:
    return (
        {part.strip() for part in re.split(r"[,/;|]| hoặc | và ", text)}
        | set(text.split()[:1])
        | {text}
    )


def _fits(claim: Claim, indicator: Indicator, target: Fraction) -> bool:
    if isinstance(claim.number, tuple):
        if claim.kind == "ratio" and indicator.denominator:
            return claim.number == (Fraction(indicator.numerator), Fraction(indicator.denominator))
        return claim.number[0] <= target <= claim.number[-1]
    stated = (
        amount(claim)
        if claim.kind == "money"
        and "đồng" in same(indicator.unit)
        and same(indicator.unit) == "đồng"
        else claim.single
    )
    return stated is not None and hedges.allows(claim.hedge or "", stated, target, step(claim))


def _near(claim: Claim, last: Claim | None) -> str:
    """The words that say what the figure is: its own clause and what stands right behind it."""
    left = re.split(r"[;.:()]|trong đó", claim.before[-170:])[-1]
    if claim.kind == "percent":
        # a share speaks of the words before it, back to the share before
        left = re.split(r"\d+(?:,\d+)?\s*%[,;]?", left)[-1]
        return f"{left} {re.split(r'[,;.()]', claim.after[:60])[0] if not left.strip() else ''} {claim.subject or ''}"
    left = re.split(r"\d", left)[-1]
    if last and akin(last, claim):
        left = left.rpartition(",")[2]  # what stands before the comma was said of the figure before
    right = re.split(r"[,;.()]|\d|trong đó", claim.after[:130])[0]
    return f"{left} {claim.unit or ''} {right}"


def _clause(claim: Claim, last: Claim | None) -> str:
    """The clause up to the figure; not beyond an earlier figure of the same sort, whose words are
    its own.
    """
    left = re.split(r"[;.()]|trong đó", claim.before[-170:])[-1]
    if last and akin(last, claim):
        gap = claim.start - max(last.end, last.unit_end)
        left = left[-gap:] if gap > 0 else ""
    return left


def _indicator_words(indicator: Indicator) -> list[set[str]]:
    return [
        words for words in (_words(text) for text in (indicator.label, *indicator.aliases)) if words
    ]


def _words(text: str) -> set[str]:
    plain = same(text)
    for pattern, full in _PHRASES:
        plain = re.sub(pattern, full, plain)
    words = re.findall(r"[^\W\d_]+", plain)
    expanded = " ".join(_ABBREVIATED.get(word, word) for word in words).split()
    return {word for word in expanded if word not in _EMPTY}
