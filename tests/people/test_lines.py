"""One line of a list in clean values: every kind of cell, what a line says of itself, what differs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from random import Random
from typing import Any

import pytest
import python_calamine
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from goc.people import sheets
from goc.people.access import MASK
from goc.people.lines import Line, Reader, as_text
from goc.people.models import Person
from goc.people.reloading import differences
from goc.people.roster import rows_of
from goc.people.rules import CHECK_SYMBOLS, SYMBOLS, make_code
from goc.people.sheets import BY_KEY, COLUMNS, Column, cell_of, write_roster
from goc.units.access import scope_of
from people.listed import listed, record
from people.made import DAY, TODAY, full, person

TITLES = [column.title for column in COLUMNS]
GOOD = {"Họ và tên": "Nông Văn Đức", "Đơn vị": "Xã Một Một"}


@pytest.fixture
def reader(cast) -> Reader:
    return Reader(scope_of(cast.alice, today=TODAY), DAY)


def read(reader: Reader, **cells: Any) -> Line:
    given = GOOD | {key.replace("_", " "): value for key, value in cells.items()}
    return reader.line(record(given))


def faults(line: Line) -> list[tuple[str, str, str]]:
    return [(fault.column, fault.value, fault.reason) for fault in line.faults]


# --- a cell as it was typed


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (1970.0, "1970"),
        (0.5, "0.5"),
        (date(1970, 2, 3), "03/02/1970"),
        (datetime(1970, 2, 3, 8), "03/02/1970"),
        (" Nông  Văn Ðức ", "Nông Văn Đức"),
        (False, "False"),
    ],
)
def test_a_cell_as_typed(value, text):
    assert as_text(value) == text


# --- cells of each kind


@pytest.mark.parametrize(
    ("column", "value", "key", "read_as"),
    [
        ("Giới tính", "NAM", "sex", "male"),
        ("Giới tính", "nu", "sex", "female"),
        ("Ngày sinh", "3.2.1970", "birth", date(1970, 2, 3)),
        ("Ngày sinh", datetime(1970, 2, 3, 8), "birth", date(1970, 2, 3)),
        ("Ngày sinh", 1970.0, "birth", 1970),
        ("Ngày sinh", "2012", "birth", 2012),
        ("Điện thoại", "0912.345.678", "telephone", "0912345678"),
        ("Điện thoại", "0", "telephone", "0"),
        ("Số định danh", "020 070 001 234", "citizen_number", "020070001234"),
        ("Số định danh", "080912345", "citizen_number", "080912345"),
        ("Dân tộc", "tày", "ethnicity", "tay"),
        ("Quân hàm SQDB", "Đại úy", "reserve_rank", "captain"),
        ("Ngày nhập ngũ", "31/12/2012", "enlisted_on", DAY),
        ("Ghi chú", " theo  sổ ", "note", "theo sổ"),
        ("Sức khỏe", 2.0, "health_class", "2"),
    ],
)
def test_what_is_read(reader, column, value, key, read_as):
    line = read(reader, **{column: value})
    assert (faults(line), line.values[key]) == ([], read_as)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("Giới tính", "M", "không có trong danh mục Giới tính"),
        ("Ngày sinh", "1849", "tính ra 163 tuổi: có thể sai thế kỷ"),
        ("Ngày sinh", "1799", "năm sinh 1799: tính ra 213 tuổi"),
        ("Ngày sinh", "2101", "sau ngày của danh sách (31/12/2012)"),
        ("Ngày sinh", "xưa", "không phải là ngày (dd/mm/yyyy) hay năm sinh (yyyy)"),
        ("Ngày nhập ngũ", "1990", "chỉ biết năm"),
        ("Điện thoại", "+85912", "chỉ gồm chữ số 0–9"),
        ("Điện thoại", "٠٩١٢", "chỉ gồm chữ số 0–9"),
        ("Điện thoại", "912345678", "thiếu số 0 ở đầu (ô kiểu số làm mất số 0)"),
        ("Số định danh", "12345678901", "thiếu một chữ số, có thể đã mất số 0 ở đầu"),
        ("Số định danh", "1234567890123", "phải gồm 12 chữ số (giấy cũ: 9)"),
        ("Số định danh", 12345678901.0, "ô kiểu số, có thể đã mất số 0 ở đầu"),
        ("Số định danh", 1234567890123.0, "phải gồm 12 chữ số (giấy cũ: 9)"),
        ("Chức vụ", "Tư lệnh", "không có trong danh mục Chức vụ"),
        ("Ngày nhập ngũ", date(2013, 1, 1), "sau ngày của danh sách (31/12/2012)"),
        ("Ngày xuất ngũ", date(2013, 1, 1), "sau ngày của danh sách (31/12/2012)"),
        ("Ngày vào Đảng (dự bị)", date(2013, 1, 1), "sau ngày của danh sách (31/12/2012)"),
        ("Ngày vào Đảng (chính thức)", date(2013, 1, 1), "sau ngày của danh sách (31/12/2012)"),
        ("Ngày sinh", date(2013, 1, 1), "sau ngày của danh sách (31/12/2012)"),
        ("Ngày sinh", "2013", "sau ngày của danh sách (31/12/2012)"),
        ("Họ và tên", "A" * 121, "dài 121 ký tự, tối đa 120"),
        ("Quê quán", "b" * 201, "dài 201 ký tự, tối đa 200"),
        ("Ghi chú", "c" * 301, "dài 301 ký tự, tối đa 300"),
        ("Quyết định", "d" * 121, "dài 121 ký tự, tối đa 120"),
    ],
)
def test_what_is_refused_at_its_cell(reader, column, value, said):
    line = read(reader, **{column: value})
    assert faults(line) == [(column, as_text(value), said)]


def test_every_fault_of_a_line_is_told_in_the_order_of_the_form(reader):
    line = read(reader, Họ_và_tên=" ", Giới_tính="x", Sức_khỏe="9", Đơn_vị=None)
    assert [column for column, _, _ in faults(line)] == [
        "Họ và tên",
        "Giới tính",
        "Đơn vị",
        "Sức khỏe",
    ]
    assert {reason for column, _, reason in faults(line) if column in GOOD} == {
        "không được để trống"
    }
    assert (line.row, line.values) == (7, {})


def test_a_mask_says_nothing_where_something_is_masked_only(reader):
    line = read(reader, Dân_tộc=MASK, Tôn_giáo=MASK, Số_định_danh=MASK, Ngày_vào_Đảng=MASK)
    assert (faults(line), set(line.values)) == ([], {"full_name", "unit"})
    assert faults(read(reader, Giới_tính=MASK)) == [("Giới tính", MASK, "không có chữ hay số nào")]
    assert faults(read(reader, Quê_quán=MASK)) == [("Quê quán", MASK, "không có chữ hay số nào")]


def test_a_short_line_and_strange_columns_say_nothing(reader):
    (short,) = listed(["Họ và tên", "Đơn vị", "Quê quán"], [["Nông Văn Đức", "Xã Một Một"]]).records
    line = reader.line(short)
    assert (faults(line), set(line.values)) == ([], {"full_name", "unit"})
    head, row = [*GOOD, "Lương", "Xác nhận"], [*GOOD.values(), "7", " đúng  rồi "]
    more = reader.line(listed(head, [row]).records[0])
    assert (faults(more), more.confirmed) == ([], "đúng rồi")


def test_who_may_only_read_a_unit_enters_nobody_there(cast):
    factories.UnitRight.objects.create(
        user=cast.charlie, unit=cast.province, role="reader", valid_from=factories.START
    )
    theirs = Reader(scope_of(cast.charlie, today=TODAY), DAY)
    assert faults(read(theirs)) == [("Đơn vị", "Xã Một Một", "bạn không được nhập cho đơn vị này")]


# --- what a line says of itself


def test_a_code_is_brought_to_its_form(reader):
    code = make_code(Random(3))
    typed = f"{code[:4]}-{code[4:]}".lower()
    assert read(reader, Mã_cán_bộ=typed).values["code"] == code
    wrong = code[:-1] + next(symbol for symbol in SYMBOLS if symbol != code[-1])
    assert faults(read(reader, Mã_cán_bộ=wrong)) == [
        ("Mã cán bộ", wrong, "mã sai (ký tự kiểm tra không khớp)")
    ]
    assert len(CHECK_SYMBOLS) == 37


def test_a_day_of_a_post_wants_the_post(reader):
    line = read(reader, Từ_ngày="01/01/2005")
    assert faults(line) == [("Chức vụ", "", "có «Từ ngày» mà không có chức vụ")]
    assert faults(read(reader, Từ_ngày="01/01/2005", Chức_vụ="CHT")) == []
    assert faults(read(reader, Chức_vụ="CHT")) == []
    unknown = read(reader, Từ_ngày="01/01/2005", Chức_vụ="Tư lệnh")
    assert [(column, value) for column, value, _ in faults(unknown)] == [("Chức vụ", "Tư lệnh")]


@pytest.mark.parametrize(
    ("first", "then", "fine"),
    [
        ("03/02/2004", "03/02/2005", True),
        ("03/02/2004", "04/02/2004", True),
        ("03/02/2004", "03/02/2004", False),
        ("03/02/2004", "02/02/2004", False),
        (None, "03/02/2005", True),
        ("03/02/2004", None, True),
    ],
)
def test_whoever_is_official_was_on_probation_before(reader, first, then, fine):
    cells = {"Ngày vào Đảng (dự bị)": first, "Ngày vào Đảng (chính thức)": then}
    said = [("Ngày vào Đảng (chính thức)", then, "phải sau ngày vào Đảng (dự bị)")]
    assert faults(read(reader, **cells)) == ([] if fine else said)


def test_what_came_of_a_line():
    new, old = Line(2, {}), Line(3, {}, person=Person())
    assert (new.came_of_it, old.came_of_it) == ("new", "unchanged")
    old.values["note"] = "x"
    assert old.came_of_it == "updated"


def test_a_line_forgets_what_stands_in_the_register_and_its_faults():
    line = Line(
        2, record({"Ghi chú": "x", "Giới tính": "M"}).cells, values={"note": "x", "sex": "male"}
    )
    line.refuse("note", "xấu")
    line.refuse("sex", "sai")
    line.refuse("", "cả dòng")
    line.forget({"note"})
    assert line.values == {"sex": "male"}
    assert faults(line) == [("Giới tính", "M", "sai"), ("", "", "cả dòng")]


@pytest.mark.parametrize(
    ("told", "known", "left"),
    [
        ({"a": 1}, {"a": 1}, {}),
        ({"a": 1}, {"a": 2}, {"a": 1}),
        ({"a": 1}, {}, {"a": 1}),
        ({}, {"a": 1}, {}),
        ({"a": 1, "b": 2}, {"a": 1, "c": 3}, {"b": 2}),
    ],
)
def test_an_empty_cell_says_nothing_against_the_register(told, known, left):
    assert differences(told, known) == left


# --- the workbook out


def sheet_of(path: Any, number: int = 0) -> list[list[Any]]:
    return (
        python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(number).to_python()
    )


def test_a_written_roster_holds_what_its_rows_hold(cast, tmp_path):
    one = full(cast)
    rows = rows_of([one], as_of=DAY)
    assert write_roster(tmp_path / "ds.xlsx", rows, as_of=DAY) == 1
    head, line = sheet_of(tmp_path / "ds.xlsx")
    assert head == TITLES
    found = dict(zip(head, line, strict=True))
    assert {name: found[name] for name in ("Giới tính", "Ngày sinh", "Dân tộc", "Từ ngày")} == {
        "Giới tính": "Nam",
        "Ngày sinh": date(1970, 2, 3),
        "Dân tộc": "Tày",
        "Từ ngày": date(2005, 1, 1),
    }
    assert [p.name for p in tmp_path.glob("*ds*")] == ["ds.xlsx"]


def test_the_second_sheet_offers_the_words_of_the_day(cast, tmp_path):
    write_roster(tmp_path / "ds.xlsx", [], as_of=DAY)
    sheet = sheet_of(tmp_path / "ds.xlsx", 1)
    columns = {head: [row[at] for row in sheet[1:] if row[at]] for at, head in enumerate(sheet[0])}
    assert columns["Giới tính"] == ["Nam", "Nữ"]
    assert "Chỉ huy phó" in columns["Chức vụ"] and "Phó Chỉ huy trưởng" not in columns["Chức vụ"]
    assert set(columns) == {"Giới tính"} | {c.title for c in COLUMNS if c.catalogue}
    assert all(len(set(words)) == len(words) for words in columns.values())


def test_a_veiled_row_holds_masks_in_its_sensitive_cells_only(cast):
    (row,) = rows_of([full(cast)], as_of=DAY)
    hidden = replace(row, hidden=True)
    masked = {column.key for column in COLUMNS if cell_of(hidden, column) == MASK}
    assert masked == {
        "citizen_number",
        "ethnicity",
        "religion",
        "party_probationary",
        "party_official",
        "political_theory",
        "health_class",
    }
    assert not any(cell_of(row, column) == MASK for column in COLUMNS)


@pytest.mark.parametrize(
    ("known", "birth"),
    [
        ({}, ""),
        ({"birth_year": 1970}, "1970"),
        ({"birth_date": date(1970, 2, 3)}, date(1970, 2, 3)),
    ],
)
def test_a_birth_in_a_cell(cast, known, birth):
    (row,) = rows_of([person(cast, **known)], as_of=DAY)
    assert (cell_of(row, BY_KEY["birth"]), cell_of(row, BY_KEY["sex"])) == (birth, "")


def test_a_workbook_that_fails_leaves_the_old_one(tmp_path, cast):
    path = tmp_path / "ds.xlsx"
    write_roster(path, [], as_of=DAY)
    before = path.read_bytes()

    def broken() -> Any:
        yield from rows_of([full(cast)], as_of=DAY)
        raise OSError("hết chỗ")

    with pytest.raises(OSError, match="hết chỗ"), sheets._Workbook(path) as book:
        book.sheet("x", [[cell_of(row, column) for column in COLUMNS] for row in broken()])
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.glob("*ds*")] == ["ds.xlsx"]


@given(st.dates(date(1850, 1, 1), date(2100, 1, 1)))
@settings(max_examples=50)
def test_only_days_before_march_1900_are_written_as_text(day):
    assert sheets._before_workbooks(day) == (day < date(1900, 3, 1))


def test_the_columns_of_the_form_have_names_of_their_own():
    assert len({c.key for c in COLUMNS}) == len({c.title for c in COLUMNS}) == len(COLUMNS)
    assert [c.key for c in COLUMNS if c.required] == ["full_name", "unit"]
    assert {c.kind for c in COLUMNS} == {
        "text",
        "day",
        "year_or_day",
        "choice",
        "unit",
        "code",
        "digits",
    }
    assert all(bool(c.catalogue) == (c.kind == "code") for c in COLUMNS)
    assert Column("x", "X").width == 14
