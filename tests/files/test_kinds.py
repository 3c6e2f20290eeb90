"""What a file is, told by its first bytes; what cannot be read is told with what to do."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from goc.files import caps, kinds
from goc.files.kinds import Found
from goc.lib.errors import InputError


def found(head: bytes, name: str = "a.dat") -> Found:
    return Found(Path("/x") / name, name, len(head), head)


def said(head: bytes, name: str = "a.dat") -> str:
    """The kind, or the sentence of the refusal."""
    try:
        return kinds.kind_of_text(found(head, name))
    except InputError as error:
        return str(error)


@pytest.mark.parametrize(
    "head, kind",
    [
        (b"%PDF-1.7\n...", "pdf"),
        (b"junk before\n%PDF-1.4", "pdf"),  # some programs write a line before
        (b"PK\x03\x04" + bytes(30), "docx"),
        ("Cộng hòa xã hội".encode(), "txt"),
        (b"\xef\xbb\xbfabc", "txt"),
        (b"PK\x03", "txt"),
        (b"<p>abc</p>", "txt"),
        (b"<?xml version='1.0'?><a/>", "txt"),
        (b"Subject: abc\n\nxyz", "txt"),
        (b"BMx", "txt"),
        (b"II*", "txt"),
    ],
)
def test_what_may_be_read(head, kind):
    assert said(head) == kind


OTHER = "Tệp a.dat là {}, không đọc được; hãy mở bằng Word và lưu lại dạng .docx."
PICTURE = (
    "Tệp a.dat là hình ảnh, không phải văn bản; hãy quét hoặc lưu lại thành PDF để nhận dạng chữ."
)
OLD = (
    "Tệp a.dat là Word kiểu cũ (.doc) hoặc Word có mật khẩu; hãy mở bằng Word, bỏ mật khẩu và lưu "
    "lại dạng .docx."
)


@pytest.mark.parametrize(
    "head, sentence",
    [
        (b"{\\rtf1\\ansi", OTHER.format("văn bản RTF")),
        (b"\r\n {\\rtf1", OTHER.format("văn bản RTF")),
        (
            b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
            OTHER.format("văn bản OpenDocument"),
        ),
        (b"<!DOCTYPE html><p>", OTHER.format("trang web (HTML)")),
        (b"<!doctype HTML>", OTHER.format("trang web (HTML)")),
        (b"\xef\xbb\xbf\n<html lang='vi'>", OTHER.format("trang web (HTML)")),
        (b"<HTML>", OTHER.format("trang web (HTML)")),
        (b"MIME-Version: 1.0\nabc", OTHER.format("trang web hoặc thư đã lưu (MHTML)")),
        (
            b"From: a@b\nSubject: x\nMIME-Version: 1.0\n",
            OTHER.format("trang web hoặc thư đã lưu (MHTML)"),
        ),
        (
            b"<?xml version='1.0'?>\n<?mso-application progid='Word.Document'?>",
            OTHER.format("văn bản Word dạng XML"),
        ),
        (b"<?xml version='1.0'?><pkg:package>", OTHER.format("văn bản Word dạng XML")),
        (b"\x89PNG\r\n", PICTURE),
        (b"\xff\xd8\xff\xe0", PICTURE),
        (b"GIF89a", PICTURE),
        (b"II*\x00abc", PICTURE),
        (b"MM\x00*abc", PICTURE),
        (b"BM1234\x00\x00\x00\x00", PICTURE),
        (b"RIFF1234WEBP", PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20), OLD),
    ],
)
def test_what_cannot_be_read_is_told_with_what_to_do(head, sentence):
    assert said(head) == sentence


@pytest.mark.parametrize(
    "name, head, sentence",
    [
        ("a.pdf", b"abc", "văn bản thuần (.txt)"),
        ("a.docx", b"%PDF-1.4", "PDF"),
        ("a.TXT", b"PK\x03\x04" + bytes(30), "Word (.docx)"),
        ("a.docx", b"abc", "văn bản thuần (.txt)"),
    ],
)
def test_a_name_that_says_otherwise_is_told(name, head, sentence):
    assert said(head, name) == (
        f"Tệp {name} không đúng với đuôi tên: nội dung là {sentence}. Hãy đổi lại đuôi tên hoặc "
        "chọn đúng tệp."
    )


@pytest.mark.parametrize("name", ["a", "a.dat", "báo cáo", "a.docx.bak", "a.PDF"])
def test_a_name_that_says_nothing_or_the_same_is_let_be(name):
    assert said(b"%PDF-1.4", name) == "pdf"


def refused(path, largest=caps.LARGEST):
    with pytest.raises(InputError) as caught:
        kinds.find(path, largest)
    return str(caught.value)


def test_a_file_that_is_there(tmp_path, monkeypatch):
    path = tmp_path / "báo cáo.txt"
    path.write_bytes(b"x" * 1_500)
    monkeypatch.chdir(tmp_path)
    assert kinds.find("báo cáo.txt") == Found(path, "báo cáo.txt", 1_500, b"x" * 1_024)


def test_a_file_that_is_not_there(tmp_path):
    assert refused(tmp_path / "không.txt") == "Không tìm thấy tệp không.txt."


def test_what_is_no_file(tmp_path):
    words = "không phải là một tệp (thư mục, thiết bị hoặc ống dẫn); hãy chọn một tệp đã lưu."
    assert refused(tmp_path) == f"{tmp_path.name} {words}"
    assert refused("/") == f"/ {words}"
    os.mkfifo(tmp_path / "ống")
    assert refused(tmp_path / "ống") == f"ống {words}"


def test_what_cannot_be_opened_is_told_with_the_reason(tmp_path):
    path = tmp_path / ("a" * 300)
    assert refused(path) == f"Không mở được tệp {'a' * 300}: {os.strerror(36)}."


def test_an_empty_file(tmp_path):
    (tmp_path / "a.txt").touch()
    assert refused(tmp_path / "a.txt") == "Tệp a.txt rỗng."


def test_a_file_may_be_as_large_as_is_said_and_no_larger(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(bytes(3 * 2**20))
    assert kinds.find(path, 3 * 2**20).size == 3 * 2**20
    assert refused(path, 3 * 2**20 - 1) == (
        "Tệp a.txt lớn hơn 2 MB; hãy tách thành các tệp nhỏ hơn."
    )


def test_a_real_archive_is_told_by_its_head(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.dat", "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    assert kinds.kind_of_text(kinds.find(tmp_path / "a.dat")) == "docx"


@pytest.mark.parametrize(
    "megabytes, extra, seconds, memory",
    [
        (0, 0, 1.3, 256),
        (0.5, 0, 1.3 + 0.5 + 2, 257),
        (1, 0, 1.3 + 1 + 4, 259),
        (10, 0, 1.3 + 10 + 4, 286),
        (10, 2.5, 1.3 + 10 + 4 + 2.5, 286),
        (200, 0, 1.3 + 200 + 4, 256 + 600),
        (400, 0, 1.3 + 400 + 4, 256 + 768),
    ],
)
def test_what_reading_may_cost_grows_with_the_file(megabytes, extra, seconds, memory):
    limits = caps.allowance(int(megabytes * 2**20), extra)
    assert limits.seconds == pytest.approx(seconds)
    assert limits.megabytes == memory
    assert limits.wall == pytest.approx(15 + 4 * seconds)


@pytest.mark.parametrize("megabytes, memory", [(0, 256), (1, 306), (8.5, 681), (50, 1024)])
def test_a_table_unfolds_into_more_memory_and_no_more_time(megabytes, memory):
    size = int(megabytes * 2**20)
    usual, limits = caps.allowance(size), caps.unfolding(size)
    assert (limits.megabytes, limits.seconds, limits.wall) == (memory, usual.seconds, usual.wall)


@pytest.mark.parametrize("megabytes, seconds", [(0, 0), (1, 10), (1.5, 15), (2, 20), (9, 20)])
def test_where_objects_are_built_there_is_more_time(megabytes, seconds):
    assert caps.building(int(megabytes * 2**20)) == pytest.approx(seconds)
