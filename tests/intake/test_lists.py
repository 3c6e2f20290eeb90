"""A sheet understood: letters, head, rows; with the words of lists of persons."""

from __future__ import annotations

from typing import Any

import pytest

from goc.files import model
from goc.intake.head import key, letter
from goc.intake.reading import Choice, Understood, understood
from goc.lib.errors import InputError
from goc.people.old_lists import words

TITLE = ["UBND TỈNH", "", "", "", ""]
NOBODY = ["", "", "", "", ""]


def read(*rows: list[Any], choice: Choice | None = None, **more: Any) -> Understood:
    sheet = model.sheet("Danh sách", [list(row) for row in rows])
    sheet.update(more)  # type: ignore[typeddict-item]
    return understood(model.book([sheet]), words(), choice)


def fields(found: Understood) -> list[str | None]:
    return [column.field for column in found.head.columns]


def names(found: Understood) -> list[tuple[int, str]]:
    return [(record.row, record.value("full_name")) for record in found.records]


def skipped(found: Understood) -> dict[int, str]:
    return {one.row: one.why for one in found.skipped}


def test_letters_of_columns():
    assert [letter(at) for at in (0, 25, 26, 51, 702)] == ["A", "Z", "AA", "AZ", "AAA"]
    assert key("Ngày vào Đảng (dự bị)") == key("NGÀY VÀO ĐẢNG  › Dự bị") == "ngay vao dang du bi"


def test_a_head_of_one_storey_anywhere_in_any_order():
    found = read(TITLE, NOBODY, ["STT", "Đơn vị công tác", "HỌ TÊN", "Lương"], [1, "Xã A", "Vi An"])
    assert (found.head.first, found.head.last) == (2, 2)
    assert fields(found) == [None, "unit", "full_name", None]
    assert names(found) == [(4, "Vi An")]
    assert skipped(found) == {1: "title", 2: "empty"}
    assert found.notes == ["Cột không lấy: A («STT»), D («Lương»)."]


STOREYS = [
    ["TT", "Họ và tên", "Ngày sinh", "", "Trình độ", "", "Ngày vào Đảng", ""],
    ["", "", "Nam", "Nữ", "VH", "LLCT", "Dự bị", "CT"],
    ["A", "B", 1, 2, 3, 4, 5, 6],
    [1, "Vi Thị Hoa", "", 1970, "12/12", "TC", "", ""],
    [2, "Vi Văn An", 1971, "", "12/12", "TC", "", ""],
]
SPANS = [[0, 2, 0, 3], [0, 4, 0, 5], [0, 6, 0, 7], [0, 0, 1, 0], [0, 1, 1, 1]]


@pytest.mark.parametrize("merged", [SPANS, []])
def test_two_storeys_with_and_without_merged_cells(merged):
    found = read(*STOREYS, merged=merged)
    assert (found.head.first, found.head.last) == (0, 1)
    assert fields(found) == [
        None,
        "full_name",
        "birth",
        "birth",
        "general_education",
        "political_theory",
        "party_probationary",
        "party_official",
    ]
    assert skipped(found) == {3: "head"}
    assert [(r.value("birth"), r.sets) for r in found.records] == [
        (1970, {"sex": "female"}),
        (1971, {"sex": "male"}),
    ]


def test_three_storeys():
    found = read(
        ["Họ và tên", "Lý lịch", "", ""],
        ["", "Đảng", "", "Quê quán"],
        ["", "Dự bị", "Chính thức", ""],
        ["Vi An", "3/2/1990", "3/2/1991", "Xã A"],
        merged=[[0, 1, 0, 3], [1, 1, 1, 2]],
    )
    assert fields(found) == ["full_name", "party_probationary", "party_official", "home_village"]
    assert names(found) == [(4, "Vi An")]


HEAD = ["TT", "Họ và tên", "Năm sinh", "Đơn vị", "Chức vụ"]


def person(name: str, unit: str = "Xã A", number: Any = 1) -> list[Any]:
    return [number, name, 1970, unit, "CHT"]


def test_rows_that_are_about_nobody_are_told_with_the_reason():
    found = read(
        HEAD,
        ["I", "HUYỆN TRÀNG ĐỊNH", "", "", ""],
        person("Vi An", "Đại Đồng"),
        ["", "Xã Chi Lăng", "", "", ""],
        person("Vi Ba", ""),
        HEAD,
        ["", "Cộng huyện: 02", "", "", ""],
        ["", "THÀNH PHỐ LẠNG SƠN", "", "", ""],
        person("Vi Bốn", "P. Chi Lăng"),
        [4, "", "", "", ""],
        ["", "CỘNG", 3, "", ""],
        NOBODY,
        ["", "Danh sách này có 03 đồng chí./.", "", "", ""],
        ["", "NGƯỜI LẬP BIỂU", "", "", "CHỈ HUY TRƯỞNG"],
        ["", "Thiếu tá Vi Văn Ký", "", "", "Đại tá Nguyễn Văn A"],
        NOBODY,
    )
    assert names(found) == [(3, "Vi An"), (5, "Vi Ba"), (9, "Vi Bốn")]
    assert [record.under for record in found.records] == [
        ["HUYỆN TRÀNG ĐỊNH"],
        ["Xã Chi Lăng", "HUYỆN TRÀNG ĐỊNH"],
        ["THÀNH PHỐ LẠNG SƠN"],
    ]
    assert skipped(found) == {
        2: "unit",
        4: "unit",
        6: "head",
        7: "total",
        8: "unit",
        10: "empty",
        11: "total",
        12: "empty",
        13: "signature",
        14: "signature",
        15: "signature",
    }


