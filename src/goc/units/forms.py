"""What the tree page is asked for."""

from django import forms
from django.utils.translation import gettext_lazy

from goc.web.forms import DayField, Form


class TreeForm(Form):
    as_of = DayField(label=gettext_lazy("Vào ngày"), required=False)
    q = forms.CharField(label=gettext_lazy("Tìm theo tên hoặc mã"), required=False, max_length=100)
