"""In a real browser: leaving asks, the desk's text is offered back, a person's data is not kept, a
double click is one.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from goc.people.models import Person
from goc.summing_up.actions import write_narrative
from goc.summing_up.models import Narrative, SummingUp
from people.made import full
from summing_up.round_made import opened

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DESK = "/summing-up/tong-ket/draft/?section=III.4"
OFFER = "[data-draft-offer]"


def signed_in(page, login="alice"):
    page.goto("/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "pass-word-1")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()
    return page


@pytest.fixture
def page(live_server, cast, monkeypatch) -> Iterator[object]:
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's chromium")
    from playwright.sync_api import sync_playwright

    opened(cast)
    monkeypatch.setitem(
        os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1"
    )  # playwright keeps an event loop in this thread
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        page = browser.new_page(base_url=live_server.url, viewport={"width": 1366, "height": 768})
        page.complaints = []
        page.on("console", lambda m: page.complaints.append(m.text) if m.type == "error" else None)
        yield signed_in(page)
        browser.close()
        connections.close_all()  # those that the test's own queries opened inside that loop


def kept(page) -> list[str]:
    return page.evaluate("Object.values(localStorage).map(one => JSON.parse(one).text)")


def leaving(page, url: str) -> list[str]:
    """What the browser asks on the way to another page; it is answered with yes."""
    asked: list[str] = []

    def answer(dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)
    page.goto(url)
    page.remove_listener("dialog", answer)
    return asked


def test_an_unsaved_text_is_asked_about_and_offered_back(page):
    page.goto(DESK)
    page.type(".editor-text", "Đang viết dở.")
    assert leaving(page, "/") == ["beforeunload"]
    page.goto(DESK)
    assert page.is_visible(OFFER) and page.input_value("textarea[name=text]") == ""
    page.click("[data-draft-take]")
    assert page.input_value("textarea[name=text]") == "Đang viết dở."
    page.click("form#written button.btn-primary")
    page.wait_for_load_state()
    assert Narrative.objects.get().text == "Đang viết dở."
    assert not page.is_visible(OFFER) and kept(page) == [] and leaving(page, "/") == []
    assert page.complaints == []


def test_a_text_survives_signing_out_and_is_its_writers_only(page, cast):
    page.goto(DESK)
    page.type(".editor-text", "Đang viết dở.")
    leaving(page, "/")
    page.context.clear_cookies()
    signed_in(page, "operator").goto(DESK)
    assert not page.is_visible(OFFER)
    page.context.clear_cookies()
    signed_in(page).goto(DESK)
    assert page.is_visible(OFFER)
    page.click("[data-draft-drop]")
    assert not page.is_visible(OFFER) and kept(page) == []


def test_a_text_sent_after_the_account_was_disabled_is_out_but_kept(page, cast):
    page.goto(DESK)
    page.type(".editor-text", "Đang viết dở.")
    cast.alice.is_active = False
    cast.alice.save()
    page.click("form#written button.btn-primary")
    page.wait_for_load_state()
    assert "/sign-in/" in page.url
    assert (Narrative.objects.count(), kept(page)) == (0, ["Đang viết dở."])
    cast.alice.is_active = True
    cast.alice.save()
    page.context.clear_cookies()
    signed_in(page).goto(DESK)
    page.click("[data-draft-take]")
    assert page.input_value("textarea[name=text]") == "Đang viết dở."


def test_a_text_taken_back_does_not_hide_what_somebody_saved_since(page, cast):
    page.goto(DESK)
    page.type(".editor-text", "Bản của tôi.")
    leaving(page, "/")
    write_narrative(
        round_=SummingUp.objects.get(), section="III.4", text="Của người khác.", by=cast.operator
    )
    page.goto(DESK)
    page.click("[data-draft-take]")
    page.click("form#written button.btn-primary")
    page.wait_for_load_state()
    assert "Của người khác." in page.inner_text(".conflict")
    assert Narrative.objects.get().text == "Của người khác."
    page.click("form#written button.btn-primary")
    page.wait_for_load_state()
    assert Narrative.objects.get().text == "Bản của tôi."


def test_a_persons_data_is_never_kept_in_the_browser(page, cast):
    one = full(cast)
    page.goto(f"/people/{one.public_id}/correct/")
    page.fill("[name=note]", "ghi chú riêng")
    assert leaving(page, "/") == ["beforeunload"]
    kept = page.evaluate("({...localStorage, ...sessionStorage})")
    kept.pop("htmx-current-path-for-history", "")
    assert kept == {}


def test_what_came_back_to_be_mended_is_unsaved_too(page, cast):
    page.goto("/people/new/")
    page.fill("[name=full_name]", "Nông Văn Đức")
    page.fill("[name=keeper]", "Xã Một Một")
    page.fill("[name=on]", "1/2/12")
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    assert "hai chữ số" in page.inner_text("main")
    page.mouse.click(5, 5)  # a page that nobody has touched may not ask
    assert leaving(page, "/") == ["beforeunload"]


def test_three_quick_presses_make_one_person(page, cast):
    page.goto("/people/new/")
    for name, value in (
        ("full_name", "Nông Văn Đức"),
        ("keeper", "Xã Một Một"),
        ("on", "01/02/2012"),
    ):
        page.fill(f"[name={name}]", value)
    page.evaluate(
        "() => { const form = document.querySelector('main form'); for (let n = 0; n < 3; n++) form.submit(); }"
    )
    page.wait_for_url("**/people/*-*/")
    assert Person.objects.count() == 1
