"""Pages that say of two files alike that they are two persons', and take that back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from goc.people import access, actions, merge_pages
from goc.people.merge_forms import ApartBackForm, ApartForm
from goc.people.models import Person
from goc.people.roster import rows_of
from goc.web.forms import Form, attempt
from goc.web.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_apart(request: HttpRequest, public_id: UUID, other: UUID) -> HttpResponse:
    one, two = access.get_two_to_edit(request.user, public_id, other)
    records = merge_pages.watched(one, two, timezone.localdate())
    form = ApartForm(request.POST or None, records=records)

    def tell() -> object:
        reason = form.cleaned_data["reason"]
        return actions.tell_apart(one=one, other=two, by=request.user, reason=reason)

    if form.is_valid() and attempt(form, tell) is not None:
        messages.success(request, gettext("Đã ghi: hai hồ sơ này là của hai người khác nhau."))
        return redirect("worklist", name="alike")
    said = gettext("Ghi rồi thì không hỏi về hai hồ sơ này nữa; có thể rút lại.")
    return _page(request, form, one, two, gettext("Đây là hai người khác nhau"), said)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_apart_back(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """`public_id`: of what was said."""
    apart = access.get_apart_to_take_back(request.user, public_id)
    records = merge_pages.watched(apart.one, apart.other, timezone.localdate())
    form = ApartBackForm(request.POST or None, records=records)

    def take_back() -> bool:
        reason = form.cleaned_data["reason"]
        actions.take_back_apart(apart=apart, by=request.user, reason=reason)
        return True

    if form.is_valid() and attempt(form, take_back):
        messages.success(request, gettext("Đã rút lại; hai hồ sơ lại được xem xét."))
        return redirect("person_same", public_id=apart.other.public_id)
    said = gettext("Đã ghi: %(reason)s (%(by)s)") % {"reason": apart.reason, "by": apart.by}
    heading = gettext("Rút lại ghi nhận là hai người")
    return _page(request, form, apart.one, apart.other, heading, said)


def _page(
    request: HttpRequest, form: Form, one: Person, two: Person, heading: str, said: str
) -> HttpResponse:
    page = {
        "form": form,
        "heading": heading,
        "said": said,
        "person": two,
        "files": rows_of([one, two], as_of=timezone.localdate()),
    }
    return render(request, "people/person_apart.html", page)
