"""Figures of a text held against a small record of militia: which indicator each is tied to, what is
said of it, and what stays open.
"""

from fractions import Fraction

import pytest

from goc.claims import Indicator, read_claims, tie

NOT_HELD = "Ngày tháng, kỳ hạn và số ước chừng không đối chiếu với cơ sở dữ liệu."


def count(name, label, unit, value, kind="count", aliases=()):
    return Indicator(name, label, aliases, (), unit, kind, value, None, None, "")


def share(name, label, top, bottom, population=(), text=""):
    return Indicator(name, label, (), population, "%", "percent", None, top, bottom, text)


MOBILE = count("mobile", "Số dân quân cơ động", "đồng chí", 412)
STANDING = count("standing", "Số dân quân thường trực", "đồng chí", 96)
PARTY = share(
    "party",
    "Tỷ lệ dân quân cơ động là đảng viên",
    88,
    412,
    population=("chiến sĩ",),
    text="21,4%",
)
CLASSES = count("classes", "Số lớp tập huấn đã mở", "lớp", 17, aliases=("mở lớp tập huấn",))
MONEY = count("money", "Kinh phí tập huấn", "đồng", 1_250_000_000, "money")
PATROL = count("patrol", "Chiều dài đường tuần tra", "km", Fraction(2314, 10), "measure")
SHELTERS = count("shelters", "Số hầm trú ẩn đã xây", "hầm", None)
BORDER = count("border", "Số xã, thị trấn biên giới", "xã, thị trấn", 21)
RECORD = [MOBILE, STANDING, PARTY, CLASSES, MONEY, PATROL, SHELTERS, BORDER]


def tied(text, record=RECORD):
    return tie(read_claims(text), record)


def found(text, record=RECORD):
    return [(f.finding, f.figure and f.figure.id) for f in tied(text, record)]


def message(text, record=RECORD):
    [finding] = tied(text, record)
    return finding.message


@pytest.mark.parametrize(
    ("text", "finding", "figure"),
    [
        ("Toàn tỉnh có 412 đồng chí dân quân cơ động.", "agrees", "mobile"),
        ("Toàn tỉnh có 421 đồng chí dân quân cơ động.", "differs", "mobile"),
        ("Toàn tỉnh có hơn 410 đồng chí dân quân cơ động.", "agrees", "mobile"),
        ("Toàn tỉnh có gần 410 đồng chí dân quân cơ động.", "differs", "mobile"),
        ("Toàn tỉnh có bốn trăm mười hai đồng chí dân quân cơ động.", "agrees", "mobile"),
        ("Dân quân thường trực có 96 đồng chí.", "agrees", "standing"),
        ("Dân quân thường trực có 412 đồng chí.", "differs", "standing"),
        ("Đã mở 17 lớp tập huấn.", "agrees", "classes"),
        ("Đã mở từ 15 đến 20 lớp tập huấn.", "agrees", "classes"),
        ("Đã mở từ 15 đến 17 lớp tập huấn.", "agrees", "classes"),
        ("Đã mở từ 17 đến 20 lớp tập huấn.", "agrees", "classes"),
        ("Đã mở từ 18 đến 20 lớp tập huấn.", "differs", "classes"),
        ("Đã mở từ 12 đến 16 lớp tập huấn.", "differs", "classes"),
        ("Đường tuần tra dài hơn 231 km.", "agrees", "patrol"),
        ("Đường tuần tra dài 231,4 km.", "agrees", "patrol"),
        ("Đường tuần tra dài 231,9 km.", "differs", "patrol"),
        ("Kinh phí tập huấn là 1 tỷ 250 triệu đồng.", "agrees", "money"),
        ("Kinh phí tập huấn là 1 tỷ 350 triệu đồng.", "differs", "money"),
        ("Kinh phí tập huấn là 1.250 triệu đồng.", "agrees", "money"),
        ("Kinh phí tập huấn là 1,25 tỷ đồng.", "agrees", "money"),
        ("Kinh phí tập huấn là 1,3 tỷ đồng.", "agrees", "money"),
        ("Kinh phí tập huấn là hơn 1,2 tỷ đồng.", "agrees", "money"),
        ("Kinh phí tập huấn là gần 1,2 tỷ đồng.", "differs", "money"),
        ("Kinh phí tập huấn là 1,31 tỷ đồng.", "differs", "money"),
        ("Kinh phí tập huấn là 1.250 đồng.", "differs", "money"),
        ("Kinh phí tập huấn là 1.250 nghìn đồng.", "differs", "money"),
        ("Có 21 xã, thị trấn biên giới.", "agrees", "border"),
        ("Có 22 xã, thị trấn biên giới.", "differs", "border"),
        ("Lực lượng dân quân cơ động là đảng viên chiếm 21,4%.", "agrees", "party"),
        ("Lực lượng dân quân cơ động là đảng viên chiếm hơn 21%.", "agrees", "party"),
        ("Lực lượng dân quân cơ động là đảng viên chiếm gần 21%.", "differs", "party"),
        ("Lực lượng dân quân cơ động là đảng viên chiếm 24,1%.", "differs", "party"),
        ("Số dân quân cơ động là đảng viên đạt 88/412.", "agrees", "party"),
        ("Số dân quân cơ động là đảng viên đạt 88/420.", "differs", "party"),
        ("Số dân quân cơ động là đảng viên đạt 80/412.", "differs", "party"),
        ("Có 88 đồng chí dân quân cơ động là đảng viên.", "agrees", "party"),
    ],
)
def test_a_figure_whose_words_are_those_of_an_indicator_is_held_against_it(text, finding, figure):
    assert found(text) == [(finding, figure)]


