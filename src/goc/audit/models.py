"""The event log: plain text and ids, no foreign keys, nothing changed once written."""

from django.db import models
from django.utils import timezone

from goc.lib.errors import RefusedError


class Event(models.Model):
    """Who did what to which record, with the values before and after (stored codes, ISO dates)."""

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=64, blank=True, db_index=True)
    text = models.CharField(max_length=500, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        ordering = ["-id"]

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise RefusedError("Nhật ký hệ thống không sửa được.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        raise RefusedError("Nhật ký hệ thống không xóa được.")

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """(field, before, after) where they differ; before is None for what was new."""
        names = dict.fromkeys([*self.before, *self.after])
        pairs = ((name, self.before.get(name), self.after.get(name)) for name in names)
        return [(name, old, new) for name, old, new in pairs if old != new]


class SpoolFile(models.Model):
    """A file of readings whose events are in the table although the file may not be gone yet."""

    name = models.CharField(max_length=100, unique=True)


class Seal(models.Model):
    """The digest of a run of events chained to the run before: a changed past no longer fits.

    The first run begins at 1, each other one after the last, so that no event can be put between.
    `day` is the local day of its events, a label only: a clock that was set may name a day twice.
    """

    day = models.DateField()
    first_id = models.BigIntegerField(unique=True)
    last_id = models.BigIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
