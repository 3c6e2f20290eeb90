"""The establishment of commune commands: the seats that every commune of a day has, whether or not
anybody ever sat there; which of them are held; who stands outside of it.

A decision on a unit gives its number of a post; for a commune also that of the nearest unit above
which is for all communes. Where nothing was decided of a post, the law's rule stands.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from goc.figures.grains import Column, Wanted, valid
from goc.people.rules import required_seats
from goc.snapshots.engine import Frozen

MOST = 99
"""No decision gives more of one post (`actions.establishment`)."""
DEPTH = 3
"""So many units stand above a commune."""
ALWAYS = ""
"""Stands for a trait that every commune has."""
COLUMNS = {
    "post": Column("text", "Chức vụ", catalogue="post"),
    "number": Column("int", "Số thứ tự"),
    "held": Column("bool", "Có người giữ"),
    "has_file": Column("bool", "Đơn vị đã có hồ sơ cán bộ"),
}


@dataclass
class Rule:
    """A frozen entry of the catalogue `seat_rule`."""

    code: str
    attributes: dict[str, Any]
    source: str


def _rules(frozen: Frozen, as_of: date) -> Iterator[Rule]:
    for e in frozen.rows("entries"):
        ended = e["valid_to"] is not None and e["valid_to"] <= as_of
        if e["catalogue"] == "seat_rule" and e["valid_from"] <= as_of and not ended:
            yield Rule(e["code"], json.loads(e["attributes"]), e["source"])


def _by_law(frozen: Frozen, as_of: date) -> Any:
    """(trait, post, number): the seats that a commune with this trait has."""
    import pyarrow as pa  # slow: only when figures are computed

    rules = list(_rules(frozen, as_of))
    traits = {trait for rule in rules for trait in rule.attributes.get("traits", ())}
    rows = [
        {"trait": trait, "law_post": post, "number": number}
        for trait in sorted({ALWAYS, *traits})
        for post, (seats, _) in required_seats(rules, {trait}).items()
        for number in range(1, seats + 1)
    ]
    fields: dict[str, pa.DataType] = {
        "trait": pa.string(),
        "law_post": pa.string(),
        "number": pa.int64(),
    }
    return frozen.lay(pa.Table.from_pylist(rows, schema=pa.schema(fields)))


def _seats(frozen: Frozen, as_of: date) -> Any:
    """(commune, post, number) of every commune valid on the day, and of other units what was
    decided for them.
    """
    decided = _decided(frozen, as_of)
    law = _given_by_law(frozen, as_of)
    same = [law.commune == decided.commune, law.post == decided.post]
    law = law.anti_join(decided, same)
    numbers = frozen.lay(_numbers())
    own = decided.inner_join(numbers, numbers.number <= decided.seats)
    return law.union(own.select("commune", "post", "number"))


def _numbers() -> Any:
    import pyarrow as pa  # slow: only when figures are computed

    return pa.table({"number": pa.array(range(1, MOST + 1), pa.int64())})


def _decided(frozen: Frozen, as_of: date) -> Any:
    """(commune, post, seats): the decision on the nearest unit, of posts with one."""
    import ibis  # slow: only when figures are computed

    d = valid(frozen.table("establishment"), as_of)
    d = d.select("unit", "whole", "post", seats="number")
    above = _above(frozen, as_of)
    on = [d.unit == above.above, d.whole == (above.distance > 0)]
    rows = d.inner_join(above, on)
    turn = ibis.row_number().over(group_by=[rows.commune, rows.post], order_by=rows.distance)
    rows = rows.mutate(turn=turn)
    return rows.filter(rows.turn == 0).select("commune", "post", "seats")


def _above(frozen: Frozen, as_of: date) -> Any:
    """(commune, above, distance): each unit of the day, and of communes who stands above."""
    import ibis  # slow: only when figures are computed

    v = valid(frozen.table("unit_versions"), as_of)
    p = valid(frozen.table("unit_parents"), as_of)
    p = p.filter(p.line == "civil").select(below="unit", parent="parent")
    rows = v.select(commune=v.unit, above=v.unit, level=v.level, distance=ibis.literal(0))
    found = rows
    for distance in range(1, DEPTH + 1):
        rows = rows.filter(rows.level == "commune").inner_join(p, rows.above == p.below)
        rows = rows.select("commune", "level", above="parent", distance=ibis.literal(distance))
        found = found.union(rows.select("commune", "above", "level", "distance"))
    return found


def _given_by_law(frozen: Frozen, as_of: date) -> Any:
    """(commune, post, number) that the law gives every commune valid on the day."""
    import ibis  # slow: only when figures are computed

    v = valid(frozen.table("unit_versions"), as_of)
    communes = v.filter(v.level == "commune").select(commune=v.unit)
    t = valid(frozen.table("unit_traits"), as_of)
    t = t.filter(t.value > 0)
    name = (t.kind == "class").ifelse(
        t.kind.concat("_", t.value.cast("int64").cast("string")), t.kind
    )
    marked = communes.inner_join(t.select(marked=t.unit, has=name), communes.commune == t.unit)
    has = marked.select("commune", "has").union(communes.mutate(has=ibis.literal(ALWAYS)))
    law = _by_law(frozen, as_of)
    seats = has.inner_join(law, has.has == law.trait)
    return seats.select("commune", post="law_post", number="number").distinct()


def seats(frozen: Frozen, as_of: date, wanted: Wanted) -> Any:
    """The rows of the grain `establishment`."""
    s = _seats(frozen, as_of)
    rows = s.select(
        record=s.commune.concat(":", s.post, ":", s.number.cast("string")),
        unit_post=s.commune,
        post=s.post,
        number=s.number,
    )
    if wanted is None or "held" in wanted:
        h = valid(frozen.table("holdings"), as_of)
        sitting = h.filter(h.seat.notnull()).group_by(at=h.unit, held_post=h.post)
        sitting = sitting.aggregate(people=lambda t: t.count())
        on = [rows.unit_post == sitting["at"], rows.post == sitting.held_post]
        rows = rows.left_join(sitting, on).drop("at", "held_post")
        rows = rows.mutate(held=rows.number <= rows.people.fill_null(0)).drop("people")
    if wanted is None or "has_file" in wanted:
        rows = with_file(frozen, as_of, rows, "unit_post")
    if wanted is None or "label" in wanted:
        rows = with_label(frozen, as_of, rows)
    return rows


def with_label(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Names a seat: the post and its number."""
    e = valid(frozen.table("entries"), as_of)
    e = e.filter(e.catalogue == "post").select(joined=e.code, name=e.name)
    rows = rows.left_join(e, rows.post == e.joined)
    label = rows.name.fill_null(rows.post).concat(" ", rows.number.cast("string"))
    return rows.mutate(label=label).drop("joined", "name")


