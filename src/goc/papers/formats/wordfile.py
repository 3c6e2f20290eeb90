"""A Word file from its parts. The base is ours: no template of others lies in it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from goc.papers.formats import wordml as w
from goc.papers.zips import stable

DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
COMPATIBILITY = 15
"""Word 2013 and later, without its limited mode."""
HEAD, FOOT = "rId3", "rId4"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SETTINGS_OF_WORD = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)


@dataclass(frozen=True)
class About:
    """What the file says of itself."""

    title: str
    author: str
    day: date
    category: str = ""


def packed(body: str, styles: str, page_number: str, at_top: bool, about: About) -> bytes:
    """`body`: paragraphs, tables and sections; `page_number`: the paragraph that carries it, at the
    top or the foot of pages.
    """
    empty = w.paragraph("", "SoTrang")
    head, foot = (page_number, empty) if at_top else (empty, page_number)
    spaces = f"xmlns:w='{w.NS}' xmlns:r='{_OFFICE}/relationships'"
    parts = {
        "[Content_Types].xml": _types(),
        "_rels/.rels": _relations(
            ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
            ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": _core(about),
        "word/_rels/document.xml.rels": _relations(
            ("rId1", f"{_OFFICE}/relationships/styles", "styles.xml"),
            ("rId2", f"{_OFFICE}/relationships/settings", "settings.xml"),
            (HEAD, f"{_OFFICE}/relationships/header", "header1.xml"),
            (FOOT, f"{_OFFICE}/relationships/footer", "footer1.xml"),
        ),
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": styles,
        "word/settings.xml": _settings(),
        "word/header1.xml": f"<w:hdr xmlns:w='{w.NS}'>{head}</w:hdr>",
        "word/footer1.xml": f"<w:ftr xmlns:w='{w.NS}'>{foot}</w:ftr>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        for name, part in parts.items():
            file.writestr(name, DECLARATION + part)
    return stable(out.getvalue(), about.day)


def numbered() -> str:
    """The references of the first section to head and foot; the others go on with them."""
    return (
        f"<w:headerReference w:type='default' r:id='{HEAD}'/>"
        f"<w:footerReference w:type='default' r:id='{FOOT}'/>"
    )


def _types() -> str:
    parts = {
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/word/document.xml": f"{_WORD}.document.main+xml",
        "/word/styles.xml": f"{_WORD}.styles+xml",
        "/word/settings.xml": f"{_WORD}.settings+xml",
        "/word/header1.xml": f"{_WORD}.header+xml",
        "/word/footer1.xml": f"{_WORD}.footer+xml",
    }
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = f"<Default Extension='rels' ContentType='{relations}'/>"
    defaults += "<Default Extension='xml' ContentType='application/xml'/>"
    named = "".join(f"<Override PartName='{n}' ContentType='{t}'/>" for n, t in parts.items())
    return f"<Types xmlns='{_PACKAGE}/content-types'>{defaults}{named}</Types>"


def _relations(*rows: tuple[str, str, str]) -> str:
    made = "".join(f"<Relationship Id='{i}' Type='{t}' Target='{to}'/>" for i, t, to in rows)
    return f"<Relationships xmlns='{_PACKAGE}/relationships'>{made}</Relationships>"


def _settings() -> str:
    uri = "http://schemas.microsoft.com/office/word"
    kept = "".join(
        f"<w:compatSetting w:name='{name}' w:uri='{uri}' w:val='1'/>" for name in _SETTINGS_OF_WORD
    )
    mode = f"<w:compatSetting w:name='compatibilityMode' w:uri='{uri}' w:val='{COMPATIBILITY}'/>"
    return (
        f"<w:settings xmlns:w='{w.NS}'><w:zoom w:percent='100'/><w:defaultTabStop w:val='720'/>"
        "<w:characterSpacingControl w:val='doNotCompress'/>"
        f"<w:compat>{mode}{kept}</w:compat><w:themeFontLang w:val='vi-VN'/>"
        "<w:decimalSymbol w:val=','/><w:listSeparator w:val=';'/></w:settings>"
    )


def _core(about: About) -> str:
    names = (
        ("cp", f"{_PACKAGE}/metadata/core-properties"),
        ("dc", "http://purl.org/dc/elements/1.1/"),
        ("dcterms", "http://purl.org/dc/terms/"),
        ("xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    )
    spaces = " ".join(f"xmlns:{name}='{uri}'" for name, uri in names)
    moment = f"{about.day.isoformat()}T00:00:00Z"
    title, author = (escape(w.clean(text)[:255]) for text in (about.title, about.author))
    days = "".join(
        f"<dcterms:{name} xsi:type='dcterms:W3CDTF'>{moment}</dcterms:{name}>"
        for name in ("created", "modified")
    )
    return (
        f"<cp:coreProperties {spaces}><dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
        f"<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>{days}"
        f"<dc:language>vi-VN</dc:language><cp:category>{escape(about.category)}</cp:category>"
        "</cp:coreProperties>"
    )
