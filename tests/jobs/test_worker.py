"""The loop of `goc serve`: jobs one at a time, chores beside them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from goc.jobs import actions
from goc.jobs.models import Job
from goc.jobs.registry import KINDS, Kind
from goc.jobs.worker import Chore, work

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def stop() -> threading.Event:
    return threading.Event()


@pytest.fixture
def kind(monkeypatch) -> Callable[[Callable[[], object]], None]:
    def register(act: Callable[[], object]) -> None:
        def ran(*, by: str, report: object) -> dict[str, str]:
            act()
            return {}

        monkeypatch.setitem(KINDS, "test.work", Kind("test.work", "Thử", ran))

    return register


def test_it_runs_what_is_queued_and_ends_when_told(stop, kind):
    kind(lambda: None)
    jobs = [actions.enqueue("test.work", by="alice") for _ in range(3)]

    def end_when_done() -> None:
        if not Job.objects.exclude(state="done").exists():
            stop.set()

    worked(stop, Chore(end_when_done, 0.01))

    assert Job.objects.filter(state="done").count() == len(jobs)
    assert {job.worker for job in Job.objects.all()} != {""}


def worked(stop: threading.Event, *chores: Chore) -> None:
    thread = threading.Thread(target=lambda: work(stop, every=0.01, chores=chores))
    thread.start()
    thread.join(timeout=30)
    assert not thread.is_alive()


def test_chores_go_on_while_a_job_runs(stop, kind):
    enough = threading.Event()
    kind(lambda: enough.wait(20))
    actions.enqueue("test.work", by="alice")
    during: list[str] = []

    def look() -> None:
        during.extend(Job.objects.filter(state="running").values_list("state", flat=True))
        if len(during) == 3:
            enough.set()
        if not Job.objects.filter(state__in=["queued", "running"]).exists():
            stop.set()

    worked(stop, Chore(look, 0.01))

    assert (enough.is_set(), Job.objects.get().state) == (True, "done")


def test_a_chore_that_fails_is_logged_and_the_others_go_on(stop, caplog):
    done: list[str] = []

    def broken() -> None:
        done.append("broken")
        raise ZeroDivisionError

    def sound() -> None:
        done.append("sound")
        if done.count("broken") > 1 and done.count("sound") > 1:
            stop.set()

    worked(stop, Chore(broken, 0.01), Chore(sound, 0.01))

    assert {record.getMessage() for record in caplog.records} == {"chore broken"}


def test_each_chore_has_its_own_time(stop):
    done: list[str] = []

    def often() -> None:
        done.append("often")
        if done.count("often") == 5:
            stop.set()

    worked(stop, Chore(lambda: done.append("rarely"), 3600), Chore(often, 0.01))

    assert (done.count("rarely"), done.count("often")) == (1, 5)


def test_a_worker_without_a_place_for_its_lock_works_all_the_same(stop, kind, site):
    (site / "workers").write_text("a file, not a folder")
    kind(stop.set)
    actions.enqueue("test.work", by="alice")
    worked(stop)

    assert Job.objects.values_list("state", "worker").get() == ("done", "")
