"""The small register, written once a module and rolled back after it; every test works inside a savepoint of its own.

Import `rows` and `made` in a conftest. A module that uses them makes no users or units outside of them by the same
names: once written, the rows are there for every test of the module.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import transaction

from figures.register import Register, register


@pytest.fixture(scope="module")
def rows(django_db_setup, django_db_blocker) -> Iterator[Register]:
    with django_db_blocker.unblock():
        outer = transaction.atomic()
        outer.__enter__()
        with time_machine.travel(datetime(2026, 11, 20, 3, 0, tzinfo=UTC)):
            written = register()
    yield written
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)


@pytest.fixture
def made(rows: Register, db: None) -> Register:
    return deepcopy(rows)
