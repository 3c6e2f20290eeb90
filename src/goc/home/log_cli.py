"""`goc log`: whether the log is as it was written, what to keep of it outside, erasing from it."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import asdict
from uuid import UUID

import click
from django.utils import timezone
from django.utils.translation import gettext as _

from goc.accounts.queries import acting_user
from goc.audit.access import check_can_erase, check_can_read_log
from goc.audit.actions import erasable, erase_values
from goc.audit.chaining import link_events
from goc.audit.queries import actions_of, events_about, history, last_link
from goc.audit.rules import read_anchor
from goc.audit.spool import drain
from goc.audit.verifying import Verified, verify
from goc.lib.errors import HiddenError
from goc.lib.terminal import dry_run_option, emit, json_option, say
from goc.people.models import Person
from goc.people.rules import read_code


@click.group()
def log() -> None:
    """Nhật ký hệ thống: kiểm tra, lấy mốc đối chiếu, xóa giá trị theo yêu cầu."""


@log.command(name="verify")
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    metavar="MỐC",
    help="Mốc đã ghi ra ngoài (`goc log anchor`); ghi được nhiều lần.",
)
@json_option
def verify_log(anchors: tuple[str, ...], as_json: bool) -> int:
    """Kiểm tra nhật ký: chuỗi, giá trị, việc xóa, niêm phong, mốc đã ghi ra ngoài."""
    check_can_read_log(acting_user())
    found = verify([read_anchor(text) for text in anchors])
    if as_json:
        emit(_as_json(found))
    else:
        _tell(found, len(anchors))
    return 1 if found.faults else 0


def _as_json(found: Verified) -> dict[str, object]:
    return {
        "ok": not found.faults,
        "problems": [asdict(fault) for fault in found.faults],
        "events": found.events,
        "links": found.links,
        "erased": found.erased,
        "unlinked": found.unlinked,
        "head": str(found.head) if found.head else None,
    }


def _tell(found: Verified, anchors: int) -> None:
    for fault in found.faults:
        click.echo(f"✗ {fault.what}")
    if not found.faults:
        click.echo(
            _("✓ Nhật ký còn nguyên: %(events)s sự kiện, %(links)s mắt xích.")
            % {"events": found.events, "links": found.links}
        )
        if anchors:
            click.echo(_("✓ Khớp mốc đã ghi ra ngoài."))
    if found.erased:
        click.echo(_("– %(n)s sự kiện có giá trị đã xóa theo yêu cầu.") % {"n": found.erased})
    if found.unlinked:
        click.echo(_("– %(n)s sự kiện mới chưa được nối vào chuỗi.") % {"n": found.unlinked})
    if found.head:
        say(_("Mốc đối chiếu hiện nay: %(head)s") % {"head": found.head})


@log.command()
@json_option
def anchor(as_json: bool) -> int:
    """In mốc đối chiếu của nhật ký, để ghi ra ngoài máy (giấy, sổ công văn)."""
    check_can_read_log(acting_user())
    drain()
    link_events()
    head = last_link()
    if head is None:
        say(_("Nhật ký chưa có sự kiện nào."))
        return 1
    if as_json:
        emit({"anchor": str(head.anchor), "position": head.position, "digest": head.digest})
    else:
        click.echo(str(head.anchor))
        say(
            _("Mắt xích số %(position)s, nối lúc %(at)s.")
            % {
                "position": head.position,
                "at": timezone.localtime(head.at).strftime("%H:%M %d/%m/%Y"),
            }
        )
    return 0


@log.command()
@click.option("--person", required=True, metavar="MÃ", help="Mã cán bộ, hoặc mã định danh.")
@click.option("--reason", required=True, help="Lý do, văn bản yêu cầu xóa; được giữ lại.")
@dry_run_option
@json_option
def erase(person: str, reason: str, dry_run: bool, as_json: bool) -> None:
    """Xóa khỏi nhật ký mọi giá trị nói về một người; còn lại ai, lúc nào, việc gì, và chuỗi."""
    by = acting_user()
    check_can_erase(by)
    subject = _subject(person)
    kind = Person.record_kind()
    events = erasable(events_about(subject, kind=kind))
    if not dry_run:
        erase_values(events=events, reason=reason, by=by, kind=kind, subject=subject)
    acts = Counter(actions_of(events))
    if as_json:
        emit({"events": len(events), "actions": dict(sorted(acts.items())), "dry_run": dry_run})
        return
    for act, times in sorted(acts.items()):
        click.echo(f"{times:6d}  {act}")
    template = (
        _("Sẽ xóa giá trị của %(n)s sự kiện (chưa xóa gì).")
        if dry_run
        else _("Đã xóa giá trị của %(n)s sự kiện.")
    )
    say(template % {"n": len(events)})


def _subject(person: str) -> str:
    """The public id. By id also of somebody who is in the register no longer."""
    found = Person.objects.filter(code=read_code(person) or "").first()
    if found is not None:
        return str(found.public_id)
    with suppress(ValueError):
        subject = str(UUID(person))
        if history(subject).filter(kind=Person.record_kind()).exists():
            return subject
    raise HiddenError("Không có cán bộ này.")
