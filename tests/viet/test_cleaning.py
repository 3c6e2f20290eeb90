"""Letters as they come in: one spelling is kept, either is found."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from goc.viet.cleaning import tidy
from goc.viet.names import clean, fold, sort_key

ODD = "ÐðƢƣƉɖ’‘´`ʼ\u200b\u200d\ufeff\u00ad\u202a\u2067\u00a0\u3000²³０９Ａ：\u0301\u0309\u0323\u1ffd ăĐ'aR"
WORDS = st.one_of(st.text(max_size=40), st.text(ODD, max_size=40))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ðặng Văn Ðức", "Đặng Văn Đức"),
        ("Nông Thị Phƣợng", "Nông Thị Phượng"),
        ("Đắk R’lấp", "Đắk R'lấp"),
        ("Cư M´gar", "Cư M'gar"),
        ("H`Mông", "H'Mông"),
        (unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ước"), "Nguyễn Thị Ngọc Ước"),
        ("Nông\u00a0Văn\u2009Đức\u3000", "Nông Văn Đức"),
        ("\ufeffNô\u00adng Vă\u200bn Đ\u200dức\u202c", "Nông Văn Đức"),
        ("０２００８４００９９９９", "020084009999"),
        ("Ｎông", "Nông"),
        ("a\u200b\u0301", "á"),
        ("‘Nông Văn Đức’", "‘Nông Văn Đức’"),
        ("  ", ""),
    ],
)
def test_one_spelling_is_kept(typed, kept):
    assert clean(typed) == kept


def test_prose_keeps_its_lines_and_marks():
    text = "Đoạn một:\u00a0 12 km²\n\n“Đoạn hai”,\t’ƣu’"
    assert tidy(text) == "Đoạn một:  12 km²\n\n“Đoạn hai”,\t’ưu’"


@settings(max_examples=400, deadline=None)
@given(WORDS)
@example("a\u1ffdb")
@example("D\u200b\u0335")
def test_cleaning_twice_changes_nothing(text):
    assert (tidy(tidy(text)), clean(clean(text))) == (tidy(text), clean(text))
    assert unicodedata.is_normalized("NFC", clean(text))


@settings(max_examples=400, deadline=None)
@given(WORDS)
def test_the_keys_do_not_see_how_it_was_typed(text):
    assert (fold(text), sort_key(text)) == (fold(clean(text)), sort_key(clean(text)))
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ðặng Phƣợng", "đặng phượng"),
        ("Đắk R’lấp", "đăk r'lấp"),
        ("Khu ² ", "khu 2"),
        ("Tổ １２", "tổ 12"),
        (unicodedata.normalize("NFD", "Ước"), "ước"),
    ],
)
def test_either_spelling_is_found(typed, kept):
    assert fold(typed) == fold(kept)
