"""Names of units on the days of the facts they stand in, told apart from their namesakes.

`queries.names` gives bare names of one day; here `Xã Mẫu Sơn` becomes `Xã Mẫu Sơn, huyện Lộc Bình`
where its province has another of that name on the day, and where it does not live on the day.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from goc.dated.bulk import portions
from goc.lib.periods import holds
from goc.units import rules
from goc.units.models import Unit, UnitParent, UnitVersion
from goc.units.queries import Node
from goc.viet.names import fold

DAY = timedelta(days=1)
ABOVE = 5
"""A superior's superior and so on: no unit stands deeper."""


class Span(NamedTuple):
    """What holds of a unit from a day on: its name, or the number of its superior."""

    start: date
    end: date | None
    value: str
    unit: int = 0

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and holds(self.start, self.end, day)


def _nearest(spans: Sequence[Span], day: date) -> Span | None:
    """That of the day, else the last before it, else the first."""
    before = [span for span in spans if span.start <= day]
    return before[-1] if before else next(iter(spans), None)


class NameBook:
    """The names of some units on any days, read once in few queries."""

    def __init__(self, ids: Iterable[int]) -> None:
        self.names: dict[int, list[Span]] = defaultdict(list)
        self.above: dict[int, list[Span]] = defaultdict(list)
        wanted = set(ids)
        self._read_names(wanted)
        self.namesakes = self._read_namesakes(wanted)
        known = set(self.names) | wanted
        self._read_superiors(known)
        self._read_names({s.unit for spans in self.above.values() for s in spans} - known)

    def _read_names(self, ids: set[int]) -> None:
        for some in portions(list(ids)):
            rows = UnitVersion.objects.filter(unit__in=some).order_by("valid_from")
            for unit, *span in rows.values_list("unit_id", "valid_from", "valid_to", "name"):
                self.names[unit].append(Span(*span))

    def _read_namesakes(self, wanted: set[int]) -> dict[str, set[int]]:
        """Every unit that ever bore one of the names, by name."""
        folded = {fold(span.value) for unit in wanted for span in self.names[unit]}
        found: dict[str, set[int]] = defaultdict(set)
        for some in portions(sorted(folded)):
            rows = UnitVersion.objects.filter(folded__in=some).values_list("unit_id", "name")
            for unit, name in rows:
                found[name].add(unit)
        self._read_names({u for units in found.values() for u in units} - set(self.names))
        return found

    def _read_superiors(self, ids: set[int]) -> None:
        read: set[int] = set()
        for _ in range(ABOVE):
            new, ids = ids - read, set()
            read |= new
            for some in portions(list(new)):
                rows = UnitParent.objects.filter(unit__in=some, line=UnitParent.Line.CIVIL)
                for unit, start, end, parent in rows.order_by("valid_from").values_list(
                    "unit_id", "valid_from", "valid_to", "parent_id"
                ):
                    self.above[unit].append(Span(start, end, "", parent))
                    ids.add(parent)

    def plain(self, unit: int, day: date) -> str:
        span = _nearest(self.names.get(unit, []), day)
        return span.value if span else ""

    def lives(self, unit: int, day: date) -> bool:
        return any(day in span for span in self.names.get(unit, []))

    def superior(self, unit: int, day: date) -> int | None:
        span = _nearest(self.above.get(unit, []), day)
        return span.unit if span else None

    def _top(self, unit: int, day: date) -> int:
        """The uppermost superior on the day; the unit itself where it has none."""
        for _ in range(ABOVE):
            span = next((s for s in self.above.get(unit, []) if day in s), None)
            if span is None:
                break
            unit = span.unit
        return unit

    def _has_namesake(self, unit: int, name: str, day: date) -> bool:
        others = [
            other
            for other in self.namesakes.get(name, set()) - {unit}
            if self.lives(other, day) and self.plain(other, day) == name
        ]
        top = self._top(unit, day) if others else 0
        return any(self._top(other, day) == top for other in others)

    def apart(self, unit: int, day: date) -> list[str]:
        """The name on the day, and the superior's where it needs one."""
        name = self.plain(unit, day)
        if self.lives(unit, day) and not self._has_namesake(unit, name, day):
            return [name]
        above = self.superior(unit, day)
        return [name] if above is None else [name, self.plain(above, self._own_day(unit, day))]

    def _own_day(self, unit: int, day: date) -> date:
        """The day itself, or the nearest on which the unit lived."""
        spans = self.names.get(unit, [])
        if not spans or self.lives(unit, day):
            return day
        end = spans[-1].end
        return end - DAY if end is not None and end <= day else max(day, spans[0].start)

    def listed(self, unit: int | None, day: date) -> str:
        """As lists on the screen show it: `Xã Mẫu Sơn, huyện Lộc Bình`, else `Xã Tú Đoạn`; "" for
        no unit.
        """
        if unit is None:
            return ""
        name, *above = self.apart(unit, day)
        return ", ".join([name, *map(rules.in_text, above)])

    def printed(self, unit: int, day: date) -> str:
        """As papers print it: `xã Mẫu Sơn, huyện Lộc Bình`, else `xã Tú Đoạn`."""
        return ", ".join(map(rules.in_text, self.apart(unit, day)))


def printed_name(unit: Unit, *, as_of: date) -> str:
    return NameBook([unit.pk]).printed(unit.pk, as_of) or str(unit.public_id)


def printed_names(ids: Collection[int], *, as_of: date) -> dict[int, str]:
    book = NameBook(ids)
    return {unit: book.printed(unit, as_of) for unit in ids if book.names.get(unit)}


def names_apart(ids: Collection[int], *, as_of: date) -> dict[int, str]:
    book = NameBook(ids)
    return {unit: book.listed(unit, as_of) for unit in ids if book.names.get(unit)}


def indented(nodes: Collection[Node], *, as_of: date) -> list[tuple[str, str]]:
    """(public id, name) of the nodes of a tree for a select, the depth as white space."""
    called = names_apart([n.id for n in nodes], as_of=as_of)
    return [(str(n.public_id), "\u2003" * n.depth + called.get(n.id, n.name)) for n in nodes]
