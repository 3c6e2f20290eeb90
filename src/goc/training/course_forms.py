"""What is typed about courses and curricula, into the arguments of the actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from goc.people.boxes import codes
from goc.training.models import Course, Curriculum
from goc.training.queries import schools_for
from goc.training.rules import BLOCKS
from goc.units.asking import Asking
from goc.units.choosing import ActForm, UnitField
from goc.units.models import Unit, UnitRight
from goc.units.naming import names_apart
from goc.units.roles import TRAIN
from goc.web.forms import DayField, Form, choose

TO_CHOOSE = ("", "—")
NO_SCHOOL = gettext_lazy(
    "Chưa có cơ sở đào tạo nào: ở mục Đơn vị, bấm «Thêm đơn vị», loại «nhà trường», rồi trở lại "
    "đây."
)
NO_CURRICULUM = gettext_lazy(
    "Chưa có chương trình nào: lập ở mục Khóa đào tạo, «Chương trình»; hoặc ghi sau ở «Sửa khóa»."
)


class ReasonForm(Form):
    """Why something is taken back."""

    reason = forms.CharField(label=gettext_lazy("Lý do rút lại (ghi nhầm)"), max_length=200)


class CloseForm(Form):
    on = DayField(label=gettext_lazy("Ngày bế giảng"))


class CourseForm(ActForm):
    organiser = UnitField(label=gettext_lazy("Đơn vị tổ chức"), act=TRAIN)
    number = forms.IntegerField(label=gettext_lazy("Khóa số"), min_value=1, max_value=9999)
    name = forms.CharField(label=gettext_lazy("Tên khóa, lớp"), max_length=200)
    on = DayField(label=gettext_lazy("Ngày khai giảng"))
    level = forms.ChoiceField(label=gettext_lazy("Trình độ"))
    mode = forms.ChoiceField(label=gettext_lazy("Hình thức"))
    lead_school = forms.TypedChoiceField(label=gettext_lazy("Cơ sở đào tạo"))
    partner_schools = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Cơ sở phối hợp"), required=False, widget=forms.CheckboxSelectMultiple
    )
    curricula = forms.ModelMultipleChoiceField(
        Curriculum.objects.order_by("supplementary", "name"),
        label=gettext_lazy("Chương trình"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    quota = forms.IntegerField(
        label=gettext_lazy("Chỉ tiêu được giao"), required=False, min_value=0, max_value=9999
    )
    sent = forms.IntegerField(
        label=gettext_lazy("Số cử đi"), required=False, min_value=0, max_value=9999
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["level"], codes("course_level", TO_CHOOSE))
        choose(self.fields["mode"], codes("study_mode", TO_CHOOSE))
        self.schools = {str(unit.public_id): unit for unit, _ in schools_for(self.scope)}
        named = [(str(unit.public_id), name) for unit, name in schools_for(self.scope)]
        choose(self.fields["lead_school"], [TO_CHOOSE, *named], where_none=NO_SCHOOL)
        choose(self.fields["partner_schools"], named)
        if not Curriculum.objects.exists():
            self.fields["curricula"].help_text = NO_CURRICULUM

    def clean_lead_school(self) -> Unit:
        return self.schools[self.cleaned_data["lead_school"]]

    def clean_partner_schools(self) -> list[Unit]:
        return [self.schools[key] for key in self.cleaned_data["partner_schools"]]

    def arguments(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class CorrectCourseForm(CourseForm):
    closed_on = DayField(label=gettext_lazy("Ngày bế giảng"), required=False)
    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)

    def arguments(self) -> dict[str, Any]:
        values = super().arguments()
        return {**values, "opened_on": values.pop("on")}


def first_of(asking: Asking) -> dict[str, Any]:
    """A new course is usually the next one of the unit whose rights one has."""
    rights = UnitRight.objects.as_of(asking.today).filter(user=asking.user, unit__isnull=False)
    units = [right.unit for right in rights[:2] if right.unit is not None]
    if len(units) != 1:
        return {}
    newest = Course.objects.filter(organiser=units[0]).order_by("-number").first()
    named = names_apart([units[0].pk], as_of=asking.today)
    number = newest.number + 1 if newest else 1
    return {"organiser": named.get(units[0].pk, ""), "number": number, "name": f"Khóa {number}"}


def initial_of(course: Course) -> dict[str, Any]:
    """What the register holds now, as it stands in the form."""
    plain = ("number", "name", "level", "mode", "closed_on", "quota", "sent")
    named = names_apart([course.organiser_id], as_of=course.opened_on)
    return {
        **{name: getattr(course, name) for name in plain},
        "on": course.opened_on,
        "organiser": named.get(course.organiser_id, ""),
        "lead_school": str(course.lead_school.public_id),
        "partner_schools": _ids(course.partner_schools.all()),
        "curricula": [row.pk for row in course.curricula.all()],
    }


def _ids(units: Iterable[Unit]) -> list[str]:
    return [str(unit.public_id) for unit in units]


class CurriculumForm(Form):
    """Hours by block; the total is told, so that a slip in one block is seen."""

    name = forms.CharField(label=gettext_lazy("Tên chương trình"), max_length=200)
    level = forms.ChoiceField(label=gettext_lazy("Trình độ"))
    supplementary = forms.BooleanField(
        label=gettext_lazy("Chương trình đào tạo bổ sung"), required=False
    )
    source = forms.CharField(label=gettext_lazy("Căn cứ ban hành"), required=False, max_length=300)
    taught_at = forms.CharField(label=gettext_lazy("Nơi giảng dạy"), required=False, max_length=200)
    total = forms.IntegerField(
        label=gettext_lazy("Tổng số tiết (100%)"),
        min_value=1,
        max_value=20_000,
        help_text=gettext_lazy("Các khối bên dưới phải cộng đúng số này."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["level"], codes("course_level", TO_CHOOSE))
        for kind, label in BLOCKS.items():
            self.fields[kind] = forms.IntegerField(
                label=gettext_lazy(label), required=False, min_value=0, max_value=20_000
            )

    def arguments(self) -> dict[str, Any]:
        values = dict(self.cleaned_data)
        hours = {kind: values.pop(kind) or 0 for kind in BLOCKS}
        return values | {"hours": hours}


class CorrectCurriculumForm(CurriculumForm):
    reason = forms.CharField(label=gettext_lazy("Lý do, căn cứ sửa"), max_length=200)


def hours_of(curriculum: Curriculum) -> dict[str, Any]:
    """A curriculum as it stands in its form."""
    plain = ("name", "level", "supplementary", "source", "taught_at")
    hours = {block.kind: block.hours for block in curriculum.blocks.all()}
    return {
        **{name: getattr(curriculum, name) for name in plain},
        **hours,
        "total": sum(hours.values()),
    }
