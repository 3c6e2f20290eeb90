"""When two dates of one number cannot both be right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goc.registry.rules import Conflict, date_conflicts, number_key

MARCH_5, MARCH_25 = date(2013, 3, 5), date(2013, 3, 25)


def test_the_real_case_is_found():
    rows = [
        ("1660/KH-BQP", "Bộ Quốc phòng", MARCH_25),
        ("1660 /kh-bqp", "BQP", MARCH_5),
        ("12/UBND-VX", "UBND", MARCH_5),
    ]

    assert list(date_conflicts(rows).values()) == [Conflict("1660/KH-BQP", (MARCH_5, MARCH_25))]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (("12/QĐ-UBND", "UBND tỉnh A", MARCH_5), ("12/QD-UBND", "UBND TỈNH A", MARCH_25), True),
        (("12/QĐ-UBND", "x", MARCH_5), ("12/QĐ-UBND", "x", date(2014, 3, 5)), False),
        (
            ("43/2009/QH12", "Quốc hội", date(2009, 11, 23)),
            ("43/2009/QH12", "QH", date(2010, 11, 23)),
            True,
        ),
        (("12", "UBND xã A", MARCH_5), ("12", "UBND xã B", MARCH_5), False),
        (("12", "UBND xã A", MARCH_5), ("12", "Ubnd Xã A", MARCH_5), True),
    ],
)
def test_same_number_same_paper(one, other, same):
    assert (number_key(*one) == number_key(*other)) is same


@given(
    st.lists(
        st.tuples(st.text(max_size=8), st.text(max_size=8), st.none() | st.dates()), max_size=8
    )
)
def test_only_several_dates_are_a_conflict_and_order_does_not_matter(rows):
    found = date_conflicts(rows)

    assert all(len(c.dates) > 1 and list(c.dates) == sorted(set(c.dates)) for c in found.values())
    assert {k: c.dates for k, c in date_conflicts(rows[::-1]).items()} == {
        k: c.dates for k, c in found.items()
    }
