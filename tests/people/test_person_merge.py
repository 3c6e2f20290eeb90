"""The pages `person_same`, `person_merge`, `person_part`, and that of a merged file."""

from __future__ import annotations

from datetime import date

import pytest

from browsing import send, sent_by
from goc.people import actions
from goc.people.merging import GONE, KEPT
from goc.people.models import Person, PersonMerge
from people.made import full, person


@pytest.fixture
def two(cast) -> tuple[Person, Person]:
    other = person(cast, keeper=cast.communes[1], birth_date=date(1970, 2, 3), telephone="0900")
    return full(cast), other


def merge_page(kept: Person, gone: Person) -> str:
    return f"/people/{kept.public_id}/merge/{gone.public_id}/"


def main_of(page) -> str:
    html = page.content.decode()
    return html[html.find("<main") : html.find("</main>")]


def test_likely_pairs_lead_to_the_merge_and_leave_the_list_when_done(cast, client, two):
    gone, kept = two
    client.force_login(cast.alice)
    assert "/worklists/alike/" in main_of(client.get("/"))
    assert merge_page(kept, gone) in main_of(client.get("/worklists/alike/"))
    assert merge_page(gone, kept) in main_of(client.get(f"/people/{gone.public_id}/same/"))
    answer = send(client, merge_page(kept, gone), telephone=KEPT, reason="Một người")
    assert (answer.status_code, answer.url) == (302, f"/people/{kept.public_id}/")
    assert "Không có dòng nào khớp" in main_of(client.get("/worklists/alike/"))
    assert gone.code in main_of(client.get(answer.url))


def test_the_other_is_found_by_code_within_the_scope_only(cast, client, two):
    kept, gone = two
    away = person(cast, "Người xa", cast.elsewhere)
    client.force_login(cast.alice)
    search = f"/people/{kept.public_id}/same/?code="
    assert client.get(search + gone.code).url == merge_page(kept, gone)
    for code in (away.code, kept.code):
        said = main_of(client.get(search + code))
        assert "Không có hồ sơ khác mang mã này" in said
    assert "Mã sai" in main_of(client.get(search + "abc"))
    assert client.get(merge_page(kept, away)).status_code == 404
    assert client.get(merge_page(away, kept)).status_code == 404


def test_nothing_is_merged_without_a_reason_and_a_side(cast, client, two):
    client.force_login(cast.alice)
    page = send(client, merge_page(*two))
    assert (page.status_code, PersonMerge.objects.exists()) == (200, False)
    assert main_of(page).count("form-error") == 2


def test_a_file_that_changed_meanwhile_is_not_merged(cast, client, two):
    kept, gone = two
    client.force_login(cast.alice)
    sent = sent_by(client.get(merge_page(kept, gone)))
    actions.correct_person(person=gone, by=cast.operator, note="mới")
    page = client.post(merge_page(kept, gone), {**sent, "telephone": GONE, "reason": "Một người"})
    assert "Hồ sơ đã thay đổi" in main_of(page)
    assert not PersonMerge.objects.exists()


def test_a_merge_sent_twice_is_done_once(cast, client, two):
    client.force_login(cast.alice)
    sent = {**sent_by(client.get(merge_page(*two))), "telephone": GONE, "reason": "Một người"}
    first, second = (client.post(merge_page(*two), sent) for _ in range(2))
    assert (first.url, second.url, PersonMerge.objects.count()) == (first.url, first.url, 1)


def test_the_merged_file_tells_who_when_and_why_and_can_be_parted(cast, client, two):
    kept, gone = two
    client.force_login(cast.alice)
    send(client, merge_page(kept, gone), telephone=GONE, reason="Trùng khi nhập")
    told = main_of(client.get(f"/people/{gone.public_id}/"))
    words = ("alice", "20/11/2026", "Trùng khi nhập", f"/people/{kept.public_id}/", "Tách lại")
    assert [word for word in words if word not in told] == []
    client.force_login(cast.bob)
    assert "Tách lại" not in main_of(client.get(f"/people/{gone.public_id}/"))
    client.force_login(cast.charlie)
    hidden = client.get(f"/people/{gone.public_id}/")
    assert (hidden.status_code, main_of(hidden)) == (
        404,
        main_of(client.get(f"/people/{kept.keepers.get().public_id}/")),
    )
    client.force_login(cast.alice)
    assert client.get(f"/people/{gone.public_id}/correct/").status_code == 404
    answer = send(client, f"/people/{gone.public_id}/part/", reason="Là hai người")
    assert (answer.url, PersonMerge.objects.exists()) == (f"/people/{gone.public_id}/", False)
    assert "Sửa lý lịch" in main_of(client.get(answer.url))
