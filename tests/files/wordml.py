"""Word files made of XML, with whatever parts a test needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from benchmarks.files import zips
from benchmarks.files.word import OFFICE, PACKAGE, PAGE, TYPES
from lxml import etree

from goc.files.word.names import SPACES

NAMES = " ".join(
    [f'xmlns:{name}="{space}"' for name, space in SPACES.items()]
    + ['xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"']
)


def run(text: str, about: str = "") -> str:
    return f'<w:r><w:rPr>{about}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def p(*content: str, about: str = "") -> str:
    """Plain words become runs."""
    whole = "".join(one if one.startswith("<") else run(one) for one in content)
    return f"<w:p><w:pPr>{about}</w:pPr>{whole}</w:p>"


def element(xml: str) -> Any:
    """One element, with the names of its neighbours known."""
    (only,) = etree.fromstring(f"<x {NAMES}>{xml}</x>")
    return only


def part(kind: str, content: str) -> str:
    return f"<w:{kind} {NAMES}>{content}</w:{kind}>"


def docx(
    folder: Path, body: str, parts: dict[str, str] | None = None, name: str = "a.docx"
) -> Path:
    """`parts`: by the kind of link, with the root element; the file is `word/KIND.xml`."""
    parts = parts or {}
    links = "".join(
        f'<Relationship Id="{kind}" Type="{OFFICE}/{kind.rstrip("0123456789")}" Target="{kind}.xml"/>'
        for kind in parts
    )
    return zips.written(
        folder / name,
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}'
            "</Relationships>",
            "word/document.xml": part("document", f"<w:body>{body}{PAGE}</w:body>"),
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        },
    )
