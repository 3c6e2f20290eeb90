"""The page of one job: its owner and operators see it, nobody else."""

import pytest

from goc.jobs.models import Job


@pytest.fixture
def job(cast) -> Job:
    return Job.objects.create(
        kind="snapshots.make", by="alice", state="running", progress=40, message="Đang đếm <b>"
    )


@pytest.mark.parametrize(
    ("login", "status"),
    [("alice", 200), ("operator", 200), ("bob", 404), ("charlie", 404), ("dana", 404)],
)
def test_who_sees_it(client, cast, job, login, status):
    client.force_login(getattr(cast, login))
    assert client.get(f"/jobs/{job.public_id}/").status_code == status


def test_it_shows_progress_and_asks_again(client, cast, job):
    client.force_login(cast.alice)
    text = client.get(f"/jobs/{job.public_id}/").text

    assert (
        "Đang đếm &lt;b&gt;" in text,
        'value="40"' in text,
        'hx-trigger="every 1s"' in text,
    ) == (True, True, True)
    assert '<noscript><meta http-equiv="refresh"' in text


def test_htmx_gets_the_card_only_and_at_the_end_the_page(client, cast, job):
    client.force_login(cast.alice)
    running = client.get(f"/jobs/{job.public_id}/", headers={"hx-request": "true"})
    Job.objects.update(state="done")
    done = client.get(f"/jobs/{job.public_id}/", headers={"hx-request": "true"})

    assert ("<html" in running.text, "HX-Refresh" in running, done["HX-Refresh"]) == (
        False,
        False,
        "true",
    )


def test_a_finished_job_leads_to_its_result(client, cast, job):
    Job.objects.update(state="done", result={"url": "/snapshots/7/"})
    client.force_login(cast.alice)
    text = client.get(f"/jobs/{job.public_id}/").text

    assert ('href="/snapshots/7/"' in text, "hx-get" in text) == (True, False)


@pytest.mark.parametrize("state", ["failed", "cancelled", "running"])
@pytest.mark.parametrize(
    ("kind", "arguments", "back"),
    [
        ("summing_up.build_dossier", {"round": "tong-ket"}, "/summing-up/tong-ket/"),
        ("summing_up.freeze_round", {"round": "tong-ket"}, "/summing-up/tong-ket/"),
        ("summing_up.verify_dossier", {"round": "tong-ket"}, "/summing-up/tong-ket/"),
        ("snapshots.make", {"scope": None, "cut_off": "2012-12-31"}, "/snapshots/"),
        ("snapshots.refresh_working", {}, "/figures/?snapshot=now"),
        ("registry.read_file", {"page": "directive_read"}, "/directives/read/"),
    ],
)
def test_from_one_that_is_not_done_there_is_a_way_back(
    client, cast, job, kind, arguments, back, state
):
    Job.objects.update(kind=kind, arguments=arguments, state=state)
    client.force_login(cast.alice)
    link = f'href="{back}">'
    card = client.get(f"/jobs/{job.public_id}/").text.partition("<main")[2]
    assert (link in card) == (state != "running")


def test_of_a_kind_that_is_gone_nobody_knows_the_way_back(client, cast, job):
    Job.objects.update(kind="rooms.gone", state="failed")
    client.force_login(cast.alice)
    page = client.get(f"/jobs/{job.public_id}/")
    assert page.status_code == 200 and "Về nơi đã giao việc" not in page.text


def test_cancelling(client, cast, job):
    client.force_login(cast.alice)
    answer = client.post(f"/jobs/{job.public_id}/cancel/")

    assert (answer.status_code, Job.objects.get().cancel_requested) == (302, True)


@pytest.mark.parametrize("login", ["bob", "charlie"])
def test_others_cannot_cancel(client, cast, job, login):
    client.force_login(getattr(cast, login))

    assert client.post(f"/jobs/{job.public_id}/cancel/").status_code == 404
    assert not Job.objects.get().cancel_requested


def test_wrong_method(client, cast, job):
    client.force_login(cast.alice)
    assert (
        client.post(f"/jobs/{job.public_id}/").status_code,
        client.get(f"/jobs/{job.public_id}/cancel/").status_code,
    ) == (405, 405)
