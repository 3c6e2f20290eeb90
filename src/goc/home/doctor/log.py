"""The audit log: readings that wait or were torn, the chain, its values and seals."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from goc.accounts.queries import acting_user
from goc.audit import spool
from goc.audit.actions import drop_torn
from goc.audit.chaining import link_events
from goc.audit.verifying import Verified, verify
from goc.home.doctor.seeing import Seen, listed
from goc.lib.upkeep import Trouble

SOON = timedelta(minutes=1)
WHILE = timedelta(minutes=10)
"""A server links every few seconds, a laptop at the end of every command."""


def spooled() -> Seen:
    """Drains first: what then still waits could not be written. What was drained is linked at once:
    readings are as old as they are, and must not look like a tail that nobody links.
    """
    if spool.drain():
        link_events()
    return Seen(_("Không có lượt xem nào còn chờ ghi vào nhật ký."), [*_waiting(), *_torn()])


def _waiting() -> list[Trouble]:
    left = spool.waiting()
    if left.since is None or timezone.now() - left.since < SOON:
        return []
    what = _("%(n)s lượt xem chờ ghi vào nhật ký từ %(since)s mà chưa ghi được.") % {
        "n": left.readings,
        "since": timezone.localtime(left.since).strftime("%H:%M %d/%m/%Y"),
    }
    mend = _("Xem việc nào đang giữ cơ sở dữ liệu; chờ việc đó xong rồi khám lại.")
    return [Trouble("spool", what, mend)]


def _torn() -> list[Trouble]:
    torn = spool.torn_files()
    if not torn:
        return []
    what = _(
        "Lượt xem ghi dở khi máy dừng: %(names)s. Trang của các lượt ấy chưa hiện ra, nên không "
        "mất lượt xem nào."
    ) % {"names": listed(torn)}
    mend = _("Chạy `goc doctor --mend`: ghi điều này vào nhật ký rồi bỏ phần ghi dở.")
    return [Trouble("spool", what, mend, _drop_torn)]


def _drop_torn() -> str:
    dropped = drop_torn(by=acting_user())
    return _("Đã ghi vào nhật ký và bỏ %(n)s phần ghi dở.") % {"n": dropped}


def chain() -> Seen:
    found = verify()
    mend = _("Đối chiếu với bản sao lưu; báo người giám sát.")
    wrong = [Trouble("log", fault.what, mend) for fault in found.faults]
    well = _("Nhật ký còn nguyên: %(events)s sự kiện, %(links)s mắt xích, niêm phong khớp.") % {
        "events": found.events,
        "links": found.links,
    }
    return Seen(well, [*wrong, *_unlinked(found)])


def _unlinked(found: Verified) -> list[Trouble]:
    if found.since is None or timezone.now() - found.since < WHILE:
        return []
    what = _("%(n)s sự kiện của nhật ký từ %(since)s chưa được nối vào chuỗi.") % {
        "n": found.unlinked,
        "since": timezone.localtime(found.since).strftime("%H:%M %d/%m/%Y"),
    }
    mend = _("Chạy `goc doctor --mend` để nối.")
    return [Trouble("log", what, mend, _link)]


def _link() -> str:
    return _("Đã nối %(n)s sự kiện vào chuỗi của nhật ký.") % {"n": link_events()}
