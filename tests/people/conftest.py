"""The small catalogue of units as a fixture."""

from units.small_catalogue import catalogue  # noqa: F401
