"""Computes appendix tables: one grouped query per grain and block, then sums, differences and percentages in Python."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from goc.figures.compute import Computer, Question, exact, measure, predicate
from goc.figures.definitions import Block, Condition, Partition, TableColumn, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.maps import LEVELS
from goc.figures.printing import UNKNOWN, in_cell
from goc.viet.names import text_key

UNDETERMINED = "Chưa xác định"
NO_INFORMATION = "Chưa có thông tin"


@dataclass(frozen=True)
class Cell:
    """`value` exact for numbers, None where nothing stands below the line; `text` as printed; a percentage has parts."""

    value: Fraction | None
    text: str
    numerator: Fraction | None = None
    denominator: Fraction | None = None


@dataclass(frozen=True)
class Row:
    """kind: group (a title only), body, total, ratio. `key`: public id of the unit or row; empty for undetermined."""

    kind: str
    label: str
    key: str | None
    cells: tuple[Cell, ...] = ()
    block: int = 0


@dataclass
class Result:
    """Columns as printed (with 'chưa có thông tin' where needed); `problems`: checks that do not hold, in words."""

    definition: TableDefinition
    question: Question
    snapshot: str
    columns: tuple[TableColumn, ...]
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


Counts = dict[str | None, dict[int, Fraction]]


def compute(computer: Computer, definition: TableDefinition, q: Question, by: str | None = None) -> Result:
    """`by` replaces the level of the rows (province, district, commune) of a crosstab by units."""
    shaped = replace(definition, rows=by) if by and definition.rows in LEVELS else definition
    if shaped.kind == "listing":
        return _listing(computer, shaped, q)
    blocks = shaped.blocks or (Block(""),)
    counted = [_counts(computer, shaped, q, block) for block in blocks]
    columns = _with_unknown(shaped, counted)
    result = Result(shaped, q, computer.frozen.id, columns)
    whole: dict[int, Fraction] = {}
    for number, (block, counts) in enumerate(zip(blocks, counted, strict=True)):
        for n, v in _add_block(result, computer, block, number, counts).items():
            whole[n] = whole.get(n, Fraction(0)) + v
    if shaped.total:
        total = Row("total", "CỘNG", None, _cells(columns, whole, None, shaped.decimals), -1)
        result.rows.append(total)
        _check(result, total)
        if shaped.ratio_row_base:
            result.rows.append(_ratio_row(result, total))
    return result


def _add_block(result: Result, computer: Computer, block: Block, number: int, counts: Counts) -> dict[int, Fraction]:
    """The block's title row (with its sums, where the table is summed) and body rows; returns the sums."""
    definition, body = result.definition, []
    attributes = _attributes(computer, definition, result.question, block)
    total: dict[int, Fraction] = {}
    for key, label in _row_keys(computer, definition, result.question, counts, attributes):
        values = counts.get(key, {})
        cells = _cells(result.columns, values, attributes.get(key, {}), definition.decimals)
        for n, v in [*values.items(), *_summed_fields(result.columns, cells)]:
            total[n] = total.get(n, Fraction(0)) + v
        body.append(Row("body", label, key, cells, number))
        _check(result, body[-1])
    if block.title:
        cells = _cells(result.columns, total, None, definition.decimals) if definition.total else ()
        result.rows.append(Row("group", block.title, None, cells, number))
    result.rows += body
    return total


def _summed_fields(columns: tuple[TableColumn, ...], cells: tuple[Cell, ...]) -> list[tuple[int, Fraction]]:
    """Number fields of rows (a course's quota) are summed like counts."""
    return [
        (c.number, cell.value) for c, cell in zip(columns, cells, strict=True) if c.field and cell.value is not None
    ]


def _counts(computer: Computer, definition: TableDefinition, q: Question, block: Block) -> Counts:
    """Row key → column number → exact value, for every counted column; partitions also get their remainder."""
    counts: Counts = {}
    by_grain: dict[str, list[TableColumn]] = {}
    for column in definition.columns:
        if column.where is not None:
            by_grain.setdefault(column.grain or definition.grain, []).append(column)
    for grain, columns in by_grain.items():
        flow = definition.time == "flow" and GRAINS[grain].flow
        unit_by = definition.unit_by if definition.unit_by in GRAINS[grain].units else next(iter(GRAINS[grain].units))
        t = computer.located(grain, unit_by, q, flow=flow)
        declared = GRAINS[grain].columns
        t = t.filter(predicate(t, [c for c in (*definition.where, *block.where) if c.field in declared]))
        wants = {f"c{c.number}": measure(t, c.weight, predicate(t, c.where or ())) for c in columns}
        wants |= {
            f"u{p.first}": t.count(where=_remainder(t, definition, p)) for p in _partitions_of(definition, columns)
        }
        key = f"at_{definition.rows}" if definition.rows in LEVELS else definition.rows
        for row in t.group_by(row_key=t[key]).aggregate(**wants).to_pyarrow().to_pylist():
            into = counts.setdefault(row.pop("row_key"), {})
            for name, value in row.items():
                into[int(name[1:]) * (1 if name[0] == "c" else -1)] = exact(value)
    return counts


