"""One register and one snapshot for all tests that only read them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine

from figures.register import Register, register
from figures.shared import made, rows  # noqa: F401  fixtures
from goc.figures.compute import Computer
from goc.snapshots.engine import Frozen
from worlds import TODAY, rolled_back


@pytest.fixture(scope="session")
def frozen_folder(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """A snapshot of the small register, made once; the register itself is rolled back."""
    site, kept = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("kept") / "snapshot"
    with rolled_back(site, django_db_blocker), time_machine.travel(TODAY):
        shutil.copytree(register().snapshot().folder, kept)
    yield kept
    shutil.rmtree(kept)


@pytest.fixture(scope="module")
def opened(frozen_folder) -> Iterator[Frozen]:
    """What an engine read and kept of it serves all tests of a module."""
    frozen = Frozen(frozen_folder)
    yield frozen
    frozen.close()


@pytest.fixture
def computer(opened: Frozen, db) -> Computer:
    return Computer(opened)


@pytest.fixture
def small(made: Register) -> Register:  # noqa: F811
    """The register itself with one snapshot of everything, for pages."""
    made.snapshot()
    return made
