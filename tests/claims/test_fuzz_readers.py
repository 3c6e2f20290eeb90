"""Arbitrary and mutated text: the readers neither crash nor lose their place, and what they print is JSON."""

import json
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goc.claims import read_claims, read_directive

LINES = (
    "Năm 2012, toàn xã có 1.234 hộ, trong đó 21 hộ nghèo, chiếm 1,7%, giảm 5 hộ so với năm 2011.",
    "Kinh phí khoảng hai trăm linh năm triệu đồng, tăng gần 12,5% so với kế hoạch.",
    "Căn cứ Nghị định số 12/2010/NĐ-CP ngày 5 tháng 3 năm 2010 của Chính phủ;",
    "Số: 45/UBND-VX",
    "Kính gửi: Ủy ban nhân dân các huyện",
    "I. NỘI DUNG",
    "1. Rà soát 15 đồng chí.",
    "a) Lập danh sách.",
    "Nơi nhận:",
    "- Như trên;",
    "KT. CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "Nguyễn Văn A",
)
MARKS = (
    "\n",
    "I. ",
    "1. ",
    "1.1. ",
    "a) ",
    "đ) ",
    "- ",
    "Điều 1. ",
    "Chương I",
    "(",
    ")",
    "5%",
    "1/0",
    "31/2",
    "½",
    "tỷ ",
    "²",
)
BOUND = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cut_and_joined(lines, cut, piece, form):
    whole = "\n".join(lines)
    return unicodedata.normalize(form, whole[:cut] + piece + whole)


mutated = st.builds(
    cut_and_joined,
    st.lists(st.sampled_from(LINES), max_size=8),
    st.integers(0, 299),
    st.text(max_size=6),
    st.sampled_from(["NFC", "NFD"]),
)
texts = st.one_of(
    st.text(max_size=200), mutated, st.lists(st.sampled_from(MARKS), max_size=60).map("".join)
)


@BOUND
@given(texts)
def test_claims_stand_where_they_say(text):
    whole = unicodedata.normalize("NFC", text)
    for claim in read_claims(text):
        assert whole[claim.start : claim.end] == claim.value
        json.dumps(claim.to_json(), allow_nan=False)


@BOUND
@given(texts)
def test_a_directive_is_always_json(text):
    json.dumps(read_directive(text).to_json(), allow_nan=False)


@pytest.mark.parametrize("piece", ["một tỷ", "5 tỷ", "5 nghìn"])
def test_scales_without_end_are_no_figure(piece):
    head, scale = piece.split(" ")
    claims = read_claims(f"Có {head} {f'{scale} ' * 600}đồng.")
    assert claims
    assert len(json.dumps([c.to_json() for c in claims])) < 10_000


def test_a_decimal_beyond_every_float():
    assert json.dumps([c.to_json() for c in read_claims(f"Dài {'9' * 350},5 km.")], allow_nan=False)
