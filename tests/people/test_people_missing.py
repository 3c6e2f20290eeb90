"""The page `people_missing`."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.people import actions
from people.made import DAY, full, person

URL = "/people/missing/"


def get(client, user):
    client.force_login(user)
    answer = client.get(URL)
    return answer.status_code, answer.content.decode()


def test_it_counts_and_leads_to_the_lists(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa", sex="female")
    status, html = get(client, cast.alice)
    assert status == 200 and "Trên 2 đồng chí" in html
    assert (
        "?f.lacks=telephone" in html and "?f.lacks=ethnicity" in html and "?f.lacks=sex" not in html
    )


def test_a_reader_is_not_told_of_masked_fields(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa")
    html = get(client, cast.bob)[1]
    assert "?f.lacks=telephone" in html
    assert not [
        key for key in ("ethnicity", "religion", "political_theory", "health_class") if key in html
    ]


def test_the_dead_are_in_neither_count_nor_list(cast, client):
    full(cast)
    actions.record_death(person=person(cast, "Chu Văn Cả"), on=DAY, by=cast.operator)
    assert "?f.lacks=telephone" not in get(client, cast.alice)[1]
    assert "0 dòng" in client.get("/worklists/incomplete/?f.lacks=telephone").content.decode()


def test_charlie_counts_nobody(cast, client):
    full(cast)
    status, html = get(client, cast.charlie)
    assert status == 200 and "Chưa có cán bộ nào" in html


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(URL).status_code == 405


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    person(cast)
    get(client, cast.alice)
    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    person(cast, "Lý Thị Hoa")
    person(cast, "Chu Văn Cả")
    with django_assert_num_queries(len(one)):
        client.get(URL)
