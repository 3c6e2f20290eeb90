"""One page of each kind in a real browser: nobody is shut out (axe), the policy holds, no sideways scroll."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.urls import reverse

import goc
from goc.directives.models import Directive
from goc.people.models import Person
from goc.summing_up.models import SummingUp
from goc.training.models import Course, Enrolment
from summing_up.round_made import built

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(goc.__file__).parent / "assets" / "test" / "axe.js"
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]}
ROUND = "/summing-up/tong-ket/"
SIZES = ((1366, 768), (390, 844))


def one_of_each_kind(cast) -> list[str]:
    """An address of each kind of page; where a kind has a page with filters in use, that one too."""
    of_unit = f"unit={cast.province.public_id}"
    person = Person.objects.get(full_name="Nông Văn Đức")
    course = Course.objects.get()
    round_ = SummingUp.objects.get()
    on_desk = ["summing_up.summingup", round_.public_id, "ke-hoach-tong-ket"]
    with_id = {
        "person": reverse("person", args=[person.public_id]),
        "act": reverse("person_act", args=[person.public_id, "post"]),
        "same": reverse("person_same", args=[person.public_id]),
        "unit": reverse("unit", args=[cast.communes[0].public_id]),
        "course": reverse("course", args=[course.public_id]),
        "course_grid": reverse("course_grid", args=[course.public_id, "results"]),
        "course_correct": reverse("course_correct", args=[course.public_id]),
        "trainee": reverse("trainee", args=[Enrolment.objects.first().public_id]),
        "merge": reverse("unit_act", args=[cast.communes[0].public_id, "merge"]),
        "desk": reverse("desk_paper", args=on_desk),
        "sign": reverse("desk_sign", args=on_desk),
        "directive": reverse("directive", args=[Directive.objects.get().public_id]),
    }
    return [
        *("/", "/search/?q=nong", "/people/", "/people/?q=nong&f.birth=1900..&to=print"),
        *("/units/", "/units/list/?f.level=commune", "/documents/", "/documents/add/"),
        *(
            "/courses/",
            "/courses/enrolments/",
            "/worklists/incomplete/",
            "/people/missing/",
            "/people/new/",
        ),
        *("/courses/new/", "/courses/curricula/new/", "/people/posts/end/", "/units/new/"),
        *("/papers/kinds/", "/lists/desk-letterhead/"),
        *("/lists/funding-funding/", "/lists/funding-funding/add/", "/units/left/"),
        *("/figures/", f"/figures/trained/records/?{of_unit}", "/figures/tables/"),
        *(f"/figures/tables/P7/?{of_unit}", f"/figures/tables/L1/?{of_unit}"),
        *("/directives/", "/directives/read/", "/drafts/", "/snapshots/", "/jobs/", "/password/"),
        *("/summing-up/", ROUND, "/summing-up/new/", f"{ROUND}draft/?section=III.4"),
        f"{ROUND}draft/versions/?section=III.4",
        *(f"{ROUND}papers/phu-luc/", f"{ROUND}verification/", *with_id.values()),
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
        sign_in(page, "alice")
        yield page
        browser.close()
        connections.close_all()  # those that the test's own queries opened inside that loop


def sign_in(page, login: str) -> None:
    page.goto("/sign-in/")
    page.fill("[name=login]", login)
    page.fill("[name=password]", "pass-word-1")
    page.press("[name=password]", "Enter")
    page.wait_for_load_state()


def violations(page) -> list[tuple[str, list[str]]]:
    """Axe tries inline styles of its own, so the page's complaints are looked at before it."""
    assert page.complaints == []
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("rules => axe.run(rules)", RULES)["violations"]
    page.complaints.clear()
    return [(each["id"], [node["html"][:200] for node in each["nodes"]]) for each in found]


def walked(page, addresses: list[str]) -> dict[str, object]:
    """What is wrong with each of these pages."""
    wrong: dict[str, object] = {}
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for url in addresses:
            answer = page.goto(url)
            found = (answer.status, page.evaluate(TOO_WIDE), violations(page))
            if found != (200, [], []):
                wrong[f"{width} {url}"] = found
    return wrong


def test_pages_shut_nobody_out_on_desk_and_phone(page, cast):
    assert walked(page, one_of_each_kind(cast)) == {}


def test_nor_do_the_log_the_users_and_the_door(page, cast):
    page.context.clear_cookies()
    assert walked(page, ["/sign-in/"]) == {}
    sign_in(page, "operator")
    user = reverse("user", args=[cast.bob.public_id])
    assert walked(page, ["/audit/", "/users/", "/users/new/", user]) == {}


def test_a_figure_is_put_where_the_cursor_stands(page):
    page.goto(f"{ROUND}draft/?section=III.4")
    page.click(".editor-text")
    page.keyboard.press("Control+a")
    page.keyboard.type("Phụ lục:  xem.")
    for _ in " xem.":
        page.keyboard.press("ArrowLeft")
    page.click("[data-insert='{P7}']")
    assert page.input_value("textarea") == "Phụ lục: {P7} xem."


def test_a_long_word_in_a_notice_does_not_widen_the_phone(page, settings):
    shutil.rmtree(settings.SITE / "snapshots")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/")
    assert "Không tìm thấy bản chốt" in page.content()
    assert page.evaluate(TOO_WIDE) == []
