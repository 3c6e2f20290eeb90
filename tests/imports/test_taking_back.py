"""A written load taken back whole, refused while something newer rests on it; passed on."""

from __future__ import annotations

import pytest
from django.db.transaction import atomic
from django.urls import reverse

import factories
from goc.audit.models import Event
from goc.dated.undoing import take_back_act
from goc.imports import actions
from goc.imports.models import Load
from goc.lib.errors import RefusedError
from goc.people import actions as people
from goc.people.models import Person
from goc.units.actions import hand_over_work, revoke_right
from goc.units.handing_over import Leaving, works_of
from goc.units.models import UnitRight
from imports.made import ASKED, GOOD, loaded

pytestmark = pytest.mark.django_db
TODAY = factories.TODAY


@pytest.fixture
def written(cast) -> Load:
    return actions.write_load(load=loaded(cast.alice, cast.district, GOOD), by=cast.alice)


def test_all_of_it_goes_and_the_load_says_so(cast, written):
    take_back_act(act=written.act, by=cast.alice, reason="Nhầm tệp")
    written.refresh_from_db()
    assert (Person.objects.count(), written.state) == (0, "taken_back")
    assert (written.rows.count(), written.remarks.count(), written.about) == (0, 0, {})
    with pytest.raises(RefusedError, match="đã được gỡ bỏ"):
        actions.write_load(load=written, by=cast.alice)


def test_not_while_something_newer_rests_on_it(cast, written):
    people.record_fact(
        person=Person.objects.get(), kind="health_class", value="1", on=TODAY, by=cast.alice
    )
    with (
        pytest.raises(RefusedError, match=r"đã có việc ghi tiếp lên trên .*alice ghi lúc"),
        atomic(),
    ):
        take_back_act(act=written.act, by=cast.alice, reason="Nhầm tệp")
    written.refresh_from_db()
    assert (Person.objects.count(), written.state) == (1, "written")


def test_only_the_load_whose_act_it_is(cast, written):
    other = actions.write_load(
        load=loaded(cast.alice, cast.district, [1, "Lý Văn Ba", 1980, "", "", "", "Xã Một Hai"]),
        by=cast.alice,
    )
    take_back_act(act=other.act, by=cast.alice, reason="Nhầm tệp")
    written.refresh_from_db()
    assert (written.state, Person.objects.get().full_name) == ("written", "Nông Văn Đức")


def test_it_is_one_act_with_all_that_it_wrote(cast, written):
    told = Event.objects.filter(act=written.act)
    assert set(told.values_list("by", flat=True)) == {"alice"}
    assert {"imports.write", "acts.many", "people.add_person"} <= set(
        told.values_list("action", flat=True)
    )
    assert not Event.objects.filter(action="people.add_person").exclude(act=written.act).exists()


# --- rights that end


@pytest.fixture
def erin(cast):
    return factories.user("erin", "editor", cast.district)


@pytest.fixture
def heir(cast):
    return factories.user("heir", "editor", cast.province)


def hanging_on(user) -> list[str]:
    leaving = Leaving(user, tuple(UnitRight.objects.filter(user=user)), TODAY)
    return [work.what for _hanging, work in works_of(leaving)]


def test_a_right_does_not_end_while_a_load_is_half_done(cast, erin, heir):
    load = loaded(erin, cast.district, ASKED)
    assert hanging_on(erin) == ["Nạp danh sách: danh-sach.xlsx"]
    right = UnitRight.objects.get(user=erin)
    with pytest.raises(RefusedError, match="còn giữ 1 việc"):
        revoke_right(right=right, on=TODAY, by="chief")
    hand_over_work(leaver=erin, heir=heir, rights=[right], on=TODAY, reason="Nghỉ hưu", by="chief")
    load.refresh_from_db()
    assert (load.owner, load.mends.count(), hanging_on(erin)) == (heir, 0, [])
    assert hanging_on(heir) == ["Nạp danh sách: danh-sach.xlsx"]


def test_what_is_over_or_somebody_elses_hangs_on_nobody(cast, erin):
    actions.drop_load(load=loaded(erin, cast.district, ASKED), by=erin)
    actions.write_load(load=loaded(erin, cast.district, GOOD), by=erin)
    loaded(cast.alice, cast.district, ASKED)
    assert hanging_on(erin) == []


def test_a_load_of_the_whole_register_hangs_on_the_right_on_it(cast):
    chief = factories.user("chief", "standing_office", None)
    loaded(chief, None, ASKED)
    assert hanging_on(chief) == ["Nạp danh sách: danh-sach.xlsx"]


PAGES = ["load", "load_reading", "load_sheet", "load_wanted", "load_workbook"]


def test_its_pages_say_so_and_show_nothing_of_the_list(cast, client, written):
    client.force_login(cast.alice)
    take_back_act(act=written.act, by=cast.alice, reason="Nhầm tệp")
    answers = [client.get(reverse(page, args=[written.public_id])) for page in PAGES]
    assert {answer.status_code for answer in answers} <= {200, 400}
    assert not any("Nông Văn Đức" in answer.content.decode() for answer in answers)
    assert "đã được gỡ bỏ khỏi sổ" in answers[0].content.decode()
