"""The first page, search, and settling a duty."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.models import User
from goc.directives.actions import settle_duty
from goc.home import access, pages, worklist
from goc.home.finding import find
from goc.home.forms import SettleForm
from goc.units.access import scope_of
from goc.units.forms import AsOfForm


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    return render(
        request, "home/home.html", pages.home_page(request.user, today=timezone.localdate())
    )


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    today, text = timezone.localdate(), request.GET.get("q", "").strip()[:200]
    asked = AsOfForm(request.GET, today=today)
    scope = scope_of(request.user, today=today)
    source = worklist.source_for(request.user, scope, today=today)
    found = find(text, request.user, scope, source, as_of=asked.day, today=today) if text else []
    return render(request, "home/search.html", {"text": text, "found": found, "asked": asked})


@require_http_methods(["GET", "HEAD", "POST"])
def duty_settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    duty = access.get_duty_to_settle(request.user, public_id)
    form = SettleForm(request.POST or None)
    if form.is_valid():
        settle_duty(duty=duty, by=request.user, **form.cleaned_data)
        messages.success(request, gettext("Đã ghi kết quả của việc này."))
        return redirect("home")
    return render(
        request,
        "home/duty_settle.html",
        {"duty": duty, "form": form},
        status=400 if form.errors else 200,
    )
