"""One text from a txt, docx or pdf file, read in child processes, and what of the file is no text;
what cannot be read at all is said in one Vietnamese sentence. Offsets of claims count in the text
returned here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from goc.files import ocr
from goc.files.caps import MANY_PAGES, SECONDS_A_PAGE, SECONDS_AT_ONCE, allowance
from goc.files.kinds import Found, find, kind_of_text
from goc.files.marks.door import check_text_unmarked
from goc.files.text import plain
from goc.lib.errors import InputError
from goc.lib.progress import Report
from goc.lib.terminal import progress
from goc.lib.workers import in_child


@dataclass(frozen=True)
class Unread:
    """So many things of one kind that are in the file and not in the text; `str()` is a Vietnamese
    sentence, its template and `params` are for other languages.
    """

    template: str
    count: int = 0

    @property
    def params(self) -> dict[str, object]:
        return {"count": self.count}

    def __str__(self) -> str:
        return self.template % self.params


KINDS = {
    "pictures": Unread("Còn %(count)d hình ảnh không đọc được chữ."),
    "charts": Unread("Còn %(count)d biểu đồ, sơ đồ không đọc được chữ và số."),
    "objects": Unread(
        "Còn %(count)d đối tượng nhúng (bảng tính, công thức kiểu cũ…) không đọc được."
    ),
    "parts": Unread(
        "Còn %(count)d phần lấy từ tệp khác không đọc được; hãy mở bằng Word rồi lưu lại."
    ),
    "hidden": Unread("Bỏ qua chữ ẩn ở %(count)d đoạn: chữ này không hiện khi in."),
}


@dataclass(frozen=True)
class Document:
    """`counts` is empty when all that is in the file was read: how many of each of `KINDS` are not
    in the text.
    """

    text: str
    counts: Mapping[str, int] = field(default_factory=dict)

    @property
    def unread(self) -> tuple[Unread, ...]:
        return unread_of(self.counts)


def unread_of(counts: Mapping[str, int]) -> tuple[Unread, ...]:
    """In words, in the order of `KINDS`."""
    return tuple(
        replace(kind, count=counts[name]) for name, kind in KINDS.items() if name in counts
    )


@dataclass
class Pages:
    """Of a PDF. There are no `texts` where the pages are too many to be read at once; `scans` are
    the numbers from 0 of those that are a picture; `unread` as a DOCX has it.
    """

    count: int
    texts: list[str]
    scans: list[int]
    unread: dict[str, int]

    @property
    def take_long(self) -> bool:
        return self.count > MANY_PAGES or bool(self.scans)


def read(path: str | Path, report: Report | None = None) -> Document:
    """What a file says; raises InputError with a sentence that says what is wrong and how to mend
    it.

    Without a `report`, long work is told on stderr.
    """
    file = find(path)
    kind = kind_of_text(file)
    return _of_pdf(file, report) if kind == "pdf" else READERS[kind](file)


def read_file(path: str | Path, report: Report | None = None) -> str:
    """The text alone, for who has nobody to tell what is left unread. Raises as `read`."""
    return read(path, report).text


def read_at_once(path: str | Path) -> Document | None:
    """As `read`; None where reading is work for a job: a PDF with scanned pages or of very
    many.
    """
    file = find(path)
    kind = kind_of_text(file)
    if kind != "pdf":
        return READERS[kind](file)
    pages = _pages(file, None, at_once=True)
    ocr.check_count(len(pages.scans), file.name)
    return None if pages.take_long else _of_pages(pages, file.name)


def _of_word(file: Found) -> Document:
    text, unread = _child("goc.files.word.reading:read", file)
    return _finished(text, file.name, unread)


def _of_text(file: Found) -> Document:
    return _finished(_child("goc.files.text:read", file), file.name)


READERS = {"docx": _of_word, "txt": _of_text}


def _child(reader: str, file: Found) -> Any:
    return in_child(reader, str(file.path), file.name, name=file.name, limits=allowance(file.size))


def _of_pdf(file: Found, report: Report | None) -> Document:
    pages = _pages(file, report, at_once=True)
    told = report or progress(file.name)
    if pages.count > MANY_PAGES:
        pages = _pages(file, told, at_once=False, count=pages.count)
    ocr.check_count(len(pages.scans), file.name)
    if pages.scans:
        recognised = ocr.read_pages(file, pages.scans, told)
        for number, text in zip(pages.scans, recognised, strict=True):
            pages.texts[number] = text
        check_text_unmarked(pages.texts[pages.scans[0]])
    return _of_pages(pages, file.name)


def _of_pages(pages: Pages, name: str) -> Document:
    return _finished("\n".join(pages.texts), name, pages.unread)


def _pages(file: Found, report: Report | None, *, at_once: bool, count: int = 0) -> Pages:
    return Pages(
        *in_child(
            "goc.files.pdf.reading:read",
            str(file.path),
            file.name,
            at_once,
            name=file.name,
            limits=allowance(file.size, max(SECONDS_AT_ONCE, count * SECONDS_A_PAGE)),
            report=report,
        )
    )


def _finished(text: str, name: str, unread: Mapping[str, int] | None = None) -> Document:
    text = plain(text)
    if not text.strip():
        raise InputError("Tệp %(name)s không có chữ nào để đọc.", name=name)
    return Document(text, dict(unread or {}))
