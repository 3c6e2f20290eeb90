"""Word comments on words of a text: on the DOCX it was read from, or on one made of the text.

Offsets count in the text that `goc.files.reading.read_file` gives; how it joins paragraphs, cells
and notes is followed here.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from goc.files import archives, word
from goc.files.caps import allowance, building
from goc.lib.workers import in_child
from goc.papers.formats.docx import page, typeface
from goc.papers.profiles import profile_for
from goc.papers.zips import stable

AUTHOR, INITIALS = "Gốc", "G"
MANY_NOTES, SECONDS_A_NOTE = 1000, 0.005
_TEXT = "w:br | w:cr | w:noBreakHyphen | w:ptab | w:t | w:tab"
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Note:
    """What is said about the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Char:
    """A character as the reader gives it, and where it stands; without a run: a line end, a tab
    between cells.
    """

    char: str
    run: Any = None
    at: int = 0


def comment_text(text: str, notes: Sequence[Note], *, on: date) -> bytes:
    """A new DOCX with a paragraph for each line, commented; page and typeface of an office's paper
    of the day.
    """
    document, rule = docx.Document(), profile_for("civil", on)
    typeface(document, rule)
    page(document.sections[0], rule, 210, 297)
    end = document.element.body.sectPr
    for line in _FORBIDDEN.sub(" ", text).split("\n"):
        paragraph = OxmlElement("w:p")
        end.addprevious(paragraph)  # python-docx looks for this place anew each time
        if line:
            Paragraph(paragraph, document._body).add_run(line)
    return _saved(document, notes, on)


def comment_docx(data: bytes, notes: Sequence[Note], *, on: date) -> bytes:
    """The same DOCX with comments; a note on a footnote stands at the end of the body. Equal input,
    equal bytes.
    """
    return _saved(docx.Document(io.BytesIO(data)), notes, on)


def commented(source: str | bytes, notes: Sequence[Note], *, on: date, name: str) -> bytes:
    """A text or the bytes of a DOCX with comments, made in a child process; `name` is for the
    sentence when it cannot be done.
    """
    extra = building(len(source)) + min(len(notes), MANY_NOTES) * SECONDS_A_NOTE
    made: bytes = in_child(
        "goc.papers.comments:comment",
        source,
        [astuple(note) for note in notes],
        on,
        name,
        name=name,
        limits=allowance(len(source), extra),
    )
    return made


def comment(source: str | bytes, notes: Sequence[Sequence[Any]], on: date, name: str) -> bytes:
    """In the child."""
    said = [Note(*note) for note in notes]
    if isinstance(source, str):
        return comment_text(source, said, on=on)
    with archives.damage_told(name, word.damage(name)):
        archives.check(io.BytesIO(source), name)
        return comment_docx(source, said, on=on)


def _saved(document: Any, notes: Sequence[Note], on: date) -> bytes:
    chars = _composed(list(_characters(document)))
    order = {(id(c.run), c.at): n for n, c in reversed(list(enumerate(chars))) if c.run is not None}
    places: dict[int, tuple[_Char, _Char, list[str]]] = {}
    left: list[str] = []
    for note in notes:
        held = [c for c in chars[note.start : note.end] if c.run is not None]
        if not held:
            left.append(note.text)
            continue
        texts = places.setdefault(order[id(held[0].run), held[0].at], (held[0], held[-1], []))[2]
        texts += [note.text] if note.text not in texts else []
    anchors = [
        (_split(first, last), texts)
        for _, (first, last, texts) in sorted(places.items(), reverse=True)
    ]
    if left:
        anchors.insert(0, ([document.add_paragraph().add_run("*")], left))
    for runs, texts in reversed(anchors):
        made = document.add_comment(runs, "\n".join(texts), author=AUTHOR, initials=INITIALS)
        made._comment_elm.set(qn("w:date"), f"{on.isoformat()}T00:00:00Z")
    out = io.BytesIO()
    document.save(out)
    return stable(out.getvalue(), on)


def _characters(document: Any) -> Iterator[_Char]:
    """As `files.word` reads a document: blocks joined by line ends, the cells of a row by tabs."""
    lines: list[list[_Char]] = []
    for block in word.blocks(document.element.body):
        lines += _rows(block) if block.tag == word.TBL else [list(_paragraph(block))]
    yield from _joined(lines, "\n")


def _joined(parts: list[list[_Char]], between: str) -> Iterator[_Char]:
    for n, part in enumerate(parts):
        if n:
            yield _Char(between)
        yield from part


def _rows(table: Any) -> Iterator[list[_Char]]:
    for cells in word.rows(table):
        yield list(_joined([_cell(cell) for cell in cells], "\t"))


def _cell(cell: Any) -> list[_Char]:
    """Single spaces between words, none at the ends."""
    made: list[_Char] = []
    for char in _joined([list(_paragraph(p)) for p in word.paragraphs(cell)], "\n"):
        if not char.char.isspace():
            made.append(char)
        elif made and made[-1].char != " ":
            made.append(_Char(" ", char.run, char.at))
    return made[:-1] if made and made[-1].char == " " else made


def _paragraph(paragraph: Any) -> Iterator[_Char]:
    for run in word.runs(paragraph):
        yield from (_Char(char, run, at) for at, char in enumerate(word.run_text(run)))


def _composed(chars: list[_Char]) -> list[_Char]:
    """In NFC, without a mark at the beginning: a letter of several code points stands where the
    first one stands.
    """
    while chars and chars[0].char == "\ufeff":
        chars = chars[1:]
    if unicodedata.is_normalized("NFC", "".join(c.char for c in chars)):
        return chars
    made: list[_Char] = []
    begin = 0
    for n in range(1, len(chars) + 1):
        if n == len(chars) or not unicodedata.combining(chars[n].char):
            whole = unicodedata.normalize("NFC", "".join(c.char for c in chars[begin:n]))
            made += [_Char(char, chars[begin].run, chars[begin].at) for char in whole]
            begin = n
    return made


def _split(first: _Char, last: _Char) -> list[Run]:
    """The runs from `first` to `last` and nothing more: cut out of longer runs, with their look."""
    _cut(last.run, last.at + 1)
    begun = _cut(first.run, first.at) if first.at else first.run
    end = begun if last.run is first.run else last.run
    return [Run(begun, None), Run(end, None)]  # only their elements are used


def _cut(run: Any, at: int) -> Any:
    """What follows the first `at` characters of the text goes into a new run behind; gives that
    run.
    """
    behind = OxmlElement("w:r")
    if run.rPr is not None:
        behind.append(deepcopy(run.rPr))
    passed, moved = 0, []
    texts = set(run.xpath(_TEXT))
    if at >= len(run.text):
        return run  # nothing follows
    for child in list(run):
        length = len(str(child)) if child in texts else 0
        if passed >= at and child is not run.rPr:
            moved.append(child)
        elif passed + length > at:
            moved.append(_second_half(child, at - passed))
        passed += length
    for child in moved:
        behind.append(child)
    run.addnext(behind)
    return behind


def _second_half(text: Any, at: int) -> Any:
    """Only <w:t> is longer than one character."""
    second = OxmlElement("w:t")
    text.text, second.text = text.text[:at], text.text[at:]
    for part in (text, second):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return second
