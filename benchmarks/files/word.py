"""DOCX files."""

from __future__ import annotations

import os
import zipfile
from itertools import chain
from pathlib import Path

from benchmarks.files import zips

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/{DOCUMENT}" ContentType="{KIND}.document.main+xml"/>'
    f'<Override PartName="/{STYLES}" ContentType="{KIND}.styles+xml"/></Types>'
)

PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" '
    'w:bottom="1134" w:left="1701" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
)


def links(name: str, target: str) -> str:
    return (
        f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/{name}" Target="{target}"/></Relationships>'
    )


def paragraph(text: str = "Toàn tỉnh có 15 xã.") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def row(cells: str, more: str = "") -> str:
    return f"<w:tr>{more}{cells}</w:tr>"


def cell(content: str = "", more: str = "") -> str:
    return f"<w:tc>{f'<w:tcPr>{more}</w:tcPr>' if more else ''}{content or '<w:p/>'}</w:tc>"


def table(rows: str) -> str:
    return f"<w:tbl>{rows}</w:tbl>"


def docx(
    folder: Path, body: str, *, times: int = 1, end: str = "", before: str = "", styles: str = ""
) -> Path:
    """With `body` so many times over, then `end`."""
    begin = f'{before}<w:document xmlns:w="{SPACE}"><w:body>'
    whole = chain([begin], zips.repeated(body, times), [f"{end}{PAGE}</w:body></w:document>"])
    return zips.written(
        folder / "a.docx",
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": links("officeDocument", DOCUMENT),
            DOCUMENT: whole,
            "word/_rels/document.xml.rels": links("styles", "styles.xml"),
            STYLES: f'<w:styles xmlns:w="{SPACE}">{styles}</w:styles>',
        },
    )


def wide_span(folder: Path) -> Path:
    wide = cell(paragraph(), '<w:gridSpan w:val="200000000"/>')
    return docx(folder, table(row(wide) + row(cell(paragraph("5 xã")))))


def wide_gaps(folder: Path) -> Path:
    gaps = '<w:gridBefore w:val="200000000"/><w:gridAfter w:val="200000000"/>'
    return docx(folder, table(row(cell(paragraph()), f"<w:trPr>{gaps}</w:trPr>")))


def tall_cell(folder: Path) -> Path:
    """Ten thousand letters that stand in a hundred thousand rows."""
    top = row(cell(paragraph("5 xã " * 2000), '<w:vMerge w:val="restart"/>'))
    return docx(folder, table(top + row(cell(more="<w:vMerge/>")) * 100_000))


def merged_rows(folder: Path) -> Path:
    """Three thousand rows under one short cell: an honest list."""
    top = row(cell(paragraph("Xã A"), '<w:vMerge w:val="restart"/>') + cell(paragraph("1")))
    return docx(folder, table(top + row(cell(more="<w:vMerge/>") + cell(paragraph("1"))) * 3000))


def nested_tables(folder: Path) -> Path:
    return docx(folder, "<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000)


def tables_in_tables(folder: Path) -> Path:
    """As deep as libxml2 allows, with much at the bottom: each level reads it again."""
    inner = paragraph() * 2000
    for _ in range(80):
        inner = table(row(cell(inner)))
    return docx(folder, inner)


def empty_paragraphs(folder: Path) -> Path:
    return docx(folder, "<w:p/>", times=1_000_000, end=paragraph())


def many_runs(folder: Path) -> Path:
    """One paragraph of a million runs."""
    return docx(folder, "<w:p>" + "<w:r><w:t>a</w:t></w:r>" * 1_000_000 + "</w:p>")


def huge_run(folder: Path) -> Path:
    return docx(folder, paragraph("a" * 12_000_000))


def long_line(folder: Path) -> Path:
    return docx(folder, paragraph("năm xã " * 300_000))


def huge_attribute(folder: Path) -> Path:
    return docx(folder, f'<w:p w:rsidR="{"0" * 12_000_000}"/>' + paragraph())


def bomb(folder: Path) -> Path:
    """163 MB of paragraphs in a fifth of one."""
    return docx(folder, paragraph(), times=163 * 2**20 // len(paragraph().encode()))


def slow_bomb(folder: Path) -> Path:
    """60 MB that pack only eighty times."""
    piece = paragraph(f"xã {os.urandom(2000).hex()}") + "<w:p/>" * 40_000
    return docx(folder, piece, times=250)


def zip_in_zip(folder: Path) -> Path:
    inner = zips.zeros(folder / "b.zip", "bomb.xml", 100)
    path = docx(folder, paragraph())
    with zipfile.ZipFile(path, "a") as archive:
        archive.write(inner, "word/embeddings/b.zip")
    return path


def laughs(folder: Path) -> Path:
    return docx(folder, paragraph("&a9;"), before=zips.LAUGHS)


def laughs_in_attribute(folder: Path) -> Path:
    return docx(folder, '<w:p w:rsidR="&a9;"/>' + paragraph(), before=zips.LAUGHS)


def stranger(folder: Path) -> Path:
    return docx(folder, paragraph("&a9;"), before=zips.STRANGER)


def claims_less(folder: Path) -> Path:
    return zips.lying(docx(folder, paragraph() * 200_000), DOCUMENT, size=900)


def claims_more(folder: Path) -> Path:
    return zips.lying(docx(folder, paragraph()), DOCUMENT, size=3 * 2**30)


def many_parts(folder: Path) -> Path:
    path = docx(folder, paragraph())
    with zipfile.ZipFile(path, "a") as archive:
        for number in range(20_000):
            archive.writestr(f"word/media/{number}", b"")
    return path


def packed_image(folder: Path) -> Path:
    return zips.zeros(docx(folder, paragraph()), "word/media/a.bmp", 100)


def large_image(folder: Path) -> Path:
    """Eight megabytes of a photograph: honest."""
    path = docx(folder, paragraph())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("word/media/a.jpg", os.urandom(8 * 2**20))
    return path


def locked(folder: Path) -> Path:
    return zips.lying(docx(folder, paragraph()), DOCUMENT, locked=True)


def cut_off(folder: Path) -> Path:
    return zips.cut(docx(folder, paragraph()))


def style_loop(folder: Path) -> Path:
    loop = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:basedOn w:val="b"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="b"><w:basedOn w:val="a"/></w:style>'
    )
    return docx(folder, paragraph("Lạng Sơn, ngày 05 tháng 3 năm 2013"), styles=loop)


MAKERS = {
    make.__name__: make
    for make in (
        wide_span,
        wide_gaps,
        tall_cell,
        merged_rows,
        nested_tables,
        tables_in_tables,
        empty_paragraphs,
        many_runs,
        huge_run,
        long_line,
        huge_attribute,
        bomb,
        slow_bomb,
        zip_in_zip,
        laughs,
        laughs_in_attribute,
        stranger,
        claims_less,
        claims_more,
        many_parts,
        packed_image,
        large_image,
        locked,
        cut_off,
        style_loop,
    )
}
