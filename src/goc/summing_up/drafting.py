"""The drafting desk's pages: the text of a section, and judgements with what they answer."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.desk.chips import editor_of
from goc.figures.queries import definitions
from goc.lib.errors import GocError, HiddenError
from goc.summing_up import access, actions, desk, pages, queries, reading, watching
from goc.summing_up.forms import AssessmentForm, BoundTextForm, NarrativeForm, VersionsForm
from goc.summing_up.models import Assessment, SummingUp
from goc.web.forms import Form, attempt
from goc.web.once import once
from goc.web.texts import pasted
from goc.web.words import told

LOOKING = ("look", "bind")
"""Buttons that show the text read and keep nothing."""


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=LOOKING)
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """One section at a time; "Xem thử" shows the paragraph read, and a figure is bound in it,
    without keeping it.
    """
    round_ = access.get_round_to_edit(request.user, code)
    section, found = desk.section_of(request.GET.get("section", "")), definitions()
    written = round_.narratives.filter(section=section.key).first()
    kept = pasted(written.text if written else "")
    records = watching.narrative(round_, section.key, written)
    form, bound = _bound(
        request, partial(NarrativeForm, initial={"text": kept}, found=found, records=records)
    )
    if section.text and form.is_valid() and not set(LOOKING) & request.POST.keys():
        text = form.cleaned_data["text"]
        if attempt(
            form,
            lambda: actions.write_narrative(
                round_=round_, section=section.key, text=text, by=request.user
            ),
        ):
            messages.success(request, gettext("Đã ghi mục %(key)s.") % {"key": section.key})
            _warn(request, form)
            return redirect(_address(round_, section.key))
    context = pages.desk_page(round_, section, _text(form, kept), found)
    return _page(request, "summing_up/draft.html", {**context, "form": form, "bound": bound})


@require_safe
def draft_versions(request: HttpRequest, code: str) -> HttpResponse:
    """Two saved versions of a section side by side."""
    round_ = access.get_round_to_edit(request.user, code)
    section = desk.section_of(request.GET.get("section", ""))
    versions = queries.versions_of(round_, section.key)
    form = VersionsForm(request.GET, versions=versions)
    context = pages.versions_page(round_, section, versions, form)
    return _page(request, "summing_up/draft_versions.html", context)


def _bound(
    request: HttpRequest, make: Callable[..., BoundTextForm]
) -> tuple[BoundTextForm, int | None]:
    """The form as sent, or with a figure in place of a typed number where a button of the reading
    was pressed; then also the line it stands in.
    """
    form = make(request.POST or None)
    if "bind" not in request.POST or not form.is_valid():
        return form, None
    data = request.POST.copy()
    try:
        data["text"], line = reading.bind(form.cleaned_data["text"], request.POST["bind"])
    except GocError as error:
        form.add_error(None, told(error))
        return form, None
    made = make(data)
    made.is_valid()
    for fault in set(made.wrong) - set(form.wrong):  # a button that no page of ours drew
        form.add_error("text", fault)
    return (form, None) if form.errors else (made, line)


def _warn(request: HttpRequest, form: BoundTextForm) -> None:
    """What was saved with places that mean nothing: no paper is written from it."""
    for fault in form.wrong:
        messages.warning(request, fault)


def _text(form: BoundTextForm, kept: str) -> str:
    """What stands in the box; nothing where it cannot be read."""
    return str(getattr(form, "cleaned_data", {}).get("text", "")) if form.is_bound else kept


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, context, status=400 if context["form"].errors else 200)


def _address(round_: SummingUp, section: str) -> str:
    return f"{reverse('draft', args=[round_.code])}?section={section}"


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=LOOKING)
def assessment_new(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    round_ = access.get_round_to_edit(request.user, code)
    if kind not in Assessment.Kind.values:
        raise HiddenError("Không có loại nhận định này.")
    return _written(request, round_, kind, None)


@require_http_methods(["GET", "HEAD", "POST"])
@once(unless=LOOKING)
def assessment(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    row = access.get_assessment_to_edit(request.user, code, public_id)
    return _written(request, row.round, row.kind, row)


def _written(
    request: HttpRequest, round_: SummingUp, kind: str, row: Assessment | None
) -> HttpResponse:
    targets = round_.assessments.filter(kind__in=desk.ANSWERS.get(kind, ())).order_by(
        "-kind", "position"
    )
    authority = row.authority if row else request.GET.get("authority", "")
    initial = (
        {"authority": authority}
        if row is None
        else {
            "text": row.text,
            "qualitative": row.qualitative,
            "authority": authority,
            "answers": [str(a.public_id) for a in row.answers.all()],
        }
    )
    found = definitions()
    records = watching.assessment(row) if row else None
    made = partial(
        AssessmentForm, found=found, initial=initial, kind=kind, targets=targets, records=records
    )
    form, bound = _bound(request, made)
    assert isinstance(form, AssessmentForm)
    section = pages.section_for(kind, authority)

    def write() -> Assessment:
        return actions.write_assessment(
            round_=round_, kind=kind, row=row, by=request.user, **form.arguments()
        )

    if (
        form.is_valid()
        and not set(LOOKING) & request.POST.keys()
        and attempt(form, write) is not None
    ):
        messages.success(request, gettext("Đã ghi nhận định."))
        _warn(request, form)
        return redirect(_address(round_, section.key))
    preview = desk.preview(round_, (), _text(form, row.text if row else ""), found)
    context = {
        "round": round_,
        "kind": Assessment.Kind(kind),
        "row": row,
        "section": section,
        "preview": preview,
        "chips": editor_of(preview.chips),
    }
    return _page(request, "summing_up/assessment.html", {**context, "form": form, "bound": bound})


@require_POST
@once()
def assessment_drop(request: HttpRequest, code: str, public_id: UUID) -> HttpResponse:
    """Refused when somebody rewrote the judgement since the page was opened."""
    row = access.get_assessment_to_edit(request.user, code, public_id)
    section = pages.section_for(row.kind, row.authority)
    form = Form(request.POST, records=watching.assessment(row))
    if not (form.is_valid() and attempt(form, lambda: _dropped(row, request.user))):
        messages.error(request, gettext("Nhận định này vừa được sửa; chưa bỏ. Hãy đọc lại."))
        return redirect("assessment", code, row.public_id)
    messages.success(request, gettext("Đã bỏ nhận định."))
    return redirect(_address(row.round, section.key))


def _dropped(row: Assessment, by: object) -> bool:
    actions.drop_assessment(row=row, by=by)
    return True
