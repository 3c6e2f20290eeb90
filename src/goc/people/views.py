"""Pages of persons: their list, one person, the acts on a person, the holders of a unit as a part
of its page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from goc.lib.errors import HiddenError, Question
from goc.lists.views import list_answer
from goc.people import access, actions, forms, life, lists, merge_pages, pages, queries, signed
from goc.people.grid_views import PEOPLE
from goc.people.models import Fact, Holding, Membership, Person
from goc.units.access import get_unit_for, scope_of
from goc.units.acts_done import tables_at, tables_on
from goc.units.asking import Asking, asking_for
from goc.units.choosing import ActForm
from goc.units.forms import AsOfForm
from goc.units.parts import part_answer
from goc.web.forms import attempt
from goc.web.once import once
from goc.web.timeline import Span


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """Of whom what is masked for others stood in clear, on whatever way, is recorded."""
    asking = asking_for(request)
    clear: list[str] = []

    def read(persons: list[Any], asking: Asking) -> Sequence[lists.Known]:
        rows = lists.known(persons, asking)
        clear.extend(r.person.code for r in rows if asking.sees_clear(r.person.keeper_unit))
        return rows

    shape, may_add = replace(lists.PEOPLE, read=read), pages.may_add(asking.scope)
    done = tables_at(PEOPLE, asking.scope) if may_add else []
    answer = list_answer(request, shape, asking, "people/people.html", may_add=may_add, done=done)
    access.log_reading_list(request.user, clear, _said(request))
    return answer


def _said(request: HttpRequest) -> str:
    """What was asked, for the log: the names of the filters, never a name that was typed."""
    asked = [name for name, value in request.GET.items() if value and name not in ("after", "sort")]
    return f"/people/ {' '.join(asked)}"


@require_safe
def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    if merge := access.find_merge_for(request.user, public_id, scope=scope):
        return merge_pages.merged(request, merge, scope)
    shown = access.get_person_for(request.user, public_id, scope=scope)
    clear = access.sees_sensitive_of(request.user, shown, scope=scope)
    if clear:
        access.log_reading(request.user, shown)
    asked = AsOfForm(request.GET, today=today)
    known = life.life_of(shown, as_of=asked.day)
    known = known if clear else known.without_sensitive()
    drawn = [
        Span(row.lane, row.start, row.end, row.css, row.text)
        for row in life.person_timeline(shown, as_of=asked.day, life=known)
        if clear or not row.sensitive
    ]
    tables = pages.Tables(known, asked.day)
    may_edit = access.can_edit_person(request.user, shown, scope=scope)
    return render(
        request,
        "people/person.html",
        {
            "person": shown,
            "asked": asked,
            "clear": clear,
            "mask": access.MASK,
            "spans": drawn,
            "in_order": sorted(drawn, key=lambda span: span.start),
            "life": tables,
            "facts": pages.own_facts(shown, asked.day, clear=clear),
            "history": pages.events(tables, clear=clear),
            "absorbed": shown.absorbed.select_related("gone"),
            "may_edit": may_edit,
            "done": tables_on(shown, scope) if may_edit else [],
            "panels": [reverse(name, args=[shown.public_id]) for name in life.panels],
        },
    )


@require_safe
def unit_people(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Posts, seats and who fills them, or the members of a board: a part of the unit's page, or a
    page of its own.
    """
    today = timezone.localdate()
    unit = get_unit_for(request.user, public_id, today=today)
    scope = scope_of(request.user, today=today)
    if queries.is_board(unit):
        members = pages.board_of(unit, scope, today=today)
        return part_answer(request, "people/_board.html", unit, today, members)
    day = AsOfForm(request.GET, today=today).day
    context = pages.people_of_unit(unit, scope, as_of=day, today=today)
    return part_answer(request, "people/_unit_people.html", unit, day, context)


# --- acts


@dataclass(frozen=True)
class Act:
    """A form page and the action it leads to; `initial` is what the form holds at first.
    `replaces`: what it held at first is written back.
    """

    title: str | Promise
    form: type[ActForm]
    action: Callable[..., Any]
    initial: Callable[[Person], dict[str, Any]] = lambda _: {}
    shows_sensitive: bool = False
    replaces: bool = False


