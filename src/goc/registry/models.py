"""Documents that come in, go out or are cited, and the files the site keeps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy

from goc.dated.models import Record
from goc.registry.rules import SECRECY
from goc.units.models import Unit


class StoredFile(Record):
    """Bytes kept once under their SHA-256 in the site's folder; read only through `access`."""

    sha256 = models.CharField(max_length=64, db_index=True)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    keeper = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    added_by = models.CharField(max_length=150)


class Document(Record):
    """Type, number and symbol, issuer, date. Secret papers are metadata only: `secrecy` set means
    no file.
    """

    called = gettext_lazy("văn bản trong sổ đăng ký")

    class Direction(models.TextChoices):
        IN = "in", gettext_lazy("Văn bản đến")
        OUT = "out", gettext_lazy("Văn bản đi")
        CITED = "cited", gettext_lazy("Văn bản được viện dẫn")

    direction = models.CharField(max_length=5, choices=Direction)
    type = models.CharField(max_length=40)
    number = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(max_length=200)
    issued_on = models.DateField(null=True)
    subject = models.CharField(max_length=500)
    secrecy = models.CharField(max_length=20, blank=True)
    keeper = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    source = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["issued_on", "number"]

    def __str__(self) -> str:
        return f"{self.type} {self.number}".strip()

    @property
    def is_signed(self) -> bool:
        """Of our own papers: number and day are given when they are signed."""
        return bool(self.direction == self.Direction.OUT and self.number and self.issued_on)

    @property
    def secrecy_label(self) -> str:
        return str(SECRECY.get(self.secrecy, self.secrecy))
