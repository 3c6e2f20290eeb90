"""Minutes of a hand-over (biên bản bàn giao): NĐ 30/2020/NĐ-CP, form 1.10."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.desk.composing import LEFT_OPEN, Frame
from goc.desk.kinds import Item, PaperKind, Values
from goc.desk.queries import frame_of
from goc.desk.sources import Source
from goc.desk.tables import listed
from goc.site.access import get_hand_over_for
from goc.units.models import HandOver
from goc.units.queries import name_of
from goc.units.rules import addressed


def _values(made: HandOver) -> Values:
    def rights() -> list[Item]:
        return [f"- {said}" for said in made.rights]

    def works() -> list[Item]:
        rows = [(work["what"], work["unit"]) for work in made.works]
        return [listed({"Công việc": 110, "Đơn vị": 50}, rows)] if rows else ["- Không có."]

    fields = {
        "leaver": made.leaver.name,
        "heir": made.heir.name,
        "day": f"{made.on:%d/%m/%Y}",
        "reason": made.reason,
    }
    return Values(fields, {"rights": rights, "works": works})


MINUTES = PaperKind(
    "bien-ban-ban-giao",
    _("Biên bản bàn giao"),
    subject=HandOver.record_kind(),
    folder=Path(__file__).with_name("papers"),
    revision=1,
    formats=("docx", "pdf"),
    values=_values,
    fields={
        "leaver": _("người bàn giao"),
        "heir": _("người nhận"),
        "day": _("ngày bàn giao"),
        "reason": _("lý do bàn giao"),
    },
    lists={"rights": _("các quyền thôi sử dụng"), "works": _("bảng công việc bàn giao")},
    from_register=True,
)


def _frame(made: HandOver) -> Frame:
    """The People's Committee of a place, else the agency itself."""
    assert made.unit is not None
    name = name_of(made.unit, as_of=made.on)
    issuer = "agency" if addressed(name) == name else "peoples_committee"
    return frame_of(made.unit, issuer, on=made.on, place=LEFT_OPEN)


def _get(user: Any, public_id: UUID) -> HandOver:
    return get_hand_over_for(user, public_id)


def _title(made: HandOver) -> str:
    return f"{made.leaver.name} → {made.heir.name}, {made.on:%d/%m/%Y}"


HAND_OVERS = Source(
    get=_get,
    title=_title,
    url=lambda _made: reverse("users"),
    built=lambda _made, _kind: None,
    frame=_frame,
    anew=_("Hãy lập lại biên bản."),
)
