"""Money: what is refused, and that nothing is half-written."""

from __future__ import annotations

from decimal import Decimal

import pytest

from goc.audit.models import Event
from goc.funding.actions import FACILITIES, FUNDING
from goc.funding.models import Facility, Funding
from goc.lib.errors import RefusedError


def values(cast, **other):
    own = {"unit": cast.district, "year": 2011, "source": "province", "item": "living"}
    return {**own, "amount": Decimal(5), "paper": "", "by": cast.alice, **other}


def test_no_money_is_refused_and_rolled_back(cast) -> None:
    with pytest.raises(RefusedError, match="lớn hơn 0"):
        FUNDING.record(**values(cast, amount=Decimal(0)))
    row = FUNDING.record(**values(cast))
    with pytest.raises(RefusedError, match="lớn hơn 0"):
        FUNDING.correct(row=row, by=cast.alice, reason="x", amount=Decimal(0))
    assert [f.amount for f in Funding.objects.all()] == [5]
    assert [e.action for e in Event.objects.all()] == ["funding.record_funding"]


def test_no_facility_is_refused_and_rolled_back(cast) -> None:
    given = {"unit": cast.district, "year": 2011, "kind": "classroom", "by": cast.alice}
    with pytest.raises(RefusedError, match="Số lượng phải lớn hơn 0"):
        FACILITIES.record(**given, number=0)
    row = FACILITIES.record(**given, number=3)
    with pytest.raises(RefusedError, match="Số lượng phải lớn hơn 0"):
        FACILITIES.correct(row=row, by=cast.alice, reason="x", number=0)
    assert [f.number for f in Facility.objects.all()] == [3]
    assert [e.action for e in Event.objects.all()] == ["funding.record_facility"]
