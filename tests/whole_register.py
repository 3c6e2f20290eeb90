"""All that stands in the register, to be held against what stood before."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.forms.models import model_to_dict

from goc.dated.models import Record

Register = dict[tuple[str, Any], dict[str, Any]]


def whole_register() -> Register:
    """All rows of all rooms, but for when they were written."""
    models = [m for m in apps.get_models() if issubclass(m, Record)]
    return {
        (model.record_kind(), row.public_id): model_to_dict(row, exclude=["id"])
        for model in models
        for row in model._default_manager.all()
    }
