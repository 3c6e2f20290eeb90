"""The text of a PDF page by page, in the child, which pages are scans, and how many pictures stand
on the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
from pypdfium2 import raw

from goc.files.caps import MANY_PAGES, MOST_PAGES
from goc.files.pdf.letters import letters
from goc.files.pdf.paragraphs import Page, texts
from goc.files.pdf.rows import rows
from goc.files.pdf.rulings import Rulings
from goc.lib.errors import InputError
from goc.lib.progress import Report, silent

_LEAST_LETTERS = 12
_LEAST_SIDE = 40
"""Points: a smaller picture is an ornament."""
_IMAGE = raw.FPDF_PAGEOBJ_IMAGE


def read(
    path: str, name: str, at_once: bool, report: Report = silent
) -> tuple[int, list[str], list[int], dict[str, int]]:
    """How many pages there are, their texts, the numbers from 0 of those that are scans, and how
    many things of a kind are not in the texts.

    `at_once`: where there are more than `MANY_PAGES`, only how many.
    """
    pages: list[Page] = []
    scans: list[int] = []
    pictures = 0
    with opened(path, name) as document:
        count = len(document)
        if at_once and count > MANY_PAGES:
            return count, [], scans, {}
        for number in range(count):
            report(100 * number // count, f"Đọc trang {number + 1}/{count}")
            page, own = _page(document, number)
            pages.append(page)
            if own and _letters(page) < _LEAST_LETTERS:
                scans.append(number)
            else:
                pictures += own
        report(100, f"Đã đọc {count} trang")
    return count, texts(pages), scans, {"pictures": pictures} if pictures else {}


def _letters(page: Page) -> int:
    return sum(char.isalpha() for row in page.rows for char in row.text)


@contextmanager
def opened(path: str, name: str) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise InputError(
                "Tệp PDF %(name)s có mật khẩu; hãy bỏ mật khẩu rồi đưa lại.", name=name
            ) from error
        raise InputError(
            "Tệp PDF %(name)s bị hỏng, không mở được; hãy lấy lại bản gốc.", name=name
        ) from error
    try:
        if len(document) > MOST_PAGES:
            raise InputError(
                "Tệp PDF %(name)s có %(count)d trang; chỉ đọc được tới %(most)d trang. Hãy tách "
                "lấy phần cần đọc.",
                name=name,
                count=len(document),
                most=MOST_PAGES,
            )
        yield document
    except pypdfium2.PdfiumError as error:
        raise InputError(
            "Tệp PDF %(name)s bị hỏng, không đọc được hết các trang.", name=name
        ) from error
    finally:
        document.close()


def _page(document: Any, number: int) -> tuple[Page, int]:
    """Its rows, and how many pictures are large enough to hold words."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        upright, aside = letters(page, text_page)
        text_page.close()
        found = rows(upright, aside, Rulings.of(page))
        return Page(page.get_width(), page.get_height(), found), sum(
            map(_may_hold_words, _images(page))
        )
    finally:
        page.close()


def _images(page: Any) -> Iterator[Any]:
    return iter(page.get_objects(filter=[_IMAGE], max_depth=2))


def _may_hold_words(image: Any) -> bool:
    left, bottom, right, top = image.get_bounds()
    return bool(min(right - left, top - bottom) > _LEAST_SIDE)
