"""One register and one snapshot for all tests that only read them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings

from figures import register as made
from goc.figures.compute import Computer
from goc.snapshots.engine import Frozen


@pytest.fixture(scope="session")
def frozen_folder(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Path]:
    """A snapshot of the small register, made once; the register itself is rolled back."""
    from django.db import transaction

    site, before = tmp_path_factory.mktemp("site"), django_settings.SITE
    django_settings.SITE = site
    with django_db_blocker.unblock(), time_machine.travel(datetime(2026, 11, 20, 3, 0, tzinfo=UTC)):
        with transaction.atomic():
            folder = made.register().snapshot().folder
            transaction.set_rollback(True)
    django_settings.SITE = before
    yield folder
    shutil.rmtree(site)


@pytest.fixture
def computer(frozen_folder, db) -> Iterator[Computer]:
    frozen = Frozen(frozen_folder)
    yield Computer(frozen)
    frozen.close()
