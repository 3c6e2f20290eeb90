"""Rights given, replaced, corrected, taken; which rights give rights, and what each opens."""

from datetime import date
from types import SimpleNamespace

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, HiddenError, InputError, RefusedError
from goc.units import access
from goc.units.access import NOTHING, Scope
from goc.units.actions import (
    close_unit,
    correct_right,
    grant_right,
    revoke_right,
    take_back_right,
)
from goc.units.models import Unit, UnitRight, UnitVersion

pytestmark = pytest.mark.django_db
EVE, DAY, LATER, TODAY = date(2019, 12, 31), date(2020, 1, 1), date(2022, 1, 1), date(2026, 11, 20)


@pytest.fixture
def erin(db):
    return factories.user("erin")


def give(user, unit, role="reader", on=DAY, **more):
    return grant_right(user=user, unit=unit, role=role, on=on, by="t", **more)


def rights(user):
    rows = UnitRight.objects.filter(user=user).order_by("valid_from", "id")
    return list(rows.values_list("role", "valid_from", "valid_to"))


def refusal(error, act, *given, **named):
    before = Event.objects.count()
    with pytest.raises(error) as refused:
        act(*given, **named)
    assert Event.objects.count() == before
    return str(refused.value)


# --- giving


def test_a_right_for_a_time_with_its_event(cast, erin):
    row = give(erin, cast.district, until=LATER)
    assert (row.role, row.valid_from, row.valid_to) == ("reader", DAY, LATER)
    event = Event.objects.get()
    assert (event.by, event.action, event.kind) == ("t", "open", "units.unitright")
    assert str(event.unit) == str(cast.district.public_id)


def test_another_role_replaces_the_one_before_until_its_own_end(cast, erin):
    give(erin, cast.district, "reader", EVE, until=TODAY)
    give(erin, cast.district, "editor", DAY, until=LATER)
    assert rights(erin) == [("reader", EVE, DAY), ("editor", DAY, LATER)]
    give(erin, cast.province, "checker", DAY)
    assert len(rights(erin)) == 3  # a right on another unit stands beside it


def test_another_role_on_the_same_day_takes_the_first_back(cast, erin):
    give(erin, cast.district, "reader")
    give(erin, cast.district, "editor", until=LATER)
    assert rights(erin) == [("editor", DAY, LATER)]
    told = [
        (e.action, e.before.get("role"), e.after.get("role")) for e in Event.objects.order_by("id")
    ]
    assert told == [
        ("open", None, "reader"),
        ("units.take_back_right", "reader", None),
        ("open", None, "editor"),
    ]


def test_the_whole_register_is_a_place_of_its_own(cast, erin):
    give(erin, cast.district, "editor")
    give(erin, None, "reader")
    give(erin, None, "auditor", LATER)
    assert rights(erin) == [
        ("editor", DAY, None),
        ("reader", DAY, LATER),
        ("auditor", LATER, None),
    ]


def test_what_is_no_new_right(cast, erin):
    give(erin, cast.district, "reader")
    again = refusal(RefusedError, give, erin, cast.district, "reader", LATER)
    assert again == "«erin» đã có quyền «reader» trên đơn vị này."
    before = refusal(RefusedError, give, erin, cast.district, "editor", EVE)
    assert before == "«erin» đã được cấp quyền trên đơn vị này từ một ngày sau đó."
    unknown = refusal(InputError, give, erin, cast.district, "king")
    assert unknown == (
        "Không có vai trò «king». Hãy dùng một trong: reader, editor, checker, standing_office, "
        "school, department, area_command, auditor, administrator."
    )


def test_before_a_later_right_there_is_room_until_it(cast, erin):
    give(erin, cast.district, "editor", LATER)
    give(erin, cast.district, "reader", EVE, until=LATER)
    assert rights(erin) == [("reader", EVE, LATER), ("editor", LATER, None)]


