from datetime import date

import pytest

from figures.pages import signed_in, words
from figures.register import Register
from goc.jobs.models import Job
from goc.snapshots.models import Snapshot


def test_those_in_scope_with_cut_off_and_rows(made: Register, client) -> None:
    made.snapshot(made.second)
    text = words(signed_in(client, made.cast.alice).get("/snapshots/"))
    assert "31/12/2012 Huyện Hai" in text and "operator" in text


def test_charlie_sees_none_and_verifies_none(made: Register, client) -> None:
    snapshot = made.snapshot(made.second)
    signed_in(client, made.cast.charlie)
    assert "Chưa có bản chốt nào trong phạm vi của bạn." in words(client.get("/snapshots/"))
    assert client.post(f"/snapshots/{snapshot.public_id}/verify/").status_code == 404


def test_verification_is_told_in_words(made: Register, client) -> None:
    snapshot = made.snapshot(made.second)
    url = f"/snapshots/{snapshot.public_id}/verify/"
    signed_in(client, made.cast.alice)
    assert "Bản chốt đến 31/12/2012 còn nguyên vẹn." in words(client.post(url, follow=True))
    (snapshot.folder / "facts.parquet").unlink()
    assert "không nguyên vẹn: facts.parquet, tệp: thấy không có, phải là có." in words(
        client.post(url, follow=True)
    )
    assert client.get(url).status_code == 405


def test_a_new_one_is_a_job(made: Register, client) -> None:
    from goc.jobs.actions import claim, run

    signed_in(client, made.cast.alice)
    unit = str(made.second.public_id)
    answer = client.post("/snapshots/", {"unit": unit, "cut_off": "31/12/2012"})
    job = Job.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/jobs/{job.public_id}/")
    assert (job.kind, job.by, job.arguments) == (
        "snapshots.make",
        "alice",
        {"scope": unit, "cut_off": "2012-12-31"},
    )
    claimed = claim()
    assert claimed is not None and run(claimed).state == "done"
    snapshot = Snapshot.objects.get()
    assert (snapshot.unit, snapshot.cut_off, snapshot.made_by) == (
        made.second,
        date(2012, 12, 31),
        "alice",
    )


def test_who_may_not(made: Register, client) -> None:
    signed_in(client, made.cast.bob)
    assert client.post("/snapshots/", {"unit": "", "cut_off": "31/12/2012"}).status_code == 403
    signed_in(client, made.cast.alice)
    for unit in ("", str(made.cast.elsewhere.public_id)):
        assert (
            "Hãy chọn" in words(client.post("/snapshots/", {"unit": unit, "cut_off": "31/12/2012"}))
            or not Job.objects.exists()
        )
    assert not Job.objects.exists()
    assert client.put("/snapshots/").status_code == 405


@pytest.mark.parametrize(
    ("day", "said"), [("x", "Nhập ngày dạng dd/mm/yyyy"), ("21/11/2026", "còn ở phía trước")]
)
def test_bad_days(day: str, said: str, made: Register, client) -> None:
    page = signed_in(client, made.by).post("/snapshots/", {"unit": "", "cut_off": day})
    assert (page.status_code, said in words(page)) == (200, True)


def test_as_many_queries_for_one_as_for_three(
    made: Register, client, django_assert_max_num_queries
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    signed_in(client, made.by)
    counts = []
    for more in (1, 2):
        for _ in range(more):
            made.snapshot(made.second)
        client.get("/snapshots/")
        with CaptureQueriesContext(connection) as asked:
            client.get("/snapshots/")
        counts.append(len(asked))
    assert counts[0] == counts[1]
