"""The clock of the machine against what was written before: nothing can be newer than now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from goc.audit.models import Event
from goc.home.doctor.folder import everything
from goc.home.doctor.program import PACKAGE
from goc.home.doctor.seeing import Seen
from goc.jobs.models import Job
from goc.lib.upkeep import Trouble
from goc.snapshots.models import Snapshot

ALLOWED = timedelta(minutes=5)


@dataclass(frozen=True)
class Mark:
    """Something that was written at a time."""

    what: str
    at: datetime


def of_files() -> Seen:
    newest = max(everything(), key=lambda kept: kept.stat.st_mtime)
    program = max(path.stat().st_mtime for path in PACKAGE.rglob("*.py"))
    marks = [
        Mark(_("tệp %(name)s") % {"name": newest}, _moment(newest.stat.st_mtime)),
        Mark(_("chính chương trình Gốc"), _moment(program)),
    ]
    return _seen(_("Đồng hồ máy không sớm hơn tệp nào."), marks)


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def of_record() -> Seen:
    return _seen(_("Đồng hồ máy không sớm hơn dữ liệu nào."), list(_of_record()))


def _of_record() -> Iterator[Mark]:
    newest = {
        _("việc mới nhất trong nhật ký"): Event.objects.aggregate(at=Max("at")),
        _("công việc nền mới nhất"): Job.objects.aggregate(at=Max("created_at")),
        _("nhịp gần nhất của công việc nền"): Job.objects.aggregate(at=Max("heartbeat")),
        _("bản chốt mới nhất"): Snapshot.objects.aggregate(at=Max("made_at")),
    }
    for what, found in newest.items():
        if found["at"]:
            yield Mark(what, found["at"])


def _seen(well: str, marks: list[Mark]) -> Seen:
    now = timezone.now()
    ahead = [_ahead(mark, now) for mark in marks if mark.at - now > ALLOWED]
    if not ahead:
        return Seen(well)
    what = _("Đồng hồ máy đang chỉ %(now)s, sớm hơn %(marks)s.") % {
        "now": _written(now),
        "marks": "; ".join(ahead),
    }
    mend = _(
        "Xem lại ngày giờ của máy. Nếu nay đã đúng thì lúc ghi những thứ này đồng hồ đã chạy nhanh: "
        "ghi chú lại cho người giám sát."
    )
    return Seen(well, [Trouble("clock", what, mend)])


def _ahead(mark: Mark, now: datetime) -> str:
    values = {"what": mark.what, "at": _written(mark.at), "length": _length(mark.at - now)}
    return _("%(what)s (%(at)s, chênh %(length)s)") % values


def _written(at: datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M %d/%m/%Y")


def _length(time: timedelta) -> str:
    if time >= timedelta(days=1):
        return _("%(n)s ngày") % {"n": time.days}
    return _("%(n)s phút") % {"n": int(time.total_seconds() // 60)}
