"""What can be taken in from a list: a room registers its own in `apps.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from django.utils.functional import Promise

from goc.intake.alongside import ALONE, Alongside
from goc.intake.answers import Answers
from goc.intake.notes import Result
from goc.intake.reading import Choice, Understood
from goc.lib.errors import ForbiddenError, InputError
from goc.units.asking import Asking


class Take(Protocol):
    """Checks every row and, without `dry_run`, writes all of them or none, as `asking.user`, within
    `asking.scope`; the list is of `asking.day`. The transaction that writes is its own, and
    `alongside` is written in it: what can be checked without a lock is checked before.
    """

    def __call__(
        self,
        found: Understood,
        *,
        asking: Asking,
        answers: Answers | None = None,
        dry_run: bool = False,
        alongside: Alongside = ALONE,
    ) -> Result: ...


@dataclass(frozen=True)
class Kind:
    """A kind of list. `read` understands a file, raising InputError where it is no such list;
    `fields`: what a column may hold, with its title. `export(asking, part)`: the workbook that
    comes back by `take`, of one `part` (a course) or of all; None: it has a command of its own.
    `wanted`: fields that ought to be known, so that an empty cell is asked of who sent the list.
    """

    name: str
    label: str | Promise
    read: Callable[[Path, Choice | None], Understood]
    fields: Callable[[], Mapping[str, str]]
    take: Take
    may: Callable[[Asking], bool]
    export: Callable[[Asking, str], bytes] | None = None
    wanted: frozenset[str] = frozenset()


KINDS: dict[str, Kind] = {}


def kind_named(name: str) -> Kind:
    """Raises InputError with the names there are."""
    if name not in KINDS:
        raise InputError(
            "Không có danh sách «%(name)s»; có: %(names)s.", name=name, names=", ".join(KINDS)
        )
    return KINDS[name]


def check_may(kind: Kind, asking: Asking) -> None:
    """Raises ForbiddenError for who only reads."""
    if not kind.may(asking):
        raise ForbiddenError("Bạn không được nhập vào danh sách này.")


def register(*kinds: Kind) -> None:
    for kind in kinds:
        KINDS[kind.name] = kind
