"""Curricula, courses, enrolments with the facts at entry frozen, certificates. Placement is
computed from holdings.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from goc.dated.fields import CodeField, CountField, LineField, YearField
from goc.dated.models import Record
from goc.people.models import Holding, Person
from goc.registry.fields import HELP, DocumentField
from goc.training.fields import CourseField
from goc.units.fields import UnitField
from goc.units.models import Unit

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Curriculum(Record):
    """A programme of hours. `supplementary` programmes are curricula of their own, never blocks of
    another.
    """

    name = models.CharField(max_length=200)
    level = models.CharField(max_length=40)
    supplementary = models.BooleanField(default=False)
    source = models.CharField(max_length=300, blank=True)
    taught_at = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "curricula"

    def __str__(self) -> str:
        return self.name


class Block(Record):
    """Hours (tiết) of one kind of content; the blocks of a curriculum sum to its total."""

    class Kind(models.TextChoices):
        GENERAL = "general", "Kiến thức chung"
        POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
        STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"
        MILITARY_THEORY = "military_theory", "Quân sự: lý thuyết"
        MILITARY_PRACTICE = "military_practice", "Quân sự: thực hành"
        PRACTICE_AND_EXAMS = "practice_and_exams", "Thực tập, ôn, thi"

    curriculum = models.ForeignKey(Curriculum, CASCADE, related_name="blocks")
    kind = models.CharField(max_length=20, choices=Kind)
    hours = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["curriculum", "kind"], name="training_block_once")
        ]


class Course(Record):
    """A khóa: belongs to its organiser, taught by a lead school with partners, to one or more
    curricula.
    """

    organiser = models.ForeignKey(Unit, PROTECT, related_name="courses")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    level = models.CharField(max_length=40)
    mode = models.CharField(max_length=40)
    lead_school = models.ForeignKey(Unit, PROTECT, related_name="+")
    partner_schools = models.ManyToManyField(Unit, related_name="+", blank=True)
    curricula = models.ManyToManyField(Curriculum, related_name="courses", blank=True)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    sent = models.PositiveIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["opened_on", "number"]
        constraints = [
            models.UniqueConstraint(fields=["organiser", "number"], name="training_course_number")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def concerns(self) -> UUID | None:
        return self.organiser.public_id

    @property
    def quota(self) -> int | None:
        """What was allotted to it, whatever units it was allotted to."""
        rows = [row.number for row in self.quotas.all()]
        return sum(rows) if rows else None


class Quota(Record):
    """How many people of a unit may be trained in a year at a level, in a course or by the plan
    alone: one row for each unit it was allotted to, with the paper that did so.
    """

    unit = UnitField(_("Đơn vị"))
    year = YearField(_("Năm"))
    level = CodeField(_("Trình độ"), catalogue="course_level")
    course = CourseField(
        _("Khóa"),
        help=_("Tên khóa; để trống khi chỉ tiêu giao theo kế hoạch năm."),
        null=True,
        blank=True,
        related_name="quotas",
    )
    number = CountField(_("Chỉ tiêu"))
    assigned_by = LineField(_("Cơ quan giao"), blank=True)
    document = DocumentField(_("Văn bản trong sổ"), help=HELP, null=True, blank=True)
    paper = LineField(_("Quyết định, căn cứ"), blank=True)

    class Meta:
        verbose_name = _("chỉ tiêu đào tạo")
        verbose_name_plural = _("Chỉ tiêu đào tạo")
        ordering: ClassVar = ["-year", "pk"]


class Enrolment(Record):
    """A person in a course. The `entry_…` columns are what was true on `entered_on`, frozen then;
    empty is unknown.

    `placement` is the post by which the graduate was placed: one kept through the course or one
    newly given.
    """

    called = _("hồ sơ học viên")

    class Outcome(models.TextChoices):
        STUDYING = "studying", "Đang học"
        GRADUATED = "graduated", "Tốt nghiệp"
        FAILED = "failed", "Không đạt"
        DROPPED = "dropped", "Thôi học"

    person = models.ForeignKey(Person, PROTECT, related_name="enrolments")
    course = models.ForeignKey(Course, PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, PROTECT, related_name="+")
    entered_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.STUDYING)
    ended_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    grade = models.CharField(max_length=40, blank=True)
    trained_for = models.CharField(max_length=40, blank=True)
    placement = models.ForeignKey(Holding, PROTECT, null=True, blank=True, related_name="+")
    commended = models.BooleanField(default=False)
    disciplined = models.BooleanField(default=False)
    sending_decision = models.CharField(max_length=120, blank=True)
    entry_category = models.CharField(max_length=40, blank=True)
    entry_age = models.PositiveSmallIntegerField(null=True, blank=True)
    entry_party = models.CharField(max_length=20, blank=True)
    entry_general_education = models.CharField(max_length=40, blank=True)
    entry_professional_education = models.CharField(max_length=40, blank=True)
    entry_health_class = models.CharField(max_length=40, blank=True)

    class Meta:
        ordering = ["course", "person__sort_key"]
        constraints = [
            models.UniqueConstraint(fields=["person", "course"], name="training_enrolment_once")
        ]

    def __str__(self) -> str:
        return f"{self.course}, {Enrolment.Outcome(self.outcome).label.lower()}"


class Certificate(Record):
    """A diploma or certificate with its number and that in the register of issue; an enrolment may
    have several.
    """

    called = _("văn bằng, chứng chỉ")

    class Kind(models.TextChoices):
        MILITARY = "military", "Quân sự cơ sở"
        POLITICAL_THEORY = "political_theory", "Lý luận chính trị"
        STATE_MANAGEMENT = "state_management", "Quản lý nhà nước"

    enrolment = models.ForeignKey(Enrolment, CASCADE, related_name="certificates")
    kind = models.CharField(max_length=20, choices=Kind)
    number = models.CharField(max_length=40)
    register_number = models.CharField(max_length=40)
    issued_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "number"], name="training_certificate_number")
        ]

    @property
    def concerns(self) -> UUID | None:
        return self.enrolment.concerns
