"""The slip with a code, deputies, hand-overs, and what each role may do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.models import User
from goc.accounts.rules import LIFE
from goc.audit.models import Event
from goc.desk.actions import write_paper
from goc.desk.pages import address
from goc.lib.errors import HiddenError
from goc.site import access, forms
from goc.site.minutes import MINUTES
from goc.units.actions import appoint_deputy, end_deputy, hand_over_work
from goc.units.asking import Asking, asking_for
from goc.units.handing_over import Leaving, works_of
from goc.units.models import HandOver
from goc.units.roles import ACTS, ROLES
from goc.web.forms import Form, attempt
from goc.web.once import once

SLIP = "slip"
LINES = 20
"""Of the log on the page of a user."""


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """What each role may do: the table that every page asks."""
    rows = [(role, [act in role.acts for act in ACTS]) for role in ROLES.values()]
    context = {
        "acts": list(ACTS.values()),
        "rows": rows,
        "sees_users": access.can_see_users(request.user),
    }
    return render(request, "site/roles.html", context)


DONE = {
    "accounts.add_user": gettext_lazy("lập tài khoản"),
    "accounts.issue_code": gettext_lazy("cấp mã một lần"),
    "accounts.code_try": gettext_lazy("gõ sai mã"),
    "accounts.redeem_code": gettext_lazy("đặt mật khẩu bằng mã"),
    "accounts.set_password": gettext_lazy("đổi mật khẩu"),
    "accounts.rename_user": gettext_lazy("sửa họ tên"),
    "accounts.disable_user": gettext_lazy("ngừng dùng tài khoản"),
    "accounts.enable_user": gettext_lazy("cho dùng lại"),
}


def account_log(user: User) -> list[tuple[Event, str | Promise]]:
    """What was done with the account, newest first."""
    events = Event.objects.filter(subject=str(user.public_id))[:LINES]
    return [(event, DONE.get(event.action, event.action)) for event in events]


# --- the slip with a code


def hand_slip(request: HttpRequest, user: User, code: str) -> HttpResponse:
    """To the page that shows the code, which it does once."""
    request.session[SLIP] = {"user": str(user.public_id), "code": code}
    return redirect("user_slip", user.public_id)


@require_safe
@never_cache
def user_slip(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    shown = access.get_user_for(asking, public_id)
    access.check_may_manage(asking, shown)
    slip = request.session.pop(SLIP, None)
    if slip is None or slip["user"] != str(shown.public_id):
        raise HiddenError("Mã chỉ hiện một lần. Hãy cấp mã khác.")
    context = {
        "shown": shown,
        "code": slip["code"],
        "until": timezone.now() + LIFE,
        "page": request.build_absolute_uri(reverse("code_redeem")),
    }
    return render(request, "site/user_slip.html", context)


# --- deputies


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def deputy_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking, shown = _managed(request, public_id)
    users = access.users_to_choose(asking, but=shown)
    form = forms.DeputyForm(request.POST or None, users=users, initial={"on": asking.today})

    def run() -> Any:
        return appoint_deputy(stands_for=shown, **form.cleaned_data, by=request.user)

    if form.is_valid() and attempt(form, run):
        return _done(request, shown)
    return _page(request, form, gettext("Người thay %(name)s") % {"name": shown.name}, shown)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def deputy_end(request: HttpRequest, public_id: UUID, deputy_id: UUID) -> HttpResponse:
    asking, shown = _managed(request, public_id)
    deputy = access.get_deputy_to_end(shown, deputy_id)
    form = forms.EndDeputyForm(request.POST or None, initial={"on": asking.today})

    def run() -> bool:
        end_deputy(deputy=deputy, **form.cleaned_data, by=request.user)
        return True

    if form.is_valid() and attempt(form, run):
        return _done(request, shown)
    heading = gettext("%(user)s thôi thay %(name)s")
    return _page(request, form, heading % {"user": deputy.user.name, "name": shown.name}, shown)


def _managed(request: HttpRequest, public_id: UUID) -> tuple[Asking, User]:
    asking = asking_for(request)
    shown = access.get_user_for(asking, public_id)
    access.check_may_manage(asking, shown)
    return asking, shown


def _done(request: HttpRequest, shown: User) -> HttpResponse:
    messages.success(request, gettext("Đã ghi."))
    return redirect("user", public_id=shown.public_id)


def _page(request: HttpRequest, form: Form, heading: str, shown: User) -> HttpResponse:
    context = {"form": form, "heading": heading, "shown": shown}
    status = 400 if form.errors else 200
    return render(request, "site/user_act.html", context, status=status)


# --- hand-over


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def hand_over(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What hangs on a user, who takes it, and the rights that end: one act."""
    asking = asking_for(request)
    shown = access.get_user_for(asking, public_id)
    rights = {str(right.public_id): right for right in access.rights_to_end(asking, shown)}
    if not rights:
        access.check_may_manage(asking, shown)
    asking.learn_units(right.unit_id for right in rights.values())
    form = forms.HandOverForm(
        request.POST or None,
        users=access.users_to_choose(asking, but=shown),
        rights={key: access.right_in_words(right, asking) for key, right in rights.items()},
        initial={"on": asking.today, "rights": list(rights)},
    )

    def run() -> HandOver:
        given = dict(form.cleaned_data)
        chosen = [rights[key] for key in given.pop("rights")]
        return _handed_over(shown, chosen, given, asking.user)

    made = attempt(form, run) if form.is_valid() else None
    if made is not None:
        messages.success(request, gettext("Đã bàn giao; các quyền đã chọn đã thôi."))
        return redirect(address(made, MINUTES) if made.unit else reverse("user", args=[public_id]))
    leaving = Leaving(shown, tuple(rights.values()), asking.today)
    found = [(hanging.label, work) for hanging, work in works_of(leaving)]
    asking.learn_units(work.unit_id for _label, work in found)
    works = [(label, work, access.unit_in_words(work.unit_id, asking)) for label, work in found]
    context = {"form": form, "shown": shown, "works": works}
    status = 400 if form.errors else 200
    return render(request, "site/hand_over.html", context, status=status)


@transaction.atomic
def _handed_over(shown: User, rights: list[Any], given: dict[str, Any], by: User) -> HandOver:
    """With its minutes, where there is a unit under whose letterhead they stand."""
    made = hand_over_work(leaver=shown, rights=rights, **given, by=by)
    if made.unit is not None:
        write_paper(record=made, kind=MINUTES, by=by)
    return made
