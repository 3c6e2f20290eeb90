"""Nothing crashes, nothing grows faster than its input: calls are counted here, time is measured in `benchmarks`."""

import sys

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goc.claims import read_claims, read_directive

PIECES = (
    "Điều 1.",
    "I.",
    "1.",
    "a)",
    "1.1.",
    "-",
    "\n",
    " ",
    "ngày 5 tháng 3 năm 2020",
    "12-26/4",
    "1.234,5",
    "35 - 40%",
    "tỷ đồng",
    "trong đó",
    "(",
    ")",
    "12%",
    "tăng",
    "giảm",
    "từ",
    "lên",
    "2.235/ 21.304",
    "Căn cứ",
    "Số:",
    "/QĐ-UBND",
    "Kính gửi:",
    "Nơi nhận:",
    "KT. CHỦ TỊCH",
    "Nguyễn Văn A",
    "một",
    "năm",
    "mươi",
    "triệu",
    "½",
    "0",
    "9" * 60,
    "**",
    "\x00",
    "so với",
    "người",
    "tổng số",
    "0%",
    "giảm 100%",
    "1/0",
    "31/2",
    "[1]",
    "“7 không”",
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=50),
    st.sampled_from(["", " "]),
)
def test_no_text_crashes_the_readers(pieces, joint):
    text = joint.join(pieces)
    for claim in read_claims(text):
        claim.to_json()
    read_directive(text).to_json()


@pytest.mark.parametrize(
    "piece",
    [
        "5% ",
        "1 ",
        "một ",
        "Điều 1. A\n",
        "- a\n",
        "trong đó 5 người (3%), ",
        "Căn cứ Luật số ",
        "“",
        "(",
        "BỘ ",
        "\n",
        "a,",
    ],
)
@pytest.mark.parametrize("reader", [read_claims, read_directive])
def test_work_grows_with_the_length(piece, reader):
    def calls(length):
        made = 0

        def count(_frame, _event, _argument):
            nonlocal made
            made += 1

        text = (piece * (length // len(piece) + 1))[:length]
        before = sys.getprofile()
        sys.setprofile(count)
        try:
            reader(text)
        finally:
            sys.setprofile(before)
        return made

    reader(piece * 9)  # patterns are compiled at their first use
    assert calls(32_000) < 10_000 + 12 * calls(
        4_000
    )  # eight times the text: linear is 8, quadratic 64


@pytest.mark.parametrize("piece", ["…", "!)"])
def test_a_page_of_dots_comes_back(piece):
    [claim] = read_claims(piece * 100_000 + " Có 5 xã.")  # tried from every dot this took minutes
    assert claim.value == "5"
