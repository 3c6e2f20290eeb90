"""What of persons ends or passes on when a unit ends: posts, seats, memberships, files, boards.

A post never passes to the heir: whoever commands the new commune is appointed there. A file does,
when all of the unit went to one other; otherwise it stays, within the scope that `belonging` gives
it, until somebody moves it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.dated.actions import correct_fact
from goc.dated.reference import labels
from goc.lib.periods import goes_on
from goc.people import rules
from goc.people.keeping import keeper_for
from goc.people.models import BoardMember, Establishment, Holding, Keeper, Membership, Person, Seat
from goc.people.queries import people_in_scope
from goc.units.access import Scope
from goc.units.endings import Ending, Gone, Left, Tally, Waiting
from goc.units.left import Units, no_longer
from goc.units.models import Unit


def end_holdings(gone: Gone) -> Tally:
    rows = Holding.objects.select_related("person", "unit", "seat")
    return gone.end_all(rows, ended_by=Holding.Ended.UNIT_ENDED)


def end_seats(gone: Gone) -> Tally:
    return gone.end_all(Seat.objects.select_related("unit"))


def end_establishment(gone: Gone) -> Tally:
    """What a decision gives the heir, another decision says."""
    return gone.end_all(Establishment.objects.select_related("unit", "document"))


def end_memberships(gone: Gone) -> Tally:
    """Those of the unit's own bodies. Whoever is of the Party or the Youth Union remains it."""
    rows = Membership.objects.exclude(body__in=rules.LANE_BODIES)
    return gone.end_all(rows.select_related("person", "unit"))


def end_board_members(gone: Gone) -> Tally:
    return gone.end_all(BoardMember.objects.select_related("person", "board"), "board")


def pass_files(gone: Gone) -> Tally:
    """A file that cannot pass, or ends up with an heir that ended too, is left."""
    tally, batch = Tally(), gone.batch()
    units = Unit.objects.in_bulk(set(gone.heirs.heirs.values()))
    for row, end in gone.outliving(Keeper.objects.select_related("person", "unit")):
        stages = gone.heirs.stages(row.unit_id, row.valid_from, row.valid_to)
        last = gone.heirs.end_of(stages[-1].unit)
        if last is not None and goes_on(row.valid_to, last):
            tally.left += 1
        else:
            tally.passed += 1
        if row.valid_from < end and len(stages) > 1:
            batch.close(row, on=end)
        elif row.valid_from >= end and stages[0].unit != row.unit_id:
            first = stages[0]  # opened when the unit had ended: it was the heir's from the start
            correct_fact(
                row, by=gone.by, text=gone.text, unit=units[first.unit], valid_to=first.end
            )
        for stage in stages[1:]:
            batch.open(keeper_for(row.person, units[stage.unit], stage))
    batch.write()
    return tally


# --- what waits for people


def files_left(_user: User, scope: Scope, today: date) -> QuerySet[Person]:
    """Persons whose file is kept by a unit that is no longer: until somebody moves them."""
    return people_in_scope(scope, today=today).filter(no_longer("keeper_unit", today))


def _file_lines(rows: Sequence[Person], scope: Scope, today: date) -> list[Left]:
    kept = {p.pk: vars(p)["keeper_unit"] for p in rows}
    units = Units.of(kept.values(), today)
    return [
        Left(
            p.full_name,
            units.called(kept[p.pk]),
            units.end(kept[p.pk]),
            units.offers(kept[p.pk]),
            reverse("person", args=[p.public_id]),
            _move(p, kept[p.pk], units, today) if scope.can_edit(kept[p.pk]) else "",
        )
        for p in rows
    ]


def _move(person: Person, unit: int, units: Units, today: date) -> str:
    """The form that moves the file to the only unit that stands there, if there is one."""
    given = {"on": f"{units.since(unit) or today:%d/%m/%Y}", "to": units.only(unit)}
    return f"{reverse('person_act', args=[person.public_id, 'move'])}?{urlencode(given)}"


def holdings_left(_user: User, scope: Scope, today: date) -> QuerySet[Holding]:
    """Posts that somebody is said to hold today in a unit that had ended when they began."""
    rows = Holding.objects.as_of(today).filter(scope.limit("unit"), no_longer("unit", today))
    return rows.select_related("person").order_by("id")


def _holding_lines(rows: Sequence[Holding], scope: Scope, today: date) -> list[Left]:
    units, posts = Units.of([h.unit_id for h in rows], today), labels("post", as_of=today)
    return [
        Left(
            f"{posts.get(h.post, h.post)}: {h.person.full_name}",
            units.called(h.unit_id),
            units.end(h.unit_id),
            units.offers(h.unit_id),
            reverse("person", args=[h.person.public_id]),
            reverse("person_row", args=[h.person.public_id, h.public_id, "correct"])
            if scope.can_edit(h.unit_id)
            else "",
        )
        for h in rows
    ]


ENDINGS = [
    Ending(
        "files",
        gettext_lazy("Hồ sơ cán bộ"),
        pass_files,
        Waiting(files_left, _file_lines),
    ),
    Ending(
        "holdings",
        gettext_lazy("Chức vụ"),
        end_holdings,
        Waiting(holdings_left, _holding_lines),
    ),
    Ending("establishment", gettext_lazy("Biên chế theo quyết định"), end_establishment),
    Ending("seats", gettext_lazy("Vị trí biên chế"), end_seats),
    Ending("memberships", gettext_lazy("Tham gia cấp ủy, UBND, HĐND, chi ủy"), end_memberships),
    Ending("board_members", gettext_lazy("Thành viên Ban Chỉ đạo"), end_board_members),
]
