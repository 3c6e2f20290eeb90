"""A gate that lets a few through at a time, in the order in which they came. Plain threads."""

from __future__ import annotations

from collections import deque
from threading import Lock
from types import TracebackType


class Gate:
    """`with gate:` waits for one of the places.

    First come, first served: whoever leaves and comes back stands behind all who wait (a plain
    lock lets the thread that has just released it in again, and the others starve). Not to be
    entered twice by one thread.
    """

    def __init__(self, places: int) -> None:
        self._guard, self._free = Lock(), places
        self._queue: deque[Lock] = deque()

    def __enter__(self) -> None:
        with self._guard:
            if self._free:
                self._free -= 1
                return
            turn = Lock()
            turn.acquire()
            self._queue.append(turn)
        turn.acquire()  # until one who leaves hands over the place

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._guard:
            if self._queue:
                self._queue.popleft().release()
            else:
                self._free += 1
