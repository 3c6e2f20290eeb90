"""Pieces of WordprocessingML as text: runs, content controls, paragraphs, tables. Knows no paper.

Elements stand in the order that ECMA-376 asks of them: Word refuses a file where they do not.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def clean(text: str) -> str:
    """Without the control characters that XML cannot carry."""
    return _FORBIDDEN.sub("", text)


def look(size: float = 0, bold: bool | None = None, italic: bool | None = None) -> str:
    """What a run says of itself; what it does not say is its paragraph's style's."""
    half = round(size * 2)
    sizes = f"<w:sz w:val='{half}'/><w:szCs w:val='{half}'/>" if size else ""
    return f"{_switch('b', bold)}{_switch('i', italic)}{sizes}"


def _switch(name: str, on: bool | None) -> str:
    if on is None:
        return ""
    return f"<w:{name}/>" if on else f"<w:{name} w:val='0'/>"


def run(text: str, size: float = 0, *, bold: bool | None = None, italic: bool | None = None) -> str:
    said = look(size, bold, italic)
    words = escape(clean(text)).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    about = f"<w:rPr>{said}</w:rPr>" if said else ""
    return f"<w:r>{about}<w:t xml:space='preserve'>{words}</w:t></w:r>"


def control(tag: str, alias: str, number: int, content: str) -> str:
    """A content control around runs; `number` must be unique in the file."""
    alias, tag = quoteattr(clean(alias)), quoteattr(clean(tag))
    names = f"<w:alias w:val={alias}/><w:tag w:val={tag}/><w:id w:val='{number}'/>"
    return f"<w:sdt><w:sdtPr>{names}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def paragraph(
    content: str,
    style: str,
    *,
    align: str = "",
    sides: float = 0,
    mark: float = 0,
    keep: bool = False,
) -> str:
    """`sides`: mm that it stands in from both sides, where its style says nothing of them; `keep`:
    on one page with what follows. `mark` is the size of the paragraph's own sign, which gives a
    line its least height.
    """
    kept = "<w:keepNext/>" if keep else ""
    indent = f"<w:ind w:left='{twips(sides)}' w:right='{twips(sides)}'/>" if sides else ""
    placed = f"<w:jc w:val='{jc(align)}'/>" if align else ""
    sign = f"<w:rPr>{look(mark)}</w:rPr>" if mark else ""
    about = f"<w:pStyle w:val='{style}'/>{kept}{indent}{placed}{sign}"
    return f"<w:p><w:pPr>{about}</w:pPr>{content}</w:p>"


def jc(align: str) -> str:
    return "both" if align == "justify" else align


def rule(style: str, length: float, room: float) -> str:
    """A line of `length` mm in the middle of `room` mm: the upper border of an empty paragraph."""
    return paragraph("", style, sides=(room - length) / 2)


def cell(content: str, width: float, columns: int = 1, merge: str = "") -> str:
    """`merge` is `restart` for the first of cells merged downwards, `continue` for the others."""
    span = f"<w:gridSpan w:val='{columns}'/>" if columns > 1 else ""
    down = f"<w:vMerge w:val='{merge}'/>" if merge else ""
    about = f"<w:tcW w:w='{twips(width)}' w:type='dxa'/>{span}{down}VALIGN"
    return f"<w:tc><w:tcPr>{about}</w:tcPr>{content}</w:tc>"


def row(cells: Sequence[str], head: bool = False, height: float = 0) -> str:
    """Never broken between pages. A `head` is repeated on each page; `height` is the least one, in
    points.
    """
    least = f"<w:trHeight w:val='{round(height * 20)}' w:hRule='atLeast'/>" if height else ""
    about = f"<w:cantSplit/>{least}{'<w:tblHeader/>' if head else ''}"
    return f"<w:tr><w:trPr>{about}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Sequence[str], widths: Sequence[float], style: str, *, centred: bool) -> str:
    """Its style has the lines and what stands between a line and the words; `centred`: cells stand
    in the middle of their row's height.
    """
    columns = "".join(f"<w:gridCol w:w='{twips(w)}'/>" for w in widths)
    body = "".join(rows).replace("VALIGN", "<w:vAlign w:val='center'/>" if centred else "")
    about = (
        f"<w:tblStyle w:val='{style}'/><w:tblW w:w='{sum(map(twips, widths))}' w:type='dxa'/>"
        "<w:tblInd w:w='0' w:type='dxa'/><w:tblLayout w:type='fixed'/>"
    )
    return f"<w:tbl><w:tblPr>{about}</w:tblPr><w:tblGrid>{columns}</w:tblGrid>{body}</w:tbl>"


def page_field() -> str:
    return f"<w:fldSimple w:instr='PAGE'>{run('1')}</w:fldSimple>"


def page_of_pages() -> str:
    all_ = f"<w:fldSimple w:instr='NUMPAGES'>{run('1')}</w:fldSimple>"
    return f"{run('Trang ')}{page_field()}{run('/')}{all_}"


def section(
    width: float,
    height: float,
    margins: tuple[float, float, float, float],
    numbered: str = "",
    *,
    runs_on: bool = False,
) -> str:
    """A page's size and margins (top, right, bottom, left) in mm; pages are counted from 1, and the
    first carries nothing, unless their numbers run on (`runs_on`). `numbered`: references to head
    and foot; without them, as before.
    """
    start, bare = ("", "") if runs_on else ("<w:pgNumType w:start='1'/>", "<w:titlePg/>")
    turned = " w:orient='landscape'" if width > height else ""
    top, right, bottom, left = map(twips, margins)
    return (
        f"<w:sectPr>{numbered}<w:type w:val='nextPage'/>"
        f"<w:pgSz w:w='{twips(width)}' w:h='{twips(height)}'{turned}/>"
        f"<w:pgMar w:top='{top}' w:right='{right}' w:bottom='{bottom}' w:left='{left}'"
        f" w:header='{twips(10)}' w:footer='{twips(10)}' w:gutter='0'/>"
        f"{start}<w:cols w:space='720'/>{bare}</w:sectPr>"
    )


def bookmark(name: str, number: int, content: str) -> str:
    start = f"<w:bookmarkStart w:id='{number}' w:name='{name}'/>"
    return f"{start}{content}<w:bookmarkEnd w:id='{number}'/>"


def link(anchor: str, content: str) -> str:
    """To a bookmark of the same file."""
    return f"<w:hyperlink w:anchor='{anchor}' w:history='1'>{content}</w:hyperlink>"


def contents(title: str, entries: str) -> str:
    """The table of contents that Word itself offers to refresh: a control of its gallery around the
    field.
    """
    gallery = "<w:docPartGallery w:val='Table of Contents'/><w:docPartUnique/>"
    about = f"<w:docPartObj>{gallery}</w:docPartObj>"
    inside = f"<w:sdtContent>{title}{entries}</w:sdtContent>"
    return f"<w:sdt><w:sdtPr>{about}</w:sdtPr>{inside}</w:sdt>"


def field_begin(instruction: str) -> str:
    code = f"<w:instrText xml:space='preserve'> {escape(instruction)} </w:instrText>"
    return f"{_mark('begin')}<w:r>{code}</w:r>{_mark('separate')}"


def field_end() -> str:
    return _mark("end")


def _mark(kind: str) -> str:
    return f"<w:r><w:fldChar w:fldCharType='{kind}'/></w:r>"
