"""A list on its way into the register: how it was understood, its rows as they were read, what was
said of them, what was mended, and what is remembered of who sends such lists.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy
from uuid_utils.compat import uuid7

from goc.accounts.models import User
from goc.units.models import Unit


class Load(models.Model):
    """A file given in as a list of a kind (`registry.KINDS`) for a unit and all below it (None: the
    whole register). reading → mending → written → taken_back, or dropped.

    `trouble`: why nothing can be done with it as it is read. `revision` grows with every answer;
    `checked` is the one that was checked last. `choice`, `about`: `staging.Told`. `job`: the public
    id of the work that reads, checks or writes it. `act`: what it wrote. `counts`: as in
    `intake.notes.Result`.
    """

    class State(models.TextChoices):
        READING = "reading", gettext_lazy("Đang đọc")
        MENDING = "mending", gettext_lazy("Đang sửa")
        WRITTEN = "written", gettext_lazy("Đã ghi")
        TAKEN_BACK = "taken_back", gettext_lazy("Đã gỡ bỏ")
        DROPPED = "dropped", gettext_lazy("Đã bỏ")

    MARKS: ClassVar[dict[str, str]] = {"mending": "warn", "written": "good"}
    OPEN: ClassVar[tuple[str, ...]] = ("reading", "mending")
    record_kind: ClassVar[str] = "imports.load"
    called: ClassVar[str | Promise] = gettext_lazy("lần nạp danh sách")

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    day = models.DateField()
    sender = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    trouble = models.TextField(blank=True)
    job = models.UUIDField(null=True)
    act = models.UUIDField(null=True, db_index=True)
    revision = models.PositiveIntegerField(default=1)
    checked = models.PositiveIntegerField(default=0)
    choice = models.JSONField(default=dict)
    about = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    made_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def mark(self) -> str:
        return self.MARKS.get(self.state, "quiet")

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_checked(self) -> bool:
        """Whether nothing was answered since it was checked."""
        return self.checked == self.revision


class Row(models.Model):
    """A row of the sheet, numbered as in the file. `cells`: `staging.kept`; `record`: what of it is
    about somebody, null for a row that is passed over; `why`: `intake.rows`.
    """

    load = models.ForeignKey(Load, models.CASCADE, related_name="rows")
    number = models.PositiveIntegerField()
    why = models.CharField(max_length=10, blank=True)
    cells = models.JSONField(default=list)
    record = models.JSONField(null=True)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["load", "number"], name="imports_row_number")
        ]


class Remark(models.Model):
    """What was said of a cell when the list was checked (`intake.notes.Note`): a fault, or a
    notice. `field` and `letter` "" for the whole row; `offers`: texts.
    """

    class Sort(models.TextChoices):
        FAULT = "fault", gettext_lazy("Phải sửa")
        SAID = "said", gettext_lazy("Đã làm")

    load = models.ForeignKey(Load, models.CASCADE, related_name="remarks")
    sort = models.CharField(max_length=5, choices=Sort)
    row = models.PositiveIntegerField()
    letter = models.CharField(max_length=3, blank=True)
    field = models.CharField(max_length=60, blank=True)
    column = models.CharField(max_length=200, blank=True)
    value = models.TextField(blank=True)
    reason = models.TextField()
    offers = models.JSONField(default=list)
    alike = models.TextField(blank=True)

    class Meta:
        ordering = ["row", "pk"]
        indexes = [models.Index(fields=["load", "sort", "row"], name="imports_remark_at")]


class Difference(models.Model):
    """What a row tells differently from the register (`intake.notes.Change`)."""

    load = models.ForeignKey(Load, models.CASCADE, related_name="differences")
    row = models.PositiveIntegerField()
    column = models.CharField(max_length=200)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)

    class Meta:
        ordering = ["row", "pk"]


class Mend(models.Model):
    """What somebody said of a cell: `value` stands there instead of what was read (null: as read),
    `answer` is one of what was offered. `field` "" for the row as a whole.
    """

    load = models.ForeignKey(Load, models.CASCADE, related_name="mends")
    row = models.PositiveIntegerField()
    field = models.CharField(max_length=60, blank=True)
    letter = models.CharField(max_length=3, blank=True)
    value = models.TextField(null=True)
    answer = models.TextField(blank=True)
    asked = models.TextField(blank=True)
    """What stood in the cell, where another list may well say the same again."""
    by = models.CharField(max_length=150)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["row", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["load", "row", "field"], name="imports_mend_cell")
        ]

    @property
    def said(self) -> str:
        """What was answered, in words."""
        return self.answer or self.value or gettext("để trống")


class Remembered(models.Model):
    """What a column or a value meant in the lists of a sender: `what` a head or the text of a cell
    of `field`, `means` the field of the column or the answer.
    """

    class Sort(models.TextChoices):
        COLUMN = "column", gettext_lazy("Cột")
        VALUE = "value", gettext_lazy("Giá trị")

    kind = models.CharField(max_length=60)
    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    sender = models.CharField(max_length=200)
    sort = models.CharField(max_length=6, choices=Sort)
    field = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=300)
    means = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "unit", "sender", "sort", "field", "what"],
                nulls_distinct=False,
                name="imports_remembered_once",
            )
        ]
