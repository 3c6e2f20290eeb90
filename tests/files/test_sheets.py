"""What of a sheet is filled, the copy without blanks far away, and rows of CSV files."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from lxml import etree

from goc.files import sheets, workbook
from goc.files.sheets import Extent
from goc.lib.errors import InputError


def cell(place: str | None, text: str = "x", kind: str = "inlineStr"):
    made = etree.Element("c", {"t": kind})
    if place is not None:
        made.set("r", place)
    etree.SubElement(made, "v").text = text
    return made


@pytest.mark.parametrize(
    "letters, number",
    [
        ("A", 1),
        ("B", 2),
        ("Z", 26),
        ("AA", 27),
        ("AZ", 52),
        ("BA", 53),
        ("ZZ", 702),
        ("XFD", 16_384),
    ],
)
def test_columns_are_counted_by_their_letters(letters, number):
    assert sheets.column_number(letters) == number


@pytest.mark.parametrize(
    "place, row, column",
    [
        ("A1", 1, 1),
        ("C7", 7, 3),
        ("XFD1048576", 1_048_576, 16_384),
        (None, 0, 0),  # read where it comes
        ("a1", 0, 0),
        ("A", 0, 0),
        ("ABCD1", 0, 0),
        ("A12345678", 0, 0),
        (" A1", 0, 0),
    ],
)
def test_the_place_of_a_cell(place, row, column):
    assert sheets.place(cell(place)) == (row, column)


def test_the_rectangle_grows_with_what_reaches_further():
    extent = Extent()
    assert (extent.cells, extent.last) == (0, "")
    for place, rows, columns, last in (
        ("B2", 2, 2, "B2"),
        ("A1", 2, 2, "B2"),
        ("A5", 5, 2, "A5"),
        ("D1", 5, 4, "D1"),
        ("D5", 5, 4, "D1"),
    ):
        extent.take(cell(place))
        assert (extent.rows, extent.columns, extent.last) == (rows, columns, last)
    assert extent.cells == 20


@pytest.mark.parametrize(
    "place, holds",
    [("A1", True), ("B3", True), ("C3", False), ("B4", False), (None, True)],
)
def test_what_lies_in_the_rectangle(place, holds):
    assert Extent(3, 2).holds(cell(place)) is holds


@pytest.mark.parametrize(
    "made, blank, filled",
    [
        (cell("A1", "x"), set(), True),
        (cell("A1", "  "), set(), False),
        (cell("A1", "7", "s"), {"8"}, True),
        (cell("A1", "7", "s"), {"7"}, False),  # the number of a text that is blank
        (cell("A1", "7", "n"), {"7"}, True),  # a number
    ],
)
def test_what_is_filled(made, blank, filled):
    assert sheets._is_filled(made, blank) is filled


def book(folder, write, name="a.xlsx"):
    path = folder / name
    with xlsxwriter.Workbook(path) as made:
        write(made)
    return path


def two_sheets(made):
    made.add_worksheet("Một").write(0, 0, "một")
    made.add_worksheet("Hai").write(0, 0, "hai")


def test_the_first_sheet_is_the_one_shown_first(tmp_path):
    with zipfile.ZipFile(book(tmp_path, two_sheets)) as archive:
        assert sheets.first_sheet(archive) == "xl/worksheets/sheet1.xml"


def archive(parts: dict[str, str]) -> zipfile.ZipFile:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as target:
        for name, text in parts.items():
            target.writestr(name, text)
    return zipfile.ZipFile(made)


LINK = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
BOOK = (
    f"<workbook xmlns='urn:x' {LINK}><sheets><sheet r:id='b'/><sheet r:id='a'/></sheets></workbook>"
)


def links(target: str) -> str:
    return (
        "<Relationships><Relationship Id='a' Target='worksheets/one.xml'/>"
        f"<Relationship Id='b' Target='{target}'/></Relationships>"
    )


@pytest.mark.parametrize(
    "target, part",
    [
        ("worksheets/two.xml", "xl/worksheets/two.xml"),
        ("/xl/worksheets/two.xml", "xl/worksheets/two.xml"),
        ("./worksheets/../worksheets/two.xml", "xl/worksheets/two.xml"),
        ("worksheets/three.xml", None),
    ],
)
def test_the_first_sheet_may_lie_under_any_name(target, part):
    parts = {
        sheets.BOOK: BOOK,
        sheets.LINKS: links(target),
        "xl/worksheets/one.xml": "<a/>",
        "xl/worksheets/two.xml": "<a/>",
    }
    assert sheets.first_sheet(archive(parts)) == part


def test_a_book_told_otherwise_has_no_first_sheet_here():
    assert sheets.first_sheet(archive({sheets.BOOK: BOOK})) is None
    assert sheets.first_sheet(archive({sheets.LINKS: links("a")})) is None
    empty = {sheets.BOOK: "<workbook><sheets/></workbook>", sheets.LINKS: links("a")}
    assert sheets.first_sheet(archive(empty)) is None


def sheet(*places: str) -> str:
    cells = "".join(f'<c r="{place}"><v>1</v></c>' for place in places)
    return f"<worksheet><sheetData><row>{cells}</row></sheetData></worksheet>"


@pytest.mark.parametrize(
    "places, close",
    [
        ((), True),
        (("A1", "B2"), True),
        (("A1", "B1000000"), True),  # two million cells
        (("A1", "B1000001"), False),
        (("A1", "A1048576"), True),
        (("A1", "ALL2000"), True),  # a thousand columns
        (("A1", "ALM2000"), False),
        (("ALL1", "A2000"), True),
        (("ALM1", "A2000"), False),  # far down and far right are two cells
    ],
)
def test_whether_all_cells_may_be_laid_out(places, close):
    assert sheets.lies_close(archive({"s": sheet(*places)}), "s") is close


@pytest.mark.parametrize("before", range(2**20 - 24, 2**20 + 2, 3))
def test_a_place_is_found_across_the_pieces_that_are_read(before):
    text = "x" * before + '<c r="XFD1048576"/>'
    assert not sheets.lies_close(archive({"s": text}), "s")


def shared(*texts: str) -> str:
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    return f"<sst xmlns='urn:x'>{items}</sst>"


def test_the_texts_that_are_only_blanks():
    assert sheets._blank_strings(archive({sheets.STRINGS: shared("a", " ", "", "b")})) == {"1", "2"}
    assert sheets._blank_strings(archive({"other": "x"})) == set()


def close_copy(folder, text: str, **more: str):
    """The places that the copy of a sheet has, and its parts."""
    name = "xl/worksheets/sheet1.xml"
    parts = {name: text, "xl/media/image1.png": "x", "xl/worksheets/sheet2.xml": "<a/>", **more}
    copy = folder / "copy"
    sheets.write_close(archive(parts), {name}, copy, "a.xlsx")
    with zipfile.ZipFile(copy) as made:
        root = etree.fromstring(made.read(name))
        return [c.get("r") for c in root.iter("{*}c")], sorted(made.namelist())


def row(*cells: str) -> str:
    return f"<row>{''.join(cells)}</row>"


def value(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def whole(*rows: str) -> str:
    return f"<worksheet><sheetData>{''.join(rows)}</sheetData></worksheet>"


def test_a_copy_ends_where_the_last_words_do(tmp_path):
    text = whole(
        row(value("A1", "a"), value("B1", " "), value("XFD1", " ")),
        row(value("A2", "b"), '<c r="C2" s="1"/>'),
        row(value("A1048576", " ")),
    )
    places, parts = close_copy(tmp_path, text, **{sheets.BOOK: BOOK, "xl/styles.xml": "<a/>"})
    assert places == ["A1", "A2"]
    sheet, other = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
    assert parts == ["xl/styles.xml", sheets.BOOK, sheet, other]


def test_a_blank_within_the_words_stays(tmp_path):
    text = whole(row(value("A1", "a"), value("B1", " "), value("C1", "c")))
    assert close_copy(tmp_path, text)[0] == ["A1", "B1", "C1"]


def test_words_too_far_away_are_told_with_their_cell(tmp_path):
    text = whole(row(value("A1", "a")), row(value("XFD1048576", "z")))
    with pytest.raises(InputError) as caught:
        close_copy(tmp_path, text)
    assert str(caught.value) == (
        "Tệp a.xlsx: ô XFD1048576 có nội dung, nằm quá xa bảng. Hãy xóa ô này (cùng các hàng, cột "
        "thừa) rồi lưu lại."
    )


VALUES = [
    ('<c r="B2" t="e"><v>#N/A</v></c>', "B2 (#N/A)"),
    ('<c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', "B2 (#DIV/0!)"),
    ('<c r="B2"><f>TODAY()</f></c>', "B2 (=TODAY())"),
    ('<c r="B2"><f>TODAY()</f><v></v></c>', "B2 (=TODAY())"),
    ('<c r="B2"><f t="shared" si="0"/></c>', "B2 (=)"),
    ('<c r="B2"><f>TODAY()</f><v>45000</v></c>', None),
    ('<c r="B2" t="str"><f>IF(A1="","",1)</f><v></v></c>', None),
    ('<c r="B2" s="1"/>', None),
]


@pytest.mark.parametrize(("text", "said"), VALUES)
def test_a_cell_without_a_value_is_told_and_not_taken_for_empty(tmp_path, text, said):
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/worksheets/sheet1.xml", whole(row(value("A1", "a")), row(text)))
    with zipfile.ZipFile(path) as archive:
        if said is None:
            sheets.check_values(archive, "xl/worksheets/sheet1.xml", "a.xlsx")
            return
        with pytest.raises(InputError) as caught:
            sheets.check_values(archive, "xl/worksheets/sheet1.xml", "a.xlsx")
    assert str(caught.value) == (
        f"Tệp a.xlsx: 1 ô không đọc được giá trị: {said}. Hãy mở bằng Excel, sửa ô báo lỗi hoặc để "
        "Excel tính công thức, lưu lại rồi đưa lại."
    )


def read(folder, data: bytes | str, name: str = "a.csv"):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return workbook.read(str(path), name)


@pytest.mark.parametrize(
    "text, rows",
    [
        ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]),
        ("a;b\nc,5;d\n", [["a", "b"], ["c,5", "d"]]),
        ("a\tb\nc;d\te\n", [["a", "b"], ["c;d", "e"]]),
        ("a,b;c;d\n", [["a,b", "c", "d"]]),  # the sign that stands most often
        ("a\nb,c\n", [["a"], ["b", "c"]]),
        ('a,"b\nc",d\n', [["a", "b\nc", "d"]]),
        ('"a ""b""",c\r\n', [['a "b"', "c"]]),
        ("a,,\n\nb\n", [["a", "", ""], [], ["b"]]),
        ("Xã Mỹ Đức,7", [["Xã Mỹ Đức", "7"]]),
    ],
)
def test_rows_of_a_csv(tmp_path, text, rows):
    assert read(tmp_path, text) == rows


