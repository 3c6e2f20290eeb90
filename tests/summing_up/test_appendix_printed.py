"""A computed table as the appendix of a paper: heads in storeys, numbered columns, cells that say what
they count.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from goc.figures.cells import Cell as Computed
from goc.figures.compute import Question
from goc.figures.definitions import Partition, TableColumn, TableDefinition
from goc.figures.results import Result
from goc.figures.results import Row as ResultRow
from goc.papers.grid import derived
from goc.papers.model import Appendix, Cell, Formula, Head, check
from goc.summing_up.appendices import appendix, label

UNIT = "01900000-0000-7000-8000-00000000000a"


def counted(number, *head, **more):
    return TableColumn(number, head, **{"where": (), **more})


def number(value):
    """A cell as it is computed: nought is a dash, what is not known dots."""
    if value is None:
        return Computed(None, "…")
    return Computed(Fraction(value), str(value) if value else "-")


def line(kind, name, *values, key=None, block=0):
    return ResultRow(kind, name, key, tuple(map(number, values)), block)


COLUMNS = (counted(1, "Tổng số"), counted(2, "Nam"), counted(3, "Nữ"))


def result(columns=COLUMNS, rows=(), **more):
    own = {
        "id": "P4",
        "revision": 2,
        "roman": "IV",
        "title": "CHẤT LƯỢNG",
        "kind": "crosstab",
        "time": "stock",
        "grain": "enrolment",
        "unit_by": "sender",
        "rows": "district",
        "row_head": "Đơn vị",
        "unit_label": "người",
        "page": "A3",
        "source": "",
        "columns": tuple(columns),
    }
    definition = TableDefinition(**{**own, **more})
    return Result(definition, Question(UNIT, date(2012, 12, 31)), "s1", tuple(columns), list(rows))


def heads(*columns, **more):
    """The heads between those of the line and the note."""
    return appendix(result(columns, **more)).table.heads[2:-1]


def leaf(text, number, **more):
    return Head(text, label=f"({number})", **more)


def test_a_table_has_its_lines_before_and_a_note_behind():
    assert appendix(result()).table.heads == (
        Head("TT", label="A", width=8),
        Head("Đơn vị", label="B", width=30),
        leaf("Tổng số", 1),
        leaf("Nam", 2),
        leaf("Nữ", 3),
        Head("Ghi chú", width=11),
    )


def test_neighbours_whose_heads_begin_alike_share_a_head():
    assert heads(
        counted(1, "Tổng"),
        counted(2, "Đối tượng", "Đương chức", "CHT"),
        counted(3, "Đối tượng", "Đương chức", "CHP"),
        counted(4, "Đối tượng", "Khác"),
        counted(5, "Giới tính", "Nam"),
        counted(6, "Giới tính", "Nữ"),
    ) == (
        leaf("Tổng", 1),
        Head(
            "Đối tượng",
            (
                Head("Đương chức", (leaf("CHT", 2), leaf("CHP", 3))),
                leaf("Khác", 4),
            ),
        ),
        Head("Giới tính", (leaf("Nam", 5), leaf("Nữ", 6))),
    )


def test_equal_words_apart_from_one_another_or_below_others_share_nothing():
    assert heads(
        counted(1, "A", "Nam"),
        counted(2, "B", "Nam"),
        counted(3, "A", "Nam"),
        counted(4, "Cộng"),
        counted(5, "Cộng"),
    ) == (
        Head("A", (leaf("Nam", 1),)),
        Head("B", (leaf("Nam", 2),)),
        Head("A", (leaf("Nam", 3),)),
        leaf("Cộng", 4),
        leaf("Cộng", 5),
    )


@pytest.mark.parametrize(
    ("made", "more"),
    [
        ({"plus": (1, 2)}, {"formula": Formula("sum", ("(1)", "(2)"))}),
        ({"minus": (2, 1)}, {"formula": Formula("difference", ("(2)", "(1)"))}),
        ({"percent": (1, 2)}, {"formula": Formula("percent", ("(1)", "(2)")), "decimals": 1}),
    ],
)
def test_a_column_made_of_others_says_of_which(made, more):
    column = TableColumn(3, ("Cộng",), **made)
    assert heads(*COLUMNS[:2], column)[-1] == leaf("Cộng", 3, **more)


def test_the_column_of_the_unknown_has_no_number():
    assert heads(counted(1, "Tổng"), counted(-2, "Chưa có thông tin"))[-1] == Head(
        "Chưa có thông tin"
    )
    assert [label(number) for number in (7, 1, 0, -7)] == ["(7)", "(1)", "", ""]


def test_a_listing_has_widths_and_no_numbers():
    columns = (
        TableColumn(1, ("Họ tên",), field="name", width=3),
        TableColumn(2, ("Năm sinh",), field="year"),
    )
    assert heads(*columns, kind="listing") == (
        Head("Họ tên", width=33.0),
        Head("Năm sinh", width=11.0),
    )
    assert heads(*columns) == (leaf("Họ tên", 1, width=33.0), leaf("Năm sinh", 2, width=11.0))
    assert heads(counted(1, "Số", width=2.0)) == (leaf("Số", 1),)  # counted: as wide as it needs


@pytest.mark.parametrize(
    ("more", "checks"),
    [
        ({}, ()),
        ({"partitions": (Partition(1, 2, 3),)}, (("(1)", ("(2)", "(3)")),)),
        # What is missing between the first and the last of a partition is no part of it.
        ({"partitions": (Partition(1, 2, 9),)}, (("(1)", ("(2)", "(3)")),)),
        ({"checks": ("1 = 2+3",)}, (("(1)", ("(2)", "(3)")),)),
        ({"checks": ("1 = 2..3",)}, (("(1)", ("(2)", "(3)")),)),
        ({"checks": ("1 = 2+3 = 3",)}, (("(1)", ("(2)", "(3)")), ("(1)", ("(3)",)))),
        ({"checks": ("2+3 = 1",)}, ()),  # a sum is not told by its parts
        (
            {"partitions": (Partition(1, 2, 3),), "checks": ("1 = 2+3",)},
            (("(1)", ("(2)", "(3)")),),
        ),
    ],
    ids=str,
)
def test_what_adds_up_is_told_once(more, checks):
    assert appendix(result(**more)).table.checks == checks


def test_a_partition_with_unknown_people_adds_up_to_nothing_that_is_printed():
    columns = (*COLUMNS, counted(-2, "Chưa có thông tin"))
    parted = {"partitions": (Partition(1, 2, 3),)}
    assert appendix(result(columns, **parted)).table.checks == ()


ROWS = (
    line("group", "Khối Đảng", 5, 3, 2, block=1),
    line("body", "Huyện Bắc Sơn", 3, 3, 0, key=UNIT, block=1),
    line("body", "Chưa xác định", 2, None, 2, block=1),
    line("group", "Khối Đoàn", block=2),
    line("body", "Thành phố Lạng Sơn", 1, 1, 0, key=UNIT[:-1] + "b", block=2),
    line("total", "CỘNG", 6, 4, 2),
    line("ratio", "Tỷ lệ %", 100, Fraction(200, 3), Fraction(100, 3)),
)


def printed(rows=ROWS, **more):
    return appendix(result(rows=rows, **more)).table.rows


def test_lines_are_numbered_anew_in_each_group():
    assert [(row.cells[0].text, row.cells[1].text, row.kind) for row in printed()] == [
        ("", "Khối Đảng", "group"),
        ("1", "Bắc Sơn", "body"),
        ("2", "Chưa xác định", "body"),
        ("", "Khối Đoàn", "group"),
        ("1", "Thành phố Lạng Sơn", "body"),
        ("", "CỘNG", "total"),
        ("", "Tỷ lệ %", "percent"),
    ]


def test_a_district_stands_without_its_type_and_whatever_else_with_it():
    def named(row, rows="district"):
        made = result(rows=[row])
        made.definition = replace(made.definition, rows=rows)
        return appendix(made).table.rows[0].cells[1].text

    district = line("body", "Huyện Bắc Sơn", 1, 1, 0, key=UNIT)
    assert named(district) == named(district, "commune") == "Bắc Sơn"
    assert named(district, "course") == "Huyện Bắc Sơn"  # it is the name of something else
    assert named(replace(district, key=None)) == "Huyện Bắc Sơn"
    assert named(replace(district, label="Thị xã Sơn Tây")) == "Thị xã Sơn Tây"


def test_a_counted_cell_says_what_it_counts():
    body = printed()[1].cells
    assert body[0] == Cell("1", align="center")
    assert body[1] == Cell("Bắc Sơn")
    assert body[-1] == Cell("")
    assert body[2] == Cell(
        "3",
        3,
        key="P4.00000000000a.1.1",
        figure={
            "table": "P4",
            "revision": 2,
            "row": UNIT,
            "block": 1,
            "column": 1,
            "value": "3",
            "snapshot": "s1",
        },
        align="center",
    )
    assert (body[4].text, body[4].value, body[4].figure["value"]) == ("-", 0, "0")


def test_what_is_not_known_is_no_number():
    unknown = printed()[2].cells[3]
    assert (unknown.text, unknown.value, unknown.align) == ("…", None, "center")
    assert (unknown.key, unknown.figure["value"]) == ("P4.body1.1.2", None)


def test_a_share_of_nothing_stands_where_numbers_do_and_words_to_the_left():
    share = TableColumn(2, ("%",), percent=(1, 1))
    columns = (counted(1, "Tổng số"), share, TableColumn(3, ("Lớp",), field="label"))
    row = ResultRow("body", "x", UNIT, (number(0), Computed(None, "-"), Computed(None, "Lớp 1")), 0)
    cells = appendix(result(columns, (row,))).table.rows[0].cells
    assert [cell.align for cell in cells[2:5]] == ["center", "center", ""]


def test_a_share_with_a_count_of_its_own_is_no_formula_and_is_not_followed():
    share = TableColumn(3, ("%",), where=(), percent=(1,))
    made = appendix(result((counted(1, "a"), share), (line("body", "x", 5, 60, key=UNIT),))).table
    assert made.heads[3] == leaf("%", 3, decimals=1)
    assert [bool(cell.key) for cell in made.rows[0].cells[2:4]] == [True, False]


def test_sums_are_bold_and_counted_and_shares_are_not_counted():
    group, total, share = printed()[0], printed()[5], printed()[6]
    assert [cell.bold for cell in group.cells] == [False, True, True, True, True, False]
    assert total.cells[2].key == "P4.total0.0.1" and total.cells[2].figure["row"] is None
    assert (share.cells[3].key, share.cells[3].figure) == ("", None)
    assert share.cells[3].value == Decimal(200) / 3


def test_a_title_alone_has_empty_cells():
    assert printed()[3].cells[2:] == (*[Cell("", bold=True)] * 3, Cell(""))


def test_columns_made_of_others_are_not_counted():
    columns = (counted(1, "a"), TableColumn(2, ("b",), plus=(1,)), counted(-1, "Chưa"))
    made = appendix(result(columns, (line("body", "x", 5, 5, 5, key=UNIT),))).table.rows[0]
    assert [bool(cell.key) for cell in made.cells] == [False, False, True, False, False, False]


def test_the_line_of_shares_is_of_its_base():
    assert [row.base for row in printed(ratio_row_base=1)] == [""] * 6 + ["(1)"]


def test_the_formulas_of_the_table_hold_as_it_is_printed():
    """The share of two thirds is 66,7, and the sums are those of the lines above."""
    made = appendix(result(rows=ROWS, ratio_row_base=1, partitions=(Partition(1, 2, 3),)))
    found = derived(made.table)
    assert found[5, 2].of == ((1, 2), (2, 2), (4, 2))
    assert found[6, 3].of == ((5, 3), (5, 2))


def test_its_keys_are_fit_for_a_paper():
    from papers.test_checks_of_a_paper import paper

    check(paper(appendices=[appendix(result(rows=ROWS))]))


def test_each_counted_cell_leads_to_its_rows():
    def link(of, row, column):
        return f"/tables/{of.definition.id}/{row.label}/{column.number}"

    made = appendix(result(rows=ROWS), link=link).table.rows
    assert made[1].cells[2].href == "/tables/P4/Huyện Bắc Sơn/1"
    assert [cell.href for cell in made[6].cells] == [""] * 6
    assert [cell.href for cell in printed()[1].cells] == [""] * 6


def test_notes_stand_in_the_order_of_the_paper_the_definition_and_the_count():
    made = replace(
        result(note="Theo Thông tư 51", unit_label="khóa", page="A4"), remarks=("4 lượt",)
    )
    assert appendix(made, notes=("Số liệu chốt đến 31/12/2012",)) == Appendix(
        "IV",
        "CHẤT LƯỢNG",
        appendix(made).table,
        ("Số liệu chốt đến 31/12/2012", "Theo Thông tư 51", "4 lượt"),
        "khóa",
        "A4",
    )
    assert appendix(result()).notes == ()
    assert appendix(result()).page == "A3"


@pytest.mark.parametrize(("unit_label", "people"), [("người", True), ("khóa", False), ("", False)])
def test_only_a_table_of_persons_counts_people(unit_label, people):
    assert appendix(result(unit_label=unit_label)).table.people is people
