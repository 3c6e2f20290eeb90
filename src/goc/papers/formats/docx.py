"""DOCX to go on with in Word: figures and fields are content controls tagged with their key."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import count, repeat
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from goc.papers import grid, wording
from goc.papers.formats import wordml as w
from goc.papers.model import (
    Appendix,
    Blank,
    Block,
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
from goc.papers.profiles import FONT, PAGES, Profile, profile
from goc.papers.zips import stable

HEAD_RIGHT = 97.0  # mm: the country's name stands on one line
OUTLINE = {"part": 0, "roman": 1, "arabic": 2, "letter": 3}
ALIAS = "Số liệu"
ALIGNED = {"centered": "center", "right": "right"}  # paragraphs by their style; else justified
MARK = "\ue000"  # a private letter: where a section's text goes


def render(paper: Paper) -> bytes:
    document = docx.Document()
    _look(document, paper)
    writer = _Writer(paper)
    section = document.sections[0]
    page(section, writer.rule, 210, 297)
    _page_number(section, writer.rule)
    document.add_paragraph(f"{MARK}0")
    contents = [writer.body()]
    for number, appendix in enumerate(paper.appendices, 1):
        short, long = PAGES[appendix.page]
        flipped = appendix.orientation == "landscape"
        width, height = (long, short) if flipped else (short, long)
        page(document.add_section(WD_SECTION.NEW_PAGE), writer.rule, width, height)
        document.add_paragraph(f"{MARK}{number}")
        contents.append(
            writer.appendix(appendix, width - writer.rule.margins.left - writer.rule.margins.right)
        )
    out = io.BytesIO()
    document.save(out)
    return stable(out.getvalue(), paper.drafted, partial(_filled, ["".join(c) for c in contents]))


def _filled(contents: list[str], name: str, part: bytes) -> bytes:
    """Puts each section's text in the place of its mark; by way of lxml a large table would take
    many seconds.
    """
    if name != "word/document.xml":
        return part
    mark = f"<w:p><w:r><w:t>{MARK}(\\d+)</w:t></w:r></w:p>"
    return re.sub(mark, lambda found: contents[int(found[1])], part.decode()).encode()


def _look(document: Any, paper: Paper) -> None:
    """The typeface, and file properties that tell only what the paper tells."""
    typeface(document, profile(paper.profile))
    day = datetime(paper.drafted.year, paper.drafted.month, paper.drafted.day)
    about = document.core_properties
    about.author = about.last_modified_by = w.clean(" ".join(paper.agency))[:255]
    about.title, about.comments, about.language = w.clean(paper.subject)[:255], "", "vi-VN"
    about.created = about.modified = day
    about.revision = 1


def typeface(document: Any, rule: Profile) -> None:
    """One for every script, in the size of the body."""
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(rule.box("body").size)
    fonts = style.element.rPr.rFonts
    for script in ("w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "vi-VN")
    style.element.rPr.append(language)


def page(section: Any, rule: Profile, width: float, height: float) -> None:
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.orientation = WD_ORIENT.LANDSCAPE if width > height else WD_ORIENT.PORTRAIT
    m = rule.margins
    section.top_margin, section.bottom_margin = Mm(m.top), Mm(m.bottom)
    section.left_margin, section.right_margin = Mm(m.left), Mm(m.right)
    section.header_distance = section.footer_distance = Mm(10)
    section.different_first_page_header_footer = True
    start = section._sectPr.find(qn("w:pgNumType"))
    if start is None:
        start = OxmlElement("w:pgNumType")
        section._sectPr.find(qn("w:cols")).addprevious(start)
    start.set(qn("w:start"), "1")


def _page_number(section: Any, rule: Profile) -> None:
    """On the first section; the others inherit it. The first page of each keeps an empty one."""
    top = rule.page_number == "top-center"
    part = section.header if top else section.footer
    part.is_linked_to_previous = False
    field = w.page_field(rule.box("page_number").size, "center" if top else "right")
    old = part.paragraphs[0]._p
    new = parse_xml(field.replace("<w:p>", f"<w:p xmlns:w='{w.NS}'>", 1))
    old.getparent().replace(old, new)


class _Writer:
    """Holds what every piece needs: the paper, its profile and the next content-control number."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.rule = profile(paper.profile)
        self.width = 210 - self.rule.margins.left - self.rule.margins.right
        self.numbers = count(1)

    def line(self, box: str, text: str, align: str = "center", **spacing: float) -> str:
        look = self.rule.box(box)
        words = text.upper() if look.upper else text
        return w.paragraph(w.run(words, look.size, look.bold, look.italic), align, **spacing)  # type: ignore[arg-type]

    def body(self) -> Iterator[str]:
        paper, letter = self.paper, self.paper.kind == wording.LETTER
        if paper.draft:
            yield w.paragraph(w.run(paper.draft, 13, bold=True), after=4)
        yield self.head()
        if paper.urgency:
            stamp = w.cell(self.line("urgency", paper.urgency, before=2, after=2), 35)
            yield w.paragraph("", mark=6) + w.table([w.row([stamp])], [35], ruled=True)
        if not letter:
            yield self.line("kind", paper.kind, before=14)
            yield self.line("subject", wording.subject_line(paper))
            yield w.rule(_rule_width(wording.subject_line(paper), 14, self.width) * 0.4, self.width)
        yield from self.addressees()
        for base in wording.basis_lines(paper):
            yield self.line(
                "basis",
                base,
                "justify",
                after=self.rule.paragraph_gap,
                first=self.rule.first_indent,
            )
        *body, last = [xml for block in paper.blocks for xml in self.block(block)] or [""]
        yield from body
        yield _kept(last)
        yield _kept(w.paragraph("", after=0))
        yield self.closing()
        yield w.paragraph("")

    def head(self) -> str:
        paper, left = self.paper, self.width - HEAD_RIGHT
        issuer = [self.line("parent", line) for line in paper.parent_agency]
        issuer += [self.line("agency", line) for line in paper.agency]
        issuer.append(w.rule(_rule_width(paper.agency[-1], 12, left) * 0.45, left))
        country = [self.line("country", wording.COUNTRY), self.line("motto", wording.MOTTO)]
        size = self.rule.box("motto").size
        country.append(w.rule(12.22 * size * 25.4 / 72, HEAD_RIGHT))  # 12.22 em in Times bold
        number = self.line("number", wording.number_line(paper), before=4)
        rows = [
            (issuer, country),
            ([number], [self.line("date", wording.date_line(paper), before=4)]),
        ]
        if paper.kind == wording.LETTER:
            rows.append(
                (
                    [self.line("subject_letter", wording.subject_line(paper), before=6)],
                    [w.paragraph("")],
                )
            )
        return self.columns(rows, (left, HEAD_RIGHT))

    def columns(
        self, rows: Sequence[tuple[list[str], list[str]]], widths: tuple[float, float]
    ) -> str:
        made = [
            w.row([w.cell("".join(c), width) for c, width in zip(r, widths, strict=True)])
            for r in rows
        ]
        return w.table(made, widths, ruled=False)

    def addressees(self) -> Iterator[str]:
        lines = wording.addressee_lines(self.paper)
        if len(lines) == 1:
            yield self.line("addressee", f"{wording.TO} {lines[0]}", before=12, after=10)
            return
        if lines:
            yield self.line("addressee", wording.TO, "left", before=12, left=20)
        for line, after in zip(lines, (*repeat(0, len(lines) - 1), 10)):
            yield self.line("addressee", line, "left", left=41, after=after)

    def block(self, block: Block) -> Iterator[str]:
        return _BLOCKS[type(block)](self, block)

    def chart(self, _chart: Chart) -> Iterator[str]:
        """Drawn on pages only."""
        return iter(())

    def inline_table(self, table: Table) -> Iterator[str]:
        return self.table(table, self.width)

    def heading(self, heading: Heading) -> Iterator[str]:
        size, gap = self.rule.box("body").size, self.rule.paragraph_gap
        bold, level = heading.level != "letter", OUTLINE[heading.level]
        if heading.level == "part":
            marker, text = (w.run(t, size, bold) for t in (heading.marker, heading.text.upper()))
            yield w.paragraph(marker, "center", before=gap, outline=level)
            yield w.paragraph(text, "center", after=gap, outline=level)
            return
        said = f"{heading.marker} {heading.text}"
        words = w.run(said.upper() if heading.level == "roman" else said, size, bold)
        first = self.rule.first_indent
        yield w.paragraph(words, "justify", after=gap, first=first, outline=level)

    def paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        size, italic = self.rule.box("body").size, paragraph.style == "note"
        words = "".join(self.inline(inline, size, italic) for inline in paragraph.inlines)
        spacing: dict[str, Any] = {"after": self.rule.paragraph_gap}
        align = ALIGNED.get(paragraph.style)
        if align is None:
            spacing["first"] = self.rule.first_indent
        yield w.paragraph(words, align or "justify", **spacing)

    def inline(self, inline: Inline, size: float, italic: bool = False) -> str:
        return _INLINES[type(inline)](self, inline, size, italic)

    def text(self, inline: Text, size: float, italic: bool) -> str:
        return w.run(inline.text, size, inline.bold, italic or inline.italic)

    def blank(self, inline: Blank, size: float, _italic: bool) -> str:
        return w.run(wording.GAP * inline.width, size)

    def figure(self, inline: Figure, size: float, italic: bool) -> str:
        return self.control(inline.key, ALIAS, w.run(inline.text, size, inline.bold, italic))

    def field(self, inline: Field, size: float, italic: bool) -> str:
        tag = f"{inline.record}:{inline.field}" if inline.record else ""
        return self.control(tag, "Dữ liệu", w.run(inline.text, size, italic=italic))

    def control(self, tag: str, alias: str, content: str) -> str:
        return w.control(tag, alias, next(self.numbers), content) if tag else content

    def table(self, table: Table, width: float) -> Iterator[str]:
        widths, size = grid.widths(table, width), grid.font_size(table)
        rows = [*_head_rows(table, widths, size)]
        if labels := grid.labels(table):
            words = [w.run(text, size, italic=True) for text in labels]
            rows.append(
                w.row(
                    [_cell(x, "center", size, width) for x, width in zip(words, widths)], head=True
                )
            )
        for row in table.rows:
            rows.append(
                w.row(
                    [
                        self.data_cell(c, row.kind, size, x)
                        for c, x in zip(row.cells, widths, strict=True)
                    ]
                )
            )
        yield w.table(rows, widths, ruled=True, padding=grid.CELL_PADDING)
        for footer in table.footers:
            yield w.paragraph(w.run(footer, size, italic=True), before=3)
        yield w.paragraph("", mark=4)  # LibreOffice loses a landscape page that ends in a table

    def data_cell(self, cell: Cell, kind: str, size: float, width: float) -> str:
        words = w.run(cell.text, size, grid.is_bold(cell, kind))
        return _cell(self.control(cell.key, ALIAS, words), grid.align(cell), size, width)

    def closing(self) -> str:
        recipients = [
            self.line("recipients", line, "left") for line in wording.recipient_lines(self.paper)
        ]
        if recipients:
            recipients.insert(0, self.line("recipients_head", wording.RECIPIENTS, "left"))
        signed: list[str] = []
        if self.paper.signature:
            signed = [self.line("authority", line) for line in self.paper.signature.lines]
            signed.append(self.line("signer", self.paper.signature.name, before=74))
        left = self.width * 0.45
        blank = [w.paragraph("")]
        return self.columns([(recipients or blank, signed or blank)], (left, self.width - left))

    def appendix(self, appendix: Appendix, width: float) -> Iterator[str]:
        yield self.line("appendix", wording.appendix_name(appendix), after=3)
        yield self.line("appendix_title", appendix.title, after=3)
        for note in wording.notes(self.paper, appendix):
            yield w.paragraph(w.run(note, 13, italic=True), "center", after=3)
        if unit := wording.unit_line(appendix):
            yield w.paragraph(w.run(unit, 13, italic=True), "right", after=3)
        yield from self.table(appendix.table, width)


