"""What a file is, by its first bytes and not by its name; looks no further into it."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from goc.files.caps import LARGEST
from goc.files.marks.door import check_unmarked
from goc.lib.errors import InputError

HEAD = 1024
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
PICTURE = "hình ảnh"
OTHERS: tuple[tuple[re.Pattern[bytes], str], ...] = (
    (re.compile(rb"\s*\{\\rtf"), "văn bản RTF"),
    (re.compile(rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis", re.S), "văn bản OpenDocument"),
    (re.compile(rb"(?i)(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html[\s>])"), "trang web (HTML)"),
    (
        re.compile(
            rb"(?i)\s*(?:from|date|subject|mime-version):.*^mime-version:|mime-version:",
            re.S | re.M,
        ),
        "trang web hoặc thư đã lưu (MHTML)",
    ),
    (
        re.compile(
            rb"(?:\xef\xbb\xbf)?\s*<\?xml.*(?:Word\.Document|pkg:package|office:document)", re.S
        ),
        "văn bản Word dạng XML",
    ),
    (
        re.compile(
            rb"\x89PNG|\xff\xd8\xff|GIF8|II\*\x00|MM\x00\*|BM.{4}\x00{4}|RIFF.{4}WEBP", re.S
        ),
        PICTURE,
    ),
)
"""What is told apart from plain text by how it begins, and cannot be read."""
NAMES = {"docx": "Word (.docx)", "pdf": "PDF", "txt": "văn bản thuần (.txt)"}


@dataclass(frozen=True)
class Found:
    """A file that is there and may be opened: where, under what name, how large, how it begins."""

    path: Path
    name: str
    size: int
    head: bytes


def find(path: str | Path, largest: int = LARGEST) -> Found:
    """Raises InputError for what is not there, is no file (a folder, a device, a pipe), is empty
    or too large, RefusedError for what bears a degree of secrecy.
    """
    path = Path(path)
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise InputError(
                "%(name)s không phải là một tệp (thư mục, thiết bị hoặc ống dẫn); hãy chọn một "
                "tệp đã lưu.",
                name=path.name or str(path),
            )
        with path.open("rb") as file:
            head = file.read(HEAD)
    except FileNotFoundError as error:
        raise InputError("Không tìm thấy tệp %(name)s.", name=path.name) from error
    except OSError as error:
        raise InputError(
            "Không mở được tệp %(name)s: %(reason)s.",
            name=path.name,
            reason=error.strerror or str(error),
        ) from error
    if not head:
        raise InputError("Tệp %(name)s rỗng.", name=path.name)
    if about.st_size > largest:
        raise InputError(
            "Tệp %(name)s lớn hơn %(limit)s MB; hãy tách thành các tệp nhỏ hơn.",
            name=path.name,
            limit=largest // 2**20,
        )
    check_unmarked(path)
    return Found(path.absolute(), path.name, about.st_size, head)


def kind_of_text(file: Found) -> str:
    """`docx`, `pdf` or `txt`. Raises InputError for other kinds, Word of old among them, and where
    the name says otherwise.
    """
    kind, named = _content(file), file.path.suffix.lower().lstrip(".")
    if named in NAMES and named != kind:
        raise InputError(
            "Tệp %(name)s không đúng với đuôi tên: nội dung là %(kind)s. Hãy đổi lại đuôi tên "
            "hoặc chọn đúng tệp.",
            name=file.name,
            kind=NAMES[kind],
        )
    return kind


def _content(file: Found) -> str:
    if b"%PDF-" in file.head:
        return "pdf"
    _refuse_others(file)
    if file.head.startswith(ZIP):
        return "docx"
    if file.head.startswith(OLE):
        raise InputError(
            "Tệp %(name)s là Word kiểu cũ (.doc) hoặc Word có mật khẩu; hãy mở bằng Word, bỏ mật "
            "khẩu và lưu lại "
            "dạng .docx.",
            name=file.name,
        )
    return "txt"


def _refuse_others(file: Found) -> None:
    for beginning, kind in OTHERS:
        if beginning.match(file.head) and kind == PICTURE:
            raise InputError(
                "Tệp %(name)s là hình ảnh, không phải văn bản; hãy quét hoặc lưu lại thành PDF để "
                "nhận dạng chữ.",
                name=file.name,
            )
        if beginning.match(file.head):
            raise InputError(
                "Tệp %(name)s là %(kind)s, không đọc được; hãy mở bằng Word và lưu lại dạng .docx.",
                name=file.name,
                kind=kind,
            )
