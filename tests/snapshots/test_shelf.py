"""What a killed maker left, settled by the row alone; tables completed and limited, row by row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import ibis
import pyarrow as pa
import pytest
from django.db.models import Q
from django.utils import timezone

from goc.funding.models import Funding
from goc.lib.canonical import digest
from goc.lib.folders import making_of
from goc.lib.locks import held
from goc.snapshots.completing import completed, completed_rows
from goc.snapshots.declared import frozen_model
from goc.snapshots.keeping import SNAPSHOTS, settle_row
from goc.snapshots.models import Snapshot
from goc.snapshots.registry import TABLES, Freezing, FrozenTable
from goc.snapshots.within import Within, along_with, kept_by

MANIFEST = b"{}"
ANOTHER = "01a228ab-5d25-76f4-ac74-a2c3541609f7"


@pytest.fixture
def recorded(db):
    """A row of a snapshot; nothing of its folder is there yet."""
    return Snapshot.objects.create(
        cut_off=date(2012, 12, 31),
        made_at=timezone.now(),
        made_by="operator",
        manifest_sha256=digest(MANIFEST),
    )


def left(folder: Path, manifest: bytes | None = MANIFEST) -> Path:
    """A folder as its maker left it, with its manifest or before it."""
    folder.mkdir(parents=True)
    (folder / "facts.parquet").write_bytes(b"x")
    if manifest is not None:
        (folder / "manifest.json").write_bytes(manifest)
    return folder


def there() -> list[str]:
    return sorted(path.name for path in SNAPSHOTS.home.iterdir())


def test_a_recorded_folder_that_was_sealed_gets_its_name(recorded):
    leftover = left(making_of(recorded.folder))
    assert SNAPSHOTS.settle_one(leftover)
    assert there() == [str(recorded.public_id)]


def test_a_recorded_folder_that_was_not_sealed_is_removed(recorded):
    assert SNAPSHOTS.settle_one(left(making_of(recorded.folder), manifest=None))
    assert there() == []


def test_a_recorded_folder_that_is_not_as_it_was_recorded_is_for_people_to_judge(recorded):
    leftover = left(making_of(recorded.folder), manifest=b"{} ")
    assert not SNAPSHOTS.settle_one(leftover)
    assert there() == [leftover.name]


def test_beside_the_folder_that_is_there_a_leftover_is_for_people_to_judge(recorded):
    left(recorded.folder)
    leftover = left(making_of(recorded.folder))
    assert not SNAPSHOTS.settle_one(leftover)
    assert there() == [leftover.name, str(recorded.public_id)]


@pytest.mark.parametrize("name", [f".making-{ANOTHER}", ".making-ghi chú", ".making-"])
def test_what_no_row_knows_is_removed(recorded, name):
    assert SNAPSHOTS.settle_one(left(SNAPSHOTS.home / name))
    assert there() == []


def test_all_are_settled_but_what_a_living_maker_holds(recorded):
    left(making_of(recorded.folder))
    left(SNAPSHOTS.home / f".making-{ANOTHER}")
    with held(left(SNAPSHOTS.home / ".making-sống")):
        SNAPSHOTS.settle()
    assert there() == sorted([".making-sống", str(recorded.public_id)])


def test_a_row_gets_its_folder_where_the_maker_could_not(recorded):
    assert not settle_row(recorded)
    left(making_of(recorded.folder), manifest=b"other")
    assert not settle_row(recorded)
    (making_of(recorded.folder) / "manifest.json").write_bytes(MANIFEST)
    assert settle_row(recorded) and settle_row(recorded)
    assert there() == [str(recorded.public_id)]


def test_a_row_is_found_by_the_name_of_its_folder(recorded):
    assert SNAPSHOTS.row_of(str(recorded.public_id)) == recorded
    assert SNAPSHOTS.holds(recorded)
    assert [SNAPSHOTS.row_of(name) for name in (ANOTHER, "", "ghi chú")] == [None] * 3
    assert not SNAPSHOTS.holds(Snapshot(public_id=uuid4()))


COLUMNS = {"unit": "text", "amount": "decimal", "day": "date", "is_new": "bool", "year": "int"}


def test_what_an_old_table_lacks_is_null_and_what_it_has_stays():
    old = ibis.memtable(pa.table({"unit": ["a", "b"], "other": [1, 2]}))
    rows = completed(old, COLUMNS).order_by("unit").to_pyarrow()
    assert rows.to_pylist() == [
        {"unit": name, "other": n, "amount": None, "day": None, "is_new": None, "year": None}
        for name, n in (("a", 1), ("b", 2))
    ]
    assert rows.schema.field("amount").type == pa.decimal128(18, 3)
    assert rows.schema.field("day").type == pa.date32()
    assert (rows.schema.field("is_new").type, rows.schema.field("year").type) == (
        pa.bool_(),
        pa.int64(),
    )


def test_a_table_that_lacks_nothing_is_left_as_it_is():
    whole = ibis.memtable(pa.table({"unit": ["a"], "year": [1]}))
    assert completed(whole, {"unit": "text", "year": "int"}) is whole


def test_rows_keep_their_own_values():
    rows = completed_rows(iter([{"year": 1}, {"unit": "a", "x": 2}]), COLUMNS)
    nothing = dict.fromkeys(COLUMNS)
    assert rows == [{**nothing, "year": 1}, {**nothing, "unit": "a", "x": 2}]
    assert completed_rows([], COLUMNS) == []


class Opened:
    """Stands for an opened snapshot of everything: two tables in memory."""

    def __init__(self):
        people = {"person": ["p1", "p2", "p3"], "keeper": ["a", "b", None]}
        facts = {"person": ["p1", "p1", "p2", "p9"], "value": [1, 2, 3, 4]}
        self.tables = {"p": ibis.memtable(pa.table(people)), "f": ibis.memtable(pa.table(facts))}
        self.asked, self.laid = [], 0

    def whole(self, name):
        self.asked.append(name)
        return self.tables[name]

    def lay(self, table):
        self.laid += 1
        return ibis.memtable(table)


@pytest.fixture
def opened(monkeypatch):
    columns = {"person": "text"}
    for name, limit in (("p", kept_by("keeper")), ("f", along_with("p", "person"))):
        made = FrozenTable(name, columns, lambda _: [], limit=limit)
        monkeypatch.setitem(TABLES, name, made)
    return Opened()


def read(table, column):
    return sorted(table.to_pyarrow().column(column).to_pylist())


@pytest.mark.parametrize(
    ("units", "people", "values"),
    [
        ({"a"}, ["p1"], [1, 2]),
        ({"b", "c"}, ["p2"], [3]),
        ({"a", "b"}, ["p1", "p2"], [1, 2, 3]),
        ({"c"}, [], []),
        (set(), [], []),
    ],
    ids=lambda given: str(sorted(given)),
)
def test_a_scope_reads_its_own_rows_and_what_goes_along(opened, units, people, values):
    within = Within(opened, frozenset(units))
    assert read(within.table("f"), "value") == values
    assert read(within.table("p"), "person") == people


def test_the_units_are_laid_once_and_each_table_is_limited_once(opened):
    within = Within(opened, frozenset({"a"}))
    assert within.table("p") is within.table("p")
    within.table("f")
    assert (opened.laid, sorted(opened.asked)) == (1, ["f", "p"])


def test_what_has_no_limit_is_read_whole(opened, monkeypatch):
    monkeypatch.setitem(TABLES, "p", FrozenTable("p", {"person": "text"}, lambda _: []))
    within = Within(opened, frozenset({"a"}))
    assert read(within.table("p"), "person") == ["p1", "p2", "p3"]
    assert within.whole("f") is opened.tables["f"]
    monkeypatch.delitem(TABLES, "f")  # a table that nobody registers any more
    assert read(within.table("f"), "value") == [1, 2, 3, 4]


def freezing(units=None):
    return Freezing(units, date(2012, 12, 31), date(2026, 11, 20))


def test_within_everything_nothing_is_filtered():
    assert freezing().within(unit="keeper_id") == {}
    assert freezing(frozenset({1})).within(unit="keeper_id", other="unit_id") == {
        "keeper_id__in": frozenset({1}),
        "unit_id__in": frozenset({1}),
    }


def test_a_model_is_frozen_as_its_columns_say(cast):
    def spent(unit, year, paper=""):
        return Funding.objects.create(
            unit=unit,
            year=year,
            source="province",
            item="teaching",
            amount=Decimal("7.5"),
            paper=paper,
        )

    first, second = spent(cast.province, 2011), spent(cast.district, 2012, "QĐ 15")
    table = frozen_model("funding", Funding)
    names = list(table.columns)
    assert names[0] == "record" and table.columns["amount"] == "decimal"

    def rows(units=None, made=table):
        return [dict(zip(names, row, strict=True)) for row in made.rows(freezing(units))]

    one, two = rows()
    assert (one["record"], one["unit"], one["year"], one["amount"]) == (
        str(first.public_id),
        str(cast.province.public_id),
        2011,
        Decimal("7.5"),
    )
    assert (one["paper"], two["paper"]) == (None, "QĐ 15")  # an empty text is nothing
    assert [row["record"] for row in rows(frozenset({cast.district.pk}))] == [str(second.public_id)]
    begun = frozen_model("funding", Funding, begun=lambda _: Q(year__lte=2011))
    assert [row["record"] for row in rows(made=begun)] == [str(first.public_id)]
