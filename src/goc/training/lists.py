"""Courses, trainees and certificates as lists."""

from __future__ import annotations

from operator import attrgetter
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from goc.lists.shapes import Act, Cell, RowShape
from goc.people.queries import by_name
from goc.training import access, queries
from goc.training.models import Certificate, Course, Curriculum, Enrolment
from goc.units.asking import Asking
from goc.units.roles import TRAIN
from goc.viet.numbers import percent, write

Outcome = Enrolment.Outcome


def cell(
    name: str, label: Any, kind: str = "text", *, of: str = "", lookup: str = "", **more: Any
) -> Cell:
    """A column found by its path (`of`, else the name) in the row as in the query."""
    path = of or name
    return Cell(
        name, label, kind, attrgetter(path), lookup=lookup or path.replace(".", "__"), **more
    )


def person_cell(of: str) -> Cell:
    """A person's name, leading to the person; in the order of Vietnamese names."""
    person = attrgetter(of)
    path = of.replace(".", "__")
    return cell(
        "person",
        _("Họ và tên"),
        of=f"{of}.full_name",
        sort=by_name(f"{path}__"),
        href=lambda row, _asking: reverse("person", args=[person(row).public_id]),
    )


def course_cell(of: str) -> Cell:
    course = attrgetter(of)
    return cell(
        "course",
        _("Khóa"),
        of=f"{of}.name",
        href=lambda row, _asking: reverse("course", args=[course(row).public_id]),
    )


# --- courses


def _courses(asking: Asking) -> QuerySet[Course]:
    seen = access.enrolments_for(asking.scope, today=asking.today)
    rows = queries.with_counts(access.courses_for(asking.scope, today=asking.today), seen)
    return queries.with_quota(rows).select_related("organiser", "lead_school")


def _graduated(course: Any) -> str:
    """`309/335 (92,2%)`; nothing of a course that nobody entered."""
    if not course.n_enrolled:
        return ""
    share = percent(queries.share(course.n_graduated, course.n_enrolled))
    return f"{course.n_graduated}/{course.n_enrolled} ({share})"


COURSES = RowShape(
    name="training-courses",
    title=_("Khóa đào tạo"),
    cells=(
        cell(
            "name",
            _("Khóa"),
            href=lambda row, _asking: reverse("course", args=[row.public_id]),
        ),
        cell("organiser", _("Đơn vị tổ chức"), "unit", on=attrgetter("opened_on")),
        cell("level", _("Trình độ"), "code", catalogue="course_level"),
        cell("mode", _("Hình thức"), "code", catalogue="study_mode"),
        cell("opened_on", _("Khai giảng"), "day"),
        cell("closed_on", _("Bế giảng"), "day", empty=""),
        cell("allotted", _("Chỉ tiêu"), "count"),
        cell("n_enrolled", _("Nhập học"), "count"),
        Cell("graduated", _("Tốt nghiệp / nhập học"), "text", _graduated, lookup=""),
        cell("n_failed", _("Không đạt"), "count"),
        cell("n_dropped", _("Thôi học"), "count"),
        cell("n_studying", _("Đang học"), "count"),
        cell("lead_school", _("Cơ sở đào tạo"), "unit", on=attrgetter("opened_on")),
    ),
    rows=_courses,
    keeper=attrgetter("organiser_id"),
    order=("opened_on", "number", "pk"),
    text_lookups=("name",),
)


# --- curricula


def _curricula(_asking: Asking) -> QuerySet[Curriculum]:
    """A programme belongs to no unit: everybody may see it."""
    courses = Count("courses", distinct=True)
    return Curriculum.objects.annotate(n_courses=courses).prefetch_related("blocks", "courses")


def _hours(curriculum: Any) -> int:
    return sum(block.hours for block in curriculum.blocks.all())


def _blocks(curriculum: Any) -> str:
    """`Lý luận chính trị 380 (38%)` and so on; all of them are 100%."""
    total = _hours(curriculum)
    rows = sorted(curriculum.blocks.all(), key=lambda block: block.pk)
    return "; ".join(
        f"{block.get_kind_display()} {write(block.hours)} "
        f"({percent(queries.share(block.hours, total))})"
        for block in rows
    )


def acts_on_curriculum(curriculum: Curriculum, asking: Asking) -> list[Act]:
    if not access.may_edit_curriculum(asking.scope, curriculum):
        return []
    address = [curriculum.public_id]
    acts = [Act(_("sửa"), reverse("curriculum_correct", args=address))]
    if not vars(curriculum).get("n_courses"):
        acts.append(Act(_("rút"), reverse("curriculum_back", args=address)))
    return acts


