"""The small catalogue as fixtures."""

from units.small_catalogue import catalogue, only_units  # noqa: F401
