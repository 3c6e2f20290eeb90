"""Of which unit, from which snapshot and as of which day the pages are asked."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.web.forms import DayField, Form, choose


class QuestionForm(Form):
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    snapshot = forms.ChoiceField(label=gettext_lazy("Bản chốt"), required=False)
    as_of = DayField(label=gettext_lazy("Tính đến ngày"), required=False)

    def __init__(
        self, *args: Any, units: list[tuple[str, str]], snapshots: list[tuple[str, str]], **kw: Any
    ) -> None:
        super().__init__(*args, **kw)
        choose(self.fields["unit"], units)
        choose(self.fields["snapshot"], snapshots)
