"""The day of retirement: held to the tables in words of NĐ 135/2020/NĐ-CP, Phụ lục I."""

from datetime import date, timedelta

import pytest

from goc.dated.reference import catalogue_rows
from goc.people.retirement import Standing, born_by, lines_for, retires

pytestmark = pytest.mark.django_db

MEN = [
    ("1960-12", "2020-12-31"),
    ("1961-01", "2021-04-30"),
    ("1961-09", "2021-12-31"),
    ("1961-10", "2022-04-30"),
    ("1962-06", "2022-12-31"),
    ("1962-07", "2023-04-30"),
    ("1963-03", "2023-12-31"),
    ("1963-04", "2024-04-30"),
    ("1963-12", "2024-12-31"),
    ("1964-01", "2025-04-30"),
    ("1964-10", "2026-04-30"),
    ("1965-06", "2026-12-31"),
    ("1965-07", "2027-04-30"),
    ("1966-03", "2027-12-31"),
    ("1966-04", "2028-04-30"),
    ("1980-02", "2042-02-28"),
]
WOMEN = [
    ("1965-12", "2020-12-31"),
    ("1966-01", "2021-05-31"),
    ("1966-08", "2021-12-31"),
    ("1966-09", "2022-05-31"),
    ("1967-05", "2023-05-31"),
    ("1968-01", "2024-05-31"),
    ("1969-05", "2026-05-31"),
    ("1970-01", "2027-05-31"),
    ("1970-09", "2028-05-31"),
    ("1971-05", "2029-05-31"),
    ("1972-01", "2030-05-31"),
    ("1973-05", "2032-05-31"),
    ("1975-05", "2035-05-31"),
]
OF_SEX = [("male", *pair) for pair in MEN] + [("female", *pair) for pair in WOMEN]


def lines(**asked):
    return lines_for(catalogue_rows("retirement_age"), Standing(**{"sex": "male", **asked}))


@pytest.mark.parametrize(("sex", "month", "told"), OF_SEX)
@pytest.mark.parametrize("day", [1, 28])
def test_the_month_of_birth_gives_the_month_of_retirement(sex, month, told, day):
    born = date.fromisoformat(f"{month}-{day:02}")
    found = retires(lines(sex=sex), birth_date=born, birth_year=None)
    assert (found.on, found.by_year_only) == (date.fromisoformat(told), False)


def test_of_whom_only_the_year_is_known_the_first_of_january_stands():
    found = retires(lines(), birth_date=None, birth_year=1964)
    assert (found.on, found.rule, found.by_year_only) == (
        date(2025, 4, 30),
        "Nam đủ 61 tuổi 3 tháng",
        True,
    )


def test_nothing_is_told_of_who_is_not_known():
    assert retires(lines(), birth_date=None, birth_year=None) is None
    assert retires(lines(sex=""), birth_date=date(1964, 1, 1), birth_year=None) is None


@pytest.mark.parametrize(
    ("status", "rank", "born", "told"),
    [
        ("serving_officer", "major", "1974-12-05", "2022-12-31"),  # 48, law of before
        ("serving_officer", "major", "1976-11-30", "2024-11-30"),
        ("serving_officer", "major", "1976-12-01", "2028-12-31"),  # 52, from 01/12/2024
        ("serving_officer", "captain", "1980-03-01", "2030-03-31"),  # 50
        ("professional_soldier", "lieutenant_colonel", "1975-03-01", "2029-03-31"),  # 54
        ("civil_servant", "", "1965-07-01", "2027-04-30"),
    ],
)
def test_the_status_and_the_rank_decide(status, rank, born, told):
    found = retires(
        lines(status=status, rank=rank), birth_date=date.fromisoformat(born), birth_year=None
    )
    assert found.on == date.fromisoformat(told)


def test_an_officer_of_unknown_rank_has_no_day():
    assert lines(status="serving_officer") == []


@pytest.mark.parametrize(
    ("by", "sex", "born"),
    [
        ("2021-12-31", "male", "1961-09-30"),
        ("2022-01-31", "male", "1961-09-30"),  # nobody retires in the first months of a step
        ("2022-04-29", "male", "1961-09-30"),
        ("2022-04-30", "male", "1961-10-31"),
        ("2027-11-30", "male", "1966-02-28"),
        ("2027-11-30", "female", "1970-07-31"),
    ],
)
def test_who_retires_by_a_day_was_born_by_another(by, sex, born):
    assert born_by(lines(sex=sex), by=date.fromisoformat(by)) == date.fromisoformat(born)


@pytest.mark.parametrize("sex", ["male", "female"])
def test_both_ways_agree(sex):
    by = date(2019, 6, 30)
    while by < date(2037, 1, 1):
        last = born_by(lines(sex=sex), by=by)
        one = retires(lines(sex=sex), birth_date=last, birth_year=None)
        later = retires(lines(sex=sex), birth_date=last + timedelta(1), birth_year=None)
        assert one.on <= by < later.on
        by += timedelta(17)


def test_every_code_fits_its_column():
    """SQLite takes longer ones; PostgreSQL refuses to start with them."""
    assert max(len(line.code) for line in catalogue_rows("retirement_age")) <= 40
