"""Certificates and placements: edge days, refusals in full, what is kept and what is newly given."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from figures.register import BEGIN, OVER, Register
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.people.models import Holding
from goc.training import actions
from goc.training.actions.placements import held_there
from goc.training.models import Certificate, Enrolment
from goc.training.queries import holdings_to_place

EVE, NEXT = OVER - timedelta(days=1), OVER + timedelta(days=1)
WHY = {"reason": "Gõ nhầm"}


def refusal(error: type[Exception], act: Any, **given: Any) -> str:
    tables = (Certificate, Enrolment, Holding)
    before = Event.objects.count(), *(list(t.objects.values()) for t in tables)
    with pytest.raises(error) as refused:
        act(**given)
    assert (Event.objects.count(), *(list(t.objects.values()) for t in tables)) == before
    return str(refused.value)


def again(row: Any) -> Any:
    return type(row).objects.get(pk=row.pk)


# --- certificates


def issue(made: Register, name: str = "Chu Văn Em", **given: Any) -> Certificate:
    values = {"kind": "military", "number": "A 7", "register_number": "12", "on": OVER, **given}
    return actions.issue_certificate(enrolment=again(made.enrolments[name]), by=made.by, **values)


def test_a_certificate_with_its_event(made: Register) -> None:
    row = issue(made, on=NEXT)
    told = (row.kind, row.number, row.register_number, row.issued_on)
    assert told == ("military", "A 7", "12", NEXT)
    event = Event.objects.get(subject=str(row.public_id))
    assert (event.action, event.text) == ("training.issue_certificate", "A 7")


def test_a_number_counts_within_its_kind(made: Register) -> None:
    told = refusal(RefusedError, issue, made=made, number="1")
    assert told == "Số hiệu văn bằng 1 đã được cấp."
    assert issue(made, number="1", kind="political_theory").number == "1"


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"name": "Hứa Văn Giang"},
            "Chưa công nhận tốt nghiệp nên chưa cấp được văn bằng.",
        ),
        (
            {"name": "Triệu Văn Khôi"},
            "Chưa công nhận tốt nghiệp nên chưa cấp được văn bằng.",
        ),
        ({"on": EVE}, "Không cấp được văn bằng trước ngày tốt nghiệp 18/03/2011."),
        ({"kind": "x"}, "Không có loại văn bằng «x»."),
    ],
)
def test_what_is_not_issued(made: Register, given: Any, sentence: str) -> None:
    assert refusal(RefusedError, issue, made=made, **given) == sentence


def test_a_certificate_put_right_in_place(made: Register) -> None:
    one = Certificate.objects.get()
    other = issue(made)

    def correct(**given: Any) -> Certificate:
        values = {"kind": "military", "number": "1", "register_number": "1", "on": OVER, **given}
        return actions.correct_certificate(certificate=again(one), by=made.by, **{**WHY, **values})

    correct(register_number="2")
    row = again(one)
    assert (row.number, row.register_number, row.issued_on) == ("1", "2", OVER)
    event = Event.objects.get(action="training.correct_certificate")
    assert (event.text, event.before["register_number"]) == ("Gõ nhầm", "1")
    told = refusal(RefusedError, correct, number=other.number)
    assert told == "Số hiệu văn bằng A 7 đã được cấp."
    assert refusal(RefusedError, correct, reason="") == "Hãy ghi lý do, căn cứ sửa."
    told = refusal(RefusedError, correct, on=EVE)
    assert told == "Không cấp được văn bằng trước ngày tốt nghiệp 18/03/2011."


def test_a_certificate_is_taken_back_with_a_reason(made: Register) -> None:
    given = {"certificate": Certificate.objects.get(), "by": made.by}
    told = refusal(InputError, actions.take_back_certificate, **given, reason=" ")
    assert told == "Hãy ghi lý do rút lại."
    actions.take_back_certificate(**given, **WHY)
    assert issue(made, number="1").number == "1"


# --- placing by a post


def post(made: Register, name: str, start: date, end: date | None = None, n: int = 2) -> Holding:
    """A post of a squad leader in a commune."""
    held = people.post_person(
        person=made.people[name],
        unit=made.communes[n],
        post="squad_leader",
        on=start,
        by=made.by,
    )
    if end is not None:
        people.end_holding(holding=held, on=end, ended_by="moved", by=made.by)
    return again(held)


def place(made: Register, held: Holding, name: str = "Vi Văn Dũng", **given: Any) -> Enrolment:
    row = again(made.enrolments[name])
    return actions.place_graduate(enrolment=row, holding=held, by=made.by, **given)


def test_another_placement_replaces_the_one_before(made: Register) -> None:
    held = post(made, "Vi Văn Dũng", NEXT)
    before = again(made.enrolments["Vi Văn Dũng"]).placement
    place(made, held, reason=" Theo quyết định ")
    event = Event.objects.filter(action="training.place_graduate").first()
    assert event is not None
    assert (event.text, event.before["placement"], event.after["placement"]) == (
        "Theo quyết định",
        str(before.public_id),
        str(held.public_id),
    )


@pytest.mark.parametrize(
    ("end", "allowed"), [(EVE, False), (OVER, False), (NEXT, True), (None, True)]
)
def test_a_post_kept_beyond_the_graduation(made: Register, end: date | None, allowed: bool) -> None:
    held = post(made, "Vi Văn Dũng", BEGIN, end)
    offered = holdings_to_place(made.enrolments["Vi Văn Dũng"])
    assert (held in offered) is allowed
    found = held_there(made.enrolments["Vi Văn Dũng"], held.unit, held.post)
    assert found == (held if allowed else None)
    if allowed:
        assert place(made, held).placement == held
    else:
        told = refusal(RefusedError, place, made=made, held=held)
        assert told == "Chức vụ này đã thôi giữ trước khi tốt nghiệp."


@pytest.mark.parametrize("name", ["Hứa Văn Giang", "Đàm Văn Hải", "Triệu Văn Khôi"])
def test_only_graduates_are_placed(made: Register, name: str) -> None:
    held = post(made, name, NEXT)
    told = refusal(RefusedError, place, made=made, held=held, name=name)
    assert told == "Chỉ bố trí học viên đã tốt nghiệp."
    row = again(made.enrolments[name])
    given = {"enrolment": row, "unit": held.unit, "post": held.post, "by": made.by}
    told = refusal(RefusedError, actions.place_in_post, **given)
    assert told == "Chỉ bố trí học viên đã tốt nghiệp."


def test_the_post_of_another_is_none(made: Register) -> None:
    held = post(made, "Chu Văn Em", NEXT)
    told = refusal(RefusedError, place, made=made, held=held)
    assert told == "Chức vụ này của người khác."


# --- placing in a post


def place_in(made: Register, **given: Any) -> Enrolment:
    row = again(made.enrolments["Vi Văn Dũng"])
    values = {"unit": made.communes[2], "post": "squad_leader", **given}
    return actions.place_in_post(enrolment=row, by=made.by, **values)


def test_of_several_posts_of_the_kind_the_first_since_graduation_counts(made: Register) -> None:
    post(made, "Vi Văn Dũng", BEGIN, EVE)
    first = post(made, "Vi Văn Dũng", EVE, date(2012, 1, 1))
    post(made, "Vi Văn Dũng", date(2012, 2, 1))
    holdings = Holding.objects.count()
    placed = place_in(made, on=date(2012, 12, 1))
    assert (placed.placement, Holding.objects.count()) == (first, holdings)


def test_a_post_elsewhere_or_of_another_kind_is_another(made: Register) -> None:
    post(made, "Vi Văn Dũng", NEXT, n=1)
    told = refusal(RefusedError, place_in, made=made)
    assert told == "Vi Văn Dũng chưa giữ chức vụ ấy ở đơn vị ấy: hãy ghi ngày bổ nhiệm."
    placed = place_in(made, post="hamlet_leader", on=NEXT, decision="QĐ 5", reason="Mới")
    held = placed.placement
    assert held is not None
    assert (held.unit, held.post, held.valid_from, held.decision) == (
        made.communes[2],
        "hamlet_leader",
        NEXT,
        "QĐ 5",
    )
    event = Event.objects.filter(action="training.place_graduate").first()
    assert event is not None and event.text == "Mới"


def test_a_post_that_is_refused_places_nobody(made: Register) -> None:
    before = again(made.enrolments["Vi Văn Dũng"]).placement
    told = refusal(
        RefusedError, place_in, made=made, post="commander", unit=made.communes[3], on=NEXT
    )
    assert "Lương Thị Chi" in told
    assert again(made.enrolments["Vi Văn Dũng"]).placement == before


def test_a_placement_taken_back(made: Register) -> None:
    row = again(made.enrolments["Vi Văn Dũng"])
    given = {"enrolment": row, "by": made.by}
    told = refusal(RefusedError, actions.take_back_placement, **given, reason=" ")
    assert told == "Hãy ghi lý do, căn cứ sửa."
    actions.take_back_placement(**given, reason=" Ghi nhầm ")
    event = Event.objects.get(action="training.take_back_placement")
    assert (event.text, event.after["placement"]) == ("Ghi nhầm", None)
    told = refusal(
        RefusedError, actions.take_back_placement, enrolment=again(row), by=made.by, **WHY
    )
    assert told == "Chưa ghi bố trí của học viên này."
