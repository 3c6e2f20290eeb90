"""The text of a paper as an office writes it: a head of named lines, an empty line, the body.

    Loại: công văn                   the head: Loại, Ký hiệu, Trích yếu, Kính gửi, Căn cứ, Nơi nhận
    Ký hiệu: {symbol}-NC             (the last three may stand several times; of a sheet that stays
                                     in the office also Người lập: who signs at its foot; of
                                     minutes Các bên: who signs above the one who confirms)
    Trích yếu: đôn đốc {title}
    Kính gửi: {@units}               {@list}: as many lines as the subject computes

    # Phần thứ nhất | KẾT QUẢ        a part: marker, title
    ## I. Đặc điểm tình hình         a section; ### 1. …  and  #### a) …  below it
    Thực hiện {title}, …             a paragraph; {field} is filled in
    Căn cứ {vb:12/QĐ-UBND}, …        a document of the register, in full where it is named first
    - gửi trước ngày {day};          an item
    > Tài liệu nội bộ.               a note, in italics
    ^ Trân trọng kính mời            a centred line
    {@debts}                         alone on its line: blocks the subject computes

Plain: knows no kind and fills in nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from goc.lib.errors import InputError
from goc.papers.model import Level

ONE = ("Loại", "Ký hiệu", "Trích yếu")
MANY = ("Kính gửi", "Căn cứ", "Nơi nhận", "Người lập", "Các bên")
LEVELS: dict[str, Level] = {"#": "part", "##": "roman", "###": "arabic", "####": "letter"}
NAMED = re.compile(r"\{([^{}@\s]+)\}")
LISTED = re.compile(r"\{@([^{}\s]+)\}")
HEADING = re.compile(r"(#{1,4})\s+(.+)")

Kind = Literal["heading", "body", "item", "note", "centered", "list"]
STYLES: dict[str, Kind] = {"> ": "note", "^ ": "centered"}


@dataclass(frozen=True)
class Line:
    """One line of the body. `text` of a list is its name; an item keeps its dash."""

    kind: Kind
    text: str
    level: Level = "part"
    marker: str = ""


@dataclass(frozen=True)
class Template:
    """`head`: each named line with its values."""

    head: Mapping[str, tuple[str, ...]]
    body: tuple[Line, ...] = field(default=())

    def one(self, name: str) -> str:
        return next(iter(self.head.get(name, ())), "")

    @property
    def texts(self) -> Iterator[str]:
        """Everything that fields are filled into."""
        for values in self.head.values():
            yield from (value for value in values if not LISTED.fullmatch(value))
        for line in self.body:
            if line.kind != "list":
                yield f"{line.marker} {line.text}"

    @property
    def lists(self) -> Iterator[str]:
        for values in self.head.values():
            yield from (match[1] for value in values if (match := LISTED.fullmatch(value)))
        yield from (line.text for line in self.body if line.kind == "list")


def read(text: str) -> Template:
    """Raises InputError naming the line that means nothing."""
    lines = [line.strip() for line in text.strip().splitlines()]
    end = lines.index("") if "" in lines else len(lines)
    head = _head(lines[:end])
    body = (_line(line, number) for number, line in enumerate(lines[end:], end + 1) if line)
    return Template(head, tuple(body))


def _head(lines: list[str]) -> dict[str, tuple[str, ...]]:
    head: dict[str, tuple[str, ...]] = {}
    for number, line in enumerate(lines, 1):
        name, _, value = line.partition(":")
        if name not in (*ONE, *MANY) or not value.strip():
            raise InputError(
                "Dòng %(number)s «%(line)s»: phần đầu chỉ gồm các dòng %(names)s, mỗi dòng có nội "
                "dung sau dấu hai chấm; sau phần đầu để một dòng trống.",
                number=number,
                line=line,
                names=", ".join((*ONE, *MANY)),
            )
        if name in ONE and name in head:
            raise InputError(
                "Dòng %(number)s: «%(name)s» chỉ được ghi một lần.", number=number, name=name
            )
        head[name] = (*head.get(name, ()), value.strip())
    for name in ("Loại", "Trích yếu"):
        if name not in head:
            raise InputError("Phần đầu của văn bản thiếu dòng «%(name)s: …».", name=name)
    return head


def _line(line: str, number: int) -> Line:
    if heading := HEADING.fullmatch(line):
        return _heading(LEVELS[heading[1]], heading[2], number)
    if listed := LISTED.fullmatch(line):
        return Line("list", listed[1])
    if LISTED.search(line):
        raise InputError(
            "Dòng %(number)s «%(line)s»: danh sách {@…} phải đứng riêng một dòng.",
            number=number,
            line=line,
        )
    for sign, kind in STYLES.items():
        if line.startswith(sign):
            return Line(kind, line.removeprefix(sign).strip())
    return Line("item" if line.startswith("- ") else "body", line)


def _heading(level: Level, text: str, number: int) -> Line:
    """A part names its marker before a bar, the others with their first word."""
    marker, _, title = text.partition(" | " if level == "part" else " ")
    if not title.strip():
        raise InputError(
            "Dòng %(number)s «%(line)s»: tiêu đề gồm số mục rồi tên, ví dụ «## I. Đặc điểm» hoặc "
            "«# Phần thứ nhất | KẾT QUẢ».",
            number=number,
            line=text,
        )
    return Line("heading", title.strip(), level, marker.strip())
