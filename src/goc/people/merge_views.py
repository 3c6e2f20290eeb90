"""Pages that find files of one person, merge two of them, and part them again."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from goc.people import access, actions, merge_pages, queries
from goc.people.alike import likely_same
from goc.people.merge_forms import FindForm, MergeForm, PartForm
from goc.people.merging import compare
from goc.people.models import Person, PersonMerge
from goc.people.roster import rows_of
from goc.units.access import scope_of
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.paging import page_of


@require_safe
def people_same(request: HttpRequest) -> HttpResponse:
    """The worklist of those who may stand here twice."""
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    page = page_of(request, likely_same(scope, today=today))
    persons = {one.pk: one for pair in page for one in (pair.one, pair.other)}
    lines = dict(zip(persons, rows_of(persons.values(), as_of=today), strict=True))
    pairs = [
        (
            lines[pair.one.pk],
            lines[pair.other.pk],
            all(
                access.can_edit_person(request.user, p, scope=scope) for p in (pair.one, pair.other)
            ),
        )
        for pair in page
    ]
    return render(request, "people/people_same.html", {"page": page, "pairs": pairs})


@require_safe
def person_same(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """With whom this file may be one: those alike, or the one whose code is typed."""
    today = timezone.localdate()
    shown = _to_edit(request, public_id)
    scope = scope_of(request.user, today=today)
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid() and (code := form.cleaned_data["code"]):
        found = access.people_for(request.user, scope=scope).filter(queries.coded(code)).first()
        if found is not None and found != shown:
            return redirect("person_merge", shown.public_id, found.public_id)
        form.add_error("code", gettext("Không có hồ sơ khác mang mã này trong phạm vi của bạn."))
    pairs = likely_same(scope, today=today, person=shown)
    others = [pair.other if pair.one == shown else pair.one for pair in pairs]
    page = {"person": shown, "form": form, "others": rows_of(others, as_of=today)}
    return render(request, "people/person_same.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_merge(request: HttpRequest, public_id: UUID, other: UUID) -> HttpResponse:
    """Both files side by side; `public_id` is the one that is kept."""
    kept, gone = (access.get_person_for(request.user, one) for one in (public_id, other))
    for person in (kept, gone):
        access.check_can_edit_person(request.user, person)
    laid = compare(kept, gone)
    clear = all(access.sees_sensitive_of(request.user, person) for person in (kept, gone))
    words = merge_pages.words_for(laid, clear=clear)
    form = MergeForm(
        request.POST or None,
        points=merge_pages.points_of(laid, words),
        records=merge_pages.watched(kept, gone, timezone.localdate()),
    )

    def merge() -> PersonMerge:
        return actions.merge_persons(
            kept=kept,
            gone=gone,
            by=request.user,
            reason=form.cleaned_data["reason"],
            chosen=form.chosen(),
            confirmed=form.reasons(),
        )

    if form.is_valid() and attempt(form, merge) is not None:
        messages.success(request, gettext("Đã gộp hai hồ sơ."))
        return redirect("person", public_id=kept.public_id)
    for person in (kept, gone) if clear else ():
        access.log_reading(request.user, person)
    page = {
        "form": form,
        "kept": kept,
        "gone": gone,
        "comes": merge_pages.comes_over(laid, words),
        "doubles": words.rows(row for row, _ in laid.doubles),
    }
    return render(request, "people/person_merge.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_part(request: HttpRequest, public_id: UUID) -> HttpResponse:
    merge = access.get_merge_to_part(request.user, public_id)
    records = merge_pages.watched(merge.kept, merge.gone, timezone.localdate())
    form = PartForm(request.POST or None, records=records)

    def part() -> Person:
        reason = form.cleaned_data["reason"]
        return actions.part_persons(merge=merge, by=request.user, reason=reason)

    if form.is_valid() and attempt(form, part) is not None:
        messages.success(request, gettext("Đã tách hai hồ sơ."))
        return redirect("person", public_id=merge.gone.public_id)
    return render(request, "people/person_part.html", {"form": form, "merge": merge})


def _to_edit(request: HttpRequest, public_id: UUID) -> Person:
    shown = access.get_person_for(request.user, public_id)
    access.check_can_edit_person(request.user, shown)
    return shown
