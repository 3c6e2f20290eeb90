"""The page `people`."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from goc.lists.asked import asked_of
from goc.people import actions
from goc.people.lists import PEOPLE
from goc.units.asking import asking_of
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
        "2 dòng, tính đến 20/11/2026",
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
    assert "Nông Văn Đức" in html and html.count("•••") == 6
    body = html.partition("<tbody>")[2]
    assert not [secret for secret in SECRETS if secret in body]


MASKED = {
    "ethnicity": ("tay", "Dân tộc"),
    "party": ("official", "Đảng viên"),
    "political_theory": ("advanced", "LLCT"),
}


@pytest.mark.parametrize("to", ["", "print", "xlsx"])
@pytest.mark.parametrize("name", MASKED)
def test_a_reader_cannot_ask_around_the_mask(cast, client, name, to):
    full(cast)
    person(cast, "Lý Thị Hoa")
    code, label = MASKED[name]
    for query in (f"?f.{name}={code}&to={to}", f"?sort={name}&to={to}", f"?sort=-{name}&to={to}"):
        for reader in (cast.bob, cast.dana):
            status, html = page(client, reader, query)
            assert (status, f"Cột «{label}» được che đối với bạn" in html) == (403, True)
    assert "1 dòng" in page(client, cast.alice, f"?f.{name}={code}")[1]


def names(client, user, query="") -> list[str]:
    client.force_login(user)
    return [row.texts[0].text for row in client.get(URL + query).context["rows"]]


HOA, DUC = "Lý Thị Hoa", "Nông Văn Đức"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=duc", [DUC]),
        ("?q=đức+nông", [DUC]),
        ("?q=khong+co", []),
        ("?f.post=commander", [DUC]),
        ("?f.post=Phó+Chỉ+huy+trưởng", [HOA]),
        ("?f.birth=1970", [DUC]),
        ("?f.birth=03/02/1970", [DUC]),
        ("?f.birth=1971..", [HOA]),
        ("?f.post_from=01/01/2006..", [HOA]),
        ("?f.general_education=upper_secondary", [DUC]),
        ("?f.party=official", [DUC]),
        ("?sort=birth", [DUC, HOA]),
        ("?sort=-birth", [HOA, DUC]),
        ("?sort=post", [DUC, HOA]),
        ("?sort=-post", [HOA, DUC]),
        ("?sort=full_name", [DUC, HOA]),
        ("?page=z", [DUC, HOA]),
    ],
)
def test_search_filters_and_order(cast, client, query, found):
    full(cast)
    deputy = person(cast, HOA, birth_year=1980)
    post(cast, deputy, "deputy_commander")
    assert names(client, cast.alice, query) == found


def post(cast, somebody, which: str) -> None:
    actions.post_person(
        person=somebody, unit=cast.communes[0], post=which, on=date(2007, 1, 1), by=cast.operator
    )


def test_somebody_with_two_posts_is_found_by_each_and_told_by_the_first(cast, client):
    post(cast, full(cast), "squad_leader")
    for held in ("commander", "squad_leader"):
        client.force_login(cast.alice)
        (row,) = client.get(f"{URL}?f.post={held}").context["rows"]
        assert [cell.text for cell in row.texts[3:5]] == ["Chỉ huy trưởng", "01/01/2005"]


def test_a_code_finds_one_however_typed_and_a_merged_one_who_it_stands_for(cast, client):
    one, _ = person(cast), person(cast, HOA)
    gone = person(cast, keeper=cast.communes[1])
    actions.merge_persons(kept=one, gone=gone, by=cast.operator, reason="Một người")
    for code in (f"{one.code[:5].lower()}-{one.code[5:]}", gone.code):
        assert names(client, cast.alice, f"?q={code}") == [DUC]


def test_a_unit_means_all_below_it_and_who_serves_there(cast, client):
    away = full(cast)
    actions.move_person(person=away, to=cast.province, on=date(2010, 1, 1), by=cast.operator)
    person(cast, HOA, keeper=cast.province)
    assert names(client, cast.alice, "?f.unit=Huyện+Một") == [DUC]
    assert names(client, cast.alice, "?f.unit=Tỉnh+A") == [DUC, HOA]
    assert names(client, cast.alice, "?f.unit=Xã+Một+Hai") == []


def test_namesakes_among_units_are_told_apart_and_asked_about(cast, client):
    for at, name in enumerate(("Huyện Cao Lộc", "Huyện Lộc Bình")):
        district = factories.unit(name, "rural_district", cast.province)
        commune = factories.unit("Xã Mẫu Sơn", "commune", district)
        person(cast, (HOA, DUC)[at], keeper=commune)
    html = page(client, cast.alice)[1]
    assert "Xã Mẫu Sơn, huyện Cao Lộc" in html and "Xã Mẫu Sơn, huyện Lộc Bình" in html
    status, html = page(client, cast.alice, "?f.unit=Mẫu+Sơn")
    assert (status, "Có 2 xã Mẫu Sơn: huyện Cao Lộc, huyện Lộc Bình" in html) == (400, True)
    assert names(client, cast.alice, "?f.unit=Mẫu+Sơn,+Lộc+Bình") == [DUC]


def test_charlie_sees_nobody(cast, client):
    full(cast)
    status, html = page(client, cast.charlie)
    assert status == 200 and "0 dòng" in html and "Nông Văn Đức" not in html


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


def test_the_first_page_walks_the_index_of_names(cast):
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL scans a table as small as this")
    plan = asked_of(PEOPLE, asking_of(cast.operator), {}).rows()[:51].explain()
    assert re.search("SCAN people_person USING (COVERING )?INDEX people_person_sort_key", plan)
    assert "TEMP B-TREE" not in plan
