"""The page `person_decision`: what one decision says of one person, written in one act."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

import browsing
from goc.audit.models import Event
from goc.people import actions
from goc.people.models import Fact, Holding, Membership
from goc.registry.models import Document
from people.made import person

pytestmark = pytest.mark.django_db
DAY = date(2021, 4, 1)
PAPER = {
    "number": "15/QĐ-UBND",
    "signed_on": "05/03/2021",
    "issuer": "UBND huyện Một",
    "on": "01/04/2021",
}
SAID = "Quyết định 15/QĐ-UBND, 05/03/2021"
NEW = {
    "post": "commander",
    "place": "Xã Một Một",
    "authority": "district_chairman",
    "service_status": "civil_servant",
    "term_until": "01/04/2026",
    "body": "peoples_committee",
    "body_term": "2021-2026",
    "rank": "captain",
}


def page(one):
    return reverse("person_decision", args=[one.public_id])


def send(client, user, one, **typed):
    client.force_login(user)
    return browsing.send(client, page(one), **typed)


def test_post_body_rank_and_the_end_of_the_former_post_are_one_act(cast, client):
    one = person(cast)
    actions.post_person(
        person=one, unit=cast.communes[0], post="hamlet_leader", on=date(2015, 1, 1), by="t"
    )
    before = set(Event.objects.values_list("pk", flat=True))
    answer = send(client, cast.alice, one, **PAPER, **NEW, former="hamlet_leader", ended_by="moved")
    assert answer.url == f"/people/{one.public_id}/"
    document = Document.objects.get()
    assert (document.type, document.number, document.issuer) == (
        "Quyết định",
        "15/QĐ-UBND",
        "UBND huyện Một",
    )
    left, held = Holding.objects.filter(person=one).order_by("valid_from")
    assert (left.valid_to, left.ended_by) == (DAY, "moved")
    assert (held.unit, held.post, held.valid_from, held.decision, held.document) == (
        cast.communes[0],
        "commander",
        DAY,
        SAID,
        document,
    )
    assert (held.authority, held.service_status, held.term_until) == (
        "district_chairman",
        "civil_servant",
        date(2026, 4, 1),
    )
    joined = Membership.objects.get(person=one)
    assert (joined.body, joined.unit, joined.term, joined.decision, joined.document) == (
        "peoples_committee",
        cast.communes[0],
        "2021-2026",
        SAID,
        document,
    )
    rank = Fact.objects.get(person=one)
    assert (rank.kind, rank.value, rank.document) == ("reserve_rank", "captain", document)
    acts = set(Event.objects.exclude(pk__in=before).values_list("act", flat=True))
    assert len(acts) == 1 and None not in acts


def test_a_discipline_is_served_until_a_day_and_keeps_its_paper(cast, client):
    one = person(cast)
    send(client, cast.alice, one, **PAPER, what="discipline:warning", until="01/04/2022")
    fact = Fact.objects.get(person=one)
    assert (fact.kind, fact.value, fact.valid_from, fact.valid_to, fact.decision) == (
        "discipline",
        "warning",
        DAY,
        date(2022, 4, 1),
        SAID,
    )


def test_what_fails_leaves_nothing_and_no_document(cast, client):
    one = person(cast)
    answer = send(client, cast.alice, one, **PAPER, **NEW | {"rank": ""}, what="rating:good")
    assert "Đánh giá, xếp loại phải có ngày kết thúc" in answer.content.decode()
    assert not Holding.objects.filter(person=one).exists()
    assert not Document.objects.exists()


def test_a_body_without_its_unit_is_named(cast, client):
    one = person(cast)
    answer = send(client, cast.alice, one, **PAPER, body="peoples_committee")
    assert "phải ghi rõ của đơn vị nào" in answer.content.decode()


def test_nothing_chosen_is_asked_for(cast, client):
    answer = send(client, cast.alice, person(cast), **PAPER)
    assert "Hãy ghi ít nhất một việc" in answer.content.decode()


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ({"authority": "region_commander"}, "«Tư lệnh Quân khu» chưa có hoặc không còn"),
        ({"service_status": "serving_officer"}, "«Sĩ quan tại ngũ» chưa có hoặc không còn"),
        ({"term_until": "01/04/2021"}, "phải sau ngày nhận chức vụ 01/04/2021"),
    ],
)
def test_terms_of_another_time_are_refused(cast, client, code, sentence):
    answer = send(client, cast.alice, person(cast), **PAPER, **NEW | code)
    assert sentence in answer.content.decode()


def test_terms_are_corrected_on_the_row_and_checked_again(cast, client):
    one = person(cast)
    held = actions.post_person(person=one, unit=cast.communes[0], post="commander", on=DAY, by="t")
    url = reverse("person_row", args=[one.public_id, held.public_id, "correct"])
    client.force_login(cast.alice)
    answer = browsing.send(client, url, term_until="01/03/2021")
    assert "phải sau ngày nhận chức vụ" in answer.content.decode()
    browsing.send(client, url, term_until="01/04/2026", authority="district_chairman")
    held.refresh_from_db()
    assert (held.term_until, held.authority) == (date(2026, 4, 1), "district_chairman")


@pytest.mark.parametrize(("login", "status"), [("bob", 403), ("dana", 403), ("charlie", 404)])
def test_others_get_no_form(cast, client, login, status):
    one = person(cast)
    client.force_login(getattr(cast, login))
    assert client.get(page(one)).status_code == status
