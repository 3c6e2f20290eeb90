"""How long work tells how far it is and learns that it shall stop. Knows neither jobs nor
terminals.
"""

from collections.abc import Callable

Report = Callable[[int, str], None]
"""Called with per cent done (0..100) and a Vietnamese phrase; raises Cancelled when the work shall
stop.
"""


class Cancelled(Exception):
    """The user asked to stop; whoever opened something half-written removes it."""


def silent(_percent: int, _message: str) -> None:
    """A Report for callers who do not watch."""


def part(report: Report, low: int, high: int) -> Report:
    """A Report for a piece of work that is `low`..`high` per cent of the whole."""
    return lambda percent, message: report(low + (high - low) * percent // 100, message)
