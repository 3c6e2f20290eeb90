"""Who acts in somebody's stead: for a time, with that one's rights, and every event says so."""

from datetime import date

import pytest

import factories
from goc.audit.capacity import capacity_of
from goc.audit.models import Event
from goc.audit.origin import one_act
from goc.directives.actions import open_duty
from goc.lib.errors import RefusedError
from goc.units import access
from goc.units.actions import appoint_deputy, end_deputy, rename_unit
from goc.units.models import Deputy, UnitRight

TODAY = factories.TODAY
BEFORE, AFTER = date(2026, 11, 1), date(2026, 12, 1)
pytestmark = pytest.mark.django_db


def stands_in(user, other, on=BEFORE, until=AFTER) -> Deputy:
    return appoint_deputy(
        user=user, stands_for=other, kind="acting", on=on, until=until, basis="QĐ 7", by="chief"
    )


def test_a_deputy_works_where_the_other_does_and_gives_no_rights(cast):
    office = factories.user("office", "standing_office", cast.province)
    erin = factories.user("erin")
    stands_in(erin, office)
    scope = access.scope_of(erin, today=TODAY)
    assert scope.may("record", cast.communes[0].pk)
    assert not scope.may("grant", cast.province.pk)
    assert not scope.contains(cast.elsewhere.pk)


@pytest.mark.parametrize(
    ("day", "may"),
    [(date(2026, 10, 31), False), (BEFORE, True), (date(2026, 11, 30), True), (AFTER, False)],
)
def test_from_the_first_day_to_the_day_before_the_last(cast, day, may):
    erin = factories.user("erin")
    stands_in(erin, cast.alice)
    assert access.scope_of(erin, today=day).may("record", cast.province.pk) is may


def test_a_deputy_loses_what_the_other_loses(cast):
    erin = factories.user("erin")
    stands_in(erin, cast.alice)
    UnitRight.objects.filter(user=cast.alice).delete()
    assert access.scope_of(erin, today=TODAY) == access.NOTHING


def test_nobody_stands_in_for_a_closed_account_or_at_second_hand(cast):
    erin, frank = factories.user("erin"), factories.user("frank")
    stands_in(erin, cast.alice)
    stands_in(frank, erin)
    assert access.scope_of(frank, today=TODAY) == access.NOTHING
    cast.alice.is_active = False
    cast.alice.save()
    assert access.scope_of(erin, today=TODAY) == access.NOTHING


def works_on(unit, by) -> str:
    """What the event of an act on the unit says."""
    with one_act():
        open_duty(unit=unit, act="Gửi giấy mời", due_on=AFTER, by=by)
    return Event.objects.get(by=by.login).said


def test_the_acts_of_a_deputy_say_in_whose_stead(cast):
    erin = factories.user("erin")
    stands_in(erin, cast.alice)
    assert works_on(cast.communes[0], erin) == "thay Alice"
    assert Event.objects.filter(by="erin").first().who == "erin (thay Alice)"


def test_where_own_rights_suffice_it_is_ones_own_act(cast):
    erin = factories.user("erin", "editor", cast.communes[0])
    stands_in(erin, cast.alice)
    assert works_on(cast.communes[0], erin) == ""


def test_beside_ones_own_unit_it_is_the_others(cast):
    erin = factories.user("erin", "editor", cast.communes[0])
    stands_in(erin, cast.alice)
    assert works_on(cast.communes[1], erin) == "thay Alice"
    assert capacity_of("erin", None) == "đang phụ trách thay Alice"


def test_of_a_unit_that_ends_today_it_is_said_too(cast):
    erin = factories.user("erin")
    stands_in(erin, cast.alice)
    rename_unit(unit=cast.communes[0], name="Xã Khác", on=TODAY, by=erin)
    assert {event.said for event in Event.objects.filter(by="erin")} == {"thay Alice"}


def test_who_stands_in_for_nobody_is_asked_once_an_act(cast, django_assert_num_queries):
    with one_act(), django_assert_num_queries(1):
        assert [capacity_of("alice", None) for _ in range(3)] == ["", "", ""]


@pytest.mark.parametrize("who", ["alice", "closed"])
def test_nobody_stands_in_for_oneself_nor_with_a_closed_account(cast, who):
    closed = factories.user("closed")
    closed.is_active = False
    user = {"alice": cast.alice, "closed": closed}[who]
    with pytest.raises(RefusedError, match="một người khác"):
        stands_in(user, cast.alice)


def test_ended_before_its_day_and_taken_back_before_it_began(cast):
    erin = factories.user("erin")
    first = stands_in(erin, cast.alice)
    end_deputy(deputy=first, on=TODAY, by="chief")
    first.refresh_from_db()
    assert first.valid_to == TODAY
    later = stands_in(erin, cast.alice, on=AFTER, until=date(2027, 1, 1))
    end_deputy(deputy=later, on=TODAY, by="chief")
    assert Deputy.objects.count() == 1
    acts = [e.action for e in Event.objects.order_by("id")]
    assert acts == ["open", "close", "open", "units.take_back_deputy"]


def test_twice_at_once_is_refused(cast):
    erin = factories.user("erin")
    stands_in(erin, cast.alice)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        stands_in(erin, cast.alice, on=TODAY)
