"""The columns of a person's file, declared once on `models.Person`; birth, a day or only a year, is
two columns and stands beside them.

From these come what is written and corrected, the form, the head of the page, the list, what is
merged, the roster and its workbook both ways, the frozen table, what can be counted, what is masked
and which files are to be completed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import override

from goc.dated.reference import labels
from goc.lists.kinds import typed
from goc.lists.shapes import Cell, cells_of
from goc.people import rules
from goc.people.models import Person

OWN: tuple[Cell, ...] = cells_of(Person)
BY_NAME = {cell.name: cell for cell in OWN}
NAMES = frozenset(BY_NAME)
BIRTH = ("birth_date", "birth_year")


def _those(told: str) -> tuple[Cell, ...]:
    """The columns of which the model tells this (`dated.fields.Told`)."""
    return tuple(cell for cell in OWN if getattr(Person._meta.get_field(cell.name), told))


FROZEN, LISTED, EXPECTED = _those("frozen"), _those("listed"), _those("expected")
SENSITIVE_FIELDS = frozenset(cell.name for cell in _those("sensitive"))
SENSITIVE_COLUMNS = SENSITIVE_FIELDS | rules.SENSITIVE_KINDS | rules.PARTY_COLUMNS
"""What tells a person's ethnicity, belief, party membership, political theory, health or citizen
number: columns of a person, kinds of facts, columns of a list. Said here and nowhere else; bodies
in `rules`.
"""


def is_known(value: Any) -> bool:
    """No is an answer."""
    return value not in (None, "")


def said(cell: Cell, person: Person, day: date) -> str:
    """The value in words of the day, "" where it is not known."""
    value = cell.value(person)
    if not is_known(value):
        return ""
    if cell.choices:
        return str(dict(cell.choices)[value])
    if cell.catalogue:
        return labels(cell.catalogue, as_of=day).get(str(value), str(value))
    if cell.kind_name == "flag":
        return "Có" if value else "Không"
    return typed(value)


def title_of(cell: Cell) -> str:
    """The label as it is written on the model: papers and workbooks are Vietnamese in either
    language of the pages.
    """
    with override("vi"):
        return str(cell.label)
