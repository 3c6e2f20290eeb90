"""The page of one decision about one person: several facts on its day, one act, one document."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from goc.people import access, pages
from goc.people.decision_forms import DecisionForm, carry_out
from goc.units.asking import asking_for
from goc.web.forms import attempt
from goc.web.once import once


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_decision(request: HttpRequest, public_id: UUID) -> HttpResponse:
    asking = asking_for(request)
    shown = access.get_person_for(request.user, public_id)
    access.check_can_edit_person(request.user, shown)
    form = DecisionForm(
        request.POST or None,
        scope=asking.scope,
        today=asking.today,
        initial=request.GET.dict(),
        records=pages.watched(shown, asking.today, replaces=False),
    )

    def decide() -> Any:
        return carry_out(person=shown, by=asking.user, asking=asking, **form.arguments())

    if form.is_valid() and attempt(form, decide):
        messages.success(request, gettext("Đã ghi."))
        return redirect("person", public_id=shown.public_id)
    return render(request, "people/person_decision.html", {"form": form, "person": shown})
