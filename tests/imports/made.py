"""Lists as files, and loads of them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import xlsxwriter

from goc.accounts.models import User
from goc.imports import actions, queries, staging
from goc.imports.models import Load
from goc.imports.registry import KINDS
from people.listed import listed

DAY = date(2012, 12, 31)
HEAD = ["TT", "Họ và tên", "Năm sinh", "Giới tính", "Dân tộc", "Chuyên môn", "Đơn vị"]
GOOD = [1, "Nông Văn Đức", 1970, "Nam", "Tày", "Trung cấp", "Xã Một Một"]
ASKED = [2, "Lý Văn Hai", 1971, "Nam", "Tày", "TC Quân sự", "Xã Một Hai"]
ALIKE = [3, "Lý Văn Ba", 1972, "Nam", "Tày", "TC Quân sự", "Xã Một Hai"]
REFUSED = [4, "Hoàng Văn Bốn", 2050, "Nam", "Tày", "Trung cấp", "Xã Một Hai"]
Rows = Sequence[Sequence[Any]]


def workbook(rows: Rows, head: Sequence[str] = HEAD) -> bytes:
    """The head in the first row."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Danh sách")
        for number, row in enumerate([head, *rows]):
            sheet.write_row(number, 0, row)
    return data.getvalue()


def started(by: User, unit: Any, *rows: Sequence[Any], data: bytes = b"", **known: Any) -> Load:
    """A load of these rows, read and checked."""
    given = {"name": "danh-sach.xlsx", "day": DAY, "sender": "Huyện Một", **known}
    load = actions.start_load(
        kind=KINDS["people"], unit=unit, data=data or workbook(rows), by=by, **given
    )
    return actions.go_on(load=load, by=by) if queries.waits_for_checking(load) else load


def loaded(
    by: User, unit: Any, *rows: Sequence[Any], head: Sequence[str] = HEAD, **known: Any
) -> Load:
    """The same without a file: staged as if it had been read."""
    given = {"sender": "Huyện Một", "day": DAY, "name": "danh-sach.xlsx", **known}
    load = Load.objects.create(
        kind="people", owner=by, unit=unit, sha256="0" * 64, size=1, state="mending", **given
    )
    staging.stage(load, listed(head, rows))
    load.save()
    return actions.check_load(load=load, by=by)


def faults(load: Load) -> list[tuple[int, str, str]]:
    """Row, letter and what stands there, of all that is wrong."""
    return list(
        load.remarks.filter(sort="fault")
        .order_by("row", "pk")
        .values_list("row", "letter", "value")
    )
