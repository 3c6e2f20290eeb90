"""A right does not end while work hangs on it that nobody else was given; one act hands all over."""

from datetime import date

import pytest
from django.db import DatabaseError

import factories
from goc.accounts.actions import disable_user
from goc.audit.models import Event
from goc.directives.actions import open_duty
from goc.jobs.models import Job
from goc.lib.errors import InputError, RefusedError
from goc.units.actions import (
    correct_right,
    grant_right,
    hand_over_work,
    revoke_right,
    take_back_right,
)
from goc.units.handing_over import Leaving, works_of
from goc.units.models import Charge, HandOver, UnitRight

TODAY = factories.TODAY
pytestmark = pytest.mark.django_db


@pytest.fixture
def erin(cast):
    return factories.user("erin", "editor", cast.district)


@pytest.fixture
def heir(cast):
    return factories.user("heir", "editor", cast.province)


def right_of(user) -> UnitRight:
    return UnitRight.objects.get(user=user)


def duty(unit, by="chief"):
    return open_duty(unit=unit, act="Gửi giấy mời", due_on=date(2026, 12, 1), by=by)


def hanging_on(user) -> list[str]:
    leaving = Leaving(user, tuple(UnitRight.objects.filter(user=user)), TODAY)
    return [work.what for _hanging, work in works_of(leaving)]


def handed(erin, heir, **more) -> HandOver:
    given = {"leaver": erin, "heir": heir, "rights": [right_of(erin)], "on": TODAY}
    return hand_over_work(**given | {"reason": "Nghỉ hưu", "by": "chief"} | more)


def test_a_duty_of_a_unit_where_nobody_else_works_hangs(cast, erin):
    duty(cast.communes[0])
    assert hanging_on(erin) == ["Gửi giấy mời"]
    with pytest.raises(RefusedError) as refused:
        revoke_right(right=right_of(erin), on=TODAY, by="chief")
    assert str(refused.value) == (
        "«erin» còn giữ 1 việc chưa có người nhận (ví dụ: Gửi giấy mời). Hãy bàn giao trước ở "
        "trang của người dùng này."
    )
    assert right_of(erin).valid_to is None


def test_where_somebody_else_works_on_the_unit_it_does_not(cast, erin):
    duty(cast.communes[0])
    factories.user("frank", "editor", cast.communes[0])
    assert hanging_on(erin) == []
    revoke_right(right=right_of(erin), on=TODAY, by="chief")
    assert right_of(erin).valid_to == TODAY


@pytest.mark.parametrize("role", ["reader", "auditor", "administrator"])
def test_who_only_looks_is_nobody_else(cast, erin, role):
    duty(cast.communes[0])
    factories.user("frank", role, cast.communes[0])
    assert hanging_on(erin) == ["Gửi giấy mời"]


def test_who_works_above_is_not_at_this_desk(cast, erin, heir):
    duty(cast.communes[0])
    assert hanging_on(erin) == ["Gửi giấy mời"]


def test_what_another_right_of_his_covers_does_not_hang(cast, erin):
    duty(cast.communes[0])
    grant_right(user=erin, unit=cast.province, role="editor", on=TODAY, by="chief")
    district = UnitRight.objects.get(user=erin, unit=cast.district)
    revoke_right(right=district, on=TODAY, by="chief")
    district.refresh_from_db()
    assert district.valid_to == TODAY


def test_a_settled_duty_and_one_beside_do_not_hang(cast, erin):
    duty(cast.elsewhere)
    done = duty(cast.communes[0])
    done.state = "done"
    done.save()
    assert hanging_on(erin) == []


def test_every_way_a_right_ends_is_held_up(cast, erin):
    duty(cast.communes[0])
    right = right_of(erin)
    ways = [
        lambda: take_back_right(right=right, by="chief", reason="Nhầm"),
        lambda: grant_right(user=erin, unit=cast.district, role="reader", on=TODAY, by="chief"),
        lambda: disable_user(user=erin, by="chief"),
        lambda: correct_right(
            right=right,
            role="editor",
            valid_from=factories.START,
            valid_to=TODAY,
            by="chief",
            text="x",
        ),
    ]
    for way in ways:
        with pytest.raises(RefusedError, match="chưa có người nhận"):
            way()
    assert (right_of(erin).role, right_of(erin).valid_to) == ("editor", None)
    grant_right(user=erin, unit=cast.district, role="checker", on=TODAY, by="chief")


def test_one_act_hands_all_over_and_ends_the_right(cast, erin, heir):
    one = duty(cast.communes[0])
    job = Job.objects.create(kind="snapshots.make", by="erin", state="queued")
    made = handed(erin, heir)
    assert right_of(erin).valid_to == TODAY
    assert Charge.objects.get(subject=one.public_id).user == heir
    job.refresh_from_db()
    assert job.by == "heir"
    assert made.rights == ["Người nhập: Huyện Một"]
    assert made.works == [
        {"what": "Gửi giấy mời", "unit": "Xã Một Một"},
        {"what": str(job.label), "unit": "Huyện Một"},
    ]
    event = Event.objects.get(action="units.hand_over_work")
    assert (event.by, event.text, event.after["works"]) == ("chief", "erin → heir", made.works)


def test_what_was_handed_to_somebody_hangs_on_him(cast, erin, heir):
    duty(cast.communes[0])
    factories.user("frank", "editor", cast.province)
    handed(erin, heir)
    assert hanging_on(heir) == ["Gửi giấy mời"]


def test_an_heir_must_be_able_to_do_it(cast, erin):
    duty(cast.communes[0])
    with pytest.raises(RefusedError) as refused:
        handed(erin, cast.charlie)
    assert str(refused.value) == (
        "Charlie chưa có quyền làm việc này: Gửi giấy mời (Xã Một Một). Hãy cấp quyền cho người "
        "nhận trước, rồi bàn giao."
    )
    assert not HandOver.objects.exists()


def test_nobody_hands_over_to_oneself_or_without_a_right(cast, erin, heir):
    with pytest.raises(RefusedError, match="một người khác"):
        handed(erin, erin)
    with pytest.raises(InputError, match="ít nhất một quyền"):
        handed(erin, heir, rights=[])


def test_all_of_it_or_nothing(cast, erin, heir, monkeypatch):
    duty(cast.communes[0])

    def broken(**_more):
        raise DatabaseError

    monkeypatch.setattr("goc.units.actions.handing_over.revoke_right", broken)
    with pytest.raises(DatabaseError):
        handed(erin, heir)
    assert not (HandOver.objects.exists() or Charge.objects.exists())
    assert not Event.objects.filter(action__startswith="units.").exists()
