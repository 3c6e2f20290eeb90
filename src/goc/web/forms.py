"""What forms of all rooms share: dates as offices type them, and refusals shown beside what was
typed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, TypeVar
from uuid import UUID

from django import forms
from django.db import transaction
from django.urls import NoReverseMatch, reverse
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext, gettext_lazy

from goc.lib.days import read_day
from goc.lib.errors import AskedError, GocError, InputError, Question
from goc.viet.cleaning import tidy
from goc.web import changes
from goc.web.words import told

Made = TypeVar("Made")
REASON = "reason_"
CARRIED = frozenset({changes.STATE, "csrfmiddlewaretoken"})


def choose(field: forms.Field, choices: Sequence[tuple[str, Any]], *, where_none: Any = "") -> None:
    """What a choice is from, where only the request or the catalogue of the day tells.
    `where_none`: said under it where there is nothing to choose, and where that is made.
    """
    assert isinstance(field, forms.ChoiceField)
    field.choices = list(choices)
    if where_none and not any(code for code, _ in choices):
        field.help_text = where_none


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


def tidied(data: Mapping[str, Any] | None, raw: frozenset[str]) -> MultiValueDict[str, Any] | None:
    """What was sent, in the letters of this site, but for the `raw` boxes and what pages carry."""
    if data is None:
        return None
    made = _lists(data)
    for name in set(made) - raw - CARRIED:
        values = made.getlist(name)
        made.setlist(name, [tidy(v) if isinstance(v, str) else v for v in values])
    return made


def _lists(data: Mapping[str, Any]) -> MultiValueDict[str, Any]:
    if isinstance(data, MultiValueDict):
        return MultiValueDict(dict(data.lists()))
    lists = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    return MultiValueDict(lists)


class ChangedError(Exception):
    """The records are no longer those that the page was drawn from."""


class Form(forms.Form):
    """A form of this site. What is typed comes in with the letters of this site (`viet.cleaning`).

    When its action asks about something odd, each question stands above the fields with a box for
    the reason; `reasons()` are what was typed there, by the question's code.

    With `records` the page carries what it was drawn from. If they changed meanwhile nothing is
    written: `conflict` says who did what and shows the texts side by side, and sending once more
    writes knowingly. What was not sent at all stays as it is.
    """

    questions: tuple[Question, ...] = ()
    conflict: changes.Conflict | None = None
    raw: ClassVar[frozenset[str]] = frozenset()
    """Boxes taken letter by letter: passwords, documents that are read by offsets."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *args: Any,
        records: changes.Records | None = None,
        **options: Any,
    ) -> None:
        super().__init__(tidied(data, self.raw), *args, **options)
        self.records = records

    # --- questions

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

    # --- versions

    def full_clean(self) -> None:
        if self.is_bound and self.records is not None and self.records.replaces:
            self._put(self._not_sent())
        super().full_clean()

    def _not_sent(self) -> dict[str, changes.Typed]:
        now = changes.held(self)
        absent = {
            name
            for name, box in self.fields.items()
            if box.widget.value_omitted_from_data(self.data, self.files, self.add_prefix(name))
        }
        return {name: now[name] for name in absent}

    def _put(self, values: Mapping[str, changes.Typed]) -> None:
        """Into the boxes, as if it had been typed."""
        data = _lists(self.data)
        for name, value in values.items():
            data.setlist(self.add_prefix(name), value if isinstance(value, list) else [value])
        self.data = data

    @property
    def read_state(self) -> str:
        """What the page carries: after a refusal what it was drawn from at first."""
        assert self.records is not None
        sent = str(self.data.get(changes.STATE, "")) if self.is_bound else ""
        if self.conflict is None and changes.read_state(sent):
            return sent
        return changes.State(self.records.version(), changes.held(self)).written()

    def check_version(self) -> None:
        """Inside the transaction that writes. Raises ChangedError."""
        if self.records is None:
            return
        state = changes.read_state(str(self.data.get(changes.STATE, "")))
        missing = state is None and self.records.replaces
        if missing or (state is not None and not self.records.is_current(state.version)):
            raise ChangedError

    def tell_changed(self) -> None:
        assert self.records is not None
        state = changes.read_state(str(self.data.get(changes.STATE, "")))
        self.conflict = changes.conflict_of(self, self.records, state)
        if self.records.replaces:
            self._put(changes.untouched(self, state))
        self.add_error(
            None, gettext("Hồ sơ đã thay đổi từ khi bạn mở trang này. Chưa ghi gì của bạn.")
        )

    def changes_nothing(self, *aside: str) -> bool:
        """Whether what was sent is what the record holds; `aside`: boxes that are no part of it."""
        now, mine = changes.held(self), changes.typed(self)
        return all(mine[name] == now[name] for name in self.fields if name not in aside)


def _linked(kind: str, public_id: UUID, label: str) -> tuple[str, str]:
    """What a record is called, and its page; "" where it has none."""
    try:
        return label, reverse(kind.rpartition(".")[2], args=[public_id])
    except NoReverseMatch:
        return label, ""


def _current(form: Form, act: Callable[[], Made]) -> Made:
    """What changes records is done while nobody else can change them."""
    if form.records is None:
        return act()
    with transaction.atomic():
        form.check_version()
        return act()


def attempt(form: Form, act: Callable[[], Made]) -> Made | None:
    """What the action returns; or None, with its refusal as an error of the form, with its questions
    above the fields, or with what somebody else changed meanwhile.

    if form.is_valid() and attempt(form, lambda: open_course(**form.cleaned_data, by=request.user)):
        return redirect("courses")
    """
    try:
        return _current(form, act)
    except ChangedError:
        form.tell_changed()
        return None
    except AskedError as error:
        form.ask(error.questions)
        return None
    except GocError as error:
        form.add_error(None, told(error))
        return None
