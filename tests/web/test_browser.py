"""In a real browser: nobody is shut out (axe, WCAG A and AA), the policy holds, no sideways scroll on a phone."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

import goc

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(goc.__file__).parent / "assets" / "test" / "axe.js"
pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("web.gallery"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}


@pytest.fixture
def page(live_server, cast, monkeypatch) -> Iterator[object]:
    if not CHROMIUM.exists() or not AXE.exists():
        pytest.skip("needs Debian's chromium and axe-core (make setup)")
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(
        os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
    )  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1366, "height": 768})
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.on(
            "request",
            lambda r: (
                page.complaints.append(r.url) if not r.url.startswith(live_server.url) else None
            ),
        )
        yield page
        browser.close()
        connections.close_all()  # those that the test's own queries opened inside that loop


def violations(page) -> list[tuple[str, list[str]]]:
    """Axe tries inline styles of its own, so the page's complaints are looked at before it."""
    assert page.complaints == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    page.complaints.clear()
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


def sign_in(page) -> None:
    page.goto("/sign-in/?next=/gallery/")
    page.fill("[name=login]", "alice")
    page.fill("[name=password]", "pass-word-1")
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/gallery/")


def test_pages_shut_nobody_out_and_ask_nothing_of_the_network(page):
    page.goto("/sign-in/")
    assert violations(page) == []
    sign_in(page)
    assert violations(page) == []
    page.goto("/documents/add/")
    assert violations(page) == []


def test_the_keyboard_reaches_content_and_menus(page):
    sign_in(page)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "content"
    page.focus(".user-button")
    page.keyboard.press("Enter")
    assert page.is_visible("#user-menu")
    page.keyboard.press("Escape")
    assert not page.is_visible("#user-menu")


def test_on_a_phone_the_menu_opens_and_nothing_scrolls_sideways(page):
    page.set_viewport_size({"width": 390, "height": 844})
    sign_in(page)
    assert not page.is_visible("#menu")
    page.click(".menu-button")
    assert page.is_visible("#menu")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_job_is_watched_to_its_end(page):
    from goc.jobs.models import Job

    job = Job.objects.create(kind="test.work", by="alice", state="running", progress=10)
    sign_in(page)
    page.goto(f"/jobs/{job.public_id}/")
    Job.objects.update(progress=60, message="đang đếm")
    page.wait_for_selector("progress[value='60']", timeout=30000)
    Job.objects.update(state="done", result={"url": "/gallery/"})
    page.wait_for_selector("a:has-text('Xem kết quả')", timeout=30000)
    assert page.complaints == []
