"""The drafting desk's pages: the text of a section, and judgements with what they answer."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from goc.figures.queries import definitions
from goc.lib.errors import HiddenError
from goc.summing_up import access, actions, desk, pages
from goc.summing_up.forms import AssessmentForm, NarrativeForm
from goc.summing_up.models import Assessment, SummingUp
from goc.web.forms import attempt


@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """One section at a time; the button "Xem thử" shows the paragraph without keeping it."""
    round_ = access.get_round_to_edit(request.user, code)
    section, found = desk.section_of(request.GET.get("section", "")), definitions()
    kept = round_.narratives.filter(section=section.key).values_list("text", flat=True).first() or ""
    form = NarrativeForm(request.POST or None, initial={"text": kept}, found=found)
    if section.text and form.is_valid() and "look" not in request.POST:
        text = form.cleaned_data["text"]
        if attempt(
            form, lambda: actions.write_narrative(round_=round_, section=section.key, text=text, by=request.user)
        ):
            messages.success(request, gettext("Đã ghi mục %(key)s.") % {"key": section.key})
            return redirect(_address(round_, section.key))
    text = form.cleaned_data["text"] if form.is_valid() else "" if form.is_bound else kept
    context = pages.desk_page(round_, section, text, found)
    return render(request, "summing_up/draft.html", {**context, "form": form}, status=400 if form.errors else 200)


def _address(round_: SummingUp, section: str) -> str:
    return f"{reverse('draft', args=[round_.code])}?section={section}"


@require_http_methods(["GET", "HEAD", "POST"])
def assessment_new(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    round_ = access.get_round_to_edit(request.user, code)
    if kind not in Assessment.Kind.values:
        raise HiddenError("Không có loại nhận định này.")
    return _written(request, round_, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
def assessment(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    row = access.get_assessment_to_edit(request.user, code, public_id)
    return _written(request, row.round, row.kind, row)


def _written(request: HttpRequest, round_: SummingUp, kind: str, row: Assessment | None) -> HttpResponse:
    targets = round_.assessments.filter(kind__in=desk.ANSWERS.get(kind, ())).order_by("-kind", "position")
    authority = row.authority if row else request.GET.get("authority", "")
    initial = {"authority": authority} if row is None else {
        "text": row.text, "qualitative": row.qualitative, "authority": authority,
        "answers": [str(a.public_id) for a in row.answers.all()],
    }  # fmt: skip
    form = AssessmentForm(request.POST or None, initial=initial, kind=kind, targets=targets, found=definitions())
    section = pages.section_for(kind, authority)

    def write() -> Assessment:
        return actions.write_assessment(round_=round_, kind=kind, row=row, by=request.user, **form.arguments())

    if form.is_valid() and attempt(form, write) is not None:
        messages.success(request, gettext("Đã ghi nhận định."))
        return redirect(_address(round_, section.key))
    context = {"round": round_, "kind": Assessment.Kind(kind), "form": form, "row": row, "section": section}
    return render(request, "summing_up/assessment.html", context, status=400 if form.errors else 200)


@require_POST
def assessment_drop(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    row = access.get_assessment_to_edit(request.user, code, public_id)
    section = pages.section_for(row.kind, row.authority)
    actions.drop_assessment(row=row, by=request.user)
    messages.success(request, gettext("Đã bỏ nhận định."))
    return redirect(_address(row.round, section.key))
