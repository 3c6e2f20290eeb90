"""The register of documents: entries made, put right, taken back; files as downloads."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.models import User
from goc.accounts.queries import signed_in
from goc.audit import masks
from goc.audit.models import Event
from goc.dated.versions import Watched
from goc.lib.errors import HiddenError
from goc.lists.views import list_answer
from goc.registry import access, actions, files, photos, slip_acts, slips
from goc.registry.forms import CorrectDocumentForm, DocumentForm, SlipForm
from goc.registry.lists import DOCUMENTS
from goc.registry.models import Document
from goc.units.access import get_unit_to_edit, scope_of
from goc.units.acts_done import ActLine, tables_on
from goc.units.asking import asking_for
from goc.units.models import Unit
from goc.units.naming import names_apart
from goc.units.queries import name_of
from goc.units.rules import in_text
from goc.web.forms import attempt
from goc.web.once import once


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    asking = asking_for(request)
    may_add = access.may_register(asking.scope)
    return list_answer(request, DOCUMENTS, asking, "registry/documents.html", may_add=may_add)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def document_add(request: HttpRequest) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    units = access.keepers_of(user, today=today)
    called = names_apart([unit.pk for unit in units if unit], as_of=today)
    whole = gettext("Toàn hệ thống")
    keepers = [(unit, called.get(unit.pk, "") if unit else whole) for unit in units]
    given = (request.POST or None, request.FILES or None)
    form = DocumentForm(*given, keepers=keepers, basket=photos.basket_of(user))
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _registered(user, form.cleaned_data))
        if done is not None:
            form.let_go()
            _tell(request, done)
            return redirect("documents")
    return render(
        request, "registry/document_add.html", {"form": form}, status=400 if form.errors else 200
    )


def _registered(user: User, values: dict[str, Any]) -> actions.Registered:
    access.check_can_register(user, values["keeper"], today=timezone.localdate())
    return actions.register_document(**values, by=user)


def _tell(request: HttpRequest, done: actions.Registered) -> None:
    messages.success(request, gettext("Đã ghi sổ %(document)s.") % {"document": done.document})
    for conflict in done.conflicts:
        dates = ", ".join(day.strftime("%d/%m/%Y") for day in conflict.dates)
        text = gettext(
            "Văn bản số %(number)s được viện dẫn với nhiều ngày: %(dates)s. Hãy kiểm tra bản gốc."
        )
        messages.warning(request, text % {"number": conflict.number, "dates": dates})


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def document_correct(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The entry put right; of a paper that is signed only taking back is left."""
    document = _to_edit(request, public_id)
    form = CorrectDocumentForm(
        request.POST or None,
        request.FILES or None,
        initial=CorrectDocumentForm.initial_of(document),
        records=_watched(document),
        basket=photos.basket_of(signed_in(request)),
    )
    if request.method == "POST" and form.is_valid():
        given, by = form.cleaned_data, request.user
        done = attempt(form, lambda: actions.correct_document(document=document, by=by, **given))
        if done is not None:
            form.let_go()
            _tell(request, done)
            return redirect("documents")
    return render(
        request,
        "registry/document_correct.html",
        {
            "form": form,
            "document": document,
            "done": _tables(request, document),
            "is_slip": slip_acts.is_slip(document),
        },
        status=400 if form.errors else 200,
    )


@require_POST
@once()
def document_take_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    document = _to_edit(request, public_id)
    actions.take_back_document(
        document=document, by=request.user, reason=request.POST.get("reason", "")
    )
    messages.success(request, gettext("Đã rút lại dòng nhập nhầm."))
    return redirect("documents")


def _to_edit(request: HttpRequest, public_id: UUID) -> Document:
    user = signed_in(request)
    return access.get_document_to_edit(user, public_id, today=timezone.localdate())


def _tables(request: HttpRequest, document: Document) -> list[ActLine]:
    return tables_on(document, scope_of(request.user, today=timezone.localdate()))


def _watched(document: Document) -> Watched:
    def told(_event: Event) -> str:
        return gettext("sửa văn bản này trong sổ")

    def again() -> Iterable[Document]:
        return Document.objects.filter(pk=document.pk)

    return Watched(document, [document], again, told=told, replaces=True)


@require_safe
def file(request: HttpRequest, public_id: UUID) -> FileResponse:
    user = signed_in(request)
    kept = access.get_file_for(user, public_id, today=timezone.localdate())
    path = files.checked(kept.sha256)
    known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", kept.media_type)
    media_type = kept.media_type if known else "application/octet-stream"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


# --- nhập hộ


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def slip_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The slip goes into the register; from now on what is typed for the unit says so."""
    unit, today = get_unit_to_edit(request.user, public_id), timezone.localdate()
    name = name_of(unit, as_of=today)
    basket = photos.basket_of(signed_in(request))
    form = SlipForm(request.POST or None, request.FILES or None, basket=basket)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _slip_kept(unit, name, form.cleaned_data, signed_in(request)))
        if done is not None:
            form.let_go()
            slips.begin(request, unit=unit, name=in_text(name), document=done.document)
            return redirect("unit", public_id)
    context = {"form": form, "unit": unit, "name": name}
    return render(request, "registry/slip_new.html", context, status=400 if form.errors else 200)


def _slip_kept(unit: Unit, name: str, given: dict[str, Any], by: User) -> actions.Registered:
    said = gettext("%(type)s của %(unit)s, nhập hộ") % {"type": slips.TYPE, "unit": in_text(name)}
    return actions.register_document(
        direction=Document.Direction.IN,
        type=slips.TYPE,
        issuer=name,
        subject=said,
        keeper=unit,
        by=by,
        **given,
    )


@require_POST
def slip_end(request: HttpRequest) -> HttpResponse:
    slips.end(request)
    messages.success(request, gettext("Đã xong phiếu; từ nay việc nhập là của bạn."))
    return redirect("home")


@require_safe
def slip(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What was typed from a slip, to be compared with it."""
    document = _to_edit(request, public_id)
    if not slip_acts.is_slip(document):
        raise HiddenError("Văn bản này không phải phiếu nhập hộ.")
    events = list(slip_acts.typed_from(document)[: slip_acts.MOST])
    clear = masks.sees_clear(request.user)
    typed = [(event, masks.changes_for(event, clear=clear)) for event in events]
    return render(request, "registry/slip.html", {"document": document, "typed": typed})
