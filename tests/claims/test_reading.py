"""What is a claim, and what is not."""

import unicodedata
from fractions import Fraction

import pytest

from goc.claims import read_claims


def found(text):
    return [(c.value, c.to_json()["value_num"], c.unit, c.hedge, c.kind) for c in read_claims(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Huyện mở 12 lớp cho hơn 1.250 cán bộ, chiến sĩ.",
            [("12", 12, "lớp", None, "count"), ("1.250", 1250, "cán bộ, chiến sĩ", "hơn", "count")],
        ),
        ("Quỹ đạt 19,970 tỷ đồng.", [("19,970", 19.97, "tỷ đồng", "đạt", "money")]),
        ("Có 6.784 nghìn hộ vay vốn.", [("6.784 nghìn", 6784000, "hộ", None, "count")]),
        ("Dự toán 1 nghìn tỷ đồng.", [("1 nghìn", 1000, "tỷ đồng", None, "money")]),
        ("Vận động 2.235/ 21.304 hộ.", [("2.235/ 21.304", [2235, 21304], "hộ", None, "ratio")]),
        ("Phấn đấu từ 25% trở lên.", [("25%", 25, "%", "từ … trở lên", "percent")]),
        ("Nâng tỷ lệ lên 35 - 40 %.", [("35 - 40 %", [35, 40], "%", "tỷ lệ lên", "percent")]),
        ("Tuyển công dân từ 18 đến 25 tuổi.", [("18 đến 25", [18, 25], "tuổi", "từ", "count")]),
        ("Xã có ba mươi lăm hộ nghèo.", [("ba mươi lăm", 35, "hộ nghèo", None, "count")]),
        ("Hỗ trợ 2 triệu đồng/người/tháng.", [("2", 2, "triệu đồng/người/tháng", None, "money")]),
        ("Hàng chục tập thể được biểu dương.", [("Hàng chục", None, "tập thể", None, "count")]),
        ("Dài hơn 231km.", [("231", 231, "km", "hơn", "count")]),
        ("Năng suất gấp 2,5 lần.", [("2,5", 2.5, "lần", "gấp", "ratio")]),
        (
            "Phạt tiền từ 3 triệu đồng đến 6 triệu đồng.",
            [("3 triệu đồng đến 6", [3, 6], "triệu đồng", "từ", "money")],
        ),
        (
            "Mỗi lớp từ 30 người đến 40 người.",
            [("30 người đến 40", [30, 40], "người", "từ", "count")],
        ),
        ("Nhà rộng 45 m 2 sàn.", [("45", 45, "m2", None, "count")]),
        ("Khẩu phần 3.100 kcal/người/ngày.", [("3.100", 3100, "kcal/người/ngày", None, "count")]),
        ("Tỷ lệ hộ nghèo còn 9,% vào cuối kỳ.", [("9,%", 9, "%", "còn", "percent")]),
        (
            "Thụ lý (từ tháng 10-2015 đến 9-2016) 320 vụ.",
            [
                ("tháng 10-2015", None, "tháng", "từ", "period"),
                ("9-2016", None, "tháng", "đến", "period"),
                ("320", 320, "vụ", None, "count"),
            ],
        ),
        ("Góp ý của 28 tỉnh, thành có biển.", [("28", 28, "tỉnh, thành", None, "count")]),
        (
            "Đàn gia cầm 7 triệu 520 nghìn con.",
            [("7 triệu 520 nghìn", 7_520_000, "con", None, "count")],
        ),
        ("Vốn 2 tỷ 350 triệu đồng.", [("2 tỷ 350 triệu", 2_350_000_000, "đồng", None, "money")]),
        (
            "Khởi tố 86 vụ/135 bị can.",
            [("86", 86, "vụ", None, "count"), ("135", 135, "bị can", None, "count")],
        ),
        (
            "Huyện có 60 người, gồm: Hoà Bình 40, Tân Tiến 20.",
            [
                ("60", 60, "người", None, "count"),
                ("40", 40, "người", None, "count"),
                ("20", 20, "người", None, "count"),
            ],
        ),
        (
            "Có 131 vụ (khởi tố 83, tạm đình chỉ 48).",
            [
                ("131", 131, "vụ", None, "count"),
                ("83", 83, "vụ", None, "count"),
                ("48", 48, "vụ", None, "count"),
            ],
        ),
        (
            "Bão làm 3 người (2 chết, 1 bị thương).",
            [
                ("3", 3, "người", None, "count"),
                ("2", 2, "người", None, "count"),
                ("1", 1, "người", None, "count"),
            ],
        ),
        ("Thu giữ hơn hai tấn hàng.", [("hai", 2, "tấn", "hơn", "count")]),
        ("Tổng số giường bệnh: 2.411.", [("2.411", 2411, "giường bệnh", None, "count")]),
        ("Số đảng viên toàn huyện là 5.183.", [("5.183", 5183, "đảng viên", None, "count")]),
        (
            "Tại Cao Bằng 5 nhà đổ, đình chỉ 2 vụ.",
            [("5", 5, "nhà", None, "count"), ("2", 2, "vụ", None, "count")],
        ),
        ("Trên 90% hoàn thành tốt nhiệm vụ trở lên.", [("90%", 90, "%", "Trên", "percent")]),
        ("Xây dựng nông thôn 10/16 mô hình.", [("10/16", [10, 16], "mô hình", None, "ratio")]),
        ("Sau 4 tháng học tập.", [("4 tháng", 4, "tháng", None, "period")]),
        (
            "Số lớp tăng từ 40 lên 50 lớp.",
            [("40", 40, "lớp", "từ", "count"), ("50", 50, "lớp", "lên", "count")],
        ),
    ],
)
def test_claims(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trung đoàn 246, Sư đoàn 3, Quân khu 1 về thăm xã.",
        "Nghị quyết số 28-NQ/TW được quán triệt.",
        "Dự án 8 triển khai ở địa phương.",
        "Theo Luật số 43/2009/QH12 và Nghị định 58.",
        "Trao Huy hiệu 30 năm tuổi Đảng.",
        "Phong trào “7 không” lan rộng.",
        "Thực hiện cơ chế một cửa.",
        "Tàu Hòn Mun 05 cập cảng.",
        "Công ty Hồng Lam 7 thi công.",
        "Trụ sở tại 270 Lê Lai, quận Đông.",
        "Xử lý theo luật (Điều 5, Điều 6).",
        "Thuộc: Lữ đoàn 6, Sư đoàn 3.",
        "Ở các tổ: Tổ 7, Tổ 8.",
        "Cập nhật 15:26, 13:31:02.",
        "Kỳ 2019-12 và 2019-12-31.",
        "Sạt lở tại km156+500.",
        "Phong trào bốn đồng hành.",
        "Quán Sông Quê (44 Lê Lai, Tân Phú).",
        "Tiểu học 21.0 5.53 trung học 359.0 94.47",
        "Số lượt xem : 854",
        "Đang online: 20",
        "Lượt xem: 1 204",
        "Đại đội huấn luyện 3 tiếng nổ giỏi.",
        "Tăng trưởng hai con số.",
        "Điện thoại 0912 345 678.",
        "Cùng với 1 số nguồn khác.",
        "Máy bay Su-30 và đơn vị K694.",
        "Hạng 3, bậc 4, loại 2, thứ 6, khóa 5.",
        "Năm 2016, địa phương đổi mới.",
        "Xóm Đồng 1; tổ 7, khu phố 3.",
    ],
)
def test_names_and_numbers_of_papers_are_no_claims(text):
    assert [c for c in found(text) if c[4] != "period"] == []


