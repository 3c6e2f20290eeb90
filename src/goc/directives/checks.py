"""The registry of checks: what judges a requirement. A room registers its own in checks/*.py."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

MET, NOT_MET, WAITING, UNDECIDED = "met", "not_met", "waiting", "undecided"
LABELS = {MET: "Đạt", NOT_MET: "Chưa đạt", WAITING: "Chờ", UNDECIDED: "Chưa xác định"}


@dataclass(frozen=True)
class Verdict:
    """`sentence` says in Vietnamese why; `evidence` names what it rests on."""

    state: str
    sentence: str
    evidence: tuple[str, ...] = field(default=())


Check = Callable[..., Verdict]
CHECKS: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Registers `function(subject, **parameters) -> Verdict`; the subject is what the requirement is measured on."""

    def register(function: Check) -> Check:
        CHECKS[name] = function
        return function

    return register


def judge(name: str, subject: Any, parameters: dict[str, Any]) -> Verdict:
    """The verdict of a check; a requirement without one, or whose records are not kept yet, stays undecided."""
    if name not in CHECKS:
        return Verdict(UNDECIDED, "Chưa có hồ sơ để đánh giá yêu cầu này.")
    return CHECKS[name](subject, **parameters)


def together(verdicts: list[Verdict]) -> Verdict:
    """Of a requirement with children: not met if one is not, met only when all are."""
    states = [v.state for v in verdicts]
    for state in (NOT_MET, WAITING, UNDECIDED):
        if state in states:
            count = states.count(MET)
            return Verdict(state, f"{count}/{len(states)} yêu cầu con đã đạt.")
    return Verdict(MET, "Các yêu cầu con đều đạt.")
