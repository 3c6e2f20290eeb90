"""A sheet stays in the office: its tables under its name, and who drew it up; nothing of a paper that
is sent.
"""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from python_calamine import CalamineWorkbook

from goc.desk.composing import Frame, compose
from goc.desk.kinds import KINDS, Values
from goc.desk.markup import read as template_of
from goc.desk.rules import Head as Letterhead
from goc.desk.texts import check_text
from goc.files.reading import read
from goc.lib.errors import InputError
from goc.papers.codec import from_json, to_json
from goc.papers.formats import render
from goc.papers.lint import lint
from goc.papers.model import Appendix, Cell, Head, Paragraph, Row, Table, Text
from goc.papers.profiles import PROFILES
from papers.ecma import misplaced
from papers.sample import report

ROWS = Table((Head("Họ và tên"), Head("Ngày sinh")), (Row((Cell("Lê A"), Cell("28/08/1980"))),))
SHEET = report(
    kind="danh sách",
    symbol="",
    subject="Trích ngang học viên",
    draft="",
    addressees=(),
    legal_bases=(),
    recipients=(),
    signature=None,
    blocks=(Paragraph((Text("Không gửi kèm báo cáo."),), "note"),),
    appendices=(Appendix("", "Học viên", ROWS, ("Số liệu chốt đến 31/12/2012",), "người"),),
    is_sheet=True,
    makers=("Người lập biểu", "Thủ trưởng đơn vị"),
)
LINES = [
    "ỦY BAN NHÂN DÂN",
    "TỈNH LẠNG SƠN",
    "DANH SÁCH",
    "TRÍCH NGANG HỌC VIÊN",
    "Số liệu chốt đến 31/12/2012",
    "Đơn vị tính: người",
    "Không gửi kèm báo cáo.",
    "Họ và tên\tNgày sinh",
    "Lê A\t28/08/1980",
]
OFFICE = Letterhead(
    "civil", ("TỈNH ỦY",), ("UBND TỈNH",), "UBND tỉnh", "UBND", ("TM. UBND",), "CHỦ TỊCH"
)
FRAME = Frame(OFFICE, report().drafted, "Tỉnh Lạng Sơn", "Lạng Sơn")
TEXT = "Loại: danh sách\nKý hiệu: DS-{symbol}\nTrích yếu: Học viên\nNơi nhận: Như trên\nNgười lập: Kế toán\n\nGồm:"


def test_in_word_it_is_its_tables_under_its_name(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(render(SHEET, "docx"))
    found = [line for line in read(path).text.split("\n") if line]
    posts = "NGƯỜI LẬP BIỂU (Ký, ghi rõ họ tên)\tTHỦ TRƯỞNG ĐƠN VỊ (Ký, ghi rõ họ tên)"
    assert found == [*LINES, posts]
    assert misplaced(path.read_bytes()) == []
    section = docx.Document(path).sections[0]
    assert (len(docx.Document(path).sections), section.page_width.mm > 290) == (1, True)


def test_in_the_pdf_too(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(render(SHEET, "pdf"))
    text = " ".join(read(path).text.split())
    assert text.startswith("ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN DANH SÁCH TRÍCH NGANG HỌC VIÊN Số liệu")
    assert "NGƯỜI LẬP BIỂU" in text and "CỘNG HÒA" not in text and "Số:" not in text


def test_in_the_workbook_who_drew_it_up_stands_below():
    book = CalamineWorkbook.from_filelike(io.BytesIO(render(SHEET, "xlsx")))
    rows = [row[0] for row in book.get_sheet_by_index(0).to_python() if row[0]]
    assert rows == [
        "ỦY BAN NHÂN DÂN", "TỈNH LẠNG SƠN", "DANH SÁCH", "TRÍCH NGANG HỌC VIÊN",
        "Số liệu chốt đến 31/12/2012", "Đơn vị tính: người", "Họ và tên", "Lê A", "NGƯỜI LẬP BIỂU",
        "(Ký, ghi rõ họ tên)",
    ]  # fmt: skip


def test_on_the_page_too():
    page = render(SHEET, "html").decode()
    assert "Người lập biểu<br>(Ký, ghi rõ họ tên)" in page
    assert "CỘNG HÒA" not in page and "Nơi nhận" not in page and "Kèm theo" not in page


@pytest.mark.parametrize("rule", PROFILES, ids=lambda rule: rule.code)
def test_its_form_is_not_that_of_an_official_paper_but_its_page_is(tmp_path, rule):
    path = tmp_path / "a.docx"
    path.write_bytes(render(from_json({**to_json(SHEET), "profile": rule.code}), "docx"))
    day = rule.period.start
    assert lint(path, rule.issuer, day) == []
    document = docx.Document(path)
    document.sections[0].left_margin = docx.shared.Mm(10)
    document.save(path)
    assert [b.rule for b in lint(path, rule.issuer, day)] == ["page.margin_left"]


def test_it_is_kept_and_read_like_every_paper():
    assert from_json(to_json(SHEET)) == SHEET


def test_whatever_its_text_says_a_sheet_has_no_number_and_no_recipients():
    paper = compose(TEXT, Values(), FRAME, is_sheet=True)
    assert (paper.symbol, paper.recipients, paper.signature, paper.parent_agency) == (
        "", (), None, (),
    )  # fmt: skip
    assert (paper.is_sheet, paper.makers) == (True, ("Kế toán",))


def test_as_above_is_said_below_addressees_only():
    text = "Loại: kế hoạch\nKý hiệu: KH-{symbol}\nTrích yếu: X\nNơi nhận: Như trên\nNơi nhận: Lưu: VT\n\nGồm:"
    assert compose(text, Values(), FRAME).recipients == ("Lưu: VT",)
    addressed = text.replace("Nơi nhận: Như", "Kính gửi: Bộ Quốc phòng\nNơi nhận: Như")
    assert compose(addressed, Values(), FRAME).recipients == ("Như trên", "Lưu: VT")


def test_a_symbol_begins_as_annex_iii_has_it():
    kind = KINDS["ke-hoach-tong-ket"]
    with pytest.raises(InputError, match="«BKH» không phải là chữ viết tắt tên loại văn bản"):
        check_text(kind, kind.shipped.replace("KH-", "BKH-"))
    for shipped in KINDS.values():
        check_text(shipped, shipped.shipped)
        is_sheet = shipped.is_internal
        assert bool(template_of(shipped.shipped).one("Ký hiệu")) != is_sheet, shipped.name


def test_a_sheet_without_its_table_is_no_text_for_it():
    kind = KINDS["bang-doi-chieu-so-lieu"]
    with pytest.raises(InputError, match="Tài liệu nội bộ chỉ in bảng"):
        check_text(kind, kind.shipped.replace("{@figures}", "Không có bảng."))


def test_the_file_says_what_it_is():
    with zipfile.ZipFile(io.BytesIO(render(SHEET, "docx"))) as file:
        assert (
            "<cp:category>Tài liệu nội bộ</cp:category>" in file.read("docProps/core.xml").decode()
        )