def test_offsets_count_in_the_composed_text():
    text = unicodedata.normalize("NFD", "Cả nước có 45 xã. Tỉnh Đắk có 12 huyện.")
    plain = unicodedata.normalize("NFC", text)
    assert [plain[c.start : c.end] for c in read_claims(text)] == ["45", "12"]


def test_values_are_exact():
    [claim] = read_claims("Chiếm 8,7% số giờ.")
    assert claim.number == Fraction(87, 10)


def test_names_after_a_count_take_none_of_its_unit():
    text = "Xử lý 20 người theo luật (Điều 5, Điều 6), thuộc: Lữ đoàn 6, Sư đoàn 3."
    assert [claim.value for claim in read_claims(text)] == ["20"]


def test_a_number_has_no_unit_in_the_next_cell():
    claims = read_claims("Xã A có 12 lớp\t7\tKhóa 2\t5 xã")
    assert [(c.value, c.unit, c.sentence[c.start : c.end]) for c in claims] == [
        ("12", "lớp", "12"),
        ("5", "xã", "5"),
    ]


def test_a_unit_may_stand_on_the_next_line_of_a_wrapped_sentence():
    text = (
        "Trong năm vừa qua, toàn tỉnh đã cử đi đào tạo tổng cộng 335 đồng\n"
        "chí là cán bộ ở cơ sở, trên địa bàn có dân số 68,7 triệu\n"
        "người, trong đó số người đã qua huấn luyện đạt khoảng\n"
        "trên 92,2 % tổng số."
    )
    claims = read_claims(text)
    assert [(c.value, c.unit, c.hedge) for c in claims] == [
        ("335", "đồng chí", "tổng cộng"),
        ("68,7 triệu", "người", None),
        ("92,2 %", "%", "đạt khoảng trên"),
    ]
    assert {c.sentence for c in claims} == {text}
    assert [text[c.start : c.end] for c in claims] == [c.value for c in claims]
