"""Computes appendix tables: one grouped query per grain, for all blocks, then sums, differences and
percentages in Python.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from goc.figures.answers import answered
from goc.figures.cells import Cell, broken, cells_of, other_number, ratio_cells, unknown_number
from goc.figures.compute import (
    Computer,
    Question,
    exact,
    measure,
    predicate,
    undecided,
    untold,
)
from goc.figures.definitions import (
    RECORDS,
    Block,
    Condition,
    Conditions,
    Partition,
    Remark,
    TableColumn,
    TableDefinition,
    fingerprint,
)
from goc.figures.grains import GRAINS, Grain
from goc.figures.maps import LEVELS
from goc.figures.results import (
    Result,
    Row,
    may_be_kept,
    question_as_json,
    result_as_json,
    result_from_json,
)
from goc.figures.rows import (
    NO_INFORMATION,
    UNDETERMINED,
    Attributes,
    Counted,
    Counts,
    row_key,
    row_keys,
    row_questions,
    unit_order,
)
from goc.viet.names import text_key
from goc.viet.numbers import prose

IN, ASKED = "in", ("c", "untold", "known")
"""How the columns of an answer begin: whether a group lies in a block; what was asked of it."""

__all__ = ["NO_INFORMATION", "UNDETERMINED", "Cell", "Result", "Row", "compute", "unit_order"]


def compute(
    computer: Computer, definition: TableDefinition, q: Question, by: str | None = None
) -> Result:
    """`by` replaces the level of the rows (province, district, commune) of a crosstab by units;
    without it a unit is shown by what lies below it.
    """
    if definition.kind == "listing":
        from goc.figures.listing import listing  # it returns a Result of this module

        return listing(computer, definition, q)
    shaped = shaped_for(computer, definition, q, by)
    if not may_be_kept(shaped):
        return _computed(computer, shaped, q)
    asked = ["table", fingerprint(shaped), *question_as_json(q)]
    found = answered(
        computer.answers, asked, lambda: result_as_json(_computed(computer, shaped, q))
    )
    return result_from_json(found, shaped, q, computer.frozen.id)


def _computed(computer: Computer, shaped: TableDefinition, q: Question) -> Result:
    blocks = shaped.blocks or (Block(""),)
    counted = _counts(computer, shaped, q, blocks)
    result = Result(shaped, q, computer.frozen.id, _with_unknown(shaped, counted))
    result.remarks = tuple(_remarks(computer, shaped, q))
    whole: dict[int, Fraction | None] = dict.fromkeys(shaped.unrecorded)
    for number, (block, counts) in enumerate(zip(blocks, counted, strict=True)):
        for n, v in _add_block(result, computer, block, number, counts).items():
            whole[n] = _sum(whole.get(n), v)
    if shaped.total:
        total = Row(
            "total", "CỘNG", None, cells_of(result.columns, whole, None, shaped.decimals), -1
        )
        result.rows.append(total)
        _check(result, total)
        result.rows += _shares(result, total, -1)
    return result


def _shares(result: Result, of: Row, block: int) -> list[Row]:
    """The row of percentages of a row of sums, where the table has one."""
    d = result.definition
    if not (d.ratio_row_base and of.cells):
        return []
    shares = ratio_cells(result.columns, of.cells, d.ratio_row_base, d.decimals, d.no_ratio)
    return [Row("ratio", "Tỷ lệ %", None, shares, block)]


def shaped_for(
    computer: Computer, definition: TableDefinition, q: Question, by: str | None
) -> TableDefinition:
    """The table with the level of its rows settled."""
    if definition.rows not in LEVELS:
        return definition
    return replace(definition, rows=by or _level_below(computer, definition.rows, q))


def _level_below(computer: Computer, level: str, q: Question) -> str:
    """The table's own level, or communes for a district or a map that has no districts."""
    day = q.boundaries or q.as_of
    own = computer.units.level(q.unit, day) if q.unit else ""
    narrow = own in LEVELS and LEVELS.index(own) >= LEVELS.index(level)
    return "commune" if narrow or next(computer.units.at_level(level, day), None) is None else level


def _add_block(
    result: Result, computer: Computer, block: Block, number: int, counts: Counts
) -> dict[int, Fraction | None]:
    """The block's title row (with its sums, where the table is summed) and body rows; returns the
    sums.
    """
    definition, body = result.definition, []
    attributes = _attributes(computer, definition, result.question, block, counts)
    nothing: dict[int, Fraction | None] = dict.fromkeys(definition.unrecorded)
    total = dict(nothing)
    counted = Counted(computer, definition, result.question, counts, attributes)
    for key, label in row_keys(counted):
        values = nothing | counts.get(key, {})
        cells = cells_of(result.columns, values, attributes.get(key, {}), definition.decimals)
        for n, v in [*values.items(), *_summed_fields(result.columns, cells)]:
            total[n] = _sum(total.get(n), v)
        body.append(Row("body", label, key, cells, number))
        _check(result, body[-1])
    if block.title:
        cells = (
            cells_of(result.columns, total, None, definition.decimals) if definition.total else ()
        )
        title = Row("group", block.title, None, cells, number)
        shares = _shares(result, title, number) if definition.ratio_by_block else []
        body = [title, *body, *shares]
    result.rows += body
    return total


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """What is known of both; not known where neither is."""
    known = [v for v in (one, other) if v is not None]
    return sum(known, Fraction(0)) if known else None


