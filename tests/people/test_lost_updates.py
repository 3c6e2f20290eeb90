"""Two have the same form open: nobody's work is lost, and the second is told who changed what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections
from django.test import Client
from django.urls import reverse
from lxml import html

import factories
from browsing import send, sent_by
from goc.audit.models import Event
from goc.people.models import Fact, Holding, Person
from people.made import full, person

CHANGED = "Hồ sơ đã thay đổi từ khi bạn mở trang này. Chưa ghi gì của bạn."


def page_of(cast, one: Person, act: str = "correct") -> str:
    return reverse("person_act", args=[one.public_id, act])


def table(answer) -> list[list[str]]:
    """The two texts side by side: box, when opened, now, typed."""
    rows = html.fromstring(answer.content.decode()).xpath(
        '//*[contains(@class, "conflict")]//tbody/tr'
    )
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


def told(answer) -> list[str]:
    items = html.fromstring(answer.content.decode()).xpath('//*[contains(@class, "conflict")]//li')
    return [" ".join(item.text_content().split()) for item in items]


@pytest.fixture
def two(cast):
    """A and B, each with a browser of their own."""
    second = factories.user("binh", "editor", cast.province)
    browsers = Client(), Client()
    for browser, user in zip(browsers, (cast.alice, second), strict=True):
        browser.force_login(user)
    return browsers


def test_the_second_is_told_and_loses_nothing(cast, two):
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    of_a, of_b = sent_by(a.get(url)), sent_by(b.get(url))
    a.post(url, of_a | {"telephone": "0987654321"})

    answer = b.post(url, of_b | {"note": "đã xác minh"})
    assert CHANGED in answer.content.decode()
    assert told(answer)[0].startswith("alice, ")
    assert told(answer)[0].endswith(": sửa lý lịch (Điện thoại)")
    assert table(answer) == [
        ["Điện thoại", "0912345678", "0987654321", "không sửa: lấy theo hồ sơ bây giờ"],
        ["Ghi chú", "–", "–", "đã xác minh"],
    ]
    one.refresh_from_db()
    assert (one.telephone, one.note) == ("0987654321", "")

    again = sent_by(answer)
    assert b.post(url, again).url == f"/people/{one.public_id}/"
    one.refresh_from_db()
    assert (one.telephone, one.note) == ("0987654321", "đã xác minh")


def test_the_same_box_typed_by_both_is_shown_side_by_side(cast, two):
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    of_a, of_b = sent_by(a.get(url)), sent_by(b.get(url))
    a.post(url, of_a | {"telephone": "0987654321", "ethnicity": "nung"})
    answer = b.post(url, of_b | {"telephone": "0911111111"})
    assert table(answer) == [
        ["Dân tộc", "Tày", "Nùng", "không sửa: lấy theo hồ sơ bây giờ"],
        ["Điện thoại", "0912345678", "0987654321", "0911111111"],
    ]
    b.post(url, sent_by(answer))
    one.refresh_from_db()
    assert (one.telephone, one.ethnicity) == ("0911111111", "nung")


def test_saving_again_is_refused_again_when_it_changed_once_more(cast, two):
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    of_b = sent_by(b.get(url))
    send(a, url, telephone="0987654321")
    answer = b.post(url, of_b | {"note": "x"})
    send(a, url, residence="Thôn Ba")
    answer = b.post(url, sent_by(answer))
    assert table(answer) == [
        ["Nơi thường trú", "Thôn Hai", "Thôn Ba", "không sửa: lấy theo hồ sơ bây giờ"],
        ["Ghi chú", "–", "–", "x"],
    ]


def test_a_page_that_only_looks_is_no_change(cast, two):
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    of_b = sent_by(b.get(url))
    a.get(url)
    a.get(f"/people/{one.public_id}/")
    assert b.post(url, of_b | {"note": "x"}).status_code == 302


def test_changed_and_changed_back_is_told_too(cast, two):
    """The record was touched: the second decides."""
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    of_b = sent_by(b.get(url))
    send(a, url, telephone="0987654321")
    send(a, url, telephone="0912345678")
    answer = b.post(url, of_b | {"note": "x"})
    assert [line.partition(": ")[2] for line in told(answer)] == ["sửa lý lịch (Điện thoại)"] * 2


@pytest.mark.parametrize("act", ["post", "join", "fact", "move", "death"])
def test_an_act_on_a_life_that_changed_meanwhile_is_told(cast, two, act):
    typed = {
        "post": {"unit": "Xã Một Một", "post": "squad_leader", "on": "01/02/2012"},
        "join": {"body": "youth_union", "on": "01/02/1990"},
        "fact": {"what": "award:merit_province", "on": "01/02/2012"},
        "move": {"to": "Xã Một Hai", "on": "01/02/2012"},
        "death": {"on": "01/02/2012"},
    }
    a, b = two
    one = full(cast)
    url = page_of(cast, one, act)
    of_b = sent_by(b.get(url))
    send(a, page_of(cast, one, "fact"), what="award:merit_ministry", on="01/02/2011")
    answer = b.post(url, of_b | typed[act])
    assert CHANGED in answer.content.decode() and table(answer) == []
    assert told(answer)[0].endswith(": ghi mới: Khen thưởng: Bằng khen của Bộ trưởng Bộ Quốc phòng")
    assert b.post(url, sent_by(answer)).status_code == 302


def test_a_row_changed_meanwhile_is_told(cast, two):
    a, b = two
    one = full(cast)
    held = Holding.objects.get()
    url = reverse("person_row", args=[one.public_id, held.public_id, "correct"])
    of_b = sent_by(b.get(url))
    send(a, url, decision="QĐ 15")
    answer = b.post(url, of_b | {"valid_from": "02/01/2005"})
    assert table(answer) == [
        ["Từ ngày", "01/01/2005", "01/01/2005", "02/01/2005"],
        ["Quyết định", "QĐ 12/QĐ-UBND", "QĐ 15", "không sửa: lấy theo hồ sơ bây giờ"],
    ]
    b.post(url, sent_by(answer))
    held.refresh_from_db()
    assert (held.valid_from, held.decision) == (date(2005, 1, 2), "QĐ 15")


def test_an_empty_post_changes_nothing(cast, client):
    client.force_login(cast.alice)
    one = full(cast)
    before, events = Person.objects.values().get(), Event.objects.count()
    fact = Fact.objects.get(kind="political_theory")
    urls = [
        page_of(cast, one),
        reverse("person_row", args=[one.public_id, fact.public_id, "correct"]),
    ]
    for url in urls:
        state = sent_by(client.get(url))["read_state"]
        for sent in ({}, {"csrfmiddlewaretoken": "x"}, {"read_state": state}, {"read_state": "{}"}):
            client.post(url, sent)
    assert Person.objects.values().get() == before
    changing = Event.objects.exclude(action="people.read").count()
    assert changing == events


def test_boxes_that_were_not_sent_stay_as_they_are(cast, client):
    client.force_login(cast.alice)
    one = full(cast)
    send(client, page_of(cast, one), note="x", telephone=None, ethnicity=None, birth=None)
    one.refresh_from_db()
    assert (one.note, one.telephone, one.ethnicity, one.birth_date) == (
        "x",
        "0912345678",
        "tay",
        date(1970, 2, 3),
    )


@pytest.mark.parametrize(
    "state", [None, "", "x", "[]", '{"version": "0.0", "shown": {}}', '{"version": 7, "shown": 7}']
)
def test_a_correction_without_a_version_is_shown_first(cast, client, state):
    client.force_login(cast.alice)
    one = full(cast)
    answer = send(client, page_of(cast, one), telephone="0987654321", read_state=state)
    assert table(answer) == [["Điện thoại", "…", "0912345678", "0987654321"]]
    client.post(page_of(cast, one), sent_by(answer))
    one.refresh_from_db()
    assert one.telephone == "0987654321"


def test_a_form_with_something_to_mend_keeps_the_version_it_read(cast, two):
    a, b = two
    one = full(cast)
    url = page_of(cast, one)
    answer = send(b, url, birth="31/02/1970", note="x")
    send(a, url, telephone="0987654321")
    answer = b.post(url, sent_by(answer) | {"birth": "03/02/1970"})
    assert CHANGED in answer.content.decode() and told(answer)[0].startswith("alice, ")


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_both_save():
    """Both read the same version; the lock lets one of them write."""
    if connection.vendor == "sqlite":
        pytest.skip("threads need a database outside of memory")
    cast = factories.cast()
    one = person(cast, telephone="0912345678")
    browsers = [Client(), Client()]
    sent = []
    for browser in browsers:
        browser.force_login(cast.alice)
        sent.append(sent_by(browser.get(page_of(cast, one))))
    sent[0]["telephone"], sent[1]["note"] = "0987654321", "đã xác minh"

    def press(number: int) -> int:
        status = browsers[number].post(page_of(cast, one), sent[number]).status_code
        connections.close_all()
        return status

    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(press, range(2)))
    assert sorted(answers) == [200, 302]
