"""Which letters of a part are the code of a field and which its result."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from goc.files.word.names import q

CHAR, KIND, CODE = q("w:fldChar"), q("w:fldCharType"), q("w:instrText")
DELETED = {q("w:del"), q("w:moveFrom")}
PAGES = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTIONPAGES)(?![A-Z])", re.I)
"""What these print is no text: it is another on each page."""


@dataclass
class Open:
    """A field that has begun. `shows` once its result stands behind its code."""

    code: str = ""
    shows: bool = False

    @property
    def hides(self) -> bool:
        return not self.shows or is_page_number(self.code)


class Fields:
    """The fields open at a place, while a part is read in its order. One that never ends, as in a
    damaged file, is passed over: all behind it would be lost.
    """

    def __init__(self, root: Any) -> None:
        self._real = set(_ended(root))
        self._open: list[Open] = []

    def pass_by(self, char: Any) -> None:
        if char not in self._real:
            return
        kind = char.get(KIND)
        if kind == "begin":
            self._open.append(Open())
        elif self._open and kind == "separate":
            self._open[-1].shows = True
        elif self._open:
            self._open.pop()

    def hear(self, code: Any) -> None:
        if self._open and not self._open[-1].shows:
            self._open[-1].code += code.text or ""

    @property
    def hide(self) -> bool:
        return any(field.hides for field in self._open)


def is_page_number(code: str) -> bool:
    return PAGES.match(code) is not None


def _ended(root: Any) -> Iterator[Any]:
    """The marks of fields whose end stands too."""
    begun: list[list[Any]] = []
    for char in root.iter(CHAR):
        if _is_deleted(char):
            continue
        kind = char.get(KIND)
        if kind == "begin":
            begun.append([char])
        elif begun and kind == "separate":
            begun[-1].append(char)
        elif begun:
            yield from (*begun.pop(), char)


def _is_deleted(element: Any) -> bool:
    return any(above.tag in DELETED for above in element.iterancestors())
