"""A day or a birth as old lists have it: taken, said, asked with offers, refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from goc.intake.days import Asked, judged_birth, read_day
from goc.intake.outcome import BLANK, answered

LATEST = date(2012, 12, 31)
DAY, BIRTH = Asked(LATEST), Asked(LATEST, only_year=True)
FEB_3 = date(1970, 2, 3)


def born(value: Any) -> tuple[str, Any, list[str]]:
    read = judged_birth(read_day(value, BIRTH), LATEST)
    return read.kind, read.value, [offer.text for offer in read.offers]


@pytest.mark.parametrize(
    "value",
    [
        FEB_3,
        datetime(1970, 2, 3, 23, 59),
        "3/2/1970",
        "03.02.1970",
        "3 - 2 - 1970",
        "1970-02-03",
        "'03/02/1970",
        "03/02/1970.",
        "3/2/1970 00:00:00",
        "ngày 03 tháng 02 năm 1970",
    ],
)
def test_a_day_is_taken(value):
    assert born(value) == ("taken", FEB_3, [])
    assert read_day(value, DAY).value == FEB_3


@pytest.mark.parametrize(
    ("value", "year"),
    [("02/1970", 1970), ("khoảng 1970", 1970), ("1970?", 1970), ("sinh năm 1970", 1970)],
)
def test_a_year_is_taken_and_the_rest_is_a_remark(value, year):
    read = read_day(value, BIRTH)
    assert (read.kind, read.value) == ("said", year)
    assert value.strip() in read.remark


@pytest.mark.parametrize(
    ("value", "offers"),
    [
        ("70", ["1970"]),
        ("05", []),
        ("1.970", ["1970"]),
        ("00/00/1970", ["1970"]),
        ("/1970", ["1970"]),
        (25602.0, ["03/02/1970"]),
        ("12/25/1970", ["25/12/1970"]),
        ("03/O2/19 70", ["03/02/1970"]),
        ("1/1/1850", ["01/01/1950"]),
        ("1900", ["1900"]),
    ],
)
def test_a_doubt_comes_with_its_offers(value, offers):
    kind, known, offered = born(value)
    assert (kind, known, offered) == ("asked" if offers else "refused", None, offers)


@pytest.mark.parametrize(
    "value",
    [
        True,
        "31/04/1980",
        "29/02/1970",
        "2/2/2/1970",
        "xưa",
        60.0,
        -1.0,
        "1899",
        "2013",
        "1/1/0970",
        "١٩٧٠",
        date(2013, 1, 1),
    ],
)
def test_what_is_no_birth_is_refused(value):
    assert born(value) == ("refused", None, [])


@pytest.mark.parametrize(
    ("value", "kind", "offers"),
    [
        ("7/2010", "asked", ["01/07/2010"]),
        ("2010", "asked", ["01/01/2010"]),
        ("khoảng 2010", "asked", ["01/01/2010"]),
        ("3/2/95", "said", []),
        ("1/9/05", "asked", ["01/09/1905", "01/09/2005"]),
        ("95", "refused", []),
    ],
)
def test_any_other_day_wants_all_of_it(value, kind, offers):
    read = read_day(value, DAY)
    assert (read.kind, [offer.text for offer in read.offers]) == (kind, offers)


def test_days_of_excel_count_from_the_year_of_the_workbook():
    (offer,) = read_day(24140.0, Asked(LATEST, True, days_from_1904=True)).offers
    assert offer.value == FEB_3


def test_an_answer_is_an_offer_a_cell_of_its_own_or_nothing():
    read = read_day("7/2010", DAY)
    assert answered(read, "01/07/2010", read_day("01/07/2010", DAY)).value == date(2010, 7, 1)
    assert answered(read, "15/7/2010", read_day("15/7/2010", DAY)).value == date(2010, 7, 15)
    empty = answered(read, BLANK, read_day(BLANK, DAY))
    assert (empty.kind, empty.value) == ("said", None)
    still = answered(read, "xưa", read_day("xưa", DAY))
    assert (still.kind, still.value) == ("asked", None)
