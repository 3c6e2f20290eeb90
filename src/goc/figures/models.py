"""Questions kept to be asked again; figures themselves are kept nowhere in the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import PROTECT, ForeignKey
from django.utils.translation import gettext_lazy as _

from goc.accounts.models import User
from goc.dated.models import Record
from goc.units.models import Unit


class SavedQuestion(Record):
    """`asked`: what was typed, by the names of the form's fields (without a day: of the day on
    which it is asked). `unit`: who has a right within it sees the question; none: its owner alone.
    """

    called = _("Câu hỏi đã lưu")

    name = models.CharField(max_length=80)
    owner = ForeignKey(User, PROTECT, related_name="+")
    unit = ForeignKey(Unit, PROTECT, null=True, blank=True, related_name="+")
    asked = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["owner", "name"], name="figures_savedquestion_name")
        ]

    def __str__(self) -> str:
        return self.name
