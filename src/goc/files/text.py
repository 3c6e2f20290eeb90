"""The text of a plain file, in the child; and the bounds every text read keeps."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from pathlib import Path

from goc.files.caps import LONGEST_LINE, MOST_CHARACTERS, MOST_LINES
from goc.lib.errors import InputError
from goc.viet.cleaning import tidy

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1f]")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:[\u00a0\u2007\u2009\u202f]\d{3})+(?!\d)")
_NO_BREAKS = re.compile(r"[\u00a0\u2007\u2009\u202f]")
_BYTES = 4
"""Of a character, at most."""


def read(path: str, name: str) -> str:
    file = Path(path)
    if file.stat().st_size > _BYTES * MOST_CHARACTERS:
        raise _too_long(name)
    return joined(decoded(file.read_bytes(), name).split("\n"), name)


def decoded(data: bytes, name: str) -> str:
    encoding = next((name for bom, name in _BOMS if data.startswith(bom)), None) or _guess(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise InputError(
            "Không đọc được chữ trong tệp %(name)s (không phải Unicode, có thể là bảng mã TCVN3 "
            "hoặc VNI); hãy "
            "lưu lại dạng UTF-8.",
            name=name,
        ) from error
    if len(_BINARY.findall(text[:100_000])) > len(text[:100_000]) // 200:
        raise InputError(
            "Tệp %(name)s không phải văn bản: hãy đưa tệp .txt, .docx hoặc .pdf.", name=name
        )
    return text


def _guess(data: bytes) -> str:
    """UTF-16 without a mark shows as zero bytes on one side."""
    sample = data[:4000]
    if len(sample) >= 4 and sample[1::2].count(0) > len(sample) // 5:
        return "utf-16-le"
    if len(sample) >= 4 and sample[0::2].count(0) > len(sample) // 5:
        return "utf-16-be"
    return "utf-8"


def plain(text: str) -> str:
    """One spelling of what was read, which all offsets count in: line ends as \\n, NFC, the letters
    of this site (`viet.cleaning`), thousands grouped by narrow spaces grouped by dots.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    return tidy(_GROUPED.sub(lambda number: _NO_BREAKS.sub(".", number[0]), lines))


def joined(parts: Iterable[str], name: str) -> str:
    """The parts by line ends, while they stay within the bounds."""
    kept: list[str] = []
    length = 0
    for part in parts:
        length += len(part) + 1
        if length > MOST_CHARACTERS or len(kept) == MOST_LINES:
            raise _too_long(name)
        if len(part) > LONGEST_LINE and max(map(len, part.split("\n"))) > LONGEST_LINE:
            raise InputError(
                "Tệp %(name)s có một dòng dài hơn %(most)s triệu ký tự, không phải văn bản viết cho "
                "người đọc; hãy chọn đúng tệp.",
                name=name,
                most=LONGEST_LINE // 10**6,
            )
        kept.append(part)
    return "\n".join(kept)


def _too_long(name: str) -> InputError:
    return InputError(
        "Tệp %(name)s dài hơn %(most)s triệu ký tự hoặc %(lines)s nghìn dòng; hãy tách lấy phần cần đọc.",
        name=name,
        most=MOST_CHARACTERS // 10**6,
        lines=MOST_LINES // 1000,
    )
