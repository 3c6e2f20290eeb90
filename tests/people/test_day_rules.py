"""Days that cannot be are refused, odd ones asked about; done with a reason that the event keeps."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from goc.audit.models import Event
from goc.lib.errors import AskedError, RefusedError
from goc.people import actions
from goc.people.day_rules import ASK, DAY_RULES, REFUSE
from goc.people.models import Fact, Holding, Membership, Person
from people.made import person

BORN = {"birth_date": date(1970, 2, 3), "sex": "male"}
Deed = Callable[[Any, Person], Any]


def post(on: date, post: str = "hamlet_leader", **more: Any) -> Deed:
    return lambda cast, one: actions.post_person(
        person=one, unit=cast.communes[0], post=post, on=on, by=cast.alice, **more
    )


def party(on: date) -> Deed:
    return lambda cast, one: actions.join_body(person=one, body="party", on=on, by=cast.alice)


def death(on: date) -> Deed:
    return lambda cast, one: actions.record_death(person=one, on=on, by=cast.alice)


def fact(kind: str, value: str, on: date, **more: Any) -> Deed:
    return lambda cast, one: actions.record_fact(
        person=one, kind=kind, value=value, on=on, by=cast.alice, **more
    )


def born(**known: Any) -> Deed:
    return lambda cast, one: actions.correct_person(person=one, by=cast.alice, **known)


def dead(on: date, then: Deed) -> Deed:
    """`then` is tried on somebody who has died."""

    def act(cast: Any, one: Person) -> Any:
        death(on)(cast, one)
        return then(cast, one)

    return act


REFUSED = [
    (
        "before_birth",
        post(date(1969, 1, 1)),
        "Thôn đội trưởng: ngày 01/01/1969 trước khi người này sinh ra (03/02/1970).",
    ),
    (
        "before_birth",
        party(date(1970, 2, 2)),
        "Đảng viên: ngày 02/02/1970 trước khi người này sinh ra (03/02/1970).",
    ),
    (
        "before_birth",
        death(date(1960, 5, 1)),
        "Từ trần: ngày 01/05/1960 trước khi người này sinh ra (03/02/1970).",
    ),
    (
        "before_birth",
        fact("award", "merit_province", date(1950, 1, 1)),
        "Bằng khen của Chủ tịch UBND tỉnh: ngày 01/01/1950 trước khi người này sinh ra (03/02/1970).",
    ),
    ("not_yet_lived", death(date(2050, 1, 1)), "Từ trần: ngày 01/01/2050 còn ở phía trước."),
    (
        "not_yet_lived",
        born(birth_date=date(2070, 2, 3)),
        "Ngày sinh: ngày 03/02/2070 còn ở phía trước.",
    ),
    (
        "born_too_long_ago",
        born(birth_date=date(1870, 2, 3)),
        "Ngày sinh: ngày 03/02/1870 đã quá 150 năm; hãy xem lại năm.",
    ),
    (
        "end_before_begin",
        post(date(2012, 1, 1), until=date(2012, 1, 1)),
        "Ngày kết thúc 01/01/2012 phải sau ngày bắt đầu 01/01/2012.",
    ),
    (
        "after_death",
        dead(date(2012, 5, 1), post(date(2012, 5, 1))),
        "Thôn đội trưởng: Nông Văn Đức đã từ trần ngày 01/05/2012.",
    ),
    (
        "after_death",
        dead(date(2012, 5, 1), post(date(2012, 1, 1), until=date(2013, 1, 1))),
        "Thôn đội trưởng: Nông Văn Đức đã từ trần ngày 01/05/2012.",
    ),
    (
        "after_death",
        dead(date(2012, 5, 1), fact("health_class", "2", date(2013, 1, 1))),
        "Loại 2: Nông Văn Đức đã từ trần ngày 01/05/2012.",
    ),
]
ASKED = [
    (
        "post_too_young",
        post(date(1972, 3, 1)),
        "Thôn đội trưởng ngày 01/03/1972, khi mới 2 tuổi (dưới 16). Có đúng không?",
    ),
    (
        "post_too_young",
        post(date(1986, 2, 2)),
        "Thôn đội trưởng ngày 02/02/1986, khi mới 15 tuổi (dưới 16). Có đúng không?",
    ),
    (
        "party_too_young",
        party(date(1971, 3, 1)),
        "Đảng viên ngày 01/03/1971, khi mới 1 tuổi (dưới 18). Có đúng không?",
    ),
    (
        "party_too_young",
        party(date(1988, 2, 2)),
        "Đảng viên ngày 02/02/1988, khi mới 17 tuổi (dưới 18). Có đúng không?",
    ),
    (
        "planned",
        post(date(2050, 1, 1)),
        "Thôn đội trưởng: ngày 01/01/2050 còn ở phía trước. Có phải việc dự kiến không?",
    ),
    (
        "award_after_death",
        dead(date(2012, 5, 1), fact("award", "merit_province", date(2012, 7, 1))),
        "Bằng khen của Chủ tịch UBND tỉnh ngày 01/07/2012, sau ngày từ trần 01/05/2012. Có phải truy tặng không?",
    ),
]
FINE = [
    post(date(1986, 2, 3)),
    party(date(1988, 2, 3)),
    post(date(2026, 11, 20)),
    post(date(2012, 1, 1), until=date(2030, 1, 1)),
    death(date(2026, 11, 20)),
    fact("rating", "good", date(2026, 1, 1), until=date(2027, 1, 1)),
]


@pytest.mark.parametrize(("code", "act", "sentence"), REFUSED)
def test_what_cannot_be_is_refused(cast, code, act, sentence):
    one = person(cast, **BORN)
    with pytest.raises(RefusedError) as refused:
        act(cast, one)
    assert (type(refused.value), str(refused.value)) == (RefusedError, sentence)


@pytest.mark.parametrize(("code", "act", "sentence"), ASKED)
def test_what_is_odd_is_asked(cast, code, act, sentence):
    one = person(cast, **BORN)
    with pytest.raises(AskedError) as asked:
        act(cast, one)
    assert [(q.code, str(q)) for q in asked.value.questions] == [(code, sentence)]
    assert not (one.holdings.exists() or one.memberships.exists() or one.facts.exists())


@pytest.mark.parametrize("act", FINE)
def test_the_ordinary_is_done_unasked(cast, act):
    act(cast, person(cast, **BORN))


def test_every_rule_is_tried_here():
    tried = {code for code, *_ in (*REFUSED, *ASKED)} | {"post_too_old", "second_command"}
    assert {rule.code for rule in DAY_RULES} == tried
    assert {rule.verdict for rule in DAY_RULES} == {REFUSE, ASK}


@pytest.mark.parametrize("confirmed", [{"post_too_young": "Du kích, QĐ 12"}, "Du kích, QĐ 12"])
def test_a_reason_lets_it_be_done_and_stays_in_the_event(cast, confirmed):
    held = post(date(1984, 3, 1), confirmed=confirmed)(cast, person(cast, **BORN))
    event = Event.objects.get(subject=str(held.public_id))
    assert event.after["confirmed"] == {"post_too_young": "Du kích, QĐ 12"}
    assert ("confirmed", None, {"post_too_young": "Du kích, QĐ 12"}) in event.changes


def test_a_reason_for_another_question_does_not_count(cast):
    with pytest.raises(AskedError):
        post(date(1984, 3, 1), confirmed={"planned": "QĐ 12", "post_too_young": "  "})(
            cast, person(cast, **BORN)
        )


def test_a_reason_is_not_kept_where_nothing_was_asked(cast):
    held = post(date(2000, 3, 1), confirmed="thừa")(cast, person(cast, **BORN))
    assert "confirmed" not in Event.objects.get(subject=str(held.public_id)).after


@pytest.mark.parametrize(
    ("birth_year", "on", "asked"),
    [(1970, date(1985, 12, 31), True), (1970, date(1986, 1, 1), False)],
)
def test_of_a_year_only_what_is_sure_is_asked(cast, birth_year, on, asked):
    one = person(cast, birth_year=birth_year)
    if asked:
        with pytest.raises(AskedError, match="15 tuổi"):
            post(on)(cast, one)
    else:
        post(on)(cast, one)


@pytest.mark.parametrize(
    ("sex", "on", "words"),
    [
        ("male", date(2030, 2, 3), None),
        ("male", date(2032, 2, 3), "62 tuổi (tuổi nghỉ hưu 62)"),
        ("female", date(2025, 2, 2), None),
        ("female", date(2030, 2, 3), "60 tuổi (tuổi nghỉ hưu 60)"),
    ],
)
def test_a_post_beyond_retirement_is_asked_by_the_law_of_the_day(cast, sex, on, words):
    one = person(cast, birth_date=date(1970, 2, 3), sex=sex)
    planned = {"planned": "quy hoạch"}
    act = post(on, "commune_official", confirmed=planned)
    if words is None:
        act(cast, one)
        return
    with pytest.raises(AskedError, match=re.escape(words)):
        act(cast, one)
    post(on, "hamlet_leader", confirmed=planned)(cast, one)


def test_a_second_post_of_command_is_asked(cast):
    one = person(cast, **BORN)
    post(date(2010, 1, 1), "commander")(cast, one)
    both = {"person": one, "unit": cast.communes[1], "post": "deputy_commander", "by": cast.alice}
    with pytest.raises(AskedError) as asked:
        actions.post_person(on=date(2012, 1, 1), **both)
    assert str(asked.value) == (
        "Chỉ huy phó trong khi còn là Chỉ huy trưởng, Xã Một Một (từ 01/01/2010). "
        "Có phải kiêm nhiệm không?"
    )
    actions.post_person(on=date(2008, 1, 1), until=date(2010, 1, 1), **both)
    actions.post_person(on=date(2012, 1, 1), confirmed="kiêm nhiệm, QĐ 5", **both)
    assert Holding.objects.filter(person=one).count() == 3


def test_another_birth_is_held_against_the_whole_life(cast):
    one = person(cast, **BORN)
    post(date(1990, 1, 1))(cast, one)
    party(date(1995, 1, 1))(cast, one)
    with pytest.raises(RefusedError, match="Thôn đội trưởng: ngày 01/01/1990 trước khi"):
        born(birth_date=date(1992, 1, 1))(cast, one)
    with pytest.raises(AskedError, match="15 tuổi"):
        born(birth_date=date(1974, 6, 1))(cast, Person.objects.get())
    born(telephone="0912345678")(cast, Person.objects.get())


def test_a_corrected_day_is_judged_like_a_new_one(cast):
    one = person(cast, **BORN)
    held = post(date(1990, 1, 1))(cast, one)
    with pytest.raises(RefusedError, match="trước khi người này sinh ra"):
        actions.correct_row(row=held, valid_from=date(1960, 1, 1), by=cast.alice)
    with pytest.raises(AskedError, match="mới 14 tuổi"):
        actions.correct_row(row=Holding.objects.get(), valid_from=date(1984, 3, 1), by=cast.alice)
    odd = Holding.objects.get()
    actions.correct_row(row=odd, valid_from=date(1984, 3, 1), by=cast.alice, confirmed="du kích")
    actions.correct_row(row=odd, valid_from=date(1984, 3, 1), decision="QĐ 4", by=cast.alice)
    assert Holding.objects.get().decision == "QĐ 4"


@pytest.mark.parametrize("day", [date(2027, 1, 1)])
def test_an_end_ahead_is_asked(cast, day):
    one = person(cast, **BORN)
    held = post(date(2020, 1, 1))(cast, one)
    member = party(date(2020, 1, 1))(cast, one)
    rank = fact("reserve_rank", "second_lieutenant", date(2020, 1, 1))(cast, one)
    ends: list[Callable[..., Any]] = [
        lambda **how: actions.end_holding(holding=held, on=day, ended_by="retired", **how),
        lambda **how: actions.leave_body(membership=member, on=day, **how),
        lambda **how: actions.end_fact(fact=rank, on=day, **how),
    ]
    for end in ends:
        with pytest.raises(AskedError, match="01/01/2027 còn ở phía trước"):
            end(by=cast.alice)
        end(by=cast.alice, confirmed="QĐ đã ký, có hiệu lực năm sau")
    rows = [Holding.objects.get(), Membership.objects.get(), Fact.objects.get()]
    assert {row.valid_to for row in rows} == {day}


def test_the_file_of_the_dead_moves_and_may_be_older_than_the_person(cast):
    one = person(cast, birth_date=date(2010, 1, 1))
    death(date(2012, 5, 1))(cast, one)
    moved = actions.move_person(
        person=one, to=cast.communes[1], on=date(2013, 1, 1), by=cast.operator
    )
    assert moved.valid_from == date(2013, 1, 1)
