"""On which page and line words of a Word file stand: as LibreOffice lays it out, where it is
installed. Nothing outside the file is fetched, no macro runs.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from goc.files import archives
from goc.files.kinds import Found
from goc.files.pdf import reading as pdf
from goc.lib.errors import InputError
from goc.lib.workers import Limits, in_child
from goc.viet.spelling import nfc

LIMITS = Limits(seconds=60, megabytes=3072, wall=45)
SECONDS = 40
Wanted = tuple[str, str]
"""The words before a place, and those that begin there."""
Place = tuple[int, int]
"""Page and line, from 1; zeros where the words were not found."""
NOWHERE: Place = (0, 0)
BEFORE, BEHIND = (40, 12), 16
"""So many letters around a place tell it from others: first many, then fewer."""
_EXTERNAL = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*TargetMode=[\"']External[\"'][^>]*/?>")
_FETCHING = re.compile(rb"(?i)\b(?:INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|DDEAUTO|DDE|IMPORT)\b")
_DELETED = re.compile(rb"<w:(del|moveFrom)\b[^>]*(?<!/)>.*?</w:\1>", re.S)
_UNSEEN = re.compile(r"[\s\u00ad\u200b]+")
SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
SWITCHES = {
    "MacroSecurityLevel": "3",
    "DisableMacrosExecution": "true",
    "BlockUntrustedRefererLinks": "true",
}
ITEM = '<item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>'
ITEMS = '<oor:items xmlns:oor="http://openoffice.org/2001/registry">%s</oor:items>'


def program() -> str | None:
    """Where LibreOffice is; None on a machine without it."""
    return shutil.which("soffice")


def places(file: Found, wanted: Sequence[Wanted]) -> list[Place]:
    """Of each of the wanted, in their order; empty where LibreOffice is missing or does not manage
    the file: whoever asks then says how he counts.
    """
    found = program()
    if found is None or not wanted:
        return []
    try:
        told = in_child(
            "goc.files.laid_out:find_places",
            str(file.path),
            found,
            [list(words) for words in wanted],
            name=file.name,
            limits=LIMITS,
        )
    except InputError:
        return []
    return [(page, line) for page, line in told]


def find_places(path: str, office: str, wanted: list[list[str]]) -> list[Place]:
    """In the child."""
    with tempfile.TemporaryDirectory() as folder:
        printed = _printed(Path(path), office, Path(folder))
        with pdf.opened(str(printed), printed.name) as document:
            pages = [page.get_textpage().get_text_range() for page in document]
    text = _Laid(pages)
    return [text.place(before, behind) for before, behind in wanted]


def _printed(source: Path, office: str, folder: Path) -> Path:
    """The file as PDF."""
    copy_closed(source, folder / "paper.docx")
    return converted(folder / "paper.docx", office, "pdf")


def converted(source: Path, office: str, suffix: str) -> Path:
    """The file beside itself, in another format; in the child."""
    folder = source.parent
    profile = folder / "profile" / "user"
    profile.mkdir(parents=True)
    items = "".join(ITEM % (SECURITY, *switch) for switch in SWITCHES.items())
    (profile / "registrymodifications.xcu").write_text(ITEMS % items, "utf-8")
    subprocess.run(  # noqa: S603
        [
            office,
            "--headless",
            "--norestore",
            f"-env:UserInstallation={profile.parent.as_uri()}",
            *("--convert-to", suffix, "--outdir", str(folder), str(source)),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={"HOME": str(folder), "PATH": "/usr/bin:/bin", "TMPDIR": str(folder)},
        timeout=SECONDS,
        check=True,
    )
    return source.with_suffix(f".{suffix}")


def copy_closed(source: Path, target: Path) -> None:
    """The same Word file without what would be fetched from elsewhere when it is opened, and
    without what a tracked change deletes.
    """
    with source.open("rb") as whole:
        archives.check(whole, source.name)
    with zipfile.ZipFile(source) as given, zipfile.ZipFile(target, "w") as made:
        for part in given.infolist():
            data = given.read(part)
            if part.filename.endswith(".rels"):
                data = _EXTERNAL.sub(b"", data)
            elif part.filename.endswith(".xml"):
                data = _without_fetching(_DELETED.sub(b"", data))
            made.writestr(part.filename, data, zipfile.ZIP_DEFLATED)


def _without_fetching(data: bytes) -> bytes:
    """Codes of fields that bring other files in lose their name; their last result stays."""
    return re.sub(
        rb"(<w:instrText\b[^>]*>)([^<]*)|(w:instr=)(\"[^\"]*\"|'[^']*')",
        lambda code: _FETCHING.sub(b"", code[0]),
        data,
    )


class _Laid:
    """The letters of all pages without what cannot be seen, each line with where it begins."""

    def __init__(self, pages: Sequence[str]) -> None:
        self._begins: list[int] = []
        self._where: list[Place] = []
        pieces: list[str] = []
        length = 0
        for place, line in _lines(pages):
            self._begins.append(length)
            self._where.append(place)
            pieces.append(line)
            length += len(line)
        self._text = "".join(pieces)
        self._at = 0

    def place(self, before: str, behind: str) -> Place:
        """Of what follows `before`, looked for behind the place found last, then from the top."""
        start, rest = seen(before), seen(behind)[:BEHIND]
        for letters in BEFORE:
            words = start[-letters:] + rest
            for begin in (self._at, 0):
                found = self._text.find(words, begin) if words else -1
                if found >= 0:
                    self._at = found
                    return self._line(found + len(words) - len(rest))
        return NOWHERE

    def _line(self, at: int) -> Place:
        return self._where[bisect_right(self._begins, at) - 1]


def _lines(pages: Sequence[str]) -> Iterator[tuple[Place, str]]:
    """Lines with letters; the number of the page alone on its line is none of them."""
    for page, text in enumerate(pages, 1):
        rows = [row for row in map(seen, text.splitlines()) if row]
        edges = {0, len(rows) - 1}
        kept = (row for n, row in enumerate(rows) if not (n in edges and row.isdigit()))
        yield from (((page, number), row) for number, row in enumerate(kept, 1))


def seen(text: str) -> str:
    return _UNSEEN.sub("", nfc(text))
