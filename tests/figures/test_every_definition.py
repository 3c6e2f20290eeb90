"""Every indicator and every table definition, built in: loads, computes, and equals its records."""

from __future__ import annotations

from fractions import Fraction

import pytest

from goc.figures import loading
from goc.figures.behind import Place, can_be_listed, cell_records
from goc.figures.compute import Computer
from goc.figures.definitions import Indicator, TableDefinition
from goc.figures.grains import GRAINS
from goc.figures.maps import LEVELS
from goc.figures.tables import compute

FOUND = loading.load()
SENSITIVE = {
    "ethnicity",
    "ethnic_minority",
    "religion",
    "party",
    "party_joined",
    "political_theory",
    "health_class",
    "entry_party",
    "entry_health_class",
    "party_committee",
    "rating",
    "value",
}
indicators = pytest.mark.parametrize("indicator", FOUND.indicators.values(), ids=FOUND.indicators)
tables = pytest.mark.parametrize("table", FOUND.tables.values(), ids=FOUND.tables)
crosstabs = pytest.mark.parametrize(
    "table", [t for t in FOUND.tables.values() if t.kind == "crosstab"], ids=lambda t: t.id
)


def test_the_sensitive_columns_are_those_of_the_design() -> None:
    assert {
        name for g in GRAINS.values() for name, c in g.columns.items() if c.sensitive
    } == SENSITIVE


@indicators
def test_it_says_what_it_is_and_where_it_comes_from(indicator: Indicator) -> None:
    assert indicator.label and indicator.label_en and indicator.source and indicator.revision >= 1
    parts = (indicator, *indicator.parts)
    fields = {c.field for part in parts for c in (*part.population, *part.numerator)}
    assert indicator.sensitive == bool(fields & SENSITIVE)


@indicators
def test_a_share_has_one_precision(indicator: Indicator) -> None:
    assert indicator.kind != "ratio" or indicator.decimals == 1


@tables
def test_a_share_in_a_table_has_the_same(table: TableDefinition) -> None:
    assert table.decimals == 1


@indicators
def test_the_value_is_what_its_records_add_up_to(indicator: Indicator, computer: Computer) -> None:
    figure = computer.value(indicator, computer.question(None))
    below = computer.records(indicator, figure.question, "denominator")
    above = computer.records(indicator, figure.question, "numerator")
    assert len({r["record"] for r in below}) == len(below)
    assert sum(r["weight"] for r in above) == figure.numerator
    if indicator.per is not None:
        assert sum(r["weight"] for r in below) == figure.denominator
        each = figure.numerator / figure.denominator if figure.denominator else None
        factor = 100 if indicator.kind == "ratio" else 1
        assert figure.value == (None if each is None or not above else each * factor)
    elif indicator.kind == "ratio":
        assert sum(r["weight"] for r in below) == figure.denominator
        assert figure.value == (
            figure.numerator / figure.denominator * 100 if figure.denominator else None
        )
        assert {r["record"] for r in above} <= {r["record"] for r in below}
    else:
        assert (figure.denominator, above) == (None, below)
        nothing = indicator.kind == "sum" and not below
        assert figure.value == (None if nothing else figure.numerator)


@indicators
def test_the_units_of_a_level_add_up_to_the_whole(indicator: Indicator, computer: Computer) -> None:
    q = computer.question(None)
    figure = computer.value(indicator, q)
    for level in LEVELS:
        parts = computer.values_by(indicator, q, level)
        assert sum((n or 0 for n, _ in parts.values()), Fraction(0)) == figure.numerator


@pytest.mark.slow
@indicators
def test_nothing_is_counted_where_nothing_is(indicator: Indicator, computer: Computer) -> None:
    elsewhere = next(u for u, v in computer.units.versions.items() if v[0].name == "Tỉnh B")
    figure = computer.value(indicator, computer.question(elsewhere))
    zero = None if indicator.kind in ("ratio", "sum", "quotient") else Fraction(0)
    assert (figure.value, figure.numerator) == (zero, 0)
    assert figure.text == "…" if zero is None else figure.text.startswith("0")


@tables
def test_it_computes_and_its_checks_hold(table: TableDefinition, computer: Computer) -> None:
    result = compute(computer, table, computer.question(None))
    assert result.problems == []
    assert table.title and table.title_en and table.source
    counts_nothing = not any(cell.value for r in result.rows for cell in r.cells)
    by_unit = table.rows in LEVELS or table.kind != "crosstab"
    assert any(r.kind == "body" for r in result.rows) or (counts_nothing and not by_unit)
    assert all(len(r.cells) == len(result.columns) for r in result.rows if r.cells)


@pytest.mark.slow
@crosstabs
def test_every_counted_cell_is_its_records(table: TableDefinition, computer: Computer) -> None:
    q = computer.question(None)
    result = compute(computer, table, q)
    rows = table.rows if table.rows not in LEVELS else result.definition.rows
    counted = [r for r in result.rows if r.cells and r.kind != "ratio"]
    bodies = [r for r in counted if r.kind == "body"]
    for row in [r for r in counted if r.kind == "total"] + bodies[:1]:
        key = row.key if row.kind == "body" else ""
        block = row.block if row.kind != "total" else -1
        for column, cell in zip(result.columns, row.cells, strict=True):
            if column.is_share or not can_be_listed(table, column.number):
                continue
            if column.number % 3 and column.number > 0 and len(result.columns) > 30:
                continue  # of the widest tables every third column, and every one that a partition added
            records = cell_records(computer, table, q, Place(rows, key, block, column.number))
            assert sum((r["weight"] for r in records), Fraction(0)) == (cell.value or 0), (
                row.label,
                column.number,
            )


@crosstabs
def test_the_total_is_the_sum_of_its_rows(table: TableDefinition, computer: Computer) -> None:
    result = compute(computer, table, computer.question(None))
    if not table.total:
        return
    total = next(r for r in result.rows if r.kind == "total")
    for at, column in enumerate(result.columns):
        if column.where is not None and not column.is_share:
            assert (total.cells[at].value or 0) == sum(
                r.cells[at].value or 0 for r in result.rows if r.kind == "body"
            )
