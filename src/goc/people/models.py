"""Persons and what is dated about them. What is unknown is null or empty, never a guess."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from goc.dated.fields import (
    ChoiceField,
    CodeField,
    CountField,
    DayField,
    DigitsField,
    FlagField,
    LineField,
)
from goc.dated.models import Dated, Record
from goc.dated.reference import label
from goc.registry.fields import HELP, DocumentField
from goc.registry.models import Document
from goc.units.fields import UnitField
from goc.units.models import Unit

PROTECT, CASCADE = models.PROTECT, models.CASCADE


def _label(catalogue: str, code: str, day: date) -> str:
    return label(catalogue, code, as_of=day)


class Person(Record):
    """What has a label is a column of the file and declared whole here (`people.columns`); a new
    one
    is one more line. Birth: a date or only a year. Religion `none` is known none. `ended_by_death`:
    rows that the death ended, each with how it ended before (`row`: public id, `valid_to`,
    `ended_by` of a post).
    """

    called = _("hồ sơ cán bộ")

    class Sex(models.TextChoices):
        MALE = "male", "Nam"
        FEMALE = "female", "Nữ"

    code = models.CharField(max_length=11, unique=True)
    full_name = LineField(_("Họ và tên"), max_length=120)
    folded = models.CharField(max_length=120)
    sort_key = models.CharField(max_length=250, db_index=True)
    sex = ChoiceField(
        _("Giới tính"), choices=Sex, max_length=6, blank=True, listed=False, expected=True
    )
    birth_date = models.DateField(null=True, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    ethnicity = CodeField(
        _("Dân tộc"), catalogue="ethnic_group", sensitive=True, blank=True, expected=True
    )
    religion = CodeField(
        _("Tôn giáo"),
        catalogue="religion",
        sensitive=True,
        blank=True,
        listed=False,
        expected=True,
    )
    birthplace = LineField(_("Nơi sinh"), blank=True, listed=False)
    home_village = LineField(_("Quê quán"), blank=True, listed=False, expected=True)
    residence = LineField(_("Nơi thường trú"), blank=True, listed=False, expected=True)
    telephone = DigitsField(_("Điện thoại"), max_length=20, blank=True, listed=False, expected=True)
    citizen_number = DigitsField(
        _("Số định danh"),
        max_length=12,
        sensitive=True,
        null=True,
        blank=True,
        unique=True,
        frozen=False,
        listed=False,
    )
    enlisted_on = DayField(_("Ngày nhập ngũ"), null=True, blank=True, listed=False)
    discharged_on = DayField(_("Ngày xuất ngũ"), null=True, blank=True, listed=False)
    died_on = models.DateField(null=True, blank=True)
    ended_by_death = models.JSONField(default=list)
    note = LineField(_("Ghi chú"), max_length=300, blank=True, frozen=False, listed=False)

    class Meta:
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["folded", "birth_year"], name="people_person_alike")]

    def __str__(self) -> str:
        return str(self.full_name)


class PersonMerge(Record):
    """Two files found to be one person's: `gone` keeps its code, `kept` its rows and counts.

    What parts them again. `handed`: rows that were `gone`'s; `pointed`: rows that pointed to one
    set aside (`kind`, `row`: public id, `field`, and the keys it held `was` and holds `now`).
    `set_aside`: rows taken out of the register, whole. `taken`: columns of `kept` `before` and
    `after`; `number`: the citizen number that went over. `filed`: keepers of earlier days.
    """

    kept = models.ForeignKey(Person, PROTECT, related_name="absorbed")
    gone = models.OneToOneField(Person, PROTECT, related_name="merge")
    by = models.CharField(max_length=150)
    at = models.DateTimeField(default=timezone.now)
    reason = models.CharField(max_length=300)
    handed = models.JSONField(default=list)
    pointed = models.JSONField(default=list)
    set_aside = models.JSONField(default=list)
    taken = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    number = models.CharField(max_length=12, blank=True)
    filed = models.JSONField(default=list)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.gone.code} → {self.kept.code}"


class Apart(Record):
    """Two files said to be two persons': they are not asked about again. `one` is the earlier. They
    stay what they are when one of them is merged into a third.
    """

    one = models.ForeignKey(Person, CASCADE, related_name="+")
    other = models.ForeignKey(Person, CASCADE, related_name="+")
    by = models.CharField(max_length=150)
    reason = models.CharField(max_length=300)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="people_apart_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="people_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one.code} ≠ {self.other.code}"


class Keeper(Dated):
    """Which unit keeps this person's file; what the rights of users are measured by."""

    no_overlap = [("person",)]

    person = models.ForeignKey(Person, CASCADE, related_name="keepers")
    unit = models.ForeignKey(Unit, PROTECT, related_name="+")

    class Meta(Dated.Meta):
        verbose_name = "nơi quản lý hồ sơ"

    def __str__(self) -> str:
        return f"hồ sơ của {self.person}"


