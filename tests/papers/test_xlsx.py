import io
import re
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from python_calamine import CalamineWorkbook

from goc.lib.errors import InputError
from goc.papers.formats import render
from goc.papers.model import Cell, Head, Row, Table
from papers.sample import DISTRICTS, report


@pytest.fixture(scope="module")
def data():
    return render(report(), "xlsx")


@pytest.fixture(scope="module")
def sheets(data):
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def part(data, name):
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return z.read(name).decode()


def formulas(data, name):
    return dict(re.findall(r'<c r="([A-Z]+\d+)"[^>]*><f>([^<]*)</f>', part(data, name)))


def test_one_sheet_for_each_table(sheets):
    assert list(sheets) == ["Bảng 1", "Phụ lục IV", "Phụ lục VII"]


def test_the_frame_and_the_head(sheets):
    rows = sheets["Phụ lục IV"]
    assert [row[0] for row in rows[:2]] == ["Phụ lục IV", "CHẤT LƯỢNG TUYỂN CHỌN HỌC VIÊN"]
    assert rows[4][0] == "Đơn vị tính: người"
    assert rows[5][:4] == ["TT", "Đơn vị", "Tổng số", "Đối tượng"]
    assert rows[8][:4] == ["A", "B", "(1)", "(2)"]


def test_numbers_are_numbers_and_cached(sheets):
    rows = sheets["Phụ lục IV"]
    assert [row[1] for row in rows[9:22]] == [*DISTRICTS, "CỘNG", "Tỷ lệ %"]
    assert rows[9][2:6] == [35, 1, 3, 17]
    assert rows[20][2:6] == [349, 60, 81, 89]
    assert rows[21][3] == 17.2


def test_totals_and_percentages_are_live(data):
    quality = formulas(data, "xl/worksheets/sheet2.xml")
    assert quality["C21"] == "SUM(C10:C20)"
    assert quality["D22"] == "ROUND(D21/C21*100,1)"
    placement = formulas(data, "xl/worksheets/sheet3.xml")
    assert placement["F9"] == "D9+E9"
    assert placement["G13"] == "ROUND(F13/C13*100,1)"
    assert placement["I13"] == "SUM(I9:I12)"


def test_it_prints_on_one_width_with_the_head_repeated(data):
    xml = part(data, "xl/worksheets/sheet2.xml")
    assert '<pageSetup paperSize="8" ' in xml
    assert 'fitToHeight="0"' in xml
    assert 'orientation="landscape"' in xml
    assert "'Phụ lục IV'!$6:$9" in part(data, "xl/workbook.xml")


def head_and_foot(**more):
    xml = part(render(report(**more), "xlsx"), "xl/worksheets/sheet2.xml")
    return re.search("<headerFooter.*</headerFooter>", xml)[0]


def test_each_sheet_counts_its_own_pages_where_the_rule_wants_them():
    number = "&quot;Times New Roman,Regular&quot;".replace("&quot;", '"')
    assert head_and_foot(profile="nd30") == (
        f'<headerFooter differentFirst="1"><oddHeader>&amp;C&amp;{number}&amp;13&amp;P</oddHeader>'
        "</headerFooter>"
    )
    assert head_and_foot(profile="tt01") == (
        f'<headerFooter differentFirst="1"><oddFooter>&amp;R&amp;{number}&amp;14&amp;P</oddFooter>'
        "</headerFooter>"
    )
    assert 'useFirstPageNumber="1"' in part(render(report(), "xlsx"), "xl/worksheets/sheet3.xml")


WORDS = "Chưa qua đào tạo, bồi dưỡng về quản lý nhà nước ngạch cán sự, chuyên viên"
REGISTER = Table(
    (Head("Họ và tên"), Head("Ngày sinh"), Head("Trình độ", width=10)),
    (
        Row((Cell("Huyện A"), Cell(), Cell()), "group"),
        Row((Cell("Lê A"), Cell("28/08/1980"), Cell(WORDS))),
        Row((Cell("Lê B"), Cell("31/02/1980"), Cell("1980"))),
        Row((Cell("Lê C"), Cell("02/09/1890"), Cell("08/1980"))),
    ),
)


@pytest.fixture(scope="module")
def register():
    return render(report(blocks=(REGISTER,), appendices=()), "xlsx")


def test_a_day_is_a_day_and_what_is_none_stays_words(register):
    rows = CalamineWorkbook.from_filelike(io.BytesIO(register)).get_sheet_by_index(0).to_python()
    assert [row[1:] for row in rows[-3:]] == [
        [date(1980, 8, 28), WORDS],
        ["31/02/1980", "1980"],
        ["02/09/1890", "08/1980"],
    ]
    assert 'formatCode="dd/mm/yyyy"' in part(register, "xl/styles.xml")


def test_words_are_wrapped_and_their_row_is_as_high_as_they_need(register):
    assert 'wrapText="1"' in part(register, "xl/styles.xml")
    xml = part(register, "xl/worksheets/sheet1.xml")
    heights = [float(h) for h in re.findall(r'<row r="\d+"[^>]* ht="([\d.]+)"', xml)]
    group, long, short, _ = heights[-4:]
    assert group == short < long


def test_a_register_can_be_filtered_and_a_table_of_sums_not(register, data):
    assert '<autoFilter ref="A3:C7"/>' in part(register, "xl/worksheets/sheet1.xml")
    assert "autoFilter" not in part(data, "xl/worksheets/sheet2.xml")


def test_a_dash_is_a_nought_shown_as_a_dash(data, sheets):
    assert sheets["Phụ lục IV"][10][9] == 0
    assert '#,##0;-#,##0;"-"' in part(data, "xl/styles.xml").replace("&quot;", '"')


def test_text_is_never_taken_for_a_formula_or_a_link():
    table = Table((Head("A"),), (Row((Cell("=1+1"),)), Row((Cell("http://x"),))))
    data = render(report(blocks=(table,), appendices=()), "xlsx")
    assert formulas(data, "xl/worksheets/sheet1.xml") == {}
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[-2:]] == ["=1+1", "http://x"]


def test_hidden_counts_do_not_come_back_through_formulas():
    data = render(report(audience="public"), "xlsx")
    placement = formulas(data, "xl/worksheets/sheet3.xml")
    assert "I13" not in placement
    assert placement["D13"] == "SUM(D9:D12)"


def test_a_paper_without_tables_has_no_workbook():
    with pytest.raises(InputError, match="không có bảng số liệu"):
        render(replace(report(), blocks=(), appendices=()), "xlsx")
