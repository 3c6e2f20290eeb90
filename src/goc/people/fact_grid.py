"""Ratings of a year, health classes, disciplines of many people by one paste, with their paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import InputError
from goc.lists.grids import Grid, Values, unheld
from goc.lists.shapes import Cell
from goc.people import access, actions
from goc.people.life import fact_label
from goc.people.models import Fact
from goc.people.recognising import WHO, persons_named
from goc.units.asking import Asking


def _cell(name: str, label: Any, kind: str, **more: Any) -> Cell:
    return Cell(name, label, kind, unheld, **more)


CELLS = (
    _cell("decision", gettext_lazy("Văn bản số"), "text", aliases=("Quyết định số",), longest=120),
    _cell("year", gettext_lazy("Năm đánh giá"), "year", aliases=("Năm",)),
    _cell(
        "rating",
        gettext_lazy("Xếp loại"),
        "code",
        catalogue="rating",
        aliases=("Đánh giá, xếp loại", "Mức xếp loại"),
    ),
    _cell("on", gettext_lazy("Từ ngày"), "day", aliases=("Ngày khám", "Ngày")),
    _cell(
        "health_class",
        gettext_lazy("Loại sức khỏe"),
        "code",
        catalogue="health_class",
        aliases=("Sức khỏe",),
    ),
    _cell(
        "discipline",
        gettext_lazy("Hình thức kỷ luật"),
        "code",
        catalogue="discipline",
        aliases=("Kỷ luật",),
    ),
    _cell(
        "until",
        gettext_lazy("Chấp hành đến trước ngày"),
        "day",
        aliases=("Đến ngày", "Hết thời hạn"),
    ),
)


def fact_grid(asking: Asking) -> Grid:
    """Persons of the asker's scope."""

    def write(person: Any, values: Values, confirmed: str) -> str:
        access.check_can_edit_person(asking.user, person, today=asking.today)
        given = {"person": person, "by": asking.user, "confirmed": confirmed}
        given["decision"] = values["decision"] or ""
        made = [actions.record_fact(**given, **fact) for fact in _facts(values)]
        return ", ".join(_done(row) for row in made)

    return Grid(
        title=gettext_lazy("Ghi xếp loại, sức khỏe, kỷ luật cho nhiều người"),
        lead=gettext_lazy(
            "Mỗi dòng một người. Xếp loại ghi năm đánh giá; sức khỏe, kỷ luật ghi từ ngày; kỷ luật "
            "ghi thêm ngày hết thời hạn chấp hành."
        ),
        who=WHO,
        cells=CELLS,
        find=lambda rows: persons_named(rows, asking.scope, today=asking.today).find(rows),
        write=write,
        common={"decision": "", "year": "", "on": ""},
    )


def _facts(values: Values) -> list[dict[str, Any]]:
    """What is to be recorded of a row. Raises InputError where nothing is, or a day is missing."""
    facts = []
    if values["rating"]:
        facts.append({"kind": "rating", "value": values["rating"], **_of_year(values["year"])})
    for kind, until in (("health_class", None), ("discipline", values["until"])):
        if values[kind]:
            since = _since(values["on"])
            facts.append({"kind": kind, "value": values[kind], "on": since, "until": until})
    if not facts:
        raise InputError("Hãy ghi xếp loại, loại sức khỏe hoặc hình thức kỷ luật.")
    return facts


def _of_year(year: int | None) -> dict[str, date]:
    if year is None:
        raise InputError("Hãy ghi năm đánh giá của xếp loại.")
    return {"on": date(year, 1, 1), "until": date(year + 1, 1, 1)}


def _since(day: date | None) -> date:
    if day is None:
        raise InputError("Hãy ghi «Từ ngày» của loại sức khỏe, kỷ luật.")
    return day


def _done(row: Fact) -> str:
    return gettext("%(what)s từ %(day)s") % {
        "what": fact_label(row),
        "day": f"{row.valid_from:%d/%m/%Y}",
    }
