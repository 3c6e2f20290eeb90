"""Where `/` leads, and the pages Django asks for when no view answers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from goc.web import menu


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


def server_error(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Drawn without the request: whatever broke may break the context processors too."""
    return HttpResponseServerError(render_to_string("web/page_500.html"))
