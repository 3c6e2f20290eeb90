"""The Word, PDF and RTF files beside the repository: every quantity of each, and what is said."""

from __future__ import annotations

import pytest

from goc.claims import read_claims, read_directive
from goc.files.reading import read
from goc.lib.errors import InputError

WANTED = {
    "sdt.docx": ["335 đồng chí", "226 xã"],
    "tracked.docx": ["335 đồng chí", "41 xã", "77 lớp"],
    "fields.docx": ["113 đồng chí", "45 lớp", "231 km"],
    "textbox.docx": ["250 đồng chí"],
    "nested.docx": ["17 xã", "18 xã"],
    "math.docx": ["309/335", "92,2% %"],
    "merged.docx": ["12 lớp", "9 khóa"],
    "specials.docx": ["1.235 đồng chí", "92,2 % %", "12-15 lớp", "335 đồng chí", "2.012 người", "50 xã", "7 huyện"],
    "hidden-numbers.docx": [f"{n} đồng chí" for n in (310, 311, 312, 313, 314)],
    "an-chu.docx": ["226 xã", *(f"{n} đồng chí" for n in (511, 512, 513, 514))],
    "wrap.pdf": ["31/12/2012", "335 đồng chí", "309 đồng chí", "92,2 % %",
                 "1.675 triệu đồng", "68,7 triệu người", "35 - 40% %"],
    "hyphen.pdf": ["1.235 đồng chí và cán bộ", "226 xã", "2002-2012", "3 khóa"],
}  # fmt: skip


@pytest.mark.parametrize("name", WANTED)
def test_every_quantity_is_read(shared, name):
    document = read(shared / "cases" / "word" / name)
    said = [
        f"{claim.value} {claim.unit or ''}".strip() if claim.kind != "period" else claim.value
        for claim in read_claims(document.text)
    ]
    assert (said, document.unread) == (WANTED[name], ())


def test_the_share_of_an_equation_is_checked(shared):
    claims = read_claims(read(shared / "cases" / "word" / "math.docx").text)
    assert [claim.relation and claim.relation.agrees for claim in claims] == [None, True]


def test_a_table_is_read_alike_from_word_and_pdf(shared):
    word, pdf = (
        read(shared / "cases" / "word" / f"table_8cols.{kind}").text for kind in ("docx", "pdf")
    )
    rows = [line.split("\t") for line in pdf.split("\n")]
    assert (pdf, [len(row) for row in rows]) == (word.strip(), [8] * 21)


def test_cells_that_are_merged_or_hold_tables_keep_their_rows(shared):
    texts = [read(shared / "cases" / "word" / f"{name}.docx").text for name in ("merged", "nested")]
    assert texts == [
        "Gộp 12 lớp\nDọc 9 khóa\t5\tx\n\t7\ty",
        "Biểu 1\nHuyện\tTổng\tNữ\nA\t34\t4\nlồng 17 xã\tlồng 18 xã\nB\t41\t6",
    ]


def test_cells_of_a_pdf_are_not_glued(shared):
    text = read(shared / "cases" / "word" / "table_glued.pdf").text
    assert text.split("\n")[1:] == ["Bình Gia\t34\t30\t4", "Bắc Sơn\t41\t35\t6", "Cộng\t75\t65\t10"]


def test_a_directive_numbered_by_word_reads_as_one_numbered_by_hand(shared):
    typed, auto = (
        read_directive(read(shared / "cases" / "word" / f"dir_{kind}.docx").text).to_json()
        for kind in ("typed", "auto")
    )
    assert auto == typed
    assert [(r["marker"], r["due"]) for r in auto["requirements"] if r["due"]] == [
        ("1.", "trước ngày 30/4/2013"),
        ("3.", "trước ngày 15/5/2013"),
    ]


def test_rich_text_is_refused_with_what_to_do(shared):
    with pytest.raises(InputError) as caught:
        read(shared / "cases" / "word" / "bao-cao.rtf")
    assert str(caught.value) == (
        "Tệp bao-cao.rtf là văn bản RTF, không đọc được; hãy mở bằng Word và lưu lại dạng .docx."
    )


def test_a_report_saved_again_by_another_program_keeps_its_figures(shared):
    text = read(shared / "cases" / "word" / "bao-cao-luu-lai-bang-LibreOffice.docx").text
    said = [f"{claim.value} {claim.unit or ''}".strip() for claim in read_claims(text)]
    wanted = ["128 đồng chí", "0/128", "226 đồng chí", "130 đồng chí", "57,5% %"]
    assert [one for one in said if one in wanted] == wanted
