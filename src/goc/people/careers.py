"""What of a person's career is counted by reference data: the day of leaving by age, which of two
posts is the higher, whether the person's file is in the snapshot. Added to grains that have
`person`; rows of tables, no rule of law.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from typing import Any

from goc.figures.grains import Column, valid
from goc.lib.periods import holds
from goc.snapshots.engine import Frozen

WORDS = {
    "over": "đã quá tuổi nghỉ",
    "within_year": "đến tuổi nghỉ trong 12 tháng tới",
    "later": "còn trên 12 tháng đến tuổi nghỉ",
}
RETIREMENT = {
    "retires_on": Column("date", "Đủ tuổi nghỉ, hết ngày"),
    "retirement": Column("text", "Tuổi nghỉ", words=WORDS),
}
ON_FILE = {"on_file": Column("bool", "Có hồ sơ trong phạm vi")}
AGES = {True: "militia_age", False: "retirement_age"}
"""The catalogue of ages, by whether the post is of a small unit of the militia."""
YEAR = 12
Row = dict[str, Any]


def month_of(day: date) -> int:
    """Months since the year 0."""
    return day.year * YEAR + day.month - 1


def end_of(month: int) -> date:
    year, before = divmod(month, YEAR)
    return date(year, before + 1, monthrange(year, before + 1)[1])


def last_month(as_of: date) -> int:
    """The last month that ends within a year from the day."""
    month = month_of(as_of) + YEAR
    return month if as_of == end_of(month_of(as_of)) else month - 1


def _told(entry: Row) -> Row:
    told: Row = json.loads(entry["attributes"])
    return told


def _named(entries: list[Row], catalogue: str) -> Iterator[tuple[Row, Row]]:
    for entry in entries:
        if entry["catalogue"] == catalogue:
            yield entry, _told(entry)


def lines_of(entries: list[Row]) -> Iterator[Row]:
    """One line for each post and period of the ages that are for everybody (no service status is
    frozen): post, sex, age in months, and the months [first, end) within which it is reached.
    """
    posts = {
        entry["code"]: bool(told.get("militia_subunit")) for entry, told in _named(entries, "post")
    }
    for is_militia, catalogue in AGES.items():
        for age, told in _named(entries, catalogue):
            if told.get("statuses"):
                continue
            line = {
                "its_sex": told["sex"],
                "its_age": told["years"] * YEAR + told.get("months", 0),
                "first_month": month_of(age["valid_from"]),
                "end_month": month_of(age["valid_to"] or date.max),
            }
            yield from (
                {"its_post": post, **line} for post, own in posts.items() if own == is_militia
            )


def _laid(frozen: Frozen) -> Any:
    import pyarrow as pa  # slow: only when figures are computed

    kinds: dict[str, pa.DataType] = {"its_post": pa.string(), "its_sex": pa.string()}
    kinds |= dict.fromkeys(("its_age", "first_month", "end_month"), pa.int64())
    rows = list(lines_of(frozen.rows("entries")))
    return frozen.lay(pa.Table.from_pylist(rows, schema=pa.schema(kinds)))


def _ends(frozen: Frozen, as_of: date) -> Any:
    """(month, its last day) of a century on either side."""
    import pyarrow as pa  # slow: only when figures are computed

    months = range(month_of(as_of) - 100 * YEAR, month_of(as_of) + 100 * YEAR)
    columns = {"at_month": pa.array(months, pa.int64()), "retires_on": [*map(end_of, months)]}
    return frozen.lay(pa.table(columns))


def with_retirement(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Adds to posts held the end of the month in which the holder reaches the age of the table (NĐ
    135/2020/NĐ-CP, Đ.3), and how far it is ahead of the day. A birth of which only the year is
    known counts from 1 January; without birth or sex nothing is known.
    """
    import ibis  # slow: only when figures are computed

    p, lines, ends = frozen.table("persons"), _laid(frozen), _ends(frozen, as_of)
    born = p.birth_date.year() * YEAR + p.birth_date.month() - 1
    born = born.fill_null(p.birth_year * YEAR).cast("int64")
    p = p.select(of_person=p.person, of_sex=p.sex, born=born)
    held = rows.select(its_record=rows.record, of=rows.person, at_post=rows.post)
    held = held.inner_join(p, held["of"] == p.of_person)
    held = held.inner_join(lines, [held.at_post == lines.its_post, held.of_sex == lines.its_sex])
    reached = ibis.greatest(held.born + held.its_age, held.first_month)
    held = held.filter(reached < held.end_month)
    last = held.group_by("its_record").aggregate(month=reached.min())
    last = last.inner_join(ends, last.month == ends.at_month)
    rows = rows.left_join(last, rows.record == last.its_record)
    month = rows.month
    cases = [
        (month < month_of(as_of), "over"),
        (month <= last_month(as_of), "within_year"),
        (month.notnull(), "later"),
    ]
    return rows.mutate(retirement=ibis.cases(*cases)).drop("month", "at_month", "its_record")


def with_file(frozen: Frozen, _as_of: date, rows: Any) -> Any:
    """Adds whether the person's file is in the snapshot: true, or not known."""
    p = frozen.table("persons").select("person").rename(filed="person")
    rows = rows.left_join(p, rows.person == p.filed)
    return rows.mutate(on_file=rows.filed.notnull().ifelse(True, None)).drop("filed")


def highest_posts(frozen: Frozen, as_of: date) -> Any:
    """(holder, post_now, level_now): of each person the highest post held on the day; of equal ones
    the last taken.
    """
    import ibis  # slow: only when figures are computed

    h = with_level(frozen, as_of, valid(frozen.table("holdings"), as_of), "post")
    turn = ibis.row_number().over(
        group_by=h.person,
        order_by=[h.level.fill_null(0).desc(), h.valid_from.desc(), h.holding],
    )
    h = h.mutate(turn=turn)
    return h.filter(h.turn == 0).select(holder=h.person, post_now=h.post, level_now=h.level)


def with_level(frozen: Frozen, as_of: date, rows: Any, post: str) -> Any:
    """Adds `level`: how high the post of a column stands, null where nobody said."""
    import pyarrow as pa  # slow: only when figures are computed

    told = [
        {"of_post": entry["code"], "level": told["level"]}
        for entry, told in _named(frozen.rows("entries"), "post_rank")
        if holds(entry["valid_from"], entry["valid_to"], as_of)
    ]
    kinds: dict[str, pa.DataType] = {"of_post": pa.string(), "level": pa.int64()}
    ranks = frozen.lay(pa.Table.from_pylist(told, schema=pa.schema(kinds)))
    return rows.left_join(ranks, rows[post] == ranks.of_post).drop("of_post")
