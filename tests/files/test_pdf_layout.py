"""PDF pages put back into paragraphs and rows, from letters set at places by the test."""

from __future__ import annotations

import io

import pypdfium2
import pytest
import typst

from goc.files.pdf.seams import seamed
from goc.files.reading import read
from goc.papers.metrics import FONTS

SETUP = '#set page(width: 400pt, height: {height}pt, margin: 0pt)\n#set text(font: "Tinos", size: 12pt, lang: "vi")\n'


def placed(*texts: tuple[float, float, str], drawn: str = "", height: int = 400) -> str:
    """A page: from the left, from the top, the words."""
    words = "".join(f"#place(dx: {x}pt, dy: {y}pt)[{text}]\n" for x, y, text in texts)
    return SETUP.format(height=height) + drawn + words


def pdf(folder, *pages: str):
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    source = "\n#pagebreak()\n".join(pages)
    data = typst.Compiler(font_paths=fonts).compile(input=source.encode(), format="pdf")
    path = folder / "a.pdf"
    path.write_bytes(data)
    return path


def lines(*texts: str, left: float = 50, step: float = 18, top: float = 60) -> str:
    return placed(*((left, top + step * n, text) for n, text in enumerate(texts)))


BROKEN = {
    "in the middle of a quantity": (
        (
            "Tính đến nay toàn tỉnh đã đào tạo được 335 đồng",
            "chí, trong đó 309 giữ chức vụ, đạt",
            "92,2",
            r"\%; 1.675 triệu",
            "đồng; 68,7 triệu",
            "người; Quyết định số",
            "799/QĐ-TTg; tỷ lệ 35 -",
            r"40\%.",
        ),
        "Tính đến nay toàn tỉnh đã đào tạo được 335 đồng chí, trong đó 309 giữ chức vụ, đạt 92,2 %; "
        "1.675 triệu đồng; 68,7 triệu người; Quyết định số 799/QĐ-TTg; tỷ lệ 35 - 40%.",
    ),
    "in a number, a word, a period": (
        ("Toàn tỉnh có 1.2", "35 đồng chí và cán bộ quân-", "sự; từ năm 2002-", "2012 mở 3 khóa."),
        "Toàn tỉnh có 1.235 đồng chí và cán bộ quân sự; từ năm 2002-2012 mở 3 khóa.",
    ),
    "between sentences, in items of a list": (
        (
            "1. Tổng kết ở cấp mình trước ngày 30/4/2013.",
            "2. Rà soát số liệu:",
            "a) Số cán bộ đã cử đi học;",
            r"\- Báo cáo.",
        ),
        "1. Tổng kết ở cấp mình trước ngày 30/4/2013.\n2. Rà soát số liệu:\na) Số cán bộ đã cử đi học;\n- Báo cáo.",
    ),
}


@pytest.mark.parametrize("where", BROKEN)
def test_lines_are_put_together_where_they_were_broken(tmp_path, where):
    given, text = BROKEN[where]
    assert read(pdf(tmp_path, lines(*given))).text == text


def test_a_wider_gap_and_a_larger_size_begin_something_new(tmp_path):
    page = placed(
        (50, 60, "#text(size: 18pt)[Kết quả]"),
        (50, 90, "toàn tỉnh có 5 xã"),
        (50, 108, "và"),
        (50, 150, "huyện"),
    )
    assert read(pdf(tmp_path, page)).text == "Kết quả\ntoàn tỉnh có 5 xã và\nhuyện"


def test_a_full_line_goes_on_with_a_capital_and_one_moved_in_does_not(tmp_path):
    page = placed(
        (80, 60, "Tỉnh đã tổ chức ba khóa đào tạo cho cán bộ các xã của huyện"),
        (50, 78, "Cao Lộc và huyện Lộc Bình."),
        (80, 96, "Đoạn sau có 5 xã."),
    )
    assert read(pdf(tmp_path, page)).text == (
        "Tỉnh đã tổ chức ba khóa đào tạo cho cán bộ các xã của huyện Cao Lộc và huyện Lộc Bình.\n"
        "Đoạn sau có 5 xã."
    )


ROWS = [("Huyện", "Tổng", "Nam", "Nữ"), ("Bình Gia", "34", "30", "4"), ("Bắc Sơn", "41", "35", "6")]


def test_columns_are_told_apart_by_gaps(tmp_path):
    page = placed(
        *((50 + 80 * c, 60 + 18 * r, t) for r, row in enumerate(ROWS) for c, t in enumerate(row))
    )
    assert read(pdf(tmp_path, page)).text == "\n".join("\t".join(row) for row in ROWS)


def test_columns_close_together_are_told_apart_by_rulings(tmp_path):
    cells = "".join(f"[{text}]," for row in ROWS for text in row)
    page = (
        SETUP.format(height=400) + f"#table(columns: (60pt, 22pt, 22pt, 22pt), inset: 1pt, {cells})"
    )
    text = read(pdf(tmp_path, page)).text.replace("Tổn\tg", "Tổng")
    assert text.split("\n")[1:] == ["\t".join(row) for row in ROWS[1:]]


