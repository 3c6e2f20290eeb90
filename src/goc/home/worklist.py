"""What the first page shows besides the counts of the worklists (`lists.worklists`): the next
deadlines, the newest figures and papers, a new site's steps.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy

from goc.accounts.models import User
from goc.directives.models import Duty
from goc.directives.queries import open_duties
from goc.home.pipeline import Source
from goc.lib.errors import InputError
from goc.people.queries import people_in_scope
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import newest_containing, snapshots_in_scope
from goc.summing_up.access import provinces_to_edit
from goc.summing_up.models import Dossier, SummingUp
from goc.summing_up.queries import rounds_in_scope
from goc.training.access import courses_for
from goc.units import endings
from goc.units.access import Scope, gives_rights, may_found
from goc.units.asking import Asking
from goc.units.models import Unit, UnitRight, UnitVersion
from goc.units.naming import names_apart
from goc.units.roles import PAPERS
from goc.units.rules import kinds_of


def source_for(user: User, scope: Scope, *, today: date) -> Source | None:
    """The newest snapshot containing the user's unit; None when nothing was frozen yet."""
    unit = None
    if not scope.everything:
        rights = (
            UnitRight.objects.as_of(today)
            .filter(user=user, unit__in=scope.ids)
            .select_related("unit")
        )
        first = rights.order_by("id").first()
        unit = first.unit if first else None
        if unit is None:
            return None
    snapshot = _newest(unit, scope)
    if snapshot is None:
        return None
    round_ = SummingUp.objects.filter(snapshot=snapshot).first()
    return Source(snapshot, unit or snapshot.unit, round_.period_from if round_ else None)


def _newest(unit: Unit | None, scope: Scope) -> Snapshot | None:
    try:
        return newest_containing(unit)
    except InputError:
        return snapshots_in_scope(scope).select_related("unit").first() if unit is None else None


# --- deadlines


@dataclass(frozen=True)
class Due:
    """A duty with the days left (negative: overdue; None: no day was set)."""

    duty: Duty
    unit: str
    left: int | None
    may_settle: bool

    @property
    def mark(self) -> str:
        return (
            "quiet"
            if self.left is None
            else "bad"
            if self.left < 0
            else "warn"
            if self.left <= 14
            else "accent"
        )

    @property
    def overdue(self) -> int:
        return -self.left if self.left is not None and self.left < 0 else 0


def deadlines(scope: Scope, *, today: date) -> list[Due]:
    """Overdue first, those without a day last."""
    rows = list(open_duties(scope).order_by(F("due_on").asc(nulls_last=True), "id"))
    said = names_apart([d.unit_id for d in rows], as_of=today)
    return [
        Due(
            d,
            said.get(d.unit_id, ""),
            (d.due_on - today).days if d.due_on else None,
            scope.may(PAPERS, d.unit_id),
        )
        for d in rows
    ]


WIDE, EDGE = 720, 28
NOW = '<line class="now" x1="{0}" x2="{0}" y1="6" y2="38"/><text class="now" x="{0}" y="54">{1}</text>'
END = '<text x="{}" y="54">{}</text>'
LINE = (
    '<div class="deadlines"><svg viewBox="0 0 {} 60" role="img" aria-label="{}">'
    '<line x1="{}" x2="{}" y1="22" y2="22"/>{}{}{}</svg></div>'
)


def draw_deadlines(dues: Iterable[Due], *, today: date) -> SafeString:
    """Duties as dots on a line of days, today as a mark; a stretch of nothing up to today is
    broken, not drawn.
    """
    dated = [(d.duty.due_on, d) for d in dues if d.duty.due_on]
    if not dated:
        return SafeString("")
    days = [day for day, _ in dated]
    first, last = min(days), max(days)
    near = today - timedelta(days=60) <= last and first <= today + timedelta(days=60)
    low, high = (min(first, today), max(last, today)) if near else (first, last)
    length = max((high - low).days, 1)

    def x(day: date) -> float:
        return round(EDGE + (WIDE - 2 * EDGE - (0 if near else 80)) * (day - low).days / length, 1)

    dots = format_html_join(
        "",
        '<circle class="{}" cx="{}" cy="22" r="7"><title>{}</title></circle>',
        ((d.mark, x(day), f"{day:%d/%m/%Y}: {d.duty.act}") for day, d in dated),
    )
    now = x(today) if near else WIDE - EDGE if today > last else None
    mark = "" if now is None else format_html(NOW, now, gettext("hôm nay"))
    ends = format_html_join(
        "", END, ((min(max(x(d), 36), WIDE - 36), f"{d:%d/%m/%Y}") for d in sorted({first, last}))
    )
    said = gettext("%(n)d việc có hạn, từ %(first)s đến %(last)s") % {
        "n": len(dated),
        "first": f"{first:%d/%m/%Y}",
        "last": f"{last:%d/%m/%Y}",
    }
    return format_html(LINE, WIDE, said, EDGE, WIDE - EDGE, mark, dots, ends)