def _partitions_of(definition: TableDefinition, columns: list[TableColumn]) -> Iterator[Partition]:
    numbers = {c.number for c in columns}
    return (p for p in definition.partitions if p.first in numbers)


def _members(definition: TableDefinition, partition: Partition) -> list[TableColumn]:
    return [c for c in definition.columns if partition.first <= c.number <= partition.last and c.where is not None]


def _remainder(t: Any, definition: TableDefinition, partition: Partition) -> Any:
    base = next(c for c in definition.columns if c.number == partition.of)
    none_of = predicate(t, base.where or ())
    for column in _members(definition, partition):
        none_of = none_of & ~predicate(t, column.where or ())
    return none_of


def _with_unknown(definition: TableDefinition, counted: list[Counts]) -> tuple[TableColumn, ...]:
    """The columns, with one 'Chưa có thông tin' after each partition that has such people."""
    columns: list[TableColumn] = []
    for column in definition.columns:
        columns.append(column)
        for p in definition.partitions:
            if p.last == column.number and any(row.get(-p.first) for counts in counted for row in counts.values()):
                columns.append(replace(column, number=-p.first, head=(*column.head[:-1], NO_INFORMATION)))
    return tuple(columns)


def _attributes(
    computer: Computer, definition: TableDefinition, q: Question, block: Block
) -> dict[str | None, dict[str, Any]]:
    """For rows that are another grain's rows (courses, curricula): their label and fields, in their order."""
    if definition.rows in LEVELS:
        return {}
    grain = GRAINS[definition.rows]
    t = computer.located(grain.name, next(iter(grain.units)), q, flow=grain.flow)
    t = t.filter(predicate(t, [c for c in block.where if c.field in grain.columns]))
    rows = t.select("record", "label", *grain.columns).to_pyarrow().to_pylist()
    order = "order" if "order" in grain.columns else "label"
    return {r["record"]: r for r in sorted(rows, key=lambda r: (r[order] is None, r[order]))}


def _row_keys(
    computer: Computer,
    definition: TableDefinition,
    q: Question,
    counts: Counts,
    attributes: dict[str | None, dict[str, Any]],
) -> list[tuple[str | None, str]]:
    if definition.rows not in LEVELS:
        return [(key, values["label"]) for key, values in attributes.items()]
    day = q.boundaries or q.as_of
    order = unit_order(computer, day)
    present = {u for u in units_below(computer, q.unit, definition.rows, day)} | {k for k in counts if k}
    rows: list[tuple[str | None, str]] = [
        (unit, computer.units.name(unit, day)) for unit in sorted(present, key=lambda u: order(u))
    ]
    if any(counts.get(None, {}).values()):
        rows.append((None, UNDETERMINED))
    return rows


def units_below(computer: Computer, unit: str | None, level: str, day: date) -> Iterator[str]:
    """Units of a level valid on a day, at or below a unit."""
    for candidate in computer.units.versions:
        places = computer.units.places(candidate, day)
        if places.get(level) == candidate and (unit is None or unit in places.values()):
            yield candidate


def unit_order(computer: Computer, day: date) -> Any:
    """Sort key of the official order: by code valid on the day, else by name."""
    codes = {
        r["unit"]: f"{r['catalogue']}:{r['code']}"
        for r in computer.frozen.rows("unit_codes")
        if r["valid_from"] <= day and (r["valid_to"] is None or day < r["valid_to"])
    }
    return lambda unit: (codes.get(unit, "~"), text_key(computer.units.name(unit, day) or "~"))


def _cells(
    columns: tuple[TableColumn, ...], values: dict[int, Fraction], attributes: dict[str, Any] | None, decimals: int
) -> tuple[Cell, ...]:
    """One row: counted values first, then what is made of them; `attributes` None for a total row (no field there)."""
    numbers: dict[int, Fraction | None] = {}
    cells: dict[int, Cell] = {}
    for c in sorted(columns, key=lambda c: (bool(c.percent), bool(c.plus or c.minus))):
        if c.field:
            if attributes is None:
                numbers[c.number] = values.get(c.number)
                summed = numbers[c.number]
                cells[c.number] = Cell(summed, "" if summed is None else in_cell(summed, is_percent=False))
                continue
            raw = attributes.get(c.field)
            if isinstance(raw, int) and not isinstance(raw, bool):
                numbers[c.number] = Fraction(raw)
            cells[c.number] = Cell(numbers.get(c.number), field_text(raw))
            continue
        if c.percent:
            part, base = (
                sum((numbers.get(n) or Fraction(0) for n in c.percent[:-1]), Fraction(0)),
                numbers.get(c.percent[-1]),
            )
            value = part / base * 100 if base else None
            cells[c.number] = Cell(value, in_cell(value, is_percent=True, decimals=decimals), part, base)
            continue
        if c.plus:
            value = sum((numbers.get(n) or Fraction(0) for n in c.plus), Fraction(0))
        elif c.minus:
            first, *rest = (numbers.get(n) or Fraction(0) for n in c.minus)
            value = first - sum(rest, Fraction(0))
        else:
            value = values.get(c.number, Fraction(0))
        numbers[c.number] = value
        cells[c.number] = Cell(value, in_cell(value, is_percent=False, decimals=decimals))
    return tuple(cells[c.number] for c in columns)


