"""P10 from a snapshot: by year, source and item; the two halves sum to the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from goc.figures.queries import definitions, open_snapshot
from goc.figures.tables import compute
from goc.funding.actions import FACILITIES, FUNDING
from goc.snapshots.actions import make_snapshot

SPENT = [
    ("district", 2010, "central", "teaching", "10"),
    ("district", 2011, "province", "living", "2.5"),
    ("province", 2011, "central", "building", "700"),
    ("elsewhere", 2011, "central", "building", "9"),
    ("province", 2013, "other", "other", "1"),
]


BUILT = [
    ("district", 2010, "classroom", 2),
    ("province", 2011, "classroom", 1),
    ("province", 2011, "ground", 1),
    ("elsewhere", 2011, "lodging", 9),
    ("province", 2012, "lodging", 40),
    ("province", 2013, "lodging", 5),
]


def build(cast: Any) -> None:
    for unit, year, kind, number in BUILT:
        FACILITIES.record(
            by=cast.operator,
            unit=getattr(cast, unit),
            year=year,
            kind=kind,
            number=number,
            paper="",
        )


def spend(cast: Any) -> None:
    for unit, year, source, item, amount in SPENT:
        FUNDING.record(
            by=cast.operator,
            unit=getattr(cast, unit),
            year=year,
            source=source,
            item=item,
            amount=Decimal(amount),
            paper="",
        )


def test_years_by_source_and_item_up_to_the_cut_off(cast) -> None:
    spend(cast)
    build(cast)
    made = make_snapshot(unit=cast.province, cut_off=date(2012, 12, 31), by=cast.operator)
    known = definitions()
    with open_snapshot(made) as computer:
        question = computer.question(str(cast.province.public_id), since=date(2002, 1, 1))
        result = compute(computer, known.tables["P10"], question)
        spent = computer.value(known.indicators["funding_spent"], question)
        built = computer.value(known.indicators["facilities_put_into_use"], question)
    shown = {row.label: [cell.text for cell in row.cells] for row in result.rows}
    assert shown == {
        "2010": ["10", "10", "-", "-", "-", "-", "-", "-", "10", "-", "-", "2", "-", "-"],
        "2011": ["702,5", "700", "2,5", "-", "-", "-", "2,5", "-", "-", "700", "-", "1", "-", "1"],
        "2012": [*["…"] * 11, "-", "40", "-"],
        "CỘNG": [
            "712,5",
            "710",
            "2,5",
            "-",
            "-",
            "-",
            "2,5",
            "-",
            "10",
            "700",
            "-",
            "3",
            "40",
            "1",
        ],
    }
    assert (result.problems, spent.value, built.value) == ([], Decimal("712.5"), 44)
