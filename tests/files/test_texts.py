"""The text of a plain file, and the bounds every text read keeps."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.files import text
from goc.files.reading import KINDS, Document, Pages, unread_of
from goc.lib.errors import InputError

WORDS = "Xã Mỹ Đức có 1.235 hộ; Ơ Đu, Ðê, ế ộ ữ"


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_every_unicode_is_told_by_itself(encoding):
    assert text.decoded(WORDS.encode(encoding), "a.txt") == WORDS


@pytest.mark.parametrize(
    "bom, encoding",
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF8, "utf-8"),
    ],
)
def test_a_mark_at_the_beginning_is_no_letter(bom, encoding):
    assert text.decoded(bom + WORDS.encode(encoding), "a.txt") == WORDS


def test_a_few_bytes_are_taken_as_they_are():
    assert text.decoded(b"", "a.txt") == ""
    assert text.decoded("ă".encode(), "a.txt") == "ă"
    assert text.decoded(b"a\x00" * 2, "a.txt") == "aa"  # from four bytes on
    with pytest.raises(InputError):
        text.decoded(b"a\x00b", "a.txt")


@pytest.mark.parametrize("zeros, wide", [(40, False), (41, True)])
def test_a_fifth_of_zero_bytes_all_on_one_side_shows_two_bytes_a_letter(zeros, wide):
    pairs = [b"a\x00"] * zeros + [b"ab"] * (100 - zeros)
    assert text._guess(b"".join(pairs)) == ("utf-16-le" if wide else "utf-8")
    turned = [pair[::-1] for pair in pairs]
    assert text._guess(b"".join(turned)) == ("utf-16-be" if wide else "utf-8")


@pytest.mark.parametrize("data", [b"X\xe3 M\xfc", "Xã".encode("utf-16-le")[:3] + b"\xd8\xff"])
def test_letters_of_old_codes_are_refused(data):
    with pytest.raises(InputError) as caught:
        text.decoded(data, "a.txt")
    assert str(caught.value) == (
        "Không đọc được chữ trong tệp a.txt (không phải Unicode, có thể là bảng mã TCVN3 hoặc "
        "VNI); hãy lưu lại dạng UTF-8."
    )


@pytest.mark.parametrize("signs, is_text", [(5, True), (6, False)])
def test_one_sign_in_two_hundred_may_be_of_no_text(signs, is_text):
    data = b"\x01" * signs + b"a" * (1_000 - signs)
    if is_text:
        assert len(text.decoded(data, "a.txt")) == 1_000
        return
    with pytest.raises(InputError) as caught:
        text.decoded(data, "a.txt")
    assert str(caught.value) == ("Tệp a.txt không phải văn bản: hãy đưa tệp .txt, .docx hoặc .pdf.")


def test_only_the_beginning_is_looked_through_for_such_signs():
    assert text.decoded(b"a" * 100_000 + b"\x01" * 5_000, "a.txt")


def test_tabs_and_line_ends_are_text():
    assert text.decoded(b"a\t\n\x0b\x0c\r" * 9, "a.txt") == "a\t\n\x0b\x0c\r" * 9


@pytest.mark.parametrize(
    "written, read",
    [
        ("Một\r\nHai\rBa\nBốn", "Một\nHai\nBa\nBốn"),
        ("\ufeffMột", "Một"),
        ("Mo\u0302\u0323t", "Một"),
        ("1\u00a0235 hộ", "1.235 hộ"),
        ("1\u202f235\u2009400 đồng", "1.235.400 đồng"),
        ("12\u00a0345", "12.345"),
        ("1 235 hộ", "1 235 hộ"),  # a wide space may part two figures
        ("1234\u00a0235 hộ", "1234 235 hộ"),
        ("1\u00a02350 hộ", "1 2350 hộ"),
        ("1,5\u00a0235 hộ", "1,5 235 hộ"),
        ("3\u00a0xã", "3 xã"),
        ("quân\u00adsự", "quânsự"),
        ("Ðê", "Đê"),
    ],
)
def test_one_spelling_of_what_was_read(written, read):
    assert text.plain(written) == read


@given(st.text(st.sampled_from("aă\u0302\u0323\r\n\u00a0\u202f\ufeff12.,Ð đ"), max_size=20))
@settings(max_examples=80, deadline=None)
def test_what_was_brought_to_one_spelling_stays_as_it_is(written):
    once = text.plain(written)
    assert text.plain(once) == once
    assert "\r" not in once


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(text, "MOST_CHARACTERS", 20)
    monkeypatch.setattr(text, "MOST_LINES", 3)
    monkeypatch.setattr(text, "LONGEST_LINE", 10)


LONG = "Tệp a.txt dài hơn 0 triệu ký tự hoặc 0 nghìn dòng; hãy tách lấy phần cần đọc."
LINE = (
    "Tệp a.txt có một dòng dài hơn 0 triệu ký tự, không phải văn bản viết cho người đọc; hãy chọn "
    "đúng tệp."
)


@pytest.mark.parametrize(
    "parts, said",
    [
        (["a", "b", "c"], "a\nb\nc"),
        (["a", "b", "c", "d"], LONG),
        (["a" * 10, "b" * 8], "a" * 10 + "\n" + "b" * 8),  # twenty with the line ends
        (["a" * 10, "b" * 9], LONG),
        (["a" * 11], LINE),
        (["aaaaa\naaaaa"], "aaaaa\naaaaa"),  # a part of several lines
        (["aaaa\n" + "b" * 11], LINE),
        ([], ""),
    ],
)
def test_parts_are_joined_within_the_bounds(small, parts, said):
    try:
        found = text.joined(parts, "a.txt")
    except InputError as error:
        found = str(error)
    assert found == said


def test_a_file_too_large_for_its_letters_is_not_read(small, tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("😀" * 9 + "\n" + "😀" * 9 + "\n")
    assert path.stat().st_size == 74
    with pytest.raises(InputError):
        text.read(str(path), "a.txt")
    path.write_text("😀" * 9 + "\n" + "😀" * 8)
    assert text.read(str(path), "a.txt") == "😀" * 9 + "\n" + "😀" * 8
    path.write_bytes(b"\xff" * 81)  # no letter of it is looked at: four bytes make one at most
    with pytest.raises(InputError) as caught:
        text.read(str(path), "a.txt")
    assert str(caught.value) == LONG


def test_the_bounds_are_said_in_millions_and_thousands():
    assert str(text._too_long("a.txt")) == (
        "Tệp a.txt dài hơn 4 triệu ký tự hoặc 250 nghìn dòng; hãy tách lấy phần cần đọc."
    )


def test_what_is_left_unread_is_told_in_the_order_of_its_kinds():
    counts = {"hidden": 2, "pictures": 3, "charts": 1}
    assert [str(one) for one in unread_of(counts)] == [
        "Còn 3 hình ảnh không đọc được chữ.",
        "Còn 1 biểu đồ, sơ đồ không đọc được chữ và số.",
        "Bỏ qua chữ ẩn ở 2 đoạn: chữ này không hiện khi in.",
    ]
    assert [one.params for one in unread_of(counts)] == [{"count": 3}, {"count": 1}, {"count": 2}]
    assert Document("abc", {"objects": 1}).unread == (unread_of({"objects": 1})[0],)
    assert Document("abc").unread == ()
    assert list(KINDS) == ["pictures", "charts", "objects", "parts", "hidden"]


@pytest.mark.parametrize(
    "count, scans, long", [(60, [], False), (61, [], True), (1, [0], True), (0, [], False)]
)
def test_many_pages_and_scans_take_long(count, scans, long):
    assert Pages(count, [], scans, {}).take_long is long
