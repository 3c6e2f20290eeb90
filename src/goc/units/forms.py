"""What the pages of units are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.lib.errors import InputError
from goc.units.endings import Offer
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.units.queries import find_unit
from goc.web.forms import DayField, Form
from goc.web.words import told


class AsOfForm(Form):
    """The day of which a page shows the register; without one, and for what is none, today."""

    as_of = DayField(label=gettext_lazy("Vào ngày"), required=False)

    def __init__(self, data: Mapping[str, Any], *, today: date) -> None:
        super().__init__(data)
        self.is_valid()
        self.day: date = self.cleaned_data.get("as_of") or today
        self.past = self.day != today

    def shown(self) -> forms.BoundField:
        """The field with the day in the office's form, or as typed beside its fault."""
        if not self.errors:
            self.data = {"as_of": f"{self.day:%d/%m/%Y}"}
        return self["as_of"]


class SettleLeftForm(Form):
    """Which units take over what an ended one left; none: nobody."""

    chosen = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    other = forms.CharField(
        label=gettext_lazy("Đơn vị khác"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("DANH_MỤC:MÃ, ví dụ 2-tier:06040."),
    )
    value = forms.CharField(label=gettext_lazy("Giá trị"), required=False, max_length=20)
    nobody = forms.BooleanField(label=gettext_lazy("Không đơn vị nào"), required=False)

    def __init__(self, *args: Any, offer: Offer, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer = offer
        called = names_apart([u.pk for u in offer.units], as_of=offer.as_of)
        choices = [(str(u.public_id), called.get(u.pk, "")) for u in offer.units]
        self.fields["chosen"] = forms.MultipleChoiceField(
            label=offer.question,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=choices,
        )
        if offer.value is None:
            self.fields["value"].widget = forms.HiddenInput()
        self.fields["value"].initial = offer.value

    def clean_other(self) -> Unit | None:
        text = str(self.cleaned_data["other"])
        try:
            return find_unit(text, as_of=self.offer.as_of) if text else None
        except InputError as error:
            raise forms.ValidationError(told(error)) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        some = bool(given.get("chosen") or given.get("other"))
        if not self.errors and some == bool(given.get("nobody")):
            raise forms.ValidationError(
                gettext_lazy("Hãy chọn đơn vị tiếp nhận, hoặc «Không đơn vị nào».")
            )
        return given

    def units(self) -> list[Unit]:
        chosen, other = set(self.cleaned_data["chosen"]), self.cleaned_data["other"]
        units = [u for u in self.offer.units if str(u.public_id) in chosen]
        return [*units, *([other] if other and other not in units else [])]
