"""How a course is shown in a cell, and meant by what is typed there."""

from __future__ import annotations

from typing import Any

from goc.lib.errors import InputError
from goc.lists.kinds import Kind, typed
from goc.training.access import courses_for
from goc.training.models import Course
from goc.units.asking import Asking
from goc.viet.names import fold


def said(course: Course) -> str:
    """As it can be typed again: names of courses come back."""
    return f"{course.name} ({course.opened_on:%d/%m/%Y})"


def find_course(text: str, asking: Asking) -> Course:
    """By name, with its first day after it or not; among those the asker sees. Raises
    InputError where none or several are meant.
    """
    seen = courses_for(asking.scope, today=asking.today)
    found = [one for one in seen if fold(text) in (fold(one.name), fold(said(one)))]
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(
            "«%(text)s» là tên của nhiều khóa: hãy ghi một trong: %(courses)s",
            text=text,
            courses="; ".join(map(said, found)),
        )
    raise InputError("Không có khóa đào tạo «%(text)s».", text=text)


def _show(value: Any, _catalogue: str, _asking: Asking) -> str:
    return said(value)


def _read(value: Any, _catalogue: str, asking: Asking) -> Course:
    return find_course(typed(value), asking)


KIND = Kind(_show, _read, "text", "text", points=True)
