"""One register and one snapshot for all tests that only read them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings

from figures.register import Register, register
from figures.shared import made, rows  # noqa: F401  fixtures
from goc.figures.compute import Computer
from goc.snapshots.engine import Frozen


@pytest.fixture(scope="session")
def frozen_folder(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """A snapshot of the small register, made once; the register itself is rolled back."""
    from django.db import transaction

    site, before = tmp_path_factory.mktemp("site"), django_settings.SITE
    django_settings.SITE = site
    today = time_machine.travel(datetime(2026, 11, 20, 3, 0, tzinfo=UTC))
    outer = transaction.atomic()
    outer._from_testcase = True  # like Django's own: what is recorded wants no other around it
    with django_db_blocker.unblock(), today, outer:
        folder = register().snapshot().folder
        transaction.set_rollback(True)
    django_settings.SITE = before
    yield folder
    shutil.rmtree(site)


@pytest.fixture
def computer(frozen_folder, db) -> Iterator[Computer]:
    frozen = Frozen(frozen_folder)
    yield Computer(frozen)
    frozen.close()


@pytest.fixture
def small(made: Register) -> Register:  # noqa: F811
    """The register itself with one snapshot of everything, for pages."""
    made.snapshot()
    return made
