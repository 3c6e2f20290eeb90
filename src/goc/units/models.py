"""Units through time: identity apart from code, name, kind and parent, each with its own period."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from goc.dated.models import Dated, Record
from goc.units.roles import role_choices

PROTECT, CASCADE = models.PROTECT, models.CASCADE


class Unit(Record):
    """An identity: province, district, commune, agency, school, board … Everything else about it is
    dated.
    """

    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("đơn vị")

    def __str__(self) -> str:
        return str(self.public_id)

    @property
    def concerns(self) -> UUID | None:
        return self.public_id


class UnitCode(Dated):
    """A code in a catalogue for a time. Codes are reused, and catalogues share code spaces."""

    no_overlap = [("catalogue", "code"), ("unit", "catalogue")]

    unit = models.ForeignKey(Unit, CASCADE, related_name="codes")
    catalogue = models.CharField(max_length=20)
    code = models.CharField(max_length=20)

    class Meta(Dated.Meta):
        verbose_name = _("mã đơn vị")


class UnitVersion(Dated):
    """Name (with its type word, as gazetted) and kind; the kind fixes the level (`rules.KINDS`)."""

    no_overlap = [("unit",)]

    unit = models.ForeignKey(Unit, CASCADE, related_name="versions")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    kind = models.CharField(max_length=30)

    class Meta(Dated.Meta):
        verbose_name = _("tên, loại đơn vị")

    def __str__(self) -> str:
        return self.name


class UnitAlias(Record):
    """Another spelling or name by which a unit is met in papers and imports."""

    unit = models.ForeignKey(Unit, CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200, db_index=True)
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("tên gọi khác của đơn vị")
        constraints = [
            models.UniqueConstraint(fields=["unit", "name"], name="units_unitalias_once")
        ]


class UnitParent(Dated):
    """Under whom, on which line: civil (administration) or military (command)."""

    class Line(models.TextChoices):
        CIVIL = "civil", "Chính quyền"
        MILITARY = "military", "Quân sự"

    no_overlap = [("unit", "line")]

    unit = models.ForeignKey(Unit, CASCADE, related_name="parents")
    line = models.CharField(max_length=10, choices=Line, default=Line.CIVIL)
    parent = models.ForeignKey(Unit, PROTECT, related_name="children")

    class Meta(Dated.Meta):
        verbose_name = _("cấp trên của đơn vị")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(unit=F("parent")), name="units_unitparent_not_itself"
            ),
        ]


class Trait(Dated):
    """border, coastal, island, defence_key: value 1; class: 1..3; border_length_km: kilometres.

    `hedge` is the source's own word before its figure ("hơn"), kept because the source knew more
    than it printed.
    """

    no_overlap = [("unit", "kind")]

    unit = models.ForeignKey(Unit, CASCADE, related_name="traits")
    kind = models.CharField(max_length=30)
    value = models.DecimalField(max_digits=12, decimal_places=3, default=1)
    hedge = models.CharField(max_length=20, blank=True)
    source = models.CharField(max_length=300)

    class Meta(Dated.Meta):
        verbose_name = _("đặc điểm đơn vị")


class Reorganisation(Record):
    """One legal act on one day; what it did stands in `Lineage` and in the dated rows it closed and
    opened.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "Sáp nhập"
        SPLIT = "split", "Chia tách"
        RENAME = "rename", "Đổi tên"
        TRANSFER = "transfer", "Điều chuyển"
        LEVEL_ABOLISHED = "level_abolished", "Bỏ một cấp"
        CHANGE = "change", "Sắp xếp đơn vị hành chính"

    on = models.DateField(db_index=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.CHANGE)
    title = models.CharField(max_length=300, blank=True)
    legal_basis = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=300, blank=True)
    province = models.ForeignKey(Unit, PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("lần sắp xếp đơn vị")
        ordering = ["on", "id"]


class Lineage(Record):
    """Where a unit went: `full`: all of it; `partial`: a part; `unknown`: not sure. No `to_unit`:
    not found.
    """

    class Share(models.TextChoices):
        FULL = "full", "toàn bộ"
        PARTIAL = "partial", "một phần"
        UNKNOWN = "unknown", "chưa xác định"

    reorganisation = models.ForeignKey(Reorganisation, PROTECT, related_name="lineage")
    on = models.DateField(db_index=True)
    from_unit = models.ForeignKey(Unit, PROTECT, related_name="successions")
    to_unit = models.ForeignKey(Unit, PROTECT, null=True, related_name="origins")
    share = models.CharField(max_length=10, choices=Share)
    basis = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("đơn vị tiếp nhận")


class Settlement(Record):
    """Somebody's word on what a unit left behind when it ended (a right, a trait, a course, by its
    public id): it leaves the worklist.
    """

    subject = models.UUIDField(unique=True)
    text = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("việc đã xử lý sau sắp xếp")


class UnitRight(Dated):
    """What a user may do on a unit and all below it; no unit means the whole register of this
    site.
    """

    no_overlap = [("user", "unit")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="rights")
    unit = models.ForeignKey(Unit, PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=20, choices=role_choices)

    class Meta(Dated.Meta):
        verbose_name = _("quyền trên đơn vị")


class Deputy(Dated):
    """Who acts in somebody's stead for a time, with all that one's rights but giving rights; what
    is done by them says whose they are.
    """

    class Kind(models.TextChoices):
        ACTING = "acting", _("phụ trách thay")
        AUTHORISED = "authorised", _("được ủy quyền")

    no_overlap = [("user", "stands_for")]

    user = models.ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="deputies")
    stands_for = models.ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="stand_ins")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ACTING)
    basis = models.CharField(max_length=200, blank=True)

    class Meta(Dated.Meta):
        verbose_name = _("người phụ trách thay, được ủy quyền")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(user=F("stands_for")), name="units_deputy_not_oneself"
            ),
        ]


class Charge(Record):
    """Whose hands a piece of work is in, where it was handed to somebody: one person, by the kind
    and public id of the record.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, CASCADE, related_name="charges")
    kind = models.CharField(max_length=60)
    subject = models.UUIDField()

    class Meta:
        verbose_name = _("việc đang giữ")
        constraints = [
            models.UniqueConstraint(fields=["kind", "subject"], name="units_charge_once")
        ]


class HandOver(Record):
    """What somebody handed to somebody when rights ended: as it was said then, for the minutes.

    `rights`: role and unit of each in words; `works`: {"what", "unit"} of each.
    """

    leaver = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    heir = models.ForeignKey(settings.AUTH_USER_MODEL, PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, PROTECT, null=True, related_name="+")
    on = models.DateField()
    reason = models.CharField(max_length=200)
    rights = models.JSONField(default=list)
    works = models.JSONField(default=list)

    class Meta:
        verbose_name = _("lần bàn giao công việc")
        ordering = ["-on", "-id"]

    @property
    def concerns(self) -> UUID | None:
        return self.unit.public_id if self.unit else None
