"""What every test stands on: a frozen day, a site folder of its own, the cast."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

import factories
import real_site
from worlds import TODAY

SHARED = Path(__file__).parents[2] / "shared"
hypothesis_settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def today() -> Iterator[None]:
    """Every test happens on 20 November 2026."""
    with time_machine.travel(TODAY, tick=True):
        yield


@pytest.fixture(autouse=True)
def site(tmp_path: Path, settings) -> Path:
    settings.SITE = tmp_path / "site"
    settings.SITE.mkdir()
    return settings.SITE


@pytest.fixture
def shared() -> Path:
    if not SHARED.exists():
        pytest.skip("../shared is not here; the feature is proved by the tests without it")
    return SHARED


@pytest.fixture
def cast(db) -> factories.Cast:
    return factories.cast()


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory) -> Iterator[real_site.RealSite]:
    made = real_site.make(tmp_path_factory.mktemp("real") / "site")
    yield made
    made.drop()


@pytest.fixture
def real(_made_once, tmp_path) -> Iterator[real_site.RealSite]:
    """A really made site of one's own: for what only commands, processes and damage show."""
    copied = _made_once.copy(tmp_path / "real")
    yield copied
    copied.drop()
