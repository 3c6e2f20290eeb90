"""A command of `goc` that kills itself at a chosen moment: the child program of `benchmarks.kills`.

usage: python -m benchmarks.killed MOMENT WORD…

What touches the disk or ends a transaction is wrapped from outside; before and after each call is a
moment. At moment number MOMENT the process sends itself SIGKILL; 0 is never, and all moments are
told. On stderr: `ready: true`, then `moment: NAME`, or `seconds: N` and `moments: [NAME, …]`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from typing import Any


class Moments:
    """Those that have passed; the process does not outlive number `last`."""

    def __init__(self, last: int) -> None:
        self.last = last
        self.passed: list[str] = []

    def wrap(self, owner: Any, name: str, label: str) -> None:
        real: Callable[..., Any] = getattr(owner, name)

        def wrapped(*given: Any, **named: Any) -> Any:
            self._pass(f"trước {label}")
            result = real(*given, **named)
            self._pass(f"sau {label}")
            return result

        setattr(owner, name, wrapped)

    def _pass(self, moment: str) -> None:
        self.passed.append(moment)
        if len(self.passed) == self.last:
            tell("moment", moment)
            os.kill(os.getpid(), signal.SIGKILL)


def tell(word: str, value: object) -> None:
    os.write(2, f"{word}: {json.dumps(value, ensure_ascii=False)}\n".encode())


def watched() -> list[tuple[Any, str, str]]:
    """(owner, name, label) of everything that is a moment."""
    import fcntl

    from django.db.backends.base.base import BaseDatabaseWrapper

    from goc.snapshots import parquet
    from goc.summing_up import dossier

    return [
        (os, "mkdir", "tạo thư mục"),
        (fcntl, "flock", "khóa"),
        (parquet, "write_table", "ghi bảng"),
        (shutil, "copyfile", "chép tệp"),
        (dossier, "print_paper", "in văn bản"),
        (os, "fsync", "đẩy xuống đĩa"),
        (BaseDatabaseWrapper, "commit", "ghi sổ (COMMIT)"),
        (os, "rename", "đổi tên"),
        (os, "unlink", "xóa tệp"),
        (os, "rmdir", "xóa thư mục"),
    ]


def main() -> None:
    moments = Moments(int(sys.argv[1]))
    from goc.cli import main as goc
    from goc.cli import open_site

    open_site()
    for owner, name, label in watched():
        moments.wrap(owner, name, label)
    tell("ready", True)
    begun = time.monotonic()
    try:
        goc(sys.argv[2:])
    finally:
        tell("seconds", time.monotonic() - begun)
        tell("moments", moments.passed)


if __name__ == "__main__":
    main()
