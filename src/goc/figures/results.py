"""A computed table, and the same as JSON holds it in the store of kept answers. Plain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from goc.figures.cells import Cell
from goc.figures.definitions import RECORDS, TableColumn, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.values import ByUnit, Figure, Question


@dataclass(frozen=True)
class Row:
    """kind: group (a title only), body, total, ratio. `key`: public id of the unit or row; empty
    for undetermined.
    """

    kind: str
    label: str
    key: str | None
    cells: tuple[Cell, ...] = ()
    block: int = 0


@dataclass
class Result:
    """Columns as printed (with 'chưa có thông tin' where needed); `remarks`: what the lines below
    the table say; `problems`: checks that do not hold, in words.
    """

    definition: TableDefinition
    question: Question
    snapshot: str
    columns: tuple[TableColumn, ...]
    rows: list[Row] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    remarks: tuple[str, ...] = ()


def may_be_kept(definition: TableDefinition) -> bool:
    """Numbers only: no listing, and no table whose lines are people."""
    if definition.kind != "crosstab":
        return False
    return definition.row_kind != RECORDS or not GRAINS[definition.rows].names_people


# --- as JSON holds them; exact numbers as "228/335"


def question_as_json(q: Question) -> list[Any]:
    return [q.unit, q.as_of, q.since, q.boundaries]


def figure_as_json(figure: Figure) -> list[Any]:
    numbers = (figure.value, figure.numerator, figure.denominator)
    return [*map(_text, numbers), figure.text]


def figure_from_json(kept: list[Any], figure_of: tuple[Any, Question, str]) -> Figure:
    """`figure_of`: indicator, question, snapshot."""
    value, numerator, denominator, text = kept
    counted = _number(numerator) or Fraction(0)
    return Figure(*figure_of, _number(value), counted, _number(denominator), text)


def by_unit_as_json(values: ByUnit) -> list[Any]:
    return [[unit, _text(part), _text(base)] for unit, (part, base) in values.items()]


def by_unit_from_json(kept: Iterable[list[Any]]) -> ByUnit:
    return {unit: (_number(part), _number(base) or Fraction(0)) for unit, part, base in kept}


def result_as_json(result: Result) -> dict[str, Any]:
    return {
        "columns": [[c.number, list(c.head)] for c in result.columns],
        "rows": [
            [r.kind, r.label, r.key, r.block, [_cell_as_json(cell) for cell in r.cells]]
            for r in result.rows
        ],
        "problems": result.problems,
        "remarks": list(result.remarks),
    }


def result_from_json(
    kept: dict[str, Any], definition: TableDefinition, q: Question, snapshot: str
) -> Result:
    declared = {c.number: c for c in definition.columns}
    columns = tuple(
        declared.get(number) or TableColumn(number, tuple(head), where=())
        for number, head in kept["columns"]
    )
    rows = [
        Row(kind, label, key, tuple(map(_cell_from_json, cells)), block)
        for kind, label, key, block, cells in kept["rows"]
    ]
    return Result(
        definition, q, snapshot, columns, rows, list(kept["problems"]), tuple(kept["remarks"])
    )


def _cell_as_json(cell: Cell) -> list[str | None]:
    return [_text(cell.value), cell.text, _text(cell.numerator), _text(cell.denominator)]


def _cell_from_json(kept: list[str]) -> Cell:
    value, text, numerator, denominator = kept
    return Cell(_number(value), text, _number(numerator), _number(denominator))


def _text(number: Fraction | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Fraction | None:
    return None if text is None else Fraction(text)
