"""Commands of `goc` that kill themselves at a chosen moment: the child program of `benchmarks.kills`.

An order is a line of JSON on stdin: `words` of the command, `moment`, files for `out` and `err`. It
runs in a process forked for it; its number is printed, then `over`. What touches the disk or ends a
transaction is wrapped from outside; before and after each call is a moment. At moment number `moment`
the process sends itself SIGKILL; 0 is never. `err` gets `moment: NAME`, or, when the command came to
its end, `seconds: N` and `moments: [NAME, …]`.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

from goc.cli import main as goc
from goc.cli import open_site
from goc.papers.formats import FORMATS


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


def run(order: dict[str, Any]) -> None:
    """In a process of its own: the command, its output in files, killed at the moment given."""
    for descriptor, name in ((1, "out"), (2, "err")):
        handle = os.open(order[name], os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(handle, descriptor)
        os.close(handle)
    moments = Moments(order["moment"])
    for owner, name, label in watched():
        moments.wrap(owner, name, label)
    begun = time.monotonic()
    try:
        goc(order["words"])
    finally:
        tell("seconds", time.monotonic() - begun)
        tell("moments", moments.passed)
        sys.stdout.flush()


def main() -> None:
    """Has imported everything and opened nothing, so that a command begins at once."""
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            sys.stdin.close()
            run(json.loads(line))
        print(child, flush=True)
        os.waitpid(child, 0)
        print("over", flush=True)


if __name__ == "__main__":
    open_site()
    for room in ("snapshots.cli", "snapshots.parquet", "summing_up.cli", "papers.printing"):
        import_module(f"goc.{room}")
    for format_ in FORMATS.values():
        import_module(format_.module)
    main()
