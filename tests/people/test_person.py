"""The page `person`."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import logged
from goc.people import actions
from goc.people.columns import SENSITIVE_FIELDS
from people.made import full, person

SECRETS = (
    "Tày",
    "Công giáo",
    "Cao cấp",
    "Loại 3",
    "Đảng viên, dự bị",
    "Cấp ủy viên",
    "chính thức",
    "020070001234",
)


def get(client, user, one):
    client.force_login(user)
    answer = client.get(f"/people/{one.public_id}/")
    return answer.status_code, answer.content.decode()


def known(cast):
    one = full(cast)
    actions.correct_person(
        person=one, citizen_number="020070001234", by=cast.alice, text="Sổ hộ khẩu"
    )
    return one


def test_it_works(cast, client):
    one = known(cast)
    status, html = get(client, cast.alice, one)
    assert status == 200
    for shown in (
        "Nông Văn Đức",
        one.code,
        "Chỉ huy trưởng, Xã Một Một",
        "03/02/1970 (56 tuổi)",
        "QĐ 12/QĐ-UBND",
        "<svg viewBox",
        "Sổ hộ khẩu",
        "lập hồ sơ",
        *SECRETS,
    ):
        assert shown in html, shown


def test_a_reader_gets_nothing_sensitive(cast, client):
    one = known(cast)
    status, html = get(client, cast.bob, one)
    assert status == 200 and "Chỉ huy trưởng, Xã Một Một" in html and "THPT" in html
    assert [secret for secret in SECRETS if secret in html] == []
    assert html.count("•••") == len(SENSITIVE_FIELDS) + 1  # and the life


def test_a_reader_cannot_tell_a_member_from_another(cast, client):
    """Of one everything sensitive is known, of the other nothing: the pages differ in nothing but codes and times."""
    both = [person(cast, "Lý Thị Hoa"), person(cast, "Lý Thị Hoa", confirmed="trùng tên")]
    by = cast.operator
    actions.join_body(person=both[0], body="party", stage="official", on=date(2005, 1, 1), by=by)
    actions.record_fact(person=both[0], kind="health_class", value="3", on=date(2005, 1, 1), by=by)
    pages = []
    for one in both:
        html = get(client, cast.bob, one)[1]
        pages.append((html.count("<tr>"), html.count("•••"), html.count("ghi mới")))
    assert pages[0] == pages[1]


def test_reading_in_clear_is_logged_in_silence(cast, client):
    one = known(cast)
    _, html = get(client, cast.bob, one)
    assert not logged.events(action="people.read").exists()
    get(client, cast.alice, one)
    _, html = get(client, cast.alice, one)
    events = logged.events(action="people.read", subject=str(one.public_id))
    assert [e.by for e in events] == ["alice", "alice"] and "people.read" not in html


def test_charlie_finds_nothing(cast, client):
    assert get(client, cast.charlie, known(cast))[0] == 404


def test_a_person_known_by_name_only(cast, client):
    status, html = get(client, cast.alice, person(cast))
    assert status == 200 and "Hiện không giữ chức vụ" in html and "Chưa có thông tin." in html


def test_acts_are_offered_to_who_may(cast, client):
    one = known(cast)
    link = reverse("person_act", args=[one.public_id, "post"])
    assert link in get(client, cast.alice, one)[1] and link not in get(client, cast.bob, one)[1]


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(f"/people/{known(cast).public_id}/").status_code == 405


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    one = known(cast)
    get(client, cast.alice, one)
    with CaptureQueriesContext(connection) as before:
        client.get(f"/people/{one.public_id}/")
    for year in (2006, 2007):
        actions.record_fact(
            person=one, kind="award", value="merit_province", on=date(year, 1, 1), by=cast.alice
        )
        actions.post_person(
            person=one,
            unit=cast.communes[1],
            post=["squad_leader", "hamlet_leader"][year - 2006],
            on=date(year, 1, 1),
            by=cast.alice,
        )
    with django_assert_num_queries(len(before)):
        client.get(f"/people/{one.public_id}/")
