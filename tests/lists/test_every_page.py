"""Every list of a hand-written shape and every worklist, through the same questions: each order, each filter, pages,
print, workbook.

A new list is in here by being registered.
"""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
import python_calamine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

import factories
from goc.accounts.actions import issue_code
from goc.desk.models import Draft
from goc.directives.actions import open_duty
from goc.directives.models import Directive
from goc.jobs.models import Job
from goc.lists.asked import asked_of
from goc.lists.kinds import typed
from goc.lists.registry import PAGES
from goc.lists.shapes import Cell, Narrowing, RowShape
from goc.lists.worklists import WORKLISTS
from goc.people import actions as people
from goc.registry.actions import register_document
from goc.training.actions import found_curriculum, issue_certificate
from goc.training.models import Course, Enrolment
from goc.units.actions import close_unit
from goc.units.asking import Asking, asking_of
from goc.units.models import UnitRight
from imports.made import loaded
from summing_up.round_made import START, directive, programme
from worlds import world_of_module

LISTS = {reverse(name): shape for name, shape in PAGES.items()} | {
    reverse("worklist", args=[name]): worklist.shape for name, worklist in WORKLISTS.items()
}
every = pytest.mark.parametrize("name", LISTS)


def full_register() -> factories.Cast:
    """Something in every list."""
    cast = factories.cast()
    programme(cast)
    directive(cast)
    for number, secrecy in (("7/BC-UBND", ""), ("8/BC-UBND", "secret")):
        register_document(
            direction="out",
            type="Báo cáo",
            number=number,
            issuer="UBND tỉnh",
            issued_on=None,
            subject="Về việc đào tạo",
            secrecy=secrecy,
            keeper=cast.province,
            by=cast.operator,
        )
    graduates = Enrolment.objects.filter(outcome="graduated")
    for trainee in graduates.order_by("pk")[:1]:
        for kind in ("military", "political_theory"):
            number = f"{kind[:1]}{trainee.pk}"
            issue_certificate(
                enrolment=trainee,
                kind=kind,
                number=number,
                register_number=number,
                on=date(2012, 6, 30),
                by=cast.operator,
            )
    more_of_the_same(cast)
    for name, kind in (("Trung cấp", "general"), ("Bổ sung", "political_theory")):
        found_curriculum(
            name=name,
            level="intermediate",
            hours={kind: 9},
            source="QĐ 799",
            taught_at="Trường",
            supplementary=name == "Bổ sung",
            by=cast.operator,
        )
    left_to_do(cast)
    for state in ("done", "queued", "running"):
        Job.objects.create(kind="snapshots.make", by="operator", state=state)
    for number, unit in enumerate(cast.communes, 1):
        row = [1, "Vi Văn An", 1970, "Nam", "Tày", "Trung cấp", f"Xã Một {number}"]
        loaded(cast.operator, unit, row, name=f"danh-sach-{number}.xlsx")
    for state in ("draft", "final"):
        Draft.objects.create(
            unit=cast.province,
            subject_kind="summing_up.summingup",
            subject=uuid4(),
            kind="ke-hoach-tong-ket",
            state=state,
        )
    for user in (cast.alice, cast.bob):
        issue_code(user=user, by=cast.operator, now=timezone.now())
        UnitRight.objects.filter(user=user).update(valid_to=factories.TODAY + timedelta(days=9))
    return cast


made, world = world_of_module(full_register)


@pytest.fixture
def asking(world: factories.Cast, client) -> Asking:
    """An operator of the whole register."""
    client.force_login(world.operator)
    return asking_of(world.operator)


def more_of_the_same(cast: Any) -> None:
    """More directives and courses of the same: lists of one row prove nothing."""
    first = Directive.objects.get()
    course = Course.objects.get()
    for number in (2, 3):
        Directive.objects.create(document=first.document, unit=cast.communes[number - 2])
        course.pk, course.public_id, course.number = None, uuid4(), number
        course.name, course.closed_on = f"Khóa {number}", date(2012, 6, 30)
        course.save()


def left_to_do(cast: factories.Cast) -> None:
    """Two items of each worklist."""
    by, home = cast.operator, cast.communes[0]
    for act, due in (("Gửi giấy mời", date(2026, 11, 1)), ("In tài liệu", date(2026, 11, 2))):
        open_duty(unit=cast.province, act=act, due_on=due, by=by)
    for commune in cast.communes:
        people.lay_seats(unit=commune, on=date(2010, 1, 1), by=by)
    over, board = (
        Course.objects.get(number=2),
        factories.unit("Ban Chỉ đạo", "steering_committee", cast.province),
    )
    for name in ("Vi Văn Dũng", "Hứa Văn An"):
        for keeper in cast.communes:
            twin = people.add_person(
                full_name=name, keeper=keeper, on=START, birth_year=1980, by=by
            )
        entered = {"unit": home, "entered_on": over.opened_on}
        Enrolment.objects.create(person=twin, course=over, **entered)
        lost = people.add_person(full_name=f"{name} Ba", keeper=home, on=START, by=by)
        graduated = {"outcome": "graduated", "ended_on": over.closed_on}
        Enrolment.objects.create(person=lost, course=over, **entered, **graduated)
        people.post_person(
            person=lost, unit=home, post="commune_chairman", on=date(2015, 1, 1), by=by
        )
        people.appoint_board_member(
            person=lost, board=board, role="member", office="commander", on=START, by=by
        )
    posts_ended(cast)
    soon_over(cast)
    falling_due(cast)


