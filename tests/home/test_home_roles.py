"""The page `home` leads each role first to what it may do."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils import timezone
from lxml import html

import factories
from goc.accounts.actions import issue_code
from goc.units.roles import ROLES
from one_of_each import World, one_of_each
from worlds import world_of_module

made, world = world_of_module(one_of_each)
WRITES = ["Ghi một quyết định", "Thêm cán bộ", "Khóa đào tạo", "Ghi sổ văn bản", "Kinh phí"]
READS = ["Cán bộ", "Đơn vị", "Chỉ tiêu"]
FIRST = {
    "reader": READS,
    "editor": WRITES,
    "checker": WRITES,
    "standing_office": [*WRITES, "Thêm người dùng"],
    "school": ["Khóa đào tạo", "Ghi sổ văn bản"],
    "department": ["Ghi sổ văn bản", "Kinh phí"],
    "area_command": ["Khóa đào tạo", "Ghi sổ văn bản", "Kinh phí"],
    "auditor": READS,
    "administrator": ["Thêm người dùng", *READS],
}


def opened(user: factories.User) -> tuple[Client, html.HtmlElement]:
    client = Client()
    client.force_login(user)
    return client, html.fromstring(client.get("/").content.decode())


def card(page: html.HtmlElement, title: str) -> list[str]:
    found = page.xpath("//section[.//h2[normalize-space()=$title]]//li/a/text()", title=title)
    return [str(text) for text in found]


@pytest.mark.parametrize("role", ROLES)
def test_each_role_is_led_to_what_it_may_begin(role: str, world: World) -> None:
    client, page = opened(factories.user(role, role, world.cast.province))
    links = page.xpath("//div[@class='actions']/a")
    assert [link.text_content() for link in links] == FIRST[role]
    assert {client.get(link.get("href")).status_code for link in links} == {200}


def test_an_auditor_of_all_is_led_to_the_log(world: World) -> None:
    _, page = opened(world.cast.dana)
    first = page.xpath("//div[@class='actions']/a")[0]
    assert (first.text_content(), first.get("href")) == ("Nhật ký hệ thống", "/audit/")


MINE, OTHERS = "Việc của bạn", "Chờ người khác trong phạm vi của bạn"


def test_what_waits_for_others_stands_apart(world: World) -> None:
    _, page = opened(factories.user("school", "school", world.cast.province))
    assert "Việc đến hạn" in card(page, MINE) and "Hồ sơ còn thiếu" not in str(card(page, MINE))
    assert card(page, OTHERS) and not set(card(page, OTHERS)) & set(card(page, MINE))
    _, page = opened(world.cast.bob)
    assert card(page, MINE) == [] and "Việc đến hạn" in card(page, OTHERS)
    _, page = opened(world.cast.alice)
    assert card(page, OTHERS) == []


def test_who_gives_rights_sees_unused_codes_and_rights_that_end(world: World) -> None:
    issue_code(user=world.cast.bob, by=world.cast.operator, now=timezone.now())
    client, page = opened(factories.user("admin", "administrator", world.cast.province))
    assert card(page, MINE) == ["Người dùng chưa dùng mã được cấp"]
    assert "bob" in client.get("/worklists/codes/").content.decode()
    assert client.get("/worklists/rights-ending/").status_code == 200
    _, page = opened(world.cast.alice)
    assert "Người dùng chưa dùng mã được cấp" not in card(page, MINE)


def test_what_may_be_done_stands_before_what_is_only_to_be_read(world: World) -> None:
    _, page = opened(world.cast.alice)
    titles = [title.text_content().strip() for title in page.xpath("//main//h2")]
    places = [titles.index(title) for title in (MINE, "Đến hạn", "Từ quy hoạch đến bố trí")]
    assert places == sorted(places)
