"""Who sees and changes which user and right: said once, by role and by where the right is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

import factories
from goc.accounts.models import User
from goc.lib.errors import ForbiddenError, HiddenError
from goc.site import access
from goc.units.asking import Asking, asking_of
from goc.units.models import UnitRight

TODAY = date(2026, 11, 20)
NO_USERS = "Chỉ Cơ quan thường trực, người giám sát và người vận hành được xem người dùng."
NO_GRANT = "Chỉ Cơ quan thường trực được cấp quyền trong phạm vi của mình."


@pytest.fixture
def world(cast) -> dict[str, Any]:
    """Beside the cast: offices of A and of everything, an operator without any right, one who left."""
    office = factories.user("office", "standing_office", cast.province)
    whole = factories.user("whole", "standing_office")
    bare = factories.user("bare", operator=True)
    local = factories.user("local", "auditor", cast.province)
    reads = factories.user("reads", "reader")
    both = factories.user("both", "reader", cast.district)
    UnitRight.objects.create(
        user=both, unit=cast.elsewhere, role="editor", valid_from=factories.START
    )
    left = factories.user("left", "editor", cast.district)
    left.rights.update(valid_to=date(2020, 1, 1))
    users = {u.login: u for u in (office, whole, bare, local, reads, both, left)}
    own = {u.login: u for u in (cast.alice, cast.bob, cast.charlie, cast.dana, cast.operator)}
    return {"cast": cast, **own, **users}


def asks(world: dict[str, Any], login: str) -> Asking:
    return asking_of(world[login])


ALL = {
    *("alice", "bob", "charlie", "dana", "operator", "office", "whole", "bare", "local"),
    *("reads", "both", "left"),
}
OF_A = {"alice", "bob", "office", "local", "both"}


@pytest.mark.parametrize(
    ("login", "sees"),
    [
        ("alice", False),
        ("bob", False),
        ("dana", True),
        ("office", True),
        ("whole", True),
        ("bare", True),
        ("operator", True),
        ("local", False),
        ("reads", False),
        ("left", False),
    ],
)
def test_who_sees_users_at_all(world, login, sees):
    user = world[login]
    assert access.can_see_users(user) is sees
    if sees:
        access.check_sees_users(user)
        return
    with pytest.raises(ForbiddenError) as refused:
        access.check_sees_users(user)
    assert str(refused.value) == NO_USERS


def test_nobody_signed_in_sees_no_users(db):
    for nobody in (None, "alice", object()):
        assert access.can_see_users(nobody) is False


def test_a_right_to_give_counts_from_its_day_to_its_end(world):
    office = world["office"]
    for start, end, sees in (
        (date(2026, 11, 21), None, False),
        (date(2026, 11, 20), None, True),
        (date(2020, 1, 1), date(2026, 11, 21), True),
        (date(2020, 1, 1), date(2026, 11, 20), False),
    ):
        office.rights.update(valid_from=start, valid_to=end)
        assert access.can_see_users(office) is sees, (start, end)


@pytest.mark.parametrize(
    ("login", "everybody"),
    [
        ("whole", True),
        ("reads", True),
        ("dana", True),
        ("operator", True),
        ("bare", True),
        ("office", False),
        ("alice", False),
        ("local", False),
    ],
)
def test_all_users_are_seen_over_the_whole_register_or_with_the_log(world, login, everybody):
    """Either is enough: the office of everything reads no log, the bare operator has no right."""
    assert access.sees_all_users(asks(world, login)) is everybody


@pytest.mark.parametrize(
    ("login", "seen"),
    [("whole", ALL), ("dana", ALL), ("bare", ALL), ("office", OF_A)],
)
def test_the_users_that_somebody_knows_of(world, login, seen):
    found = access.users_for(asks(world, login))
    assert sorted(found.values_list("login", flat=True)) == sorted(seen)


def told(rights: Any) -> list[tuple[str, str]]:
    return [(right.user.login, right.role) for right in rights]


def test_rights_of_today_and_of_all_days(world):
    office, dana = asks(world, "office"), asks(world, "dana")
    assert ("left", "editor") not in told(access.rights_for(office))
    assert ("left", "editor") in told(access.all_rights_for(office))
    assert ("both", "editor") not in told(access.all_rights_for(office))
    assert ("both", "editor") in told(access.rights_for(dana))
    every = set(UnitRight.objects.values_list("user__login", flat=True))
    bare = asks(world, "bare")
    assert {login for login, _ in told(access.rights_for(bare))} == every - {"left"}
    assert {login for login, _ in told(access.all_rights_for(bare))} == every
    assert {login for login, _ in told(access.rights_for(office))} == OF_A
    assert {login for login, _ in told(access.all_rights_for(office))} == {*OF_A, "left"}


def test_rights_stand_as_given_the_newest_of_all_days_first(world, cast):
    both = world["both"]
    for start in (date(2010, 1, 1), date(2015, 1, 1)):
        UnitRight.objects.create(
            user=both,
            unit=cast.communes[0],
            role="reader",
            valid_from=start,
            valid_to=start.replace(year=start.year + 1),
        )
    dana = asks(world, "dana")
    own = access.all_rights_for(dana).filter(user=both)
    assert [right.valid_from.year for right in own] == [2015, 2010, 2002, 2002]
    assert [right.role for right in own][2:] == ["reader", "editor"]
    assert [right.role for right in access.rights_for(dana).filter(user=both)] == [
        "reader",
        "editor",
    ]


GRANTS = {
    ("office", "province"): True,
    ("office", "commune"): True,
    ("office", "elsewhere"): False,
    ("office", "whole"): False,
    ("whole", "elsewhere"): True,
    ("whole", "whole"): True,
    ("bare", "province"): True,
    ("bare", "whole"): True,
    ("dana", "province"): False,
    ("dana", "whole"): False,
    ("alice", "province"): False,
    ("local", "province"): False,
}


@pytest.mark.parametrize(("login", "where"), GRANTS)
def test_where_somebody_gives_rights(world, cast, login, where):
    unit = {
        "province": cast.province.pk,
        "commune": cast.communes[0].pk,
        "elsewhere": cast.elsewhere.pk,
        "whole": None,
    }[where]
    asking = asks(world, login)
    assert access.may_grant(asking, unit) is GRANTS[login, where]
    if GRANTS[login, where]:
        access.check_may_grant(asking, unit)
        access.check_gives_rights(asking)
        return
    with pytest.raises(ForbiddenError) as refused:
        access.check_may_grant(asking, unit)
    assert str(refused.value) == NO_GRANT


@pytest.mark.parametrize("login", ["dana", "alice", "bob", "local", "reads", "left"])
def test_who_only_sees_users_is_told_so(world, login):
    with pytest.raises(ForbiddenError) as refused:
        access.check_gives_rights(asks(world, login))
    assert str(refused.value) == "Bạn chỉ được xem người dùng, không được thêm và cấp quyền."


@pytest.mark.parametrize(
    ("login", "target", "may"),
    [
        ("operator", "bob", True),
        ("operator", "bare", True),
        ("bare", "operator", True),
        ("whole", "bob", True),
        ("whole", "dana", True),
        ("whole", "operator", False),
        ("office", "bob", True),
        ("office", "both", False),
        ("office", "left", False),
        ("dana", "bob", False),
        ("reads", "bob", False),
    ],
)
def test_accounts_are_managed_by_who_gives_all_their_rights_and_operators_by_operators(
    world, login, target, may
):
    asking = asks(world, login)
    assert access.may_manage(asking, world[target]) is may
    if may:
        access.check_may_manage(asking, world[target])
        return
    with pytest.raises(ForbiddenError) as refused:
        access.check_may_manage(asking, world[target])
    assert str(refused.value) == "Bạn không được thay đổi tài khoản này."


def test_a_user_out_of_scope_and_one_that_is_not_there_look_the_same(world, cast):
    office = asks(world, "office")
    assert access.get_user_for(office, world["both"].public_id) == world["both"]
    for public_id in (world["charlie"].public_id, world["left"].public_id, cast.province.public_id):
        with pytest.raises(HiddenError) as hidden:
            access.get_user_for(office, public_id)
        assert str(hidden.value) == "Không có người dùng này."
    with pytest.raises(ForbiddenError) as refused:
        access.get_user_for(asks(world, "alice"), world["bob"].public_id)
    assert str(refused.value) == NO_USERS


def right_of(user: User, **more: Any) -> UnitRight:
    return UnitRight.objects.get(user=user, **more)


def test_a_right_is_changed_where_rights_are_given(world, cast):
    both, office = world["both"], asks(world, "office")
    here, there = right_of(both, unit=cast.district), right_of(both, unit=cast.elsewhere)
    assert access.get_right_to_change(office, both, here.public_id) == here
    assert access.get_right_to_change(asks(world, "whole"), both, there.public_id) == there
    over = right_of(world["left"])
    assert access.get_right_to_change(office, world["left"], over.public_id) == over
    for user, right in ((both, there), (world["bob"], here), (both, over)):
        with pytest.raises(HiddenError) as hidden:
            access.get_right_to_change(office, user, right.public_id)
        assert str(hidden.value) == "Không có quyền này."
    with pytest.raises(ForbiddenError) as refused:
        access.get_right_to_change(asks(world, "dana"), both, here.public_id)
    assert str(refused.value) == NO_GRANT
