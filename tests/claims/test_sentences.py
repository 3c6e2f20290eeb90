"""Where a sentence of an official text ends, and where only an abbreviation, a number or a line does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.claims import sentences

LONG = "Trong năm qua các cơ quan quân sự địa phương đã tham mưu"  # longer than a heading


def cut(text):
    return [text[start:end] for start, end in sentences.split(text)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Mở 5 lớp. Có 3 xã.", ["Mở 5 lớp.", "Có 3 xã."]),
        ("Mở 5 lớp! Có 3 xã?", ["Mở 5 lớp!", "Có 3 xã?"]),
        ("Đạt (95%). Có 5 xã", ["Đạt (95%).", "Có 5 xã"]),
        ("Hỏi: “Có mấy lớp?” Có 5 lớp.", ["Hỏi: “Có mấy lớp?”", "Có 5 lớp."]),
        ("Kết quả… Có 5 xã", ["Kết quả…", "Có 5 xã"]),
        ("Kết quả... Có 5 xã", ["Kết quả...", "Có 5 xã"]),
        ("Mở lớp. “Có” xã", ["Mở lớp.", "“Có” xã"]),
        ("Mở lớp. 12 xã", ["Mở lớp.", "12 xã"]),
        ("Mở lớp. - Xã A", ["Mở lớp.", "- Xã A"]),
        ("Mở lớp. (Xã A)", ["Mở lớp.", "(Xã A)"]),
        ("Đắp đê. Đạt", ["Đắp đê.", "Đạt"]),
        ("Mở lớp.Có xã", ["Mở lớp.Có xã"]),
        ("Đạt 3.5 xã. và khóa", ["Đạt 3.5 xã. và khóa"]),
        ("Đạt 1.250 xã", ["Đạt 1.250 xã"]),
        ("- Xã A;\n- Xã B.", ["- Xã A;", "- Xã B."]),
        ("Phần I\n\n\nNội dung", ["Phần I", "Nội dung"]),
        ("  Mở lớp.   Có xã.  \n", ["Mở lớp.", "Có xã."]),
        ("", []),
        (" \n \t", []),
        ("7", ["7"]),
    ],
)
def test_a_mark_ends_a_sentence_where_another_begins(text, parts):
    assert cut(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "TP. Cao Bằng có 5 xã",
        "Tại (TP. Cao Bằng) có xã",
        "PGS. TS. Nguyễn Văn An giảng bài",
        "Th.S. Lê Bình giảng bài",
        "Họ và tên: Nguyễn V. An",
        "lương thực v.v. Cấp cho xã",
        "1. Mở lớp",
        "1.2. Mở lớp",
        "IV. Nội dung",
        "XIII. Nội dung",
    ],
)
def test_the_dot_of_an_abbreviation_or_a_list_number_ends_nothing(text):
    assert cut(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Tổng số là 1. Có 5 xã", 2),
        ("Gồm 123. Có 5 xã", 2),
        ("Kết quả\n1. Có 5 xã", 2),
        ("Họp tại ĐTP. Có 5 xã", 2),
        ("mở lớp ở xã. TP. Cao Bằng có", 2),
    ],
)
def test_the_same_letters_inside_a_sentence_end_it(text, count):
    assert len(cut(text)) == count


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        (LONG, "cho cấp ủy.", 1),
        (LONG, "được 5 lớp.", 1),
        (LONG[:50], "cho cấp ủy.", 2),
        (LONG[:51].strip() + "a", "cho cấp ủy.", 1),
        (LONG + ".", "cho cấp ủy.", 2),
        (LONG + ";", "cho cấp ủy.", 2),
        (LONG + ":", "cho cấp ủy.", 2),
        (LONG + ",", "cho cấp ủy.", 1),
        (LONG, "Cho cấp ủy.", 2),
        (LONG, "a) Cho cấp ủy.", 2),
        (LONG, "- cho cấp ủy.", 2),
        (LONG, "5 lớp.", 2),
        (LONG, "\ncho cấp ủy.", 2),
    ],
)
def test_a_long_line_goes_on_in_small_letters(first, second, parts):
    assert len(cut(f"{first}\n{second}")) == parts


def test_a_sentence_is_never_longer_than_the_bound():
    text = "đồng chí " * 1000
    parts = cut(text)
    assert max(map(len, parts)) <= sentences.LONGEST
    assert " ".join(parts) == text.strip()
    assert all(part.startswith(("đồng", "chí")) for part in parts)
    assert len(cut("x" * 2000)) == 1
    assert [len(part) for part in cut("x" * 2001)] == [2000, 1]


def test_a_cut_is_made_behind_the_last_space_of_its_second_half():
    text = "x" * 1200 + " " + "y" * 900
    assert [len(part) for part in cut(text)] == [1200, 900]
    early = "x" * 900 + " " + "y" * 1200
    assert [len(part) for part in cut(early)] == [2000, 101]


@settings(max_examples=50, deadline=None)
@given(st.text("aĐ5 .;:!?…\n”)“(-,", max_size=80))
def test_nothing_but_white_space_is_lost(text):
    spans = list(sentences.split(text))
    assert all(start < end for start, end in spans)
    kept = set().union(*(range(start, end) for start, end in spans))
    assert all(text[place].isspace() for place in range(len(text)) if place not in kept)
    assert spans == sorted(spans)
