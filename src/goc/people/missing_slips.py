"""Phiếu bổ sung, cập nhật cán bộ: what is not known of the persons of a commune, as a sheet to
print,
fill in by pen and sign. Blank boxes stand for exactly what is missing; it is entered with «nhập
hộ».
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import override

from goc.desk.signed_lists import signed_list
from goc.lists.kinds import typed
from goc.papers.model import Appendix, Cell, Head, Paper, Row, Table
from goc.people.queries import MISSING
from goc.people.worklists import Lacking
from goc.units.models import Unit

KIND = "Phiếu bổ sung, cập nhật cán bộ"
KNOWN = "đã có"
SIGNS = ("Cán bộ kê khai", "Chỉ huy trưởng xác nhận")
BY_PEN = "…………………………………………"
EACH, TOGETHER = "person", "unit"
WIDE, PEN = 20, 13.0
"""mm of a box, points of its letters: room for the pen."""


@dataclass(frozen=True)
class Slip:
    """The persons of one unit of whom something is missing."""

    name: str
    rows: Sequence[Lacking]


def slips_of(rows: Sequence[Lacking], names: Mapping[int, str]) -> list[Slip]:
    """One for each unit that keeps the files, in the order of the units' names."""
    found: dict[int, list[Lacking]] = defaultdict(list)
    for row in rows:
        found[row.keeper.pk].append(row)
    named = sorted((names.get(unit, ""), own) for unit, own in found.items())
    return [Slip(name, own) for name, own in named]


def slips_paper(slips: Sequence[Slip], how: str, *, unit: Unit, today: date) -> Paper:
    """`slips`: one at least; `how`: a table for each unit, or a page for each person."""
    made = list(_sheets_of_persons(slips) if how == EACH else _sheets_of_units(slips))
    return signed_list(unit=unit, kind=KIND, subject=made[0].title, sheets=made, today=today)


def label_of(key: str) -> str:
    with override("vi"):
        return str(MISSING[key])


def _sheets_of_units(slips: Sequence[Slip]) -> Iterator[Appendix]:
    """The columns are those that somebody of the unit lacks."""
    for number, slip in enumerate(slips, 1):
        keys = [key for key in MISSING if any(key in row.keys for row in slip.rows)]
        heads = (
            Head("TT", label="1", width=8),
            Head("Họ và tên", label="2", width=36),
            Head("Ngày sinh", label="3", width=18),
            *(Head(label_of(key), label=str(n), width=WIDE) for n, key in enumerate(keys, 4)),
            Head("Ký xác nhận", label=str(len(keys) + 4), width=22),
        )
        rows = [_line(n, row, keys) for n, row in enumerate(slip.rows, 1)]
        table = Table(heads, tuple(rows), people=False, font_size=PEN)
        yield Appendix(str(number), slip.name, table, _NOTE, signed=True)


_NOTE = ("(Ghi vào các ô để trống; ô ghi “đã có” không phải ghi)",)


def _line(number: int, row: Lacking, keys: Sequence[str]) -> Row:
    boxes = (Cell("" if key in row.keys else KNOWN, align="center") for key in keys)
    born = typed(row.person.birth_date or row.person.birth_year)
    known = (Cell(row.person.full_name), Cell(born))
    return Row((Cell(str(number), align="center"), *known, *boxes, Cell()))


def _sheets_of_persons(slips: Sequence[Slip]) -> Iterator[Appendix]:
    number = 0
    for slip in slips:
        for row in slip.rows:
            number += 1
            yield _page(number, row, slip.name)


def _page(number: int, row: Lacking, unit: str) -> Appendix:
    heads = (
        Head("TT", label="1", width=10),
        Head("Nội dung", label="2", width=60),
        Head("Kê khai bổ sung", label="3", width=95),
    )
    known: list[tuple[str, Any]] = [
        ("Họ và tên", row.person.full_name),
        ("Mã cán bộ", row.person.code),
        ("Đơn vị quản lý hồ sơ", unit),
    ]
    asked = [(label_of(key), BY_PEN) for key in row.keys]
    signed = [(post, "(ký, ghi rõ họ tên, ngày)") for post in SIGNS]
    rows = [
        Row((Cell(str(n), align="center"), Cell(label), Cell(str(value))))
        for n, (label, value) in enumerate([*known, *asked, *signed], 1)
    ]
    title = f"{row.person.full_name}, {unit}"
    table = Table(heads, tuple(rows), people=False, font_size=PEN)
    return Appendix(str(number), title, table, orientation="portrait")
