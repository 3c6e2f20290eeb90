"""Where a number of the report stands in the appendices: the cell that counts the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from goc.figures.cells import Cell
from goc.figures.definitions import Conditions, Indicator, TableColumn, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.tables import Result, Row, conditions_of_block
from goc.summing_up.appendices import label

NOWHERE = "Không có ô riêng"


@dataclass(frozen=True)
class Standing:
    """A cell of a sum: of a whole table, or of one of its blocks."""

    definition: TableDefinition
    row: Row
    column: TableColumn
    cell: Cell

    def prints(self, number: str) -> bool:
        """The columns that partitions add have no number to be named by."""
        return self.column.number >= 0 and str(self.cell.value) == number

    def counts(self, indicator: Indicator) -> bool:
        """The very rows of the indicator's numerator."""
        if self.column.where is None or self._grain != indicator.grain:
            return False
        counted = _as_read((*indicator.population, *indicator.numerator))
        return _as_read(self._conditions(self.column.where)) == counted

    def is_made_of(self, grain: str) -> bool:
        """A sum or difference of other columns, in a table of that grain."""
        return bool(self.column.plus or self.column.minus) and self.definition.grain == grain

    @property
    def place(self) -> str:
        column = f"Phụ lục {self.definition.roman}, cột {label(self.column.number)}"
        return f"{column}, {self.row.label}" if self._of_block else column

    @property
    def _of_block(self) -> Conditions:
        return conditions_of_block(self.definition, self.row.block)

    @property
    def _grain(self) -> str:
        return self.column.grain or self.definition.grain

    def _conditions(self, own: Conditions) -> Conditions:
        """Those of the table and the block hold where the column's grain has the field."""
        general = (*self.definition.where, *self._of_block)
        known = GRAINS[self._grain].columns
        return (*(c for c in general if c.field in known), *own)


def _as_read(conditions: Conditions) -> set[tuple[str, str, str]]:
    return {(c.field, c.op, str(c.value)) for c in conditions}


def _sums(results: Iterable[Result]) -> Iterator[Standing]:
    for result in results:
        for row in result.rows:
            if row.kind in ("total", "group") and row.cells:
                for column, cell in zip(result.columns, row.cells, strict=True):
                    yield Standing(result.definition, row, column, cell)


def cell_of(results: Iterable[Result], indicator: Indicator, numerator: str) -> str:
    """The appendix cell that counts the same rows: the same grain and conditions, else the same
    number in a sum of columns.
    """
    alike = [standing for standing in _sums(results) if standing.prints(numerator)]
    same = [standing for standing in alike if standing.counts(indicator)]
    made = [standing for standing in alike if standing.is_made_of(indicator.grain)]
    return (same or made)[0].place if same or made else NOWHERE
