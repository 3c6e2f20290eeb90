"""A Word file that came back from an office, in the child: its lines with their places, what was
inserted, deleted and said about it. Tracked insertions are taken, deletions left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, TypedDict

from goc.files import archives
from goc.files.caps import MOST_LINES
from goc.files.text import joined, plain
from goc.files.word.letters import Line, Piece
from goc.files.word.names import ID, TBL, TYPE, P, T, q, value
from goc.files.word.reading import AROUND, NOTES, Package, damage
from goc.files.word.story import Story
from goc.viet.spelling import nfc

CONTROL, TAG, AUTHOR, BOX = q("w:sdt"), "w:sdtPr/w:tag", q("w:author"), q("w:txbxContent")
INSERTED = q("w:ins"), q("w:moveTo")
DELETED = q("w:del"), q("w:moveFrom")
ROW_ABOUT, MARK_ABOUT = q("w:trPr"), q("w:rPr")
DELETED_TEXT, PAGE_SEEN = q("w:delText"), q("w:lastRenderedPageBreak")
BEGIN, END = q("w:commentRangeStart"), q("w:commentRangeEnd")
BODY, TABLE, IN_BOX, NOTE, EDGE = "body", "table", "box", "note", "edge"
PLACES = {BOX: IN_BOX, TBL: TABLE, "": BODY}
_SPACES = re.compile(r"\s+")


class Span(TypedDict):
    """Letters of a line from `start` up to `end`; `said`: the tag of a control, or an author."""

    said: str
    start: int
    end: int


class EditedLine(TypedDict):
    """A paragraph, or a row of a table with its cells parted by spaces. `place`: one of BODY, TABLE,
    IN_BOX, NOTE (a footnote), EDGE (head or foot of the page). `number`: of the line, from 1.
    `page`: as Word laid it out when it was last saved; 0 where the file does not say.
    """

    text: str
    place: str
    style: str
    number: int
    page: int
    controls: list[Span]
    inserted: list[Span]


class Deletion(TypedDict):
    """Words that a tracked change takes out, and the line they stood in or behind."""

    text: str
    author: str
    line: int


class Comment(TypedDict):
    text: str
    author: str
    about: str
    line: int


class Edited(TypedDict):
    """`unread`: how many of each of `files.reading.KINDS` are in no line."""

    lines: list[EditedLine]
    deletions: list[Deletion]
    comments: list[Comment]
    unread: dict[str, int]


class _Origin(NamedTuple):
    control: str
    author: str


def read(path: str, name: str) -> Edited:
    """Raises InputError for what is no whole Word file or holds too much."""
    with archives.opened(Path(path), name, damage(name)) as archive:
        reader = _Reader(Package(archive, name))
        found = reader.read()
    joined((line["text"] for line in found["lines"]), name)
    return found


class _Reader:
    def __init__(self, package: Package) -> None:
        self.package = package
        self.lines: list[EditedLine] = []
        self.unread: Counter[str] = Counter()
        self.line_of: dict[Any, int] = {}

    def read(self) -> Edited:
        body = self.package.body()
        story = self._take(body, BODY)
        marks = _Marks(self.line_of)
        marks.pass_through(body)
        for line in self.lines:
            line["page"] = marks.page_of.get(line["number"], 0)
        for kind, reference in NOTES.items():
            self._take_notes(kind, reference, story.letters.notes)
        for kind in AROUND:
            for part in self.package.parts(kind):
                self._take(self.package.tree(part), EDGE)
        return {
            "lines": self.lines[:MOST_LINES],
            "deletions": marks.deletions,
            "comments": list(self._comments(marks)),
            "unread": dict(+self.unread),
        }

    def _take(self, root: Any, place: str) -> Story:
        story = self.package.story(root)
        self._lines(story, root, place)
        self.unread += story.letters.unread
        return story

    def _take_notes(self, kind: str, reference: str, spoken_of: set[str]) -> None:
        for part in self.package.parts(kind):
            root = self.package.tree(part)
            story = self.package.story(root)
            for note in root:
                if note.get(TYPE) is None and f"{reference}{note.get(ID)}" in spoken_of:
                    self._lines(story, note, NOTE)
            self.unread += story.letters.unread

    def _lines(self, story: Story, container: Any, place: str) -> None:
        tags = dict(_tags(container))
        for pieces in story.lines(container):
            line = _line(pieces, tags, place)
            if line["text"]:
                line["number"] = len(self.lines) + 1
                self.lines.append(line)
                paragraphs = map(_paragraph, _leaves(pieces))
                self.line_of |= dict.fromkeys(paragraphs, line["number"])

    def _comments(self, marks: _Marks) -> Iterator[Comment]:
        for part in self.package.parts("comments"):
            root = self.package.tree(part)
            story = self.package.story(root)
            for comment in root:
                said = marks.about.get(comment.get(ID, ""), _About())
                words = ("".join(piece.text for piece in line) for line in story.lines(comment))
                yield {
                    "text": _spaced(plain("\n".join(words))),
                    "author": comment.get(AUTHOR, ""),
                    "about": _spaced(plain("".join(said.words))),
                    "line": said.line,
                }


def _leaves(pieces: Line) -> Iterator[Any]:
    return (piece.leaf for piece in pieces if piece.leaf is not None)


def _tags(container: Any) -> Iterator[tuple[Any, str]]:
    """Each text in a tagged control, with the tag of the nearest."""
    for control in container.iter(CONTROL):
        tag = value(control, TAG)
        if tag:
            yield from ((text, tag) for text in control.iter(T))


def _line(pieces: Line, tags: dict[Any, str], place: str) -> EditedLine:
    """Pieces that came from one control, by one author, are put into one spelling together."""
    first = next(_leaves(pieces), None)
    found: EditedLine = {
        "text": "",
        "place": _place(first) if place == BODY else place,
        "style": _style(first),
        "number": 0,
        "page": 0,
        "controls": [],
        "inserted": [],
    }
    for origin, group in groupby(pieces, key=lambda piece: _origin(piece, tags)):
        _append(found, origin, plain("".join(piece.text for piece in group)))
    found["text"] = found["text"].rstrip()
    composed = nfc(found["text"])
    return found if composed == found["text"] else {**found, "text": composed, "controls": []}


def _append(line: EditedLine, origin: _Origin, words: str) -> None:
    before = line["text"]
    spaced = _SPACES.sub(" ", words)
    after = before + (spaced.lstrip() if not before or before.endswith(" ") else spaced)
    line["text"] = after
    for said, spans in ((origin.control, line["controls"]), (origin.author, line["inserted"])):
        if said and after != before:
            _extend(spans, said, len(before), len(after))


def _extend(spans: list[Span], said: str, start: int, end: int) -> None:
    """What stands next to each other is one."""
    if spans and (spans[-1]["said"], spans[-1]["end"]) == (said, start):
        spans[-1]["end"] = end
    else:
        spans.append({"said": said, "start": start, "end": end})


def _origin(piece: Piece, tags: dict[Any, str]) -> _Origin:
    change = _above(piece.leaf, *INSERTED)
    author = "" if change is None else change.get(AUTHOR, "?")
    return _Origin(tags.get(piece.leaf, ""), author)


def _above(leaf: Any, *tags: str) -> Any:
    """The nearest of these elements that it stands in; None where there is none."""
    return None if leaf is None else next(leaf.iterancestors(*tags), None)


def _paragraph(leaf: Any) -> Any:
    return _above(leaf, P)


def _place(leaf: Any) -> str:
    return PLACES[getattr(_above(leaf, BOX, TBL), "tag", "")]


def _style(leaf: Any) -> str:
    paragraph = _paragraph(leaf)
    return "" if paragraph is None else value(paragraph, "w:pPr/w:pStyle", "") or ""


def _spaced(text: str) -> str:
    return _SPACES.sub(" ", text).strip()


class _About:
    """What a comment stands on."""

    def __init__(self, line: int = 0) -> None:
        self.line = line
        self.words: list[str] = []


class _Marks:
    """What stands between the letters of the body: deletions, comments, ends of pages."""

    def __init__(self, line_of: dict[Any, int]) -> None:
        self.deletions: list[Deletion] = []
        self.about: dict[str, _About] = {}
        self.page_of: dict[int, int] = {}
        self._line_of = line_of
        self._line = 0
        self._page = 1
        self._open: dict[str, _About] = {}

    def pass_through(self, body: Any) -> None:
        acts = {
            P: self._paragraph,
            PAGE_SEEN: self._page_end,
            BEGIN: self._comment_begins,
            END: self._comment_ends,
            T: self._words,
            DELETED_TEXT: self._words,
            **dict.fromkeys(DELETED, self._deletion),
        }
        for element in body.iter(*acts):
            acts[element.tag](element)
        if self._page == 1:
            self.page_of.clear()  # nothing says where pages end

    def _paragraph(self, paragraph: Any) -> None:
        self._line = self._line_of.get(paragraph, self._line)
        self.page_of.setdefault(self._line, self._page)

    def _page_end(self, _mark: Any) -> None:
        self._page += 1
        before = next(_mark.getparent().itersiblings(preceding=True), None)
        if before is None or before.tag != _mark.getparent().tag:
            self.page_of[self._line] = self._page  # the whole paragraph stands behind the break

    def _comment_begins(self, mark: Any) -> None:
        self.about[mark.get(ID)] = self._open[mark.get(ID)] = _About(self._line)

    def _comment_ends(self, mark: Any) -> None:
        self._open.pop(mark.get(ID), None)

    def _words(self, text: Any) -> None:
        for about in self._open.values():
            about.words.append(text.text or "")

    def _deletion(self, change: Any) -> None:
        """Of words, or of a whole row; that of a paragraph's end has no words."""
        parent = change.getparent()
        if parent.tag == MARK_ABOUT:
            return
        whole = parent.getparent() if parent.tag == ROW_ABOUT else change
        words = (text.text or "" for text in whole.iter(T, DELETED_TEXT))
        said = _spaced(plain(" ".join(words) if whole is not change else "".join(words)))
        if said:
            author = change.get(AUTHOR, "")
            self.deletions.append({"text": said, "author": author, "line": self._line})
