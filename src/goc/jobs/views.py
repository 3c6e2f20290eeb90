"""One piece of long work as its owner sees it: progress, cancelling. The list: `goc.site`."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from goc.jobs import access, actions


@require_safe
def job(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The page; for htmx only the progress card, and a reload of the page once the job is over."""
    shown = access.get_job_for(request.user, public_id)
    part = bool(getattr(request, "htmx", False))
    response = render(request, "jobs/_progress.html" if part else "jobs/job.html", {"job": shown})
    if part and shown.is_over:
        response["HX-Refresh"] = "true"
    return response


@require_POST
def job_cancel(request: HttpRequest, public_id: UUID) -> HttpResponse:
    shown = access.get_job_for(request.user, public_id)
    actions.request_cancel(shown)
    messages.info(request, gettext("Đã yêu cầu dừng; việc dở dang sẽ được dọn."))
    return redirect("job", public_id=shown.public_id)
