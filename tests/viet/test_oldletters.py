"""TCVN 3 and VNI: told by the font and by the words, converted."""

from __future__ import annotations

import pytest

from goc.viet.oldletters import (
    TCVN3,
    UNICODE,
    VNI,
    converted,
    encoding_of_font,
    shows_capitals,
    votes_of,
)


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", TCVN3, False),
        (".VnTimeH", TCVN3, True),
        (".vnarial narrow", TCVN3, False),
        ("VNI-Times", VNI, False),
        ("Times New Roman", "", False),
        ("Verdana", "", False),
    ],
)
def test_a_font_tells_its_encoding(font, encoding, capitals):
    assert (encoding_of_font(font), shows_capitals(font)) == (encoding, capitals)


@pytest.mark.parametrize(
    ("written", "encoding", "meant"),
    [
        ("TriÖu ThÞ Kiªn", TCVN3, "Triệu Thị Kiên"),
        ("X· Hoµng §ång, Thµnh phè L¹ng S¬n", TCVN3, "Xã Hoàng Đồng, Thành phố Lạng Sơn"),
        ("ChØ huy tr\u00adëng", TCVN3, "Chỉ huy trưởng"),
        ("Lý luËn chÝnh trÞ", TCVN3, "Lý luận chính trị"),
        ("Nguyeãn Vaên Ñöùc", VNI, "Nguyễn Văn Đức"),
        ("Phöôøng Ñaïi Ñoàng", VNI, "Phường Đại Đồng"),
        ("Hoï vaø teân", VNI, "Họ và tên"),
        ("Aùnh, AÙNH, Yeán", VNI, "Ánh, ÁNH, Yến"),
    ],
)
def test_words_tell_the_encoding_and_are_converted(written, encoding, meant):
    assert (votes_of([written]).winner(), converted(written, encoding)) == (encoding, meant)


@pytest.mark.parametrize(
    "text", ["Nguyễn Đức Tuấn", "Hoàng Văn Thụ", "Xã Cư M’gar", "Lý", "Khoẻ", "THPT", "Quỳnh"]
)
def test_words_of_unicode_are_left(text):
    votes = votes_of([text])
    assert (votes.winner(), votes.tcvn3, votes.vni) == (UNICODE, 0, 0)
    assert converted(text, UNICODE) == text
