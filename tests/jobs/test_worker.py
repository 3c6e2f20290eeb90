"""The loops of `goc serve`: jobs one at a time in each lane, chores beside them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest

from goc.jobs import actions
from goc.jobs.models import Job
from goc.jobs.registry import KINDS, LONG, SHORT, Kind
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


def test_what_is_short_does_not_wait_for_what_is_long(stop, monkeypatch):
    """The long job ends only once three short ones that came later are done."""
    order: list[str] = []
    short_done = threading.Event()

    def short(*, by: str, report: object) -> dict[str, str]:
        order.append("short")
        if order.count("short") == 3:
            short_done.set()
        return {}

    def long(*, by: str, report: object) -> dict[str, str]:
        order.append("long begins")
        in_time = short_done.wait(20)
        order.append("long ends" if in_time else "long waited in vain")
        stop.set()
        return {}

    monkeypatch.setitem(KINDS, "test.short", Kind("test.short", "Ngắn", short, SHORT))
    monkeypatch.setitem(KINDS, "test.long", Kind("test.long", "Dài", long, LONG))
    actions.enqueue("test.long", by="alice")
    for _ in range(3):
        actions.enqueue("test.short", by="alice")

    worked(stop)

    assert (sorted(order[:-1]), order[-1]) == (
        ["long begins", "short", "short", "short"],
        "long ends",
    )
    assert set(Job.objects.values_list("state", flat=True)) == {"done"}


@pytest.mark.parametrize("lane", [SHORT, LONG])
def test_the_jobs_of_a_lane_run_one_at_a_time(stop, monkeypatch, lane):
    inside, most, done = [], [], []

    def act(*, by: str, report: object) -> dict[str, str]:
        inside.append(1)
        most.append(len(inside))
        threading.Event().wait(0.02)
        inside.pop()
        done.append(1)
        if len(done) == 4:
            stop.set()
        return {}

    monkeypatch.setitem(KINDS, "test.one", Kind("test.one", "Một", act, lane))
    for _ in range(4):
        actions.enqueue("test.one", by="alice")

    worked(stop)

    assert most == [1, 1, 1, 1]


def test_a_lane_takes_only_its_own(db, monkeypatch):
    monkeypatch.setitem(KINDS, "test.short", Kind("test.short", "Ngắn", dict, SHORT))
    monkeypatch.setitem(KINDS, "test.gone", Kind("test.gone", "Cũ", dict))
    gone, short = (actions.enqueue(f"test.{name}", by="alice") for name in ("gone", "short"))
    monkeypatch.delitem(KINDS, "test.gone")

    assert [actions.claim(lane=SHORT), actions.claim(lane=SHORT)] == [short, None]
    assert [actions.claim(lane=LONG), actions.claim(lane=LONG)] == [gone, None]


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
