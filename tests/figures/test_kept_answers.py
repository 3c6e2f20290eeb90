"""Numbers kept from a snapshot are those that were counted; they are numbers only."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest

from figures.register import CUT_OFF
from goc.figures import answers
from goc.figures.answers import KeptAnswers
from goc.figures.compute import Computer, Question
from goc.figures.queries import definitions
from goc.figures.tables import compute
from goc.snapshots.engine import Frozen

SHA = "5" * 64
LATER = date(2026, 1, 1)


@pytest.fixture
def kept(tmp_path) -> KeptAnswers:
    return KeptAnswers(tmp_path / "answers" / SHA, "duckdb")


@pytest.fixture
def asked(frozen_folder, kept, db) -> Iterator[tuple[Computer, Computer]]:
    """One who counts and keeps; one whose engine is out of reach, who has only what was kept."""
    frozen, closed = Frozen(frozen_folder), Frozen(frozen_folder, "no such engine")
    yield Computer(frozen, answers=kept), Computer(closed, answers=kept)
    frozen.close()
    closed.close()


def questions(computer: Computer) -> list[Question]:
    districts = sorted(computer.units.at_level("district", CUT_OFF))
    return [
        Question(None, CUT_OFF),
        Question(None, CUT_OFF, date(2010, 1, 1), LATER),
        *(Question(unit, CUT_OFF) for unit in districts),
    ]


def test_every_figure_is_told_again_as_it_was_counted(asked) -> None:
    counting, told = asked
    indicators = definitions().indicators.values()
    for question in questions(counting):
        first = counting.values(indicators, question)
        anew = Computer(counting.frozen).values(indicators, question)
        assert first == anew == told.values(indicators, question)


def test_every_figure_by_units_is_told_again_as_it_was_counted(asked) -> None:
    counting, told = asked
    for name in ("trained", "placed_in_command", "intake_party_members", "border_length_km"):
        indicator = definitions().indicators[name]
        counted = counting.values_by(indicator, Question(None, CUT_OFF), "commune")
        assert counted
        assert told.values_by(indicator, Question(None, CUT_OFF), "commune") == counted


@pytest.mark.slow
@pytest.mark.parametrize("by", [None, "commune"])
def test_every_table_is_told_again_as_it_was_counted(asked, by) -> None:
    counting, told = asked
    for definition in definitions().tables.values():
        if definition.kind == "crosstab":
            first = compute(counting, definition, Question(None, CUT_OFF), by)
            anew = compute(Computer(counting.frozen), definition, Question(None, CUT_OFF), by)
            again = compute(told, definition, Question(None, CUT_OFF), by)
            assert first == anew == again


def test_a_list_of_people_is_not_kept(asked, kept) -> None:
    counting, _ = asked
    listings = [t for t in definitions().tables.values() if t.kind == "listing"]
    rows = [compute(counting, t, Question(None, CUT_OFF)).rows for t in listings]
    counting.records(definitions().indicators["trained"], Question(None, CUT_OFF))
    assert all(rows) and not kept.folder.exists()


def test_another_definition_is_another_question(asked) -> None:
    counting, _ = asked
    placed = definitions().indicators["placed_in_command"]
    anybody = replace(placed, numerator=())
    part = counting.value(placed, Question(None, CUT_OFF))
    whole = counting.value(anybody, Question(None, CUT_OFF))
    assert part.numerator < whole.numerator == whole.denominator == part.denominator


def test_another_day_unit_map_engine_version_or_release_is_another_question(
    kept, monkeypatch
) -> None:
    question = ["figure", "f" * 64, None, CUT_OFF, None, None]
    kept.keep(question, ["1"])
    assert kept.find(question) == ["1"]
    others = [
        [*question[:2], str(uuid4()), *question[3:]],
        [*question[:3], LATER, *question[4:]],
        [*question[:4], LATER, None],
        [*question[:5], LATER],
    ]
    assert [kept.find(other) for other in others] == [None] * 4
    assert replace(kept, engine="spark").find(question) is None
    with monkeypatch.context() as patch:
        patch.setattr(answers, "COUNTING_VERSION", answers.COUNTING_VERSION + 1)
        assert kept.find(question) is None
    monkeypatch.setattr("goc.__version__", "99.0")
    assert kept.find(question) is None


def test_an_altered_answer_is_counted_again(asked, kept) -> None:
    counting, _ = asked
    trained, question = definitions().indicators["trained"], Question(None, CUT_OFF)
    figure = counting.value(trained, question)
    (path,) = kept.folder.iterdir()
    path.write_bytes(path.read_bytes().replace(b'"6"', b'"7"'))
    assert counting.value(trained, question) == figure
    path.write_bytes(path.read_bytes()[:70])
    assert counting.value(trained, question) == figure
    path.write_bytes(b"")
    assert counting.value(trained, question) == figure


def test_where_nothing_can_be_kept_all_is_counted(asked, kept) -> None:
    counting, _ = asked
    kept.folder.parent.mkdir()
    kept.folder.write_text("a file, not a folder")
    trained = definitions().indicators["trained"]
    assert counting.value(trained, Question(None, CUT_OFF)).numerator == 6


def test_the_store_keeps_the_newest_and_not_too_many(kept) -> None:
    for number in range(6):
        kept.keep(["figure", number], number)
        age(kept._path(["figure", number]), 100 - number)
    young, old = kept.folder / ".young", kept.folder / ".old"
    for half in (young, old):
        half.write_text("half written")
    age(old, answers.LEFT_AFTER + 1)

    assert answers.trim(kept.folder.parent, most=4) == 3
    assert [kept.find(["figure", n]) for n in range(6)] == [None, None, 2, 3, 4, 5]
    assert (young.exists(), old.exists()) == (True, False)


def age(path: Path, seconds: int) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def test_the_store_may_be_removed_at_any_moment(asked, kept) -> None:
    counting, _ = asked
    trained = definitions().indicators["trained"]
    first = counting.value(trained, Question(None, CUT_OFF))
    shutil.rmtree(kept.folder)
    assert counting.value(trained, Question(None, CUT_OFF)) == first
    assert kept.folder.is_dir()


def test_only_its_owner_reads_the_store(kept) -> None:
    kept.keep(["figure", 1], 1)
    made = (kept.folder.parent, kept.folder, *kept.folder.iterdir())
    assert [p.stat().st_mode & 0o777 for p in made] == [0o700, 0o700, 0o600]
