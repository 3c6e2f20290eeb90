"""Letterheads and working days, the text in force for a kind, how far a paper is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from goc.dated.reference import catalogue_rows
from goc.desk.composing import Frame
from goc.desk.kinds import PaperKind
from goc.desk.models import CalendarDay, Draft, Letterhead, PaperTemplate, SignedPaper
from goc.desk.rules import Head, computed_head, lines_of
from goc.desk.sources import SOURCES, Built
from goc.desk.workdays import Calendar
from goc.lib.canonical import canonical, digest
from goc.lib.errors import InputError
from goc.lib.periods import holds
from goc.papers.codec import from_json
from goc.papers.model import Paper
from goc.units.models import Unit
from goc.units.queries import ancestors, name_of

TYPED_LINES = ("parent", "agency", "authority")


def head_of(unit: Unit, issuer: str, *, as_of: date) -> Head:
    """What was entered for the day; each box left empty, or all of them, as computed from the name
    of the unit.
    """
    head = computed_head(_attributes(issuer, as_of), name_of(unit, as_of=as_of))
    row = Letterhead.objects.as_of(as_of).filter(unit=unit, issuer=issuer).first()
    return head if row is None else _entered(head, row)


def _entered(head: Head, row: Letterhead) -> Head:
    typed: dict[str, Any] = {name: lines_of(getattr(row, name)) for name in TYPED_LINES}
    typed |= {"issuer": row.short, "symbol": row.symbol, "post": row.post}
    typed |= {"signer": row.signer, "place": row.place}
    filled = {name: value for name, value in typed.items() if value}
    return replace(head, **filled, is_entered=True)


def _attributes(issuer: str, day: date) -> dict[str, Any]:
    """Raises InputError for an issuer that the catalogue does not have on that day."""
    for entry in catalogue_rows("paper_issuer"):
        if entry.code == issuer and holds(entry.valid_from, entry.valid_to, day):
            return dict(entry.attributes)
    raise InputError("Không có cơ quan ban hành «%(issuer)s» trong danh mục.", issuer=issuer)


def calendar_of(unit: Unit, *, as_of: date) -> Calendar:
    """The law's calendar with what was entered for the unit and those above it; the nearest word
    counts.
    """
    entered: dict[date, str] = {}
    for one in (*reversed(ancestors(unit, as_of=as_of)), unit):
        entered |= dict(CalendarDay.objects.filter(unit=one).values_list("day", "kind"))
    return Calendar(entered)


def frame_of(unit: Unit, issuer: str, *, on: date, place: str = "") -> Frame:
    """Around a paper of that day; `place`: the subject's own, where the letterhead names none."""
    head = head_of(unit, issuer, as_of=on)
    return Frame(head, on, name_of(unit, as_of=on), head.place or place)


@dataclass(frozen=True)
class TextInForce:
    """`row`: the site's own; None: the shipped text."""

    text: str
    revision: int
    row: PaperTemplate | None = None


def text_of(kind: PaperKind) -> TextInForce:
    """What papers of the kind are written from now on."""
    row = PaperTemplate.objects.filter(kind=kind.same_as or kind.name).first()
    if row is None or not row.text:
        return TextInForce(kind.shipped, kind.revision, None)
    return TextInForce(row.text, row.revision, row)


def draft_of(record: Any, kind: PaperKind) -> Draft:
    """How far the paper is; not saved where nothing was done with it yet."""
    of = {"subject_kind": kind.subject, "subject": record.public_id, "kind": kind.name}
    return Draft.objects.filter(**of).first() or Draft(unit=record.unit, **of)


def signed_of(record: Any) -> dict[str, SignedPaper]:
    """Kind → what was signed about a record, the newest of each."""
    rows = SignedPaper.objects.filter(
        draft__subject_kind=record.record_kind(), draft__subject=record.public_id
    )
    return {row.draft.kind: row for row in rows.select_related("draft", "document").order_by("pk")}


def staged(paper: Paper, draft: Draft) -> Paper:
    """The paper as it is printed in the state it is in."""
    return replace(paper, draft=draft.line)


def built_of(record: Any, kind: PaperKind, draft: Draft) -> Built | None:
    """The paper as it stands: written from the register, or where its subject built it."""
    if not kind.from_register:
        return SOURCES[kind.subject].built(record, kind)
    if draft.content is None:
        return None
    paper = staged(from_json(draft.content), draft)
    return Built(paper, digest(canonical(draft.content)))
