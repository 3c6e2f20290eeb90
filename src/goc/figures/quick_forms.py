"""A quick question as it is typed on one line: words become a `Quick`, faults stand beside their
field.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.dated.reference import find_code, labels
from goc.figures.definitions import Condition
from goc.figures.grains import Column
from goc.figures.printing import YES_NO
from goc.figures.quick import Narrowed, Quick
from goc.figures.vocabulary import Group, Split, Term, Who, headed, is_sensitive, vocabulary
from goc.lib.errors import InputError
from goc.units.asking import Asking
from goc.units.by_name import UnitNames
from goc.units.choosing import SUGGESTED
from goc.units.lives import lives_of
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.units.queries import names
from goc.units.roles import CLEAR
from goc.units.rules import in_text
from goc.viet.names import fold
from goc.web.forms import DayField, Form, choose
from goc.web.words import told

DAY = timedelta(days=1)
CONDITIONS = ("if1", "if2")
BY_UNITS = {
    "district": gettext_lazy("huyện (hoặc xã khi không có huyện)"),
    "commune": gettext_lazy("xã"),
}
NONE = ("", "—")


@dataclass(frozen=True)
class Place:
    """The unit asked about (None: everything), and the map if it is not that of the day. `also`:
    names of units of other times that may have been meant.
    """

    unit: Unit | None
    map_day: date | None = None
    why: str = ""
    also: tuple[str, ...] = ()


class QuickForm(Form):
    """`own`: the unit that is meant without a word (None: the whole register)."""

    who = forms.ChoiceField(label=gettext_lazy("Hỏi về ai"))
    unit = forms.CharField(
        label=gettext_lazy("Ở đơn vị"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"list": "unit-names", "autocomplete": "off"}),
    )
    if1 = forms.ChoiceField(label=gettext_lazy("Điều kiện"), required=False)
    if2 = forms.ChoiceField(label=gettext_lazy("và"), required=False)
    as_of = DayField(label=gettext_lazy("Tính đến ngày"), required=False)
    group = forms.ChoiceField(label=gettext_lazy("Nhóm"), required=False)
    values = forms.CharField(
        label=gettext_lazy("Giá trị của nhóm"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Ví dụ: Tày, Nùng. Để trống thì chia theo mọi giá trị."),
    )
    age_from = forms.IntegerField(
        label=gettext_lazy("Tuổi từ"), required=False, min_value=0, max_value=120
    )
    age_to = forms.IntegerField(
        label=gettext_lazy("đến"), required=False, min_value=0, max_value=120
    )
    map_day = DayField(
        label=gettext_lazy("Theo địa giới ngày"),
        required=False,
        help_text=gettext_lazy("Để trống: địa giới của ngày hỏi."),
    )
    rows = forms.ChoiceField(label=gettext_lazy("Bảng chéo: dòng"), required=False)
    columns = forms.ChoiceField(label=gettext_lazy("Bảng chéo: cột"), required=False)

    def __init__(self, *args: Any, asking: Asking, own: Unit | None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.asking, self.own = asking, own
        self.words = vocabulary()
        self.place = Place(own)
        clear = asking.scope.may_somewhere(CLEAR)
        terms = [t for t in self.words.terms.values() if clear or not is_sensitive(t.fields)]
        ways = [w for w in self.words.ways.values() if clear or not is_sensitive(w.fields)]
        groups = [way for way in ways if isinstance(way, Group)]
        choose(self.fields["who"], [(who.code, who.said) for who in self.words.whos.values()])
        for name in CONDITIONS:
            choose(self.fields[name], [NONE, *headed(terms)])
        choose(self.fields["group"], [NONE, *_choices(groups)])
        choose(self.fields["rows"], [NONE, *BY_UNITS.items(), *_choices(ways)])
        choose(self.fields["columns"], [NONE, *_choices(ways)])

    # --- reading

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        self._read("unit", self._place)
        if self.errors:
            return given
        for name in ("if1", "if2", "group", "rows", "columns"):
            self._read(name, partial(self._check, name))
        self._read("values", lambda: self._values(self._group()))
        return given

    def _read(self, name: str, read: Callable[[], Any]) -> None:
        """What is wrong stands beside the field."""
        try:
            read()
        except InputError as error:
            self.add_error(name, told(error))
        except forms.ValidationError as error:
            self.add_error(name, error)

    @property
    def day(self) -> date:
        return self.cleaned_data.get("as_of") or self.asking.today

    def _place(self) -> None:
        text, map_day = self.cleaned_data.get("unit", ""), self.cleaned_data.get("map_day")
        if text:
            self.place = place_of(text, self.asking, map_day or self.day, map_day)
        else:
            self.place = Place(self.own, map_day)

    def _check(self, name: str) -> None:
        """That it can be asked of these people, by this user in this unit."""
        word = self.word(name)
        if word is None:
            return
        if not self.people.has(word.fields):
            raise forms.ValidationError(
                gettext("«%(word)s» không hỏi được về «%(who)s».")
                % {"word": word.said, "who": self.people.said}
            )
        unit = self.place.unit
        if is_sensitive(word.fields) and not self.asking.sees_clear(unit.pk if unit else None):
            raise forms.ValidationError(
                gettext("Bạn không được hỏi theo thông tin nhạy cảm ở đơn vị này.")
            )

    @property
    def people(self) -> Who:
        return self.words.whos[self.cleaned_data["who"]]

    def word(self, name: str) -> Term | Group | Split | None:
        code = self.cleaned_data.get(name, "")
        found = self.words.terms if name in CONDITIONS else self.words.ways
        return found.get(code)

    def _group(self) -> Group | None:
        return self.words.groups.get(self.cleaned_data.get("group", ""))

    def _values(self, group: Group | None) -> list[tuple[Any, str]]:
        typed = [text.strip() for text in self.cleaned_data["values"].split(",") if text.strip()]
        if group is None and typed:
            raise forms.ValidationError(gettext("Hãy chọn nhóm của các giá trị này."))
        if group is None or not self.people.has(group.fields):
            return []
        return [value_of(text, group, self.people.columns[group.field], self.day) for text in typed]

    # --- what was read

    def quick(self) -> Quick:
        terms = [self.words.terms[self.cleaned_data[n]] for n in CONDITIONS if self.word(n)]
        unit = self.place.unit
        return Quick(
            self.people,
            (*dict.fromkeys(terms), *self._narrowed()),
            self.unit_name(unit) if unit else gettext("toàn bộ"),
            self.day,
            self.place.map_day,
        )

    def unit_name(self, unit: Unit) -> str:
        day = self.place.map_day or self.day
        return in_text(names_apart([unit.pk], as_of=day).get(unit.pk, ""))

    def _narrowed(self) -> Iterable[Narrowed]:
        group = self._group()
        values = self._values(group)
        if group is not None and values:
            codes, names = zip(*values, strict=True)
            where = (Condition(group.field, "in", codes),)
            listed = ", ".join(names)
            yield Narrowed(f"{group.label}: {listed}", f"{group.label_en}: {listed}", where)
        yield from self._ages()

    def _ages(self) -> Iterable[Narrowed]:
        least, most = self.cleaned_data.get("age_from"), self.cleaned_data.get("age_to")
        if least is not None:
            where = (Condition("age", "ge", least),)
            yield Narrowed(f"từ {least} tuổi", f"{least} years old or more", where, ("age",))
        if most is not None:
            where = (Condition("age", "le", most),)
            yield Narrowed(f"đến {most} tuổi", f"{most} years old or less", where, ("age",))

    def table(self) -> tuple[str | Group | Split, Group | Split | None] | None:
        """Rows and columns of the crosstab; a group without values is one by districts."""
        rows, columns = self.cleaned_data.get("rows", ""), self.cleaned_data.get("columns", "")
        group = self._group()
        if not rows and not columns and group is not None and not self.cleaned_data["values"]:
            columns = group.code
        if not rows and not columns:
            return None
        return self.words.ways.get(rows, rows or "district"), self.words.ways.get(columns)

    def unit_names(self) -> Iterable[str]:
        """Suggestions while typing, where the scope is small enough to send them."""
        nodes = [n for n in self.asking.units.nodes.values() if self.asking.scope.contains(n.id)]
        if len(nodes) > SUGGESTED:
            return []
        return names_apart([n.id for n in nodes], as_of=self.asking.day).values()


def _choices(words: Iterable[Term | Group | Split]) -> list[tuple[str, str]]:
    return [(word.code, word.said) for word in words]


def place_of(text: str, asking: Asking, day: date, map_day: date | None) -> Place:
    """The unit of that name on the day, else the one of another time: asked on the map of the last
    day of its life before, or the first after. Raises InputError as `UnitNames.find` does.
    """
    by_name = UnitNames(asking.scope, day)
    others = [unit for unit in by_name.of_other_times(text) if unit not in by_name.nodes]
    try:
        return Place(by_name.find(text), map_day, also=_last_names(others))
    except InputError:
        if len(others) != 1:
            raise
    life = lives_of(others)[others[0]]
    then = life.end - DAY if life.end is not None and life.end <= day else life.start
    why = gettext("Ngày %(day)s không có đơn vị này: tính theo địa giới ngày %(then)s.")
    said = why % {"day": f"{day:%d/%m/%Y}", "then": f"{then:%d/%m/%Y}"}
    return Place(Unit.objects.get(pk=others[0]), then, said)


def _last_names(units: list[int]) -> tuple[str, ...]:
    lives = lives_of(units)
    ends = {unit: (life.end - DAY if life.end else life.start) for unit, life in lives.items()}
    return tuple(names([unit], as_of=day)[unit] for unit, day in ends.items())


def value_of(text: str, group: Group, column: Column, day: date) -> tuple[Any, str]:
    """The code of a value as typed, and how it is called. Raises InputError that names some."""
    if column.catalogue:
        named = labels(column.catalogue, as_of=day)
        code = find_code(column.catalogue, text)
    else:
        named = dict(column.words or (YES_NO if column.type == "bool" else {}))
        code = next((c for c, name in named.items() if fold(name) == fold(text)), None)
    if code is None and named:
        raise InputError(
            "Không có %(group)s «%(text)s»; có: %(some)s.",
            group=group.said,
            text=text,
            some=", ".join(list(named.values())[:12]),
        )
    if column.type == "bool":
        return code == "true", text
    return (text, text) if code is None else (code, named[code])
