"""Every address × the whole cast: who gets what, that nothing of A shows to charlie, which methods
are taken.

A route that is missing in ROUTES fails the suite; so does a line without a route.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from goc.lists.worklists import WORKLISTS
from goc.people import board_views
from goc.site import user_views
from goc.training.forms import ACTS as TRAINEE_ACTS
from goc.training.grids import GRIDS
from goc.units.act_pages import ACTS as UNIT_ACTS
from one_of_each import SECRETS, World, one_of_each

CAST = ("alice", "bob", "charlie", "dana", "nobody")


@pytest.fixture
def world(db: None) -> World:
    return one_of_each()


@dataclass(frozen=True)
class Route:
    """`args`: of the address; a word in braces is a record of the world. `get` and `post`: the
    statuses for CAST; none: the method is refused.
    """

    get: str = ""
    post: str = ""
    args: tuple[str, ...] = ()
    query: str = ""


def of_a(get: str = "", post: str = "", *args: str, query: str = "") -> Route:
    return Route(get, post, args, query)


def whole(get: str, *args: str) -> list[Route]:
    """A list: the page, for paper, as a workbook."""
    return [of_a(get, "", *args, query=query) for query in ("", "?to=print", "?to=xlsx")]


ROUND = ("tong-ket",)
PAPER = (*ROUND, "bao-cao-trung-tam")
ROSTER = (*ROUND, "danh-sach-trich-ngang")
OUTGOING = ("summing_up.summingup", "{round}", "ke-hoach-tong-ket")
EVERYBODY, WHO_SEES = "200 200 200 200 302", "200 200 404 200 302"
REFUSED = "405 405 405 405 302"
WHO_EDITS, WHO_ADDS = "200 403 404 403 302", "200 403 200 403 302"
NOBODYS = "403 403 403 403 302"
DONE_BY_EDITOR = "302 403 404 403 302"
MONEY = "funding-funding"
GIVERS = dict.fromkeys(["codes", "rights-ending"], "404 404 404 404 302")
"""Worklists of who gives rights."""
ACT_ON_PERSON = "correct post join fact move death death-correct death-back".split()
ROUTES: dict[str, list[Route]] = {
    "sign_in": [of_a("302 302 302 302 200", "302 302 302 302 200")],
    "sign_out": [of_a("405 405 405 405 405", "302 302 302 302 302")],
    "set_language_of_user": [of_a("", "302 302 302 302 302")],
    "code_redeem": [of_a("200 200 200 200 200", "200 200 200 200 200")],
    "password": [of_a(EVERYBODY, EVERYBODY)],
    "home": [of_a(EVERYBODY)],
    "guides": [of_a(EVERYBODY), of_a(EVERYBODY, "", query="?q=ban+giao")],
    "guide": [
        of_a(EVERYBODY, "", "how-to/import-people"),
        of_a("404 404 404 404 302", "", "adr/x"),
    ],
    "guide_image": [of_a(EVERYBODY, "", "home.png"), of_a("404 404 404 404 302", "", "x.png")],
    "search": [of_a(EVERYBODY, "", query="?q=Duc")],
    "duty_settle": [of_a(WHO_EDITS, WHO_EDITS, "{duty}")],
    "jobs": whole(EVERYBODY),
    "job": [of_a("200 404 404 404 302", "", "{job}")],
    "job_cancel": [of_a("", "302 404 404 404 302", "{job}")],
    "audit": whole("403 403 403 200 302"),
    "users": whole("403 403 403 200 302"),
    "user": [of_a("403 403 403 200 302", "", "{user}")],
    "user_new": [of_a(NOBODYS, NOBODYS)],
    "user_act": [of_a(NOBODYS, NOBODYS, "{user}", act) for act in user_views.ACTS],
    "roles": [of_a(EVERYBODY)],
    "user_slip": [of_a("403 403 403 403 302", "", "{user}")],
    "deputy_new": [of_a(NOBODYS, NOBODYS, "{user}")],
    "deputy_end": [of_a(NOBODYS, NOBODYS, "{user}", "{right}")],
    "hand_over": [of_a(NOBODYS, NOBODYS, "{user}")],
    "right_new": [of_a(NOBODYS, NOBODYS, "{user}")],
    "right_act": [
        of_a(NOBODYS, NOBODYS, "{user}", "{right}", act) for act in user_views.RIGHT_ACTS
    ],
    "documents": whole(EVERYBODY),
    "document_correct": [of_a(WHO_EDITS, WHO_EDITS, "{document}")],
    "document_take_back": [of_a("", "400 403 404 403 302", "{document}")],
    "document_add": [of_a(WHO_ADDS, WHO_ADDS)],
    "slip_new": [of_a(WHO_EDITS, WHO_EDITS, "{unit}")],
    "slip": [of_a("404 403 404 403 302", "", "{document}")],
    "slip_end": [of_a("", "302 302 302 302 302")],
    "basket": [of_a(EVERYBODY)],
    "basket_add": [of_a("", "400 400 400 400 302")],
    "basket_photo": [of_a("404 404 404 404 302", "", "{file}")],
    "basket_drop": [of_a("", "404 404 404 404 302", "{file}")],
    "file": [of_a(WHO_SEES, "", "{file}")],
    "list": [*whole(EVERYBODY, MONEY), of_a("404 404 404 404 302", "", "nothing")],
    "list_add": [of_a(WHO_ADDS, "400 403 400 403 302", MONEY)],
    "list_many": [of_a(WHO_ADDS, WHO_ADDS, MONEY)],
    "list_import": [of_a(WHO_ADDS, "400 403 400 403 302", MONEY)],
    "list_correct": [of_a(WHO_EDITS, "400 403 404 403 302", MONEY, "{funding}")],
    "list_take_back": [of_a("", "400 403 404 403 302", MONEY, "{funding}")],
    "worklist": [route for name in WORKLISTS for route in whole(GIVERS.get(name, EVERYBODY), name)]
    + [of_a("404 404 404 404 302", "", "nothing")],
    "directives": whole(EVERYBODY),
    "directive": [of_a(WHO_SEES, "", "{directive}")],
    "directive_read": [of_a(WHO_ADDS, WHO_ADDS)],
    "directive_enter": [of_a("", "404 404 404 404 302")],
    "directive_checks": [of_a(WHO_EDITS, WHO_EDITS, "{directive}")],
    "units": [of_a(EVERYBODY)],
    "units_list": [*whole(EVERYBODY), of_a(EVERYBODY, "", query="?q=Một")],
    "unit": [of_a(WHO_SEES, "", "{unit}")],
    "unit_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "unit_act": [of_a(WHO_EDITS, WHO_EDITS, "{unit}", act) for act in UNIT_ACTS],
    "unit_act_back": [
        of_a(WHO_EDITS, WHO_EDITS, "{unit}", "{act}"),
        of_a("404 403 404 403 302", "404 403 404 403 302", "{unit}", "{person}"),
    ],
    "act_back": [
        of_a(WHO_EDITS, WHO_EDITS, "{table}"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "{act}"),
    ],
    "unit_row": [of_a(WHO_EDITS, WHO_EDITS, "{unit}", "{version}", "back")],
    "board_member_new": [of_a(WHO_EDITS, WHO_EDITS, "{board}")],
    "board_member": [
        of_a(WHO_EDITS, WHO_EDITS, "{board}", "{member}", act) for act in board_views.ACTS
    ],
    "units_left": [of_a(EVERYBODY)],
    "unit_left": [of_a(EVERYBODY, "", "traits"), of_a("404 404 404 404 302", "", "nothing")],
    "left_settle": [of_a(WHO_EDITS, "400 403 404 403 302", "traits", "{trait}")],
    "people": [*whole(EVERYBODY), of_a(EVERYBODY, "", query="?q=Duc")],
    "people_missing": [of_a(EVERYBODY)],
    "missing_slips": [of_a("200 200 400 200 302", "", query="?how=unit")],
    "people_changes": [of_a(EVERYBODY)],
    "unit_people": [of_a(WHO_SEES, "", "{unit}")],
    "unit_owes": [of_a(WHO_SEES, "", "{unit}")],
    "person_decision": [of_a(WHO_EDITS, WHO_EDITS, "{person}")],
    "person_training": [of_a(WHO_SEES, "", "{person}")],
    "facts_many": [of_a(WHO_ADDS, WHO_ADDS)],
    "person": [of_a(WHO_SEES, "", "{person}"), of_a(WHO_SEES, "", "{gone}")],
    "person_same": [of_a(WHO_EDITS, "", "{person}")],
    "person_merge": [
        of_a(WHO_EDITS, WHO_EDITS, "{person}", "{other}"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "{person}", "{gone}"),
    ],
    "person_apart": [
        of_a(WHO_EDITS, WHO_EDITS, "{person}", "{other}"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "{person}", "{gone}"),
    ],
    "person_apart_back": [
        of_a(WHO_EDITS, WHO_EDITS, "{apart}"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "{person}"),
    ],
    "person_part": [
        of_a(WHO_EDITS, WHO_EDITS, "{gone}"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "{person}"),
    ],
    "person_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "decision_many": [of_a(WHO_ADDS, WHO_ADDS)],
    "people_many": [of_a(WHO_ADDS, WHO_ADDS)],
    "posts_end": [of_a(WHO_ADDS, WHO_ADDS)],
    "person_act": [of_a(WHO_EDITS, WHO_EDITS, "{person}", act) for act in ACT_ON_PERSON],
    "person_row": [
        of_a(WHO_EDITS, WHO_EDITS, "{person}", "{holding}", act)
        for act in ("end", "correct", "back")
    ],
    "courses": whole(EVERYBODY),
    "enrolments": whole(EVERYBODY),
    "graduates_risen": whole(EVERYBODY),
    "certificates": whole(EVERYBODY),
    "course": [of_a(WHO_SEES, "", "{course}")],
    "course_enrol": [of_a(WHO_EDITS, WHO_EDITS, "{course}")],
    "course_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "course_correct": [of_a(WHO_EDITS, WHO_EDITS, "{course}")],
    "course_close": [of_a(WHO_EDITS, WHO_EDITS, "{course}")],
    "course_back": [of_a(WHO_EDITS, WHO_EDITS, "{course}")],
    "course_grid": [of_a(WHO_EDITS, WHO_EDITS, "{course}", act) for act in GRIDS],
    "curricula": whole(EVERYBODY),
    "curriculum_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "curriculum_correct": [of_a(WHO_ADDS, WHO_ADDS, "{curriculum}")],
    "curriculum_back": [of_a(WHO_ADDS, WHO_ADDS, "{curriculum}")],
    "certificate_correct": [of_a(WHO_EDITS, WHO_EDITS, "{certificate}")],
    "certificate_back": [of_a(WHO_EDITS, WHO_EDITS, "{certificate}")],
    "trainee": [of_a(WHO_SEES, "", "{enrolment}")],
    "enrolment_act": [of_a(WHO_EDITS, WHO_EDITS, "{enrolment}", act) for act in TRAINEE_ACTS],
    "loads": whole(WHO_ADDS),
    "load_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "load": [of_a(WHO_EDITS, "", "{load}")],
    "load_reading": [of_a(WHO_EDITS, WHO_EDITS, "{load}")],
    "load_reuse": [of_a("", DONE_BY_EDITOR, "{load}")],
    "load_sheet": [of_a(WHO_EDITS, "", "{load}", query=query) for query in ("", "?page=1")],
    "load_mend": [
        of_a(WHO_EDITS, WHO_EDITS, "{load}", "3", "professional_education"),
        of_a(WHO_EDITS, WHO_EDITS, "{load}", "2", "birth"),
        of_a("404 403 404 403 302", "404 403 404 403 302", "{load}", "1", "birth"),
    ],
    "load_check": [of_a("", DONE_BY_EDITOR, "{load}")],
    "load_write": [of_a("", DONE_BY_EDITOR, "{load}")],
    "load_drop": [of_a("", DONE_BY_EDITOR, "{load}")],
    "load_workbook": [of_a(WHO_EDITS, "", "{load}")],
    "load_wanted": [of_a(WHO_EDITS, "", "{load}")],
    "quick": [of_a(EVERYBODY), of_a(EVERYBODY, "", query="?who=commanders")],
    "quick_roster": [of_a("404 404 404 404 302", "", query="?who=commanders")],
    "quick_save": [of_a(EVERYBODY, EVERYBODY, query="?who=commanders")],
    "quick_remove": [of_a("", "302 404 404 404 302", "{question}")],
    "quick_indicator": [of_a("403 403 404 403 302", "403 403 404 403 302", "{question}")],
    "figures": [of_a(EVERYBODY)],
    "figure": [of_a(EVERYBODY, "", "trained")],
    "records": [of_a(EVERYBODY, "", "trained")],
    "tables": [of_a(EVERYBODY)],
    "table": [of_a(EVERYBODY, "", "P7"), of_a(EVERYBODY, "", "P4")],
    "cell_records": [
        of_a("200 200 200 200 302", "", "P7", query="?row=total&block=0&column=1"),
        of_a("400 400 400 400 302", "", "P7"),
    ],
    "draft_check": [of_a(EVERYBODY, EVERYBODY)],
    "draft_comments": [of_a("", EVERYBODY)],
    "snapshots": [of_a(EVERYBODY, WHO_ADDS)],
    "working_refresh": [of_a("", "302 302 302 302 302")],
    "snapshot_verify": [of_a("", "302 302 404 302 302", "{snapshot}")],
    "paper_kinds": [of_a(EVERYBODY)],
    "paper_text": [
        of_a(EVERYBODY, "403 403 403 403 302", "bao-cao-trung-tam"),
        of_a("404 404 404 404 302", "404 404 404 404 302", "nothing"),
    ],
    "desk_paper": [
        of_a(WHO_SEES, "", *OUTGOING),
        of_a("404 404 404 404 302", "", "nothing", "{round}", "ke-hoach-tong-ket"),
    ],
    "desk_act": [
        of_a("", DONE_BY_EDITOR, *OUTGOING, "issue"),
        of_a("", "404 403 404 403 302", *OUTGOING, "nothing"),
    ],
    "desk_sign": [of_a(WHO_EDITS, WHO_EDITS, *OUTGOING)],
    "desk_file": [of_a("404 404 404 404 302", "", *OUTGOING, "docx")],
    "summing_ups": [of_a(EVERYBODY)],
    "summing_up_new": [of_a(WHO_ADDS, WHO_ADDS)],
    "paper_style": [of_a(EVERYBODY)],
    "summing_up": [of_a(WHO_SEES, "", *ROUND)],
    "summing_up_correct": [of_a(WHO_EDITS, WHO_EDITS, *ROUND)],
    "summing_up_freeze": [of_a("", DONE_BY_EDITOR, *ROUND)],
    "summing_up_build": [of_a("", DONE_BY_EDITOR, *ROUND)],
    "summing_up_verify": [of_a("", "302 302 404 302 302", *ROUND)],
    "verification": [of_a(WHO_SEES, "", *ROUND)],
    "paper": [of_a(WHO_SEES, "", *PAPER), of_a("200 403 404 403 302", "", *ROSTER)],
    "paper_file": [
        of_a(WHO_SEES, "", *PAPER, "docx"),
        of_a("200 403 404 403 302", "", *ROSTER, "pdf"),
    ],
    "paper_returned": [of_a(WHO_EDITS, "400 403 404 403 302", *PAPER)],
    "draft": [of_a(WHO_EDITS, WHO_EDITS, *ROUND)],
    "draft_versions": [
        of_a(WHO_EDITS, "", *ROUND),
        of_a(WHO_EDITS, "", *ROUND, query="?section=III.4"),
    ],
    "assessment_new": [of_a(WHO_EDITS, WHO_EDITS, *ROUND, "strength")],
    "assessment": [of_a(WHO_EDITS, WHO_EDITS, *ROUND, "{judgement}")],
    "assessment_drop": [of_a("", DONE_BY_EDITOR, *ROUND, "{judgement}")],
}


def names() -> Iterator[str]:
    stack: list[Any] = [get_resolver()]
    while stack:
        at = stack.pop()
        if isinstance(at, URLResolver):
            stack += at.url_patterns
        elif at.name:
            yield at.name


def address(world: World, name: str, route: Route) -> str:
    args = [world.ids[a[1:-1]] if a.startswith("{") else a for a in route.args]
    return reverse(name, args=args) + route.query


Keys = dict[str, str]


def signed_in(world: World) -> Keys:
    """The session of each of CAST; none for nobody."""
    keys = {}
    for login in CAST:
        client = Client()
        if user := world.user(login):
            client.force_login(user)
            keys[login] = client.cookies[settings.SESSION_COOKIE_NAME].value
    return keys


def undone(keys: Keys, to: str, method: str) -> str:
    """The statuses for CAST; what the requests did is rolled back."""
    with transaction.atomic():
        answers = {login: sent(keys.get(login), to, method) for login in CAST}
        transaction.set_rollback(True)
    leaked = [word for word in SECRETS if word in answers["charlie"].text]
    assert leaked == [], to
    return " ".join(str(answer.status) for answer in answers.values())


@dataclass(frozen=True)
class Answer:
    status: int
    text: str


def sent(key: str | None, to: str, method: str) -> Answer:
    client = Client()
    if key:
        client.cookies[settings.SESSION_COOKIE_NAME] = key
    answer = getattr(client, method)(to)
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return Answer(answer.status_code, data.decode(errors="replace"))


def test_everybody_gets_what_is_theirs(world: World) -> None:
    keys = signed_in(world)
    found, wanted = {}, {}
    for name, lines in ROUTES.items():
        for route in lines:
            to = address(world, name, route)
            for method, told in (("get", route.get), ("post", route.post)):
                wanted[f"{method} {to}"] = told or REFUSED
                found[f"{method} {to}"] = undone(keys, to, method)
    assert found == wanted


def test_every_route_stands_in_the_table() -> None:
    assert set(names()) == ROUTES.keys()
