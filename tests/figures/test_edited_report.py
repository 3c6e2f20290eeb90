"""A report of the demonstration edited by hand beside the repository: the one figure that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from goc.claims import read_claims, tie
from goc.figures.compute import Computer
from goc.figures.drafts import words_of
from goc.figures.loading import load
from goc.files.reading import read
from goc.snapshots.engine import Frozen

KEPT = Path(__file__).parents[1] / "golden" / "0.1" / "demo" / "dossier" / "snapshot"
RIGHT = ["231 km", "226 đơn vị", "340 đồng chí", "335 đồng chí", "228/335 đồng chí", "78 đồng chí"]


@pytest.mark.slow
def test_the_figure_changed_by_hand_is_named_and_no_other(shared: Path) -> None:
    text = read(shared / "cases" / "word" / "edited-229-not-228.docx").text
    frozen = Frozen(KEPT)
    try:
        computer = Computer(frozen, eager=True)
        question = computer.question(None)
        words = words_of(computer.values(load().indicators.values(), question))
    finally:
        frozen.close()
    found = tie(read_claims(text), words)
    [wrong] = [one for one in found if one.finding in ("differs", "choice")]
    agreeing = [f"{one.claim.value} {one.claim.unit}" for one in found if one.finding == "agrees"]
    assert wrong.claim.value == "229" and "228 đồng chí" in wrong.message
    assert [one for one in RIGHT if one not in agreeing] == []
