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
from goc.people.alike import alike_with, seen_by, told_apart_from
from goc.people.merge_forms import FindForm, MergeForm, PartForm
from goc.people.merging import compare
from goc.people.models import Person, PersonMerge
from goc.people.roster import rows_of
from goc.units.asking import asking_for
from goc.web.forms import attempt
from goc.web.once import once


@require_safe
def person_same(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """With whom this file may be one: those alike, or the one whose code is typed."""
    asking = asking_for(request)
    shown = access.get_person_for(request.user, public_id, scope=asking.scope)
    access.check_can_edit_person(request.user, shown)
    form = FindForm(request.GET if "code" in request.GET else None)
    if form.is_valid() and (code := form.cleaned_data["code"]):
        found = seen_by(asking).filter(queries.coded(code)).first()
        if found is not None and found != shown:
            return redirect("person_merge", shown.public_id, found.public_id)
        form.add_error("code", gettext("Không có hồ sơ khác mang mã này trong phạm vi của bạn."))
    page = {
        "person": shown,
        "form": form,
        "others": rows_of(alike_with([shown], asking)[shown.pk], as_of=asking.today),
        "apart": told_apart_from(shown, asking),
    }
    return render(request, "people/person_same.html", page)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_merge(request: HttpRequest, public_id: UUID, other: UUID) -> HttpResponse:
    """Both files side by side; `public_id` is the one that is kept."""
    kept, gone = access.get_two_to_edit(request.user, public_id, other)
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
        "apart": queries.apart_of(kept, gone),
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
