"""One NFC text from a txt, docx or pdf file, read in child processes; whatever cannot be read is
said in one Vietnamese sentence. Offsets of claims count in the text returned here.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from goc.files import ocr
from goc.files.caps import MANY_PAGES, SECONDS_A_PAGE, allowance
from goc.files.kinds import Found, find, kind_of_text
from goc.lib.errors import InputError
from goc.lib.progress import Report
from goc.lib.terminal import progress
from goc.lib.workers import in_child
from goc.viet.spelling import nfc

READERS = {"docx": "goc.files.word:read", "txt": "goc.files.text:read"}


@dataclass
class Pages:
    """Of a PDF. There are no `texts` where the pages are too many to be read at once; `scans` are
    the numbers from 0 of those that are a picture.
    """

    count: int
    texts: list[str]
    scans: list[int]

    @property
    def take_long(self) -> bool:
        return self.count > MANY_PAGES or bool(self.scans)


def read_file(path: str | Path, report: Report | None = None) -> str:
    """The text of a file; raises InputError with a sentence that says what is wrong and how to mend
    it.

    Without a `report`, long work is told on stderr.
    """
    file = find(path)
    kind = kind_of_text(file)
    text = _of_pages(file, report) if kind == "pdf" else _of_one(file, kind)
    return _finished(text, file.name)


def read_at_once(path: str | Path) -> str | None:
    """As `read_file`; None where reading is work for a job: a PDF with scanned pages or of very
    many.
    """
    file = find(path)
    kind = kind_of_text(file)
    if kind != "pdf":
        return _finished(_of_one(file, kind), file.name)
    pages = _pages(file, None, at_once=True)
    ocr.check_count(len(pages.scans), file.name)
    return None if pages.take_long else _finished("\n".join(pages.texts), file.name)


def _of_one(file: Found, kind: str) -> str:
    text: str = in_child(
        READERS[kind], str(file.path), file.name, name=file.name, limits=allowance(file.size)
    )
    return text


def _of_pages(file: Found, report: Report | None) -> str:
    pages = _pages(file, report, at_once=True)
    told = report or progress(file.name)
    if pages.count > MANY_PAGES:
        pages = _pages(file, told, at_once=False, count=pages.count)
    ocr.check_count(len(pages.scans), file.name)
    if pages.scans:
        recognised = ocr.read_pages(file, pages.scans, told)
        for number, text in zip(pages.scans, recognised, strict=True):
            pages.texts[number] = text
    return "\n".join(pages.texts)


def _pages(file: Found, report: Report | None, *, at_once: bool, count: int = 0) -> Pages:
    return Pages(
        *in_child(
            "goc.files.pdf:read",
            str(file.path),
            file.name,
            at_once,
            name=file.name,
            limits=allowance(file.size, count * SECONDS_A_PAGE),
            report=report,
        )
    )


def _finished(text: str, name: str) -> str:
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff"))
    if not text.strip():
        raise InputError("Tệp %(name)s không có chữ nào để đọc.", name=name)
    return text
