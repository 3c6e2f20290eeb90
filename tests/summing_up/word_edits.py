"""What offices do to an exported Word file, done by code: each takes and gives the bytes of a DOCX."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from lxml import etree

from goc.files.word.names import SPACES, q

BODY_PART = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"
WHEN = "2013-05-02T08:00:00Z"
Change = Callable[[Any], None]


def edited(data: bytes, *changes: Change, parts: dict[str, str] | None = None) -> bytes:
    """With the body changed, and more parts (name under `word/` → its XML) that it is linked with."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as given, zipfile.ZipFile(made, "w") as out:
        for info in given.infolist():
            content = given.read(info)
            if info.filename == BODY_PART:
                root = etree.fromstring(content)
                for change in changes:
                    change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            if info.filename == RELATIONS:
                content = _linked(content, parts or {})
            if info.filename == TYPES:
                content = _typed(content, parts or {})
            out.writestr(info.filename, content)
        for name, xml in (parts or {}).items():
            out.writestr(f"word/{name}.xml", xml)
    return made.getvalue()


def _linked(relations: bytes, parts: dict[str, str]) -> bytes:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    more = "".join(
        f'<Relationship Id="rNew{n}" Type="{kind}/{name}" Target="{name}.xml"/>'
        for n, name in enumerate(parts)
    )
    return relations.replace(b"</Relationships>", more.encode() + b"</Relationships>")


def _typed(types: bytes, parts: dict[str, str]) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    more = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{kind}.{name}+xml"/>' for name in parts
    )
    return types.replace(b"</Types>", more.encode() + b"</Types>")


def words(element: Any) -> str:
    return "".join(text.text or "" for text in element.iter(q("w:t"))).replace("\u00a0", " ")


def paragraph(root: Any, has: str) -> Any:
    """The first that has these words."""
    found = (p for p in root.iter(q("w:p")) if has in words(p))
    return next(found)


def control(root: Any, tag: str) -> Any:
    tags = root.iter(q("w:tag"))
    return next(one for one in tags if one.get(q("w:val")) == tag).getparent().getparent()


def piece(xml: str) -> Any:
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
    return etree.fromstring(f"<w:x {spaces}>{xml}</w:x>")[0]


# --- the edits


def in_control(tag: str, old: str, new: str) -> Change:
    """Typed over inside a content control."""

    def change(root: Any) -> None:
        for text in control(root, tag).iter(q("w:t")):
            text.text = text.text.replace(old, new)

    return change


def without_tags(root: Any) -> None:
    """Every content control gives way to what stands in it, as LibreOffice does with ours."""
    for one in [c for c in root.iter(q("w:sdt")) if c.find(f".//{q('w:tag')}") is not None]:
        for child in one.find(q("w:sdtContent")):
            one.addprevious(child)
        one.getparent().remove(one)


def typed_over(has: str, old: str, new: str) -> Change:
    """In the runs of a paragraph."""

    def change(root: Any) -> None:
        place = paragraph(root, has)
        for text in place.iter(q("w:t")):
            text.text = (text.text or "").replace("\u00a0", " ").replace(old, new)
        assert new in words(place)

    return change


def tracked(tag: str, old: str, new: str) -> Change:
    """Inside a control, with changes tracked: the old number struck out, the new one beside it."""

    def change(root: Any) -> None:
        content = control(root, tag).find(q("w:sdtContent"))
        rest = words(content).removeprefix(old)
        for child in list(content):
            content.remove(child)
        who = f'w:id="90" w:author="Hà" w:date="{WHEN}"'
        content.append(piece(f"<w:del {who}><w:r><w:delText>{old}</w:delText></w:r></w:del>"))
        content.append(piece(f"<w:ins {who}><w:r><w:t>{new}</w:t></w:r></w:ins>"))
        content.append(piece(f'<w:r><w:t xml:space="preserve">{rest}</w:t></w:r>'))

    return change


def moved(has: str, behind: str) -> Change:
    """A paragraph cut out and put behind another."""

    def change(root: Any) -> None:
        one, place = paragraph(root, has), paragraph(root, behind)
        place.addnext(one)

    return change


def removed(has: str) -> Change:
    def change(root: Any) -> None:
        one = paragraph(root, has)
        one.getparent().remove(one)

    return change


def struck_out(has: str, gone: str, author: str = "Hà") -> Change:
    """Words of one run deleted with changes tracked."""

    def change(root: Any) -> None:
        place = paragraph(root, has)
        text = next(t for t in place.iter(q("w:t")) if gone in (t.text or ""))
        before, _, behind = text.text.partition(gone)
        run = text.getparent()
        after = deepcopy(run)
        text.text, after.find(q("w:t")).text = before, behind
        who = f'w:id="91" w:author="{author}" w:date="{WHEN}"'
        said = f'<w:delText xml:space="preserve">{gone}</w:delText>'
        run.addnext(after)
        run.addnext(piece(f"<w:del {who}><w:r>{said}</w:r></w:del>"))

    return change


def row_added(has: str, old: str, new: str) -> Change:
    """The row of a table that has these words, once more and otherwise."""

    def change(root: Any) -> None:
        row = next(r for r in root.iter(q("w:tr")) if has in words(r))
        copy = deepcopy(row)
        for text in copy.iter(q("w:t")):
            text.text = (text.text or "").replace(old, new)
        row.addnext(copy)

    return change


def in_box(has: str, said: str) -> Change:
    """A text box hung on a paragraph."""

    def change(root: Any) -> None:
        box = f"<w:txbxContent><w:p><w:r><w:t>{said}</w:t></w:r></w:p></w:txbxContent>"
        shape = f'<v:shape style="width:200pt;height:40pt"><v:textbox>{box}</v:textbox></v:shape>'
        paragraph(root, has).append(piece(f"<w:r><w:pict>{shape}</w:pict></w:r>"))

    return change


def added(behind: str, xml: str) -> Change:
    """Another block behind a paragraph."""

    def change(root: Any) -> None:
        paragraph(root, behind).addnext(piece(xml))

    return change


def put_in(has: str, xml: str) -> Change:
    """Something at the end of a paragraph."""

    def change(root: Any) -> None:
        paragraph(root, has).append(piece(xml))

    return change


def commented(has: str) -> Change:
    """A comment 7 on the whole paragraph; its words are a part of their own."""

    def change(root: Any) -> None:
        place = paragraph(root, has)
        place.find(q("w:pPr")).addnext(piece('<w:commentRangeStart w:id="7"/>'))
        place.append(piece('<w:commentRangeEnd w:id="7"/>'))

    return change


def part(root: str, inside: str) -> str:
    spaces = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items())
    return f"<w:{root} {spaces}>{inside}</w:{root}>"


def by_libreoffice(data: bytes, folder: Path) -> bytes:
    """Opened and saved again, where LibreOffice is installed."""
    folder.mkdir(parents=True)
    given = folder / "given.docx"
    given.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = ["--convert-to", "docx", "--outdir", str(folder / "out"), str(given)]
    program = shutil.which("soffice")
    assert program is not None
    subprocess.run(
        [program, "--headless", "--norestore", profile, *out],
        check=True,
        stdout=subprocess.DEVNULL,
        timeout=120,
    )
    return (folder / "out" / "given.docx").read_bytes()
