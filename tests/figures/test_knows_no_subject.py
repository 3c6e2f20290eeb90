"""This mechanism names nothing of the rooms above it: what they give, they register."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps

import goc.figures
import goc.urls
from goc.dated.models import Record
from goc.figures import queries
from goc.figures.grains import GRAINS, Grain
from goc.figures.loading import load
from goc.snapshots.registry import TABLES

PROJECT = tomllib.loads(Path("pyproject.toml").read_text("utf-8"))
OWN_WORDS = {"block", "other", "district", "commune"}
"""Of definitions themselves, and levels of units: a subject may use the same word."""


def _rooms_above() -> set[str]:
    layers = PROJECT["tool"]["importlinter"]["contracts"][0]["layers"]
    above = layers[: layers.index("goc.figures")]
    return {room.strip() for layer in above for room in layer.split("|")}


ROOMS = _rooms_above()


def _is_above(module: str) -> bool:
    return ".".join(module.split(".")[:2]) in ROOMS


def _grains() -> list[Grain]:
    return [grain for grain in GRAINS.values() if grain.name != "unit"]


def _addresses() -> Iterator[str]:
    for room in filter(_is_above, goc.urls.ROOMS):
        yield from (pattern.name for pattern in import_module(room).urlpatterns if pattern.name)


def _kinds() -> Iterator[str]:
    for model in apps.get_models():
        if issubclass(model, Record) and _is_above(model.__module__):
            yield from (model.record_kind(), str(model._meta.model_name))


def _words() -> Iterator[str]:
    for grain in _grains():
        yield from (grain.name, grain.label)
        for column in grain.columns.values():
            yield from (*column.words, *column.words.values())


def _said() -> set[str]:
    """Every string of this room that is no docstring."""
    found = set()
    for path in Path(goc.figures.__file__).parent.rglob("*.py"):
        nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
        docs = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        found |= {
            node.value
            for node in nodes
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in docs
        }
    return found


def test_it_names_no_record_grain_page_table_or_code_of_a_subject() -> None:
    tables = {name for name, table in TABLES.items() if _is_above(table.rows.__module__)}
    headings = {
        queries.heading_of(i) for i in load().indicators.values() if "figures" not in i.file
    }
    given = {*_addresses(), *_kinds(), *_words(), *tables, *headings}
    assert len(given) > 100
    assert sorted(given & _said() - OWN_WORDS) == []


def test_every_indicator_that_ships_stands_under_a_heading_of_its_room() -> None:
    built_in = load().indicators.values()
    own = queries.heading_of(next(iter(built_in)))
    assert own == "Địa bàn"
    assert "Chỉ tiêu riêng của điểm cài đặt" not in {queries.heading_of(i) for i in built_in}


def test_a_row_of_each_grain_with_a_page_leads_to_one() -> None:
    pages = {grain.name: grain.page.name for grain in GRAINS.values() if grain.page}
    assert pages == {
        "unit": "unit",
        "holding": "person",
        "course": "course",
        "enrolment": "person",
        "graduate": "person",
        "certificate": "person",
        "rating": "person",
        "discipline": "person",
    }
