"""Claiming, running, cancelling and reaping."""

import errno
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from goc.jobs import actions, presence
from goc.jobs.models import Job
from goc.jobs.registry import KINDS, kind
from goc.lib.errors import RefusedError
from goc.lib.progress import Report

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kinds():
    before = dict(KINDS)

    @kind("test.work", "Thử")
    def work(*, by: str, report: Report, steps: int = 1, fail: str = "") -> dict[str, object]:
        for step in range(steps):
            report(step * 10, f"bước {step}")
        if fail == "refused":
            raise RefusedError("Kỳ %(n)s đã khóa.", n=3)
        if fail == "full":
            raise OSError(errno.ENOSPC, "No space left on device")
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


@pytest.mark.parametrize(
    ("fail", "said"),
    [
        ("refused", "Kỳ 3 đã khóa."),
        (
            "full",
            "Hết chỗ trên đĩa nơi đang ghi tệp; việc đang làm chưa được ghi. Hãy giải phóng chỗ trống "
            "(hoặc nâng hạn mức) rồi làm lại.",
        ),
        ("other", "Lỗi ngoài dự kiến; xem nhật ký của máy chủ."),
    ],
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


@pytest.mark.parametrize("hours", [-1, 1])
def test_a_heartbeat_of_another_time_is_stale_also_of_one_to_come(hours):
    job = actions.enqueue("test.work", by="alice")
    actions.claim()
    Job.objects.update(heartbeat=timezone.now() + timedelta(hours=hours))

    assert (actions.reap(), values(job, "state")) == (1, ("failed",))


def test_what_a_worker_left_that_is_known_to_be_gone_is_freed_at_once(site):
    left, kept, elsewhere = (actions.enqueue("test.work", by="alice") for _ in range(3))
    with presence.presence() as name:
        for worker in ("gone", name, "on-another-machine"):
            actions.claim(worker)
        (site / "workers" / "gone").touch()

        assert actions.reap() == 1
        assert [values(job, "state")[0] for job in (left, kept, elsewhere)] == [
            "failed",
            "running",
            "running",
        ]
        assert [path.name for path in (site / "workers").iterdir()] == [name]
    assert list((site / "workers").iterdir()) == []


@pytest.mark.django_db(transaction=True)
def test_two_workers_never_get_the_same_job():
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
