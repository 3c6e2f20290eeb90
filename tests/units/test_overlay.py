"""A catalogue laid over what a site has: right between its first and last day, and no further."""

from datetime import date

import pytest

from goc.units.overlay import Fact, lay_over

FIRST, LAST = date(2000, 1, 1), date(2020, 1, 1)


def fact(value: str, start: int, end: int | None) -> Fact:
    return Fact(date(start, 1, 1), date(end, 1, 1) if end else None, (value,))


@pytest.mark.parametrize(
    ("catalogue", "existing", "shall"),
    [
        ([], [fact("a", 1990, None)], [fact("a", 1990, None)]),
        (
            [fact("b", 2000, None)],
            [fact("a", 1990, None)],
            [fact("a", 1990, 2000), fact("b", 2000, None)],
        ),
        (
            [fact("b", 2000, None)],
            [fact("a", 1990, 1995)],
            [fact("a", 1990, 1995), fact("b", 2000, None)],
        ),
        ([fact("b", 2001, None)], [fact("a", 1990, 2005)], [fact("b", 2001, None)]),
        ([fact("b", 2000, None)], [fact("a", 2000, 2020)], [fact("b", 2000, None)]),
        ([fact("b", 2000, None)], [fact("a", 2000, 2021)], [fact("b", 2000, 2021)]),
        (
            [fact("b", 2000, None)],
            [fact("a", 2021, None)],
            [fact("b", 2000, 2021), fact("a", 2021, None)],
        ),
        ([fact("b", 2000, 2010)], [fact("a", 2021, None)], [fact("b", 2000, 2010)]),
    ],
)
def test_what_shall_stand(catalogue, existing, shall) -> None:
    assert lay_over(catalogue, existing, first=FIRST, last=LAST) == shall
