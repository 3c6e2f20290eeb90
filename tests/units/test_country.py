"""The whole country, from the data shared with this project; skipped where they are not."""

import csv
import re
from datetime import date

import pytest

from goc.units import queries
from goc.units.loading import load_builtin, load_directory
from goc.units.models import Lineage, UnitVersion

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LAST = [date(2008, 8, 1), date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 30)]


def test_every_state_of_the_catalogue(shared):
    folder = shared / "data" / "units"
    load_directory(folder, by="t")
    with (folder / "units.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    table = re.findall(
        r"\| (20\d\d) \| (\d+) \| (\d+) \| ([\d,]+)", (folder / "README.md").read_text("utf-8")
    )
    told = {date(int(y), 1, 1): (int(p), int(d), int(c.replace(",", ""))) for y, p, d, c in table}
    assert len(told) == 22
    for day in [*told, *LAST]:
        its = [
            r["level"]
            for r in rows
            if r["valid_from"] <= str(day) and (not r["valid_to"] or str(day) < r["valid_to"])
        ]
        expected = tuple(its.count(level) for level in ("province", "district", "commune"))
        assert tuple(queries.counts(as_of=day).values()) == expected == told.get(day, expected)
    province = queries.find_unit("3-tier:20", as_of=date(2012, 1, 1))
    days = [date(2012, 12, 31), date(2020, 1, 1), date(2024, 12, 1), date(2025, 7, 1)]
    assert [queries.counts(as_of=d, root=province)["communes"] for d in days] == [226, 200, 194, 65]
    assert queries.find_unit("2-tier:20", as_of=date(2026, 1, 1)) == province
    assert (queries.parent_faults(), load_directory(folder, by="t")["changed"]) == ([], False)
    assert len(queries.tree(as_of=date(2012, 12, 31))) == 63 + 700 + 11007


def test_the_builtin_catalogue():
    pytest.importorskip("vietnamadminunits")
    load_builtin(by="t")
    assert queries.counts(as_of=date(2025, 6, 30)) == {
        "provinces": 63,
        "districts": 696,
        "communes": 10035,
    }
    assert queries.counts(as_of=date(2025, 7, 1)) == {
        "provinces": 34,
        "districts": 0,
        "communes": 3321,
    }
    assert UnitVersion.objects.filter(valid_to=None).count() == 3355
    province = queries.find_unit("2-tier:20", as_of=date(2026, 1, 1))
    assert queries.find_unit("3-tier:20", as_of=date(2025, 6, 1)) == province
    communes = queries.descendant_ids(province, as_of=date(2025, 7, 1)) - {province.pk}
    assert (
        Lineage.objects.filter(to_unit__in=communes).values("from_unit").distinct().count() == 194
    )


def test_without_the_package_one_sentence_says_what_to_install(monkeypatch):
    monkeypatch.setattr("goc.units.builtin.find_spec", lambda name: None)
    with pytest.raises(Exception, match=r"Hãy cài `goc\[catalogue\]`"):
        load_builtin(by="t")
