"""Units typed by name, and forms of one dated act: names are those of the day of the act."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import InputError
from goc.units.access import Scope
from goc.units.by_name import UnitNames
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.units.roles import RECORD
from goc.web.forms import DayField, Form
from goc.web.words import told

SUGGESTED = 400
"""Up to so many names are sent along as suggestions."""


class ScopedField(forms.CharField):
    """What is typed means a record of the scope the form was given, as of its day."""

    scope: Scope
    today: date


class UnitField(forms.CharField):
    """A unit by name or code, within the scope the form was given, on which the asker may do `act`."""

    names: UnitNames | None = None

    def __init__(self, *, max_length: int = 200, act: str = RECORD, **options: Any) -> None:
        options.setdefault(
            "help_text", gettext_lazy("Tên (kèm huyện nếu trùng tên) hoặc DANH_MỤC:MÃ.")
        )
        super().__init__(max_length=max_length, **options)
        self.act = act
        self.widget.attrs |= {"list": "unit-names", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        return self.find(text) if text else None

    def find(self, text: str) -> Unit:
        """Raises ValidationError where nobody is meant, several are, or the asker may not write."""
        assert self.names is not None
        try:
            unit = self.names.find(text)
        except InputError as error:
            raise forms.ValidationError(told(error)) from None
        if not self.names.scope.may(self.act, unit.pk):
            raise forms.ValidationError(gettext("Bạn không được nhập cho đơn vị này."))
        return unit


class UnitsField(UnitField):
    """Several units, one a line."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", gettext_lazy("Mỗi dòng một đơn vị: tên hoặc DANH_MỤC:MÃ."))
        super().__init__(max_length=4000, **options)

    def clean(self, value: Any) -> Any:
        text = forms.CharField.clean(self, value)
        return [self.find(line) for line in lines_of(text)]


def lines_of(text: str) -> list[str]:
    """The lines of a box that say something, each once."""
    said = (line.strip() for line in text.splitlines())
    return list(dict.fromkeys(line for line in said if line))


class ActForm(Form):
    """A form of one act. `arguments()` are the keyword arguments of its action, `confirmed` the
    reasons typed for what it asked about. Names of units are those of the day typed in `on`.
    """

    def __init__(self, *args: Any, scope: Scope, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope, self.today = scope, today
        self.names: UnitNames | None = None
        for field in self.fields.values():
            if isinstance(field, ScopedField):
                field.scope, field.today = scope, today
            if isinstance(field, UnitField):
                self.names = field.names = self.names or UnitNames(scope, self.day_of_fact())

    def day_of_fact(self) -> date:
        """The day typed, or the one shown at first; today where there is none yet."""
        field = self.fields.get("on")
        try:
            day = field.clean(self["on"].value()) if field else None
        except forms.ValidationError:
            day = None
        return day or self.today

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "confirmed": self.reasons()}

    def replaces_nothing(self) -> bool:
        """Of a correction: what was sent is what is known."""
        return bool(self.records and self.records.replaces) and self.changes_nothing("text")

    def unit_names(self) -> Iterable[str]:
        """Suggestions while typing, where the scope is small enough to send them."""
        nodes = [
            n
            for n in (self.names.nodes.values() if self.names else ())
            if self.scope.contains(n.id)
        ]
        if self.names is None or len(nodes) > SUGGESTED:
            return []
        return names_apart([n.id for n in nodes], as_of=self.names.as_of).values()


class PlainActForm(ActForm):
    """Of an act that asks nothing."""

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class OnDayForm(PlainActForm):
    """What every act on a unit says: from which day, on what paper."""

    on = DayField(label=gettext_lazy("Từ ngày"))
    text = forms.CharField(label=gettext_lazy("Quyết định, căn cứ"), required=False, max_length=200)
