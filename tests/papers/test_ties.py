"""What belongs together stays on one line, and is read back as it was written."""

from __future__ import annotations

from datetime import date

import pytest

from goc.files.reading import read
from goc.papers.formats import render
from goc.papers.model import Figure, Paragraph, Text
from goc.papers.reading import bound_values, changes
from goc.papers.ties import TIE, tied, untied
from papers.sample import report


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("dài hơn 231 km, với 20 xã", "dài hơn 231~km, với 20~xã"),
        ("có 01 thị trấn Đồng Đăng", "có 01 thị~trấn~Đồng Đăng"),
        ("(Phụ lục V kèm theo)", "(Phụ~lục~V kèm theo)"),
        ("Phụ lục kèm theo", "Phụ lục kèm theo"),
        ("theo khoản 2 Điều 5", "theo khoản~2 Điều~5"),
        ("Quân khu 1, Khóa 3", "Quân~khu~1, Khóa~3"),
        ("tỉnh Lạng Sơn; tỉnh miền núi", "tỉnh~Lạng Sơn; tỉnh miền núi"),
        ("xã Đào Viên, xã Ít Ong", "xã~Đào Viên, xã~Ít Ong"),
        ("Kế hoạch số 1660/KH-BQP", "Kế hoạch số~1660/KH-BQP"),
        ("đạt 92,2% của 309 người", "đạt 92,2% của 309~người"),
        ("10 kmh", "10 kmh"),
        ("", ""),
    ],
)
def test_words_that_belong_together(text, shown):
    assert tied(text).replace(TIE, "~") == shown
    assert untied(tied(text)) == text
    assert tied(tied(text)) == tied(text)


PAPER = report(
    blocks=(
        Paragraph((Text("Biên giới dài "), Figure("border", "hơn 231 km"), Text(" (Phụ lục IV)."))),
    ),
    appendices=(),
)


def test_a_tied_figure_is_the_same_figure_when_the_file_comes_back():
    data = render(PAPER, "docx")
    assert bound_values(data) == {"border": "hơn 231 km"}
    assert changes(PAPER, data) == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_ties_are_read_as_spaces(tmp_path, form):
    path = tmp_path / f"a.{form}"
    path.write_bytes(render(PAPER, form))
    assert "Biên giới dài hơn 231 km (Phụ lục IV)./." in " ".join(read(path).text.split())
    assert PAPER.drafted == date(2013, 3, 5)


def test_in_word_the_tie_is_there():
    import io
    import zipfile

    with zipfile.ZipFile(io.BytesIO(render(PAPER, "docx"))) as file:
        assert f"231{TIE}km" in file.read("word/document.xml").decode()
