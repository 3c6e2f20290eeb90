"""All that a flat subject of years gives to the mechanisms, registered in one call."""

from __future__ import annotations

from pathlib import Path

from django.db.models import Q

from goc.dated import reference
from goc.figures import loading
from goc.figures.grains import declared_grain
from goc.lists.acts import Acts
from goc.lists.registry import Subject, writes_somewhere
from goc.lists.registry import register as on_lists
from goc.lists.shapes import shape_of
from goc.snapshots.declared import frozen_model
from goc.snapshots.registry import register as freeze
from goc.web import menu


def declare(
    acts: Acts,
    *,
    here: Path,
    icon: str,
    position: int,
    year: str = "year",
    key: tuple[str, ...] = (),
) -> None:
    """`here`: the room's folder, with `reference/`, `indicators/`, `tables/`, and what lists of old
    call its columns in `old_lists/`. `icon`, `position`: its line in the menu, under the model's
    plural. A row belongs to the whole of its `year`. `key`: of `lists.registry.Subject`.
    """
    model, name = acts.model, str(acts.model._meta.model_name)
    for path in sorted((here / "reference").glob("*.toml")):
        reference.register(path)
    title = model._meta.verbose_name_plural or name
    for folder in ("indicators", "tables"):
        loading.register(here / folder, title)
    subject = Subject(
        shape_of(model, order=(f"-{year}", "-pk")),
        add=acts.record,
        correct=acts.correct,
        take_back=acts.take_back,
        may_add=writes_somewhere,
        key=key,
        names=next(here.glob(f"old_lists/{name}.toml"), None),
    )
    on_lists(subject)
    freeze(frozen_model(name, model, begun=lambda f: Q(**{f"{year}__lte": f.cut_off.year})))
    declared_grain(name, model, year=year)
    menu.items.append(menu.MenuItem(title, "list", icon, position, args=(subject.address,)))
