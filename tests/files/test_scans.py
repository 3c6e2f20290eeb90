"""How a scanned page is drawn and recognised, and how many may be."""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2
import pytest

from goc.files import caps, ocr, scans
from goc.lib.errors import InputError

A4 = (595.0, 842.0)


@pytest.mark.parametrize(
    "width, height, dots",
    [
        (*A4, 300),
        (*A4[::-1], 300),
        (0.1, 0.1, 300),
        (1191, 1684, 300),  # A2, near enough
        (14_400, 14_400, 31.6),  # forty million pixels
        (14_400, 100, 150),  # thirty thousand along one side
        (100, 14_400, 150),
    ],
)
def test_a_larger_page_is_drawn_with_fewer_dots(width, height, dots):
    assert scans._scale(width, height, "a.pdf", 0) * 72 == pytest.approx(dots, abs=0.05)


@pytest.mark.parametrize("width, height", [A4, (1191, 1684), (5_000, 5_000), (14_400, 14_400)])
def test_no_page_is_drawn_larger_than_the_bounds(width, height):
    scale = scans._scale(width, height, "a.pdf", 0)
    assert width * height * scale**2 <= scans._MOST_PIXELS * 1.000_001
    assert max(width, height) * scale <= scans._MOST_PIXELS_A_SIDE * 1.000_001


@pytest.mark.parametrize("width, height", [(14_401, 100), (100, 14_401)])
def test_a_page_larger_than_any_is_told_in_millimetres(width, height):
    with pytest.raises(InputError) as caught:
        scans._scale(width, height, "a.pdf", 4)
    size = " × ".join(str(round(side * 25.4 / 72)) for side in (width, height))
    assert str(caught.value) == (
        f"Trang 5 của tệp PDF a.pdf có khổ quá lớn ({size} mm); hãy quét hoặc xuất lại trang này "
        "ở khổ giấy thật."
    )


def test_a_page_is_drawn_as_a_grey_picture(tmp_path):
    with pypdfium2.PdfDocument.new() as document:
        page = document.new_page(24, 12)
        scans._draw(page, tmp_path / "a.pgm", "a.pdf", 0)
    head, _, dots = (tmp_path / "a.pgm").read_bytes().partition(b"\n")
    assert head == b"P5 100 50 255"
    assert dots == b"\xff" * 5_000


def recognised(tmp_path: Path, program: str) -> str:
    """What a program in place of the recognising one gives."""
    path = tmp_path / "program.py"
    path.write_text(program)
    return scans._recognised([sys.executable, str(path)], "a.pdf")


def test_what_is_recognised_is_text(tmp_path):
    program = "import sys; sys.stdout.buffer.write('Xã '.encode() + b'\\xff')"
    assert recognised(tmp_path, program) == "Xã \ufffd"


def test_a_page_that_cannot_be_recognised_is_told(tmp_path):
    with pytest.raises(InputError) as caught:
        recognised(tmp_path, "raise SystemExit(1)")
    assert str(caught.value) == (
        "Không nhận dạng được chữ trên bản chụp a.pdf; hãy quét lại rõ hơn."
    )


def test_a_hundred_pages_of_one_file_are_recognised_and_no_more():
    ocr.check_count(100, "a.pdf")
    with pytest.raises(InputError) as caught:
        ocr.check_count(101, "a.pdf")
    assert str(caught.value) == (
        "Tệp PDF a.pdf có hơn 100 trang là bản chụp; mỗi lần chỉ nhận dạng chữ được 100 trang. Hãy "
        "tách lấy phần cần đọc."
    )


def test_what_a_child_says_is_told_with_the_pages_done():
    heard = []
    for done in range(3):
        told = ocr._told(lambda *said: heard.append(said), done, [4, 6, 8])
        told(77, "anything")
    assert heard == [
        (0, "Nhận dạng chữ trang 5 (1/3)"),
        (33, "Nhận dạng chữ trang 7 (2/3)"),
        (66, "Nhận dạng chữ trang 9 (3/3)"),
    ]


INSTALL = (
    "Tệp PDF a.pdf là bản chụp, không có lớp chữ. Để đọc được, hãy cài đặt: sudo apt install "
    "tesseract-ocr tesseract-ocr-vie."
)


@pytest.mark.parametrize("languages, is_ready", [("eng vie osd", True), ("eng osd", False)])
def test_the_program_must_know_the_language(tmp_path, monkeypatch, languages, is_ready):
    program = tmp_path / "tesseract"
    program.write_text(f"#!/bin/sh\necho {languages}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    if is_ready:
        assert ocr._program("a.pdf") == str(program)
        return
    with pytest.raises(InputError) as caught:
        ocr._program("a.pdf")
    assert str(caught.value) == INSTALL


def test_without_the_program_it_is_told_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(InputError) as caught:
        ocr._program("a.pdf")
    assert str(caught.value) == INSTALL


def test_the_child_outlives_the_program_it_starts():
    assert caps.RECOGNITION.wall > scans._SECONDS_A_PAGE
