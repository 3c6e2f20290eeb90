import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from goc.lib.errors import InputError
from goc.papers.formats import render
from goc.papers.reading import bound_values, lines
from papers.sample import DISTRICTS, report


@pytest.fixture(scope="module")
def data():
    return render(report(), "docx")


@pytest.fixture(scope="module")
def document(data):
    return docx.Document(io.BytesIO(data))


def test_the_first_page_reads_like_the_form(document):
    gap = "\u00a0"
    assert [line.text for line in lines(document)][:16] == [
        "DỰ THẢO (lần 1)",
        "ỦY BAN NHÂN DÂN",
        "TỈNH LẠNG SƠN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        f"Số: {gap * 6}/BC-UBND",
        f"Lạng Sơn, ngày{gap * 4}tháng{gap * 4}năm 2013",
        "BÁO CÁO",
        report().subject,
        "Kính gửi:",
        "- Ban Chỉ đạo đào tạo cán bộ quân sự - Bộ Quốc phòng;",
        "- Bộ Tư lệnh Quân khu 1.",
        "Căn cứ Luật Dân quân tự vệ ngày 23/11/2009;",
        "Căn cứ Kế hoạch số 1660/KH-BQP của Bộ Quốc phòng,",
        f"Ủy ban nhân dân tỉnh báo cáo kết quả, số liệu chốt đến ngày {gap * 4}như sau:",
        "Phần thứ nhất\nKẾT QUẢ 10 NĂM ĐÀO TẠO",
    ]


def test_one_typeface(document):
    assert {font for line in lines(document) for font in line.fonts} == {"Times New Roman"}


def test_number_and_date_share_a_row_and_so_do_recipients_and_signer(document):
    at = {line.text.strip(): (line.table, line.row, line.column) for line in lines(document)}
    number = next(place for text, place in at.items() if text.startswith("Số:"))
    day = next(place for text, place in at.items() if text.startswith("Lạng Sơn,"))
    assert (number[2], day[2]) == (0, 1)
    assert number[:2] == day[:2]
    assert at["Nơi nhận:"][:2] == at["TM. ỦY BAN NHÂN DÂN"][:2]
    assert at["- Lưu: VT, NC."][2] == 0
    assert at["Nguyễn Văn Bình"][2] == 1


def test_figures_and_fields_are_content_controls(data):
    values = bound_values(data)
    assert values["placed_in_command"] == "92,2%"
    assert values["01900000-aaaa:full_name"] == "Nông Văn <Đức> & Lý #A"
    assert values["quality.1.1"] == "35"
    assert len(values) == 2 + 11 * 33


def test_content_control_numbers_are_unique(document):
    numbers = [i.get(qn("w:val")) for i in document.element.body.iter(qn("w:id"))]
    assert len(numbers) == len(set(numbers)) == 2 + 11 * 33


def test_appendices_are_landscape_sections_numbered_from_one(document):
    sizes = [
        (round(s.page_width.mm), round(s.page_height.mm), s.orientation) for s in document.sections
    ]
    assert sizes == [(210, 297, 0), (420, 297, 1), (297, 210, 1)]
    starts = [s._sectPr.find(qn("w:pgNumType")).get(qn("w:start")) for s in document.sections]
    assert starts == ["1", "1", "1"]
    assert all(s.different_first_page_header_footer for s in document.sections)


def test_the_page_number_stands_where_the_profile_says():
    for more, at, empty in (({}, "footer", "header"), ({"profile": "nd30"}, "header", "footer")):
        section = docx.Document(io.BytesIO(render(report(**more), "docx"))).sections[0]
        assert b"PAGE" in getattr(section, at)._element.xml.encode()
        assert "PAGE" not in getattr(section, empty)._element.xml


def test_heads_repeat_and_merge(document):
    table = document.tables[-2]
    heads = [
        r for r in table._tbl.tr_lst if r.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    ]
    assert len(heads) == 4  # three storeys and the row of labels
    assert [len(r.tc_lst) for r in heads] == [13, 34, 36, 36]
    assert table.cell(0, 0).text == table.cell(2, 0).text == "TT"
    assert table.cell(0, 3).text == table.cell(0, 7).text == "Đối tượng"
    assert [c.text for c in table.columns[1].cells][4:] == [*DISTRICTS, "CỘNG", "Tỷ lệ %"]


def test_a_paragraph_follows_every_table(document):
    body = list(document.element.body)
    assert all(body[i + 1].tag == qn("w:p") for i, e in enumerate(body) if e.tag == qn("w:tbl"))


def test_the_file_says_of_itself_only_what_the_paper_says(document):
    about = document.core_properties
    assert (about.author, about.title, about.comments) == (
        "ỦY BAN NHÂN DÂN TỈNH LẠNG SƠN",
        report().subject,
        "",
    )
    assert about.created == about.modified
    assert f"{about.created:%Y-%m-%d}" == "2013-03-05"


def test_control_characters_do_not_break_the_file():
    text = render(report(subject="a\x00b\x0bc"), "docx")
    assert "abc" in [line.text for line in lines(docx.Document(io.BytesIO(text)))]


def test_what_is_no_docx_is_refused_in_words():
    for junk in (b"x", b""):
        with pytest.raises(InputError, match="không phải là văn bản Word"):
            bound_values(junk)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("a", "b")
    with pytest.raises(InputError, match="không phải là văn bản Word"):
        bound_values(out.getvalue())
