"""Whatever the umask was: what a site writes is for its owner only."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from home.served import GOC, OWN, TESTS, after, goc, served

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_server_database")]
OPEN_TO_ALL = after("umask 000")


def open_to_others(folder: Path) -> list[str]:
    return [str(path) for path in [folder, *folder.rglob("*")] if is_open_to_others(path)]


def is_open_to_others(path: Path) -> bool:
    """Not what is gone again: a server at work takes a reading out of the spool at any moment."""
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except FileNotFoundError:
        return False


def appears(path: Path) -> None:
    end = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < end, path
        time.sleep(0.05)


def test_a_site_after_real_acts(tmp_path):
    site, export, given = tmp_path / "own", tmp_path / "people.xlsx", tmp_path / "given.pdf"
    given.write_bytes(b"%PDF-1.4")
    given.chmod(0o666)
    environment = OWN | {"GOC_SITE": str(site), "PYTHONPATH": os.pathsep.join(sys.path)}
    assert goc(site, "migrate", through=OPEN_TO_ALL).returncode == 0
    acts = [*OPEN_TO_ALL, sys.executable, str(TESTS / "home" / "acts.py"), str(given)]
    subprocess.run(acts, env=environment, check=True, timeout=120)
    words = ["people", "export", str(export), "--as", "operator"]
    assert goc(site, *words, through=OPEN_TO_ALL).returncode == 0
    with served(site, through=OPEN_TO_ALL):
        appears(site / "workers")
        made = {str(path.relative_to(site)).split("/")[0] for path in site.rglob("*")}
        assert open_to_others(site) == []

    assert {
        "goc.sqlite3",
        "goc.sqlite3-shm",
        "goc.sqlite3-wal",
        "secret_key",
        "files",
        "readings",
        "snapshots",
        "dossiers",
        "workers",
    } <= made
    assert open_to_others(export) == []


@pytest.mark.parametrize("module", ["goc.wsgi", "goc.cli"])
def test_a_program_that_opens_a_site(tmp_path, module):
    opened = (
        "import goc.wsgi" if module == "goc.wsgi" else "from goc.cli import open_site as o; o()"
    )
    code = f"import os; os.umask(0); {opened}; print(oct(os.umask(0)))"
    answer = subprocess.run(
        [sys.executable, "-c", code],
        env=OWN | {"GOC_SITE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert answer.stdout == "0o77\n"


def test_a_demonstration_from_its_first_file(tmp_path):
    folder = tmp_path / "demo"
    command = [*OPEN_TO_ALL, *GOC, "demo", "--dir", str(folder), "--no-serve"]
    building = subprocess.Popen(command, env=OWN, stderr=subprocess.DEVNULL)
    try:
        appears(folder / "secret_key")
        assert open_to_others(folder) == []
    finally:
        building.kill()
        building.wait()
