"""Scanned pages to text with Debian's tesseract, where it is installed; otherwise a sentence says
what to install.
"""

import shutil
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from goc.lib.errors import InputError
from goc.lib.progress import Report

_DPI = 300
_SECONDS_A_PAGE = 120
_BEAT = 0.5
PDFIUM = threading.RLock()
"""The library knows no threads: a page of the site and a job must not be in it together."""
MOST = 100
"""Pages of one reading: some minutes of work."""


def check_count(scanned: int, name: str) -> None:
    if scanned > MOST:
        raise InputError(
            "Tệp PDF %(name)s có hơn %(most)d trang là bản chụp; mỗi lần chỉ nhận dạng chữ được "
            "%(most)d trang. "
            "Hãy tách lấy phần cần đọc.",
            name=name,
            most=MOST,
        )


def read_pages(document: Any, numbers: list[int], name: str, report: Report) -> list[str]:
    """The text of the numbered pages of an open PDF, by OCR; `report` is called twice a second and
    may stop it.
    """
    if not numbers:
        return []
    check_count(len(numbers), name)
    program = _program(name)
    pages = []
    with tempfile.TemporaryDirectory() as folder:
        for done, number in enumerate(numbers):
            words = f"Nhận dạng chữ trang {number + 1} ({done + 1}/{len(numbers)})"
            beat = partial(report, 100 * done // len(numbers), words)
            beat()
            image = Path(folder) / f"{number}.pgm"
            with PDFIUM:
                image.write_bytes(_grey(document[number]))
            pages.append(_read(program, image, name, beat))
    report(100, f"Đã nhận dạng {len(numbers)} trang")
    return pages


def _program(name: str) -> str:
    program = shutil.which("tesseract")
    if program is None or "vie" not in _languages(program):
        raise InputError(
            "Tệp PDF %(name)s là bản chụp, không có lớp chữ. Để đọc được, hãy cài đặt: sudo apt "
            "install "
            "tesseract-ocr tesseract-ocr-vie.",
            name=name,
        )
    return program


def _languages(program: str) -> set[str]:
    command = [program, "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return set(listed.stdout.split())


def _grey(page: Any) -> bytes:
    """The page as a PGM picture: no picture library is needed for it."""
    bitmap = page.render(scale=_DPI / 72, grayscale=True)
    buffer = memoryview(bitmap.buffer).cast("B")
    rows = (
        bytes(buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width])
        for row in range(bitmap.height)
    )
    picture = b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)
    bitmap.close()
    page.close()
    return picture


def _read(program: str, image: Path, name: str, beat: Callable[[], None]) -> str:
    try:
        text = _output([program, str(image), "stdout", "-l", "vie", "--psm", "4"], beat)
    finally:
        image.unlink(missing_ok=True)
    if text is None:
        raise InputError(
            "Không nhận dạng được chữ trên bản chụp %(name)s; hãy quét lại rõ hơn.", name=name
        )
    return text.decode("utf-8", "replace")


def _output(command: list[str], beat: Callable[[], None]) -> bytes | None:
    """What a program prints; None when it fails or takes too long. Whatever `beat` raises ends the
    program too.
    """
    end = time.monotonic() + _SECONDS_A_PAGE
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:  # noqa: S603
        try:
            while time.monotonic() < end:
                try:
                    printed, _ = process.communicate(timeout=_BEAT)
                except subprocess.TimeoutExpired:
                    beat()
                else:
                    return printed if process.returncode == 0 else None
            return None
        finally:
            process.kill()
