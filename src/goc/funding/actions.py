"""What may be recorded of money and facilities; the acts are those of every flat record."""

from __future__ import annotations

from goc.funding.models import Facility, Funding
from goc.lib.errors import RefusedError
from goc.lists.acts import Acts


def check(row: Funding) -> None:
    if not row.amount:
        raise RefusedError("Số tiền phải lớn hơn 0.")


def check_facility(row: Facility) -> None:
    if not row.number:
        raise RefusedError("Số lượng phải lớn hơn 0.")


FUNDING = Acts(Funding, check)
FACILITIES = Acts(Facility, check_facility)
