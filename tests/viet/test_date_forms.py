"""Dates and periods as commands and people's committees write them: which days each form means, what
is left alone, and where each stands.
"""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goc.viet import dates

D = date


def forms(text):
    return [(when.written(text), when.kind) for when in dates.find(text)]


@pytest.mark.parametrize(
    ("text", "written", "kind", "first", "last"),
    [
        ("ngày 5 tháng 3, năm 2012", None, "day", D(2012, 3, 5), D(2012, 3, 5)),
        ("Ngày 22 Tháng 12 Năm 1944", None, "day", D(1944, 12, 22), D(1944, 12, 22)),
        ("ngày 22.12.2012", "22.12.2012", "day", D(2012, 12, 22), D(2012, 12, 22)),
        ("15 / 4 / 2013", None, "day", D(2013, 4, 15), D(2013, 4, 15)),
        ("29/2/2012", None, "day", D(2012, 2, 29), D(2012, 2, 29)),
        ("01/01/1975.", "01/01/1975", "day", D(1975, 1, 1), D(1975, 1, 1)),
        ("hết 31-12-2025", "31-12-2025", "day", D(2025, 12, 31), D(2025, 12, 31)),
        ("12-26/4/2013", None, "span", D(2013, 4, 12), D(2013, 4, 26)),
        ("12 đến 26/4/2013", None, "span", D(2013, 4, 12), D(2013, 4, 26)),
        ("12 đến ngày 26/4/2013", None, "span", D(2013, 4, 12), D(2013, 4, 26)),
        ("14 và 15.1.2013", None, "span", D(2013, 1, 14), D(2013, 1, 15)),
        ("tháng 2/2012", None, "month", D(2012, 2, 1), D(2012, 2, 29)),
        ("tháng 02 năm 2013", None, "month", D(2013, 2, 1), D(2013, 2, 28)),
        ("tháng 12, 2012", None, "month", D(2012, 12, 1), D(2012, 12, 31)),
        ("tháng 10-2012", None, "month", D(2012, 10, 1), D(2012, 10, 31)),
        ("kỳ 4/2015", "4/2015", "month", D(2015, 4, 1), D(2015, 4, 30)),
        ("quý I/2012", None, "quarter", D(2012, 1, 1), D(2012, 3, 31)),
        ("quý 2 năm 2012", None, "quarter", D(2012, 4, 1), D(2012, 6, 30)),
        ("Quý III-2012", None, "quarter", D(2012, 7, 1), D(2012, 9, 30)),
        ("quý IV, 2012", None, "quarter", D(2012, 10, 1), D(2012, 12, 31)),
        ("quý 3/2012", None, "quarter", D(2012, 7, 1), D(2012, 9, 30)),
        ("quý 01/2013", None, "quarter", D(2013, 1, 1), D(2013, 3, 31)),
        ("năm học 2019 – 2020", None, "school_year", D(2019, 9, 1), D(2020, 8, 31)),
        ("năm học 2012/2013", None, "school_year", D(2012, 9, 1), D(2013, 8, 31)),
        ("nhiệm kỳ 2010-2015", "2010-2015", "span", D(2010, 1, 1), D(2015, 12, 31)),
        ("từ 2002 đến năm 2012", "2002 đến năm 2012", "span", D(2002, 1, 1), D(2012, 12, 31)),
        ("khóa 2012-2012", "2012-2012", "span", D(2012, 1, 1), D(2012, 12, 31)),
        ("6 tháng đầu năm 2012", None, "part_of_year", D(2012, 1, 1), D(2012, 6, 30)),
        ("09 tháng đầu của năm 2013", None, "part_of_year", D(2013, 1, 1), D(2013, 9, 30)),
        ("11 tháng đầu năm 2013", None, "part_of_year", D(2013, 1, 1), D(2013, 11, 30)),
        ("3 tháng cuối năm 2017", None, "part_of_year", D(2017, 10, 1), D(2017, 12, 31)),
        ("6 Tháng Cuối Năm 2017", None, "part_of_year", D(2017, 7, 1), D(2017, 12, 31)),
        ("năm 2012", None, "year", D(2012, 1, 1), D(2012, 12, 31)),
        ("Năm 1975", None, "year", D(1975, 1, 1), D(1975, 12, 31)),
    ],
)
def test_what_days_a_form_with_a_year_means(text, written, kind, first, last):
    [when] = dates.find(text)
    assert (when.written(text), when.kind) == (written or text, kind)
    assert (when.first_day(), when.last_day()) == (first, last)


