"""Every declared list as a kind of what can be loaded: flat records (`lists.registry`) and lists of
which each row is an act (`lists.grid_loading`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from goc.imports.registry import Kind, register
from goc.intake.reading import Choice, Understood
from goc.lists import grid_loading, loading
from goc.lists.asked import asked_of
from goc.lists.books import workbook_of
from goc.lists.columns import ROW_CODE, titles_of
from goc.lists.grid_loading import GridList
from goc.lists.grids import CONFIRMATION
from goc.lists.registry import SUBJECTS, Subject
from goc.units.asking import Asking


def register_all() -> None:
    """Once every room has told its lists."""
    register(*map(subject_kind, SUBJECTS.values()))
    register(*map(grid_kind, grid_loading.LISTS.values()))


def subject_kind(subject: Subject) -> Kind:
    def read(path: Path, choice: Choice | None = None) -> Understood:
        return loading.read_list(path, loading.words_of(subject), choice)

    def fields() -> Mapping[str, str]:
        return titles_of((*subject.shape.cells, ROW_CODE))

    def export(asking: Asking, _part: str) -> bytes:
        return workbook_of(asked_of(subject.shape, asking, {}), coded=True)

    return Kind(
        name=subject.shape.name,
        label=subject.shape.title,
        read=read,
        fields=fields,
        take=partial(loading.take_list, subject=subject),
        may=lambda asking: subject.add is not None and subject.may_add(asking),
        export=export,
    )


def grid_kind(listed: GridList) -> Kind:
    def read(path: Path, choice: Choice | None = None) -> Understood:
        return loading.read_list(path, listed.words(), choice)

    def fields() -> Mapping[str, str]:
        return titles_of((*listed.own, CONFIRMATION, ROW_CODE))

    return Kind(
        name=listed.name,
        label=listed.label,
        read=read,
        fields=fields,
        take=partial(grid_loading.take_grid, listed=listed),
        may=listed.may,
        export=lambda asking, part: grid_loading.grid_workbook(listed, asking, part),
    )
