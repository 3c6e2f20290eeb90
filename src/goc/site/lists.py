"""The log, long work and users as lists. Rooms below keep them; here they are only read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from goc.accounts.models import User
from goc.audit import masks
from goc.audit.models import Event
from goc.jobs.access import jobs_for
from goc.jobs.models import Job
from goc.jobs.registry import KINDS
from goc.lists.shapes import Cell, RowShape
from goc.site import access
from goc.units.asking import Asking
from goc.units.models import UnitRight
from goc.units.roles import ROLES


def cell(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    own = {"value": attrgetter(name), "lookup": name, "empty": ""}
    return Cell(name, label, kind, **{**own, **more})


# --- the log


def _events(_asking: Asking) -> QuerySet[Event]:
    """Who may open the page reads all of it (`audit.access`)."""
    return Event.objects.all()


@dataclass(frozen=True)
class LogLine:
    """An event with its changes in words, masked for who may not see them."""

    event: Event
    changes: str

    @property
    def text(self) -> str:
        return gettext("đã xóa theo yêu cầu") if self.event.is_erased else self.event.text


def log_lines(events: list[Event], asking: Asking) -> Sequence[LogLine]:
    clear = masks.sees_clear(asking.user)
    return [LogLine(e, _in_words(masks.changes_for(e, clear=clear))) for e in events]


def _in_words(changes: list[masks.Change]) -> str:
    """`cột: trước → sau`, a line each; of what was new only the value."""
    lines = []
    for name, before, after in changes:
        now = "–" if after is None else after
        lines.append(f"{name}: {now}" if before is None else f"{name}: {before} → {now}")
    return "\n".join(lines)


def _of_event(name: str, label: Any, **more: Any) -> Cell:
    """Looked for, not sorted by: the log only grows, and stands in the order of time."""
    own = {"value": attrgetter(f"event.{name}"), "kind": "word", "sorts": False}
    return cell(name, label, **{**own, **more})


LOG = RowShape(
    name="audit-log",
    title=_("Nhật ký hệ thống"),
    cells=(
        _of_event("at", _("Lúc"), kind="moment", sorts=True),
        _of_event("by", _("Người làm"), value=attrgetter("event.who")),
        _of_event("action", _("Việc"), help="people."),
        cell("text", _("Nội dung"), lookup=""),
        _of_event("kind", _("Loại bản ghi")),
        _of_event("subject", _("Mã bản ghi")),
        cell("changes", _("Thay đổi"), lookup="", folds=True),
        _of_event("address", _("Làm từ máy")),
    ),
    rows=_events,
    read=log_lines,
)


# --- long work


def _job_page(job: Job, _asking: Asking) -> str:
    return reverse("job", args=[job.public_id])


def jobs_shape() -> RowShape:
    """Made once every room has registered its kinds of work."""
    kinds = tuple((kind.name, kind.label) for kind in KINDS.values())
    return RowShape(
        name="jobs-jobs",
        title=_("Công việc chạy nền"),
        cells=(
            cell("kind", _("Công việc"), "choice", choices=kinds, href=_job_page),
            cell("state", _("Trạng thái"), "choice", choices=tuple(Job.State.choices)),
            cell("progress", _("Đã làm (%)"), "count"),
            cell("message", _("Đang làm gì")),
            cell("by", _("Người giao"), "word"),
            cell("created_at", _("Giao lúc"), "moment"),
            cell("finished_at", _("Kết thúc"), "moment"),
        ),
        rows=lambda asking: jobs_for(asking.user),
    )


# --- users


@dataclass(frozen=True)
class UserLine:
    """A user with the rights in force that the asker may know of, in words."""

    user: User
    rights: str


def _user_lines(users: list[User], asking: Asking) -> Sequence[UserLine]:
    rights: dict[int, list[UnitRight]] = defaultdict(list)
    for right in access.rights_for(asking).filter(user__in=users):
        rights[right.user_id].append(right)
    asking.learn_units(r.unit_id for own in rights.values() for r in own)
    return [UserLine(u, "; ".join(_said(r, asking) for r in rights[u.pk])) for u in users]


def _said(right: UnitRight, asking: Asking) -> str:
    where = asking.unit_name(right.unit_id) if right.unit_id else gettext("toàn hệ thống")
    return f"{ROLES[right.role].label}: {where}"


def _of_user(name: str, label: Any, kind: str = "text", **more: Any) -> Cell:
    return Cell(name, label, kind, attrgetter(f"user.{name}"), lookup=name, empty="", **more)


def _user_page(line: UserLine, _asking: Asking) -> str:
    return reverse("user", args=[line.user.public_id])


USERS = RowShape(
    name="accounts-users",
    title=_("Người dùng"),
    cells=(
        _of_user("login", _("Tên đăng nhập"), href=_user_page),
        _of_user("name", _("Họ và tên")),
        Cell("rights", _("Quyền"), "text", attrgetter("rights"), empty=_("không có")),
        _of_user("is_active", _("Đang dùng"), "flag"),
        _of_user("is_operator", _("Người vận hành"), "flag"),
        _of_user("last_login", _("Đăng nhập gần nhất"), "moment"),
    ),
    rows=access.users_for,
    order=("login",),
    text_lookups=("login", "name"),
    read=_user_lines,
)
