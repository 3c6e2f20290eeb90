"""The text of a PDF page by page, in the child, and which pages are scans."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2

from goc.files.caps import MANY_PAGES, MOST_PAGES
from goc.lib.errors import InputError
from goc.lib.progress import Report, silent

_LEAST_LETTERS = 12
_IMAGE = 3  # FPDF_PAGEOBJ_IMAGE


def read(
    path: str, name: str, at_once: bool, report: Report = silent
) -> tuple[int, list[str], list[int]]:
    """How many pages there are, their texts, and the numbers from 0 of those that are scans.

    `at_once`: where there are more than `MANY_PAGES`, only how many.
    """
    texts: list[str] = []
    scans: list[int] = []
    with opened(path, name) as document:
        count = len(document)
        if at_once and count > MANY_PAGES:
            return count, texts, scans
        for number in range(count):
            report(100 * number // count, f"Đọc trang {number + 1}/{count}")
            text, is_scan = _page(document, number)
            texts.append(text)
            scans += [number] if is_scan else []
        report(100, f"Đã đọc {count} trang")
    return count, texts, scans


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


def _page(document: Any, number: int) -> tuple[str, bool]:
    """The text of a page, and whether it is a scan: a picture with next to no letters."""
    page = document[number]
    try:
        text_page = page.get_textpage()
        text: str = text_page.get_text_bounded()
        text_page.close()
        few = sum(char.isalpha() for char in text) < _LEAST_LETTERS
        is_scan = few and any(item.type == _IMAGE for item in page.get_objects(max_depth=2))
    finally:
        page.close()
    # pdfium gives U+FFFE or U+0002 for a hyphen at a line end
    return re.sub(r"[\ufffe\x02]\r?\n?", "", text), is_scan
