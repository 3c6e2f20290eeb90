"""The working snapshot: the register as it is, made again only where something was changed."""

from __future__ import annotations

import os
import time
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from figures.register import Register
from goc.audit.actions import erase_values, record
from goc.audit.queries import events_about
from goc.figures import upkeep
from goc.figures.compute import Question
from goc.figures.queries import answers_home, definitions, open_snapshot
from goc.figures.tables import compute
from goc.jobs.actions import claim, run
from goc.jobs.models import Job
from goc.jobs.registry import SHORT
from goc.lib.errors import NotInOrderError
from goc.people import actions as people
from goc.people.models import Person
from goc.snapshots import working
from goc.snapshots.actions import make_snapshot
from goc.snapshots.registry import TABLES
from goc.snapshots.tasks import keep_current
from goc.snapshots.working import REFRESH
from goc.units.actions import found_unit


def refreshed(**how: bool) -> working.Working:
    found = working.refresh(**how)
    assert found is not None and working.current() == found
    return found


def files(found: working.Working) -> dict[str, int]:
    """Table → number of its file on the disk: the same where it was taken over."""
    return {p.stem: p.stat().st_ino for p in found.folder.glob("*.parquet")}


def again(before: working.Working, after: working.Working) -> set[str]:
    old, new = files(before), files(after)
    return {name for name in new if old[name] != new[name]}


def person_of(made: Register) -> Person:
    return next(iter(made.people.values()))


def changed_person(made: Register) -> None:
    people.record_death(person=person_of(made), on=date(2026, 11, 1), by=made.by)


def test_it_answers_what_a_snapshot_of_today_answers(made: Register) -> None:
    now = refreshed()
    today = make_snapshot(unit=None, cut_off=timezone.localdate(), by=made.by)
    asked = Question(None, timezone.localdate())
    with open_snapshot(now) as one, open_snapshot(today) as other:
        for indicator in definitions().indicators.values():
            first, second = one.value(indicator, asked), other.value(indicator, asked)
            assert (first.value, first.numerator) == (second.value, second.numerator)
        table = definitions().tables["P8"]
        assert compute(one, table, asked).rows == compute(other, table, asked).rows
    assert now.public_id == "now" and not hasattr(now, "pk")


def test_nothing_changed_is_nothing_made_again(made: Register) -> None:
    before = refreshed()
    assert set(files(before)) == set(TABLES)
    after = refreshed()
    assert (again(before, after), before.folder.exists()) == (set(), True)


def test_a_changed_person_leaves_units_and_money_as_they_are(made: Register) -> None:
    before = refreshed()
    changed_person(made)
    remade = again(before, refreshed())
    kept = set(TABLES) - remade
    assert {"persons", "holdings", "enrolments", "careers"} <= remade
    assert {"unit_versions", "unit_map", "lineage", "entries", "funding"} <= kept


def test_a_new_unit_is_on_the_map(made: Register) -> None:
    before = refreshed()
    found_unit(name="Xã Mới", kind="commune", parent=made.second, on=date(2026, 1, 1), by=made.by)
    assert {"unit_versions", "unit_parents", "unit_map"} <= again(before, refreshed())


def test_forced_makes_everything_again(made: Register) -> None:
    before = refreshed()
    assert again(before, refreshed(forced=True)) == set(TABLES)


def test_another_day_is_another_register(made: Register) -> None:
    before = refreshed()
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        after = refreshed()
    assert again(before, after) == set(TABLES)
    assert after.cut_off == before.cut_off + timedelta(days=1)


