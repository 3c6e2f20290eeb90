"""What is typed about trainees, into the arguments of the actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy

from goc.dated.reference import labels
from goc.people.access import check_can_edit_person
from goc.people.boxes import PersonField, codes
from goc.people.keeping import keeper_on
from goc.people.models import Holding, Person
from goc.training import actions
from goc.training.models import Certificate, Course, Enrolment
from goc.training.queries import holdings_to_place
from goc.units.asking import Asking
from goc.units.by_name import UnitNames
from goc.units.choosing import ActForm, UnitField
from goc.units.naming import names_apart
from goc.units.roles import TRAIN
from goc.web.forms import DayField, Form, choose

Outcome = Enrolment.Outcome
WHY = gettext_lazy("Lý do, căn cứ sửa")


class EnrolForm(ActForm):
    """A person of the scope by code or full name; sent by the unit that keeps the file."""

    person = PersonField()
    on = DayField(label=gettext_lazy("Ngày nhập học"))
    trained_for = forms.ChoiceField(label=gettext_lazy("Chức danh đào tạo"))
    sending_decision = forms.CharField(
        label=gettext_lazy("Quyết định cử đi"), max_length=120, required=False
    )

    def __init__(self, *args: Any, course: Course, **options: Any) -> None:
        super().__init__(*args, **options)
        self.course = course
        self.fields["trained_for"] = forms.ChoiceField(
            label=gettext_lazy("Chức danh đào tạo"),
            choices=list(labels("post", as_of=self.today).items()),
            initial="commander",
        )

    def act(self, by: object) -> Enrolment:
        given = dict(self.cleaned_data)
        person: Person = given["person"]
        unit = keeper_on(person, given["on"])
        assert unit is not None
        return actions.enrol_person(course=self.course, unit=unit, by=by, **given)


class TraineeForm(Form):
    """A form of one act on a trainee; `act(by)` does it."""

    heading: ClassVar[Any] = ""

    def __init__(self, *args: Any, enrolment: Enrolment, asking: Asking, **options: Any) -> None:
        super().__init__(*args, **options)
        self.enrolment, self.asking = enrolment, asking

    def act(self, by: object) -> Any:
        raise NotImplementedError


class ResultForm(TraineeForm):
    heading = gettext_lazy("Ghi kết quả")
    outcome = forms.ChoiceField(
        label=gettext_lazy("Kết quả"), choices=[c for c in Outcome.choices if c[0] != "studying"]
    )
    on = DayField(label=gettext_lazy("Ngày"))
    grade = forms.ChoiceField(label=gettext_lazy("Xếp loại tốt nghiệp"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Lý do (không đạt, thôi học)"), max_length=200, required=False
    )
    commended = forms.BooleanField(
        label=gettext_lazy("Được khen thưởng trong học tập"), required=False
    )
    disciplined = forms.BooleanField(label=gettext_lazy("Bị kỷ luật trong học tập"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choose(self.fields["grade"], codes("graduation_class"))

    def act(self, by: object) -> Any:
        return actions.finish_enrolment(
            enrolment=self.enrolment, by=by, confirmed=self.reasons(), **self.cleaned_data
        )


class CorrectResultForm(ResultForm):
    heading = gettext_lazy("Sửa kết quả")
    text = forms.CharField(label=WHY, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        same = ("outcome", "grade", "reason", "commended", "disciplined")
        self.initial = {name: getattr(self.enrolment, name) for name in same}
        self.initial["on"] = self.enrolment.ended_on

    def act(self, by: object) -> Any:
        return actions.correct_result(
            enrolment=self.enrolment, by=by, confirmed=self.reasons(), **self.cleaned_data
        )


class CorrectEnrolmentForm(TraineeForm):
    heading = gettext_lazy("Sửa việc nhập học")
    on = DayField(label=gettext_lazy("Ngày nhập học"))
    unit = UnitField(label=gettext_lazy("Đơn vị cử đi"), act=TRAIN)
    trained_for = forms.ChoiceField(label=gettext_lazy("Chức danh đào tạo"))
    sending_decision = forms.CharField(
        label=gettext_lazy("Quyết định cử đi"), max_length=120, required=False
    )
    anew = forms.BooleanField(
        label=gettext_lazy("Lấy lại đặc điểm khi nhập học theo hồ sơ hiện nay"), required=False
    )
    reason = forms.CharField(label=WHY, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        row = self.enrolment
        choose(self.fields["trained_for"], codes("post")[1:])
        units = self.fields["unit"]
        assert isinstance(units, UnitField)
        units.names = UnitNames(self.asking.scope, row.entered_on)
        self.initial = {
            "on": row.entered_on,
            "unit": names_apart([row.unit_id], as_of=row.entered_on).get(row.unit_id, ""),
            "trained_for": row.trained_for,
            "sending_decision": row.sending_decision,
        }

    def act(self, by: object) -> Any:
        values = dict(self.cleaned_data)
        entered = values.pop("on")
        return actions.correct_enrolment(
            enrolment=self.enrolment, by=by, entered_on=entered, **values
        )


class CertificateForm(TraineeForm):
    heading = gettext_lazy("Cấp văn bằng")
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Certificate.Kind.choices)
    number = forms.CharField(label=gettext_lazy("Số hiệu"), max_length=40)
    register_number = forms.CharField(label=gettext_lazy("Số vào sổ"), max_length=40)
    on = DayField(label=gettext_lazy("Ngày cấp"))

    def act(self, by: object) -> Any:
        return actions.issue_certificate(enrolment=self.enrolment, by=by, **self.cleaned_data)


class CorrectCertificateForm(Form):
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Certificate.Kind.choices)
    number = forms.CharField(label=gettext_lazy("Số hiệu"), max_length=40)
    register_number = forms.CharField(label=gettext_lazy("Số vào sổ"), max_length=40)
    on = DayField(label=gettext_lazy("Ngày cấp"))
    reason = forms.CharField(label=WHY, max_length=200)


class PlacementForm(TraineeForm):
    """By a post held already, or by one newly given."""

    heading = gettext_lazy("Bố trí sau tốt nghiệp")
    holding = forms.ModelChoiceField(
        Holding.objects.none(),
        label=gettext_lazy("Chức vụ đang giữ hoặc đã giữ"),
        required=False,
        empty_label=gettext_lazy("Chức vụ mới, ghi bên dưới"),
    )
    post = forms.ChoiceField(label=gettext_lazy("Chức vụ mới"), required=False)
    unit = UnitField(
        label=gettext_lazy("Đơn vị bố trí"),
        required=False,
        help_text=gettext_lazy("Để trống là đơn vị cử đi."),
    )
    on = DayField(label=gettext_lazy("Từ ngày"), required=False)
    decision = forms.CharField(label=gettext_lazy("Quyết định"), max_length=120, required=False)
    reason = forms.CharField(label=WHY, max_length=200)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        held, units = self.fields["holding"], self.fields["unit"]
        assert isinstance(held, forms.ModelChoiceField) and isinstance(units, UnitField)
        held.queryset = holdings_to_place(self.enrolment)
        choose(self.fields["post"], codes("post", ("", "—")))
        units.names = UnitNames(self.asking.scope, self._day())
        if self.enrolment.placement_id is None:
            del self.fields["reason"]

    def _day(self) -> date:
        """Units are named as on the day of the post."""
        try:
            return DayField(required=False).clean(self["on"].value()) or self.asking.today
        except forms.ValidationError:
            return self.asking.today

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not self.errors and bool(given.get("holding")) == bool(given.get("post")):
            raise forms.ValidationError(
                gettext_lazy("Hãy chọn một chức vụ đang giữ, hoặc ghi một chức vụ mới.")
            )
        return given

    def act(self, by: object) -> Any:
        given = self.cleaned_data
        reason = given.get("reason", "")
        if given["holding"]:
            return actions.place_graduate(
                enrolment=self.enrolment, holding=given["holding"], by=by, reason=reason
            )
        check_can_edit_person(by, self.enrolment.person, today=self.asking.today)
        return actions.place_in_post(
            enrolment=self.enrolment,
            unit=given["unit"] or self.enrolment.unit,
            post=given["post"],
            on=given["on"],
            decision=given["decision"],
            by=by,
            reason=reason,
            confirmed=self.reasons(),
        )


class TakeBackForm(TraineeForm):
    """What was entered by mistake, with the reason."""

    action: ClassVar[Callable[..., Any]]
    reason = forms.CharField(label=gettext_lazy("Lý do rút lại (ghi nhầm)"), max_length=200)

    def act(self, by: object) -> Any:
        type(self).action(enrolment=self.enrolment, by=by, reason=self.cleaned_data["reason"])
        return self.enrolment


class TakeBackEnrolmentForm(TakeBackForm):
    heading = gettext_lazy("Rút việc nhập học ghi nhầm")
    action = actions.take_back_enrolment


class TakeBackResultForm(TakeBackForm):
    heading = gettext_lazy("Rút kết quả ghi nhầm")
    action = actions.take_back_result


class TakeBackPlacementForm(TakeBackForm):
    heading = gettext_lazy("Rút việc bố trí ghi nhầm")
    action = actions.take_back_placement


ACTS: dict[str, type[TraineeForm]] = {
    "result": ResultForm,
    "certificate": CertificateForm,
    "placement": PlacementForm,
    "correct": CorrectEnrolmentForm,
    "result-correct": CorrectResultForm,
    "back": TakeBackEnrolmentForm,
    "result-back": TakeBackResultForm,
    "placement-back": TakeBackPlacementForm,
}
"""Acts on a trainee: the last part of the address → the form."""
REPLACES = frozenset({"correct", "result-correct"})
"""Acts whose form was filled with what stands."""
