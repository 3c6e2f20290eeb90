"""Days that an office works or rests otherwise than the law's calendar says."""

from __future__ import annotations

from django.utils.translation import gettext_noop

from goc.desk.models import CalendarDay
from goc.desk.workdays import WORKED, Calendar
from goc.lib.errors import RefusedError
from goc.lists.acts import Acts

ANYWAY = {
    True: gettext_noop("Theo luật, ngày %(day)s vốn là ngày làm việc; không cần ghi."),
    False: gettext_noop("Theo luật, ngày %(day)s vốn là ngày nghỉ; không cần ghi."),
}


def check(row: CalendarDay) -> None:
    """Raises RefusedError for a day that stands there already, or says what the law says anyway."""
    same = CalendarDay.objects.filter(unit=row.unit, day=row.day).exclude(pk=row.pk)
    if same.exists():
        raise RefusedError("Ngày %(day)s đã có trong lịch của đơn vị.", day=f"{row.day:%d/%m/%Y}")
    works = Calendar().is_working(row.day)
    if works == (row.kind == WORKED):
        raise RefusedError(ANYWAY[works], day=f"{row.day:%d/%m/%Y}")


CALENDAR = Acts(CalendarDay, check)
