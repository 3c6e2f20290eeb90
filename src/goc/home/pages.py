"""What the first page shows, gathered."""

from __future__ import annotations

from datetime import date
from typing import Any

from goc.accounts.models import User
from goc.figures import quick_pages
from goc.home import pipeline, worklist
from goc.home.pipeline import Pipeline, Source
from goc.home.starts import starts_for
from goc.jobs.access import jobs_for
from goc.lib.errors import GocError, NotInOrderError
from goc.lists.worklists import waiting_for
from goc.summing_up import shelf
from goc.summing_up.models import Dossier
from goc.summing_up.pages import Tally, last_verification
from goc.units.asking import Asking, asking_of
from goc.units.queries import name_of
from goc.web.words import told

SHOWN = 6


def home_page(user: User, *, today: date) -> dict[str, Any]:
    asking = asking_of(user, today=today)
    scope = asking.scope
    source = worklist.source_for(user, scope, today=today)
    dues = worklist.deadlines(scope, today=today)
    return {
        "today": today,
        "source": source,
        **_figures(source),
        "form": quick_pages.form_of({}, asking),
        "buttons": [*quick_pages.shipped(), *quick_pages.saved(asking)],
        "steps": worklist.first_steps(asking, source),
        "dues": dues[:SHOWN],
        "more_dues": max(0, len(dues) - SHOWN),
        "overdue": sum(bool(d.overdue) for d in dues),
        "deadlines": worklist.draw_deadlines(dues, today=today),
        "starts": starts_for(asking),
        **_waiting(asking),
        "behind": worklist.left_behind(user, scope, today=today),
        "jobs": list(jobs_for(user)[:4]),
        **_paper(worklist.newest_paper(scope)),
    }


def _waiting(asking: Asking) -> dict[str, Any]:
    """First what the asker may do himself, then what waits for others in his scope."""
    every = waiting_for(asking)
    return {
        "mine": [waiting for waiting in every if waiting.is_mine],
        "others": [waiting for waiting in every if not waiting.is_mine],
    }


def _figures(source: Source | None) -> dict[str, Any]:
    """The picture and the corps; `why` says in words why they cannot be shown."""
    if source is None:
        return {"stages": [], "why": ""}
    try:
        made = Pipeline(source, pipeline.figures_of(source))
    except GocError as error:
        return {"stages": [], "why": told(error)}
    stages = made.stages()
    return {
        "stages": stages,
        "picture": pipeline.draw(stages),
        "corps": made.corps(),
        "why": "",
        "unit": name_of(source.unit, as_of=source.snapshot.cut_off) if source.unit else "",
    }


def _paper(dossier: Dossier | None) -> dict[str, Any]:
    """The newest dossier with how its requirements stand; `paper_why`: it is not as
    it was built.
    """
    if dossier is None:
        return {"dossier": None}
    try:
        rows = shelf.review_of(dossier, shelf.manifest_of(dossier))["requirements"]
    except NotInOrderError as error:
        return {"dossier": dossier, "paper_why": told(error)}
    return {
        "dossier": dossier,
        "tally": Tally.of(rows) if rows else None,
        "checked": last_verification(dossier),
    }
