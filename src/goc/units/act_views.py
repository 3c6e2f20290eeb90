"""Founding a unit, and the acts on one. What ends units is shown with what it hands over first."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from goc.accounts.queries import signed_in
from goc.dated.undoing import Write
from goc.dated.versions import Watched
from goc.lib.canonical import canonical, digest
from goc.units import access, act_pages, actions, acts_done
from goc.units.act_forms import FoundForm, TakeBackForm
from goc.units.act_pages import ACTS, ROW_ACTS
from goc.units.choosing import ActForm
from goc.units.models import Unit
from goc.units.queries import name_of
from goc.units.rehearsal import Rehearsal, rehearse, rehearse_taking_back
from goc.web import changes
from goc.web.forms import attempt
from goc.web.once import once

CONFIRMED = "confirmed"


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def unit_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    scope = access.scope_of(request.user, today=today)
    access.check_may_found(scope)
    form = FoundForm(request.POST or None, scope=scope, today=today, initial=_asked(request))
    if form.is_valid():
        made = attempt(form, lambda: actions.found_unit(**form.arguments(), by=request.user))
        if made is not None:
            messages.success(request, gettext("Đã lập đơn vị."))
            return redirect("unit", public_id=made.public_id)
    context = {"form": form, "heading": gettext("Thêm đơn vị")}
    return _page(request, context)


def _asked(request: HttpRequest) -> dict[str, Any]:
    """`?parent=`: under which unit; `?kind=`."""
    today = timezone.localdate()
    above = request.GET.get("parent", "")
    if not above:
        return request.GET.dict()
    parent = access.get_unit_for(request.user, above, today=today)
    return {**request.GET.dict(), "parent": act_pages.typed_name(parent, today)}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def unit_act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    chosen, today = ACTS[act], timezone.localdate()
    unit = access.get_unit_to_edit(request.user, public_id)
    form = chosen.form(
        request.POST or None,
        scope=access.scope_of(request.user, today=today),
        today=today,
        initial=chosen.initial(unit, today),
        records=act_pages.watched(unit, replaces=chosen.replaces),
    )
    context: dict[str, Any] = {"form": form, "heading": chosen.title, "unit": unit}
    run = _done(lambda: chosen.run(unit, form, request.user))
    if form.is_valid() and form.replaces_nothing():
        messages.info(request, gettext("Không có gì thay đổi."))
        return redirect("unit", public_id=unit.public_id)
    if form.is_valid() and chosen.ends and not _is_confirmed(form):
        context |= _shown_first(request, form, run)
    elif form.is_valid() and attempt(form, run):
        messages.success(request, gettext("Đã ghi."))
        return redirect("units") if chosen.gone else redirect("unit", public_id=unit.public_id)
    return _page(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def unit_row(request: HttpRequest, public_id: UUID, row_id: UUID, act: str) -> HttpResponse:
    """Ends or takes back one row of a unit."""
    chosen, today = ROW_ACTS[act], timezone.localdate()
    unit = access.get_unit_to_edit(request.user, public_id)
    row = act_pages.row_of(unit, row_id, chosen)
    form = chosen.form(
        request.POST or None,
        scope=access.scope_of(request.user, today=today),
        today=today,
        records=act_pages.watched(unit),
    )
    if form.is_valid() and attempt(form, _done(lambda: chosen.run(row, form, request.user))):
        messages.success(request, gettext("Đã ghi."))
        return redirect("unit", public_id=unit.public_id)
    heading = f"{chosen.title}: {act_pages.row_said(row)}"
    return _page(request, {"form": form, "heading": heading, "unit": unit})


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def unit_act_back(request: HttpRequest, public_id: UUID, act: UUID) -> HttpResponse:
    """Takes back all that one act on a unit wrote; what that undoes is shown first."""
    user, today = signed_in(request), timezone.localdate()
    acts_done.check_not_gone(user, act, today=today)
    unit = access.get_unit_to_edit(user, public_id)
    line = acts_done.get_act_for(user, unit, act, today=today)
    form = _back_form(request, act_pages.watched(unit))
    context = {"form": form, "unit": unit, "line": line}
    if _taken_back(request, context):
        still = Unit.objects.filter(pk=unit.pk).exists()
        return redirect("unit", public_id=unit.public_id) if still else redirect("units")
    return _page(request, context)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def act_back(request: HttpRequest, act: UUID) -> HttpResponse:
    """Takes back all rows of a table that was written at once; what that undoes is shown first."""
    user, today = signed_in(request), timezone.localdate()
    line = acts_done.get_table_for(user, act, today=today)
    context = {"form": _back_form(request, None), "line": line, "back": line.page}
    if _taken_back(request, context):
        return redirect(line.page or "home")
    return _page(request, context)


def _back_form(request: HttpRequest, records: Watched | None) -> TakeBackForm:
    today = timezone.localdate()
    scope = access.scope_of(request.user, today=today)
    return TakeBackForm(request.POST or None, scope=scope, today=today, records=records)


def _taken_back(request: HttpRequest, context: dict[str, Any]) -> bool:
    """Whether it was confirmed and done; else the page shows what it would undo."""
    form: TakeBackForm = context["form"]
    context["heading"] = gettext("Lấy lại việc đã ghi nhầm")

    def run() -> list[Write]:
        act: UUID = context["line"].act
        return actions.take_back_units_act(act=act, **form.arguments(), by=request.user)

    if form.is_valid() and _is_confirmed(form):
        done = bool(attempt(form, _done(run)))
        if done:
            messages.success(request, gettext("Đã lấy lại."))
        return done
    rehearsed = attempt(form, lambda: rehearse_taking_back(run)) if form.is_valid() else None
    if rehearsed:
        context |= {"undone": rehearsed, "mark": _mark(form)}
    return False


def _done(run: Callable[[], Any]) -> Callable[[], bool]:
    """An act that may return nothing, as `attempt` wants it."""

    def call() -> bool:
        run()
        return True

    return call


# --- what ends units is shown before it is done


def _is_confirmed(form: ActForm) -> bool:
    """Whether just this was shown already, and confirmed."""
    return form.data.get(CONFIRMED) == _mark(form)


def _mark(form: ActForm) -> str:
    return digest(canonical(changes.typed(form)))[:32]


def _shown_first(request: HttpRequest, form: ActForm, run: Callable[[], Any]) -> dict[str, Any]:
    user, on = signed_in(request), form.cleaned_data["on"]

    def tried() -> Rehearsal:
        return rehearse(run, user=user, on=on, today=timezone.localdate())

    shown = attempt(form, tried)
    return {"rehearsal": shown, "mark": _mark(form)} if shown is not None else {}


def _page(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    unit: Unit | None = context.get("unit")
    name = name_of(unit, as_of=timezone.localdate()) if unit else ""
    status = 400 if context["form"].errors else 200
    return render(request, "units/unit_act.html", {**context, "name": name}, status=status)
