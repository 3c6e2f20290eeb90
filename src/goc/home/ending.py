"""How a server ends: told by SIGINT or SIGTERM, within ten seconds, whatever still runs.

Python handles a signal only once the main thread gets the interpreter lock, and a library that is
stuck may hold it for ever. The last guard is therefore another process: the byte in its pipe is
written by the signal handler of C, which needs no lock.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import FrameType

IN_ORDER = 7.0
"""Seconds for what runs to end by itself."""
AT_LAST = 8.0
"""Seconds after which the guard ends the process, if it has not ended."""


class Ending:
    """Made in the main thread of a server. The first signal to end sets `stop`, which whoever runs
    beside the server looks at, and raises SystemExit in the main thread.
    """

    def __init__(self) -> None:
        self.stop = threading.Event()
        self._until = 0.0
        _set_guard()
        for told in (signal.SIGINT, signal.SIGTERM):
            signal.signal(told, self._told)

    def begin(self) -> None:
        """From here on the seconds count."""
        if not self.stop.is_set():
            self._until = time.monotonic() + IN_ORDER
            self.stop.set()

    def seconds_left(self) -> float:
        return max(0.0, self._until - time.monotonic())

    def _told(self, _signal: int, _frame: FrameType | None) -> None:
        if not self.stop.is_set():
            self.begin()
            raise SystemExit(0)


def _set_guard() -> None:
    """Until the process ends: also its last steps may wait for a thread that does not return."""
    faulthandler.register(signal.SIGUSR1)  # the guard has us say where we are stuck
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    signal.set_wakeup_fd(writing, warn_on_full_buffer=False)
    guard = str(Path(__file__).with_name("guard.py"))
    subprocess.Popen(  # noqa: S603 - our own file
        [sys.executable, "-I", "-S", guard, str(os.getpid()), str(AT_LAST)],
        stdin=reading,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C in a terminal is for the server
    )
    os.close(reading)
