"""What is typed about persons, into the arguments of the actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.dated.reference import labels
from goc.lib.days import read_year
from goc.lib.errors import ForbiddenError, InputError
from goc.people import queries, rules
from goc.people.life import KINDS
from goc.people.models import Fact, Holding, Membership, Person
from goc.units.access import Scope
from goc.units.by_name import UnitNames
from goc.units.naming import names_apart
from goc.web.forms import DayField, Form
from goc.web.words import told

UNKNOWN = ("", gettext_lazy("Chưa có thông tin"))
Choices = list[tuple[str, Any]]


def codes(catalogue: str, first: tuple[str, Any] = UNKNOWN) -> Choices:
    """Every code of a catalogue with its latest name, in its order."""
    return [first, *labels(catalogue, as_of=date.max).items()]


class UnitField(forms.CharField):
    """A unit by name or code, within the scope the form was given."""

    names: UnitNames | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", gettext_lazy("Tên (kèm huyện nếu trùng tên) hoặc DANH_MỤC:MÃ.")
        )
        super().__init__(max_length=200, **options)
        self.widget.attrs |= {"list": "unit-names", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if not text:
            return None
        assert self.names is not None
        try:
            unit = self.names.find(text)
        except InputError as error:
            raise forms.ValidationError(told(error)) from None
        if not self.names.scope.can_edit(unit.pk):
            raise forms.ValidationError(gettext("Bạn không được nhập cho đơn vị này."))
        return unit


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


class ActForm(Form):
    """A form of one act. `arguments()` are the keyword arguments of its action, `confirmed` the
    reasons typed for what it asked about. Names of units are those of the day typed in `on`.
    """

    def __init__(self, *args: Any, scope: Scope, today: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.scope, self.today = scope, today
        self.names: UnitNames | None = None
        for field in self.fields.values():
            if isinstance(field, UnitField):
                self.names = field.names = self.names or UnitNames(scope, self.day_of_fact())

    def day_of_fact(self) -> date:
        """The day typed, or the one shown at first; today where there is none yet."""
        field = self.fields.get("on")
        try:
            day = field.clean(self["on"].value()) if field else None
        except forms.ValidationError:
            day = None
        return day or self.today

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "confirmed": self.reasons()}

    def replaces_nothing(self) -> bool:
        """Of a correction: what was sent is what is known."""
        return bool(self.records and self.records.replaces) and self.changes_nothing("text")

    def unit_names(self) -> Iterable[str]:
        """Suggestions while typing, where the scope is small enough to send them."""
        nodes = [
            n
            for n in (self.names.nodes.values() if self.names else ())
            if self.scope.contains(n.id)
        ]
        if self.names is None or len(nodes) > 400:
            return []
        return names_apart([n.id for n in nodes], as_of=self.names.as_of).values()


class PersonForm(ActForm):
    full_name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    sex = forms.ChoiceField(
        label=gettext_lazy("Giới tính"), required=False, choices=[UNKNOWN, *Person.Sex.choices]
    )
    birth = BirthField(
        label=gettext_lazy("Ngày sinh"),
        required=False,
        help_text=gettext_lazy("dd/mm/yyyy, hoặc chỉ năm."),
        max_length=10,
    )
    ethnicity = forms.ChoiceField(label=gettext_lazy("Dân tộc"), required=False)
    religion = forms.ChoiceField(label=gettext_lazy("Tôn giáo"), required=False)
    home_village = forms.CharField(label=gettext_lazy("Quê quán"), required=False, max_length=200)
    residence = forms.CharField(
        label=gettext_lazy("Nơi thường trú"), required=False, max_length=200
    )
    telephone = forms.CharField(label=gettext_lazy("Điện thoại"), required=False, max_length=20)
    citizen_number = forms.CharField(
        label=gettext_lazy("Số định danh"), required=False, max_length=12
    )
    enlisted_on = DayField(label=gettext_lazy("Ngày nhập ngũ"), required=False)
    discharged_on = DayField(label=gettext_lazy("Ngày xuất ngũ"), required=False)
    note = forms.CharField(label=gettext_lazy("Ghi chú"), required=False, max_length=300)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["ethnicity"], codes("ethnic_group"))
        choose(self.fields["religion"], codes("religion"))

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        birth: dict[str, Any] = values.pop("birth")
        return {**values, **birth}


class NewPersonForm(PersonForm):
    keeper = UnitField(label=gettext_lazy("Đơn vị quản lý hồ sơ"))
    on = DayField(label=gettext_lazy("Quản lý từ ngày"))
    field_order = ("full_name", "keeper", "on")


class CorrectPersonForm(PersonForm):
    text = forms.CharField(label=gettext_lazy("Căn cứ sửa"), required=False, max_length=200)

    @staticmethod
    def initial_of(person: Person) -> dict[str, Any]:
        """What the register holds now."""
        values = {name: getattr(person, name) for name in PersonForm.base_fields if name != "birth"}
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


class FilterForm(Form):
    """One line of search; wrong values filter nothing. Sensitive filters only for who may use
    them: `check_allowed` refuses the others.
    """

    q = forms.CharField(label=gettext_lazy("Họ tên, mã cán bộ"), required=False, max_length=120)
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ"), required=False)
    unit = forms.ChoiceField(label=gettext_lazy("Đơn vị"), required=False)
    ethnicity = forms.ChoiceField(label=gettext_lazy("Dân tộc"), required=False)
    missing = forms.ChoiceField(label=gettext_lazy("Hồ sơ thiếu"), required=False)
    as_of = DayField(label=gettext_lazy("Vào ngày"), required=False)

    def __init__(self, *args: Any, units: Choices, sensitive: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        everyone = ("", gettext_lazy("Tất cả"))
        gaps = [
            (key, label)
            for key, label in queries.MISSING.items()
            if sensitive or key not in queries.SENSITIVE_GAPS
        ]
        choose(self.fields["post"], codes("post", everyone))
        choose(self.fields["unit"], [everyone, *units])
        choose(self.fields["ethnicity"], codes("ethnic_group", everyone))
        choose(self.fields["missing"], [everyone, *gaps])
        self.sensitive = sensitive
        if not sensitive:
            del self.fields["ethnicity"]

    def check_allowed(self) -> None:
        """Validates. Raises ForbiddenError for a question about what is masked."""
        self.is_valid()
        asked = self.data.get("missing", "") in queries.SENSITIVE_GAPS
        if not self.sensitive and (asked or any(map(self.data.get, rules.SENSITIVE_COLUMNS))):
            raise ForbiddenError("Bạn không được lọc theo thông tin đang được che.")

    def said(self) -> str:
        """What was asked, for the log: the names of the filters, never a name that was typed."""
        return f"/people/ {' '.join(name for name, value in self.cleaned_data.items() if value)}"


def choose(field: forms.Field, choices: Choices) -> None:
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


assert set(KINDS) == rules.FACT_KINDS
