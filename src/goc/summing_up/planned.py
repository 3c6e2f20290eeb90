"""What the round's plan already says of a requirement that nothing else in the register judges. It
reads words: that the plan speaks of it, never that it was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from goc.directives.checks import WAITING, Verdict
from goc.summing_up.composing import Material, schedule
from goc.summing_up.outline import sections

EVIDENCE = "ke-hoach-tong-ket"
ENOUGH = 0.8
"""Of the words of a requirement, found in one sentence of the plan."""
FEWEST = 4
"""A requirement of fewer words says too little to be found again."""
LONGEST = 160
"""Letters quoted of the plan."""
SHORT = {
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "chqs": "chỉ huy quân sự",
    "dqtv": "dân quân tự vệ",
}
EMPTY = frozenset(
    "của các những và tại cấp theo về ở được cho có thể mới khi là đã với cơ quan một hai ba bốn "
    "năm sáu bảy tám chín mười".split()
)
"""Words that say nothing of what is asked for, numerals among them."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Said:
    """A sentence of the plan, and the section it stands in."""

    section: str
    text: str

    @property
    def quoted(self) -> str:
        if len(self.text) <= LONGEST:
            return self.text
        return self.text[:LONGEST].rsplit(" ", 1)[0] + " …"


def verdict_by_plan(m: Material, text: str) -> Verdict | None:
    """Waiting, with what the plan says; None where it says nothing of it."""
    said = found(plan_of(m), text)
    if said is None:
        return None
    where = f"Kế hoạch, mục {said.section}, đã nêu: «{said.quoted}»"
    return Verdict(WAITING, f"{where}; chưa có hồ sơ về việc thực hiện.", (EVIDENCE,))


def plan_of(m: Material) -> list[Said]:
    """Its sentences, the shorter ones first: clauses, then the paragraphs they stand in, and the
    tasks with their days.
    """
    lines = list(_lines(m))
    clauses = (
        Said(line.section, clause.strip())
        for line in lines
        for clause in line.text.rstrip(".").split(";")
    )
    return [*(clause for clause in clauses if clause.text), *lines]


def _lines(m: Material) -> Iterator[Said]:
    for section in sections("work_plan"):
        number = section.marker.rstrip(".")
        yield from (Said(number, line) for line in m.lines(section.key))
        if section.schedule:
            for day, act, who in schedule(m.round):
                yield Said(number, f"{act} ({who}, {day:%d/%m/%Y})")


def found(plan: list[Said], requirement: str) -> Said | None:
    """The first sentence with enough of the requirement's words; of a requirement with a proviso
    after a semicolon, those before it.
    """
    asked = words(requirement.partition(";")[0])
    if len(asked) < FEWEST:
        return None
    enough = (said for said in plan if len(asked & words(said.text)) >= ENOUGH * len(asked))
    return next(enough, None)


def words(text: str) -> frozenset[str]:
    """Those that carry meaning, abbreviations written out."""
    plain = (SHORT.get(word, word) for word in _WORD.findall(text.lower()))
    return frozenset(" ".join(plain).split()) - EMPTY
