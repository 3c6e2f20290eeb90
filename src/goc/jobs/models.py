"""Long work as a row. Everything about it is plain text, so jobs know no subject."""

from django.db import models
from uuid_utils.compat import uuid7


class Job(models.Model):
    """queued → running → done | failed | cancelled. `heartbeat` old while running means its worker was killed."""

    class State(models.TextChoices):
        QUEUED = "queued", "Đang chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Xong"
        FAILED = "failed", "Không thành"
        CANCELLED = "cancelled", "Đã hủy"

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

    class Meta:
        ordering = ["-id"]
