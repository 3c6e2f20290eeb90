"""Lines, letters and pictures of PDF pages that are drawn in memory, object by object."""

from __future__ import annotations

import ctypes
import io

import pypdfium2
import pytest
from pypdfium2 import raw

from goc.files.pdf import reading
from goc.files.pdf.letters import letters
from goc.files.pdf.rulings import MOST, Ruling, Rulings
from goc.lib.errors import InputError

WIDTH, HEIGHT = 400, 600
FILLED, BARE = raw.FPDF_FILLMODE_WINDING, raw.FPDF_FILLMODE_NONE


@pytest.fixture
def document():
    with pypdfium2.PdfDocument.new() as made:
        yield made


@pytest.fixture
def page(document):
    return document.new_page(WIDTH, HEIGHT)


def box(page, left, bottom, width, height, *, fill=FILLED, stroke=False, segments=0):
    made = raw.FPDFPageObj_CreateNewRect(left, bottom, width, height)
    for _ in range(segments):
        raw.FPDFPath_LineTo(made, left, bottom)
    raw.FPDFPath_SetDrawMode(made, fill, stroke)
    raw.FPDFPageObj_SetStrokeWidth(made, 0)
    raw.FPDFPage_InsertObject(page, made)


def rounded(found: Rulings) -> tuple[list[Ruling], list[Ruling]]:
    def near(lines: list[Ruling]) -> list[Ruling]:
        return [Ruling(*(round(place) for place in (one.at, one.begin, one.end))) for one in lines]

    return near(found.upright), near(found.level)


@pytest.mark.parametrize(
    "place, upright, level",
    [
        ((50, 100, 200, 2), [], [Ruling(101, 50, 250)]),  # a thin box is a level line
        ((50, 100, 2, 200), [Ruling(51, 100, 300)], []),
        ((50, 100, 3, 200), [Ruling(52, 100, 300)], []),
        ((50, 100, 2, 3), [], []),  # a dot
        ((50, 100, 90, 200), [], []),  # a colour behind a cell
    ],
)
def test_a_filled_box_is_a_line_when_it_is_thin(page, place, upright, level):
    box(page, *place)
    assert rounded(Rulings.of(page)) == (upright, level)


def test_a_frame_that_is_drawn_is_four_lines(page):
    box(page, 50, 100, 90, 200, fill=BARE, stroke=True)
    assert rounded(Rulings.of(page)) == (
        [Ruling(50, 100, 300), Ruling(140, 100, 300)],
        [Ruling(100, 50, 140), Ruling(300, 50, 140)],
    )


@pytest.mark.parametrize("more, lines", [(0, 2), (1, 2), (2, 0), (9, 0)])
def test_a_drawing_of_many_strokes_is_no_frame(page, more, lines):
    box(page, 50, 100, 90, 200, fill=BARE, stroke=True, segments=more)
    assert len(Rulings.of(page).upright) == lines


def test_a_frame_that_is_neither_drawn_nor_thin_is_none(page):
    box(page, 50, 100, 90, 200, fill=BARE, stroke=False)
    assert rounded(Rulings.of(page)) == ([], [])


def test_lines_are_turned_with_the_page(page):
    box(page, 50, 100, 200, 2)
    page.set_rotation(90)
    assert rounded(Rulings.of(page)) == ([Ruling(101, 150, 350)], [])
    page.set_rotation(180)
    assert rounded(Rulings.of(page)) == ([], [Ruling(499, 150, 350)])


def test_a_page_of_very_many_lines_is_a_drawing(page):
    for number in range(MOST):
        box(page, 10, 10 + number % 500, 5, 0.5)
    assert Rulings.of(page).level != []
    box(page, 10, 10, 5, 0.5)
    assert rounded(Rulings.of(page)) == ([], [])


def words(document, page, text, left=50, bottom=300, turn=(1, 0, 0, 1)):
    made = raw.FPDFPageObj_NewTextObj(document, b"Helvetica", 12)
    data = (text + "\0").encode("utf-16-le")
    raw.FPDFText_SetText(made, ctypes.cast(data, ctypes.POINTER(ctypes.c_ushort)))
    raw.FPDFPageObj_Transform(made, *turn, left, bottom)
    raw.FPDFPage_InsertObject(page, made)
    page.gen_content()


def said(page) -> tuple[str, list[str]]:
    """What stands upright, and what is written upwards or downwards."""
    text_page = page.get_textpage()
    upright, aside = letters(page, text_page)
    return "".join(one.text for one in upright), [one.text for one in aside]


