"""Signing in and out, one's own language and password."""

from __future__ import annotations

from django.conf import settings
from django.contrib import auth, messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from goc.accounts import actions
from goc.accounts.forms import CodeForm, PasswordForm, SignInForm
from goc.accounts.models import User
from goc.accounts.queries import signed_in
from goc.web.forms import attempt


def next_page(request: HttpRequest) -> str:
    """Where the user wanted to go, on this site only."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(
        wanted, {request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


@login_not_required
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return HttpResponseRedirect(next_page(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = attempt(form, lambda: actions.sign_in(**form.cleaned_data, now=timezone.now()))
        if user is not None:
            auth.login(request, user)
            return HttpResponseRedirect(next_page(request))
    status = 400 if form.errors else 200
    return render(
        request, "accounts/sign_in.html", {"form": form, "next": next_page(request)}, status=status
    )


@login_not_required
@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def code_redeem(request: HttpRequest) -> HttpResponse:
    """A password is set with a code that was handed over; whoever held it is signed in."""
    form = CodeForm(request.POST or None)
    user = attempt(form, lambda: _redeemed(form)) if form.is_valid() else None
    if user is not None:
        auth.login(request, user)
        messages.success(request, gettext("Đã đặt mật khẩu. Mã một lần không dùng được nữa."))
        return redirect("/")
    status = 400 if form.errors else 200
    return render(request, "accounts/code_redeem.html", {"form": form}, status=status)


def _redeemed(form: CodeForm) -> User:
    given = {name: form.cleaned_data[name] for name in ("login", "code", "name")}
    return actions.redeem_code(**given, password=form.cleaned_data["new"], now=timezone.now())


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    if isinstance(request.user, User):
        actions.sign_out(user=request.user)
    auth.logout(request)
    return redirect("sign_in")


@require_POST
def set_language_of_user(request: HttpRequest) -> HttpResponse:
    language = request.POST.get("language", "")
    if isinstance(request.user, User) and language in dict(settings.LANGUAGES):
        actions.set_language(user=request.user, language=language)
    return HttpResponseRedirect(next_page(request))


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    form = PasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user=user, by=user, password=form.cleaned_data["new"])
        auth.update_session_auth_hash(request, user)
        messages.success(request, gettext("Đã đổi mật khẩu."))
        return redirect("password")
    return render(
        request, "accounts/password.html", {"form": form}, status=400 if form.errors else 200
    )
