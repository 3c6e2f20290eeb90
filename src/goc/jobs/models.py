"""Long work as a row. Everything about it is plain text, so jobs know no subject."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy
from uuid_utils.compat import uuid7

from goc.jobs.registry import KINDS


class Job(models.Model):
    """queued → running → done | failed | cancelled. `heartbeat` old while running means its worker
    was killed; `worker` is the name of its lock (`presence.py`).
    """

    class State(models.TextChoices):
        QUEUED = "queued", gettext_lazy("Đang chờ")
        RUNNING = "running", gettext_lazy("Đang chạy")
        DONE = "done", gettext_lazy("Xong")
        FAILED = "failed", gettext_lazy("Không thành")
        CANCELLED = "cancelled", gettext_lazy("Đã hủy")

    MARKS: ClassVar[dict[str, str]] = {
        "queued": "warn",
        "running": "accent",
        "done": "good",
        "failed": "bad",
    }

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    by = models.CharField(max_length=150)
    unit = models.CharField(max_length=64, blank=True)
    arguments = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED, db_index=True)
    progress = models.PositiveSmallIntegerField(default=0)
    message = models.CharField(max_length=300, blank=True)
    cancel_requested = models.BooleanField(default=False)
    result = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    heartbeat = models.DateTimeField(null=True)
    worker = models.CharField(max_length=32, blank=True, default="")

    class Meta:
        ordering = ["-id"]

    @property
    def is_over(self) -> bool:
        return self.state not in (self.State.QUEUED, self.State.RUNNING)

    @property
    def label(self) -> str:
        """What the work is called; the bare kind when its room is gone."""
        return KINDS[self.kind].label if self.kind in KINDS else self.kind

    @property
    def back(self) -> str:
        """Where it was asked for; empty when nobody can say."""
        return KINDS[self.kind].back(self.arguments) if self.kind in KINDS else ""

    @property
    def mark(self) -> str:
        return self.MARKS.get(self.state, "quiet")
