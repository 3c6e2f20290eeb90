"""The lines of a Word part: paragraphs, rows of tables, text boxes. All who read Word read here.

`files.word.reading` takes the text, `papers.comments` finds each letter of it again in the file,
`papers.reading` looks how it is set.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from goc.files.word.letters import (
    ALTERNATE,
    MATH,
    SKIPPED,
    UNREADABLE,
    Letters,
    Line,
    Piece,
    chosen,
)
from goc.files.word.names import TBL, TC, TR, VAL, P, at, q, value
from goc.files.word.numbering import Lists
from goc.files.word.styles import Styles

NUMBER = re.compile(r"[0-9]{1,9}")
WORD_OR_SPACE = re.compile(r"\s+|\S+")
LINE_END, TAB, SPACE = Piece("\n"), Piece("\t"), " "
ROW_ABOUT, ROW_DELETED, BEFORE = q("w:trPr"), q("w:del"), q("w:gridBefore")
CELL_ABOUT, CELL_DELETED = q("w:tcPr"), q("w:cellDel")
SPAN, DOWN, ALONG = q("w:gridSpan"), q("w:vMerge"), q("w:hMerge")
CONTROL, GALLERY = q("w:sdt"), "w:sdtPr/w:docPartObj/w:docPartGallery"
CONTENTS = "Table of Contents"  # what Word calls it in every language
BLOCKS = MATH | {P, TBL}
END_DELETED = q("w:del"), q("w:moveFrom")
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
            if not len(block) and not kept:
                yield []
                continue
            if block.tag == TBL:
                yield from self._table(block)
                continue
            goes_on = _end_is_deleted(block)
            line = kept + self._block(block, is_rest=bool(kept), goes_on=goes_on)
            kept = line if goes_on else []
            if not goes_on:
                yield line
            yield from self._hung()
        if kept:
            yield kept

    def blocks(self, container: Any) -> Iterator[Any]:
        """Its paragraphs and tables, and equations between them; controls are read through, but not
        the table of contents, which says the headings once more.
        """
        for child in container.iterchildren("*"):
            tag = child.tag
            if tag in BLOCKS:
                yield child
            elif tag == ALTERNATE:
                yield from self.blocks(chosen(child))
            elif tag in UNREADABLE:
                self.letters.unread[UNREADABLE[tag]] += 1
            elif tag not in SKIPPED and not _is_contents(child):
                yield from self.blocks(child)

    def _block(self, block: Any, *, is_rest: bool = False, goes_on: bool = False) -> Line:
        """A paragraph with its number, unless it is the rest of a line; one that was deleted whole
        has none.
        """
        if block.tag != P:
            return self.letters.alone(block)
        line = self.letters.of(block)
        is_empty = not has_words(line)
        if is_rest or (is_empty and goes_on):
            return line
        label = self._lists.label(block)
        if is_empty:
            return line
        if not label:
            self._lists.interrupted()
        return [Piece(label), *line] if label else line

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
            yield from self._row(cells) if len(cells) != 1 or None in cells else self._frame(*cells)

    def _row(self, cells: list[Any]) -> Iterator[Line]:
        inner: list[Any] = []
        found = [self._cell(cell, inner) for cell in cells]
        if any(found):
            yield joined(found, TAB)
        for within in inner:
            yield from self._table(within)
        yield from self._hung()

    def _frame(self, cell: Any) -> Iterator[Line]:
        """The one cell of a row is a frame around what stands in it."""
        return filter(has_words, self.lines(cell))

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
        about = _about(row, ROW_ABOUT)
        if ROW_DELETED in about:
            continue
        found: list[Any] = []
        columns: set[int] = set()
        column = _count(about.get(BEFORE), 0)
        for cell in _within(row, TC):
            about = _about(cell, CELL_ABOUT)
            if about.get(ALONG) != "continue" and CELL_DELETED not in about:
                found.append(None if column in above and about.get(DOWN) == "continue" else cell)
            columns.add(column)
            column += max(1, _count(about.get(SPAN), 1))
        yield found
        above = columns


def _about(element: Any, name: str) -> dict[str, str]:
    """What is said of a row or a cell, by tag; a merge that says no more goes on."""
    properties = next(element.iterchildren(name), ())
    return {one.tag: one.get(VAL, "continue") for one in properties}


def _within(element: Any, wanted: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those in controls."""
    for child in element.iterchildren("*"):
        tag = child.tag
        if tag == wanted:
            yield child
        elif tag == ALTERNATE:
            yield from _within(chosen(child), wanted)
        elif tag not in SKIPPED:
            yield from _within(child, wanted)


def _count(said: str | None, otherwise: int) -> int:
    return int(said) if said and NUMBER.fullmatch(said) else otherwise


def _is_contents(element: Any) -> bool:
    return element.tag == CONTROL and value(element, GALLERY) == CONTENTS


def _end_is_deleted(paragraph: Any) -> bool:
    about = at(paragraph, "w:pPr/w:rPr")
    return about is not None and next(about.iterchildren(*END_DELETED), None) is not None


def has_words(line: Line) -> bool:
    return any(piece.text.strip() for piece in line)


def joined(lines: list[Line], between: Piece) -> Line:
    return [piece for line in lines for piece in (between, *line)][1:]


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
