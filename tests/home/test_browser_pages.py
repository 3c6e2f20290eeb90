"""Home, search, a round and its desk in a real browser: nobody is shut out, the policy holds, no sideways scroll."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

import goc
from summing_up.round_made import built

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(goc.__file__).parent / "assets" / "test" / "axe.js"
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
ROUND = "/summing-up/tong-ket/"
PAGES = [
    "/",
    ROUND,
    f"{ROUND}draft/?section=III.4",
    "/search/?q=nong",
    "/summing-up/new/",
    f"{ROUND}papers/phu-luc/",
]

TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""


@pytest.fixture
def page(live_server, cast, monkeypatch) -> Iterator[object]:
    if not CHROMIUM.exists() or not AXE.exists():
        pytest.skip("needs Debian's chromium and axe-core (make setup)")
    from playwright.sync_api import sync_playwright

    built(cast)
    monkeypatch.setitem(
        os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
    )  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1366, "height": 768})
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.goto("/sign-in/")
        page.fill("[name=login]", "alice")
        page.fill("[name=password]", "pass-word-1")
        page.press("[name=password]", "Enter")
        page.wait_for_load_state()
        yield page
        browser.close()
        connections.close_all()  # those that the test's own queries opened inside that loop


def violations(page) -> list[tuple[str, list[str]]]:
    """Axe tries inline styles of its own, so the page's complaints are looked at before it."""
    assert page.complaints == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    page.complaints.clear()
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]


def test_pages_shut_nobody_out_on_desk_and_phone(page):
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        for url in PAGES:
            page.goto(url)
            assert (url, page.evaluate(TOO_WIDE)) == (url, [])
            assert (url, violations(page)) == (url, [])


def test_a_figure_is_put_where_the_cursor_stands(page):
    page.goto(f"{ROUND}draft/?section=III.4")
    page.fill("textarea", "Phụ lục:  xem.")
    page.evaluate("document.querySelector('textarea').setSelectionRange(9, 9)")
    page.click("[data-insert='{P7}']")
    assert page.input_value("textarea") == "Phụ lục: {P7} xem."


def test_a_long_word_in_a_notice_does_not_widen_the_phone(page, settings):
    shutil.rmtree(settings.SITE / "snapshots")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    assert "Không tìm thấy bản chốt" in page.content()
    assert page.evaluate(TOO_WIDE) == []
