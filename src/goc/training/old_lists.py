"""Lists of trainees as files: who entered a course, results, certificates, placements; each row is
the act of the grid of its course.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy

from goc.lists.grid_loading import GridList
from goc.lists.grids import Grid, unheld
from goc.lists.shapes import Cell
from goc.people.listed_rows import typed_of
from goc.people.recognising import NAME, WHO
from goc.training import grids
from goc.training.access import courses_for, get_course_to_edit, may_open_courses
from goc.training.models import Course
from goc.units.asking import Asking
from goc.units.roles import RECORD, TRAIN
from goc.viet.names import fold

HERE = Path(__file__).parent
COURSE = Cell(
    "course",
    gettext_lazy("Khóa"),
    "course",
    unheld,
    required=True,
    aliases=("Khóa đào tạo", "Lớp", "Tên khóa", "Tên lớp"),
)
GridOf = Callable[[Course, Asking], Grid]


def courses(asking: Asking, titles: str) -> Sequence[Course]:
    """Courses that the asker may write, those first that the titles of a list name."""
    seen = courses_for(asking.scope, today=asking.today)
    mine = [one for one in seen if asking.scope.may(TRAIN, one.organiser_id)]
    text = fold(titles)
    return sorted(mine, key=lambda one: fold(one.name) not in text)


def _made(grid: GridOf) -> Callable[[Any, Asking], Grid]:
    """Raises HiddenError, ForbiddenError for a course that the asker may not write."""

    def make(course: Any, asking: Asking) -> Grid:
        get_course_to_edit(asking.user, asking.scope, course.public_id, today=asking.today)
        return grid(course, asking)

    return make


def _listed(
    name: str, label: Any, cells: tuple[Cell, ...], grid: GridOf, act: str = TRAIN
) -> GridList:
    return GridList(
        name=f"training.{name}",
        label=label,
        who=WHO,
        cells=cells,
        name_cell=NAME,
        make=_made(grid),
        typed=typed_of,
        may=lambda asking: may_open_courses(asking.scope),
        act=act,
        part=COURSE,
        parts=courses,
        names=HERE / "reference" / "old_lists.toml",
    )


LISTS = (
    _listed("enrolments", gettext_lazy("Học viên nhập học"), grids.ENROL, grids.enrolling),
    _listed("results", gettext_lazy("Kết quả đào tạo"), grids.RESULTS, grids.results),
    _listed(
        "certificates",
        gettext_lazy("Văn bằng, chứng chỉ"),
        grids.CERTIFICATES,
        grids.certificates,
    ),
    _listed(
        "placements",
        gettext_lazy("Bố trí sau tốt nghiệp"),
        grids.PLACEMENTS,
        grids.placements,
        RECORD,
    ),
)
