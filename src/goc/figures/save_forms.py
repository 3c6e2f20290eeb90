"""Under which name a question is kept, and an indicator made of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy

from goc.web.forms import Form


class SaveForm(Form):
    name = forms.CharField(label=gettext_lazy("Tên của nút"), max_length=80)
    shared = forms.BooleanField(
        label=gettext_lazy("Để mọi người trong đơn vị tôi cùng dùng"), required=False
    )

    def __init__(self, *args: Any, may_share: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not may_share:
            del self.fields["shared"]


class IndicatorForm(Form):
    label = forms.CharField(
        label=gettext_lazy("Tên chỉ tiêu"),
        max_length=150,
        help_text=gettext_lazy("Như in trong biểu và báo cáo, không ghi đơn vị và ngày."),
        validators=[RegexValidator(r"\w", gettext_lazy("Tên cần có chữ."))],
    )
