"""What is typed about trainees, into the arguments of the actions."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy

from goc.dated.reference import labels
from goc.people.keeping import keeper_on
from goc.people.models import Holding, Person
from goc.people.queries import search_people
from goc.training import actions
from goc.training.models import Certificate, Course, Enrolment
from goc.training.queries import holdings_to_place
from goc.units.access import Scope
from goc.web.forms import DayField, Form

Outcome = Enrolment.Outcome


class EnrolForm(Form):
    """A person of the scope by code or full name; sent by the unit that keeps the file."""

    person = forms.CharField(label=gettext_lazy("Mã cán bộ hoặc họ và tên"), max_length=120)
    on = DayField(label=gettext_lazy("Ngày nhập học"))
    trained_for = forms.ChoiceField(label=gettext_lazy("Chức danh đào tạo"))
    sending_decision = forms.CharField(
        label=gettext_lazy("Quyết định cử đi"), max_length=120, required=False
    )

    def __init__(
        self, *args: Any, course: Course, scope: Scope, today: date, **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.course, self.scope, self.today = course, scope, today
        self.fields["trained_for"] = forms.ChoiceField(
            label=gettext_lazy("Chức danh đào tạo"),
            choices=list(labels("post", as_of=today).items()),
            initial="commander",
        )

    def clean_person(self) -> Person:
        text, day = self.cleaned_data["person"], self.today
        found = list(search_people(text, scope=self.scope, as_of=day, today=day)[:2])
        if not found:
            raise forms.ValidationError(
                gettext("Không có cán bộ nào như vậy trong phạm vi của bạn.")
            )
        if len(found) > 1:
            raise forms.ValidationError(gettext("Có nhiều cán bộ như vậy; hãy nhập mã cán bộ."))
        return found[0]

    def act(self, by: object) -> Enrolment:
        given = dict(self.cleaned_data)
        person: Person = given["person"]
        unit = keeper_on(person, given["on"])
        assert unit is not None
        return actions.enrol_person(course=self.course, unit=unit, by=by, **given)


class ResultForm(Form):
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

    def __init__(self, *args: Any, enrolment: Enrolment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.enrolment = enrolment
        grades = [
            ("", gettext("Chưa có thông tin")),
            *labels("graduation_class", as_of=date.max).items(),
        ]
        self.fields["grade"] = forms.ChoiceField(
            label=gettext_lazy("Xếp loại tốt nghiệp"), choices=grades, required=False
        )

    def act(self, by: object) -> Enrolment:
        return actions.finish_enrolment(
            enrolment=self.enrolment, by=by, confirmed=self.reasons(), **self.cleaned_data
        )


class CertificateForm(Form):
    heading = gettext_lazy("Cấp văn bằng")
    kind = forms.ChoiceField(label=gettext_lazy("Loại"), choices=Certificate.Kind.choices)
    number = forms.CharField(label=gettext_lazy("Số hiệu"), max_length=40)
    register_number = forms.CharField(label=gettext_lazy("Số vào sổ"), max_length=40)
    on = DayField(label=gettext_lazy("Ngày cấp"))

    def __init__(self, *args: Any, enrolment: Enrolment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.enrolment = enrolment

    def act(self, by: object) -> Certificate:
        return actions.issue_certificate(enrolment=self.enrolment, by=by, **self.cleaned_data)


class PlacementForm(Form):
    heading = gettext_lazy("Bố trí sau tốt nghiệp")
    holding = forms.ModelChoiceField(Holding.objects.none(), label=gettext_lazy("Chức vụ"))

    def __init__(self, *args: Any, enrolment: Enrolment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.enrolment = enrolment
        field = self.fields["holding"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = holdings_to_place(enrolment)

    def act(self, by: object) -> Enrolment:
        return actions.place_graduate(
            enrolment=self.enrolment, holding=self.cleaned_data["holding"], by=by
        )