def test_a_csv_has_at_most_a_thousand_columns(tmp_path):
    assert len(read(tmp_path, "a\n" + "," * 999)[1]) == 1_000
    with pytest.raises(InputError) as caught:
        read(tmp_path, "a,b\n" + "," * 1_000)
    assert str(caught.value) == (
        "Tệp a.csv, dòng 2: có 1001 cột, nhiều nhất 1000. Hãy kiểm tra dấu phân cách và dấu ngoặc "
        "kép."
    )


def test_a_field_that_never_ends_is_told_with_its_row(tmp_path):
    with pytest.raises(InputError) as caught:
        read(tmp_path, 'a,b\nc,"' + "x" * 1_000_001)
    assert str(caught.value) == (
        "Tệp a.csv, dòng 2: không tách được thành cột. Hãy kiểm tra dấu phân cách và dấu ngoặc kép."
    )


NO_BOOK = "Không đọc được {}: đây không phải là tệp Excel nguyên vẹn (.xlsx, .xls) hay tệp .csv."
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@pytest.mark.parametrize(
    "name, data",
    [
        ("a.txt", b"a,b"),
        ("a", b"a,b"),
        ("a.xlsx", b"PK\x03\x04 rubbish"),
        ("a.xls", OLE + b"nothing of a book"),
        ("a.xls", OLE + "Workbook".encode("utf-16-le")),  # it only says so
        ("a.xls", OLE[:7]),
    ],
)
def test_what_is_no_workbook(tmp_path, name, data):
    with pytest.raises(InputError) as caught:
        read(tmp_path, data, name)
    assert str(caught.value) == NO_BOOK.format(name)


def test_a_locked_book_is_told_so(tmp_path):
    data = OLE + "EncryptedPackage".encode("utf-16-le") + "Workbook".encode("utf-16-le")
    with pytest.raises(InputError) as caught:
        read(tmp_path, data, "a.xlsx")
    assert str(caught.value) == (
        "Tệp a.xlsx có mật khẩu; hãy mở bằng Excel, bỏ mật khẩu, lưu lại rồi đưa lại."
    )


def test_a_zip_that_is_no_book(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as target:
        target.writestr("word/document.xml", "<a/>")
    with pytest.raises(InputError, match="không phải là tệp Excel"):
        workbook.read(str(tmp_path / "a.xlsx"), "a.xlsx")


def test_a_csv_by_any_case_of_its_ending(tmp_path):
    assert read(tmp_path, "a,b", "a.CSV") == [["a", "b"]]


def test_a_book_is_read_in_this_process_too(tmp_path):
    path = book(tmp_path, two_sheets)
    assert workbook.read(str(path), "a.xlsx") == [["một"]]
