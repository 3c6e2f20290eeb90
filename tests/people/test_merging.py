"""Two files of one person: merged with a reason, parted again, nothing lost."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from pyarrow import parquet

import factories
from goc.audit.models import Event
from goc.lib.errors import AskedError, RefusedError
from goc.people import actions
from goc.people.merging import GONE, KEPT, compare, owned_models
from goc.people.models import Fact, Holding, Keeper, Membership, Person, PersonMerge
from goc.people.queries import people_in_scope, search_people
from goc.people.roster import roster
from goc.snapshots.actions import make_snapshot
from goc.snapshots.models import Snapshot
from goc.training import actions as training
from goc.training.models import Certificate, Enrolment
from goc.units.access import scope_of
from people.made import DAY, TODAY, full, person

WHY = "Một người, hai hồ sơ"


@pytest.fixture
def two(cast) -> tuple[Person, Person]:
    """A full file, and a second one of the same man with other things in it."""
    kept, by = full(cast), cast.operator
    gone = actions.add_person(
        full_name="Nông Văn Đức",
        keeper=cast.communes[1],
        on=date(2002, 6, 1),
        by=by,
        birth_date=date(1971, 2, 3),
        citizen_number="020070001234",
        telephone="0900000000",
    )
    actions.post_person(
        person=gone, unit=cast.communes[1], post="deputy_commander", on=date(2003, 1, 1), by=by
    )
    actions.end_holding(holding=gone.holdings.get(), on=date(2004, 1, 1), ended_by="moved", by=by)
    actions.record_fact(
        person=gone, kind="political_theory", value="elementary", on=date(2008, 1, 1), by=by
    )
    actions.record_fact(
        person=gone, kind="award", value="merit_ministry", on=date(2010, 1, 1), by=by
    )
    return kept, gone


def everything(*persons: Person) -> dict[str, list[Any]]:
    """Every row of the tables that hold something of a person, as it stands."""
    rows: dict[str, list[Any]] = {"person": list(Person.objects.order_by("id").values())}
    for model, _ in [*owned_models(), (Keeper, "person"), (Certificate, "")]:
        rows[model.__name__] = list(model.objects.order_by("id").values())
    for some in rows.values():
        for row in some:
            del row["changed_at"]
    return rows


def merge(kept: Person, gone: Person, by: Any, side: str = GONE, **more: Any) -> PersonMerge:
    chosen = dict.fromkeys(compare(kept, gone).codes, side)
    return actions.merge_persons(
        kept=kept, gone=gone, by=by, **{"reason": WHY, "chosen": chosen, **more}
    )


def test_what_adds_comes_over_and_what_contradicts_is_chosen(cast, two):
    kept, gone = two
    laid = compare(kept, gone)
    theory = gone.facts.get(kind="political_theory")
    assert laid.codes == {"birth", "telephone", f"row-{theory.public_id}"}
    assert [column.code for column in laid.takes] == ["citizen_number"]
    actions.merge_persons(
        kept=kept,
        gone=gone,
        by=cast.alice,
        reason=WHY,
        chosen={"birth": KEPT, "telephone": GONE, f"row-{theory.public_id}": GONE},
    )
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.birth_date, kept.telephone, kept.citizen_number, gone.citizen_number) == (
        date(1970, 2, 3),
        "0900000000",
        "020070001234",
        None,
    )
    assert list(kept.facts.filter(kind="political_theory").values_list("value", flat=True)) == [
        "elementary"
    ]
    posts = kept.holdings.order_by("valid_from").values_list("post", "valid_from")
    assert list(posts) == [
        ("deputy_commander", date(2003, 1, 1)),
        ("commander", date(2005, 1, 1)),
    ]
    assert (gone.holdings.count(), gone.facts.count(), gone.keepers.count()) == (0, 0, 1)


@pytest.mark.parametrize("side", [KEPT, GONE])
def test_parting_puts_every_row_back(cast, two, side):
    before = everything()
    made = merge(*two, by=cast.alice, side=side)
    assert everything() != before
    actions.part_persons(merge=made, by=cast.alice, reason="Là hai người")
    assert everything() == before
    assert not PersonMerge.objects.exists()


def test_both_acts_and_every_row_leave_events(cast, two):
    kept, gone = two
    last = Event.objects.order_by("-id").first()
    made = merge(kept, gone, by=cast.alice, side=KEPT)
    acts = list(Event.objects.filter(id__gt=last.id).order_by("id"))
    assert [(event.action, event.text, event.by) for event in acts] == [
        ("people.set_aside", WHY, "alice"),
        ("people.hand_row", WHY, "alice"),
        ("people.hand_row", WHY, "alice"),
        ("open", WHY, "alice"),
        ("people.absorb_person", WHY, "alice"),
        ("people.merge_person", WHY, "alice"),
    ]
    assert acts[4].after["merged_into"] == str(kept.public_id)
    assert (acts[5].after["absorbed"], acts[5].after["citizen_number"]) == (
        str(gone.public_id),
        "020070001234",
    )
    last = acts[-1]
    actions.part_persons(merge=made, by=cast.alice, reason="Là hai người")
    done = Event.objects.filter(id__gt=last.id).order_by("id")
    assert list(done.values_list("action", flat=True)) == [
        "people.hand_row",
        "people.hand_row",
        "people.bring_back",
        "people.take_back_keeper",
        "people.part_person",
        "people.part_person",
    ]


def test_the_person_is_counted_once_and_found_by_both_codes(cast, two):
    kept, gone = two
    merge(kept, gone, by=cast.alice)
    scope = scope_of(cast.alice, today=TODAY)
    assert list(people_in_scope(scope, today=TODAY)) == [kept]
    for code in (kept.code, gone.code):
        assert list(search_people(code, scope=scope, as_of=TODAY, today=TODAY)) == [kept]
    for day in (date(2002, 7, 1), DAY):
        assert [row["code"] for row in roster(None, as_of=day)] == [kept.code]


def test_what_both_say_stays_once(cast):
    kept, gone, by = person(cast), person(cast, keeper=cast.communes[1]), cast.operator
    for one in (kept, gone):
        actions.record_fact(
            person=one, kind="award", value="merit_ministry", on=date(2010, 1, 1), by=by
        )
    before = everything()
    made = merge(kept, gone, by=by)
    assert Fact.objects.count() == 1
    actions.part_persons(merge=made, by=by, reason="Nhầm")
    assert everything() == before


@pytest.fixture
def trained(cast) -> tuple[Person, Person]:
    """Both files were entered in the same course; only the second has the certificate and a placement."""
    kept, gone, by = person(cast), person(cast, keeper=cast.communes[1]), cast.operator
    school = factories.unit("Trường Quân sự tỉnh", "school", cast.province)
    course = training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2009, 9, 14),
        by=by,
    )
    for one in (kept, gone):
        row = training.enrol_person(
            person=one, course=course, unit=cast.communes[0], on=course.opened_on, by=by
        )
        training.finish_enrolment(enrolment=row, outcome="graduated", on=date(2011, 3, 18), by=by)
    training.issue_certificate(
        enrolment=row, kind="military", number="A1", register_number="1", on=date(2011, 4, 1), by=by
    )
    post = actions.post_person(
        person=gone, unit=cast.communes[0], post="commander", on=date(2011, 5, 1), by=by
    )
    training.place_graduate(enrolment=row, holding=post, by=by)
    return kept, gone


@pytest.mark.parametrize("side", [KEPT, GONE])
def test_courses_certificates_and_placements_go_along(cast, trained, side):
    kept, gone = trained
    before = everything()
    made = merge(kept, gone, by=cast.alice, side=side)
    stays = Enrolment.objects.get()
    assert (stays.person, list(stays.certificates.values_list("number", flat=True))) == (
        kept,
        ["A1"],
    )
    actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")
    assert everything() == before


def test_parting_is_refused_where_a_later_change_ties_them(cast, trained):
    kept, gone = trained
    before_post = actions.post_person(
        person=kept, unit=cast.communes[1], post="commander", on=date(2011, 6, 1), by=cast.operator
    )
    made = merge(kept, gone, by=cast.alice, side=GONE, confirmed="kiêm nhiệm")
    row = Enrolment.objects.get()
    training.place_graduate(enrolment=row, holding=before_post, by=cast.operator)
    before = everything()
    with pytest.raises(RefusedError, match="được gắn với «Chỉ huy trưởng» sau khi gộp"):
        actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")
    assert everything() == before


def test_parting_is_refused_after_a_death_a_later_merge_or_a_number_given_away(cast, two):
    kept, gone = two
    made = merge(kept, gone, by=cast.alice)
    third = person(cast, "Nông Văn Ba")
    later = actions.merge_persons(
        kept=kept, gone=third, by=cast.alice, reason=WHY, chosen={"full_name": KEPT}
    )
    with pytest.raises(RefusedError, match="được gộp vào sau"):
        actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")
    actions.part_persons(merge=later, by=cast.alice, reason="Nhầm")
    kept.refresh_from_db()
    actions.record_death(person=kept, on=date(2020, 1, 1), by=cast.alice)
    with pytest.raises(RefusedError, match="từ trần được ghi hoặc sửa sau khi gộp"):
        actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")
    actions.take_back_death(person=kept, by=cast.alice, text="nhầm")
    actions.correct_person(person=kept, by=cast.alice, citizen_number=None)
    person(cast, "Người khác", citizen_number="020070001234")
    with pytest.raises(RefusedError, match="đã là của Người khác"):
        actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")


def test_what_was_set_aside_cannot_come_back_over_something_new(cast, two):
    kept, gone = two
    made = merge(kept, gone, by=cast.alice, side=GONE)
    actions.end_fact(
        fact=kept.facts.get(kind="political_theory"), on=date(2009, 1, 1), by=cast.alice
    )
    actions.record_fact(
        person=kept, kind="political_theory", value="advanced", on=date(2012, 1, 1), by=cast.alice
    )
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")


def test_what_was_corrected_since_stays_corrected(cast, two):
    kept, gone = two
    made = merge(kept, gone, by=cast.alice, side=GONE)
    kept.refresh_from_db()
    actions.correct_person(person=kept, by=cast.alice, telephone="0999")
    actions.part_persons(merge=made, by=cast.alice, reason="Nhầm")
    kept.refresh_from_db()
    gone.refresh_from_db()
    assert (kept.telephone, gone.telephone) == ("0999", "0900000000")
    assert (kept.birth_date, kept.citizen_number) == (date(1970, 2, 3), None)


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"reason": " "}, "phải có lý do"),
        ({"chosen": {}}, "Hãy chọn một bên"),
        ({"chosen": dict.fromkeys(["birth", "telephone"], "cả hai")}, "Hãy chọn một bên"),
    ],
)
def test_what_is_not_said_is_refused_and_nothing_written(cast, two, more, said):
    before, events = everything(), Event.objects.count()
    with pytest.raises(RefusedError, match=said):
        merge(*two, by=cast.alice, **more)
    assert (everything(), Event.objects.count()) == (before, events)


def test_the_same_a_merged_and_a_dead_one_are_refused(cast, two):
    kept, gone = two
    with pytest.raises(RefusedError, match="cùng một hồ sơ"):
        merge(kept, kept, by=cast.alice)
    actions.record_death(person=gone, on=date(2020, 1, 1), by=cast.alice)
    with pytest.raises(RefusedError, match="Ngày từ trần ở hai hồ sơ khác nhau"):
        merge(kept, gone, by=cast.alice)
    actions.take_back_death(person=gone, by=cast.alice, text="nhầm")
    merge(kept, gone, by=cast.alice)
    with pytest.raises(RefusedError, match=f"Hồ sơ {gone.code} đã được gộp vào"):
        merge(kept, gone, by=cast.alice)


def test_two_commands_at_once_are_asked_about(cast):
    kept, gone = full(cast), person(cast, keeper=cast.communes[1])
    actions.post_person(
        person=gone, unit=cast.communes[1], post="commander", on=date(2006, 1, 1), by=cast.operator
    )
    with pytest.raises(AskedError, match="Có phải kiêm nhiệm không"):
        merge(kept, gone, by=cast.alice)
    made = merge(kept, gone, by=cast.alice, confirmed={"second_command": "kiêm nhiệm"})
    told = Event.objects.get(action="people.merge_person").after["confirmed"]
    assert (told, made.kept.holdings.count()) == ({"second_command": "kiêm nhiệm"}, 2)


def test_a_merge_rolls_back_with_what_follows(cast, two):
    before, events = everything(), Event.objects.count()
    with pytest.raises(IntegrityError), transaction.atomic():
        merge(*two, by=cast.alice)
        raise IntegrityError
    assert (everything(), Event.objects.count()) == (before, events)


def test_only_what_is_finer_is_no_contradiction(cast):
    kept, gone = (
        person(cast, birth_year=1970),
        person(cast, "Nông Văn Đức", cast.communes[1], birth_date=date(1970, 5, 1)),
    )
    assert (compare(kept, gone).codes, compare(gone, kept).codes) == (set(), set())
    merge(kept, gone, by=cast.alice)
    kept.refresh_from_db()
    assert (kept.birth_date, kept.birth_year) == (date(1970, 5, 1), 1970)


def test_memberships_that_meet_are_one_choice(cast):
    kept, gone = full(cast), person(cast, keeper=cast.communes[1])
    actions.join_body(
        person=gone, body="party", stage="official", on=date(2004, 6, 1), by=cast.operator
    )
    (clash,) = compare(kept, gone).row_clashes
    assert ([row.stage for row in clash.kept], [row.stage for row in clash.gone]) == (
        ["probationary", "official"],
        ["official"],
    )
    merge(kept, gone, by=cast.alice)
    assert list(Membership.objects.filter(body="party").values_list("person", "valid_from")) == [
        (kept.pk, date(2004, 6, 1))
    ]
    assert Holding.objects.get().person == kept


def test_a_new_snapshot_counts_once_and_the_old_one_stays(cast, two):
    kept, gone = two
    old = make_snapshot(unit=None, cut_off=DAY, by=cast.operator)
    merge(kept, gone, by=cast.alice)
    new = make_snapshot(unit=None, cut_off=DAY, by=cast.operator)
    found = [_persons_in(one) for one in (old, new)]
    assert found == [{str(kept.public_id), str(gone.public_id)}, {str(kept.public_id)}]


def _persons_in(snapshot: Snapshot) -> set[str]:
    return set(parquet.read_table(snapshot.folder / "persons.parquet")["person"].to_pylist())