def _remarks(computer: Computer, definition: TableDefinition, q: Question) -> Iterator[str]:
    for remark in definition.remarks:
        if n := _counted(computer, definition, q, remark):
            yield remark.text.replace("{n}", prose(n))


def _counted(computer: Computer, definition: TableDefinition, q: Question, remark: Remark) -> int:
    grain = GRAINS[remark.grain]
    flow = definition.time == "flow" and grain.flow
    read = {c.field for c in remark.where}
    t = computer.located(grain.name, _unit_by(definition, grain), q, flow=flow, wanted=read)
    rows = t.aggregate(n=t.count(where=predicate(t, remark.where)))
    return int(computer.frozen.ask(rows)[0]["n"])


def _unit_by(definition: TableDefinition, grain: Grain) -> str:
    """How the rows of a grain are attributed in a table that is made of another."""
    return definition.unit_by if definition.unit_by in grain.units else next(iter(grain.units))


def _summed_fields(
    columns: tuple[TableColumn, ...], cells: tuple[Cell, ...]
) -> list[tuple[int, Fraction]]:
    """Number fields of rows (a course's quota) are summed like counts."""
    return [
        (c.number, cell.value)
        for c, cell in zip(columns, cells, strict=True)
        if c.field and cell.value is not None
    ]


def _counts(
    computer: Computer, definition: TableDefinition, q: Question, blocks: tuple[Block, ...]
) -> list[Counts]:
    """Every counted column, by block; partitions also get their remainders."""
    counts: list[Counts] = [{} for _ in blocks]
    for asked in row_questions(definition, q):
        _count(computer, definition, asked, blocks, counts)
    return counts


def _count(
    computer: Computer,
    definition: TableDefinition,
    q: Question,
    blocks: tuple[Block, ...],
    counts: list[Counts],
) -> None:
    """One query a grain: rows are grouped also by the blocks they are in, so that a column is asked
    once, not once a block; a row in two blocks is added to both.
    """
    for grain, columns in by_grain(definition).items():
        t = rows_of(computer, definition, q, grain, blocks)
        inside = in_blocks(t, blocks, grain)
        grouped = t.group_by(row_key=row_key(t, definition, q), **inside)
        answer = computer.frozen.ask(grouped.aggregate(**_wants(t, definition, grain, columns)))
        for (number, key), summed in _by_block(answer).items():
            counts[number].setdefault(key, {}).update(_values(summed))


def in_blocks(t: Any, blocks: tuple[Block, ...], grain: str) -> dict[str, Any]:
    """`in0`, `in1` …: whether a row lies in each block."""
    return {
        f"{IN}{number}": predicate(t, _own(block.where, GRAINS[grain]))
        for number, block in enumerate(blocks)
    }


def by_grain(definition: TableDefinition) -> dict[str, list[TableColumn]]:
    """The counted columns by the grain whose rows they count."""
    found: dict[str, list[TableColumn]] = defaultdict(list)
    for column in definition.columns:
        if column.where is not None:
            found[column.grain or definition.grain].append(column)
    return found


def _by_block(answer: list[dict[str, Any]]) -> dict[tuple[int, str | None], dict[str, Fraction]]:
    """(block, row) → what was asked, summed over the groups that lie in the block."""
    found: dict[tuple[int, str | None], dict[str, Fraction]] = defaultdict(dict)
    for group in answer:
        asked = {name: exact(v) for name, v in group.items() if name.startswith(ASKED)}
        for block in (
            int(name[len(IN) :]) for name in group if name.startswith(IN) and group[name]
        ):
            summed = found[block, group["row_key"]]
            for name, value in asked.items():
                summed[name] = summed.get(name, Fraction(0)) + value
    return found


def _wants(
    t: Any, definition: TableDefinition, grain: str, columns: list[TableColumn]
) -> dict[str, Any]:
    """What is asked of the rows of a grain: `c7` of column (7), `untold7` of undecided rows,
    `known7` of those in which a summed column that is divided has a value. In a table that tells
    what is not known, a row without a value is an undecided one of its sum.
    """
    wants = {}
    for c in columns:
        wants[f"c{c.number}"] = measure(t, c.weight, predicate(t, c.where or ()))
        if c.weight and c.number in definition.divided:
            wants[f"known{c.number}"] = t[c.weight].count(where=predicate(t, c.where or ()))
        if c.number in definition.summed_from:
            without = predicate(t, c.where or ()) & t[c.weight].isnull()
            wants[f"untold{c.number}"] = t.count(where=without)
        open_rows = undecided(t, grain, c.where or ())
        if open_rows is not None:
            wants[f"untold{c.number}"] = t.count(where=open_rows)
    for p in definition.partitions:
        if any(c.number == p.first for c in columns):
            rests = remainders(t, definition, p)
            wants |= {f"c{n}": t.count(where=keep) for n, keep in rests.items()}
    return wants


