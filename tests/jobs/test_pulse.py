"""Progress, cancelling and the server's end reach a job past whatever the job itself is doing."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator

import pytest
from django.db import connection, transaction
from django.utils import timezone

from goc.jobs import actions, pulse
from goc.jobs.models import Job
from goc.jobs.registry import KINDS, Kind
from goc.lib.progress import Report

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 10.0


@pytest.fixture(autouse=True)
def quick(monkeypatch) -> None:
    monkeypatch.setattr(pulse, "BEAT", 0.02)
    monkeypatch.setattr(pulse, "PATIENCE", 50)


@pytest.fixture
def running(monkeypatch) -> Iterator[Callable[[Callable[[Report], None]], Job]]:
    """Runs a function as a job and gives the job when it is over."""

    def ran(work: Callable[[Report], None], stop: threading.Event | None = None) -> Job:
        def act(*, by: str, report: Report) -> dict[str, str]:
            work(report)
            return {"by": by}

        monkeypatch.setitem(KINDS, "test.work", Kind("test.work", "Thử", act))
        actions.enqueue("test.work", by="alice")
        claimed = actions.claim()
        assert claimed is not None
        return actions.run(claimed, stop=stop)

    yield ran


def told(of_what: Callable[[], object], wanted: object) -> bool:
    """Whether it becomes so within some seconds."""
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        if of_what() == wanted:
            return True
        time.sleep(0.01)
    return False


def row(*names: str) -> tuple[object, ...]:
    return Job.objects.values_list(*names).get()


def end_of(job: Job) -> tuple[object, ...]:
    return job.state, job.message, job.result


def test_progress_is_written_while_it_works(running):
    seen = []

    def work(report):
        report(40, "đang đếm")
        seen.append(told(lambda: row("progress", "message"), (40, "đang đếm")))

    assert end_of(running(work)) == ("done", "", {"by": "alice"})
    assert seen == [True]


def test_the_heart_beats_while_the_work_says_nothing(running):
    seen = []

    def work(report):
        before = row("heartbeat")
        seen.append(told(lambda: row("heartbeat") > before, True))

    assert end_of(running(work)) == ("done", "", {"by": "alice"})
    assert seen == [True]


def test_progress_passes_a_transaction_that_may_only_read(running):
    """As the one of a snapshot, while somebody else saves."""
    from goc.snapshots.actions import read_transaction

    def work(report):
        with read_transaction():
            Job.objects.count()
            elsewhere(lambda: Job.objects.update(unit="saved meanwhile"))
            for percent in (10, 20):
                report(percent, "đang đọc")
                time.sleep(0.1)

    assert end_of(running(work)) == ("done", "", {"by": "alice"})
    assert row("unit") == ("saved meanwhile",)


def test_progress_that_cannot_be_written_never_fails_the_work(running):
    """The work itself holds the lock that the pulse would need."""

    def work(report):
        with transaction.atomic():
            Job.objects.update(unit="locked")
            for percent in range(5):
                report(percent, "đang ghi")
                time.sleep(0.1)

    assert end_of(running(work)) == ("done", "", {"by": "alice"})
    assert row("unit", "progress") == ("locked", 100)


def elsewhere(act: Callable[[], object]) -> None:
    """Done in a thread with a connection of its own."""

    def done() -> None:
        act()
        connection.close()

    thread = threading.Thread(target=done)
    thread.start()
    thread.join()


def until_stopped(report: Report) -> None:
    end = time.monotonic() + SOON
    while time.monotonic() < end:
        report(30, "đang làm")
        time.sleep(0.01)


def test_a_running_job_stops_when_somebody_asks(running):
    def work(report):
        elsewhere(lambda: actions.request_cancel(Job.objects.get()))
        until_stopped(report)

    assert end_of(running(work)) == ("cancelled", "", {})


def test_a_running_job_stops_when_the_server_ends(running):
    stop, before = threading.Event(), []

    def work(report):
        stop.set()
        before.append(told(lambda: row("state"), ("failed",)))
        until_stopped(report)

    said = "Máy chủ dừng giữa chừng; hãy chạy lại."
    assert end_of(running(work, stop)) == ("failed", said, {})
    assert before == [True]


def test_work_that_is_done_all_the_same_when_the_server_ends_is_done(running):
    stop = threading.Event()

    def work(report):
        stop.set()
        assert told(lambda: row("state"), ("failed",))

    assert end_of(running(work, stop)) == ("done", "", {"by": "alice"})


def test_the_end_is_written_once_the_database_is_back(running):
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL only: SQLite has no connection to lose")

    def work(report):
        with connection.cursor() as cursor:
            own = cursor.execute("SELECT pg_backend_pid()").fetchone()[0]
        elsewhere(lambda: connection.cursor().execute("SELECT pg_terminate_backend(%s)", [own]))

    assert end_of(running(work)) == ("done", "", {"by": "alice"})


def test_the_pulse_leaves_no_thread_behind(running):
    running(lambda report: None)
    assert [t.name for t in threading.enumerate() if t.name == "goc-pulse"] == []


def test_a_freed_job_keeps_its_sentence(running):
    """Somebody took this worker for dead; the pulse does not make a finished row run again."""

    def work(report):
        now = timezone.now()
        Job.objects.update(state="failed", message="x", progress=1, finished_at=now)
        report(50, "còn chạy")
        time.sleep(0.2)
        assert row("state", "message", "progress") == ("failed", "x", 1)

    assert end_of(running(work)) == ("done", "", {"by": "alice"})
