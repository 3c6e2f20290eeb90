"""Claiming, running, cancelling and reaping."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from goc.jobs import actions, worker
from goc.jobs.models import Job
from goc.jobs.registry import KINDS, kind
from goc.lib.errors import RefusedError
from goc.lib.progress import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds(monkeypatch):
    monkeypatch.setattr(actions, "BEAT", 0.0)
    before = dict(KINDS)

    @kind("test.work", "Thử")
    def work(*, by: str, report: Report, steps: int = 1, fail: str = "") -> dict[str, object]:
        for step in range(steps):
            report(step * 10, f"bước {step}")
        if fail == "refused":
            raise RefusedError("Kỳ %(n)s đã khóa.", n=3)
        if fail:
            raise ZeroDivisionError(fail)
        return {"by": by, "url": "/x/"}

    yield
    KINDS.clear()
    KINDS.update(before)


def values(job: Job, *names: str) -> tuple[object, ...]:
    job.refresh_from_db()
    return tuple(getattr(job, name) for name in names)


def test_an_unknown_kind_is_not_queued():
    with pytest.raises(KeyError):
        actions.enqueue("test.nothing", by="alice")


def test_a_job_is_rolled_back_with_its_business():
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.enqueue("test.work", by="alice")
        raise ZeroDivisionError
    assert Job.objects.count() == 0


def test_the_oldest_is_claimed_first():
    first, second = actions.enqueue("test.work", by="alice"), actions.enqueue("test.work", by="bob")

    assert [actions.claim(), actions.claim(), actions.claim()] == [first, second, None]
    assert values(first, "state") == ("running",)
    assert first.heartbeat is not None


def test_a_job_runs_to_its_result():
    actions.enqueue("test.work", by="alice", steps=3)
    job = actions.run(actions.claim())

    assert values(job, "state", "progress", "result", "message") == (
        "done",
        100,
        {"by": "alice", "url": "/x/"},
        "",
    )
    assert job.finished_at is not None


def test_progress_is_written_while_it_works():
    job = actions.enqueue("test.work", by="alice")
    actions.reporter(job)(40, "đang đếm")

    assert values(job, "progress", "message") == (40, "đang đếm")


def test_progress_is_written_at_most_once_a_beat(monkeypatch):
    monkeypatch.setattr(actions, "BEAT", 60.0)
    job = actions.enqueue("test.work", by="alice")
    report = actions.reporter(job)
    report(10, "một")
    report(20, "hai")

    assert values(job, "progress") == (10,)


@pytest.mark.parametrize(
    ("fail", "said"),
    [("refused", "Kỳ 3 đã khóa."), ("other", "Lỗi ngoài dự kiến; xem nhật ký của máy chủ.")],
)
def test_a_failure_is_a_sentence(fail, said, caplog):
    actions.enqueue("test.work", by="alice", fail=fail)
    job = actions.run(actions.claim())

    assert values(job, "state", "message", "result") == ("failed", said, {})


def test_a_waiting_job_is_cancelled_at_once():
    job = actions.enqueue("test.work", by="alice")
    actions.request_cancel(job)

    assert values(job, "state", "cancel_requested") == ("cancelled", False)
    assert actions.claim() is None


def test_a_running_job_stops_at_its_next_report():
    actions.enqueue("test.work", by="alice", steps=3)
    job = actions.claim()
    actions.request_cancel(job)
    actions.run(job)

    assert values(job, "state", "progress", "result") == ("cancelled", 0, {})


def test_a_finished_job_stays_as_it_is():
    actions.enqueue("test.work", by="alice")
    job = actions.run(actions.claim())
    actions.request_cancel(job)

    assert values(job, "state", "cancel_requested") == ("done", False)


def test_what_a_killed_worker_left_is_freed():
    killed, alive = (actions.enqueue("test.work", by="alice") for _ in range(2))
    actions.claim(), actions.claim()
    Job.objects.filter(pk=killed.pk).update(heartbeat=timezone.now() - timedelta(seconds=121))

    assert actions.reap() == 1
    assert values(killed, "state", "message") == (
        "failed",
        "Máy chủ dừng giữa chừng; hãy chạy lại.",
    )
    assert values(alive, "state") == ("running",)


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_get_the_same_job():
    if connection.vendor == "sqlite":
        pytest.skip(
            "the tests' SQLite is in memory and cannot wait for a lock; proved on PostgreSQL"
        )
    made = {actions.enqueue("test.work", by="alice").pk for _ in range(20)}
    start = threading.Barrier(2)

    def take() -> list[int]:
        start.wait()
        taken = []
        while job := actions.claim():
            taken.append(job.pk)
        connection.close()
        return taken

    with ThreadPoolExecutor(2) as pool:
        one, other = (future.result() for future in [pool.submit(take), pool.submit(take)])
    assert sorted(one + other) == sorted(made)


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_what_is_queued_and_ends_when_told():
    done = [actions.enqueue("test.work", by="alice") for _ in range(3)]
    stop, turns = threading.Event(), []

    def daily() -> None:
        """Called before the first job and then about once a minute; here it also ends the loop."""
        turns.append(1)
        if not Job.objects.filter(state="queued").exists():
            stop.set()

    def loop() -> None:
        worker.work(stop, every=0.001, daily=daily)
        connection.close()

    thread = threading.Thread(target=loop)
    thread.start()
    thread.join(timeout=30)

    assert (thread.is_alive(), [values(job, "state") for job in done], bool(turns)) == (
        False,
        [("done",)] * 3,
        True,
    )