def with_file(frozen: Frozen, as_of: date, rows: Any, unit: str) -> Any:
    """Whether any post held in the unit was recorded by the day. Where none was, that a seat is
    vacant is not known, only that nothing is.
    """
    h = frozen.table("holdings")
    known = h.filter(h.valid_from <= as_of).select(filed=h.unit).distinct()
    rows = rows.left_join(known, rows[unit] == known.filed)
    return rows.mutate(has_file=rows.filed.notnull()).drop("filed")


def with_surplus(frozen: Frozen, as_of: date, rows: Any) -> Any:
    """Adds to holdings whether the holder stands outside of the establishment: holds no seat, or
    one more than the commune has.
    """
    import ibis  # slow: only when figures are computed

    s = _seats(frozen, as_of)
    have = s.group_by(at=s.commune, law_post=s.post).aggregate(seats=lambda t: t.count())
    posts = s.select(governed=s.post).distinct()
    rows = rows.left_join(have, [rows.unit == have["at"], rows.post == have.law_post])
    rows = rows.left_join(posts, rows.post == posts.governed)
    turn = ibis.row_number().over(
        group_by=[rows.unit, rows.post, rows.seated], order_by=[rows.since, rows.record]
    )
    outside = ~rows.seated | (turn >= rows.seats.fill_null(0))
    surplus = rows.governed.notnull() & ~rows.acting & outside
    return rows.mutate(surplus=surplus).drop("at", "law_post", "seats", "governed")
