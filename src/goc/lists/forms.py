"""A form made from the cells of a shape; what is typed is read by the same readers as a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.audit.models import Event
from goc.dated.reference import labels
from goc.dated.versions import Watched
from goc.lib.errors import GocError
from goc.lists.kinds import typed
from goc.lists.shapes import Cell, RowShape
from goc.units.asking import Asking
from goc.web.forms import Form
from goc.web.words import told

NOT_KNOWN, TO_CHOOSE = ("", gettext_lazy("Chưa có thông tin")), ("", gettext_lazy("Hãy chọn"))


class CellField(forms.Field):
    """One cell, read by its kind."""

    def __init__(self, cell: Cell, asking: Asking) -> None:
        self.cell, self.asking = cell, asking
        super().__init__(
            label=cell.label,
            required=cell.required,
            help_text=cell.help,
            widget=widget_of(cell, asking),
        )

    def prepare_value(self, value: Any) -> Any:
        """As it is typed again."""
        if isinstance(value, bool):
            return "có" if value else "không"
        if value is None or isinstance(value, str):
            return value
        return self.cell.kind.show(value, self.cell.catalogue, self.asking)

    def clean(self, value: Any) -> Any:
        super().clean(value)
        if value in (None, ""):
            return None
        try:
            return self.cell.read(value, self.asking)
        except GocError as error:
            raise forms.ValidationError(told(error)) from None


def widget_of(cell: Cell, asking: Asking) -> forms.Widget:
    first = TO_CHOOSE if cell.required else NOT_KNOWN
    if cell.kind_name == "code":
        names = labels(cell.catalogue, as_of=asking.day)
        return forms.Select(choices=[first, *names.items()])
    if cell.choices:
        return forms.Select(choices=[first, *cell.choices])
    if cell.kind_name == "flag":
        yes_no = [("có", gettext_lazy("Có")), ("không", gettext_lazy("Không"))]
        return forms.Select(choices=[first, *yes_no])
    if cell.kind_name == "day":
        return forms.TextInput(
            attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric", "class": "day"}
        )
    if cell.kind_name == "unit":
        return forms.TextInput(attrs={"list": "unit-names", "autocomplete": "off"})
    return forms.TextInput(attrs={"inputmode": "decimal"} if cell.kind.is_number else {})


def known(cells: Iterable[Cell], values: Mapping[str, Any]) -> dict[str, Any]:
    """Of a row, as its action takes it: text that is not known is "", everything else null."""
    return {
        cell.name: "" if values[cell.name] is None and cell.is_text else values[cell.name]
        for cell in cells
    }


class RowForm(Form):
    """The given cells of a shape; with `row`, filled with what stands there, and asks why."""

    def __init__(self, data: Any, shape: RowShape, asking: Asking, row: Any = None) -> None:
        initial = {cell.name: _typed(cell, row, asking) for cell in shape.given} if row else {}
        super().__init__(data, initial=initial, records=_watched(row) if row else None)
        self.shape = shape
        self.fields |= {cell.name: CellField(cell, asking) for cell in shape.given}
        if row is not None:
            self.fields["reason"] = forms.CharField(
                label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200
            )

    def arguments(self) -> dict[str, Any]:
        """Cells left empty are not known."""
        return {**self.cleaned_data, **known(self.shape.given, self.cleaned_data)}


def _watched(row: Any) -> Watched:
    def told(_event: Event) -> str:
        return gettext("sửa dòng này")

    return Watched(
        row, [row], lambda: type(row)._default_manager.filter(pk=row.pk), told=told, replaces=True
    )


def _typed(cell: Cell, row: Any, asking: Asking) -> str:
    """A stored value as its owner would type it again."""
    value = cell.value(row)
    if value in (None, ""):
        return ""
    if cell.kind_name == "code":
        return str(value)
    if cell.kind_name == "flag":
        return "có" if value else "không"
    if isinstance(value, date):
        return typed(value)
    return cell.text(row, asking)
