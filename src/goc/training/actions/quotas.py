"""What may be recorded of quotas; the acts are those of every flat record. The quota of a course is
the sum of its rows: as long as there is one, the page of the course writes it too.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from goc.lib.errors import RefusedError
from goc.lists.acts import Acts
from goc.training.models import Course, Quota
from goc.units.models import Unit
from goc.units.queries import ancestors, descendant_ids, name_of

LINE = ("unit", "year", "level", "course", "number", "assigned_by", "document", "paper")


def check(row: Quota) -> None:
    """Whoever stands above or below has no quota of the same year, level and course: it would be
    counted twice. So would the same line; what another paper adds is a line of its own.
    """
    if not row.number:
        raise RefusedError("Chỉ tiêu phải lớn hơn 0.")
    _check_recorded_once(row)
    day = date(row.year, 12, 31)
    same = Quota.objects.filter(year=row.year, level=row.level, course=row.course)
    in_line = {
        *descendant_ids(row.unit, as_of=day),
        *(u.pk for u in ancestors(row.unit, as_of=day)),
    }
    others = same.exclude(unit=row.unit).filter(unit__in=in_line)
    other = others.exclude(pk=row.pk).select_related("unit").first()
    if other is not None:
        raise RefusedError(
            "Chỉ tiêu năm %(year)d này đã ghi cho %(unit)s (%(number)d): cấp trên hoặc cấp "
            "dưới của đơn vị, sẽ tính hai lần. Hãy sửa hoặc rút dòng ấy trước.",
            year=row.year,
            unit=name_of(other.unit, as_of=day),
            number=other.number,
        )


def _check_recorded_once(row: Quota) -> None:
    told = {name: getattr(row, name) for name in LINE}
    if Quota.objects.filter(**told).exclude(pk=row.pk).exists():
        raise RefusedError(
            "Dòng này đã ghi rồi: %(unit)s, năm %(year)d, chỉ tiêu %(number)d, cùng văn bản. Giao "
            "thêm thì ghi văn bản giao thêm; ghi sai thì sửa dòng đã có.",
            unit=name_of(row.unit, as_of=date(row.year, 12, 31)),
            year=row.year,
            number=row.number,
        )


QUOTAS = Acts(Quota, check)


def allot(course: Course, number: int | None, *, by: object, reason: str = "") -> None:
    """The quota of the whole course, as a row of its organiser. Raises RefusedError where it was
    allotted to several units: then it is changed there.
    """
    rows, number = list(course.quotas.select_related("unit")), number or None
    if number == course.quota and not _strays(course, rows):
        return
    if len(rows) > 1:
        raise RefusedError(
            "Chỉ tiêu của khóa đã giao cho nhiều đơn vị: hãy sửa ở mục Chỉ tiêu đào tạo."
        )
    values = {"year": course.opened_on.year, "level": course.level, "number": number}
    for row in rows:
        if number:
            QUOTAS.correct(row=row, by=by, reason=reason, unit=_owner(course, row), **values)
        else:
            QUOTAS.take_back(row=row, by=by, reason=reason)
    if number and not rows:
        QUOTAS.record(by=by, unit=course.organiser, course=course, **values)


def _strays(course: Course, rows: Sequence[Quota]) -> bool:
    """Whether a course that was corrected left its only row behind."""
    now = (course.opened_on.year, course.level)
    return len(rows) == 1 and (rows[0].year, rows[0].level) != now


def _owner(course: Course, row: Quota) -> Unit:
    """A row of a unit under the organiser stays that unit's."""
    under = course.organiser in ancestors(row.unit, as_of=course.opened_on)
    return row.unit if under else course.organiser


def take_back_quotas(course: Course, *, by: object, reason: str) -> None:
    """Of a course that never was."""
    for row in course.quotas.all():
        QUOTAS.take_back(row=row, by=by, reason=reason)
