"""What the pages of this room share: who asks what of which snapshot; links that keep the question;
heads of tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from goc.figures.compute import Computer, Question
from goc.figures.definitions import TableColumn
from goc.figures.forms import QuestionForm
from goc.figures.queries import open_snapshot
from goc.lib.errors import GocError, InputError
from goc.snapshots import working
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import find_snapshot_of, snapshots_of
from goc.snapshots.working import NOW, Working
from goc.units.access import Scope, choose_unit, get_unit_for, public_ids, scope_of
from goc.units.models import Unit
from goc.units.naming import indented
from goc.units.queries import tree
from goc.web.words import told

MANY = 400


@dataclass(frozen=True)
class Asked:
    """One question of a page: `form` shows it, `query` keeps it in links."""

    form: QuestionForm
    unit: Unit | None
    snapshot: Snapshot | Working
    computer: Computer
    question: Question

    @property
    def query(self) -> dict[str, str]:
        q = self.question
        kept = {
            "unit": q.unit,
            "snapshot": str(self.snapshot.public_id),
            "as_of": q.as_of.isoformat(),
        }
        if q.since:
            kept["from"] = q.since.isoformat()
        return {k: v for k, v in kept.items() if v}

    def link(self, name: str, *args: object, **more: object) -> str:
        """A page about the same question, or with another unit."""
        return f"{reverse(name, args=args)}?{urlencode({**self.query, **{k: str(v) for k, v in more.items()}})}"

    @property
    def is_now(self) -> bool:
        return isinstance(self.snapshot, Working)

    @property
    def source(self) -> str:
        """What the numbers are counted from, for the line under the title."""
        if self.is_now:
            made = timezone.localtime(self.snapshot.made_at)
            return gettext("số liệu hiện thời lúc %(made)s") % {"made": f"{made:%H:%M %d/%m/%Y}"}
        return gettext("số liệu chốt đến %(day)s") % {"day": f"{self.snapshot.cut_off:%d/%m/%Y}"}

    @property
    def offers_now(self) -> bool:
        """Whether the same page can be had from the working snapshot."""
        return not self.is_now and working.current() is not None

    @property
    def unit_name(self) -> str:
        q = self.question
        return self.computer.units.name(q.unit, q.as_of) if q.unit else gettext("Toàn bộ bản chốt")


@contextmanager
def asked(request: HttpRequest) -> Iterator[Asked | None]:
    """None while there is no snapshot of the unit. Raises HiddenError for a unit out of scope."""
    today, given = timezone.localdate(), request.GET
    scope = scope_of(request.user, today=today)
    unit = (
        get_unit_for(request.user, given["unit"], today=today)
        if given.get("unit")
        else own_unit(request, scope)
    )
    usable: list[Snapshot | Working] = [*_now(), *list(snapshots_of(unit))[:30]]
    snapshot = _chosen(given.get("snapshot", ""), unit, usable)
    if snapshot is None:
        yield None
        return
    form = _form(request, scope, usable, snapshot)
    day = form.cleaned_data.get("as_of") if form.is_valid() else None
    within = public_ids(scope) if isinstance(snapshot, Working) else None
    with open_snapshot(snapshot, within=within) as computer:
        ref = str(unit.public_id) if unit else None
        try:
            question = computer.question(ref, day, _day(given.get("from")))
        except GocError as error:
            form.add_error("as_of", told(error))
            question = computer.question(ref)
        yield Asked(form, unit, snapshot, computer, question)


def _now() -> list[Working]:
    found = working.current()
    return [found] if found else []


def _chosen(
    ref: str, unit: Unit | None, usable: list[Snapshot | Working]
) -> Snapshot | Working | None:
    """The one named, else the newest frozen one: nobody is shown the working one unasked. Raises
    InputError for one that is not there.
    """
    if ref == NOW:
        found = working.asked()
        if found is None:
            raise InputError("Chưa có số liệu hiện thời. Hãy bấm «Lập số liệu hiện thời».")
        return found
    if ref:
        return find_snapshot_of(ref, unit)
    return next((s for s in usable if isinstance(s, Snapshot)), None)


def _day(text: object) -> date | None:
    """An ISO day as links carry it; nothing for what is none."""
    try:
        return date.fromisoformat(str(text or ""))
    except ValueError:
        return None


def own_unit(request: HttpRequest, scope: Scope) -> Unit | None:
    """Without a word about the unit: the user's own, the whole register for those who
    see it all.
    """
    assert request.user.is_authenticated
    return None if scope.everything else choose_unit(request.user, None, as_of=timezone.localdate())


def _form(
    request: HttpRequest,
    scope: Scope,
    usable: list[Snapshot | Working],
    chosen: Snapshot | Working,
) -> QuestionForm:
    snapshots = [(str(s.public_id), snapshot_label(s)) for s in usable]
    data = request.GET.copy()
    data.setdefault("snapshot", str(chosen.public_id))
    data.setdefault("as_of", chosen.cut_off.strftime("%d/%m/%Y"))
    if (day := _day(data["as_of"])) is not None:
        data["as_of"] = day.strftime("%d/%m/%Y")
    return QuestionForm(
        data,
        units=units_to_choose(scope, chosen.cut_off, data.get("unit", "")),
        snapshots=snapshots,
    )


def snapshot_label(s: Snapshot | Working) -> str:
    made = timezone.localtime(s.made_at).strftime("%H:%M %d/%m/%Y")
    if isinstance(s, Working):
        return gettext("Số liệu hiện thời (lúc %(made)s)") % {"made": made}
    return gettext("%(cut)s (lập %(made)s)") % {"cut": f"{s.cut_off:%d/%m/%Y}", "made": made}


def units_to_choose(scope: Scope, day: date, chosen: str) -> list[tuple[str, str]]:
    """The units of the scope on the day; without communes where they are too many, but with the one
    that is chosen.
    """
    nodes = [n for n in tree(as_of=day) if scope.contains(n.id)]
    if len(nodes) > MANY:
        nodes = [n for n in nodes if n.level != "commune" or str(n.public_id) == chosen]
    first = [("", gettext("Toàn bộ bản chốt"))] if scope.everything else []
    return first + indented(nodes, as_of=day)


def record_url(row: dict[str, Any], masked: bool) -> str:
    """The page that a listed row leads to. Empty where there is none, or no name to show."""
    return "" if masked or not row["page"] else reverse(row["page"], args=[row["page_of"]])


@dataclass(frozen=True)
class HeadCell:
    text: str
    columns: int
    rows: int


def storeys(columns: tuple[TableColumn, ...]) -> list[list[HeadCell]]:
    """The head of a table, storey by storey: neighbours whose heads begin alike share a cell."""
    depth = max((len(c.head) for c in columns), default=1)
    made: list[list[HeadCell]] = []
    for level in range(depth):
        row, at = [], 0
        while at < len(columns):
            head, end = columns[at].head, at + 1
            leaf = len(head) == level + 1
            while (
                not leaf
                and end < len(columns)
                and columns[end].head[: level + 1] == head[: level + 1]
            ):
                end += 1
            if len(head) > level:
                row.append(HeadCell(head[level], end - at, depth - level if leaf else 1))
            at = end
        made.append(row)
    return made
