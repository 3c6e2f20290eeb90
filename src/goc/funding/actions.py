"""What money may be recorded; the acts themselves are those of every flat record."""

from __future__ import annotations

from goc.funding.models import Funding
from goc.lib.errors import RefusedError
from goc.lists.acts import Acts


def check(row: Funding) -> None:
    if not row.amount:
        raise RefusedError("Số tiền phải lớn hơn 0.")


FUNDING = Acts(Funding, check)
