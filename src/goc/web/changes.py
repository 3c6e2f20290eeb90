"""What became of a record between opening its form and sending it: the three states of each box, who
changed what, and what goes into the form that is offered again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Protocol

from django import forms
from django.utils.translation import gettext

STATE = "read_state"
VERSION = re.compile(r"[0-9a-f]{32}\.\d{1,18}")
Typed = str | list[str]


class Event(Protocol):
    at: datetime
    by: str

    @property
    def changes(self) -> list[tuple[str, object, object]]: ...


class Records(Protocol):
    """What a form changes; `goc.dated.versions.Watched` is one."""

    replaces: bool

    def version(self) -> str: ...
    def is_current(self, version: str) -> bool: ...
    def changes_since(self, version: str) -> list[Any]: ...
    def told(self, event: Any) -> str: ...


class CodedField(forms.CharField):
    """A text with codes in it; `said` puts what people read in their place."""

    said: Callable[[str], str] = staticmethod(str)


@dataclass(frozen=True)
class State:
    """What a page was drawn from: the version of its records, and what stood in each box."""

    version: str
    shown: Mapping[str, Typed]

    def written(self) -> str:
        return json.dumps({"version": self.version, "shown": self.shown}, ensure_ascii=False)


def read_state(text: str) -> State | None:
    """None for anything that this site did not write."""
    try:
        given = json.loads(text)
        version, shown = given["version"], dict(given["shown"])
    except (ValueError, TypeError, KeyError):
        return None
    return State(version, shown) if VERSION.fullmatch(str(version)) else None


@dataclass(frozen=True)
class Done:
    """One thing that somebody did meanwhile; `boxes`: the boxes of this form that it touched."""

    at: datetime
    by: str
    what: str
    boxes: str


@dataclass(frozen=True)
class Box:
    """One box: what it held when the page was opened (None: not known), holds now, and what was
    typed. `taken`: nobody typed there, so the form goes on with what is held now.
    """

    label: str
    opened: str | None
    now: str
    typed: str
    taken: bool


@dataclass
class Conflict:
    done: list[Done] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)


def as_typed(form: forms.BaseForm, name: str, value: Any) -> Typed:
    """A value as the browser would send it."""
    given = form.fields[name].prepare_value(value)
    if isinstance(given, list | tuple | set):
        return sorted(str(one) for one in given)
    if given is None or given is False:
        return ""
    return "on" if given is True else str(given).replace("\r\n", "\n").strip()


def held(form: forms.BaseForm) -> dict[str, Typed]:
    """What the record holds now, as it stands in the boxes of a form not yet typed into."""
    return {
        name: as_typed(form, name, form.get_initial_for_field(box, name))
        for name, box in form.fields.items()
    }


def typed(form: forms.BaseForm) -> dict[str, Typed]:
    found = {}
    for name, box in form.fields.items():
        value = box.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        found[name] = as_typed(form, name, value)
    return found


def in_words(form: forms.BaseForm, name: str, value: Typed) -> str:
    """As people read it: the name of a choice, not its code."""
    box = form.fields[name]
    if isinstance(box, forms.BooleanField):
        return gettext("có") if value else gettext("không")
    if isinstance(box, forms.ChoiceField):
        names = dict(_flat(box.choices))
        values = value if isinstance(value, list) else [value]
        return "; ".join(str(names.get(one, one)) for one in values)
    words = value if isinstance(value, str) else "; ".join(value)
    return box.said(words) if isinstance(box, CodedField) else words


def _flat(choices: Any) -> list[tuple[str, Any]]:
    found: list[tuple[str, Any]] = []
    for code, label in choices:
        found += _flat(label) if isinstance(label, list | tuple) else [(str(code), label)]
    return found


def conflict_of(form: forms.BaseForm, records: Records, state: State | None) -> Conflict:
    since = records.changes_since(state.version) if state else []
    done = [Done(e.at, e.by, records.told(e), _touched(form, e)) for e in since]
    if not records.replaces:
        return Conflict([replace(one, boxes="") for one in done])
    return Conflict(done, _boxes(form, state))


def _touched(form: forms.BaseForm, event: Event) -> str:
    names = [name for name, _, _ in event.changes if name in form.fields]
    return ", ".join(str(form.fields[name].label) for name in names)


def _boxes(form: forms.BaseForm, state: State | None) -> list[Box]:
    now, mine = held(form), typed(form)
    boxes = []
    for name in form.fields:
        opened = state.shown.get(name) if state else None
        if mine[name] == now[name] and opened in (None, now[name]):
            continue
        boxes.append(
            Box(
                str(form.fields[name].label),
                None if opened is None else in_words(form, name, opened),
                in_words(form, name, now[name]),
                in_words(form, name, mine[name]),
                taken=mine[name] == opened,
            )
        )
    return boxes


def untouched(form: forms.BaseForm, state: State | None) -> dict[str, Typed]:
    """Boxes that nobody typed into, with what the record holds now: what was not sent at all, and
    what was sent as it had been opened.
    """
    now, mine = held(form), typed(form)
    opened = state.shown if state else {}
    return {name: now[name] for name in form.fields if mine[name] == opened.get(name)}
