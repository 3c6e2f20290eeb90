"""Letterheads by day, the texts of the site, papers on their way, and what was signed."""

from __future__ import annotations

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import PROTECT, ForeignKey, Q
from django.utils.translation import gettext_lazy as _

from goc.dated.fields import CodeField, DayField, LineField
from goc.dated.models import Dated, Record
from goc.desk.rules import DRAFT, FINAL, SIGNED, draft_line
from goc.lib.errors import RefusedError
from goc.registry.models import Document, StoredFile
from goc.snapshots.models import Snapshot
from goc.units.fields import UnitField
from goc.units.models import Unit

LINES = _("Mỗi dòng in cách nhau bằng dấu « / ».")


class Letterhead(Dated):
    """How the papers of an issuer in a unit begin and end, from a day on. What is left empty is
    computed from the unit's name.
    """

    no_overlap: ClassVar = [("unit", "issuer")]

    unit = UnitField(_("Đơn vị"))
    issuer = CodeField(_("Cơ quan ban hành"), catalogue="paper_issuer")
    valid_from = DayField(_("Dùng từ ngày"))
    valid_to = DayField(_("Đến trước ngày"), null=True, blank=True)
    parent = LineField(_("Cơ quan chủ quản"), help=LINES, blank=True)
    agency = LineField(_("Cơ quan ban hành, như in"), help=LINES, blank=True)
    short = LineField(_("Tên gọi trong câu"), help=_("Ví dụ UBND tỉnh Lạng Sơn"), blank=True)
    symbol = LineField(_("Ký hiệu cơ quan"), help=_("Ví dụ UBND, BCĐ"), blank=True, max_length=30)
    authority = LineField(
        _("Quyền hạn ký"), help=_("Ví dụ TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"), blank=True
    )
    post = LineField(_("Chức vụ người ký"), help=_("Ví dụ PHÓ CHỦ TỊCH"), blank=True)
    signer = LineField(
        _("Họ và tên người ký"), help=_("Quân đội: ghi cả cấp bậc trước họ tên"), blank=True
    )
    place = LineField(_("Địa danh"), blank=True, max_length=60)

    class Meta(Dated.Meta):
        verbose_name = _("mẫu đầu văn bản")
        verbose_name_plural = _("Mẫu đầu văn bản")
        ordering: ClassVar = ["-valid_from", "pk"]

    def __str__(self) -> str:
        return str(self.short or self.agency or self.symbol)


class CalendarDay(Record):
    """A day on which offices of a unit, and of those below it, work otherwise than the law's
    calendar says.
    """

    unit = UnitField(_("Đơn vị"))
    day = DayField(
        _("Ngày"),
        help=_(
            "Không cần ghi: thứ Bảy, Chủ nhật, 01/01, 30 tháng Chạp đến mùng 3 Tết, Giỗ Tổ, "
            "30/4, 01/5, 02/9 và ngày nghỉ bù của các ngày ấy. Cần ghi: ngày Tết thứ năm, ngày "
            "liền kề 02/9, ngày hoán đổi."
        ),
    )
    kind = CodeField(_("Nghỉ hay làm việc"), catalogue="calendar_day")
    paper = LineField(_("Văn bản, căn cứ"), blank=True)

    class Meta:
        verbose_name = _("ngày nghỉ, làm bù")
        verbose_name_plural = _("Lịch nghỉ, làm bù")
        ordering: ClassVar = ["-day", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "day"], name="calendar_day_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y}"


class PaperTemplate(Record):
    """A text of the site for a kind of paper; the newest row holds, an empty text is the shipped
    one again. `based_on`: the shipped revision it was written against.
    """

    kind = models.SlugField(max_length=60)
    revision = models.PositiveIntegerField()
    based_on = models.PositiveIntegerField()
    text = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "-revision"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "revision"], name="desk_template_once")
        ]


class Draft(Record):
    """A paper of a kind about one record (`subject_kind`, `subject`: its kind and public id), on
    its way. `number`: the draft that is printed next. `left_out`: appendix → why the final paper has
    none. `content`: of a paper that is written from the register when asked for.
    """

    class State(models.TextChoices):
        DRAFT = DRAFT, _("Dự thảo")
        FINAL = FINAL, _("Bản trình ký")
        SIGNED = SIGNED, _("Đã ký")

    unit = ForeignKey(Unit, PROTECT, related_name="+")
    subject_kind = models.CharField(max_length=60)
    subject = models.UUIDField()
    kind = models.SlugField(max_length=60)
    number = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State, default=DRAFT)
    left_out = models.JSONField(default=dict)
    content = models.JSONField(null=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject", "kind"],
                condition=~Q(state=SIGNED),
                name="desk_draft_once",
            )
        ]

    @property
    def line(self) -> str:
        """What stands at the top of the paper."""
        return draft_line(self.state, self.number)


class Unchanging(Record):
    """A row that is written once."""

    class Meta:
        abstract = True

    def save(self, *args: Any, **options: Any) -> None:
        if self.pk is not None:
            self._refuse()
        super().save(*args, **options)

    def delete(self, *_args: Any, **_options: Any) -> NoReturn:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise RefusedError("Văn bản đã ký được lưu giữ nguyên, không sửa, không xóa.")


class SignedPaper(Unchanging):
    """What the office entered after signing. `source`: public id of what the paper was built in;
    `built_sha256`: of its content there; `content`: the same with number, day and signer.
    """

    draft = models.OneToOneField(Draft, PROTECT, related_name="signed")
    number = models.PositiveIntegerField()
    day = models.DateField()
    signer = models.CharField(max_length=150)
    document = ForeignKey(Document, PROTECT, related_name="+")
    scan = ForeignKey(StoredFile, PROTECT, related_name="+")
    content = ForeignKey(StoredFile, PROTECT, related_name="+")
    snapshot = ForeignKey(Snapshot, PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=64, blank=True)
    built_sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.document.type} {self.document.number} ngày {self.day:%d/%m/%Y}"


class SignedFile(Unchanging):
    """The signed paper in one format, with its number, day and signer."""

    signed = ForeignKey(SignedPaper, PROTECT, related_name="files")
    file = ForeignKey(StoredFile, PROTECT, related_name="+")
