"""Numbers that are names: what stands before them decides."""

import pytest

from goc.claims import masks


def named(text, **more):
    start = next(place for place, char in enumerate(text) if char.isdigit())
    end = start
    while end < len(text) and text[end].isdigit():
        end += 1
    return masks.is_name(text, start, end, **more)


@pytest.mark.parametrize(
    "text, is_one",
    [
        ("nhà số 5 đường", True),
        ("tổng số 5 lớp", False),
        ("con số 5 lớp", False),
        ("tháng 5", True),
        ("mỗi tháng 5 lớp", False),
        ("năm 5 lớp", True),
        ("khóa 3", True),
        ("các khóa 3 lớp", False),
        ("khóa 20", True),
        ("khóa 21 người", False),
        ("lớp 05 người", False),
        ("Nghị quyết 18 xã", True),
        ("nghị quyết 18 xã", False),
        ("nghị quyết 18", True),
        ("Trung đoàn 88", True),
        ("đạt 5%", False),
        ("Hoà Bình 12", True),
        ("Hoà Bình 12 xã", False),
        ("Hoà Bình 12-15", False),
        ("Bình 12", False),
        ("hoà bình 12", False),
        ("đã mở 12 lớp", False),
        ("12 lớp", False),
        ("QL 12", True),
        ("tại 270 Trường Chinh", True),
        ("tại 270 xã Trường Chinh", False),
    ],
)
def test_what_stands_before_a_number_makes_it_a_name(text, is_one):
    assert named(text) is is_one


def test_a_name_of_no_known_kind_is_left_to_rows_of_names():
    assert not named("Hoà Bình 12", proper=False)
    assert named("Nghị quyết 18", proper=False)


@pytest.mark.parametrize(
    "text, spans",
    [
        ("phong trào “3 không” và “7 không, 3 có”", [(12, 13), (25, 26), (34, 35)]),
        ("chủ đề “đã mở được 12 lớp học”", []),
        ("chủ đề “đã mở được 12 tốt đẹp”", [(19, 21)]),
    ],
)
def test_a_short_quotation_with_a_number_is_a_saying(text, spans):
    assert masks.of(text) == spans


def test_a_number_alone_and_the_head_of_a_line_are_no_figures():
    assert masks.of("15") == [(0, 2)]
    assert masks.of("1.2. Nội dung", line_start=True) == [(0, 4)]
    assert masks.of("1.2. Nội dung", line_start=False) == []
    assert masks.of("1.2 triệu đồng", line_start=True) == []
