"""What is typed about users and their rights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.site import access
from goc.units.asking import Asking
from goc.units.choosing import ActForm, UnitField
from goc.units.models import Deputy
from goc.units.roles import ROLES, SEE
from goc.web.forms import DayField, Form, choose


def _role_choices() -> list[tuple[str, str]]:
    """Each with what it is for."""
    said = [(code, f"{role.label}: {role.told}") for code, role in ROLES.items()]
    return [("", "—"), *said]


class RoleField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(label=gettext_lazy("Vai trò"), choices=_role_choices, **options)


class RightForm(ActForm):
    """A right on a unit; no unit: the whole register."""

    role = RoleField()
    unit = UnitField(
        act=SEE,
        label=gettext_lazy("Trên đơn vị"),
        required=False,
        help_text=gettext_lazy("Gồm mọi đơn vị trực thuộc. Để trống: toàn bộ hệ thống."),
    )
    on = DayField(label=gettext_lazy("Từ ngày"))

    def __init__(self, *args: Any, asking: Asking, **options: Any) -> None:
        super().__init__(*args, scope=asking.scope, today=asking.today, **options)
        self.asking = asking

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        unit = given.get("unit")
        if "unit" in given and not access.may_grant(self.asking, unit.pk if unit else None):
            self.add_error("unit", gettext("Hãy chọn một đơn vị mà bạn được cấp quyền."))
        return given

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NewUserForm(RightForm):
    """A user with the first right."""

    login = forms.RegexField(
        r"^[a-z0-9][a-z0-9._-]*$",
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        help_text=gettext_lazy("Chữ thường không dấu, số, dấu chấm, gạch nối; ví dụ nv.duc."),
        error_messages={
            "invalid": gettext_lazy(
                "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối."
            )
        },
    )
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)
    field_order = ("login", "name", "role", "unit", "on")


class CorrectRightForm(Form):
    role = RoleField()
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(
        label=gettext_lazy("Đến ngày"), required=False, help_text=gettext_lazy("Không kể ngày này.")
    )
    text = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)


class EndRightForm(Form):
    on = DayField(
        label=gettext_lazy("Thôi quyền từ ngày"),
        help_text=gettext_lazy("Quyền cấp cùng ngày thì được rút hẳn."),
    )


class TakeBackForm(Form):
    reason = forms.CharField(label=gettext_lazy("Nhập nhầm; lý do rút lại"), max_length=200)


class NameForm(Form):
    name = forms.CharField(label=gettext_lazy("Họ và tên"), max_length=120)


class SureForm(Form):
    """Nothing to type: the button is the act."""


def _called(user: User) -> tuple[str, str]:
    return str(user.public_id), f"{user.name} ({user.login})"


class UserField(forms.ChoiceField):
    """One of the users that the form was given."""

    def offer(self, users: Sequence[User]) -> None:
        self.users = {str(user.public_id): user for user in users}
        self.choices = [("", "—"), *map(_called, users)]

    def clean(self, value: Any) -> Any:
        return self.users.get(super().clean(value))


class DeputyForm(Form):
    """Who stands in for somebody, from when to when."""

    user = UserField(label=gettext_lazy("Người thay"))
    kind = forms.ChoiceField(label=gettext_lazy("Theo hình thức"), choices=Deputy.Kind.choices)
    on = DayField(label=gettext_lazy("Từ ngày"))
    until = DayField(label=gettext_lazy("Đến ngày"), help_text=gettext_lazy("Không kể ngày này."))
    basis = forms.CharField(label=gettext_lazy("Quyết định, căn cứ"), max_length=200)

    def __init__(self, *args: Any, users: Sequence[User], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self.fields["user"], users)


class EndDeputyForm(Form):
    on = DayField(label=gettext_lazy("Thôi thay từ ngày"))


class HandOverForm(Form):
    """Which rights end, and who takes over what hangs on them."""

    rights = forms.MultipleChoiceField(
        label=gettext_lazy("Quyền sẽ thôi"), widget=forms.CheckboxSelectMultiple
    )
    heir = UserField(label=gettext_lazy("Người nhận"))
    on = DayField(label=gettext_lazy("Bàn giao từ ngày"))
    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ"), max_length=200)

    def __init__(
        self, *args: Any, users: Sequence[User], rights: Mapping[str, str], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        offer(self.fields["heir"], users)
        choose(self.fields["rights"], list(rights.items()))


def offer(field: forms.Field, users: Sequence[User]) -> None:
    assert isinstance(field, UserField)
    field.offer(users)