def soon_over(cast: factories.Cast) -> None:
    """Two terms and two disciplines that end soon."""
    by, home = cast.operator, cast.communes[0]
    for number, value in enumerate(("reprimand", "warning"), start=1):
        one = people.add_person(full_name=f"Lâm Văn {number}", keeper=home, on=START, by=by)
        terms = people.Terms("region_commander", "serving_officer", date(2026, 12, number))
        held = {"unit": home, "post": "technical_staff", "terms": terms}
        people.post_person(person=one, on=date(2026, 2, number), by=by, **held)
        until, on = date(2026, 12, number), date(2025, 12, number)
        served = {"kind": "discipline", "value": value, "on": on, "until": until}
        people.record_fact(person=one, decision=f"QĐ {number}", by=by, **served)


def falling_due(cast: factories.Cast) -> None:
    """Two who retire, two who will be too old to be sent, terms that end."""
    by, home = cast.operator, cast.communes[0]
    for name, year, unit in (
        ("Lăng Văn Cả", 1965, home),
        ("Lăng Văn Hai", 1964, home),
        ("Vi A", 1995, factories.unit("Xã Vi A", "commune", cast.district)),
        ("Vi B", 1995, factories.unit("Xã Vi B", "commune", cast.district)),
    ):
        one = people.add_person(
            full_name=name, keeper=unit, on=START, sex="male", birth_year=year, by=by
        )
        people.post_person(
            person=one,
            unit=unit,
            post="deputy_commander" if year == 1995 else "hamlet_leader",
            on=date(2024, 1, 1),
            terms=people.Terms(term_until=date(2026, 12, 1)),
            acting=year != 1995,
            by=by,
        )
        people.join_body(
            person=one,
            body="peoples_council",
            unit=home,
            on=date(2021, 7, 1),
            term="2021-2026",
            by=by,
        )


def posts_ended(cast: factories.Cast) -> None:
    """Two whose commune ended, and no other post since."""
    by, gone = cast.operator, factories.unit("Xã Cũ", "commune", cast.district)
    for name, post in (("Mã Văn Cũ", "commander"), ("Mã Văn Mới", "deputy_commander")):
        one = people.add_person(full_name=name, keeper=gone, on=START, by=by)
        people.post_person(person=one, unit=gone, post=post, on=date(2010, 1, 1), by=by)
    close_unit(unit=gone, on=date(2012, 1, 1), by=by)


def keys(shape: RowShape, asking: Asking, **given: str) -> list[int]:
    return [row.pk for row in asked_of(shape, asking, given).rows()]


def sorted_by(shape: RowShape) -> list[Cell]:
    return [cell for cell in shape.cells if cell.lookup and cell.sorts]


def filtered_by(shape: RowShape) -> list[Cell]:
    return [cell for cell in shape.cells if cell.lookup and cell.filters]


@every
def test_there_is_something_in_it(name: str, asking, client) -> None:
    page = client.get(name)
    shape = LISTS[name]
    rows = shape.made(asked_of(shape, asking, {}).rows()[:50], asking)
    texts = [
        [
            text or cell.empty
            for text, cell in zip(shape.shown(row, asking), shape.cells, strict=True)
        ]
        for row in rows
    ]
    assert rows and page.status_code == 200
    assert [[cell.text for cell in row.texts] for row in page.context["rows"]] == texts


@every
def test_each_order_keeps_all_rows_and_turns_round(name: str, asking) -> None:
    shape = LISTS[name]
    everything = set(keys(shape, asking))
    for cell in sorted_by(shape):
        up, down = (keys(shape, asking, sort=f"{sign}{cell.name}") for sign in ("", "-"))
        assert (cell.name, set(up), set(down)) == (cell.name, everything, everything)


@pytest.mark.slow
@every
@pytest.mark.parametrize("sign", ["", "-"])
def test_pages_of_each_order_follow_without_gap(name: str, sign: str, asking) -> None:
    shape = LISTS[name]
    for sort in ["", *(f"{sign}{cell.name}" for cell in sorted_by(shape))]:
        asked = asked_of(shape, asking, {"sort": sort})
        found, cursor = [], ""
        for _ in range(200):
            leaf = asked.leaf(cursor, per=2)
            found += [row.pk for row in leaf.rows]
            if not (cursor := leaf.after):
                break
        assert (sort, found) == (sort, [row.pk for row in asked.rows()])


