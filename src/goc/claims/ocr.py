"""Scanned pages to text with Debian's tesseract, where it is installed; otherwise a sentence says what to install."""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from goc.lib.errors import InputError

_DPI = 300
_SECONDS_A_PAGE = 120


def read_pages(document: Any, numbers: list[int], name: str) -> list[str]:
    """The text of the numbered pages of an open PDF, by OCR."""
    if not numbers:
        return []
    program = _program(name)
    with tempfile.TemporaryDirectory() as folder:
        return [_read(program, document[number], Path(folder) / f"{number}.pgm", name) for number in numbers]


def _program(name: str) -> str:
    program = shutil.which("tesseract")
    if program is None or "vie" not in _languages(program):
        raise InputError(
            "Tệp PDF %(name)s là bản chụp, không có lớp chữ. Để đọc được, hãy cài đặt: sudo apt install "
            "tesseract-ocr tesseract-ocr-vie.",
            name=name,
        )
    return program


def _languages(program: str) -> set[str]:
    listed = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=30, check=False)  # noqa: S603
    return set(listed.stdout.split())


def _grey(page: Any) -> bytes:
    """The page as a PGM picture: no picture library is needed for it."""
    bitmap = page.render(scale=_DPI / 72, grayscale=True)
    buffer = memoryview(bitmap.buffer).cast("B")
    rows = (bytes(buffer[row * bitmap.stride : row * bitmap.stride + bitmap.width]) for row in range(bitmap.height))
    return b"P5 %d %d 255\n" % (bitmap.width, bitmap.height) + b"".join(rows)


def _read(program: str, page: Any, image: Path, name: str) -> str:
    image.write_bytes(_grey(page))
    page.close()
    try:
        done = subprocess.run(  # noqa: S603
            [program, str(image), "stdout", "-l", "vie", "--psm", "4"],
            capture_output=True,
            timeout=_SECONDS_A_PAGE,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise InputError("Không nhận dạng được chữ trên bản chụp %(name)s; hãy quét lại rõ hơn.", name=name) from error
    finally:
        image.unlink(missing_ok=True)
    return done.stdout.decode("utf-8", "replace")
