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


class NewPasswordForm(Form):
    """A password chosen by its owner, typed twice."""

    raw = frozenset({"old", "new", "again"})
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

    def __init__(self, *args: Any, user: User | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.user = user

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


class PasswordForm(NewPasswordForm):
    old = forms.CharField(
        label=gettext_lazy("Mật khẩu đang dùng"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new", "again")

    def clean_old(self) -> str:
        old = str(self.cleaned_data["old"])
        if self.user is None or not self.user.check_password(old):
            raise forms.ValidationError(gettext("Mật khẩu đang dùng không đúng."))
        return old


class CodeForm(NewPasswordForm):
    """The slip that was handed over, and what its holder chooses."""

    login = forms.CharField(
        label=gettext_lazy("Tên đăng nhập"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    code = forms.CharField(
        label=gettext_lazy("Mã một lần"),
        max_length=40,
        help_text=gettext_lazy("Ghi trên phiếu được trao, ví dụ 7K2M-Q9TX-4B8R."),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code"}),
    )
    name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("login", "code", "name", "new", "again")
