"""A world that is made once for all tests of a module; what each does to it is rolled back."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest
import time_machine
from django.conf import settings
from django.db import transaction
from django.test import Client

T = TypeVar("T")
TODAY = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
BEFORE = TODAY - timedelta(hours=1)
"""When a world is made: what a test then does is later."""


@contextmanager
def undone() -> Iterator[None]:
    """What is recorded is gone afterwards."""
    outer = transaction.atomic()
    outer._from_testcase = True  # like Django's own: what is recorded wants no other around it
    with outer:
        yield
        transaction.set_rollback(True)


@contextmanager
def rolled_back(folder: Path, blocker: Any) -> Iterator[None]:
    """In a site whose folder this is; all is gone afterwards."""
    before, settings.SITE = settings.SITE, folder
    with blocker.unblock(), undone():
        yield
    settings.SITE = before
    shutil.rmtree(folder, ignore_errors=True)


@dataclass
class Made(Generic[T]):
    """What was made, and the site's folder as it was then."""

    world: T
    folder: Path


def looked_at(user: Any, url: str, **sent: Any) -> None:
    """What a page counts of a snapshot is kept, and not counted in every test again."""
    client = Client()
    client.force_login(user)
    answer = client.post(url, sent) if sent else client.get(url)
    assert answer.status_code == 200


def world_of_module(make: Callable[[], T]) -> tuple[Any, Any]:
    """Two fixtures to be named in the module: the one that makes; what a test takes by the name it
    is given, with a site folder of its own. Not for tests that end transactions
    (`transaction=True`).
    """

    @pytest.fixture(scope="module", name="_made_for_module")
    def made(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[Made[T]]:
        folder = tmp_path_factory.mktemp("world")
        with rolled_back(folder, django_db_blocker):
            with time_machine.travel(BEFORE):
                one = Made(make(), folder)
            yield one

    @pytest.fixture
    def taken(_made_for_module: Made[T], db, site: Path) -> T:
        shutil.copytree(_made_for_module.folder, site, dirs_exist_ok=True)
        return _made_for_module.world

    return made, taken
