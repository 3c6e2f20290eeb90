"""Kept answers of a site: never instead of a sound snapshot, never in a paper, never people, gone with the snapshot."""

from __future__ import annotations

import pytest

from figures.register import CUT_OFF, Register
from goc.figures import upkeep
from goc.figures.compute import Question
from goc.figures.definitions import fingerprint
from goc.figures.queries import answers_home, answers_of, definitions, open_snapshot
from goc.figures.tables import compute
from goc.lib.errors import NotInOrderError
from goc.people.models import Person
from goc.snapshots.models import Snapshot

SHA = "5" * 64


def test_no_name_of_anybody_is_in_the_store(small: Register) -> None:
    with open_snapshot(small_snapshot()) as computer:
        computer.values(definitions().indicators.values(), Question(None, CUT_OFF))
        for definition in definitions().tables.values():
            compute(computer, definition, Question(None, CUT_OFF))
    whole = b"".join(path.read_bytes() for path in answers_home().rglob("*") if path.is_file())
    names = [name.encode() for name in Person.objects.values_list("full_name", flat=True)]
    assert len(whole) > 10_000 and names
    assert [name for name in names if name in whole] == []


def small_snapshot() -> Snapshot:
    return Snapshot.objects.get()


def test_a_damaged_snapshot_answers_nothing_although_it_was_kept(small: Register) -> None:
    snapshot, trained = small_snapshot(), definitions().indicators["trained"]
    with open_snapshot(snapshot) as computer:
        assert computer.value(trained, Question(None, CUT_OFF)).numerator == 6
    with (snapshot.folder / "persons.parquet").open("ab") as file:
        file.write(b"x")
    with pytest.raises(NotInOrderError), open_snapshot(snapshot):
        pass


def test_who_counts_anew_takes_nothing_from_the_store_and_leaves_nothing(small: Register) -> None:
    snapshot, trained = small_snapshot(), definitions().indicators["trained"]
    question = Question(None, CUT_OFF)
    with open_snapshot(snapshot, anew=True) as computer:
        computer.value(trained, question)
    assert not answers_home().exists()
    with open_snapshot(snapshot) as computer:
        computer.value(trained, question)
        store = answers_of(snapshot.manifest_sha256, "duckdb")
        (path,) = store.folder.iterdir()
        false = store.find(["figure", *key_of(trained, question)])
        assert false[1] == "6"
        store.keep(["figure", *key_of(trained, question)], [*false[:1], "7", *false[2:]])
        assert path.exists() and computer.value(trained, question).numerator == 7
    with open_snapshot(snapshot, anew=True) as computer:
        assert computer.value(trained, question).numerator == 6


def key_of(indicator, q: Question) -> list:
    return [fingerprint(indicator), q.unit, q.as_of, q.since, q.boundaries]


def test_answers_of_a_snapshot_that_is_gone_are_told_and_removed(small: Register) -> None:
    snapshot, trained = small_snapshot(), definitions().indicators["trained"]
    with open_snapshot(snapshot) as computer:
        computer.value(trained, Question(None, CUT_OFF))
    stray = answers_home() / SHA
    stray.mkdir()
    (stray / "1").write_text("x")

    (trouble,) = upkeep.troubles()

    assert (trouble.check, str(stray) in trouble.what) == ("answers.of_no_snapshot", True)
    assert trouble.repair is not None and str(stray) in trouble.repair()
    assert [p.name for p in answers_home().iterdir()] == [snapshot.manifest_sha256]
    snapshot.delete()
    upkeep.tidy()
    assert list(answers_home().iterdir()) == []
