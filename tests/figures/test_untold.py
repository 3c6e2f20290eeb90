"""Where nobody ever said which communes lie on the border, their number is not nought but not known."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import factories
from figures.register import CUT_OFF, Register, opened
from goc.figures.behind import Place, cell_records
from goc.figures.compute import Computer
from goc.figures.definitions import Condition, Indicator
from goc.figures.loading import load, load_files
from goc.figures.queries import figure_json
from goc.figures.tables import compute
from goc.units.models import Trait, Unit

BORDER = load().indicators["border_communes"]
TABLE = """[table]
id = "T1"
revision = 1
roman = ""
title = "ĐƠN VỊ"
kind = "crosstab"
time = "state"
grain = "unit"
unit_by = "itself"
rows = "province"
unit_label = "xã"
source = "thử"

[[column]]
number = 1
head = ["Tổng số"]
where = [{field = "level", op = "eq", value = "commune"}]

[[column]]
number = 2
head = ["Biên giới"]
where = [{field = "level", op = "eq", value = "commune"}, {field = "is_border", op = "eq", value = true}]

[[column]]
number = 3
head = ["Ven biển"]
where = [{field = "level", op = "eq", value = "commune"}, {field = "is_coastal", op = "eq", value = true}]

[[column]]
number = 4
head = ["Biên giới, ven biển"]
plus = [2, 3]

[[column]]
number = 5
head = ["Khác"]
minus = [1, 3]

[[column]]
number = 6
head = ["%"]
percent = [2, 1]
"""


@pytest.fixture
def neighbour(made: Register) -> Unit:
    """A commune of province B, of which no trait was ever entered."""
    district = factories.unit("Huyện Bên", "rural_district", made.cast.elsewhere, code="190")
    return factories.unit("Xã Bên", "commune", district, code="06200")


@contextmanager
def asked(made: Register, cut_off: date = CUT_OFF) -> Iterator[Computer]:
    with opened(made.snapshot(cut_off=cut_off)) as computer:
        yield computer


def border(computer: Computer, unit: Unit | None, day: date | None = None) -> tuple[object, str]:
    q = computer.question(str(unit.public_id) if unit else None, day)
    figure = computer.value(BORDER, q)
    return figure.value, figure.text


def trait(unit: Unit, kind: str, value: int = 1, **more: date) -> None:
    row = {"unit": unit, "kind": kind, "value": value, "source": "thử", **more}
    Trait.objects.create(**{"valid_from": factories.START, **row})


def test_a_province_of_which_nobody_said(made: Register, neighbour: Unit) -> None:
    elsewhere = made.cast.elsewhere
    with asked(made) as computer:
        assert border(computer, elsewhere) == (None, "…")
        assert border(computer, neighbour) == (None, "…")
        assert border(computer, made.cast.province) == (2, "02 xã, thị trấn")
        assert border(computer, None) == (2, "02 xã, thị trấn")
        q = computer.question(str(elsewhere.public_id))
        assert figure_json(computer.value(BORDER, q))["value"] is None
        assert computer.records(BORDER, q) == []


def test_where_some_of_a_level_are_told_the_rest_are_not(made: Register) -> None:
    with asked(made) as computer:
        assert border(computer, made.cast.district) == (0, "0 xã, thị trấn")
        assert border(computer, made.communes[0]) == (0, "0 xã, thị trấn")


def test_what_was_told_of_communes_that_are_no_more_says_nothing_of_a_later_day(
    made: Register,
) -> None:
    """Act 2: never "0 xã" beside "hơn 231 km"."""
    Trait.objects.filter(kind="border").update(valid_to=date(2025, 7, 1))
    with asked(made, date(2026, 6, 30)) as computer:
        assert border(computer, made.cast.province, date(2025, 6, 30)) == (2, "02 xã, thị trấn")
        assert border(computer, made.cast.province) == (None, "…")
        length = computer.value(load().indicators["border_length_km"], computer.question(None))
        assert length.text == "hơn 231 km"


def test_a_province_reviewed_and_found_to_have_none(made: Register, neighbour: Unit) -> None:
    trait(made.cast.elsewhere, "border", 0)
    with asked(made) as computer:
        assert border(computer, made.cast.elsewhere) == (0, "0 xã, thị trấn")


def test_a_trait_of_the_province_itself_says_nothing_of_its_communes(
    made: Register, neighbour: Unit
) -> None:
    trait(made.cast.elsewhere, "border")
    with asked(made) as computer:
        assert border(computer, made.cast.elsewhere) == (None, "…")


def test_a_commune_of_which_it_was_said_that_it_is_none(made: Register, neighbour: Unit) -> None:
    trait(neighbour, "border", 0)
    with asked(made) as computer:
        assert border(computer, made.cast.elsewhere) == (0, "0 xã, thị trấn")


def test_by_unit_what_is_not_known_stays_apart_from_nought(made: Register, neighbour: Unit) -> None:
    elsewhere, here = str(made.cast.elsewhere.public_id), str(made.cast.province.public_id)
    with asked(made) as computer:
        parts = computer.values_by(BORDER, computer.question(None), "province")
    assert parts == {elsewhere: (None, 0), here: (Fraction(2), 2)}


def test_a_share_of_what_nobody_said(made: Register, neighbour: Unit) -> None:
    commune = Condition("level", "eq", "commune")
    inside = (Condition("is_border", "eq", True),)
    share = Indicator("s", 1, "Thử", "ratio", "state", "unit", "itself", "thử", (commune,), inside)
    with asked(made) as computer:
        there = computer.question(str(made.cast.elsewhere.public_id))
        assert computer.value(share, there).text == "…"
        assert computer.value(share, computer.question(None)).value == 40


def test_the_old_column_goes_on_reading_what_is_not_recorded_as_no(
    made: Register, neighbour: Unit
) -> None:
    old = Indicator(
        "o",
        1,
        "Thử",
        "count",
        "state",
        "unit",
        "itself",
        "thử",
        (Condition("border", "eq", True),),
    )
    with asked(made) as computer:
        q = computer.question(str(made.cast.elsewhere.public_id))
        assert computer.value(old, q).value == 0


def test_asking_which_are_not_known_is_an_answer(made: Register, neighbour: Unit) -> None:
    unknown, known = (
        Indicator(
            op,
            1,
            "Thử",
            "count",
            "state",
            "unit",
            "itself",
            "thử",
            (Condition("level", "eq", "commune"), Condition("is_coastal", op)),
        )
        for op in ("unknown", "known")
    )
    with asked(made) as computer:
        told = computer.values([unknown, known], computer.question(None))
    assert [f.value for f in told] == [5, 0]


def test_in_a_table(made: Register, neighbour: Unit, tmp_path: Path) -> None:
    (tmp_path / "t.toml").write_text(TABLE, "utf-8")
    table = load_files([tmp_path / "t.toml"]).tables["T1"]
    with asked(made) as computer:
        q = computer.question(None)
        result = compute(computer, table, q)
        assert [(r.label, *(c.text for c in r.cells)) for r in result.rows] == [
            ("Tỉnh A", "4", "2", "…", "2", "…", "50"),
            ("Tỉnh B", "1", "…", "…", "…", "…", "…"),
            ("CỘNG", "5", "2", "…", "2", "…", "40"),
        ]
        cell = Place("", str(made.cast.province.public_id), 0, 2)
        assert len(cell_records(computer, table, q, cell)) == 2
