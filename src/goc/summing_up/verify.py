"""Rechecks a dossier: the manifest's anchor, every file, every figure from its own snapshot, every
byte.

Needs neither the site's register nor its present definitions; without the site only the anchor is
missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from goc.audit.models import Event
from goc.audit.queries import digest_at
from goc.desk.models import SignedPaper
from goc.figures.compute import Computer, Question
from goc.figures.definitions import TableDefinition, fingerprint
from goc.figures.loading import Definitions, load_files
from goc.figures.tables import compute
from goc.lib.canonical import digest
from goc.lib.errors import GocError, InputError, NotInOrderError
from goc.lib.folders import MANIFEST
from goc.papers.bindings import figures
from goc.papers.codec import from_json
from goc.papers.model import Appendix, Paper
from goc.papers.printing import print_paper, same_appendix
from goc.registry.files import checked
from goc.snapshots.engine import Frozen
from goc.snapshots.manifests import MalformedError, Problem, parse, problem
from goc.snapshots.verify import check_files, check_snapshot, read_manifest
from goc.summing_up.appendices import appendix
from goc.summing_up.binding import exact_text, indicator_of, printed
from goc.summing_up.dossier import renderers
from goc.summing_up.manifest import Manifest, dossier_manifest

SNAPSHOT = "snapshot"
COUNTED_FROM = (f"{SNAPSHOT}/", "contents/", "definitions/")
"""What must be whole before anything is counted again."""


def verify_dossier(folder: Path) -> list[Problem]:
    """All problems, in the shape of `goc snapshot verify`; an empty list means it is in order."""
    data, problems = read_manifest(folder, None)
    if data is None:
        return problems
    try:
        manifest = dossier_manifest(data)
    except MalformedError as why:
        return [*problems, why.problem]
    problems = check_dossier(folder, manifest)
    if not any(p["file"].startswith(COUNTED_FROM) for p in problems):
        problems += _recounted(folder, manifest) + _reprinted(folder, manifest)
    return _once(problems)


def check_dossier(folder: Path, manifest: Manifest) -> list[Problem]:
    """The anchor, and every digest; nothing is counted again."""
    inside = check_snapshot(folder / SNAPSHOT, manifest.snapshot_sha256)
    for p in inside:
        p["file"] = f"{SNAPSHOT}/{p['file']}"
    files_ = check_files(folder, manifest.files)
    return _once(_anchor(folder, manifest) + files_ + inside + _signed(folder, manifest))


def _once(problems: list[Problem]) -> list[Problem]:
    """The snapshot's own manifest repeats what the dossier's says of its files."""
    seen: dict[str, Problem] = {}
    for p in problems:
        seen.setdefault(f"{p['file']} {p['where']} {p['found']}", p)
    return list(seen.values())


def _anchor(folder: Path, manifest: Manifest) -> list[Problem]:
    """The digest recorded in the site's audit log when the dossier was built."""
    found = digest((folder / MANIFEST).read_bytes())
    try:
        event = Event.objects.filter(action="summing_up.build_dossier", subject=manifest.id).first()
    except DatabaseError:
        event = None
    if event is None:
        return [
            problem(
                MANIFEST,
                "nhật ký hệ thống",
                "chưa neo: điểm cài đặt này không ghi bộ hồ sơ",
                "có ghi",
            )
        ]
    recorded = event.after.get("manifest_sha256")
    problems = [] if recorded == found else [problem(MANIFEST, "SHA-256", found, recorded)]
    return problems + _log_of(manifest)


def _signed(folder: Path, manifest: Manifest) -> list[Problem]:
    """What was signed of it: its content here, its files in the site."""
    try:
        rows = list(SignedPaper.objects.filter(source=manifest.id).select_related("draft"))
    except DatabaseError:
        return []
    return [found for row in rows for found in _signed_problems(folder, row)]


def _signed_problems(folder: Path, row: SignedPaper) -> Iterator[Problem]:
    where, path = f"văn bản đã ký: {row}", folder / f"contents/{row.draft.kind}.json"
    found = digest(path.read_bytes()) if path.is_file() else "không có"
    if found != row.built_sha256:
        yield problem(f"contents/{path.name}", where, found, row.built_sha256)
    for kept in (row.scan, row.content, *(one.file for one in row.files.all())):
        try:
            checked(kept.sha256)
        except NotInOrderError as why:
            yield problem(kept.name, where, str(why), kept.sha256)


def _log_of(manifest: Manifest) -> list[Problem]:
    """Whether the site's log still begins as it did when the dossier was built."""
    if manifest.log is None:
        return []
    digest_now = digest_at(manifest.log.position)
    if digest_now and manifest.log.fits(digest_now):
        return []
    where = f"nhật ký hệ thống, mắt xích số {manifest.log.position}"
    return [problem(MANIFEST, where, digest_now, manifest.log.digest)]


