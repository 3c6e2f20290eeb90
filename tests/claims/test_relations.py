"""Arithmetic among claims: agreement, error and the sentence that names it."""

import pytest

from goc.claims import read_claims


def relations(text):
    return [(c.value, c.relation.type, c.relation.agrees) for c in read_claims(text) if c.relation]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Có 1.240 đảng viên, trong đó có 310 đảng viên trẻ ({}).", ("25%", "27%", "share")),
        ("Kết nạp 2.150/2.500 đảng viên mới, đạt {}.", ("86%", "96%", "share")),
        ("Trong tổng số 450 học viên, có 90 học viên giỏi, chiếm {}.", ("20%", "25%", "share")),
        ("Thu đạt 5.200 tỷ đồng, tăng {} so với cùng kỳ (5.000 tỷ đồng).", ("4%", "6%", "growth")),
        ("Tỷ lệ giảm từ 12,5% xuống còn 9,3%, giảm {}.", ("3,2%", "4,2%", "difference")),
        ("Kế hoạch giao 200 ha, thực hiện 180 ha, đạt {}.", ("90%", "95%", "target")),
        (
            "Trong tổng số 335 học viên, có 300 học viên ở xa, chiếm {}.",
            ("gần 90%", "hơn 90%", "share"),
        ),
        ("Số vụ giảm {} (20 vụ xuống còn 12 vụ).", ("40%", "50%", "growth")),
        ("Có 1.100 vụ, tăng 100 vụ (tăng {}).", ("10%", "9%", "growth")),
        ("Xảy ra 900 vụ. So với cùng kỳ giảm 100 vụ (-{}).", ("10%", "10,4%", "growth")),
        ("Tỷ lệ đạt 35,1%, thấp hơn {} so với chỉ tiêu (35,5%).", ("0,4%", "0,9%", "difference")),
        ("Kết nạp 160/200 hội viên, đạt {} so với chỉ tiêu.", ("80%", "85%", "target")),
        ("Thụ lý 1.200 vụ, đã giải quyết 1.116 vụ, đạt tỷ lệ {}.", ("93%", "93,6%", "share")),
        (
            "Đã giải quyết 800 vụ. Có 30 vụ bị hủy, chiếm tỷ lệ {} trên tổng số vụ được giải quyết.",
            ("3,75%", "3,57%", "share"),
        ),
        (
            "Toàn đảng bộ có 4.000 đảng viên; 400 đảng viên là nữ, chiếm 10%; 60 đảng viên có đạo, chiếm {}.",
            ("1,5%", "1,6%", "share"),
        ),
    ],
)
def test_right_and_wrong_percentages(text, claim):
    right, wrong, kind = claim
    assert (right.split()[-1], kind, True) in relations(text.format(right))
    assert (wrong.split()[-1], kind, False) in relations(text.format(wrong))


def test_a_sum_that_misses_names_the_gap():
    text = "Khảo sát 45 xã, gồm 30 xã vùng cao, 10 xã biên giới và 6 xã vùng thấp."
    [relation] = [c.relation for c in read_claims(text) if c.relation and not c.relation.agrees]
    assert (relation.type, relation.note) == (
        "sum",
        "30 + 10 + 6 = 46, văn bản ghi 45 xã (lệch 1).",
    )


@pytest.mark.parametrize(("place", "wrong"), [(0, "15%"), (1, "31%"), (2, "8%")])
def test_a_list_is_held_to_the_whole_its_shares_were_of(place, wrong):
    shares = ["12%", "33%", "5%"]
    shares[place] = wrong
    text = "Có 400 đại biểu. Có 48 đại biểu nữ (chiếm {}); 132 đại biểu trẻ (chiếm {}); 20 đại biểu cao tuổi ({})."
    assert [(v, kind) for v, kind, agrees in relations(text.format(*shares)) if not agrees] == [
        (wrong, "share")
    ]


def test_a_list_of_pairs_adds_up_on_both_sides():
    text = "Có 30/{} trường đạt chuẩn (trong đó 10/15 trường mầm non, 12/20 trường tiểu học, 8/12 trường THCS)."
    assert ("30/47", "sum", True) in relations(text.format(47))
    assert ("30/50", "sum", False) in relations(text.format(50))


def test_a_long_list_ends_in_the_rest():
    parts = "300 đảng viên là công chức, 250 đảng viên làm nông nghiệp, 40 đảng viên làm nghề khác"
    assert ("590", "sum", True) in relations(f"Có 590 đảng viên đang làm việc, trong đó {parts}.")
    assert ("598", "sum", False) in relations(f"Có 598 đảng viên đang làm việc, trong đó {parts}.")


def test_a_part_above_its_whole():
    assert ("400", "part_not_above_whole", False) in relations(
        "Có 320 người dự, trong đó 400 người ở xa."
    )


