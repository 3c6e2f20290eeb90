"""One decision for many people: entered or chosen once, a line a person, all in one act."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from goc.lib.errors import InputError
from goc.lists.grids import Grid, Values, unheld
from goc.lists.shapes import Cell
from goc.people import access, actions
from goc.people.actions.decisions import RANK
from goc.people.ending_posts import REASONS
from goc.people.recognising import WHO, persons_named
from goc.registry.access import keepers_of
from goc.registry.actions import register_document
from goc.registry.fields import documents_meant, find_document, said
from goc.registry.models import Document
from goc.units.asking import Asking


def _cell(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    return Cell(name, label, kind, unheld, **more)


DECISION = (
    _cell(
        "number",
        gettext_lazy("Quyết định số"),
        required=True,
        aliases=("Số quyết định",),
        longest=60,
    ),
    _cell("signed_on", gettext_lazy("Ngày ký"), "day"),
    _cell("issuer", gettext_lazy("Cơ quan ban hành"), longest=200),
    _cell("signer", gettext_lazy("Người ký"), longest=200),
)
"""Filled once above the table; the last three where the register does not have the document yet."""
LINE = (
    _cell("on", gettext_lazy("Từ ngày"), "day", required=True),
    _cell("post", gettext_lazy("Chức vụ mới"), "code", catalogue="post", aliases=("Chức vụ",)),
    _cell("place", gettext_lazy("Tại đơn vị"), "unit", aliases=("Đơn vị mới", "Nơi giữ chức vụ")),
    _cell("rank", gettext_lazy("Quân hàm"), "code", catalogue=RANK, aliases=("Cấp bậc",)),
    _cell("former", gettext_lazy("Thôi chức vụ"), "code", catalogue="post"),
    _cell("ended_by", gettext_lazy("Lý do thôi"), "choice", choices=REASONS),
)


def decision_grid(asking: Asking) -> Grid:
    """Persons of the asker's scope."""

    def write(person: Any, values: Values, confirmed: str) -> str:
        access.check_can_edit_person(asking.user, person, today=asking.today)
        document = document_of(values, asking)
        text: Values = {name: values[name] or "" for name in ("post", "rank", "former", "ended_by")}
        written = actions.carry_out_decision(
            person=person,
            document=document,
            decided=actions.Decided(place=values["place"], **text),
            on=values["on"],
            by=asking.user,
            confirmed=confirmed,
        )
        done = ", ".join(_done(row, values["on"]) for row in written)
        return gettext("%(done)s theo %(document)s") % {"done": done, "document": said(document)}

    return Grid(
        title=gettext_lazy("Ghi một quyết định cho nhiều người"),
        lead=gettext_lazy(
            "Ghi quyết định một lần ở trên; mỗi dòng một người: chức vụ mới, quân hàm, chức vụ "
            "thôi giữ. Người thôi giữ ghi trước người thay. Văn bản chưa có trong Sổ đăng ký thì "
            "ghi thêm ngày ký, cơ quan ban hành."
        ),
        who=WHO,
        cells=(*DECISION, *LINE),
        find=lambda rows: persons_named(rows, asking.scope, today=asking.today).find(rows),
        write=write,
        common=dict.fromkeys([cell.name for cell in DECISION], "")
        | {"on": "", "ended_by": "moved"},
        day_of=_first_day,
    )


def _done(row: Any, on: date) -> str:
    return gettext("thôi %(post)s") % {"post": row} if row.valid_from < on else str(row)


def _first_day(asking: Asking, values: Values) -> date:
    return values.get("on") or asking.day


def document_of(values: Values, asking: Asking) -> Document:
    """That of the register, else registered now by the cells of `DECISION`: the first line does,
    the others find it. Raises InputError where too little is said to register it.
    """
    text, signed_on = values["number"], values["signed_on"]
    meant = f"{text}, {signed_on:%d/%m/%Y}" if signed_on else text
    if documents_meant(meant, asking):
        return find_document(meant, asking)
    if not (signed_on and values["issuer"]):
        raise InputError(
            "Sổ đăng ký chưa có văn bản «%(text)s». Hãy ghi ngày ký và cơ quan ban hành để vào sổ "
            "cùng lúc.",
            text=meant,
        )
    registered = register_document(
        direction=Document.Direction.IN,
        type="Quyết định",
        number=text,
        issuer=values["issuer"],
        issued_on=signed_on,
        subject=gettext("Về công tác cán bộ"),
        source=_signed_by(values["signer"]),
        keeper=keepers_of(asking.user, today=asking.today)[0],
        by=asking.user,
    )
    return registered.document


def _signed_by(signer: str | None) -> str:
    return gettext("Người ký: %(name)s") % {"name": signer} if signer else ""
