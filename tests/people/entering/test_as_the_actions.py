"""What a list leaves when it is written in one go is what the actions leave row by row."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from goc.intake.answers import parsed
from goc.intake.outcome import BLANK
from goc.people import rules
from people.entering.lists import KNOWN_NUMBER, UNITS, corners, left_behind, one_by_one, taken
from worlds import undone, world_of_module

pytestmark = pytest.mark.django_db
made, register = world_of_module(corners)
FRESH = rules.make_code(Random(7))


def maybe(*values: Any) -> st.SearchStrategy[Any]:
    """Often nothing."""
    return st.sampled_from(["", *values])


def together(*names: str, told: list[tuple[Any, ...]]) -> st.SearchStrategy[dict[str, Any]]:
    return st.sampled_from([dict(zip(names, values, strict=True)) for values in told])


FIRST, SECOND, THIRD, FOURTH, DISTRICT = UNITS[:5]
COMMANDER, DEPUTY = "Chỉ huy trưởng", "Chỉ huy phó"
PLACES = together(
    *("unit", "post", "post_from"),
    told=[
        (FIRST, COMMANDER, "01/03/2005"),
        (FIRST, DEPUTY, "01/02/2009"),
        (FIRST, DEPUTY, "01/01/2012"),
        (SECOND, DEPUTY, "01/03/2007"),
        (SECOND, DEPUTY, "01/03/2009"),
        (SECOND, "", ""),
        (THIRD, COMMANDER, "01/01/2010"),
        (FOURTH, DEPUTY, "01/02/2009"),
        (FOURTH, DEPUTY, "01/05/2011"),
        (FOURTH, COMMANDER, ""),
        (FOURTH, "Thôn đội trưởng", "01/06/2001"),
        (FOURTH, DEPUTY, "01/01/2024"),
        (DISTRICT, "", ""),
    ],
)
PARTIES = together(
    *("party_probationary", "party_official"),
    told=[
        ("", ""),
        ("03/02/2004", "03/02/2005"),
        ("03/02/2004", ""),
        ("", "03/02/2005"),
        (2004, ""),
        ("03/02/1986", "03/02/1987"),
    ],
)
CELLS: dict[str, st.SearchStrategy[Any]] = {
    "full_name": st.sampled_from(["Nông Văn Đức", "Lý Văn Hoa", "Chu Văn Tư", "Bế Văn Năm"]),
    "birth": maybe("", "", "03/02/1970", 1970, 1972, "01/01/1965", *[1960, "01/09/1966"] * 3, 1996),
    "sex": maybe("Nam", "Nữ"),
    "citizen_number": maybe(*[""] * 24, KNOWN_NUMBER, "020070000001", "020070000001"),
    "ethnicity": maybe("Tày", "Nùng"),
    "decision": maybe("QĐ 12"),
    "general_education": maybe("12/12"),
    "political_theory": maybe("Sơ cấp", "Cao cấp"),
    "health_class": maybe(1, 2),
    "enlisted_on": maybe("01/02/1990", "01/02/2000"),
    "code": maybe(*[""] * 40, FRESH),
    "confirmed": maybe(*["đúng"] * 6),
}
ANSWERS = parsed([f"Ngày vào Đảng (dự bị):2004={BLANK}"])
ROWS = st.builds(
    lambda *parts: {key: value for part in parts for key, value in part.items()},
    st.fixed_dictionaries(CELLS),
    PLACES,
    PARTIES,
)
LISTS = st.lists(ROWS, min_size=1, max_size=6)


def numbered(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each with a note that names it, and most with a citizen number of their own."""
    return [
        {
            **row,
            "note": f"hàng {number}",
            "citizen_number": row["citizen_number"] or f"0200700001{number:02}",
        }
        for number, row in enumerate(rows)
    ]


def both(register: Any, rows: list[dict[str, Any]], as_of: date, **how: Any) -> list[Any]:
    """What is said and what is left, in one go and row by row."""
    found = []
    for begin in (lambda _: None, one_by_one):
        with undone(), pytest.MonkeyPatch.context() as patch:
            begin(patch)
            found.append((taken(register, rows, as_of, **how), *left_behind()))
    return found


def told(name: str, unit: str, post: str = "", post_from: str = "", **more: Any) -> dict[str, Any]:
    place = {"full_name": name, "unit": unit, "post": post, "post_from": post_from}
    return {"citizen_number": "", **place, **more}


PARTY = {"party_probationary": "03/02/2004", "party_official": "03/02/2005"}
FULL = [
    told("Chu Văn Một", FIRST, COMMANDER, "01/03/2005", birth=1970, health_class=1, **PARTY),
    told("Chu Văn Hai", FIRST, DEPUTY, "01/02/2009", birth="01/09/1966"),
    told("Chu Văn Ba", FOURTH, DEPUTY, "01/02/2009", political_theory="Cao cấp"),
    told("Chu Văn Tư", FOURTH, "Thôn đội trưởng", "01/05/2011"),
    told("Chu Văn Năm", FOURTH, COMMANDER, ""),
    told("Chu Văn Sáu", DISTRICT),
]
DECIDED = [told(f"Chu Văn {n}", FOURTH, DEPUTY, "01/05/2011") for n in ("Ba", "Bốn", "Tám")]
EARLIER_SEAT = [told("Chu Văn Một", SECOND, DEPUTY, "01/03/2007"), *FULL[:2]]
ENDING_UNIT = [told("Chu Văn Một", THIRD, COMMANDER, "01/01/2010"), *FULL]
RIGHT = [FULL, DECIDED, EARLIER_SEAT, ENDING_UNIT]
TWINS = [*FULL, *[told("Vi Ba", FOURTH, birth=1970, confirmed="đúng")] * 2]


@example(rows=FULL, as_of=date(2012, 12, 31))
@example(rows=DECIDED, as_of=date(2012, 12, 31))
@example(rows=EARLIER_SEAT, as_of=date(2012, 12, 31))
@example(rows=ENDING_UNIT, as_of=date(2012, 12, 31))
@example(rows=TWINS, as_of=date(2024, 6, 30))
@given(rows=LISTS, as_of=st.sampled_from([date(2012, 12, 31), date(2024, 6, 30)]))
@settings(
    deadline=None,
    max_examples=15,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_list_leaves_the_same(register, rows, as_of) -> None:
    in_one_go, row_by_row = both(register, numbered(rows), as_of, answers=ANSWERS)
    assert in_one_go == row_by_row


@pytest.mark.parametrize("rows", RIGHT, ids=["full", "decided", "seat", "ends"])
def test_these_lists_are_right(register, rows) -> None:
    """So that there is something to compare."""
    result = taken(register, numbered(rows), date(2012, 12, 31))
    assert (result.faults, result.new) == ([], len(rows))
