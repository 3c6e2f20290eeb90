"""The sections of the report and the plan, and the forms the round owes, read from outline.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from goc.papers.model import Level


@dataclass(frozen=True)
class Section:
    """A heading of a paper; `text`: officers write it; `assessments`: printed from judgements of
    these kinds; `indicators`: what the drafting desk offers beside it.
    """

    key: str
    level: Level
    marker: str
    title: str
    text: bool = False
    forms: tuple[str, ...] = ()
    assessments: tuple[str, ...] = ()
    authority: str = ""
    schedule: bool = False
    indicators: tuple[str, ...] = ()

    def takes(self, authority: str) -> bool:
        """Whether a judgement of that authority is printed here."""
        return not self.authority or authority == self.authority

    def prints(self, kind: str, authority: str) -> bool:
        return kind in self.assessments and self.takes(authority)


@dataclass(frozen=True)
class Form:
    """An appendix of the form set; no `table`: this version keeps no records for it."""

    id: str
    roman: str
    title: str
    table: str = ""


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("outline.toml").read_text("utf-8"))


@cache
def sections(paper: str) -> tuple[Section, ...]:
    """`report` or `work_plan`."""
    return tuple(
        Section(
            **{
                **row,
                **{
                    name: tuple(row.get(name, ()))
                    for name in ("forms", "assessments", "indicators")
                },
            }
        )
        for row in _data()[paper]["sections"]
    )


@cache
def forms() -> tuple[Form, ...]:
    """The default form set in the order of its Roman numbers."""
    return tuple(Form(**row) for row in _data()["form"])
