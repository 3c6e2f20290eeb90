"""The sheet in a real browser: Enter saves and goes on, Ctrl+↓ goes on without saving, without a script
it is the same form.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connections

from goc.imports.models import Load, Mend
from imports.made import ALIKE, ASKED, GOOD, REFUSED, loaded

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def load(cast) -> Load:
    return loaded(cast.alice, cast.district, GOOD, ASKED, ALIKE, REFUSED)


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def page(request, live_server, load, monkeypatch) -> Iterator[Any]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    monkeypatch.setitem(
        os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
    )  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        context = browser.new_context(base_url=live_server.url, java_script_enabled=request.param)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        page.goto("/sign-in/")
        page.fill("[name=login]", "alice")
        page.fill("[name=password]", "pass-word-1")
        page.press("[name=password]", "Enter")
        page.wait_for_load_state()
        page.has_script = request.param
        yield page
        browser.close()
        connections.close_all()  # those that the test's own queries opened inside that loop


def at(page: Any) -> list[str]:
    """Row and field of the cell that is being mended."""
    return page.url.rstrip("/").split("/")[-2:]


def test_from_fault_to_fault_by_the_keyboard(page, load):
    page.goto(f"/loads/{load.public_id}/sheet/")
    if page.has_script:
        page.keyboard.press("Control+ArrowDown")
        page.wait_for_url("**/sheet/4/**")
        assert Mend.objects.count() == 0
        page.keyboard.press("Control+ArrowUp")
        page.wait_for_url("**/sheet/3/**")
    page.fill("#mend [name=typed]", "Cao đẳng")
    page.press("#mend [name=typed]", "Enter")
    page.wait_for_url("**/sheet/5/birth/")
    assert at(page) == ["5", "birth"]
    page.fill("#mend [name=typed]", "1950")
    page.press("#mend [name=typed]", "Enter")
    page.wait_for_url(f"**/loads/{load.public_id}/")
    told = [(mend.row, mend.said) for mend in Mend.objects.order_by("row")]
    assert told == [(3, "Cao đẳng"), (4, "Cao đẳng"), (5, "1950")]
    page.click("button:has-text('Ghi cả danh sách')")
    page.wait_for_selector("text=Gỡ bỏ lần nạp này")
    load.refresh_from_db()
    assert (load.state, page.complaints) == ("written", [])
