"""The demonstration site really served: filled by a process of its own, `goc serve` in another."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).parents[1]
GOC = [sys.executable, "-c", "from goc.cli import main; main()"]
PATIENCE = 60  # seconds for a server to end before it is killed


@dataclass
class Served:
    """A running server; `told` says who may sign in (login, password) and the snapshot's id."""

    folder: Path
    environ: dict[str, str]
    told: dict[str, str]
    process: subprocess.Popen[str]
    url: str

    def command(self, *words: str) -> int:
        """A `goc` command beside the server, on the same site; returns its exit code."""
        environ = {**self.environ, "GOC_AS": self.told["login"]}
        done = subprocess.run([*GOC, *words], env=environ, capture_output=True, check=False)
        return done.returncode

    def memory(self) -> int:
        """Resident megabytes; 0 once it has ended."""
        with suppress(OSError):
            for line in Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) // 1024
        return 0

    def processor(self) -> float:
        """Seconds of processor time it has used: the same on a busy machine and a quiet one."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def end(self) -> float | None:
        """Seconds from SIGTERM to the end of the process; None when it had to be killed."""
        start = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return None
        return time.perf_counter() - start


@contextmanager
def served(database: str = "") -> Iterator[Served]:
    """`database`: the URL of an empty PostgreSQL; without it SQLite in the site's folder."""
    folder = Path(tempfile.mkdtemp(prefix="goc-served-"))
    environ = _environ(folder, database)
    process = None
    try:
        told = _filled(folder, environ, database)
        with (folder / "server.log").open("w") as log:
            command = [*GOC, "serve", "--bind", "127.0.0.1:0", "--json"]
            process = subprocess.Popen(
                command, env=environ, stdout=subprocess.PIPE, stderr=log, text=True
            )
        assert process.stdout is not None
        url = json.loads(process.stdout.readline())["url"].replace("localhost", "127.0.0.1")
        yield Served(folder, environ, told, process, url)
    finally:
        if process is not None and process.poll() is None:
            process.kill()
            process.wait()
        shutil.rmtree(folder, ignore_errors=True)


def _environ(folder: Path, database: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DATABASE_URL"))}
    engine = {k: v for k, v in os.environ.items() if k.startswith("GOC_ENGINE_")}
    site = {"GOC_SITE": str(folder / "site")}
    if database:
        site = {
            "DATABASE_URL": database,
            "GOC_DATA": str(folder / "site"),
            "GOC_SECRET_KEY": "only-for-a-throw-away-site-on-loopback",
        }
    return {**kept, **engine, **site, "PYTHONPATH": str(CHECKOUT / "src")}


def _filled(folder: Path, environ: dict[str, str], database: str) -> dict[str, Any]:
    command = [*GOC, "demo", "--no-serve", "--json", "--dir", environ.get("GOC_SITE", "")]
    if database:
        command = [sys.executable, "-m", "benchmarks.fill", str(folder / "dossier")]
    done = subprocess.run(
        command, env=environ, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, check=True
    )
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told