@pytest.mark.parametrize(
    ("text", "written", "kind", "day", "month"),
    [
        ("ngày 2 tháng 9", "ngày 2 tháng 9", "day", 2, 9),
        ("trước 30.4", "30.4", "day", 30, 4),
        ("chậm nhất 15/11", "15/11", "day", 15, 11),
        ("mùng 2/9", "2/9", "day", 2, 9),
        ("thứ hai, 10/2", "10/2", "day", 10, 2),
        ("chủ nhật (10/2", "10/2", "day", 10, 2),
        ("rạng sáng 1-5", "1-5", "day", 1, 5),
        ("ngày 29/2", "29/2", "day", 29, 2),
        ("14 và 15-1", "14 và 15-1", "span", 14, 1),
        ("14, 15-1", "14, 15-1", "span", 14, 1),
        ("12-26/4", "12-26/4", "span", 12, 4),
        ("tháng 9", "tháng 9", "month", None, 9),
        ("quý IV", "quý IV", "quarter", None, 10),
        ("9 tháng qua", "9 tháng qua", "part_of_year", None, 1),
        ("6 tháng giữa năm", "6 tháng giữa năm", "part_of_year", None, 1),
    ],
)
def test_a_form_without_a_year_means_no_day_of_any_year(text, written, kind, day, month):
    [when] = dates.find(text)
    assert (when.written(text), when.kind, when.day, when.month) == (written, kind, day, month)
    assert (when.year, when.first_day(), when.last_day()) == (None, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "31/4/2012",
        "29/2/2013",
        "ngày 31/4",
        "32/1/2012",
        "15/13/2012",
        "0/5/2012",
        "1/1/1899",
        "22/12/2012/QĐ",
        "115/4/2013",
        "15/4-2013",
        "15-4/2013",
        "đến 2.5%",
        "đến 10.2 tỷ đồng",
        "từ 1.5 triệu đồng",
        "hạn 10/2",
        "kỳ 5-2013",
        "tháng 13/2015",
        "tháng 0",
        "năm 2012,5 điểm",
        "năm 2012.5",
        "năm 20125",
        "2020-2019",
        "năm học 2020-2019",
        "quý V",
        "quý IVa",
        "quý báu",
        "12 tháng đầu",
        "16 tháng đầu",
        "hai tháng đầu",
        "7,2",
        "2,5-3 lít",
        "",
    ],
)
def test_what_is_no_date(text):
    assert dates.find(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "Đợt 1 từ ngày 10/9/2012 đến ngày 22/12/2012",
            [("10/9/2012", "day"), ("22/12/2012", "day")],
        ),
        ("từ tháng 3 đến 26/4/2013", [("tháng 3", "month"), ("26/4/2013", "day")]),
        ("từ 20/3/2012 đến 26/4/2013", [("20/3/2012", "day"), ("26/4/2013", "day")]),
        ("từ 5-2013 đến 9-2013", [("5-2013", "month"), ("9-2013", "month")]),
        ("tháng 6, 7/2013", [("tháng 6", "month"), ("7/2013", "month")]),
        ("quý I và quý II năm 2013", [("quý I", "quarter"), ("quý II năm 2013", "quarter")]),
        ("đêm 30/4 rạng sáng 1/5/1975", [("30/4", "day"), ("1/5/1975", "day")]),
        ("hết năm 2012, sang quý I/2013", [("năm 2012", "year"), ("quý I/2013", "quarter")]),
        ("năm học 2012-2013 và nhiệm kỳ 2010-2015", [
            ("năm học 2012-2013", "school_year"),
            ("2010-2015", "span"),
        ]),
        ("năm 2013 rồi ngày 5 tháng 3 năm 2012", [
            ("năm 2013", "year"),
            ("ngày 5 tháng 3 năm 2012", "day"),
        ]),
        ("ngày 30 tháng 2 năm 2012", [("tháng 2 năm 2012", "month")]),
    ],
)  # fmt: skip
def test_several_stand_in_order_and_the_more_exact_form_wins(text, found):
    assert forms(text) == found


