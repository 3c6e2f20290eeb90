"""How typed values are read, and how stored ones are shown."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.lib.errors import InputError
from goc.lists.kinds import KINDS, number_in, typed
from goc.units.asking import asking_of


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("1.234,5", "1234.5"),
        ("1234,5", "1234.5"),
        ("12.345.678", "12345678"),
        ("0,125", "0.125"),
        (" 1 234 ", "1234"),
        (12.5, "12.5"),
        (7, "7"),
    ],
)
def test_numbers_as_offices_type_them(value: Any, number: str) -> None:
    assert number_in(value) == Decimal(number)


@pytest.mark.parametrize("value", ["1.2", "12.34", "1,2,3", "abc", "-5", "1e5", ""])
def test_what_is_no_number_is_refused(value: str) -> None:
    with pytest.raises(InputError, match="không phải là số"):
        number_in(value)


@given(st.decimals(min_value=0, max_value=10**12, places=3))
def test_money_shown_is_read_back(amount: Decimal) -> None:
    shown = KINDS["money"].show(amount, "", None)  # type: ignore[arg-type]
    assert KINDS["money"].read(shown, "", None) == amount  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "value", "read"),
    [
        ("day", "5/3/2011", date(2011, 3, 5)),
        ("day", "05-03-2011", date(2011, 3, 5)),
        ("day", datetime(2011, 3, 5, 7, 30), date(2011, 3, 5)),
        ("year", 2011.0, 2011),
        ("born", "5/3/1970", 1970),
        ("born", "1970", 1970),
        ("flag", "X", True),
        ("flag", "Không", False),
        ("count", "12", 12),
        ("text", 12.0, "12"),
    ],
)
def test_what_is_typed_is_read(cast, kind: str, value: Any, read: Any) -> None:
    assert KINDS[kind].read(value, "", asking_of(cast.alice)) == read


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("day", "3/2/70", "không phải là ngày"),
        ("day", "31/02/2011", "không phải là ngày"),
        ("year", "12", "không phải là một năm"),
        ("count", "2147483648", "số quá lớn: phải dưới 2.147.483.648"),
        ("money", "9" * 500, "số quá lớn: phải dưới 1.000.000.000.000.000"),
        ("count", "1,5", "không phải là số nguyên"),
        ("money", "1,2345", "ba chữ số thập phân"),
        ("flag", "có lẽ", "Có hoặc Không"),
        ("unit", "Tỉnh B", "Không có đơn vị"),
    ],
)
def test_what_cannot_be_is_told(cast, kind: str, value: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        KINDS[kind].read(value, "", asking_of(cast.alice))


def test_a_code_is_offered_its_catalogue(cast) -> None:
    with pytest.raises(InputError, match="Trung ương, Tỉnh, Huyện, Xã, Khác"):
        KINDS["code"].read("Mỹ", "funding_source", asking_of(cast.alice))


def test_a_cell_of_a_workbook_as_people_see_it() -> None:
    assert [typed(v) for v in (None, 3.0, 2.5, date(1899, 1, 2), " a  b ")] == [
        "", "3", "2,5", "02/01/1899", "a b"
    ]  # fmt: skip
