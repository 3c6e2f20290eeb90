"""Users and their rights: made, changed, disabled; a new password is shown once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.actions import add_user, disable_user, enable_user, issue_code, rename_user
from goc.accounts.models import User
from goc.audit.models import Event
from goc.dated.versions import Watched
from goc.lib.periods import goes_on
from goc.site import access, forms
from goc.site.account_views import account_log, hand_slip
from goc.units.access import gives_rights
from goc.units.actions import correct_right, grant_right, revoke_right, take_back_right
from goc.units.asking import Asking, asking_for
from goc.units.models import UnitRight
from goc.units.roles import ROLES
from goc.web.forms import Form, attempt
from goc.web.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once()
def user_new(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    access.check_gives_rights(asking)
    form = forms.NewUserForm(request.POST or None, asking=asking, initial={"on": asking.today})
    made = attempt(form, lambda: _made(form, asking)) if form.is_valid() else None
    if made is not None:
        return hand_slip(request, *made)
    return _page(request, form, gettext("Thêm người dùng"))


@transaction.atomic
def _made(form: Form, asking: Asking) -> tuple[User, str]:
    """The password that nobody is told is replaced with the code."""
    given = form.cleaned_data
    user, _password = add_user(login=given["login"], name=given["name"], by=asking.user)
    grant_right(user=user, unit=given["unit"], role=given["role"], on=given["on"], by=asking.user)
    return user, issue_code(user=user, by=asking.user, now=timezone.now())


@require_safe
@never_cache
def user(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    shown = access.get_user_for(asking, public_id)
    rights = list(access.all_rights_for(asking).filter(user=shown))
    asking.learn_units(right.unit_id for right in rights)
    manages = access.may_manage(asking, shown)
    context = {
        "shown": shown,
        "facts": _facts(shown),
        "rights": [_line(right, asking) for right in rights],
        "acts": [(name, act) for name, act in ACTS.items() if manages and act.offered(shown)],
        "may_grant": gives_rights(asking.user, asking.scope),
        "manages": manages,
        "may_hand_over": bool(access.rights_to_end(asking, shown)),
        "stand_ins": shown.stand_ins.select_related("user").order_by("-valid_from"),
        "stands_for": shown.deputies.select_related("stands_for").order_by("-valid_from"),
        "hand_overs": access.hand_overs_of(shown, asking),
        "log": account_log(shown),
    }
    return render(request, "site/user.html", context)


def _facts(shown: User) -> list[tuple[str, object]]:
    used = gettext("Đang dùng") if shown.is_active else gettext("Đã ngừng dùng")
    return [
        (gettext("Tên đăng nhập"), shown.login),
        (gettext("Họ và tên"), shown.name),
        (gettext("Tài khoản"), used),
        (gettext("Người vận hành"), gettext("Có") if shown.is_operator else gettext("Không")),
    ]


@dataclass(frozen=True)
class Line:
    """A right as the page shows it."""

    right: UnitRight
    role: str
    unit: str
    runs: bool
    may_change: bool


def _line(right: UnitRight, asking: Asking) -> Line:
    where = asking.unit_name(right.unit_id) if right.unit_id else gettext("Toàn hệ thống")
    runs = goes_on(right.valid_to, asking.today)
    role = ROLES[right.role].label
    return Line(right, str(role), where, runs, access.may_grant(asking, right.unit_id))


# --- acts on a user


@dataclass(frozen=True)
class UserAct:
    """`offered(user)`: whether it makes sense of this user. `told`: said above the button."""

    title: str | Promise
    form: type[Form]
    offered: Callable[[User], bool]
    told: str | Promise = ""


ACTS = {
    "rename": UserAct(gettext_lazy("Sửa họ tên"), forms.NameForm, lambda _user: True),
    "code": UserAct(
        gettext_lazy("Cấp mã một lần"),
        forms.SureForm,
        lambda user: user.is_active,
        gettext_lazy(
            "Mã để người này tự đặt mật khẩu: hiện một lần, in thành phiếu trao tận tay, dùng một "
            "lần trong 3 ngày. Mã cấp trước đây mất hiệu lực; mật khẩu đang dùng vẫn còn cho đến "
            "khi mã được dùng."
        ),
    ),
    "disable": UserAct(
        gettext_lazy("Ngừng dùng tài khoản"),
        forms.SureForm,
        lambda user: user.is_active,
        gettext_lazy("Người này không đăng nhập được nữa; quyền và nhật ký giữ nguyên."),
    ),
    "enable": UserAct(
        gettext_lazy("Cho dùng lại"), forms.SureForm, lambda user: not user.is_active
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@once()
def user_act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    asking = asking_for(request)
    shown, chosen = access.get_user_for(asking, public_id), ACTS[act]
    access.check_may_manage(asking, shown)
    sent = request.POST if request.method == "POST" else None
    form = chosen.form(sent, initial={"name": shown.name})

    def run() -> bool:
        _do(request, act, shown, form)
        return True

    if act == "code" and form.is_valid():
        return hand_slip(request, shown, issue_code(user=shown, by=asking.user, now=timezone.now()))
    if form.is_valid() and attempt(form, run):
        return redirect("user", public_id=shown.public_id)
    return _page(request, form, f"{chosen.title}: {shown.login}", shown, told=chosen.told)


def _do(request: HttpRequest, act: str, shown: User, form: Form) -> None:
    by = request.user
    if act == "rename":
        rename_user(user=shown, name=form.cleaned_data["name"], by=by)
    elif act == "disable":
        disable_user(user=shown, by=by)
    else:
        enable_user(user=shown, by=by)
    messages.success(request, gettext("Đã ghi."))


# --- rights


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def right_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    shown = access.get_user_for(asking, public_id)
    access.check_gives_rights(asking)
    form = forms.RightForm(request.POST or None, asking=asking, initial={"on": asking.today})

    def give() -> UnitRight:
        return grant_right(user=shown, **form.arguments(), by=request.user)

    if form.is_valid() and attempt(form, give) is not None:
        messages.success(request, gettext("Đã ghi."))
        return redirect("user", public_id=shown.public_id)
    return _page(request, form, gettext("Cấp quyền: %(login)s") % {"login": shown.login}, shown)


@dataclass(frozen=True)
class RightAct:
    title: str | Promise
    form: type[Form]
    action: Callable[..., Any]
    replaces: bool = False


RIGHT_ACTS = {
    "end": RightAct(gettext_lazy("Thôi quyền"), forms.EndRightForm, revoke_right),
    "correct": RightAct(
        gettext_lazy("Sửa quyền"), forms.CorrectRightForm, correct_right, replaces=True
    ),
    "back": RightAct(gettext_lazy("Rút quyền"), forms.TakeBackForm, take_back_right),
}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def right_act(request: HttpRequest, public_id: UUID, right_id: UUID, act: str) -> HttpResponse:
    asking = asking_for(request)
    shown, chosen = access.get_user_for(asking, public_id), RIGHT_ACTS[act]
    right = access.get_right_to_change(asking, shown, right_id)
    initial = {name: getattr(right, name) for name in ("role", "valid_from", "valid_to")}
    form = chosen.form(
        request.POST or None,
        initial={"on": asking.today, **initial},
        records=_watched(right, replaces=chosen.replaces),
    )

    def run() -> bool:
        chosen.action(right=right, **form.cleaned_data, by=request.user)
        return True

    if form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã ghi."))
        return redirect("user", public_id=shown.public_id)
    line = _line(right, asking)
    return _page(request, form, f"{chosen.title}: {line.role}, {line.unit}", shown)


def _watched(right: UnitRight, *, replaces: bool) -> Watched:
    def told(_event: Event) -> str:
        return gettext("sửa quyền này")

    def again() -> Iterable[UnitRight]:
        return UnitRight.objects.filter(pk=right.pk)

    return Watched(right, [right], again, told=told, replaces=replaces)


def _page(
    request: HttpRequest,
    form: Form,
    heading: str,
    shown: User | None = None,
    *,
    told: str | Promise = "",
) -> HttpResponse:
    context = {"form": form, "heading": heading, "shown": shown, "told": told}
    status = 400 if form.errors else 200
    return render(request, "site/user_act.html", context, status=status)
