"""Rounds of summing-up: the list, one round with its papers, what is taken away from it. Drafting:
`drafting`.
"""

from __future__ import annotations

from urllib.parse import quote

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.queries import signed_in
from goc.jobs.actions import enqueue
from goc.papers.formats import FORMATS
from goc.papers.formats.html import stylesheet
from goc.summing_up import access, actions, pages, queries, shelf, watching
from goc.summing_up.forms import CorrectRoundForm, RoundForm
from goc.summing_up.models import SummingUp
from goc.units.access import scope_of
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.paging import page_of


@require_safe
def summing_ups(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    page = page_of(request, queries.rounds_in_scope(scope))
    may_open = bool(access.provinces_to_edit(scope, today=today))
    return render(
        request,
        "summing_up/summing_ups.html",
        {
            "page": page,
            "rows": pages.round_rows(list(page), today),
            "may_open": may_open,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def summing_up_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    units = access.check_may_open(scope, today=today)
    form = RoundForm(
        request.POST or None,
        units=units,
        directives=queries.directives_in_scope(scope),
        today=today,
    )
    if form.is_valid():
        made = attempt(form, lambda: actions.open_round(**form.arguments(), by=request.user))
        if made:
            messages.success(
                request, gettext("Đã mở đợt tổng kết; các việc phải làm đã vào trang Việc cần làm.")
            )
            return redirect("summing_up", code=made.code)
    return render(
        request,
        "summing_up/summing_up_new.html",
        {"form": form},
        status=400 if form.errors else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def summing_up_correct(request: HttpRequest, code: str) -> HttpResponse:
    round_ = access.get_round_to_edit(request.user, code)
    today = timezone.localdate()
    form = CorrectRoundForm(
        request.POST or None,
        units=[round_.unit],
        directives=queries.directives_in_scope(scope_of(request.user, today=today)),
        today=today,
        round_=round_,
        records=watching.summing_up(round_),
    )

    def correct() -> SummingUp:
        return actions.correct_round(round_=round_, **form.arguments(), by=request.user)

    if form.is_valid() and attempt(form, correct) is not None:
        messages.success(request, gettext("Đã sửa."))
        return redirect("summing_up", code=code)
    context = {"form": form, "round": round_}
    return render(
        request,
        "summing_up/summing_up_correct.html",
        context,
        status=400 if form.errors else 200,
    )


@require_safe
def summing_up(request: HttpRequest, code: str) -> HttpResponse:
    round_ = queries.get_round_for(request.user, code)
    return render(request, "summing_up/summing_up.html", pages.round_page(request.user, round_))


@require_POST
@once()
def summing_up_freeze(request: HttpRequest, code: str) -> HttpResponse:
    round_ = access.get_round_to_edit(request.user, code)
    job = enqueue(
        "summing_up.freeze_round", by=request.user, unit=round_.unit.public_id, round=code
    )
    return redirect("job", public_id=job.public_id)


@require_POST
@once()
def summing_up_build(request: HttpRequest, code: str) -> HttpResponse:
    round_ = access.get_round_to_edit(request.user, code)
    job = enqueue(
        "summing_up.build_dossier", by=request.user, unit=round_.unit.public_id, round=code
    )
    return redirect("job", public_id=job.public_id)


@require_POST
@once()
def summing_up_verify(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever may read the round may have its dossier checked."""
    dossier = access.get_dossier_for(request.user, code)
    job = enqueue(
        "summing_up.verify_dossier", by=request.user, unit=dossier.round.unit.public_id, round=code
    )
    return redirect("job", public_id=job.public_id)


@require_safe
def verification(request: HttpRequest, code: str) -> HttpResponse:
    dossier = access.get_dossier_for(request.user, code)
    job = pages.last_verification(dossier)
    context = {"round": dossier.round, "dossier": dossier, "job": job}
    return render(request, "summing_up/verification.html", context)


# --- papers


@require_safe
def paper(request: HttpRequest, code: str, name: str) -> HttpResponse:
    user = signed_in(request)
    dossier = access.get_dossier_for(user, code, name)
    access.check_may_see_paper(user, dossier.round, name)
    shown = request.GET.get("appendix", "")
    fragment, appendices = shelf.html_of(dossier, name, shown)
    access.log_reading(user, dossier, name)
    papers = pages.papers_for(user, dossier, shelf.manifest_of(dossier))
    return render(
        request,
        "summing_up/paper.html",
        {
            "round": dossier.round,
            "dossier": dossier,
            "name": name,
            "title": shelf.TITLES.get(name, name),
            "papers": papers,
            "fragment": mark_safe(fragment),  # escaped by goc.papers.formats.html
            "appendices": appendices if len(appendices) > 1 else [],
            "shown": shown,
            "may_return": pages.may_return(user, dossier.round, name),
        },
    )


@require_safe
def paper_file(request: HttpRequest, code: str, name: str, format_: str) -> HttpResponse:
    user = signed_in(request)
    dossier = access.get_dossier_for(user, code, name)
    access.check_may_see_paper(user, dossier.round, name)
    data = shelf.file_of(dossier, name, format_)
    access.log_reading(user, dossier, name)
    response = HttpResponse(data, content_type=FORMATS[format_].media_type)
    response["Content-Disposition"] = (
        f"attachment; filename*=UTF-8''{quote(f'{code}-{name}.{format_}')}"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def paper_style(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  Django calls it so
    return HttpResponse(
        stylesheet(),
        content_type="text/css; charset=utf-8",
        headers={"Cache-Control": "max-age=3600"},
    )
