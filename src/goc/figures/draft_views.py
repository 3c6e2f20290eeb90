"""A draft marked in colour with the finding beside each figure, and the same as comments in Word.
Stores nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from goc.figures.drafts import LONGEST, Checked, check_draft, vocabulary
from goc.figures.marking import beside, counted, marked
from goc.figures.pages import own_unit, snapshot_label
from goc.figures.queries import open_snapshot
from goc.lib.errors import HiddenError
from goc.papers.comments import commented
from goc.registry.readings import get_reading_for, start_reading
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import contains, snapshots_in_scope, snapshots_of
from goc.units.access import scope_of
from goc.units.models import Unit
from goc.units.queries import name_of
from goc.web.forms import attempt, choose
from goc.web.texts import MEDIA, Given, TextForm
from goc.web.words import told

MANY = 30


class DraftForm(TextForm):
    snapshot = forms.ChoiceField(label=gettext_lazy("Đối chiếu với bản chốt"))
    field_order = ("file", "text", "snapshot")

    def __init__(self, *args: Any, snapshots: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self.fields["snapshot"], list(snapshots))


@dataclass(frozen=True)
class Against:
    """The unit asked about, and the snapshots that may be asked, the proposed one first."""

    unit: Unit | None
    usable: list[Snapshot]

    def asked(self, snapshot: Snapshot) -> Unit | None:
        """The user's unit where it is in the snapshot, else the unit of the snapshot."""
        return self.unit if contains(snapshot, self.unit) else snapshot.unit


def _against(request: HttpRequest) -> Against:
    """Raises HiddenError for a snapshot that is not this user's to choose."""
    scope = scope_of(request.user, today=timezone.localdate())
    unit = own_unit(request, scope)
    own = list(snapshots_of(unit))[:MANY]
    others = (
        snapshots_in_scope(scope).exclude(pk__in=[s.pk for s in own]).order_by("-made_at", "-id")
    )
    against = Against(unit, [*own, *others[:MANY]])
    wanted = request.POST.get("snapshot")
    if wanted and wanted not in {str(s.public_id) for s in against.usable}:
        raise HiddenError("Không có bản chốt số liệu này.")
    return against


def _form(request: HttpRequest, against: Against, **more: Any) -> DraftForm:
    today = timezone.localdate()
    whole = gettext("Toàn bộ")
    labels = [
        (
            str(s.public_id),
            f"{name_of(s.unit, as_of=today) if s.unit else whole}: {snapshot_label(s)}",
        )
        for s in against.usable
    ]
    if request.method != "POST" and (reading := request.GET.get("reading")):
        given = get_reading_for(request.user, reading)
        more["initial"] = {"text": given.text}
        for unread in given.unread:
            messages.warning(request, told(unread))
    return DraftForm(request.POST or None, request.FILES or None, snapshots=labels, **more)


def _checked(against: Against, form: DraftForm) -> tuple[Checked, dict[str, str]]:
    """The findings, and the question that links to their cards keep."""
    wanted = form.cleaned_data["snapshot"]
    snapshot = next(s for s in against.usable if str(s.public_id) == wanted)
    unit = against.asked(snapshot)
    with open_snapshot(snapshot, eager=True) as computer:
        question = computer.question(str(unit.public_id) if unit else None)
        found = check_draft(form.given.text, vocabulary(computer, question))
    return found, {**({"unit": str(unit.public_id)} if unit else {}), "snapshot": wanted}


@require_http_methods(["GET", "HEAD", "POST"])
def draft_check(request: HttpRequest) -> HttpResponse:
    against = _against(request)
    if not against.usable:
        return render(request, "figures/nothing.html")
    form = _form(request, against, may_wait=True)
    if not form.is_valid():
        return _page(request, form)
    if form.waiting:
        return redirect(
            "job", start_reading(form.waiting, by=request.user, page="draft_check").public_id
        )
    done = attempt(form, partial(_checked, against, form))
    return _page(request, form, *done) if done else _page(request, form)


@require_POST
def draft_comments(request: HttpRequest) -> HttpResponse:
    """The draft as DOCX: the uploaded Word file itself, else one made of the text."""
    against = _against(request)
    if not against.usable:
        return render(request, "figures/nothing.html")
    form = _form(request, against)
    done = attempt(form, partial(_checked, against, form)) if form.is_valid() else None
    if done is None:
        return _page(request, form)
    given, notes, today = form.given, done[0].notes(), timezone.localdate()
    source = given.data if given.is_word else given.text
    name = f"{Path(given.name).stem or 'du-thao'}-nhan-xet.docx"
    made = commented(source, notes, on=today, name=given.name or name)
    response = HttpResponse(made, content_type=MEDIA[".docx"])
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{_quoted(name)}"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _quoted(name: str) -> str:
    return urlencode({"": name}, safe="").removeprefix("=").replace("+", "%20")


def _page(
    request: HttpRequest,
    form: DraftForm,
    checked: Checked | None = None,
    query: dict[str, str] | None = None,
) -> HttpResponse:
    shown: dict[str, Any] = {"form": form}
    if checked is not None:
        shown |= {
            "checked": checked,
            "given": form.given,
            "limit": LONGEST,
            "pieces": marked(checked.pieces()),
            "findings": [beside(said, query or {}) for said in checked.said],
            "counts": counted(checked),
            "unread": [told(unread) for unread in form.given.unread],
            "snapshot": form.cleaned_data["snapshot"],
            "carried": _carried(form.given),
        }
    return render(request, "figures/draft.html", shown, status=400 if form.errors else 200)


def _carried(given: Given) -> dict[str, str]:
    """What the download needs, as hidden fields; nothing when the file is too large to go back and
    forth.
    """
    if not given.data:
        return {"text": given.text}
    return {"carried": given.carried, "carried_name": given.name[:200]} if given.carried else {}
