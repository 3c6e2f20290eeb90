"""`goc claims read` and `goc directive read`: need no site. `goc claims check` is in figures: it
asks the record.
"""

from __future__ import annotations

from pathlib import Path

import click

from goc.claims import read_claims, read_directive
from goc.files import reading
from goc.files.reading import Document
from goc.lib.terminal import emit, emit_lines, json_option, say

file_argument = click.argument("file", type=click.Path(path_type=Path))
text_out_option = click.option(
    "--text-out", type=click.Path(path_type=Path), help="Ghi văn bản đã đọc (để đối chiếu vị trí)."
)


def text_of(file: Path, text_out: Path | None) -> str:
    """The NFC text that all offsets count in; written out when asked. What of the file is not in it
    is said on stderr.
    """
    document = read_of(file, text_out)
    for unread in document.unread:
        say(f"⚠ {unread}")
    return document.text


def read_of(file: Path, text_out: Path | None) -> Document:
    document = reading.read(file)
    if text_out:
        text_out.write_text(document.text, "utf-8")
    return document


@click.command()
@file_argument
@text_out_option
@json_option
def read(file: Path, text_out: Path | None, as_json: bool) -> None:
    """Tìm các số liệu trong một văn bản (txt, docx, pdf) và soát phép tính giữa chúng."""
    claims = read_claims(text_of(file, text_out))
    if as_json:
        emit_lines(c.to_json() for c in claims)
        return
    for claim in claims:
        note = f"  ← {claim.fault}" if claim.fault else ""
        said = f"{claim.bound} {claim.value}"
        click.echo(f"{claim.start:6}  {said:>22} {claim.counted:12} {claim.said_of}{note}")


@click.group()
def directive() -> None:
    """Đọc văn bản hành chính thành cấu trúc."""


@directive.command(name="read")
@file_argument
@text_out_option
@json_option
def read_command(file: Path, text_out: Path | None, as_json: bool) -> None:
    """Loại, số, ngày, nơi ban hành, căn cứ, bố cục, yêu cầu, nơi nhận của một văn bản (txt, docx,
    pdf).
    """
    document = read_of(file, text_out)
    read = read_directive(document.text)
    warnings = [*map(str, document.unread), *read.warnings]
    found = {**read.to_json(), "warnings": warnings}
    if as_json:
        emit(found)
        return
    for name in ("type", "number", "date", "place", "issuer", "subject", "signer"):
        click.echo(f"{name:10} {found[name] or '(không có)'}")
    _outline(found["outline"], 0)
    for warning in warnings:
        click.echo(f"⚠ {warning}")


def _outline(rows: object, depth: int) -> None:
    for row in rows if isinstance(rows, list) else []:
        click.echo(f"{'  ' * depth}{row['marker']} {row['text'][:100]}")
        _outline(row["children"], depth + 1)
