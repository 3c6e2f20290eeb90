"""Numbers in a sentence and what is made of them: one figure, a range, a ratio, a row, a period."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.claims import quantities
from goc.claims.quantities import Taken
from goc.claims.units import NOTHING

F = Fraction


def plain(number):
    if isinstance(number, tuple):
        return [plain(part) for part in number]
    if number is None or number.denominator > 1:
        return number if number is None else float(number)
    return int(number)


def found(text, *, line_start=False):
    """Value as written · number · unit · kind of each quantity."""
    return [
        (text[q.start : q.end], plain(q.number), q.unit.name, q.kind)
        for q in quantities.find(text, line_start=line_start)
    ]


def counts(text):
    return [row for row in found(text) if row[3] != "period"]


def steps(text):
    return [(text[q.start : q.end], q.step) for q in quantities.find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở 12 lớp", [("12", 12, "lớp", "count")]),
        ("Có 4,779 học viên", [("4,779", 4779, "học viên", "count")]),
        ("Dài 4,779 km", [("4,779", 4.779, "km", "count")]),
        ("Có 4,779 nghìn học viên", [("4,779 nghìn", 4779, "học viên", "count")]),
        ("Có 6,5 nghìn học viên", [("6,5 nghìn", 6500, "học viên", "count")]),
        ("Chi 2 triệu rưỡi đồng", [("2 triệu rưỡi", 2.5, "triệu đồng", "money")]),
        ("Học 2 năm rưỡi", [("2 năm rưỡi", 2.5, "năm", "period")]),
        ("Có 3 nghìn rưỡi hộ", [("3 nghìn rưỡi", 3500, "hộ", "count")]),
        ("Xuất 816 000 tấn", [("816 000", 816_000, "tấn", "count")]),
        ("Chi 1 235 000 đồng", [("1 235 000", 1_235_000, "đồng", "money")]),
        ("Trồng ½ ha", [("½", 0.5, "ha", "count")]),
        ("Chiếm ¾ ha", [("¾", 0.75, "ha", "count")]),
        ("Đạt 100% chỉ tiêu", [("100%", 100, "%", "percent")]),
        ("Rộng 45 m 2 sàn và 3 phòng", [("45", 45, "m2", "count"), ("3", 3, "phòng", "count")]),
        ("Mở 12 lớp; 3 khóa.", [("12", 12, "lớp", "count"), ("3", 3, "khóa", "count")]),
        ("Gồm 12 cọc tre", [("12", 12, "cọc tre", "count")]),
    ],
)
def test_one_figure(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tổng số là 335.", [("335", 335, "", "count")]),
        ("Số đã học đạt 335", [("335", 335, "", "count")]),
        ("Tổng cộng: 45", [("45", 45, "", "count")]),
        ("Đã nhận 1.250.", [("1.250", 1250, "", "count")]),
        ("Đã nhận 12,5.", [("12,5", 12.5, "", "count")]),
        ("Tiểu học 206 (75,2%)", [("206", 206, "", "count"), ("75,2%", 75.2, "%", "percent")]),
        ("Tổng số là 05.", []),
        ("Tổng số là 5.", []),
        ("Đã nhận 335.", []),
        ("Tổng số là 2012.", []),
        ("Trạng thái 12", []),
    ],
)
def test_a_figure_without_a_unit_needs_something_that_makes_it_one(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Năm học 2012 có", []),
        ("cuối 2012", []),
        ("đầu 2012 lớp", []),
        ("giai đoạn - 2012 lớp", []),
        ("khóa 2012 lớp", []),
        ("Mở 2012 lớp", [("2012", 2012, "lớp", "count")]),
        ("Có 1975 đồng chí", [("1975", 1975, "đồng chí", "count")]),
        ("Có 2120 đồng chí", [("2120", 2120, "đồng chí", "count")]),
        ("Có 1975", []),
        ("Tổng số: 1.975", [("1.975", 1975, "", "count")]),
        ("năm qua có 2012 lớp", [("2012", 2012, "lớp", "count")]),
    ],
)
def test_four_digits_are_a_year_unless_something_is_counted(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mỗi lớp 20 - 30 người", ("20 - 30", [20, 30], "người", "count")),
        ("Mỗi lớp 20–30 người", ("20–30", [20, 30], "người", "count")),
        ("Mỗi lớp 20÷30 người", ("20÷30", [20, 30], "người", "count")),
        ("Mỗi lớp 20~30 người", ("20~30", [20, 30], "người", "count")),
        ("Mỗi lớp 20 đến 30 người", ("20 đến 30", [20, 30], "người", "count")),
        ("Mỗi lớp 20 tới gần 30 người", ("20 tới gần 30", [20, 30], "người", "count")),
        ("Mỗi lớp 20 hoặc 30 người", ("20 hoặc 30", [20, 30], "người", "count")),
        ("Mỗi lớp 20 người đến 30 người", ("20 người đến 30", [20, 30], "người", "count")),
        ("Uống 2,5-3 lít", ("2,5-3", [2.5, 3], "lít", "count")),
        ("Đạt 35 - 40%", ("35 - 40%", [35, 40], "%", "percent")),
        ("Chi 3-5 triệu đồng", ("3-5", [3, 5], "triệu đồng", "money")),
        ("Có 3-5 nghìn hộ", ("3-5 nghìn", [3000, 5000], "hộ", "count")),
        ("Có 900-1,250 hộ", ("900-1,250", [900, 1250], "hộ", "count")),
        ("Nữ độ tuổi từ 18 đến 25", ("18 đến 25", [18, 25], "tuổi", "count")),
        ("Gấp 2-3 lần", ("2-3", [2, 3], "lần", "ratio")),
        ("Đóng 12-15 cọc tre", ("12-15", [12, 15], "cọc tre", "count")),
        ("Kéo 3-5 năm", ("3-5 năm", [3, 5], "năm", "period")),
    ],
)
def test_a_range_goes_from_the_lower_to_the_higher(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mỗi lớp 30 - 20 người", [("20", 20, "người", "count")]),
        ("Mỗi lớp 20 - 20 người", [("20", 20, "người", "count")]),
        ("Tăng từ 20% đến 30%", [("20%", 20, "%", "percent"), ("30%", 30, "%", "percent")]),
        ("Số lớp tăng từ 20 lớp lên 30 lớp", [("20", 20, "lớp", "count"), ("30", 30, "lớp", "count")]),
        ("Mở 1.23.456-30 lớp", [("30", 30, "lớp", "count")]),
        ("Mở 20-1.23.456 lớp", []),
        ("Mở 20 lớp đến 30 khóa", [("20", 20, "lớp", "count"), ("30", 30, "khóa", "count")]),
        ("Đóng 1-2.001 cọc tre", [("2.001", 2001, "cọc tre", "count")]),
        ("Đóng 1-2.000 cọc tre", [("1-2.000", [1, 2000], "cọc tre", "count")]),
        ("Có 1-5.000 hộ", [("1-5.000", [1, 5000], "hộ", "count")]),
    ],
)  # fmt: skip
def test_two_figures_are_no_range(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt 309/335 học viên", ("309/335", [309, 335], "học viên", "ratio")),
        ("Vận động 2.235 / 21.304 hộ", ("2.235 / 21.304", [2235, 21304], "hộ", "ratio")),
        ("Vận động 4,779/5,120 hộ", ("4,779/5,120", [4779, 5120], "hộ", "ratio")),
        ("Có 5/7 tổng số huyện", ("5/7", [5, 7], "huyện", "ratio")),
        ("Có 5/7 số huyện", ("5/7", [5, 7], "huyện", "ratio")),
        ("Cấy 1.500 ha/2.000 ha", ("1.500 ha/2.000", [1500, 2000], "ha", "ratio")),
        ("Chi 923,835 tỷ đồng/1.010 tỷ đồng", ("923,835 tỷ đồng/1.010", [923.835, 1010], "tỷ đồng", "ratio")),
        ("Trồng 12,5/20,75 ha", ("12,5/20,75", [12.5, 20.75], "ha", "ratio")),
        ("Thu 154,66/95", ("154,66/95", [154.66, 95], "", "ratio")),
        ("Góp đến 1/3 tổng kim ngạch", ("1/3", [1, 3], "kim ngạch", "ratio")),
        ("Đạt 32/12", ("32/12", [32, 12], "", "ratio")),
        ("Đạt 31/13", ("31/13", [31, 13], "", "ratio")),
    ],
)  # fmt: skip
def test_a_part_of_a_whole_is_a_ratio(text, expected):
    assert found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nhân 31/12", []),
        ("Nhận 1.23.456/12 xã", []),
        ("Nhận 12/1.23.456 xã", []),
        ("Nhận 1.23.456/1.23.4 xã", []),
        ("Cấp 3 tháng/5 tháng", [("3 tháng", 3, "tháng", "period"), ("5 tháng", 5, "tháng", "period")]),
        ("Dựng 3 cọc/5 cọc", [("3", 3, "cọc", "count"), ("5", 5, "cọc", "count")]),
        ("Đạt 1/2/3 xã", [("3", 3, "xã", "count")]),
        ("Khởi tố 86 vụ/135 bị can", [("86", 86, "vụ", "count"), ("135", 135, "bị can", "count")]),
        ("Đạt 154,66/95 130%", [("154,66/95", [154.66, 95], "", "ratio"), ("130%", 130, "%", "percent")]),
    ],
)  # fmt: skip
def test_what_a_slash_does_not_make_a_ratio(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Năng suất gấp 2 lần", "ratio"),
        ("Năng suất tăng gần 2 lần", "ratio"),
        ("Năng suất bằng 2 lần", "ratio"),
        ("Năng suất là 2,5 lần", "ratio"),
        ("Tập huấn 2 lần", "count"),
        ("Tập huấn gấp rút 2 lần", "count"),
    ],
)
def test_times_are_a_multiple_or_a_count(text, kind):
    assert [row[3] for row in found(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nâng từ 40 lên 50 lớp", [("40", 40, "lớp", "count"), ("50", 50, "lớp", "count")]),
        ("Giảm từ 40 xuống còn 12 hộ", [("40", 40, "hộ", "count"), ("12", 12, "hộ", "count")]),
        ("Giảm từ 3 còn hơn 2 nghìn hộ", [("3", 3000, "hộ", "count"), ("2 nghìn", 2000, "hộ", "count")]),
        ("Nâng 40 lên 50 lớp", [("50", 50, "lớp", "count")]),
        ("Nâng từ 40 lên 50 cọc", [("50", 50, "cọc", "count")]),
        ("Nâng từ 4 lên 5 năm", [("5 năm", 5, "năm", "period")]),
    ],
)  # fmt: skip
def test_the_first_figure_of_a_change_has_the_unit_of_the_second(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sĩ quan 250, hạ sĩ quan 1.000", [("250", "sĩ quan"), ("1.000", "hạ sĩ quan")]),
        ("Bệnh nhân: 420; học viên: 17", [("420", "bệnh nhân"), ("17", "học viên")]),
        ("Tổng số học viên: 335", [("335", "học viên")]),
        ("Trong đó, số đảng viên: 178", [("178", "đảng viên")]),
        ("Số học viên là 335", [("335", "học viên")]),
        ("Số lượng học viên đạt 335 và cao", [("335", "học viên")]),
        ("Số học viên là 335 cao", [("335", "cao")]),
        ("Sĩ quan 250 có", []),
        ("Số km là 231.", [("231", "km")]),
    ],
)
def test_in_a_row_the_thing_counted_stands_before_its_figure(text, expected):
    assert [(row[0], row[2]) for row in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Có 60 người, gồm: Hoà Bình 40, Tân Tiến 20.", ["60", "40", "20"]),
        ("Có 60 người, trong đó Hoà Bình 40; Tân Tiến 15 và Yên Sơn 5.", ["60", "40", "15", "5"]),
        ("Có 131 vụ (khởi tố 83, tạm đình chỉ 48).", ["131", "83", "48"]),
        ("Có 131 vụ (tăng 12).", ["131", "12"]),
        ("Có 131 vụ (giảm thêm 12).", ["131", "12"]),
        ("Có 131 vụ (mới 12).", ["131"]),
        ("Có 60 người ở Hoà Bình 40, Tân Tiến 20.", ["60"]),
        ("Gồm: Hoà Bình 40, Tân Tiến 20.", []),
        ("Có 60 cọc, gồm: Hoà Bình 40, Tân Tiến 20.", ["60"]),
        ("Có 60 người, gồm: Nghị quyết 40, Lữ đoàn 20.", ["60"]),
    ],
)
def test_figures_of_a_row_of_names_count_what_was_counted_before(text, values):
    rows = found(text)
    assert [row[0] for row in rows] == values
    assert len({row[2] for row in rows}) <= 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ngày 22/12/2012 mở lớp", [("22/12/2012", None, "ngày", "period")]),
        ("Trong quý II/2012", [("quý II/2012", None, "quý", "period")]),
        ("Trong tháng 5/2012", [("tháng 5/2012", None, "tháng", "period")]),
        ("Năm học 2012-2013", [("Năm học 2012-2013", None, "năm học", "period")]),
        ("Trong 6 tháng đầu năm 2012", [("6 tháng đầu năm 2012", 6, "tháng", "period")]),
        ("Giai đoạn 2002-2012", [("2002-2012", [2002, 2012], "năm", "period")]),
        ("Từ 12-26/4/2013", [("12-26/4/2013", None, "ngày", "period")]),
        ("Năm 2012, xã đã", []),
        ("Trong tháng 5 đã", []),
        ("Kỳ 4.2015 đã", []),
        ("Nghị định số 12/2012/NĐ-CP ngày 22/12/2012", []),
        ("Chỉ thị số 32-CT/TU ban hành ngày 22 tháng 12 năm 2012", []),
        ("Họp ngày 22/12/2012", [("22/12/2012", None, "ngày", "period")]),
    ],
)
def test_when_something_was_so_is_a_period(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Khai giảng ngày 15-1", [("15-1", None, "ngày", "period")]),
        ("Khai giảng sáng 15/1 lớp", [("15/1", None, "ngày", "period")]),
        ("Khai giảng sáng 15/1", [("15/1", None, "ngày", "period")]),
        ("Hoàn thành trước 15/1", [("15/1", None, "ngày", "period")]),
        ("Mở từ 5-10 lớp", [("5-10", [5, 10], "lớp", "count")]),
        ("Mở từ 5-10", [("5-10", None, "ngày", "period")]),
        ("Mở từ 5-10 cọc", [("5-10", [5, 10], "cọc", "count")]),
        ("Mở từ 5/10 cọc", [("5/10", None, "ngày", "period")]),
        ("Đo từ 5.10", [("5.10", 5.1, "", "count")]),
        ("Mở ở và 9/10 huyện", [("9/10", [9, 10], "huyện", "ratio")]),
        ("Góp đến 1/3 tổng thu", [("1/3", [1, 3], "thu", "ratio")]),
    ],
)
def test_a_day_without_a_year_is_told_from_a_range_and_a_ratio(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mở ba mươi lăm lớp", [("ba mươi lăm", 35, "lớp", "count")]),
        ("Mở ba mươi hai lớp", [("ba mươi hai", 32, "lớp", "count")]),
        ("Mở hai nghìn ba trăm lớp", [("hai nghìn ba trăm", 2300, "lớp", "count")]),
        ("Mở ba lớp", [("ba", 3, "lớp", "count")]),
        ("Kinh phí hai trăm triệu đồng", [("hai trăm triệu", 200_000_000, "đồng", "money")]),
        ("Kinh phí hai triệu đồng", [("hai triệu", 2_000_000, "đồng", "money")]),
        ("Tăng năm phần trăm", [("năm", 5, "%", "percent")]),
        ("Giảm sinh 0,5‰", [("0,5‰", 0.5, "‰", "count")]),
        ("Học hai tháng", [("hai", 2, "tháng", "period")]),
        ("Học nửa năm", [("nửa", 0.5, "năm", "period")]),
        ("Cấp nửa xã", []),
        ("Là một xã nghèo", []),
        ("Gồm 20 xã, một thị trấn", [("20", 20, "xã", "count"), ("một", 1, "thị trấn", "count")]),
        ("Có một chi bộ, 14 đảng viên", [("một", 1, "chi bộ", "count"), ("14", 14, "đảng viên", "count")]),
        ("Trong năm huyện đã", []),
        ("Có hơn năm huyện", [("năm", 5, "huyện", "count")]),
        ("Gồm 20 xã, năm phường", [("20", 20, "xã", "count"), ("năm", 5, "phường", "count")]),
        ("Người thứ ba xã", []),
        ("Trong hai xã", []),
        ("Các ba xã", []),
        ("Đợt một xã", []),
        ("Mở ba cọc", []),
        ("Mở ba km đường", [("ba", 3, "km", "count")]),
    ],
)  # fmt: skip
def test_numerals_in_words_need_company_when_they_may_be_something_else(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hàng chục tập thể", [("Hàng chục", None, "tập thể", "count")]),
        ("có vài nghìn người", [("vài nghìn", None, "người", "count")]),
        ("có hàng trăm triệu đồng", [("hàng trăm triệu", None, "đồng", "money")]),
        ("có mấy chục", [("mấy chục", None, "", "count")]),
        ("có dăm trăm hộ", [("dăm trăm", None, "hộ", "count")]),
        ("xếp hàng chụcx", []),
    ],
)
def test_a_vague_number_is_a_count_without_a_value(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("Có 335 người", 1),
        ("Có 330 người", 10),
        ("Có 2.000 người", 1000),
        ("Đạt 92,24%", F(1, 100)),
        ("Có 6,5 nghìn người", 100),
        ("Có 12 nghìn người", 1000),
        ("Chi 5,25 tỷ đồng", F(1, 100)),
        ("Chi 2 tỷ 350 triệu đồng", 10_000_000),
        ("Chi 7 triệu 525 nghìn đồng", 1000),
        ("Có 3 nghìn rưỡi hộ", 500),
        ("Chi 2 triệu rưỡi đồng", F(1, 2)),
        ("Mỗi lớp 20-30 người", 10),
        ("Có 3-5 nghìn hộ", 1000),
        ("Đạt 309/335 học viên", 1),
        ("Đạt 300/330 học viên", 1),
        ("Mở ba mươi lớp", 1),
        ("Hàng chục lớp", 1),
        ("Tổng số: 1.250", 10),
    ],
)
def test_how_finely_a_figure_was_said(text, step):
    assert [said for _, said in steps(text)] == [step]


def test_a_table_run_together_is_no_prose():
    assert quantities.is_table("Xã A 359.0 94.47 và 21.0 5.53")
    assert not quantities.is_table("Xã A 359.0 94.47")
    assert found("Mở 12 lớp 359.0 94.47 ở 21.0 5.53") == []
    row = " ".join(f"{number} xã," for number in range(101, 222))
    assert quantities.is_table(row)
    assert not quantities.is_table(row.removeprefix("101 xã, "))
    assert found(row) == []
    assert len(found(row.removeprefix("101 xã, "))) == 120


def test_figures_in_words_count_towards_a_table():
    text = "hai xã, " * 121
    assert found(text) == []
    assert len(found("hai xã, " * 120)) == 120
    assert found("không có gì") == []


def test_a_marker_heads_a_line_only():
    assert found("1.2. lớp", line_start=True) == []
    assert [row[0] for row in found("12. lớp 5 xã", line_start=True)] == ["5"]
    assert [row[0] for row in found("12 lớp", line_start=True)] == ["12"]
    assert found("15", line_start=True) == []


def test_a_sentence_opens_a_line_when_nothing_else_is_said():
    text = "2.1 Về lực lượng"
    assert quantities.find(text) == quantities.find(text, line_start=True) == ()
    assert [q.number for q in quantities.find(text, line_start=False)] == [F(21, 10)]


def test_characters_that_are_taken():
    taken = Taken(10)
    taken.take(3, 6)
    assert [taken.holds(*span) for span in ((0, 3), (2, 4), (5, 6), (6, 10), (4, 4))] == [
        False,
        True,
        True,
        False,
        False,
    ]
    assert [taken.past(place) for place in (0, 2, 3, 5, 6, 9)] == [1, 3, 6, 6, 7, 10]


def test_a_field_that_is_taken_to_its_end():
    taken = Taken(4)
    taken.take(0, 4)
    assert taken.past(0) == 4
    assert taken.holds(0, 4)


def test_a_quantity_moves_with_its_sentence():
    [quantity] = quantities.find("Mở 12 nghìn lớp")
    moved = quantity.moved(50)
    assert (moved.start, moved.end, moved.unit_end) == (
        quantity.start + 50,
        quantity.end + 50,
        quantity.unit_end + 50,
    )
    assert (moved.number, moved.kind, moved.step) == (quantity.number, quantity.kind, quantity.step)


def test_a_listed_thing_is_counted():
    told = {
        text: quantities.find(text)[0].counts_listed
        for text in ("12 lớp", "12 cọc", "12%", "12 đồng")
    }
    assert told == {"12 lớp": True, "12 cọc": False, "12%": False, "12 đồng": False}


def test_where_value_and_unit_end():
    [alone] = quantities.find("Tổng số: 335")
    [counted] = quantities.find("Mở 12 lớp học mới")
    assert (alone.unit, alone.unit_end, alone.end) == (NOTHING, 12, 12)
    assert (counted.end, counted.unit_end) == (5, 13)


@settings(max_examples=50, deadline=None)
@given(
    st.integers(1, 10**7),
    st.sampled_from(["đồng chí", "xã", "học viên", "km", "triệu đồng", "lượt người"]),
)
def test_every_printed_amount_is_found_with_its_unit(number, unit):
    written = f"{number:,}".replace(",", ".")
    text = f"Cả đợt có {written} {unit}."
    assert [row[:3] for row in found(text)] == [(written, number, unit)]


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(22, 999), st.sampled_from(["xã", "lớp", "học viên"])), max_size=6
    )
)
def test_figures_of_a_list_are_found_each_by_itself_and_in_order(pairs):
    text = "Kết quả: " + "; ".join(f"{number} {unit}" for number, unit in pairs) + "."
    assert [(row[1], row[2]) for row in found(text)] == pairs
