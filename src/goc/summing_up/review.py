"""The machine checks of a report (shared/offices.md section 6), as sentences; used by the
requirement checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from goc.lib.errors import NotInOrderError
from goc.summing_up import reading
from goc.summing_up.binding import PLACEHOLDER
from goc.summing_up.composing import Material
from goc.summing_up.models import Assessment
from goc.summing_up.outline import forms, sections
from goc.summing_up.placeholders import faults

Kind = Assessment.Kind


def problems(m: Material) -> list[str]:
    """Everything that is not in order, in words; an empty list when the report can go to the
    leader.
    """
    return [
        *empty_sections(m),
        *citations(m),
        *documents_cited(m),
        *links(m),
        *unsupported(m),
        *broken_tables(m),
        *typed_numbers(m),
    ]


def check_places(m: Material) -> None:
    """Raises NotInOrderError naming every place in the text that means nothing, with its section."""
    found = m.binder.definitions
    wrong = [f"{where}: {fault}" for where, text in _texts(m) for fault in faults(text, found)]
    if wrong:
        raise NotInOrderError(
            "Chưa dựng được bộ hồ sơ vì còn chỗ dẫn số liệu hỏng. %(faults)s Hãy mở mục ấy ở bàn "
            "soạn, bỏ hoặc thay các chỗ đó rồi dựng lại.",
            faults=" ".join(wrong),
        )


def empty_sections(m: Material) -> Iterator[str]:
    """All headings present, each with its text or judgements."""
    for section in sections("report"):
        if section.text and not m.lines(section.key):
            yield f"Mục {section.key} «{section.title}» chưa có nội dung."
        for kind in section.assessments:
            if not any(section.takes(a.authority) for a in m.assessments.get(kind, [])):
                yield f"Mục {section.key} «{section.title}» chưa có nội dung."


def citations(m: Material) -> Iterator[str]:
    """Every appendix cited, first citations in ascending order, none cited that is missing."""
    by_id = {form.id: form for form in forms()}
    cited = [by_id[name] for name in dict.fromkeys(m.binder.cited) if name in by_id]
    place = forms().index
    for earlier, later in pairwise(cited):
        if place(later) < place(earlier):
            yield f"Phụ lục {later.roman} được dẫn lần đầu sau Phụ lục {earlier.roman}."
    for form in forms():
        if form.table in m.results and form not in cited:
            yield f"Phụ lục {form.roman} không được đoạn nào của báo cáo dẫn đến."
    for form in cited:
        if form.table not in m.results:
            yield f"Báo cáo dẫn Phụ lục {form.roman} nhưng phụ lục này chưa lập."


def documents_cited(m: Material) -> Iterator[str]:
    """What the register lacks of the documents that the texts cite."""
    for where, text in _texts(m):
        yield from (f"{where}, viện dẫn {gap}" for gap in m.binder.citing.gaps(text))


@dataclass(frozen=True)
class Needed:
    """What a judgement of one kind must be answered by, and what is said where it is not."""

    kind: str
    by: frozenset[str]
    said: str


ANSWERS = (
    Needed(
        Kind.WEAKNESS,
        frozenset({Kind.OBJECTIVE_CAUSE, Kind.SUBJECTIVE_CAUSE}),
        "Hạn chế {} chưa có nguyên nhân.",
    ),
    Needed(Kind.WEAKNESS, frozenset({Kind.SOLUTION}), "Hạn chế {} chưa có giải pháp."),
    Needed(Kind.STRENGTH, frozenset({Kind.STRENGTH_CAUSE}), "Ưu điểm {} chưa có nguyên nhân."),
)


def links(m: Material) -> Iterator[str]:
    """Each weakness has a cause and a solution, each strength a cause, each lesson what it rests
    on.
    """
    answered = _answered(m)
    for kind in (Kind.WEAKNESS, Kind.STRENGTH):
        for row in m.assessments.get(kind, []):
            missing = (needed for needed in ANSWERS if needed.kind == kind)
            for needed in missing:
                if not needed.by & answered.get(row.pk, set()):
                    yield needed.said.format(row.position)
    for row in m.assessments.get(Kind.LESSON, []):
        if not row.answers.all():
            yield f"Bài học {row.position} chưa gắn với ưu điểm hoặc hạn chế nào."


def _answered(m: Material) -> dict[int, set[str]]:
    """By which kinds of judgement each is answered."""
    answered: dict[int, set[str]] = {}
    for kind, rows in m.assessments.items():
        for target in (target for row in rows for target in row.answers.all()):
            answered.setdefault(target.pk, set()).add(kind)
    return answered


def unsupported(m: Material) -> Iterator[str]:
    """Each judgement rests on a bound figure or is marked as a qualitative judgement."""
    for kind in (Kind.STRENGTH, Kind.WEAKNESS):
        for row in m.assessments.get(kind, []):
            if not row.qualitative and not any(
                match[1] in m.binder.definitions.indicators
                for match in PLACEHOLDER.finditer(row.text)
            ):
                yield f"{Kind(kind).label} {row.position} không có số liệu, cũng không đánh dấu là nhận định định tính."


def broken_tables(m: Material) -> Iterator[str]:
    for result in m.results.values():
        yield from result.problems


def typed_numbers(m: Material) -> Iterator[str]:
    """No number typed by hand differs from the record or from the numbers beside it, unless why was
    said; a bound one cannot.
    """
    binder = replace(m.binder, used={}, cited=[])
    for where, text in _texts(m):
        explained = {one.number for one in m.explanations if one.stands_in(text)}
        for said in reading.read(binder, text, {}).checked.said:
            if said.state == "differs" and not _is_said(said.finding.claim.value, explained):
                yield f"{where}, số gõ tay: {said.finding.message}"
            if said.arithmetic:
                yield f"{where}, số gõ tay: {said.arithmetic}"


def _is_said(value: str, explained: set[str]) -> bool:
    return any(value in number for number in explained)


def _texts(m: Material) -> Iterator[tuple[str, str]]:
    """Everything officers wrote, with where it stands."""
    yield "Mở đầu báo cáo", m.narratives.get("opening", "")
    yield "Mở đầu kế hoạch", m.narratives.get("plan.opening", "")
    for section in (*sections("report"), *sections("work_plan")):
        yield f"Mục {section.key} «{section.title}»", m.narratives.get(section.key, "")
    for kind, rows in m.assessments.items():
        yield from ((f"{Kind(kind).label} {row.position}", row.text) for row in rows)
