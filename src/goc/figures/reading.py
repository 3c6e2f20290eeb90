"""A definition file as items with their lines, so that every fault names file and line. Plain."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from goc.lib.errors import InputError

SECTIONS = ("indicator", "table", "column", "partition", "block", "remark", "row")
WORDS: dict[Any, str] = {
    str: "chữ",
    int: "số nguyên",
    float: "số",
    bool: "true hoặc false",
    date: "ngày",
    list: "danh sách",
    dict: "bảng {khóa = giá trị}",
    "texts": "danh sách chữ",
    "numbers": "danh sách số nguyên",
}


@dataclass(frozen=True)
class Item:
    """One [[section]] of a file: its keys, and how to say what is wrong with them."""

    reader: Reader
    section: str
    index: int
    row: dict[str, Any]

    def fault(self, key: str, why: str) -> InputError:
        line = self.reader.line(self.section, self.index, key)
        return InputError(
            "%(file)s, dòng %(line)d: %(why)s.", file=self.reader.path, line=line, why=why
        )

    def check(self, keys: Mapping[str, Any], required: tuple[str, ...]) -> None:
        """Every key known and of its type (a key of WORDS), none of the required missing. Raises
        InputError.
        """
        for key, value in self.row.items():
            if key not in keys:
                raise self.fault(key, f"không có khóa «{key}»")
            if not fits(value, keys[key]):
                raise self.fault(key, f"«{key}» phải là {WORDS[keys[key]]}, không phải {value!r}")
        for key in required:
            if key not in self.row:
                raise self.fault("", f"thiếu «{key}»")

    def one_of(self, key: str, choices: tuple[str, ...]) -> None:
        if self.row[key] not in choices:
            raise self.fault(key, f"{key} «{self.row[key]}» phải là một trong {', '.join(choices)}")


def fits(value: Any, kind: Any) -> bool:
    if kind == "texts":
        return isinstance(value, list) and all(isinstance(v, str) for v in value)
    if kind == "numbers":
        return isinstance(value, list) and all(fits(v, int) for v in value)
    if isinstance(value, bool):
        return kind is bool
    return isinstance(value, int | float) if kind is float else isinstance(value, kind)


class Reader:
    """One file: its text for line numbers, and its items. Raises InputError for what is no TOML."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self.text = path.read_text("utf-8")
            self.data = tomllib.loads(self.text)
        except UnicodeDecodeError as why:
            raise InputError(
                "%(file)s: không phải văn bản UTF-8 (vị trí %(at)d).", file=path, at=why.start
            ) from None
        except tomllib.TOMLDecodeError as why:
            place = re.search(r"line (\d+)", str(why))
            line = int(place.group(1)) if place else self.text.count("\n") + 1
            raise InputError(
                "%(file)s, dòng %(line)d: sai cú pháp TOML.", file=path, line=line
            ) from None
        for section in self.data:
            if section not in SECTIONS:
                raise InputError(
                    "%(file)s, dòng %(line)d: không có mục «%(name)s».",
                    file=path,
                    line=self._first(section),
                    name=section,
                )

    def items(self, section: str) -> Iterator[Item]:
        rows = self.data.get(section, [])
        if not isinstance(rows, list) or not all(isinstance(r, dict) for r in rows):
            raise InputError(
                "%(file)s, dòng %(line)d: mục này viết là [[%(name)s]].",
                file=self.path,
                line=self._first(section),
                name=section,
            )
        for index, row in enumerate(rows):
            yield Item(self, section, index, row)

    def table(self) -> Item | None:
        """The one [table] of a file; columns without it are a fault."""
        row = self.data.get("table")
        if row is None:
            for section in SECTIONS[2:]:
                for item in self.items(section):
                    raise item.fault("", f"[[{section}]] cần một mục [table] trong cùng tệp")
            return None
        if not isinstance(row, dict):
            raise InputError(
                "%(file)s, dòng %(line)d: một tệp chỉ có một mục [table].",
                file=self.path,
                line=self._first("table"),
            )
        return Item(self, "table", 0, row)

    def _first(self, section: str) -> int:
        match = re.search(rf"(?m)^\s*(\[+\s*)?{re.escape(section)}\b", self.text)
        return self.text.count("\n", 0, match.start()) + 1 if match else 1

    def line(self, section: str, index: int, key: str = "") -> int:
        """The line of the index-th [[section]], or of `key` within it. Of `section = [` with an
        item a line: the line of the item.
        """
        if found := re.search(rf"(?m)^{section} = \[\s*$", self.text):
            return self._line_of_item(found.end(), index)
        heads = list(re.finditer(r"(?m)^[ \t]*\[\[?\s*(\w+)\s*\]\]?", self.text))
        own = [n for n, m in enumerate(heads) if m.group(1) == section]
        at = own[index] if index < len(own) else None
        start = heads[at].start() if at is not None else 0
        end = heads[at + 1].start() if at is not None and at + 1 < len(heads) else len(self.text)
        inside = (
            re.compile(rf"(?m)^[ \t]*{re.escape(key)}\s*=").search(self.text, start, end)
            if key
            else None
        )
        return self.text.count("\n", 0, inside.start() if inside else start) + 1

    def _line_of_item(self, begin: int, index: int) -> int:
        items = [m.end() for m in re.finditer(r"(?m)^[ \t]*\{", self.text[begin:])]
        at = items[index] if index < len(items) else 0
        return self.text.count("\n", 0, begin + at) + 1
