"""What is typed about persons, into the arguments of the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.dated.reference import labels
from goc.lib.days import read_year
from goc.lists.forms import CellField
from goc.lists.shapes import Cell
from goc.people import rules
from goc.people.columns import OWN
from goc.people.life import KINDS
from goc.people.models import Fact, Holding, Membership, Person
from goc.people.queries import search_people
from goc.units.asking import Asking
from goc.units.choosing import ActForm, ScopedField, UnitField
from goc.web.forms import DayField, choose

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


def _line(cell: Cell, box: dict[str, Any]) -> forms.Field:
    return forms.CharField(max_length=cell.longest, **box)


def _one_of(cell: Cell, box: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[UNKNOWN, *cell.choices], **box)


def _code_of(cell: Cell, box: dict[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=codes(cell.catalogue), **box)


BOXES: dict[str, Callable[[Cell, dict[str, Any]], forms.Field]] = {
    "text": _line,
    "digits": _line,
    "choice": _one_of,
    "code": _code_of,
    "day": lambda _, box: DayField(**box),
}
"""Of columns of a person by kind; of other kinds as on any list (`CellField`)."""


class PersonForm(ActForm):
    birth = BirthField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        help_text=gettext_lazy("dd/mm/yyyy, hoặc chỉ năm."),
        max_length=10,
    )
    first: ClassVar[tuple[str, ...]] = ("full_name", "sex", "birth")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields |= {cell.name: self._box(cell) for cell in OWN}
        self.order_fields([*self.first, *self.fields])

    def _box(self, cell: Cell) -> forms.Field:
        box = {"label": cell.label, "help_text": cell.help, "required": cell.required}
        if cell.kind_name in BOXES:
            return BOXES[cell.kind_name](cell, box)
        return CellField(cell, Asking(User(), self.scope, self.today, self.today))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        birth: dict[str, Any] = values.pop("birth")
        return {**values, **birth}


class NewPersonForm(PersonForm):
    keeper = UnitField(label=gettext_lazy("Đơn vị quản lý hồ sơ"))
    on = DayField(label=gettext_lazy("Quản lý từ ngày"))
    first = ("full_name", "keeper", "on", "sex", "birth")


class CorrectPersonForm(PersonForm):
    text = forms.CharField(label=gettext_lazy("Căn cứ sửa"), required=False, max_length=200)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """What the register holds now."""
        values = {cell.name: cell.value(person) for cell in OWN}
        birth = f"{person.birth_date:%d/%m/%Y}" if person.birth_date else person.birth_year or ""
        return values | {"birth": birth}


class PostForm(ActForm):
    unit = UnitField(label=gettext_lazy("Đơn vị"))
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    on = DayField(label=gettext_lazy("Từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)
    acting = forms.BooleanField(label=gettext_lazy("Phụ trách (chưa bổ nhiệm)"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["post"], codes("post", ("", "—")))


class JoinForm(ActForm):
    body = forms.ChoiceField(
        label=gettext_lazy("Tổ chức"), choices=[("", "—"), *Membership.Body.choices]
    )
    unit = UnitField(label=gettext_lazy("Của đơn vị"), required=False)
    stage = forms.ChoiceField(
        label=gettext_lazy("Giai đoạn (đảng viên)"),
        required=False,
        choices=[UNKNOWN, *Membership.Stage.choices],
    )
    on = DayField(label=gettext_lazy("Từ ngày"))
    term = forms.CharField(label=gettext_lazy("Nhiệm kỳ"), required=False, max_length=20)


class FactForm(ActForm):
    what = forms.ChoiceField(label=gettext_lazy("Thông tin"))
    on = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(
        label=gettext_lazy("Đến ngày"),
        required=False,
        help_text=gettext_lazy("Bắt buộc với xếp loại."),
    )
    decision = forms.CharField(
        label=gettext_lazy("Quyết định, văn bằng số"), required=False, max_length=120
    )
    place = forms.CharField(label=gettext_lazy("Nơi cấp, nơi học"), required=False, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        groups: Choices = [("", "—")]
        for kind, label in KINDS.items():
            groups.append(
                (str(label), [(f"{kind}:{code}", name) for code, name in codes(kind)[1:]])
            )
        choose(self.fields["what"], groups)

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        kind, _, value = values.pop("what").partition(":")
        return values | {"kind": kind, "value": value}


class MoveForm(ActForm):
    to = UnitField(label=gettext_lazy("Chuyển hồ sơ đến"))
    on = DayField(label=gettext_lazy("Từ ngày"))
    text = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=200)


class DeathForm(ActForm):
    on = DayField(label=gettext_lazy("Từ trần ngày"))
    text = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=200)


class CorrectDeathForm(ActForm):
    on = DayField(label=gettext_lazy("Từ trần ngày"))
    text = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        return {"on": person.died_on}


class TakeBackDeathForm(ActForm):
    text = forms.CharField(
        label=gettext_lazy("Lý do rút"),
        max_length=200,
        help_text=gettext_lazy("Chức vụ, tham gia tổ chức đã kết thúc vì từ trần sẽ tiếp tục."),
    )

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class EndHoldingForm(ActForm):
    on = DayField(
        label=gettext_lazy("Thôi giữ từ ngày"),
        help_text=gettext_lazy("Ngày cuối giữ chức là hôm trước."),
    )
    ended_by = forms.ChoiceField(
        label=gettext_lazy("Lý do"), choices=[("", "—"), *Holding.Ended.choices]
    )
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)


class EndForm(ActForm):
    on = DayField(label=gettext_lazy("Từ ngày"))
    text = forms.CharField(label=gettext_lazy("Căn cứ"), required=False, max_length=200)


class TakeBackRowForm(ActForm):
    """A row that should not be there at all."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút lại (ghi nhầm)"), max_length=200)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CorrectRowForm(ActForm):
    """What a holding, a membership and a fact have in common; `value` only for facts, `decision`
    not for bodies.
    """

    value = forms.ChoiceField(label=gettext_lazy("Giá trị"))
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(
        label=gettext_lazy("Đến ngày"), required=False, help_text=gettext_lazy("Không kể ngày này.")
    )
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)
    text = forms.CharField(label=gettext_lazy("Căn cứ sửa"), required=False, max_length=200)

    def __init__(self, *args: Any, row: Holding | Membership | Fact, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(row, Fact):
            choose(self.fields["value"], codes(row.kind)[1:])
        else:
            del self.fields["value"]
        if isinstance(row, Membership):
            del self.fields["decision"]
        self.initial = {name: getattr(row, name) for name in self.fields if name != "text"}


assert set(KINDS) == rules.FACT_KINDS
