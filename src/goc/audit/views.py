"""The log as a page, for auditors and operators."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goc.audit import access, masks, queries, spool
from goc.audit.forms import LogFilterForm
from goc.audit.spool import record_reading
from goc.web.paging import page_of


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    access.check_can_read_log(request.user)
    spool.drain()
    form = LogFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, queries.events_matching(**wanted))
    clear = masks.sees_clear(request.user)
    shown: dict[str, Any] = {
        "form": form,
        "page": page,
        "last_seal": queries.last_seal(),
        "head": queries.last_link(),
        "waiting": spool.waiting().readings,
    }
    shown["rows"] = [(event, masks.changes_for(event, clear=clear)) for event in page]
    if clear and any(map(masks.hides, page)):
        record_reading(by=request.user, action="audit.read", text=_said(wanted))
    return render(request, "audit/audit.html", shown)


def _said(wanted: dict[str, Any]) -> str:
    """What was asked of the log."""
    return " ".join(f"{name}={value}" for name, value in wanted.items() if value)
