"""Pieces of WordprocessingML as text: runs, content controls, paragraphs, rules, tables. Knows no
paper.
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


def run(text: str, size: float, bold: bool = False, italic: bool = False) -> str:
    half = round(size * 2)
    look = f"{'<w:b/>' if bold else ''}{'<w:i/>' if italic else ''}<w:sz w:val='{half}'/><w:szCs w:val='{half}'/>"
    words = escape(clean(text)).replace("\n", "</w:t><w:br/><w:t xml:space='preserve'>")
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{words}</w:t></w:r>"


def control(tag: str, alias: str, number: int, content: str) -> str:
    """A content control around runs; `number` must be unique in the file."""
    names = f"<w:alias w:val={quoteattr(clean(alias))}/><w:tag w:val={quoteattr(clean(tag))}/><w:id w:val='{number}'/>"
    return f"<w:sdt><w:sdtPr>{names}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def paragraph(
    content: str,
    align: str = "left",
    *,
    before: float = 0,
    after: float = 0,
    left: float = 0,
    first: float = 0,
    outline: int | None = None,
    mark: float = 0,
) -> str:
    """Spacing in points, indents in mm; an `outline` level also keeps it with the next paragraph.
    `mark` is the size of the paragraph's own sign, which gives a line its least height.
    """
    keep, level = (
        ("", "") if outline is None else ("<w:keepNext/>", f"<w:outlineLvl w:val='{outline}'/>")
    )
    gaps = f"w:before='{round(before * 20)}' w:after='{round(after * 20)}'"
    spacing = f"<w:spacing {gaps} w:line='240' w:lineRule='auto'/>"
    sign = f"<w:rPr><w:sz w:val='{round(mark * 2)}'/></w:rPr>" if mark else ""
    indent = f"<w:ind w:left='{twips(left)}' w:firstLine='{twips(first)}'/>"
    return f"<w:p><w:pPr>{keep}{spacing}{indent}<w:jc w:val='{_jc(align)}'/>{level}{sign}</w:pPr>{content}</w:p>"


def _jc(align: str) -> str:
    return "both" if align == "justify" else align


def rule(length: float, room: float) -> str:
    """A line of `length` mm in the middle of `room` mm: an empty paragraph with a border and two
    indents.
    """
    side = twips((room - length) / 2)
    border = "<w:pBdr><w:top w:val='single' w:sz='6' w:space='1' w:color='000000'/></w:pBdr>"
    spacing = "<w:spacing w:before='40' w:after='0' w:line='100' w:lineRule='exact'/>"
    return (
        f"<w:p><w:pPr>{border}{spacing}<w:ind w:left='{side}' w:right='{side}' w:firstLine='0'/>"
        "<w:rPr><w:sz w:val='8'/></w:rPr></w:pPr></w:p>"
    )


def cell(content: str, width: float, columns: int = 1, merge: str = "") -> str:
    """`merge` is `restart` for the first of cells merged downwards, `continue` for the others."""
    span = f"<w:gridSpan w:val='{columns}'/>" if columns > 1 else ""
    down = f"<w:vMerge w:val='{merge}'/>" if merge else ""
    return f"<w:tc><w:tcPr><w:tcW w:w='{twips(width)}' w:type='dxa'/>{span}{down}VALIGN</w:tcPr>{content}</w:tc>"


def row(cells: Sequence[str], head: bool = False, height: float = 0) -> str:
    """A `head` is repeated on each page; `height` is the least one, in points."""
    least = f"<w:trHeight w:val='{round(height * 20)}' w:hRule='atLeast'/>" if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{least}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(cells)}</w:tr>"


def table(rows: Sequence[str], widths: Sequence[float], ruled: bool, padding: float = 0) -> str:
    """`ruled` tables have all lines and centre their cells vertically; others serve as columns of
    text.
    """
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = "".join(
        f"<w:{s} w:val='{'single' if ruled else 'nil'}' w:sz='4' w:space='0' w:color='000000'/>"
        for s in sides
    )
    margins = "".join(f"<w:{s} w:w='{twips(padding)}' w:type='dxa'/>" for s in ("left", "right"))
    grid = "".join(f"<w:gridCol w:w='{twips(w)}'/>" for w in widths)
    body = "".join(rows).replace("VALIGN", "<w:vAlign w:val='center'/>" if ruled else "")
    return (
        f"<w:tbl><w:tblPr><w:tblW w:w='{sum(map(twips, widths))}' w:type='dxa'/><w:tblInd w:w='0' "
        f"w:type='dxa'/>"
        f"<w:tblBorders>{lines}</w:tblBorders><w:tblLayout "
        f"w:type='fixed'/><w:tblCellMar>{margins}</w:tblCellMar>"
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{body}</w:tbl>"
    )


def page_field(size: float, align: str) -> str:
    number = f"<w:fldSimple w:instr='PAGE'>{run('1', size)}</w:fldSimple>"
    return paragraph(number, align)
