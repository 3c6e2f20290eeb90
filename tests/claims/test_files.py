"""Files to text, and the sentence for each that cannot be read."""

import zipfile

import docx
import pytest

from goc.claims import read_file
from goc.lib.errors import InputError

TEXT = "Xã có 15 hộ, đạt 20%."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode(encoding))
    assert read_file(path) == TEXT


def test_docx_with_a_table(tmp_path):
    document = docx.Document()
    document.add_paragraph("Đầu.")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Xã A", "15 hộ"
    document.add_paragraph("Cuối.")
    document.save(tmp_path / "a.docx")
    assert read_file(tmp_path / "a.docx") == "Đầu.\nXã A\t15 hộ\nCuối."


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", b"", "rỗng"),
        ("a.txt", bytes(range(32)) * 50, "không phải văn bản"),
        ("a.txt", b"X\xb7 c\xe3 15 h\xe9", "Unicode"),
        ("a.pdf", "chữ".encode(), "đuôi tên"),
        ("a.pdf", b"%PDF-1.4 hong", "bị hỏng"),
        ("a.docx", b"PK\x03\x04 hong", "bị hỏng"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), ".docx"),
    ],
)
def test_what_cannot_be_read_is_said(tmp_path, name, data, said):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InputError) as error:
        read_file(path)
    assert said in str(error.value)
    assert name in str(error.value)


def test_an_archive_is_no_word_file(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr("x", "y")
    with pytest.raises(InputError, match="không phải Word"):
        read_file(tmp_path / "a.docx")


def test_a_missing_file(tmp_path):
    with pytest.raises(InputError, match="Không tìm thấy"):
        read_file(tmp_path / "a.txt")
