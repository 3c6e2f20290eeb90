"""What the page of one paper shows, and the shelf of the papers of a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from goc.audit.models import Event
from goc.desk.access import OnDesk
from goc.desk.chips import Words, editor_of, named
from goc.desk.forms import FinalForm
from goc.desk.kinds import PaperKind, kinds_of
from goc.desk.mentions import open_citations
from goc.desk.models import Draft, SignedPaper
from goc.desk.queries import draft_of, signed_of
from goc.desk.rules import TRANSITIONS
from goc.papers.formats import render
from goc.papers.printing import unlinked


def address(record: Any, kind: PaperKind, view: str = "desk_paper", *more: str) -> str:
    return reverse(view, args=[kind.subject, record.public_id, kind.name, *more])


def place_of(at: OnDesk) -> dict[str, Any]:
    """Where a page of a paper stands: its kind, its record, the way back."""
    return {
        "kind": at.kind,
        "draft": at.draft,
        "title": at.kind.title,
        "record": at.source.title(at.record),
        "record_url": at.source.url(at.record),
        "paper_url": address(at.record, at.kind),
        "args": (at.kind.subject, at.record.public_id, at.kind.name),
    }


def editor_for(kind: PaperKind) -> dict[str, Any]:
    """What may be named in the text of a kind."""
    chips = [*named(kind.known_fields, kind.lists), *kind.figures()]
    return editor_of(chips, signed=True)


def paper_page(user: object, at: OnDesk) -> dict[str, Any]:
    built, signed = at.built, at.signed
    missing = built.missing if built else {}
    return {
        **place_of(at),
        "built": built,
        "is_current": built is not None and built.paper.draft == at.draft.line,
        "missing": {n: said for n, said in missing.items() if n not in at.draft.left_out},
        "left_out": at.draft.left_out,
        "open_citations": open_citations(built.paper) if built else [],
        "final_form": FinalForm(missing=missing),
        "signed": signed,
        "files": [row.file for row in signed.files.select_related("file")] if signed else [],
        "acts": TRANSITIONS[at.draft.state] if at.may_edit(user) else {},
        "can_begin_again": signed is not None and at.kind.from_register and at.may_edit(user),
        "anew": at.source.anew,
        "ways": at.source.ways(user, at.record, at.kind),
        "history": history_of(at.draft),
        "fragment": _shown(at, built),
    }


def _shown(at: OnDesk, built: Any) -> str:
    """Papers of the register are shown here; others on the pages of what they lie in."""
    if built is None or not at.kind.from_register:
        return ""
    return mark_safe(render(unlinked(built.paper), "html").decode())  # escaped by formats.html


DID = {
    "desk.write_paper": gettext_lazy("lập văn bản"),
    "desk.issue_draft": gettext_lazy("gửi lấy ý kiến"),
    "desk.finalise": gettext_lazy("chốt bản trình ký"),
    "desk.reopen": gettext_lazy("mở lại dự thảo"),
    "desk.sign_draft": gettext_lazy("ghi nhận đã ký"),
}


def history_of(draft: Draft) -> list[tuple[Event, Words]]:
    """What was done with it, oldest first."""
    events = Event.objects.filter(subject=str(draft.public_id)).order_by("id")
    return [(event, DID.get(event.action, event.action)) for event in events]


@dataclass(frozen=True)
class OnShelf:
    """A paper of a record that goes out, with how far it is."""

    kind: PaperKind
    draft: Draft
    signed: SignedPaper | None
    url: str

    @property
    def is_unwritten(self) -> bool:
        return self.kind.from_register and self.draft.content is None


def shelf_of(record: Any) -> list[OnShelf]:
    signed = signed_of(record)
    return [
        OnShelf(kind, draft_of(record, kind), signed.get(kind.name), address(record, kind))
        for kind in kinds_of(record.record_kind())
        if kind.goes_out
    ]
