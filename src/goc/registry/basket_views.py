"""The basket: photographs sent one by one, seen, dropped; they become a paper's file on its own
page."""

from __future__ import annotations

from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from goc.accounts.queries import signed_in
from goc.lib.errors import GocError, InputError
from goc.registry.photos import Basket, basket_of
from goc.web.uploads import HandedIn
from goc.web.words import told


def _own(request: HttpRequest) -> Basket:
    return basket_of(signed_in(request))


@require_safe
def basket(request: HttpRequest) -> HttpResponse:
    photos = [UUID(page.stem) for page in _own(request).pages()]
    return render(request, "registry/basket.html", {"photos": photos})


@require_POST
def basket_add(request: HttpRequest) -> HttpResponse:
    """One photograph of `photos.js`: how many there are now, or why it was not taken."""
    given = request.FILES.get("photo")
    own = _own(request)
    try:
        if not isinstance(given, HandedIn):
            raise InputError("Hãy chọn một ảnh.")
        own.add(given.read(), given.name or "")
    except GocError as error:
        return JsonResponse({"error": told(error)}, status=400)
    return JsonResponse({"count": len(own.pages())})


@require_POST
def basket_drop(request: HttpRequest, photo: UUID) -> HttpResponse:
    _own(request).page(photo).unlink(missing_ok=True)
    return redirect("basket")


@require_safe
def basket_photo(request: HttpRequest, photo: UUID) -> FileResponse:
    response = FileResponse(_own(request).page(photo).open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = "private, no-store"
    return response
