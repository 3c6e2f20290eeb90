"""What each may begin from the first page: by what their rights allow, not by the name of a
role."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from goc.audit.access import can_read_log
from goc.units.access import gives_rights
from goc.units.asking import Asking
from goc.units.roles import DECLARE, GRANT, LOG, PAPERS, RECORD, SEE, TRAIN


@dataclass(frozen=True)
class Start:
    """`act`: of `units.roles`, for whom it is."""

    label: str | Promise
    icon: str
    act: str
    url_name: str
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.url_name, args=self.args)


STARTS = (
    Start(_("Ghi một quyết định"), "certificate", RECORD, "decision_many"),
    Start(_("Thêm cán bộ"), "plus", RECORD, "person_new"),
    Start(_("Khóa đào tạo"), "school", TRAIN, "courses"),
    Start(_("Ghi sổ văn bản"), "files", PAPERS, "document_add"),
    Start(_("Kinh phí"), "plus", DECLARE, "list_add", ("funding-funding",)),
    Start(_("Thêm người dùng"), "user", GRANT, "user_new"),
    Start(_("Nhật ký hệ thống"), "history", LOG, "audit"),
)
TO_READ = (
    Start(_("Cán bộ"), "users", SEE, "people"),
    Start(_("Đơn vị"), "building", SEE, "units"),
    Start(_("Chỉ tiêu"), "chart-bar", SEE, "figures"),
)


def starts_for(asking: Asking) -> list[Start]:
    """What may be begun; who writes nowhere is led to what there is to read."""
    found = [start for start in STARTS if _may(asking, start.act)]
    reads = not any(start.act in {RECORD, TRAIN, PAPERS, DECLARE} for start in found)
    return [*found, *TO_READ] if reads else found


def _may(asking: Asking, act: str) -> bool:
    if act == LOG:
        return can_read_log(asking.user)
    if act == GRANT:
        return gives_rights(asking.user, asking.scope)
    return asking.scope.may_somewhere(act)
