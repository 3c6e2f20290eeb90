"""Programmes of hours, and their blocks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction

from goc.dated.actions import save_record, take_back, values_of
from goc.lib.errors import RefusedError
from goc.training.actions.codes import check_code, check_reason
from goc.training.models import Block, Curriculum
from goc.training.rules import BLOCKS


@transaction.atomic
def found_curriculum(
    *,
    name: str,
    level: str,
    hours: Mapping[str, int],
    by: object,
    supplementary: bool = False,
    source: str = "",
    taught_at: str = "",
    total: int | None = None,
) -> Curriculum:
    """A programme with its blocks of hours (kind → tiết), which are its whole. `total`: the hours
    that the programme itself tells; raises RefusedError when the blocks do not sum to it.
    """
    _check_hours(hours, total)
    check_code("course_level", level, date.max)
    made = Curriculum(
        name=name, level=level, supplementary=supplementary, source=source, taught_at=taught_at
    )
    made.save()
    _lay_blocks(made, hours)
    action = "training.found_curriculum"
    return save_record(made, by=by, action=action, text=name, also=_hours(made))


@transaction.atomic
def correct_curriculum(
    *,
    curriculum: Curriculum,
    by: object,
    reason: str,
    hours: Mapping[str, int],
    total: int | None = None,
    **new: Any,
) -> Curriculum:
    """Replaces what was entered wrongly; a block whose hours are mended stays the same record."""
    check_reason(reason)
    _check_hours(hours, total)
    check_code("course_level", new.get("level", curriculum.level), date.max)
    before = values_of(curriculum) | _hours(curriculum)
    for name, value in new.items():
        setattr(curriculum, name, value)
    _lay_blocks(curriculum, hours)
    return save_record(
        curriculum,
        by=by,
        action="training.correct_curriculum",
        text=reason.strip(),
        before=before,
        also=_hours(curriculum),
    )


@transaction.atomic
def take_back_curriculum(*, curriculum: Curriculum, by: object, reason: str) -> None:
    """Raises RefusedError while a course is taught to it, InputError without a reason."""
    if course := curriculum.courses.first():
        raise RefusedError(
            "Chương trình đang được dạy ở «%(course)s». Hãy bỏ chương trình khỏi khóa ấy trước.",
            course=course.name,
        )
    action = "training.take_back_curriculum"
    take_back(curriculum, by=by, action=action, reason=reason, also=_hours(curriculum))


def _check_hours(hours: Mapping[str, int], total: int | None) -> None:
    if unknown := set(hours) - set(Block.Kind.values):
        raise RefusedError("Không có khối kiến thức %(names)s.", names=", ".join(sorted(unknown)))
    added = sum(hours.values())
    if not added:
        raise RefusedError("Chương trình phải có ít nhất một khối kiến thức có số tiết.")
    if total is not None and added != total:
        raise RefusedError(
            "Cộng các khối được %(added)d tiết, không bằng tổng số %(total)d tiết. Các khối phải "
            "cộng đủ 100%%.",
            added=added,
            total=total,
        )


def _lay_blocks(curriculum: Curriculum, hours: Mapping[str, int]) -> None:
    have = {block.kind: block for block in curriculum.blocks.all()}
    for kind in BLOCKS:
        wanted, block = hours.get(kind, 0), have.get(kind)
        if block is None and wanted:
            Block.objects.create(curriculum=curriculum, kind=kind, hours=wanted)
        elif block is not None and not wanted:
            block.delete()
        elif block is not None and block.hours != wanted:
            block.hours = wanted
            block.save()


def _hours(curriculum: Curriculum) -> dict[str, Any]:
    """They are changed with their curriculum, so they stand in its events."""
    blocks = Block.objects.filter(curriculum=curriculum)
    return {"hours": dict(blocks.values_list("kind", "hours"))}
