"""What JSON does not know, carried in JSON: bytes, dates, times. For the two ends of a worker."""

from __future__ import annotations

import base64
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

MARK = "\x00kind"
READERS: dict[str, Callable[[Any], Any]] = {
    "bytes": base64.b64decode,
    "datetime": datetime.fromisoformat,
    "date": date.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def packed(value: object) -> object:
    """For `json.dumps(default=…)`."""
    if isinstance(value, bytes):
        return {MARK: "bytes", "value": base64.b64encode(value).decode()}
    if isinstance(value, datetime | date | time):
        return {MARK: type(value).__name__, "value": value.isoformat()}
    if isinstance(value, timedelta):
        return {MARK: "timedelta", "value": value.total_seconds()}
    raise TypeError(f"not for a worker: {type(value).__name__}")


def unpacked(found: dict[str, Any]) -> Any:
    """For `json.loads(object_hook=…)`."""
    return READERS[found[MARK]](found["value"]) if MARK in found else found
