"""A list given in, how it was read, its sheet with what is to be mended, what comes of it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import resolve
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.queries import signed_in
from goc.imports import access, actions, pages, queries, staging
from goc.imports.actions.checking import is_long
from goc.imports.forms import LoadForm, MendForm, ReadingForm
from goc.imports.lists import LOADS
from goc.imports.models import Load, Remark
from goc.imports.watching import WatchedCell, WatchedReading
from goc.intake import handing_back
from goc.intake.handing_back import Wrong
from goc.lib.errors import GocError
from goc.lists.views import XLSX, list_answer
from goc.units.access import choose_unit
from goc.units.asking import asking_for, asking_of
from goc.units.models import Unit
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.texts import safe_name
from goc.web.words import told


def then_checked(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The list that a view changed is checked when its transaction is over, so that nobody waits
    for it.
    """

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            _check(request, resolve(response.url).kwargs["public_id"])
        return response

    return answered


def _check(request: HttpRequest, public_id: UUID) -> None:
    """What the view did stands, whatever is said of the list."""
    found = _found(request, public_id)
    try:
        if queries.waits_for_checking(found):
            actions.go_on(load=found, by=signed_in(request))
    except GocError as why:
        messages.error(request, told(why))


@require_safe
def loads(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    access.check_may_load(asking)
    return list_answer(request, LOADS, asking, "imports/loads.html")


@require_http_methods(["GET", "HEAD", "POST"])
@then_checked
@once()
def load_new(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    asking = asking_of(user)
    access.check_may_load(asking)
    form = LoadForm(
        request.POST or None,
        request.FILES or None,
        scope=asking.scope,
        today=asking.today,
        kinds=access.kinds_for(asking),
        initial={"on": asking.today},
    )
    made = attempt(form, lambda: _started(request, form)) if form.is_valid() else None
    if made is not None:
        return redirect("load_reading", public_id=made.public_id)
    return render(request, "imports/load_new.html", {"form": form}, status=_status(form))


def _started(request: HttpRequest, form: LoadForm) -> Load:
    user, file, day = signed_in(request), form.cleaned_data["file"], form.cleaned_data["on"]
    unit: Unit | None = form.unit_chosen or choose_unit(user, None, as_of=day)
    return actions.start_load(
        kind=form.kind_chosen,
        unit=unit,
        name=safe_name(file.name),
        data=file.read(),
        day=day,
        sender=form.cleaned_data["sender"],
        by=user,
    )


def _status(form: Any) -> int:
    return 400 if form.errors else 200


def _found(request: HttpRequest, public_id: UUID) -> Load:
    return access.get_load_for(asking_of(signed_in(request)), public_id)


@require_safe
def load(request: HttpRequest, public_id: UUID) -> HttpResponse:
    found = _found(request, public_id)
    return render(request, "imports/load.html", pages.load_page(request, found))


# --- how it is read


@require_http_methods(["GET", "HEAD", "POST"])
@then_checked
@once()
def load_reading(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user, found = signed_in(request), _found(request, public_id)
    if found.state == Load.State.READING:
        return redirect("load", public_id=public_id)
    form = ReadingForm(request.POST or None, load=found, records=WatchedReading(found))

    def choose() -> Load:
        return actions.choose_reading(
            load=found,
            sheet=form.cleaned_data["sheet"],
            head_rows=form.head_rows,
            columns=form.columns_chosen,
            by=user,
        )

    if form.is_valid() and attempt(form, choose) is not None:
        messages.success(request, gettext("Đã đọc lại danh sách."))
        return redirect("load_reading", public_id=public_id)
    context = {**pages.reading_page(found), "form": form}
    return render(request, "imports/load_reading.html", context, status=_status(form))


@require_POST
@then_checked
def load_reuse(request: HttpRequest, public_id: UUID) -> HttpResponse:
    actions.reuse_remembered(load=_found(request, public_id), by=signed_in(request))
    messages.success(request, gettext("Đã dùng lại những gì đã chọn lần trước."))
    return redirect("load_reading", public_id=public_id)


# --- the sheet


@require_safe
def load_sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """With the first fault ready to be mended, unless a page was asked for."""
    found = _found(request, public_id)
    fault = None if "page" in request.GET else queries.next_fault(found)
    if fault is None or not found.is_open:
        context = {**pages.sheet_page(request, found), "form": None}
        return render(request, "imports/load_sheet.html", context)
    form = _mend_form(request, found, fault, (fault.row, fault.field))
    return _sheet(request, found, form, fault, (fault.row, fault.field))


@require_http_methods(["GET", "HEAD", "POST"])
@then_checked
@once()
def load_mend(request: HttpRequest, public_id: UUID, row: int, field: str) -> HttpResponse:
    """One cell; then on to the next that is to be mended, or to what comes of it all."""
    user, found = signed_in(request), _found(request, public_id)
    at = (row, "" if field == pages.WHOLE_ROW else field)
    access.check_is_a_cell(found, *at)
    fault = queries.fault_at(found, *at)
    form = _mend_form(request, found, fault, at)

    def mend() -> Any:
        values = form.cleaned_data
        return actions.mend_cell(
            load=found,
            row=at[0],
            field=at[1],
            said=form.said,
            for_all=bool(values.get("for_all")),
            by=user,
        )

    if form.is_valid() and attempt(form, mend):
        return _to_the_next(found, at)
    return _sheet(request, found, form, fault, at)


def _mend_form(
    request: HttpRequest, found: Load, fault: Remark | None, at: tuple[int, str]
) -> MendForm:
    alike = queries.alike(fault).count() if fault else 1
    watched = WatchedCell(found, *at)
    return MendForm(request.POST or None, fault=fault, alike=alike, records=watched)


def _sheet(
    request: HttpRequest, found: Load, form: MendForm, fault: Remark | None, at: tuple[int, str]
) -> HttpResponse:
    before = queries.fault_before(found, fault) if fault else None
    following = queries.next_fault(found, (at[0], fault.pk if fault else 0))
    context = {
        **pages.sheet_page(request, found, at),
        "form": form,
        "fault": fault,
        "at": pages.address_of(found, *at),
        "title": pages.title_of(found, at[1]),
        "next": pages.address_of(found, following.row, following.field) if following else "",
        "before": pages.address_of(found, before.row, before.field) if before else "",
    }
    return render(request, "imports/load_sheet.html", context, status=_status(form))


def _to_the_next(found: Load, at: tuple[int, str]) -> HttpResponse:
    """The fault behind this cell; once there is none, what comes of the list."""
    still = queries.fault_at(found, *at)
    following = still or queries.next_fault(found, (at[0], 0))
    if following is not None:
        return redirect(pages.address_of(found, following.row, following.field))
    return redirect("load", public_id=found.public_id)


# --- what comes of it


@require_POST
def load_check(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Again from the beginning: what was cut off is read, what was read is checked."""
    user, found = signed_in(request), _found(request, public_id)
    is_read = found.state != Load.State.READING
    again = actions.go_on if is_read else actions.ask_for_reading
    again(load=found, by=user)
    return redirect("load", public_id=public_id)


@require_POST
def load_write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Once however often it is sent: the load itself knows whether it is written."""
    user, found = signed_in(request), _found(request, public_id)
    if is_long(found):
        actions.ask_for_writing(load=found, by=user)
        return redirect("load", public_id=public_id)
    done = actions.write_load(load=found, by=user)
    if done.state != Load.State.WRITTEN:
        messages.warning(request, gettext("Chưa ghi dòng nào: còn ô phải sửa."))
    return redirect("load", public_id=public_id)


@require_POST
@once()
def load_drop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    actions.drop_load(load=_found(request, public_id), by=signed_in(request))
    messages.success(request, gettext("Đã bỏ lần nạp này; không có gì được ghi."))
    return redirect("loads")


@require_safe
def load_workbook(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The sheet with its faults in red and their reasons, to be mended in Excel and given in
    again.
    """
    found = _found(request, public_id)
    actions.check_is_understood(found)
    about = found.about
    wrong = [Wrong(fault.row, fault.letter, fault.reason) for fault in queries.faults_of(found)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "loi.xlsx")
        rows = staging.mended_rows(found)
        handing_back.write(path, about["sheet"], rows, about["head"][1], wrong)
        response = HttpResponse(path.read_bytes(), content_type=XLSX)
    name = quote(f"{Path(found.name).stem}.loi.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def load_wanted(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """For paper: what the sender is asked to mend or to add."""
    found = _found(request, public_id)
    context = {**pages.wanted_page(found), "today": timezone.localdate()}
    return render(request, "imports/load_wanted.html", context)
