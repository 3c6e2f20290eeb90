"""Every declared subject takes a paste: each row of the table is one row of its list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.lists.forms import known
from goc.lists.grids import Candidate, Grid, Match, Values
from goc.lists.pasting import Typed
from goc.lists.registry import Subject
from goc.units.asking import Asking


def grid_of(subject: Subject, asking: Asking) -> Grid:
    """Rows mean nobody; units are named as on the first day of the row, or the end of its year."""
    cells = tuple(subject.shape.given)
    add = subject.add
    assert add is not None

    def write(_target: Any, values: Values, _confirmed: str) -> str:
        add(by=asking.user, **known(cells, values))
        return gettext("thêm một dòng")

    return Grid(
        title=subject.shape.title,
        lead=gettext_lazy("Mỗi dòng dán vào là một dòng của danh sách; ghi tất cả hoặc không ghi."),
        who=(),
        cells=cells,
        find=_nobody,
        write=write,
        day_of=_day_of,
    )


def _nobody(rows: Sequence[Typed]) -> list[Match]:
    return [Match([Candidate(str(number), "", {}, None)]) for number, _ in enumerate(rows)]


def _day_of(asking: Asking, values: Values) -> date:
    day, year = values.get("valid_from"), values.get("year")
    if year:
        day = min(date(year, 12, 31), asking.day)
    return day or asking.day
