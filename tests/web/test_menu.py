"""The menu: order, who sees what, which item is current."""

import re

import pytest
from django.urls import reverse

from goc.web import menu
from goc.web.menu import MenuItem
from goc.web.views import start


@pytest.fixture
def items(monkeypatch):
    made = [
        MenuItem("Việc", "jobs", "clock", 20),
        MenuItem("Mật khẩu", "password", "lock", 10),
        MenuItem("Không có trang", "no_such_name", "x", 5),
        MenuItem("Riêng", "documents", "files", 30, lambda user: user == "dana"),
    ]
    monkeypatch.setattr(menu, "items", made)


def test_items_stand_by_position_and_only_where_a_page_exists(items):
    assert [(line.label, line.current) for line in menu.lines("alice", "/jobs/x/")] == [
        ("Mật khẩu", False),
        ("Việc", True),
    ]


def test_an_item_may_be_for_some(items):
    assert [line.label for line in menu.lines("dana", "/")] == ["Mật khẩu", "Việc", "Riêng"]


@pytest.mark.parametrize(
    ("position", "group"),
    [
        (10, ""),
        (19, ""),
        (20, "Cán bộ, đơn vị"),
        (30, "Đào tạo"),
        (64, "Số liệu, báo cáo"),
        (65, "Văn bản"),
        (95, "Quản trị"),
    ],
)
def test_an_item_stands_in_the_group_that_has_begun(position, group):
    assert menu.group_at(position) == group


def test_the_menu_of_the_site_has_its_groups_once_each_in_order(client, cast):
    client.force_login(cast.alice)
    html = client.get(reverse("home")).text
    names = re.findall(r'<span class="menu-group" id="menu-\d">([^<]+)</span>', html)
    assert names[:4] == ["Cán bộ, đơn vị", "Đào tạo", "Số liệu, báo cáo", "Văn bản"]
    assert len(names) == len(set(names))


def test_nothing_is_current_elsewhere(items):
    assert [line.current for line in menu.lines("alice", "/elsewhere/")] == [False, False]


def test_where_no_room_serves_the_root_it_leads_to_the_first_page(items, rf, cast):
    request = rf.get("/")
    request.user = cast.alice

    assert start(request)["Location"] in ("/password/", menu.address("home"))
