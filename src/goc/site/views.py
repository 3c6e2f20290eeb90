"""Pages of the log, of long work, of users and of the units as a list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goc.audit import masks, queries, spool
from goc.audit.access import check_can_read_log
from goc.audit.models import Event
from goc.audit.spool import record_reading
from goc.lists.registry import PAGES
from goc.lists.views import list_answer
from goc.site import access, lists
from goc.site.unit_list import UNITS
from goc.units.access import gives_rights
from goc.units.asking import Asking, asking_for


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """What stands open of values that are masked for others is recorded, on whatever way."""
    check_can_read_log(request.user)
    spool.drain()
    sensitive: list[Event] = []

    def read(events: list[Event], asking: Asking) -> Sequence[lists.LogLine]:
        sensitive.extend(filter(masks.hides, events))
        return lists.log_lines(events, asking)

    answer = list_answer(
        request,
        replace(lists.LOG, read=read),
        asking_for(request),
        "site/audit.html",
        last_seal=queries.last_seal(),
        head=queries.last_link(),
        waiting=spool.waiting().readings,
    )
    if sensitive and masks.sees_clear(request.user):
        record_reading(by=request.user, action="audit.read", text=_said(request))
    return answer


def _said(request: HttpRequest) -> str:
    """What was asked of the log."""
    asked = [(name, text) for name, text in request.GET.items() if name.startswith("f.") and text]
    return " ".join(f"{name.removeprefix('f.')}={text}" for name, text in asked)


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    return list_answer(request, PAGES["jobs"], asking_for(request), "site/jobs.html")


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    access.check_sees_users(request.user)
    asking = asking_for(request)
    may_add = gives_rights(asking.user, asking.scope)
    return list_answer(request, lists.USERS, asking, "site/users.html", may_add=may_add)


@require_safe
def units_list(request: HttpRequest) -> HttpResponse:
    return list_answer(request, UNITS, asking_for(request), "site/units_list.html")