def test_a_right_lasts_no_longer_than_its_unit(cast, erin):
    close_unit(unit=cast.communes[0], on=LATER, by="t")
    assert give(erin, cast.communes[0]).valid_to == LATER
    told = refusal(RefusedError, give, erin, cast.communes[0], "editor", DAY, until=TODAY)
    assert told.startswith(
        "«Xã Một Một» kết thúc ngày 01/01/2022, không ghi được đến ngày 20/11/2026."
    )


# --- taking


def test_a_right_ends_on_the_day_and_one_of_the_day_never_was(cast, erin):
    first = give(erin, cast.district, "reader", EVE)
    assert revoke_right(right=first, on=DAY, by="t").valid_to == DAY
    second = give(erin, cast.province, "reader", DAY)
    assert revoke_right(right=second, on=DAY, by="t") is None
    late = give(erin, cast.elsewhere, "reader", LATER)
    assert revoke_right(right=late, on=DAY, by="alice") is None
    assert rights(erin) == [("reader", EVE, DAY)]
    event = Event.objects.order_by("-id").first()
    assert (event.by, event.action, event.before["role"], event.before["valid_from"]) == (
        "alice",
        "units.take_back_right",
        "reader",
        "2022-01-01",
    )
    assert str(event.unit) == str(cast.elsewhere.public_id)


def test_a_right_that_would_end_later_is_cut_as_a_correction(cast, erin):
    row = give(erin, cast.district, "reader", EVE, until=TODAY)
    revoke_right(right=row, on=LATER, by="t")
    assert rights(erin) == [("reader", EVE, LATER)]
    assert [e.action for e in Event.objects.order_by("id")] == ["open", "correct"]
    told = refusal(RefusedError, revoke_right, right=row, on=TODAY, by="t")
    assert told == "Bản ghi này đã kết thúc ngày 01/01/2022."


def test_a_right_written_wrongly_is_put_right_in_place(cast, erin):
    row = give(erin, cast.district, "reader", DAY)

    def correct(**given):
        given = {"role": "editor", "valid_from": EVE, "valid_to": LATER, **given}
        return correct_right(right=row, by="t", text="Gõ nhầm", **given)

    assert (correct().pk, rights(erin)) == (row.pk, [("editor", EVE, LATER)])
    event = Event.objects.get(action="correct")
    assert (event.text, event.before["role"], event.after["role"]) == (
        "Gõ nhầm",
        "reader",
        "editor",
    )
    assert refusal(InputError, correct, role="king").startswith("Không có vai trò «king».")
    told = refusal(RefusedError, correct, valid_from=LATER, valid_to=LATER)
    assert told == "Ngày kết thúc 01/01/2022 phải sau ngày bắt đầu 01/01/2022."


def test_a_corrected_right_ends_with_its_unit_unless_it_is_on_the_whole(cast, erin):
    close_unit(unit=cast.communes[0], on=LATER, by="t")
    mine = give(erin, cast.communes[0], until=DAY.replace(month=6))
    days = {"valid_from": DAY, "valid_to": None}
    corrected = correct_right(right=mine, role="reader", by="t", text="x", **days)
    assert corrected.valid_to == LATER
    whole = give(erin, None)
    assert correct_right(right=whole, role="auditor", by="t", text="x", **days).valid_to is None


def test_a_right_that_should_never_have_been(cast, erin):
    row = give(erin, cast.district)
    told = refusal(InputError, take_back_right, right=row, by="t", reason=" ")
    assert told == "Hãy ghi lý do rút lại."
    take_back_right(right=row, by="alice", reason=" Nhầm người ")
    event = Event.objects.get(action="units.take_back_right")
    assert (event.by, event.text, event.before["role"], rights(erin)) == (
        "alice",
        "Nhầm người",
        "reader",
        [],
    )


# --- what a scope opens


SEES, WORKS = frozenset({"see"}), frozenset({"see", "clear", "record"})
EVERY = Scope(True, frozenset(), SEES, {7: WORKS})
SOME = Scope(False, frozenset({7, 8}), frozenset(), {7: SEES, 8: WORKS})


