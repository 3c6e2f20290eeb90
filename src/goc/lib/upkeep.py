"""What a room finds wrong with what it keeps on disk and in the database, and how it is mended.

Plain. A room yields its troubles from `upkeep.py: troubles()`; `goc doctor` shows them all, and with
`--mend` calls `repair` where there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Trouble:
    """One thing that is not in order.

    `check`: a stable code (`snapshots.leftover`). `what` and `mend`: Vietnamese sentences, what is wrong
    and where, what a person does about it. `repair`: does it, loses nothing that was acknowledged, and
    returns a sentence that tells what was done; None where only people can.
    """

    check: str
    what: str
    mend: str
    repair: Callable[[], str] | None = None
