"""The log as a page, for auditors and operators."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from goc.audit import access, queries, spool
from goc.audit.forms import LogFilterForm
from goc.web.paging import page_of


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    access.check_can_read_log(request.user)
    spool.drain()
    form = LogFilterForm(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    page = page_of(request, queries.events_matching(**wanted))
    return render(
        request,
        "audit/audit.html",
        {
            "form": form,
            "page": page,
            "last_seal": queries.last_seal(),
            "head": queries.last_link(),
            "waiting": spool.waiting().readings,
        },
    )
