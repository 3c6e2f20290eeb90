"""An HTML fragment that looks like the printed page, and the style sheet for it. All text is
escaped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from typing import Any

from goc.papers import fitting, grid, wording
from goc.papers.charts import svg
from goc.papers.model import (
    Appendix,
    Blank,
    Cell,
    Chart,
    Field,
    Figure,
    Heading,
    Inline,
    Paper,
    Paragraph,
    Table,
    Text,
)
from goc.papers.profiles import profile

STYLE = Path(__file__).with_name("paper.css")
WIDE = 250.0
"""mm that a table is laid out for; on the screen it is as wide as its sheet."""
WIDE_FROM = 10
"""A table that asks for smaller letters than these points has less room in its cells, too."""
TAGS = {"part": "h2", "roman": "h3", "arabic": "h4", "letter": "h5"}


def render(paper: Paper) -> bytes:
    return "\n".join(_article(paper)).encode()


def stylesheet() -> str:
    """For the page that shows the fragment; the fragment itself has no inline style."""
    return STYLE.read_text(encoding="utf-8")


def standalone(paper: Paper) -> bytes:
    """The fragment as a file of its own."""
    from goc.papers.formats import render as rendered  # the list above knows us first

    title, fragment = escape(paper.subject), rendered(paper, "html").decode()
    head = f'<meta charset="utf-8"><title>{title}</title><style>{stylesheet()}</style>'
    return (
        f'<!doctype html><html lang="vi"><head>{head}</head><body>{fragment}</body></html>'.encode()
    )


def _div(name: str, *lines: str) -> str:
    return f'<div class="{name}">' + "<br>".join(escape(line) for line in lines) + "</div>"


def _article(paper: Paper) -> Iterator[str]:
    yield f'<article class="paper paper-{escape(profile(paper.profile).code)}" lang="vi">'
    if not paper.is_sheet:
        yield from _body(paper)
    for appendix in paper.appendices:
        yield _appendix(paper, appendix)
    yield "</article>"


def _body(paper: Paper) -> Iterator[str]:
    letter = paper.kind == wording.LETTER
    yield '<section class="sheet">'
    if paper.draft:
        yield _div("draft", paper.draft)
    number = _div("number", wording.number_line(paper))
    about = _div("subject-letter", wording.subject_line(paper)) if letter else ""
    yield _masthead(paper, number + about, _div("date", wording.date_line(paper)))
    if paper.urgency:
        yield _div("urgency", paper.urgency)
    if not letter:
        yield f'<h1><span class="kind">{escape(paper.kind)}</span> {escape(wording.subject_line(paper))}</h1>'
    if paper.addressees:
        yield f'<div class="to"><span>{wording.TO}</span>{_div("addressees", *wording.addressee_lines(paper))}</div>'
    for base in wording.basis_lines(paper):
        yield f'<p class="basis">{escape(base)}</p>'
    for block in paper.blocks:
        yield _BLOCKS[type(block)](block)
    yield _makers(paper) + _closing(paper) + "</section>"


def _masthead(paper: Paper, left: str = "", right: str = "") -> str:
    """Who issues it beside the country's name, each with what stands below it."""
    parent = _div("parent", *paper.parent_agency) if paper.parent_agency else ""
    country = _div("country", wording.COUNTRY)
    motto = f'<div class="motto"><span>{wording.MOTTO}</span></div>'
    issuer = _div("agency", *paper.agency)
    halves = f"<div>{parent}{issuer}{left}</div><div>{country}{motto}{right}</div>"
    return f'<div class="masthead">{halves}</div>'


def _heading(block: Heading) -> str:
    between = "<br>" if block.level == "part" else " "
    tag = TAGS[block.level]
    return f"<{tag}>{escape(block.marker)}{between}<span>{escape(block.text)}</span></{tag}>"


def _chart(block: Chart) -> str:
    return f"<figure>{svg(block.spec)}<figcaption>{escape(block.caption)}</figcaption></figure>"


def _paragraph(block: Paragraph) -> str:
    return f'<p class="{block.style}">{"".join(map(_inline, block.inlines))}</p>'


def _inline(inline: Inline) -> str:
    return _INLINES[type(inline)](inline)


def _text(inline: Text) -> str:
    words = escape(inline.text)
    words = f"<em>{words}</em>" if inline.italic else words
    return f"<strong>{words}</strong>" if inline.bold else words


def _blank(inline: Blank) -> str:
    return wording.GAP * inline.width


def _figure(inline: Figure) -> str:
    words = _bound(inline.key, inline.text, inline.href)
    return f"<strong>{words}</strong>" if inline.bold else words


def _field(inline: Field) -> str:
    return escape(inline.text)


_INLINES: dict[type, Callable[[Any], str]] = {
    Text: _text,
    Blank: _blank,
    Figure: _figure,
    Field: _field,
}


