"""The ways a dated row is written: opened, ended, changed, corrected, taken back; with its event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from goc.audit.models import Event
from goc.dated.actions import (
    change_fact,
    check_overlap,
    check_period,
    close_fact,
    correct_fact,
    open_fact,
    put_right,
    save_record,
    take_back,
    values_of,
)
from goc.dated.models import Entry
from goc.lib.errors import GocError, InputError, RefusedError
from goc.units.models import Trait, Unit, UnitAlias, UnitParent, UnitRight

START, EVE, DAY, NEXT = date(2010, 1, 1), date(2019, 12, 31), date(2020, 1, 1), date(2020, 1, 2)
OVER = date(2025, 7, 1)
db = pytest.mark.django_db


@pytest.fixture
def unit(db) -> Unit:
    return factories.unit("Xã Mẫu Sơn", "commune")


def trait(unit: Unit, start: date = START, end: date | None = None, kind: str = "border") -> Trait:
    return Trait(unit=unit, kind=kind, source="BC 7", valid_from=start, valid_to=end)


def kept(unit: Unit, *periods: tuple[date, date | None]) -> list[Trait]:
    rows = [trait(unit, *period) for period in periods]
    return Trait.objects.bulk_create(rows)


@contextmanager
def refused(words: str, error: type[GocError] = RefusedError) -> Iterator[None]:
    """Within a savepoint, as an action that calls these has one of its own."""
    with pytest.raises(error) as found, transaction.atomic():
        yield
    assert re.search(words, str(found.value))


def told() -> list[tuple[str, str]]:
    return [(event.action, event.text) for event in Event.objects.order_by("id")]


# --- what is stored of a row


@db
def test_values_by_column_with_what_is_pointed_to_as_its_public_id(unit):
    above = factories.unit("Huyện Lộc Bình", "rural_district")
    row = UnitParent(unit=unit, parent=above, line="civil", valid_from=START)
    assert values_of(row) == {
        "unit": unit.public_id,
        "parent": above.public_id,
        "line": "civil",
        "valid_from": START,
        "valid_to": None,
    }
    right = UnitRight(user=factories.user("erin"), unit=None, role="reader", valid_from=START)
    values = values_of(right)
    assert (values["unit"], values["role"]) == (None, "reader")


# --- periods


@pytest.mark.parametrize(("end", "good"), [(None, True), (NEXT, True), (DAY, False), (EVE, False)])
def test_a_period_has_a_day(end, good):
    row = Entry(catalogue="x", code="x", valid_from=DAY, valid_to=end)
    if good:
        check_period(row)
    else:
        with pytest.raises(RefusedError) as refused:
            check_period(row)
        assert (
            str(refused.value) == f"Ngày kết thúc {end:%d/%m/%Y} phải sau ngày bắt đầu 01/01/2020."
        )


@db
@pytest.mark.parametrize(
    ("start", "end", "free"),
    [
        (START, DAY, True),
        (START, NEXT, False),
        (START, None, False),
        (DAY, NEXT, False),
        (OVER - timedelta(days=1), OVER, False),
        (OVER - timedelta(days=1), None, False),
        (OVER, None, True),
        (OVER, OVER + timedelta(days=1), True),
        (START, OVER + timedelta(days=1), False),
    ],
)
def test_rows_of_one_owner_share_no_day(unit, start, end, free):
    kept(unit, (DAY, OVER))
    row = trait(unit, start, end)
    if free:
        open_fact(row, by="t")
        assert Trait.objects.count() == 2
    else:
        with refused(r"\(từ 01/01/2020 đến 01/07/2025\)\. Hãy kết thúc bản ghi đó trước, hoặc sửa"):
            open_fact(row, by="t")
        assert (Trait.objects.count(), Event.objects.count()) == (1, 0)


@db
def test_the_refusal_names_both_rows(unit):
    version = unit.versions.get()
    other = type(version)(unit=unit, name="Xã Khác", folded="x", kind="ward", valid_from=DAY)
    with pytest.raises(RefusedError) as found:
        check_overlap(other)
    assert str(found.value) == (
        "Tên, loại đơn vị: thời gian từ 01/01/2020 trùng với bản ghi đã có «Xã Mẫu Sơn» (từ "
        "01/01/2002 đến nay). Hãy kết thúc bản ghi đó trước, hoặc sửa lại ngày."
    )


@db
def test_another_owner_another_kind_and_the_row_itself_do_not_count(unit):
    (row,) = kept(unit, (DAY, OVER))
    open_fact(trait(unit, DAY, OVER, kind="coastal"), by="t")
    open_fact(trait(factories.unit("Xã Khác", "commune"), DAY, OVER), by="t")
    check_overlap(row)


@db
def test_each_rule_of_a_model_counts(unit):
    """A code has one unit, and a unit one code, in a catalogue at a time."""
    other = factories.unit("Xã Khác", "commune", code="1")
    code = factories.UnitCode
    open_fact(code(unit=unit, catalogue="3-tier", code="2", valid_from=START), by="t")
    for row in (
        code(unit=unit, catalogue="3-tier", code="3", valid_from=DAY),
        code(unit=factories.unit("Xã Ba", "commune"), catalogue="3-tier", code="1", valid_from=DAY),
    ):
        with refused("trùng với bản ghi đã có"):
            open_fact(row, by="t")
    open_fact(code(unit=unit, catalogue="2-tier", code="1", valid_from=DAY), by="t")
    assert other.codes.count() == 1


@db
def test_a_null_in_a_column_lifts_the_rule(unit):
    """Rights on the whole register: told by the action, not by the rule."""
    user = factories.user("erin")
    for role in ("reader", "editor"):
        open_fact(UnitRight(user=user, unit=None, role=role, valid_from=DAY), by="t")
    assert user.rights.count() == 2


days = st.integers(0, 30).map(lambda n: DAY + timedelta(days=n))


@pytest.mark.django_db
@settings(max_examples=40, deadline=None)
@given(st.tuples(days, days).filter(lambda p: p[0] < p[1]), st.booleans(), days, st.booleans())
def test_an_overlap_is_refused_just_when_a_day_is_shared(period, open_end, start, other_open):
    unit = Unit.objects.create()
    (row,) = kept(unit, (period[0], None if open_end else period[1]))
    other = trait(unit, start, None if other_open else start + timedelta(days=3))
    days_of = [
        {one.valid_from + timedelta(days=n) for n in range(99)}
        if one.valid_to is None
        else {
            one.valid_from + timedelta(days=n) for n in range((one.valid_to - one.valid_from).days)
        }
        for one in (row, other)
    ]
    shared = bool(days_of[0] & days_of[1]) or (row.valid_to is None and other.valid_to is None)
    if shared:
        with pytest.raises(RefusedError):
            check_overlap(other)
    else:
        check_overlap(other)


# --- opening and ending


@db
def test_a_row_opened_is_told_with_its_values_and_its_reasons(unit):
    row = open_fact(trait(unit), by="alice", text="QĐ 1", confirmed={"odd": "Có giấy"})
    event = Event.objects.get()
    assert (event.by, event.action, event.text) == ("alice", "open", "QĐ 1")
    assert (event.kind, event.subject, str(event.unit)) == (
        "units.trait",
        str(row.public_id),
        str(unit.public_id),
    )
    assert event.after["confirmed"] == {"odd": "Có giấy"}
    assert (event.before, event.after["valid_from"]) == ({}, "2010-01-01")
    open_fact(trait(unit, kind="coastal"), by="t", confirmed={})
    assert "confirmed" not in Event.objects.order_by("-id").first().after


@db
def test_an_end_may_be_said_again_on_its_day_and_brings_what_is_learnt(unit):
    (row,) = kept(unit, (START, None))
    close_fact(row, on=DAY, by="t", text="QĐ 2", source="BC 8")
    close_fact(row, on=DAY, by="t", source="BC 9")
    row.refresh_from_db()
    assert (row.valid_to, row.source) == (DAY, "BC 9")
    first, second = Event.objects.order_by("id")
    assert (first.before["valid_to"], first.after["valid_to"]) == (None, "2020-01-01")
    assert (first.before["source"], first.after["source"]) == ("BC 7", "BC 8")
    assert (second.before["source"], second.after["source"]) == ("BC 8", "BC 9")
    with refused(r"^Bản ghi này đã kết thúc ngày 01/01/2020\.$"):
        close_fact(row, on=NEXT, by="t")


@db
def test_a_row_does_not_end_before_it_begins(unit):
    (row,) = kept(unit, (DAY, None))
    with refused(r"phải sau ngày bắt đầu 01/01/2020"):
        close_fact(row, on=DAY, by="t")
    assert (Trait.objects.get().valid_to, Event.objects.count()) == (None, 0)


# --- changing


@db
@pytest.mark.parametrize("end", [None, OVER])
def test_a_change_closes_and_opens_on_one_day_and_keeps_the_end(unit, end):
    (row,) = kept(unit, (START, end))
    after = change_fact(row, on=DAY, by="t", text="QĐ 3", source="BC 8")
    rows = Trait.objects.order_by("valid_from")
    assert [(r.source, r.valid_from, r.valid_to) for r in rows] == [
        ("BC 7", START, DAY),
        ("BC 8", DAY, end),
    ]
    assert (after.pk, after.public_id != row.public_id) == (rows[1].pk, True)
    assert told() == [("close", "QĐ 3"), ("open", "QĐ 3")]


@db
@pytest.mark.parametrize("on", [START, OVER, START - timedelta(days=1)])
def test_there_is_no_change_outside_the_period(unit, on):
    (row,) = kept(unit, (START, OVER))
    with refused("phải sau ngày bắt đầu"):
        change_fact(row, on=on, by="t", source="BC 8")
    assert [(r.valid_from, r.valid_to) for r in Trait.objects.all()] == [(START, OVER)]
    assert Event.objects.count() == 0


@db
def test_a_change_into_a_period_that_is_taken_is_undone_whole(unit):
    first, _ = kept(unit, (START, DAY), (OVER, None))
    with refused("trùng với bản ghi đã có"):
        change_fact(first, on=EVE, by="t", valid_to=None)
    assert Trait.objects.get(pk=first.pk).valid_to == DAY
    assert told() == []


# --- correcting


@db
def test_a_correction_stays_the_same_record(unit):
    (row,) = kept(unit, (START, OVER))
    correct_fact(row, by="t", text="Gõ nhầm", valid_from=EVE, valid_to=None, source="BC 8")
    again = Trait.objects.get()
    assert (again.public_id, again.valid_from, again.valid_to) == (row.public_id, EVE, None)
    event = Event.objects.get()
    assert (event.action, event.before["valid_to"], event.after["valid_to"]) == (
        "correct",
        "2025-07-01",
        None,
    )


@db
def test_a_correction_meets_the_same_rules(unit):
    first, second = kept(unit, (START, DAY), (DAY, None))
    for new in ({"valid_to": NEXT}, {"valid_to": None}):
        with refused(r"trùng với bản ghi đã có"):
            correct_fact(Trait.objects.get(pk=first.pk), by="t", **new)
    with refused(r"phải sau ngày bắt đầu"):
        correct_fact(Trait.objects.get(pk=first.pk), by="t", valid_to=START)
    correct_fact(Trait.objects.get(pk=second.pk), by="t", valid_from=NEXT)
    assert Event.objects.count() == 1


# --- rows without a period, and taking back


@db
def test_what_has_no_period_is_put_right_or_taken_back_with_a_reason(unit):
    row = UnitAlias.objects.create(unit=unit, name="Xã Cũ", folded="xa cu")
    put_right(row, by="t", action="x.correct", reason="Gõ nhầm", name="Xã Xưa")
    event = Event.objects.get()
    assert (event.action, event.text, event.before["name"], event.after["name"]) == (
        "x.correct",
        "Gõ nhầm",
        "Xã Cũ",
        "Xã Xưa",
    )
    for reason in ("", " \n"):
        with refused(r"^Hãy ghi lý do rút lại\.$", InputError):
            take_back(row, by="t", action="x.back", reason=reason)
    take_back(row, by="bob", action="x.back", reason=" Nhầm ", also={"hung": 3})
    event = Event.objects.order_by("-id").first()
    assert (event.by, event.text, event.before["hung"], event.before["name"]) == (
        "bob",
        "Nhầm",
        3,
        "Xã Xưa",
    )
    assert (event.after, UnitAlias.objects.count()) == ({}, 0)


@db
def test_what_belongs_to_a_row_stands_in_its_event(unit):
    row = UnitAlias(unit=unit, name="Xã Cũ", folded="xa cu")
    before = {"name": "Xã Xưa"}
    save_record(row, by="t", action="x.save", before=before, also={"hung": [1]}, text="QĐ")
    event = Event.objects.get()
    assert (event.before, event.after["hung"], event.text) == (before, [1], "QĐ")


# --- reading on a day


@db
def test_rows_of_a_day_and_rows_that_meet_a_period(unit):
    first, second = kept(unit, (START, DAY), (OVER, None))
    rows = Trait.objects.order_by("id")
    on = {day: list(rows.as_of(day)) for day in (START, EVE, DAY, OVER, date.max)}
    assert on == {START: [first], EVE: [first], DAY: [], OVER: [second], date.max: [second]}
    assert list(rows.as_of(START - timedelta(days=1))) == []
    meeting = {
        (START, None): [first, second],
        (EVE, DAY): [first],
        (DAY, OVER): [],
        (DAY, None): [second],
        (DAY, OVER + timedelta(days=1)): [second],
        (date(2000, 1, 1), START): [],
        (date(2000, 1, 1), START + timedelta(days=1)): [first],
    }
    assert {period: list(rows.meeting(*period)) for period in meeting} == meeting
