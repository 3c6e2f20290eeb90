"""Seats by law and the posts people hold."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from goc.dated.actions import close_fact, correct_fact, open_fact, save_record, take_back
from goc.dated.reference import labels
from goc.lib.errors import RefusedError
from goc.lib.periods import goes_on, holds
from goc.people.actions.codes import check_code
from goc.people.actions.days import Answers, check_days, check_end, deed_of
from goc.people.keeping import end_row
from goc.people.models import Establishment, Holding, Person, Seat
from goc.people.queries import Required, has_seats_by_law, required_of
from goc.registry.models import Document
from goc.units.lives import check_within_life, first_day
from goc.units.models import Unit


@transaction.atomic
def lay_seats(*, unit: Unit, on: date, by: object) -> list[Seat]:
    """Brings a unit's seats to what decisions and the law give it on a day; calling it again
    changes nothing.

    A seat that began later is corrected to begin on this day; one that is no longer given is
    closed, also when somebody still sits on it (the holding goes on, above the establishment), and
    one that began this very day and that nobody ever took goes.
    One that ended this very day and on which somebody still sits goes on.
    Returns the seats in force.
    """
    required = required_of(unit, as_of=on)
    rows = unit.seats.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on)).order_by("valid_from")
    have: dict[tuple[str, int], Seat] = {}
    for seat in rows:
        seat.unit = unit
        have.setdefault((seat.post, seat.number), seat)
    wanted = numbered(required)
    for key in set(have) - set(wanted):
        _end_seat(have[key], on, by)
    sitting = Holding.objects.as_of(on).filter(seat__unit=unit, seat__valid_to=on)
    ended = {(h.post, h.seat.number): h.seat for h in sitting.select_related("seat")}
    laid = []
    for (post, number), source in wanted.items():
        seat = have.get((post, number))
        if seat is None and (post, number) in ended:
            until = check_within_life(unit, on)
            seat = correct_fact(ended[post, number], by=by, valid_to=until)
        elif seat is None:
            row = Seat(unit=unit, post=post, number=number, source=source, valid_from=on)
            row.valid_to = check_within_life(unit, on)
            seat = save_record(row, by=by, action="open")
        elif seat.valid_from > on:
            seat = correct_fact(seat, by=by, valid_from=on)
        laid.append(seat)
    return laid


def numbered(required: Required) -> dict[tuple[str, int], str]:
    """The source of each seat, by post and number."""
    return {
        (post, n): source for post, (seats, source) in required.items() for n in range(1, seats + 1)
    }


def _end_seat(seat: Seat, on: date, by: object) -> None:
    if seat.valid_from < on and seat.valid_to is None:
        close_fact(seat, on=on, by=by)
    elif seat.valid_from == on and not seat.holdings.exists():
        take_back(seat, by=by, action="take_back", reason="Không còn trong biên chế")


def vacant_seat(
    *,
    person: Person,
    unit: Unit,
    post: str,
    on: date,
    until: date | None,
    by: object,
    besides: Holding | None = None,
) -> Seat | None:
    """The lowest seat of the post free from `on` to `until`; None where the post has no seats.

    `besides`: a holding of the same person that is being corrected. Reads the few rows of the post
    once, instead of asking the database for each overlap. Raises RefusedError naming who sits there
    when every seat is taken, or when the person already holds the post.
    """
    known = first_day(unit, on)
    seats = _seats(unit, post, known, by) if goes_on(until, known) else []
    rows = Holding.objects.filter(unit=unit, post=post).select_related("person")
    busy = sitting_meanwhile((row for row in rows if row != besides), on, until)
    title = labels("post", as_of=on)[post]
    _refuse_twice(person, busy, title)
    return lowest_free(unit, seats, busy, title)


def sitting_meanwhile(rows: Iterable[Holding], on: date, until: date | None) -> list[Holding]:
    """Those of the posts held that share a day with [on, until)."""
    return [row for row in rows if _goes_beyond(row, on) and _is_begun(row, until)]


def _refuse_twice(person: Person, busy: list[Holding], title: str) -> None:
    own = next((holding for holding in busy if holding.person_id == person.pk), None)
    if own is not None:
        raise RefusedError(
            "%(name)s đã giữ chức vụ %(post)s ở đơn vị này từ ngày %(day)s.",
            name=person.full_name,
            post=title,
            day=f"{own.valid_from:%d/%m/%Y}",
        )


def lowest_free(unit: Unit, seats: list[Seat], busy: list[Holding], title: str) -> Seat | None:
    """Of seats in the order of their numbers; None where there are none. Raises RefusedError naming
    who sits there when every seat is taken.
    """
    taken = {holding.seat_id: holding.person.full_name for holding in busy}
    for seat in seats:
        if seat.pk not in taken:
            seat.unit = unit
            return seat
    if not seats:
        return None
    raise RefusedError(
        "Chức danh %(post)s không còn khuyết: %(names)s đang giữ. Hãy kết thúc việc giữ chức "
        "vụ đó trước.",
        post=title,
        names=", ".join(sorted(taken[seat.pk] for seat in seats)),
    )


def _is_begun(row: Holding, until: date | None) -> bool:
    return goes_on(until, row.valid_from)


def _goes_beyond(row: Seat | Holding, day: date) -> bool:
    return goes_on(row.valid_to, day)


def _seats(unit: Unit, post: str, on: date, by: object) -> list[Seat]:
    """Seats of the post in force on the day, by number; laid now when the law or a decision gives
    some and none is there yet.
    """
    if not has_seats_by_law(post, on) and not Establishment.objects.filter(post=post).exists():
        return []
    rows = in_force(Seat.objects.filter(unit=unit, post=post), post, on)
    return rows or in_force(lay_seats(unit=unit, on=on, by=by), post, on)


def in_force(seats: Iterable[Seat], post: str, on: date) -> list[Seat]:
    """Those of a post on a day, by number."""
    there = [
        seat for seat in seats if seat.post == post and holds(seat.valid_from, seat.valid_to, on)
    ]
    return sorted(there, key=lambda seat: seat.number)


@dataclass(frozen=True)
class Terms:
    """On what terms a post is given: codes of `appointing_authority` and `service_status`, the day
    the term ends; each empty where it is not known.
    """

    authority: str = ""
    service_status: str = ""
    term_until: date | None = None


TERM_CODES = {"authority": "appointing_authority", "service_status": "service_status"}


def check_terms(row: Holding) -> None:
    """Raises RefusedError for a code that is not of the first day, a term that ends before it
    begins.
    """
    for name, catalogue in TERM_CODES.items():
        if code := getattr(row, name):
            check_code(catalogue, code, on=row.valid_from)
    if row.term_until is not None and row.term_until <= row.valid_from:
        raise RefusedError(
            "Nhiệm kỳ đến ngày %(end)s phải sau ngày nhận chức vụ %(start)s.",
            end=f"{row.term_until:%d/%m/%Y}",
            start=f"{row.valid_from:%d/%m/%Y}",
        )


@transaction.atomic
def post_person(
    *,
    person: Person,
    unit: Unit,
    post: str,
    on: date,
    by: object,
    decision: str = "",
    document: Document | None = None,
    acting: bool = False,
    until: date | None = None,
    terms: Terms | None = None,
    confirmed: Answers = None,
) -> Holding:
    """Somebody takes a post: the lowest vacant seat where it has seats (a commune's seats are laid
    if need be).

    `acting` (phụ trách) needs no vacant seat: the holder may be away. A post without an end in a
    unit that has one ends with it. Raises RefusedError: unknown post, nobody alive, outside the
    unit's life, no vacant seat, the same post held already; AskedError for odd days.
    """
    check_code("post", post, on=on)
    end = check_within_life(unit, on, until)
    row = new_holding(person, unit, post, on=on, end=end, decision=decision)
    row.acting, row.document = acting, document
    if until is not None:
        row.ended_by = ""
    for name, value in vars(terms or Terms()).items():
        setattr(row, name, value)
    check_terms(row)
    reasons = check_days(person, deed_of(row), confirmed=confirmed)
    if acting:
        return open_fact(row, by=by, confirmed=reasons)
    row.seat = vacant_seat(person=person, unit=unit, post=post, on=on, until=row.valid_to, by=by)
    return save_record(row, by=by, action="open", confirmed=reasons)


def new_holding(
    person: Person, unit: Unit, post: str, *, on: date, end: date | None, decision: str
) -> Holding:
    """Not written yet: a post that goes on, or ends with its unit (`end`)."""
    row = Holding(person=person, unit=unit, post=post, valid_from=on, valid_to=end)
    row.decision, row.ended_by = decision.strip(), Holding.Ended.UNIT_ENDED if end else ""
    return row


def check_alive(person: Person, on: date) -> None:
    if person.died_on is not None and on >= person.died_on:
        raise RefusedError(
            "%(name)s đã từ trần ngày %(day)s.",
            name=person.full_name,
            day=f"{person.died_on:%d/%m/%Y}",
        )


@transaction.atomic
def end_holding(
    *,
    holding: Holding,
    on: date,
    ended_by: str,
    by: object,
    decision: str = "",
    confirmed: Answers = None,
) -> Holding:
    """The last day in the post is the day before `on`. The ending decision stands in the event.

    That a unit ended is no reason that people give: its posts end with it (`handing_over`).
    """
    if ended_by not in Holding.Ended.values or ended_by == Holding.Ended.UNIT_ENDED:
        raise RefusedError("Lý do thôi giữ chức vụ «%(value)s» không có.", value=ended_by)
    reasons = check_end(holding, on=on, confirmed=confirmed)
    return end_row(
        holding,
        holding.unit,
        on=on,
        by=by,
        text=decision,
        confirmed=reasons,
        ended_by=ended_by,
    )
