"""What is typed about the members of a board."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.people.boxes import PersonField
from goc.people.models import BoardMember
from goc.units.choosing import ActForm
from goc.web.forms import DayField


class RoleField(forms.ChoiceField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Chức danh trong Ban"),
            choices=[("", "—"), *BoardMember.Role.choices],
        )


class OfficeField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(
            label=gettext_lazy("Theo cương vị"),
            required=False,
            max_length=200,
            help_text=gettext_lazy("Như quyết định ghi, ví dụ «Phó Chủ tịch UBND tỉnh»."),
        )


class DecisionField(forms.CharField):
    def __init__(self) -> None:
        super().__init__(label=gettext_lazy("Quyết định"), required=False, max_length=120)


class MemberForm(ActForm):
    """Somebody of the scope joins, named by code or full name."""

    person = PersonField()
    role = RoleField()
    office = OfficeField()
    on = DayField(label=gettext_lazy("Từ ngày"))
    decision = DecisionField()


class EndMemberForm(ActForm):
    on = DayField(label=gettext_lazy("Thôi tham gia từ ngày"))
    decision = DecisionField()


class CorrectMemberForm(ActForm):
    role = RoleField()
    office = OfficeField()
    decision = DecisionField()
    valid_from = DayField(label=gettext_lazy("Từ ngày"))
    valid_to = DayField(
        label=gettext_lazy("Đến ngày"), required=False, help_text=gettext_lazy("Không kể ngày này.")
    )
    text = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)


class TakeBackMemberForm(ActForm):
    reason = forms.CharField(label=gettext_lazy("Nhập nhầm; lý do rút lại"), max_length=200)

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


def initial_of(member: BoardMember) -> dict[str, Any]:
    names = ("role", "office", "decision", "valid_from", "valid_to")
    return {name: getattr(member, name) for name in names}
