"""Sổ theo dõi biến động cán bộ: every change of a period once, and opening + gained − lost = closing."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date

import pytest
from lxml import html
from python_calamine import CalamineWorkbook

import factories
from goc.people import actions
from goc.people.changes import Span, changes_of, closing_posts, counted, summed
from goc.people.models import Holding
from goc.training.models import Course, Enrolment
from people.made import person
from worlds import world_of_module

URL = "/people/changes/"
FIRST, LAST = date(2012, 11, 1), date(2012, 11, 30)


def book_of_november() -> factories.Cast:
    """Before November three hold a post, one of them away on study. In it one is appointed, one dismissed,
    one dies, one goes to study, one is back. After it somebody else retires.
    """
    cast = factories.cast()
    here, there = cast.communes
    by = cast.operator

    def posted(name, unit, on, post="hamlet_leader", **more):
        one = person(cast, name, unit, birth_year=1975)
        return actions.post_person(person=one, unit=unit, post=post, on=on, by=by, **more)

    old = posted("Vi Cũ", here, date(2010, 1, 1), decision="QĐ 1")
    dead = posted("Vi Mất", here, date(2010, 1, 1))
    stays = posted("Vi Ở Lại", there, date(2010, 1, 1), post="commander")
    posted("Vi Mới", there, date(2012, 11, 30), decision="QĐ 9/QĐ-UBND")
    later = posted("Vi Sau", there, date(2012, 12, 1))
    posted("Vi Xa", cast.elsewhere, date(2012, 11, 5))
    actions.end_holding(holding=old, on=FIRST, ended_by="dismissed", decision="QĐ 7/QĐ-UBND", by=by)
    actions.record_death(person=dead.person, on=date(2012, 11, 15), by=by)
    actions.end_holding(holding=later, on=date(2013, 1, 1), ended_by="retired", by=by)
    course = Course.objects.create(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=cast.province,
        opened_on=date(2012, 9, 1),
    )
    Enrolment.objects.create(
        person=stays.person,
        course=course,
        unit=there,
        entered_on=date(2012, 9, 1),
        ended_on=date(2012, 11, 20),
        outcome="graduated",
    )
    Enrolment.objects.create(
        person=dead.person,
        course=course,
        unit=here,
        entered_on=date(2012, 11, 2),
        sending_decision="QĐ 5",
    )
    return cast


made, world = world_of_module(book_of_november)
LINES = [
    ("01/11/2012", "Vi Cũ", "Miễn nhiệm", "Thôn đội trưởng", "QĐ 7/QĐ-UBND"),
    ("02/11/2012", "Vi Mất", "Cử đi học", "Khóa 1", "QĐ 5"),
    ("15/11/2012", "Vi Mất", "Từ trần", "Thôn đội trưởng", ""),
    ("20/11/2012", "Vi Ở Lại", "Đi học về", "Khóa 1, tốt nghiệp", ""),
    ("30/11/2012", "Vi Mới", "Bổ nhiệm", "Thôn đội trưởng", "QĐ 9/QĐ-UBND"),
]


def span(cast, first=FIRST, last=LAST, **more):
    units = {cast.province.pk, cast.district.pk, *(unit.pk for unit in cast.communes)}
    return Span(first, last, units, **more)


def test_opening_and_changes_give_closing(world):
    asked = span(world)
    lines = counted(asked, changes_of(asked))
    here, there = (lines[unit.pk] for unit in world.communes)
    assert (here.opening, here.gained, here.lost, here.closing) == (2, 0, 2, 0)
    assert (there.opening, there.gained, there.lost, there.closing) == (1, 1, 0, 2)
    assert (here.studying, here.studying_after) == (0, 1)
    assert (there.studying, there.studying_after) == (1, 0)


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2009, 1, 1), date(2009, 12, 31)),
        (date(2009, 1, 1), date(2013, 12, 31)),
        (FIRST, FIRST),
        (date(2012, 11, 15), date(2012, 12, 1)),
        (date(2012, 12, 1), date(2013, 1, 1)),
        (date(2013, 1, 1), date(2013, 1, 1)),
    ],
)
def test_the_closing_counted_by_lines_is_that_counted_from_the_posts(world, first, last):
    asked = span(world, first, last)
    whole = summed(list(counted(asked, changes_of(asked)).values()))
    assert whole.closing == closing_posts(asked)


def test_posts_of_command_alone(world):
    asked = span(world, posts={"commander"})
    kinds = Counter(change.kind for change in changes_of(asked))
    assert kinds == {"sent": 1, "returned": 1}
    assert summed(list(counted(asked, changes_of(asked)).values())).closing == 1


def test_a_post_that_ended_with_its_term_says_so(world):
    held = Holding.objects.get(person__full_name="Vi Ở Lại")
    held.term_until = date(2012, 11, 10)
    held.valid_to, held.ended_by = date(2012, 11, 10), ""
    held.save()
    kinds = [change.kind for change in changes_of(span(world)) if change.person == held.person]
    assert kinds == ["term_ended", "returned"]


# --- the page


def asked(**given):
    return {"first": "01/11/2012", "last": "30/11/2012", **given}


def sheets(page):
    found = html.fromstring(page.content.decode()).xpath("//article//table")
    return [
        [[cell.text_content() for cell in row] for row in table.xpath(".//tbody/tr")]
        for table in found
    ]


def test_the_page_shows_both_sheets(world, client):
    client.force_login(world.alice)
    page = client.get(URL, asked())
    summary, details = sheets(page)
    assert [(row[1], row[2], row[4]) for row in details] == [line[:3] for line in LINES]
    assert [(row[5], row[7]) for row in details] == [line[3:] for line in LINES]
    assert [row[:4] for row in summary] == [["1", "Huyện Một", "3", "1"], ["", "CỘNG", "3", "1"]]
    assert [row[14] for row in summary] == ["2", "2"]
    assert "Đầu kỳ 3, tăng 1, giảm 2, cuối kỳ 2." in page.content.decode()


def test_a_unit_can_be_asked_about(world, client):
    client.force_login(world.alice)
    summary, details = sheets(client.get(URL, asked(unit="Xã Một Hai")))
    assert [row[2] for row in details] == ["Vi Ở Lại", "Vi Mới"]
    assert [row[1] for row in summary] == ["Xã Một Hai", "CỘNG"]


def test_charlie_sees_his_own_only(world, client):
    client.force_login(world.charlie)
    assert [row[2] for row in sheets(client.get(URL, asked()))[1]] == ["Vi Xa"]
    assert client.get(URL, asked(unit="Xã Một Hai")).status_code == 400


def test_without_days_it_is_this_month_and_says_when_nothing_happened(world, client):
    client.force_login(world.alice)
    page = client.get(URL)
    assert "(Từ ngày 01/11/2026 đến ngày 30/11/2026)" in page.content.decode()
    assert sheets(page)[1] == [["Không có biến động."]]


def test_days_the_wrong_way_round_are_told(world, client):
    client.force_login(world.alice)
    page = client.get(URL, {"first": "02/11/2012", "last": "01/11/2012"})
    assert page.status_code == 400 and "«Đến hết ngày» ở trước «Từ ngày»" in page.content.decode()


def test_a_last_day_before_this_month_without_a_first_is_told(world, client):
    client.force_login(world.alice)
    page = client.get(URL, {"first": "", "last": "31/10/2012"})
    assert page.status_code == 400 and "ở trước «Từ ngày»" in page.content.decode()


def test_who_has_a_right_on_no_unit_prints_under_the_superior_of_the_unit(world, client):
    client.force_login(world.operator)
    page = client.get(URL, {"unit": "Tỉnh B", "first": "01/11/2012", "last": "30/11/2012"})
    html_ = page.content.decode()
    assert "BỘ CHỈ HUY QUÂN SỰ<br>TỈNH B" in html_


def test_the_workbook_adds_up_by_itself(world, client):
    client.force_login(world.bob)
    answer = client.get(URL, asked(to="xlsx"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    rows = book.get_sheet_by_index(0).to_python()
    (total,) = (row for row in rows if "CỘNG" in row)
    assert total[2:4] == [3, 1] and total[14] == 2
    assert len(book.sheet_names) == 2
