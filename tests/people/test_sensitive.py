"""Every page and command that can show something sensitive of a person, for the whole cast: who sees
it in clear leaves an event, the others see none of it; there is really something to leak.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
import python_calamine
from django.urls import URLResolver, get_resolver, reverse

import factories
from goc.audit.spool import drain
from goc.cli import main
from goc.figures.grains import GRAINS
from goc.people import actions, rules
from goc.people import columns as columns_of
from goc.people.merging import GONE, compare
from goc.people.models import Fact, Membership, Person, PersonMerge
from goc.people.roster import rows_of
from goc.people.roster_columns import every_column
from goc.snapshots.actions import make_snapshot
from goc.snapshots.registry import TABLES
from goc.training import actions as training
from goc.training.access import SENSITIVE as AT_ENTRY
from goc.units.roles import CLEAR, RECORD, ROLES
from logged import events
from people.made import DAY, full, person
from worlds import world_of_module

NUMBER = "020070001234"
SECRETS = (
    "Tày",
    "tay",
    "Công giáo",
    "catholic",
    "Cao cấp",
    "Loại 3",
    "Chính thức",
    "Đảng viên, dự bị",
    NUMBER,
    "Khiển trách",
    "reprimand",
    "Hoàn thành xuất sắc",
)


@dataclass
class World:
    cast: factories.Cast
    client: Any
    run: Callable[..., tuple[int, str]]
    one: Person
    path: Any


def one_of_whom_everything_is_known() -> tuple[factories.Cast, Person]:
    """Enrolled and graduated, frozen."""
    cast = factories.cast()
    one = full(cast)
    one.citizen_number = NUMBER
    one.save()
    for kind, value in (("discipline", "reprimand"), ("rating", "excellent")):
        actions.record_fact(
            person=one,
            kind=kind,
            value=value,
            on=date(2011, 1, 1),
            until=date(2012, 1, 1),
            by=cast.operator,
        )
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2009, 9, 14),
        by=cast.operator,
    )
    enrolment = training.enrol_person(
        person=one, course=course, unit=cast.communes[0], on=course.opened_on, by=cast.operator
    )
    training.finish_enrolment(
        enrolment=enrolment, outcome="graduated", on=date(2011, 3, 18), by=cast.operator
    )
    make_snapshot(unit=None, cut_off=date(2012, 12, 31), by=cast.operator)
    return cast, one


made_once, known = world_of_module(one_of_whom_everything_is_known)


@pytest.fixture
def world(known, client, tmp_path, capsys, monkeypatch) -> World:
    cast, one = known
    one.refresh_from_db()

    def run(login: str, *arguments: str) -> tuple[int, str]:
        monkeypatch.setenv("GOC_AS", login)
        with pytest.raises(SystemExit) as stopped:
            main(list(arguments))
        return int(stopped.value.code or 0), capsys.readouterr().out

    return World(cast, client, run, one, tmp_path / "ra.xlsx")


Surface = Callable[[World, str], tuple[int, str]]


def page(address: Callable[[World], str]) -> Surface:
    def open_page(world: World, login: str) -> tuple[int, str]:
        world.client.force_login(getattr(world.cast, login))
        answer = world.client.get(address(world))
        html = answer.content.decode()
        return answer.status_code, html[html.find("<main") : html.find("</main>")]

    return open_page


def table_only(surface: Surface) -> Surface:
    """What stands in the table: the choices of a filter are no secret."""

    def open_page(world: World, login: str) -> tuple[int, str]:
        status, html = surface(world, login)
        return status, html.partition("<tbody>")[2]

    return open_page


def without_heads(surface: Surface) -> Surface:
    """One of them is called as a stage in the Party is."""

    def open_page(world: World, login: str) -> tuple[int, str]:
        status, text = surface(world, login)
        return status, text.replace("Chính thức", "")

    return open_page


def command(*arguments: str) -> Surface:
    return lambda world, login: world.run(login, *arguments)


def export(world: World, login: str) -> tuple[int, str]:
    code, _ = world.run(login, "people", "export", str(world.path), "--as-of", "2012-12-31")
    book = python_calamine.CalamineWorkbook.from_path(str(world.path))
    return code, str(book.get_sheet_by_index(0).to_python())


def workbook(address: str) -> Surface:
    def take_away(world: World, login: str) -> tuple[int, str]:
        world.client.force_login(getattr(world.cast, login))
        answer = world.client.get(address)
        book = python_calamine.load_workbook(io.BytesIO(answer.content))
        return answer.status_code, str(book.get_sheet_by_index(0).to_python())

    return take_away


def row_form(model: Any, **which: Any) -> Callable[[World], str]:
    return lambda world: reverse(
        "person_row",
        args=[
            world.one.public_id,
            model.objects.get(person=world.one, **which).public_id,
            "correct",
        ],
    )


def of_person(name: str, *more: str) -> Callable[[World], str]:
    return lambda world: reverse(name, args=[world.one.public_id, *more])


def second_file(world: World) -> Person:
    """Of the same man, with another level of theory and another religion."""
    known = Person.objects.filter(folded=world.one.folded).exclude(pk=world.one.pk).first()
    if known is not None:
        return known
    other = person(world.cast, keeper=world.cast.communes[1], ethnicity="nung", religion="none")
    for kind, value in (("political_theory", "elementary"), ("health_class", "2")):
        actions.record_fact(
            person=other, kind=kind, value=value, on=date(2006, 1, 1), by=world.cast.operator
        )
    return other


def merging(world: World) -> str:
    return reverse("person_merge", args=[world.one.public_id, second_file(world).public_id])


def merged(world: World) -> str:
    """The page of a file that was merged, where what was set aside is told."""
    gone = second_file(world)
    if not PersonMerge.objects.exists():
        actions.merge_persons(
            kept=world.one,
            gone=gone,
            by=world.cast.operator,
            reason="Một người",
            chosen=dict.fromkeys(compare(world.one, gone).codes, GONE),
        )
    return reverse("person", args=[gone.public_id])


def at(address: str) -> Callable[[World], str]:
    return lambda _: address


def unit_page(world: World) -> str:
    return reverse("unit_people", args=[world.cast.communes[0].public_id])


def figures(address: str) -> Callable[[World], str]:
    return lambda world: f"/figures/{address}unit={world.cast.province.public_id}"


COLUMNS = "&".join(f"col={column.key}" for column in every_column())
# surface → (how it is opened, what alice, bob, charlie and dana get, the event, words of who sees it)
SURFACES: dict[str, tuple[Surface, tuple[Any, Any, Any, Any], str, tuple[str, ...]]] = {
    "person": (
        page(of_person("person")),
        (200, 200, 404, 200),
        "people.read",
        (
            *("Tày", "Công giáo", "Cao cấp", "Loại 3", NUMBER, "Đảng viên, chính thức"),
            *("Khiển trách", "Hoàn thành xuất sắc"),
        ),
    ),
    "unit_people": (page(unit_page), (200, 200, 404, 200), "", ()),
    "people roster": (
        without_heads(page(at(f"/people/?roster=1&{COLUMNS}"))),
        (200, 200, 200, 200),
        "people.read_list",
        ("Tày", "Cao cấp", "Loại 3"),
    ),
    "people roster as a workbook": (
        without_heads(workbook(f"/people/?roster=1&to=xlsx&{COLUMNS}")),
        (200, 200, 200, 200),
        "people.read_list",
        ("Tày", "Cao cấp", "Loại 3"),
    ),
    "people_changes": (
        page(at("/people/changes/?first=01/01/2005&last=31/12/2005")),
        (200, 200, 200, 200),
        "",
        (),
    ),
    "person merged": (page(merged), (200, 200, 404, 200), "people.read", ("Cao cấp", "Loại 3")),
    "person_merge": (
        page(merging),
        (200, 403, 404, 403),
        "people.read",
        ("Tày", "Công giáo", "Cao cấp", "Loại 3", "Sơ cấp"),
    ),
    "person_act": (
        page(of_person("person_act", "correct")),
        (200, 403, 404, 403),
        "people.read",
        (NUMBER, '<option value="tay" selected', '<option value="catholic" selected'),
    ),
    "person_row fact": (
        page(row_form(Fact, kind="political_theory")),
        (200, 403, 404, 403),
        "people.read",
        ('<option value="advanced" selected',),
    ),
    "person_row membership": (
        page(row_form(Membership, body="party", stage="official")),
        (200, 403, 404, 403),
        "people.read",
        ("Đảng viên",),
    ),
    "people": (
        table_only(page(at("/people/"))),
        (200, 200, 200, 200),
        "people.read_list",
        ("Tày", "Chính thức", "Cao cấp"),
    ),
    "people by ethnicity": (
        table_only(page(at("/people/?f.ethnicity=tay"))),
        (200, 403, 200, 403),
        "people.read_list",
        ("Nông Văn Đức",),
    ),
    "people for paper": (
        table_only(page(at("/people/?to=print"))),
        (200, 200, 200, 200),
        "people.read_list",
        ("Tày", "Chính thức", "Cao cấp"),
    ),
    "people as a workbook": (
        workbook("/people/?to=xlsx"),
        (200, 200, 200, 200),
        "people.read_list",
        ("Tày", "Chính thức", "Cao cấp"),
    ),
    "worklist by what is missing": (
        table_only(page(at("/worklists/incomplete/?f.lacks=health_class"))),
        (200, 403, 200, 403),
        "",
        (),
    ),
    "goc people export": (
        export,
        (0, 0, 0, 0),
        "people.read_list",
        ("Tày", "Công giáo", "Cao cấp", "Loại 3", NUMBER, "2004"),
    ),
    "records": (
        page(figures("intake_tay_nung/records/?")),
        (200, 404, 404, 404),
        "figures.read_people",
        ("Nông Văn Đức",),
    ),
    "cell_records": (
        page(figures("tables/P8/records/?column=15&row=total&")),
        (200, 404, 404, 404),
        "figures.read_people",
        ("Nông Văn Đức",),
    ),
    "table": (
        page(figures("tables/L1/?")),
        (200, 404, 404, 404),
        "figures.read_people",
        ("Tày", "Công giáo", "Cao cấp", "Loại 3"),
    ),
    "goc figures records": (
        command("figures", "records", "intake_tay_nung", "--unit", "3-tier:20"),
        (0, 1, 1, 1),
        "figures.read_people",
        ("Nông Văn Đức",),
    ),
    "goc figures table": (
        command("figures", "table", "L1", "--unit", "3-tier:20"),
        (0, 1, 1, 1),
        "figures.read_people",
        ("Tày", "Công giáo"),
    ),
}


@pytest.mark.parametrize("name", SURFACES)
def test_who_sees_it_leaves_an_event(world, name):
    opened, codes, action, words = SURFACES[name]
    assert opened(world, "alice")[0] == codes[0]
    drain()
    told_before = set(events(action__contains="read").values_list("id", flat=True))
    _, text = opened(world, "alice")
    assert [word for word in words if word not in text] == []
    told = events(action__contains="read").exclude(id__in=told_before)
    read = told.values_list("by", "action")
    assert set(read) == ({("alice", action)} if action else set())


@pytest.mark.parametrize("login", ["bob", "charlie", "dana"])
@pytest.mark.parametrize("name", SURFACES)
def test_who_may_not_sees_nothing_of_it_and_leaves_none(world, name, login):
    opened, codes, _, words = SURFACES[name]
    code, text = opened(world, login)
    assert code == codes[["alice", "bob", "charlie", "dana"].index(login)]
    assert [secret for secret in {*SECRETS, *words} - {"Nông Văn Đức"} if secret in text] == []
    if codes[0] != code:
        assert "Nông Văn Đức" not in text
    assert not events(action__contains="read").exists()


def test_the_log_masks_what_the_pages_mask(world):
    audit = page(at("/audit/"))
    status, text = audit(world, "dana")
    assert status == 200 and "people.add_person" in text and "Nông Văn Đức" in text
    hidden = ("tay", "catholic", "advanced", "official", "party", NUMBER)
    shown = [word for word in hidden if f": {word}" in text or f"→ {word}" in text]
    assert (shown, events(action="audit.read").count()) == ([], 0)
    _, text = audit(world, "operator")
    assert [word for word in hidden[:5] if word not in text] == []
    assert events(action="audit.read", by="operator").count() == 1
    assert [audit(world, login)[0] for login in ("alice", "bob", "charlie")] == [403, 403, 403]


def test_a_list_read_is_found_by_the_code_of_each_person(world):
    other = person(world.cast, "Lý Thị Hoa", ethnicity="nung")
    page(at("/people/?q=hoa"))(world, "alice")
    (event,) = events(action="people.read_list")
    assert event.text == f"/people/ q: {other.code}"
    page(at("/people/"))(world, "alice")
    event = events(action="people.read_list").latest("id")
    assert set(event.text.removeprefix("/people/ : ").split()) == {world.one.code, other.code}


# --- said once


def test_grains_and_frozen_tables_say_the_same():
    columns = {
        (grain_name, name): column.sensitive
        for grain_name, grain in GRAINS.items()
        for name, column in grain.columns.items()
    }
    told = {
        *columns_of.SENSITIVE_COLUMNS,
        *rules.SENSITIVE_BODIES,
        *AT_ENTRY,
        "ethnic_minority",
        "party_joined",
        "value",  # of a discipline, a rating
    }
    wrong = {key: flag for key, flag in columns.items() if flag != (key[1] in told)}
    assert wrong == {}
    frozen = {name: table.sensitive for name, table in TABLES.items() if table.sensitive}
    assert frozen == {
        "persons": {cell.name for cell in columns_of.FROZEN} & columns_of.SENSITIVE_FIELDS,
        "memberships": {"body", "stage"},
        "facts": {"value"},
        "enrolments": AT_ENTRY,
    }


OF_THE_FILE = {"rating", "discipline"}
"""Kinds of facts that no list of people has a column for."""


def test_every_sensitive_column_of_a_list_is_one_of_its_columns(world):
    (row,) = rows_of([world.one], as_of=DAY)
    assert set(row.cells) >= columns_of.SENSITIVE_COLUMNS - OF_THE_FILE


# --- nothing is left out

NOT_SENSITIVE = {
    "person_decision",
    "person_training",
    "unit_owes",
    "sign_in",
    "sign_out",
    "set_language_of_user",
    "password",
    "users",
    "jobs",
    "job",
    "job_cancel",
    "working_refresh",
    "documents",
    "document_add",
    "file",
    "directives",
    "directive_read",
    "directive_enter",
    "directive",
    "directive_checks",
    "units",
    "unit",
    "people_missing",
    "missing_slips",
    "people_changes",
    "graduates_risen",
    "person_same",
    "person_apart",
    "person_apart_back",
    "person_part",
    "person_new",
    "posts_end",
    "facts_many",
    "decision_many",
    "unit_people",
    "courses",
    "enrolments",
    "certificates",
    "course",
    "course_enrol",
    "course_new",
    "course_correct",
    "course_close",
    "course_back",
    "course_grid",
    "curricula",
    "curriculum_new",
    "curriculum_correct",
    "curriculum_back",
    "certificate_correct",
    "certificate_back",
    "trainee",
    "enrolment_act",
    "figures",
    "figure",
    "tables",
    "draft_check",
    "draft_comments",
    "snapshots",
    "snapshot_verify",
    "summing_ups",
    "summing_up_new",
    "paper_style",
    "summing_up",
    "summing_up_freeze",
    "summing_up_build",
    "summing_up_verify",
    "verification",
    "draft",
    "assessment_new",
    "assessment",
    "assessment_drop",
    "home",
    "list",
    "list_add",
    "list_import",
    "list_many",
    "list_correct",
    "list_take_back",
    "units_left",
    "units_list",
    "left_settle",
    "unit_left",
    "search",
    "duty_settle",
    "board_member",
    "board_member_new",
    "desk_act",
    "desk_file",
    "desk_paper",
    "desk_sign",
    "document_correct",
    "document_take_back",
    "paper_kinds",
    "paper_text",
    "right_act",
    "right_new",
    "summing_up_correct",
    "unit_act",
    "unit_new",
    "unit_row",
    "unit_act_back",
    "act_back",
    "people_many",
    "user",
    "user_act",
    "user_new",
    "code_redeem",
    "deputy_end",
    "deputy_new",
    "draft_versions",
    "hand_over",
    "paper_returned",
    "quick_indicator",
    "quick_remove",
    "quick_save",
    "roles",
    "slip_end",
    "slip_new",
    "user_slip",
    "guides",
    "guide",
    "guide_image",
    "basket",
    "basket_add",
    "basket_photo",
    "basket_drop",
}
TO_WHO_ENTERS = {
    *("slip", "loads", "load_new", "load", "load_reading", "load_reuse", "load_sheet"),
    *("load_mend", "load_check", "load_write", "load_drop", "load_workbook", "load_wanted"),
}
"""What somebody loads or types from a slip: shown to those alone who may enter all of it."""
ELSEWHERE = {"paper", "paper_file", "audit", "quick", "quick_roster"}
"""Tried in tests/summing_up/test_pages_paper.py; above; in tests/figures/test_quick.py."""


def routes(resolver: URLResolver) -> set[str]:
    names: set[str] = set()
    for pattern in resolver.url_patterns:
        names |= routes(pattern) if isinstance(pattern, URLResolver) else {pattern.name or ""}
    return names - {""}


def test_every_page_is_tried_or_known_to_show_nothing_sensitive():
    tried = {name.split()[0] for name in SURFACES}
    assert routes(get_resolver()) == (tried - {"goc"}) | NOT_SENSITIVE | TO_WHO_ENTERS | ELSEWHERE


def test_who_may_enter_sees_it_in_clear_everywhere():
    """So a load, or a slip, shows its user nothing that is masked for him on other pages."""
    assert [
        role for role, told in ROLES.items() if RECORD in told.acts and CLEAR not in told.acts
    ] == []
