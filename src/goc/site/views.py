"""Pages of the log, of long work and of users."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from goc.audit import queries, spool
from goc.audit.access import check_can_read_log
from goc.lists.registry import PAGES
from goc.lists.views import list_answer
from goc.site import access, lists
from goc.units.asking import asking_for


@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    check_can_read_log(request.user)
    spool.drain()
    return list_answer(
        request,
        lists.LOG,
        asking_for(request),
        "site/audit.html",
        last_seal=queries.last_seal(),
        waiting=spool.waiting().readings,
    )


@require_safe
def jobs(request: HttpRequest) -> HttpResponse:
    return list_answer(request, PAGES["jobs"], asking_for(request), "site/jobs.html")


@require_safe
def users(request: HttpRequest) -> HttpResponse:
    access.check_sees_users(request.user)
    return list_answer(request, lists.USERS, asking_for(request))
