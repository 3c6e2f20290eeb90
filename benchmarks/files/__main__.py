"""`python -m benchmarks.files NAME FOLDER` writes one of the files and prints its path;
`python -m benchmarks.files FILE` reads it and prints what that took, as JSON.

Two processes: a child's peak of memory begins with that of the one it was split from.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

from benchmarks.files import MAKERS
from benchmarks.files.answering import answer


def measured(path: Path) -> dict[str, object]:
    begun = time.perf_counter()
    said = answer(path)
    wall = time.perf_counter() - begun
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "wall": round(wall, 3),
        "processor": round(spent.ru_utime + spent.ru_stime, 3),
        "child_mb": spent.ru_maxrss // 1024,
        "parent_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        "said": said,
    }


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(MAKERS[sys.argv[1]](Path(sys.argv[2])))
    else:
        print(json.dumps(measured(Path(sys.argv[1])), ensure_ascii=False))
