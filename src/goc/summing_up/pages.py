"""What the pages of a round show, gathered: rows of the list, one round, the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from goc.desk.chips import editor_of, in_words, printed_by
from goc.desk.comparing import compared
from goc.desk.pages import shelf_of
from goc.desk.queries import signed_of
from goc.directives.checks import MET, NOT_MET, UNDECIDED, WAITING
from goc.directives.models import Duty
from goc.figures.loading import Definitions
from goc.figures.queries import definitions
from goc.jobs.models import Job
from goc.lib.errors import NotInOrderError
from goc.summing_up import desk, shelf
from goc.summing_up.access import may_see_paper
from goc.summing_up.forms import VersionsForm
from goc.summing_up.kinds import CENTRAL_REPORT, paper_of
from goc.summing_up.manifest import Manifest
from goc.summing_up.models import Assessment, Dossier, Explanation, SummingUp
from goc.summing_up.outline import Section, forms, sections
from goc.summing_up.queries import Version, newest_dossier
from goc.summing_up.returned.exported import OUTLINES
from goc.units.access import can_edit
from goc.units.naming import names_apart
from goc.units.queries import name_of
from goc.web.words import told

VERIFYING = "summing_up.verify_dossier"


def round_rows(rounds: list[SummingUp], today: date) -> list[dict[str, Any]]:
    """The rounds of a page with the name of the unit and the newest dossier: two queries."""
    said = names_apart([r.unit_id for r in rounds], as_of=today)
    newest: dict[int, Dossier] = {}
    for dossier in Dossier.objects.filter(round__in=rounds).order_by("made_at"):
        newest[dossier.round_id] = dossier
    return [
        {"round": r, "unit": said.get(r.unit_id, ""), "dossier": newest.get(r.pk)} for r in rounds
    ]


@dataclass(frozen=True)
class Tally:
    """How the requirements without children stand, for the drawn bar: (state, how many, where it
    begins, how wide).
    """

    parts: list[tuple[str, int, float, float]]
    total: int

    @classmethod
    def of(cls, rows: list[dict[str, Any]]) -> Tally:
        leaves = [
            r
            for r, after in zip(rows, [*rows[1:], {"depth": 0}], strict=True)
            if after["depth"] <= r["depth"]
        ]
        parts, place = [], 0.0
        for state in (MET, NOT_MET, WAITING, UNDECIDED):
            count = sum(r["state"] == state for r in leaves)
            if count:
                width = round(100 * count / len(leaves), 2)
                parts.append((state, count, place, width))
                place = round(place + width, 2)
        return cls(parts, len(leaves))


def round_page(user: object, round_: SummingUp) -> dict[str, Any]:
    """Everything from the register and the newest dossier; a dossier that was tampered with is only
    named as such.
    """
    today, dossier = timezone.localdate(), newest_dossier(round_)
    context: dict[str, Any] = {
        "round": round_,
        "unit": name_of(round_.unit, as_of=round_.cut_off),
        "dossier": dossier,
        "may_edit": can_edit(user, round_.unit, today=today),
        "signed": signed_of(round_).get(CENTRAL_REPORT.name),
        "outline": desk.outline_of(round_),
        "going_out": shelf_of(round_),
        "steps": steps_of(round_),
        "today": today,
        "running": running(round_),
        "refused": "",
        "requirements": [],
    }
    if dossier is None:
        return context
    try:
        manifest = shelf.manifest_of(dossier)
        review = shelf.review_of(dossier, manifest)
    except NotInOrderError as error:
        return {**context, "refused": told(error)}
    requirements = [
        {**r, "evidence": [_evidence(e) for e in r["evidence"]]} for r in review["requirements"]
    ]
    return {
        **context,
        "papers": papers_for(user, dossier, manifest),
        "returning": [name for name in OUTLINES if may_return(user, round_, name)],
        "requirements": requirements,
        "tally": Tally.of(requirements) if requirements else None,
        "problems": review["problems"],
        "verification": last_verification(dossier),
        "older_figures": round_.snapshot_id != dossier.snapshot_id,
    }


def _evidence(text: str) -> tuple[object, str]:
    """What a verdict rests on: a paper of the dossier by its title and name, anything else as it is
    written.
    """
    return (shelf.TITLES[text], text) if text in shelf.TITLES else (text, "")


def papers_for(user: object, dossier: Dossier, manifest: Manifest) -> list[shelf.OnShelf]:
    return [p for p in shelf.papers_of(manifest) if may_see_paper(user, dossier.round, p.name)]


def _explained(round_: SummingUp, section: Section, texts: list[str]) -> list[Explanation]:
    """Why numbers of the section are not the snapshot's, as long as they stand there."""
    rows = round_.explanations.filter(section=section.key)
    return [one for one in rows if any(map(one.stands_in, texts))]