def field_text(raw: Any) -> str:
    """A field of a row as printed: dates the office's way, unknown as `…`."""
    if raw is None:
        return UNKNOWN
    if isinstance(raw, date):
        return f"{raw:%d/%m/%Y}"
    return in_cell(exact(raw), is_percent=False) if isinstance(raw, int) and not isinstance(raw, bool) else str(raw)


def _ratio_row(result: Result, total: Row) -> Row:
    """`Tỷ lệ %`: every counted column of the total over the base column."""
    by_number = dict(zip((c.number for c in result.columns), total.cells, strict=True))
    base = by_number[result.definition.ratio_row_base].value
    cells = []
    for column, cell in zip(result.columns, total.cells, strict=True):
        if column.percent or column.field or cell.value is None or not base:
            cells.append(Cell(None, ""))
        else:
            value = cell.value / base * 100
            cells.append(
                Cell(value, in_cell(value, is_percent=True, decimals=result.definition.decimals), cell.value, base)
            )
    return Row("ratio", "Tỷ lệ %", None, tuple(cells), -1)


def _check(result: Result, row: Row) -> None:
    """`1 = 6+8+9`: every term a column number, `12..20` a run of columns, unknown parts counted in."""
    numbers = {c.number: cell.value or Fraction(0) for c, cell in zip(result.columns, row.cells, strict=True)}
    for check in result.definition.checks:
        sides = [sum(_terms(side, numbers), Fraction(0)) for side in check.split("=")]
        if len(set(sides)) > 1:
            found = " ≠ ".join(str(s) for s in sides)
            result.problems.append(f"{result.definition.id}, dòng «{row.label}»: ({check}) không đúng: {found}")


def _terms(side: str, numbers: dict[int, Fraction]) -> Iterator[Fraction]:
    for term in re.findall(r"\d+\.\.\d+|\d+", side):
        first, _, last = term.partition("..")
        for n in range(int(first), int(last or first) + 1):
            yield numbers.get(n, Fraction(0)) + numbers.get(-n, Fraction(0))


def _listing(computer: Computer, definition: TableDefinition, q: Question) -> Result:
    """One row a record, grouped by the district it belongs to, ordered by unit and then Vietnamese name."""
    t = computer.located(definition.grain, definition.unit_by, q, flow=definition.time == "flow")
    t = t.filter(predicate(t, definition.where))
    wanted = {c.field for c in definition.columns if c.field} - {"unit_name"}
    extra = ["sort_key"] if "sort_key" in t.columns else []
    rows = t.select("record", "label", "here", "at_district", *wanted, *extra).to_pyarrow().to_pylist()
    day = q.boundaries or q.as_of
    order = unit_order(computer, day)
    result = Result(definition, q, computer.frozen.id, definition.columns)
    rows.sort(key=lambda r: (r["at_district"] is None, order(r["at_district"] or ""), r.get("sort_key") or r["label"]))
    names = _names(computer, definition, day)
    group: object = object()
    for r in rows:
        if r["at_district"] != group:
            group = r["at_district"]
            result.rows.append(Row("group", computer.units.name(group, day) if group else UNDETERMINED, group))
        values = {**r, "unit_name": computer.units.name(r["here"], day) if r["here"] else None}
        cells = tuple(
            Cell(None, field_text(names.get((c.field, values[c.field]), values[c.field]))) for c in definition.columns
        )
        result.rows.append(Row("body", r["label"], r["record"], cells))
    return result


def _names(computer: Computer, definition: TableDefinition, day: date) -> dict[tuple[str, Any], str]:
    """(field, code) → the label of its catalogue on a day, for the coded columns of a listing."""
    catalogues = {
        c.field: GRAINS[definition.grain].columns[c.field].catalogue
        for c in definition.columns
        if c.field != "unit_name"
    }
    entries = sorted(computer.frozen.rows("entries"), key=lambda e: e["valid_from"])
    return {
        (name, e["code"]): e["name"]
        for name, catalogue in catalogues.items()
        for e in entries
        if catalogue == e["catalogue"] and e["valid_from"] <= day
    }


def cell_conditions(definition: TableDefinition, row: Row, number: int) -> tuple[str, list[Condition]] | None:
    """The grain and all conditions behind one counted cell; None for a computed or field cell."""
    column = next((c for c in definition.columns if c.number == number), None)
    if column is None or column.where is None:
        return None
    grain = column.grain or definition.grain
    block = definition.blocks[row.block].where if definition.blocks and row.block >= 0 else ()
    every = [c for c in (*definition.where, *block) if c.field in GRAINS[grain].columns]
    return grain, [*every, *column.where]
