"""What looks like a figure and is none: the spans that are left alone, and which words before a
number make a name of it.
"""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.claims import masks, read_claims
from goc.claims.lexicon import names


def spans(text, *, line_start=False):
    return sorted(text[start:end] for start, end in masks.of(text, line_start=line_start))


def named(text, **more):
    """Is the first number of the text a name?"""
    start = next(place for place, char in enumerate(text) if char.isdigit())
    end = next((place for place in range(start, len(text)) if not text[place].isdigit()), len(text))
    return masks.is_name(text, start, end, **more)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Xem https://goc.vn/p/12?x=5 và 3 xã", ["https://goc.vn/p/12?x=5"]),
        ("Xem www.tinh.vn/34.", ["www.tinh.vn/34."]),
        ("gửi về bch12.tinh@qk1.vn trước", ["bch12.tinh@qk1.vn"]),
        ("Công văn 12/UBND-VX", ["12/UBND-VX"]),
        ("theo 28-NQ/TW và 08 / KH-BCH", ["08 / KH-BCH", "28-NQ/TW"]),
        ("hướng dẫn 8/Qy", ["8/Qy"]),
        ("gọi 0203 862 345 hoặc 0912.345.678", ["0203 862 345", "0912.345.678"]),
        ("gọi +84 912 345 678", ["+84 912 345 678"]),
        ("gọi 84912345678", ["84912345678"]),
        ("trực 24/24, 24/7; công nghệ 4.0", ["24/24", "24/7", "4.0"]),
        ("theo tài liệu [12] và [7]", ["[12]", "[7]"]),
        ("lúc 13:31:02 và 7:05", ["13:31:02", "7:05"]),
        ("tỷ số 25:00, 7:61", []),
        ("từ 2012-12-31 và 2012-12", ["2012-12", "2012-12-31"]),
        ("mã 2012-13 và 1812-12", []),
        ("tại Km156+500, km 7+20", ["Km156+500", "km 7+20"]),
        ("vào 7 giờ kém", ["7 giờ kém", "vào 7 giờ"]),
        ("đã dạy 15 giờ học", []),
        ("từ 7h30 đến 17g", ["17g", "7h30"]),
        ("khoảng 15 giờ 30 phút, mưa", ["khoảng 15 giờ 30 phút"]),
        ("hồi 17 giờ ngày hôm trước", ["hồi 17 giờ"]),
        ("trao Huy hiệu 30 năm, 3 giấy khen", ["Huy hiệu 30 năm"]),
        ("có 3 đồng chí 40 năm tuổi Đảng", ["40 năm tuổi Đảng"]),
        ("có 3 đồng chí 30, 40 và 50 năm tuổi đảng", ["30, 40 và 50 năm tuổi đảng"]),
        ("những năm 80 của thế kỷ trước", ["những năm 80"]),
        ("thập niên 90", ["thập niên 90"]),
        ("năm 90%; năm 90 người", []),
        ("máy bay Su-30, MiG 21, H5N1", ["H5N1", "MiG 21", "Su-30"]),
        ("phòng, chống Covid-19", ["Covid-19"]),
        ("mạng 4G, nhà 12A", ["12A", "4G"]),
        ("Nghị quyết 30a, mục 5b", ["30a", "5b"]),
        ("đợt 5 d", []),
        ("Lượt truy cập: 1 204", ["Lượt truy cập: 1 204"]),
        ("Tháng này: 15.302", ["Tháng này: 15.302"]),
        ("Hôm qua: 15 xã", []),
        ("gồm: 1) lập danh sách; 2) rà soát", ["1)", "2)"]),
        ("các bước: (1) lập danh sách, (2) rà soát", ["(1)", "(2)"]),
        ("đã mở (123) lớp và (12)", []),
        ("đã mở 12 lớp, 3 khóa", []),
        ("", []),
    ],
)
def test_what_is_left_alone_wherever_it_stands(text, kept):
    assert spans(text) == kept


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("1. Nội dung", "1."),
        ("1) Nội dung", "1)"),
        ("1/ Nội dung", "1/"),
        ("1 - Nội dung", "1 -"),
        ("1- Nội dung", "1-"),
        ("(1) Nội dung", "(1)"),
        ("12.3. Nội dung", "12.3."),
        ("1.2.3.4. Nội dung", "1.2.3.4."),
        ("1.Nội dung", "1."),
        ("1.", "1."),
        ("2.1 Tổ chức lực lượng", None),
        ("2.1 Về lực lượng", "2.1"),
        ("2.1.3 Về lực lượng", "2.1.3"),
        ("2.1 triệu đồng", None),
        ("2.1 về lực lượng", None),
        ("2.150 Về lực lượng", None),
        ("1.5", None),
        ("1.%", None),
        ("1 xã", None),
        ("12345. Nội dung", None),
        ("2012", "2012"),
        ("7", "7"),
        ("20125", None),
        ("20 xã", None),
        ("- 20", None),
    ],
)
def test_the_marker_that_heads_a_line_and_the_number_that_fills_it(text, marker):
    assert spans(text, line_start=True) == ([marker] if marker else [])
    assert spans(text) == []