def test_a_slip_against_the_whole_of_the_sentence_before():
    text = (
        "Có 174,7 tỷ đồng đủ điều kiện. Đến nay, số đã thi hành xong là 80,7 tỷ đồng, đạt 46,27%."
    )
    [relation] = [c.relation for c in read_claims(text) if c.kind == "percent"]
    assert (relation.agrees, relation.note) == (
        False,
        "80,7/174,7 tỷ đồng là 46,19%, văn bản ghi 46,27%.",
    )


def test_a_run_of_figures_is_a_table():
    row = "Có 200 xã, trong đó 50 xã nghèo (20%). "
    assert ("20%", "share", False) in relations(row)
    assert relations("5 xã (6%). " * 400) == []


@pytest.mark.parametrize(
    ("text", "total"),
    [
        (
            "597 nhà hư hỏng, phải di dời (Bình An: 130 nhà; Hoà Lạc: 259 nhà; Tân Kỳ: 184 nhà)",
            "573",
        ),
        ("Có 334 nhà hư hỏng. Trong đó, Bình An 142 nhà, Hoà Lạc 150 nhà, Tân Kỳ 63 nhà.", "355"),
    ],
)
def test_parts_by_place_add_up(text, total):
    [note] = [c.relation.note for c in read_claims(text) if c.relation and not c.relation.agrees]
    assert f"= {total}, văn bản ghi" in note


def test_what_stands_above_the_exact_share_was_not_cut():
    assert ("99,99%", "share", False) in relations(
        "Trong số 789.160 cử tri, có 789.006 cử tri đi bầu, chiếm 99,99%."
    )


def test_truncation_is_a_remark_not_an_error():
    [relation] = [
        c.relation for c in read_claims("Có 2/3 xã đạt chuẩn (66,6%).") if c.kind == "percent"
    ]
    assert relation.agrees
    assert relation.note


@pytest.mark.parametrize(
    "text",
    [
        "Có 500 cán bộ, trong đó 300 nữ, 250 đảng viên.",
        "Trao 50 suất quà, trong đó 20 suất cho hộ nghèo.",
        "Có 18/20 xã đạt chuẩn, tỷ lệ hộ nghèo còn 5%.",
        "Có 500 hộ, trong đó 310 hộ nghèo, thu ngân sách đạt 85%.",
        "Xã có 500 hộ, giảm 20 hộ nghèo, tỷ lệ giảm 2%.",
        "Tỷ lệ giảm từ 12,5% xuống còn 9,3%, thu nhập tăng 15%.",
        "Xuất khẩu 17 tỷ đồng, giảm 0,7% so với tháng 6 và tính chung 7 tháng đạt 115 tỷ đồng.",
        "Có 18 trường mầm non, gồm 9 trường đạt, 9 trường chưa; 23 trường tiểu học, gồm 14 trường đạt, 9 trường chưa.",
        "Kiểm tra 20 bánh thuốc nổ\nTrong đó, có vụ như vụ bắt 48 bánh thuốc nổ.",
        "Thu 500 tỷ đồng. Trong đó, thu nội địa 460 tỷ đồng, thu từ đất 80 tỷ đồng.",
        "Có 8 xã đạt chuẩn (50%), trong đó tỷ lệ xã nâng cao 6,25% (1 xã).",
        "Cả nước cấy 3.000 nghìn ha, bằng 99% cùng kỳ, trong đó miền Bắc 1.000 nghìn ha, bằng 98,5%.",
        "Có 500 đại biểu; 60 đại biểu đương nhiên (bao gồm 5 ủy viên), 400 đại biểu do cơ sở bầu (80%).",
        "Ứng cử 160 người, tăng 8 người so với dự kiến, tăng 3,9% so với khóa trước.",
        "Có 100/120 thôn tỷ lệ cử tri đi bầu đạt 100%.",
        "Kết nạp 60 đảng viên, vượt 10% so với kế hoạch năm (gồm 20 đảng viên nông thôn).",
        "Hộ nghèo có 1.000 hộ, trong đó có 300 hộ vùng cao; hộ cận nghèo có 1.500 hộ.",
        "Có 900 đảng viên, chiếm 90% của 1.000 đảng viên, trong đó có 100 đảng viên trẻ, chiếm 10%.",
        "Gần 300 người dự, có 150 người trẻ (52%).",
        "Năm qua mở 5 lớp. Trong đó có 120 học viên (30%) ở xã.",
        "Có 250 hộ, trong đó 150 hộ có điện, thu ngân sách đạt 61%.",
        "Có 250 hộ, trong đó 150 hộ có điện, tỷ lệ hộ khá chiếm 61%.",
        "Có 50 lớp, tăng 8% so với năm trước (40 lớp).",
        "Có 50 lớp, gồm 20 lớp xã, 30 lớp huyện (trong đó 25 lớp mới, 5 lớp cũ).",
    ],
)
def test_no_false_alarm(text):
    assert [r for r in relations(text) if not r[2]] == []
