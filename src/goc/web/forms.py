"""What forms of all rooms share: dates as offices type them, and refusals shown beside what was
typed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, gettext_lazy

from goc.lib.days import read_day
from goc.lib.errors import AskedError, GocError, InputError, Question
from goc.web.words import told

Made = TypeVar("Made")
REASON = "reason_"


class DayField(forms.DateField):
    """dd/mm/yyyy, typed; the ISO form is taken too. A year of two digits is handed back with both
    readings.
    """

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "error_messages",
            {"invalid": gettext_lazy("Nhập ngày dạng dd/mm/yyyy, ví dụ 05/03/2013.")},
        )
        super().__init__(**options)

    def to_python(self, value: Any) -> date | None:
        if not isinstance(value, str) or not value.strip():
            return super().to_python(value)
        try:
            day = read_day(value)
        except InputError as error:
            raise forms.ValidationError(told(error)) from None
        if day is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day

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


@dataclass(frozen=True)
class Asked:
    """A question as drawn: the name of its box, the sentence, the reason typed so far, and what it
    speaks of as (label, address).
    """

    name: str
    sentence: str
    reason: str
    about: list[tuple[str, str]]


class Form(forms.Form):
    """A form of this site. When its action asks about something odd, each question stands above the
    fields with a box for the reason; `reasons()` are what was typed there, by the question's code.
    """

    questions: tuple[Question, ...] = ()

    def ask(self, questions: tuple[Question, ...]) -> None:
        self.questions = questions
        self.add_error(None, gettext("Có điều khác thường; hãy xem các câu hỏi bên dưới."))

    def reasons(self) -> dict[str, str]:
        typed = {
            name: str(self.data.get(name, "")) for name in self.data if name.startswith(REASON)
        }
        return {name.removeprefix(REASON): text.strip()[:200] for name, text in typed.items()}

    def asked(self) -> list[Asked]:
        given = self.reasons()
        return [
            Asked(REASON + q.code, told(q), given.get(q.code, ""), [_linked(*r) for r in q.about])
            for q in self.questions
        ]


def _linked(kind: str, public_id: UUID, label: str) -> tuple[str, str]:
    """What a record is called, and its page; "" where it has none."""
    try:
        return label, reverse(kind.rpartition(".")[2], args=[public_id])
    except NoReverseMatch:
        return label, ""


def attempt(form: forms.Form, act: Callable[[], Made]) -> Made | None:
    """What the action returns, or None with its refusal as an error of the form, or with its
    questions above the fields.

    if form.is_valid() and attempt(form, lambda: open_course(**form.cleaned_data, by=request.user)):
        return redirect("courses")
    """
    try:
        return act()
    except AskedError as error:
        assert isinstance(form, Form)
        form.ask(error.questions)
        return None
    except GocError as error:
        form.add_error(None, told(error))
        return None
