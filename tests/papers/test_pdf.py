import re

import pypdfium2 as pdfium
import pytest

from goc.lib.errors import InputError
from goc.papers.formats import render
from goc.papers.model import Cell, Head, Heading, Row, Table
from papers.sample import report


def pages(**more):
    document = pdfium.PdfDocument(render(report(**more), "pdf"))
    return [(page.get_size(), page.get_textpage().get_text_bounded()) for page in document]


@pytest.fixture(scope="module")
def printed():
    return pages()


def words(text):
    return re.sub(r"\s+", " ", text)


def test_pages_have_the_asked_sizes(printed):
    sizes = [(round(w / 72 * 25.4), round(h / 72 * 25.4)) for (w, h), _ in printed]
    assert sizes == [(210, 297), (210, 297), (420, 297), (297, 210)]


def test_the_text_is_all_there(printed):
    first, last = words(printed[0][1]), words(printed[1][1])
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in first
    assert "Nông Văn <Đức> & Lý #A" in first
    assert "KẾT QUẢ 10 NĂM ĐÀO TẠO" in first
    assert "Trên đây là báo cáo của Ủy ban nhân dân tỉnh./." in last
    assert "- Lưu: VT, NC." in last
    assert "Biểu đồ" not in first + last


def test_the_appendix_has_its_frame(printed):
    text = words(printed[2][1])
    assert "Phụ lục IV CHẤT LƯỢNG TUYỂN CHỌN HỌC VIÊN (Kèm theo Báo cáo số" in text
    assert "Số liệu chốt đến 31/12/2012" in text
    assert "Đơn vị tính: người" in text
    assert "CỘNG 349 60 81 89" in text


def test_only_later_pages_carry_a_number(printed):
    assert [words(text).split()[-1] for _, text in printed] == ["túc.", "2", "có.", "2"]
    new = pages(profile="nd30")
    assert [words(text).split()[0] for _, text in new] == ["DỰ", "2", "Phụ", "Phụ"]


def test_long_tables_repeat_their_head():
    from dataclasses import replace

    appendix = report().appendices[1]
    table = replace(appendix.table, rows=appendix.table.rows[:1] * 60)
    found = pages(blocks=(), appendices=(replace(appendix, table=table),))
    assert len(found) == 4
    assert [("Chưa bố" in text, words(text).split()[-1]) for _, text in found[1:]] == [
        (True, "-"),
        (True, "2"),
        (True, "3"),
    ]


def test_markup_in_text_is_text():
    text = words(pages(subject='#panic() *x* $y$ `z` \\ " [a]', draft="")[0][1])
    assert '#panic() *x* $y$ `z` \\ " [a]' in text


def test_it_is_archival_and_dated_by_the_paper():
    data = render(report(), "pdf")
    assert b"<pdfaid:part>2</pdfaid:part>" in data
    assert b"2013-03-05" in data


def test_a_letter_the_font_lacks_is_said_in_words():
    with pytest.raises(InputError, match="Phông chữ không có ký tự “☐”"):
        render(report(subject="☐"), "pdf")


def test_it_is_tagged_for_readers_aloud_and_says_so():
    data = render(report(), "pdf")
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in data
    assert b"<pdfuaid:part>1</pdfuaid:part>" in data
    assert pdfium.raw.FPDFCatalog_IsTagged(pdfium.PdfDocument(data).raw)


def test_headings_and_appendices_are_bookmarks():
    toc = pdfium.PdfDocument(render(report(), "pdf")).get_toc()
    assert [(mark.level, words(mark.get_title())) for mark in toc] == [
        (0, "Phần thứ nhất KẾT QUẢ 10 NĂM ĐÀO TẠO"),
        (1, "I. ĐẶC ĐIỂM TÌNH HÌNH"),
        (2, "1. Công tác lãnh đạo, chỉ đạo"),
        (3, "a) Bố trí, sử dụng"),
        (0, "Phụ lục IV CHẤT LƯỢNG TUYỂN CHỌN HỌC VIÊN"),
        (0, "Phụ lục VII BỐ TRÍ, SỬ DỤNG HỌC VIÊN SAU ĐÀO TẠO"),
    ]


def test_a_paper_whose_headings_begin_lower_is_made_too():
    blocks = (Heading("arabic", "1.", "Một"), Heading("letter", "a)", "Hai"))
    toc = pdfium.PdfDocument(render(report(blocks=blocks, appendices=()), "pdf")).get_toc()
    assert [(mark.level, words(mark.get_title())) for mark in toc] == [(0, "1. Một"), (1, "a) Hai")]


def test_a_group_is_never_the_last_row_of_a_page():
    groups = [
        Row((Cell(f"Nhóm {n}"),), "group") if part == 0 else Row((Cell(f"Dòng {n}.{part}"),))
        for n in range(40)
        for part in range(4)
    ]
    table = Table((Head("Đơn vị"),), tuple(groups))
    text = [t for _, t in pages(blocks=(table,), appendices=(), recipients=())]
    ends = [[line for line in t.split("\r\n") if line[:4] in ("Nhóm", "Dòng")] for t in text]
    assert len([lines for lines in ends if lines]) > 2
    assert [lines[-1] for lines in ends if lines and lines[-1].startswith("Nhóm")] == []