@pytest.mark.parametrize(
    ("scope", "unit", "contains", "edits"),
    [
        (NOTHING, 7, False, False),
        (NOTHING, None, False, False),
        (SOME, 7, True, False),
        (SOME, 8, True, True),
        (SOME, 9, False, False),
        (SOME, None, False, False),
        (EVERY, 7, True, True),
        (EVERY, 9, True, False),
        (EVERY, None, True, False),
        (Scope(True, frozenset(), WORKS), None, True, True),
        (Scope(True, frozenset(), WORKS, {7: SEES}), 7, True, True),
    ],
)
def test_what_a_scope_says_of_a_unit(scope, unit, contains, edits):
    assert scope.contains(unit) is contains
    assert (scope.can_edit(unit), scope.sees_sensitive(unit)) == (edits, edits)


@pytest.mark.parametrize(
    ("scope", "act", "somewhere"),
    [
        (NOTHING, "see", False),
        (SOME, "record", True),
        (SOME, "grant", False),
        (EVERY, "record", True),
        (Scope(True, frozenset(), WORKS), "clear", True),
    ],
)
def test_whether_something_may_be_done_anywhere(scope, act, somewhere):
    assert scope.may_somewhere(act) is somewhere


def test_a_scope_as_a_filter(cast):
    versions = UnitVersion.objects.order_by("id")
    some = Scope(False, frozenset({cast.province.pk, cast.elsewhere.pk}))
    assert [v.name for v in versions.filter(some.limit("unit"))] == ["Tỉnh A", "Tỉnh B"]
    assert versions.filter(EVERY.limit("unit")).count() == 5
    assert versions.filter(NOTHING.limit("unit")).count() == 0
    assert (some.filter_ids(), EVERY.filter_ids()) == (some.ids, None)
    assert access.public_ids(EVERY) is None
    public = {str(cast.province.public_id), str(cast.elsewhere.public_id)}
    assert access.public_ids(some) == public


@pytest.mark.parametrize("user", [None, "alice", SimpleNamespace(is_active=True)])
def test_who_is_no_user_sees_nothing(cast, user):
    assert access.scope_of(user, today=TODAY) == NOTHING


def test_of_two_rights_on_one_unit_both_count(cast, erin):
    give(erin, cast.district, "school")
    give(erin, None, "auditor")
    scope = access.scope_of(erin, today=TODAY)
    assert (scope.everything, scope.base) == (True, {"see", "log"})
    assert [scope.may("train", u.pk) for u in (cast.communes[0], cast.elsewhere)] == [True, False]
    assert scope.ids == {cast.district.pk, *(c.pk for c in cast.communes)}


def test_rights_count_from_their_first_day_to_the_day_before_their_last(cast, erin):
    give(erin, cast.district, "editor", DAY, until=LATER)
    days = (EVE, DAY, date(2021, 12, 31), LATER)
    assert [access.can_edit(erin, cast.district, today=day) for day in days] == [
        False,
        True,
        True,
        False,
    ]


# --- who may do what


def test_fetching_to_edit_is_hidden_outside_and_forbidden_to_readers(cast):
    unit = cast.communes[0]
    assert access.get_unit_to_edit(cast.alice, unit.public_id) == unit
    told = refusal(HiddenError, access.get_unit_to_edit, cast.charlie, unit.public_id)
    assert told == "Không có đơn vị này."
    told = refusal(ForbiddenError, access.get_unit_to_edit, cast.bob, unit.public_id)
    assert told == "Bạn không có quyền sửa đơn vị này."


def test_the_whole_register_is_edited_by_who_has_all_of_it(cast):
    access.check_can_edit(cast.operator, None)
    for user in (cast.alice, cast.dana):
        told = refusal(ForbiddenError, access.check_can_edit, user, None)
        assert told == "Bạn không có quyền sửa toàn bộ điểm cài đặt."


