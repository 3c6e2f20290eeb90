"""Work left behind, and whether somebody runs this site."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from goc.accounts.models import User
from goc.home.doctor.seeing import Seen
from goc.jobs.actions import SILENT_FOR, reap
from goc.jobs.models import Job
from goc.lib.upkeep import Trouble

LONG = timedelta(hours=1)


def jobs() -> Seen:
    now, troubles = timezone.now(), []
    stale = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=now - SILENT_FOR).count()
    waiting = Job.objects.filter(state=Job.State.QUEUED, created_at__lt=now - LONG).count()
    if stale:
        what = _("%(n)s công việc nền bị bỏ dở: máy chủ dừng giữa chừng.") % {"n": stale}
        mend = _("Chạy `goc doctor --mend`, hoặc `goc serve`, rồi giao lại việc.")
        troubles.append(Trouble("jobs", what, mend, _free))
    if waiting:
        what = _("%(n)s công việc nền chờ quá một giờ.") % {"n": waiting}
        troubles.append(Trouble("jobs", what, _("Chạy `goc serve` để làm.")))
    return Seen(_("Không có công việc nào bị bỏ dở."), troubles)


def _free() -> str:
    return _("Đã ghi nhận %(n)s công việc bị bỏ dở là không thành.") % {"n": reap()}


def operator() -> Seen:
    well = _("Đã có người vận hành.")
    if User.objects.filter(is_operator=True, is_active=True).exists():
        return Seen(well)
    mend = _('Chạy `goc user add --login TÊN --name "HỌ TÊN" --operator`.')
    return Seen(well, [Trouble("operator", _("Chưa có người vận hành."), mend)])
