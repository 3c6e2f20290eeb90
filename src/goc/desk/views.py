"""The kinds of papers with their texts; one paper on its way from draft to signature."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from goc.accounts.queries import signed_in
from goc.desk import access, actions, pages
from goc.desk.access import OnDesk
from goc.desk.forms import FinalForm, SignedForm, TemplateForm
from goc.desk.kinds import KINDS, kind_named
from goc.desk.queries import text_of
from goc.desk.signed_lists import file_of
from goc.lib.errors import HiddenError
from goc.registry.photos import basket_of
from goc.web.forms import attempt
from goc.web.once import once

CHANGED = gettext_lazy("Đã đổi mẫu; văn bản dựng từ nay theo mẫu mới, văn bản cũ giữ nguyên.")


@require_safe
def paper_kinds(request: HttpRequest) -> HttpResponse:
    rows = [(kind, text_of(kind)) for kind in KINDS.values() if not kind.same_as]
    return render(request, "desk/paper_kinds.html", {"rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def paper_text(request: HttpRequest, name: str) -> HttpResponse:
    """Everybody reads the text of a kind; who may change the whole register puts another in its
    place.
    """
    kind = kind_named(name)
    now = text_of(kind)
    if request.method == "POST":
        access.check_may_write_texts(request.user)
    form = TemplateForm(request.POST or None, now=now)
    if form.is_valid():
        text = form.cleaned_data["text"]
        made = attempt(form, lambda: actions.write_template(kind=kind, text=text, by=request.user))
        if made:
            messages.success(request, CHANGED)
            return redirect("paper_text", kind.name)
    context = {
        "kind": kind,
        "now": now,
        "form": form,
        "chips": pages.editor_for(kind),
        "may_write": access.may_write_texts(request.user),
        "shipped_is_newer": now.row is not None and now.row.based_on < kind.revision,
    }
    return render(request, "desk/paper_text.html", context, status=400 if form.errors else 200)


# --- one paper on its way


@require_safe
def desk_paper(request: HttpRequest, of: str, subject: UUID, name: str) -> HttpResponse:
    at = access.get_paper_for(request.user, of, subject, name)
    return render(request, "desk/desk_paper.html", pages.paper_page(request.user, at))


DONE = {
    "write": gettext_lazy("Đã lập văn bản theo số liệu hiện có."),
    "issue": gettext_lazy("Đã ghi nhận phát hành dự thảo lấy ý kiến."),
    "finalise": gettext_lazy("Đã chốt bản trình ký."),
    "reopen": gettext_lazy("Đã mở lại dự thảo."),
}


@require_POST
@once()
def desk_act(request: HttpRequest, of: str, subject: UUID, name: str, act: str) -> HttpResponse:
    """A refusal is told on the page of the paper, with what was typed there."""
    at = access.get_paper_to_move(request.user, of, subject, name)
    if act not in DONE:
        raise HiddenError("Không có việc này.")
    built = at.built
    form = FinalForm(request.POST, missing=built.missing if built else {})
    if form.is_valid() and attempt(form, lambda: _done(at, act, form, request.user)):
        messages.success(request, DONE[act])
        return redirect("desk_paper", of, subject, name)
    context = {**pages.paper_page(request.user, at), "final_form": form}
    return render(request, "desk/desk_paper.html", context, status=400)


def _done(at: OnDesk, act: str, form: FinalForm, by: object) -> Any:
    paper: dict[str, Any] = {"record": at.record, "kind": at.kind, "by": by}
    if act == "write":
        return actions.write_paper(**paper)
    if act == "issue":
        return actions.issue_draft(**paper, built=at.check_built())
    if act == "finalise":
        return actions.finalise(**paper, built=at.check_built(), left_out=form.cleaned_data)
    return actions.reopen(**paper)


@require_http_methods(["GET", "HEAD", "POST"])
@once()
def desk_sign(request: HttpRequest, of: str, subject: UUID, name: str) -> HttpResponse:
    """ "Ghi nhận đã ký": what stands on the paper that came back from the signer."""
    at = access.get_paper_to_move(request.user, of, subject, name)
    basket = basket_of(signed_in(request))
    form = SignedForm(request.POST or None, request.FILES or None, basket=basket)
    if form.is_valid() and attempt(form, lambda: _signed(at, form, request.user)):
        form.let_go()
        messages.success(request, gettext("Đã ghi nhận văn bản đã ký; từ nay không thay đổi."))
        return redirect("desk_paper", of, subject, name)
    context = {**pages.place_of(at), "form": form}
    return render(request, "desk/desk_sign.html", context, status=400 if form.errors else 200)


def _signed(at: OnDesk, form: SignedForm, by: object) -> Any:
    return actions.record_signed(
        record=at.record, kind=at.kind, built=at.check_built(), by=by, **form.cleaned_data
    )


@require_safe
def desk_file(
    request: HttpRequest, of: str, subject: UUID, name: str, format_: str
) -> HttpResponse:
    """A paper that was written from the register, as a file; others lie where they were built."""
    at = access.get_paper_for(request.user, of, subject, name)
    built = at.built if at.kind.from_register else None
    if built is None or format_ not in at.kind.formats:
        raise HiddenError("Chưa có tệp này.")
    return file_of(built.paper, format_, name)
