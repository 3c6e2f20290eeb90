"""What earlier versions made stays readable: their snapshots answer as they did, their dossiers verify."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from goc.figures.compute import Computer
from goc.figures.definitions import fingerprint
from goc.figures.loading import load, load_files
from goc.snapshots.engine import Frozen
from goc.summing_up.verify import verify_dossier
from golden.asking import answers
from logged import put_back

HERE = Path(__file__).parent
KEPT = [path.parent for path in sorted(HERE.glob("*/*/dossier"))]
SLOW = [pytest.param(p, marks=pytest.mark.slow) if p.name != "small" else p for p in KEPT]
OF_ALL = [pytest.param(p, marks=pytest.mark.slow) for p in KEPT]
every = pytest.mark.parametrize("kept", SLOW, ids=lambda p: "/".join(p.parts[-2:]))


def test_each_released_version_left_its_own() -> None:
    assert {"0.1/demo", "0.1/small", "0.1/empty"} <= {"/".join(p.parts[-2:]) for p in KEPT}


@pytest.mark.parametrize("kept", OF_ALL, ids=lambda p: "/".join(p.parts[-2:]))
def test_a_snapshot_answers_as_it_did(kept: Path) -> None:
    told = json.loads((kept / "answers.json").read_text("utf-8"))
    again = answers(kept / "dossier" / "snapshot", kept / "dossier" / "definitions")
    assert len(again["figures"]) == len(told["figures"])
    for now, then in zip(again["figures"], told["figures"], strict=True):
        assert now == then
    assert again["tables"] == told["tables"]


@every
def test_a_snapshot_answers_the_indicators_of_today(kept: Path) -> None:
    told = json.loads((kept / "answers.json").read_text("utf-8"))["figures"][0]["values"]
    then, today = (
        load_files((kept / "dossier" / "definitions").glob("*.toml")).indicators,
        load().indicators,
    )
    frozen = Frozen(kept / "dossier" / "snapshot")
    try:
        computer = Computer(frozen)
        figures = computer.values(today.values(), computer.question(None))
    finally:
        frozen.close()
    same = {
        id_ for id_, i in today.items() if id_ in then and fingerprint(i) == fingerprint(then[id_])
    }
    assert same
    numbers = {f.indicator.id: str(f.numerator) for f in figures}
    assert {id_: numbers[id_] for id_ in same} == {id_: told[id_][1] for id_ in same}


@every
def test_a_dossier_verifies_where_it_was_recorded(kept: Path, db: None) -> None:
    put_back(kept / "events.json")
    assert verify_dossier(kept / "dossier") == []


@every
def test_a_dossier_elsewhere_lacks_only_the_anchor(kept: Path, db: None) -> None:
    assert [(p["file"], p["where"]) for p in verify_dossier(kept / "dossier")] == [
        ("manifest.json", "nhật ký hệ thống")
    ]
