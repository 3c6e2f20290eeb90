"""The members of a board: added, ended, corrected, taken back. A board itself is a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods

from goc.audit.models import Event
from goc.dated.versions import Watched
from goc.lib.errors import HiddenError
from goc.people import actions
from goc.people import board_forms as forms
from goc.people.models import BoardMember
from goc.people.queries import is_board
from goc.units.access import get_unit_to_edit, scope_of
from goc.units.choosing import ActForm
from goc.units.models import Unit
from goc.units.queries import name_of
from goc.web.forms import attempt
from goc.web.once import once


@dataclass(frozen=True)
class MemberAct:
    """`replaces`: the form is filled with the row and writes it back."""

    title: str | Promise
    form: type[ActForm]
    action: Callable[..., Any]
    replaces: bool = False


ACTS = {
    "end": MemberAct(gettext_lazy("Thôi tham gia"), forms.EndMemberForm, actions.end_board_member),
    "correct": MemberAct(
        gettext_lazy("Sửa"), forms.CorrectMemberForm, actions.correct_board_member, replaces=True
    ),
    "back": MemberAct(
        gettext_lazy("Rút lại"), forms.TakeBackMemberForm, actions.take_back_board_member
    ),
}


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def board_member_new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    board, today = _board(request, public_id), timezone.localdate()
    form = forms.MemberForm(
        request.POST or None, scope=scope_of(request.user, today=today), today=today
    )

    def appoint() -> BoardMember:
        return actions.appoint_board_member(board=board, **form.arguments(), by=request.user)

    return _answer(request, board, form, gettext("Thêm thành viên"), appoint)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def board_member(request: HttpRequest, public_id: UUID, member_id: UUID, act: str) -> HttpResponse:
    board, today = _board(request, public_id), timezone.localdate()
    member, chosen = _member(board, member_id), ACTS[act]
    form = chosen.form(
        request.POST or None,
        scope=scope_of(request.user, today=today),
        today=today,
        initial=forms.initial_of(member) if chosen.replaces else {},
        records=_watched(member, replaces=chosen.replaces),
    )

    def run() -> bool:
        chosen.action(member=member, **form.arguments(), by=request.user)
        return True

    heading = f"{chosen.title}: {member.person.full_name}, {member}"
    return _answer(request, board, form, heading, run)


def _board(request: HttpRequest, public_id: UUID) -> Unit:
    board = get_unit_to_edit(request.user, public_id)
    if not is_board(board):
        raise HiddenError("Không có Ban này.")
    return board


def _member(board: Unit, member_id: UUID) -> BoardMember:
    rows = BoardMember.objects.filter(board=board).select_related("person", "board")
    found: BoardMember | None = rows.filter(public_id=member_id).first()
    if found is None:
        raise HiddenError("Không có thành viên này.")
    return found


def _watched(member: BoardMember, *, replaces: bool) -> Watched:
    def told(_event: Event) -> str:
        return gettext("sửa thành viên này")

    def again() -> Any:
        return BoardMember.objects.filter(pk=member.pk)

    return Watched(member, [member], again, told=told, replaces=replaces)


def _answer(
    request: HttpRequest, board: Unit, form: ActForm, heading: str, run: Callable[[], Any]
) -> HttpResponse:
    if form.is_valid() and form.replaces_nothing():
        messages.info(request, gettext("Không có gì thay đổi."))
        return redirect("unit", public_id=board.public_id)
    if form.is_valid() and attempt(form, run) is not None:
        messages.success(request, gettext("Đã ghi."))
        return redirect("unit", public_id=board.public_id)
    name = name_of(board, as_of=timezone.localdate())
    context = {"form": form, "heading": heading, "unit": board, "name": name}
    return render(request, "units/unit_act.html", context, status=400 if form.errors else 200)
