"""Each of the cast walks over the first page, every page of the menu, and whatever these lead to: no
link answers that it is forbidden or not there.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve
from lxml import html

import factories
from goc.units.roles import ROLES
from one_of_each import World, one_of_each


@pytest.fixture
def world(db: None) -> World:
    return one_of_each()


WALKERS = ("alice", "bob", "charlie", "dana", "operator")
"""And one of every role, on a province and on a commune."""
REFUSED = {400, 403, 404}


def links_of(client: Client, page: str) -> tuple[int, dict[str, str]]:
    """The status of a page, and where its links and its parts that load later lead: path → address."""
    answer = client.get(page)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return answer.status_code, {}
    text = answer.content.decode()
    tree = html.fromstring(text) if text.strip() else html.fromstring("<p></p>")
    found = {str(url) for url in tree.xpath("//a/@href | //*/@hx-get")}
    return 200, {urlsplit(url).path: url for url in sorted(found) if url.startswith("/")}


OF_ANOTHER_SITE = "paper"
"""The papers of the world are a copy of a dossier built in another site, and lead to its units."""
FEW = 2
"""So many pages of one kind are opened: the links on the others are the same."""


def of_a_kind(path: str) -> tuple[str, ...]:
    """The address's name with the act it does."""
    try:
        found = resolve(path)
    except Resolver404:
        return (path,)
    kinds = (found.kwargs.get(word, "") for word in ("act", "name", "address"))
    return (found.url_name or path, *map(str, kinds))


def first_of_each(paths: Iterable[str], opened: Counter[tuple[str, ...]]) -> list[str]:
    """The first few of each kind, over the whole walk."""
    chosen = []
    for path in sorted(paths):
        kind = of_a_kind(path)
        opened[kind] += 1
        if opened[kind] <= FEW:
            chosen.append(path)
    return chosen


def walked(client: Client, steps: int) -> dict[str, set[str]]:
    """Page → the pages that led there, of those that refused."""
    led: dict[str, set[str]] = {"/": set()}
    refused: dict[str, set[str]] = {}
    at, opened = {"/": "/"}, Counter[tuple[str, ...]]()
    for _ in range(steps):
        ahead: dict[str, str] = {}
        for page, address in at.items():
            status, links = links_of(client, address)
            if of_a_kind(page)[0] == OF_ANOTHER_SITE:
                links = {}
            if status in REFUSED:
                refused[page] = led[page]
            ahead |= {path: url for path, url in links.items() if path not in led}
            for path in links:
                led.setdefault(path, set()).add(page)
        at = {path: ahead[path] for path in first_of_each(ahead, opened)}
    return refused


@pytest.mark.slow
def test_no_link_is_shown_that_is_refused(world: World) -> None:
    refused = {}
    for login in WALKERS:
        client = Client()
        client.force_login(getattr(world.cast, login))
        refused[login] = walked(client, steps=3)
    assert {login: pages for login, pages in refused.items() if pages} == {}


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_no_role_is_led_to_what_is_refused(world: World, role: str) -> None:
    refused = {}
    for unit in (world.cast.province, world.cast.communes[0]):
        client = Client()
        client.force_login(factories.user(f"{role}-{unit.pk}", role, unit))
        refused[unit.pk] = walked(client, steps=2)
    assert {unit: pages for unit, pages in refused.items() if pages} == {}


def test_an_empty_site_leads_its_operator_on(db: None) -> None:
    client = Client()
    client.force_login(factories.user("chief", "standing_office", operator=True))
    assert walked(client, steps=3) == {}
    _, links = links_of(client, "/")
    assert {"/units/new/", "/users/new/", "/people/new/"} <= links.keys()


def test_who_only_reads_is_not_led_to_what_is_refused(db: None) -> None:
    client = Client()
    client.force_login(factories.user("reader", "reader"))
    assert "Bắt đầu từ đâu" not in client.get("/").text
