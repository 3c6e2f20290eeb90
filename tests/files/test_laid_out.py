"""Page and line of words in a Word file: what LibreOffice may not fetch, and what it says."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from goc.files import laid_out
from goc.files.kinds import find
from goc.papers.formats.docx import plain_docx
from goc.papers.profiles import profile_for

DAY = date(2026, 11, 20)
RELATIONS = (
    '<Relationships xmlns="r"><Relationship Id="a" Type="image" Target="media/a.png"/>'
    '<Relationship Id="b" Type="image" Target="http://10.0.0.1/x" TargetMode="External"/>'
    "</Relationships>"
)
BODY = (
    "<w:p><w:instrText> INCLUDEPICTURE \"http://10.0.0.1/x\" </w:instrText><w:fldSimple w:instr='DDE a b'/>"
    "<w:del w:id='1'><w:r><w:delText>228</w:delText></w:r></w:del><w:rPr><w:del w:id='2'/></w:rPr>"
    "<w:t>229 LINK</w:t></w:p>"
)


def file(folder: Path, *lines: str) -> Path:
    path = folder / "bao-cao.docx"
    path.write_bytes(plain_docx(lines, profile_for("civil", DAY), DAY))
    return path


def test_a_copy_fetches_nothing_and_has_no_deleted_words(tmp_path):
    given, made = tmp_path / "a.docx", tmp_path / "b.docx"
    with zipfile.ZipFile(given, "w") as out:
        out.writestr("word/_rels/document.xml.rels", RELATIONS)
        out.writestr("word/document.xml", BODY)
        out.writestr("word/media/a.png", b"LINK")
    laid_out.copy_closed(given, made)
    with zipfile.ZipFile(io.BytesIO(made.read_bytes())) as copy:
        assert b"10.0.0.1" not in copy.read("word/_rels/document.xml.rels")
        assert b"media/a.png" in copy.read("word/_rels/document.xml.rels")
        body = copy.read("word/document.xml")
        assert copy.read("word/media/a.png") == b"LINK"
    assert b"INCLUDEPICTURE" not in body and b"DDE" not in body and b"228" not in body
    assert b"<w:rPr><w:del w:id='2'/></w:rPr><w:t>229 LINK</w:t>" in body


def test_without_libreoffice_nobody_knows(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    assert laid_out.places(find(file(tmp_path, "Có 335 đồng chí.")), [("Có ", "335")]) == []


@pytest.mark.slow
@pytest.mark.skipif(laid_out.program() is None, reason="needs LibreOffice")
def test_page_and_line_as_libreoffice_lays_it_out(tmp_path):
    rows = [f"Dòng thứ {n} của tệp." for n in range(1, 61)]
    path = file(tmp_path, *rows, "Cuối cùng có 335 đồng chí.")
    wanted = [
        ("", "Dòng thứ 1 của"),
        ("Cuối cùng có ", "335 đồng chí."),
        ("", "không có trong tệp này"),
    ]
    first, last, nowhere = laid_out.places(find(path), wanted)
    assert (first, nowhere) == ((1, 1), (0, 0))
    assert last[0] == 2 and last[1] > 1


@pytest.mark.slow
@pytest.mark.skipif(laid_out.program() is None, reason="needs LibreOffice")
def test_what_libreoffice_cannot_open_is_nowhere(tmp_path):
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as out:
        out.writestr("word/document.xml", "<w:p>")
    assert laid_out.places(find(path), [("", "335")]) == []
