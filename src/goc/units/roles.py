"""Who may do what: the acts of every role, in one table. Every `access` asks it and knows no role."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEE, CLEAR, RECORD, TRAIN = "see", "clear", "record", "train"
PAPERS, DECLARE, FREEZE, GRANT, LOG = "papers", "declare", "freeze", "grant", "log"

ACTS: dict[str, str | Promise] = {
    SEE: _("Xem"),
    CLEAR: _("Xem rõ thông tin nhạy cảm"),
    RECORD: _("Nhập, sửa hồ sơ cán bộ và đơn vị"),
    TRAIN: _("Nhập khóa đào tạo, kết quả, văn bằng"),
    PAPERS: _("Vào sổ văn bản, nhiệm vụ, dự thảo"),
    DECLARE: _("Nhập số liệu kinh phí, tập huấn"),
    FREEZE: _("Chốt số liệu"),
    GRANT: _("Cấp quyền, cấp mã"),
    LOG: _("Xem nhật ký hệ thống"),
}
"""What may be done, on the units that a right covers; `log` only where it covers everything."""


@dataclass(frozen=True)
class Role:
    """`told`: what it is for, in a sentence of the form that gives it."""

    label: str | Promise
    told: str | Promise
    acts: frozenset[str]


STANDING_OFFICE = "standing_office"
WORK = frozenset({SEE, CLEAR, RECORD, TRAIN, PAPERS, DECLARE, FREEZE})

ROLES: dict[str, Role] = {
    "reader": Role(_("Người xem"), _("chỉ đọc, thông tin nhạy cảm bị che"), frozenset({SEE})),
    "editor": Role(_("Người nhập"), _("nhập và sửa"), WORK),
    "checker": Role(_("Người kiểm tra"), _("nhập, sửa, kiểm tra"), WORK),
    "standing_office": Role(
        _("Cơ quan thường trực"), _("như trên, và cấp quyền trong phạm vi"), WORK | {GRANT}
    ),
    "school": Role(
        _("Nhà trường"),
        _("khóa đào tạo, kết quả, văn bằng; thông tin nhạy cảm bị che"),
        frozenset({SEE, TRAIN, PAPERS}),
    ),
    "department": Role(
        _("Sở, ban, ngành"),
        _("văn bản, nhiệm vụ, số liệu của ngành; thông tin nhạy cảm bị che"),
        frozenset({SEE, PAPERS, DECLARE}),
    ),
    "area_command": Role(
        _("Ban Chỉ huy phòng thủ khu vực"),
        _("văn bản, nhiệm vụ, đào tạo, tập huấn trong khu vực; thông tin nhạy cảm bị che"),
        frozenset({SEE, TRAIN, PAPERS, DECLARE}),
    ),
    "auditor": Role(_("Người giám sát"), _("đọc, và đọc nhật ký hệ thống"), frozenset({SEE, LOG})),
    "administrator": Role(
        _("Người quản trị"),
        _("cấp quyền, cấp mã trong phạm vi; không nhập, không sửa hồ sơ"),
        frozenset({SEE, GRANT}),
    ),
}

OWN = frozenset({GRANT, LOG})
"""Not handed on to who stands in for somebody: who acts by authority gives none away."""


def acts_of(role: str, *, stands_in: bool = False) -> frozenset[str]:
    """What a right allows; `stands_in`: to somebody's acting deputy."""
    acts = ROLES[role].acts
    return acts - OWN if stands_in else acts


def roles_that(act: str) -> list[str]:
    return [code for code, role in ROLES.items() if act in role.acts]


def role_choices() -> list[tuple[str, str]]:
    """Codes and labels as the database and the forms have them."""
    return [(code, str(role.label)) for code, role in ROLES.items()]
