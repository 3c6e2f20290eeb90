"""Each kind of cell at its edges: what is read, what is refused in which words, what is shown."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from goc.accounts.models import User
from goc.lib.errors import InputError
from goc.lists.kinds import KINDS, number_in, typed
from goc.lists.shapes import Cell
from goc.units.access import NOTHING
from goc.units.asking import Asking, asking_of
from goc.units.models import UnitVersion

TODAY = date(2026, 11, 20)
SOMEBODY = Asking(User(login="alice"), NOTHING, TODAY, TODAY)


def read(kind: str, value: Any) -> Any:
    return KINDS[kind].read(value, "", SOMEBODY)


def shown(kind: str, value: Any) -> str:
    return KINDS[kind].show(value, "", SOMEBODY)


def refusal(kind: str, value: Any) -> str:
    with pytest.raises(InputError) as refused:
        read(kind, value)
    return str(refused.value)


# --- a cell as people see it


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("", ""),
        (0, "0"),
        (0.0, "0"),
        (1970.0, "1970"),
        (-2.0, "-2"),
        (2.5, "2,5"),
        (0.1, "0,1"),
        (date(2011, 3, 5), "05/03/2011"),
        (datetime(2011, 3, 5, 7, 30), "05/03/2011"),
        (date(987, 3, 5), "05/03/987"),
        ("  Nông  Văn\tĐức ", "Nông Văn Đức"),
        ("Ðức", "Đức"),
        (True, "True"),
    ],
)
def test_a_cell_as_people_see_it(value, text):
    assert typed(value) == text


# --- numbers


@pytest.mark.parametrize(
    ("value", "number"),
    [
        ("0", "0"),
        ("007", "7"),
        ("999", "999"),
        ("1000", "1000"),
        ("1.000", "1000"),
        ("1.000.000,25", "1000000.25"),
        ("1 000,5", "1000.5"),
        (Decimal("1.5"), "1.5"),
        (0.1, "0.1"),
        (-3, "-3"),
    ],
)
def test_a_number_as_it_is_typed_or_held(value, number):
    assert number_in(value) == Decimal(number)


@pytest.mark.parametrize(
    "value",
    ["1.00", "1.0000", "10.00.000", ".5", "5,", ",5", "1,000.5", "+5", "--", "1.234.5", True, None],
)
def test_what_is_no_number(value):
    with pytest.raises(InputError) as refused:
        number_in(value)
    assert str(refused.value) == f"«{typed(value)}» không phải là số (ví dụ 1.234,5)"


def test_every_part_of_a_number_has_three_digits():
    for whole in ("12", "123", "1.234", "12.345", "123.456", "1.234.567"):
        assert number_in(whole) == int(whole.replace(".", ""))
        for wrong in (f"{whole}.12", f"{whole}.1234", f"1234.{whole}"):
            with pytest.raises(InputError):
                number_in(wrong)


@given(st.integers(0, 2**31 - 1))
@settings(max_examples=50)
def test_a_count_that_is_shown_is_read_back(number):
    assert read("count", shown("count", number)) == number


@pytest.mark.parametrize("value", ["-1", -1, "1,5", 1.5, Decimal("0.5")])
def test_a_count_is_whole_and_not_below_nought(value):
    said = refusal("count", value)
    assert said in (
        f"«{typed(value)}» không phải là số nguyên không âm",
        f"«{typed(value)}» không phải là số (ví dụ 1.234,5)",
    )
    assert refusal("count", -1) == "«-1» không phải là số nguyên không âm"
    assert (read("count", "0"), read("count", 0), read("count", "2,0")) == (0, 0, 2)


@pytest.mark.parametrize(
    ("value", "year"),
    [("1900", 1900), ("2046", 2046), (2026.0, 2026), (" 2011 ", 2011), ("1.975", 1975)],
)
def test_a_year(value, year):
    assert read("year", value) == year


@pytest.mark.parametrize("value", ["1899", "2047", "12", 0, "20011"])
def test_what_is_no_year_of_the_register(value):
    assert refusal("year", value) == f"«{typed(value)}» không phải là một năm"


def test_a_year_lies_at_most_twenty_years_ahead_of_today():
    """Of today, not of the day that is asked about."""
    then = Asking(SOMEBODY.user, NOTHING, date(1980, 1, 1), date(2030, 1, 1))
    assert KINDS["year"].read("2050", "", then) == 2050
    with pytest.raises(InputError):
        KINDS["year"].read("2051", "", then)


@pytest.mark.parametrize(
    ("value", "year"),
    [
        ("1970", 1970),
        (1970, 1970),
        ("03/02/1970", 1970),
        (date(1970, 2, 3), 1970),
        ("3-2-1970", 1970),
    ],
)
def test_a_birth_is_looked_for_by_its_year(value, year):
    assert read("born", value) == year


def test_a_birth_that_is_neither_day_nor_year():
    assert refusal("born", "70") == "«70» không phải là một năm"
    assert refusal("born", "3/2/70") == "«3/2/70» không phải là ngày dd/mm/yyyy"


# --- money


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("0", "0"),
        ("1000", "1.000"),
        ("1200000", "1.200.000"),
        ("0.5", "0,5"),
        ("12.50", "12,5"),
        ("1234.125", "1.234,125"),
        ("1E+3", "1.000"),
    ],
)
def test_money_is_shown_with_the_decimals_it_has(value, text):
    assert shown("money", Decimal(value)) == text


@pytest.mark.parametrize("value", [-1, Decimal("-0.001"), "0,0001", Decimal("1.23456")])
def test_money_that_cannot_be(value):
    assert refusal("money", value) == (
        f"«{typed(value)}»: số tiền không âm, nhiều nhất ba chữ số thập phân"
    )


@pytest.mark.parametrize("value", ["0", "0,001", "1,230", 0])
def test_money_that_can_be(value):
    assert read("money", value) == number_in(value)


# --- days, moments, flags


@pytest.mark.parametrize(
    "value", ["05/03/2011", "5.3.2011", "5-3-2011", "05/3/2011", date(2011, 3, 5)]
)
def test_a_day_in_every_spelling(value):
    assert read("day", value) == date(2011, 3, 5)
    assert read("moment", value) == date(2011, 3, 5)


@pytest.mark.parametrize("value", ["2011-03-05", "5/13/2011", "29/02/2011", "5/3", "hôm nay", ""])
def test_what_is_no_day(value):
    assert refusal("day", value) == f"«{value}» không phải là ngày dd/mm/yyyy"


def test_a_day_that_is_shown_is_read_back():
    for day in (date(1900, 1, 1), date(2012, 2, 29), date(2026, 12, 31)):
        assert read("day", shown("day", day)) == day


def test_a_moment_is_shown_as_the_clock_here_says():
    """Viet Nam is seven hours ahead: late in the evening it is the next day."""
    assert shown("moment", datetime(2026, 11, 19, 18, 5, tzinfo=UTC)) == "01:05 20/11/2026"


@pytest.mark.parametrize(
    ("value", "flag"),
    [
        *((yes, True) for yes in ("có", "Có", "CÓ", "x", "X", "1", 1, 1.0)),
        *((no, False) for no in ("không", "KHÔNG", "0", 0, 0.0)),
    ],
)
def test_yes_and_no_as_people_write_them(value, flag):
    assert read("flag", value) is flag


@pytest.mark.parametrize("value", ["co", "yes", "2", "", "v"])
def test_neither_yes_nor_no(value):
    assert refusal("flag", value) == f"«{value}»: chỉ ghi Có hoặc Không"


def test_a_flag_in_words():
    assert (shown("flag", True), shown("flag", False)) == ("Có", "Không")


# --- codes and units


def test_a_code_in_the_words_of_the_day_and_an_unknown_one_as_it_is(cast):
    asking = asking_of(cast.alice, day=date(2012, 12, 31))
    later = asking_of(cast.alice, day=date(2021, 1, 1))
    names = [KINDS["code"].show("deputy_commander", "post", who) for who in (asking, later)]
    assert names == ["Chỉ huy phó", "Phó Chỉ huy trưởng"]
    assert KINDS["code"].show("general", "post", asking) == "general"


def test_a_code_is_read_in_any_of_its_words(cast):
    asking = asking_of(cast.alice)
    for said in ("commander", "Chỉ huy trưởng", "chi huy truong", "CHT"):
        assert KINDS["code"].read(said, "post", asking) == "commander"


def test_a_unit_is_read_where_one_may_enter(cast):
    both = factories.user("both", "reader", cast.province)
    factories.UnitRight.objects.create(
        user=both, unit=cast.communes[0], role="editor", valid_from=factories.START
    )
    asking = asking_of(both)
    assert KINDS["unit"].read("Xã Một Một", "", asking) == cast.communes[0]
    with pytest.raises(InputError) as refused:
        KINDS["unit"].read("Huyện Một", "", asking)
    assert str(refused.value) == "Bạn không được nhập cho đơn vị này"
    assert KINDS["unit"].show(cast.district, "", asking) == "Huyện Một"


# --- the choices of a cell


STATES = Cell(
    "state",
    "Tình trạng",
    "choice",
    lambda row: row,
    choices=(("running", "Đang học"), ("done", "Tốt nghiệp")),
)


@pytest.mark.parametrize("said", ["running", "Đang học", "đang  HỌC", "dang hoc", "RUNNING"])
def test_a_choice_is_read_by_its_code_or_its_label(said):
    assert STATES.read(said, SOMEBODY) == "running"


def test_a_choice_that_is_none_is_offered_all():
    with pytest.raises(InputError) as refused:
        STATES.read("bỏ học", SOMEBODY)
    assert str(refused.value) == "«bỏ học»: hãy ghi một trong: Đang học, Tốt nghiệp"


@pytest.mark.parametrize(
    ("value", "text"),
    [("done", "Tốt nghiệp"), ("of another time", "of another time"), ("", ""), (None, "")],
)
def test_a_choice_is_shown_by_its_label(value, text):
    assert STATES.text(value, SOMEBODY) == text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [("count", 0, "0"), ("flag", False, "Không"), ("money", Decimal(0), "0")],
)
def test_nought_is_known(kind, value, text):
    assert Cell("x", "X", kind, lambda row: row).text(value, SOMEBODY) == text


def test_a_unit_is_named_as_on_the_day_of_its_fact(cast):
    commune = cast.communes[0]
    UnitVersion.objects.filter(unit=commune).update(valid_to=date(2010, 1, 1))
    UnitVersion.objects.create(
        unit=commune,
        name="Thị trấn Một",
        folded="thi tran mot",
        kind="township",
        valid_from=date(2010, 1, 1),
    )
    asking = asking_of(cast.alice)
    now = Cell("unit", "Đơn vị", "unit", lambda _row: commune)
    then = Cell("unit", "Đơn vị", "unit", lambda _row: commune, on=lambda _row: date(2009, 12, 31))
    assert (now.text(None, asking), then.text(None, asking)) == ("Thị trấn Một", "Xã Một Một")
