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
        ("Huyện mở 12 lớp cho hơn 1.250 cán bộ, chiến sĩ.",
         [("12", 12, "lớp", None, "count"), ("1.250", 1250, "cán bộ, chiến sĩ", "hơn", "count")]),
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
        ("Phạt tiền từ 3 triệu đồng đến 6 triệu đồng.", [("3 triệu đồng đến 6", [3, 6], "triệu đồng", "từ", "money")]),
        ("Mỗi lớp từ 30 người đến 40 người.", [("30 người đến 40", [30, 40], "người", "từ", "count")]),
        ("Nhà rộng 45 m 2 sàn.", [("45", 45, "m2", None, "count")]),
        ("Khẩu phần 3.100 kcal/người/ngày.", [("3.100", 3100, "kcal/người/ngày", None, "count")]),
        ("Tỷ lệ hộ nghèo còn 9,% vào cuối kỳ.", [("9,%", 9, "%", "còn", "percent")]),
        ("Thụ lý (từ tháng 10-2015 đến 9-2016) 320 vụ.",
         [("tháng 10-2015", None, "tháng", "từ", "period"), ("9-2016", None, "tháng", "đến", "period"),
          ("320", 320, "vụ", None, "count")]),
        ("Góp ý của 28 tỉnh, thành có biển.", [("28", 28, "tỉnh, thành", None, "count")]),
        ("Sau 4 tháng học tập.", [("4 tháng", 4, "tháng", None, "period")]),
        ("Số lớp tăng từ 40 lên 50 lớp.", [("40", 40, "lớp", "từ", "count"), ("50", 50, "lớp", "lên", "count")]),
    ],
)  # fmt: skip
def test_claims(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Trung đoàn 246, Sư đoàn 3, Quân khu 1 về thăm xã.", "Nghị quyết số 28-NQ/TW được quán triệt.",
        "Dự án 8 triển khai ở địa phương.",
        "Theo Luật số 43/2009/QH12 và Nghị định 58.", "Trao Huy hiệu 30 năm tuổi Đảng.",
        "Phong trào “7 không” lan rộng.", "Thực hiện cơ chế một cửa.",
        "Tàu Hòn Mun 05 cập cảng.", "Công ty Hồng Lam 7 thi công.", "Trụ sở tại 270 Lê Lai, quận Đông.",
        "Đang online: 20", "Lượt xem: 1 204", "Đại đội huấn luyện 3 tiếng nổ giỏi.", "Tăng trưởng hai con số.",
        "Điện thoại 0912 345 678.", "Cùng với 1 số nguồn khác.", "Máy bay Su-30 và đơn vị K694.",
        "Hạng 3, bậc 4, loại 2, thứ 6, khóa 5.",
        "Năm 2016, địa phương đổi mới.", "Xóm Đồng 1; tổ 7, khu phố 3.",
    ],
)  # fmt: skip
def test_names_and_numbers_of_papers_are_no_claims(text):
    assert [c for c in found(text) if c[4] != "period"] == []


def test_offsets_count_in_the_composed_text():
    text = unicodedata.normalize("NFD", "Cả nước có 45 xã. Tỉnh Đắk có 12 huyện.")
    plain = unicodedata.normalize("NFC", text)
    assert [plain[c.start : c.end] for c in read_claims(text)] == ["45", "12"]


def test_values_are_exact():
    [claim] = read_claims("Chiếm 8,7% số giờ.")
    assert claim.number == Fraction(87, 10)
