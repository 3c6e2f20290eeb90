"""What forms about persons are made of: choices of a catalogue, a birth, a person, a document of
the register.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.dated.reference import labels
from goc.lib.days import read_year
from goc.lib.errors import InputError
from goc.people.life import KINDS
from goc.people.queries import search_people
from goc.registry.fields import HELP, find_document, said
from goc.registry.models import Document
from goc.units.asking import Asking
from goc.units.choosing import ScopedField
from goc.web.forms import DayField
from goc.web.words import told

UNKNOWN = ("", gettext_lazy("Chưa có thông tin"))
Choices = list[tuple[str, Any]]
TOLD = 3
"""So many of those who may be meant are told."""


def codes(catalogue: str, first: tuple[str, Any] = UNKNOWN) -> Choices:
    """Every code of a catalogue with its latest name, in its order."""
    return [first, *labels(catalogue, as_of=date.max).items()]


class BirthField(forms.CharField):
    """A day or only a year, as the two columns of a person."""

    def clean(self, value: Any) -> dict[str, Any]:
        text = super().clean(value)
        if not text:
            return {"birth_date": None, "birth_year": None}
        if year := read_year(text):
            return {"birth_date": None, "birth_year": year}
        day = DayField(
            error_messages={
                "invalid": gettext_lazy("Nhập ngày dạng dd/mm/yyyy, hoặc chỉ năm, ví dụ 1970.")
            },
        ).clean(text)
        return {"birth_date": day, "birth_year": day.year}


class PersonField(ScopedField):
    """Somebody of the scope by code or full name; of several, who they are is told."""

    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Mã cán bộ hoặc họ và tên"), max_length=120)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        rows = search_people(text, scope=self.scope, as_of=self.today, today=self.today)
        found = list(rows[: TOLD + 1])
        if not found:
            raise forms.ValidationError(
                gettext("Không có cán bộ nào như vậy trong phạm vi của bạn.")
            )
        if len(found) > 1:
            said = "; ".join(f"{one.full_name}, {one.code}" for one in found[:TOLD])
            raise forms.ValidationError(
                gettext("Có nhiều cán bộ như vậy; hãy nhập mã cán bộ (%(said)s).") % {"said": said}
            )
        return found[0]


class DocumentBox(ScopedField):
    """A document of the register by its number, among those the asker sees."""

    def __init__(self) -> None:
        label = gettext_lazy("Văn bản trong sổ")
        super().__init__(label=label, help_text=HELP, required=False, max_length=150)

    def prepare_value(self, value: Any) -> Any:
        return said(value) if isinstance(value, Document) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        try:
            return find_document(text, Asking(User(), self.scope, self.today, self.today))
        except InputError as error:
            raise forms.ValidationError(told(error)) from None


def facts_to_choose() -> Choices:
    """Every code of every kind of fact, by kind, as `kind:code`."""
    groups: Choices = [("", "—")]
    for kind, label in KINDS.items():
        values = [(f"{kind}:{code}", name) for code, name in codes(kind)[1:]]
        groups.append((str(label), values))
    return groups