def may_return(user: object, round_: SummingUp, name: str) -> bool:
    """Whether the text of a paper may be taken back from Word."""
    is_open = name in OUTLINES and name not in signed_of(round_)
    return is_open and can_edit(user, round_.unit, today=timezone.localdate())


def steps_of(round_: SummingUp) -> QuerySet[Duty]:
    """The tasks counted back from the conference, as duties."""
    rows = Duty.objects.filter(source_kind=SummingUp.record_kind(), source=str(round_.public_id))
    return rows.order_by("due_on", "id")


def running(round_: SummingUp) -> Job | None:
    """Work on this round that is not over yet."""
    waiting = Job.objects.filter(
        state__in=[Job.State.QUEUED, Job.State.RUNNING], kind__startswith="summing_up."
    )
    return next((job for job in waiting if job.arguments.get("round") == round_.code), None)


def last_verification(dossier: Dossier) -> Job | None:
    """The newest finished check of this very dossier, whoever asked for it."""
    done = Job.objects.filter(kind=VERIFYING, state=Job.State.DONE).order_by("-id")
    return done.filter(result__dossier=str(dossier.public_id)).first()


def section_for(kind: str, authority: str) -> Section:
    """Where judgements of a kind stand in the report."""
    rows = [s for s in sections("report") if kind in s.assessments]
    return next((s for s in rows if s.authority == authority), rows[0])


def desk_page(round_: SummingUp, section: Section, text: str, found: Definitions) -> dict[str, Any]:
    judgements = round_.assessments.filter(kind__in=section.assessments).prefetch_related("answers")
    if section.authority:
        judgements = judgements.filter(authority=section.authority)
    rows = list(judgements.order_by("kind", "position"))
    preview = desk.preview(
        round_, section.indicators, text, found, "".join(f"\n- {row.text}" for row in rows)
    )
    printed, paper = printed_by(preview.chips), paper_of(section.key)
    return {
        "round": round_,
        "section": section,
        "paper": paper.name,
        "signed": signed_of(round_).get(paper.name),
        "is_built": round_.dossiers.exists(),
        "outline": desk.outline_of(round_),
        "judgements": [(row, in_words(row.text, printed)) for row in rows],
        "kinds": [Assessment.Kind(kind) for kind in section.assessments],
        "preview": preview,
        "chips": editor_of(preview.chips),
        "every": desk.all_indicators(found),
        "cited": [f for f in forms() if f.id in section.forms],
        "explained": _explained(round_, section, [text, *(row.text for row in rows)]),
    }


def versions_page(
    round_: SummingUp, section: Section, versions: list[Version], form: VersionsForm
) -> dict[str, Any]:
    """`pairs`: none where nothing was saved yet, or no such version."""
    context: dict[str, Any] = {"round": round_, "section": section, "form": form}
    context["versions"] = versions
    if not form.is_valid():
        return context
    old, new = (versions[form.cleaned_data[name] - 1] for name in ("old", "new"))
    printed = desk.preview(round_, (), "", definitions()).chips
    pairs = compared(old.text, new.text, printed_by(printed))
    return {**context, "old": old, "new": new, "pairs": pairs}
