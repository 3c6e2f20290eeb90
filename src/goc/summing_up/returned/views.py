"""The page on which a Word file comes back: choose it, see what differs, answer, take it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from goc.desk.kinds import PaperKind
from goc.files.marks.door import check_bytes_unmarked
from goc.lib.canonical import digest
from goc.lib.errors import GocError, InputError
from goc.summing_up import access, actions, watching
from goc.summing_up.models import SummingUp
from goc.summing_up.returned import pages
from goc.summing_up.returned.forms import MANY, AnswersForm, WordForm, packed, unpacked
from goc.summing_up.returned.loading import Returned, check_open, paper_kind, returned
from goc.summing_up.returned.places import carried_places, with_places
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.texts import safe_name
from goc.web.words import told

READ = "read"
"""The button that reads a file and keeps nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=(READ,))
def paper_returned(request: HttpRequest, code: str, name: str) -> HttpResponse:
    round_, kind = access.get_round_to_edit(request.user, code), paper_kind(name)
    try:
        check_open(round_, kind)
        return _answered(request, round_, kind)
    except GocError as error:
        return _chosen(request, round_, kind, WordForm(), told(error))


def _answered(request: HttpRequest, round_: SummingUp, kind: PaperKind) -> HttpResponse:
    if request.method != "POST":
        return _chosen(request, round_, kind, WordForm())
    if READ not in request.POST:
        return _taken(request, round_, kind)
    form = WordForm(request.POST, request.FILES)
    if not form.is_valid():
        return _chosen(request, round_, kind, form)
    return _read(request, round_, kind, *form.word)


def _read(
    request: HttpRequest, round_: SummingUp, kind: PaperKind, name: str, data: bytes
) -> HttpResponse:
    with _file(name, data) as path:
        found = returned(round_, kind, path)
    if len(found.compared.questions) > MANY:
        raise InputError(
            "Tệp %(name)s khác bản đã xuất ở %(count)d con số; như vậy là một văn bản khác. Hãy sửa "
            "từng phần trên bản Word đã xuất.",
            name=name,
            count=len(found.compared.questions),
        )
    kept = {"carried": packed(data), "carried_name": name, "places": carried_places(found)}
    return _shown(request, found, _form(round_, found, _source(name, data)), kept)


def _taken(request: HttpRequest, round_: SummingUp, kind: PaperKind) -> HttpResponse:
    """Pages and lines are those that were shown."""
    name = safe_name(request.POST.get("carried_name", ""))
    data = unpacked(request.POST.get("carried", ""))
    with _file(name, data) as path:
        found = returned(round_, kind, path, with_places=False)
    found = with_places(found, request.POST.get("places", ""))
    form = _form(round_, found, _source(name, data), request.POST)
    if form.is_valid():
        act = partial(actions.take_word_back, round_=round_, kind=kind, by=request.user)
        if attempt(form, lambda: act(taken=form.taken)) is not None:
            count = len(form.taken.texts)
            said = gettext(
                "Đã nạp lại bản Word: %(count)d mục được ghi. Hãy dựng lại bộ hồ sơ để văn bản theo "
                "phần lời mới."
            )
            messages.success(request, said % {"count": count})
            return redirect("summing_up", code=round_.code)
    kept = {box: request.POST.get(box, "") for box in ("carried", "carried_name", "places")}
    return _shown(request, found, form, kept)


def _form(round_: SummingUp, found: Returned, source: str, *given: Any) -> AnswersForm:
    return AnswersForm(*given, found=found, source=source, records=watching.texts(round_))


def _source(name: str, data: bytes) -> str:
    return f"{name}, SHA-256 {digest(data)}"


@contextmanager
def _file(name: str, data: bytes) -> Iterator[Path]:
    """Under its own name, which the sentences of the readers tell."""
    check_bytes_unmarked(data)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        yield path


def _chosen(
    request: HttpRequest, round_: SummingUp, kind: PaperKind, form: WordForm, refused: str = ""
) -> HttpResponse:
    context = {"round": round_, "kind": kind, "form": form, "refused": refused}
    status = 400 if refused or form.errors else 200
    return render(request, "summing_up/paper_returned.html", context, status=status)


def _shown(
    request: HttpRequest, found: Returned, form: AnswersForm, kept: dict[str, str]
) -> HttpResponse:
    """`kept`: what goes back and forth in the page."""
    context = {**pages.comparison(found, form), "kept": kept}
    status = 400 if form.errors else 200
    return render(request, "summing_up/paper_compared.html", context, status=status)
