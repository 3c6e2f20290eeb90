"""Parts and wholes: `trong đó`, `gồm`, `(… , …)`, `tổng cộng`; and no part above its whole.

`trong đó` need not name all parts: a sum that falls short is an error only where the text shows it
is complete.
"""

import re
from fractions import Fraction
from itertools import islice

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
    family,
    head,
    margin,
    may_agree,
    scale,
    sizes,
)

_CUE = re.compile(r"trong (?:số )?đó|bao gồm|gồm(?: có)?|cụ thể|chia ra", re.I)
_OPENING = re.compile(r"\s*(?:trong (?:số )?đó|gồm|bao gồm|cụ thể)", re.I)
_PARENTHESIS = re.compile(
    r"[^;.()]{0,80}\(\s*(?:gồm|trong đó|có|có:)?\s*(?:\w+\.?:?\s+){0,5}$", re.I
)
_TOTAL = re.compile(r"(?:tổng cộng|tổng số|tổng|cộng)\s*(?:là|có|được|gần|hơn|:)?\s*$", re.I)
_ALL = re.compile(r"(?:bao )?gồm|chia ra", re.I)
_COMPLETE = re.compile(r"còn lại|số còn lại|khác", re.I)
# Marks that overlap (a woman may be a party member): their sum says nothing.
_OVERLAP = re.compile(
    r"\bnữ\b|đảng viên|dân tộc|tuổi|trình độ|đại học|trẻ|tôn giáo|đoàn viên|thạc sĩ|tốt nghiệp|"
    r"lần đầu|"
    r"nghèo|chính sách",
    re.I,
)


def find_all(scene: Scene) -> dict[int, Relation]:
    """Sums by the index of their whole."""
    found: dict[int, Relation] = {}
    for group in _groups(scene):
        _judge_group(scene, group, found)
    return found


def _groups(scene: Scene) -> list[tuple[list[int], list[int], bool, bool]]:
    """(possible wholes, parts, a word says complete, shut in parentheses) for each cue."""
    groups = []
    claims = scene.claims
    by_sentence: dict[int, list[int]] = {}
    for index, claim in enumerate(claims):
        by_sentence.setdefault(claim.sentence_start, []).append(index)
    starts = list(by_sentence)
    for order, start in enumerate(starts):
        members = by_sentence[start]
        sentence = claims[members[0]].sentence
        cues = [m.start() + start for m in _CUE.finditer(sentence)]
        if (
            cues
            and _OPENING.match(sentence)
            and order
            and start - claims[by_sentence[starts[order - 1]][-1]].end < 400
        ):
            groups.append(
                (
                    by_sentence[starts[order - 1]],
                    _until(claims, members, cues[1] if len(cues) > 1 else None),
                    bool(_COMPLETE.search(sentence)),
                    False,
                )
            )
        said_complete = max((m.start() + start for m in _COMPLETE.finditer(sentence)), default=-1)
        for cue, following in zip(cues, [*cues[1:], start + len(sentence)]):
            wholes = [i for i in members if claims[i].end <= cue][-NEAR:]
            wholes = [i for i in wholes if not _shut(sentence, claims[i].end - start, cue - start)]
            item = sentence.rfind(";", 0, max(0, cue - start - 3)) + start
            wholes = [i for i in wholes if claims[i].start > item] or wholes
            if (
                following < start + len(sentence)
                and (cut := sentence.rfind(";", cue - start, following - start)) > 0
            ):
                following = start + cut  # what stands past it belongs to the next `gồm`
            parts = _until(claims, [i for i in members if claims[i].start > cue], following)
            if wholes and parts:
                complete = said_complete >= cue or bool(_ALL.match(sentence, cue - start))
                groups.append((wholes, parts, complete, False))
        groups += _in_parentheses(claims, members)
        groups += _totals(claims, members)
    return groups


def _shut(sentence: str, place: int, until: int) -> bool:
    """Does a parenthesis open at `place` close before `until`?"""
    return sentence.count(")", place, until) > sentence.count("(", place, until)


def _until(claims: list[Claim], members: list[int], stop: int | None) -> list[int]:
    kept = (
        i
        for i in members
        if claims[i].kind != "percent" and (stop is None or claims[i].start < stop)
    )
    return list(islice(kept, NEAR))


def _in_parentheses(
    claims: list[Claim], members: list[int]
) -> list[tuple[list[int], list[int], bool, bool]]:
    found = []
    for place, index in enumerate(members[:-1]):
        text = between(claims[index], claims[members[place + 1]])
        if text and _PARENTHESIS.fullmatch(text):
            close = claims[index].sentence.find(
                ")", claims[members[place + 1]].start - claims[index].sentence_start
            )
            stop = claims[index].sentence_start + close if close >= 0 else 0
            parts = [i for i in members[place + 1 :] if claims[i].start < stop]
            found.append(([index], parts, True, True))
    return found


def _totals(
    claims: list[Claim], members: list[int]
) -> list[tuple[list[int], list[int], bool, bool]]:
    """`a …, b …, tổng cộng c`."""
    return [
        (
            [index],
            [i for i in members[:place] if not _CUE.search(claims[i].before[-15:])],
            False,
            False,
        )
        for place, index in enumerate(members)
        if place >= 2 and _TOTAL.search(claims[index].before[-22:])
    ]


