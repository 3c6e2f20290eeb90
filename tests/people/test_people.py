"""The page `people`."""

from __future__ import annotations

import pytest
from django.urls import reverse

import factories
from people.made import START, full, person

URL = "/people/"
SECRETS = ("Tày", "Cao cấp", "Chính thức")


def page(client, user, query=""):
    client.force_login(user)
    answer = client.get(URL + query)
    return answer.status_code, answer.content.decode()


def test_it_works(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa", birth_year=1980)
    status, html = page(client, cast.alice)
    assert (status, reverse("people")) == (200, URL)
    for shown in (
        "2 đồng chí",
        "Nông Văn Đức",
        "03/02/1970",
        "Chỉ huy trưởng",
        "Xã Một Một",
        "Lý Thị Hoa",
        *SECRETS,
    ):
        assert shown in html


def test_a_reader_sees_masks(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa")
    _, html = page(client, cast.bob)
    assert "Nông Văn Đức" in html and html.count("<td>•••</td>") == 6
    body = html.partition("<tbody>")[2]
    assert not [secret for secret in SECRETS if secret in body]


@pytest.mark.parametrize("query", ["?ethnicity=tay", "?missing=ethnicity", "?missing=health_class"])
def test_a_reader_cannot_ask_around_the_mask(cast, client, query):
    full(cast)
    person(cast, "Lý Thị Hoa")
    for reader in (cast.bob, cast.dana):
        status, html = page(client, reader, query)
        assert (status, "không được lọc theo thông tin đang được che" in html) == (403, True)
    _, html = page(client, cast.alice, query)
    assert "1 đồng chí" in html


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?q=duc", 1),
        ("?q=khong+co", 0),
        ("?post=commander", 1),
        ("?missing=telephone", 1),
        ("?unit=x&post=y&page=z", 2),
    ],
)
def test_search_and_filters(cast, client, query, count):
    full(cast)
    person(cast, "Lý Thị Hoa")
    status, html = page(client, cast.alice, query)
    assert status == 200 and f"{count} đồng chí" in html


def test_a_district_filter(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa", keeper=cast.province)
    assert "1 đồng chí" in page(client, cast.alice, f"?unit={cast.district.public_id}")[1]
    assert "2 đồng chí" in page(client, cast.alice, f"?unit={cast.province.public_id}")[1]


def test_charlie_sees_nobody(cast, client):
    full(cast)
    status, html = page(client, cast.charlie)
    assert status == 200 and "0 đồng chí" in html and "Nông Văn Đức" not in html


def test_only_who_edits_is_offered_to_add(cast, client):
    assert reverse("person_new") in page(client, cast.alice)[1]
    assert reverse("person_new") not in page(client, cast.bob)[1]


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(URL).status_code == 405


def test_strangers_sign_in_first(cast, client):
    assert client.get(URL).status_code == 302


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    full(cast)
    client.force_login(cast.alice)
    client.get(URL)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as one:
        client.get(URL)
    full(cast, "Lý Thị Hoa", "deputy_commander")
    full(cast, "Chu Văn Cả", "squad_leader")
    with django_assert_num_queries(len(one)):
        client.get(URL)


def test_the_mask_follows_each_row(cast, client):
    full(cast)
    person(cast, "Lý Thị Hoa", keeper=cast.communes[1], ethnicity="nung")
    factories.UnitRight.objects.create(
        user=cast.bob, unit=cast.communes[1], role="editor", valid_from=START
    )
    body = page(client, cast.bob)[1].partition("<tbody>")[2]
    assert "Nùng" in body and "Tày" not in body
