"""The life of a unit: what may be dated in it, who stood there before, who took over.

A sure heir is the one unit to which all of an ended unit went. What went in parts, or nobody knows
where, has none: people decide. The rule of whose rights cover it meanwhile is `belonging`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from goc.dated.bulk import portions
from goc.lib.errors import RefusedError
from goc.lib.periods import holds
from goc.units import rules
from goc.units.models import Lineage, Unit, UnitCode, UnitParent, UnitVersion
from goc.units.naming import printed_names
from goc.units.queries import ancestors, name_of

DAY = timedelta(days=1)
GROUND = [kind for kind in rules.KINDS if rules.level_of(kind) in rules.TERRITORIAL]
NAMED = 10
"""So many units a sentence offers by name."""


@dataclass(frozen=True, slots=True)
class Life:
    """[start, end); no end while the unit lives."""

    start: date
    end: date | None

    def __contains__(self, day: date) -> bool:
        return holds(self.start, self.end, day)


@dataclass(frozen=True, slots=True)
class Stage:
    """A stretch [start, end) that what hung on a unit spends with it or one of its heirs."""

    unit: int
    start: date
    end: date | None


def lives_of(ids: Iterable[int]) -> dict[int, Life]:
    """From the first day a unit is known to its last; units without a name have none."""
    found: dict[int, Life] = {}
    for some in portions(list(ids)):
        rows = UnitVersion.objects.filter(unit__in=some).order_by("valid_from")
        for unit, start, end in rows.values_list("unit_id", "valid_from", "valid_to"):
            found[unit] = Life(found[unit].start if unit in found else start, end)
    return found


class Heirs:
    """The lives of some units and of their sure heirs, on and on, in a few queries."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.lives: dict[int, Life] = {}
        self.heirs: dict[int, int] = {}
        new = set(ids)
        while new:
            self.lives |= lives_of(new)
            found = _sure({u: self.lives[u].end for u in new if u in self.lives})
            self.heirs |= found
            new = set(found.values()) - set(self.lives)
        self.heirs = {u: heir for u, heir in self.heirs.items() if self._follows(u, heir)}

    def _follows(self, unit: int, heir: int) -> bool:
        """Whether the heir lives on the day the unit no longer does."""
        end, life = self.lives[unit].end, self.lives.get(heir)
        return end is not None and life is not None and end in life

    def end_of(self, unit: int) -> date | None:
        return self.lives[unit].end if unit in self.lives else None

    def stages(self, unit: int, start: date, end: date | None) -> list[Stage]:
        """Where something of this unit lies from a day on: with the unit, then with each sure heir.

        The last stage lasts to `end`, though its unit may have ended without an heir.
        """
        found = [Stage(unit, start, end)]
        seen = {unit}
        while (heir := self.heirs.get(found[-1].unit)) is not None and heir not in seen:
            last, over = found[-1], self.end_of(found[-1].unit)
            if over is None or (end is not None and over >= end):
                break
            if over > last.start:
                found[-1] = Stage(last.unit, last.start, over)
            else:
                found.pop()  # begun when its unit had ended already
            found.append(Stage(heir, max(over, last.start), end))
            seen.add(heir)
        return found


def _sure(ends: dict[int, date | None]) -> dict[int, int]:
    """Of these units with the day each ended, the heirs of those that went whole to one other."""
    targets: dict[int, list[int | None]] = {}
    for some in portions([unit for unit, end in ends.items() if end is not None]):
        rows = Lineage.objects.filter(from_unit__in=some)
        for origin, target, share, on in rows.values_list(
            "from_unit_id", "to_unit_id", "share", "on"
        ):
            end = ends[origin]
            if end is not None and on >= end and target != origin:
                whole = target if share == Lineage.Share.FULL else None
                targets.setdefault(origin, []).append(whole)
    return {unit: its[0] for unit, its in targets.items() if len(its) == 1 and its[0] is not None}


# --- what may be dated in a unit


def check_within_life(unit: Unit, start: date, end: date | None = None) -> date | None:
    """The end of something dated [start, end) in a unit: the unit's own end where none was said.

    What the record knows from its first day on stood there before. Raises RefusedError naming the
    unit's life and the units that stood there on the day.
    """
    life = lives_of([unit.pk]).get(unit.pk)
    if life is None:
        return end
    if start not in life and not _stood_before(unit, life, start):
        _refuse(unit, life, start)
    if life.end is None or end is None or end <= life.end:
        return end if end is not None else life.end
    raise RefusedError(
        "«%(unit)s» kết thúc ngày %(day)s, không ghi được đến ngày %(end)s. Từ ngày ấy ở đó là: "
        "%(there)s.",
        unit=name_of(unit, as_of=start),
        day=_day(life.end),
        end=_day(end),
        there=said(counterparts([unit.pk], day=life.end), as_of=life.end),
    )


def check_alive(unit: Unit, on: date) -> None:
    """Raises RefusedError, as above, where the unit does not exist on the day."""
    life = lives_of([unit.pk]).get(unit.pk)
    if life is not None and on not in life and not _stood_before(unit, life, on):
        _refuse(unit, life, on)


def first_day(unit: Unit, on: date) -> date:
    """The day itself, or the first that the record knows of the unit."""
    life = lives_of([unit.pk]).get(unit.pk)
    return on if life is None else max(on, life.start)


def _stood_before(unit: Unit, life: Life, day: date) -> bool:
    """Whether the unit was there already when the record of its province begins: it comes from
    nothing that is known, and its uppermost superior is known from the same day only.
    """
    known = Lineage.objects.filter(to_unit=unit, on__lte=life.start)
    return day < life.start == _first_of_top(unit, life.start) and not known.exists()