def _bound(key: str, text: str, href: str) -> str:
    """A link only to a page of this site: a paper's data must not be able to lead elsewhere or run
    a script.
    """
    if not key:
        return escape(text)
    if href.startswith("/") and not href.startswith(("//", "/\\")):
        return (
            f'<a class="figure" data-key="{escape(key)}" href="{escape(href)}">{escape(text)}</a>'
        )
    return f'<span class="figure" data-key="{escape(key)}">{escape(text)}</span>'


def _table(table: Table) -> str:
    widths = fitting.widths(table, WIDE)
    parts = [
        "<table><colgroup>",
        *(f'<col width="{100 * x / WIDE:.2f}%">' for x in widths),
        "</colgroup><thead>",
    ]
    for storey in grid.spans(table.heads):
        cells = (
            f'<th rowspan="{s.rows}" colspan="{s.columns}">{escape(s.head.text)}</th>'
            for s in storey
        )
        parts.append(f"<tr>{''.join(cells)}</tr>")
    if labels := grid.labels(table):
        parts.append(
            '<tr class="labels">' + "".join(f"<th>{escape(x)}</th>" for x in labels) + "</tr>"
        )
    parts.append("</thead><tbody>")
    for row in table.rows:
        line = "".join(_cell(cell, columns) for cell, columns in grid.runs(row))
        parts.append(f'<tr class="{row.kind}">{line}</tr>')
    parts.append("</tbody></table>")
    return "".join(parts) + "".join(f'<p class="footer">{escape(f)}</p>' for f in table.footers)


def _cell(cell: Cell, columns: int) -> str:
    words = _bound(cell.key, cell.text, cell.href)
    words = f"<strong>{words}</strong>" if cell.bold else words
    look = f"{grid.align(cell)}{' suppressed' if cell.suppressed else ''}"
    over = f' colspan="{columns}"' if columns > 1 else ""
    return f'<td class="{look}"{over}>{words}</td>'


_BLOCKS: dict[type, Callable[[Any], str]] = {
    Heading: _heading,
    Table: _table,
    Chart: _chart,
    Paragraph: _paragraph,
}


def _closing(paper: Paper) -> str:
    left = right = ""
    if paper.recipients:
        left = f"<strong>{wording.RECIPIENTS}</strong>" + _div(
            "list", *wording.recipient_lines(paper)
        )
    if paper.signature:
        right = _div("authority", *paper.signature.lines) + _div("signer", paper.signature.name)
    return f'<div class="closing"><div class="recipients">{left}</div><div class="signature">{right}</div></div>'


def _appendix(paper: Paper, appendix: Appendix) -> str:
    notes = "".join(f'<p class="note">{escape(n)}</p>' for n in wording.notes(paper, appendix))
    unit = wording.unit_line(appendix)
    shape = f"{appendix.page.lower()} {appendix.orientation}"
    wide = " wide" if fitting.asked_size(appendix.table) < WIDE_FROM else ""
    name, title = wording.name_above(paper, appendix), wording.title_above(paper, appendix)
    above, below = _around(paper, appendix)
    return (
        f'<section class="sheet appendix {shape}{wide}">{above}<h2>{escape(name)}<br>'
        f"<span>{escape(title)}</span></h2>{notes}"
        + (f'<p class="unit">{escape(unit)}</p>' if unit else "")
        + f"{_text_of(paper, appendix)}{_table(appendix.table)}{below}</section>"
    )


def _around(paper: Paper, appendix: Appendix) -> tuple[str, str]:
    """Above the first table of a sheet, whose it is; below the last, who drew it up."""
    if not paper.is_sheet:
        return "", ""
    is_first = appendix is paper.appendices[0]
    is_last = appendix.signed or appendix is paper.appendices[-1]
    above, below = _div("agency", *paper.agency), _makers(paper)
    if paper.is_signed_list:
        above, below = _masthead(paper), _signed(paper)
    return above if is_first else "", below if is_last else ""


def _signed(paper: Paper) -> str:
    """Below a list that is signed: who drew it up, and who signs under place and day."""
    assert paper.signature is not None
    made = _div("authority", *paper.makers) + _div("by-hand", wording.BY_HAND)
    day = _div("date", wording.date_line(paper))
    signed = _div("authority", *paper.signature.lines) + _div("signer", paper.signature.name)
    return (
        f'<div class="closing list"><div class="signature maker">{made}</div>'
        f'<div class="signature">{day}{signed}</div></div>'
    )


def _makers(paper: Paper) -> str:
    posts = "".join(_div("authority", post, wording.BY_HAND) for post in paper.makers)
    return f'<div class="makers">{posts}</div>' if posts else ""


def _text_of(paper: Paper, appendix: Appendix) -> str:
    """What a sheet says before its first table."""
    if not paper.is_sheet or appendix is not paper.appendices[0]:
        return ""
    return "".join(_BLOCKS[type(block)](block) for block in paper.blocks)
