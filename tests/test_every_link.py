"""Each of the cast walks over the first page, every page of the menu, and whatever these lead to: no
link answers that it is forbidden or not there.
"""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.test import Client
from lxml import html

import factories
from test_every_route import World, world  # noqa: F401

WALKERS = ("alice", "bob", "charlie", "dana", "operator")
REFUSED = {403, 404}


def links_of(client: Client, page: str) -> tuple[int, set[str]]:
    """The status of a page, and where its links and its parts that load later lead."""
    answer = client.get(page)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return answer.status_code, set()
    text = answer.content.decode()
    tree = html.fromstring(text) if text.strip() else html.fromstring("<p></p>")
    found = {str(url) for url in tree.xpath("//a/@href | //*/@hx-get")}
    return 200, {urlsplit(url).path for url in found if url.startswith("/")}


def walked(client: Client, steps: int) -> dict[str, set[str]]:
    """Page → the pages that led there, of those that refused."""
    led: dict[str, set[str]] = {"/": set()}
    refused: dict[str, set[str]] = {}
    at, seen = ["/"], {"/"}
    for _ in range(steps):
        ahead: list[str] = []
        for page in at:
            status, links = links_of(client, page)
            if status in REFUSED:
                refused[page] = led[page]
            for link in links:
                led.setdefault(link, set()).add(page)
            ahead += sorted(links - seen)
            seen |= links
        at = ahead
    return refused


@pytest.mark.parametrize("login", WALKERS)
def test_no_link_is_shown_that_is_refused(world: World, login: str) -> None:  # noqa: F811
    client = Client()
    client.force_login(getattr(world.cast, login))
    assert walked(client, steps=3) == {}


def test_an_empty_site_leads_its_operator_on(db: None) -> None:
    client = Client()
    client.force_login(factories.user("chief", "standing_office", operator=True))
    assert walked(client, steps=3) == {}
    _, links = links_of(client, "/")
    assert {"/units/new/", "/users/new/", "/people/new/"} <= links


def test_who_only_reads_is_not_led_to_what_is_refused(db: None) -> None:
    client = Client()
    client.force_login(factories.user("reader", "reader"))
    assert "Bắt đầu từ đâu" not in client.get("/").text