def test_a_row_that_lacks_something_is_still_about_somebody():
    found = read(HEAD, ["", "Vi An", "", "", ""], ["", "", "", "Xã A", ""], person("Vi Ba"))
    assert [row for row, _ in names(found)] == [2, 3, 4]
    last = read(HEAD, person("Vi Ba"), ["", "Vi An", "", "", ""])
    assert names(last) == [(2, "Vi Ba"), (3, "Vi An")]


def test_a_name_in_two_columns_is_one():
    found = read(
        ["TT", "Họ và tên", "", "Năm sinh"], [1, "Vi Văn", "An", 1970], merged=[[0, 1, 0, 2]]
    )
    assert names(found) == [(2, "Vi Văn An")]


def test_a_unit_merged_over_several_rows_is_that_of_each():
    found = read(HEAD, person("Vi An"), person("Vi Ba", ""), merged=[[1, 3, 2, 3]])
    assert [record.value("unit") for record in found.records] == ["Xã A", "Xã A"]


def test_what_is_hidden_is_read_and_said():
    found = read(HEAD, person("Vi An"), person("Vi Ba"), hidden_rows=[2], hidden_columns=[3])
    assert len(found.records) == 2
    assert found.notes[:2] == ["Dòng đang ẩn, vẫn được đọc: 3.", "Cột đang ẩn, vẫn được đọc: D."]


def test_the_sheet_with_the_list_is_found_and_others_are_told():
    sheets = [model.sheet("Bìa", [["BÌA"]]), model.sheet("DS", [HEAD, person("Vi An")])]
    other = model.sheet("Huyện khác", [HEAD[:3], person("Vi Ba")[:3]])
    found = understood(model.book([*sheets, other]), words())
    assert (found.sheet, found.notes[-1]) == (
        "DS",
        "Sheet khác cũng có danh sách, chưa đọc: «Huyện khác».",
    )
    chosen = understood(model.book([*sheets, other]), words(), Choice(sheet="Huyện khác"))
    assert names(chosen) == [(2, "Vi Ba")]


def test_somebody_may_say_where_the_head_is_and_what_a_column_holds():
    rows = (HEAD, ["", "Người", "Sinh", "Nơi", "Việc"], person("Vi An"))
    found = read(*rows, choice=Choice("", (2, 2), {"B": "full_name", "D": "unit", "E": ""}))
    assert fields(found) == ["full_name", None, "unit", None]
    assert names(found) == [(3, "Vi An")]
    with pytest.raises(InputError, match="Không có cột Z"):
        read(*rows, choice=Choice(columns={"Z": "unit"}))


def test_no_head_is_told():
    with pytest.raises(InputError, match="Không tìm thấy dòng tiêu đề"):
        read(["Tên hàng", "Số lượng"], ["Gạo", 3])
    with pytest.raises(InputError, match="Không có sheet «X»; trong tệp có: «Danh sách»"):
        read(HEAD, choice=Choice(sheet="X"))


OLD_HEAD = ["TT", "Hä vµ tªn", "N¨m sinh", "§¬n vÞ"]


def test_old_letters_are_converted_by_their_words_with_before_and_after():
    found = read(OLD_HEAD, [1, "TriÖu ThÞ Lan", 1970, "X· L·ng"], [2, "Lan", 1971, "T«n gi¸o"])
    assert (found.encoding, fields(found)) == ("tcvn3", [None, "full_name", "birth", "unit"])
    assert names(found) == [(2, "Triệu Thị Lan"), (3, "Lan")]
    first = found.converted[0]
    assert (first.row, first.column, first.before, first.after) == (0, 1, "Hä vµ tªn", "Họ và tên")


def test_a_head_of_unicode_over_old_data_stays():
    head = ["Họ và tên", "Tôn giáo", "Đơn vị"]
    found = read(head, ["TriÖu ThÞ Kiªn", "Kh«ng", "X· Hoµng §ång"])
    assert fields(found) == ["full_name", "religion", "unit"]
    assert found.records[0].value("unit") == "Xã Hoàng Đồng"


def test_a_font_that_shows_capitals_is_read_so():
    fonts = {".VnTimeH": [[0, 1], [1, 1]]}
    found = read(OLD_HEAD, [1, "n«ng v¨n t¸", 1970, "X· A"], fonts=fonts)
    assert names(found) == [(2, "NÔNG VĂN TÁ")]


def test_a_list_of_unicode_is_left_as_it_is():
    found = read(HEAD, person("Hứa Đức Thuỷ", "Xã Cư M’gar"), person("Y Niê Ksor"))
    assert (found.encoding, list(found.converted)) == ("unicode", [])
