"""The menu: order, who sees what, which item is current."""

import pytest

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


def test_nothing_is_current_elsewhere(items):
    assert [line.current for line in menu.lines("alice", "/elsewhere/")] == [False, False]


def test_where_no_room_serves_the_root_it_leads_to_the_first_page(items, rf, cast):
    request = rf.get("/")
    request.user = cast.alice

    assert start(request)["Location"] in ("/password/", menu.address("home"))
