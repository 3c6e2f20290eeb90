"""Plan, report, its parts and its appendices. Subject: the round's `Material`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from goc.directives.checks import MET, NOT_MET, Offer, Verdict, check
from goc.summing_up import review
from goc.summing_up.composing import Material, schedule
from goc.summing_up.models import Assessment
from goc.summing_up.outline import forms, sections

Kind = Assessment.Kind
ALONE = r"\W*(và )?((đánh giá|nêu|chỉ ra|rút ra|làm rõ|đề ra|xác định)( rõ| được)? )?(những |các )?"
"""A demand that begins with its object: a sentence that names several of them suggests nothing."""


@check(
    "summing_up.work_plan",
    Offer(
        gettext_lazy("Kế hoạch tổng kết đủ nội dung"),
        words=r"(xây dựng|lập|ban hành)[^.;]*kế hoạch tổng kết",
    ),
)
def work_plan(m: Material) -> Verdict:
    missing = [s.title for s in sections("work_plan") if s.text and not m.lines(s.key)]
    if missing:
        return Verdict(NOT_MET, f"Kế hoạch còn thiếu nội dung: {', '.join(missing)}.")
    return Verdict(
        MET,
        f"Đã có kế hoạch với {len(schedule(m.round))} việc, có cơ quan và thời hạn.",
        ("ke-hoach-tong-ket",),
    )


@check(
    "summing_up.report",
    Offer(
        gettext_lazy("Báo cáo trung tâm đủ các phần, đánh giá có căn cứ"),
        words=r"(xây dựng|chuẩn bị|hoàn thiện)[^.;]*báo cáo (trung tâm|tổng kết)",
    ),
)
def report(m: Material) -> Verdict:
    found = [*review.empty_sections(m), *review.links(m), *review.unsupported(m)]
    if found:
        return Verdict(
            NOT_MET,
            f"Báo cáo trung tâm còn {len(found)} điểm chưa đạt: {found[0]}",
            tuple(found[1:4]),
        )
    return Verdict(
        MET, "Báo cáo trung tâm đủ các phần; mỗi đánh giá đều có căn cứ.", ("bao-cao-trung-tam",)
    )


@check(
    "summing_up.judgements",
    Offer(
        gettext_lazy("Báo cáo nêu ưu điểm"), {"kinds": ["strength"]}, rf"^{ALONE}(mặt mạnh|ưu điểm)"
    ),
    Offer(
        gettext_lazy("Báo cáo nêu hạn chế"),
        {"kinds": ["weakness"]},
        rf"^{ALONE}(tồn tại|hạn chế|khuyết điểm)",
    ),
    Offer(
        gettext_lazy("Báo cáo nêu nguyên nhân của ưu điểm và hạn chế"),
        {"kinds": ["strength_cause", "objective_cause", "subjective_cause"]},
        rf"^{ALONE}nguyên nhân",
    ),
    Offer(
        gettext_lazy("Báo cáo rút ra bài học kinh nghiệm"),
        {"kinds": ["lesson"]},
        rf"^{ALONE}bài học kinh nghiệm",
    ),
    Offer(
        gettext_lazy("Báo cáo đề ra giải pháp và kiến nghị"),
        {"kinds": ["solution", "proposal"]},
        rf"^{ALONE}(chủ trương|giải pháp|kiến nghị)",
    ),
)
def judgements(m: Material, kinds: list[str]) -> Verdict:
    """Each kind named is present in the report."""
    counts = {kind: len(m.assessments.get(kind, [])) for kind in kinds}
    missing = [str(Kind(kind).label) for kind, count in counts.items() if not count]
    if missing:
        return Verdict(NOT_MET, f"Báo cáo chưa nêu: {', '.join(missing).lower()}.")
    said = ", ".join(
        f"{count:02d} {str(Kind(kind).label).lower()}" for kind, count in counts.items()
    )
    return Verdict(MET, f"Báo cáo nêu {said}.", ("bao-cao-trung-tam",))


@check(
    "summing_up.appendices",
    Offer(
        gettext_lazy("Phụ lục đầy đủ, khớp với báo cáo"), words=r"hệ thống phụ lục|phụ lục đầy đủ"
    ),
)
def appendices(m: Material) -> Verdict:
    """Complete against the form set; each cited; their sums hold."""
    missing = [f.roman for f in forms() if f.table not in m.results]
    broken = [*review.citations(m), *review.broken_tables(m)]
    if broken:
        return Verdict(NOT_MET, f"Phụ lục chưa khớp: {broken[0]}", tuple(broken[1:4]))
    if missing:
        present = len(forms()) - len(missing)
        return Verdict(
            NOT_MET,
            f"Có {present}/{len(forms())} phụ lục theo bộ mẫu biểu; còn thiếu Phụ lục "
            f"{', '.join(missing)}.",
        )
    return Verdict(
        MET, f"Đủ {len(forms())} phụ lục theo bộ mẫu biểu, khớp với báo cáo.", ("phu-luc",)
    )