@pytest.mark.parametrize(
    "text",
    [
        "Đoàn trồng 4.500 cây xanh.",
        "Có 412 hộ.",
        "Đã mở 17 xã tập huấn.",
        "Dân quân cơ động có 412 xã.",
        "Đã xây 12 hầm trú ẩn.",
        "Có 12 phường biên giới.",
        "Có 20 xã biên giới.",
        "Đường tuần tra dài 17%.",
        "Kinh phí tập huấn là 1.250 triệu USD.",
        "Kinh phí tập huấn là 17 triệu đồng/lớp.",
        "Tỷ lệ mở lớp tập huấn đạt 17%.",
    ],
)
def test_what_the_record_does_not_hold_stays_untied(text):
    assert found(text) == [("untied", None)]


@pytest.mark.parametrize("text", ["Học 4 tháng.", "Ngày 22/12/2012.", "Mở hàng chục lớp tập huấn."])
def test_days_lengths_and_vague_numbers_are_outside_the_record(text):
    assert message(text) == NOT_HELD
    assert found(text) == [("untied", None)]


def test_two_figures_that_were_exchanged_both_differ():
    text = "Lực lượng dân quân cơ động có 96 đồng chí, dân quân thường trực có 412 đồng chí."
    assert found(text) == [("differs", "mobile"), ("differs", "standing")]
    right = text.replace("96", "0").replace("412", "96").replace(" 0 ", " 412 ")
    assert found(right) == [("agrees", "mobile"), ("agrees", "standing")]


def test_what_is_said_of_a_figure_that_agrees():
    assert message("Đã mở 17 lớp tập huấn.") == (
        "“17 lớp tập huấn” khớp với Số lớp tập huấn đã mở: 17."
    )
    assert message("Đường tuần tra dài hơn 231 km.") == (
        "“hơn 231 km” khớp với Chiều dài đường tuần tra: 231,4."
    )
    assert message("Số dân quân cơ động là đảng viên đạt 88/412.") == (
        "“đạt 88/412” khớp với Tỷ lệ dân quân cơ động là đảng viên: 21,4% (88/412)."
    )
    assert message("Kinh phí tập huấn là 1 tỷ 250 triệu đồng.") == (
        "“1 tỷ 250 triệu đồng” khớp với Kinh phí tập huấn: 1.250.000.000."
    )


def test_what_is_said_of_a_figure_that_differs():
    assert message("Toàn tỉnh có 421 đồng chí dân quân cơ động.") == (
        "Văn bản ghi “421 đồng chí”, cơ sở dữ liệu có Số dân quân cơ động: 412."
    )
    assert message("Dân quân cơ động là đảng viên chiếm 24,1%.") == (
        "Văn bản ghi “chiếm 24,1%”, cơ sở dữ liệu có Tỷ lệ dân quân cơ động là đảng viên: "
        "21,4% (88/412)."
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Đã mở từ 18 lớp tập huấn trở lên.", "từ 18 lớp tập huấn trở lên"),
        ("Đã mở 18 lớp tập huấn trở lên.", "18 lớp tập huấn trở lên"),
        ("Đã mở không quá 12 lớp tập huấn.", "không quá 12 lớp tập huấn"),
    ],
)
def test_both_halves_of_a_hedge_are_said_where_they_stood(text, said):
    assert message(text) == (f"Văn bản ghi “{said}”, cơ sở dữ liệu có Số lớp tập huấn đã mở: 17.")


