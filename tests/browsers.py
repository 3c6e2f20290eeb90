"""A real browser on the pages of a test, and what is asked of every page in it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

import goc

CHROMIUM = Path("/usr/bin/chromium")
ASSETS = Path(goc.__file__).parent / "assets"
AXE, EDITOR = ASSETS / "test/axe.js", ASSETS / "static/editor.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
DESK, PHONE = (1366, 768), (390, 844)
TOO_WIDE = """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")]
  .filter(e => e.getBoundingClientRect().right > innerWidth + 1).map(e => e.outerHTML.slice(0, 120))"""


@contextmanager
def browser_page(url: str, *needed: Path) -> Iterator[Any]:
    """A page of Debian's chromium on the served site; `complaints` is what its console said. Skips
    where the browser, or a file that set-up makes, is not there.
    """
    missing = [path.name for path in (CHROMIUM, *needed) if not path.exists()]
    if missing:
        pytest.skip(f"needs {', '.join(missing)} (Debian's chromium; make setup)")
    from playwright.sync_api import sync_playwright

    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # playwright keeps an event loop in this thread
    width, height = DESK
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=str(CHROMIUM), args=["--no-sandbox"]
            )
            size = {"width": width, "height": height}
            page = browser.new_context(base_url=url, viewport=size).new_page()
            page.complaints = []
            listen(page)
            yield page
            browser.close()
            connections.close_all()  # those that the test's own queries opened inside that loop
    finally:
        os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE")
        if before is not None:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def listen(page: Any) -> None:
    page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))


def sign_in(page: Any, login: str = "alice", to: str = "/") -> Any:
    page.goto(f"/sign-in/?next={to}")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "pass-word-1")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    return page


def violations(page: Any) -> list[tuple[str, list[str]]]:
    """Axe tries inline styles of its own, so the page's complaints are looked at before it."""
    assert page.complaints == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    page.complaints.clear()
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]


def walked(page: Any, addresses: list[str]) -> dict[str, object]:
    """What is wrong with each of these pages, on the desk and on the phone."""
    wrong: dict[str, object] = {}
    for width, height in (DESK, PHONE):
        page.set_viewport_size({"width": width, "height": height})
        for url in addresses:
            answer = page.goto(url)
            found = (answer.status, page.evaluate(TOO_WIDE), violations(page))
            if found != (200, [], []):
                wrong[f"{width} {url}"] = found
    return wrong
