"""A table of 36 columns and 200 rows as PDF, DOCX and XLSX, beside the bare library under each."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial

from benchmarks.measure import Line, seconds
from goc.papers.formats import render
from goc.papers.model import Appendix, Cell, Head, Paper, Row, Signature, Table

COLUMNS = 36


def sample(rows: int) -> Paper:
    heads = (
        Head("TT", label="A", width=8),
        Head("Đơn vị", label="B", width=26),
        *(Head(f"Cột {n}", label=f"({n})") for n in range(1, COLUMNS - 1)),
    )
    body = tuple(
        Row(
            (
                Cell(str(r)),
                Cell(f"Xã {r}"),
                *(Cell(str(r * c % 97), r * c % 97) for c in range(1, COLUMNS - 1)),
            )
        )
        for r in range(1, rows + 1)
    )
    table = Table(heads, body, people=False)
    return Paper(
        profile="tt01",
        kind="báo cáo",
        agency=("ỦY BAN NHÂN DÂN", "TỈNH A"),
        symbol="BC-UBND",
        place="Tỉnh A",
        drafted=date(2013, 6, 14),
        subject="Kết quả đào tạo",
        signature=Signature(("CHỦ TỊCH",), "Nguyễn Văn A"),
        appendices=(Appendix("I", "Tổng hợp", table),),
    )


def cells(rows: int) -> list[list[str]]:
    return [[str(r * c % 97) for c in range(COLUMNS)] for r in range(rows)]


def raw_pdf(rows: int) -> bytes:
    import typst  # slow to load

    body = ",".join(f"[{c}]" for row in cells(rows) for c in row)
    source = f"#set page(flipped: true)\n#set text(size: 5pt)\n#table(columns: {COLUMNS}, {body})"
    made = typst.compile(source.encode())
    assert isinstance(made, bytes)
    return made


def raw_docx(rows: int) -> bytes:
    import docx  # slow to load

    document = docx.Document()
    table = document.add_table(rows, COLUMNS)
    for row, values in zip(table.rows, cells(rows)):
        for cell, value in zip(row.cells, values):
            cell.text = value
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def raw_xlsx(rows: int) -> bytes:
    import xlsxwriter  # slow to load

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for r, values in enumerate(cells(rows)):
            sheet.write_row(r, 0, values)
    return out.getvalue()


RAW: dict[str, tuple[str, Callable[[int], bytes], float]] = {
    "pdf": ("typst", raw_pdf, 4),
    "docx": ("python-docx từng ô", raw_docx, 1),
    "xlsx": ("xlsxwriter", raw_xlsx, 8),
}


def run(quick: bool) -> Iterator[Line]:
    rows = 50 if quick else 200
    paper = sample(rows)
    for kind, (name, raw, target) in RAW.items():
        mine, theirs = (
            seconds(partial(render, paper, kind), repeat=2),
            seconds(partial(raw, rows), repeat=2),
        )
        size = len(render(paper, kind)) // 1024
        yield Line(
            f"papers.{kind}",
            mine,
            name,
            theirs,
            target=target,
            met=mine <= target * theirs,
            note=f"{rows} dòng × {COLUMNS} cột, {size} KB",
        )
