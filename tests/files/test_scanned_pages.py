"""A scanned page is drawn within bounds, whatever size it claims."""

from __future__ import annotations

import os

import pytest
from benchmarks.files import pdfs

from goc.files.reading import read_at_once, read_file
from goc.files.scans import _scale
from goc.lib.errors import InputError
from goc.lib.progress import silent

pytestmark = pytest.mark.slow  # another program recognises


@pytest.fixture
def measuring(tmp_path, monkeypatch):
    """Stands for tesseract; says how large the picture is that it was given."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(
        '#!/bin/sh\n[ "$1" = --list-langs ] && { echo vie; exit; }\nhead -c 18 "$1" | head -1\n'
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:{os.environ['PATH']}")


@pytest.mark.parametrize(
    ("make", "drawn"),
    [
        (pdfs.huge_page, "P5 6325 6325 255\n"),
        (pdfs.giant_image, "P5 2480 3509 255\n"),
        (pdfs.packed_image, "P5 2480 3509 255\n"),
    ],
)
def test_a_large_page_is_drawn_smaller(tmp_path, measuring, make, drawn):
    assert read_file(make(tmp_path), silent) == drawn


def test_a_page_larger_than_the_standard_allows_is_told(tmp_path, measuring):
    with pytest.raises(InputError) as caught:
        read_file(pdfs.monstrous_page(tmp_path), silent)
    assert str(caught.value) == (
        "Trang 1 của tệp PDF a.pdf có khổ quá lớn (705556 × 705556 mm); hãy quét hoặc xuất lại "
        "trang này ở khổ giấy thật."
    )


def test_a_scan_is_never_recognised_while_a_page_waits(tmp_path, measuring):
    assert read_at_once(pdfs.huge_page(tmp_path)) is None


@pytest.mark.parametrize(
    ("width", "height", "wide", "high"),
    [
        (595, 842, 2479, 3508),  # A4 at 300 dots to an inch
        (1191, 1684, 4962, 7017),  # A2
        (2384, 3370, 5319, 7520),  # A0
        (100, 14_400, 208, 30_000),
        (0, 0, 0, 0),
    ],
)
def test_pixels_of_a_page(width, height, wide, high):
    scale = _scale(width, height, "a.pdf", 0)
    assert (round(width * scale), round(height * scale)) == (wide, high)
