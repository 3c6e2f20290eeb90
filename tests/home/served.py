"""A server in a process of its own, on an embedded site of its own, for the tests that need a real one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TESTS = Path(__file__).parents[1]
OWN = {k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DATABASE_URL", "DJANGO_"))}
GOC = [sys.executable, "-m", "goc.cli"]
OWN_MOUNTS = ["unshare", "--mount"]
"""What is mounted goes with the command."""
SERVE = [*GOC, "serve", "--bind", "127.0.0.1:0", "--json"]


def after(shell: str) -> list[str]:
    """What runs a command once a shell has done something first (set a limit, mounted a disk)."""
    return ["sh", "-c", f'{shell} && exec "$@"', "sh"]


def goc(
    folder: Path, *words: str, through: Sequence[str] = (), **more: str
) -> subprocess.CompletedProcess[str]:
    """The command on that site; `through`: what runs it; `more`: of the environment."""
    return subprocess.run(
        [*through, *GOC, *words],
        env=OWN | {"GOC_SITE": str(folder)} | more,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


@dataclass
class Served:
    process: subprocess.Popen[str]
    url: str


@contextmanager
def served(
    folder: Path, command: Sequence[str] = SERVE, *, through: Sequence[str] = (), **more: str
) -> Iterator[Served]:
    """Ends with the block, in whatever way."""
    process = subprocess.Popen(
        [*through, *command],
        env=OWN | {"GOC_SITE": str(folder)} | more,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        line = process.stdout.readline() if process.stdout else ""
        assert line, process.communicate(timeout=30)
        yield Served(process, json.loads(line)["url"])
    finally:
        process.kill()
        process.communicate(timeout=30)