def _recounted(folder: Path, manifest: Manifest) -> list[Problem]:
    """Every figure, counted again from the dossier's own snapshot by its own definitions."""
    try:
        return _figures(folder, manifest)
    except (
        Exception
    ) as why:  # a stranger wrote the folder: what its files lead to is told, not raised
        return [problem("definitions", "tính lại số liệu", said(why), "tính được")]


def said(why: Exception) -> str:
    return str(why) if isinstance(why, GocError) else f"{type(why).__name__}: {why}"


def _figures(folder: Path, manifest: Manifest) -> list[Problem]:
    found = load_files((folder / "definitions").glob("*.toml"))
    problems = [
        problem("definitions", name, fingerprint(_definition(found, name)), sha256)
        for name, sha256 in manifest.definitions.items()
        if fingerprint(_definition(found, name)) != sha256
    ]
    frozen = Frozen(folder / SNAPSHOT)
    try:
        computer = Computer(frozen, eager=True)
        question = Question(manifest.unit, manifest.as_of, manifest.since)
        tables = {
            name: appendix(compute(computer, _table(found, name), question))
            for name in manifest.tables
        }
        for name in manifest.papers:
            paper = read_paper(folder, name)
            problems += _inline(paper, name, computer, found) + _appendices(paper, name, tables)
    finally:
        frozen.close()
    return problems


def _table(found: Definitions, name: str) -> TableDefinition:
    if name not in found.tables:
        raise InputError("Không có định nghĩa của biểu «%(id)s».", id=name)
    return found.tables[name]


def _definition(found: Definitions, name: str) -> Any:
    definition = found.indicators.get(name) or found.tables.get(name)
    if definition is None:
        raise GocError("Không có định nghĩa của «%(id)s».", id=name)
    return definition


def _inline(paper: Paper, name: str, computer: Computer, found: Definitions) -> list[Problem]:
    """Figures in sentences: value and printed text."""
    problems = []
    for bound in figures(paper):
        if bound.place or not bound.figure or "indicator" not in bound.figure:
            continue
        b = dict(bound.figure)
        question = Question(
            b["unit"], date.fromisoformat(b["as_of"]), _day(b["from"]), _day(b["boundaries"])
        )
        figure = computer.value(indicator_of(found, b), question)
        again = printed(figure, b["form"])
        if again != bound.text or exact_text(figure.value) != b["value"]:
            problems.append(
                problem(
                    f"contents/{name}.json", f"{bound.key}: {bound.context[:80]}", bound.text, again
                )
            )
    return problems


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _appendices(paper: Paper, name: str, tables: dict[str, Appendix]) -> list[Problem]:
    """Every cell of every computed appendix."""
    by_roman = {a.number: a for a in tables.values()}
    problems = []
    for printed_one in paper.appendices:
        again = by_roman.get(printed_one.number)
        if again is None or again.title != printed_one.title:
            continue
        fresh = replace(again, notes=printed_one.notes, heading=printed_one.heading)
        if not same_appendix(printed_one, fresh):
            problems += _cells(printed_one, fresh, f"contents/{name}.json")
    return problems


def _cells(printed_one: Appendix, again: Appendix, file: str) -> list[Problem]:
    where, rows, fresh_rows = (
        f"Phụ lục {printed_one.number}",
        printed_one.table.rows,
        again.table.rows,
    )
    if [len(row.cells) for row in rows] != [len(row.cells) for row in fresh_rows]:
        return [problem(file, where, f"{len(rows)} dòng", f"{len(fresh_rows)} dòng")]
    return [
        problem(file, f"{where}, {row.cells[1].text}", cell.text, new.text)
        for row, fresh in zip(rows, fresh_rows, strict=True)
        for cell, new in zip(row.cells, fresh.cells, strict=True)
        if cell.text != new.text
    ]


def read_paper(folder: Path, name: str) -> Paper:
    """The content of one paper as it was built."""
    return from_json(parse((folder / f"contents/{name}.json").read_bytes()))


def _reprinted(folder: Path, manifest: Manifest) -> list[Problem]:
    """Where the renderers are those of the dossier, the same content gives the same bytes."""
    if manifest.renderers != renderers():
        return []
    try:
        return _bytes(folder, manifest)
    except Exception as why:  # as above
        return [problem("contents", "dựng lại", said(why), "dựng được")]


def _bytes(folder: Path, manifest: Manifest) -> list[Problem]:
    problems = []
    for name, formats in manifest.papers.items():
        paper = read_paper(folder, name)
        for format_ in formats:
            path = folder / f"{name}.{format_}"
            if path.exists() and path.read_bytes() != print_paper(paper, format_):
                problems.append(problem(path.name, "dựng lại", "khác từng byte", "như nhau"))
    return problems
