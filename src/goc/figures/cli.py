"""`goc figures list|value|records|table`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import click

from goc.accounts.models import User
from goc.accounts.queries import acting_user
from goc.figures.compute import Computer, Question
from goc.figures.definitions import fingerprint
from goc.figures.queries import (
    check_sensitive,
    definitions,
    figure_json,
    find_indicator,
    find_table,
    number,
    open_snapshot,
    records_for,
    today,
)
from goc.figures.tables import compute
from goc.lib.terminal import DAY, Day, emit, emit_lines, json_option
from goc.snapshots.engine import ENGINES
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import find_snapshot_of, newest_containing
from goc.units.access import choose_unit


@click.group()
def figures() -> None:
    """Số liệu: liệt kê, tính, xem danh sách kèm theo, lập biểu. Luôn tính từ bản chốt số liệu."""


class Boundaries(Day):
    """`then`, or the date of a map."""

    name = "then|DATE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return None if value == "then" else super().convert(value, param, ctx)


def asking(command: Any) -> Any:
    """The options that say of what, when and on which map."""
    for option in (
        click.option(
            "--unit",
            required=True,
            help="Đơn vị: DANH_MỤC:MÃ hoặc mã định danh; «all»: toàn bộ bản chốt.",
        ),
        click.option(
            "--snapshot", "ref", help="Mã bản chốt (mặc định: bản mới nhất có đơn vị này)."
        ),
        click.option("--as-of", type=DAY, help="Tính đến ngày (mặc định: thời điểm chốt)."),
        click.option("--from", "since", type=DAY, help="Từ ngày, với chỉ tiêu phát sinh."),
        click.option(
            "--boundaries",
            type=Boundaries(),
            help="then: địa giới tại thời điểm; NGÀY: quy đổi theo địa giới ngày đó.",
        ),
        click.option(
            "--engine", type=click.Choice(ENGINES), default="duckdb", help="Máy tính số liệu."
        ),
        json_option,
    ):
        command = option(command)
    return command


@dataclass
class Asked:
    user: User
    computer: Computer
    question: Question


@contextmanager
def asked(
    unit: str | None,
    ref: str | None,
    as_of: date | None,
    since: date | None,
    boundaries: date | None,
    engine: str,
    *,
    eager: bool = False,
) -> Iterator[Asked]:
    user = acting_user()
    chosen = choose_unit(
        user, None if unit == "all" else unit, as_of=as_of or _cut_off(ref) or today()
    )
    snapshot = find_snapshot_of(ref, chosen) if ref else newest_containing(chosen)
    with open_snapshot(snapshot, engine, eager=eager) as computer:
        question = computer.question(
            str(chosen.public_id) if chosen else None, as_of, since, boundaries
        )
        yield Asked(user, computer, question)


def _cut_off(ref: str | None) -> date | None:
    """The day in which a bare code is read: the cut-off of the snapshot named, else of the newest
    there is.
    """
    rows = Snapshot.objects.order_by("-made_at", "-id")
    try:
        named = rows.filter(public_id=UUID(ref)) if ref else rows
    except ValueError:
        return None
    return named.values_list("cut_off", flat=True).first()


@figures.command(name="list")
@json_option
def list_command(as_json: bool) -> None:
    """Những chỉ tiêu và biểu có thể tính."""
    found = definitions()
    rows = [
        {
            "id": d.id,
            "kind": "indicator",
            "label": d.label,
            "revision": d.revision,
            "time": d.time,
            "grain": d.grain,
            "source": d.source,
            "sensitive": d.sensitive,
            "sha256": fingerprint(d),
        }
        for d in found.indicators.values()
    ]
    rows += [
        {
            "id": d.id,
            "kind": "table",
            "label": d.title,
            "revision": d.revision,
            "time": d.time,
            "grain": d.grain,
            "source": d.source,
            "sensitive": d.sensitive,
            "sha256": fingerprint(d),
        }
        for d in found.tables.values()
    ]
    if as_json:
        emit_lines(rows)
        return
    for row in rows:
        click.echo(f"{row['id']:32} {row['label']}")


@figures.command()
@click.argument("indicator")
@asking
def value(indicator: str, as_json: bool, **options: Any) -> None:
    """Một số liệu: giá trị, tử số, mẫu số, cách in."""
    definition = find_indicator(indicator)
    with asked(**_renamed(options)) as a:
        figure = a.computer.value(definition, a.question)
        if as_json:
            emit(figure_json(figure))
            return
        below = (
            ""
            if figure.denominator is None
            else f"  ({number(figure.numerator)}/{number(figure.denominator)})"
        )
        click.echo(f"{definition.label}: {figure.text}{below}")


@figures.command()
@click.argument("indicator")
@click.option(
    "--of",
    type=click.Choice(["numerator", "denominator"]),
    default="numerator",
    help="Tử số hay mẫu số.",
)
@asking
def records(indicator: str, of: str, as_json: bool, **options: Any) -> None:
    """Danh sách kèm theo một số liệu: đúng những dòng được tính."""
    definition = find_indicator(indicator)
    with asked(**_renamed(options)) as a:
        rows = records_for(a.user, a.computer, definition, a.question, of)
        if as_json:
            emit_lines(
                {
                    k: number(r[k]) if k == "weight" else r[k]
                    for k in ("record", "kind", "unit", "label", "weight")
                }
                for r in rows
            )
            return
        for number_, r in enumerate(rows, 1):
            click.echo(f"{number_:4}  {r['label']:40} {r['unit_name']}")


@figures.command()
@click.argument("table")
@click.option(
    "--by", type=click.Choice(["province", "district", "commune"]), help="Cấp của các dòng."
)
@asking
def table(table: str, by: str | None, as_json: bool, **options: Any) -> None:
    """Một biểu phụ lục, tính từ bản chốt."""
    definition = find_table(table)
    with asked(**_renamed(options)) as a:
        if definition.kind == "listing":
            check_sensitive(a.user, a.question, table)
        result = compute(a.computer, definition, a.question, by)
        if as_json:
            emit(table_json(result))
            return
        for row in result.rows:
            click.echo(f"{row.label:36} " + " ".join(f"{c.text:>7}" for c in row.cells))
        for sentence in filter(None, (definition.note, *result.remarks)):
            click.echo(sentence)
        for sentence in result.problems:
            click.echo(sentence, err=True)


def table_json(result: Any) -> dict[str, Any]:
    rows = [
        {
            "kind": r.kind,
            "unit": r.key,
            "label": r.label,
            "cells": [
                {
                    "value": number(c.value),
                    "numerator": number(c.numerator),
                    "denominator": number(c.denominator),
                    "text": c.text,
                }
                for c in r.cells
            ],
        }
        for r in result.rows
    ]
    columns = [{"number": c.number, "head": list(c.head)} for c in result.columns]
    return {
        "table": result.definition.id,
        "as_of": result.question.as_of,
        "columns": columns,
        "rows": rows,
        "note": result.definition.note,
        "remarks": list(result.remarks),
        "problems": result.problems,
    }


def _renamed(options: dict[str, Any]) -> dict[str, Any]:
    return {
        "unit": options["unit"],
        "ref": options["ref"],
        "as_of": options["as_of"],
        "since": options["since"],
        "boundaries": options["boundaries"],
        "engine": options["engine"],
    }
