"""Lists without a file, a register with all the corners they can meet, and what both leave."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import factories
from goc.audit.models import Event
from goc.audit.origin import one_act
from goc.dated.actions import values_of
from goc.dated.models import Record
from goc.intake.head import Column, Head
from goc.intake.notes import Result
from goc.intake.reading import Understood
from goc.intake.rows import Cell
from goc.intake.rows import Record as Row
from goc.people import actions, importing
from goc.people.actions import decide_establishment
from goc.people.entering.entangled import Entanglement
from goc.people.models import Apart, Fact, Holding, Keeper, Membership, Person, Seat
from goc.people.sheets import COLUMNS
from goc.units.actions import Close, Found, reorganise
from goc.units.models import Trait, Unit, UnitVersion
from people.made import TODAY

KEYS = [*(column.key for column in COLUMNS), "confirmed"]
TABLES: list[type[Record]] = [Person, Keeper, Fact, Membership, Seat, Holding, Apart]
ENDED, BIRTH = date(2015, 7, 1), date(1970, 2, 3)
UNITS = ["Xã Một Một", "Xã Một Hai", "Xã Một Ba", "Xã Một Tư", "Huyện Một", "Tỉnh A"]
KNOWN_NUMBER = "020070009999"


@dataclass
class Corners:
    """`cast`, and somebody known in the first commune."""

    cast: factories.Cast
    known: Person


def corners() -> Corners:
    """Of five communes the second has a commander since 2008 only, the third ends in 2015 with a
    sure heir, the fourth is on the border and was given three deputies, and in the first are people
    known already.
    """
    cast = factories.cast()
    by, (first, second) = cast.operator, cast.communes
    third = factories.unit("Xã Một Ba", "commune", cast.district, code="06010")
    fourth = factories.unit("Xã Một Tư", "commune", cast.district, code="06013")
    Trait.objects.create(
        unit=fourth, kind="border", value=1, source="x", valid_from=date(2003, 1, 1)
    )
    post = {"post": "deputy_commander", "number": 3, "paper": "QĐ 1"}
    decide_establishment(unit=fourth, whole=False, valid_from=date(2011, 1, 1), by=by, **post)
    changes = [
        Close(third, into=(("heir", "full"),)),
        Found("heir", "Xã Năm", "commune", cast.district),
    ]
    reorganise(on=ENDED, kind="merge", by="t", changes=changes)
    known = add(first, "Nông Văn Đức", by, birth_date=BIRTH, citizen_number=KNOWN_NUMBER)
    sitting = add(second, "Lý Văn Hoa", by, birth_year=1972)
    place = {"unit": second, "post": "commander", "by": by}
    actions.post_person(person=sitting, on=date(2008, 5, 1), **place)
    return Corners(cast, known)


def add(keeper: Unit, name: str, by: object, **told: Any) -> Person:
    return actions.add_person(full_name=name, keeper=keeper, on=date(2003, 1, 1), by=by, **told)


def understood(rows: Iterable[Mapping[str, Any]]) -> Understood:
    columns = [Column(at, key, key) for at, key in enumerate(KEYS)]
    records = [
        Row(number, {c.head: Cell(row.get(c.head, ""), c) for c in columns})
        for number, row in enumerate(rows, 2)
    ]
    return Understood("", "", Head(0, 0, columns), records, [], [], [])


def taken(corners: Corners, rows: Iterable[Mapping[str, Any]], as_of: date, **how: Any) -> Result:
    by = corners.cast.alice
    with one_act():
        return importing.import_people(understood(rows), by=by, as_of=as_of, today=TODAY, **how)


def one_by_one(monkeypatch: Any) -> None:
    """From now on every row is written by the actions."""
    monkeypatch.setattr(Entanglement, "units", lambda one: {new.unit for new in one.newcomers})


# --- what stands in the register, without what is drawn anew each time


class Called:
    """Public ids by what they stand for: a person by the note, else by the code."""

    def __init__(self) -> None:
        self.names = {unit.public_id: f"unit {unit.pk}" for unit in Unit.objects.all()}
        self.codes: dict[str, str] = {}
        for person in Person.objects.all():
            name = self.names[person.public_id] = person.note or person.code
            self.codes[person.code] = name
        for model in TABLES[1:]:
            for row in model._default_manager.all():
                told = {k: v for k, v in self.told(values_of(row)).items() if k != "valid_to"}
                self.names[row.public_id] = f"{row.record_kind()} {sorted(told.items(), key=str)}"

    def told(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return {name: self._called(value) for name, value in values.items()}

    def _called(self, value: Any) -> Any:
        if isinstance(value, date):
            return value.isoformat()
        if isinstance(value, str) and value in self.codes:
            return self.codes[value]
        try:
            return self.names.get(UUID(str(value)), value)
        except ValueError:
            return value


def left_behind() -> tuple[Any, Any]:
    """All rows, and the events of each record in their order."""
    called = Called()
    rows = {
        model.record_kind(): sorted(
            (called.told(values_of(row)) for row in model._default_manager.all()), key=str
        )
        for model in TABLES
    }
    acts = {act: number for number, act in enumerate(_acts())}
    events: dict[str, list[Any]] = {}
    for event in Event.objects.order_by("id"):
        told = (event.by, event.action, event.kind, event.text, event.who, acts[event.act])
        values = (called.told(event.before), called.told(event.after), called._called(event.unit))
        events.setdefault(str(called._called(event.subject)), []).append((*told, *values))
    return rows, events


def _acts() -> list[Any]:
    return list(dict.fromkeys(Event.objects.order_by("id").values_list("act", flat=True)))


def unit_called(name: str) -> Unit:
    return UnitVersion.objects.get(name=name).unit
