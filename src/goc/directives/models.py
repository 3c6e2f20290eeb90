"""What was ordered: a directive's requirements with children, and the duties they make."""

from __future__ import annotations

from django.db import models

from goc.dated.models import Record
from goc.registry.models import Document
from goc.units.models import Unit


class Directive(Record):
    """A document that orders something of a unit."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    issuer_inferred = models.BooleanField(default=False)


class Requirement(Record):
    """One thing ordered: marker, our words for it, who, by when, and the check that judges it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="requirements")
    parent = models.ForeignKey("self", models.CASCADE, null=True, related_name="children")
    position = models.PositiveIntegerField()
    marker = models.CharField(max_length=10)
    text = models.TextField()
    actor = models.CharField(max_length=200, blank=True)
    due = models.CharField(max_length=200, blank=True)
    check_name = models.CharField(max_length=60, blank=True)
    parameters = models.JSONField(default=dict)

    class Meta:
        ordering = ["position"]


class Duty(Record):
    """(unit, act, due, source, evidence, state); `source` is the public id of what made it."""

    class State(models.TextChoices):
        OPEN = "open", "Chưa xong"
        DONE = "done", "Đã xong"
        DROPPED = "dropped", "Thôi"

    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    act = models.CharField(max_length=300)
    due_on = models.DateField(null=True)
    source_kind = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=64, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name_plural = "duties"
