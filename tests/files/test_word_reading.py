"""Tables of Word files read as python-docx reads them, a merged cell once; and those on which it
gives up.
"""

from __future__ import annotations

import docx
import pytest
from benchmarks.files import word as made
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from goc.files.reading import read_file
from goc.files.word.story import Story, rows


def as_python_docx(table):
    """The texts of a row's cells, each once: over several columns, and over several rows only in
    the first.
    """
    above = set()
    for row in table.rows:
        cells = {cell._tc: " ".join(cell.text.split()) for cell in row.cells}
        yield ["" if cell in above else text for cell, text in cells.items()]
        above = set(cells)


def as_read(table):
    story = Story(table._tbl)
    for cells in rows(table._tbl):
        yield ["".join(piece.text for piece in story._cell(cell, [])) for cell in cells]


@st.composite
def tables(draw):
    """A grid with some rectangles merged, and text in all of it."""
    rows, columns = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    table = docx.Document().add_table(rows, columns)
    for number, cell in enumerate(table._cells):
        cell.text = draw(st.sampled_from(["", f"{number}", f"{number}\t{number}\nx"]))
    for _ in range(draw(st.integers(0, 3))):
        top, left = draw(st.integers(0, rows - 1)), draw(st.integers(0, columns - 1))
        bottom, right = draw(st.integers(top, rows - 1)), draw(st.integers(left, columns - 1))
        try:
            table.cell(top, left).merge(table.cell(bottom, right))
        except (docx.exceptions.InvalidSpanError, ValueError):
            break
    return table


@given(tables())
@settings(max_examples=150, deadline=None)
def test_merged_cells_are_read_as_python_docx_reads_them(table):
    try:
        wanted = list(as_python_docx(table))
    except ValueError:  # rectangles that overlap: it made what it cannot read
        reject()
    assert list(as_read(table)) == wanted


def test_a_cell_that_goes_on_under_none_is_read_by_itself(tmp_path):
    """LibreOffice writes such tables where the columns of two rows do not meet."""
    top = made.row(made.cell(made.paragraph("A"), '<w:gridSpan w:val="3"/>'))
    low = made.row(made.cell(made.paragraph("B")) + made.cell(made.paragraph("C"), "<w:vMerge/>"))
    path = made.docx(tmp_path, made.table(top + low))
    with pytest.raises(ValueError, match="grid_offset"):
        list(as_python_docx(docx.Document(path).tables[0]))
    assert read_file(path) == "A\nB\tC"


@pytest.mark.slow
def test_three_thousand_rows_under_one_cell_are_read(tmp_path):
    path = made.merged_rows(tmp_path)
    with pytest.raises(RecursionError):
        list(as_python_docx(docx.Document(path).tables[0]))
    assert read_file(path) == "\n".join(["Xã A\t1", *["\t1"] * 3000])


def test_the_document_may_lie_under_another_name(tmp_path):
    from benchmarks.files import zips

    parts = {
        "[Content_Types].xml": made.TYPES.replace(made.DOCUMENT, "word/document2.xml"),
        "word/document2.xml": f'<w:document xmlns:w="{made.SPACE}"><w:body>{made.paragraph()}'
        "</w:body></w:document>",
    }
    assert read_file(zips.written(tmp_path / "a.docx", parts)) == "Toàn tỉnh có 15 xã."