class Seat(Dated):
    """A place in a board of command by law: unit, post type, number 1..n, legal source."""

    no_overlap = [("unit", "post", "number")]

    unit = models.ForeignKey(Unit, PROTECT, related_name="seats")
    post = models.CharField(max_length=40)
    number = models.PositiveSmallIntegerField(default=1)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "vị trí biên chế"

    def __str__(self) -> str:
        return f"{_label('post', self.post, self.valid_from)} {self.number}"


class Establishment(Dated):
    """How many of a post a decision gives a unit, or each commune under it, in the place of the
    law's number; the decision on the nearest unit holds.
    """

    no_overlap: ClassVar = [("unit", "post", "whole")]

    unit = UnitField(_("Đơn vị"))
    whole = FlagField(
        _("Cho mọi xã trực thuộc"),
        help=_("Có: mỗi xã, phường, thị trấn thuộc đơn vị. Không: chính đơn vị này."),
    )
    post = CodeField(_("Chức vụ"), catalogue="post")
    number = CountField(_("Số lượng"))
    valid_from = DayField(_("Từ ngày"))
    valid_to = DayField(_("Đến trước ngày"), null=True, blank=True)
    document = DocumentField(_("Văn bản trong sổ"), help=HELP, null=True, blank=True)
    paper = LineField(_("Quyết định, căn cứ"), blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("biên chế theo quyết định")
        verbose_name_plural = _("Biên chế theo quyết định")
        ordering: ClassVar = ["-valid_from", "pk"]

    def __str__(self) -> str:
        return _label("post", self.post, self.valid_from)

    @property
    def source(self) -> str:
        return self.paper or str(self.document)


class Holding(Dated):
    """A post held. It fills a `seat` where the post has seats. `ended_by` says how it ended, once
    it has. `authority`: who appointed; `term_until`: the day a term ends, which ends no post.
    """

    class Ended(models.TextChoices):
        MOVED = "moved", "Điều động"
        PROMOTED = "promoted", "Phát triển lên cương vị khác"
        RETIRED = "retired", "Nghỉ chế độ"
        LEFT = "left", "Thôi việc, chuyển công tác"
        DIED = "died", "Từ trần"
        DISMISSED = "dismissed", "Miễn nhiệm"
        UNIT_ENDED = "unit_ended", "Đơn vị kết thúc"

    no_overlap = [("seat",), ("person", "unit", "post")]

    person = models.ForeignKey(Person, CASCADE, related_name="holdings")
    unit = models.ForeignKey(Unit, PROTECT, related_name="holdings")
    post = models.CharField(max_length=40)
    seat = models.ForeignKey(Seat, PROTECT, null=True, blank=True, related_name="holdings")
    acting = models.BooleanField(default=False)
    authority = CodeField(_("Cơ quan bổ nhiệm"), catalogue="appointing_authority", blank=True)
    service_status = CodeField(_("Diện cán bộ"), catalogue="service_status", blank=True)
    term_until = DayField(_("Nhiệm kỳ đến"), null=True, blank=True)
    decision = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.CharField(max_length=10, choices=Ended, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "giữ chức vụ"

    def __str__(self) -> str:
        return _label("post", self.post, self.valid_from)


class Membership(Dated):
    """Of the Party (with stage), or of a named body of a unit: its party committee, People's
    Committee, Council …
    """

    class Body(models.TextChoices):
        PARTY = "party", "Đảng viên"
        PARTY_COMMITTEE = "party_committee", "Cấp ủy viên"
        MILITARY_CELL_COMMITTEE = "military_cell_committee", "Chi ủy viên chi bộ quân sự"
        PEOPLES_COMMITTEE = "peoples_committee", "Ủy viên Ủy ban nhân dân"
        PEOPLES_COUNCIL = "peoples_council", "Đại biểu Hội đồng nhân dân"
        YOUTH_UNION = "youth_union", "Đoàn viên"

    class Stage(models.TextChoices):
        PROBATIONARY = "probationary", "Dự bị"
        OFFICIAL = "official", "Chính thức"

    no_overlap = [("person", "body", "unit"), ("person", "lane")]

    person = models.ForeignKey(Person, CASCADE, related_name="memberships")
    body = models.CharField(max_length=30, choices=Body)
    unit = models.ForeignKey(Unit, PROTECT, null=True, blank=True, related_name="+")
    stage = models.CharField(max_length=12, choices=Stage, blank=True)
    lane = models.CharField(max_length=30, null=True, editable=False)
    term = models.CharField(max_length=20, blank=True)
    decision = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, PROTECT, null=True, blank=True, related_name="+")

    class Meta(Dated.Meta):
        verbose_name = "tham gia tổ chức"
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(body__in=["party", "youth_union"]) | Q(unit__isnull=False),
                name="people_membership_names_body",
            ),
        ]

    def __str__(self) -> str:
        return Membership.Body(self.body).label


