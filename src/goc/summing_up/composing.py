"""What is filled into the papers of a round: the officers' text, the judgements, the computed
tables. Writes no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from django.utils.translation import override

from goc.desk.kinds import KINDS
from goc.desk.queries import calendar_of
from goc.directives.checks import LABELS as VERDICTS
from goc.directives.queries import Judged
from goc.figures.tables import Result
from goc.papers.bindings import Bound, figures
from goc.papers.model import (
    Appendix,
    Block,
    Cell,
    Head,
    Heading,
    Paper,
    Paragraph,
    Row,
    Table,
)
from goc.summing_up.appendices import appendix
from goc.summing_up.binding import Binder
from goc.summing_up.models import Assessment, Explanation, SummingUp
from goc.summing_up.outline import Form, forms, sections
from goc.summing_up.standing_cells import cell_of

ROSTER_TABLE = "L1"


@dataclass
class Material:
    """Everything the papers of a round are made of. `report` and `verdicts` are there once the
    report is written: other papers speak of them. `left_out`: appendix → why the report has none.
    """

    round: SummingUp
    binder: Binder
    results: dict[str, Result]
    narratives: dict[str, str] = field(default_factory=dict)
    assessments: dict[str, list[Assessment]] = field(default_factory=dict)
    link_cell: Any = None
    report: Paper | None = None
    verdicts: Sequence[Judged] = ()
    left_out: Mapping[str, str] = field(default_factory=dict)
    explanations: Sequence[Explanation] = ()

    @classmethod
    def of(
        cls, round_: SummingUp, binder: Binder, results: dict[str, Result], link_cell: Any = None
    ) -> Material:
        by_kind: dict[str, list[Assessment]] = defaultdict(list)
        for row in round_.assessments.prefetch_related("answers").order_by("position"):
            by_kind[row.kind].append(row)
        narratives = dict(round_.narratives.values_list("section", "text"))
        explained = list(round_.explanations.all())
        return cls(round_, binder, results, narratives, by_kind, link_cell, explanations=explained)

    @property
    def missing(self) -> dict[str, str]:
        """Appendices of the form set that could not be made: number → title."""
        return {form.roman: form.title for form in forms() if form.table not in self.results}

    def lines(self, section: str) -> list[str]:
        return [
            line.strip() for line in self.narratives.get(section, "").splitlines() if line.strip()
        ]


# --- the central report


def addressees(m: Material) -> list[str]:
    return m.lines("addressees")


def recipients(m: Material) -> list[str]:
    return m.lines("recipients")


def opening(m: Material) -> Iterator[Block]:
    return (_paragraph(m, line) for line in m.lines("opening"))


def report(m: Material) -> Iterator[Block]:
    return _body(m, "report")


def appendices(m: Material) -> Iterator[Appendix]:
    """Every appendix of the form set that can be computed, below their index."""
    yield _index(m)
    yield from (_appendix(m, form.table) for form in forms() if form.table in m.results)


def _appendix(m: Material, table: str) -> Appendix:
    note = f"Số liệu chốt đến {m.round.cut_off:%d/%m/%Y}"
    return appendix(m.results[table], notes=(note,), link=m.link_cell)


def _body(m: Material, paper: str) -> Iterator[Block]:
    for section in sections(paper):
        yield Heading(section.level, section.marker, section.title)
        for line in m.lines(section.key):
            yield _paragraph(m, line)
        for kind in section.assessments:
            for row in m.assessments.get(kind, []):
                if section.takes(row.authority):
                    yield _paragraph(m, f"- {row.text}", "item")
        if section.schedule:
            yield _schedule(m)


def _paragraph(m: Material, line: str, style: Any = "body") -> Paragraph:
    return Paragraph(m.binder.inlines(line), style)


def _index(m: Material) -> Appendix:
    """The list of the appendices: those that stand below it, and those left out with their reason.
    What is still missing is shown on the desk, and no final report goes without it.
    """
    told = ((form, _standing(m, form)) for form in forms())
    rows = tuple(
        Row((Cell(form.roman, align="center"), Cell(form.title), Cell(standing)))
        for form, standing in told
        if standing
    )
    heads = (
        Head("Phụ lục", width=16),
        Head("Tên phụ lục", width=110),
        Head("Tình trạng", width=40),
    )
    table = Table(heads, rows, people=False)
    return Appendix(
        "", "PHỤ LỤC KÈM THEO BÁO CÁO", table, orientation="portrait", heading="DANH MỤC"
    )


def _standing(m: Material, form: Form) -> str:
    if form.table in m.results:
        return "Kèm theo"
    why = m.left_out.get(form.roman)
    return f"Không lập: {why}" if why else ""


# --- the work plan

STANDING = "Cơ quan Thường trực Ban Chỉ đạo"
STEPS = [
    (45, "Ban hành kế hoạch tổng kết, thành lập bộ phận giúp việc", STANDING),
    (40, "Hướng dẫn các huyện, thành phố tổng kết và gửi bộ mẫu biểu", STANDING),
    (
        30,
        "Các huyện, thành phố tổ chức tổng kết, gửi báo cáo và phụ lục",
        "UBND các huyện, thành phố",
    ),
    (25, "Chốt số liệu, đối chiếu với báo cáo của các huyện, thành phố", STANDING),
    (20, "Dự thảo báo cáo trung tâm, xin ý kiến thành viên Ban Chỉ đạo, các sở, ngành", STANDING),
    (
        12,
        "Tiếp thu, giải trình ý kiến; trình duyệt báo cáo và danh sách đề nghị khen thưởng",
        STANDING,
    ),
    (
        7,
        "Báo cáo Ban Chỉ đạo Bộ Quốc phòng qua Cục Dân quân tự vệ/BTTM trước khi tổ chức hội nghị",
        "UBND tỉnh",
    ),
    (
        5,
        "Gửi công văn triệu tập, giấy mời (chậm nhất 03 ngày làm việc trước hội nghị)",
        "Văn phòng UBND tỉnh",
    ),
    (0, "Hội nghị tổng kết", "UBND tỉnh"),
]


INVITED = 3
"""Working days that an invitation goes out before, at the latest."""


def schedule(round_: SummingUp) -> list[tuple[Any, str, str]]:
    """(due day, act, who) counted back from the day of the conference; each falls on a day on which
    the office works, the conference on its own.
    """
    day = round_.sign_by
    calendar = calendar_of(round_.unit, as_of=day)
    latest = calendar.before(day, INVITED)
    return [
        (min(calendar.on_or_before(day - timedelta(days=before)), latest), act, who)
        if before
        else (day, act, who)
        for before, act, who in STEPS
    ]


def _schedule(m: Material) -> Table:
    heads = (
        Head("TT", width=10),
        Head("Nội dung công việc", width=90),
        Head("Cơ quan thực hiện", width=45),
        Head("Thời hạn", width=25),
    )
    rows = tuple(
        Row(
            (
                Cell(str(n), align="center"),
                Cell(act),
                Cell(who),
                Cell(f"{day:%d/%m/%Y}", align="center"),
            )
        )
        for n, (day, act, who) in enumerate(schedule(m.round), 1)
    )
    return Table(heads, rows, people=False)


def plan_opening(m: Material) -> Iterator[Block]:
    return (_paragraph(m, line) for line in m.lines("plan.opening"))


def plan(m: Material) -> Iterator[Block]:
    """The sections of the plan, with the tasks counted back from the day of the conference."""
    return _body(m, "work_plan")


# --- internal papers: they carry no ids either, and are never sent up


def roster(m: Material) -> Iterator[Appendix]:
    """Danh sách trích ngang of the graduates."""
    yield replace(_appendix(m, ROSTER_TABLE), heading="DANH SÁCH")


def reconciliation(m: Material) -> Iterator[Appendix]:
    """Bảng đối chiếu số liệu: sentence, number, how it was counted, appendix and cell that carry
    it, who checks.
    """
    assert m.report is not None
    heads = (
        Head("TT", width=9),
        Head("Câu trong báo cáo", width=84),
        Head("Số", width=22),
        Head("Chỉ tiêu", width=56),
        Head("Tử số", width=15),
        Head("Mẫu số", width=15),
        Head("Phụ lục, ô", width=40),
        Head("Người kiểm tra", width=24),
    )
    rows = [
        Row((Cell(str(n), align="center"), *_compared(m, bound), Cell("")))
        for n, bound in enumerate((b for b in figures(m.report) if not b.place), 1)
    ]
    table = Table(heads, tuple(rows), people=False)
    yield Appendix("", "SỐ LIỆU TRONG BÁO CÁO VÀ NGUỒN", table, heading="BẢNG ĐỐI CHIẾU")


def _compared(m: Material, bound: Bound) -> list[Cell]:
    figure = bound.figure or {}
    indicator = m.binder.definitions.indicators[figure["indicator"]]
    numerator, denominator = figure.get("numerator") or "", figure.get("denominator") or ""
    return [
        Cell(bound.context),
        Cell(bound.text, bold=True, align="center"),
        Cell(indicator.label),
        Cell(numerator, align="center"),
        Cell(denominator, align="center"),
        Cell(cell_of(m.results.values(), indicator, numerator)),
    ]


def requirements(m: Material) -> Iterator[Appendix]:
    """The directive's requirements with their verdicts: met, not met, waiting, undecided; nothing
    hidden.
    """
    heads = (
        Head("Mục", width=14),
        Head("Yêu cầu", width=110),
        Head("Kết quả", width=26),
        Head("Căn cứ đánh giá", width=100),
    )
    body = tuple(
        Row(
            (
                Cell(j.requirement.marker, align="center"),
                Cell(j.requirement.text, bold=j.depth == 0),
                Cell(VERDICTS[j.verdict.state], bold=True, align="center"),
                Cell(_reason(j)),
            ),
        )
        for j in m.verdicts
    )
    table = Table(heads, body, people=False)
    yield Appendix("", "YÊU CẦU VÀ KẾT QUẢ THỰC HIỆN", table, heading="BẢNG THEO DÕI")


def _reason(judged: Judged) -> str:
    told = "; ".join(map(_rests_on, judged.verdict.evidence))
    return f"{judged.verdict.sentence} ({told})" if told else judged.verdict.sentence


def _rests_on(name: str) -> str:
    """A paper by its title, whatever language the builder reads; anything else as it is written."""
    with override("vi"):
        return str(KINDS[name].title) if name in KINDS else name
