"""What forms of all rooms share: dates as offices type them, and refusals shown beside what was
typed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django import forms
from django.utils.translation import gettext_lazy

from goc.lib.errors import GocError
from goc.web.words import told

Made = TypeVar("Made")
DAY_FORMATS = ["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y"]


class DayField(forms.DateField):
    """dd/mm/yyyy, typed; the ISO form is taken too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("input_formats", DAY_FORMATS)
        options.setdefault(
            "error_messages",
            {"invalid": gettext_lazy("Nhập ngày dạng dd/mm/yyyy, ví dụ 05/03/2013.")},
        )
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        own = {
            "placeholder": "dd/mm/yyyy",
            "inputmode": "numeric",
            "autocomplete": "off",
            "class": "day",
        }
        return super().widget_attrs(widget) | own


def attempt(form: forms.Form, act: Callable[[], Made]) -> Made | None:
    """What the action returns, or None with its refusal as an error of the form.

    if form.is_valid() and attempt(form, lambda: open_course(**form.cleaned_data, by=request.user)):
        return redirect("courses")
    """
    try:
        return act()
    except GocError as error:
        form.add_error(None, told(error))
        return None
