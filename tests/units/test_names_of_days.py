"""Names told apart on any day, names read in a scope, and who asks: the edges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import factories
from goc.lib.errors import InputError
from goc.units import naming
from goc.units.access import NOTHING, Scope, scope_of
from goc.units.actions import add_alias, close_unit, rename_unit, transfer_unit
from goc.units.asking import Asking, asking_of
from goc.units.by_name import UnitNames
from goc.units.models import Unit
from goc.units.naming import NameBook, Span, names_apart, printed_name
from goc.units.roles import ROLES

pytestmark = pytest.mark.django_db
OLD, EVE, DAY, TODAY = date(2012, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2026, 11, 20)


# --- spans


@pytest.mark.parametrize(
    ("day", "inside"), [(EVE, False), (DAY, True), (TODAY, False), ("2020-01-01", False)]
)
def test_a_span_holds_its_first_day_and_not_its_last(day, inside):
    assert (day in Span(DAY, TODAY, "x")) is inside


def test_the_nearest_span_of_a_day():
    first, second = Span(OLD, EVE, "a"), Span(DAY, None, "b")
    days = (date(2000, 1, 1), OLD, EVE, DAY, TODAY)
    assert [naming._nearest([first, second], day).value for day in days] == [*"aaabb"]
    assert naming._nearest([], DAY) is None


# --- namesakes


@pytest.fixture
def twins(cast) -> list[Unit]:
    """Two communes Tân Lập in two districts of A."""
    other = factories.unit("Huyện Hai", "rural_district", cast.province, code="181")
    return [factories.unit("Xã Tân Lập", "commune", above) for above in (cast.district, other)]


def called(unit: Unit, day: date) -> str:
    return names_apart([unit.pk], as_of=day)[unit.pk]


def test_a_namesake_counts_while_it_lives_and_bears_the_name(twins):
    one, two = twins
    assert called(one, OLD) == "Xã Tân Lập, huyện Một"
    close_unit(unit=two, on=DAY, by="t")
    assert [called(one, day) for day in (EVE, DAY)] == ["Xã Tân Lập, huyện Một", "Xã Tân Lập"]


def test_a_name_in_other_letters_is_another_name(cast, twins):
    rename_unit(unit=twins[1], name="Xã Tân Lấp", on=DAY, by="t")
    assert called(twins[0], DAY) == "Xã Tân Lập"


def test_who_moves_to_another_province_is_a_namesake_there(cast, twins):
    far = factories.unit("Huyện Xa", "rural_district", cast.elsewhere)
    theirs = factories.unit("Xã Tân Lập", "commune", far)
    assert called(theirs, OLD) == "Xã Tân Lập"
    transfer_unit(unit=twins[0], parent=far, on=DAY, by="t")
    assert [called(theirs, day) for day in (EVE, DAY)] == ["Xã Tân Lập", "Xã Tân Lập, huyện Xa"]
    assert called(twins[1], DAY) == "Xã Tân Lập"


def test_units_that_stand_under_nobody_are_no_namesakes_of_each_other(cast):
    one, two = (factories.unit("Bộ Quốc phòng", "ministry") for _ in "ab")
    assert called(one, OLD) == called(two, OLD) == "Bộ Quốc phòng"


def test_a_superior_is_called_as_on_the_day_or_the_nearest_of_the_life(cast, twins):
    one = twins[0]
    rename_unit(unit=cast.district, name="Thị xã Một", kind="town", on=DAY, by="t")
    assert [called(one, day) for day in (EVE, DAY)] == [
        "Xã Tân Lập, huyện Một",
        "Xã Tân Lập, thị xã Một",
    ]
    close_unit(unit=one, on=DAY, by="t")
    assert called(one, TODAY) == "Xã Tân Lập, huyện Một"  # as on its last day
    young = factories.unit("Xã Mới", "commune", cast.district, start=TODAY)
    assert called(young, OLD) == "Xã Mới, thị xã Một"  # as on its first


def test_in_print_an_agency_keeps_its_capital(cast):
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    close_unit(unit=school, on=DAY, by="t")
    assert printed_name(school, as_of=TODAY) == "Trường Quân sự tỉnh, tỉnh A"
    nameless = Unit.objects.create()
    assert printed_name(nameless, as_of=TODAY) == str(nameless.public_id)


def test_a_book_knows_who_lives_and_who_stands_above(cast, twins):
    book = NameBook([twins[0].pk])
    start = factories.START
    days = (start - timedelta(days=1), start, TODAY)
    assert [book.lives(twins[0].pk, day) for day in days] == [False, True, True]
    assert book.superior(twins[0].pk, TODAY) == cast.district.pk
    assert book.superior(cast.province.pk, TODAY) is None
    assert (book.plain(0, TODAY), book.lives(0, TODAY)) == ("", False)


# --- names read in a scope


def find(text: str, user, day: date = TODAY) -> Unit:
    return UnitNames(scope_of(user, today=TODAY), day).find(text)


def refusal(text: str, user, day: date = TODAY) -> str:
    with pytest.raises(InputError) as refused:
        find(text, user, day)
    return str(refused.value)


def test_an_exact_name_comes_before_one_without_its_tones(cast):
    lap = factories.unit("Xã Tân Lập", "commune", cast.district)
    lap_bare = factories.unit("Xã Tân Lạp", "commune", cast.district)
    assert find("tân lập", cast.alice) == lap
    assert find("Xã Tân Lạp", cast.alice) == lap_bare
    assert refusal("Tan Lap", cast.alice) == (
        "Có 2 đơn vị cùng tên: xã Tân Lạp, xã Tân Lập; hãy ghi rõ loại đơn vị"
    )


def test_kinds_of_one_name_are_told_by_their_word(cast):
    town = factories.unit("Thị trấn Một", "township", cast.district)
    told = "Có 2 đơn vị cùng tên: huyện Một, thị trấn Một; hãy ghi rõ loại đơn vị"
    assert refusal("Một", cast.alice) == told
    assert find("thị trấn một", cast.alice) == town


def test_namesakes_under_nobody_and_under_several_kinds(cast):
    two = factories.unit("Thị xã Hai", "town", cast.province)
    for above in (cast.district, two):
        factories.unit("Xã Tân Lập", "commune", above)
    assert refusal("Tân Lập", cast.alice) == (
        "Có 2 xã Tân Lập: huyện Một, thị xã Hai; hãy ghi kèm huyện hoặc thị xã"
    )
    factories.unit("Xã Tân Lập", "commune")
    assert "không rõ cấp trên" in refusal("Tân Lập", cast.operator)


def test_another_spelling_within_the_scope_and_the_day_only(cast):
    add_alias(unit=cast.communes[0], name="Xã Đông Đô", by="t")
    assert find("xa dong do", cast.alice) == cast.communes[0]
    assert refusal("Xã Đông Đô", cast.charlie).startswith("Không có đơn vị «Xã Đông Đô»")
    close_unit(unit=cast.communes[0], on=DAY, by="t")
    assert refusal("Xã Đông Đô", cast.alice).startswith("Không có đơn vị «Xã Đông Đô»")


def test_a_code_out_of_the_scope_is_like_none(cast):
    for text in ("3-tier:22", "3-tier:nope", "x:1"):
        assert refusal(text, cast.alice) == (
            f"Không có đơn vị «{text}» vào ngày 20/11/2026 trong phạm vi của bạn"
        )
    assert find("3-tier:22", cast.charlie) == cast.elsewhere


def test_before_the_record_of_a_province_begins_its_first_units_are_meant(cast):
    """Somebody served there in 1999; the record of A begins in 2002."""
    assert find("Xã Một Một", cast.alice, date(1999, 1, 1)) == cast.communes[0]
    factories.unit("Xã Lập Sau", "commune", cast.district, start=DAY)
    told = refusal("Xã Lập Sau", cast.alice, date(1999, 1, 1))
    assert "(có từ 01/01/2020), và số liệu không cho biết" in told


def test_what_was_found_once_is_found_again_without_asking(cast, django_assert_num_queries):
    names = UnitNames(scope_of(cast.alice, today=TODAY), TODAY)
    first = names.find("Xã Một Một")
    with django_assert_num_queries(0):
        assert names.find("Xã Một Một") == first


def test_nobodys_scope_finds_nothing(cast):
    with pytest.raises(InputError):
        UnitNames(NOTHING, TODAY).find("Xã Một Một")


# --- who asks


def test_a_question_is_of_a_day_and_rights_are_of_today(cast):
    asked = asking_of(cast.alice, day=OLD, today=TODAY)
    assert (asked.day, asked.today, asked.scope.can_edit(cast.district.pk)) == (OLD, TODAY, True)
    assert asking_of(cast.alice, today=TODAY).day == TODAY
    cast.alice.rights.update(valid_from=TODAY)
    assert asking_of(cast.alice, day=OLD, today=TODAY).scope.contains(cast.district.pk)


def test_names_are_read_once_for_many_rows(cast, django_assert_num_queries):
    asked = asking_of(cast.alice, today=TODAY)
    ids = [unit.pk for unit in (cast.province, cast.district, *cast.communes)]
    asked.learn_units([*ids, None])
    with django_assert_num_queries(0):
        assert [asked.unit_name(pk) for pk in ids] == [
            "Tỉnh A",
            "Huyện Một",
            "Xã Một Một",
            "Xã Một Hai",
        ]


def test_a_name_is_that_of_the_rows_own_day(cast):
    rename_unit(unit=cast.communes[0], name="Xã Mới", on=DAY, by="t")
    asked = asking_of(cast.alice, day=TODAY, today=TODAY)
    pk = cast.communes[0].pk
    assert [asked.unit_name(pk, day) for day in (EVE, DAY, None)] == [
        "Xã Một Một",
        "Xã Mới",
        "Xã Mới",
    ]


def some_of(*roles):
    """A scope of units 1, 2 … with a role on each."""
    acts = {unit: ROLES[role].acts for unit, role in enumerate(roles, 1)}
    return Scope(False, frozenset(acts), frozenset(), acts)


@pytest.mark.parametrize(
    ("scope", "clear"),
    [
        (Scope(True, frozenset(), ROLES["auditor"].acts), False),
        (Scope(True, frozenset(), ROLES["editor"].acts), True),
        (some_of("editor", "checker"), True),
        (some_of("editor", "reader"), False),
    ],
)
def test_whether_everything_in_a_scope_is_shown_in_clear(scope, clear):
    asked = Asking(None, scope, TODAY, TODAY)  # type: ignore[arg-type]
    assert asked.sees_all_clear is clear
    assert asked.sees_clear(1) is scope.can_edit(1)


def test_units_of_a_question_are_read_on_its_day(cast):
    close_unit(unit=cast.communes[0], on=DAY, by="t")
    assert asking_of(cast.alice, day=OLD, today=TODAY).units.find("Xã Một Một") == cast.communes[0]
    with pytest.raises(InputError):
        asking_of(cast.alice, day=DAY, today=TODAY).units.find("Xã Một Một")
