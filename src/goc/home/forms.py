"""What is said when a duty is settled."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy

from goc.directives.models import Duty
from goc.web.forms import Form

State = Duty.State


class SettleForm(Form):
    state = forms.ChoiceField(
        label=gettext_lazy("Kết quả"),
        widget=forms.RadioSelect,
        initial=State.DONE,
        choices=[(State.DONE, State.DONE.label), (State.DROPPED, State.DROPPED.label)],
    )
    evidence = forms.CharField(
        label=gettext_lazy("Căn cứ"),
        max_length=300,
        help_text=gettext_lazy("Văn bản, biên bản cho thấy việc đã làm xong, hoặc lý do thôi."),
    )
