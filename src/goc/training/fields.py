"""The column of a course, told as `dated.fields` tells the others; how one is typed: `cells`."""

from __future__ import annotations

from typing import Any

from django.db import models

from goc.dated.fields import Told


class CourseField(Told, models.ForeignKey):  # type: ignore[type-arg]
    """A course; what was allotted to it protects it."""

    kind, plain, looked_up = "course", "ForeignKey", "__name"

    def __init__(self, label: Any = None, **more: Any) -> None:
        more = {"to": "training.Course", "on_delete": models.PROTECT, **more}
        super().__init__(label, **more)