ACTS = {
    "correct": Act(
        gettext_lazy("Sửa lý lịch"),
        forms.CorrectPersonForm,
        actions.correct_person,
        forms.CorrectPersonForm.initial_of,
        shows_sensitive=True,
        replaces=True,
    ),
    "post": Act(gettext_lazy("Bổ nhiệm, giao chức vụ"), forms.PostForm, actions.post_person),
    "join": Act(gettext_lazy("Tham gia tổ chức"), forms.JoinForm, actions.join_body),
    "fact": Act(
        gettext_lazy("Ghi trình độ, xếp loại, khen thưởng, kỷ luật"),
        forms.FactForm,
        actions.record_fact,
    ),
    "move": Act(gettext_lazy("Chuyển nơi quản lý hồ sơ"), forms.MoveForm, actions.move_person),
    "death": Act(gettext_lazy("Ghi nhận từ trần"), forms.DeathForm, actions.record_death),
    "death-correct": Act(
        gettext_lazy("Sửa ngày từ trần"),
        forms.CorrectDeathForm,
        actions.correct_death,
        forms.CorrectDeathForm.initial_of,
        replaces=True,
    ),
    "death-back": Act(
        gettext_lazy("Rút ghi nhận từ trần"), forms.TakeBackDeathForm, actions.take_back_death
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_new(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    scope = scope_of(request.user, today=today)
    pages.check_may_add(scope)
    form = forms.NewPersonForm(
        request.POST or None, scope=scope, today=today, initial={"on": today}
    )
    if form.is_valid() and (
        made := attempt(form, lambda: actions.add_person(**form.arguments(), by=request.user))
    ):
        messages.success(request, gettext("Đã lập hồ sơ."))
        return redirect("person", public_id=made.public_id)
    return render(
        request, "people/person_act.html", {"form": form, "heading": gettext("Thêm cán bộ")}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_act(request: HttpRequest, public_id: UUID, act: str) -> HttpResponse:
    chosen, today = ACTS[act], timezone.localdate()
    shown = _to_edit(request, public_id)
    form = chosen.form(
        request.POST or None,
        scope=scope_of(request.user, today=today),
        today=today,
        initial={**request.GET.dict(), **chosen.initial(shown)},
        records=pages.watched(shown, today, replaces=chosen.replaces),
    )
    asked: dict[str, Any] = {}
    if act == "correct" and form.is_valid():
        asked["also"] = signed.about_person(shown, form.arguments())
    elif act in MENDING and form.is_valid():
        asked["also"] = signed.about_death(shown)
    return _done(
        request,
        shown,
        form,
        chosen.title,
        lambda: chosen.action(person=shown, **form.arguments(), **asked, by=request.user),
        shows_sensitive=chosen.shows_sensitive,
        mends=act in MENDING,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def person_row(request: HttpRequest, public_id: UUID, row_id: UUID, act: str) -> HttpResponse:
    """Ends, corrects or (a probationary party member) makes official one dated row of a person."""
    today = timezone.localdate()
    shown = _to_edit(request, public_id)
    row = _row_of(shown, row_id)
    options = {
        "scope": scope_of(request.user, today=today),
        "today": today,
        "records": pages.watched(shown, today, replaces=act == "correct"),
    }
    form, run = _row_act(request, row, act, options)
    title = f"{ROW_ACTS[act]}: {row}"
    shows, mends = access.is_sensitive(row), act in MENDING
    return _done(request, shown, form, title, run, shows_sensitive=shows, mends=mends)


ROW_ACTS = {
    "end": gettext_lazy("Kết thúc"),
    "correct": gettext_lazy("Sửa bản ghi"),
    "official": gettext_lazy("Công nhận chính thức"),
    "back": gettext_lazy("Rút bản ghi ghi nhầm"),
}
MENDING = frozenset({"correct", "back", "death-correct", "death-back"})
"""Acts that put right what the record says; the others write what changed in life from a day on."""
Editable = Holding | Membership | Fact


def _row_act(
    request: HttpRequest, row: Editable, act: str, options: dict[str, Any]
) -> tuple[ActForm, Callable[[], Any]]:
    typed, by = request.POST or None, request.user
    if act == "correct":
        mend = forms.CorrectRowForm(typed, row=row, **options)
        also = signed.about_row(row, mend.arguments()) if mend.is_valid() else []
        return mend, lambda: actions.correct_row(row=row, **mend.arguments(), by=by, also=also)
    if act == "back":
        taking = forms.TakeBackRowForm(typed, **options)
        rests = signed.about_row(row) if taking.is_valid() else []
        return taking, lambda: _taken_back(row, by, taking, rests)
    if isinstance(row, Holding) and act == "end":
        ending = forms.EndHoldingForm(typed, **options)
        return ending, lambda: actions.end_holding(holding=row, **ending.arguments(), by=by)
    form = forms.EndForm(typed, **options)
    if isinstance(row, Membership):
        action = actions.make_official if act == "official" else actions.leave_body
        return form, lambda: action(membership=row, **form.arguments(), by=by)
    if isinstance(row, Fact) and act == "end":
        return form, lambda: actions.end_fact(fact=row, **form.arguments(), by=by)
    raise HiddenError("Không có trang này.")


def _taken_back(row: Editable, by: object, form: ActForm, also: list[Question]) -> bool:
    actions.take_back_row(row=row, by=by, also=also, **form.arguments())
    return True


def _to_edit(request: HttpRequest, public_id: UUID) -> Person:
    shown = access.get_person_for(request.user, public_id)
    access.check_can_edit_person(request.user, shown)
    return shown


def _row_of(person: Person, row_id: UUID) -> Editable:
    for model in (Holding, Membership, Fact):
        row = model.objects.filter(person=person, public_id=row_id).first()
        if row is not None:
            return row  # type: ignore[no-any-return]
    raise HiddenError("Không có bản ghi này.")


def _done(
    request: HttpRequest,
    shown: Person,
    form: ActForm,
    title: str | Promise,
    run: Callable[[], Any],
    *,
    shows_sensitive: bool,
    mends: bool,
) -> HttpResponse:
    if form.is_valid() and form.replaces_nothing():
        messages.info(request, gettext("Không có gì thay đổi."))
        return redirect("person", public_id=shown.public_id)
    if form.is_valid() and attempt(form, run) is not None:
        messages.success(request, gettext("Đã ghi."))
        return redirect("person", public_id=shown.public_id)
    if shows_sensitive:
        access.log_reading(request.user, shown)
    told = {"form": form, "heading": title, "person": shown, "mends": mends}
    return render(request, "people/person_act.html", told)
