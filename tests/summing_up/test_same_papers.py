"""What the papers of a dossier say is what they said before they became kinds of the desk."""

from __future__ import annotations

import json
import os

from summing_up.same_papers import BEFORE, told


def test_the_papers_say_what_they_said_before(cast) -> None:
    now = told(cast)
    if os.environ.get("KEEP_PAPERS"):
        for name, said in now.items():
            path = BEFORE / f"{name.replace('/', '.')}.json"
            path.write_text(json.dumps(said, ensure_ascii=False, indent=0), "utf-8")
    names = {path.name.removesuffix(".json").replace(".", "/") for path in BEFORE.glob("*.json")}
    assert set(now) == names
    for name, said in now.items():
        before = json.loads((BEFORE / f"{name.replace('/', '.')}.json").read_text("utf-8"))
        assert said["text"] == before["text"], name
        assert said["content"] == before["content"], name
