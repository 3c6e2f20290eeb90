"""Composes the papers of a round from the officers' text, the judgements and the computed tables.
Writes no file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

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
    Signature,
    Table,
    Text,
)
from goc.papers.profiles import profile_for
from goc.summing_up.appendices import appendix
from goc.summing_up.binding import Binder
from goc.summing_up.models import Assessment, SummingUp
from goc.summing_up.outline import forms, sections
from goc.summing_up.standing_cells import cell_of
from goc.units.queries import name_of
from goc.units.rules import in_text

Issuer = SummingUp.Issuer


@dataclass
class Material:
    """Everything the papers of a round are made of."""

    round: SummingUp
    binder: Binder
    results: dict[str, Result]
    narratives: dict[str, str] = field(default_factory=dict)
    assessments: dict[str, list[Assessment]] = field(default_factory=dict)
    link_cell: Any = None

    @classmethod
    def of(
        cls, round_: SummingUp, binder: Binder, results: dict[str, Result], link_cell: Any = None
    ) -> Material:
        by_kind: dict[str, list[Assessment]] = defaultdict(list)
        for row in round_.assessments.prefetch_related("answers").order_by("position"):
            by_kind[row.kind].append(row)
        narratives = dict(round_.narratives.values_list("section", "text"))
        return cls(round_, binder, results, narratives, by_kind, link_cell)

    def lines(self, section: str) -> list[str]:
        return [
            line.strip() for line in self.narratives.get(section, "").splitlines() if line.strip()
        ]


def _head(m: Material, kind: str, symbol: str, subject: str) -> dict[str, Any]:
    """Header and signature by issuer: the People's Committee, or the steering committee with its
    own series.
    """
    r = m.round
    name = name_of(r.unit, as_of=r.cut_off)
    people = ("ỦY BAN NHÂN DÂN", name.upper())
    own = r.issuer == Issuer.STEERING_COMMITTEE
    return {
        "profile": profile_for("civil", r.sign_by).code,
        "kind": kind,
        "parent_agency": people if own else (),
        "agency": ("BAN CHỈ ĐẠO ĐÀO TẠO CÁN BỘ QUÂN SỰ",) if own else people,
        "issuer": f"Ban Chỉ đạo đào tạo {in_text(name)}" if own else f"UBND {in_text(name)}",
        "symbol": f"{symbol}-{'BCĐ' if own else 'UBND'}",
        "place": r.place,
        "drafted": r.sign_by,
        "subject": subject,
        "draft": "DỰ THẢO (lần 1)",
        "signature": Signature(
            ("TM. BAN CHỈ ĐẠO", "TRƯỞNG BAN")
            if own
            else ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        ),
        "recipients": tuple(m.lines("recipients")),
    }


def central_report(m: Material) -> Paper:
    """The central report with every appendix of the form set that can be computed; the others named
    as missing.
    """
    blocks: list[Block] = [_paragraph(m, line) for line in m.lines("opening")]
    blocks += _body(m, "report")
    head = _head(m, "báo cáo", "BC", m.round.title)
    return Paper(
        **head,
        addressees=tuple(m.lines("addressees")),
        blocks=tuple(blocks),
        appendices=(
            _index(m),
            *(_appendix(m, form.table) for form in forms() if form.table in m.results),
        ),
    )


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
    """The list of the form set's appendices; those without records yet are named as missing."""
    rows = tuple(
        Row(
            (
                Cell(f.roman, align="center"),
                Cell(f.title),
                Cell("Kèm theo" if f.table in m.results else "Chưa lập: chưa có hồ sơ nguồn"),
            )
        )
        for f in forms()
    )
    heads = (
        Head("Phụ lục", width=16),
        Head("Tên phụ lục", width=110),
        Head("Tình trạng", width=40),
    )
    table = Table(heads, rows, people=False)
    return Appendix(
        "", "PHỤ LỤC KÈM THEO BÁO CÁO", table, orientation="portrait", heading="MỤC LỤC"
    )


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


def schedule(round_: SummingUp) -> list[tuple[Any, str, str]]:
    """(due day, act, who) counted back from the day of the conference."""
    return [(round_.sign_by - timedelta(days=before), act, who) for before, act, who in STEPS]


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


def work_plan(m: Material) -> Paper:
    """The plan of the summing-up, with the tasks counted back from the day of the conference."""
    subject = f"Tổ chức {m.round.title[:1].lower()}{m.round.title[1:]}"
    blocks = [*(_paragraph(m, line) for line in m.lines("plan.opening")), *_body(m, "work_plan")]
    return Paper(**_head(m, "kế hoạch", "KH", subject), blocks=tuple(blocks))


# --- internal papers: they carry no ids either, and are never sent up


def roster(m: Material) -> Paper:
    """Danh sách trích ngang of the graduates."""
    head = _head(
        m,
        "danh sách",
        "DS",
        "Trích ngang học viên tốt nghiệp các khóa đào tạo cán bộ quân sự cấp xã",
    )
    return Paper(
        **{**head, "draft": ""}, appendices=(replace(_appendix(m, "L1"), heading="DANH SÁCH"),)
    )


def reconciliation(m: Material, report: Paper) -> Paper:
    """Bảng đối chiếu số liệu: sentence, number, how it was counted, appendix and cell that carry
    it, who checks.
    """
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
        for n, bound in enumerate((b for b in figures(report) if not b.place), 1)
    ]
    head = _head(m, "bảng đối chiếu số liệu", "BĐC", f"Báo cáo: {m.round.title}")
    table = Table(heads, tuple(rows), people=False)
    note = "Tài liệu nội bộ của Cơ quan Thường trực, không gửi kèm báo cáo."
    return Paper(
        **{**head, "draft": ""},
        blocks=(Paragraph((Text(note, italic=True),), "note"),),
        appendices=(
            Appendix("", "SỐ LIỆU TRONG BÁO CÁO VÀ NGUỒN", table, heading="BẢNG ĐỐI CHIẾU"),
        ),
    )


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


def requirements_paper(m: Material, rows: list[Judged]) -> Paper:
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
        for j in rows
    )
    sheet = Appendix(
        "",
        "YÊU CẦU VÀ KẾT QUẢ THỰC HIỆN",
        Table(heads, body, people=False),
        heading="BẢNG THEO DÕI",
    )
    head = _head(m, "bảng theo dõi", "BTD", "Thực hiện yêu cầu của cấp trên về tổng kết")
    return Paper(
        **{**head, "draft": ""},
        appendices=(sheet,),
    )


def _reason(judged: Judged) -> str:
    evidence = f" ({'; '.join(judged.verdict.evidence)})" if judged.verdict.evidence else ""
    return judged.verdict.sentence + evidence
