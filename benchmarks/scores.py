"""The annotated examples beside the repository, and their own scorers, run as they are on any
reader's command.
"""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

SHARED = Path(__file__).parents[2] / "shared"
EXAMPLES = SHARED / "examples"
OURS = (sys.executable, "-m", "goc.claims")


def peer(name: str) -> tuple[str, ...]:
    """The command of another reader, so that one scorer measures all."""
    return (sys.executable, "-m", "benchmarks.peers", name)


def rows(name: str) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for line in (EXAMPLES / name).read_text("utf-8").splitlines()
        if line.strip()
    ]


def text_of(name: str) -> str:
    return unicodedata.normalize("NFC", (EXAMPLES / name).read_text("utf-8"))


def words_of(texts: list[str]) -> int:
    return max(1, sum(len(text.split()) for text in texts))


def official(scorer: str, command: tuple[str, ...]) -> str:
    """What `score_claims.py` or `score_directives.py` prints for a command, on one line."""
    script = [sys.executable, str(EXAMPLES / scorer), str(EXAMPLES), *command]
    done = subprocess.run(
        script, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]
    )
    return ", ".join(f"{name} {value}" for name, value in json.loads(done.stdout).items())