def test_a_damaged_one_counts_nothing_and_is_made_again(made: Register) -> None:
    before = refreshed()
    with (before.folder / "persons.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(NotInOrderError), open_snapshot(before):
        pass
    assert again(before, refreshed()) == set(TABLES)


def test_what_stops_the_making_leaves_the_one_before(made: Register, monkeypatch) -> None:
    before = refreshed()
    changed_person(made)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("goc.snapshots.parquet.write_table", full)
    with pytest.raises(OSError, match="No space"):
        working.refresh()
    assert working.current() == before
    assert list(working.home().glob(".making-*")) == []


def test_only_its_owner_reads_it_and_it_can_be_dropped(made: Register) -> None:
    found = refreshed()
    modes = [p.stat().st_mode & 0o777 for p in (working.home(), found.folder)]
    assert modes == [0o700, 0o700]
    working.drop()
    assert (working.current(), working.home().exists()) == (None, False)


def test_erasing_what_the_log_tells_of_a_person_takes_it_away(
    made: Register, django_capture_on_commit_callbacks: Any
) -> None:
    refreshed()
    events = events_about(str(person_of(made).public_id), kind="people.person")
    with django_capture_on_commit_callbacks(execute=True):
        erase_values(events=events, reason="Công văn 12", by=made.by)
    assert (working.current(), working.home().exists()) == (None, False)
    assert list(working.home().parent.glob(".dropped*")) == []


def test_what_is_being_made_while_it_is_dropped_is_never_put_in_place(
    made: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    from goc.snapshots import parquet

    write = parquet.write_table

    def and_drop(*args: Any) -> int:
        working.drop()
        return write(*args)

    monkeypatch.setattr(parquet, "write_table", and_drop)
    with pytest.raises(FileNotFoundError):
        working.refresh()
    assert working.current() is None


def test_old_ones_go_after_a_while(made: Register) -> None:
    first = refreshed()
    second = refreshed()
    then = time.time() - working.KEPT_OPEN - 5
    os.utime(first.folder, (then, then))
    refreshed()
    assert (first.folder.exists(), second.folder.exists()) == (False, True)


def test_it_is_kept_current_while_somebody_asks(made: Register) -> None:
    keep_current()
    refreshed()
    changed_person(made)
    keep_current()
    assert Job.objects.count() == 0  # nobody looks
    working.asked()
    keep_current()
    keep_current()
    job = Job.objects.get()
    assert (job.kind, job.by) == (REFRESH, "goc")
    assert run(claim(lane=SHORT)).state == "done"
    keep_current()
    assert Job.objects.count() == 1


def test_what_only_reads_or_tells_of_other_things_changes_nothing(made: Register) -> None:
    refreshed()
    working.asked()
    person = person_of(made)
    record(by="bob", action="people.read", kind="people.person", subject=person.public_id)
    record(by="bob", action="accounts.sign_in", kind="accounts.user", subject="bob")
    assert not working.is_behind()
    record(by="bob", action="correct", kind="people.person", subject=person.public_id)
    assert working.is_behind()


def test_an_event_that_comes_to_light_late_is_seen(made: Register) -> None:
    """Its number is lower than one that was seen: it was written in a longer transaction."""
    late = record(by="x", action="open", kind="people.person")
    type(late).objects.filter(pk=late.pk).delete()
    record(by="x", action="accounts.sign_in", kind="accounts.user")
    refreshed()
    working.asked()
    assert not working.is_behind()
    type(late).objects.bulk_create(
        [type(late)(id=late.id, by="x", action="open", kind="people.person")]
    )
    assert working.is_behind()


def test_its_answers_are_kept_as_long_as_it_stands(made: Register) -> None:
    asked = Question(None, timezone.localdate())
    with open_snapshot(refreshed()) as computer:
        computer.value(definitions().indicators["trained"], asked)
    upkeep.tidy()
    assert [p.name for p in answers_home().iterdir()] == [working.current().manifest_sha256]
    refreshed(forced=True)
    upkeep.tidy()
    assert list(answers_home().iterdir()) == []


def test_the_pages_offer_it_beside_the_frozen_ones(made: Register, client) -> None:
    client.force_login(made.cast.operator)
    made.snapshot()
    page = client.get(reverse("figures")).content.decode()
    assert "Lập số liệu hiện thời" in page and "số liệu chốt đến 31/12/2012" in page

    answer = client.post(reverse("working_refresh"))
    assert run(claim(lane=SHORT)).state == "done"
    assert answer["Location"] == reverse("job", args=[Job.objects.get().public_id])

    page = client.get(reverse("figures")).content.decode()
    assert "?snapshot=now" in page and "số liệu chốt đến 31/12/2012" in page
    for name, args in (("figures", []), ("figure", ["trained"]), ("table", ["P8"])):
        page = client.get(reverse(name, args=args), {"snapshot": "now"}).content.decode()
        assert "số liệu hiện thời lúc" in page and "Làm mới" in page
    frozen = client.get(reverse("records", args=["trained"]), {"of": "denominator"})
    assert "?of=denominator&amp;snapshot=now" in frozen.content.decode()
    listed = client.get(reverse("records", args=["trained"]), {"snapshot": "now"})
    assert "số liệu hiện thời lúc" in listed.content.decode()


def test_out_of_scope_is_out_of_scope_there_too(made: Register, client) -> None:
    refreshed()
    client.force_login(made.cast.charlie)
    asked = {"snapshot": "now", "unit": str(made.second.public_id)}
    assert client.get(reverse("figures"), asked).status_code == 404


def test_it_cannot_be_asked_before_it_is_made(made: Register, client) -> None:
    client.force_login(made.cast.operator)
    made.snapshot()
    answer = client.get(reverse("figures"), {"snapshot": "now"})
    assert answer.status_code == 400
    assert "Chưa có số liệu hiện thời" in answer.content.decode()


def test_who_has_no_unit_refreshes_nothing(made: Register, client, django_user_model) -> None:
    client.force_login(django_user_model.objects.create(login="nobody", name="Nobody"))
    assert client.post(reverse("working_refresh")).status_code == 404
    assert Job.objects.count() == 0
