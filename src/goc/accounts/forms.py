"""Signing in and changing one's own password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.web.forms import Form

# Django has no Vietnamese for these
SAID = {
    "password_too_short": gettext_lazy("Mật khẩu cần ít nhất 10 ký tự."),
    "password_too_common": gettext_lazy("Mật khẩu này quá nhiều người dùng, dễ đoán."),
}


class SignInForm(Form):
    raw = frozenset({"password"})
    login = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=gettext_lazy("Mật khẩu"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class PasswordForm(Form):
    raw = frozenset({"old", "new", "again"})
    old = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=gettext_lazy("Mật khẩu mới"),
        strip=False,
        help_text=gettext_lazy("Ít nhất 10 ký tự; một câu ngắn dễ nhớ là tốt."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=gettext_lazy("Mật khẩu mới, gõ lại"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if not self.user.check_password(old):
            raise forms.ValidationError(gettext("Mật khẩu đang dùng không đúng."))
        return old

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if given.get("new") and given.get("again") and given["new"] != given["again"]:
            self.add_error("again", gettext("Hai lần gõ mật khẩu mới không giống nhau."))
        elif given.get("new"):
            try:
                validate_password(given["new"], self.user)
            except forms.ValidationError as why:
                for fault in why.error_list:
                    self.add_error("new", SAID.get(fault.code or "", fault))
        return given
