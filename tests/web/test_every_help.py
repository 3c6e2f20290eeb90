"""Every page says in two sentences what it is for, in both languages; the guides are pages too."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from lxml import html

from goc.home import guides
from goc.web.help import helps
from test_every_route import ROUTES

NO_PAGE = {
    *("file", "paper_file", "desk_file", "paper_style", "guide_image", "basket_photo"),
    *("load_workbook", "missing_slips"),
}
"""What answers with a file."""
SENTENCE = re.compile(r"[.?!](?= |$)")


def pages() -> set[str]:
    return {name for name, lines in ROUTES.items() if any(line.get for line in lines)} - NO_PAGE


def test_every_page_says_what_it_is_for_and_nothing_else_does() -> None:
    assert helps().keys() == pages() - {"sign_out"}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_it_does_so_in_two_sentences(language: str) -> None:
    told = {name: getattr(one, language) for name, one in helps().items()}
    counted = {name: len(SENTENCE.findall(text)) for name, text in told.items()}
    assert {name: n for name, n in counted.items() if n != 2} == {}
    assert len(set(told.values())) == len(told)


def test_the_guides_it_leads_to_are_there() -> None:
    assert {one.guide for one in helps().values() if one.guide} - guides.guides().keys() == set()


def test_the_page_shows_it_in_the_language_of_the_user(cast, client: Client) -> None:
    client.force_login(cast.alice)
    assert helps()["documents"].vi in client.get("/documents/").content.decode()
    cast.alice.language = "en"
    cast.alice.save()
    page = client.get("/documents/").content.decode()
    assert helps()["documents"].en in page and helps()["documents"].vi not in page


def test_the_door_says_what_it_is_for(client: Client) -> None:
    assert helps()["sign_in"].vi in client.get("/sign-in/").content.decode()


def links(client: Client, url: str) -> set[str]:
    answer = client.get(url)
    assert answer.status_code == 200, url
    tree = html.fromstring(answer.content.decode())
    return {str(found) for found in tree.xpath("//main//a/@href | //main//img/@src")}


def test_every_guide_is_a_page_whose_links_lead_somewhere(cast, client: Client) -> None:
    client.force_login(cast.bob)
    urls = {url for url in links(client, "/help/") if url.startswith("/help/")}
    assert {guide.url for guide in guides.guides().values()} <= urls and len(urls) > 20
    led = set().union(*(links(client, url) for url in urls))
    inside = {url.partition("#")[0] for url in led if url.startswith("/")} - urls - {""}
    assert {url for url in inside if client.get(url).status_code != 200} == set()


def test_a_guide_has_its_pictures_and_its_anchors(cast, client: Client) -> None:
    client.force_login(cast.bob)
    image = client.get("/help/images/home.png")
    assert image["Content-Type"] == "image/png" and b"".join(image.streaming_content)[1:4] == b"PNG"
    assert 'id="lượt-xem-chờ-ghi"' in client.get("/help/how-to/examine-and-mend/").content.decode()
    assert client.get("/help/images/nothing.png").status_code == 404
    assert client.get("/help/adr/README/").status_code == 404


def test_the_guides_are_searched_without_accents(cast, client: Client) -> None:
    client.force_login(cast.bob)
    page = client.get("/help/", {"q": "bien ban ban giao"}).content.decode()
    assert "/help/how-to/manage-users/#" in page
    assert "Không bài nào có đủ các từ này." in client.get("/help/?q=xyzw").content.decode()
