"""Keeping a question, and making an indicator of the site of one."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from goc.accounts.models import User
from goc.audit.actions import record
from goc.dated.actions import save_record, take_back
from goc.figures.definitions import Condition, Indicator, fingerprint
from goc.figures.loading import load_files
from goc.figures.models import SavedQuestion
from goc.figures.queries import definitions
from goc.figures.quick import Quick
from goc.lib.errors import RefusedError
from goc.units.models import Unit
from goc.viet.names import fold

PREFIX = "own_"
"""Begins the id, and the name of the file, of an indicator made of a question."""


@transaction.atomic
def save_question(
    *, name: str, asked: dict[str, str], unit: Unit | None, by: User
) -> SavedQuestion:
    """`unit`: within which it is shared. Raises RefusedError for a name that the user has
    already.
    """
    row = SavedQuestion(name=name, owner=by, unit=unit, asked=asked)
    try:
        with transaction.atomic():
            return save_record(row, by=by, action="figures.save_question", text=name)
    except IntegrityError:  # the database alone knows what was saved at the same instant
        raise RefusedError(
            "Bạn đã có câu hỏi tên «%(name)s»; hãy đặt tên khác.", name=name
        ) from None


@transaction.atomic
def remove_question(*, question: SavedQuestion, by: User) -> None:
    take_back(question, by=by, action="figures.remove_question", reason=question.name)


@transaction.atomic
def make_indicator(*, quick: Quick, label: str, by: User) -> Indicator:
    """Writes the indicator into the site's folder `definitions/`, in the place of one of the same
    name under the next revision. Raises RefusedError where that one counts the same, or the id is
    taken by another file.
    """
    made = replace(quick.indicator, id=id_of(label), label=label, source=quick.title)
    path = Path(settings.SITE) / "definitions" / f"{made.id}.toml"
    standing = definitions().indicators.get(made.id)
    if standing is not None and Path(standing.file) != path:
        raise RefusedError("Đã có chỉ tiêu «%(id)s» ở tệp khác; hãy đặt tên khác.", id=made.id)
    if standing is not None:
        made = replace(made, revision=standing.revision)
        if fingerprint(made) == fingerprint(standing):
            raise RefusedError("Chỉ tiêu «%(label)s» đã có, đếm đúng như vậy.", label=label)
        made = replace(made, revision=standing.revision + 1)
    event = {"id": made.id, "revision": made.revision, "counts": quick.title}
    record(by=by, action="figures.make_indicator", subject=made.id, text=label, after=event)
    _write(path, toml_of(made))
    return made


def id_of(label: str) -> str:
    return PREFIX + "_".join(re.findall(r"[a-z0-9]+", fold(label)))[:60]


def _write(path: Path, text: str) -> None:
    """Read once before it stands: what could not be read would stop every page of figures."""
    path.parent.mkdir(exist_ok=True)
    new = path.with_suffix(".new")
    new.write_text(text, "utf-8")
    load_files([new])
    new.replace(path)


TOLD = ("id", "revision", "label", "kind", "time", "grain", "unit_by", "decimals", "source")


def toml_of(indicator: Indicator) -> str:
    """As a file of `definitions/` says it."""
    lines = ["# Làm từ một câu hỏi nhanh đã lưu.", "[[indicator]]"]
    lines += [f"{name} = {_toml(getattr(indicator, name))}" for name in TOLD]
    lines.append(f"population = {_conditions(indicator.population)}")
    if indicator.numerator:
        lines.append(f"numerator = {_conditions(indicator.numerator)}")
    return "\n".join(lines) + "\n"


def _conditions(conditions: tuple[Condition, ...]) -> str:
    return "[" + ", ".join(map(_condition, conditions)) + "]"


def _condition(condition: Condition) -> str:
    told = {"field": condition.field, "op": condition.op, "value": condition.value}
    given = [f"{name} = {_toml(value)}" for name, value in told.items() if value is not None]
    return "{" + ", ".join(given) + "}"


def _toml(value: Any) -> str:
    """A text, number, yes or no, or a list of them: JSON writes those as TOML does."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)