def test_what_is_said_of_a_figure_that_is_tied_to_nothing():
    assert message("Đoàn trồng 4.500 cây xanh.") == (
        "Chưa gắn được “4.500 cây xanh” với chỉ tiêu nào."
    )


def test_a_share_without_a_printed_text_is_shown_to_two_decimals():
    bare = share("party", PARTY.label, 88, 412)
    assert message("Dân quân cơ động là đảng viên chiếm 24,1%.", [bare]) == (
        "Văn bản ghi “chiếm 24,1%”, cơ sở dữ liệu có Tỷ lệ dân quân cơ động là đảng viên: "
        "21,36 (88/412)."
    )


def test_a_share_of_nobody_is_no_value():
    nobody = share("party", PARTY.label, 0, 0)
    assert found("Dân quân cơ động là đảng viên chiếm 24,1%.", [nobody]) == [("untied", None)]


def test_when_only_the_kind_of_militia_is_open_the_reader_chooses():
    [finding] = tied("Dân quân có 300 đồng chí.")
    assert (finding.finding, finding.figure) == ("choice", None)
    assert [one.id for one in finding.choices] == ["mobile", "standing"]
    assert finding.message == (
        "“300 đồng chí” có thể là: Số dân quân cơ động (412); Số dân quân thường trực (96). "
        "Hãy chọn."
    )


def test_of_two_that_may_be_meant_the_one_whose_figure_it_is_is_meant():
    assert found("Dân quân có 412 đồng chí.") == [("agrees", "mobile")]
    assert found("Dân quân có 96 đồng chí.") == [("agrees", "standing")]


def test_when_only_the_value_speaks_for_an_indicator_the_reader_is_asked():
    [finding] = tied("Có 21 xã biên giới.")
    assert (finding.finding, finding.choices) == ("choice", (BORDER,))
    assert finding.message == "“21 xã” có thể là: Số xã, thị trấn biên giới (21). Hãy chọn."


def districts(*values):
    return [
        count(f"d{number}", f"Số dân quân cơ động loại {word}", "đồng chí", value)
        for number, (word, value) in enumerate(zip("hai ba bốn sáu bảy tám".split(), values))
    ]


def test_at_most_five_are_shown_of_many_that_are_possible():
    record = districts(11, 12, 13, 14, 15, 16)
    [finding] = tied("Dân quân cơ động có 12 đồng chí.", record[:1] * 1 + record[2:] + record[:1])
    assert len(finding.choices) == 5
    assert finding.message.count(";") == 4


def test_a_figure_that_is_none_of_those_it_may_be_differs_from_all():
    same_words = [
        count("one", "Số dân quân cơ động cấp xã", "đồng chí", 412),
        count("two", "Số dân quân cơ động cấp xã", "đồng chí", 380),
    ]
    [finding] = tied("Dân quân cơ động cấp xã có 500 đồng chí.", same_words)
    assert (finding.finding, finding.figure, finding.choices) == (
        "differs",
        same_words[0],
        tuple(same_words),
    )
    assert finding.message == (
        "Văn bản ghi “500 đồng chí”, không khớp với chỉ tiêu nào có thể được nói đến: "
        "Số dân quân cơ động cấp xã (412); Số dân quân cơ động cấp xã (380)."
    )


def test_two_indicators_of_one_value_leave_no_doubt_about_it():
    twins = [
        count("one", "Số dân quân cơ động cấp xã", "đồng chí", 412),
        count("two", "Số dân quân cơ động cấp xã", "đồng chí", 412),
    ]
    assert found("Dân quân cơ động cấp xã có 412 đồng chí.", twins) == [("agrees", "one")]


@pytest.mark.parametrize(
    ("label", "said"),
    [
        ("Số chỉ huy phó đã đào tạo", "Số CHP đã đào tạo là 40 đồng chí."),
        ("Số chỉ huy phó đã đào tạo", "Số phó chỉ huy trưởng đã đào tạo là 40 đồng chí."),
        ("Số chỉ huy trưởng đã đào tạo", "Số CHT đã đào tạo là 40 đồng chí."),
        ("Số thành viên ủy ban nhân dân xã", "Số thành viên UBND xã là 40 đồng chí."),
        ("Số thành viên ủy ban nhân dân xã", "Số thành viên Uỷ ban nhân dân xã là 40 đồng chí."),
        ("Số tham gia cấp ủy xã", "Số tham gia cấp uỷ xã là 40 đồng chí."),
        ("Số tốt nghiệp THPT loại giỏi", "Số tốt nghiệp trung học phổ thông loại giỏi là 40 đồng chí."),
        ("Số tốt nghiệp THPT loại giỏi", "Số tốt nghiệp phổ thông trung học loại giỏi là 40 đồng chí."),
        ("Số tốt nghiệp THPT loại giỏi", "Số tốt nghiệp PTTH loại giỏi là 40 đồng chí."),
        ("Số học quản lý nhà nước khóa ngắn", "Số học QLNN khóa ngắn là 40 đồng chí."),
        ("Số dân quân vùng hoà bình", "Số dân quân vùng Hòa Bình là 40 đồng chí."),
    ],
)  # fmt: skip
def test_an_abbreviation_is_heard_as_what_it_is_short_for(label, said):
    other = count("other", "Số công dân nhập ngũ", "đồng chí", 77)
    assert found(said, [other, count("meant", label, "đồng chí", 41)]) == [("differs", "meant")]


