"""One page of each kind in a real browser: nobody is shut out (axe), the policy holds, no sideways scroll."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from django.urls import reverse

import factories
from browsers import AXE, TOO_WIDE, browser_page, sign_in, walked
from goc.directives.models import Directive
from goc.people.models import Person
from goc.summing_up.models import SummingUp
from goc.training.models import Course, Enrolment
from goc.units.roles import ROLES
from summing_up.round_made import built

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]
ROUND = "/summing-up/tong-ket/"


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
        *("/help/", "/help/?q=ban", "/help/how-to/import-people/", "/help/reference/roles/"),
        *("/photos/", f"/documents/slip/{cast.communes[0].public_id}/", "/users/roles/"),
        *("/worklists/papers/", "/worklists/duties/", "/people/many/", "/people/decision/"),
        *("/summing-up/", ROUND, "/summing-up/new/", f"{ROUND}draft/?section=III.4"),
        f"{ROUND}draft/versions/?section=III.4",
        *(f"{ROUND}papers/phu-luc/", f"{ROUND}verification/", *with_id.values()),
    ]


@pytest.fixture
def page(live_server, cast) -> Iterator[object]:
    with browser_page(live_server.url, AXE) as page:
        built(cast)
        yield sign_in(page)


def test_pages_shut_nobody_out_on_desk_and_phone(page, cast):
    assert walked(page, one_of_each_kind(cast)) == {}


def test_nor_do_the_log_the_users_and_the_door(page, cast):
    page.context.clear_cookies()
    assert walked(page, ["/sign-in/"]) == {}
    sign_in(page, "operator")
    user = reverse("user", args=[cast.bob.public_id])
    assert walked(page, ["/audit/", "/users/", "/users/new/", user]) == {}


def test_the_first_page_of_no_role_does(page, cast):
    wrong = {}
    for role in ROLES:
        factories.user(role, role, cast.province)
        page.context.clear_cookies()
        sign_in(page, role)
        wrong[role] = walked(page, ["/"])
    assert {role: pages for role, pages in wrong.items() if pages} == {}


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
