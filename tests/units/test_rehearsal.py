"""What an act on units would hand over: the first page's numbers, and that nothing was done."""

from __future__ import annotations

from datetime import date

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, HiddenError, RefusedError
from goc.people import actions as people
from goc.units import rehearsal
from goc.units.access import scope_of
from goc.units.actions import NewUnit, close_unit, merge_units, set_trait, split_unit
from goc.units.left import ENDINGS, rights_left, traits_left
from goc.units.models import Settlement, Trait, Unit, UnitRight, UnitVersion
from goc.units.rehearsal import rehearse

pytestmark = pytest.mark.django_db
EVE, DAY, TODAY, AHEAD = date(2019, 12, 31), date(2020, 1, 1), date(2026, 11, 20), date(2027, 1, 1)


@pytest.fixture
def tried(cast):
    """Rehearses an act of the operator's; gives (ended, passed, waiting, lines) by kind."""

    def call(act, *, on=DAY, user=None):
        shown = rehearse(act, user=user or cast.operator, on=on, today=TODAY)
        return {
            str(o.label): (o.ended, o.passed, o.waiting, [line.what for line in o.left])
            for o in shown.outcomes
        }

    return call


def close(unit, *, on=DAY, by="operator"):
    return lambda: close_unit(unit=unit, on=on, by=by)


# --- the numbers shown first


def test_nothing_hangs_on_it_and_nothing_is_shown(cast, tried):
    events = Event.objects.count()
    assert tried(close(cast.communes[0])) == {}
    assert (Event.objects.count(), UnitVersion.objects.filter(valid_to=DAY).count()) == (events, 0)


def test_what_ends_passes_and_waits_by_kind(cast, tried):
    """Traits are rows of the unit itself: they end with it, and only what comes of them is told."""
    old, other = cast.communes
    set_trait(unit=old, kind="border", source="BC", on=EVE, by="t")
    set_trait(unit=old, kind="class", value=2, source="QĐ", on=EVE, by="t")
    factories.user("erin", "editor", old)
    people.add_person(full_name="Nông Văn Đức", keeper=old, on=date(2003, 1, 1), by="t")
    new = NewUnit("Xã Mới", "commune", cast.district)

    def merge():
        merge_units(whole=[old, other], into=new, on=DAY, by="operator")

    def split():
        parts = [NewUnit(name, "commune", cast.district) for name in ("Xã Đông", "Xã Tây")]
        split_unit(unit=old, new=parts, ends=True, on=DAY, by="operator")

    rights = (1, 0, 1, ["Erin (erin): Người nhập"])
    assert tried(merge) == {
        "Đặc điểm của đơn vị": (0, 1, 0, []),
        "Quyền của người dùng": rights,
        "Hồ sơ cán bộ": (0, 1, 0, []),
    }
    assert tried(split) == {
        "Đặc điểm của đơn vị": (0, 0, 1, ["biên giới"]),
        "Quyền của người dùng": rights,
        "Hồ sơ cán bộ": (0, 0, 1, ["Nông Văn Đức"]),
    }
    assert Trait.objects.filter(valid_to=None).count() == 2


def test_what_waited_before_is_not_counted_again(cast, tried):
    old, other = cast.communes
    for unit in (old, other):
        set_trait(unit=unit, kind="border", source="BC", on=EVE, by="t")
    close_unit(unit=old, on=DAY, by="t")
    assert tried(close(other)) == {"Đặc điểm của đơn vị": (0, 0, 1, ["biên giới"])}


def test_of_a_day_still_to_come_what_will_wait_then(cast, tried):
    set_trait(unit=cast.communes[0], kind="border", source="BC", on=EVE, by="t")
    shown = tried(close(cast.communes[0], on=AHEAD), on=AHEAD)
    assert shown == {"Đặc điểm của đơn vị": (0, 0, 1, ["biên giới"])}


def test_only_the_first_of_those_that_wait_are_named(cast, tried, monkeypatch):
    monkeypatch.setattr(rehearsal, "SHOWN", 2)
    for kind in ("border", "coastal", "island"):
        set_trait(unit=cast.communes[0], kind=kind, source="BC", on=EVE, by="t")
    (_, _, waiting, lines) = tried(close(cast.communes[0]))["Đặc điểm của đơn vị"]
    assert (waiting, len(lines)) == (3, 2)


def test_what_the_act_refuses_is_refused(cast, tried):
    with pytest.raises(RefusedError, match="còn đơn vị trực thuộc"):
        tried(close(cast.district))
    assert Event.objects.count() == 0


def test_the_numbers_are_those_of_the_askers_own_act(cast, tried):
    """Of an act of another name the newest event would be somebody else's."""
    set_trait(unit=cast.communes[0], kind="border", source="BC", on=EVE, by="t")
    close_unit(unit=cast.communes[0], on=DAY, by="alice")
    shown = rehearse(
        close(cast.communes[1], by=cast.operator), user=cast.operator, on=DAY, today=TODAY
    )
    assert shown.outcomes == []
    assert shown.waiting == []


# --- the worklists of traits and rights


@pytest.fixture
def parted(cast) -> Unit:
    """Xã Một Một with a border, a length and a class, in two parts since 2020."""
    old, other = cast.communes
    for kind, value in (("border", 1), ("border_length_km", "12.5"), ("class", 2)):
        set_trait(unit=old, kind=kind, value=value, source="BC", on=EVE, by="t")
    third = factories.unit("Xã Ba", "commune", cast.district)
    split_unit(unit=old, new=[], others=[other, third], ends=True, on=DAY, by="t")
    return old


