"""A gate that lets a few through at a time, in the order in which they came. Plain threads."""

from __future__ import annotations

from threading import Condition
from types import TracebackType

from goc.lib.progress import Cancelled


class Gate:
    """`with gate:` waits for one of the places.

    First come, first served: whoever leaves and comes back stands behind all who wait (a plain
    lock lets the thread that has just released it in again, and the others starve). Not to be
    entered twice by one thread. Raises Cancelled once it is shut.
    """

    def __init__(self, places: int) -> None:
        self._moved = Condition()
        self._places, self._came, self._left = places, 0, 0
        self._inside, self._shut = 0, False

    def __enter__(self) -> None:
        with self._moved:
            number = self._came
            self._came += 1
            self._moved.wait_for(lambda: self._shut or number < self._left + self._places)
            if self._shut:
                raise Cancelled
            self._inside += 1

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._moved:
            self._left += 1
            self._inside -= 1
            self._moved.notify_all()

    def shut(self, seconds: float) -> bool:
        """Lets nobody in any more, sends away those who wait, and gives those inside so long to
        leave; whether they have.
        """
        with self._moved:
            self._shut = True
            self._moved.notify_all()
            return self._moved.wait_for(lambda: not self._inside, seconds)
