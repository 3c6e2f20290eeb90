"""Two things every answer goes through: the content security policy, and errors told in a
sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from goc.lib.errors import ForbiddenError, GocError, HiddenError
from goc.lib.progress import Cancelled
from goc.web.words import told

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",  # column widths in rendered papers, Vega's text styles
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    ]
)


def content_security_policy(get_response: Answer) -> Answer:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response

    return middleware


class ErrorPages:
    """HiddenError 404, ForbiddenError 403, every other GocError 400; a refused form goes back with
    the sentence. Work that the end of the server cut short: 503.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, Cancelled):
            return _server_ends(request)
        if not isinstance(error, GocError):
            return None
        status = _status(error)
        back = _page_it_came_from(request)
        if (
            status == HTTPStatus.BAD_REQUEST
            and request.method == "POST"
            and back
            and not _is_part(request)
        ):
            messages.error(request, told(error))
            return HttpResponseRedirect(back)
        template = "web/_sentence.html" if _is_part(request) else f"web/page_{status.value}.html"
        return render(request, template, {"reason": told(error)}, status=status)


def _server_ends(request: HttpRequest) -> HttpResponse:
    """What a page waited for is not begun any more."""
    reason = _("Máy chủ đang dừng. Hãy chờ người vận hành chạy lại rồi mở lại trang.")
    template = "web/_sentence.html" if _is_part(request) else "web/page_503.html"
    return render(request, template, {"reason": reason}, status=HTTPStatus.SERVICE_UNAVAILABLE)


def _status(error: GocError) -> HTTPStatus:
    if isinstance(error, HiddenError):
        return HTTPStatus.NOT_FOUND
    return HTTPStatus.FORBIDDEN if isinstance(error, ForbiddenError) else HTTPStatus.BAD_REQUEST


def _is_part(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False))


def _page_it_came_from(request: HttpRequest) -> str:
    """Path and query of the form page on this site, as the browser says; empty when it does not."""
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}):
        return ""
    parts = urlsplit(came_from)
    return parts.path + (f"?{parts.query}" if parts.query else "")


errors = ErrorPages