def scope(user, today=TODAY):
    return scope_of(user, today=today)


def kinds(cast, user=None, today=TODAY):
    user = user or cast.alice
    return [row.kind for row in traits_left(user, scope(user, today), today)]


def test_traits_of_the_ground_wait_from_the_day_on_within_the_scope(cast, parted):
    assert kinds(cast) == ["border", "border_length_km"]
    assert kinds(cast, cast.charlie) == []
    assert kinds(cast, today=EVE) == []
    border = Trait.objects.get(kind="border")
    Settlement.objects.create(subject=border.public_id)
    assert kinds(cast) == ["border_length_km"]


def test_a_trait_that_had_ended_before_its_unit_does_not_wait(cast, parted):
    Trait.objects.filter(kind="border").update(
        valid_to=EVE.replace(day=1), valid_from=factories.START
    )
    assert kinds(cast) == ["border_length_km"]


def test_a_trait_of_a_living_unit_does_not_wait(cast):
    row = set_trait(unit=cast.communes[0], kind="border", source="BC", on=EVE, by="t")
    Trait.objects.filter(pk=row.pk).update(valid_to=DAY)
    assert kinds(cast) == []


def test_a_length_that_nobody_could_sum_waits_and_a_summed_one_does_not(cast):
    old, other = cast.communes
    set_trait(unit=old, kind="border_length_km", value=3, source="BC", on=EVE, by="t")
    merge_units(whole=[old], into=other, on=DAY, by="t")
    assert kinds(cast) == ["border_length_km"]  # the other's length is not known
    set_trait(unit=other, kind="border_length_km", value=7, source="BC", on=DAY, by="t")
    assert kinds(cast) == []


TRAITS, RIGHTS = (ending.waiting.settling for ending in ENDINGS)


def test_what_is_asked_of_a_trait(cast, parted):
    border, length = Trait.objects.filter(kind__startswith="border").order_by("kind")
    offer = TRAITS.offer(cast.alice, border.public_id, TODAY)
    assert (offer.what, offer.question, offer.value) == (
        "biên giới: Xã Một Một, huyện Một",
        "Từ ngày 01/01/2020 đặc điểm này là của",
        None,
    )
    assert (len(offer.units), cast.communes[1] in offer.units, offer.as_of) == (2, True, DAY)
    assert TRAITS.offer(cast.alice, length.public_id, TODAY).value == "12,5"
    with pytest.raises(HiddenError, match="Không có việc này"):
        TRAITS.offer(cast.charlie, border.public_id, TODAY)
    with pytest.raises(ForbiddenError):
        TRAITS.offer(cast.bob, border.public_id, TODAY)
    with pytest.raises(HiddenError):
        TRAITS.settle(cast.alice, border.public_id, [cast.elsewhere], "", TODAY)
    assert not Settlement.objects.exists()


def who_lost(cast, user=None, today=TODAY):
    user = user or cast.operator
    return [row.user.login for row in rights_left(user, scope(user, today), today)]


@pytest.fixture
def ended(cast) -> Unit:
    """Xã Một Một went to Xã Một Hai in 2020; erin and fred wrote for it."""
    old, other = cast.communes
    for login in ("erin", "fred"):
        factories.user(login, "editor", old)
    merge_units(whole=[old], into=other, on=DAY, by="t")
    return old


def test_rights_that_ended_with_their_unit_wait_for_who_gives_rights(cast, ended):
    chief = factories.user("chief", "standing_office", cast.province)
    assert who_lost(cast) == who_lost(cast, chief) == ["erin", "fred"]
    assert who_lost(cast, cast.alice) == who_lost(cast, cast.charlie) == []


@pytest.mark.parametrize("where", ["heir", "whole", "elsewhere"])
def test_who_has_a_right_where_it_went_lost_nothing(cast, ended, where):
    unit = {"heir": cast.communes[1], "whole": None, "elsewhere": cast.elsewhere}[where]
    user = UnitRight.objects.get(user__login="erin").user
    UnitRight.objects.create(user=user, unit=unit, role="reader", valid_from=DAY)
    assert who_lost(cast) == (["erin", "fred"] if where == "elsewhere" else ["fred"])


def test_who_is_no_user_any_more_and_whose_right_was_taken_before_lost_nothing(cast, ended):
    user = UnitRight.objects.get(user__login="erin").user
    user.is_active = False
    user.save()
    UnitRight.objects.filter(user__login="fred").update(valid_to=EVE)
    assert who_lost(cast) == []


def test_what_is_asked_of_a_right(cast, ended):
    right = UnitRight.objects.get(user__login="erin")
    offer = RIGHTS.offer(cast.operator, right.public_id, TODAY)
    assert (offer.what, offer.question, offer.units, offer.as_of) == (
        "Erin (erin): Người nhập, Xã Một Một, huyện Một",
        "Từ hôm nay cấp quyền ấy trên",
        [cast.communes[1]],
        TODAY,
    )
    with pytest.raises(HiddenError):
        RIGHTS.offer(cast.alice, right.public_id, TODAY)
    chief = factories.user("chief", "standing_office", cast.province)
    with pytest.raises(ForbiddenError, match="Bạn không được cấp quyền trên đơn vị này"):
        RIGHTS.settle(chief, right.public_id, [cast.elsewhere], "", TODAY)
    RIGHTS.settle(chief, right.public_id, [cast.communes[1]], "", TODAY)
    given = UnitRight.objects.get(user__login="erin", valid_to=None)
    assert (given.unit, given.role, given.valid_from) == (cast.communes[1], "editor", TODAY)
    assert who_lost(cast) == ["fred"]
