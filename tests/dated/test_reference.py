"""Shipped catalogues in `Entry`: laid in, brought up to date, asked by day, by name and alias."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from goc.dated import reference
from goc.dated.models import Entry
from goc.dated.reference import find_code, labels, load_all, out_of_step

pytestmark = pytest.mark.django_db
CHANGED = date(2020, 7, 1)
FILE = """
[drink]
from = 2000-01-01
source = "QĐ 1"
entries = [
    {code = "tea", name = "Chè", to = 2020-07-01},
    {code = "tea", name = "Trà", aliases = ["Nước chè", "Chè xanh"], from = 2020-07-01, hot = true},
    {code = "water", name = "Nước", source = "QĐ 2", from = 1990-01-01, rank = 2},
]

[old_drink]
to = 2010-01-01
entries = [{code = "root", name = "Rễ cây"}]
"""


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch):
    """Writes the file anew and lays it in; gives how many rows were written."""
    path = tmp_path / "drinks.toml"
    monkeypatch.setattr(reference, "_files", [])
    reference.register(path)
    reference.catalogue_rows.cache_clear()

    def call(text: str = FILE) -> int:
        path.write_text(text, "utf-8")
        return load_all()

    yield call
    reference.catalogue_rows.cache_clear()


def rows(catalogue: str = "drink"):
    return [
        (e.code, e.name, e.valid_from, e.valid_to, e.source, e.position, e.attributes)
        for e in Entry.objects.filter(catalogue=catalogue).order_by("position")
    ]


def test_entries_with_the_defaults_of_their_catalogue(shipped):
    assert shipped() == 4
    start = date(2000, 1, 1)
    assert rows() == [
        ("tea", "Chè", start, CHANGED, "QĐ 1", 0, {}),
        ("tea", "Trà", CHANGED, None, "QĐ 1", 1, {"hot": True}),
        ("water", "Nước", date(1990, 1, 1), None, "QĐ 2", 2, {"rank": 2}),
    ]
    assert rows("old_drink") == [("root", "Rễ cây", date(1900, 1, 1), date(2010, 1, 1), "", 0, {})]
    assert Entry.objects.get(name="Trà").aliases == ["Nước chè", "Chè xanh"]


def test_a_second_time_nothing_is_written(shipped):
    shipped()
    ids = set(Entry.objects.values_list("pk", "changed_at"))
    assert (shipped(), out_of_step()) == (0, [])
    assert set(Entry.objects.values_list("pk", "changed_at")) == ids


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('name = "Nước"', 'name = "Nước lọc"', ("name", "Nước lọc")),
        ("rank = 2", "rank = 3", ("attributes", {"rank": 3})),
        ('source = "QĐ 2"', 'source = "QĐ 3"', ("source", "QĐ 3")),
        ('name = "Nước"', 'name = "Nước", aliases = ["H2O"]', ("aliases", ["H2O"])),
        ("rank = 2", "rank = 2, to = 2025-01-01", ("valid_to", date(2025, 1, 1))),
    ],
)
def test_what_is_mended_in_the_file_is_mended_in_its_row(shipped, old, new, told):
    shipped()
    before = Entry.objects.get(code="water")
    assert old in FILE
    assert shipped(FILE.replace(old, new)) == 1
    after = Entry.objects.get(code="water")
    assert (after.pk, getattr(after, told[0])) == (before.pk, told[1])
    assert after.changed_at > before.changed_at


def test_another_start_is_another_row_and_what_a_site_added_stays(shipped):
    shipped()
    own = Entry.objects.create(catalogue="drink", code="coffee", name="Cà phê", valid_from=CHANGED)
    later = '"Rễ cây", from = 2015-01-01, to = 2016-01-01'
    assert shipped(FILE.replace('"Rễ cây"', later)) == 1
    assert Entry.objects.filter(code="root").count() == 2
    assert Entry.objects.filter(pk=own.pk).exists()


def test_a_law_that_ends_an_entry_and_begins_its_successor_on_one_day(shipped):
    """A release ships the new end of a row and the row that goes on from there."""
    shipped()
    old = '{code = "water", name = "Nước", source = "QĐ 2", from = 1990-01-01, rank = 2}'
    assert old in FILE
    ended = old.replace("rank = 2", "to = 2026-01-26, rank = 2")
    begun = '{code = "water", name = "Nước sạch", from = 2026-01-26, rank = 2}'
    assert shipped(FILE.replace(old, f"{ended}, {begun}")) == 2
    told = Entry.objects.filter(code="water").order_by("valid_from")
    assert [(e.name, e.valid_to) for e in told] == [
        ("Nước", date(2026, 1, 26)),
        ("Nước sạch", None),
    ]


def test_what_the_database_has_otherwise_is_told_before_it_is_mended(shipped):
    shipped()
    Entry.objects.filter(code="water").update(name="Rượu")
    Entry.objects.filter(code="root").delete()
    reference.catalogue_rows.cache_clear()
    assert sorted((e.code, e.name, e.pk is None) for e in out_of_step()) == [
        ("root", "Rễ cây", True),
        ("water", "Nước", False),
    ]
    assert Entry.objects.get(code="water").name == "Rượu"
    assert (load_all(), load_all()) == (2, 0)


def test_a_file_is_registered_once(tmp_path, monkeypatch):
    monkeypatch.setattr(reference, "_files", [])
    for _ in range(2):
        reference.register(tmp_path / "a.toml")
    assert reference._files == [tmp_path / "a.toml"]


@pytest.mark.parametrize(
    ("day", "tea"),
    [
        (date(1999, 1, 1), "Trà"),  # of no day: the latest name
        (date(2000, 1, 1), "Chè"),
        (CHANGED - timedelta(days=1), "Chè"),
        (CHANGED, "Trà"),
    ],
)
def test_the_label_of_a_day(shipped, day, tea):
    shipped()
    assert labels("drink", as_of=day) == {"tea": tea, "water": "Nước"}
    assert list(labels("drink", as_of=day)) == ["tea", "water"]


def test_what_is_over_keeps_its_name(shipped):
    shipped()
    assert labels("old_drink", as_of=CHANGED) == {"root": "Rễ cây"}
    assert labels("none", as_of=CHANGED) == {}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("tea", "tea"),
        ("TRA", "tea"),
        (" trà ", "tea"),
        ("Che", "tea"),
        ("nuoc che", "tea"),
        ("Chè  xanh", "tea"),
        ("nước", "water"),
        ("Rễ cây", None),
        ("Trà đá", None),
        ("", None),
    ],
)
def test_a_code_by_its_name_or_alias_of_any_time(shipped, text, code):
    shipped()
    assert find_code("drink", text) == code


def test_a_label_is_that_of_all_labels(db):
    for day in (date(1990, 1, 1), date(2019, 1, 1), date(2026, 1, 1)):
        everything = reference.labels("post", as_of=day)
        assert {code: reference.label("post", code, as_of=day) for code in everything} == everything
    assert reference.label("post", "deputy_commander", as_of=date(2019, 1, 1)) == "Chỉ huy phó"
    assert reference.label("post", "no_such", as_of=date(2019, 1, 1)) == "no_such"
