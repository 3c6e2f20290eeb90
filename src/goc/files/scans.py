"""One scanned page to text, in the child: drawn, then recognised by Debian's tesseract."""

from __future__ import annotations

import math
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from goc.files.caps import LONGEST_SIDE
from goc.files.pdf import reading as pdf
from goc.lib.errors import InputError
from goc.lib.progress import Report, silent

_DPI = 300
_MOST_PIXELS = 40_000_000
"""A page of A2; a larger one is drawn smaller."""
_MOST_PIXELS_A_SIDE = 30_000
_SECONDS_A_PAGE = 120


def read_page(path: str, number: int, program: str, name: str, report: Report = silent) -> str:
    """The text of one page of a PDF, its number from 0. Tells its report that it begins."""
    report(0, "")
    with pdf.opened(path, name) as document, tempfile.TemporaryDirectory() as folder:
        image = Path(folder, "page.pgm")
        _draw(document[number], image, name, number)
        return _recognised([program, str(image), "stdout", "-l", "vie", "--psm", "4"], name)


def _draw(page: Any, image: Path, name: str, number: int) -> None:
    """The page as a PGM picture: no picture library is needed for it."""
    width, height = page.get_size()
    bitmap = page.render(scale=_scale(width, height, name, number), grayscale=True)
    buffer = memoryview(bitmap.buffer).cast("B")
    with image.open("wb") as out:
        out.write(b"P5 %d %d 255\n" % (bitmap.width, bitmap.height))
        for row in range(bitmap.height):
            start = row * bitmap.stride
            out.write(buffer[start : start + bitmap.width])


def _scale(width: float, height: float, name: str, number: int) -> float:
    """Pixels to a point: 300 to an inch, fewer where the page is very large."""
    if max(width, height) > LONGEST_SIDE:
        raise InputError(
            "Trang %(page)s của tệp PDF %(name)s có khổ quá lớn (%(width)s × %(height)s mm); hãy "
            "quét hoặc xuất lại trang này ở khổ giấy thật.",
            name=name,
            page=number + 1,
            width=round(width * 25.4 / 72),
            height=round(height * 25.4 / 72),
        )
    area, side = max(width * height, 1), max(width, height, 1)
    return min(_DPI / 72, math.sqrt(_MOST_PIXELS / area), _MOST_PIXELS_A_SIDE / side)


def _recognised(command: list[str], name: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_SECONDS_A_PAGE,
            check=True,
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError) as error:
        raise InputError(
            "Không nhận dạng được chữ trên bản chụp %(name)s; hãy quét lại rõ hơn.", name=name
        ) from error
    return done.stdout.decode("utf-8", "replace")
