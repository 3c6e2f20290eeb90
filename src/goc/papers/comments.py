"""Word comments on words of a text: on the DOCX it was read from, or on one made of the text.

Offsets count in the text that `goc.files.reading` gives; its lines come from the same reader
(`files.word.story`), each letter with the element it stands in.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import astuple, dataclass
from datetime import date
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from goc.files import archives
from goc.files.caps import allowance, building
from goc.files.text import plain
from goc.files.word.reading import Package, damage
from goc.lib.workers import in_child
from goc.papers.formats.docx import plain_docx
from goc.papers.profiles import profile_for
from goc.papers.zips import stable

AUTHOR, INITIALS = "Gốc", "G"
MANY_NOTES, SECONDS_A_NOTE = 1000, 0.005
_WORD = re.compile(r"[ \n\t]|[^ \n\t]+")
_RUN, _TEXT = qn("w:r"), qn("w:t")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True)
class Note:
    """What is said about the characters from `start` to `end`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Char:
    """A character as the reader gives it, the element it stands in (None: the reader put it there)
    and behind how many of its letters.
    """

    char: str
    leaf: Any = None
    at: int = 0

    @property
    def is_of_file(self) -> bool:
        return self.leaf is not None


def comment_text(text: str, notes: Sequence[Note], *, on: date) -> bytes:
    """A new DOCX with a paragraph for each line, commented; page and typeface of an office's paper
    of the day.
    """
    rows = _FORBIDDEN.sub(" ", text).split("\n")
    return comment_docx(plain_docx(rows, profile_for("civil", on), on), notes, on=on)


def comment_docx(data: bytes, notes: Sequence[Note], *, on: date) -> bytes:
    """The same DOCX with comments; a note on a footnote stands at the end of the body. Equal input,
    equal bytes.
    """
    document = docx.Document(io.BytesIO(data))
    return _saved(document, list(_characters(document, data)), notes, on)


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
    with archives.damage_told(name, damage(name)):
        archives.check(io.BytesIO(source), name)
        return comment_docx(source, said, on=on)


def _saved(document: Any, chars: list[_Char], notes: Sequence[Note], on: date) -> bytes:
    held = [(note, [c for c in chars[note.start : note.end] if c.is_of_file]) for note in notes]
    left = [note.text for note, over in held if not over]
    # From the last to the first: what is cut out of a run does not move what stands before it.
    said = sorted(_said(chars, held).items(), reverse=True)
    anchors = [(_bounds(one.first, one.last), [*one.texts]) for _, one in said]
    if left:
        run = document.add_paragraph().add_run("*")._r
        anchors.insert(0, ((run, run), left))
    for (first, last), texts in reversed(anchors):
        _comment(document, first, last, "\n".join(texts), on)
    out = io.BytesIO()
    document.save(out)
    return stable(out.getvalue(), on)


@dataclass(frozen=True)
class _Said:
    """What is said, each once, from one character to another."""

    first: _Char
    last: _Char
    texts: dict[str, None]


def _said(chars: list[_Char], held: list[tuple[Note, list[_Char]]]) -> dict[int, _Said]:
    """By where the first character stands."""
    order = {(c.leaf, c.at): n for n, c in reversed(list(enumerate(chars)))}
    said: dict[int, _Said] = {}
    for note, over in held:
        for first in over[:1]:
            place = order[first.leaf, first.at]
            said.setdefault(place, _Said(first, over[-1], {})).texts[note.text] = None
    return said


def _comment(document: Any, first: Any, last: Any, text: str, on: date) -> None:
    """On all from the element `first` to the element `last`."""
    made = document.comments.add_comment(text=text, author=AUTHOR, initials=INITIALS)
    made._comment_elm.set(qn("w:date"), f"{on.isoformat()}T00:00:00Z")
    begin, end, mark = (
        OxmlElement(f"w:{tag}") for tag in ("commentRangeStart", "commentRangeEnd", "r")
    )
    reference = OxmlElement("w:commentReference")
    for element in (begin, end, reference):
        element.set(qn("w:id"), str(made.comment_id))
    mark.append(reference)
    first.addprevious(begin)
    last.addnext(end)
    end.addnext(mark)


def _characters(document: Any, data: bytes) -> Iterator[_Char]:
    """Of the body; what stands behind it (notes, headers) cannot bear a comment."""
    body = document.element.body
    with archives.opened(io.BytesIO(data), "", damage("")) as archive:
        lines = list(Package(archive, "").story(body).lines(body))
    raw: list[_Char] = []
    for line in lines:
        raw.append(_Char("\n"))
        for piece in line:
            raw += [_Char(char, piece.leaf, piece.at + n) for n, char in enumerate(piece.text)]
    return _spelled(raw[1:])


def _spelled(raw: list[_Char]) -> Iterator[_Char]:
    """As the text was brought to one spelling: word by word, each letter where its first sign
    stands.
    """
    whole = "".join(c.char for c in raw)
    if plain(whole) == whole:
        yield from raw
        return
    for word in _WORD.finditer(whole):
        own = raw[word.start() : word.end()]
        yield from own if plain(word[0]) == word[0] else _respelled(word[0], own)


def _respelled(word: str, own: list[_Char]) -> Iterator[_Char]:
    reach = [len(plain(word[: n + 1])) for n in range(len(own))]
    for n, char in enumerate(plain(word)):
        source = next((c for c, end in zip(own, reach) if end > n), own[-1])
        yield _Char(char, source.leaf, source.at)


def _bounds(first: _Char, last: _Char) -> tuple[Any, Any]:
    """The elements from `first` to `last` and nothing more: cut out of longer runs, with their
    look. A text box and an equation bear a comment only as a whole.
    """
    end = _anchor(last.leaf)
    if _is_in_run(last):
        _cut(end, last.leaf, last.at + 1)
    begin = _anchor(first.leaf)
    if not _is_in_run(first):
        return begin, end
    behind = _cut(begin, first.leaf, first.at)
    return behind, behind if end is begin else end


def _anchor(leaf: Any) -> Any:
    """The outermost run around it, or the outermost equation."""
    return [leaf, *leaf.iterancestors(_RUN, qn("m:oMath"), qn("m:oMathPara"))][-1]


def _is_in_run(char: _Char) -> bool:
    return char.leaf.getparent() is _anchor(char.leaf) and char.leaf.getparent().tag == _RUN


def _cut(run: Any, leaf: Any, at: int) -> Any:
    """What follows the first `at` letters of the leaf goes into a new run behind; gives the run
    that begins there.
    """
    moved = [*_behind(leaf, at), *leaf.itersiblings()]
    before = [child for child in run if child not in moved and child.tag != qn("w:rPr")]
    if not moved or not before:
        return run
    behind = OxmlElement("w:r")
    if run.rPr is not None:
        behind.append(deepcopy(run.rPr))
    behind.extend(moved)
    run.addnext(behind)
    return behind


def _behind(leaf: Any, at: int) -> list[Any]:
    """What of the leaf itself follows: all of it, the second half of a text, nothing."""
    if not at:
        return [leaf]
    return [_second_half(leaf, at)] if leaf.tag == _TEXT and at < len(leaf.text or "") else []


def _second_half(text: Any, at: int) -> Any:
    second = OxmlElement("w:t")
    text.text, second.text = text.text[:at], text.text[at:]
    for part in (text, second):
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return second
