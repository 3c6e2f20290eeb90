"""Small files made to exhaust the reader: each is read or refused within two seconds and 300 MB.

A line for each; `memory_mb` is the peak of the child that read it, the note what it said.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.files import MAKERS
from benchmarks.measure import Line

MOST_SECONDS, MOST_MB = 2.0, 300


def run(quick: bool) -> Iterator[Line]:
    for name in list(MAKERS)[:: 6 if quick else 1]:
        with tempfile.TemporaryDirectory() as folder:
            found = json.loads(_ran(_ran(name, folder).strip()))
        yield Line(
            f"file.{name}",
            found["wall"],
            target=MOST_SECONDS,
            met=found["wall"] <= MOST_SECONDS and found["child_mb"] <= MOST_MB,
            memory_mb=found["child_mb"],
            note=f"CPU {found['processor']} s; {found['said']}",
        )


def _ran(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.files", *arguments]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    return done.stdout
