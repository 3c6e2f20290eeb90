"""DOCX to go on with in Word: every paragraph has its style, figures and fields are content
controls tagged with their key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import count, zip_longest
from typing import Any

from goc.papers import fitting, metrics, wording
from goc.papers.formats import wordfile
from goc.papers.formats import wordml as w
from goc.papers.formats.wordstyles import LEVELS, NORMAL, TEXT_TABLE, styles_part
from goc.papers.formats.wordtables import table as data_table
from goc.papers.model import (
    Appendix,
    Blank,
    Block,
    Chart,
    Field,
    Figure,
    Heading,
    Paper,
    Paragraph,
    Table,
    Text,
)
from goc.papers.profiles import PAGES, Profile, profile

HEAD_RIGHT = 97.0  # mm: the country's name stands on one line
RECIPIENTS_SHARE = 0.45
STAMP = 35.0  # mm
HEADINGS = {"part": "Phan", "roman": "Muc", "arabic": "Khoan", "letter": "Diem"}
DEPTHS = {"part": 1, "roman": 2, "arabic": 3}
"""Headings that a table of contents lists."""
PARAGRAPHS = {"body": "ThanVan", "item": "ThanVan", "centered": "CanGiua", "right": "CanPhai"}
PARAGRAPHS |= {"note": "GhiChu"}
ALIAS = "Số liệu"
DATA = "Dữ liệu"


def render(paper: Paper) -> bytes:
    rule = profile(paper.profile)
    writer = _Writer(paper)
    at_top = rule.page_number == "top-center"
    number = w.paragraph(w.page_field(), "SoTrang", align="center" if at_top else "right")
    if paper.is_signed_list:
        number = w.paragraph(w.page_of_pages(), "SoTrang", align="right")
    category = wording.SHEET if paper.is_sheet else ""
    about = wordfile.About(paper.subject, " ".join(paper.agency), paper.drafted, category)
    styles = styles_part(rule, writer.width)
    return wordfile.packed("".join(writer.document()), styles, number, at_top, about)


def plain_docx(lines: Sequence[str], rule: Profile, day: date) -> bytes:
    """A paragraph for each line, in the typeface and on the page of an office's paper."""
    m = rule.margins
    rows = (w.paragraph(w.run(line) if line else "", NORMAL) for line in lines)
    section = w.section(*PAGES["A4"], (m.top, m.right, m.bottom, m.left), wordfile.numbered())
    about, nothing = wordfile.About("", "", day), w.paragraph("", "SoTrang")
    styles = styles_part(rule, PAGES["A4"][0] - m.left - m.right)
    return wordfile.packed("".join((*rows, section)), styles, nothing, True, about)


