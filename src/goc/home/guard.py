"""Sees that a server told to end does end: a process of its own, started by `ending.py`.

Its standard input is a pipe from the server. A byte comes when the server is told to end; the end
of the pipe when the server has ended. It is run as a file, so it imports nothing of ours.
"""

import os
import select
import signal
import sys
import time

LAST_WORDS = 0.5
"""Seconds a server gets to write where it is stuck before it is killed."""


def guard(server: int, seconds: float) -> None:
    told_to_end = os.read(0, 1)
    if not told_to_end or _ended(server, seconds):
        return
    _send(server, signal.SIGUSR1)
    time.sleep(LAST_WORDS)
    _send(server, signal.SIGKILL)


def _ended(server: int, seconds: float) -> bool:
    """Whether the server ends within so many seconds."""
    until = time.monotonic() + seconds
    while os.getppid() == server:
        left = until - time.monotonic()
        if left <= 0:
            return False
        readable, _, _ = select.select([0], [], [], left)
        if readable and not os.read(0, 1):
            return True
    return True


def _send(server: int, what: signal.Signals) -> None:
    """Only while it is the parent: afterwards the number may be another process's."""
    if os.getppid() == server:
        os.kill(server, what)


if __name__ == "__main__":
    for asked in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, signal.SIG_IGN)
    guard(int(sys.argv[1]), float(sys.argv[2]))
