"""`python -m goc.lib.worker`: the child's side of `workers`. Reads one request, holds itself to
its limits, answers in lines of JSON.
"""

from __future__ import annotations

import importlib
import json
import math
import os
import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from goc.lib.errors import GocError
from goc.lib.wire import packed, unpacked

try:
    import resource
except ImportError:  # such limits do not exist there
    resource = None  # type: ignore[assignment]

LARGEST_FILE = 256 * 2**20
SLOW = 6
"""A machine that was slow to start the work may be that many times as long at it."""
PATIENCE = 5
"""Seconds a child may outlive its time, for when the parent is no more."""

Tell = Callable[[dict[str, object]], None]


def main() -> None:
    tell = _answers()
    request = json.load(sys.stdin, object_hook=unpacked)
    limits = request["limits"]
    _limit("RLIMIT_DATA", limits["megabytes"] * 2**20)
    _limit("RLIMIT_FSIZE", LARGEST_FILE)
    _limit("RLIMIT_CORE", 0)
    signal.setitimer(signal.ITIMER_REAL, limits["wall"] + PATIENCE)
    tell(_answer(request, tell))
    os._exit(0)  # nothing is left to do; taking a large document down takes time


def _answer(request: dict[str, Any], tell: Tell) -> dict[str, object]:
    try:
        work = _work(request["target"])
        more = {"report": lambda *words: tell({"words": words})} if request["reports"] else {}
        _start_the_clock(request["limits"]["seconds"])
        return {"answer": work(*request["arguments"], **more)}
    except GocError as error:
        params = {name: _plain(value) for name, value in error.params.items()}
        return {"error": type(error).__name__, "template": error.template, "params": params}
    except MemoryError:
        return {"failed": None}
    except BaseException:  # a panic of a library in Rust is no Exception
        return {"failed": traceback.format_exc()}


def _plain(value: object) -> object:
    return value if isinstance(value, int | float | str) else str(value)


def _answers() -> Tell:
    """Says one message a line where only the parent listens: what a library prints goes to
    stderr.
    """
    private: IO[str] = os.fdopen(os.dup(1), "w", encoding="utf-8", errors="surrogatepass")
    os.dup2(2, 1)

    def tell(message: dict[str, object]) -> None:
        private.write(json.dumps(message, ensure_ascii=False, default=packed) + "\n")
        private.flush()

    return tell


def _work(target: str) -> Callable[..., object]:
    module, _, name = target.partition(":")
    work: Callable[..., object] = getattr(importlib.import_module(module), name)
    return work


def _limit(name: str, most: int) -> None:
    """What the system does not know, or holds lower already, is left as it is."""
    kind = getattr(resource, name, None)
    if kind is not None:
        with suppress(ValueError, OSError):
            resource.setrlimit(kind, (most, most))


def _start_the_clock(seconds: float) -> None:
    spent = time.process_time()
    allowed = max(seconds, SLOW * spent)
    signal.setitimer(signal.ITIMER_PROF, allowed)
    _limit("RLIMIT_CPU", math.ceil(spent + allowed) + 1)  # what the work starts is held to it too


if __name__ == "__main__":
    main()
