"""The names of columns of one kind of lists, out of its TOML (`people/reference/old_lists.toml`
says how it is written).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from goc.intake.head import Meaning, Words, key


def words_of(
    told: Mapping[str, Any], titles: Mapping[str, str], *, needed: set[str], core: set[str]
) -> Words:
    """`titles`: the fields' own titles, which are names of their columns too."""
    meanings = {key(name): Meaning(None) for name in told["untaken"]["names"]}
    meanings |= {key(title): Meaning(field) for field, title in titles.items()}
    for field, names in told["columns"].items():
        meanings |= {key(name): Meaning(field) for name in names}
    meanings |= dict(_under(told)) | dict(_of_sexes(told)) | dict(_of_marks(told))
    return Words(meanings, frozenset(needed), frozenset(core))


def _under(told: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Each name of the upper storey with each below it."""
    for group in told.get("under", ()):
        for field, names in group["below"].items():
            for above, below in product(group["above"], names):
                yield key(f"{above} {below}"), Meaning(field)


def _of_sexes(told: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Columns of births that tell the sex."""
    for group in told.get("sexes", ()):
        for sex, above in product(("male", "female"), group["above"]):
            yield key(f"{above} {group[sex]}"), Meaning("birth", {"sex": sex}, written=group[sex])


def _of_marks(told: Mapping[str, Any]) -> Iterator[tuple[str, Meaning]]:
    """Columns of which a mark tells the sex."""
    group = told.get("marks", {"above": ()})
    for sex, above in product(("male", "female"), group["above"]):
        yield key(f"{above} {group[sex]}"), Meaning("sex", marked=group[sex], written=group[sex])
