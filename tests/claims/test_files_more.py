"""More files: notes, merged cells, damage inside the archive, a password, a name that says another kind."""

import zipfile

import docx
import pytest

from goc.claims import read_claims, read_directive, read_file
from goc.lib.errors import InputError

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES = (
    f'<w:footnotes xmlns:w="{SPACE}"><w:footnote w:type="separator" w:id="0"><w:p><w:r><w:t>gạch</w:t></w:r></w:p>'
    '</w:footnote><w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve">Gồm 5 </w:t></w:r><w:r><w:t>đồng chí nữ.'
    "</w:t></w:r></w:p></w:footnote></w:footnotes>"
)
LOCKED = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n"
    b"4 0 obj<</Filter/Standard/V 1/R 2/P -44/O<"
    + b"11" * 32
    + b">/U<"
    + b"22" * 32
    + b">>>endobj\n"
    b"trailer<</Root 1 0 R/Size 5/Encrypt 4 0 R/ID[<"
    + b"33" * 16
    + b"><"
    + b"33" * 16
    + b">]>>\n%%EOF\n"
)


def word(path, *, notes=""):
    document = docx.Document()
    document.add_paragraph("Xã có 15 đồng chí.")
    table = document.add_table(2, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Đơn vị"
    for cell, text in zip(
        [table.cell(0, 2), *table.rows[1].cells], ["Số", "Xã A", "nông\nthôn", "7"]
    ):
        cell.text = text
    document.save(path)
    if notes:
        with zipfile.ZipFile(path, "a") as archive:
            archive.writestr("word/footnotes.xml", notes)
    return path


def test_a_word_file_with_a_footnote_and_a_merged_cell(tmp_path):
    text = read_file(word(tmp_path / "a.docx", notes=NOTES))
    assert text == "Xã có 15 đồng chí.\nĐơn vị\tSố\nXã A\tnông thôn\t7\n[2] Gồm 5 đồng chí nữ."
    assert next(c.value for c in read_claims(text)) == "15"


def _without_body(path):
    with zipfile.ZipFile(path) as archive:
        kept = {name: archive.read(name) for name in archive.namelist()}
    kept["word/document.xml"] = kept["word/document.xml"][:200]
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in kept.items():
            archive.writestr(name, data)


def _cut(path):
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])


def _bent(path):
    data = bytearray(path.read_bytes())
    data[60:400] = bytes(340)
    path.write_bytes(bytes(data))


@pytest.mark.parametrize("damage", [_without_body, _cut, _bent])
def test_a_broken_word_file_is_said(tmp_path, damage):
    path = word(tmp_path / "a.docx")
    damage(path)
    with pytest.raises(InputError, match=r"Tệp Word a\.docx bị hỏng"):
        read_file(path)


def test_broken_notes_are_said(tmp_path):
    with pytest.raises(InputError, match="bị hỏng"):
        read_file(word(tmp_path / "a.docx", notes="<w:footnotes"))


def test_a_locked_pdf_is_said(tmp_path):
    (tmp_path / "a.pdf").write_bytes(LOCKED)
    with pytest.raises(InputError, match=r"Tệp PDF a\.pdf có mật khẩu"):
        read_file(tmp_path / "a.pdf")


@pytest.mark.parametrize(("name", "kind"), [("a.pdf", "Word"), ("a.txt", "Word")])
def test_a_word_file_under_another_name_is_said(tmp_path, name, kind):
    word(tmp_path / "a.docx").rename(tmp_path / name)
    with pytest.raises(InputError, match=rf"{name} không đúng với đuôi tên: nội dung là {kind}"):
        read_file(tmp_path / name)


def test_a_picture_is_no_text(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20)
    with pytest.raises(InputError, match=r"a\.txt"):
        read_file(tmp_path / "a.txt")


def test_a_name_without_a_known_ending_is_read_by_its_bytes(tmp_path):
    word(tmp_path / "a.docx").rename(tmp_path / "a")
    assert read_directive(read_file(tmp_path / "a")).number is None
