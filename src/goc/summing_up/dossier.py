"""Builds all papers of a round into one folder, with what is needed to check each byte and number
of it again.
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from goc.accounts.models import User
from goc.audit.actions import record
from goc.audit.chaining import link_events
from goc.audit.queries import last_link
from goc.desk.actions.drafts import check_whole
from goc.desk.composing import compose as compose_paper
from goc.desk.kinds import PaperKind, kind_named
from goc.desk.models import Draft
from goc.desk.queries import draft_of, frame_of, signed_of, staged, text_of
from goc.directives.queries import Judged, judged
from goc.figures.compute import Computer, Question
from goc.figures.definitions import VALUES, Indicator, TableDefinition, fingerprint
from goc.figures.loading import Definitions, built_in_files
from goc.figures.queries import definitions, open_snapshot
from goc.figures.tables import Result, compute
from goc.lib.canonical import canonical, file_digest
from goc.lib.folders import making, seal
from goc.lib.progress import Report, part, silent
from goc.papers import RENDERER_VERSION
from goc.papers.codec import to_json
from goc.papers.model import Paper
from goc.papers.printing import print_paper
from goc.snapshots.keeping import Shelf, recording
from goc.snapshots.opening import check_in_order, copy_snapshot
from goc.summing_up import review
from goc.summing_up.actions import freeze_round
from goc.summing_up.binding import Binder
from goc.summing_up.citing import citing_of
from goc.summing_up.composing import ROSTER_TABLE, Material
from goc.summing_up.kinds import CENTRAL_REPORT, DOSSIER
from goc.summing_up.manifest import FORMAT, SCHEMA_VERSION
from goc.summing_up.models import FOLDER, Dossier, SummingUp
from goc.summing_up.outline import forms
from goc.summing_up.planned import verdict_by_plan
from goc.summing_up.sources import check_not_signed

FORMATS = {kind.name: kind.formats for kind in DOSSIER}
DOSSIERS = Shelf(FOLDER, Dossier)
LIBRARIES = ("typst", "xlsxwriter")


def renderers() -> dict[str, str]:
    """The versions on which the bytes of the papers depend; `goc` is that of its formats."""
    return {"goc": RENDERER_VERSION, **{name: version(name) for name in LIBRARIES}}


def question_of(round_: SummingUp, computer: Computer) -> Question:
    return computer.question(str(round_.unit.public_id), round_.cut_off, round_.period_from)


def material_of(
    round_: SummingUp, computer: Computer, found: Definitions, report: Report = silent
) -> Material:
    """Computes every table of the form set once, and the roster, be it empty; a table whose rows
    are what was recorded (years, issuers) is left out where nothing was.
    """
    question = question_of(round_, computer)
    wanted = [f.table for f in forms() if f.table in found.tables] + [ROSTER_TABLE]
    results = {}
    for done, name in enumerate(wanted):
        report(100 * done // len(wanted), f"Biểu {name}")
        result = compute(computer, found.tables[name], question)
        if name == ROSTER_TABLE or _has_rows(result):
            results[name] = result
    binder = Binder(computer, found, question, records_link, citing=citing_of(round_))
    return Material.of(round_, binder, results, cell_link)


def _has_rows(result: Result) -> bool:
    of_what_was_recorded = result.definition.row_kind == VALUES
    return not of_what_was_recorded or any(row.kind == "body" for row in result.rows)


def records_link(indicator: str, question: Question) -> str:
    return _link("records", [indicator], question, {})


def cell_link(result: Any, row: Any, column: Any) -> str:
    more = {"row": row.key or row.kind, "block": str(row.block), "column": str(column.number)}
    return _link("cell_records", [result.definition.id], result.question, more)


def _link(name: str, args: list[str], question: Question, more: dict[str, str]) -> str:
    """Without the snapshot: it is the newest containing the unit that the page takes, or the
    dossier's, added there.
    """
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return ""
    query = {"unit": question.unit or "", "as_of": question.as_of.isoformat(), **more}
    if question.since:
        query["from"] = question.since.isoformat()
    return f"{address}?{urlencode(query)}"


def compose(round_: SummingUp, material: Material) -> tuple[dict[str, Paper], dict[str, Any]]:
    """All papers by name, and the review (verdicts and problems) that goes with them. Raises
    NotInOrderError where the text names figures that are not there.
    """
    review.check_places(material)
    rows = write_report(round_, material)
    signed = signed_of(round_)
    open_ = [kind for kind in DOSSIER if kind.name not in signed]
    papers = {kind.name: _paper(kind, round_, material) for kind in open_}
    verdicts = [
        {
            "marker": j.requirement.marker,
            "depth": j.depth,
            "text": j.requirement.text,
            "state": j.verdict.state,
            "sentence": j.verdict.sentence,
            "evidence": list(j.verdict.evidence),
        }
        for j in rows
    ]
    reviewed = {
        "requirements": verdicts,
        "problems": review.problems(material),
        "missing": material.missing,
    }
    return papers, reviewed


def write_report(round_: SummingUp, material: Material) -> Sequence[Judged]:
    """The central report into the material, and the verdicts on what was ordered; they judge it."""
    material.left_out = draft_of(round_, CENTRAL_REPORT).left_out
    material.report = written(CENTRAL_REPORT, round_, material)
    if round_.directive:
        by_plan = partial(verdict_by_plan, material)
        material.verdicts = judged(round_.directive, material, by_plan)
    return material.verdicts


def _paper(kind: PaperKind, round_: SummingUp, material: Material) -> Paper:
    assert material.report is not None
    is_report = CENTRAL_REPORT.name in (kind.name, kind.same_as)
    return material.report if is_report else written(kind, round_, material)


def written(kind: PaperKind, round_: SummingUp, material: Material) -> Paper:
    """One paper in the text in force, under the letterhead of the day it will be signed, as the
    state it is in prints it. Raises RefusedError for a final report that lacks an appendix.
    """
    frame = frame_of(round_.unit, round_.issuer, on=round_.sign_by, place=round_.place)
    paper = compose_paper(
        text_of(kind).text, kind.values(material), frame, is_sheet=kind.is_internal
    )
    if not kind.goes_out:
        return paper
    draft = draft_of(round_, kind)
    if kind is CENTRAL_REPORT and draft.state != Draft.State.DRAFT:
        check_whole(draft, material.missing)
    return staged(paper, draft)


def build_dossier(*, round_: SummingUp, by: User, report: Report = silent) -> Dossier:
    """Freezes if the round has no snapshot yet, then writes the folder whole or not at all. Raises
    NotInOrderError when the snapshot is no longer as it was frozen, RefusedError once the central
    report is signed.
    """
    check_not_signed(round_, CENTRAL_REPORT)
    DOSSIERS.settle()
    link_events()
    if round_.snapshot is None:
        freeze_round(round_=round_, by=by, report=part(report, 0, 20))
    assert round_.snapshot is not None
    check_in_order(round_.snapshot)
    dossier = Dossier(
        round=round_, snapshot=round_.snapshot, made_at=timezone.now(), made_by=str(by)
    )
    dossier.folder_name = f"{FOLDER}/{dossier.public_id}"
    with making(dossier.folder, lambda: DOSSIERS.holds(dossier)) as folder:
        dossier.manifest_sha256 = _write(dossier, folder, report)
        _record(dossier, by)
    report(100, dossier.folder_name)
    return dossier


def _record(dossier: Dossier, by: User) -> None:
    with recording():
        dossier.save()
        record(
            by=by,
            action="summing_up.build_dossier",
            kind=Dossier.record_kind(),
            subject=dossier.public_id,
            unit=dossier.round.concerns,
            text=dossier.round.title,
            after={
                "manifest_sha256": dossier.manifest_sha256,
                "snapshot": dossier.snapshot.public_id,
            },
        )


def _write(dossier: Dossier, folder: Path, report: Report) -> str:
    round_, snapshot = dossier.round, dossier.snapshot
    copy_snapshot(snapshot.folder, folder / "snapshot")
    (folder / "contents").mkdir()
    (folder / "definitions").mkdir()
    for path in [*built_in_files(), *sorted((Path(settings.SITE) / "definitions").glob("*.toml"))]:
        own = path not in built_in_files()
        shutil.copyfile(path, folder / "definitions" / (f"site-{path.name}" if own else path.name))
    found = definitions()
    with open_snapshot(snapshot, eager=True, anew=True) as computer:
        material = material_of(round_, computer, found, part(report, 20, 60))
        papers, reviewed = compose(round_, material)
    (folder / "contents/review.json").write_bytes(canonical(reviewed))
    for done, (name, paper) in enumerate(papers.items()):
        report(60 + 38 * done // len(papers), name)
        (folder / f"contents/{name}.json").write_bytes(canonical(to_json(paper)))
        for format_ in FORMATS[name]:
            (folder / f"{name}.{format_}").write_bytes(print_paper(paper, format_))
    manifest = _manifest(dossier, folder, found, list(material.results), list(papers))
    return seal(folder, canonical(manifest))


def _manifest(
    dossier: Dossier, folder: Path, found: Definitions, tables: list[str], papers: list[str]
) -> dict[str, Any]:
    round_ = dossier.round
    files = sorted(p for p in folder.rglob("*") if p.is_file())
    used: list[Indicator | TableDefinition] = [
        *found.indicators.values(),
        *(found.tables[t] for t in tables),
    ]
    return {
        "format": FORMAT,
        "schema_version": SCHEMA_VERSION,
        "id": dossier.public_id,
        "round": round_.code,
        "title": round_.title,
        "unit": round_.unit.public_id,
        "as_of": round_.cut_off,
        "from": round_.period_from,
        "made_at": dossier.made_at,
        "made_by": dossier.made_by,
        "snapshot": {
            "id": dossier.snapshot.public_id,
            "manifest_sha256": dossier.snapshot.manifest_sha256,
        },
        "tables": tables,
        "definitions": {d.id: {"revision": d.revision, "sha256": fingerprint(d)} for d in used},
        "papers": {name: list(FORMATS[name]) for name in papers},
        "texts": {name: text_of(kind_named(name)).revision for name in papers},
        "renderers": renderers(),
        "log": str(head.anchor) if (head := last_link()) else None,
        "files": {p.relative_to(folder).as_posix(): file_digest(p) for p in files},
    }
