"""The lines of a Word part: paragraphs, rows of tables, text boxes. All who read Word read here.

`files.word.reading` takes the text, `papers.comments` finds each letter of it again in the file,
`papers.reading` looks how it is set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from goc.files.word.letters import ALTERNATE, MATH, SKIPPED, UNREADABLE, Letters, Line, Piece, chosen
from goc.files.word.names import P, TBL, TC, TR, VAL, q, value
from goc.files.word.numbering import Lists
from goc.files.word.styles import Styles

NUMBER = re.compile(r"[0-9]{1,9}")
WORD_OR_SPACE = re.compile(r"\s+|\S+")
LINE_END, TAB, SPACE = Piece("\n"), Piece("\t"), " "
PARAGRAPH_OF_DRAWING, TEXT_OF_DRAWING = q("a:p"), q("a:t")


class Story:
    """One reading of one part, in its order."""

    def __init__(
        self,
        root: Any,
        styles: Styles | None = None,
        lists: Lists | None = None,
        drawn: Callable[[Any], list[Any]] | None = None,
    ) -> None:
        styles = styles or Styles(None)
        self.letters = Letters(root, styles, drawn)
        self._lists = lists or Lists(styles)

    def lines(self, container: Any) -> Iterator[Line]:
        """A paragraph is a line, with the line ends in it; a row of a table is one, its cells
        parted by tabs; what stands in boxes comes behind the paragraph or row it hangs on.

        A paragraph whose end was deleted goes on in the next.
        """
        kept: Line = []
        for block in self.blocks(container):
            if block.tag == TBL:
                yield from self._table(block)
                continue
            line = kept + self._block(block, begun=bool(kept))
            kept = line if _end_is_deleted(block) else []
            if not _end_is_deleted(block):
                yield line
            yield from self._hung()
        if kept:
            yield kept

    def blocks(self, container: Any) -> Iterator[Any]:
        """Its paragraphs and tables, and equations between them; controls are read through."""
        for child in container.iterchildren("*"):
            if child.tag in (P, TBL) or child.tag in MATH:
                yield child
            elif child.tag == ALTERNATE:
                yield from self.blocks(chosen(child))
            elif child.tag in UNREADABLE:
                self.letters.unread[UNREADABLE[child.tag]] += 1
            elif child.tag not in SKIPPED:
                yield from self.blocks(child)

    def _block(self, block: Any, *, begun: bool = False) -> Line:
        """A paragraph with its number, unless it goes on a line that has `begun`."""
        if block.tag != P:
            return self.letters.alone(block)
        line = self.letters.of(block)
        is_empty = not any(piece.text.strip() for piece in line)
        if begun or (is_empty and _end_is_deleted(block)):
            return line
        label = self._lists.label(block)
        if not is_empty and not label:
            self._lists.interrupted()
        return [Piece(label), *line] if label and not is_empty else line

    def _hung(self) -> Iterator[Line]:
        while self.letters.boxes:
            boxes, self.letters.boxes = self.letters.boxes, []
            for box in boxes:
                if box.tag == PARAGRAPH_OF_DRAWING:
                    yield [Piece(text.text or "") for text in box.iter(TEXT_OF_DRAWING)]
                else:
                    yield from self.lines(box)

    def _table(self, table: Any) -> Iterator[Line]:
        for cells in rows(table):
            if len(cells) == 1 and cells[0] is not None:
                yield from self._frame(cells[0])
                continue
            inner: list[Any] = []
            yield joined([self._cell(cell, inner) for cell in cells], TAB)
            for within in inner:
                yield from self._table(within)
            yield from self._hung()

    def _frame(self, cell: Any) -> Iterator[Line]:
        """The one cell of a row is a frame around what stands in it."""
        for line in self.lines(cell):
            if any(piece.text.strip() for piece in line):
                yield line

    def _cell(self, cell: Any, inner: list[Any]) -> Line:
        """Single spaces between words, none at the ends; tables in it are handed on."""
        if cell is None:
            return []
        found: list[Line] = []
        for block in self.blocks(cell):
            if block.tag == TBL:
                inner.append(block)
            else:
                found.append(self._block(block))
        return single_spaced(joined(found, LINE_END))


def rows(table: Any) -> Iterator[list[Any]]:
    """The cells of each row; None for one that belongs to the cell above, so that the others keep
    their places. Spans are only counted: a wide one costs nothing.
    """
    above: set[int] = set()
    for row in _within(table, TR):
        if row.find(f"{q('w:trPr')}/{q('w:del')}") is not None:
            continue
        found: list[Any] = []
        columns: set[int] = set()
        column = _count(row, "w:trPr/w:gridBefore", 0)
        for cell in _within(row, TC):
            if not _goes_along(cell):
                found.append(None if column in above and _goes_on(cell) else cell)
            columns.add(column)
            column += max(1, _count(cell, "w:tcPr/w:gridSpan", 1))
        yield found
        above = columns


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in controls."""
    for child in element.iterchildren("*"):
        if child.tag == wanted:
            yield child
        elif child.tag == ALTERNATE:
            yield from _within(chosen(child), wanted)
        elif child.tag not in SKIPPED:
            yield from _within(child, wanted)


def _goes_on(cell: Any) -> bool:
    """Whether it belongs to the cell above."""
    return _merge(cell, "w:vMerge")


def _goes_along(cell: Any) -> bool:
    """Whether it belongs to the cell before, as old files say it; or was deleted."""
    return _merge(cell, "w:hMerge") or cell.find(f"{q('w:tcPr')}/{q('w:cellDel')}") is not None


def _merge(cell: Any, name: str) -> bool:
    merge = cell.find(f"{q('w:tcPr')}/{q(name)}")
    return merge is not None and merge.get(VAL, "continue") == "continue"


def _count(element: Any, path: str, otherwise: int) -> int:
    said = value(element, path, "") or ""
    return int(said) if NUMBER.fullmatch(said) else otherwise


def _end_is_deleted(paragraph: Any) -> bool:
    about = paragraph.find(f"{q('w:pPr')}/{q('w:rPr')}")
    if about is None:
        return False
    return any(about.find(q(name)) is not None for name in ("w:del", "w:moveFrom"))


def joined(lines: list[Line], between: Piece) -> Line:
    made: Line = []
    for number, line in enumerate(lines):
        made += [between] if number else []
        made += line
    return made


def single_spaced(line: Line) -> Line:
    """Single spaces between words, none at the ends; each piece knows where it stands."""
    made: Line = []
    for piece in line:
        for part in WORD_OR_SPACE.finditer(piece.text):
            at = piece.at + part.start()
            if not part[0].isspace():
                made.append(Piece(part[0], piece.leaf, at))
            elif made and made[-1].text != SPACE:
                made.append(Piece(SPACE, piece.leaf, at))
    return made[:-1] if made and made[-1].text == SPACE else made
