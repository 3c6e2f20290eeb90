"""What each row under the head is: somebody, a unit for those that follow, a total, the head of the
next page, a signature, nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from goc.files.model import Sheet
from goc.intake.head import Column, Head, Words, key
from goc.intake.outcome import TWO_TABLES, Missing, as_text

TITLE, HEAD, UNIT, TOTAL, SIGNATURE, EMPTY = "title", "head", "unit", "total", "signature", "empty"
PLACE, POST = "unit", "post"
FEW = 2
"""Cells: fewer than three that are like the head's are no head."""
_TOTAL = re.compile(r"(tong )?cong\b.*|tong( so| cong)?( \d.*)?")
_SIGNATURE = re.compile(
    r"(nguoi lap|lap bieu|thu truong|xac nhan cua|thay mat|tm |kt |ky ten|noi nhan|chu tich|"
    r"danh sach (nay )?(co|gom)|(\w+ )?ngay .*thang .*nam|an dinh danh sach|chi huy truong( \(?k|$))"
    r".*"
)
_UPPER = r"tinh|thanh pho|tp|huyen|quan|thi xa|tx|h"
_LOWER = r"xa|phuong|thi tran|tt|dac khu|x|p"
_COUNTED = r"(?:(?:[ivx]+|\d+|[a-h]) )?"
_UNIT_ROW = re.compile(rf"{_COUNTED}(?:{_UPPER}|{_LOWER}) .+")
_UPPER_ROW = re.compile(rf"{_COUNTED}(?:{_UPPER}) .+")
_MARK = re.compile(r"^\s*(?:[IVX]+|\d+|[A-H])\s*[.)/-]\s*")
_COUNT = re.compile(r"[\d.]+|[IVX]+\.?")
_FIGURE = re.compile(r"[\d.]+|=.*")
_NUMBERED = re.compile(r"[a-z]|\(?\d{1,2}\)?")
_PAGE = re.compile(r"trang( so)? \d.*")
MARKS = frozenset({"x", "1", "v", "c", "co"})
VACANT = frozenset({"khuyet", "con khuyet", "dang khuyet", "chua co", "chua bau", "chua bo nhiem"})
"""What stands in place of the name where nobody sits."""
_ROMAN = re.compile(r"([IVX]+)\s*[.)/:-]?(?:\s+.*)?")
_COUNTS = re.compile(r"\s*(?:[(\[]|[:–-]\s*\d).*$")
"""How many there are, behind the name of a unit."""
_NO_NAME = re.compile(rf"{_TOTAL.pattern}|{_NUMBERED.pattern}")


