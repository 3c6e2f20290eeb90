"""PDF/A-2a and PDF/UA-1 through one fixed typst template: text travels as JSON data, never as typst
source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from goc.lib.errors import InputError
from goc.papers import fitting, grid, wording
from goc.papers.metrics import FONTS
from goc.papers.model import (
    Appendix,
    Blank,
    Block,
    Chart,
    Heading,
    Inline,
    Paper,
    Table,
    Text,
    leaves,
)
from goc.papers.profiles import PAGES, Profile, profile

TEMPLATE = Path(__file__).with_name("paper.typ")
HIGHEST = 300.0
"""Points of text in a row that is kept on one page; a higher one may be broken."""
DEPTHS = {"part": 1, "roman": 2, "arabic": 3, "letter": 4}


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )


def render(paper: Paper) -> bytes:
    """Raises InputError for a character the font does not have: on signed paper it would be an
    empty box.
    """
    day = paper.drafted
    compiler = typst.Compiler(
        font_paths=_fonts(), sys_inputs={"paper": json.dumps(_view(paper), ensure_ascii=False)}
    )
    try:
        data = compiler.compile(
            input=TEMPLATE.read_bytes(),
            format="pdf",
            pdf_standards=["a-2a", "ua-1"],  # kept for long, and read aloud
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    except typst.TypstError as error:
        if missing := re.search('the text `"(.+?)"` could not be displayed', str(error)):
            raise InputError(
                "Phông chữ không có ký tự “%(text)s”; hãy thay bằng chữ khác.", text=missing[1]
            ) from error
        raise
    assert isinstance(data, bytes)
    return data


def _view(paper: Paper) -> dict[str, Any]:
    """All the template needs, words and lengths already decided."""
    rule = profile(paper.profile)
    body_width = PAGES["A4"][0] - rule.margins.left - rule.margins.right
    subject = wording.subject_line(paper)
    return {
        "boxes": {name: asdict(box) for name, box in rule.boxes.items()},
        "margins": asdict(rule.margins),
        "indent": rule.first_indent,
        "gap": rule.paragraph_gap,
        "page_number": rule.page_number,
        "country": wording.COUNTRY,
        "motto": wording.MOTTO,
        "draft": paper.draft,
        "urgency": paper.urgency,
        "parent": list(paper.parent_agency),
        "agency": list(paper.agency),
        "number": wording.number_line(paper),
        "date": wording.date_line(paper),
        "letter": paper.kind == wording.LETTER,
        "kind": paper.kind,
        "subject": subject,
        "subject_width": fitting.balanced(subject, body_width, rule.box("subject").size, bold=True),
        "to": wording.TO,
        "addressees": wording.addressee_lines(paper),
        "bases": wording.basis_lines(paper),
        "blocks": list(_blocks(paper, body_width)),
        "signature": asdict(paper.signature) if paper.signature else None,
        "recipients_head": wording.RECIPIENTS,
        "recipients": wording.recipient_lines(paper),
        "sheet": paper.is_sheet,
        "signed_list": paper.is_signed_list,
        "makers": [post.upper() for post in paper.makers],
        "by_hand": wording.BY_HAND,
        "appendices": [_appendix(paper, a, rule) for a in paper.appendices],
    }


def _blocks(paper: Paper, width: float) -> Iterator[dict[str, Any]]:
    """A heading is at most one deeper than the one before, from 1: readers aloud go by depth."""
    depth = 0
    for block in paper.blocks:
        if isinstance(block, Chart):
            continue
        made = _block(block, width)
        if isinstance(block, Heading):
            depth = made["depth"] = min(depth + 1, DEPTHS[block.level])
        yield made


def _block(block: Block, width: float) -> dict[str, Any]:
    if isinstance(block, Heading):
        return {"is": "heading", "level": block.level, "text": wording.heading_text(block)}
    if isinstance(block, Table):
        return {"is": "table"} | _table(block, width)
    assert not isinstance(block, Chart)
    return {"is": "paragraph", "style": block.style, "inlines": _inlines(block.inlines)}


def _inlines(inlines: Sequence[Inline]) -> list[dict[str, Any]]:
    return [
        {
            "text": wording.GAP * i.width if isinstance(i, Blank) else i.text,
            "bold": getattr(i, "bold", False),
            "italic": isinstance(i, Text) and i.italic,
        }
        for i in inlines
    ]


def _table(table: Table, width: float) -> dict[str, Any]:
    found = fitting.fit(table, width)
    return {
        "size": found.size,
        "widths": found.widths,
        "padding": fitting.CELL_PADDING,
        "heads": [_head(span, found) for storey in grid.spans(table.heads) for span in storey],
        "columns": len(leaves(table.heads)),
        "labels": grid.labels(table),
        "rows": [
            {
                "kind": row.kind,
                "whole": fitting.row_lines(row, found) * found.size < HIGHEST,
                "cells": [_cell(one, found.size) for one in fitting.placed(row, found)],
            }
            for row in table.rows
        ],
        "footers": list(table.footers),
    }


def _head(span: grid.Span, found: fitting.Fit) -> dict[str, Any]:
    room = sum(found.widths[span.column : span.column + span.columns]) - 2 * fitting.CELL_PADDING
    return {
        "text": fitting.broken(span.head.text, room, found.size, bold=True),
        "rows": span.rows,
        "columns": span.columns,
        "x": span.column,
        "y": span.row,
    }


def _cell(placed: fitting.Placed, size: float) -> dict[str, Any]:
    cell, room = placed.cell, placed.width - 2 * fitting.CELL_PADDING
    text = fitting.broken(cell.text, room, size, bold=placed.is_bold)
    look = {"bold": placed.is_bold, "align": grid.align(cell), "columns": placed.columns}
    return {"text": text, **look}


def _appendix(paper: Paper, appendix: Appendix, rule: Profile) -> dict[str, Any]:
    short, long = PAGES[appendix.page]
    flipped = appendix.orientation == "landscape"
    width = (long if flipped else short) - rule.margins.left - rule.margins.right
    title = wording.title_above(paper, appendix)
    return {
        "name": wording.name_above(paper, appendix),
        "title": title,
        "notes": wording.notes(paper, appendix),
        "title_width": fitting.balanced(
            title.upper(), width, rule.box("appendix_title").size, bold=True
        ),
        "unit": wording.unit_line(appendix),
        "page": appendix.page.lower(),
        "flipped": flipped,
        "signed": appendix.signed,
        "table": _table(appendix.table, width),
    }
