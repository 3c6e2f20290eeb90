"""Names of people and places: how they are kept, found and put in order."""

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet.names import clean, fold, sort_key, text_key

PEOPLE = [
    "Lường Văn An",
    "Nguyễn Thị Ánh",
    "Hà Văn Ân",
    "Triệu Văn Bảo",
    "Lý A Chú",
    "Hoàng Văn Dũng",
    "Hoàng Văn Đức",
    "Nông Văn Đức",
    "Nông Thị Hà",
    "Vi Văn Hoà",
    "Bế Văn Khang",
    "Đàm Thị Lan",
    "Lô Văn Minh",
    "Đinh Văn Ổn",
    "Đinh Văn Ơn",
    "Lò Văn Sơn",
    "Lò Văn Tâm",
    "Mã Thị Thu",
    "Mã Thị Thủ",
    "Mã Thị Thư",
    "Vàng A Ư",
    "Nguyễn Yến",
]


def shuffled(names):
    return random.Random(7).sample(names, len(names))


def test_people_stand_by_given_name_and_then_by_family_name():
    assert sorted(shuffled(PEOPLE), key=sort_key) == PEOPLE


@pytest.mark.parametrize(
    "names",
    [
        ["A", "Ă", "Â", "B", "C", "D", "Đ", "E", "Ê", "G", "H", "I", "K", "L", "M"],
        ["N", "O", "Ô", "Ơ", "P", "Q", "R", "S", "T", "U", "Ư", "V", "X", "Y"],
        ["Ma", "Mà", "Mả", "Mã", "Má", "Mạ"],
        ["La", "Lan", "Làn", "Lân", "Lê"],
        ["Hà", "An Hà", "Bình Hà", "Bình Văn Hà"],
        ["An Thị Đức", "Văn Đức"],
        ["Hoa", "Hoà", "Hoạ", "Hoan"],
        ["Y", "F", "J", "W", "Z"],
    ],
)
def test_letters_come_in_the_order_of_the_alphabet_and_tones_break_ties(names):
    assert sorted(shuffled(names), key=sort_key) == names


def test_a_tone_counts_only_where_all_letters_are_the_same():
    assert sorted(["Má", "Mang", "Ma"], key=sort_key) == ["Ma", "Má", "Mang"]
    assert sorted(["Bá Hà", "Ba Hạ", "Ca Ha"], key=sort_key) == ["Ca Ha", "Bá Hà", "Ba Hạ"]


def test_a_shorter_name_stands_before_the_one_that_goes_on():
    assert sorted(["Thanh", "Than", "Tha"], key=sort_key) == ["Tha", "Than", "Thanh"]
    assert sorted(["Lý A Páo", "Páo", "Lý Páo"], key=sort_key) == ["Páo", "Lý Páo", "Lý A Páo"]


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC"])
@pytest.mark.parametrize("name", ["Nông Văn Đức", "Triệu Thị Phượng", "Đinh Văn Ổn"])
def test_how_a_name_was_typed_does_not_matter(name, form):
    typed = f"  {unicodedata.normalize(form, name)}\u00a0 ".replace(" Văn", "   Văn")
    assert clean(typed) == name
    assert sort_key(typed) == sort_key(name)
    assert fold(typed) == fold(name)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Nông Văn Đức", "nong van duc"),
        ("ĐẶNG THỊ PHƯỢNG", "dang thi phuong"),
        ("Ỷ Lan", "y lan"),
        ("Đắk R’lấp", "dak r'lap"),
        ("Khu ² ", "khu 2"),
        ("Xã  Tân\tTiến", "xa tan tien"),
        ("Ｎguyễn １２", "nguyen 12"),
        ("", ""),
    ],
)
def test_the_key_to_search_by_has_no_marks(name, key):
    assert fold(name) == key


@pytest.mark.parametrize(
    "texts",
    [
        ["Khóa 1", "Khóa 2", "Khóa 10", "Khóa 45"],
        ["Thôn 2", "Thôn 2 A", "Thôn 11", "Thôn Đông"],
        ["Tổ 9", "Tổ 010", "Tổ 11"],
        ["Xã An Hoà", "Xã Ân Tình", "Xã Bình Văn", "Xã Đông Viên"],
        ["Bảng 1 phần 2", "Bảng 1 phần 10", "Bảng 2 phần 1"],
        ["An", "An Bình", "Anh"],
    ],
)
def test_a_text_is_put_in_order_from_left_to_right_and_digits_by_value(texts):
    assert sorted(shuffled(texts), key=text_key) == texts


def test_a_text_and_a_name_are_put_in_order_differently():
    names = ["Bế Văn An", "An Văn Bế"]
    assert sorted(names, key=sort_key) == ["Bế Văn An", "An Văn Bế"]
    assert sorted(names, key=text_key) == ["An Văn Bế", "Bế Văn An"]


LETTERS = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxy ÀÁẢÃẠ", min_size=1, max_size=14)


@settings(max_examples=50, deadline=None)
@given(LETTERS, LETTERS)
def test_two_names_have_one_key_only_when_they_are_the_same_name(one, other):
    same = clean(one).lower() == clean(other).lower()
    assert (sort_key(one) == sort_key(other)) is same
    assert (text_key(one) == text_key(other)) is same


@settings(max_examples=50, deadline=None)
@given(LETTERS)
def test_case_does_not_matter_to_any_key(name):
    for key in (fold, sort_key, text_key):
        assert key(name.upper()) == key(name.lower())


def test_an_apostrophe_typed_as_a_grave_accent_is_one_when_folded():
    assert (fold("H`Mông"), fold("Đắk R`Lấp  ")) == ("h'mong", "dak r'lap")
