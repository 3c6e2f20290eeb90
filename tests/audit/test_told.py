"""What the log tells and keeps back: values, masks, runs of ids told in words, events found again."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from goc.audit import access, masks, queries, rules
from goc.audit.actions import erasable, erase_values, record
from goc.audit.models import Event, EventValues
from goc.audit.origin import NOWHERE, coming_from, mark_of, origin
from goc.audit.queries import events_about, headers_after, headers_among, history
from goc.audit.writing import AT_ONCE, Act, write
from goc.lib.errors import ForbiddenError, InputError, RefusedError


def told(**more: Any) -> Event:
    return record(**{"by": "alice", "action": "test.act"} | more)


# --- the values of an event


@pytest.mark.parametrize(
    ("text", "before", "after", "content"),
    [
        ("", None, None, ""),
        ("", {}, {}, ""),
        ("x", None, None, '{"after":{},"before":{},"text":"x"}'),
        ("", {"a": None}, None, '{"after":{},"before":{"a":null},"text":""}'),
        ("", None, {"b": 1, "a": "Đ"}, '{"after":{"a":"Đ","b":1},"before":{},"text":""}'),
        ("", None, {"on": date(2013, 3, 5)}, '{"after":{"on":"2013-03-05"},"before":{},"text":""}'),
    ],
)
def test_values_are_committed_to_in_one_form(text, before, after, content):
    assert rules.content_of(text, before, after) == content


@pytest.mark.django_db
def test_values_come_back_as_plain_ones():
    event = told(
        after={"unit": UUID(int=7), "amount": Decimal("2.50"), "on": date(2013, 3, 5), "n": 3}
    )
    assert (
        Event.objects.get().after
        == event.after
        == {
            "unit": str(UUID(int=7)),
            "amount": "2.50",
            "on": "2013-03-05",
            "n": 3,
        }
    )


@pytest.mark.django_db
def test_an_event_without_values_holds_none_and_is_not_erased():
    event = told()
    assert (event.commitment, EventValues.objects.count()) == ("", 0)
    assert (event.is_erased, event.text, event.before, event.after, event.changes) == (
        False,
        "",
        {},
        {},
        [],
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("length", "kept"), [(499, 499), (500, 500), (501, 500)])
def test_a_long_text_is_cut(length, kept):
    assert len(told(text="ă" * length).text) == kept


@pytest.mark.django_db
def test_two_events_of_one_value_do_not_show_that_it_is_one():
    first, second = (told(text="Nông Văn Đức") for _ in range(2))
    assert first.commitment != second.commitment
    kept = EventValues.objects.get(event=first)
    assert rules.commitment_of(kept.salt, kept.content) == first.commitment


CHANGES = [
    ({"a": 1}, {"a": 1}, []),
    ({"a": 1}, {"a": 2}, [("a", 1, 2)]),
    ({}, {"a": 1}, [("a", None, 1)]),
    ({"a": 1}, {}, [("a", 1, None)]),
    ({"a": None}, {}, []),
    ({"b": 1, "a": 1}, {"c": 3, "b": 2}, [("a", 1, None), ("b", 1, 2), ("c", None, 3)]),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("before", "after", "changes"), CHANGES)
def test_changes_are_where_before_and_after_differ(before, after, changes):
    event = told(before=before, after=after)
    assert sorted(event.changes) == changes


@pytest.mark.django_db
def test_many_are_written_in_the_order_given_and_whole():
    acts = [Act(by="x", action="test.act", subject=str(n), text=str(n)) for n in range(AT_ONCE + 1)]
    written = write(acts)
    assert [event.subject for event in written] == [act.subject for act in acts]
    kept = Event.objects.order_by("id").values_list("subject", flat=True)
    assert list(kept) == [act.subject for act in acts]
    assert EventValues.objects.count() == AT_ONCE + 1


@pytest.mark.django_db
def test_nothing_that_is_written_is_changed_or_deleted():
    event = told(text="x")
    for act, said in (
        (event.save, "Nhật ký hệ thống không sửa được."),
        (event.delete, "Nhật ký hệ thống không xóa được."),
    ):
        with pytest.raises(RefusedError) as refused:
            act()
        assert str(refused.value) == said


# --- from where


def test_where_somebody_acts_from_holds_for_the_length_of_the_act():
    assert origin() is NOWHERE
    with coming_from(address="10.0.0.7", session_key="k"):
        outer = origin()
        with pytest.raises(RuntimeError), coming_from(address="x" * 60):
            assert (origin().session, len(origin().address)) == ("", 45)
            raise RuntimeError
        assert origin() is outer
    assert (origin(), outer.address, outer.session) == (NOWHERE, "10.0.0.7", mark_of("k"))


def test_a_mark_of_a_session_is_no_key():
    assert (mark_of(""), len(mark_of("key")), mark_of("key") == mark_of("kez")) == ("", 16, False)


# --- masks


@pytest.fixture
def masked(monkeypatch) -> Event:
    """An event of a person, whose belief and post are for some only, by two rooms."""
    monkeypatch.setattr(
        masks,
        "sensitive",
        [
            lambda event: frozenset({"religion", "health"}) if event.kind == "p" else frozenset(),
            lambda event: frozenset({"post"}) if event.action == "test.act" else frozenset(),
        ],
    )
    monkeypatch.setattr(
        masks, "seers", [lambda user: user == "dana", lambda user: user == "office"]
    )
    return told(
        kind="p",
        before={"religion": None, "post": "a", "name": "Đức"},
        after={"religion": "catholic", "post": "a", "name": "Đạt"},
    )


@pytest.mark.django_db
def test_what_is_masked_is_what_changed_and_is_sensitive(masked):
    assert masks.hides(masked) == {"religion"}
    assert masks.changes_for(masked, clear=True) == [
        ("name", "Đức", "Đạt"),
        ("religion", None, "catholic"),
    ]
    assert masks.changes_for(masked, clear=False) == [
        ("name", "Đức", "Đạt"),
        ("religion", masks.MASK, masks.MASK),
    ]
    other = told(kind="q", before={"post": "a"}, after={"post": "b", "religion": "x"})
    assert masks.changes_for(other, clear=False) == [
        ("post", masks.MASK, masks.MASK),
        ("religion", None, "x"),
    ]


@pytest.mark.django_db
def test_any_room_may_say_who_sees_in_clear(masked):
    assert [masks.sees_clear(user) for user in ("dana", "office", "alice")] == [True, True, False]


# --- who reads the log


def test_operators_read_and_erase_and_whom_a_room_names_reads(cast):
    for user, reads, erases in (
        (cast.operator, True, True),
        (cast.dana, True, False),
        (cast.alice, False, False),
        (factories.user("local", "auditor", cast.province), False, False),
        ("operator", False, False),
    ):
        assert access.can_read_log(user) is reads
        checks = ((access.check_can_read_log, reads), (access.check_can_erase, erases))
        for check, may in checks:
            if may:
                check(user)
                continue
            with pytest.raises(ForbiddenError):
                check(user)
    with pytest.raises(ForbiddenError) as refused:
        access.check_can_read_log(cast.bob)
    assert str(refused.value) == "Chỉ người giám sát và người vận hành được xem nhật ký hệ thống."
    with pytest.raises(ForbiddenError) as refused:
        access.check_can_erase(cast.dana)
    assert str(refused.value) == "Chỉ người vận hành được xóa giá trị khỏi nhật ký."


# --- runs of ids


@pytest.mark.parametrize(
    ("runs", "most", "words"),
    [
        ([], 10, ""),
        ([(1, 1)], 10, "1"),
        ([(1, 2), (4, 4)], 10, "1–2, 4"),
        ([(1, 1), (3, 3), (5, 9)], 3, "1, 3, 5–9"),
        ([(1, 1), (3, 3), (5, 9)], 2, "1, 3 …"),
    ],
)
def test_runs_in_words(runs, most, words):
    assert rules.told_runs(runs, most) == words


def test_ten_runs_are_told_and_an_eleventh_is_hinted_at():
    runs = [(n, n) for n in range(0, 22, 2)]
    assert rules.told_runs(runs[:10]) == "0, 2, 4, 6, 8, 10, 12, 14, 16, 18"
    assert rules.told_runs(runs) == "0, 2, 4, 6, 8, 10, 12, 14, 16, 18 …"


@pytest.mark.parametrize(
    ("first", "last", "ids", "gaps"),
    [
        (5, 9, [5, 6, 7, 8, 9], []),
        (5, 9, [], [(5, 9)]),
        (5, 9, [6, 8], [(5, 5), (7, 7), (9, 9)]),
        (5, 5, [5], []),
        (5, 5, [], [(5, 5)]),
        (1, 3, [2, 3], [(1, 1)]),
    ],
)
def test_gaps_between(first, last, ids, gaps):
    assert rules.gaps_between(first, last, ids) == gaps


@pytest.mark.parametrize(
    ("taken", "left"),
    [
        ([(1, 2)], [(3, 9)]),
        ([(3, 3)], [(4, 9)]),
        ([(9, 9)], [(3, 8)]),
        ([(5, 6)], [(3, 4), (7, 9)]),
        ([(3, 9)], []),
        ([(1, 20)], []),
        ([(10, 12)], [(3, 9)]),
        ([(4, 4), (8, 8)], [(3, 3), (5, 7), (9, 9)]),
    ],
)
def test_what_is_cut_out_of_a_run(taken, left):
    assert rules.without([(3, 9)], taken) == left


def test_runs_that_touch_are_one():
    assert rules.merged([(5, 6), (1, 2), (3, 4)]) == [(1, 6)]
    assert rules.merged([(1, 9), (2, 3), (11, 12)]) == [(1, 9), (11, 12)]


def test_an_empty_log_is_among_nothing():
    assert [rules.among([])(id_) for id_ in (0, 1)] == [False, False]
    is_among = rules.among([(3, 5), (8, 8)])
    assert [id_ for id_ in range(10) if is_among(id_)] == [3, 4, 5, 8]


# --- anchors and seals


@pytest.mark.parametrize(
    ("text", "fine"),
    [
        ("7-" + "a" * 31, False),
        ("7-" + "a" * 32, True),
        ("7-" + "a" * 64, True),
        ("7-" + "a" * 65, False),
        ("7-" + "g" * 32, False),
        ("7 - " + "a" * 32, False),
        ("-7-" + "a" * 32, False),
        ("1" * 18 + "-" + "a" * 32, True),
        ("1" * 19 + "-" + "a" * 32, False),
    ],
)
def test_what_is_an_anchor(text, fine):
    if fine:
        assert str(rules.read_anchor(text)) == text
        return
    with pytest.raises(InputError) as refused:
        rules.read_anchor(text)
    assert str(refused.value) == (
        f"«{text}» không phải là mốc đối chiếu của nhật ký: phải là số thứ tự, dấu gạch nối, rồi "
        "ít nhất 32 chữ số của mã (0–9, a–f)."
    )


HEAD = rules.Anchor(7, "a" * 64)


@pytest.mark.parametrize(
    "other",
    [
        ("x", date(2026, 11, 16), HEAD, 3),
        ("", date(2026, 11, 17), HEAD, 3),
        ("", date(2026, 11, 16), rules.Anchor(8, "a" * 64), 3),
        ("", date(2026, 11, 16), rules.Anchor(7, "b" * 64), 3),
        ("", date(2026, 11, 16), HEAD, 4),
    ],
)
def test_a_seal_covers_all_that_it_says(other):
    assert rules.seal_digest("", date(2026, 11, 16), HEAD, 3) != rules.seal_digest(*other)


@given(st.lists(st.integers(1, 30), unique=True, min_size=2, max_size=6))
@settings(max_examples=50)
def test_the_order_of_headers_is_part_of_a_digest(ids):
    batch = rules.Batch(1, "", 1, 30, [], [], len(ids))
    headers = [
        rules.Header(n, datetime(2026, 1, 1), "x", "y", "", "", None, None, "", "", "") for n in ids
    ]
    assert rules.digest_of(batch, headers) != rules.digest_of(batch, headers[::-1])


# --- found again


@pytest.fixture
def five(db) -> list[int]:
    return [told(subject=str(n % 2), text=str(n)).pk for n in range(5)]


def test_headers_after_an_id_so_many_at_most(five):
    assert [header.id for header in headers_after(five[1], most=2)] == five[2:4]
    assert [header.id for header in headers_after(0, most=10)] == five
    assert headers_after(five[-1], most=10) == []


def test_headers_among_runs_so_many_at_most(five, monkeypatch):
    runs = [(five[0], five[1]), (five[3], five[4] + 9)]
    assert [header.id for header in headers_among(runs, most=9)] == [five[0], five[1], *five[3:]]
    assert [header.id for header in headers_among(runs, most=3)] == [five[0], five[1], five[3]]
    monkeypatch.setattr(queries, "AT_ONCE", 1)
    assert [header.id for header in headers_among(runs, most=3)] == [five[0], five[1], five[3]]
    assert [header.id for header in headers_among(runs, most=9)] == [five[0], five[1], *five[3:]]
    assert headers_among([], most=9) == []


def test_a_history_is_of_one_record_newest_first(five):
    assert [event.text for event in history(0)] == ["4", "2", "0"]
    assert [event.text for event in history("1")] == ["3", "1"]


def test_what_was_done_an_action_an_event(five):
    other = told(action="test.other").pk
    assert sorted(queries.actions_of([five[0], five[3], other])) == [
        "test.act",
        "test.act",
        "test.other",
    ]


def test_an_empty_chain_has_no_head(db):
    assert (queries.last_link(), queries.last_seal(), queries.digest_at(1)) == (None, None, None)


def test_events_about_somebody_are_followed_over_what_names_them(db):
    """A post names its person, a placement names the post; another person who is named keeps theirs."""
    own = told(kind="p", subject="person-1", text="a").pk
    post = told(kind="post", subject="post-1", after={"person": "person-1"}).pk
    moved = told(kind="post", subject="post-1", after={"unit": "u"}).pk
    placed = told(kind="placement", subject="placement-1", after={"post": "post-1"}).pk
    bare = told(kind="post", subject="post-1").pk
    naming = told(kind="p", subject="person-2", after={"apart": "person-1"}).pk
    elsewhere = told(kind="p", subject="person-2", text="b").pk
    assert events_about("person-1", kind="p") == [own, post, moved, placed, naming]
    assert bare not in events_about("person-1", kind="p")
    assert events_about("person-2", kind="p") == [naming, elsewhere]
    assert events_about("person-10", kind="p") == []


def test_what_may_be_erased_is_told_once_by_id(five, cast):
    stone = erase_values(events=[five[1]], reason=" CV 12 ", by=cast.operator)
    assert erasable([five[2], five[1], five[0], five[2], stone.pk]) == [five[0], five[2]]
    assert (stone.text, stone.after) == ("CV 12", {"events": [[five[1], five[1]]]})
    with pytest.raises(InputError) as refused:
        erase_values(events=five, reason="  ", by=cast.operator)
    assert str(refused.value) == "Hãy ghi lý do xóa."
    with pytest.raises(RefusedError) as nothing:
        erase_values(events=[five[1], stone.pk], reason="CV 13", by=cast.operator)
    assert str(nothing.value) == "Nhật ký không còn giá trị nào để xóa."
