"""The first page, search, and settling a duty."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.accounts.queries import signed_in
from goc.audit.models import Event
from goc.dated.versions import Watched
from goc.directives.actions import settle_duty
from goc.directives.models import Duty
from goc.home import access, guides, pages, worklist
from goc.home.finding import find
from goc.home.forms import SettleForm
from goc.units.access import scope_of
from goc.units.forms import AsOfForm
from goc.viet.names import clean
from goc.web.forms import attempt
from goc.web.once import once


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    return render(request, "home/home.html", pages.home_page(user, today=timezone.localdate()))


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    user = signed_in(request)
    today, text = timezone.localdate(), clean(request.GET.get("q", ""))[:200]
    asked = AsOfForm(request.GET, today=today)
    scope = scope_of(user, today=today)
    source = worklist.source_for(user, scope, today=today)
    found = find(text, user, scope, source, as_of=asked.day, today=today) if text else []
    return render(request, "home/search.html", {"text": text, "found": found, "asked": asked})


@require_safe
def guides_all(request: HttpRequest) -> HttpResponse:
    text = clean(request.GET.get("q", ""))[:200]
    shown = {"text": text, "found": guides.search(text), "folders": guides.by_folder()}
    return render(request, "home/guides.html", shown)


@require_safe
def guide(request: HttpRequest, place: str) -> HttpResponse:
    found = guides.guide_at(place)
    return render(request, "home/guide.html", {"guide": found, "text": guides.drawn(place)})


@require_safe
def guide_image(_request: HttpRequest, name: str) -> FileResponse:
    return FileResponse(guides.image_at(name).open("rb"), content_type="image/png")


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def duty_settle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    duty = access.get_duty_to_settle(request.user, public_id)
    form = SettleForm(request.POST or None, records=_watched(duty))

    def settle() -> Duty:
        return settle_duty(duty=duty, by=request.user, **form.cleaned_data)

    if form.is_valid() and attempt(form, settle) is not None:
        messages.success(request, gettext("Đã ghi kết quả của việc này."))
        return redirect("home")
    return render(
        request,
        "home/duty_settle.html",
        {"duty": duty, "form": form},
        status=400 if form.errors else 200,
    )


def _watched(duty: Duty) -> Watched:
    def told(_event: Event) -> str:
        return gettext("ghi kết quả của việc này")

    return Watched(duty, [duty], lambda: Duty.objects.filter(pk=duty.pk), told=told)