def test_years_are_those_of_a_span_of_years_and_of_nothing_else():
    def years(text):
        [when] = dates.find(text)
        return when.years

    assert years("giai đoạn 2021-2025") == (2021, 2025)
    for other in (
        "năm học 2019-2020",
        "12-26/4/2013",
        "năm 2012",
        "6 tháng đầu năm 2012",
        "12-26/4",
    ):
        assert years(other) == ()


@pytest.mark.parametrize(
    ("year", "month", "day", "last"),
    [
        (2012, 2, 30, None),
        (2012, 13, None, None),
        (2012, None, None, (2012, 0, None)),
        (2012, None, None, (2012, 13, 1)),
        (2012, None, None, (None, 5, 1)),
    ],
)
def test_an_impossible_day_is_no_day(year, month, day, last):
    when = dates.When(0, 4, "span", year, month, day, last)
    assert when.last_day() in (None, D(2012, 12, 31))
    assert (when.last_day() is None) is (last != (2012, 0, None))


def test_the_last_month_of_a_year_has_an_end():
    assert dates.When(0, 4, "month", 2012, 12).last_day() == D(2012, 12, 31)
    assert dates.When(0, 4, "month", 2012, 1).last_day() == D(2012, 1, 31)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sinh ngày 04 tháng 5 năm 1980", D(1980, 5, 4)),
        ("27/4/2007", D(2007, 4, 27)),
        ("ngày 27/4, tức 27/4/2007", D(2007, 4, 27)),
        ("tháng 4/2007, ngày 27/4/2007", D(2007, 4, 27)),
        ("27/4/2007 và 28/4/2007", None),
        ("27 và 28/4/2007", None),
        ("27/4/2007 đến 27/4/2007", None),
        ("tháng 4/2007", None),
        ("năm 2007", None),
        ("ngày 27/4", None),
        ("31/4/2007", None),
        ("không rõ", None),
    ],
)
def test_a_phrase_names_a_day_when_it_names_exactly_one(text, day):
    assert dates.parse(text) == day


@settings(max_examples=50, deadline=None)
@given(st.dates(D(1930, 1, 1), D(2090, 12, 31)), st.sampled_from("/.-"))
def test_a_day_is_the_same_in_every_spelling(day, sign):
    padded = f"{day.day:02d}{sign}{day.month:02d}{sign}{day.year}"
    bare = f"{day.day}{sign}{day.month}{sign}{day.year}"
    assert dates.parse(padded) == dates.parse(bare) == day
    assert dates.parse(f"Căn cứ biên bản ngày {bare}; về việc bàn giao.") == day


@settings(max_examples=50, deadline=None)
@given(st.integers(1930, 2090), st.integers(1, 11))
def test_the_head_and_the_tail_of_a_year_fit_together(year, months):
    [head] = dates.find(f"{months} tháng đầu năm {year}")
    [tail] = dates.find(f"{months} tháng cuối năm {year}")
    assert (head.first_day(), tail.last_day()) == (D(year, 1, 1), D(year, 12, 31))
    assert head.last_day().month == months
    assert tail.first_day() == D(year, 13 - months, 1)
