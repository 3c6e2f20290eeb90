"""`goc claims check`: the figures of a text against the record, tied only where the words leave no
doubt.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from goc.claims import read_claims, tie
from goc.claims.cli import file_argument, text_of, text_out_option
from goc.figures.cli import asked
from goc.figures.drafts import vocabulary
from goc.figures.queries import figure_json
from goc.lib.terminal import emit_lines, json_option


@click.command()
@file_argument
@click.option("--unit", help="Đơn vị (mặc định: đơn vị của bản chốt).")
@click.option("--snapshot", "ref", help="Mã bản chốt (mặc định: bản mới nhất).")
@text_out_option
@json_option
def check(
    file: Path, unit: str | None, ref: str | None, text_out: Path | None, as_json: bool
) -> None:
    """Đối chiếu số liệu trong văn bản với bản chốt: khớp, lệch, không thuộc hồ sơ,
    hoặc cần chọn.
    """
    claims = read_claims(text_of(file, text_out))
    with asked(unit, ref, None, None, None, "duckdb", eager=True) as a:
        findings = tie(claims, vocabulary(a.computer, a.question))
    if as_json:
        emit_lines(
            {
                **f.claim.to_json(),
                "finding": f.finding,
                "figure": _figure(f.figure),
                "message": f.message,
                "choices": [c.id for c in f.choices],
            }
            for f in findings
        )
        return
    for f in findings:
        click.echo(f"{f.finding:8} {f.claim.value:>12} {f.claim.unit or '':10} {f.message}")


def _figure(word: Any) -> dict[str, Any] | None:
    return figure_json(word.figure) if word else None