def _values(row: dict[str, Fraction]) -> Iterator[tuple[int, Fraction | None]]:
    for name, value in row.items():
        if name.startswith("c") and row.get(f"known{name[1:]}") != 0:
            open_rows = {"untold": row.get(f"untold{name[1:]}")}
            yield int(name[1:]), None if untold(value, open_rows) else value


def _own(conditions: Conditions, grain: Grain) -> list[Condition]:
    """Those that speak of a column of the grain."""
    return [c for c in conditions if c.field in grain.columns]


def rows_of(
    computer: Computer,
    definition: TableDefinition,
    q: Question,
    grain: str,
    blocks: tuple[Block, ...],
    *also: str,
) -> Any:
    """The rows of a grain that the table counts, with the columns that it and the blocks read; no
    others are joined.
    """
    g = GRAINS[grain]
    own = _own(definition.where, g)
    read = {c.field for c in (*own, *(w for b in blocks for w in _own(b.where, g)))}
    read |= {definition.rows, *also, *definition.fields_of_lines}
    for column in definition.columns:
        if column.where is not None and (column.grain or definition.grain) == grain:
            read |= {c.field for c in column.where} | {column.weight}
    flow = definition.time == "flow" and g.flow
    t = computer.located(grain, _unit_by(definition, g), q, flow=flow, wanted=read)
    return t.filter(predicate(t, own))


def located(
    computer: Computer,
    definition: TableDefinition,
    q: Question,
    block: Block,
    grain: str,
    *also: str,
) -> Any:
    """The rows of a grain that the table and its block count."""
    t = rows_of(computer, definition, q, grain, (block,), *also)
    return t.filter(predicate(t, _own(block.where, GRAINS[grain])))


def members(definition: TableDefinition, partition: Partition) -> list[TableColumn]:
    return [
        c
        for c in definition.columns
        if partition.first <= c.number <= partition.last and c.where is not None
    ]


def remainders(t: Any, definition: TableDefinition, p: Partition) -> dict[int, Any]:
    """Column number → predicate of those that no column of a partition counts: not known; and,
    where the partition says so, known but something else.
    """
    base = next(c for c in definition.columns if c.number == p.of)
    rest = predicate(t, base.where or ())
    fields: set[str] = set()
    for column in members(definition, p):
        rest = rest & ~predicate(t, column.where or ())
        fields |= {c.field for c in column.where or ()}
    if not p.other:
        return {unknown_number(p): rest}
    missing: Any = None
    for name in sorted(fields):
        missing = t[name].isnull() if missing is None else missing | t[name].isnull()
    return {unknown_number(p): rest & missing, other_number(p): rest & ~missing}


def _with_unknown(definition: TableDefinition, counted: list[Counts]) -> tuple[TableColumn, ...]:
    """The columns, with those that partitions add (`Chưa có thông tin`) where
    they count anybody.
    """
    used = {n for counts in counted for row in counts.values() for n, value in row.items() if value}
    columns: list[TableColumn] = []
    for column in definition.columns:
        columns.append(column)
        for partition in definition.partitions:
            if partition.last == column.number:
                columns += [c for c in _added(definition, partition, column) if c.number in used]
    return tuple(columns)


def _added(
    definition: TableDefinition, p: Partition, last: TableColumn
) -> tuple[TableColumn, TableColumn]:
    """The columns a partition may add behind its last, under the head that its columns share."""
    first = next(c for c in definition.columns if c.number == p.first)
    above = first.head[:1] if len(last.head) > 1 else ()
    return (
        TableColumn(other_number(p), (*above, p.other), where=()),
        TableColumn(unknown_number(p), (*above, NO_INFORMATION), where=()),
    )


def _attributes(
    computer: Computer, definition: TableDefinition, q: Question, block: Block, counts: Counts
) -> Attributes:
    """For rows that are another grain's rows (courses, curricula): their label and fields, in their
    order; those of the period and those of which anything is counted.
    """
    if definition.row_kind != RECORDS:
        return {}
    grain = GRAINS[definition.rows]
    unit_by = _unit_by(definition, grain)
    t = computer.located(grain.name, unit_by, replace(q, since=None), flow=grain.flow)
    t = t.filter(predicate(t, [c for c in block.where if c.field in grain.columns]))
    shown = t.select("record", "label", *(["day"] if grain.flow else []), *grain.columns)
    rows = computer.frozen.ask(shown)
    since = q.since or date.min
    rows = [r for r in rows if r["record"] in counts or not grain.flow or r["day"] >= since]

    def order(r: dict[str, Any]) -> Any:
        return r.get("order") or 0, text_key(r["label"]), r["record"]

    return {r["record"]: r for r in sorted(rows, key=order)}


def _check(result: Result, row: Row) -> None:
    for check in result.definition.checks:
        if found := broken(check, result.columns, row.cells):
            result.problems.append(
                f"{result.definition.id}, dòng «{row.label}»: ({check}) không đúng: {found}"
            )


def conditions_of_block(definition: TableDefinition, number: int) -> Conditions:
    return definition.blocks[number].where if definition.blocks and number >= 0 else ()
