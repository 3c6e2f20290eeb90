"""What stands on the left of a table: units with the line of what is the superior's own; values of a column."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factories
from figures.register import CUT_OFF, Register, opened
from goc.figures.behind import Place, cell_records, is_sensitive
from goc.figures.compute import Computer
from goc.figures.definitions import TableDefinition
from goc.figures.loading import load_files
from goc.figures.tables import compute
from goc.people import actions as people

TABLE = """[table]
id = "T1"
revision = 1
roman = ""
title = "BIỂU"
kind = "crosstab"
time = "state"
grain = "holding"
unit_by = "post"
rows = "district"
own_line = true
unit_label = "người"
source = "thử"

[[column]]
number = 1
head = ["Tổng số"]
where = []

[[column]]
number = 2
head = ["Chỉ huy trưởng"]
where = [{field = "post", op = "eq", value = "commander"}]
"""
DAY = date(2006, 1, 1)


@pytest.fixture
def table(tmp_path: Path) -> Callable[..., TableDefinition]:
    def made(*changes: tuple[str, str]) -> TableDefinition:
        text = TABLE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "t.toml").write_text(text, "utf-8")
        return load_files([tmp_path / "t.toml"]).tables["T1"]

    return made


VALUES = ("own_line = true\n", "")


@contextmanager
def asked(made: Register, cut_off: date = CUT_OFF) -> Iterator[Computer]:
    with opened(made.snapshot(cut_off=cut_off)) as computer:
        yield computer


@pytest.fixture
def above(made: Register) -> Register:
    """One holds a post of the province itself, one of an agency of it, two of the first district."""
    agency = factories.unit("Sở Nội vụ", "agency", made.cast.province)
    office = factories.unit("Phòng Nội vụ", "agency", made.cast.district)
    for name, unit in (
        ("Hứa Văn Giang", made.cast.province),
        ("Đàm Văn Hải", agency),
        ("Triệu Văn Khôi", made.cast.district),
        ("Lý Văn Đức", office),
    ):
        person = made.people[name]
        people.post_person(person=person, unit=unit, post="provincial_official", on=DAY, by=made.by)
    return made


def printed(computer: Computer, table: TableDefinition, *more: Any) -> list[tuple[str, ...]]:
    result = compute(computer, table, *more)
    return [(r.label, *(c.text for c in r.cells)) for r in result.rows]


def test_what_is_kept_by_the_superior_itself_has_a_line_of_its_own(
    above: Register, table: Callable[..., TableDefinition]
) -> None:
    with asked(above) as computer:
        q = computer.question(None, DAY)
        assert printed(computer, table(), q) == [
            ("Cấp tỉnh", "2", "-"),
            ("Huyện Một", "4", "1"),
            ("Huyện Hai", "3", "1"),
            ("CỘNG", "9", "2"),
        ]
        assert printed(computer, table(), q, "commune") == [
            ("Cấp tỉnh", "2", "-"),
            ("Cấp huyện", "2", "-"),
            ("Xã Một Một", "1", "1"),
            ("Xã Một Hai", "1", "-"),
            ("Xã Hai Một", "3", "1"),
            ("Thị trấn Hai", "-", "-"),
            ("CỘNG", "9", "2"),
        ]
        listed = cell_records(computer, table(), q, Place("", "=province", 0, 1))
    names = [r["label"] for r in listed]
    assert names == ["Hứa Văn Giang", "Đàm Văn Hải"]


def test_it_stands_apart_from_what_cannot_be_attributed(
    above: Register, table: Callable[..., TableDefinition]
) -> None:
    """A commune that ended and nobody knows where it went: its people are not those of the district."""
    made = above
    made.communes[0].versions.update(valid_to=date(2012, 1, 1))
    made.communes[0].parents.update(valid_to=date(2012, 1, 1))
    with asked(made) as computer:
        q = computer.question(None, DAY, boundaries=CUT_OFF)
        rows = printed(computer, table(), q, "commune")
        undetermined = cell_records(computer, table(), q, Place("commune", None, 0, 1))
    assert rows[:2] == [("Cấp tỉnh", "2", "-"), ("Cấp huyện", "2", "-")]
    assert rows[-2:] == [("Chưa xác định", "1", "1"), ("CỘNG", "9", "2")]
    assert [r["label"] for r in undetermined] == ["Nông Văn An"]


def test_a_table_that_does_not_ask_for_it_is_as_it_was(
    above: Register, table: Callable[..., TableDefinition]
) -> None:
    with asked(above) as computer:
        rows = printed(computer, table(VALUES), computer.question(None, DAY))
    assert rows[-2:] == [("Chưa xác định", "2", "-"), ("CỘNG", "9", "2")]


def test_the_values_of_a_column(made: Register, table: Callable[..., TableDefinition]) -> None:
    by_sex = table(VALUES, ('rows = "district"', 'rows = "sex"'))
    with asked(made) as computer:
        q = computer.question(None, DAY)
        assert printed(computer, by_sex, q) == [
            ("Nam", "3", "1"),
            ("Nữ", "1", "-"),
            ("Chưa có thông tin", "1", "1"),
            ("CỘNG", "5", "2"),
        ]
        for key, names in (("female", ["Lương Thị Chi"]), (None, ["Lăng Thị Lan"])):
            listed = cell_records(computer, by_sex, q, Place("", key, 0, 1))
            assert [r["label"] for r in listed] == names


def test_codes_stand_in_the_order_of_their_catalogue_under_its_names(
    made: Register, table: Callable[..., TableDefinition]
) -> None:
    by_post = table(VALUES, ('rows = "district"', 'rows = "post"'))
    with asked(made) as computer:
        rows = printed(computer, by_post, computer.question(None, DAY))
    assert [r[:2] for r in rows] == [
        ("Chỉ huy trưởng", "2"),
        ("Chỉ huy phó", "1"),
        ("Trung đội trưởng dân quân cơ động", "1"),
        ("Cán bộ đoàn thể xã", "1"),
        ("CỘNG", "5"),
    ]


def test_numbers_and_truths(made: Register, table: Callable[..., TableDefinition]) -> None:
    by_year = table(VALUES, ('rows = "district"', 'rows = "birth_year"'))
    seated = table(VALUES, ('rows = "district"', 'rows = "seated"'))
    with asked(made) as computer:
        q = computer.question(None, DAY)
        assert [r[:2] for r in printed(computer, by_year, q)] == [
            ("1975", "1"),
            ("1982", "1"),
            ("1985", "1"),
            ("1988", "1"),
            ("Chưa có thông tin", "1"),
            ("CỘNG", "5"),
        ]
        assert [r[:2] for r in printed(computer, seated, q)] == [
            ("Có", "3"),
            ("Không", "2"),
            ("CỘNG", "5"),
        ]


def test_rows_of_a_sensitive_column_are_sensitive(table: Callable[..., TableDefinition]) -> None:
    by_group = table(VALUES, ('rows = "district"', 'rows = "ethnicity"'))
    assert (by_group.sensitive, table().sensitive) == (True, False)
    assert is_sensitive(by_group, 1)
    assert not is_sensitive(table(), 1)


COMPARED = (('rows = "district"\nown_line = true', 'rows = "years"\ntotal = false'),)


def test_the_years_of_the_question_are_compared_each_as_it_ended(
    made: Register, table: Callable[..., TableDefinition]
) -> None:
    """Chi commands since 2011; the deputy of the first years was moved up in 2012."""
    compared = table(*COMPARED)
    with asked(made) as computer:
        q = computer.question(None, since=date(2005, 6, 1))
        assert printed(computer, compared, q) == [("2005", "5", "2"), ("2012", "6", "3")]
        assert printed(computer, compared, computer.question(None)) == [("2012", "6", "3")]
        for year, count in (("2005", 2), ("2012", 3)):
            assert len(cell_records(computer, compared, q, Place("", year, 0, 2))) == count
        assert cell_records(computer, compared, q, Place("", "1999", 0, 2)) == []


def test_a_table_may_name_its_years_and_later_ones_are_left_out(
    made: Register, table: Callable[..., TableDefinition]
) -> None:
    named = table((COMPARED[0][0], COMPARED[0][1] + "\nyears = [2030, 2012, 2011, 2011, 2004]"))
    with asked(made) as computer:
        q = computer.question(None)
        assert printed(computer, named, q) == [
            ("2004", "-", "-"),
            ("2011", "7", "3"),
            ("2012", "6", "3"),
        ]


def test_the_last_year_ends_on_the_day_asked_and_a_flow_is_of_its_year(
    made: Register, table: Callable[..., TableDefinition]
) -> None:
    flow = table(
        *COMPARED,
        ('time = "state"', 'time = "flow"'),
        ('grain = "holding"', 'grain = "graduate"'),
        ('unit_by = "post"', 'unit_by = "intake"'),
        (
            '{field = "post", op = "eq", value = "commander"}',
            '{field = "sex", op = "eq", value = "female"}',
        ),
    )
    with asked(made) as computer:
        for day, count in ((date(2011, 3, 17), "-"), (date(2011, 3, 18), "6")):
            q = computer.question(None, day, date(2010, 1, 1))
            assert [row[:2] for row in printed(computer, flow, q)] == [
                ("2010", "-"),
                ("2011", count),
            ]
        q = computer.question(None, CUT_OFF, date(2011, 12, 1))
        assert printed(computer, flow, q) == [("2011", "6", "1"), ("2012", "-", "-")]
