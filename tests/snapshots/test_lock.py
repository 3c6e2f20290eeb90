"""What was ever released stays: the lock against the code, and against what released versions left."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path

import pytest

from goc.dated.models import Record
from goc.people.models import Holding
from goc.snapshots import lock

GOLDEN = sorted((Path(__file__).parents[1] / "golden").glob("*/*/dossier/snapshot/manifest.json"))


def test_nothing_released_is_gone_or_changed() -> None:
    told = "what snapshots and events of released versions hold must stay readable"
    assert lock.broken(lock.locked(), lock.present()) == [], told


def test_everything_written_is_locked() -> None:
    told = "run `python tools/frozen.py add` and commit src/goc/snapshots/frozen.lock.json"
    assert lock.added(lock.locked(), lock.present()) == [], told


def test_the_file_is_as_the_tool_writes_it() -> None:
    assert lock.PATH.read_text("utf-8") == lock.text_of(lock.present())


@pytest.mark.parametrize("manifest", GOLDEN, ids=lambda p: "/".join(p.parts[-5:-3]))
def test_it_holds_all_that_released_snapshots_have(manifest: Path) -> None:
    tables = json.loads(manifest.read_bytes())["tables"]
    then = {
        "tables": {t["name"]: t["columns"] for t in tables},
        "record_kinds": ["people.person"],
    }
    assert lock.broken(then, lock.locked()) == []


def changed() -> lock.Lock:
    code = deepcopy(lock.present())
    code["tables"].pop("careers")
    code["tables"]["holdings"].pop("acting")
    code["tables"]["holdings"]["phụ trách"] = "bool"
    code["tables"]["persons"]["birth_year"] = "text"
    code["record_kinds"].remove("people.holding")
    return code


def test_what_is_gone_renamed_or_of_another_type_is_named_with_what_to_do() -> None:
    assert lock.broken(lock.locked(), changed()) == [
        "table careers is gone: keep it registered (no rows are needed), released snapshots have it",
        "column holdings.acting is gone or renamed: keep it (null where there is no value), and add the "
        "new one beside it",
        "column persons.birth_year was int, now text: a new type or meaning is a new column",
        "record kind people.holding is gone: a model that moved or changed its name says "
        'pinned_kind = "people.holding"',
    ]


def test_what_is_new_is_named() -> None:
    code = lock.present()
    code["tables"]["refreshers"] = {"person": "text"}
    code["record_kinds"].append("training.refresher")
    assert lock.added(lock.locked(), code) == ["refreshers.person", "training.refresher"]


def test_a_model_that_moves_keeps_the_kind_it_was_released_under(monkeypatch) -> None:
    assert (Record.pinned_kind, Holding.record_kind()) == ("", "people.holding")
    monkeypatch.setattr(Holding, "pinned_kind", "people.post_held")
    assert Holding.record_kind() == "people.post_held"