def _judge_group(
    scene: Scene, group: tuple[list[int], list[int], bool, bool], found: dict[int, Relation]
) -> None:
    wholes, parts, complete, shut = group
    misses: list[tuple[int, list[Claim]]] = []
    exact_elsewhere = False
    if len(parts) < 2:
        return
    steady = [scene.claims[i] for i in parts if not change(scene.claims[i])]
    for index in wholes:
        whole = scene.claims[index]
        if index in found or change(whole):
            continue
        members = [part for part in steady if part is not whole and akin(part, whole)]
        if whole.kind == "ratio" and len(members) > 1 and (pairs := _pairs(whole, members)):
            found[index] = pairs
        if whole.kind not in ("count", "money") or whole.single is None or len(members) < 2:
            continue
        if any(amount(member) is None for member in members):
            continue
        relation = _sum(whole, members)
        if relation and relation.agrees:
            found[index], exact_elsewhere = relation, True
        elif certain(whole) and all(certain(m) for m in members):
            misses.append((index, members))
    for index, members in misses:
        whole = scene.claims[index]
        if _is_error(whole, members, complete or shut, exact_elsewhere) and (
            relation := _sum(whole, members, True)
        ):
            found[index] = relation


def _sum(whole: Claim, members: list[Claim], wrong: bool = False) -> Relation | None:
    """The sum when it agrees, or, `wrong` being known, with what is wrong."""
    rough, slack = sum(sizes(m)[0] for m in members), sum(sizes(m)[1] for m in members)
    unit = scale(whole)
    if not wrong and not may_agree(whole, (rough - slack) / unit, (rough + slack) / unit):
        return None
    total = sum((amount(m) or Fraction(0) for m in members), Fraction(0)) / unit
    loose = sum((margin(m) for m in members), Fraction(0)) / unit
    agrees, note = rounding.judge(whole, total - loose, total + loose)
    if wrong and whole.single is not None:
        parts = " + ".join(m.value for m in members)
        note = (
            f"{parts} = {rounding.show(total)}, văn bản ghi {whole.value} {head(whole)} "
            f"(lệch {rounding.show(abs(total - whole.single))})."
        )
    return Relation("sum", tuple(m.operand() for m in members), agrees, total, note)


def _pairs(whole: Claim, members: list[Claim]) -> Relation | None:
    """`324/590 trường, trong đó 71/179 …, 160/206 …`: done and due add up each; one that does
    vouches for the other.
    """
    pairs = [m.number for m in members if isinstance(m.number, tuple)]
    if not isinstance(whole.number, tuple) or len(pairs) < len(members):
        return None
    sums = [sum((pair[side] for pair in pairs), Fraction(0)) for side in (0, 1)]
    right = [total == stated for total, stated in zip(sums, whole.number)]
    wrong = 0 if right[1] else 1
    total, stated = sums[wrong], whole.number[wrong]
    if not any(right) or abs(total - stated) * 10 > stated:
        return None
    parts = " + ".join(m.value.split("/")[wrong] for m in members)
    note = f"{parts} = {rounding.show(total)}, văn bản ghi {rounding.show(stated)} {head(whole)}."
    return Relation(
        "sum", tuple(m.operand() for m in members), all(right), total, None if all(right) else note
    )


def _is_error(whole: Claim, members: list[Claim], complete: bool, parallel: bool) -> bool:
    """Is a sum that misses its whole meant to be complete?"""
    value, total = sizes(whole)[0], sum(sizes(m)[0] for m in members)
    miss = abs(total - value)
    # Parts of one kind above their whole; sums of money within sums of money overlap too often.
    overfull = (
        total > value
        and len(members) > 2
        and whole.kind == "count"
        and len({head(m) for m in members}) == 1
    )
    if (
        not value
        or miss * 2 > value
        or not (parallel or miss * 10 <= value or (overfull and miss * 5 <= value))
    ):
        return False
    if any(_OVERLAP.search(_said_of(m)) for m in members):
        return False
    if parallel:
        return True  # another whole of the same list is the exact sum of its parts
    same = len({family(m) for m in members}) == 1
    return (complete and same) or overfull or (miss * 20 <= value and total > value)


def _said_of(member: Claim) -> str:
    """What is said of a part besides its own noun."""
    return (member.subject or "").removeprefix(head(member)) + member.before[-12:]


def part_of_whole(part: Claim, wholes: list[Claim]) -> Relation | None:
    """`trong đó a` of b: a must not be above b."""
    fitting = [w for w in wholes if akin(w, part) and amount(w) is not None and not change(w)]
    value = amount(part)
    if not fitting or value is None or change(part) or part.kind not in ("count", "money"):
        return None
    above = next((w for w in reversed(fitting) if _holds(w, part, value)), None)
    if above:
        return Relation("part_not_above_whole", (above.operand(),), True, None)
    whole = fitting[0]
    if len(fitting) > 1 or head(whole) != head(part) or not (certain(whole) and certain(part)):
        return None
    if ";" in (between(whole, part) or ""):
        return None  # past a semicolon the text may speak of something else
    note = f"Phần ({part.value} {head(part)}) lớn hơn tổng ({whole.value} {head(whole)})."
    return Relation("part_not_above_whole", (whole.operand(),), False, None, note)


def _holds(whole: Claim, part: Claim, value: Fraction) -> bool:
    if sizes(part)[0] > 1.001 * (sizes(whole)[0] + sizes(whole)[1] + sizes(part)[1]):
        return False  # seen at a glance
    return value <= (amount(whole) or Fraction(0)) + margin(whole) + margin(part)
