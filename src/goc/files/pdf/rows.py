"""Letters of a page put into rows by their places, and rows into cells by gaps and rulings."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from goc.files.pdf.letters import Letter
from goc.files.pdf.rulings import Grid, Ruling, Rulings, grids
from goc.files.pdf.runs import runs
from goc.files.pdf.seams import joined

LEVEL, TOUCH = 0.4, 0.06
"""Parts of a letter's height by which letters of one row may lie apart upwards, and those of one
word sideways.
"""
WORD, COLUMN, COLUMN_WITH_SPACE, TYPED_COLUMN = 0.18, 1.0, 1.6, 2.6
"""Parts of the height: the gap between words; between columns, where there is no space and where
there is one; and one that was typed with many spaces.
"""


@dataclass(frozen=True)
class Row:
    """A row of text, or of a table (`is_table`); places in points."""

    cells: tuple[str, ...]
    left: float
    right: float
    bottom: float
    size: float
    first_word: float = 0
    is_table: bool = False

    @property
    def text(self) -> str:
        return "\t".join(self.cells)

    @property
    def is_running(self) -> bool:
        """Is it one piece of running text?"""
        return len(self.cells) == 1 and not self.is_table


NO_ROW = Row((), 0, 0, 0, 0)
"""Above the first: nothing goes on from it."""


def rows(upright: list[Letter], aside: list[Letter], rulings: Rulings) -> list[Row]:
    """From the top of the page down."""
    tables = grids(rulings)
    inside: dict[int, list[list[Letter]]] = defaultdict(list)
    outside: list[Letter] = []
    for word in _words([*upright, *aside]):
        table = _table_around(word[0], tables)
        if table is None:
            outside += word
        else:
            inside[table].append(word)
    found = list(_lines(outside, rulings.upright))
    for number, words in inside.items():
        found += _of_table(tables[number], words)
    return sorted(found, key=lambda row: -row.bottom)


def _words(letters: list[Letter]) -> Iterator[list[Letter]]:
    """Letters that touch, as they follow each other in the file: a word too wide for its cell
    stays in the one it begins in.
    """
    return runs(letters, lambda word, letter: not _touch(word[-1], letter))


def _touch(last: Letter, letter: Letter) -> bool:
    if last.text.isspace() or letter.text.isspace() or letter.bottom != last.bottom:
        return False
    return letter.number == last.number + 1 and abs(letter.left - last.right) < TOUCH * last.size


def _table_around(letter: Letter, tables: list[Grid]) -> int | None:
    around = (number for number, table in enumerate(tables) if table.field(*letter.middle))
    return next(around, None)


def _of_table(table: Grid, words: list[list[Letter]]) -> Iterator[Row]:
    cells: dict[tuple[int, int], list[Letter]] = defaultdict(list)
    for word in words:
        if field := table.field(*word[0].middle):
            cells[table.cells[field]] += word
    texts = {place: _cell(found) for place, found in cells.items()}
    for row in range(len(table.rows) - 1):
        places = dict.fromkeys(table.cells[row, n] for n in range(len(table.columns) - 1))
        said = tuple(texts.get(place, "") if place[0] == row else "" for place in places)
        if any(said):
            bottom, size = table.rows[row + 1], table.rows[row] - table.rows[row + 1]
            yield Row(said, table.columns[0], table.columns[-1], bottom, size, is_table=True)


def _cell(letters: list[Letter]) -> str:
    return " ".join(joined([row.text for row in _lines(letters, [])]).split())


def _lines(letters: list[Letter], upright: list[Ruling]) -> Iterator[Row]:
    lines = runs(sorted(letters, key=lambda one: -one.bottom), _lies_below)
    return chain.from_iterable(_row(line, upright) for line in lines)


def _lies_below(line: list[Letter], letter: Letter) -> bool:
    return line[0].bottom - letter.bottom > LEVEL * max(line[0].size, letter.size)


def _row(line: list[Letter], upright: list[Ruling]) -> Iterator[Row]:
    gaps = list(_gaps(line))
    if not gaps:
        return
    shown = [gap.letter for gap in gaps]
    between = ["", *(gap.reads_as(upright) for gap in gaps[1:])]
    text = "".join(said + letter.text for said, letter in zip(between, shown, strict=True))
    left, right = shown[0].left, max(letter.right for letter in shown)
    ends = (last.right for last, said in zip(shown, between[1:], strict=False) if said)
    yield Row(
        cells=tuple(text.split("\t")),
        left=left,
        right=right,
        bottom=_median(letter.bottom for letter in shown),
        size=_median(letter.size for letter in shown),
        first_word=next(ends, right) - left,
    )


def _median(measures: Iterable[float]) -> float:
    ordered = sorted(measures)
    return ordered[len(ordered) // 2]


NO_LETTER = Letter("", 0, 0, 0, 0, -1)


@dataclass(frozen=True)
class Gap:
    """A letter shown, and what lies between it and the one before: `spaces`, and `edge`, where the
    last of them or the letter ends.
    """

    last: Letter
    letter: Letter
    spaces: int
    edge: float

    def reads_as(self, upright: list[Ruling]) -> str:
        """Nothing, a space, or the tab of a new column."""
        return _between(self.last, self.letter, self.spaces, self.edge, upright)


def _gaps(line: list[Letter]) -> Iterator[Gap]:
    """From left to right. Drawn twice for a bold look, a letter is read once."""
    last = NO_LETTER
    spaces, edge = 0, 0.0
    for letter in sorted(line, key=lambda one: (one.left, one.number)):
        if letter.text.isspace():
            spaces += 1
            edge = max(edge, letter.right)
        elif not _is_twice(last, letter):
            yield Gap(last, letter, spaces, edge)
            last, spaces, edge = letter, 0, letter.right


def _is_twice(last: Letter, letter: Letter) -> bool:
    return letter.text == last.text and letter.left - last.left < 0.3 * (last.right - last.left)


def _between(last: Letter, letter: Letter, spaces: int, edge: float, upright: list[Ruling]) -> str:
    """Nothing, a space, or the tab of a new column."""
    size, whole, bare = max(last.size, letter.size), letter.left - last.right, letter.left - edge
    is_column = bare > (COLUMN_WITH_SPACE if spaces else COLUMN) * size
    is_typed_column = spaces > 2 and whole > TYPED_COLUMN * size
    if is_column or is_typed_column or _is_ruled(last, letter, upright):
        return "\t"
    is_apart = letter.apart and letter.number == last.number + 2
    return " " if spaces or is_apart or whole > WORD * size else ""


def _is_ruled(last: Letter, letter: Letter, upright: list[Ruling]) -> bool:
    """Whether a line is drawn between two letters."""
    if letter.left <= last.right:
        return False
    middle = (letter.bottom + letter.top) / 2
    return any(
        last.right - 1 <= one.at <= letter.left + 1 and one.covers(middle) for one in upright
    )