@every
def test_each_filter_finds_the_row_it_is_taken_from(name: str, asking) -> None:
    shape = LISTS[name]
    rows = list(asked_of(shape, asking, {}).rows()[:20])
    for raw, row in zip(rows, shape.made(rows, asking), strict=True):
        for cell in filtered_by(shape):
            text = typed_for(cell, row, asking)
            if text:
                given = {f"f.{cell.name}": text}
                assert raw.pk in keys(shape, asking, **given), (cell.name, text)


def typed_for(cell: Cell, row: Any, asking: Asking) -> str:
    """A stored value as somebody would type it into its filter."""
    value = cell.value(row)
    if value in (None, ""):
        return ""
    if cell.kind_name == "unit":
        return f"{asking.unit_name(value.pk)}"
    if cell.kind_name == "flag":
        return "có" if value else "không"
    if cell.kind_name == "moment":
        return cell.text(row, asking).split()[1]
    return str(value) if cell.kind_name in ("code", "choice") else typed(value)


@every
def test_each_narrowing_is_a_part(name: str, asking) -> None:
    shape = LISTS[name]
    everything = set(keys(shape, asking))
    for narrowing in shape.narrowings:
        for code, _label in narrowing.choices:
            assert set(keys(shape, asking, **{f"f.{narrowing.name}": code})) <= everything


@every
def test_the_workbook_holds_what_the_page_shows(name: str, asking, client) -> None:
    shape = LISTS[name]
    answer = client.get(name, {"to": "xlsx"})
    book = python_calamine.load_workbook(io.BytesIO(answer.content))
    sheet = book.get_sheet_by_index(0).to_python()
    rows = shape.made(asked_of(shape, asking, {}).rows(), asking)
    heads = ["TT", *(str(cell.label) for cell in shape.cells)]
    seal = dict(book.get_sheet_by_index(1).to_python())
    assert (sheet[0], len(sheet) - 1, seal["Số dòng"]) == (heads, len(rows), str(len(rows)))
    assert len(seal["SHA-256"]) == 64
    texts = [
        at for at, cell in enumerate(shape.cells) if cell.kind_name in ("text", "unit", "code")
    ]
    shown = [[shape.shown(row, asking)[at].strip() for at in texts] for row in rows]
    assert [[str(line[at + 1]) for at in texts] for line in sheet[1:]] == shown


@every
def test_paper_shows_all_rows_and_what_narrows_them(name: str, asking, client) -> None:
    shape = LISTS[name]
    cell = next((c for c in filtered_by(shape) if c.kind_name in ("text", "word")), None)
    if cell is None:
        pytest.skip("nothing of words to narrow by")
    page = client.get(name, {"to": "print", f"f.{cell.name}": "không có gì như vậy"})
    whole = client.get(name, {"to": "print"})
    assert "Không có dòng nào khớp" in page.text
    assert f"{cell.label}: không có gì như vậy." in page.text
    assert len(whole.context["rows"]) == asked_of(shape, asking, {}).found.count()


@every
def test_a_column_that_does_not_filter_or_sort_is_said(name: str, asking, client) -> None:
    cells = LISTS[name].cells
    strange = [{"f.nothing": "1"}, {"sort": "nothing"}]
    strange += [{f"f.{cell.name}": "1"} for cell in cells if not cell.filters]
    strange += [{"sort": cell.name} for cell in cells if not cell.sorts]
    for given in strange:
        answer = client.get(name, given)
        said = "Danh sách không lọc hay sắp xếp được theo" in answer.text
        assert (given, answer.status_code, said) == (given, 400, True)


@every
def test_no_more_queries_for_more_rows(name: str, asking, client) -> None:
    shape, counts = LISTS[name], []
    client.get(name)
    for per in (1, 2, 2):
        fresh = asking_of(asking.user)
        with CaptureQueriesContext(connection) as queries:
            rows = asked_of(shape, fresh, {}).leaf("", per=per).rows
            said = [shape.shown(row, fresh) for row in shape.made(rows, fresh)]
        counts.append((len(said), len(queries)))
    assert counts[1:] == [(2, counts[0][1]), (2, counts[0][1])]


def test_a_choice_that_is_none_is_said(asking, client) -> None:
    answer = client.get("/documents/", {"f.direction": "sang"})
    assert (answer.status_code, "hãy ghi một trong: Văn bản đến" in answer.text) == (400, True)


def test_narrowings_are_no_columns() -> None:
    for shape in LISTS.values():
        columns = {cell.name for cell in shape.cells}
        assert not columns & {n.name for n in shape.narrowings if isinstance(n, Narrowing)}


OF_PERSONS = [name for name, shape in LISTS.items() if shape.person]


@pytest.mark.parametrize("name", OF_PERSONS)
def test_the_persons_of_a_list_are_shown_in_columns(asking, client, name):
    page = client.get(f"{name}?roster=1&col=code")
    people_there = LISTS[name].rows(asking).values_list(LISTS[name].person, flat=True)
    assert page.content.decode().count('<tr class="body">') == len(set(people_there)) > 0
