"""The page `summing_up` and its buttons."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.jobs.actions import claim, run
from goc.jobs.models import Job
from goc.summing_up.actions import write_narrative
from summing_up.round_made import on_shelf, opened, written

URL = "/summing-up/tong-ket/"
BUTTONS = ["freeze", "build"]


def get(client, user, url=URL):
    client.force_login(user)
    answer = client.get(url)
    return answer.status_code, answer.content.decode()


def test_before_the_dossier_it_shows_dates_outline_and_steps(cast, client):
    written(cast)
    status, html = get(client, cast.alice)
    assert status == 200
    assert "Kỳ 01/01/2002 – 31/12/2012" in html and "chốt số liệu 31/12/2012" in html
    assert "Chưa chốt số liệu, chưa dựng bộ hồ sơ" in html
    assert "Ban hành kế hoạch tổng kết" in html and "29/04/2013" in html  # 30 April is a day off
    assert "chưa có nội dung" in html and "chưa có nhận định" in html


def test_lamps_follow_what_is_written(cast, client):
    from goc.summing_up.desk import outline_of

    made = written(cast)

    def state(key):
        return next(
            (line.state, str(line.said))
            for _, rows in outline_of(made)
            for line in rows
            if line.section.key == key
        )

    assert state("III.4") == ("met", "có nội dung") and state("IV.1") == ("met", "có nội dung")
    assert state("III.5") == ("not_met", "chưa có nội dung")
    write_narrative(round_=made, section="III.5", text="Đội ngũ tốt.", by=cast.alice)
    assert state("III.5") == ("waiting", "chưa dẫn Phụ lục VIII")
    write_narrative(round_=made, section="III.6", text="Tập huấn {P9}.", by=cast.alice)
    assert state("III.6") == ("met", "có nội dung")
    write_narrative(round_=made, section="II.5", text="Kiểm tra {P11}.", by=cast.alice)
    assert state("II.5") == ("waiting", "Phụ lục XI chưa có hồ sơ nguồn")
    assert state("III") == ("", "")


def test_with_a_dossier_it_shows_verdicts_and_papers(cast, client):
    on_shelf(cast)
    html = get(client, cast.alice)[1]
    assert "Theo hồ sơ dựng lúc" in html and "Báo cáo nêu 01 ưu điểm." in html
    assert "Kế hoạch còn thiếu nội dung" in html and "Chưa có hồ sơ để đánh giá" in html
    assert "papers/bao-cao-trung-tam/" in html and "papers/danh-sach-trich-ngang.pdf" in html
    assert "Máy kiểm tra thấy" in html and "Ưu điểm 1 chưa có nguyên nhân." in html


def test_a_reader_gets_no_buttons_and_no_list_of_people(cast, client):
    on_shelf(cast)
    status, html = get(client, cast.bob)
    assert status == 200 and "papers/bao-cao-trung-tam/" in html
    assert not [
        word for word in ("/build/", "/freeze/", "/draft/", "danh-sach-trich-ngang") if word in html
    ]


def test_a_changed_review_is_not_shown(cast, client):
    dossier = on_shelf(cast)
    path = dossier.folder / "contents/review.json"
    path.write_bytes(path.read_bytes().replace(b"not_met", b"met"))
    html = get(client, cast.alice)[1]
    assert "đã bị thay đổi sau khi dựng" in html and "Báo cáo nêu" not in html


def test_figures_frozen_anew_are_said(cast, client):
    made = on_shelf(cast).round
    made.snapshot = None
    made.save()
    assert "đã được chốt lại sau khi dựng" in get(client, cast.alice)[1]


def test_charlie_finds_nothing(cast, client):
    written(cast)
    assert get(client, cast.charlie)[0] == 404
    assert [client.post(f"{URL}{b}/").status_code for b in [*BUTTONS, "verify"]] == [404, 404, 404]


@pytest.mark.parametrize("button", BUTTONS)
def test_bob_may_not_press(cast, client, button):
    written(cast)
    client.force_login(cast.bob)
    assert client.post(f"{URL}{button}/").status_code == 403 and not Job.objects.exists()


@pytest.mark.parametrize("button", [*BUTTONS, "verify"])
def test_wrong_method(cast, client, button):
    written(cast)
    client.force_login(cast.alice)
    assert (client.get(f"{URL}{button}/").status_code, client.post(URL).status_code) == (405, 405)


def test_building_is_a_job_that_leads_back(cast, client):
    made = written(cast)
    client.force_login(cast.alice)
    answer = client.post(f"{URL}build/")
    job = Job.objects.get()
    assert answer["Location"] == f"/jobs/{job.public_id}/" and job.unit == str(
        cast.province.public_id
    )
    done = run(claim())
    assert (done.state, done.result.get("url"), done.message) == ("done", URL, "")
    assert made.dossiers.get().made_by == "alice"


def test_freezing_gives_the_round_a_new_snapshot(cast, client):
    made = written(cast)
    client.force_login(cast.alice)
    client.post(f"{URL}freeze/")
    assert run(claim()).state == "done"
    made.refresh_from_db()
    assert made.snapshot and (made.snapshot.cut_off, made.snapshot.made_by) == (
        made.cut_off,
        "alice",
    )


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    made = opened(cast)
    write_narrative(round_=made, section="I.1", text="Một.", by=cast.alice)
    get(client, cast.alice)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    write_narrative(round_=made, section="I.2", text="Hai.", by=cast.alice)
    write_narrative(round_=made, section="I.3", text="Ba.", by=cast.alice)
    with django_assert_num_queries(len(one)):
        client.get(URL)
