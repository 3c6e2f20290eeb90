"""The small catalogue as fixtures, and what a commune ended in parts leaves behind."""

import pytest

from units.behind import left_behind
from units.small_catalogue import catalogue, only_units  # noqa: F401


@pytest.fixture
def left(cast):
    return left_behind(cast)
