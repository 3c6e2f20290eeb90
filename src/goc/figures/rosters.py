"""The persons behind an answer as a danh sách trích ngang: the room of persons registers who shows
it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest, HttpResponse

from goc.units.asking import Asking


class Roster(Protocol):
    """Shows persons of the asker's scope by public id, as of `day`, under `title`; `?to=` and the
    chosen columns are of the request.
    """

    def __call__(
        self,
        request: HttpRequest,
        asking: Asking,
        persons: Sequence[UUID],
        *,
        day: date,
        title: str,
    ) -> HttpResponse: ...


ROSTERS: list[Roster] = []
"""One at most."""


def register_roster(roster: Roster) -> None:
    ROSTERS[:] = [roster]
