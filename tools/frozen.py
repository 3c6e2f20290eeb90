"""The lock of what snapshots and events hold (src/goc/snapshots/frozen.lock.json).

usage: python tools/frozen.py add | check

add    writes new tables, columns and record kinds into the lock; refuses while anything locked is
       gone or changed
check  exit 1 when anything locked is gone or changed, or anything new is not locked
"""

from __future__ import annotations

import sys

from docs import open_django  # beside this file


def main(act: str) -> int:
    open_django()
    from goc.snapshots import lock  # models are ready only now

    before, code = lock.locked(), lock.present()
    faults, new = lock.broken(before, code), lock.added(before, code)
    for sentence in faults:
        print(sentence, file=sys.stderr)
    if act == "add" and not faults:
        lock.PATH.write_text(lock.text_of(code), "utf-8")
        print("\n".join(f"locked: {name}" for name in new) or "nothing new")
        return 0
    for name in new if act == "check" else ():
        print(f"{name} is not locked: run python tools/frozen.py add", file=sys.stderr)
    return 1 if faults or new else 0


if __name__ == "__main__":
    if sys.argv[1:] not in (["add"], ["check"]):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
