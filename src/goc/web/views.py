"""Where `/` leads, and the pages Django asks for when no view answers."""

from __future__ import annotations

import sys
from pathlib import PurePath

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from goc.lib.mishaps import MishapError, understood
from goc.web import menu
from goc.web.words import told


def start(request: HttpRequest) -> HttpResponse:
    """Reached only where no room serves `/` itself."""
    first = next(iter(menu.lines(request.user, request.path)), None)
    return redirect(menu.address("home") or (first.url if first else "password"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return render(request, "web/page_400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return render(request, "web/page_403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return render(request, "web/page_404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Drawn without the request: whatever broke may break the context processors too. Django asks
    for it while the error is still being handled, wherever it was raised.
    """
    known = understood(sys.exception(), settings.CONF.database)
    if known:
        return mishap_page(request, known)
    return HttpResponseServerError(render_to_string("web/page_500.html"))


def mishap_page(request: HttpRequest, error: MishapError) -> HttpResponse:
    """Names the file or database without its way: who is not signed in may see this page. The log
    names all of it.
    """
    error.params["where"] = PurePath(str(error.params["where"])).name
    part = getattr(request, "htmx", False)
    template = "web/_sentence.html" if part else "web/page_503.html"
    text = render_to_string(template, {"reason": told(error)})
    return HttpResponse(text, status=error.status)
