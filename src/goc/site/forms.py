"""What is typed about users and their rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.site import access
from goc.units.asking import Asking
from goc.units.choosing import ActForm, UnitField
from goc.units.models import UnitRight
from goc.web.forms import DayField, Form

ROLES = {
    UnitRight.Role.READER: gettext_lazy("Người xem: chỉ đọc, thông tin nhạy cảm bị che"),
    UnitRight.Role.EDITOR: gettext_lazy("Người nhập: nhập và sửa"),
    UnitRight.Role.CHECKER: gettext_lazy("Người kiểm tra: nhập, sửa, kiểm tra"),
    UnitRight.Role.STANDING_OFFICE: gettext_lazy(
        "Cơ quan thường trực: như trên, và cấp quyền trong phạm vi"
    ),
    UnitRight.Role.AUDITOR: gettext_lazy("Người giám sát: đọc, và đọc nhật ký hệ thống"),
}


class RoleField(forms.ChoiceField):
    def __init__(self, **options: Any) -> None:
        super().__init__(
            label=gettext_lazy("Vai trò"), choices=[("", "—"), *ROLES.items()], **options
        )


class RightForm(ActForm):
    """A right on a unit; no unit: the whole register."""

    role = RoleField()
    unit = UnitField(
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
