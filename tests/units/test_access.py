from datetime import date

import pytest

import factories
from goc.lib.errors import ForbiddenError, HiddenError, InputError
from goc.units import access
from goc.units.actions import Abolish, Close, Found, Part, reorganise
from goc.units.models import UnitParent

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2020, 1, 1), date(2026, 11, 20)


def names_in(cast, user):
    scope = access.scope_of(user, today=TODAY)
    every = {"province": cast.province, "district": cast.district, "b": cast.elsewhere}
    every |= {f"c{n}": c for n, c in enumerate(cast.communes)}
    return {name for name, unit in every.items() if scope.contains(unit.pk)}


def test_a_right_covers_the_subtree(cast):
    assert names_in(cast, cast.alice) == {"province", "district", "c0", "c1"}
    assert names_in(cast, cast.charlie) == {"b"}
    assert names_in(cast, cast.dana) == {"province", "district", "c0", "c1", "b"}


def test_only_rights_valid_today_count(cast):
    cast.alice.rights.update(valid_to=TODAY)
    assert names_in(cast, cast.alice) == set()
    cast.dana.is_active = False
    assert names_in(cast, cast.dana) == names_in(cast, None) == set()


def test_either_line_counts(cast):
    command = factories.unit("Ban CHQS", "district_command", cast.elsewhere)
    UnitParent.objects.create(
        unit=cast.communes[0], parent=command, line="military", valid_from=factories.START
    )
    assert names_in(cast, cast.charlie) == {"b", "c0"}


def test_a_merged_unit_belongs_to_its_successor(cast):
    old, target = cast.communes
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(old, into=((target, "full"),))])
    erin = factories.user("erin", "editor", target)
    assert names_in(cast, erin) == {"c0", "c1"}


def test_followed_on_and_on(cast):
    old, second = cast.communes
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(old, into=((second, "full"),))])
    reorganise(
        on=date(2025, 7, 1),
        kind="merge",
        by="t",
        changes=[
            Found("n", "Xã Mới", "commune", cast.province),
            Close(second, into=(("n", "full"),)),
            Abolish(cast.district),
        ],
    )
    commune = cast.province.children.get(valid_to=None).unit
    assert names_in(cast, factories.user("erin", "editor", commune)) == {"c0", "c1"}
    assert names_in(cast, cast.alice) == {"province", "district", "c0", "c1"}


@pytest.mark.parametrize("shares", [("partial", "partial"), ("unknown",), ()])
def test_a_partial_or_unknown_share_belongs_to_the_common_superior(cast, shares):
    old, target = cast.communes
    third = factories.unit("Xã Ba", "commune", cast.district)
    into = tuple(zip((target, third), shares))
    reorganise(on=DAY, kind="split", by="t", changes=[Close(old, into=into)])
    assert names_in(cast, factories.user("erin", "editor", target)) == {"c1"}
    assert names_in(cast, factories.user("frank", "editor", cast.district)) == {
        "district",
        "c0",
        "c1",
    }


def test_two_provinces_share_nobody_but_the_whole(cast):
    old = cast.communes[0]
    far = factories.unit("Xã Xa", "commune", cast.elsewhere)
    into = ((cast.communes[1], "partial"), (far, "partial"))
    reorganise(on=DAY, kind="split", by="t", changes=[Close(old, into=into)])
    assert ("c0" in names_in(cast, cast.alice), "c0" in names_in(cast, cast.charlie)) == (
        False,
        False,
    )
    assert "c0" in names_in(cast, cast.dana)


def test_a_unit_that_only_gave_a_part_keeps_its_own(cast):
    reorganise(on=DAY, kind="split", by="t", changes=[Part(cast.communes[0], cast.communes[1])])
    assert names_in(cast, factories.user("erin", "editor", cast.communes[1])) == {"c1"}


def test_an_abolished_district_belongs_to_the_province_and_its_rights_lapse(cast):
    erin = factories.user("erin", "editor", cast.district)
    reorganise(on=DAY, kind="level_abolished", by="t", changes=[Abolish(cast.district)])
    assert names_in(cast, cast.alice) == {"province", "district", "c0", "c1"}
    assert names_in(cast, erin) == set()


def test_the_strongest_role_counts(cast):
    factories.UnitRight.objects.create(
        user=cast.bob, unit=cast.communes[0], role="checker", valid_from=factories.START
    )
    scope = access.scope_of(cast.bob, today=TODAY)
    units = (cast.communes[0], cast.communes[1], cast.elsewhere)
    assert [scope.may("clear", u.pk) for u in units] == [True, False, False]
    assert [scope.may("see", u.pk) for u in units] == [True, True, False]
    assert (scope.can_edit(cast.communes[0].pk), scope.can_edit(cast.communes[1].pk)) == (
        True,
        False,
    )


def test_who_edits_and_who_sees_sensitive_fields(cast):
    unit = cast.communes[0]
    people = (cast.alice, cast.bob, cast.charlie, cast.dana, cast.operator)
    assert [access.can_edit(p, unit) for p in people] == [True, False, False, False, True]
    assert [access.sees_sensitive(p, unit.pk) for p in people] == [True, False, False, False, True]
    assert [access.sees_sensitive(p, None) for p in people] == [False, False, False, False, True]


def test_fetch_and_check(cast):
    unit = cast.communes[0]
    assert access.get_unit_for(cast.bob, unit.public_id) == unit
    for wrong in (cast.elsewhere.public_id, "01900000-0000-7000-8000-000000000000", "nonsense"):
        with pytest.raises(HiddenError, match="Không có đơn vị này"):
            access.get_unit_for(cast.bob, wrong)
    with pytest.raises(ForbiddenError):
        access.check_can_edit(cast.bob, unit)
    with pytest.raises(HiddenError):
        access.check_can_edit(cast.charlie, unit)
    access.check_can_edit(cast.alice, unit)


def test_choosing_a_unit(cast):
    assert access.choose_unit(cast.alice, None, as_of=TODAY) == cast.province
    assert access.choose_unit(cast.dana, None, as_of=TODAY) is None
    assert access.choose_unit(cast.alice, "3-tier:180", as_of=TODAY) == cast.district
    with pytest.raises(HiddenError):
        access.choose_unit(cast.charlie, "3-tier:180", as_of=TODAY)
    with pytest.raises(InputError):
        access.choose_unit(factories.user("erin"), None, as_of=TODAY)


def test_the_scope_of_a_unit_that_is_gone_is_that_of_its_last_day(cast):
    reorganise(on=DAY, kind="level_abolished", by="t", changes=[Abolish(cast.district)])
    ids = {u.pk for u in (cast.district, *cast.communes)}
    assert access.scope_of_unit(cast.district, today=TODAY) == ids
    assert access.scope_of_unit(cast.province, today=TODAY) == ids | {cast.province.pk}


def test_the_number_of_queries_does_not_grow(cast, django_assert_max_num_queries):
    for n in range(20):
        factories.unit(f"Xã {n}", "commune", cast.district)
    with django_assert_max_num_queries(9):
        access.scope_of(cast.alice, today=TODAY)
    with django_assert_max_num_queries(4):
        access.scope_of(cast.alice, today=TODAY)
