"""What is typed about persons, into the arguments of the actions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from goc.accounts.models import User
from goc.lists.forms import CellField
from goc.lists.shapes import Cell
from goc.people import rules
from goc.people.actions import Terms
from goc.people.actions.corrections import CORRECTABLE
from goc.people.actions.posts import TERM_CODES
from goc.people.boxes import UNKNOWN, BirthField, DocumentBox, codes, facts_to_choose
from goc.people.columns import OWN
from goc.people.life import KINDS
from goc.people.models import Fact, Holding, Membership, Person
from goc.units.asking import Asking
from goc.units.choosing import ActForm, UnitField
from goc.web.forms import DayField, choose


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


class TermsForm(ActForm):
    """On what terms a post is given; what nobody knows stays empty."""

    authority = forms.ChoiceField(label=gettext_lazy("Cơ quan bổ nhiệm"), required=False)
    service_status = forms.ChoiceField(label=gettext_lazy("Diện cán bộ"), required=False)
    term_until = DayField(
        label=gettext_lazy("Nhiệm kỳ đến"),
        required=False,
        help_text=gettext_lazy("Bổ nhiệm có thời hạn thì ghi ngày hết nhiệm kỳ."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, catalogue in TERM_CODES.items():
            choose(self.fields[name], codes(catalogue))

    def terms(self, values: dict[str, Any]) -> Terms:
        """Taken out of the values."""
        return Terms(**{field.name: values.pop(field.name) for field in fields(Terms)})


class PostForm(TermsForm):
    unit = UnitField(label=gettext_lazy("Đơn vị"))
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"))
    on = DayField(label=gettext_lazy("Từ ngày"))
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)
    document = DocumentBox()
    acting = forms.BooleanField(label=gettext_lazy("Phụ trách (chưa bổ nhiệm)"), required=False)
    field_order = ("unit", "post", "on", "decision", "document", "acting")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["post"], codes("post", ("", "—")))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return values | {"terms": self.terms(values)}


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
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)
    document = DocumentBox()


FACT_ENDS = gettext_lazy(
    "Không kể ngày này. Bắt buộc với xếp loại (hết kỳ đánh giá); với kỷ luật là hết thời hạn chấp "
    "hành."
)


class FactForm(ActForm):
    what = forms.ChoiceField(label=gettext_lazy("Thông tin"))
    on = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(
        label=gettext_lazy("Đến ngày"),
        required=False,
        help_text=FACT_ENDS,
    )
    decision = forms.CharField(
        label=gettext_lazy("Quyết định, văn bằng số"), required=False, max_length=120
    )
    document = DocumentBox()
    place = forms.CharField(label=gettext_lazy("Nơi cấp, nơi học"), required=False, max_length=200)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["what"], facts_to_choose())

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


class CorrectRowForm(TermsForm):
    """What a holding, a membership and a fact have in common; the terms only for posts, `value` and
    `note` only for facts.
    """

    value = forms.ChoiceField(label=gettext_lazy("Giá trị"))
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(
        label=gettext_lazy("Đến ngày"), required=False, help_text=gettext_lazy("Không kể ngày này.")
    )
    decision = forms.CharField(label=gettext_lazy("Quyết định"), required=False, max_length=120)
    document = DocumentBox()
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=300)
    text = forms.CharField(label=gettext_lazy("Căn cứ sửa"), required=False, max_length=200)
    field_order = ("value", "valid_from", "valid_to", "decision", "document")

    def __init__(self, *args: Any, row: Holding | Membership | Fact, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields = {name: box for name, box in self.fields.items() if name in self._boxes(row)}
        if isinstance(row, Fact):
            choose(self.fields["value"], codes(row.kind)[1:])
        self.initial = {name: getattr(row, name) for name in self.fields if name != "text"}

    @staticmethod
    def _boxes(row: Holding | Membership | Fact) -> set[str]:
        return {"text", *CORRECTABLE[type(row)]}


assert set(KINDS) == rules.FACT_KINDS
