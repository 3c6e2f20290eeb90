"""Rows of workbooks and CSV files: what calamine gives, without the blanks far away."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

import pytest
import python_calamine
import xlsxwriter
from benchmarks.files import sheets as made

from goc.files.tables import read_rows
from goc.lib.errors import InputError

LARGEST = 2**20
LIST = [["Họ và tên", "Đơn vị"], ["Lý A", "3-tier:06040"]]


def written(path, write):
    with xlsxwriter.Workbook(path) as book:
        write(book, book.add_worksheet())
    return path


def kinds_of_cells(book, sheet):
    days = [book.add_format({"num_format": f}) for f in ("dd/mm/yyyy", "hh:mm", "[h]:mm")]
    sheet.write_row(0, 0, ["chữ", 1970, 0.5, True])
    sheet.write_datetime(1, 0, datetime(1970, 2, 3), days[0])
    sheet.write_datetime(1, 1, datetime(1970, 2, 3, 4, 5), days[0])
    sheet.write_datetime(1, 2, time(4, 5), days[1])
    sheet.write_datetime(1, 3, timedelta(hours=30), days[2])
    sheet.write_formula(2, 0, "=1+1", value=2)


def test_cells_keep_their_kinds(tmp_path):
    path = written(tmp_path / "a.xlsx", kinds_of_cells)
    rows = read_rows(path, LARGEST)
    assert rows[0] == ["chữ", 1970, 0.5, True]
    assert rows[1] == [
        date(1970, 2, 3),
        datetime(1970, 2, 3, 4, 5),
        time(4, 5),
        timedelta(hours=30),
    ]
    kept = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    assert rows == kept
    assert [type(cell) for row in rows for cell in row] == [
        type(cell) for row in kept for cell in row
    ]


def far_and_formatted(book, sheet):
    for number, row in enumerate(LIST):
        sheet.write_row(number, 0, row)
    sheet.write_datetime(1, 2, datetime(1970, 2, 3), book.add_format({"num_format": "dd/mm/yyyy"}))
    sheet.write_string(1_048_575, 16_383, "   ")
    sheet.write_blank(0, 16_383, None, book.add_format({"bold": True}))


def test_a_far_blank_leaves_all_the_rest(tmp_path):
    path = written(tmp_path / "a.xlsx", far_and_formatted)
    head, row = LIST
    assert read_rows(path, LARGEST) == [[*head, ""], [*row, date(1970, 2, 3)]]


@pytest.mark.parametrize("name", ["a.XLSX", "a.dat", "danh sách"])
def test_the_ending_of_the_name_does_not_matter(tmp_path, name):
    assert read_rows(made.xlsx(tmp_path, made.listed()).rename(tmp_path / name), LARGEST) == LIST


@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_is_split_where_its_head_is(tmp_path, between, encoding):
    text = "\r\n".join(between.join(f'"{cell}"' for cell in row) for row in LIST)
    (tmp_path / "a.csv").write_bytes(text.encode(encoding))
    assert read_rows(tmp_path / "a.csv", LARGEST) == LIST


def test_a_file_too_large_is_not_opened(tmp_path):
    with pytest.raises(InputError, match=r"Tệp a\.xlsx lớn hơn 0 MB"):
        read_rows(made.xlsx(tmp_path, made.listed()), 10)
