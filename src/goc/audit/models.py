"""The event log: plain text and ids, nothing changed once written, but that values can be erased."""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone
from uuid_utils.compat import uuid7

from goc.audit.rules import Anchor
from goc.lib.errors import RefusedError


class Site(models.Model):
    """This database's own name among all sites; one row."""

    public_id = models.UUIDField(default=uuid7, unique=True, editable=False)


class EventManager(models.Manager["Event"]):
    """Reads the values along."""

    def get_queryset(self) -> models.QuerySet[Event]:
        return super().get_queryset().select_related("kept")


class Event(models.Model):
    """Who did what to which record, where from. Everything here is chained and stays for ever; the
    values before and after and the text stand in `EventValues`, and here only their commitment
    (empty when there were none).

    `kind` is the record's pinned kind, `unit` the unit that the act concerns, `site` where it was
    written. `session` is a mark of the session, never its key. `act` is the same for all that one
    sending of a form, or one command, did; null for what was written before there were acts.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.CharField(max_length=150)
    action = models.CharField(max_length=60)
    kind = models.CharField(max_length=60, blank=True)
    subject = models.CharField(max_length=64, blank=True, db_index=True)
    unit = models.UUIDField(null=True, blank=True)
    site = models.UUIDField(null=True, blank=True)
    session = models.CharField(max_length=32, blank=True)
    address = models.CharField(max_length=45, blank=True)
    commitment = models.CharField(max_length=64, blank=True)
    act = models.UUIDField(null=True, blank=True, db_index=True)

    objects = EventManager()

    class Meta:
        ordering = ["-id"]

    def save(self, *args: object, **kwargs: object) -> None:
        if self.pk:
            raise RefusedError("Nhật ký hệ thống không sửa được.")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def delete(self, *_args: object, **_kwargs: object) -> tuple[int, dict[str, int]]:
        raise RefusedError("Nhật ký hệ thống không xóa được.")

    @cached_property
    def _content(self) -> dict[str, Any] | None:
        if not self.commitment:
            return {}
        kept = getattr(self, "kept", None)
        return None if kept is None else dict(json.loads(kept.content))

    @property
    def is_erased(self) -> bool:
        """Its values are gone; the tombstone says who erased them and why."""
        return self._content is None

    @property
    def text(self) -> str:
        return str((self._content or {}).get("text", ""))

    @property
    def said(self) -> str:
        """In what capacity it was done: in whose stead, on whose slip."""
        return str((self._content or {}).get("said", ""))

    @property
    def who(self) -> str:
        return f"{self.by} ({self.said})" if self.said else self.by

    @property
    def before(self) -> dict[str, Any]:
        return dict((self._content or {}).get("before", {}))

    @property
    def after(self) -> dict[str, Any]:
        return dict((self._content or {}).get("after", {}))

    @property
    def changes(self) -> list[tuple[str, object, object]]:
        """(field, before, after) where they differ; before is None for what was new."""
        before, after = self.before, self.after
        names = dict.fromkeys([*before, *after])
        pairs = ((name, before.get(name), after.get(name)) for name in names)
        return [(name, old, new) for name, old, new in pairs if old != new]


class EventValues(models.Model):
    """The values of one event (`rules.content_of`) and the salt of its commitment. Erasing is
    deleting this row.

    No constraint: on PostgreSQL it was a quarter of the time of writing many (ADR 0018), and `verifying` finds
    what it would refuse.
    """

    event = models.OneToOneField(
        Event, models.PROTECT, primary_key=True, related_name="kept", db_constraint=False
    )
    salt = models.CharField(max_length=32)
    content = models.TextField()


class SpoolFile(models.Model):
    """A file of readings whose events are in the table although the file may not be gone yet."""

    name = models.CharField(max_length=100, unique=True)


class Link(models.Model):
    """A batch of events chained to the batch before: see `rules.Batch`.

    `day` is the local day of its last event. `settled`: nothing can appear in its gaps any more;
    until then they are looked at, for on PostgreSQL an id is given before the event is committed.
    `horizon`: transactions that began before this one may still fill them. These three are not
    part of the digest.
    """

    position = models.PositiveBigIntegerField(unique=True)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    gaps = models.JSONField(default=list)
    late = models.JSONField(default=list)
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(default=timezone.now)
    day = models.DateField()
    horizon = models.BigIntegerField(default=0)
    settled = models.BooleanField(default=True)

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["position"], condition=models.Q(settled=False), name="audit_link_unsettled"
            )
        ]

    @property
    def anchor(self) -> Anchor:
        return Anchor(self.position, self.digest)


class Seal(models.Model):
    """A run of links of one local day, chained to the run before. `day` is a label only: a clock
    that was set may name a day twice.
    """

    day = models.DateField()
    first_position = models.PositiveBigIntegerField(unique=True)
    last_position = models.PositiveBigIntegerField()
    events = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["id"]
