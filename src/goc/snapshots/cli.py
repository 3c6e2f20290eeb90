"""`goc snapshot make|verify|list`."""

from __future__ import annotations

from datetime import date

import click
from django.utils import timezone

from goc.accounts.queries import acting_user
from goc.lib.errors import NotInOrderError
from goc.lib.terminal import DAY, emit, emit_lines, json_option, progress, say
from goc.snapshots.actions import make_snapshot
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import find_snapshot, snapshots_in_scope, verify
from goc.units.access import check_may, choose_unit, scope_of
from goc.units.roles import FREEZE


def described(snapshot: Snapshot) -> dict[str, object]:
    return {
        "id": str(snapshot.public_id),
        "cut_off": snapshot.cut_off,
        "made_at": snapshot.made_at,
        "scope": str(snapshot.unit.public_id) if snapshot.unit else None,
        "rows": snapshot.rows,
        "manifest_sha256": snapshot.manifest_sha256,
    }


@click.group()
def snapshot() -> None:
    """Bản chốt số liệu: tạo, kiểm tra, liệt kê."""


@snapshot.command()
@click.option("--cut-off", type=DAY, required=True, help="Thời điểm chốt.")
@click.option("--unit", help="Phạm vi (mặc định: đơn vị gốc của điểm cài đặt).")
@json_option
def make(cut_off: date, unit: str | None, as_json: bool) -> None:
    """Chốt số liệu của một phạm vi thành tệp Parquet và bản kê."""
    user = acting_user()
    chosen = choose_unit(user, unit, as_of=cut_off)
    check_may(user, FREEZE, chosen)
    made = make_snapshot(
        unit=chosen,
        cut_off=cut_off,
        by=user,
        report=progress("Chốt số liệu"),
    )
    if as_json:
        emit(described(made))
    else:
        say(f"Đã chốt đến {cut_off:%d/%m/%Y}: {made.public_id} ({sum(made.rows.values())} dòng).")


@snapshot.command(name="verify")
@click.argument("ref", metavar="ID")
@json_option
def verify_command(ref: str, as_json: bool) -> None:
    """Kiểm tra một bản chốt còn nguyên vẹn."""
    found = find_snapshot(ref, scope_of(acting_user(), today=timezone.localdate()))
    finish_verification(verify(found), as_json)


def finish_verification(problems: list[dict[str, object]], as_json: bool) -> None:
    """Prints the verdict in the one shape all verifications share; raises NotInOrderError when
    there are problems.
    """
    if as_json:
        emit({"ok": not problems, "problems": problems})
    for p in problems:
        say(f"✗ {p['file']}: {p['where']}: thấy {p['found']}, phải là {p['expected']}")
    if problems:
        raise NotInOrderError("Không nguyên vẹn: %(count)d điểm sai.", count=len(problems))
    say("Nguyên vẹn.")


@snapshot.command(name="list")
@json_option
def list_command(as_json: bool) -> None:
    """Các bản chốt trong phạm vi của người dùng."""
    rows = snapshots_in_scope(scope_of(acting_user(), today=timezone.localdate()))
    if as_json:
        emit_lines(described(s) for s in rows)
        return
    for s in rows:
        click.echo(
            f"{s.public_id}  chốt {s.cut_off:%d/%m/%Y}  lập {s.made_at:%d/%m/%Y %H:%M}  "
            f"{sum(s.rows.values())} dòng"
        )
