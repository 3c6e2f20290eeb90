"""`goc paper lint`: needs no site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from goc.files.caps import allowance, building
from goc.files.kinds import find
from goc.lib.errors import NotInOrderError
from goc.lib.terminal import DAY, emit, json_option, say
from goc.lib.workers import in_child


@click.group()
def paper() -> None:
    """Văn bản Word: soát thể thức."""


@paper.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--issuer",
    type=click.Choice(["civil", "army"]),
    help="Bên ban hành (mặc định: đọc từ đầu văn bản).",
)
@click.option("--date", "day", type=DAY, help="Ngày để chọn quy định (mặc định: ngày của văn bản).")
@json_option
def lint(file: Path, issuer: str | None, day: date | None, as_json: bool) -> None:
    """Soát thể thức một văn bản .docx theo quy định có hiệu lực vào ngày của nó (từ 5/3/2020: Nghị
    định 30/2020).
    """
    given = find(file)
    read = in_child(
        "goc.papers.lint:report",
        str(given.path),
        issuer,
        day,
        name=given.name,
        limits=allowance(given.size, building(given.size)),
    )
    found = read["breaches"]
    if as_json:
        emit({"breaches": found})
    for breach in [] if as_json else found:
        _tell(**breach)
    if found:
        raise NotInOrderError(
            "Chưa đúng thể thức (%(rule)s): %(count)d chỗ.", rule=read["rule"], count=len(found)
        )
    say(f"Đúng thể thức ({read['rule']}).")


def _tell(rule: str, where: str, found: str, expected: str) -> None:
    of = "cỡ chữ " if rule.endswith(".size") and rule != "page.size" else ""
    where = where.rstrip(":")
    click.echo(f"✗ {where}: thấy {of}{found}, phải là {of}{expected}  [{rule}]")
