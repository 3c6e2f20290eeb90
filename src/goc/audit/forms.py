"""The log's filter."""

from django import forms
from django.utils.translation import gettext_lazy

from goc.web.forms import DayField, Form


class LogFilterForm(Form):
    by = forms.CharField(label=gettext_lazy("Người làm"), required=False, max_length=150)
    action = forms.CharField(label=gettext_lazy("Việc"), required=False, max_length=60)
    day = DayField(label=gettext_lazy("Ngày"), required=False)
    subject = forms.CharField(label=gettext_lazy("Mã bản ghi"), required=False, max_length=64)
