"""A form is done once, however often it is sent: a double click, a second try on a slow line.

The page carries a token (`{% once %}`). The first sending writes it in the transaction of what it
does, with the address it answers; a second one waits for that transaction and gets the same answer.
A sending that did nothing (something to mend, a refusal) leaves no trace.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from goc.lib.errors import RefusedError
from goc.web.models import SentForm

NAME = "once"
KEPT = timedelta(days=7)
View = Callable[..., HttpResponse]


def new_token() -> str:
    return str(uuid4())


def once(*, unless: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Of a view that answers a POST with a redirect when it is done. `unless`: buttons that only
    look.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            token = _token(request)
            if token is None or set(unless) & request.POST.keys():
                return view(request, *args, **kwargs)
            with transaction.atomic():
                return _first_or_again(token, request, lambda: view(request, *args, **kwargs))

        return answered

    return decorate


def _token(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.POST.get(NAME, "")) if request.method == "POST" else None
    except ValueError:
        return None


def _first_or_again(
    token: UUID, request: HttpRequest, view: Callable[[], HttpResponse]
) -> HttpResponse:
    by, path = str(request.user), request.get_full_path()[:500]
    try:
        with transaction.atomic():
            sent = SentForm.objects.create(token=token, by=by, path=path)
    except IntegrityError:
        return _again(token, by, path)
    response = view()
    if isinstance(response, HttpResponseRedirect):
        sent.answer = response.url
        sent.save()
        SentForm.objects.filter(at__lt=timezone.now() - KEPT).delete()
    else:
        sent.delete()
    return response


def _again(token: UUID, by: str, path: str) -> HttpResponse:
    sent = SentForm.objects.filter(token=token, by=by, path=path).first()
    if sent is None:
        raise RefusedError("Mẫu này đã được gửi từ một trang khác. Hãy mở lại trang.")
    return HttpResponseRedirect(sent.answer)
