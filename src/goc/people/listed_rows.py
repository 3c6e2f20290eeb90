"""Whom the rows of an old list mean: births in all writings, units with the offices' abbreviations,
as the cells of who (`recognising`) are typed.
"""

from __future__ import annotations

from datetime import date

from goc.intake.days import Asked, read_day
from goc.intake.outcome import as_text
from goc.lists.pasting import Typed
from goc.lists.sheet_lines import SheetLine, SheetReader
from goc.people.recognising import BIRTH, UNIT, WHO
from goc.units.written import expanded

BORN = next(cell for cell in WHO if cell.name == BIRTH)


def typed_of(line: SheetLine, reader: SheetReader) -> Typed:
    """A unit that is not written is that of the rows above."""
    typed = {cell.name: line.text(cell.name) for cell in WHO}
    units = line.record.under if not typed[UNIT] else typed[UNIT].split(",")
    typed[UNIT] = ", ".join(expanded(part.strip()) for part in units)
    typed[BIRTH] = _birth(line, reader) if typed[BIRTH] else ""
    return typed


def _birth(line: SheetLine, reader: SheetReader) -> str:
    """As it is typed; what is doubtful is asked."""
    asked = Asked(date.max, only_year=True, days_from_1904=reader.found.days_from_1904)
    read = read_day(line.record.value(BIRTH), asked)
    if read.is_right:
        return as_text(read.value)
    return as_text(reader.doubt(line, BORN, read))
