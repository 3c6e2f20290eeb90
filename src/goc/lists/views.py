"""The one list page, and the forms, workbooks and take-backs of what stands on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.lib.errors import InputError
from goc.lists import access, actions, pages
from goc.lists.asked import Asked, asked_of
from goc.lists.books import workbook_of
from goc.lists.forms import RowForm
from goc.lists.grid_views import LOOK, Place, grid_answer
from goc.lists.owed import of_unit, owed_by
from goc.lists.registry import ROSTERS, Subject, subject_at
from goc.lists.shapes import RowShape
from goc.lists.sheets import read_sheet
from goc.lists.subject_grids import grid_of
from goc.lists.worklists import worklist_for
from goc.units.access import get_unit_for
from goc.units.acts_done import tables_at
from goc.units.asking import Asking, asking_for
from goc.units.parts import part_answer
from goc.units.queries import name_of
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.texts import safe_name

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LIST = "lists/list.html"


def list_answer(
    request: HttpRequest, shape: RowShape, asking: Asking, template: str = LIST, **more: Any
) -> HttpResponse:
    """The list of a shape: the page, with `?to=print` all its rows for paper, with `?to=xlsx` the
    workbook, with `?roster=1` the persons of its rows in columns of their own. Who may open it is
    checked before. `more`: what a template of the room's own shows besides (it extends
    `lists/list.html`).
    """
    asked = asked_of(shape, asking, request.GET.dict())
    if request.GET.get(pages.ROSTER) and shape.person:
        return ROSTERS[0](request, asked)
    to = request.GET.get("to", "")
    if to == "xlsx":
        return _workbook(asked)
    if to == "print":
        return render(request, "lists/print.html", pages.printed_page(request, asked))
    return render(request, template, {**pages.list_page(request, asked), **more})


def _workbook(asked: Asked) -> HttpResponse:
    response = HttpResponse(workbook_of(asked), content_type=XLSX)
    name = quote(f"{asked.shape.title}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def list_(request: HttpRequest, address: str) -> HttpResponse:
    subject, asking = subject_at(address), asking_for(request)
    shape = replace(subject.shape, acts=partial(access.acts_on, subject))
    may_add = subject.add is not None and subject.may_add(asking)
    done = tables_at(subject.address, asking.scope) if may_add else []
    return list_answer(
        request, shape, asking, "lists/subject.html", subject=subject, may_add=may_add, done=done
    )


@require_safe
def worklist(request: HttpRequest, name: str) -> HttpResponse:
    """With `?of=` only what concerns that unit and all below it."""
    asking = asking_for(request)
    found = worklist_for(name, asking)
    told: dict[str, Any] = {"worklist": found}
    if chosen := request.GET.get("of"):
        unit = get_unit_for(request.user, chosen, today=asking.today)
        asking = of_unit(asking, unit)
        told |= {"of": unit, "of_name": name_of(unit, as_of=asking.day)}
    return list_answer(request, found.shape, asking, "lists/worklist.html", **told)


@require_safe
def unit_owes(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What waits about a unit: a part of its page, or a page of its own."""
    asking = asking_for(request)
    unit = get_unit_for(request.user, public_id, today=asking.today)
    owed = owed_by(unit, replace(asking, day=asking.today))
    return part_answer(request, "lists/_owed.html", unit, asking.day, {"owed": owed})


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def list_add(request: HttpRequest, address: str) -> HttpResponse:
    subject, asking = subject_at(address), asking_for(request)
    access.check_may_add(subject, asking)
    assert subject.add is not None
    add = subject.add
    form = RowForm(_sent(request), subject.shape, asking)
    return _filled(
        request, subject, form, lambda: add(by=request.user, **form.arguments()), gettext("Đã ghi.")
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def list_correct(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    subject, asking = subject_at(address), asking_for(request)
    row = access.get_row_to_correct(subject, asking, public_id)
    assert subject.correct is not None
    correct = subject.correct
    form = RowForm(_sent(request), subject.shape, asking, row)
    return _filled(
        request,
        subject,
        form,
        lambda: correct(row=row, by=request.user, **form.arguments()),
        gettext("Đã sửa."),
        row=row,
    )


def _sent(request: HttpRequest) -> Any:
    """What a form was sent with, nothing included; None while it is only looked at."""
    return request.POST if request.method == "POST" else None


def _filled(
    request: HttpRequest,
    subject: Subject,
    form: RowForm,
    act: Callable[[], Any],
    said: str,
    row: Any = None,
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(form, act):
        messages.success(request, said)
        return redirect("list", address=subject.address)
    context = {"subject": subject, "form": form, "row": row}
    return render(request, "lists/row.html", context, status=400 if form.errors else 200)


@require_POST
@once()
def list_take_back(request: HttpRequest, address: str, public_id: UUID) -> HttpResponse:
    subject, asking = subject_at(address), asking_for(request)
    row = access.get_row_to_correct(subject, asking, public_id)
    if subject.take_back is None:
        raise InputError("Danh sách này không rút lại được từng dòng.")
    subject.take_back(row=row, by=request.user, reason=request.POST.get("reason", ""))
    messages.success(request, gettext("Đã rút lại dòng nhập nhầm."))
    return redirect("list", address=subject.address)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def list_import(request: HttpRequest, address: str) -> HttpResponse:
    """A workbook of the same columns, as the export gives it; all rows or none."""
    subject, asking = subject_at(address), asking_for(request)
    access.check_may_add(subject, asking)
    taken = _taken_in(request, subject, asking) if request.method == "POST" else None
    if taken is not None and not taken.faults:
        messages.success(request, gettext("Đã ghi %(n)d dòng.") % {"n": len(taken.lines)})
        return redirect("list", address=subject.address)
    context = {"subject": subject, "taken": taken}
    return render(request, "lists/import.html", context, status=400 if taken else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(LOOK,))
def list_many(request: HttpRequest, address: str) -> HttpResponse:
    """Many rows by one paste; all or none."""
    subject, asking = subject_at(address), asking_for(request)
    access.check_may_add(subject, asking)
    back = reverse("list", args=[subject.address])
    place = Place(back, [(str(subject.shape.title), back)], about=subject.address)
    return grid_answer(request, grid_of(subject, asking), asking, place)


def _taken_in(request: HttpRequest, subject: Subject, asking: Asking) -> Any:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile):
        raise InputError("Hãy chọn một tệp Excel (.xlsx).")
    return actions.take_in(
        subject=subject, sheet=read_sheet(file.read(), safe_name(file.name or "")), asking=asking
    )