def test_cells_of_several_lines_and_merged_cells_keep_their_places(tmp_path):
    page = SETUP.format(height=400) + (
        "#table(columns: (70pt, 60pt, 60pt), table.cell(colspan: 3)[Gộp 12 lớp],"
        "table.cell(rowspan: 2)[Dọc 9 khóa], [một tên dài của một xã], [x], [7], [y])"
    )
    assert (
        read(pdf(tmp_path, page)).text
        == "Gộp 12 lớp\nDọc 9 khóa\tmột tên dài của một xã\tx\n\t7\ty"
    )


def test_words_written_upwards_stand_in_their_cell(tmp_path):
    page = SETUP.format(height=400) + (
        "#table(columns: (70pt, 60pt), [Đơn vị], rotate(-90deg, reflow: true)[Tổng số], [Bình Gia], [34])"
    )
    assert read(pdf(tmp_path, page)).text == "Đơn vị\tTổng số\nBình Gia\t34"


def test_letters_drawn_twice_are_read_once(tmp_path):
    page = placed((50, 60, "Có 335 đồng chí"), (50.4, 60, "Có 335 đồng chí"))
    assert read(pdf(tmp_path, page)).text == "Có 335 đồng chí"


def test_numbers_of_pages_and_repeated_heads_do_not_part_a_paragraph(tmp_path):
    def page(number: str, *texts: str) -> str:
        body = ((50, 60 + 18 * n, text) for n, text in enumerate(texts))
        return placed((150, 30, "Báo cáo tổng kết"), *body, (190, 380, number))

    path = pdf(
        tmp_path, page("1", "Tỉnh đã đào tạo được 335 đồng"), page("2", "chí ở 226 xã.", "Hết.")
    )
    assert read(path).text == "Báo cáo tổng kết\nTỉnh đã đào tạo được 335 đồng chí ở 226 xã.\nHết."


def turned_by(path, angle: int) -> None:
    with pypdfium2.PdfDocument(path) as document:
        document[0].set_rotation(angle)
        out = io.BytesIO()
        document.save(out)
    path.write_bytes(out.getvalue())


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_a_page_is_read_as_it_is_shown(tmp_path, angle):
    words = placed((50, 60, "Có 335 đồng"), (50, 78, "chí ở 226 xã.")).removeprefix(
        SETUP.format(height=400)
    )
    page = f"#rotate({-angle}deg, box(width: 400pt, height: 400pt)[{words}])"
    path = pdf(tmp_path, SETUP.format(height=400) + page)
    turned_by(path, angle)
    assert read(path).text == "Có 335 đồng chí ở 226 xã."


def test_a_page_shown_sideways_is_read_line_by_line(tmp_path):
    path = pdf(tmp_path, lines("Có 335 đồng chí", "ở 226 xã."))
    turned_by(path, 90)
    assert sorted(" ".join(read(path).text.split()).split()) == sorted(
        "Có 335 đồng chí ở 226 xã.".split()
    )


def test_pictures_are_counted_where_they_may_hold_words(tmp_path):
    path = pdf(tmp_path, lines("Tỉnh có 335 đồng chí ở 226 xã."))
    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        for size in (30, 90):
            bitmap = pypdfium2.PdfBitmap.new_native(4, 4, 4)
            image = pypdfium2.PdfImage.new(document)
            image.set_bitmap(bitmap)
            image.set_matrix(pypdfium2.PdfMatrix().scale(size, size))
            page.insert_obj(image)
        page.gen_content()
        out = io.BytesIO()
        document.save(out)
    path.write_bytes(out.getvalue())
    assert [str(one) for one in read(path).unread] == ["Còn 1 hình ảnh không đọc được chữ."]


@pytest.mark.parametrize(
    ("text", "line", "whole"),
    [
        ("quân-", "sự", "quân sự"),
        ("Hà Nội-", "Lạng Sơn", "Hà Nội-Lạng Sơn"),
        ("2002-", "2012", "2002-2012"),
        ("35 -", "40%", "35 - 40%"),
        ("có 1.2", "35 xã", "có 1.235 xã"),
        ("có 1.235.4", "00 xã", "có 1.235.400 xã"),
        ("có 2.0", "12", "có 2.012"),
        ("có 1.2", "3 xã", "có 1.2 3 xã"),
        ("đạt 92,", "2%", "đạt 92,2%"),
        ("gồm 92,", "2 xã", "gồm 92, 2 xã"),
        ("đạt 92", ",2%", "đạt 92,2%"),
        ("số 799/", "QĐ-TTg", "số 799/QĐ-TTg"),
        ("đồng", "chí", "đồng chí"),
    ],
)
def test_seams(text, line, whole):
    assert seamed(text, line) == whole
