"""Who sees and edits whom: keepers on every day, merged files, pairs, masks, what is logged of a reading."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import ForbiddenError, HiddenError
from goc.people import access, actions
from goc.people.keeping import keeper_on
from goc.people.models import Keeper, Person
from goc.people.queries import keepers_on, people_in_scope
from goc.units.access import scope_of
from logged import events
from people.made import START, TODAY, full, person

NOBODY, READ_ONLY = "Không có cán bộ này.", "Bạn chỉ được xem hồ sơ này, không được sửa."


def kept(one: Person, *rows: tuple[Any, date, date | None]) -> Person:
    """Somebody whose file was kept so, and not otherwise."""
    Keeper.objects.filter(person=one).delete()
    for unit, start, end in rows:
        Keeper.objects.create(person=one, unit=unit, valid_from=start, valid_to=end)
    return Person.objects.get(pk=one.pk)


# --- whose file it is


YEAR = {year: date(year, 1, 1) for year in (2010, 2012, 2020, 2027, 2028)}


@pytest.mark.parametrize(
    ("today", "keeper"),
    [
        (date(2009, 12, 31), "first"),
        (YEAR[2010], "first"),
        (date(2011, 12, 31), "first"),
        (YEAR[2012], "second"),
        (date(2026, 11, 20), "second"),
        (date(2026, 12, 31), "second"),
        (YEAR[2027], "third"),
        (date(2040, 1, 1), "third"),
    ],
)
def test_the_keeper_of_a_day_the_last_before_or_the_first_to_come(cast, today, keeper):
    """From 2020 to 2027 nobody keeps the file: it stays with whom it was."""
    units = {"first": cast.communes[0], "second": cast.communes[1], "third": cast.elsewhere}
    one = kept(
        person(cast),
        (units["first"], YEAR[2010], YEAR[2012]),
        (units["second"], YEAR[2012], YEAR[2020]),
        (units["third"], YEAR[2027], YEAR[2028]),
    )
    expected = units[keeper].pk
    assert access.keeper_of(one, today=today) == expected
    assert keepers_on([one.pk], day=today) == {one.pk: expected}
    assert keeper_on(one, today) == units[keeper]
    (found,) = people_in_scope(scope_of(cast.operator, today=TODAY), today=today)
    assert vars(found)["keeper_unit"] == expected
    assert access.keeper_of(found, today=date(1900, 1, 1)) == expected


def test_a_file_that_nobody_keeps_is_the_whole_registers(cast):
    one = kept(person(cast))
    assert access.keeper_of(one, today=TODAY) is None
    assert (keepers_on([one.pk], day=TODAY), keeper_on(one, TODAY)) == ({}, None)
    for user, seen in ((cast.operator, True), (cast.dana, True), (cast.alice, False)):
        assert access.people_for(user).filter(pk=one.pk).exists() is seen
    assert access.can_edit_person(cast.operator, one)
    assert not access.can_edit_person(cast.dana, one)


@pytest.mark.parametrize(
    ("login", "sees", "edits", "clear"),
    [
        ("alice", True, True, True),
        ("bob", True, False, False),
        ("charlie", False, False, False),
        ("dana", True, False, False),
        ("operator", True, True, True),
    ],
)
def test_who_sees_edits_and_sees_in_clear(cast, login, sees, edits, clear):
    one, user = person(cast), getattr(cast, login)
    assert access.can_edit_person(user, one) is edits
    assert access.sees_sensitive_of(user, one) is clear
    if sees:
        assert access.get_person_for(user, one.public_id) == one
        assert access.get_person_for(user, str(one.public_id)) == one
    else:
        with pytest.raises(HiddenError) as hidden:
            access.get_person_for(user, one.public_id)
        assert str(hidden.value) == NOBODY
    if not edits:
        with pytest.raises(ForbiddenError) as refused:
            access.check_can_edit_person(user, one)
        assert str(refused.value) == READ_ONLY


@pytest.mark.parametrize("public_id", ["", "x", "12", uuid4()])
def test_what_is_no_id_and_what_is_nobodys_are_hidden_alike(cast, public_id):
    with pytest.raises(HiddenError) as hidden:
        access.get_person_for(cast.operator, public_id)
    assert str(hidden.value) == NOBODY


def test_rights_are_those_of_the_day_that_is_today(cast):
    one = kept(
        person(cast), (cast.communes[0], START, YEAR[2027]), (cast.elsewhere, YEAR[2027], None)
    )
    for day, editors in ((date(2026, 12, 31), "alice"), (YEAR[2027], "charlie")):
        may = [
            user.login
            for user in (cast.alice, cast.charlie)
            if access.can_edit_person(user, one, today=day)
        ]
        assert may == [editors]


# --- files that stand for another


@pytest.fixture
def chain(cast) -> list[Person]:
    """The first was merged into the second, that one into the third, kept in A."""
    people = [person(cast, f"Nông Văn {name}") for name in ("Một", "Hai", "Ba")]
    for gone, into in pairwise(people):
        actions.merge_persons(
            kept=Person.objects.get(pk=into.pk),
            gone=Person.objects.get(pk=gone.pk),
            by=cast.alice,
            reason="một người",
            chosen={"full_name": "kept"},
        )
    return people


def test_a_merged_file_tells_where_it_went_and_a_standing_one_nothing(cast, chain):
    first, second, third = chain
    told = access.find_merge_for(cast.bob, first.public_id)
    assert told is not None and (told.gone, told.kept) == (first, second)
    above = access.find_merge_for(cast.bob, second.public_id)
    assert above is not None and above.kept == third
    assert access.find_merge_for(cast.bob, third.public_id) is None
    assert access.find_merge_for(cast.bob, uuid4()) is None


def test_whoever_may_not_see_the_last_of_them_is_told_of_none(cast, chain):
    for one in chain[:2]:
        with pytest.raises(HiddenError) as hidden:
            access.find_merge_for(cast.charlie, one.public_id)
        assert str(hidden.value) == NOBODY
    assert access.find_merge_for(cast.charlie, chain[2].public_id) is None


def test_the_keeper_of_the_last_decides_and_not_of_those_between(cast, chain):
    kept(chain[2], (cast.elsewhere, START, None))
    with pytest.raises(HiddenError):
        access.find_merge_for(cast.alice, chain[0].public_id)
    told = access.find_merge_for(cast.charlie, chain[0].public_id)
    assert told is not None and told.kept == chain[1]


def test_a_merge_is_parted_by_who_edits_both(cast, chain):
    _first, second, third = chain
    merge = access.get_merge_to_part(cast.alice, second.public_id)
    assert (merge.gone, merge.kept) == (second, third)
    with pytest.raises(HiddenError) as hidden:
        access.get_merge_to_part(cast.alice, third.public_id)
    assert str(hidden.value) == NOBODY
    with pytest.raises(ForbiddenError) as refused:
        access.get_merge_to_part(cast.bob, second.public_id)
    assert str(refused.value) == READ_ONLY
    kept(second, (cast.elsewhere, START, None))
    with pytest.raises(ForbiddenError):
        access.get_merge_to_part(cast.alice, second.public_id)


# --- two files


@pytest.fixture
def pair(cast) -> tuple[Person, Person, Person]:
    """Two of A, and one of B whom alice may read besides."""
    factories.UnitRight.objects.create(
        user=cast.alice, unit=cast.elsewhere, role="reader", valid_from=factories.START
    )
    return person(cast), person(cast, "Lý Thị Hoa"), person(cast, "Vi Văn Ba", cast.elsewhere)


def test_two_are_edited_by_who_edits_both(cast, pair):
    one, other, elsewhere = (one.public_id for one in pair)
    assert access.get_two_to_edit(cast.alice, one, other) == pair[:2]
    assert access.get_two_to_edit(cast.alice, other, one) == (pair[1], pair[0])
    for ids in ((one, elsewhere), (elsewhere, one)):
        with pytest.raises(ForbiddenError):
            access.get_two_to_edit(cast.alice, *ids)
        with pytest.raises(HiddenError):
            access.get_two_to_edit(cast.charlie, *ids)
        assert access.get_two_to_edit(cast.operator, *ids)


def test_the_word_that_two_are_two_is_taken_back_by_who_edits_both(cast, pair):
    one, other, elsewhere = pair
    near = actions.tell_apart(one=one, other=other, by=cast.operator, reason="cha con")
    far = actions.tell_apart(one=elsewhere, other=one, by=cast.operator, reason="trùng tên")
    assert access.get_apart_to_take_back(cast.alice, near.public_id) == near
    with pytest.raises(ForbiddenError):
        access.get_apart_to_take_back(cast.alice, far.public_id)
    with pytest.raises(HiddenError):
        access.get_apart_to_take_back(cast.charlie, far.public_id)
    with pytest.raises(HiddenError) as hidden:
        access.get_apart_to_take_back(cast.alice, uuid4())
    assert str(hidden.value) == "Không có ghi nhận này."


# --- what is masked


@pytest.mark.parametrize(
    ("name", "clear", "shown"),
    [
        ("ethnicity", True, "Tày"),
        ("ethnicity", False, access.MASK),
        ("party_official", False, access.MASK),
        ("health_class", False, access.MASK),
        ("home_village", False, "Tày"),
    ],
)
def test_a_sensitive_column_is_masked_known_or_not(name, clear, shown):
    assert access.masked(name, "Tày", clear=clear) == shown
    empty = access.MASK if shown == access.MASK else ""
    assert access.masked(name, "", clear=clear) == empty


@pytest.mark.parametrize(
    ("row", "sensitive"),
    [
        ({"body": "party"}, True),
        ({"body": "party_committee"}, True),
        ({"body": "military_cell_committee"}, True),
        ({"body": "peoples_council"}, False),
        ({"body": "youth_union"}, False),
        ({"kind": "political_theory"}, True),
        ({"kind": "health_class"}, True),
        ({"kind": "award"}, False),
        ({}, False),
    ],
)
def test_which_rows_tell_what_is_masked(row, sensitive):
    assert access.is_sensitive(SimpleNamespace(**row)) is sensitive


def fields_hidden(**more: Any) -> set[str]:
    event = SimpleNamespace(**{"kind": "people.fact", "before": {}, "after": {}} | more)
    return set(access.sensitive_in(event))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("event", "hidden"),
    [
        (
            {"kind": "people.person", "after": {"full_name": "Đức"}},
            {"ethnicity", "religion", "citizen_number", "confirmed"},
        ),
        (
            {"after": {"kind": "health_class", "value": "3", "valid_from": "x", "person": "y"}},
            {"kind", "value"},
        ),
        ({"before": {"kind": "health_class", "note": ""}}, {"kind", "note"}),
        ({"after": {"kind": "award", "value": "merit_province"}}, set()),
        (
            {
                "kind": "people.membership",
                "after": {"body": "party", "stage": "official", "valid_to": None},
            },
            {"body", "stage"},
        ),
        ({"kind": "people.membership", "after": {"body": "peoples_council"}}, set()),
        ({"kind": "units.unit", "after": {"name": "Xã Một"}}, set()),
    ],
)
def test_which_values_of_an_event_are_masked(event, hidden):
    assert fields_hidden(**event) == hidden


def test_every_event_of_a_full_life_is_masked_where_its_row_is(cast):
    one = full(cast)
    told = {
        (event.kind, str(event.after.get("kind") or event.after.get("body") or "")): bool(
            access.sensitive_in(event)
        )
        for event in Event.objects.all()
    }
    assert {key for key, hidden in told.items() if hidden} == {
        ("people.person", ""),
        ("people.membership", "party"),
        ("people.membership", "party_committee"),
        ("people.fact", "political_theory"),
        ("people.fact", "health_class"),
    }
    assert one.facts.count() == 5


def test_who_reads_the_log_in_clear(cast):
    users = (cast.operator, cast.alice, cast.dana, cast.bob, None)
    assert [access.reads_log_in_clear(user) for user in users] == [True, False, False, False, False]


# --- what is written of a reading


@pytest.mark.parametrize(("number", "lengths"), [(0, []), (1, [1]), (36, [36]), (37, [36, 1])])
def test_a_list_that_was_read_is_told_by_the_codes_of_its_persons(cast, number, lengths):
    codes = [f"{n:010}X" for n in range(number)]
    access.log_reading_list(cast.bob, codes, "in")
    told = [event.text for event in events(action="people.read_list")]
    assert [text.partition(": ")[0] for text in told] == ["in"] * len(lengths)
    found = [text.partition(": ")[2].split() for text in told]
    assert [len(some) for some in found] == lengths
    assert [code for some in found for code in some] == codes


def test_a_person_that_was_read_is_told(cast):
    one = person(cast)
    access.log_reading(cast.bob, one)
    (event,) = events(action="people.read")
    assert (event.by, event.kind, event.subject) == ("bob", "people.person", str(one.public_id))
