"""Tells the log from which session and address a page is asked."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from goc.audit.origin import coming_from

Answer = Callable[[HttpRequest], HttpResponse]


def origin(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        with coming_from(address=_address(request), session_key=request.session.session_key):
            return get_response(request)

    return middleware


def _address(request: HttpRequest) -> str:
    """Behind a proxy, which is there when the site says it has HTTPS, the address that the proxy
    saw: it adds that as the last.
    """
    seen = str(request.META.get("REMOTE_ADDR", ""))
    if not settings.CONF["GOC_HTTPS"]:
        return seen
    told = request.headers.get("X-Forwarded-For", "").split(",")[-1].strip()
    return told or seen
