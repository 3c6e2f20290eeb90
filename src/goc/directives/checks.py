"""The registry of checks: what judges a requirement, how people choose it. A room registers its own
in checks/*.py.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, gettext_noop

MET, NOT_MET, WAITING, UNDECIDED = "met", "not_met", "waiting", "undecided"
LABELS = {MET: "Đạt", NOT_MET: "Chưa đạt", WAITING: "Chờ", UNDECIDED: "Chưa xác định"}
NO_CHECK = gettext_noop("Chưa có hồ sơ để đánh giá yêu cầu này.")
UNCHOSEN = gettext_noop("Chưa chọn cách kiểm tra; cần người đánh giá.")
NOT_MEASURED = gettext_noop("Chưa có bộ hồ sơ nào được dựng để đánh giá yêu cầu này.")
CHANGED_SINCE = gettext_noop(
    "Cách kiểm tra được chọn sau khi dựng bộ hồ sơ; hãy dựng lại bộ hồ sơ để đánh giá."
)


@dataclass(frozen=True)
class Verdict:
    """`sentence` says in Vietnamese why; `evidence` names what it rests on."""

    state: str
    sentence: str
    evidence: tuple[str, ...] = field(default=())


@dataclass(frozen=True)
class Offer:
    """A check with its parameters as people choose it. `words`: a pattern of what clearly asks for
    it.
    """

    label: str | Promise
    parameters: dict[str, Any] = field(default_factory=dict)
    words: str = ""


Run = Callable[..., Verdict]


@dataclass(frozen=True)
class Check:
    """`run(subject, **parameters)`; the subject is the requirement's own duty (or None) where
    `of_duty` is set.
    """

    run: Run
    offers: tuple[Offer, ...] = ()
    of_duty: bool = False


CHECKS: dict[str, Check] = {}


def check(name: str, *offers: Offer, of_duty: bool = False) -> Callable[[Run], Run]:
    """Registers `function(subject, **parameters) -> Verdict`; the subject is what the requirement
    is measured on.
    """

    def register(function: Run) -> Run:
        CHECKS[name] = Check(function, offers, of_duty)
        return function

    return register


@dataclass(frozen=True)
class Measured:
    """What a room above last found for a directive, by requirement.

    `label` and `url`: on which work; `at`: when, None for not yet; `links` gives
    title and address of the evidence that can be opened; `refused` says why there are no verdicts.
    """

    label: str
    url: str
    at: datetime | None = None
    verdicts: dict[UUID, Verdict] = field(default_factory=dict)
    links: dict[str, tuple[str | Promise, str]] = field(default_factory=dict)
    refused: str = ""


MEASURES: list[Callable[[Any, Any], Measured | None]] = []
"""`function(user, directive)`: the first that is not None is shown on the directive's page."""


def judge(name: str, subject: Any, parameters: dict[str, Any]) -> Verdict:
    """The verdict of a check; a requirement without one, or whose records are not kept yet, stays
    undecided.
    """
    if name not in CHECKS:
        return Verdict(UNDECIDED, NO_CHECK)
    return CHECKS[name].run(subject, **parameters)


def is_of_duty(name: str) -> bool:
    return name in CHECKS and CHECKS[name].of_duty


def together(verdicts: list[Verdict]) -> Verdict:
    """Of a requirement with children: not met if one is not, met only when all are."""
    states = [v.state for v in verdicts]
    for state in (NOT_MET, WAITING, UNDECIDED):
        if state in states:
            count = states.count(MET)
            return Verdict(state, f"{count}/{len(states)} yêu cầu con đã đạt.")
    return Verdict(MET, "Các yêu cầu con đều đạt.")


def code_of(name: str, parameters: dict[str, Any]) -> str:
    """A check with its parameters as one choice of a form; empty for none."""
    return f"{name}?{json.dumps(parameters, sort_keys=True)}" if name and parameters else name


def offers() -> dict[str, Offer]:
    """All that can be chosen, by code."""
    return {
        code_of(name, o.parameters): o for name, one in sorted(CHECKS.items()) for o in one.offers
    }


def chosen(code: str) -> tuple[str, dict[str, Any]]:
    """Name and parameters of a choice."""
    name, _, parameters = code.partition("?")
    return name, json.loads(parameters or "{}")


def suggested(text: str) -> str:
    """The code of the only check these words clearly ask for; empty where none or several might be
    meant.
    """
    found = [code for code, o in offers().items() if o.words and re.search(o.words, text, re.I)]
    return found[0] if len(found) == 1 else ""


@check("directives.duty", Offer(gettext_lazy("Nhiệm vụ đã giao được hoàn thành")), of_duty=True)
def duty_done(duty: Any) -> Verdict:
    if duty is None:
        return Verdict(UNDECIDED, gettext_noop("Yêu cầu này chưa được giao thành nhiệm vụ."))
    evidence = (duty.evidence,) if duty.evidence else ()
    if duty.state == duty.State.OPEN:
        return Verdict(WAITING, gettext_noop("Nhiệm vụ chưa xong."), evidence)
    if duty.state == duty.State.DONE:
        return Verdict(MET, gettext_noop("Nhiệm vụ đã xong."), evidence)
    return Verdict(
        UNDECIDED, gettext_noop("Nhiệm vụ đã thôi; yêu cầu cần người đánh giá."), evidence
    )