@pytest.mark.parametrize(
    ("said", "unit", "finding"),
    [
        ("40 đồng chí", "đồng chí", "agrees"),
        ("40 đồng chí", "học viên", "agrees"),
        ("40 học viên", "người", "agrees"),
        ("40 đồng chí", "xã", "untied"),
        ("40 xã", "đồng chí", "untied"),
        ("40 vụ", "vụ việc", "agrees"),
        ("40 vụ việc", "vụ", "agrees"),
        ("40", "đồng chí", "agrees"),
    ],
)
def test_units_must_name_one_sort_of_thing(said, unit, finding):
    record = [count("meant", "Số đã đào tạo qua trường quân sự", unit, 40)]
    assert found(f"Số đã đào tạo qua trường quân sự là {said}.", record)[0][0] == finding


def test_the_population_of_an_indicator_decides_between_two_of_one_name():
    record = [
        share("girls", "Tỷ lệ là đảng viên", 10, 50, population=("học viên nữ",)),
        share("boys", "Tỷ lệ là đảng viên", 30, 60, population=("chiến sĩ dự bị",)),
    ]
    assert found("Trong số chiến sĩ dự bị, là đảng viên chiếm 40%.", record) == [
        ("differs", "boys")
    ]
    assert found("Trong số học viên nữ, là đảng viên chiếm 40%.", record) == [("differs", "girls")]


def test_findings_come_in_the_order_of_the_claims_and_one_for_each():
    text = "Đã mở 17 lớp tập huấn trong 4 tháng. Đoàn trồng 4.500 cây xanh. Có 22 xã, thị trấn biên giới."
    claims = read_claims(text)
    findings = tie(claims, RECORD)
    assert [f.claim for f in findings] == claims
    assert [f.finding for f in findings] == ["agrees", "untied", "untied", "differs"]
    assert tie([], RECORD) == []
    assert {f.finding for f in tie(claims, [])} == {"untied"}


@pytest.mark.parametrize(
    ("between", "figures"),
    [
        (" (", ["party", "party"]),
        (", ", ["party", None]),
    ],
)
def test_a_share_speaks_of_the_ratio_before_it_only_when_it_stands_in_its_bracket(between, figures):
    shut = ")" if "(" in between else ""
    text = f"Dân quân cơ động là đảng viên là 88/412 đồng chí{between}21,4%{shut}."
    assert [figure for _, figure in found(text, [PARTY])][:1] == figures[:1]
    assert found(text, [PARTY])[1][0] == "agrees"


def test_a_share_behind_a_ratio_that_is_tied_to_nothing_stays_untied():
    assert found("Diện tích cấy đạt 88/412 ha (21,4%).") == [("untied", None), ("untied", None)]


def test_a_figure_the_record_bears_out_is_not_blamed_for_what_it_is_computed_from():
    text = "Trong tổng số 412 đồng chí dân quân cơ động, có {} đồng chí là đảng viên, chiếm 21,4%."
    whole, part, share_ = tied(text.format(80))
    assert (share_.finding, share_.claim.relation) == ("agrees", None)
    whole, part, share_ = tied(text.format(88))
    assert (whole.finding, part.finding, share_.finding) == ("agrees", "agrees", "agrees")
    assert share_.claim.relation.agrees


def test_words_of_the_sentence_before_are_not_heard():
    text = "Dân quân cơ động có 412 đồng chí. Đoàn đã trồng cây, có 96 đồng chí."
    assert found(text)[0] == ("agrees", "mobile")
    assert found(text)[1][0] != "differs"
    near = "Mở 3 lớp. Trong tỉnh, dân quân thường trực có 96 đồng chí."
    assert found(near)[1] == ("agrees", "standing")