def test_letters_that_stand_upright(document, page):
    words(document, page, "Xa Mai")
    assert said(page) == ("Xa Mai", [])


@pytest.mark.parametrize("turn", [(0, 1, -1, 0), (0, -1, 1, 0)], ids=["upwards", "downwards"])
def test_words_written_upwards_or_downwards_are_put_aside(document, page, turn):
    words(document, page, "Xa Mai")
    words(document, page, "Tong so", 200, 300, turn)
    assert said(page) == ("Xa Mai", ["Tong so"])


def test_letters_one_below_the_other_that_are_not_turned_stay(document, page):
    for number, letter in enumerate("abc"):
        words(document, page, letter, 50, 300 - 20 * number)
    assert said(page)[0].split() == ["abc"]
    assert said(page)[1] == []


def test_words_upwards_on_a_page_that_is_turned_stand_upright(document, page):
    words(document, page, "Tong so", 200, 300, (0, 1, -1, 0))
    page.set_rotation(90)
    assert said(page) == ("Tong so", [])


def test_letters_beside_the_page_are_left_out(document, page):
    words(document, page, "Xa Mai")
    words(document, page, "ngoai", 450, 300)
    words(document, page, "duoi", 50, -30)
    assert said(page) == ("Xa Mai", [])


def saved(document, folder):
    out = io.BytesIO()
    document.save(out)
    path = folder / "a.pdf"
    path.write_bytes(out.getvalue())
    return str(path)


def picture(document, page, size):
    image = pypdfium2.PdfImage.new(document)
    image.set_bitmap(pypdfium2.PdfBitmap.new_native(4, 4, 4))
    image.set_matrix(pypdfium2.PdfMatrix().scale(*size))
    page.insert_obj(image)
    page.gen_content()


def read(document, folder, at_once=True, **more):
    return reading.read(saved(document, folder), "a.pdf", at_once, **more)


@pytest.mark.parametrize(
    "text, size, scans, unread",
    [
        ("mot hai ba bon nam", (90, 90), [], {"pictures": 1}),
        ("mot hai ba bon nam", (90, 40), [], {}),  # an ornament
        ("mot hai ba bon nam", (90, 41), [], {"pictures": 1}),
        ("mot hai ba bo", (90, 90), [0], {}),  # ten letters: a scan with its stamp
        ("mot hai ba bonn", (90, 90), [], {"pictures": 1}),  # twelve
        ("mot hai ba bon 123456789", (90, 90), [0], {}),  # digits are no letters
        ("mot", (90, 40), [], {}),  # a short page
    ],
)
def test_a_page_with_a_picture_and_few_letters_is_a_scan(
    document, page, tmp_path, text, size, scans, unread
):
    words(document, page, text)
    picture(document, page, size)
    count, texts, found, left = read(document, tmp_path)
    assert (count, texts, found, left) == (1, [text], scans, unread)


def test_a_long_document_is_only_counted_at_once(document, tmp_path):
    for _ in range(61):
        page = document.new_page(WIDTH, HEIGHT)
        words(document, page, "mot hai ba bon")
    assert read(document, tmp_path) == (61, [], [], {})
    count, texts, _, _ = read(document, tmp_path, at_once=False)
    assert (count, texts[0], texts[60]) == (61, "mot hai ba bon", "")


def test_the_report_hears_of_each_page(document, tmp_path):
    for number in range(4):
        words(document, document.new_page(WIDTH, HEIGHT), "abcd"[number] * 14)
    heard: list[tuple[int, str]] = []
    read(document, tmp_path, report=lambda percent, said: heard.append((percent, said)))
    assert heard == [
        (0, "Đọc trang 1/4"),
        (25, "Đọc trang 2/4"),
        (50, "Đọc trang 3/4"),
        (75, "Đọc trang 4/4"),
        (100, "Đã đọc 4 trang"),
    ]


def refused(path) -> str:
    with pytest.raises(InputError) as caught:
        reading.read(str(path), "a.pdf", True)
    return str(caught.value)


def test_what_is_no_pdf_is_told(tmp_path):
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.7 rubbish")
    assert refused(path) == "Tệp PDF a.pdf bị hỏng, không mở được; hãy lấy lại bản gốc."


def test_a_pdf_of_more_than_a_thousand_pages_is_told(document, tmp_path):
    for _ in range(1_001):
        document.new_page(10, 10)
    assert refused(saved(document, tmp_path)) == (
        "Tệp PDF a.pdf có 1001 trang; chỉ đọc được tới 1000 trang. Hãy tách lấy phần cần đọc."
    )
