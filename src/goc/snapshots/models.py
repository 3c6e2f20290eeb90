"""The row that says a snapshot exists; its content is a folder of Parquet files and a manifest."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.db import models

from goc.dated.models import Record
from goc.units.models import Unit


class Snapshot(Record):
    """A scope of the register frozen as known at `made_at`, holding the facts
    begun by `cut_off`.
    """

    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    cut_off = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    rows = models.JSONField(default=dict)
    manifest_sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["-made_at"]

    @property
    def folder(self) -> Path:
        return settings.SITE / "snapshots" / str(self.public_id)
