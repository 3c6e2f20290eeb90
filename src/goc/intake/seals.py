"""The seal of an export, on its last sheet: how the register stood when it was written, row by row.
By it a list that comes back tells what was changed in it, and what in the register meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from goc.lib.canonical import canonical, digest
from goc.viet.names import clean

SHEET = "Kiểm tra"
WHOLE = "SHA-256"
_DIGEST = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{2}/\d{2}/\d{4}")
_NUMBERS = (int, float, Decimal)


@dataclass(frozen=True)
class Seal:
    """`day`: as of which the list was written; `digests`: of each row by its code."""

    day: date | None = None
    digests: Mapping[str, str] = field(default_factory=dict)

    def tells_otherwise(self, code: str, cells: Iterable[Any]) -> bool:
        """Whether the row of this code was sealed with other cells than these."""
        return self.digests.get(code, "") not in ("", digest_of(cells))

    def is_untouched(self, code: str, cells: Iterable[Any]) -> bool:
        """Whether it was sealed with just these."""
        return self.digests.get(code) == digest_of(cells)


def said(value: Any) -> str:
    """A cell the same whether it was written as a day, a number or text."""
    if isinstance(value, datetime | date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return f"{Decimal(str(value)).normalize():f}"
    return clean(str(value if value is not None else ""))


def digest_of(cells: Iterable[Any]) -> str:
    """SHA-256 of a row, whatever types its cells have in a workbook."""
    return digest(canonical([said(value) for value in cells]))


def facts(
    about: Iterable[tuple[str, str]],
    lines: Sequence[Sequence[Any]],
    codes: Sequence[str] = (),
) -> list[tuple[str, str]]:
    """The two columns of the sheet: what is told of the export, the digest of the whole, then that
    of each line by its code, if they have codes.
    """
    whole = digest(canonical([list(map(said, cells)) for cells in lines]))
    rows = zip(codes, map(digest_of, lines), strict=False)
    return [*about, (WHOLE, whole), *rows]


def read(rows: Sequence[Sequence[Any]]) -> Seal:
    """Of the rows of the sheet; an empty one of rows that are no seal."""
    pairs = [(said(row[0]), said(row[1])) for row in rows if len(row) > 1]
    days = [text for _, text in pairs if _DAY.fullmatch(text)]
    found = {code: text for code, text in pairs if code != WHOLE and _DIGEST.fullmatch(text)}
    if not days or not found:
        return Seal()
    return Seal(datetime.strptime(days[-1], "%d/%m/%Y").date(), found)
