"""Nothing printed leaves its cell: widths are those of the letters themselves."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.papers import fitting, metrics
from goc.papers.fitting import BREAK, CELL_PADDING, balanced, broken, fit, wrapped
from goc.papers.formats import render
from goc.papers.grid import is_bold
from goc.papers.model import Appendix, Cell, Head, Row, Table
from papers.sample import placement_table, quality_table, report, result_table

TITLE = (
    "Tổng kết 10 năm đào tạo cán bộ quân sự Ban Chỉ huy quân sự xã, phường, thị trấn (2002 - 2012)"
)
LATIN = st.text("abcđêơưạốẩ ÔĐ0123456789,.%", max_size=30)


def roster(rows=3, columns=22):
    """Twenty-two columns, eight of them days: what is narrow for its head is not for its days."""
    heads = (Head("TT", width=8), Head("Họ và tên", width=30), *(Head("Nam", width=5),) * columns)
    cells = (Cell("1"), Cell("Nguyễn Trọng Ân"), *(Cell("28/08/1980"),) * columns)
    return Table(heads, (Row(cells),) * rows)


@pytest.mark.parametrize(
    ("text", "bold", "thousandths"),
    [
        ("0123456789", False, 5000),  # figures of Times are half an em, all of them
        ("28/08/1980", False, 4556),  # and a stroke 0.278
        ("i", False, 278),
        ("W", False, 944),
        ("W", True, 1000),
        ("ế", False, 444),  # as wide as e
        ("e\u0302\u0301", False, 444),  # marks that are put on it add nothing
        ("", False, 0),
    ],
)
def test_letters_have_the_widths_of_times(text, bold, thousandths):
    assert metrics.ems(text, bold=bold) * 1000 == pytest.approx(thousandths, abs=len(text) + 1)


def test_a_line_is_measured_in_mm():
    assert metrics.width("00", 12) == pytest.approx(12 * 25.4 / 72, rel=0.002)


def ink(table, total):
    """How far the longest unbroken piece of each column reaches beyond its cell, in mm."""
    found = fit(table, total)
    for index, width in enumerate(found.widths):
        for row in table.rows:
            cell = row.cells[index]
            pieces = [cell.text] if cell.value is not None else cell.text.split()
            for piece in pieces:
                bold = is_bold(cell, row.kind)
                yield metrics.width(piece, found.size, bold=bold) - (width - 2 * CELL_PADDING)


@pytest.mark.parametrize(
    ("table", "total"),
    [(quality_table(), 375), (placement_table(), 252), (result_table(), 165), (roster(), 375)],
    ids=["quality", "placement", "result", "roster"],
)
def test_no_word_number_or_day_is_wider_than_its_cell(table, total):
    assert max(ink(table, total)) <= 0
    assert sum(fit(table, total).widths) == pytest.approx(total, abs=0.1)


def test_letters_get_smaller_before_a_day_crosses_its_line():
    few, many = fit(roster(columns=8), 250), fit(roster(columns=22), 375)
    assert (few.size, fitting.asked_size(roster(columns=8))) == (11, 11)
    assert many.size < fitting.asked_size(roster(columns=22))


def test_what_was_asked_for_holds_where_there_is_room():
    heads = (Head("TT", width=10), Head("A", width=60), Head("B", width=30))
    table = Table(heads, (Row((Cell("1"), Cell("x"), Cell("y"))),))
    assert fit(table, 200).widths == (20, 120, 60)


def test_a_head_over_columns_of_small_numbers_has_room_for_its_word():
    heads = (Head("Nghiêng", (Head("a"), Head("b"))), Head("Tên", width=400))
    table = Table(heads, (Row((Cell("1", 1), Cell("2", 2), Cell("x"))),))
    found = fit(table, 100)
    word = metrics.width("Nghiêng", found.size, bold=True)
    assert sum(found.widths[:2]) - 2 * CELL_PADDING >= word


@settings(max_examples=50)
@given(st.lists(LATIN, min_size=1, max_size=8), st.integers(100, 400))
def test_columns_always_fill_the_width(texts, total):
    table = Table(tuple(Head(text) for text in texts), (Row(tuple(map(Cell, texts))),))
    found = fit(table, total)
    assert sum(found.widths) == pytest.approx(total, abs=0.1)
    assert fitting.LEAST_FONT <= found.size <= 12


def test_words_are_counted_into_lines():
    room = metrics.width("một hai ba", 12) * fitting.SLACK + 0.01
    assert [wrapped(text, room, 12) for text in ("", "một", "một hai ba", "một hai ba bốn")] == [
        1, 1, 1, 2,
    ]  # fmt: skip
    assert wrapped("a" * 30, metrics.width("a" * 10, 12) * fitting.SLACK + 0.01, 12) == 3


def test_a_title_is_balanced_over_its_lines():
    width = balanced(TITLE, 165, 14, bold=True)
    assert (wrapped(TITLE, 165, 14, bold=True), wrapped(TITLE, width, 14, bold=True)) == (2, 2)
    assert width < 165
    assert wrapped(TITLE, width - 2, 14, bold=True) > 2
    assert balanced("Báo cáo", 165, 14, bold=True) == 165


def test_only_a_word_that_is_too_wide_is_broken():
    assert broken("một hai", 30, 12) == "một hai"
    long = broken("x" * 40 + " hai", 30, 12)
    assert long.replace(BREAK, "") == "x" * 40 + " hai"
    pieces = long.removesuffix(" hai").split(BREAK)
    assert [metrics.width(piece, 12) < 30 for piece in pieces] == [True] * 3


def places(data, text):
    """Left and right end of each place of a text in a PDF, in points."""
    for page in pypdfium2.PdfDocument(data):
        words = page.get_textpage()
        search = words.search(text)
        while place := search.get_next():
            boxes = [words.get_charbox(place[0] + i) for i in range(place[1])]
            yield min(b[0] for b in boxes), max(b[2] for b in boxes)


def test_in_the_pdf_each_day_stands_between_its_lines():
    sheet = Appendix("", "Danh sách", roster(rows=4), page="A3", heading="DANH SÁCH")
    data = render(report(blocks=(), appendices=(sheet,)), "pdf")
    found, left = fit(roster(rows=4), 375), 30 * 72 / 25.4
    edges = [left + sum(found.widths[:i]) * 72 / 25.4 for i in range(len(found.widths) + 1)]
    days = list(places(data, "28/08/1980"))
    assert len(days) == 4 * 22
    for start, end in days:
        column = max(i for i, edge in enumerate(edges) if edge <= start + 0.1)
        assert end <= edges[column + 1]


@pytest.mark.parametrize("room", [0.2, 0.0, -0.5])
def test_without_room_for_a_letter_each_stands_alone(room):
    assert broken("Nam 12", room, 6).split(BREAK) == ["N", "a", "m 1", "2"]
    assert wrapped("Nam", room, 6) > 1


@pytest.mark.parametrize("format", ["docx", "pdf", "xlsx", "html"])
def test_hundreds_of_columns_are_printed(format):
    columns = 300
    wide = Table((Head("Nam"),) * columns, (Row((Cell("12"),) * columns),))
    paper = replace(report(), blocks=(wide,), appendices=())
    assert render(paper, format)