_BLOCKS: dict[type, Callable[[_Writer, Any], Iterator[str]]] = {
    Chart: _Writer.chart,
    Table: _Writer.inline_table,
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
}
_INLINES: dict[type, Callable[[_Writer, Any, float, bool], str]] = {
    Text: _Writer.text,
    Blank: _Writer.blank,
    Figure: _Writer.figure,
    Field: _Writer.field,
}


def _head_rows(table: Table, widths: Sequence[float], size: float) -> Iterator[str]:
    """The storeys of the head; their heights are said, for LibreOffice does not
    ask merged cells.
    """
    storeys = grid.spans(table.heads)
    lines = grid.head_lines(table, sum(widths))
    spans = [s for storey in storeys for s in storey]
    for y in range(len(storeys)):
        covering = sorted((s for s in spans if s.row <= y < s.row + s.rows), key=lambda s: s.column)
        cells = []
        for s in covering:
            merge = "" if s.rows == 1 else "restart" if s.row == y else "continue"
            words = w.run(s.head.text, size, bold=True) if s.row == y else ""
            room = sum(widths[s.column : s.column + s.columns])
            cells.append(_cell(words, "center", size, room, columns=s.columns, merge=merge))
        yield w.row(cells, head=True, height=lines[y] * size * 1.15 + 4)


def _cell(words: str, align: str, size: float, width: float, **span: Any) -> str:
    return w.cell(w.paragraph(words, align, before=2, after=2, mark=size), width, **span)


def _rule_width(text: str, size: float, room: float) -> float:
    """About the printed width in mm of bold text, at most the room it has."""
    capitals = sum(c.isupper() for c in text)
    return min((capitals * 0.68 + (len(text) - capitals) * 0.45) * size * 25.4 / 72, room)


def _kept(xml: str) -> str:
    """The paragraph on one page with what follows: a signature never stands on a page alone."""
    head = "<w:p><w:pPr>"
    return (
        xml.replace(head, head + "<w:keepNext/>", 1)
        if xml.startswith(head) and "<w:keepNext/>" not in xml
        else xml
    )