class _Writer:
    """Holds what every piece needs: the paper, its profile and the next numbers of content controls
    and bookmarks.
    """

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.rule = profile(paper.profile)
        margins = self.rule.margins
        self.margins = (margins.top, margins.right, margins.bottom, margins.left)
        self.width = PAGES["A4"][0] - margins.left - margins.right
        self.numbers = count(1)
        self.has_contents = wording.has_contents(paper)
        self.listed: list[tuple[str, int, str]] = []

    def document(self) -> Iterator[str]:
        """Each section ends in what says of its page: the last in the body itself."""
        numbered, section = wordfile.numbered(), ""
        if not self.paper.is_sheet:
            yield from self.body()
            section, numbered = w.section(*PAGES["A4"], self.margins, numbered), ""
        for appendix in self.paper.appendices:
            width, height = page_of(appendix)
            room = width - self.margins[1] - self.margins[3]
            yield _section_end(section) if section else self.owner(room)
            yield from self.appendix(appendix, room)
            on = self.paper.is_signed_list
            section = w.section(width, height, self.margins, numbered, runs_on=on)
            numbered = ""
        yield section or w.section(*PAGES["A4"], self.margins, numbered)

    def owner(self, width: float) -> str:
        """Above a sheet: whose it is."""
        lines = self.paper.agency
        if self.paper.is_signed_list:
            right = max(width / 2, HEAD_RIGHT)
            return self.columns([self.names(width - right, right)], (width - right, right))
        return "".join(self.line("agency", line, "CoQuanBanHanh", align="left") for line in lines)

    def line(self, box: str, text: str, style: str, **place: Any) -> str:
        words = text.upper() if self.rule.box(box).upper else text
        return w.paragraph(w.run(words), style, **place)

    def body(self) -> Iterator[str]:
        paper = self.paper
        if paper.draft:
            yield w.paragraph(w.run(paper.draft), "DuThao")
        yield self.head()
        if paper.urgency:
            stamp = w.cell(self.line("urgency", paper.urgency, "DoKhan"), STAMP)
            yield w.paragraph("", "SauBang")
            yield w.table([w.row([stamp])], [STAMP], "BangSoLieu", centred=True)
        if paper.kind != wording.LETTER:
            yield from self.title()
        yield from self.addressees()
        for base in wording.basis_lines(paper):
            yield self.line("basis", base, "CanCu")
        yield from _kept([xml for block in paper.blocks for xml in self.block(block)])
        yield w.paragraph("", "SauBang", keep=True)
        yield self.closing()
        yield w.paragraph("", "SauBang")
        if self.has_contents:
            yield self.contents()

    def title(self) -> Iterator[str]:
        subject, size = wording.subject_line(self.paper), self.rule.box("subject").size
        yield self.line("kind", self.paper.kind, "TenLoai")
        room = fitting.balanced(subject, self.width, size, bold=True)
        yield self.line("subject", subject, "TrichYeu", sides=(self.width - room) / 2)
        long = min(metrics.width(subject, size, bold=True), self.width)
        yield w.rule("DuongKe", long * 0.4, self.width)

    def head(self) -> str:
        paper, left = self.paper, self.width - HEAD_RIGHT
        number = [self.line("number", wording.number_line(paper), "SoKyHieu")]
        rows = [
            self.names(left, HEAD_RIGHT),
            (number, [self.line("date", wording.date_line(paper), "DiaDanh")]),
        ]
        if paper.kind == wording.LETTER:
            about = self.line("subject_letter", wording.subject_line(paper), "VeViec")
            rows.append(([about], [w.paragraph("", "SauBang")]))
        return self.columns(rows, (left, HEAD_RIGHT))

    def names(self, left: float, right: float) -> tuple[list[str], list[str]]:
        """Who issues it beside the country's name."""
        paper = self.paper
        issuer = [self.line("parent", line, "CoQuanChuQuan") for line in paper.parent_agency]
        issuer += [self.line("agency", line, "CoQuanBanHanh") for line in paper.agency]
        issuer.append(w.rule("DuongKe", self.under("agency", paper.agency[-1], left, 0.45), left))
        country = [
            self.line("country", wording.COUNTRY, "QuocHieu"),
            self.line("motto", wording.MOTTO, "TieuNgu"),
            w.rule("DuongKe", self.under("motto", wording.MOTTO, right, 1), right),
        ]
        return issuer, country

    def under(self, box: str, text: str, room: float, share: float) -> float:
        """The length of the line below a text: a share of its own, at most the room."""
        look = self.rule.box(box)
        words = text.upper() if look.upper else text
        return min(metrics.width(words, look.size, bold=look.bold), room) * share

    def columns(
        self, rows: Sequence[tuple[list[str], list[str]]], widths: tuple[float, float]
    ) -> str:
        made = [
            w.row([w.cell("".join(c), width) for c, width in zip(r, widths, strict=True)])
            for r in rows
        ]
        return w.table(made, widths, TEXT_TABLE, centred=False)

    def addressees(self) -> Iterator[str]:
        lines = wording.addressee_lines(self.paper)
        if len(lines) == 1:
            yield self.line("addressee", f"{wording.TO} {lines[0]}", "KinhGuiMotNoi")
        elif lines:
            yield self.line("addressee", wording.TO, "KinhGui")
            yield from (self.line("addressee", line, "NoiKinhGui") for line in lines)

    def block(self, block: Block) -> Iterator[str]:
        return _BLOCKS[type(block)](self, block)

    def chart(self, _chart: Chart) -> Iterator[str]:
        """Drawn on pages only."""
        return iter(())

    def inline_table(self, table: Table) -> Iterator[str]:
        return self.table(table, self.width)

    def heading(self, heading: Heading) -> Iterator[str]:
        said = wording.heading_text(heading)
        words = w.run(said)
        if self.has_contents and heading.level in DEPTHS:
            name = f"_Toc{len(self.listed) + 1:06}"
            self.listed.append((name, DEPTHS[heading.level], said.replace("\n", ". ")))
            words = w.bookmark(name, len(self.listed), words)
        yield w.paragraph(words, HEADINGS[heading.level])

    def paragraph(self, paragraph: Paragraph) -> Iterator[str]:
        words = "".join(_INLINES[type(inline)](self, inline) for inline in paragraph.inlines)
        yield w.paragraph(words, PARAGRAPHS[paragraph.style])

    def text(self, inline: Text) -> str:
        return w.run(inline.text, bold=inline.bold or None, italic=inline.italic or None)

    def blank(self, inline: Blank) -> str:
        return w.run(wording.GAP * inline.width)

    def figure(self, inline: Figure) -> str:
        return self.control(inline.key, ALIAS, w.run(inline.text, bold=inline.bold or None))

    def field(self, inline: Field) -> str:
        tag = f"{inline.record}:{inline.field}" if inline.record else ""
        return self.control(tag, DATA, w.run(inline.text))

    def control(self, tag: str, alias: str, content: str) -> str:
        return w.control(tag, alias, next(self.numbers), content) if tag else content

    def table(self, table: Table, width: float, *, is_signed: bool = False) -> Iterator[str]:
        return data_table(
            table, width, lambda key, run: self.control(key, ALIAS, run), with_next=is_signed
        )

    def closing(self) -> str:
        recipients = [
            self.line("recipients", line, "DanhSachNoiNhan")
            for line in wording.recipient_lines(self.paper)
        ]
        if recipients:
            recipients.insert(0, self.line("recipients_head", wording.RECIPIENTS, "NoiNhan"))
        signed: list[str] = []
        if self.paper.signature:
            lines = self.paper.signature.lines
            signed = [self.line("authority", line, "QuyenHan", keep=True) for line in lines]
            signed.append(self.line("signer", self.paper.signature.name, "NguoiKy"))
        left = self.width * RECIPIENTS_SHARE
        blank = [w.paragraph("", "SauBang")]
        rows = [*self.parties(), (recipients or blank, signed or blank)]
        return self.columns(rows, (left, self.width - left))

    def parties(self) -> Iterator[tuple[list[str], list[str]]]:
        """Of minutes, two side by side: in one table with the closing, so that they stay with
        it.
        """
        signed = [
            [
                w.paragraph(w.run(party.upper()), "QuyenHan", keep=True),
                w.paragraph(w.run(wording.BY_HAND), "KemTheo", keep=True),
                w.paragraph("", "NguoiKy", keep=True),
            ]
            for party in self.paper.makers
        ]
        nobody = [w.paragraph("", "SauBang", keep=True)]
        return zip_longest(signed[::2], signed[1::2], fillvalue=nobody)

    def contents(self) -> str:
        """What Word puts in its place when asked to refresh has the pages too, which only it can
        know.
        """
        title = w.paragraph(w.run(wording.CONTENTS), "MucLuc")
        entries = [(f"TOC{depth}", w.link(name, w.run(said))) for name, depth, said in self.listed]
        first, last = w.field_begin(f'TOC \\o "1-{LEVELS - 1}" \\h \\z \\u'), w.field_end()
        words = [words for _style, words in entries]
        words = [first + words[0], *words[1:-1], words[-1] + last]
        styles = [style for style, _words in entries]
        return w.contents(title, "".join(map(w.paragraph, words, styles)))

    def appendix(self, appendix: Appendix, width: float) -> Iterator[str]:
        name, title = (f(self.paper, appendix) for f in (wording.name_above, wording.title_above))
        yield self.line("appendix", name, "PhuLuc")
        size = self.rule.box("appendix_title").size
        room = fitting.balanced(title.upper(), width, size, bold=True)
        yield self.line("appendix_title", title, "TenPhuLuc", sides=(width - room) / 2)
        for note in wording.notes(self.paper, appendix):
            yield w.paragraph(w.run(note), "KemTheo")
        if unit := wording.unit_line(appendix):
            yield w.paragraph(w.run(unit), "DonViTinh")
        if self.paper.is_sheet and appendix is self.paper.appendices[0]:
            yield from (xml for block in self.paper.blocks for xml in self.block(block))
        is_last = appendix.signed or appendix is self.paper.appendices[-1]
        yield from self.table(
            appendix.table, width, is_signed=is_last and self.paper.is_signed_list
        )
        if self.paper.is_sheet and self.paper.makers and is_last:
            yield self.signed(width) if self.paper.is_signed_list else self.makers(width)
            yield w.paragraph("", "SauBang")

    def makers(self, width: float) -> str:
        posts = self.paper.makers
        signed = [
            w.paragraph(w.run(post.upper()), "QuyenHan", keep=True)
            + w.paragraph(w.run(wording.BY_HAND), "KemTheo")
            for post in posts
        ]
        rooms = [width / len(posts)] * len(posts)
        cells = [w.cell(xml, room) for xml, room in zip(signed, rooms, strict=True)]
        return w.table([w.row(cells)], rooms, TEXT_TABLE, centred=False)

    def signed(self, width: float) -> str:
        """Below a list that is signed."""
        assert self.paper.signature is not None
        posts = [w.run(post.upper()) for post in self.paper.makers]
        made = [w.paragraph("", "DiaDanh", keep=True)]
        made += [w.paragraph(post, "QuyenHan", keep=True) for post in posts]
        made.append(w.paragraph(w.run(wording.BY_HAND), "KemTheo"))
        signer = [self.line("date", wording.date_line(self.paper), "DiaDanh", keep=True)]
        lines = self.paper.signature.lines
        signer += [self.line("authority", line, "QuyenHan", keep=True) for line in lines]
        signer.append(self.line("signer", self.paper.signature.name, "NguoiKy"))
        return self.columns([(made, signer)], (width / 2, width / 2))


_BLOCKS: dict[type, Callable[[_Writer, Any], Iterator[str]]] = {
    Chart: _Writer.chart,
    Table: _Writer.inline_table,
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
}
_INLINES: dict[type, Callable[[_Writer, Any], str]] = {
    Text: _Writer.text,
    Blank: _Writer.blank,
    Figure: _Writer.figure,
    Field: _Writer.field,
}


def page_of(appendix: Appendix) -> tuple[float, float]:
    """Width and height in mm."""
    short, long = PAGES[appendix.page]
    return (long, short) if appendix.orientation == "landscape" else (short, long)


def _section_end(section: str) -> str:
    return f"<w:p><w:pPr><w:pStyle w:val='SauBang'/>{section}</w:pPr></w:p>"


def _kept(pieces: list[str]) -> list[str]:
    """The last paragraph with what follows: a signature never stands on a page alone."""
    if not pieces:
        return []
    *before, last = pieces
    head, sign = "<w:p><w:pPr>", "<w:keepNext/>"
    if not last.startswith(head) or sign in last:
        return pieces
    style_end = last.index("/>") + 2
    return [*before, last[:style_end] + sign + last[style_end:]]
