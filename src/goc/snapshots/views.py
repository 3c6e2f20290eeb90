"""Snapshots in scope, making one as a job, whether one is still in order; the working one anew."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from goc.jobs.actions import enqueue
from goc.lib.errors import HiddenError
from goc.snapshots import access
from goc.snapshots.forms import SnapshotForm
from goc.snapshots.queries import snapshots_in_scope, verify
from goc.snapshots.working import REFRESH
from goc.units.access import check_may, get_unit_for, scope_of
from goc.units.naming import names_apart
from goc.units.roles import FREEZE
from goc.web.once import once
from goc.web.paging import page_of


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def snapshots(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    units = access.units_to_freeze(scope, today=today)
    if request.method == "POST" and not units:
        check_may(request.user, FREEZE, None, today=today)
    form = SnapshotForm(request.POST or None, units=units, today=today, initial={"cut_off": today})
    if request.method == "POST" and form.is_valid():
        chosen, cut_off = form.cleaned_data["unit"], form.cleaned_data["cut_off"]
        check_may(
            request.user,
            FREEZE,
            get_unit_for(request.user, chosen, today=today) if chosen else None,
            today=today,
        )
        job = enqueue(
            "snapshots.make",
            by=request.user,
            unit=chosen,
            scope=chosen or None,
            cut_off=cut_off.isoformat(),
        )
        return redirect("job", public_id=job.public_id)
    page = page_of(request, snapshots_in_scope(scope))
    called = names_apart({s.unit_id for s in page if s.unit_id}, as_of=today)
    rows = [
        (s, called.get(s.unit_id or 0, gettext("Toàn bộ điểm cài đặt")), sum(s.rows.values()))
        for s in page
    ]
    return render(
        request,
        "snapshots/snapshots.html",
        {"page": page, "rows": rows, "form": form, "may_make": bool(units)},
    )


@require_POST
def working_refresh(request: HttpRequest) -> HttpResponse:
    """For everybody who may ask figures of any unit; afterwards back to the question it was for."""
    scope = scope_of(request.user, today=timezone.localdate())
    if not scope.everything and not scope.ids:
        raise HiddenError("Bạn chưa được giao đơn vị nào.")
    back = request.POST.get("back", "")
    asked = {"back": back} if back.startswith(reverse("quick")) else {}
    job = enqueue(REFRESH, by=request.user, forced=True, **asked)
    return redirect("job", public_id=job.public_id)


@require_POST
def snapshot_verify(request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = access.get_snapshot_for(request.user, public_id, today=timezone.localdate())
    problems = verify(shown)
    cut_off = f"{shown.cut_off:%d/%m/%Y}"
    if not problems:
        messages.success(
            request, gettext("Bản chốt đến %(day)s còn nguyên vẹn.") % {"day": cut_off}
        )
    for p in problems:
        sentence = gettext(
            "Bản chốt đến %(day)s không nguyên vẹn: %(file)s, %(where)s: thấy %(found)s, phải là "
            "%(expected)s."
        )
        messages.error(request, sentence % {**p, "day": cut_off})
    return redirect("snapshots")
