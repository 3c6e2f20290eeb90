"""«Hỏi nhanh»: the question and its answer, on paper, as a workbook; its people as a roster;
keeping a question.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.queries import signed_in
from goc.figures import access, actions, queries, quick_pages
from goc.figures.compute import Computer, Question
from goc.figures.quick import Answer, answer
from goc.figures.quick_books import workbook_of
from goc.figures.quick_forms import QuickForm
from goc.figures.quick_pages import Shown
from goc.figures.rosters import ROSTERS
from goc.figures.save_forms import IndicatorForm, SaveForm
from goc.lib.errors import GocError
from goc.snapshots import working
from goc.snapshots.tasks import begin
from goc.units.access import public_ids
from goc.units.asking import Asking, asking_of
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.words import told

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@contextmanager
def _opened(asking: Asking) -> Iterator[tuple[working.Working, Computer]]:
    """The working snapshot within the asker's scope."""
    now = working.asked()
    if now is None:
        raise Http404
    with queries.open_snapshot(now, within=public_ids(asking.scope)) as computer:
        yield now, computer


@require_safe
def quick(request: HttpRequest) -> HttpResponse:
    asking = asking_of(signed_in(request))
    form = quick_pages.form_of(request.GET, asking)
    page = quick_pages.page(request, asking, form)
    if working.current() is None:
        return _preparing(request, asking, page)
    with _opened(asking) as (now, computer):
        found = _answered(form, computer) if form.is_bound and form.is_valid() else None
        page |= {"snapshot": now}
        if found is None:
            return render(request, "figures/quick.html", page)
        if request.GET.get("to") == "xlsx":
            return _workbook(quick_pages.shown(request, form, found, computer, whole=True))
        whole = request.GET.get("to") == "print"
        page |= {"shown": quick_pages.shown(request, form, found, computer, whole=whole)}
    return render(request, "figures/quick_print.html" if whole else "figures/quick.html", page)


def _preparing(request: HttpRequest, asking: Asking, page: dict[str, Any]) -> HttpResponse:
    """Until there is a working snapshot, the job that makes it."""
    if asking.scope.everything or asking.scope.ids:
        page["job"] = begin(by=asking.user, back=request.get_full_path())
    return render(request, "figures/quick_nothing.html", page)


def _answered(form: QuickForm, computer: Computer) -> tuple[Answer, Question] | None:
    """None with the fault in the form."""
    asked, unit = form.quick(), form.place.unit
    ref = str(unit.public_id) if unit else None
    try:
        q = computer.question(ref, asked.day, None, asked.map_day)
    except GocError as error:
        form.add_error("as_of" if asked.day > computer.frozen.cut_off else "unit", told(error))
        return None
    if asked.indicator.sensitive:
        queries.check_sensitive(form.asking.user, q, asked.title)
    return answer(computer, asked, q), q


def _workbook(shown: Shown) -> HttpResponse:
    response = HttpResponse(workbook_of(shown), content_type=XLSX)
    name = quote(f"{shown.title[:80]}.xlsx")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return response


@require_safe
def quick_roster(request: HttpRequest) -> HttpResponse:
    """The people of the answer, shown by the room of persons."""
    asking = asking_of(signed_in(request))
    form = quick_pages.form_of(request.GET, asking)
    if not ROSTERS or not form.is_bound or not form.is_valid():
        raise Http404
    with _opened(asking) as (_now, computer):
        found = _answered(form, computer)
        if found is None:
            raise Http404
        made, q = found
        if not queries.sees_all(asking.user, q):
            raise Http404
        persons = list(dict.fromkeys(UUID(one.link) for one in made.listed))
        title = made.quick.title
    return ROSTERS[0](request, asking, persons, day=made.quick.day, title=title)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def quick_save(request: HttpRequest) -> HttpResponse:
    """What is asked stands in the address, as on the page of the answer."""
    user = signed_in(request)
    asking = asking_of(user)
    asked = quick_pages.kept(request.GET)
    if not asked:
        return redirect("quick")
    unit = quick_pages.own_unit(asking)
    form = SaveForm(request.POST or None, may_share=access.may_share(asking.scope, unit))

    def save() -> Any:
        shared = unit if form.cleaned_data.get("shared") else None
        return actions.save_question(
            name=form.cleaned_data["name"], asked=asked, unit=shared, by=user
        )

    if form.is_valid() and attempt(form, save) is not None:
        messages.success(request, gettext("Đã lưu câu hỏi; nút của nó ở trang Việc cần làm."))
        return redirect(quick_pages.address(asked))
    said = quick_pages.form_of(request.GET, asking)
    page = {"form": form, "said": quick_pages.said_of(said), "back": quick_pages.address(asked)}
    return render(request, "figures/quick_save.html", page, status=400 if form.errors else 200)


@require_POST
@once()
def quick_remove(request: HttpRequest, public_id: UUID) -> HttpResponse:
    user = signed_in(request)
    question = access.get_own_question(asking_of(user), public_id)
    actions.remove_question(question=question, by=user)
    messages.success(request, gettext("Đã bỏ câu hỏi «%(name)s».") % {"name": question.name})
    return redirect("quick")


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def quick_indicator(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """A saved question becomes an indicator of the site: for every unit and day, in every table."""
    user = signed_in(request)
    asking = asking_of(user)
    question = access.get_question_for(asking, public_id)
    access.check_may_define(asking.scope)
    asked = quick_pages.form_of(question.asked, asking)
    form = IndicatorForm(request.POST or None, initial={"label": question.name})
    if not asked.is_valid():
        form.add_error(None, gettext("Câu hỏi này không còn hỏi được; hãy hỏi lại rồi lưu."))

    def make() -> Any:
        return actions.make_indicator(
            quick=asked.quick(), label=form.cleaned_data["label"], by=user
        )

    if request.method == "POST" and form.is_valid() and (made := attempt(form, make)) is not None:
        messages.success(
            request,
            gettext("Đã có chỉ tiêu «%(label)s» (%(id)s, bản %(revision)s).")
            % {"label": made.label, "id": made.id, "revision": made.revision},
        )
        return redirect("figure", made.id)
    page = {"form": form, "said": quick_pages.said_of(asked), "question": question}
    return render(request, "figures/quick_indicator.html", page, status=400 if form.errors else 200)
