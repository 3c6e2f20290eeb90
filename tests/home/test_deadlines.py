"""The next deadlines: in which order, how urgent each is, where its dot stands."""

from __future__ import annotations

import re
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from goc.directives.models import Duty
from goc.home.worklist import Due, deadlines, draw_deadlines
from goc.units.access import scope_of

TODAY = date(2026, 11, 20)


def due(left, *, act="Gửi báo cáo"):
    day = None if left is None else TODAY + timedelta(left)
    return Due(SimpleNamespace(due_on=day, act=act), "Huyện Một", left, True)


@pytest.mark.parametrize(
    ("left", "mark", "overdue"),
    [
        (None, "quiet", 0),
        (-30, "bad", 30),
        (-1, "bad", 1),
        (0, "warn", 0),
        (14, "warn", 0),
        (15, "accent", 0),
        (400, "accent", 0),
    ],
)
def test_how_urgent_a_duty_is(left, mark, overdue):
    assert (due(left).mark, due(left).overdue) == (mark, overdue)


def test_what_is_due_first_comes_first_and_what_has_no_day_last(cast):
    def duty(unit, day, state=Duty.State.OPEN):
        return Duty.objects.create(unit=unit, act="Gửi báo cáo", due_on=day, state=state)

    later = duty(cast.province, date(2026, 12, 1))
    without = duty(cast.province, None)
    first = duty(cast.communes[0], date(2026, 11, 19))
    second = duty(cast.district, date(2026, 11, 19))
    duty(cast.province, date(2026, 11, 1), Duty.State.DONE)
    duty(cast.elsewhere, date(2026, 11, 1))

    found = deadlines(scope_of(cast.alice, today=TODAY), today=TODAY)
    assert [(one.duty, one.unit, one.left, one.may_settle) for one in found] == [
        (first, "Xã Một Một", -1, True),
        (second, "Huyện Một", -1, True),
        (later, "Tỉnh A", 11, True),
        (without, "Tỉnh A", None, True),
    ]
    readers = deadlines(scope_of(cast.bob, today=TODAY), today=TODAY)
    assert [one.may_settle for one in readers] == [False] * 4


def drawn(*lefts, today=TODAY):
    """(mark, where) of each dot; where today's mark stands; where the days at the ends stand."""
    svg = str(draw_deadlines([due(left) for left in lefts], today=today))
    dots = re.findall(r'<circle class="(\w+)" cx="([\d.]+)"', svg)
    now = re.findall(r'<line class="now" x1="([\d.]+)" x2="([\d.]+)"', svg)
    ends = re.findall(r'<text x="([\d.]+)" y="54">(\d\d/\d\d/\d{4})</text>', svg)
    assert all(first == second for first, second in now)
    return (
        [(mark, float(x)) for mark, x in dots],
        [float(x) for x, _ in now],
        [(float(x), day) for x, day in ends],
    )


def test_without_a_day_nothing_is_drawn():
    assert draw_deadlines([], today=TODAY) == ""
    assert draw_deadlines([due(None), due(None)], today=TODAY) == ""


def test_the_line_reaches_from_the_first_to_the_last_day_or_to_today():
    assert drawn(-10, 10) == (
        [("bad", 28.0), ("warn", 692.0)],
        [360.0],
        [(36, "10/11/2026"), (684.0, "30/11/2026")],
    )
    assert drawn(10, 20)[:2] == ([("warn", 360.0), ("accent", 692.0)], [28.0])
    assert drawn(-20, -10)[:2] == ([("bad", 28.0), ("bad", 360.0)], [692.0])


def test_one_day_stands_once():
    dots, now, ends = drawn(0)
    assert (dots, now, ends) == ([("warn", 28.0)], [28.0], [(36, "20/11/2026")])
    assert drawn(5, 5)[2] == [(684.0, "25/11/2026")]


@pytest.mark.parametrize("days", [60, -60])
def test_up_to_sixty_days_today_is_on_the_line(days):
    [(_, dot)], [now], _ = drawn(days)
    assert sorted([dot, now]) == [28.0, 692.0]


def test_a_stretch_of_nothing_up_to_today_is_broken_not_drawn():
    past = drawn(-161, -61)
    assert past[0] == [("bad", 28.0), ("bad", 612.0)]  # room is left before today
    assert past[1] == [692.0]
    coming = drawn(61, 161)
    assert coming[0] == [("accent", 28.0), ("accent", 612.0)]
    assert coming[1] == []  # today lies before all that is drawn


def test_a_dot_says_its_day_and_what_is_to_be_done():
    svg = draw_deadlines([due(0, act="Gửi <b>báo cáo</b>"), due(3), due(None)], today=TODAY)
    assert "<title>20/11/2026: Gửi &lt;b&gt;báo cáo&lt;/b&gt;</title>" in svg
    assert 'aria-label="2 việc có hạn, từ 20/11/2026 đến 23/11/2026"' in svg