def tops_begun_after(day: date) -> dict[date, set[int]]:
    """The provinces that stood before the record of them begins, by the first day it knows, where
    that is after this day.
    """
    versions = UnitVersion.objects.filter(kind__in=rules.kinds_of("province"))
    begun = dict(versions.values_list("unit_id").annotate(start=Min("valid_from")))
    later = {unit: start for unit, start in begun.items() if start > day}
    founded = Lineage.objects.filter(to_unit__in=later).values_list("to_unit_id", "on")
    made = {unit for unit, on in founded if unit is not None and on <= later[unit]}
    found: dict[date, set[int]] = {}
    for unit in set(later) - made:
        found.setdefault(later[unit], set()).add(unit)
    return found


def _first_of_top(unit: Unit, day: date) -> date:
    top = [unit, *ancestors(unit, as_of=day)][-1]
    return lives_of([top.pk])[top.pk].start


def _refuse(unit: Unit, life: Life, day: date) -> None:
    there = said(counterparts([unit.pk], day=day), as_of=day)
    if day < life.start:
        raise RefusedError(
            "«%(unit)s» chỉ có từ ngày %(start)s. Vào ngày %(day)s ở đó là: %(there)s. Hãy chọn "
            "đơn vị của ngày ấy, hoặc sửa ngày.",
            unit=name_of(unit, as_of=day),
            start=_day(life.start),
            day=_day(day),
            there=there,
        )
    raise RefusedError(
        "«%(unit)s» đã kết thúc ngày %(end)s. Vào ngày %(day)s ở đó là: %(there)s. Hãy chọn đơn vị "
        "của ngày ấy, hoặc sửa ngày.",
        unit=name_of(unit, as_of=day),
        end=_day(life.end or day),
        day=_day(day),
        there=there,
    )


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


# --- who stood there


def counterparts(ids: Collection[int], *, day: date) -> list[int]:
    """The units that stood on a day where these stand on theirs, each once: see `counterparts_of`."""
    found = counterparts_of(ids, day=day)
    return list(dict.fromkeys(there for unit in ids for there in found[unit]))


def counterparts_of(ids: Collection[int], *, day: date) -> dict[int, list[int]]:
    """Of each unit those that stood on a day where it stands on its own, by lineage: its origins
    before it began, its heirs of any share after it ended, itself while it lives.

    Of a unit that ended with its level, the heirs of what stood under it.
    """
    ways: dict[int, set[int]] = {}
    lives: dict[int, Life] = {}
    new = seen = set(ids)
    while new:
        lives |= lives_of(new)
        ways |= _ways({u: lives[u] for u in new if u in lives}, day)
        new = {u for its in ways.values() for u in its} - seen
        seen = seen | new
    return {unit: _reached(unit, ways, lives, day) for unit in ids}


def _ways(lives: dict[int, Life], day: date) -> dict[int, set[int]]:
    """From each unit that is not there on the day the next ones towards it."""
    earlier = [u for u, life in lives.items() if day < life.start]
    ended = {u: life.end for u, life in lives.items() if life.end is not None and life.end <= day}
    return _origins(earlier) | _successors(ended)


def _reached(unit: int, ways: dict[int, set[int]], lives: dict[int, Life], day: date) -> list[int]:
    found, seen, stack = [], {unit}, [unit]
    while stack:
        at = stack.pop()
        if at in lives and day in lives[at]:
            found.append(at)
        fresh = ways.get(at, set()) - seen
        seen |= fresh
        stack += sorted(fresh)
    return sorted(found)


def _origins(ids: Collection[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {unit: set() for unit in ids}
    for some in portions(list(ids)):
        rows = Lineage.objects.filter(to_unit__in=some)
        for target, origin in rows.values_list("to_unit_id", "from_unit_id"):
            if target is not None:
                found[target].add(origin)
    return found


def _successors(ends: dict[int, date]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {unit: set() for unit in ends}
    for some in portions(list(ends)):
        rows = Lineage.objects.filter(from_unit__in=some, to_unit__isnull=False)
        for origin, target, on in rows.values_list("from_unit_id", "to_unit_id", "on"):
            if on >= ends[origin] and target is not None:
                found[origin].add(target)
    for unit in [unit for unit, targets in found.items() if not targets]:
        found[unit] = _below(unit, ends[unit])
    return found


def _below(unit: int, end: date) -> set[int]:
    """What stood under a unit on its last day; no boards and agencies."""
    rows = UnitParent.objects.as_of(end - DAY).filter(parent=unit, line=UnitParent.Line.CIVIL)
    rows = rows.filter(unit__versions__kind__in=GROUND)
    return set(rows.values_list("unit_id", flat=True))


def said(ids: Collection[int], *, as_of: date) -> str:
    """`xã Mẫu Sơn, huyện Lộc Bình (3-tier:06520); …`: the first few, then how many more."""
    some = list(ids)[:NAMED]
    called = printed_names(some, as_of=as_of)
    rows = UnitCode.objects.as_of(as_of).filter(unit__in=some).order_by("valid_from")
    codes = {
        unit: f" ({catalogue}:{code})"
        for unit, catalogue, code in rows.values_list("unit_id", "catalogue", "code")
    }
    words = [called.get(unit, "") + codes.get(unit, "") for unit in some]
    more = len(ids) - len(some)
    return "; ".join(words) + (f"; … (còn {more})" if more else "") or "(số liệu không cho biết)"
