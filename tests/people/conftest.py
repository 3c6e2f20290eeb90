"""The pages of this room are served even while `goc.urls` does not list it."""

import pytest


@pytest.fixture(autouse=True)
def addresses(settings):
    settings.ROOT_URLCONF = "people.addresses"
