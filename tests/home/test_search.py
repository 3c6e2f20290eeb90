"""The page `search`."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from goc.people.actions import add_person
from goc.registry.actions import register_document
from summing_up.round_made import START, opened

URL = "/search/"


def get(client, user, text=""):
    client.force_login(user)
    answer = client.get(URL, {"q": text})
    return answer.status_code, answer.content.decode()


def person(cast, name="Nông Văn Đức"):
    return add_person(
        full_name=name, keeper=cast.communes[0], on=START, by=cast.operator, birth_year=1970
    )


def document(cast):
    register_document(
        type="công văn",
        number="12/CV",
        issued_on=START,
        issuer="UBND tỉnh",
        subject="Về đào tạo",
        direction="in",
        keeper=cast.province,
        by=cast.operator,
    )


def test_without_words_it_asks_for_them(cast, client):
    status, html = get(client, cast.bob)
    assert status == 200 and 'name="q"' in html and "Không tìm thấy" not in html


@pytest.mark.parametrize("text", ["nong van duc", "NÔNG VĂN ĐỨC", "văn đức"])
def test_people_with_and_without_marks(cast, client, text):
    made = person(cast)
    html = get(client, cast.bob, text)[1]
    assert f"/people/{made.public_id}/" in html and "1970 · Xã Một Một" in html


def test_units_documents_indicators_and_rounds(cast, client):
    document(cast)
    opened(cast)
    html = get(client, cast.bob, "xa mot hai")[1]
    assert (
        f"/units/{cast.communes[1].public_id}/" in html and "xã · Huyện Một · 3-tier:06007" in html
    )
    html = get(client, cast.bob, "dao tao")[1]
    assert "công văn 12/CV" in html and "Về đào tạo" in html
    assert "trained" in html and "/summing-up/tong-ket/" in html


def test_no_hit_is_said_in_words(cast, client):
    assert "Không tìm thấy gì" in get(client, cast.bob, "zzz")[1]


def test_charlie_finds_nothing_of_a(cast, client):
    made = person(cast)
    document(cast)
    opened(cast)
    for text in ("nong", "mot", "dao tao", "tong ket"):
        html = get(client, cast.charlie, text)[1]
        assert not [t for t in (str(made.public_id), "Một Hai", "12/CV", "/tong-ket/") if t in html]


def test_strange_words_do_no_harm(cast, client):
    assert get(client, cast.bob, "<script>'\"%_\\ " + "a" * 500)[0] == 200


def test_wrong_method(cast, client):
    client.force_login(cast.alice)
    assert client.post(URL).status_code == 405


def test_queries_do_not_grow_with_rows(cast, client, django_assert_num_queries):
    person(cast)
    get(client, cast.alice, "nong")
    with CaptureQueriesContext(connection) as one:
        client.get(URL, {"q": "nong"})
    person(cast, "Nông Thị Hoa")
    person(cast, "Nông Văn Cả")
    with django_assert_num_queries(len(one)):
        client.get(URL, {"q": "nong"})
