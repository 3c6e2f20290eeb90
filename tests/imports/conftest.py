"""The small register of the tests of figures."""

from figures.shared import made, rows  # noqa: F401  fixtures
