"""Rechecks a dossier: the manifest's anchor, every file, every figure from its own snapshot, every
byte.

Needs neither the site's register nor its present definitions; without the site only the anchor is
missing.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from goc.audit.models import Event
from goc.figures.compute import Computer, Question
from goc.figures.definitions import fingerprint
from goc.figures.loading import Definitions, load_files
from goc.figures.tables import compute
from goc.lib.canonical import digest
from goc.lib.errors import GocError
from goc.papers.bindings import figures
from goc.papers.codec import from_json
from goc.papers.model import Appendix, Paper
from goc.snapshots.engine import Frozen
from goc.snapshots.verify import Problem, check_files, check_snapshot, problem, read_manifest
from goc.summing_up.appendices import appendix
from goc.summing_up.binding import exact_text, indicator_of, printed
from goc.summing_up.dossier import renderers
from goc.summing_up.printing import print_paper, same_appendix


def verify_dossier(folder: Path) -> list[Problem]:
    """All problems, in the shape of `goc snapshot verify`; an empty list means it is in order."""
    manifest, problems = read_manifest(folder, None)
    if manifest is None or not isinstance(manifest.get("files"), dict):
        return problems or [
            problem("manifest.json", "nội dung", "không phải bản kê của một bộ hồ sơ", "bản kê")
        ]
    problems += _anchor(folder, manifest)
    damaged = check_files(folder, manifest["files"])
    problems += damaged + check_snapshot(
        folder / "snapshot", manifest["snapshot"]["manifest_sha256"]
    )
    if any(p["file"].startswith(("snapshot/", "contents/", "definitions/")) for p in damaged):
        return _once(problems)
    try:
        problems += _figures(folder, manifest)
    except GocError as why:
        problems.append(problem("definitions", "tính lại số liệu", str(why), "tính được"))
    if manifest.get("renderers") == renderers():
        problems += _bytes(folder, manifest)
    return _once(problems)


def _once(problems: list[Problem]) -> list[Problem]:
    """The snapshot's own manifest repeats what the dossier's says of its files."""
    seen: dict[str, Problem] = {}
    for p in problems:
        seen.setdefault(f"{Path(p['file']).name} {p['where']} {p['found']}", p)
    return list(seen.values())


def _anchor(folder: Path, manifest: dict[str, Any]) -> list[Problem]:
    """The digest recorded in the site's audit log when the dossier was built."""
    found = digest((folder / "manifest.json").read_bytes())
    try:
        event = Event.objects.filter(
            action="summing_up.build_dossier", subject=str(manifest.get("id"))
        ).first()
    except DatabaseError:
        event = None
    if event is None:
        return [
            problem(
                "manifest.json",
                "nhật ký hệ thống",
                "chưa neo: điểm cài đặt này không ghi bộ hồ sơ",
                "có ghi",
            )
        ]
    recorded = event.after["manifest_sha256"]
    return [] if recorded == found else [problem("manifest.json", "SHA-256", found, recorded)]


def _figures(folder: Path, manifest: dict[str, Any]) -> list[Problem]:
    found = load_files((folder / "definitions").glob("*.toml"))
    problems = [
        problem("definitions", name, fingerprint(_definition(found, name)), row["sha256"])
        for name, row in manifest["definitions"].items()
        if fingerprint(_definition(found, name)) != row["sha256"]
    ]
    frozen = Frozen(folder / "snapshot")
    try:
        computer = Computer(frozen, eager=True)
        question = Question(
            manifest["unit"],
            date.fromisoformat(manifest["as_of"]),
            date.fromisoformat(manifest["from"]),
        )
        tables = {
            name: appendix(compute(computer, found.tables[name], question))
            for name in manifest["tables"]
        }
        for name in manifest["papers"]:
            paper = read_paper(folder, name)
            problems += _inline(paper, name, computer, found) + _appendices(paper, name, tables)
    finally:
        frozen.close()
    return problems


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
        if same_appendix(
            printed_one,
            Appendix(**{**vars(again), "notes": printed_one.notes, "heading": printed_one.heading}),
        ):
            continue
        for row, fresh in zip(printed_one.table.rows, again.table.rows, strict=False):
            for cell, new in zip(row.cells, fresh.cells, strict=False):
                if cell.text != new.text:
                    where = f"Phụ lục {printed_one.number}, {row.cells[1].text}"
                    problems.append(problem(f"contents/{name}.json", where, cell.text, new.text))
    return problems


def read_paper(folder: Path, name: str) -> Paper:
    """The content of one paper as it was built."""
    return from_json(json.loads((folder / f"contents/{name}.json").read_bytes()))


def _bytes(folder: Path, manifest: dict[str, Any]) -> list[Problem]:
    """Where the renderers are those of the dossier, the same content gives the same bytes."""
    problems = []
    for name, formats in manifest["papers"].items():
        paper = read_paper(folder, name)
        for format_ in formats:
            path = folder / f"{name}.{format_}"
            if path.exists() and path.read_bytes() != print_paper(paper, format_):
                problems.append(problem(path.name, "dựng lại", "khác từng byte", "như nhau"))
    return problems
