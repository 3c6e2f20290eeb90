"""The degree of secrecy that a plain file bears, in the child: text, CSV, RTF, pages of the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from itertools import islice
from pathlib import Path

from goc.files.marks.stamps import HEAD, Line, degree_in
from goc.files.plainlists import decoded
from goc.lib.errors import InputError

FIRST = 2**20
"""Bytes: the head of a text lies in them."""
RTF_TABLE = re.compile(
    r"\{\\(?:fonttbl|colortbl|stylesheet|info)\b[^{}]*(?:\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}[^{}]*)*\}"
)
"""What stands before the text, with two storeys of groups in it."""
RTF_LETTER = re.compile(r"\\u(-?\d+) ?(?:\\'[0-9a-f]{2}|\?)?")
RTF_BYTES = re.compile(r"(?:\\'[0-9a-fA-F]{2})+")
RTF_PAGES = ("cp1252", "cp1258")
"""Bytes of old fonts, and those of Vietnamese Windows."""
RTF_END = re.compile(r"\\(?:pard?|line|tab|cell|row|sect|page)\b ?")
RTF_CODE = re.compile(r"\\[a-z]+-?\d* ?|\\\*|[{}]")
WITHIN = re.compile(r"</?(?:[biua]|em|strong|span|font|su[bp]|o:p)\b[^>]*>", re.IGNORECASE)
TAG = re.compile(r"<[^>]*>")
SEPARATED = re.compile(r"[;,|]")


def read(path: str, name: str) -> str:
    with Path(path).open("rb") as file:
        return degree_in(islice(filter(_is_filled, _lines(file.read(FIRST), name)), HEAD))


def _is_filled(line: Line) -> bool:
    return any(cell.strip() for cell in line)


def _lines(data: bytes, name: str) -> Iterator[Line]:
    if data.lstrip().startswith(b"{\\rtf"):
        return _of_rtf(data.decode("latin-1"))
    text = _decoded(data, name)
    if text.lstrip("\ufeff \n\r\t").startswith("<"):
        return ([unescape(line)] for line in TAG.sub("\n", WITHIN.sub("", text)).split("\n"))
    return (SEPARATED.split(line) for line in text.splitlines())


def _decoded(data: bytes, name: str) -> str:
    """Nothing for what is no text; a letter may be cut at the end."""
    for end in range(4):
        try:
            return decoded(data[: len(data) - end], name)[1]
        except InputError:
            continue
    return ""


def _of_rtf(text: str) -> Iterator[Line]:
    """Each line as it reads in either code page."""
    bare = RTF_TABLE.sub("", text.replace("\r", "").replace("\n", ""))
    lines = RTF_END.sub("\n", bare).split("\n")
    return ([_letters(line, page) for page in RTF_PAGES] for line in lines)


def _letters(line: str, page: str) -> str:
    def of_bytes(found: re.Match[str]) -> str:
        return bytes.fromhex(found[0].replace("\\'", "")).decode(page, "ignore")

    told = RTF_LETTER.sub(lambda found: chr(int(found[1]) % 65536), line)
    return RTF_CODE.sub("", RTF_BYTES.sub(of_bytes, told))
