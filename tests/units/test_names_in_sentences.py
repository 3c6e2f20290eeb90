"""How a unit is called inside a sentence, and to whom a paper to it goes."""

from __future__ import annotations

import pytest

from goc.units.rules import addressed, in_text, short_name

PLACES = [
    ("Tỉnh Lạng Sơn", "tỉnh Lạng Sơn", "Lạng Sơn"),
    ("Thành phố Hồ Chí Minh", "thành phố Hồ Chí Minh", "Hồ Chí Minh"),
    ("Quận 1", "quận 1", "1"),
    ("Huyện Đình Lập", "huyện Đình Lập", "Đình Lập"),
    ("Thị xã Sơn Tây", "thị xã Sơn Tây", "Sơn Tây"),
    ("Phường 12", "phường 12", "12"),
    ("Xã Mẫu Sơn", "xã Mẫu Sơn", "Mẫu Sơn"),
    ("Thị trấn Nông trường Thái Bình", "thị trấn Nông trường Thái Bình", "Nông trường Thái Bình"),
    ("Đặc khu Phú Quốc", "đặc khu Phú Quốc", "Phú Quốc"),
]
AGENCIES = [
    "Bộ Quốc phòng",
    "Quân khu 1",
    "Bộ Chỉ huy quân sự tỉnh Lạng Sơn",
    "Ban Chỉ huy quân sự huyện Cao Lộc",
    "Ban Chỉ huy Phòng thủ khu vực 1 - Chi Lăng",
    "Sở Nội vụ",
    "Trường Quân sự tỉnh",
    "Ban Chỉ đạo đào tạo",
    "Xã",
    "Tỉnhh Lạng Sơn",
    "",
]


@pytest.mark.parametrize(("name", "inside", "short"), PLACES)
def test_a_place(name, inside, short):
    assert (in_text(name), short_name(name)) == (inside, short)
    assert addressed(name) == f"UBND {inside}"


@pytest.mark.parametrize("name", AGENCIES)
def test_an_agency_keeps_its_capital_and_is_written_to_itself(name):
    """Nghị định 30/2020/NĐ-CP, Phụ lục II: viết hoa tên cơ quan, tổ chức."""
    assert in_text(name) == name
    assert addressed(name) == name
