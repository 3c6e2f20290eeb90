"""People for the tests of this room, made through its actions."""

from __future__ import annotations

from datetime import date
from typing import Any

import factories
from goc.people import actions
from goc.people.models import Person
from goc.units.models import Unit

START, DAY, TODAY = date(2003, 1, 1), date(2012, 12, 31), date(2026, 11, 20)


def person(
    cast: factories.Cast, name: str = "Nông Văn Đức", keeper: Unit | None = None, **known: Any
) -> Person:
    keeper = keeper or cast.communes[0]
    return actions.add_person(full_name=name, keeper=keeper, on=START, by=cast.operator, **known)


def full(cast: factories.Cast, name: str = "Nông Văn Đức", post: str = "commander") -> Person:
    """Somebody of whom everything is known, the sensitive things too (Tày, Công giáo, Cao cấp, Loại 3, official)."""
    by, unit = cast.operator, cast.communes[0]
    made = person(
        cast,
        name,
        sex="male",
        birth_date=date(1970, 2, 3),
        ethnicity="tay",
        religion="catholic",
        home_village="Xã Chi Lăng",
        residence="Thôn Hai",
        telephone="0912345678",
    )
    actions.post_person(
        person=made, unit=unit, post=post, on=date(2005, 1, 1), by=by, decision="QĐ 12/QĐ-UBND"
    )
    joined = actions.join_body(
        person=made, body="party", stage="probationary", on=date(2004, 2, 3), by=by
    )
    actions.make_official(membership=joined, on=date(2005, 2, 3), by=by)
    actions.join_body(person=made, body="party_committee", unit=unit, on=date(2006, 1, 1), by=by)
    levels = {
        "general_education": "upper_secondary",
        "political_theory": "advanced",
        "health_class": "3",
        "military_qualification": "college",
        "reserve_rank": "captain",
    }
    for kind, value in levels.items():
        actions.record_fact(
            person=made, kind=kind, value=value, on=date(2005, 6, 1), by=by, decision="số 7"
        )
    return made
