"""Scanned pages to text, each by a child process of its own, with Debian's tesseract where it is
installed; otherwise a sentence says what to install.
"""

from __future__ import annotations

import shutil
import subprocess

from goc.files.caps import RECOGNITION
from goc.files.kinds import Found
from goc.lib.errors import InputError
from goc.lib.progress import Report
from goc.lib.workers import in_child

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


def read_pages(file: Found, numbers: list[int], report: Report) -> list[str]:
    """The text of the numbered pages of a PDF; `report` is called twice a second and may stop
    it.
    """
    program = _program(file.name)
    texts = []
    for done, number in enumerate(numbers):
        texts.append(_page(file, number, program, _told(report, done, numbers)))
    report(100, f"Đã nhận dạng {len(numbers)} trang")
    return texts


def _told(report: Report, done: int, numbers: list[int]) -> Report:
    """The child only says that it goes on."""
    words = f"Nhận dạng chữ trang {numbers[done] + 1} ({done + 1}/{len(numbers)})"
    return lambda _percent, _words: report(100 * done // len(numbers), words)


def _page(file: Found, number: int, program: str, report: Report) -> str:
    text: str = in_child(
        "goc.files.scans:read_page",
        str(file.path),
        number,
        program,
        file.name,
        name=f"{file.name} (trang {number + 1})",
        limits=RECOGNITION,
        report=report,
    )
    return text


def _program(name: str) -> str:
    found = shutil.which("tesseract")
    if found is None or "vie" not in _languages(found):
        raise InputError(
            "Tệp PDF %(name)s là bản chụp, không có lớp chữ. Để đọc được, hãy cài đặt: sudo apt "
            "install "
            "tesseract-ocr tesseract-ocr-vie.",
            name=name,
        )
    return found


def _languages(program: str) -> set[str]:
    command = [program, "--list-langs"]
    listed = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return set(listed.stdout.split())
