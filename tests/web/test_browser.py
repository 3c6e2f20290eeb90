"""In a real browser: nobody is shut out (axe, WCAG A and AA), the policy holds, no sideways scroll on a phone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

import browsers
from browsers import AXE, browser_page, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.urls("web.gallery"),
]


@pytest.fixture
def page(live_server, cast) -> Iterator[object]:
    with browser_page(live_server.url, AXE) as page:
        page.on("request", lambda request: asked_for(page, request.url, live_server.url))
        yield page


def asked_for(page, url: str, site: str) -> None:
    """Nothing is asked of another server."""
    if not url.startswith(site):
        page.complaints.append(url)


def sign_in(page) -> None:
    browsers.sign_in(page, to="/gallery/")
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