CURRICULA = RowShape(
    name="training-curricula",
    title=_("Chương trình đào tạo"),
    cells=(
        cell("name", _("Chương trình")),
        cell("level", _("Trình độ"), "code", catalogue="course_level"),
        cell("supplementary", _("Đào tạo bổ sung"), "flag"),
        Cell("hours", _("Tổng số tiết"), "count", _hours, lookup=""),
        Cell("blocks", _("Các khối"), "text", _blocks, lookup=""),
        cell("taught_at", _("Nơi giảng dạy"), empty=""),
        cell("source", _("Căn cứ ban hành"), empty=""),
        cell("n_courses", _("Số khóa"), "count"),
    ),
    rows=_curricula,
    order=("supplementary", "name", "pk"),
    text_lookups=("name", "source"),
    acts=acts_on_curriculum,
)


# --- trainees


def _enrolments(asking: Asking) -> QuerySet[Enrolment]:
    rows = access.enrolments_for(asking.scope, today=asking.today)
    rows = rows.select_related("person", "course", "unit", "placement")
    return rows.prefetch_related("certificates")


def acts_on(enrolment: Enrolment, asking: Asking) -> list[Act]:
    """What is still to be recorded of a trainee, for who edits the organiser."""
    if not asking.scope.may(TRAIN, enrolment.course.organiser_id):
        return []
    if enrolment.outcome == Outcome.STUDYING:
        return [_act(enrolment, "result", _("kết quả"))]
    if enrolment.outcome == Outcome.GRADUATED:
        return [
            _act(enrolment, "certificate", _("văn bằng")),
            _act(enrolment, "placement", _("bố trí")),
        ]
    return []


def acts_and_page(enrolment: Enrolment, asking: Asking) -> list[Act]:
    """Besides, the trainee's page: what stands is corrected and taken back there."""
    page = Act(_("xem"), reverse("trainee", args=[enrolment.public_id]))
    return [*acts_on(enrolment, asking), page]


def _act(enrolment: Enrolment, act: str, label: Any) -> Act:
    return Act(label, reverse("enrolment_act", args=[enrolment.public_id, act]))


TRAINEE = (
    person_cell("person"),
    cell("unit", _("Đơn vị cử đi"), "unit", on=attrgetter("entered_on")),
    course_cell("course"),
)
ENROLMENTS = RowShape(
    name="training-enrolments",
    title=_("Học viên"),
    cells=(
        *TRAINEE,
        cell("outcome", _("Kết quả"), "choice", choices=tuple(Outcome.choices)),
        cell("entered_on", _("Nhập học"), "day"),
        cell("ended_on", _("Kết thúc"), "day", empty=""),
        cell("grade", _("Xếp loại"), "code", catalogue="graduation_class", empty=""),
        cell("trained_for", _("Chức danh đào tạo"), "code", catalogue="post"),
        Cell(
            "certificates",
            _("Văn bằng"),
            "text",
            lambda row: ", ".join(c.number for c in row.certificates.all()),
            empty="",
        ),
        Cell("placement", _("Bố trí"), "text", lambda row: str(row.placement or ""), empty=""),
        cell("reason", _("Lý do"), empty=""),
        cell("sending_decision", _("Quyết định cử đi")),
    ),
    rows=_enrolments,
    keeper=attrgetter("unit_id"),
    order=("-course__opened_on", "course__number", by_name("person__"), "pk"),
    text_lookups=("person__full_name", "course__name"),
    acts=acts_and_page,
    person="person__public_id",
)


# --- certificates


def _certificates(asking: Asking) -> QuerySet[Certificate]:
    seen = access.enrolments_for(asking.scope, today=asking.today)
    rows = Certificate.objects.filter(enrolment__in=seen)
    return rows.select_related("enrolment__person", "enrolment__course", "enrolment__unit")


CERTIFICATES = RowShape(
    name="training-certificates",
    title=_("Văn bằng, chứng chỉ"),
    cells=(
        cell("number", _("Số hiệu")),
        cell("register_number", _("Số vào sổ")),
        cell("kind", _("Loại"), "choice", choices=tuple(Certificate.Kind.choices)),
        cell("issued_on", _("Ngày cấp"), "day"),
        person_cell("enrolment.person"),
        cell(
            "unit",
            _("Đơn vị cử đi"),
            "unit",
            of="enrolment.unit",
            on=attrgetter("enrolment.entered_on"),
        ),
        course_cell("enrolment.course"),
    ),
    rows=_certificates,
    keeper=attrgetter("enrolment.unit_id"),
    order=("-issued_on", "-pk"),
    text_lookups=("number", "register_number", "enrolment__person__full_name"),
    person="enrolment__person__public_id",
)
