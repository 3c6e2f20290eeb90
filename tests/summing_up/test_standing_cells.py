"""The cell of an appendix that a number of the report is compared with."""

from datetime import date
from fractions import Fraction

from goc.figures.cells import Cell
from goc.figures.compute import Question
from goc.figures.definitions import Block, Condition, Indicator, TableColumn, TableDefinition
from goc.figures.results import Result, Row
from goc.summing_up.standing_cells import NOWHERE, cell_of

WOMAN = Condition("sex", "eq", "female")
KINH = Condition("ethnicity", "eq", "01")
PLACED = Condition("outcome", "known")
INDICATOR = Indicator(
    "women", 1, "Nữ", "count", "stock", "enrolment", "sender", "", (WOMAN,), (PLACED,)
)


def table(columns, numbers, *, row="total", block=-1, where=(), blocks=(), grain="enrolment"):
    definition = TableDefinition(
        "P1", 1, "I", "Phụ lục", "crosstab", "stock", grain, "sender", "district", "", "người",
        "A4", "", tuple(columns), where=where, blocks=blocks,
    )  # fmt: skip
    cells = tuple(Cell(None if n is None else Fraction(n), str(n)) for n in numbers)
    rows = [Row("body", "Xã", "x", cells, 0), Row(row, "Khối Đảng", None, cells, block)]
    return Result(definition, Question("u", date(2020, 1, 1)), "s", definition.columns, rows)


def counted(number, *where, grain=""):
    return TableColumn(number, ("",), where=where, grain=grain)


def test_a_column_with_the_same_conditions_goes_before_a_sum_of_the_same_number():
    both = table([TableColumn(1, ("",), plus=(2, 3)), counted(2, WOMAN, PLACED)], [7, 7])
    assert cell_of([both], INDICATOR, "7") == "Phụ lục I, cột (2)"
    assert cell_of([both], INDICATOR, "8") == NOWHERE


def test_conditions_of_the_table_and_of_the_block_count_and_the_block_is_named():
    made = table(
        [counted(1)], [7], row="group", block=0, where=(WOMAN,), blocks=(Block("", (PLACED,)),)
    )
    assert cell_of([made], INDICATOR, "7") == "Phụ lục I, cột (1), Khối Đảng"


def test_another_condition_or_another_grain_is_another_cell():
    assert cell_of([table([counted(1, WOMAN, KINH)], [7])], INDICATOR, "7") == NOWHERE
    other = counted(1, WOMAN, PLACED, grain="graduate")
    assert cell_of([table([other], [7])], INDICATOR, "7") == NOWHERE


def test_a_sum_or_difference_of_the_grain_stands_in_and_the_first_is_named():
    sums = [TableColumn(4, ("",), minus=(1, 2)), TableColumn(5, ("",), plus=(1, 2))]
    assert cell_of([table(sums, [7, 7])], INDICATOR, "7") == "Phụ lục I, cột (4)"
    assert cell_of([table(sums, [7, 7], grain="graduate")], INDICATOR, "7") == NOWHERE


def test_what_has_no_number_of_its_own_or_is_not_known_is_no_cell():
    assert cell_of([table([counted(-1, WOMAN, PLACED)], [7])], INDICATOR, "7") == NOWHERE
    assert cell_of([table([counted(1, WOMAN, PLACED)], [None])], INDICATOR, "") == NOWHERE


def test_lines_of_a_table_are_no_sums():
    made = table([counted(1, WOMAN, PLACED)], [7], row="ratio")
    assert cell_of([made], INDICATOR, "7") == NOWHERE
