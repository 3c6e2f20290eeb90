"""In a real browser: leaving asks, the desk's text is offered back, a person's data is not kept, a
double click is one.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from browsers import browser_page, sign_in
from goc.people.models import Person
from goc.summing_up.actions import write_narrative
from goc.summing_up.models import Narrative, SummingUp
from people.made import full
from summing_up.round_made import opened

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
DESK = "/summing-up/tong-ket/draft/?section=III.4"
OFFER = "[data-draft-offer]"


@pytest.fixture
def page(live_server, cast) -> Iterator[object]:
    with browser_page(live_server.url) as page:
        opened(cast)
        yield sign_in(page)


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
    sign_in(page, "operator").goto(DESK)
    assert not page.is_visible(OFFER)
    page.context.clear_cookies()
    sign_in(page).goto(DESK)
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
    sign_in(page).goto(DESK)
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
