"""What of a person's career is counted by reference data: the day of leaving by age, which of two
posts is the higher, whether the person's file is in the snapshot. Added to grains that have
`person`; rows of tables, no rule of law.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from goc.figures.grains import Column, valid
from goc.lib.periods import holds
from goc.people.retirement import (
    AGES,
    YEAR,
    end_of,
    groups,
    last_whole_month,
    militia_posts,
    month_of,
    months_on,
    ranks_of,
    statuses_of,
)
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


@dataclass(slots=True)
class Named:
    """An entry of a catalogue as it is frozen."""

    code: str
    name: str
    attributes: dict[str, Any]
    source: str
    valid_from: date
    valid_to: date | None


def named(frozen: Frozen, catalogue: str) -> list[Named]:
    """Every entry of a catalogue, all times."""
    rows = [row for row in frozen.rows("entries") if row["catalogue"] == catalogue]
    return [
        Named(
            row["code"],
            row["name"],
            json.loads(row["attributes"]),
            row["source"],
            row["valid_from"],
            row["valid_to"],
        )
        for row in rows
    ]


def _laid_steps(frozen: Frozen) -> Any:
    """The table of retirement: one row for each standing and step."""
    import pyarrow as pa  # slow: only when figures are computed

    rows = [
        {**asdict(whose), **asdict(step)}
        for whose, steps in groups(named(frozen, AGES))
        for step in steps
    ]
    kinds: dict[str, pa.DataType] = dict.fromkeys(("sex", "status", "rank"), pa.string())
    kinds["militia"] = pa.bool_()
    kinds |= dict.fromkeys(("born_after", "born_by", "age"), pa.int64())
    return frozen.lay(pa.Table.from_pylist(rows, schema=pa.schema(kinds)))


def _standings(frozen: Frozen, as_of: date) -> Any:
    """(holder, sex, born, militia, status, rank) of who holds a post: as
    `retirement.Standing` has them.
    """
    import ibis  # slow: only when figures are computed

    ages, small = named(frozen, AGES), militia_posts(named(frozen, "post"))
    held = valid(frozen.table("holdings"), as_of)
    of_militia = held.group_by("person").aggregate(only_small=held.post.isin(small).all())
    told = held.filter(held.service_status.notnull())
    turn = ibis.row_number().over(
        group_by=told.person, order_by=[told.acting, told.valid_from, told.holding]
    )
    told = told.mutate(turn=turn)
    told = told.filter(told.turn == 0).select(told_of="person", told="service_status")
    ranks = valid(frozen.table("facts"), as_of)
    ranks = ranks.filter(ranks.kind == "reserve_rank")
    ranks = ranks.group_by(rank_of=ranks.person).aggregate(held_rank=ranks.value.max())
    born = ["sex", "birth_date", "birth_year"]
    persons = frozen.table("persons").select(*born, holder="person")
    rows = persons.inner_join(of_militia, persons.holder == of_militia.person)
    rows = rows.left_join(told, rows.holder == told.told_of)
    rows = rows.left_join(ranks, rows.holder == ranks.rank_of)
    rows = rows.select("holder", *born, "only_small", "told", "held_rank")
    month = rows.birth_date.year() * YEAR + rows.birth_date.month() - 1
    is_named = rows.told.isin(statuses_of(ages)).fill_null(False)
    has_rank = is_named & rows.held_rank.isin(ranks_of(ages)).fill_null(False)
    return rows.mutate(
        born=month.fill_null(rows.birth_year * YEAR).cast("int64"),
        militia=rows.only_small & ~is_named,
        status=is_named.ifelse(rows.told, ""),
        rank=has_rank.ifelse(rows.held_rank, ""),
    )


def _ends(frozen: Frozen, as_of: date) -> Any:
    """(month, its last day) of a century on either side, as far as there are days."""
    import pyarrow as pa  # slow: only when figures are computed

    first = max(month_of(as_of) - 100 * YEAR, month_of(date.min))
    last = min(month_of(as_of) + 100 * YEAR, month_of(date.max))
    months = range(first, last + 1)
    columns = {"at_month": pa.array(months, pa.int64()), "retires_on": [*map(end_of, months)]}
    return frozen.lay(pa.table(columns))


def with_retirement(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Adds to posts held the end of the month in which the holder reaches the age of the table
    (`retirement`), and how far it is ahead of the day. A birth of which only the year is known
    counts from 1 January; without birth or sex nothing is known.
    """
    import ibis  # slow: only when figures are computed

    who, steps, ends = _standings(frozen, as_of), _laid_steps(frozen), _ends(frozen, as_of)
    last = who.inner_join(steps, ["sex", "militia", "status", "rank"])
    last = last.filter(last.born > last.born_after, last.born <= last.born_by)
    last = last.select(its_holder=last.holder, month=last.born + last.age)
    last = last.inner_join(ends, last.month == ends.at_month).drop("at_month")
    rows = rows.left_join(last, rows.person == last.its_holder)
    month = rows.month
    cases = [
        (month < month_of(as_of), "over"),
        (month <= last_whole_month(months_on(as_of, YEAR)), "within_year"),
        (month.notnull(), "later"),
    ]
    return rows.mutate(retirement=ibis.cases(*cases)).drop("month", "its_holder")


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
        {"of_post": entry.code, "level": entry.attributes["level"]}
        for entry in named(frozen, "post_rank")
        if holds(entry.valid_from, entry.valid_to, as_of)
    ]
    kinds: dict[str, pa.DataType] = {"of_post": pa.string(), "level": pa.int64()}
    ranks = frozen.lay(pa.Table.from_pylist(told, schema=pa.schema(kinds)))
    return rows.left_join(ranks, rows[post] == ranks.of_post).drop("of_post")
