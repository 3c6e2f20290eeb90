"""A book understood as a list of one kind: the sheet, the head, its columns, the rows, and what
is to be said about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from goc.files.model import Book, Sheet
from goc.intake import head as heads
from goc.intake import seals
from goc.intake.head import Column, Head, Words, letter
from goc.intake.letters import Converted, InUnicode, in_unicode
from goc.intake.outcome import as_text
from goc.intake.rows import Record, Rows, Skipped
from goc.intake.seals import Seal
from goc.lib.errors import InputError

NOT_SEALED = Seal()


@dataclass(frozen=True)
class Choice:
    """What somebody corrects of how a list was understood: the sheet by its name, the rows of the
    head as numbered in the file, fields by the letter of their column ("" takes it out).
    """

    sheet: str = ""
    head_rows: tuple[int, int] | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Understood:
    """`notes`: what is hidden, left out or was done, in sentences. Rows as numbered in the file.
    `seal`: of our own export, else an empty one. `sheets`: the names of all in the book.
    """

    sheet: str
    encoding: str
    head: Head
    records: Sequence[Record]
    skipped: Sequence[Skipped]
    converted: Sequence[Converted]
    notes: Sequence[str]
    rows: Sequence[Sequence[Any]] = ()
    days_from_1904: bool = False
    seal: Seal = NOT_SEALED
    sheets: Sequence[str] = ()

    @property
    def titles(self) -> str:
        """What stands above the head."""
        above = self.rows[: self.head.first]
        return " ".join(as_text(value) for row in above for value in row)

    def column_of(self, name: str) -> Column | None:
        """The first column of a field; None where the list has none."""
        return next((column for column in self.head.columns if column.field == name), None)


@dataclass(frozen=True)
class _Found:
    """A sheet in which a head was found."""

    sheet: Sheet
    letters: InUnicode
    head: Head


def understood(book: Book, words: Words, choice: Choice | None = None) -> Understood:
    """Raises InputError where no sheet has a head of such a list, with what was looked for."""
    choice = choice or Choice()
    named = [s for s in book["sheets"] if choice.sheet in ("", s["name"])]
    if not named:
        there = ", ".join(f"«{sheet['name']}»" for sheet in book["sheets"])
        raise InputError(
            "Không có sheet «%(name)s»; trong tệp có: %(there)s.", name=choice.sheet, there=there
        )
    found = [one for sheet in named if (one := _found(sheet, book["encoding"], words, choice))]
    if not found:
        raise InputError(
            "Không tìm thấy dòng tiêu đề của danh sách trong %(count)s sheet: cần ít nhất cột "
            "%(columns)s và một cột nữa trong 60 dòng đầu. Hãy chỉ ra dòng tiêu đề và các cột.",
            count=len(named),
            columns=words.told,
        )
    best = max(found, key=lambda one: (not one.sheet["hidden"], len(one.head.fields)))
    head = replace(best.head, columns=_corrected(best.head.columns, choice.columns))
    rows = Rows(best.letters.rows, best.sheet, head, words)
    records, skipped = rows.told_apart()
    return Understood(
        best.sheet["name"],
        best.letters.encoding,
        head,
        records,
        skipped,
        best.letters.converted,
        [*_notes(best.sheet, head), *_others(found, best)],
        rows.rows,
        book["days_from_1904"],
        seals.read(book["sheets"][-1]["rows"]),
        [sheet["name"] for sheet in book["sheets"]],
    )


def _found(sheet: Sheet, bytes_were: str, words: Words, choice: Choice) -> _Found | None:
    """By the rows that somebody chose, else wherever a head is."""
    letters = in_unicode(sheet, bytes_were)
    if choice.head_rows:
        first, last = choice.head_rows
        spread = heads.spread_out(letters.rows[:last], sheet["merged"])
        head: Head | None = heads.at(spread, first - 1, last - 1, words)
    else:
        head = heads.find(letters.rows, sheet["merged"], words)
    return _Found(sheet, letters, head) if head else None


def _corrected(columns: Sequence[Column], chosen: Mapping[str, str]) -> list[Column]:
    """The columns as somebody chose them; a field chosen for one is taken from the others."""
    there = {column.letter for column in columns}
    strange = [name for name in chosen if name not in there]
    if strange:
        raise InputError("Không có cột %(letters)s dưới dòng tiêu đề.", letters=", ".join(strange))
    taken_away = dict.fromkeys(chosen.values())
    return [_chosen(column, {**chosen}, taken_away) for column in columns]


def _chosen(column: Column, chosen: dict[str, str], taken_away: dict[str, None]) -> Column:
    """As it was chosen, else as it was found."""
    if column.letter in chosen:
        return replace(column, field=chosen[column.letter] or None, sets={}, known=True, marked="")
    return replace(column, field=taken_away.get(str(column.field), column.field))


def _notes(sheet: Sheet, head: Head) -> list[str]:
    """What is hidden is read like the rest, and said."""
    last = max((column.at for column in head.columns), default=0)
    rows = [row + 1 for row in sheet["hidden_rows"] if row > head.last and row < len(sheet["rows"])]
    columns = [letter(at) for at in sheet["hidden_columns"] if at <= last]
    untaken = [f"{c.letter} («{c.head}»)" for c in head.columns if not c.field]
    told = (
        ("Dòng đang ẩn, vẫn được đọc: %s.", ", ".join(map(str, rows))),
        ("Cột đang ẩn, vẫn được đọc: %s.", ", ".join(columns)),
        ("Cột không lấy: %s.", ", ".join(untaken)),
        ("Sheet «%s» đang ẩn.", sheet["name"] if sheet["hidden"] else ""),
    )
    return [sentence % what for sentence, what in told if what]


def _others(found: Sequence[_Found], best: _Found) -> list[str]:
    """Sheets that look like lists too."""
    names = [f"«{one.sheet['name']}»" for one in found if one is not best]
    if not names:
        return []
    return [f"Sheet khác cũng có danh sách, chưa đọc: {', '.join(names)}."]
