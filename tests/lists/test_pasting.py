"""Tables pasted out of Excel and Word: heads, columns, what is passed over, what is refused."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.lib.errors import InputError
from goc.lists import pasting
from goc.lists.grids import unheld
from goc.lists.pasting import Pasted, read_pasted, written
from goc.lists.shapes import Cell

CELLS = (
    Cell("code", "Mã cán bộ", "text", unheld, aliases=("Mã",)),
    Cell("person", "Họ và tên", "text", unheld, aliases=("Họ tên", "Họ, tên")),
    Cell("on", "Từ ngày", "day", unheld, aliases=("Ngày",)),
    Cell("decision", "Quyết định", "text", unheld),
)
DUC = {"person": "Nông Văn Đức", "on": "01/06/2012"}


def rows(text: str, **more: Any) -> list[dict[str, str]]:
    return read_pasted(text, CELLS, **more).rows


def refusal(text: str) -> str:
    with pytest.raises(InputError) as refused:
        read_pasted(text, CELLS)
    return str(refused.value)


# --- which column is which


@pytest.mark.parametrize(
    "head",
    ["Họ và tên\tTừ ngày", "HỌ TÊN\tNGÀY", "họ, tên\ttừ  ngày", "Ho va ten\tTu ngay"],
)
def test_a_head_is_found_by_labels_and_other_names(head):
    assert rows(f"{head}\nNông Văn Đức\t01/06/2012") == [DUC]


def test_columns_may_stand_in_any_order():
    assert rows("Từ ngày\tHọ và tên\n01/06/2012\tNông Văn Đức") == [DUC]


def test_without_a_head_the_columns_are_those_of_the_grid():
    assert rows("\tNông Văn Đức\t01/06/2012\tQĐ 9") == [{"code": "", **DUC, "decision": "QĐ 9"}]


def test_one_name_among_several_columns_is_no_head():
    """Somebody's name could be a word of the head: two columns are wanted, or the only one."""
    text = "Mã\tNông Văn Đức\t01/06/2012"
    assert rows(text) == [{"code": "Mã", **DUC}]
    assert rows("Mã\nABC\nDEF") == [{"code": "ABC"}, {"code": "DEF"}]


@pytest.mark.parametrize(("above", "found"), [(0, True), (9, True), (10, False)])
def test_a_head_stands_within_the_first_ten_lines(above, found):
    """Blank lines do not count."""
    text = "DANH SÁCH\n\n" * above + "Họ và tên\tTừ ngày\nNông Văn Đức\t01/06/2012"
    read = rows(text)
    assert (read == [DUC]) is found
    assert len(read) == (1 if found else above + 2)


def test_of_two_heads_the_first_is_the_head():
    text = "Họ và tên\tTừ ngày\nHọ và tên\tTừ ngày\nNông Văn Đức\t01/06/2012"
    assert rows(text) == [{"person": "Họ và tên", "on": "Từ ngày"}, DUC]


@pytest.mark.parametrize("head", ["TT", "STT", "Số TT", "A", "", "stt"])
def test_a_column_that_counts_is_passed_over_silently(head):
    read = read_pasted(f"{head}\tHọ và tên\tTừ ngày\n1\tNông Văn Đức\t01/06/2012", CELLS)
    assert read == Pasted([DUC], [])


def test_columns_that_are_none_are_told_in_their_order():
    text = "Ghi chú\tHọ và tên\tLương\tTừ ngày\nx\tNông Văn Đức\t7\t01/06/2012"
    assert read_pasted(text, CELLS) == Pasted([DUC], ["Ghi chú", "Lương"])


def test_columns_beyond_those_of_the_grid_are_told_by_number():
    read = read_pasted("1\tNông Văn Đức\t01/06/2012\tQĐ 9\tx\ty", CELLS)
    assert read.unused == ["5", "6"]
    assert read.rows[0]["decision"] == "QĐ 9"


def test_a_short_line_says_nothing_of_its_last_columns():
    text = "Họ và tên\tTừ ngày\tQuyết định\nNông Văn Đức\t01/06/2012\nLý Thị Hoa"
    assert rows(text) == [DUC, {"person": "Lý Thị Hoa"}]