@dataclass(frozen=True)
class Skipped:
    """A row that is about nobody: `row` as numbered in the file, `why` one of the words above."""

    row: int
    why: str


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` as read; `column` where it stands."""

    value: Any
    column: Column


NOWHERE = Cell("", Column(-1, "", None))
"""The cell of a field that the list has no column for."""


@dataclass(frozen=True, slots=True)
class Record:
    """A row about somebody, as numbered in the file: its cells by field. `sets`: what the columns
    say besides. `under`: the units of the rows above it, the nearest first.
    """

    row: int
    cells: Mapping[str, Cell]
    sets: Mapping[str, str] = field(default_factory=dict)
    under: Sequence[str] = ()

    def value(self, name: str) -> Any:
        """Of the field; an empty text where the list has no such column."""
        return self.cells.get(name, NOWHERE).value


@dataclass(frozen=True, slots=True)
class _Row:
    """A row as texts. `number` from 0; `fields`: what of the taken columns is filled; `lone`: its
    only words, a number in front or behind aside; `name`: the key of the name that stands there.
    """

    number: int
    texts: Mapping[int, str]
    fields: Mapping[str, str]
    lone: str
    first: str
    name: str

    @property
    def is_counted_in_roman(self) -> bool:
        """`II | LỘC BÌNH`, `II. LỘC BÌNH`: a unit, even without the word for it."""
        first = next(iter(self.texts.values()), "")
        return bool(self.lone and _ROMAN.fullmatch(first))


class Rows:
    """The rows of a sheet told apart, by a head that was found."""

    def __init__(self, rows: Sequence[Sequence[Any]], sheet: Sheet, head: Head, words: Words):
        self.rows = _with_missing(_filled_down(rows, sheet, head), sheet)
        self.head, self.words = head, words
        self.taken = [column for column in head.columns if column.field]
        self.head_keys = {column.at: key(column.head) for column in head.columns}
        self.below = [self._row(n) for n in range(head.last + 1, len(self.rows))]
        signed = (row.number for row in self.below if _SIGNATURE.fullmatch(row.first))
        self.signed = min(signed, default=len(self.rows))
        self.last_full = max((row.number for row in self.below if self._is_full(row)), default=0)
        self.kinds: Sequence[tuple[Callable[[_Row], bool], str]] = (
            (self._is_empty, EMPTY),
            (self._is_head, HEAD),
            (self._is_full, ""),
            (self._is_total, TOTAL),
            (self._is_unit, UNIT),
            (self._is_signature, SIGNATURE),
        )
        self.ended = False
        self.before = HEAD

    def told_apart(self) -> tuple[list[Record], list[Skipped]]:
        """Those about somebody, and those that are passed over with the reason."""
        records: list[Record] = []
        skipped = [Skipped(n + 1, self._above(n)) for n in range(self.head.first)]
        under: dict[str, str] = {}
        for row in self.below:
            why = next((why for is_such, why in self.kinds if is_such(row)), "")
            if why == UNIT:
                _enter(under, row)
            if why:
                skipped.append(Skipped(row.number + 1, why))
            else:
                records.append(self._record(row.number, under))
            self.before = why
            self.ended |= row.number > self.last_full and why in (TOTAL, SIGNATURE)
        return records, _without_the_end(skipped, records)

    def _row(self, number: int) -> _Row:
        """What is looked at, once for all questions about the row."""
        texts = self._texts(number)
        fields: dict[str, str] = defaultdict(str)
        for column in self.taken:
            if column.at in texts:
                fields[str(column.field)] += f" {texts[column.at]}"
        words = [text for text in texts.values() if not _COUNT.fullmatch(text)]
        lone = words[0] if len(words) == 1 else ""
        first = key(next(iter(texts.values()), ""))
        name = key(fields.get(self.words.name, ""))
        return _Row(number, texts, {**fields}, lone, first, name)

    def _texts(self, number: int) -> dict[int, str]:
        """Cells that say something, by their column."""
        texts = enumerate(map(as_text, self.rows[number]))
        return {at: text for at, text in texts if text}

    def _above(self, number: int) -> str:
        """Rows before the head are its titles."""
        return TITLE if self._texts(number) else EMPTY

    # --- kinds of rows

    def _is_empty(self, row: _Row) -> bool:
        """A number in front, or figures in a column that is not taken, are nothing; nor is a seat
        that nobody has.
        """
        if row.name in VACANT:
            return True
        return not row.fields and all(map(_FIGURE.fullmatch, row.texts.values()))

    def _is_head(self, row: _Row) -> bool:
        """The head again on the next page, or the row of numbers under it (A, B, 1, 2 …)."""
        texts = row.texts
        if _PAGE.fullmatch(key(row.lone)):
            return True
        if len(texts) <= FEW:
            return False
        if all(key(text) in self.head_keys.get(at, "") for at, text in texts.items()):
            return True
        return self.before == HEAD and all(
            _NUMBERED.fullmatch(key(text)) for text in texts.values()
        )

    def _is_full(self, row: _Row) -> bool:
        """Whether the row has a name and something by which one knows people; among signatures the
        post is that of who signs.
        """
        if not self.words.name:
            return self._tells_enough(row)
        core = self.words.core - {POST} if row.number >= self.signed else self.words.core
        return bool(row.name and row.fields.keys() & core) and not _NO_NAME.fullmatch(row.name)

    def _tells_enough(self, row: _Row) -> bool:
        """Of a list without names: all of the core, or two of it before anybody signs."""
        told = row.fields.keys() & self.words.core
        enough = len(told) >= FEW and row.number < self.signed and not self._is_total(row)
        return enough or told == self.words.core

    def _is_total(self, row: _Row) -> bool:
        """`CỘNG`, `Tổng số: 20`."""
        return any(map(_TOTAL.fullmatch, (row.first, key(row.lone))))

    def _is_unit(self, row: _Row) -> bool:
        """Words in the column of units are no row for others: a name is missing there."""
        between = PLACE not in row.fields and row.number < self.last_full
        return between and bool(_UNIT_ROW.fullmatch(key(row.lone)) or row.is_counted_in_roman)

    def _is_signature(self, row: _Row) -> bool:
        """What stands under the total, too."""
        return self.ended or bool(_SIGNATURE.fullmatch(row.first))

    # --- a row about somebody

    def _record(self, number: int, under: Mapping[str, str]) -> Record:
        """The cells by field; a name in two columns is joined."""
        cells: dict[str, Cell] = {}
        sets: dict[str, str] = {}
        row = [*self.rows[number], *[""] * (self.head.columns[-1].at + 1)]
        for column in self.taken:
            name, value = str(column.field), row[column.at]
            if as_text(value):
                cells[name] = Cell(_joined(cells.get(name, NOWHERE), value, column), column)
                sets |= column.sets
            else:
                cells.setdefault(name, Cell("", column))
        return Record(number + 1, cells, sets, [under[level] for level in sorted(under)])


def _joined(before: Cell, value: Any, column: Column) -> Any:
    """Two columns under one head are one text: family name and given name. Those of two tables that
    stand side by side are not.
    """
    told, text = as_text(before.value), as_text(value)
    if column.marked and key(text) in MARKS:
        value = text = column.marked
    if not told:
        return value
    is_beside = column.says_more or column.at == before.column.at + 1
    joined = f"{told} {text}"
    return joined if is_beside else Missing(TWO_TABLES, joined)


def _enter(under: dict[str, str], row: _Row) -> None:
    """A district begins anew, a commune stands in the district above it."""
    text = key(row.lone)
    bare = _COUNTS.sub("", _MARK.sub("", row.lone))
    if _UPPER_ROW.fullmatch(text) or not _UNIT_ROW.fullmatch(text):
        under.clear()
        under["upper"] = bare
    else:
        under["lower"] = bare


def _filled_down(rows: Sequence[Sequence[Any]], sheet: Sheet, head: Head) -> list[list[Any]]:
    """A cell merged with those below it says the same for each of them."""
    filled = [list(row) for row in rows]
    below = [span for span in sheet["merged"] if span[0] > head.last and span[1] == span[3]]
    for top, left, bottom, _ in below:
        for row in filled[top + 1 : bottom + 1]:
            _lengthen(row, left)
            row[left] = row[left] or filled[top][left]
    return filled


def _with_missing(rows: list[list[Any]], sheet: Sheet) -> list[list[Any]]:
    """Cells without a value stand in their places."""
    for told in sheet["unread"]:
        rows.extend([] for _ in range(told["row"] + 1 - len(rows)))
        _lengthen(rows[told["row"]], told["column"])
        rows[told["row"]][told["column"]] = Missing(told["why"], told["text"])
    return rows


def _lengthen(row: list[Any], at: int) -> None:
    """So that the row has a cell there."""
    row.extend([""] * (at + 1 - len(row)))


def _without_the_end(skipped: list[Skipped], records: list[Record]) -> list[Skipped]:
    """Empty rows behind everything are no rows of the list."""
    told = [one.row for one in skipped if one.why != EMPTY]
    last = max([0, *told, *(record.row for record in records)])
    return [one for one in skipped if one.row <= last]