def test_a_sentence_opens_a_line_when_nothing_else_is_said():
    assert masks.of("12. Nội dung") == [(0, 3)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("phong trào “3 bám”", ["3"]),
        ("phong trào \"3 bám\"", ["3"]),
        ("phong trào ‘3 bám, 4 cùng’", ["3", "4"]),
        ("danh hiệu “đạt 5 lớp”", ["5"]),
        ("khẩu hiệu “mở được 5 lớp học mới”", []),
        ("khẩu hiệu “thi đua 5 mặt cùng tiến bộ”", ["5"]),
        ("khẩu hiệu “tất cả cho 5/7 nền móng vững vàng”", ["5/7"]),
        ("khẩu hiệu “" + "a" * 41 + " 5”", []),
        ("“a\n5 b”", []),
    ],
)  # fmt: skip
def test_a_number_of_a_saying_in_quotation_marks(text, kept):
    assert spans(text) == kept


@pytest.mark.parametrize("word", names.IDIOMS)
def test_a_saying_needs_no_quotation_marks(word):
    assert named(f"thực hiện 3 {word}")
    assert named(f"thực hiện 3 {word.capitalize()}, đạt kết quả")


@pytest.mark.parametrize("word", names.NOT_IDIOMS)
def test_other_things_begin_with_the_words_of_a_saying(word):
    assert not named(f"đã mở 3 {word}")


@pytest.mark.parametrize("text", ["đã mở 3 cùngx", "đã mở 3 nhấtt", "đã mở 3 sạchs"])
def test_a_saying_ends_with_its_word(text):
    assert not named(text)


@pytest.mark.parametrize("word", names.INDEFINITE)
def test_one_of_some_is_no_number(word):
    assert named(f"có 1 {word} nơi")
    assert named(f"có 01 {word} nơi")
    assert not named(f"có 2 {word} nơi")
    assert not named(f"có 1 {word}x nơi")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("trụ sở tại 270 Trường Chinh", True),
        ("trụ sở ở 270 Trường Chinh", True),
        ("trụ sở: số 270 Trường Chinh", True),
        ("trụ sở (270 Trường Chinh, Đống Đa)", True),
        ("địa chỉ: 270, Trường Chinh", True),
        ("ngõ 12/5 Trần Phú Đông", True),
        ("tại 270 trường Chinh", False),
        ("tại 270 xã Trường Chinh", False),
        ("có 270 Trường Chinh", False),
        ("tại 270", False),
    ],
)
def test_a_house_and_its_street(text, is_one):
    assert named(text) is is_one


@pytest.mark.parametrize("word", names.STRONG)
def test_a_strong_word_makes_a_name_whatever_follows(word):
    assert named(f"của {word} 15")
    assert named(f"của {word} 15 đồng chí")
    assert named(f"của {word.upper()} 15 đồng chí")


WEAK = [
    word
    for word in names.WEAK
    if word.split()[-1] not in {*names.CALENDAR, *names.SERIES, "số"} and word not in names.STRONG
]


@pytest.mark.parametrize("word", WEAK)
def test_a_weak_word_makes_a_name_where_nothing_is_counted(word):
    assert named(f"của {word} 15")
    assert named(f"của {word} 15, đã họp")
    assert not named(f"của {word} 15 đồng chí")
    assert not named(f"của {word} 15%")
    assert not named(f"của {word} 15 triệu đồng")


