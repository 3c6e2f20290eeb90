"""The form of a grid: the pasted table, the boxes that fill what rows leave empty, and what was
mended on the page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.lib.canonical import canonical, digest
from goc.lists.forms import CellField, widget_of
from goc.lists.grids import Grid, Line, Outcome, Values, read_lines
from goc.lists.pasting import Typed, read_pasted, written
from goc.lists.shapes import Cell
from goc.units.asking import Asking
from goc.viet.names import clean
from goc.web import changes
from goc.web.forms import Form

SHEET, COMMON, READ = "sheet", "common_", "read"
MENDED, CHOSEN = re.compile(r"cell-(\d{1,5})-(\w{1,40})"), re.compile(r"who-(\d{1,5})")


class GridForm(Form):
    """`outcome`: what the table says, read anew at every sending."""

    sheet = forms.CharField(
        label=gettext_lazy("Bảng dán từ Excel"), strip=False, widget=forms.Textarea
    )
    reason = forms.CharField(
        label=gettext_lazy("Lý do chung cho các dòng được hỏi"), required=False, max_length=200
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        grid: Grid,
        asking: Asking,
        records: changes.Records | None = None,
    ) -> None:
        common = {COMMON + name: first for name, first in grid.common.items()}
        first = {SHEET: written(grid.offered(), grid.columns)}
        super().__init__(data, initial=common | first, records=records)
        self.grid, self.asking = grid, asking
        self.unused: list[str] = []
        for cell in grid.cells:
            if cell.name in grid.common:
                box = replace(cell, required=False, help="")
                self.fields[COMMON + cell.name] = CellField(box, asking)

    @property
    def read_state(self) -> str:
        """Every page of a grid is drawn from the records as they are: nothing was typed over."""
        assert self.records is not None
        return changes.State(self.records.version(), {}).written()

    def common_boxes(self) -> list[forms.BoundField]:
        return [
            self[COMMON + cell.name] for cell in self.grid.cells if cell.name in self.grid.common
        ]

    def common(self) -> Values:
        return {name: self.cleaned_data[COMMON + name] for name in self.grid.common}

    def read(self) -> Outcome:
        """Of a valid form. Raises InputError for what is no table."""
        pasted = read_pasted(self.cleaned_data[SHEET], self.grid.columns)
        self.unused = pasted.unused
        rows = self._mended(pasted.rows)
        outcome = read_lines(self.grid, rows, self.common(), self._chosen(), self.asking)
        self._put({SHEET: written((line.typed for line in outcome.lines), self.grid.columns)})
        return outcome

    @property
    def read_sheet(self) -> str:
        """What the page was drawn from: what is mended on it belongs to this table."""
        return _digest(str(self["sheet"].value()))

    def _is_as_drawn(self) -> bool:
        return str(self.data.get(READ, "")) == _digest(self.cleaned_data[SHEET])

    def _mended(self, rows: list[Typed]) -> list[Typed]:
        """What was typed into a faulty cell on the page stands in for what was pasted."""
        made = [dict(row) for row in rows]
        if not self._is_as_drawn():
            return made
        for name, value in self.data.items():
            found = MENDED.fullmatch(name)
            if found is None or self.grid.cell(found[2]) is None:
                continue
            number = int(found[1])
            if 1 <= number <= len(made):
                made[number - 1][found[2]] = clean(str(value))
        return made

    def _chosen(self) -> dict[int, str]:
        if not self._is_as_drawn():
            return {}
        found = ((CHOSEN.fullmatch(name), value) for name, value in self.data.items())
        return {int(match[1]): str(value) for match, value in found if match and value}


def _digest(sheet: str) -> str:
    return digest(canonical(sheet.replace("\r\n", "\n").strip("\n")))[:16]


def mending_widget(cell: Cell, typed: str, asking: Asking) -> forms.Widget:
    """The usual box of the cell. In a select what was typed stands first, to be seen."""
    widget = widget_of(cell, asking)
    if not isinstance(widget, forms.Select):
        widget.attrs["class"] = "form-control"
        return widget
    names = [(str(label), str(label)) for _, label in list(widget.choices)[1:]]
    return forms.Select(choices=[(typed, typed or "–"), *names], attrs={"class": "form-select"})


def box_of(line: Line, name: str) -> str:
    """The name of the box in which a cell is mended."""
    return f"cell-{line.number}-{name}"
