"""The column of a unit, told as `dated.fields` tells the others."""

from __future__ import annotations

from typing import Any

from django.db import models

from goc.dated.fields import Told


class UnitField(Told, models.ForeignKey):  # type: ignore[type-arg]
    """A unit; rows of a living record protect it."""

    kind, plain = "unit", "ForeignKey"

    def __init__(self, label: Any = None, **more: Any) -> None:
        more = {"to": "units.Unit", "on_delete": models.PROTECT, "related_name": "+", **more}
        super().__init__(label, **more)
