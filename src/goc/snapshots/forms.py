"""What is asked of a new snapshot."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.web.forms import DayField, Form, choose


class SnapshotForm(Form):
    unit = forms.ChoiceField(label=gettext_lazy("Phạm vi"), required=False)
    cut_off = DayField(label=gettext_lazy("Thời điểm chốt"))

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.today = today
        choose(self.fields["unit"], units)

    def clean_cut_off(self) -> date:
        day: date = self.cleaned_data["cut_off"]
        if day > self.today:
            raise forms.ValidationError(
                gettext("Thời điểm chốt còn ở phía trước; chỉ chốt được đến hôm nay.")
            )
        return day