def test_who_writes_anywhere_may_found_below(cast):
    users = (cast.alice, cast.bob, cast.charlie, cast.dana, cast.operator)
    scopes = [access.scope_of(user, today=TODAY) for user in users]
    assert [access.may_found(scope) for scope in scopes] == [True, False, True, False, True]
    access.check_may_found(scopes[0])
    told = refusal(ForbiddenError, access.check_may_found, scopes[1])
    assert told == "Bạn chỉ được xem, không được thêm đơn vị."


def test_rights_are_given_by_operators_and_by_the_standing_office_within_its_scope(cast):
    chief = factories.user("chief", "standing_office", cast.district)
    helper = factories.user("helper", operator=True)
    where = {"district": cast.district.pk, "province": cast.province.pk, "whole": None}

    def may(user):
        scope = access.scope_of(user, today=TODAY)
        given = [name for name, pk in where.items() if access.may_give(user, scope, pk)]
        return given, access.gives_rights(user, scope)

    assert may(chief) == (["district"], True)
    assert may(cast.alice) == ([], False)
    assert may(cast.operator) == (["district", "province", "whole"], True)
    assert may(helper) == (["district", "province", "whole"], True)
    access.check_can_grant(chief, cast.district)
    access.check_can_grant(cast.operator, None)
    for unit in (cast.province, None):
        told = refusal(ForbiddenError, access.check_can_grant, chief, unit)
        assert told == "Chỉ Cơ quan thường trực được cấp quyền trong phạm vi của mình."
    with pytest.raises(ForbiddenError):
        access.check_can_grant(cast.alice, cast.district)


def test_the_log_is_read_by_auditors_of_the_whole(cast, erin):
    give(erin, cast.province, "auditor", EVE)
    fred = factories.user("fred", "editor")
    gone = factories.user("gone", "auditor")
    gone.rights.update(valid_to=TODAY)
    users = (cast.dana, erin, fred, gone, cast.operator, "dana", None)
    assert [access.audits_everything(user) for user in users] == [True, *[False] * 6]


def test_a_command_without_a_unit_means_ones_own(cast, erin):
    give(erin, cast.communes[0])
    assert access.choose_unit(erin, None, as_of=TODAY) == cast.communes[0]
    give(erin, cast.communes[1])
    several = "Bạn phụ trách nhiều đơn vị hoặc chưa có đơn vị nào. Hãy chọn bằng --unit."
    assert refusal(InputError, access.choose_unit, erin, None, as_of=TODAY) == several
    assert access.choose_unit(erin, "06007", as_of=TODAY) == cast.communes[1]
    told = refusal(HiddenError, access.choose_unit, erin, "3-tier:180", as_of=TODAY)
    assert told == "Không có đơn vị «3-tier:180»."


def test_a_right_on_a_unit_that_has_ended_chooses_nothing(cast, erin):
    give(erin, cast.communes[0])
    UnitVersion.objects.filter(unit=cast.communes[0]).update(valid_to=LATER)
    with pytest.raises(InputError):
        access.choose_unit(erin, None, as_of=TODAY)


# --- what a unit answers for


def test_a_unit_still_to_come_answers_as_on_its_first_day(cast):
    start = date(2027, 1, 1)
    young = factories.unit("Huyện Mới", "rural_district", cast.province, start=start)
    below = factories.unit("Xã Mới", "commune", young, start=start)
    assert access.scope_of_unit(young, today=TODAY) == {young.pk, below.pk}


def test_a_unit_that_ends_tomorrow_answers_today_and_after_as_on_its_last_day(cast):
    ids = {cast.district.pk, *(c.pk for c in cast.communes)}
    for rows in (cast.district.versions, cast.district.parents):
        rows.update(valid_to=LATER)
    for day in (DAY, date(2021, 12, 31), LATER, TODAY):
        assert access.scope_of_unit(cast.district, today=day) == ids


def test_a_unit_never_named_answers_for_itself(cast):
    unit = Unit.objects.create()
    assert access.scope_of_unit(unit, today=TODAY) == {unit.pk}
