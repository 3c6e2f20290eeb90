"""Rows put into paragraphs, and pages one behind the other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from goc.files.pdf.paragraphs import Page, texts
from goc.files.pdf.rows import NO_ROW, Row


def row(
    text: str, bottom: float, *, left: float = 50, right: float = 350, size: float = 10, **more
):
    return Row((text,), left, right, bottom, size, **more)


def paragraphs(*found: Row, height: float = 600) -> str:
    return texts([Page(400, height, list(found))])[0]


@pytest.mark.parametrize(
    "first, second, text",
    [
        ("có 335 đồng", "chí ở xã", "có 335 đồng chí ở xã"),
        ("có 335 xã.", "Huyện khác", "có 335 xã.\nHuyện khác"),
        ("có 335 xã.", "chữ thường", "có 335 xã.\nchữ thường"),
        ("đạt", "92,2", "đạt 92,2"),  # a word that waits for a figure
        ("xã", "92,2", "xã\n92,2"),
        ("có 1.2", "35 xã", "có 1.235 xã"),
        ("gồm:", "a) một", "gồm:\na) một"),
        ("gồm", "a) một", "gồm\na) một"),
        ("gồm", "1. một", "gồm\n1. một"),
        ("gồm", "- một", "gồm\n- một"),
        ("theo", "Điều 5", "theo\nĐiều 5"),
        ("là", "(chung) một", "là\n(chung) một"),
        ("là", ", một", "là , một"),
    ],
)
def test_a_short_row_goes_on_when_its_words_say_so(first, second, text):
    found = paragraphs(row(first, 300, right=120), row(second, 285, right=120))
    assert found == text


@pytest.mark.parametrize(
    "changes, goes_on",
    [
        ({}, True),
        ({"size": 11.5}, True),
        ({"size": 11.6}, False),  # a heading
        ({"bottom": 300}, False),  # beside it
        ({"bottom": 276}, True),
        ({"bottom": 275.9}, False),  # too far below
        ({"is_table": True}, False),
        ({"cells": ("chí", "x")}, False),
    ],
)
def test_which_row_is_the_next_of_its_paragraph(changes, goes_on):
    second = replace(row("chí ở xã", 285, right=120), **changes)
    found = paragraphs(row("có 335 đồng", 300, right=120), second)
    assert ("\n" not in found) is goes_on


def test_a_wider_gap_than_usual_begins_a_new_paragraph():
    rows_of = [row(f"xã {n} và", 400 - 12 * n, right=120) for n in range(4)]
    near, far = row("xã cuối", 400 - 36 - 15, right=120), row("xã cuối", 400 - 36 - 15.1, right=120)
    assert "\n" not in paragraphs(*rows_of, near)
    assert paragraphs(*rows_of, far).endswith("và\nxã cuối")


FULL = row("Tỉnh đã mở ba khóa cho cán bộ của huyện", 300)


@pytest.mark.parametrize(
    "above, below, goes_on",
    [
        (FULL, row("Cao Lộc", 285, first_word=20), True),  # the word had no room
        (replace(FULL, right=330), row("Cao Lộc", 285, right=350, first_word=18.1), True),
        (replace(FULL, right=330), row("Cao Lộc", 285, right=350, first_word=18), False),
        (replace(FULL, right=249.9), row("Cao Lộc", 285, first_word=300), False),  # a short row
        (replace(FULL, right=250), row("Cao Lộc", 285, first_word=300), True),
        (FULL, row("Cao Lộc", 285, left=58, first_word=20), True),
        (FULL, row("Cao Lộc", 285, left=58.1, first_word=20), False),  # moved in
        (replace(FULL, cells=("1. Tỉnh đã mở",)), row("Cao", 285, left=70, first_word=20), True),
        (replace(FULL, cells=("KẾT QUẢ CHUNG",)), row("Cao Lộc", 285, first_word=20), False),
        (replace(FULL, cells=("KẾT QUẢ",)), row("CHUNG", 285, first_word=20), True),
    ],
)
def test_a_full_row_goes_on(above, below, goes_on):
    assert ("\n" not in paragraphs(above, below)) is goes_on


@pytest.mark.parametrize(
    "number, bottom, left_out",
    [
        ("7", 71, True),
        ("7", 72, False),  # above the edge
        ("- 7 -", 20, True),
        ("Trang 7", 20, True),
        ("trang 7/12", 20, True),
        ("12345", 20, False),
        ("Xã 7", 20, False),
        ("7", 530, False),  # it is not the first row
    ],
)
def test_the_number_at_the_foot_of_a_page(number, bottom, left_out):
    found = [row("Một.", 560, right=90), row("Hai.", 540, right=90), row(number, bottom, right=60)]
    expected = "Một.\nHai." if left_out else f"Một.\nHai.\n{number}"
    assert paragraphs(*found) == expected


@pytest.mark.parametrize("bottom, left_out", [(529, True), (528, False)])
def test_the_number_at_the_head_of_a_page(bottom, left_out):
    found = paragraphs(row("7", bottom, right=60), row("Một.", 400, right=90))
    assert found == ("Một." if left_out else "7\nMột.")


def test_a_row_of_a_table_is_no_number_of_a_page():
    assert paragraphs(row("7", 20, is_table=True)) == "7"


def pages(*found: list[Row]) -> list[str]:
    return texts([Page(400, 600, one) for one in found])


def test_heads_and_feet_that_come_again_are_told_once():
    def page(text: str, head: float = 580, foot: str = "Xã Mai") -> list[Row]:
        return [row("Báo cáo", head, right=90), row(text, 400, right=90), row(foot, 80, right=90)]

    assert pages(page("Một."), page("Hai.")) == ["Báo cáo\nMột.\nXã Mai", "Hai."]
    assert pages(page("Một."), page("Hai.", head=581)) == ["Báo cáo\nMột.\nXã Mai", "Hai."]
    assert pages(page("Một."), page("Hai.", head=581.1))[1] == "Báo cáo\nHai."
    assert pages(page("Một."), page("Hai.", foot="Xã"))[1] == "Hai.\nXã"


def test_a_paragraph_goes_on_over_the_end_of_a_page():
    first = [row("Có 335 đồng", 100, right=120)]
    second = [row("chí ở xã.", 560, right=120), row("Hết.", 540, right=90)]
    assert pages(first, second) == ["Có 335 đồng chí ở xã.", "Hết."]
    assert pages(first, [], second) == ["Có 335 đồng chí ở xã.", "", "Hết."]


def test_pages_of_other_widths_have_margins_of_their_own():
    narrow = Page(200, 600, [row("Tỉnh đã mở ba khóa tại", 300, left=20, right=180)])
    wide = Page(400, 600, [row("Cao Lộc.", 560, left=20, right=390, first_word=20)])
    other = Page(200, 600, [row("Cao Lộc.", 560, left=20, right=60, first_word=20)])
    assert texts([narrow, other]) == ["Tỉnh đã mở ba khóa tại Cao Lộc.", ""]
    assert texts([narrow, wide]) == ["Tỉnh đã mở ba khóa tại", "Cao Lộc."]


def test_nothing_goes_on_from_nothing():
    assert not NO_ROW.is_running
    assert texts([]) == []
    assert pages([]) == [""]
