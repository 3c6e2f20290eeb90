"""Nhập hộ: somebody types for a unit what stands on its slip, until the slip is done.

The scanned slip is a document of the register. Which slip a session works on stands in the session;
every event on that unit says it (`audit.capacity`). It ends with the day, or with the session.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from goc.audit.capacity import Saying
from goc.registry.models import Document
from goc.units.models import Unit

KEY = "slip_entry"
TYPE = "Phiếu cập nhật"
Answer = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True)
class Slip:
    """`unit`: public id of whom is typed for; `said`: as events have it; `day`: ISO."""

    unit: str
    document: str
    said: str
    day: str

    def concerns(self, unit: UUID | None) -> bool:
        """What names no unit is taken to be the unit's: whoever types has its slip before him."""
        return unit is None or str(unit) == self.unit


_at_hand: ContextVar[Slip | None] = ContextVar("slip", default=None)


def saying_of_the_slip(_login: str) -> Saying:
    slip = _at_hand.get()
    return lambda unit: slip.said if slip and slip.concerns(unit) else ""


@contextmanager
def at_hand(slip: Slip | None) -> Iterator[None]:
    token = _at_hand.set(slip)
    try:
        yield
    finally:
        _at_hand.reset(token)


def slip_of(request: HttpRequest) -> Slip | None:
    kept = request.session.get(KEY)
    if not kept or kept["day"] != _today().isoformat():
        return None
    return Slip(**kept)


def begin(request: HttpRequest, *, unit: Unit, name: str, document: Document) -> None:
    said = f"{said_of(document)} của {name}"
    ids = str(unit.public_id), str(document.public_id)
    request.session[KEY] = asdict(Slip(*ids, said, _today().isoformat()))


def said_of(document: Document) -> str:
    """How events name the slip."""
    return f"nhập theo phiếu số {document.number} ngày {document.issued_on:%d/%m/%Y}"


def end(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def banner(request: HttpRequest) -> str:
    """Above every page, as long as a slip is at hand."""
    slip = slip_of(request)
    return slip.said if slip else ""


def middleware(get_response: Answer) -> Answer:
    def answered(request: HttpRequest) -> HttpResponse:
        with at_hand(slip_of(request)):
            return get_response(request)

    return answered


def _today() -> date:
    return timezone.localdate()
