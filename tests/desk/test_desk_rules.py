"""What is allowed of a letterhead and of a paper on its way: no database."""

from __future__ import annotations

import pytest

from goc.desk.rules import (
    REFUSALS,
    TRANSITIONS,
    Head,
    check_letterhead,
    computed_head,
    draft_line,
    lines_of,
    moved,
)
from goc.desk.tables import listed
from goc.lib.errors import RefusedError
from goc.papers.model import Cell, Row, Table
from goc.papers.model import Head as Column

OF_A_COMMITTEE = {
    "layout": "civil",
    "parent": ["ỦY BAN NHÂN DÂN", "{NAME}"],
    "agency": ["BAN CHỈ ĐẠO"],
    "short": "Ban Chỉ đạo {name}",
    "symbol": "BCĐ",
    "authority": ["TM. BAN CHỈ ĐẠO"],
    "post": "TRƯỞNG BAN",
}


@pytest.mark.parametrize(
    ("name", "capitals", "inside"),
    [
        ("Tỉnh Lạng Sơn", "TỈNH LẠNG SƠN", "tỉnh Lạng Sơn"),
        ("Thành phố Đà Nẵng", "THÀNH PHỐ ĐÀ NẴNG", "thành phố Đà Nẵng"),
        ("Huyện Đình Lập", "HUYỆN ĐÌNH LẬP", "huyện Đình Lập"),
        ("Xã Ðức Hóa", "XÃ ÐỨC HÓA", "xã Ðức Hóa"),
        ("Bộ Chỉ huy quân sự tỉnh", "BỘ CHỈ HUY QUÂN SỰ TỈNH", "Bộ Chỉ huy quân sự tỉnh"),
    ],
)
def test_a_letterhead_is_computed_from_the_name(name, capitals, inside):
    assert computed_head(OF_A_COMMITTEE, name) == Head(
        layout="civil",
        parent=("ỦY BAN NHÂN DÂN", capitals),
        agency=("BAN CHỈ ĐẠO",),
        issuer=f"Ban Chỉ đạo {inside}",
        symbol="BCĐ",
        authority=("TM. BAN CHỈ ĐẠO",),
        post="TRƯỞNG BAN",
    )


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("TM. ỦY BAN NHÂN DÂN", ("TM. ỦY BAN NHÂN DÂN",)),
        ("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH")),
        ("  A  /   / B / ", ("A", "B")),
        ("A/B", ("A/B",)),  # a bar parts lines only between two spaces
        (" / ", ()),
    ],
)
def test_the_lines_of_a_box_are_parted_by_bars(text, lines):
    assert lines_of(text) == lines


@pytest.mark.parametrize(
    "authority",
    [
        "",
        "TM. ỦY BAN NHÂN DÂN",
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
        "Q. CHỦ TỊCH",
        "TL. CHỦ TỊCH",
        "TUQ. CHỦ TỊCH",
        " / ",
    ],
)
def test_who_signs_for_others_says_so(authority):
    check_letterhead(authority, "UBND")


@pytest.mark.parametrize(
    ("authority", "line"),
    [
        ("CHỦ TỊCH", "CHỦ TỊCH"),
        ("TM ỦY BAN NHÂN DÂN", "TM ỦY BAN NHÂN DÂN"),
        ("T.M. ỦY BAN", "T.M. ỦY BAN"),
        ("tm. Ủy ban nhân dân", "tm. Ủy ban nhân dân"),
        ("TM. ỦY BAN NHÂN DÂN / PHÓ CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
        ("ỦY BAN / TM. ỦY BAN", "ỦY BAN"),
    ],
)
def test_other_words_of_authority_are_refused(authority, line):
    with pytest.raises(RefusedError) as refused:
        check_letterhead(authority, "UBND")
    assert str(refused.value) == (
        f"Dòng quyền hạn ký «{line}» phải bắt đầu bằng một trong: TM., Q., KT., TL., TUQ.."
    )


@pytest.mark.parametrize("symbol", ["", "UBND", "BCĐ", "UBND-NC", "BCH.QS"])
def test_a_symbol_is_one_word(symbol):
    check_letterhead("", symbol)


@pytest.mark.parametrize("symbol", ["BC/UBND", "UBND NC", "UBND ", "/", "UB\tND", "UB\u00a0ND"])
def test_a_symbol_of_several_is_refused(symbol):
    with pytest.raises(RefusedError) as refused:
        check_letterhead("", symbol)
    assert str(refused.value) == (
        f"Ký hiệu «{symbol}» không được có dấu cách hay dấu «/»; ví dụ UBND, BCĐ."
    )


ACTS = ("write", "issue", "finalise", "reopen", "sign")
AFTER = {
    "draft": ("draft", "draft", "final", None, None),
    "final": ("final", None, None, "draft", "signed"),
    "signed": (None, None, None, None, None),
}


@pytest.mark.parametrize("state", AFTER)
@pytest.mark.parametrize("act", ACTS)
def test_what_may_be_done_in_each_state(state, act):
    after = AFTER[state][ACTS.index(act)]
    if after:
        assert moved(state, act) == after
        return
    with pytest.raises(RefusedError) as refused:
        moved(state, act)
    assert str(refused.value) == REFUSALS[state]


def test_the_states_and_their_refusals():
    assert list(TRANSITIONS) == list(AFTER)
    assert REFUSALS == {
        "draft": "Văn bản còn là dự thảo; hãy chốt bản trình ký trước.",
        "final": "Văn bản đã chốt để trình ký; hãy mở lại dự thảo trước.",
        "signed": "Văn bản đã ký, không thay đổi được nữa.",
    }


def test_only_a_draft_says_what_it_is():
    assert draft_line("draft", 1) == "DỰ THẢO (lần 1)"
    assert draft_line("draft", 12) == "DỰ THẢO (lần 12)"
    assert [draft_line(state, 3) for state in ("final", "signed")] == ["", ""]


def test_a_list_is_a_table_of_numbered_lines_that_counts_no_people():
    assert listed(
        {"Đơn vị": 60, "Ghi chú": 30}, [("Bắc Sơn", ""), ("Cao Lộc", "Nộp muộn")]
    ) == Table(
        (Column("TT", width=10), Column("Đơn vị", width=60), Column("Ghi chú", width=30)),
        (
            Row((Cell("1", align="center"), Cell("Bắc Sơn"), Cell(""))),
            Row((Cell("2", align="center"), Cell("Cao Lộc"), Cell("Nộp muộn"))),
        ),
        people=False,
    )
    assert listed({"Đơn vị": 60}, []).rows == ()
