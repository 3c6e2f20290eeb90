"""Many posts ended at once: who leaves, from which day, why, by which decision."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.lists.grids import Grid, Values, unheld
from goc.lists.shapes import Cell
from goc.people import access, actions
from goc.people.models import Holding
from goc.people.recognising import WHO, holders_named
from goc.units.asking import Asking

REASONS = tuple(c for c in Holding.Ended.choices if c[0] != Holding.Ended.UNIT_ENDED)
POST = Cell("post", gettext_lazy("Chức vụ"), "text", unheld)
CELLS = (
    Cell("on", gettext_lazy("Thôi giữ từ ngày"), "day", unheld, required=True, aliases=("Ngày",)),
    Cell("ended_by", gettext_lazy("Lý do"), "choice", unheld, required=True, choices=REASONS),
    Cell(
        "decision",
        gettext_lazy("Quyết định"),
        "text",
        unheld,
        aliases=("Số quyết định", "Quyết định số"),
        longest=120,
    ),
)


def ending_grid(asking: Asking) -> Grid:
    """Posts that go on today of persons in the asker's scope."""

    def write(holding: Any, values: Values, confirmed: str) -> str:
        access.check_can_edit_person(asking.user, holding.person, today=asking.today)
        actions.end_holding(
            holding=holding,
            on=values["on"],
            ended_by=values["ended_by"],
            decision=values["decision"] or "",
            by=asking.user,
            confirmed=confirmed,
        )
        return gettext("thôi giữ chức vụ từ %(day)s") % {"day": f"{values['on']:%d/%m/%Y}"}

    return Grid(
        title=gettext_lazy("Thôi giữ chức vụ"),
        lead=gettext_lazy("Mỗi dòng một chức vụ của một người; ngày cuối giữ chức là hôm trước."),
        who=(*WHO, POST),
        cells=CELLS,
        find=lambda rows: holders_named(rows, asking.scope, today=asking.today).find(rows),
        write=write,
        common={"on": "", "ended_by": "", "decision": ""},
    )