@pytest.mark.parametrize("word", [word for word in names.DOCUMENTS if word != "mẫu số"])
def test_a_paper_is_named_by_its_number(word):
    assert named(f"thực hiện {word} 15")
    assert not named(f"thực hiện {word} 15 đồng chí")
    assert named(f"thực hiện {word.capitalize()} 15 đồng chí")


@pytest.mark.parametrize("word", sorted(names.ABBREVIATIONS - {"ĐT"}))
def test_an_abbreviation_makes_a_name(word):
    assert named(f"theo {word} 15")
    assert not named(f"theo {word.lower()} 15 đồng chí")


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("của Tổ 7 người", True),
        ("Tổ 7 người", False),
        ("mỗi lớp 20 - 30 người", False),
        ("Từng tổ 7", False),
        ("mỗi một lớp 20", True),
        ("của tổ 7 người", False),
        ("Hội Tổ 7 người", False),
        ("đợt 2 lớp", True),
        ("đợt 20 lớp", True),
        ("đợt 21 lớp", False),
        ("đợt 02 lớp", False),
        ("đợt 02", True),
        ("các đợt 2 lớp", False),
        ("ngày 5", True),
        ("mỗi ngày 5 lớp", False),
        ("bình quân ngày 5 lớp", False),
        ("một tuần có 5 buổi", False),
        ("tổng số 5", False),
        ("quân số 5", False),
        ("mã số 5", True),
        ("tờ số 5", True),
        ("khóa-đào-tạo-lớp 5", True),
        ("của Bình Văn 12", True),
        ("của Bình văn 12", False),
        ("Văn 12", False),
        ("của Bình Văn 12 xã", False),
        ("của Bình Văn 12%", False),
        ("của Bình Văn 12 (56,1%)", False),
        ("của Bình Văn 12 (mới)", True),
        ("của Bình Văn 12-15", False),
        ("khoản 5 đ", True),
        ("khoản 5 đồng", False),
        ("12", False),
        (", 12", False),
        ("đến\xa0nay 12", False),
    ],
)
def test_what_stands_before_a_number_decides(text, is_one):
    assert named(text) is is_one


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("1 tuần |5| buổi", False),
        ("3 lớp tuần |5| buổi", True),
        ("1 năm |5| lớp", True),
        ("2 lớp, tháng |5| lớp", True),
        ("mỗi lớp 2 buổi, một tháng có |5| buổi", False),
        ("khóa 7, trung bình quý |5| lớp", False),
    ],
)
def test_so_many_a_week_is_a_rate_and_no_day_of_the_calendar(text, is_one):
    before, number, after = text.split("|")
    assert masks.is_name(before + number + after, len(before), len(before) + len(number)) is is_one


def test_a_large_amount_is_no_name_of_a_team():
    [claim] = [c for c in read_claims("Giảm từ mức 44.948 năm 2015.") if c.kind != "period"]
    assert claim.number == 44_948


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Nghị quyết 18, 19 và 20 của tỉnh", "18, 19 và 20"),
        ("các lữ đoàn 6, 7-8/9", "6, 7-8/9"),
        ("Nghị quyết 18, 19 xã", "18"),
        ("Nghị quyết 18, 1.950", "18"),
        ("Nghị quyết 18; 19", "18"),
        ("Nghị quyết 18, 20125", "18"),
        ("đứng thứ 3/12 đoàn", "3/12"),
        ("đứng thứ 3 / 12 đoàn", "3 / 12"),
        ("Nghị quyết 18", "18"),
    ],
)
def test_a_row_of_names_ends_where_something_is_counted(text, row):
    start = next(place for place, char in enumerate(text) if char.isdigit())
    end = next((place for place in range(start, len(text)) if not text[place].isdigit()), len(text))
    assert text[start : masks.listed_after(text, end)] == row


@settings(max_examples=50, deadline=None)
@given(st.text("0123456789 .,:/()-[]@“”ABĐabđ năm giờ\n", max_size=60), st.booleans())
def test_spans_lie_inside_the_sentence_and_hold_something(text, opens):
    for start, end in masks.of(text, line_start=opens):
        assert 0 <= start < end <= len(text)
        assert any(char.isdigit() for char in text[start:end]) or "@" in text or "//" in text
