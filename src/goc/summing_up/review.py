"""The machine checks of a report (shared/offices.md section 6), as sentences; used by the
requirement checks.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from goc.summing_up import reading
from goc.summing_up.binding import PLACEHOLDER
from goc.summing_up.composing import Material
from goc.summing_up.models import Assessment
from goc.summing_up.outline import forms, sections

Kind = Assessment.Kind


def problems(m: Material) -> list[str]:
    """Everything that is not in order, in words; an empty list when the report can go to the
    leader.
    """
    return [
        *empty_sections(m),
        *citations(m),
        *links(m),
        *unsupported(m),
        *broken_tables(m),
        *typed_numbers(m),
    ]


def empty_sections(m: Material) -> Iterator[str]:
    """All headings present, each with its text or judgements."""
    for section in sections("report"):
        if section.text and not m.lines(section.key):
            yield f"Mục {section.key} «{section.title}» chưa có nội dung."
        for kind in section.assessments:
            rows = [
                a
                for a in m.assessments.get(kind, [])
                if not section.authority or a.authority == section.authority
            ]
            if not rows:
                yield f"Mục {section.key} «{section.title}» chưa có nội dung."


def citations(m: Material) -> Iterator[str]:
    """Every appendix cited, first citations in ascending order, none cited that is missing."""
    numbers = {f.id: n for n, f in enumerate(forms())}
    romans = {f.id: f.roman for f in forms()}
    present = {f.id for f in forms() if f.table in m.results}
    first = list(dict.fromkeys(c for c in m.binder.cited if c in numbers))
    for earlier, later in pairwise(first):
        if numbers[later] < numbers[earlier]:
            yield f"Phụ lục {romans[later]} được dẫn lần đầu sau Phụ lục {romans[earlier]}."
    for form in sorted(present - set(first), key=numbers.__getitem__):
        yield f"Phụ lục {romans[form]} không được đoạn nào của báo cáo dẫn đến."
    for form in (c for c in first if c not in present):
        yield f"Báo cáo dẫn Phụ lục {romans[form]} nhưng phụ lục này chưa lập."


def links(m: Material) -> Iterator[str]:
    """Each weakness has a cause and a solution, each strength a cause, each lesson what it rests
    on.
    """
    answered: dict[int, set[str]] = {}
    for kind, rows in m.assessments.items():
        for row in rows:
            for target in row.answers.all():
                answered.setdefault(target.pk, set()).add(kind)
    causes = {Kind.OBJECTIVE_CAUSE, Kind.SUBJECTIVE_CAUSE}
    for row in m.assessments.get(Kind.WEAKNESS, []):
        given = answered.get(row.pk, set())
        if not given & causes:
            yield f"Hạn chế {row.position} chưa có nguyên nhân."
        if Kind.SOLUTION not in given:
            yield f"Hạn chế {row.position} chưa có giải pháp."
    for row in m.assessments.get(Kind.STRENGTH, []):
        if Kind.STRENGTH_CAUSE not in answered.get(row.pk, set()):
            yield f"Ưu điểm {row.position} chưa có nguyên nhân."
    for row in m.assessments.get(Kind.LESSON, []):
        if not row.answers.all():
            yield f"Bài học {row.position} chưa gắn với ưu điểm hoặc hạn chế nào."


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
    """No number typed by hand differs from the record or from the numbers beside it; a bound one
    cannot.
    """
    binder = replace(m.binder, used={}, cited=[])
    for where, text in _texts(m):
        for said in reading.read(binder, text, {}).checked.said:
            if said.state == "differs":
                yield f"{where}, số gõ tay: {said.finding.message}"
            if said.arithmetic:
                yield f"{where}, số gõ tay: {said.arithmetic}"


def _texts(m: Material) -> Iterator[tuple[str, str]]:
    """Everything officers wrote, with where it stands."""
    yield "Mở đầu báo cáo", m.narratives.get("opening", "")
    yield "Mở đầu kế hoạch", m.narratives.get("plan.opening", "")
    for section in (*sections("report"), *sections("work_plan")):
        yield f"Mục {section.key} «{section.title}»", m.narratives.get(section.key, "")
    for kind, rows in m.assessments.items():
        yield from ((f"{Kind(kind).label} {row.position}", row.text) for row in rows)
