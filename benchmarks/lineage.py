"""`python -m benchmarks.lineage [--seeds N] [--first SEED] [--units N]`: registers of `wandering`, one a seed,
each frozen and recounted by `oracle`: every indicator for every unit, as it was and on the maps of
other days, at the cut-off and earlier. Prints a line a question; exit code 1 when a figure differs.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks import site
from benchmarks.oracle import Asked, differing

CUT_OFF = date(2024, 6, 30)
EARLIER = date(2013, 5, 17)
SHOWN = 20
"""So many differences of a question are printed."""
ASKED = (
    Asked(CUT_OFF),
    Asked(CUT_OFF, boundaries=date(2002, 6, 1)),
    Asked(CUT_OFF, boundaries=EARLIER),
    Asked(CUT_OFF, boundaries=date(2026, 6, 1)),
    Asked(EARLIER, since=date(2006, 1, 1)),
    Asked(EARLIER, boundaries=CUT_OFF),
)


@contextmanager
def undone(site_folder: Path) -> Iterator[None]:
    """What is written to the site's register meanwhile is not there afterwards."""
    from django.db import connection  # Django is set up only now

    database, before = site_folder / "goc.sqlite3", site_folder / "before.sqlite3"
    connection.close()
    shutil.copy(database, before)
    try:
        yield
    finally:
        connection.close()
        for file in site_folder.glob("goc.sqlite3*"):
            file.unlink()
        before.rename(database)


def frozen(seed: int) -> Path:
    """The folder of a new register's snapshot."""
    from benchmarks.wandering import Register  # Django is set up only now
    from goc.accounts.models import User
    from goc.snapshots.actions import make_snapshot

    by = User.objects.create(login=f"bench-{seed}", name="Bench", is_operator=True)
    register = Register(seed, by)
    register.grow()
    done, refused = sum(register.done.values()), sum(register.refused.values())
    print(f"seed {seed}: {done} acts, {refused} refused", flush=True)
    return make_snapshot(unit=None, cut_off=CUT_OFF, by=by).folder


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--first", type=int, default=1)
    parser.add_argument("--units", type=int, default=1, help="every so many-th unit one by one")
    options = parser.parse_args()
    empty = Path(site.opened())
    total, wrong = 0, 0
    for seed in range(options.first, options.first + options.seeds):
        with undone(empty):
            folder = frozen(seed)
            for asked in ASKED:
                number, found = differing(folder, asked, options.units)
                total, wrong = total + number, wrong + len(found)
                print(
                    f"  {asked}: {number} figures, {len(found)} differ",
                    *found[:SHOWN],
                    sep="\n    ",
                    flush=True,
                )
    print(f"{total} figures, {wrong} differ")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
