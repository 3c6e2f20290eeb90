"""The register of documents, and files as downloads."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.models import User
from goc.lists.views import list_answer
from goc.registry import access, actions, files
from goc.registry.forms import DocumentForm
from goc.registry.lists import DOCUMENTS
from goc.units.asking import asking_for
from goc.units.naming import names_apart
from goc.web.forms import attempt
from goc.web.once import once


@require_safe
def documents(request: HttpRequest) -> HttpResponse:
    return list_answer(request, DOCUMENTS, asking_for(request), "registry/documents.html")


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def document_add(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    user, today = request.user, timezone.localdate()
    units = access.keepers_of(user, today=today)
    called = names_apart([unit.pk for unit in units if unit], as_of=today)
    whole = gettext("Toàn hệ thống")
    keepers = [(unit, called.get(unit.pk, "") if unit else whole) for unit in units]
    form = DocumentForm(request.POST or None, request.FILES or None, keepers=keepers)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _registered(user, form.cleaned_data))
        if done is not None:
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


@require_safe
def file(request: HttpRequest, public_id: UUID) -> FileResponse:
    assert isinstance(request.user, User)
    kept = access.get_file_for(request.user, public_id, today=timezone.localdate())
    path = files.checked(kept.sha256)
    known = re.fullmatch(r"[\w.+-]+/[\w.+-]+", kept.media_type)
    media_type = kept.media_type if known else "application/octet-stream"
    response = FileResponse(
        path.open("rb"), as_attachment=True, filename=kept.name, content_type=media_type
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
