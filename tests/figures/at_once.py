"""`python at_once.py FOLDER THREADS ROUNDS`: threads compute eager figures and tables of one snapshot
at the same time; each must get what one alone gets.

A process of its own, for what is tested is that it ends: after some minutes it says where it hangs.
"""

from __future__ import annotations

import faulthandler
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

PATIENCE = 240


def main(folder: Path, threads: int, rounds: int) -> None:
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    import django  # the settings read the environment when they are loaded

    django.setup()
    alone = answers(folder)
    assert len(alone) == 3
    with ThreadPoolExecutor(threads) as pool:
        for _ in range(rounds):
            together = list(pool.map(answers, [folder] * threads))
            assert together == [alone] * threads
    sys.stdout.write("agree\n")


def answers(folder: Path) -> list[Any]:
    from goc.figures.compute import Computer
    from goc.figures.loading import load
    from goc.figures.tables import compute
    from goc.snapshots.engine import Frozen

    found, frozen = load(), Frozen(folder)
    try:
        computer = Computer(frozen, eager=True)
        question = computer.question(None)
        figures = computer.values(found.indicators.values(), question)
        tables = [compute(computer, found.tables[name], question).rows for name in ("P3", "L1")]
    finally:
        frozen.close()
    return [[(f.indicator.id, f.value, f.text) for f in figures], *tables]


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
