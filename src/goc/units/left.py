"""The traits and rights that wait for people after their unit ended: lists, and the form of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.lib.errors import ForbiddenError, HiddenError
from goc.units import rules
from goc.units.access import Scope, check_can_edit, may_give, scope_of
from goc.units.actions.settlements import settle_right, settle_trait
from goc.units.endings import Ending, Left, Offer, Settling, Waiting
from goc.units.history import trait_text
from goc.units.inheritance import LENGTH, end_rights, hand_over_traits, known_traits
from goc.units.lives import Heirs, Life, counterparts, counterparts_of, lives_of
from goc.units.models import Settlement, Trait, Unit, UnitRight, UnitVersion
from goc.units.naming import names_apart

PASSING = [*rules.FLAGS, LENGTH]
ABSENT = "Không có việc này."


def no_longer(column: str, today: date) -> Q:
    """The condition that the unit in a column does not exist today."""
    return ~Q(Exists(UnitVersion.objects.as_of(today).filter(unit=OuterRef(column))))


def unsettled(rows: QuerySet[Any]) -> QuerySet[Any]:
    return rows.exclude(Exists(Settlement.objects.filter(subject=OuterRef("public_id"))))


@dataclass(frozen=True)
class Units:
    """Some ended units in words: name, last day, who stands there today."""

    names: dict[int, str]
    lives: dict[int, Life]
    there: dict[int, list[int]]

    @classmethod
    def of(cls, ids: Iterable[int], today: date) -> Units:
        units = set(ids)
        there = counterparts_of(units, day=today)
        known = {*units, *(u for its in there.values() for u in its)}
        return cls(names_apart(known, as_of=today), lives_of(known), there)

    def called(self, unit: int) -> str:
        return self.names.get(unit, "")

    def end(self, unit: int) -> date | None:
        return self.lives[unit].end if unit in self.lives else None

    def offers(self, unit: int) -> str:
        return ", ".join(self.called(u) for u in self.there.get(unit, []))

    def only(self, unit: int) -> str:
        """The name of the one unit that stands there today; "" where there are several."""
        there = self.there.get(unit, [])
        return self.called(there[0]) if len(there) == 1 else ""

    def since(self, unit: int) -> date | None:
        """The day the unit ended, when those that stand there today already did then."""
        end = self.end(unit)
        there = [self.lives[u] for u in self.there.get(unit, [])]
        return end if end and there and all(end in life for life in there) else None


def lines_of(
    rows: Sequence[Any],
    today: date,
    said: Callable[[Any], str],
    name: str,
    may: Callable[[int], bool],
) -> list[Left]:
    """Lines of records that the common form settles; `said` puts one in words, `may` tells whether
    the asker settles what this unit left.
    """
    units = Units.of({row.unit_id for row in rows}, today)
    return [
        Left(
            said(row),
            units.called(row.unit_id),
            units.end(row.unit_id),
            units.offers(row.unit_id),
            act=reverse("left_settle", args=[name, row.public_id]) if may(row.unit_id) else "",
        )
        for row in rows
    ]


# --- traits


def traits_left(_user: User, scope: Scope, today: date) -> list[Trait]:
    """Those that lasted to the end of a unit without a sure heir, and lengths nobody could sum."""
    rows = Trait.objects.filter(scope.limit("unit"), kind__in=PASSING, valid_to__lte=today)
    gone = unsettled(rows.filter(no_longer("unit", today))).select_related("unit")
    found: list[Trait] = list(gone.order_by("valid_to", "id"))
    heirs = Heirs({trait.unit_id for trait in found})
    known = known_traits(heirs)
    waiting = []
    for trait in found:
        heir = heirs.heirs.get(trait.unit_id)
        lost = trait.kind == LENGTH and heir and not known.at(heir, LENGTH, _end(trait))
        if trait.valid_to == heirs.end_of(trait.unit_id) and (heir is None or lost):
            waiting.append(trait)
    return waiting


def _end(trait: Trait) -> date:
    assert trait.valid_to is not None
    return trait.valid_to


def _trait_lines(rows: Sequence[Trait], scope: Scope, today: date) -> list[Left]:
    return lines_of(rows, today, trait_text, "traits", scope.can_edit)


def _trait(user: User, subject: UUID, today: date) -> Trait:
    scope = scope_of(user, today=today)
    found = next((t for t in traits_left(user, scope, today) if t.public_id == subject), None)
    if found is None:
        raise HiddenError(ABSENT)
    check_can_edit(user, found.unit, today=today)
    return found


def _trait_offer(user: User, subject: UUID, today: date) -> Offer:
    trait = _trait(user, subject, today)
    day = _end(trait)
    units = Unit.objects.filter(pk__in=counterparts([trait.unit_id], day=day))
    return Offer(
        f"{trait_text(trait)}: {names_apart([trait.unit_id], as_of=today)[trait.unit_id]}",
        gettext("Từ ngày %(day)s đặc điểm này là của") % {"day": f"{day:%d/%m/%Y}"},
        list(units),
        day,
        None if trait.kind in rules.FLAGS else f"{trait.value.normalize():f}".replace(".", ","),
    )


def _settle_trait(user: User, subject: UUID, units: list[Unit], value: str, today: date) -> object:
    for unit in units:
        check_can_edit(user, unit, today=today)
    return settle_trait(trait=_trait(user, subject, today), units=units, by=user, value=value)


# --- rights


def rights_left(user: User, scope: Scope, today: date) -> list[UnitRight]:
    """Rights that ended with their unit, of users who have none on what stands there today; for who
    may give rights there.
    """
    rows = UnitRight.objects.filter(scope.limit("unit"), no_longer("unit", today))
    given = rows.filter(unit__isnull=False, user__is_active=True, valid_from__lte=today)
    found = unsettled(given).select_related("user", "unit").order_by("id")
    mine = [r for r in found if may_give(user, scope, r.unit_id)]
    lives = lives_of({r.unit_id for r in mine})
    lost = [r for r in mine if _ended_with(lives.get(r.unit_id), r.valid_to)]
    there = counterparts_of({r.unit_id for r in lost}, day=today)
    now = set(UnitRight.objects.as_of(today).values_list("user_id", "unit_id"))
    return [r for r in lost if not _has_another(r, there[r.unit_id], now)]


def _ended_with(life: Life | None, end: date | None) -> bool:
    """Whether a right lasted as long as its unit."""
    return life is not None and life.end is not None and (end is None or end >= life.end)


def _has_another(right: UnitRight, there: list[int], now: set[tuple[int, int | None]]) -> bool:
    return any((right.user_id, unit) in now for unit in (None, *there))


def _right_lines(rows: Sequence[UnitRight], _scope: Scope, today: date) -> list[Left]:
    return lines_of(rows, today, _right_said, "rights", lambda _unit: True)  # only who may give


def _right_said(right: UnitRight) -> str:
    return f"{right.user.name} ({right.user.login}): {right.get_role_display()}"


def _right(user: User, subject: UUID, today: date) -> UnitRight:
    scope = scope_of(user, today=today)
    found = next((r for r in rights_left(user, scope, today) if r.public_id == subject), None)
    if found is None:
        raise HiddenError(ABSENT)
    return found


def _right_offer(user: User, subject: UUID, today: date) -> Offer:
    right = _right(user, subject, today)
    assert right.unit_id is not None
    scope = scope_of(user, today=today)
    there = [u for u in counterparts([right.unit_id], day=today) if may_give(user, scope, u)]
    return Offer(
        f"{_right_said(right)}, {names_apart([right.unit_id], as_of=today)[right.unit_id]}",
        gettext("Từ hôm nay cấp quyền ấy trên"),
        list(Unit.objects.filter(pk__in=there)),
        today,
    )


def _settle_right(user: User, subject: UUID, units: list[Unit], _: str, today: date) -> object:
    scope = scope_of(user, today=today)
    if not all(may_give(user, scope, unit.pk) for unit in units):
        raise ForbiddenError("Bạn không được cấp quyền trên đơn vị này.")
    return settle_right(right=_right(user, subject, today), units=units, on=today, by=user)


ENDINGS = [
    Ending(
        "traits",
        gettext_lazy("Đặc điểm của đơn vị"),
        hand_over_traits,
        Waiting(traits_left, _trait_lines, Settling(_trait_offer, _settle_trait)),
    ),
    Ending(
        "rights",
        gettext_lazy("Quyền của người dùng"),
        end_rights,
        Waiting(rights_left, _right_lines, Settling(_right_offer, _settle_right)),
    ),
]
