"""The lines of a list parted: those of units whose new persons can be drafted by themselves, and
those that the actions write one after another; the first are written in one go.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Max

from goc.audit.models import Event
from goc.dated.staging import PORTION, InventedKeys, Keys, Staged
from goc.lib.progress import Report, silent
from goc.people.entering.acts import DraftedActs
from goc.people.entering.entangled import Entanglement
from goc.people.entering.seats import EntangledError
from goc.people.lines import Line

Write = Callable[[Line, Any], None]
"""Writes one line by the acts given; what is refused or asked becomes a fault of the line."""


class Entry:
    """`lines`: without a fault, in the order in which they are written. `for_good`: or only tried.
    Use it in a `with`: what is drafted lies in a file.
    """

    def __init__(self, lines: Sequence[Line], *, by: object, for_good: bool) -> None:
        self.lines, self.for_good = lines, for_good
        self.newest_event = _newest_event()
        new = [line for line in lines if line.person is None]
        self.entanglement = Entanglement(new, (line for line in lines if line.person is not None))
        self.alone = self.entanglement.units()
        """Units whose new persons are left to the actions."""
        self.by_themselves = {_unit(line) for line in new} - self.alone
        keys = Keys(at_a_time=min(PORTION, len(new))) if for_good else InventedKeys()
        self.acts = DraftedActs(self.by_themselves, keys)
        self.staged = Staged(by=by)

    def __enter__(self) -> Entry:
        return self

    def __exit__(self, *_: object) -> None:
        self.staged.close()

    @property
    def left(self) -> list[Line]:
        """The lines that the actions are to write."""
        return [line for line in self.lines if not self._is_drafted(line)]

    def _is_drafted(self, line: Line) -> bool:
        return line.person is None and _unit(line) not in self.alone

    def draft(self, write: Write, report: Report = silent) -> None:
        """Holds no lock, but for moments in which keys are taken."""
        for number, line in enumerate(self.lines):
            report(100 * number // len(self.lines), "kiểm tra từng dòng")
            if self._is_drafted(line):
                self._draft(line, write)
        for line in self.left:
            line.faults.clear()

    def _draft(self, line: Line, write: Write) -> None:
        self.acts.begin()
        try:
            write(line, self.acts)
        except EntangledError:
            self.alone.add(_unit(line))
            return
        if not line.faults:
            drafted = self.acts.done()
            if self.for_good:
                self.staged.lay_aside(drafted, _unit(line))

    def write(self, report: Report = silent) -> None:
        """What was drafted, inside the caller's transaction, but for units about which something
        was written since.
        """
        self.alone |= self._changed()
        self.staged.write(but=self.alone, report=report)

    def _changed(self) -> set[int]:
        """On SQLite whoever writes leaves an event, in the order of their keys."""
        if connection.vendor == "sqlite" and self.newest_event == _newest_event():
            return set()
        now = DraftedActs(self.by_themselves, self.acts.keys)
        before = self.acts.picture
        changed = {unit for unit in self.by_themselves if before(unit) != now.picture(unit)}
        return changed | self.entanglement.units_with_register()


def _newest_event() -> int:
    newest: int | None = Event.objects.aggregate(newest=Max("pk"))["newest"]
    return newest or 0


def _unit(line: Line) -> int:
    unit: int = line.values["unit"].pk
    return unit
