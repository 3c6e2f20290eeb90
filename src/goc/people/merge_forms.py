"""What is typed when two files are merged or parted: a side for each contradiction, and the reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.people import rules
from goc.people.merging import GONE, KEPT
from goc.web.forms import Form

REASON = 300


class FindForm(Form):
    code = forms.CharField(label=gettext_lazy("Mã của hồ sơ kia"), required=False, max_length=20)

    def clean_code(self) -> str:
        text = str(self.cleaned_data["code"])
        code = rules.read_code(text) if text else ""
        if code is None:
            raise forms.ValidationError(gettext("Mã sai (ký tự kiểm tra không khớp)."))
        return code


class MergeForm(Form):
    """A pair of buttons for each contradiction; `points`: its code, what it is about, and what each
    file says.
    """

    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ gộp"), max_length=REASON)

    def __init__(self, *args: Any, points: list[tuple[str, str, str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        for code, label, kept, gone in points:
            self.fields[code] = forms.ChoiceField(
                label=label,
                widget=forms.RadioSelect,
                choices=[
                    (KEPT, gettext("Hồ sơ giữ lại: %(says)s") % {"says": kept}),
                    (GONE, gettext("Hồ sơ gộp vào: %(says)s") % {"says": gone}),
                ],
            )
        self.order_fields([*(code for code, *_ in points), "reason"])

    def chosen(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "reason"}


class PartForm(Form):
    reason = forms.CharField(label=gettext_lazy("Lý do tách"), max_length=REASON)


class ApartForm(Form):
    reason = forms.CharField(label=gettext_lazy("Căn cứ cho biết là hai người"), max_length=REASON)


class ApartBackForm(Form):
    reason = forms.CharField(label=gettext_lazy("Lý do rút lại"), max_length=REASON)
