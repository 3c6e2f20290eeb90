"""Typed numbers of the officers' text: what is said of them, and the figure that takes the place of one."""

from datetime import date
from fractions import Fraction

import pytest

from goc.figures.compute import Figure, Question
from goc.figures.definitions import Indicator
from goc.figures.loading import Definitions
from goc.figures.printing import in_prose
from goc.lib.errors import RefusedError
from goc.summing_up import reading
from goc.summing_up.binding import Binder

Q = Question("u", date(2012, 12, 31), date(2002, 1, 1))
PLACED = Indicator(
    "placed",
    1,
    "Tỷ lệ học viên tốt nghiệp được bố trí",
    "ratio",
    "flow",
    "graduate",
    "intake",
    "nguồn",
    decimals=1,
    population_words=("học viên tốt nghiệp",),
)
COURSES = Indicator(
    "courses",
    1,
    "Số khóa đào tạo đã tổ chức",
    "count",
    "flow",
    "course",
    "organiser",
    "nguồn",
    unit_word="khóa",
    aliases=("tổ chức khóa đào tạo",),
)
BORDER = Indicator(
    "border",
    1,
    "Chiều dài đường biên giới",
    "sum",
    "state",
    "unit",
    "itself",
    "nguồn",
    unit_word="km",
    aliases=("đường biên giới dài",),
    hedge=True,
)
KEPT, NEW = (
    Indicator(id_, 1, label, "count", "flow", "graduate", "intake", "nguồn", unit_word="học viên")
    for id_, label in (("kept", "Số học viên giữ chức vụ"), ("new", "Số học viên bổ nhiệm chức vụ"))
)
VALUES = {
    "kept": (40, None),
    "new": (41, None),
    "placed": (309, 335),
    "courses": (3, None),
    "border": (Fraction(23140, 100), None),
}


def figure(indicator):
    above, below = VALUES[indicator.id]
    value = Fraction(100 * above, below) if below else Fraction(above)
    text = in_prose(indicator, value)
    return Figure(
        indicator, Q, "s", value, Fraction(above), Fraction(below) if below else None, text
    )


class Answers:
    def values(self, indicators, question):
        return [figure(i) for i in indicators]


def read(text, after=""):
    found = Definitions({i.id: i for i in (PLACED, COURSES, BORDER, KEPT, NEW)}, {})
    return reading.read(Binder(Answers(), found, Q), text, {}, after)


def said(text):
    return [(s.finding.claim.value, s.state) for s in read(text).checked.said]


def offered(text, after=""):
    """What the buttons send, in reading order."""
    rows = [row for p in read(text, after).paragraphs for row in p.findings]
    return [bind.sent for row in rows for _, _, bind in row["cards"] if bind]


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("Tỉnh đã tổ chức 03 khóa đào tạo.", "Tỉnh đã tổ chức {courses.number} khóa đào tạo."),
        ("Tỉnh đã tổ chức ba khóa đào tạo.", "Tỉnh đã tổ chức {courses.number} khóa đào tạo."),
        (
            "Học viên tốt nghiệp được bố trí đạt 92,2%.",
            "Học viên tốt nghiệp được bố trí đạt {placed.percent}.",
        ),
        (
            "Học viên tốt nghiệp được bố trí đạt hơn 92%.",
            "Học viên tốt nghiệp được bố trí đạt {placed.hedged}.",
        ),
        (
            "Học viên tốt nghiệp được bố trí khoảng 92%.",
            "Học viên tốt nghiệp được bố trí {placed.hedged}.",
        ),
        (
            "Hơn 92% học viên tốt nghiệp được bố trí.",
            "{placed.percent} học viên tốt nghiệp được bố trí.",
        ),
        (
            "Được bố trí 309/335 học viên tốt nghiệp.",
            "Được bố trí {placed.share} học viên tốt nghiệp.",
        ),
        ("Được bố trí 309 học viên tốt nghiệp.", "Được bố trí {placed.count} học viên tốt nghiệp."),
        ("Có đường biên giới dài hơn 231 km.", "Có đường biên giới dài {border}."),
        ("Có đường biên giới dài khoảng 230 km.", "Có đường biên giới dài {border.number} km."),
    ],
)
def test_a_number_that_equals_a_figure_is_replaced_and_nothing_else(text, bound):
    (sent,) = offered(text)
    assert reading.bind(text, sent) == (bound, 0)


def test_only_the_number_meant_is_replaced():
    text = "Có {courses} đào tạo.\nTỉnh đã tổ chức 03 khóa đào tạo.\nTrong 03 năm, tổ chức 03 khóa đào tạo."
    last = offered(text)[-1]
    after, line = reading.bind(text, last)
    assert (after, line) == (text[:-16] + "{courses.number} khóa đào tạo.", 2)


def test_a_wrong_number_is_named_and_not_offered():
    text = "Tỉnh đã tổ chức 04 khóa đào tạo."
    (one,) = read(text).checked.said
    assert one.state == "differs" and "Số khóa đào tạo đã tổ chức: 03 khóa" in one.finding.message
    assert offered(text) == []


def test_bound_numbers_are_read_with_the_rest_and_not_complained_of():
    assert said("Đã tổ chức {courses}; bố trí {placed.share}, đạt {placed.percent} ({P7}).") == []
    assert said("Bố trí {placed.share} học viên, đạt {placed.number}%.") == []
    assert said("Được bố trí 300/{placed.base} học viên tốt nghiệp.") == [("300/335", "differs")]
    (wrong,) = read("Huyện có {placed.share} đồng chí là cấp ủy viên, chiếm 75%.").checked.said
    assert "92,2" in wrong.arithmetic


def test_of_several_figures_each_is_offered_with_what_it_prints():
    text = "Có khoảng 40 học viên giữ chức vụ hoặc bổ nhiệm chức vụ."
    (row,) = read(text).paragraphs[0].findings
    assert row["said"].state == "choice"
    assert sorted(bind.printed for _, _, bind in row["cards"]) == ["40", "41"]
    sent = next(bind.sent for _, _, bind in row["cards"] if bind.printed == "41")
    assert (
        reading.bind(text, sent)[0] == "Có {new.number} học viên giữ chức vụ hoặc bổ nhiệm chức vụ."
    )


def test_what_is_read_after_the_text_is_not_bound_in_it():
    assert offered("Tốt.", "\n- Tỉnh đã tổ chức 03 khóa đào tạo.") == []
    assert len(offered("Tỉnh đã tổ chức 03 khóa đào tạo.", "\n- Tốt.")) == 1


@pytest.mark.parametrize("sent", ["", "x", "0123456789abcdef:16:18:{courses.number}"])
def test_another_text_than_was_read_is_refused(sent):
    text = "Tỉnh đã tổ chức 03 khóa đào tạo."
    with pytest.raises(RefusedError, match="đã thay đổi"):
        reading.bind(text, sent)
    with pytest.raises(RefusedError, match="đã thay đổi"):
        reading.bind("X" + text, offered(text)[0])
