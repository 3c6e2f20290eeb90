"""The annotated examples beside the repository, through their own scorers."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT.parent / "shared" / "examples"
pytestmark = pytest.mark.skipif(
    not EXAMPLES.is_dir(), reason="shared/examples is not beside the repository"
)


def score(scorer, reader):
    command = [
        sys.executable,
        str(EXAMPLES / scorer),
        str(EXAMPLES),
        sys.executable,
        "-m",
        "goc.claims",
        reader,
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
    )
    return json.loads(done.stdout)


def test_claims():
    got = score("score_claims.py", "claims")
    assert (got["crashed"], got["false_alarms"], got["contradictions"]) == (0, 0, "2/2")
    assert min(got[key] for key in ("f1", "value", "kind", "unit", "hedge")) >= 0.99


def test_directives():
    got = score("score_directives.py", "directive")
    assert got["failed"] == 0
    assert min(got[key] for key in ("header", "outline_f1", "bases_f1")) >= 0.99
