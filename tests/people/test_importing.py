"""Reading a list: what is taken, what is refused and in which words; all or nothing."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import factories
from goc.audit.models import Event
from goc.files.tables import read_rows
from goc.intake import handing_back
from goc.intake.days import Asked, read_day
from goc.lib.errors import InputError
from goc.people import importing, roster, sheets
from goc.people.models import Fact, Holding, Membership, Person
from people.made import DAY, TODAY, person

UNSURE = "chưa rõ nghĩa: hãy chọn một cách hiểu"
GOOD: dict[str, Any] = {"Họ và tên": "Nông Văn Đức", "Đơn vị": "Xã Một Một"}


def write(path: Path, rows: list[dict[str, Any]], head: list[str] | None = None) -> Path:
    head = head or list(dict.fromkeys(key for row in rows for key in row))
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet.write_row(0, 0, head)
        for number, row in enumerate(rows, start=1):
            for at, key in enumerate(head):
                value = row.get(key)
                if isinstance(value, date):
                    sheet.write_datetime(number, at, value, day)
                elif value is not None:
                    sheet.write(number, at, value)
    return path


def take(cast, tmp_path, *rows, by=None, **options):
    sheet = importing.read_list(write(tmp_path / "ds.xlsx", [{**GOOD, **row} for row in rows]))
    return importing.import_people(sheet, by=by or cast.alice, as_of=DAY, today=TODAY, **options)


def reasons(result):
    return [(f.row, f.column, f.value, f.reason) for f in result.faults]


def test_a_full_row_is_taken(cast, tmp_path):
    result = take(
        cast,
        tmp_path,
        {
            "Giới tính": "nam",
            "Ngày sinh": date(1970, 2, 3),
            "Quê quán": "Xã  Chi Lăng",
            "Số định danh": "020070001234",
            "Dân tộc": "H'Mông",
            "Tôn giáo": "không",
            "Ngày vào Đảng (dự bị)": date(2004, 2, 3),
            "Ngày vào Đảng (chính thức)": "03/02/2005",
            "Văn hóa": "PTTH",
            "Lý luận chính trị": "Cử nhân",
            "Sức khỏe": 2,
            "Chức vụ": "CHT",
            "Từ ngày": date(2005, 1, 1),
            "Quyết định": "QĐ 12",
            "Điện thoại": "0912 345 678",
        },
    )
    assert (result.faults, result.read, result.accepted, result.new) == ([], 1, 1, 1)
    one = Person.objects.get()
    assert (
        one.sex,
        one.birth_date,
        one.home_village,
        one.ethnicity,
        one.religion,
        one.telephone,
    ) == (
        "male",
        date(1970, 2, 3),
        "Xã Chi Lăng",
        "hmong",
        "none",
        "0912345678",
    )
    assert sorted(Fact.objects.values_list("kind", "value", "valid_from")) == [
        ("general_education", "upper_secondary", DAY),
        ("health_class", "2", DAY),
        ("political_theory", "advanced", DAY),
    ]
    held = Holding.objects.get()
    assert (held.post, held.unit, held.valid_from, held.decision, held.seat.number) == (
        "commander",
        cast.communes[0],
        date(2005, 1, 1),
        "QĐ 12",
        1,
    )
    assert list(
        Membership.objects.order_by("valid_from").values_list("stage", "valid_from", "valid_to")
    ) == [
        ("probationary", date(2004, 2, 3), date(2005, 2, 3)),
        ("official", date(2005, 2, 3), None),
    ]


def test_a_year_is_enough_and_the_rest_stays_unknown(cast, tmp_path):
    assert take(cast, tmp_path, {"Ngày sinh": 1970}).accepted == 1
    one = Person.objects.get()
    assert (one.birth_date, one.birth_year, one.sex, one.ethnicity, one.facts.count()) == (
        None,
        1970,
        "",
        "",
        0,
    )


@pytest.mark.parametrize(
    "cell",
    [
        ("Họ và tên", " ", "", "không được để trống"),
        ("Giới tính", "x", "x", UNSURE),
        ("Ngày sinh", "31/02/1970", "31/02/1970", "không có ngày này trong lịch"),
        ("Ngày sinh", 1840, "1840", "không phải là ngày (dd/mm/yyyy) hay năm sinh (yyyy)"),
        ("Số định danh", 20070001234, "20070001234", "ô kiểu số, có thể đã mất số 0 ở đầu"),
        ("Số định danh", "12A", "12A", "chỉ gồm chữ số 0–9"),
        ("Điện thoại", 912345678, "912345678", "thiếu số 0 ở đầu (ô kiểu số làm mất số 0)"),
        ("Dân tộc", "Sao Hỏa", "Sao Hỏa", "không có trong danh mục Dân tộc"),
        (
            "Đơn vị",
            "Xã Không Có",
            "Xã Không Có",
            "Không có đơn vị «Xã Không Có» vào ngày 31/12/2012 trong phạm vi của bạn",
        ),
        (
            "Đơn vị",
            "Tỉnh B",
            "Tỉnh B",
            "Không có đơn vị «Tỉnh B» vào ngày 31/12/2012 trong phạm vi của bạn",
        ),
        ("Mã cán bộ", "AAAAAAAAAAA", "AAAAAAAAAAA", "mã sai (ký tự kiểm tra không khớp)"),
        ("Ngày nhập ngũ", date(2013, 1, 1), "01/01/2013", "sau ngày của danh sách (31/12/2012)"),
    ],
)
def test_a_wrong_cell_is_told(cast, tmp_path, cell):
    column, value, said, reason = cell
    result = take(cast, tmp_path, {column: value})
    assert reasons(result) == [(2, column, said, reason)]
    assert Person.objects.count() == 0


def test_one_fault_keeps_everything_out(cast, tmp_path):
    events = Event.objects.count()
    result = take(
        cast,
        tmp_path,
        {},
        {"Họ và tên": "Lý Thị Hoa", "Giới tính": "x"},
        {"Họ và tên": "Chu Văn Cả"},
    )
    assert (result.read, result.accepted, result.new, result.rejected) == (3, 0, 0, 1)
    assert reasons(result) == [(3, "Giới tính", "x", UNSURE)]
    assert (Person.objects.count(), Event.objects.count()) == (0, events)


def test_a_refusal_of_the_register_is_the_rows_fault(cast, tmp_path):
    post = {"Chức vụ": "Chỉ huy trưởng", "Từ ngày": date(2010, 1, 1)}
    result = take(
        cast, tmp_path, post, {**post, "Họ và tên": "Lý Thị Hoa", "Từ ngày": date(2008, 1, 1)}
    )
    assert reasons(result) == [
        (
            2,
            "",
            "",
            "Chức danh Chỉ huy trưởng không còn khuyết: Lý Thị Hoa đang giữ. Hãy kết thúc việc giữ chức vụ đó trước.",
        )
    ]
    assert Person.objects.count() == 0


def test_a_dry_run_writes_nothing(cast, tmp_path):
    result = take(cast, tmp_path, {}, dry_run=True)
    assert (result.read, result.faults, Person.objects.count()) == (1, [], 0)


def test_units_of_the_same_name_are_asked_about(cast, tmp_path):
    for name, commune in (("Huyện Cao Lộc", "06100"), ("Huyện Lộc Bình", "06101")):
        district = factories.unit(name, "rural_district", cast.province)
        factories.unit("Xã Mẫu Sơn", "commune", district, code=commune)
    asked = "Có 2 xã Mẫu Sơn: huyện Cao Lộc, huyện Lộc Bình; hãy ghi kèm huyện"
    for bare in ("Xã Mẫu Sơn", "mẫu sơn"):
        assert reasons(take(cast, tmp_path, {"Đơn vị": bare})) == [(2, "Đơn vị", bare, asked)]
    said = ["Mẫu Sơn, Lộc Bình", "xã Mẫu Sơn, huyện Cao Lộc", "3-tier:06100"]
    rows = [{"Họ và tên": f"Lý Văn {n}", "Đơn vị": name} for n, name in enumerate(said)]
    assert take(cast, tmp_path, *rows).faults == []


def test_who_stands_there_is_recognised_by_name_birth_and_unit(cast, tmp_path):
    one = person(cast, "Nông văn ĐỨC", birth_year=1970)
    same, day, other = {"Ngày sinh": 1970}, {"Ngày sinh": "03/02/1970"}, {"Ngày sinh": 1971}
    assert take(cast, tmp_path, same).unchanged == 1
    ((row, column, _, reason),) = reasons(take(cast, tmp_path, day))
    assert (row, column, reason) == (
        2,
        "Họ và tên",
        f"có thể là người đã có hồ sơ: Nông văn ĐỨC, 1970, {one.code}",
    )
    told = {"Xác nhận": "hai anh em họ trùng tên"}
    result = take(cast, tmp_path, same | told, other, {"Đơn vị": "Xã Một Hai", **same})
    assert (result.faults, result.new) == ([], 3)


def test_a_reader_takes_nothing_in(cast, tmp_path):
    result = take(cast, tmp_path, {}, by=cast.bob)
    assert reasons(result) == [(2, "Đơn vị", "Xã Một Một", "bạn không được nhập cho đơn vị này")]


def test_a_list_without_names_is_told(tmp_path):
    with pytest.raises(InputError, match="Không tìm thấy dòng tiêu đề"):
        importing.read_list(write(tmp_path / "ds.xlsx", [], ["Đơn vị", "Lương", "Chức vụ"]))


def test_what_is_no_workbook_is_told(tmp_path, monkeypatch):
    path = tmp_path / "ds.xlsx"
    with pytest.raises(InputError, match="Không tìm thấy tệp"):
        importing.read_list(path)
    path.write_bytes(b"Hoang Van Thu")
    with pytest.raises(InputError, match="không phải là tệp Excel"):
        importing.read_list(path)
    monkeypatch.setattr(importing, "MAX_BYTES", 10)
    with pytest.raises(InputError, match="lớn hơn 0 MB"):
        importing.read_list(path)


def test_too_many_rows_are_refused(tmp_path, monkeypatch):
    path = write(tmp_path / "ds.xlsx", [GOOD, GOOD])
    monkeypatch.setattr(importing, "MAX_ROWS", 1)
    with pytest.raises(InputError, match="2 dòng, tối đa 1"):
        importing.read_list(path)


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_days_are_read_in_every_spelling(day):
    spellings = [
        day,
        f"{day:%d/%m/%Y}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d.%m.%Y}",
        f"{day:%d-%m-%Y}",
    ]
    wanted = Asked(date(2100, 12, 31))
    assert {read_day(s, wanted).value for s in spellings} == {day}


def test_two_digits_of_a_year_are_completed_where_one_century_fits_and_it_is_said(cast, tmp_path):
    result = take(cast, tmp_path, {"Ngày sinh": "3/2/70", "Ngày nhập ngũ": "1/9/88"})
    assert [(note.column, note.reason) for note in result.said] == [
        ("Ngày sinh", "năm hai chữ số, đọc là 03/02/1970"),
        ("Ngày nhập ngũ", "năm hai chữ số, đọc là 01/09/1988"),
    ]
    assert Person.objects.get().birth_date == date(1970, 2, 3)
    both = take(cast, tmp_path, {"Ngày nhập ngũ": "1/9/05", "Họ và tên": "Lý Thị Hoa"})
    assert [offer.text for offer in both.faults[0].offers] == ["01/09/1905", "01/09/2005"]


def test_an_odd_row_needs_its_reason_in_the_file(cast, tmp_path):
    odd = {"Ngày sinh": date(1970, 2, 3), "Ngày vào Đảng (chính thức)": date(1987, 1, 1)}
    asked = (
        "Đảng viên ngày 01/01/1987, khi mới 16 tuổi (dưới 18). Có đúng không? "
        "Nếu đúng, thêm cột «Xác nhận» và ghi lý do."
    )
    for reason in ({}, {"Xác nhận": "  "}):
        assert reasons(take(cast, tmp_path, odd | reason)) == [(2, "", "", asked)]
    assert take(cast, tmp_path, odd | {"Xác nhận": "kết nạp tại mặt trận"}).accepted == 1
    event = Event.objects.get(kind="people.membership")
    assert event.after["confirmed"] == {"party_too_young": "kết nạp tại mặt trận"}


def test_what_cannot_be_is_refused_whatever_the_reason(cast, tmp_path):
    row = {"Ngày sinh": 1970, "Chức vụ": "Thôn đội trưởng", "Từ ngày": date(1960, 1, 1)}
    ((_, _, _, reason),) = reasons(take(cast, tmp_path, row | {"Xác nhận": "đúng"}))
    assert reason == "Từ ngày 01/01/1960 trước khi sinh (01/01/1970)"


OLD = [
    date(1880, 12, 31),
    date(1899, 12, 31),
    date(1900, 1, 1),
    date(1900, 2, 28),
    date(1900, 3, 1),
]


def test_days_before_1900_come_back_as_they_were(cast, tmp_path):
    names = [f"Nông Văn {letter}" for letter in "ABCDE"]
    for name, born in zip(names, OLD, strict=True):
        person(cast, name, birth_date=born)
    person(cast, "Nông Văn Năm", birth_year=1885)
    path = tmp_path / "ra.xlsx"
    sheets.write_roster(path, roster.roster(None, as_of=DAY), as_of=DAY)
    Person.objects.all().delete()
    result = importing.import_people(
        importing.read_list(path), by=cast.alice, as_of=DAY, today=TODAY
    )
    assert (result.faults, result.accepted) == ([], 6)
    assert dict(Person.objects.values_list("full_name", "birth_date")) == {
        **dict(zip(names, OLD, strict=True)),
        "Nông Văn Năm": None,
    }
    assert Person.objects.get(birth_date=None).birth_year == 1885


def test_cells_keep_their_types_in_what_is_given_back(tmp_path):
    path = tmp_path / "a.loi.xlsx"
    rows = [
        ["Tên", "Ngày"],
        [1970.0, "7"],
        [datetime(1899, 12, 31, 8), True],
        [date(1970, 2, 3), ""],
    ]
    wrong = [handing_back.Wrong(2, "B", "sai"), handing_back.Wrong(2, "", "trùng")]
    handing_back.write(path, "Danh sách", rows, 0, wrong)
    assert read_rows(path, 2**20) == [
        ["Tên", "Ngày", "Lý do"],
        [1970.0, "7", "B: sai\ntrùng"],
        ["31/12/1899", True, ""],
        [date(1970, 2, 3), "", ""],
    ]


def test_several_reasons_of_a_row_stand_one_below_the_other(tmp_path):
    path = tmp_path / "a.loi.xlsx"
    wrong = [handing_back.Wrong(2, "A", "sai"), handing_back.Wrong(2, "", "trùng " * 20)]
    handing_back.write(path, "Danh sách", [["Tên"], ["Vi An"], ["Vi Ba"]], 0, wrong)
    with zipfile.ZipFile(path) as book:
        sheet = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        styles = etree.fromstring(book.read("xl/styles.xml"))
    rows = {row.get("r"): row for row in sheet.iter("{*}row")}
    assert [rows[number].get("ht") for number in "123"] == [None, "60", None]
    style = int(rows["2"].findall("{*}c")[1].get("s"))
    forms = styles.find("{*}cellXfs").findall("{*}xf")
    assert forms[style].find("{*}alignment").get("wrapText") == "1"
