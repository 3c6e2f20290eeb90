"""Person codes, ages, seats by law."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.people import rules

codes = st.integers(0, 2**64).map(lambda seed: rules.make_code(Random(seed)))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@given(codes)
def test_a_made_code_is_one(code):
    assert len(code) == 11 and rules.read_code(code) == code


@given(codes)
def test_a_code_is_read_as_people_type_it(code):
    typed = f" {code[:4]}-{code[4:8]}-{code[8:]} ".lower().replace("0", "o").replace("1", "l")
    assert rules.read_code(typed) == code


@given(codes, st.integers(0, 10), st.sampled_from(rules.SYMBOLS))
def test_one_wrong_symbol_is_found(code, place, symbol):
    wrong = code[:place] + symbol + code[place + 1 :]
    assert rules.is_code(wrong) == (wrong == code)


@given(codes, st.integers(0, 8))
def test_two_swapped_symbols_are_found(code, place):
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert rules.is_code(wrong) == (wrong == code)


def test_crockfords_own_check_symbols_are_read():
    assert rules.read_code("0000000010*") == "0000000010*"
    assert rules.read_code("0000000010U") is None


@pytest.mark.parametrize("place", range(10))
def test_a_check_symbol_in_any_other_place_makes_it_no_code(place):
    typed = ["0"] * 10
    typed[place] = "*"
    assert rules.read_code("".join([*typed, "0"])) is None


@given(birth=days, day=days)
def test_age_counts_birthdays(birth, day):
    age = rules.age_on(day, birth_date=birth, birth_year=None)
    birthdays = sum(
        (y, birth.month, birth.day) <= (day.year, day.month, day.day)
        for y in range(birth.year + 1, 2101)
    )
    assert age is not None and not age.by_year_only
    if day >= birth:
        assert age.years == birthdays


def test_age_by_year_is_marked_and_unknown_stays_unknown():
    assert rules.age_on(date(2012, 12, 31), birth_date=None, birth_year=1970) == rules.Age(
        42, by_year_only=True
    )
    assert rules.age_on(date(2012, 12, 31), birth_date=None, birth_year=None) is None


@dataclass
class Rule:
    code: str = "deputy_commander"
    attributes: dict[str, Any] = field(
        default_factory=lambda: {
            "seats": 1,
            "seats_with_traits": 2,
            "traits": ["class_1", "border"],
        }
    )
    source: str = "NĐ 72/2020/NĐ-CP"


@pytest.mark.parametrize(
    ("traits", "seats"),
    [
        ([], 1),
        ([("border", Decimal(1))], 2),
        ([("class", Decimal(1))], 2),
        ([("class", Decimal(2))], 1),
    ],
)
def test_traits_give_a_second_deputy(traits, seats):
    names = rules.trait_names(traits)
    assert rules.required_seats([Rule()], names) == {
        "deputy_commander": (seats, "NĐ 72/2020/NĐ-CP")
    }
