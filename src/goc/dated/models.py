"""What a record, a dated fact and an entry of reference data are. Knows no subject."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise
from uuid_utils.compat import uuid7


class Record(models.Model):
    """Anything that can be pointed at for ever: by a paper, a bundle, an audit event."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    pinned_kind: ClassVar[str] = ""
    """The kind it was released under, once its room or its name has changed since."""
    called: ClassVar[str | Promise] = ""
    """What a row is called, where its table has no name for people."""

    @classmethod
    def record_kind(cls) -> str:
        """`people.holding`: how audit events and record links name this table, for ever."""
        return cls.pinned_kind or cls._meta.label_lower

    @property
    def concerns(self) -> UUID | None:
        """Public id of the unit that an act on this row concerns, for the log: that of its `unit`,
        if it has one.
        """
        unit = getattr(self, "unit", None)
        return unit.public_id if isinstance(unit, Record) else None


class DatedQuerySet(models.QuerySet[Any]):
    """Reads of dated rows; the day is always said by the caller."""

    def as_of(self, day: date) -> Self:
        return self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=day), valid_from__lte=day)

    def meeting(self, start: date, end: date | None) -> Self:
        """Rows whose period has a day in common with [start, end)."""
        rows = self.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=start))
        return rows if end is None else rows.filter(valid_from__lt=end)


class Dated(Record):
    """A fact that holds from `valid_from` (included) to `valid_to` (excluded; null while it goes
    on).
    """

    no_overlap: ClassVar[list[tuple[str, ...]]] = []
    """Each tuple of columns names rows that may not share a day; a null in one of them lifts the
    rule for that row.
    """

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="%(app_label)s_%(class)s_period",
            )
        ]


class Entry(Dated):
    """One line of a catalogue with its legal source: an ethnic group, a post, a grade, a number of
    seats.

    Facts store `code`; the label printed is the name valid on the day of the paper.
    """

    no_overlap = [("catalogue", "code")]

    catalogue = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    aliases = models.JSONField(default=list)
    attributes = models.JSONField(default=dict)
    position = models.PositiveIntegerField(default=0)
    source = models.CharField(max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["catalogue", "position", "code"]

    def __str__(self) -> str:
        return self.name
