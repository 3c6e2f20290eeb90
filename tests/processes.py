"""Whether a process that a test saw at work has ended."""

from __future__ import annotations

import time
from pathlib import Path


def is_gone(process: int) -> bool:
    """Killed, though nobody may have asked how it ended; the kernel may take a moment."""
    end = time.monotonic() + 5
    while (alive := state_of(process) not in ("", "Z")) and time.monotonic() < end:
        time.sleep(0.05)
    return not alive


def state_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""
