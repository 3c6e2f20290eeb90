"""Merging and parting at their edges: every refusal in its words, earlier days, births, deaths, numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from goc.audit.models import Event
from goc.lib.errors import AskedError, RefusedError
from goc.people import actions
from goc.people.merging import GONE, KEPT, compare
from goc.people.models import Fact, Holding, Keeper, Person, PersonMerge
from people.made import START, person

WHY = "Một người, hai hồ sơ"


@pytest.fixture
def two(cast) -> tuple[Person, Person]:
    """Two nearly empty files of the same name, kept at two communes since 2003."""
    return person(cast), person(cast, keeper=cast.communes[1])


def merge(kept: Person, gone: Person, by: Any, **more: Any) -> PersonMerge:
    return actions.merge_persons(kept=kept, gone=gone, by=by, **{"reason": WHY} | more)


def part(made: PersonMerge, by: Any, reason: str = "Là hai người") -> Person:
    return actions.part_persons(merge=made, by=by, reason=reason)


def again(one: Person) -> Person:
    return Person.objects.get(pk=one.pk)


def refusal(act: Callable[[], Any]) -> str:
    """The sentence; and that nothing was written."""
    before = Event.objects.count(), list(PersonMerge.objects.values())
    with pytest.raises(RefusedError) as refused:
        act()
    assert (Event.objects.count(), list(PersonMerge.objects.values())) == before
    return str(refused.value)


# --- what is refused


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_both_acts_want_a_reason(cast, two, reason):
    said = refusal(lambda: merge(*two, cast.alice, reason=reason))
    assert said == "Gộp hồ sơ phải có lý do."
    made = merge(*two, cast.alice)
    assert refusal(lambda: part(made, cast.alice, reason)) == "Tách hồ sơ phải có lý do."


def test_a_file_is_not_merged_into_itself(cast, two):
    said = refusal(lambda: merge(two[0], again(two[0]), cast.alice))
    assert said == "Đây là cùng một hồ sơ; hãy chọn hồ sơ khác."


@pytest.mark.parametrize("side", ["as the one that goes", "as the one that is kept"])
def test_a_file_that_went_is_named_with_where_it_went(cast, two, side):
    kept, gone = two
    third = person(cast, "Nông Văn Ba")
    merge(kept, gone, cast.alice)
    pair = (third, gone) if side == "as the one that goes" else (gone, third)
    said = refusal(lambda: merge(*pair, cast.alice, chosen={"full_name": KEPT}))
    assert said == f"Hồ sơ {gone.code} đã được gộp vào hồ sơ {kept.code}."


def test_a_kept_file_may_be_merged_on(cast, two):
    kept, gone = two
    third = person(cast, "Nông Văn Ba")
    merge(kept, gone, cast.alice)
    merge(third, again(kept), cast.alice, chosen={"full_name": GONE})
    assert again(third).full_name == "Nông Văn Đức"
    assert [str(row) for row in PersonMerge.objects.all()] == [
        f"{gone.code} → {kept.code}",
        f"{kept.code} → {third.code}",
    ]


@pytest.mark.parametrize("turned", [False, True])
def test_two_that_were_told_apart_are_two(cast, two, turned):
    kept, gone = reversed(two) if turned else two
    told = actions.tell_apart(one=kept, other=gone, by=cast.alice, reason="Cha và con")
    assert refusal(lambda: merge(kept, gone, cast.alice)) == (
        "Hai hồ sơ này đã được ghi là của hai người khác nhau (Cha và con). Hãy rút lại ghi "
        "nhận ấy rồi mới gộp."
    )
    actions.take_back_apart(apart=told, by=cast.alice, reason="ghi nhầm")
    assert merge(kept, gone, cast.alice).kept == kept


@pytest.mark.parametrize(
    ("kept_died", "gone_died"),
    [
        (None, date(2020, 1, 2)),
        (date(2020, 1, 2), None),
        (date(2020, 1, 2), date(2020, 1, 3)),
    ],
)
def test_deaths_that_differ_are_told_with_both_days(cast, two, kept_died, gone_died):
    for one, day in zip(two, (kept_died, gone_died), strict=True):
        if day:
            actions.record_death(person=one, on=day, by=cast.alice)
    words = [f"{day:%d/%m/%Y}" if day else "còn sống" for day in (kept_died, gone_died)]
    assert refusal(lambda: merge(*two, cast.alice)) == (
        f"Ngày từ trần ở hai hồ sơ khác nhau ({two[0].code}: {words[0]}; {two[1].code}: {words[1]}). "
        "Hãy ghi, sửa hoặc rút cho khớp rồi mới gộp."
    )


@pytest.mark.parametrize("chosen", [None, {}, {"sex": ""}, {"sex": "both"}, {"birth": KEPT}])
def test_every_contradiction_wants_one_side(cast, chosen):
    kept = person(cast, sex="male")
    gone = person(cast, keeper=cast.communes[1], sex="female")
    said = refusal(lambda: merge(kept, gone, cast.alice, chosen=chosen))
    assert said == "Hãy chọn một bên cho từng điểm hai hồ sơ ghi khác nhau."


def test_what_nobody_asked_about_may_be_chosen_too(cast, two):
    made = merge(*two, cast.alice, chosen={"sex": "both", "row-1": GONE})
    assert made.taken == {"before": {}, "after": {}}


# --- columns


PAIRS: list[tuple[str, dict[str, Any], dict[str, Any], str]] = [
    ("both unknown", {}, {}, "same"),
    ("the same", {"sex": "male"}, {"sex": "male"}, "same"),
    ("only the kept one knows", {"telephone": "0912"}, {}, "same"),
    ("only the other knows", {}, {"telephone": "0912"}, "takes"),
    ("they say different things", {"telephone": "0912"}, {"telephone": "0913"}, "clashes"),
    ("a day where a year stood", {"birth_year": 1970}, {"birth_date": date(1970, 5, 1)}, "takes"),
    ("a year where a day stood", {"birth_date": date(1970, 5, 1)}, {"birth_year": 1970}, "same"),
    ("another year", {"birth_year": 1970}, {"birth_date": date(1971, 5, 1)}, "clashes"),
    (
        "another year than the day",
        {"birth_date": date(1971, 5, 1)},
        {"birth_year": 1970},
        "clashes",
    ),
    (
        "two days of a year",
        {"birth_date": date(1970, 5, 1)},
        {"birth_date": date(1970, 5, 2)},
        "clashes",
    ),
    ("two years", {"birth_year": 1970}, {"birth_year": 1971}, "clashes"),
    ("a birth where none stood", {}, {"birth_year": 1971}, "takes"),
    ("known none is known", {"religion": "none"}, {}, "same"),
    ("known none is taken", {}, {"religion": "none"}, "takes"),
    ("none is another than some", {"religion": "none"}, {"religion": "catholic"}, "clashes"),
    ("a day of enlisting", {}, {"enlisted_on": date(1990, 3, 1)}, "takes"),
]


@pytest.mark.parametrize(
    ("here", "there", "where"), [pair[1:] for pair in PAIRS], ids=[pair[0] for pair in PAIRS]
)
def test_columns_are_the_same_taken_or_chosen(cast, here, there, where):
    kept = person(cast, **here)
    gone = person(cast, keeper=cast.communes[1], **there)
    laid = compare(kept, gone)
    found = {"takes": len(laid.takes), "clashes": len(laid.clashes)}
    assert found == {"takes": int(where == "takes"), "clashes": int(where == "clashes")}


def test_the_name_that_was_chosen_is_found_and_sorted_by(cast):
    kept, gone = person(cast, "Nông Văn Đức"), person(cast, "Nông Văn Đực", cast.communes[1])
    spelt = gone.full_name, gone.folded, gone.sort_key
    merge(kept, gone, cast.alice, chosen={"full_name": GONE})
    one = again(kept)
    assert (one.full_name, one.folded, one.sort_key) == spelt
    assert spelt[0] != "Nông Văn Đức" and spelt[1] == "nong van duc"


@pytest.mark.parametrize(
    ("here", "there", "side", "kept_has"),
    [
        (None, "020070001234", GONE, "020070001234"),
        ("020070009999", "020070001234", KEPT, "020070009999"),
        ("020070009999", "020070001234", GONE, "020070001234"),
    ],
)
def test_a_number_is_on_one_file_at_a_time_and_goes_back(cast, here, there, side, kept_has):
    kept = person(cast, citizen_number=here)
    gone = person(cast, keeper=cast.communes[1], citizen_number=there)
    made = merge(kept, gone, cast.alice, chosen=dict.fromkeys(compare(kept, gone).codes, side))
    went = there if kept_has == there else ""
    left = None if went else there
    assert (again(kept).citizen_number, again(gone).citizen_number) == (kept_has, left)
    assert made.number == went
    part(made, cast.alice)
    assert (again(kept).citizen_number, again(gone).citizen_number) == (here, there)


def test_a_column_of_days_goes_back_unless_it_was_corrected_since(cast):
    kept = person(cast)
    gone = person(
        cast,
        keeper=cast.communes[1],
        enlisted_on=date(1990, 3, 1),
        discharged_on=date(1993, 3, 1),
    )
    made = merge(kept, gone, cast.alice)
    actions.correct_person(person=again(kept), by=cast.alice, discharged_on=date(1994, 3, 1))
    part(PersonMerge.objects.get(pk=made.pk), cast.alice)
    one = again(kept)
    assert (one.enlisted_on, one.discharged_on) == (None, date(1994, 3, 1))
    assert again(gone).enlisted_on == date(1990, 3, 1)


# --- whose file it was on earlier days


def files(one: Person) -> list[tuple[Any, date, date | None]]:
    rows = Keeper.objects.filter(person=one).order_by("valid_from")
    return [(row.unit, row.valid_from, row.valid_to) for row in rows]


def test_earlier_days_are_kept_where_the_other_file_was(cast):
    a, b = cast.communes
    kept = person(cast)
    gone = actions.add_person(
        full_name="Nông Văn Đức", keeper=b, on=date(2001, 1, 1), by=cast.operator
    )
    actions.move_person(person=gone, to=a, on=date(2002, 1, 1), by=cast.operator)
    before = files(kept), files(gone)
    made = merge(kept, gone, cast.alice)
    assert files(kept) == [
        (b, date(2001, 1, 1), date(2002, 1, 1)),
        (a, date(2002, 1, 1), START),
        (a, START, None),
    ]
    assert files(gone) == before[1]
    assert len(made.filed) == 2
    part(made, cast.alice)
    assert (files(kept), files(gone)) == before


def test_a_gap_between_the_two_files_stays_a_gap(cast):
    kept = person(cast)
    gone = actions.add_person(
        full_name="Nông Văn Đức", keeper=cast.communes[1], on=date(2001, 1, 1), by=cast.operator
    )
    Keeper.objects.filter(person=gone).update(valid_to=date(2002, 6, 1))
    merge(kept, gone, cast.alice)
    assert files(kept)[0] == (cast.communes[1], date(2001, 1, 1), date(2002, 6, 1))


@pytest.mark.parametrize("on", [START, date(2004, 1, 1)])
def test_a_file_opened_no_earlier_adds_no_days(cast, on):
    kept = person(cast)
    gone = actions.add_person(
        full_name="Nông Văn Đức", keeper=cast.communes[1], on=on, by=cast.operator
    )
    made = merge(kept, gone, cast.alice)
    assert (files(kept), made.filed) == ([(cast.communes[0], START, None)], [])


def test_a_file_that_nobody_keeps_stays_so(cast, two):
    kept, gone = two
    kept.keepers.all().delete()
    made = merge(kept, gone, cast.alice)
    assert (files(kept), made.filed) == ([], [])


# --- days that are judged


def post(cast: Any, one: Person, on: date, name: str = "hamlet_leader", **more: Any) -> Holding:
    return actions.post_person(
        person=one, unit=cast.communes[0], post=name, on=on, by=cast.operator, **more
    )


def test_another_birth_is_held_against_the_whole_life(cast):
    kept = person(cast, birth_date=date(1960, 2, 3))
    gone = person(cast, keeper=cast.communes[1], birth_date=date(1980, 2, 3))
    post(cast, kept, date(1979, 1, 1))
    said = refusal(lambda: merge(kept, gone, cast.alice, chosen={"birth": GONE}))
    assert said == "Thôn đội trưởng: ngày 01/01/1979 trước khi người này sinh ra (03/02/1980)."
    made = merge(kept, gone, cast.alice, chosen={"birth": KEPT})
    assert again(made.kept).birth_year == 1960


def test_a_birth_that_was_unknown_is_held_against_the_whole_life_too(cast):
    kept, gone = person(cast), person(cast, keeper=cast.communes[1], birth_year=1990)
    post(cast, kept, date(2004, 1, 1))
    with pytest.raises(AskedError) as asked:
        merge(kept, gone, cast.alice)
    assert str(asked.value) == (
        "Thôn đội trưởng ngày 01/01/2004, khi mới 14 tuổi (dưới 16). Có đúng không?"
    )
    merge(kept, gone, cast.alice, confirmed={"post_too_young": "du kích"})
    told = Event.objects.get(action="people.merge_person").after["confirmed"]
    assert told == {"post_too_young": "du kích"}


def test_what_was_odd_and_is_known_already_is_not_asked_again(cast):
    kept = person(cast, birth_year=1990)
    gone = person(cast, keeper=cast.communes[1], birth_year=1990)
    post(cast, kept, date(2004, 1, 1), confirmed="du kích")
    post(cast, gone, date(2012, 1, 1), "squad_leader")
    merge(kept, gone, cast.alice)
    assert "confirmed" not in Event.objects.get(action="people.merge_person").after
    assert Holding.objects.filter(person=kept).count() == 2


def test_what_comes_over_is_judged_by_the_kept_birth(cast):
    kept = person(cast, birth_year=1990)
    gone = person(cast, keeper=cast.communes[1])
    post(cast, gone, date(1985, 1, 1))
    said = refusal(lambda: merge(kept, gone, cast.alice))
    assert said == "Thôn đội trưởng: ngày 01/01/1985 trước khi người này sinh ra (1990)."


# --- the dead


def test_what_a_death_ended_in_both_files_is_one_death(cast, two):
    """Merged, then the death is taken back: the posts of both files go on again."""
    kept, gone = two
    post(cast, kept, date(2004, 1, 1))
    post(cast, gone, date(2005, 1, 1), "squad_leader")
    for one in two:
        actions.record_death(person=one, on=date(2012, 5, 1), by=cast.alice)
    noted = kept.ended_by_death, gone.ended_by_death
    made = merge(kept, gone, cast.alice)
    assert again(kept).ended_by_death == [*noted[0], *noted[1]]
    part(made, cast.alice)
    assert (again(kept).ended_by_death, again(gone).ended_by_death) == noted
    merge(again(kept), again(gone), cast.alice)
    actions.take_back_death(person=again(kept), by=cast.alice, text="nhầm người")
    assert set(Holding.objects.values_list("valid_to", "ended_by")) == {(None, "")}


def test_a_death_that_ended_nothing_takes_no_column(cast, two):
    for one in two:
        actions.record_death(person=one, on=date(2012, 5, 1), by=cast.alice)
    assert merge(*two, cast.alice).taken == {"before": {}, "after": {}}


# --- parting


def test_the_latest_merge_is_parted_first(cast, two):
    kept, gone = two
    thirds = [person(cast, f"Nông Văn {name}") for name in ("Ba", "Tư")]
    first = merge(kept, gone, cast.alice)
    for third in thirds:
        merge(kept, third, cast.alice, chosen={"full_name": KEPT})
    assert refusal(lambda: part(first, cast.alice)) == (
        f"Hồ sơ {thirds[1].code} được gộp vào sau: hãy tách hồ sơ ấy trước."
    )


def test_a_file_that_was_merged_on_is_parted_from_above_first(cast, two):
    kept, gone = two
    above = person(cast, "Nông Văn Ba")
    first = merge(kept, gone, cast.alice)
    merge(above, again(kept), cast.alice, chosen={"full_name": KEPT})
    assert refusal(lambda: part(first, cast.alice)) == (
        f"Hồ sơ {kept.code} đã được gộp tiếp vào {above.code}: hãy tách hồ sơ ấy trước."
    )


def test_a_death_since_the_merge_is_settled_first(cast, two):
    made = merge(*two, cast.alice)
    actions.record_death(person=again(two[0]), on=date(2020, 1, 1), by=cast.alice)
    assert refusal(lambda: part(made, cast.alice)) == (
        "Việc từ trần được ghi hoặc sửa sau khi gộp: hãy rút, rồi tách, rồi ghi vào đúng hồ sơ."
    )


NO_WAY_BACK = (
    "Một bản ghi «{}» đã được rút hoặc gắn với bản ghi khác sau khi gộp, nên không tách lại được."
)


def test_a_row_that_was_taken_back_since_leaves_no_way_back(cast, two):
    held = post(cast, two[1], date(2005, 1, 1))
    made = merge(*two, cast.alice)
    actions.take_back_row(row=Holding.objects.get(pk=held.pk), by=cast.alice, reason="nhầm")
    assert refusal(lambda: part(made, cast.alice)) == NO_WAY_BACK.format("giữ chức vụ")


def test_a_row_that_is_somebody_elses_now_leaves_no_way_back(cast, two):
    held = post(cast, two[1], date(2005, 1, 1))
    made = merge(*two, cast.alice)
    Holding.objects.filter(pk=held.pk).update(person=person(cast, "Lý Thị Hoa"))
    assert refusal(lambda: part(made, cast.alice)) == NO_WAY_BACK.format("Thôn đội trưởng")


def test_a_number_given_to_somebody_since_stays_with_them(cast):
    kept = person(cast, citizen_number="020070009999")
    gone = person(cast, keeper=cast.communes[1], citizen_number="020070001234")
    made = merge(kept, gone, cast.alice, chosen={"citizen_number": GONE})
    person(cast, "Lý Thị Hoa", citizen_number="020070009999")
    said = refusal(lambda: part(made, cast.alice))
    assert said == "Số định danh 020070009999 đã là của Lý Thị Hoa."
    assert again(kept).citizen_number == "020070001234"


def test_what_was_entered_since_stays_with_the_kept_file(cast, two):
    kept, gone = two
    made = merge(kept, gone, cast.alice)
    post(cast, again(kept), date(2015, 1, 1))
    alone = part(made, cast.alice)
    assert (alone, kept.holdings.count(), gone.holdings.count()) == (gone, 1, 0)


def test_what_the_log_says_of_a_parting(cast, two):
    kept, gone = two
    made = merge(kept, gone, cast.alice, reason=f"  {WHY} ")
    assert (made.reason, made.by) == (WHY, "alice")
    part(made, cast.bob, " Là hai người ")
    events = Event.objects.filter(action="people.part_person").order_by("id")
    assert [(e.subject, e.text, e.by) for e in events] == [
        (str(kept.public_id), "Là hai người", "bob"),
        (str(gone.public_id), "Là hai người", "bob"),
    ]
    assert [event.after.get("parted") for event in events] == [str(gone.public_id), None]
    assert [event.after.get("parted_from") for event in events] == [None, str(kept.public_id)]
    assert not Event.objects.filter(kind="people.personmerge").exists()


# --- rows that may not stand beside each other


def theory(cast: Any, one: Person, value: str, on: date) -> Fact:
    return actions.record_fact(
        person=one, kind="political_theory", value=value, on=on, by=cast.operator
    )


def test_levels_that_only_touch_do_not_contradict(cast, two):
    """One ends on the day the other begins: no day is shared."""
    kept, gone = two
    first = theory(cast, kept, "elementary", date(2004, 1, 1))
    actions.end_fact(fact=first, on=date(2008, 1, 1), by=cast.operator)
    theory(cast, gone, "intermediate", date(2008, 1, 1))
    laid = compare(kept, gone)
    assert (laid.row_clashes, len(laid.moves)) == ([], 1)
    merge(kept, gone, cast.alice)
    assert list(kept.facts.order_by("valid_from").values_list("value", flat=True)) == [
        "elementary",
        "intermediate",
    ]


def test_one_level_of_the_other_file_against_two_is_one_choice(cast, two):
    kept, gone = two
    for value, year in (("elementary", 2004), ("intermediate", 2008)):
        theory(cast, kept, value, date(year, 1, 1))
    theory(cast, gone, "advanced", date(2006, 1, 1))
    (clash,) = compare(kept, gone).row_clashes
    assert ([row.value for row in clash.kept], [row.value for row in clash.gone]) == (
        ["elementary", "intermediate"],
        ["advanced"],
    )
    assert (clash.side(KEPT), clash.side(GONE)) == (clash.kept, clash.gone)


def test_choices_that_share_a_row_are_one_and_others_are_not(cast, two):
    """The other file's two levels meet the kept one's running level; the ranks are a choice of their own."""
    kept, gone = two
    theory(cast, kept, "elementary", date(2004, 1, 1))
    for value, year in (("intermediate", 2006), ("advanced", 2010)):
        theory(cast, gone, value, date(year, 1, 1))
    for one, rank in ((kept, "captain"), (gone, "major")):
        actions.record_fact(
            person=one, kind="reserve_rank", value=rank, on=date(2009, 1, 1), by=cast.operator
        )
    clashes = compare(kept, gone).row_clashes
    told = {tuple(r.value for r in c.kept): tuple(r.value for r in c.gone) for c in clashes}
    assert told == {("elementary",): ("intermediate", "advanced"), ("captain",): ("major",)}


def test_awards_of_one_day_stand_beside_each_other(cast, two):
    """Of what somebody has many there is no lane: a null lifts the rule."""
    kept, gone = two
    for one, value in ((kept, "merit_province"), (gone, "merit_ministry")):
        actions.record_fact(
            person=one, kind="award", value=value, on=date(2010, 1, 1), by=cast.operator
        )
    laid = compare(kept, gone)
    assert (laid.codes, laid.doubles, len(laid.moves)) == (set(), [], 1)
