"""For the tests that type commands and run servers of their own."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from home.served import OWN_MOUNTS, goc


@pytest.fixture(scope="session")
def no_server_database() -> None:
    if os.environ.get("GOC_TEST_DATABASE_URL"):
        pytest.skip("the commands make embedded sites of their own whatever the tests' database")


@pytest.fixture(scope="module")
def migrated(no_server_database, tmp_path_factory) -> Path:
    """An embedded site of this module's own."""
    made = tmp_path_factory.mktemp("sites") / "one"
    assert goc(made, "migrate").returncode == 0
    return made


@pytest.fixture(scope="session")
def own_mounts() -> None:
    tried = subprocess.run([*OWN_MOUNTS, "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip("mounting is not allowed here")
