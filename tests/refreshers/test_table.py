"""P9 from a snapshot, and what is refused of a class."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from goc.audit.models import Event
from goc.figures.behind import Place, cell_records
from goc.figures.queries import definitions, open_snapshot
from goc.figures.tables import compute
from goc.lib.errors import RefusedError
from goc.refreshers.actions import REFRESHERS
from goc.refreshers.models import Refresher
from goc.snapshots.actions import make_snapshot


def held(cast: Any, **more: Any) -> Refresher:
    given = {"unit": cast.province, "year": 2011, "level": "province", "name": "Lớp 1"}
    return REFRESHERS.record(by=cast.operator, **given | {"present": 100} | more)


def test_years_by_level_with_shares(cast) -> None:
    results = {"excellent": 10, "good": 70, "passed": 20, "failed": 0}
    held(cast, days=5, called=120, **results)
    held(cast, days=5, called=60, present=60, good=60, name="Lớp 2")
    held(cast, level="above", present=4)
    held(cast, year=2012, level="district", unit=cast.district, days=2, called=40, present=39)
    held(cast, unit=cast.elsewhere)
    made = make_snapshot(unit=cast.province, cut_off=date(2012, 12, 31), by=cast.operator)
    known = definitions()
    with open_snapshot(made) as computer:
        question = computer.question(str(cast.province.public_id), since=date(2002, 1, 1))
        result = compute(computer, known.tables["P9"], question)
        counted = {
            name: computer.value(known.indicators[name], question).text
            for name in ("refresher_classes", "refresher_attendance", "refresher_days")
        }
    shown = {row.label: [cell.text for cell in row.cells] for row in result.rows}
    assert shown == {
        "2011": "1 4 2 10 180 160 88,9 10 130 20 … - - - - -".split(),
        "2012": "- - - - - - - - - - - 1 2 40 39 97,5".split(),
        "CỘNG": "1 4 2 10 180 160 88,9 10 130 20 - 1 2 40 39 97,5".split(),
    }
    assert counted == {
        "refresher_classes": "04 lớp",
        "refresher_attendance": "203 lượt người",
        "refresher_days": "12 ngày",
    }


def test_what_no_class_tells_is_not_known_and_shares_are_of_classes_that_tell(cast) -> None:
    """Of 2010 nothing but who came; in 2011 30 of 40 came, and 100 to a class that tells no more."""
    held(cast, year=2010)
    held(cast, called=40, present=30)
    held(cast, name="Lớp 2")
    made = make_snapshot(unit=cast.province, cut_off=date(2012, 12, 31), by=cast.operator)
    with open_snapshot(made) as computer:
        question = computer.question(str(cast.province.public_id), since=date(2002, 1, 1))
        table = definitions().tables["P9"]
        result = compute(computer, table, question)
        behind = cell_records(computer, table, question, Place("", "2011", -1, 7))
    shown = {row.label: [cell.text for cell in row.cells][2:8] for row in result.rows}
    assert shown == {
        "2010": "1 … … 100 … …".split(),
        "2011": "2 … 40 130 75 …".split(),
        "CỘNG": "3 … 40 230 75 …".split(),
    }
    assert [row["weight"] for row in behind] == [30]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ({"called": 99}, "lớn hơn số triệu tập"),
        ({"called": 105, "excused": 6}, "lớn hơn số triệu tập"),
        ({"good": 60, "passed": 41}, "lớn hơn số có mặt"),
    ],
)
def test_more_than_there_were_is_refused_and_rolled_back(cast, numbers, said) -> None:
    with pytest.raises(RefusedError, match=said):
        held(cast, **numbers)
    assert (Refresher.objects.count(), Event.objects.count()) == (0, 0)
    row = held(cast)
    with pytest.raises(RefusedError, match=said):
        REFRESHERS.correct(row=row, by=cast.alice, reason="x", **numbers)
    assert [e.action for e in Event.objects.all()] == ["refreshers.record_refresher"]


def test_an_appendix_without_a_year_is_not_in_the_papers(cast) -> None:
    from goc.summing_up.dossier import material_of
    from summing_up.round_made import frozen

    round_ = frozen(cast)
    with open_snapshot(round_.snapshot) as computer:
        empty = material_of(round_, computer, definitions())
    assert {"P9", "P10"} & set(empty.results) == set()
