"""What ended units left behind: the worklist, and the common form that settles one line of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.queries import signed_in
from goc.lib.errors import HiddenError
from goc.units import endings
from goc.units.access import scope_of
from goc.units.forms import SettleLeftForm
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.paging import page_of

FEW = 10
"""So many lines of a kind on the page of all kinds."""


@require_safe
def units_left(request: HttpRequest, name: str = "") -> HttpResponse:
    """All kinds with their first lines, or one kind page by page."""
    user = signed_in(request)
    today = timezone.localdate()
    scope = scope_of(user, today=today)
    sections = []
    for ending, waiting in _chosen(name):
        rows = waiting.rows(user, scope, today)
        page = page_of(request, rows) if name else page_of(request, rows, per=FEW)
        if page.paginator.count:
            lines = waiting.lines(list(page), scope, today)
            sections.append({"ending": ending, "page": page, "lines": lines})
    return render(request, "units/units_left.html", {"sections": sections, "one": bool(name)})


def _chosen(name: str) -> list[tuple[endings.Ending, endings.Waiting]]:
    kinds = [(e, e.waiting) for e in endings.registry if e.waiting is not None]
    chosen = [(e, waiting) for e, waiting in kinds if not name or e.name == name]
    if not chosen:
        raise HiddenError("Không có trang này.")
    return chosen


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def left_settle(request: HttpRequest, name: str, subject: UUID) -> HttpResponse:
    user, today = signed_in(request), timezone.localdate()
    settling = _chosen(name)[0][1].settling
    if settling is None:
        raise HiddenError("Không có trang này.")
    offer = settling.offer(user, subject, today)
    form = SettleLeftForm(request.POST if request.method == "POST" else None, offer=offer)

    def settle() -> Any:
        return settling.settle(user, subject, form.units(), form.cleaned_data["value"], today)

    if form.is_valid() and attempt(form, settle) is not None:
        messages.success(request, gettext("Đã ghi."))
        return redirect("units_left")
    return render(
        request,
        "units/left_settle.html",
        {"form": form, "offer": offer},
        status=400 if form.errors else 200,
    )
