"""Documents cited in a paper: in full where they are named first, short after that, paper by paper."""

from __future__ import annotations

from datetime import date

import pytest

from goc.desk.composing import Frame, compose
from goc.desk.kinds import Values
from goc.desk.mentions import open_citations
from goc.desk.rules import Head
from goc.desk.texts import check_text
from goc.papers.codec import from_json, to_json
from goc.papers.formats import render
from goc.papers.model import Field, Paragraph
from goc.registry.citing import Citing
from goc.registry.models import Document
from goc.summing_up.kinds import INVITATION

FULL = "Kế hoạch số 5/KH-BQP ngày 25 tháng 3 năm 2013 của Bộ Quốc phòng về việc tổng kết"
SHORT = "Kế hoạch số 5/KH-BQP"
HEAD = "Loại: báo cáo\nTrích yếu: tổng kết\n"
FRAME = Frame(
    Head(
        parent=(), agency=("ỦY BAN NHÂN DÂN", "TỈNH A"), issuer="UBND tỉnh A", symbol="UBND",
        layout="civil", authority=("TM. ỦY BAN NHÂN DÂN",), post="CHỦ TỊCH",
    ),
    date(2013, 6, 14), "Tỉnh A", "Tỉnh A",
)  # fmt: skip


@pytest.fixture
def plan(db):
    row = Document(
        direction="cited", type="kế hoạch", number="5/KH-BQP", issuer="Bộ Quốc phòng",
        issued_on=date(2013, 3, 25), subject="Tổng kết",
    )  # fmt: skip
    row.save()
    return row


def composed(*lines, head=HEAD):
    values = Values(citing=Citing(Document.objects.all()))
    return compose(head + "\n" + "\n".join(lines), values, FRAME)


def said(paper):
    texts = (block for block in paper.blocks if isinstance(block, Paragraph))
    return ["".join(inline.text for inline in block.inlines) for block in texts]


def test_only_the_first_mention_is_full(plan):
    paper = composed("Theo {vb:5/KH-BQP}, đã làm.", "- {vb:5/KH-BQP} và {vb:5/kh-bqp}.")
    assert said(paper) == [f"Theo {FULL}, đã làm.", f"- {SHORT} và {SHORT}."]
    assert paper.blocks[0].inlines[1] == Field(str(plan.public_id), "citation", FULL)


def test_each_paper_begins_anew(plan):
    assert [said(composed("{vb:5/KH-BQP}")) for _ in range(2)] == [[FULL]] * 2


def test_a_legal_basis_is_the_first_mention(plan):
    paper = composed("Theo {vb:5/KH-BQP}.", head=HEAD + "Căn cứ: {vb:5/KH-BQP}\n")
    assert (paper.legal_bases, said(paper)) == ((FULL,), [f"Theo {SHORT}."])


def test_what_is_not_in_the_register_is_left_open(plan):
    assert said(composed("Theo {vb:6/KH-BQP}.")) == ["Theo …………."]


def test_a_text_with_citations_may_be_kept_whatever_the_register_has(db):
    check_text(INVITATION, INVITATION.shipped + "\nThực hiện {vb:6/KH-BQP}.")


def test_citations_left_open_are_named_for_the_desk(plan):
    plan.subject = ""
    plan.save()
    paper = composed("Theo {vb:5/KH-BQP} và {vb:6/KH}.", head=HEAD + "Căn cứ: {vb:7/KH}\n")
    full = "Kế hoạch số 5/KH-BQP ngày 25 tháng 3 năm 2013 của Bộ Quốc phòng về việc …………"
    assert open_citations(paper) == ["…………", full, "6/KH"]


@pytest.mark.parametrize("format_", ["docx", "pdf", "html"])
def test_it_is_printed_in_every_format_and_kept(plan, format_):
    paper = composed("Theo {vb:5/KH-BQP}.")
    assert from_json(to_json(paper)) == paper
    assert render(paper, format_)
