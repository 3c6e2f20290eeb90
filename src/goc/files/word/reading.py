"""The text of a DOCX, in the child: its lines in their order, then notes, headers and footers; and
how much of it is no text.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from goc.files import archives
from goc.files.text import joined
from goc.files.word.names import BODY, ID, TYPE, made_plain, q
from goc.files.word.numbering import Lists
from goc.files.word.story import Story
from goc.files.word.styles import Styles
from goc.lib.errors import InputError

TYPES, DOCUMENT = "[Content_Types].xml", "word/document.xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NOTES = {"footnotes": q("w:footnoteReference"), "endnotes": q("w:endnoteReference")}
AROUND = {"header": "đầu trang", "footer": "cuối trang"}
"""What stands on every page is told once, behind all else."""


def read(path: str, name: str) -> tuple[str, dict[str, int]]:
    """The text, and how many things of each kind no reader of letters can read."""
    with archives.opened(Path(path), name, damage(name)) as archive:
        package = Package(archive, name)
        unread: Counter[str] = Counter()
        text = joined(_lines(package, unread), name)
    return text, {kind: count for kind, count in unread.items() if count}


def damage(name: str) -> InputError:
    return InputError(
        "Tệp Word %(name)s bị hỏng, không mở được; hãy lấy lại bản gốc hoặc lưu lại bằng Word.",
        name=name,
    )


class Package:
    """The parts of a DOCX that are needed to read one of them."""

    def __init__(self, archive: zipfile.ZipFile, name: str) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        self.main = _main_part(archive, self._names, name)
        self._links = self._links_of(self.main)
        self.styles = Styles(self._of_kind("styles"))
        self.lists = Lists.of(self._of_kind("numbering"), self.styles)

    def story(self, root: Any) -> Story:
        """`root` may come from another parser of the same part."""
        return Story(root, self.styles, self.lists, self._diagram)

    def body(self) -> Any:
        found = self.tree(self.main).find(BODY)
        if found is None:
            raise ValueError("no body")
        return found

    def tree(self, part: str) -> Any:
        return made_plain(archives.tree(self._archive, part))

    def parts(self, kind: str) -> list[str]:
        """Those of a kind that the document is linked with, each once."""
        linked = [part for what, part in self._links.values() if what == kind]
        usual = posixpath.join(posixpath.dirname(self.main), f"{kind}.xml")
        return [part for part in dict.fromkeys([*linked, usual]) if part in self._names]

    def _of_kind(self, kind: str) -> Any:
        found = self.parts(kind)
        return self.tree(found[0]) if found else None

    def _links_of(self, part: str) -> dict[str, tuple[str, str]]:
        """By its id: the kind and the part of every link of a part."""
        folder, file = posixpath.split(part)
        links = posixpath.join(folder, "_rels", f"{file}.rels")
        if links not in self._names:
            return {}
        return {
            link.get("Id", ""): (
                posixpath.basename(link.get("Type", "")),
                posixpath.normpath(posixpath.join("/", folder, link.get("Target", ""))).lstrip("/"),
            )
            for link in archives.tree(self._archive, links)
            if link.get("TargetMode") != "External"
        }

    def _diagram(self, element: Any) -> list[Any]:
        """The paragraphs of a diagram, which the element only links to."""
        _, part = self._links.get(element.get(q("r:dm"), ""), ("", ""))
        return list(self.tree(part).iter(q("a:p"))) if part in self._names else []


def _main_part(archive: zipfile.ZipFile, names: set[str], name: str) -> str:
    types = archives.tree(archive, TYPES) if TYPES in names else ()
    parts = [item.get("PartName", "") for item in types if item.get("ContentType") == MAIN]
    if not parts and DOCUMENT not in names:
        raise InputError(
            "Tệp %(name)s là tệp nén hoặc tài liệu khác, không phải Word (.docx).", name=name
        )
    return parts[0].lstrip("/") if parts else DOCUMENT


def _lines(package: Package, unread: Counter[str]) -> Iterator[str]:
    body = package.body()
    story = package.story(body)
    for line in story.lines(body):
        yield "".join([piece.text for piece in line])
    unread += story.letters.unread
    for kind, reference in NOTES.items():
        for part in package.parts(kind):
            yield from _notes(package, part, _deleted(body, reference, story), unread)
    for kind, place in AROUND.items():
        yield from _around(package, kind, place, unread)


def _deleted(body: Any, reference: str, story: Story) -> set[str]:
    """The notes that only deleted text speaks of."""
    spoken_of = {mark.get(ID) for mark in body.iter(reference)}
    return {note for note in spoken_of if f"{reference}{note}" not in story.letters.notes}


def _notes(package: Package, part: str, deleted: set[str], unread: Counter[str]) -> Iterator[str]:
    """Each a line `[n] …`, its further paragraphs below."""
    root = package.tree(part)
    story = package.story(root)
    for note in root:
        lines = _with_text(story, note)
        if lines and note.get(TYPE) is None and note.get(ID) not in deleted:
            yield f"[{note.get(ID)}] {lines[0]}"
            yield from lines[1:]
    unread += story.letters.unread


def _around(package: Package, kind: str, place: str, unread: Counter[str]) -> Iterator[str]:
    told: set[str] = set()
    for part in package.parts(kind):
        root = package.tree(part)
        story = package.story(root)
        text = " ".join(_with_text(story, root))
        unread += story.letters.unread
        if any(char.isalnum() for char in text) and text not in told:
            told.add(text)
            yield f"[{place}] {text}"


def _with_text(story: Story, container: Any) -> list[str]:
    texts = ("".join(piece.text for piece in line) for line in story.lines(container))
    return [text.strip() for text in texts if text.strip()]
