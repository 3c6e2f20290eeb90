"""Directives: the list, reading one from a file, entering what was read once people have corrected
it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.models import User
from goc.accounts.queries import signed_in
from goc.audit.models import Event
from goc.claims import read_directive
from goc.dated.versions import Watched
from goc.directives import access, pages, queries
from goc.directives.actions import choose_check, receive_directive
from goc.directives.checks import chosen
from goc.directives.forms import (
    MANY,
    ChecksForm,
    HeaderForm,
    RowForm,
    Rows,
    header_of,
    mark_parents,
    rows_of,
    taken_tree,
    upload_of,
)
from goc.directives.lists import DIRECTIVES
from goc.directives.models import Directive, Requirement
from goc.lists.views import list_answer
from goc.registry.readings import drop_reading, get_reading_for, start_reading
from goc.units.access import check_may
from goc.units.asking import asking_for
from goc.units.models import Unit
from goc.units.roles import PAPERS
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.texts import Given, TextForm, pasted
from goc.web.words import told

LONGEST = 400_000
OF_THE_PAPER = ("type", "number", "issuer", "issued_on", "subject", "secrecy", "issuer_inferred")


@require_safe
def directives(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    may_add = access.may_enter(asking.scope, today=asking.today)
    return list_answer(request, DIRECTIVES, asking, "directives/directives.html", may_add=may_add)


@require_safe
def directive(request: HttpRequest, public_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    found = access.get_directive_for(request.user, public_id, today=today)
    return render(
        request, "directives/directive.html", pages.directive_page(request.user, found, today=today)
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def directive_checks(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Another way to judge a requirement: one event for each that changes."""
    today = timezone.localdate()
    found = access.get_directive_for(request.user, public_id, today=today)
    check_may(request.user, PAPERS, found.unit, today=today)
    rows = queries.last_judged(list(found.requirements.order_by("position")), {}, None)
    leaves = [row.requirement for row in rows if not row.is_parent]
    form = ChecksForm(request.POST or None, requirements=leaves, records=_watched(found, leaves))
    if form.is_valid():
        count = attempt(form, lambda: _choose(form, leaves, request.user))
        if count is not None:
            said = gettext("Đã ghi cách kiểm tra của %(count)d yêu cầu.") % {"count": count}
            messages.success(request, said)
            return redirect("directive", found.public_id)
    shown = [
        (row, form[str(row.requirement.public_id)] if not row.is_parent else None) for row in rows
    ]
    page = {"directive": found, "form": form, "rows": shown}
    return render(
        request, "directives/directive_checks.html", page, status=400 if form.errors else 200
    )


def _watched(found: Directive, leaves: list[Requirement]) -> Watched:
    def again() -> list[Requirement]:
        kept = {row.pk: row for row in found.requirements.all()}
        return [kept[row.pk] for row in leaves if row.pk in kept]

    def told(_event: Event) -> str:
        return gettext("chọn cách kiểm tra")

    return Watched(found, leaves, again, told=told, replaces=True)


@transaction.atomic
def _choose(form: ChecksForm, leaves: list[Requirement], by: object) -> int:
    """How many requirements are judged otherwise now."""
    changed = [row for row in leaves if str(row.public_id) in form.changed_data]
    for row in changed:
        name, parameters = chosen(form.cleaned_data[str(row.public_id)])
        choose_check(requirement=row, name=name, parameters=parameters, by=by)
    return len(changed)


@require_http_methods(["GET", "HEAD", "POST"])
def directive_read(request: HttpRequest) -> HttpResponse:
    units = access.units_to_enter(request.user, today=timezone.localdate())
    if request.method != "POST" and (reading := request.GET.get("reading")):
        return _read(request, get_reading_for(request.user, reading), units, reading)
    form = TextForm(request.POST or None, request.FILES or None, may_wait=True)
    if request.method == "POST" and form.is_valid():
        if form.waiting:
            return redirect(
                "job", start_reading(form.waiting, by=request.user, page="directive_read").public_id
            )
        return _read(request, form.given, units)
    return render(
        request,
        "directives/directive_read.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


def _read(
    request: HttpRequest, given: Given, units: list[tuple[str, str]], reading: str = ""
) -> HttpResponse:
    """What was read, to be corrected. Nothing is stored yet; the file of a `reading` waits on the
    site.
    """
    cut = len(given.text) > LONGEST
    given = replace(given, text=given.text[:LONGEST], data=b"" if reading else given.data)
    read = read_directive(given.text)
    found = list(rows_of(read.requirements))
    header = HeaderForm(units=units, initial={**header_of(read, given), "reading": reading})
    return _structure(
        request,
        header,
        Rows(initial=found[:MANY], prefix="row"),
        {
            "read": read,
            "text": given.text,
            "unread": [told(unread) for unread in given.unread],
            "cut": cut,
            "limit": LONGEST,
            "many": MANY if len(found) > MANY else 0,
            "found": len(found),
            "not_carried": bool(given.data) and not given.carried,
        },
    )


def _structure(
    request: HttpRequest, header: HeaderForm, rows: Any, more: dict[str, Any]
) -> HttpResponse:
    mark_parents(list(rows))
    warnings = list(dict.fromkeys([*more.get("unread", ()), *more["read"].warnings]))
    shown = {"header": header, "rows": rows, "many": 0, "warnings": warnings, **more}
    return render(
        request, "directives/directive_enter.html", shown, status=400 if header.is_bound else 200
    )


@require_POST
@once()
def directive_enter(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    unit = access.get_unit_to_enter(user, request.POST.get("unit", ""), today=today)
    units = access.units_to_enter(user, today=today)
    header = HeaderForm(request.POST, request.FILES, units=units)
    rows = Rows(request.POST, prefix="row")
    if header.is_valid() and rows.is_valid():
        made = attempt(header, lambda: _received(user, unit, header.cleaned_data, list(rows)))
        if made is not None:
            if reading := header.cleaned_data["reading"]:
                drop_reading(user, reading)
            messages.success(request, gettext("Đã nhập văn bản chỉ đạo."))
            return redirect("directive", made.public_id)
    text = pasted(header["text"].value() or "")[:LONGEST]
    return _structure(request, header, rows, {"read": read_directive(text), "text": text})


def _received(user: User, unit: Unit, values: dict[str, Any], rows: list[RowForm]) -> Directive:
    file = values["file"]
    if values["reading"] and not file and not values["secrecy"]:
        file = upload_of(get_reading_for(user, str(values["reading"])))
    return receive_directive(
        unit=unit,
        requirements=taken_tree(rows, take_suggested=values["take_suggested"]),
        file=file,
        by=user,
        **{name: values[name] for name in OF_THE_PAPER},
    )