class Fact(Dated):
    """A coded fact: a level of education or theory, a health class, a rank, a year's rating, an
    award, a discipline.

    `kind` is a catalogue, `value` a code of it. Kinds of which a person has one at a time carry
    `lane` = kind, the others null, so that the database refuses two levels of one kind on one day.
    """

    no_overlap = [("person", "lane")]

    person = models.ForeignKey(Person, CASCADE, related_name="facts")
    kind = models.CharField(max_length=30)
    value = models.CharField(max_length=40)
    lane = models.CharField(max_length=30, null=True, editable=False)
    decision = models.CharField(max_length=120, blank=True)
    document = models.ForeignKey(Document, PROTECT, null=True, blank=True, related_name="+")
    place = models.CharField(max_length=200, blank=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "thông tin cán bộ"

    def __str__(self) -> str:
        return _label(self.kind, self.value, self.valid_from)


class BoardMember(Dated):
    """A member of a board (unit of kind steering_committee) by decision; `office`, text or a post,
    gives the place.
    """

    class Role(models.TextChoices):
        HEAD = "head", "Trưởng ban"
        STANDING_DEPUTY = "standing_deputy", "Phó Trưởng ban Thường trực"
        DEPUTY = "deputy", "Phó Trưởng ban"
        MEMBER = "member", "Ủy viên"
        SECRETARY = "secretary", "Thư ký"
        STAFF = "staff", "Tổ giúp việc"

    no_overlap = [("board", "person")]

    board = models.ForeignKey(Unit, PROTECT, related_name="members")
    person = models.ForeignKey(Person, CASCADE, related_name="board_memberships")
    role = models.CharField(max_length=20, choices=Role)
    office = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=120, blank=True)

    class Meta(Dated.Meta):
        verbose_name = "thành viên Ban Chỉ đạo"

    def __str__(self) -> str:
        return BoardMember.Role(self.role).label

    @property
    def concerns(self) -> UUID | None:
        return self.board.public_id