# --- what waits since its unit ended


@dataclass(frozen=True)
class Behind:
    """How many records of one kind wait since their unit ended, and where they are listed."""

    label: str | Promise
    count: int
    href: str


def left_behind(user: User, scope: Scope, *, today: date) -> list[Behind]:
    """Kinds of which nothing waits are left out."""
    waiting = [(e, e.waiting.rows(user, scope, today)) for e in endings.registry if e.waiting]
    found = [
        Behind(ending.label, endings.count_of(rows), reverse("unit_left", args=[ending.name]))
        for ending, rows in waiting
    ]
    return [behind for behind in found if behind.count]


# --- figures and papers at hand


def newest_paper(scope: Scope) -> Dossier | None:
    """The newest dossier among the rounds in scope."""
    rows = Dossier.objects.filter(round__in=rounds_in_scope(scope)).select_related(
        "round__unit", "snapshot"
    )
    return rows.order_by("-made_at").first()


# --- a new site


@dataclass(frozen=True)
class Step:
    """What a new site does first; `href` empty: it is done on the command line, as `hint` says."""

    label: str | Promise
    done: bool
    hint: str | Promise
    href: str = ""


def first_steps(asking: Asking, source: Source | None) -> list[Step]:
    """What this user may do of it; empty once there are units, users, people, figures and a round,
    and for who only reads.
    """
    if not may_found(asking.scope):
        return []
    steps = [*_organisation(asking), *_work(asking, source)]
    return [] if all(step.done for step in steps) else steps


def _organisation(asking: Asking) -> list[Step]:
    found: list[Step] = []
    if asking.scope.can_edit(None):
        found.append(
            Step(
                gettext_lazy("Lập đơn vị"),
                Unit.objects.exists(),
                gettext_lazy(
                    "Lập tỉnh, huyện, xã, cơ quan, nhà trường bằng tay; hoặc nạp cả danh mục: goc "
                    "units load --builtin (kèm theo), goc units load THƯ_MỤC"
                ),
                _address("unit_new"),
            )
        )
        found.append(
            Step(
                gettext_lazy("Lập Ban Chỉ đạo"),
                UnitVersion.objects.filter(kind__in=kinds_of("board")).exists(),
                gettext_lazy(
                    "Là một đơn vị loại «ban chỉ đạo»; rồi thêm thành viên ở trang của Ban."
                ),
                f"{_address('unit_new')}?kind=steering_committee",
            )
        )
    if gives_rights(asking.user, asking.scope):
        others = UnitRight.objects.exclude(user=asking.user)
        found.append(
            Step(
                gettext_lazy("Thêm người dùng và cấp quyền"),
                others.exists(),
                gettext_lazy("Mỗi người một tên đăng nhập, một vai trò trên đơn vị của mình."),
                _address("user_new"),
            )
        )
    return found


def _work(asking: Asking, source: Source | None) -> list[Step]:
    scope = asking.scope
    steps = [
        Step(
            gettext_lazy("Nhập hồ sơ cán bộ"),
            people_in_scope(scope, today=asking.today).exists(),
            gettext_lazy(
                "Đưa vào danh sách đang có (Excel, CSV, bảng của Word, mẫu nào cũng được), hoặc nhập "
                "từng người ở mục Cán bộ."
            ),
            _address("load_new"),
        ),
        Step(
            gettext_lazy("Lập khóa đào tạo"),
            courses_for(scope, today=asking.today).exists(),
            gettext_lazy(
                "Nhà trường và chương trình trước, rồi khóa; nhập học, kết quả, văn bằng, bố trí "
                "dán từ Excel ở trang của khóa."
            ),
            _address("course_new"),
        ),
    ]
    provinces = provinces_to_edit(scope, today=asking.today)
    if provinces or scope.can_edit(None):
        steps += _summing_up(scope, source, _address("summing_up_new") if provinces else "")
    return steps


def _summing_up(scope: Scope, source: Source | None, new: str) -> list[Step]:
    return [
        Step(
            gettext_lazy("Mở đợt tổng kết"),
            rounds_in_scope(scope).exists(),
            gettext_lazy("Kỳ tổng kết, ngày chốt, ngày hội nghị; việc phải làm được tính ngược."),
            new,
        ),
        Step(
            gettext_lazy("Chốt số liệu"),
            source is not None,
            gettext_lazy(
                "Bấm «Chốt số liệu» ở trang của đợt tổng kết, hoặc chạy: goc snapshot make"
            ),
            _address("summing_ups"),
        ),
    ]


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
