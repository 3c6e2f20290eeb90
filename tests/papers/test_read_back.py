"""What the product prints, it reads back: every number, from DOCX and PDF. The papers of the
demonstration: `tests/demo`.
"""

from __future__ import annotations

from collections import Counter

import pytest

from goc.files.reading import read
from goc.papers.formats import render
from goc.viet.cleaning import tidy
from papers.read_back import lost, printed
from papers.sample import report


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_every_number_of_the_sample_is_read_back(tmp_path, form):
    path = tmp_path / f"a.{form}"
    path.write_bytes(render(report(), form))
    assert sum(printed(report()).values()) > 400
    assert lost(report(), path) == Counter()


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_rows_of_an_appendix_are_read_back_as_rows(tmp_path, form):
    path = tmp_path / f"a.{form}"
    path.write_bytes(render(report(), form))
    read_rows = [tuple(line.split("\t")) for line in read(path).text.split("\n")]
    table = report().appendices[0].table
    wanted = [tuple(tidy(cell.text).strip() for cell in row.cells) for row in table.rows]
    assert [row for row in wanted if row not in read_rows] == []
