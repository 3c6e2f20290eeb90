"""A shape written by hand as the roster will be: masks by the row's kind, a computed age, a unit's name on its day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

import factories
from goc.lib.errors import ForbiddenError
from goc.lists.asked import asked_of
from goc.lists.books import workbook_of
from goc.lists.order import Key
from goc.lists.shapes import MASK, Cell, RowShape
from goc.people import actions as people
from goc.people.models import Fact, Person
from goc.people.queries import by_name
from goc.people.rules import SENSITIVE_KINDS
from goc.units.asking import Asking, asking_of
from goc.units.models import UnitVersion
from goc.units.naming import printed_names
from lists.workbooks import read_sheet
from summing_up.round_made import START


@dataclass(frozen=True)
class Line:
    """A fact, the age of its person on the day asked, the keeper's name on the fact's first day."""

    fact: Fact
    age: int | None
    unit_then: str
    keeper: int


def lines(facts: list[Fact], asking: Asking) -> Sequence[Line]:
    keepers = {f.person_id: f.person.keepers.get().unit_id for f in facts}
    names = printed_names(set(keepers.values()), as_of=date(2005, 1, 1))
    return [
        Line(
            f,
            asking.day.year - f.person.birth_year if f.person.birth_year else None,
            names[keepers[f.person_id]],
            keepers[f.person_id],
        )
        for f in facts
    ]


SHAPE = RowShape(
    name="test-facts",
    title="Trình độ [thử]: mọi / loại",
    cells=(
        Cell(
            "person",
            "Họ và tên",
            "text",
            lambda line: line.fact.person.full_name,
            lookup="person__full_name",
            sort=by_name("person__"),
        ),
        Cell("age", "Tuổi", "count", lambda line: line.age),
        Cell("unit", "Đơn vị khi đó", "text", lambda line: line.unit_then),
        Cell("kind", "Loại", "word", lambda line: line.fact.kind, lookup="kind"),
        Cell(
            "value",
            "Mức",
            "text",
            lambda line: line.fact.value,
            lookup="value",
            sensitive=lambda line: line.fact.kind in SENSITIVE_KINDS,
        ),
    ),
    rows=lambda _asking: Fact.objects.select_related("person"),
    keeper=lambda line: line.keeper,
    order=("kind", "pk"),
    text_lookups=("person__full_name",),
    read=lines,
)


@pytest.fixture
def known(cast) -> factories.Cast:
    for name, year in (("Đinh Thị Ánh", 1980), ("Hoàng Văn Đức", None), ("Lý Văn Ba", 1975)):
        person = people.add_person(
            full_name=name, keeper=cast.communes[0], on=START, birth_year=year, by=cast.operator
        )
        for kind, value in (("general_education", "upper_secondary"), ("health_class", "1")):
            people.record_fact(person=person, kind=kind, value=value, on=START, by=cast.operator)
    version = UnitVersion.objects.get(unit=cast.communes[0])
    UnitVersion.objects.filter(pk=version.pk).update(valid_to=date(2010, 1, 1))
    UnitVersion.objects.create(
        unit=cast.communes[0],
        name="Xã Mới",
        kind="commune",
        folded="xa moi",
        valid_from="2010-01-01",
    )
    return cast


def texts(user: Any, **given: str) -> list[list[str]]:
    asking = asking_of(user)
    rows = SHAPE.made(asked_of(SHAPE, asking, given).rows(), asking)
    return [SHAPE.shown(row, asking) for row in rows]


def test_masked_by_the_kind_of_the_row(known) -> None:
    clear, masked = texts(known.alice), texts(known.bob)
    assert [row[4] for row in clear] == ["upper_secondary"] * 3 + ["1"] * 3
    assert [row[4] for row in masked] == ["upper_secondary"] * 3 + [MASK] * 3


def test_the_workbook_is_masked_as_the_page(known) -> None:
    sheet = read_sheet(workbook_of(asked_of(SHAPE, asking_of(known.bob), {})))
    assert [row[5] for row in sheet[1:]] == ["upper_secondary"] * 3 + [MASK] * 3


def test_age_on_the_day_and_name_on_its_own(known) -> None:
    shown = texts(known.alice, **{"f.kind": "general_education", "sort": "person"})
    assert [row[:3] for row in shown] == [
        ["Đinh Thị Ánh", "46", "xã Một Một"],
        ["Lý Văn Ba", "51", "xã Một Một"],
        ["Hoàng Văn Đức", "", "xã Một Một"],
    ]


@pytest.mark.parametrize("given", [{"f.value": "1"}, {"sort": "value"}, {"sort": "-value"}])
def test_a_column_that_is_masked_in_some_rows_orders_and_filters_for_nobody_who_sees_masks(
    known, given
) -> None:
    assert len(texts(known.alice, **given)) > 0
    with pytest.raises(ForbiddenError):
        texts(known.bob, **given)


def test_empty_comes_last_both_ways(known) -> None:
    for sign, expected in (("", [1975, 1980, None]), ("-", [1980, 1975, None])):
        shape = RowShape(
            "x",
            "x",
            (Cell("year", "Năm sinh", "year", lambda p: p.birth_year, lookup="birth_year"),),
            lambda _asking: Person.objects.all(),
        )
        asked = asked_of(shape, asking_of(known.alice), {"sort": f"{sign}year"})
        assert [p.birth_year for p in asked.rows()] == expected
        assert asked.keys[0] == Key("birth_year", bool(sign), may_be_empty=True)
        first = asked.leaf("", per=2)
        assert [p.birth_year for p in asked.leaf(first.after, per=2).rows] == expected[2:]
