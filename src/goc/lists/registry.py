"""What lives on lists: a room registers its own in `apps.ready()`.

register(Subject(shape_of(Funding, …), add=actions.add_funding, correct=actions.correct_funding))
register_page("documents", DOCUMENTS)     a shape of its own, served by the room at that URL name
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse

from goc.lib.errors import HiddenError
from goc.lists.asked import Asked
from goc.lists.shapes import RowShape
from goc.units.asking import Asking
from goc.units.roles import DECLARE


def nobody(_asking: Asking) -> bool:
    return False


@dataclass(frozen=True)
class Subject:
    """A declared model with its acts. `add(by=, **cells)` and `correct(row=, by=, reason=,
    **cells)`
    and `take_back(row=, by=, reason=)` are actions: what is allowed stands in them. `may_add`:
    whether the asker is offered the form at all. `key`: the cells by which a row of a file is known
    to be one that stands; without them, and without its code, one that differs anywhere is another
    row. `names`: how lists of old call its columns and values (`lists.columns`).
    """

    shape: RowShape
    add: Callable[..., Any] | None = None
    correct: Callable[..., Any] | None = None
    take_back: Callable[..., Any] | None = None
    may_add: Callable[[Asking], bool] = nobody
    key: tuple[str, ...] = ()
    names: Path | None = None

    @property
    def address(self) -> str:
        return self.shape.name.replace(".", "-")


SUBJECTS: dict[str, Subject] = {}
PAGES: dict[str, RowShape] = {}
"""URL name → the hand-written shape that its page shows."""


ROSTERS: list[Callable[[HttpRequest, Asked], HttpResponse]] = []
"""Who shows the persons of a list as a danh sách trích ngang (`RowShape.person`); one at most."""


def register(*subjects: Subject) -> None:
    for subject in subjects:
        SUBJECTS[subject.address] = subject


def register_page(url_name: str, shape: RowShape) -> None:
    PAGES[url_name] = shape


def subject_at(address: str) -> Subject:
    """Raises HiddenError for an address that no room registered."""
    if address not in SUBJECTS:
        raise HiddenError("Không có danh sách này.")
    return SUBJECTS[address]


def writes_somewhere(asking: Asking) -> bool:
    """Whether the asker may enter anything at all: the usual `may_add`."""
    return asking.scope.may_somewhere(DECLARE)
