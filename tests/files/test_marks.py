"""A file that bears Mật, Tối mật or Tuyệt mật is told from one that only speaks of secrets."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
import typst
import xlsxwriter
from docx.enum.text import WD_BREAK
from docx.oxml import parse_xml

from goc.files import kinds, reading, tables
from goc.files.marks import office, old, pdf, plain, stamps
from goc.files.marks.door import check_bytes_unmarked
from goc.lib.errors import RefusedError

HEAD = ["BỘ CHỈ HUY QUÂN SỰ TỈNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
PROSE = [
    "BÁO CÁO",
    "Cán bộ phải giữ bí mật, bảo mật tài liệu.",
    "Thực hiện Luật Bảo vệ bí mật nhà nước; độ mật do người ký quyết định.",
    "Mật độ dân số cao, mật khẩu được đổi hằng quý.",
    "Danh mục bí mật nhà nước độ Mật, Tối mật gồm ba mục.",
]
SECRET = "Tệp có dấu chỉ độ mật «{}»"


@pytest.mark.parametrize(
    ("text", "degree"),
    [
        ("MẬT", "Mật"),
        ("Mật", "Mật"),
        ("TỐI MẬT", "Tối mật"),
        ("TUYỆT  MẬT", "Tuyệt mật"),
        ("Độ mật: Tối mật", "Tối mật"),
        ("ĐỘ MẬT : MẬT.", "Mật"),
        ("(MẬT)", "Mật"),
        ("[ TỐI MẬT ]", "Tối mật"),
        ("M Ậ T", "Mật"),
        ("T U Y Ệ T M Ậ T", "Tuyệt mật"),
        ("TÀI LIỆU MẬT", "Mật"),
        ("MẬT - HỎA TỐC", "Mật"),
        ("KHẨN, TỐI MẬT", "Tối mật"),
        ("MẬT", "Mật"),
        ("★ MẬT ★", "Mật"),
        ("Độ mật của văn bản: Tuyệt mật", "Tuyệt mật"),
        ("Mức độ: Tối mật", "Tối mật"),
        ("CÔNG VĂN MẬT", "Mật"),
        ("TỐI MẬT - TÀI LIỆU THU HỒI", "Tối mật"),
        ("MẬT (Bản số: 02)", "Mật"),
        ("MẬT. KHÔNG SAO CHỤP!", "Mật"),
        ("mËt", "Mật"),
        ("TUYEÄT MAÄT", "Tuyệt mật"),
    ],
)
def test_a_stamp_is_read_in_whatever_letters(text: str, degree: str) -> None:
    assert stamps.degree_of(text) == degree


@pytest.mark.parametrize(
    "text",
    [
        *("Bí mật", "Giữ bí mật", "Bảo mật", "Mật độ", "Độ mật: Không", "Độ mật:", ""),
        *("Xã Mật", "mật.", "tối mật;", "tuyệt mật", "Độ mật: Thường", "Báo cáo số 2"),
        *("Nguyễn Văn Mật", "Mật khẩu", "Bí mật nhà nước", "Tối", "MAT", *PROSE),
    ],
)
def test_words_about_secrets_are_no_stamp(text: str) -> None:
    assert stamps.degree_of(text) == ""


@pytest.mark.parametrize("first", ["Cán bộ giữ bí", "QUY ĐỊNH BẢO VỆ BÍ", "Các biện pháp bảo"])
def test_the_end_of_a_sentence_on_the_next_line_is_no_stamp(first: str) -> None:
    assert stamps.degree_in([[first], ["MẬT"]]) == ""
    assert stamps.degree_in([[first], ["MẬT"], ["Tối mật"]]) == "Tối mật"


def test_a_short_row_of_a_list_is_no_stamp() -> None:
    head, row = ["STT", "Họ đệm", "Tên", "Năm sinh"], ["1", "Lò Văn", "Mật", ""]
    assert stamps.degree_in([head, row]) == ""
    assert stamps.degree_in([row]) == "Mật"
    assert stamps.degree_in([head, ["", "Mật", ""]]) == "Mật"


def word(fill) -> bytes:
    document, out = docx.Document(), io.BytesIO()
    fill(document)
    document.save(out)
    return out.getvalue()


def beside_the_head(document) -> None:
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = HEAD[0] + "\nMẬT", HEAD[1]


def in_the_running_head(document) -> None:
    document.add_paragraph(PROSE[1])
    document.sections[0].header.paragraphs[0].text = "TỐI MẬT"


def in_a_text_box(document) -> None:
    for _ in range(100):
        document.add_paragraph("Nội dung.")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    box = (
        f'<w:r xmlns:w="{space}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
        "<v:textbox><w:txbxContent><w:p><w:r><w:t>TUYỆT MẬT</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r>"
    )
    document.add_paragraph()._p.append(parse_xml(box))


def drawn_behind_the_text(document) -> None:
    document.add_paragraph("Nội dung.")
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    drawn = (
        f'<w:r xmlns:w="{space}" xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape>'
        '<v:textpath string="TỐI MẬT"/></v:shape></w:pict></w:r>'
    )
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(drawn))


def below_a_line_end(document) -> None:
    run = document.add_paragraph().add_run("Số: 12/BC-BCH")
    run.add_break(WD_BREAK.LINE)
    run.add_text("Độ mật: Mật")


@pytest.mark.parametrize(
    ("fill", "degree"),
    [
        (beside_the_head, "Mật"),
        (in_the_running_head, "Tối mật"),
        (in_a_text_box, "Tuyệt mật"),
        (drawn_behind_the_text, "Tối mật"),
        (below_a_line_end, "Mật"),
    ],
)
def test_word_is_refused_by_its_stamp(fill, degree: str) -> None:
    with pytest.raises(RefusedError, match=SECRET.format(degree)):
        check_bytes_unmarked(word(fill))


def test_the_text_of_a_word_file_may_have_another_name() -> None:
    """As Word on the web names it."""
    given, out = zipfile.ZipFile(io.BytesIO(word(beside_the_head))), io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for part in given.namelist():
            made.writestr(part.replace("document.xml", "document2.xml"), given.read(part))
    with pytest.raises(RefusedError, match=SECRET.format("Mật")):
        check_bytes_unmarked(out.getvalue())


OPEN = "urn:oasis:names:tc:opendocument:xmlns:"
STYLES = (
    f'<s:styles xmlns:s="{OPEN}style:1.0" xmlns:text="{OPEN}text:1.0" xmlns:draw="{OPEN}drawing:1.0">'
    "{}</s:styles>"
)


@pytest.mark.parametrize("around", ["s:header", "s:footer-left", "s:header-first"])
def test_running_heads_of_opendocument_are_read(around: str, tmp_path) -> None:
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(path, "w") as made:
        inside = f"<{around}><text:p>TỐI MẬT</text:p></{around}>"
        made.writestr("styles.xml", STYLES.format(inside))
    assert office.read(str(path), "a.ods") == "Tối mật"


def speaks_of_secrets(document) -> None:
    for line in [*HEAD, *PROSE]:
        document.add_paragraph(line)


def has_a_roster(document) -> None:
    table = document.add_table(2, 5)
    for cell, text in zip(table.rows[1].cells, ["1", "Nguyễn Văn", "Mật", "1970", "Kinh"]):
        cell.text = text


def lists_degrees_far_below(document) -> None:
    for number in range(60):
        document.add_paragraph(f"Điều {number}.")
    document.add_paragraph("Mật")


@pytest.mark.parametrize("fill", [speaks_of_secrets, has_a_roster, lists_degrees_far_below])
def test_word_that_speaks_of_secrets_is_let_in(fill, tmp_path) -> None:
    (tmp_path / "a.docx").write_bytes(word(fill))
    assert office.read(str(tmp_path / "a.docx"), "a.docx") == ""


def book(fill) -> bytes:
    out = io.BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    fill(made.add_worksheet())
    made.close()
    return out.getvalue()


BOOKS = {
    "above_the_table": lambda sheet: sheet.write_row(1, 0, ["BCH QS", "", "Mật"]),
    "in_the_running_head": lambda sheet: sheet.set_header('&L1&C&"Arial,Bold"&14TỐI MẬT'),
    "in_a_coloured_running_head": lambda sheet: sheet.set_footer("&R&K01+000MẬT"),
    "in_a_drawing": lambda sheet: sheet.insert_textbox(90, 4, "MẬT"),
}


@pytest.mark.parametrize("where", BOOKS)
def test_a_workbook_is_refused_by_its_stamp(where: str, tmp_path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(BOOKS[where]))
    with pytest.raises(RefusedError):
        tables.read_book(path, 10**7)


def test_a_list_with_a_column_of_degrees_or_of_given_names_is_let_in(tmp_path) -> None:
    rows = [["STT", "Họ", "Tên", "Độ mật"], [1, "Nguyễn Văn", "Mật", "Mật"]]
    path = tmp_path / "a.xlsx"
    path.write_bytes(book(lambda sheet: [sheet.write_row(n, 0, row) for n, row in enumerate(rows)]))
    assert office.read(str(path), "a.xlsx") == ""


def test_plain_text_csv_rtf_and_the_web_are_read(tmp_path) -> None:
    files = {
        "a.txt": ("\n".join([*HEAD, "MẬT", *PROSE]), "Mật"),
        "b.txt": ("\n".join([*HEAD, *PROSE]), ""),
        "a.csv": ("BCH;;\nTỐI MẬT;;\nSTT;Họ tên;Năm\n", "Tối mật"),
        "a.rtf": (r"{\rtf1\ansi {\b T\u7888?I M\u7852?T}\par B\u193?o c\u225?o\par}", "Tối mật"),
        "b.rtf": (r"{\rtf1\ansi {\b M\u7852?T}\par B\u193?o c\u225?o\par}", "Mật"),
        "c.rtf": (
            r"{\rtf1{\fonttbl{\f0\froman A;}}{\header\pard\plain M\u7852?T\par}\pard x}",
            "Mật",
        ),
        "d.rtf": (r"{\rtf1{\fonttbl{\f0 .VnTime;}}\pard\plain\f0 M\'cbT\par x}", "Mật"),
        "e.rtf": (
            r"{\rtf1\ansicpg1258{\info{\title A}}{\b T\'d4\'ecI M\'c2\'f2T}\par x}",
            "Tối mật",
        ),
        "f.rtf": (r"{\rtf1\pard gi\u7919? b\u237? m\u7853?t\par M\u7853?t \u273?\u7897?\par}", ""),
        "b.html": ("<html><body><p>M<b>Ậ</b>T</p></body></html>", "Mật"),
        "a.html": ("<html><body><p>BCH</p><b>TUYỆT MẬT</b></body></html>", "Tuyệt mật"),
    }
    found = {}
    for name, (text, _) in files.items():
        (tmp_path / name).write_text(text, "utf-8")
        found[name] = plain.read(str(tmp_path / name), name)
    assert found == {name: degree for name, (_, degree) in files.items()}


def test_word_of_old_is_read_by_its_letters(tmp_path) -> None:
    path = tmp_path / "a.doc"
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1017
    path.write_bytes(ole + "BỘ CHỈ HUY\rTỐI MẬT\rBÁO CÁO\r".encode("utf-16-le"))
    assert old.read(str(path), "a.doc") == "Tối mật"
    path.write_bytes(ole + "BỘ CHỈ HUY\rGiữ bí mật\rMật\r".encode("utf-16-le"))
    assert old.read(str(path), "a.doc") == ""


def test_running_heads_of_excel_of_old_are_read() -> None:
    """They stand in it as in Excel of today: words behind codes."""

    def degree(head: str, letters: str = "utf-16-le") -> str:
        data = b"\x09\x08\x10\x00" + head.encode(letters) + b"\x15\x00\x04\x00"
        return stamps.degree_in(old.running_heads(data))

    assert degree('&CBCH QS&R&"Arial,Bold"&14TỐI MẬT') == "Tối mật"
    assert degree("&CTèI MËT", "latin-1") == "Tối mật"
    assert degree("&CGiữ bí mật&RTrang &P") == degree("Tên & Mật") == ""


def printed(folder: Path, *lines: str) -> str:
    """A page with these lines, and one of prose behind it."""
    page = "#set page(width: 14cm, height: 9cm)\n#set par(leading: 1em)\n"
    body = " \\ ".join(lines) + "\n#pagebreak()\nCác cơ quan giữ bí mật."
    path = folder / "a.pdf"
    path.write_bytes(typst.compile(input=(page + body).encode(), format="pdf"))
    return str(path)


def test_a_pdf_is_read_at_its_head(tmp_path) -> None:
    stamped = printed(tmp_path, "BỘ CHỈ HUY QUÂN SỰ", "TỐI MẬT", "BÁO CÁO")
    assert pdf.read(stamped, "a.pdf") == "Tối mật"
    beside = printed(tmp_path, "BỘ CHỈ HUY #h(2cm) MẬT #h(2cm) CỘNG HÒA", "BÁO CÁO")
    assert pdf.read(beside, "a.pdf") == "Mật"
    assert pdf.read(printed(tmp_path, *PROSE[:3]), "a.pdf") == ""


def test_a_refused_file_is_refused_by_every_reader(tmp_path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("MẬT\nBáo cáo", "utf-8")
    for read in (reading.read, reading.read_at_once, kinds.find):
        with pytest.raises(RefusedError, match="«Mật»"):
            read(path)
