"""Plan, report, its parts and its appendices. Subject: the round's `Material`."""

from __future__ import annotations

from goc.directives.checks import MET, NOT_MET, Verdict, check
from goc.summing_up import review
from goc.summing_up.composing import Material, schedule
from goc.summing_up.models import Assessment
from goc.summing_up.outline import forms, sections

Kind = Assessment.Kind


@check("summing_up.work_plan")
def work_plan(m: Material) -> Verdict:
    missing = [s.title for s in sections("work_plan") if s.text and not m.lines(s.key)]
    if missing:
        return Verdict(NOT_MET, f"Kế hoạch còn thiếu nội dung: {', '.join(missing)}.")
    return Verdict(
        MET, f"Đã có kế hoạch với {len(schedule(m.round))} việc, có cơ quan và thời hạn.", ("ke-hoach-tong-ket",)
    )


@check("summing_up.report")
def report(m: Material) -> Verdict:
    found = [*review.empty_sections(m), *review.links(m), *review.unsupported(m)]
    if found:
        return Verdict(NOT_MET, f"Báo cáo trung tâm còn {len(found)} điểm chưa đạt: {found[0]}", tuple(found[1:4]))
    return Verdict(MET, "Báo cáo trung tâm đủ các phần; mỗi đánh giá đều có căn cứ.", ("bao-cao-trung-tam",))


@check("summing_up.judgements")
def judgements(m: Material, kinds: list[str]) -> Verdict:
    """Each kind named is present in the report."""
    counts = {kind: len(m.assessments.get(kind, [])) for kind in kinds}
    missing = [str(Kind(kind).label) for kind, count in counts.items() if not count]
    if missing:
        return Verdict(NOT_MET, f"Báo cáo chưa nêu: {', '.join(missing).lower()}.")
    said = ", ".join(f"{count:02d} {str(Kind(kind).label).lower()}" for kind, count in counts.items())
    return Verdict(MET, f"Báo cáo nêu {said}.", ("bao-cao-trung-tam",))


@check("summing_up.appendices")
def appendices(m: Material) -> Verdict:
    """Complete against the form set; each cited; their sums hold."""
    missing = [f.roman for f in forms() if f.table not in m.results]
    broken = [*review.citations(m), *review.broken_tables(m)]
    if broken:
        return Verdict(NOT_MET, f"Phụ lục chưa khớp: {broken[0]}", tuple(broken[1:4]))
    if missing:
        present = len(forms()) - len(missing)
        return Verdict(
            NOT_MET, f"Có {present}/{len(forms())} phụ lục theo bộ mẫu biểu; còn thiếu Phụ lục {', '.join(missing)}."
        )
    return Verdict(MET, f"Đủ {len(forms())} phụ lục theo bộ mẫu biểu, khớp với báo cáo.", ("phu-luc",))
