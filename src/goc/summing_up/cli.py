"""`goc dossier build|verify|compare`."""

from __future__ import annotations

from pathlib import Path

import click

from goc.accounts.queries import acting_user
from goc.lib.errors import InputError
from goc.lib.terminal import emit, json_option, progress, say
from goc.snapshots.cli import finish_verification
from goc.summing_up.export import build_into
from goc.summing_up.kinds import CENTRAL_REPORT
from goc.summing_up.queries import get_round_for
from goc.summing_up.returned.loading import paper_kind, returned
from goc.summing_up.returned.told import in_words, told
from goc.summing_up.verify import verify_dossier
from goc.units.access import check_can_edit


@click.group()
def dossier() -> None:
    """Bộ hồ sơ tổng kết: dựng, kiểm tra."""


@dossier.command()
@click.argument("round_code", metavar="ROUND")
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    help="Thư mục đặt bộ hồ sơ.",
)
@json_option
def build(round_code: str, out: Path, as_json: bool) -> None:
    """Chốt số liệu nếu chưa có, rồi dựng mọi văn bản của đợt tổng kết."""
    user = acting_user()
    found = get_round_for(user, round_code)
    check_can_edit(user, found.unit)
    target = out.resolve()
    made = build_into(target, round_=found, by=user, report=progress("Dựng hồ sơ"))
    if as_json:
        emit(
            {
                "id": made.public_id,
                "round": found.code,
                "snapshot": made.snapshot.public_id,
                "folder": str(target),
                "manifest_sha256": made.manifest_sha256,
            }
        )
    else:
        say(f"Bộ hồ sơ: {target}")


@dossier.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@json_option
def verify(folder: Path, as_json: bool) -> None:
    """Kiểm tra bản kê, từng tệp, tính lại từng số liệu, dựng lại từng văn bản."""
    if not folder.is_dir():
        raise InputError("Không có thư mục %(folder)s.", folder=folder)
    finish_verification(verify_dossier(folder), as_json)


@dossier.command()
@click.argument("round_code", metavar="ROUND")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--paper",
    "name",
    default=CENTRAL_REPORT.name,
    show_default=True,
    help="Tên văn bản trong bộ hồ sơ.",
)
@json_option
@click.pass_context
def compare(context: click.Context, round_code: str, file: Path, name: str, as_json: bool) -> None:
    """So bản Word đã sửa với bản đã xuất: mục nào đổi, số nào khác bản chốt, ở trang, dòng nào.

    Không ghi gì; mã kết thúc 1 khi có khác biệt. Nạp lại: trên trang của đợt tổng kết.
    """
    found_round = get_round_for(acting_user(), round_code)
    found = returned(found_round, paper_kind(name), file)
    if as_json:
        emit(told(found))
    else:
        for line in in_words(found):
            say(line)
    context.exit(0 if found.compared.is_as_exported else 1)