@pytest.mark.parametrize("head", ["Từ ngày\tNgày", "Ngày\tTừ ngày\tHọ tên", "Ngày\tHọ tên\tNgày"])
def test_a_column_twice_is_refused_by_its_label(head):
    assert refusal(f"{head}\nx\ty\tz") == "Cột «Từ ngày» có hai lần. Hãy bỏ bớt một cột."


# --- cells


def test_a_cell_between_quotation_marks_holds_breaks_tabs_and_marks():
    text = 'Họ và tên\tQuyết định\nNông Văn Đức\t"QĐ ""12""\n(bản\tsao)"'
    assert rows(text) == [{"person": "Nông Văn Đức", "decision": 'QĐ "12" (bản sao)'}]


def test_a_mark_that_nobody_closed_is_a_letter():
    text = 'Họ và tên\tQuyết định\nNông Văn Đức\t"QĐ 12\nLý Thị Hoa\tQĐ 13'
    assert rows(text) == [
        {"person": "Nông Văn Đức", "decision": '"QĐ 12'},
        {"person": "Lý Thị Hoa", "decision": "QĐ 13"},
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_any_machine_ends_them(end):
    assert rows(end.join(["Họ và tên\tTừ ngày", "Nông Văn Đức\t01/06/2012", ""])) == [DUC]


def test_letters_and_spaces_are_brought_to_those_of_this_site():
    assert rows("Họ và tên\tTừ ngày\n  Nông\u00a0Văn  Ðức \t 01/06/2012 ") == [DUC]


def test_empty_lines_are_no_rows():
    text = "\n\t\nHọ và tên\tTừ ngày\n \t \nNông Văn Đức\t01/06/2012\n\t\n"
    assert rows(text) == [DUC]
    assert rows("Họ và tên\tTừ ngày\tGhi chú\n\t\tchỉ ghi chú") == []


# --- what is refused


@pytest.mark.parametrize("text", ["", "  ", "\n\n", "\t\t\n \t"])
def test_nothing_is_told(text):
    assert refusal(text) == "Chưa có dòng nào. Hãy chép các ô trong Excel rồi dán vào bảng."


def test_a_head_alone_has_no_rows():
    assert read_pasted("Họ và tên\tTừ ngày", CELLS) == Pasted([], [])


def test_too_many_rows_are_counted(monkeypatch):
    monkeypatch.setattr(pasting, "MOST_ROWS", 2)
    head = "Họ và tên\tTừ ngày\n"
    line = "Nông Văn Đức\t01/06/2012\n"
    assert len(rows(head + line * 2 + "\t\n" * 5)) == 2
    assert refusal(head + line * 3) == "Bảng có 3 dòng, tối đa 2. Hãy chia thành nhiều lần."


def test_too_many_letters_are_not_even_read(monkeypatch):
    monkeypatch.setattr(pasting, "MOST_LETTERS", 40)
    text = "Họ và tên\tTừ ngày\nĐức\t01/06/2012"
    assert rows(text + " " * (40 - len(text))) == [{"person": "Đức", "on": "01/06/2012"}]
    assert refusal(text + " " * (41 - len(text))) == ("Bảng dán quá lớn; hãy chia thành nhiều lần.")


# --- written as it would be pasted


def test_rows_are_written_under_their_head():
    assert written([DUC, {"decision": "QĐ 9"}], CELLS) == (
        "Mã cán bộ\tHọ và tên\tTừ ngày\tQuyết định\n\tNông Văn Đức\t01/06/2012\t\n\t\t\tQĐ 9\n"
    )
    assert written([], CELLS) == "Mã cán bộ\tHọ và tên\tTừ ngày\tQuyết định\n"


words = st.text(st.sampled_from("Nông Văn Đức 12/QĐ-UBND\"'"), max_size=12).map(
    lambda text: " ".join(text.split())
)


@given(st.lists(st.fixed_dictionaries({cell.name: words for cell in CELLS}), max_size=4))
@settings(max_examples=50)
def test_what_is_written_is_read_back(told):
    said = [row for row in told if any(row.values())]
    assert rows(written(told, CELLS)) == said
