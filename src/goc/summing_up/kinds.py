"""The papers of a round, as kinds of the desk: what is filled into the texts of `papers/`."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_lazy as _

from goc.desk.kinds import Item, PaperKind, Values
from goc.desk.tables import listed
from goc.figures.queries import definitions
from goc.lib.errors import RefusedError
from goc.summing_up import composing
from goc.summing_up.chips import named_figures
from goc.summing_up.citing import citing_of
from goc.summing_up.composing import Material
from goc.summing_up.models import SummingUp
from goc.summing_up.placeholders import faults
from goc.summing_up.queries import day_of, overdue_below
from goc.units.naming import names_apart
from goc.units.rules import addressed

FOLDER = Path(__file__).with_name("papers")
OF_THE_ROUND = {
    "title": _("tên đợt tổng kết"),
    "title_in_text": _("tên đợt tổng kết, trong câu"),
    "period_from": _("ngày đầu kỳ tổng kết"),
    "period_to": _("ngày cuối kỳ tổng kết"),
    "cut_off": _("thời điểm chốt số liệu"),
    "day": _("ngày hội nghị, ký báo cáo"),
    "today": _("ngày lập văn bản"),
}


def fields_of(round_: SummingUp) -> dict[str, str]:
    title = round_.title
    days = ("period_from", "period_to", "cut_off")
    return {
        "title": title,
        "title_in_text": f"{title[:1].lower()}{title[1:]}",
        "day": f"{round_.sign_by:%d/%m/%Y}",
        "today": f"{day_of(round_):%d/%m/%Y}",
        **{name: f"{getattr(round_, name):%d/%m/%Y}" for name in days},
    }


def _values(m: Material, **lists: Callable[[Material], Iterable[Item]]) -> Values:
    asked = {name: (lambda made=made: made(m)) for name, made in lists.items()}
    return Values(fields_of(m.round), asked, m.binder.inlines, m.binder.citing)


def _kind(name: str, title: Any, formats: tuple[str, ...], **more: Any) -> PaperKind:
    """Filled from the material of a round: `lists` are name → (what it is, what gives it)."""
    lists = {"recipients": (_("nơi nhận"), composing.recipients), **more.pop("lists")}
    given = {name: made for name, (_said, made) in lists.items()}
    return PaperKind(
        name,
        title,
        subject=SummingUp.record_kind(),
        folder=FOLDER,
        revision=more.pop("revision", 1),
        formats=formats,
        values=lambda material: _values(material, **given),
        fields=OF_THE_ROUND,
        lists={name: said for name, (said, _made) in lists.items()},
        faults=lambda text: faults(text, definitions()),
        figures=named_figures,
        **more,
    )


REPORT = {
    "addressees": (_("nơi kính gửi"), composing.addressees),
    "opening": (_("mở đầu báo cáo"), composing.opening),
    "report": (_("các mục của báo cáo, theo đề cương"), composing.report),
    "appendices": (_("mục lục và các phụ lục"), composing.appendices),
}
CENTRAL_REPORT = _kind(
    "bao-cao-trung-tam", _("Báo cáo trung tâm"), ("docx", "pdf", "html"), lists=REPORT
)
APPENDICES = _kind(
    "phu-luc",
    _("Phụ lục kèm theo báo cáo"),
    ("xlsx",),
    lists=REPORT,
    same_as="bao-cao-trung-tam",
)
WORK_PLAN = _kind(
    "ke-hoach-tong-ket",
    _("Kế hoạch tổng kết"),
    ("docx", "pdf"),
    lists={
        "opening": (_("mở đầu kế hoạch"), composing.plan_opening),
        "plan": (_("các mục của kế hoạch, theo đề cương"), composing.plan),
    },
)
RECONCILIATION = _kind(
    "bang-doi-chieu-so-lieu",
    _("Bảng đối chiếu số liệu (nội bộ)"),
    ("docx", "xlsx"),
    lists={"figures": (_("bảng các số trong báo cáo"), composing.reconciliation)},
    is_internal=True,
    revision=2,
)
ROSTER = _kind(
    "danh-sach-trich-ngang",
    _("Danh sách trích ngang học viên tốt nghiệp"),
    ("pdf", "xlsx"),
    lists={"graduates": (_("danh sách học viên tốt nghiệp"), composing.roster)},
    is_internal=True,
    revision=2,
    shows_people=True,
)
REQUIREMENTS = _kind(
    "yeu-cau-cua-cap-tren",
    _("Thực hiện yêu cầu của cấp trên"),
    ("docx", "html"),
    lists={"requirements": (_("bảng yêu cầu và kết quả"), composing.requirements)},
    is_internal=True,
    revision=2,
)
DOSSIER = (CENTRAL_REPORT, APPENDICES, WORK_PLAN, RECONCILIATION, ROSTER, REQUIREMENTS)
"""The papers of a dossier, in their order; the report is written first, for others read it."""


def _letter(
    name: str,
    title: Any,
    values: Callable[[SummingUp], Values],
    revision: int = 1,
    **lists: Any,
) -> PaperKind:
    """A paper of a round that is written from the register when it is asked for."""
    return PaperKind(
        name,
        title,
        subject=SummingUp.record_kind(),
        folder=FOLDER,
        revision=revision,
        formats=("docx", "pdf"),
        values=values,
        fields=OF_THE_ROUND,
        lists=lists,
        from_register=True,
    )


INVITATION = _letter(
    "giay-moi",
    _("Giấy mời dự hội nghị"),
    lambda round_: Values(fields_of(round_), citing=citing_of(round_)),
    revision=2,
)


def _urging(round_: SummingUp) -> Values:
    owed = overdue_below(round_)
    if not owed:
        raise RefusedError("Không đơn vị nào còn nhiệm vụ quá hạn để đôn đốc.")
    called = names_apart([duty.unit_id for duty in owed], as_of=day_of(round_))
    rows = [(called[duty.unit_id], duty.act, f"{duty.due_on:%d/%m/%Y}") for duty in owed]
    debts = listed({"Đơn vị": 45, "Nhiệm vụ": 80, "Thời hạn": 25}, rows)
    units = dict.fromkeys(addressed(name) for name, _act, _due in rows)
    return Values(
        fields_of(round_),
        {"units": lambda: units, "debts": lambda: [debts]},
        citing=citing_of(round_),
    )


URGING = _letter(
    "cong-van-don-doc",
    _("Công văn đôn đốc"),
    _urging,
    units=_("các đơn vị còn nhiệm vụ quá hạn"),
    debts=_("bảng nhiệm vụ quá hạn của từng đơn vị"),
)
LETTERS = (INVITATION, URGING)
"""Papers of a round outside its dossier."""


def paper_of(section: str) -> PaperKind:
    """In whose text a section of the outline stands."""
    return WORK_PLAN if section.startswith("plan.") else CENTRAL_REPORT
