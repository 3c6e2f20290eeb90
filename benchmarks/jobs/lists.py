"""A list of new persons taken in, whole: read, understood, checked, written; and how long it keeps
other writers waiting. The peer: `bare_import`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import rosters, site
from benchmarks.measure import Line

LIST, COUNTRY = 2_500, 100_000
LONGEST_LOCK = {LIST: 2.0, COUNTRY: 30.0}
TIMES_THE_PEER = 3.0


def copy_to(path: Path) -> Path:
    """The database as it stands."""
    from django.db import connection  # Django is set up only now

    path.unlink(missing_ok=True)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(path)])
    return path


def take_in(path: Path, user: Any) -> tuple[float, float, int]:
    """Seconds of the whole and of the write lock, and how many persons are new."""
    from goc.audit.origin import one_act  # Django is set up only now
    from goc.people import importing  # Django is set up only now

    locked, write = [0.0], importing.write_entry

    def timed(*how: Any) -> None:
        start = time.perf_counter()
        write(*how)
        locked[0] += time.perf_counter() - start

    importing.write_entry = timed  # type: ignore[assignment]
    start = time.perf_counter()
    with one_act():
        found = importing.read_list(path)
        result = importing.import_people(found, by=user, as_of=rosters.AS_OF, today=rosters.AS_OF)
    importing.write_entry = write
    assert not result.faults, result.faults[0]
    return time.perf_counter() - start, locked[0], result.new


def peer(path: Path, written: Path, empty: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.bare_import", *map(str, (path, written, empty))]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout)
    return told


def run(quick: bool) -> Iterator[Line]:
    folder = site.opened()
    from django.db import transaction  # Django is set up only now

    from goc.accounts.actions import add_user
    from goc.units.models import UnitRight

    user, _password = add_user(login="lists", name="Lists", by="bench", is_operator=True)
    UnitRight.objects.create(user=user, unit=None, role="standing_office", valid_from=rosters.START)
    count = LIST if quick else COUNTRY
    with transaction.atomic():
        rosters.found_communes(count // rosters.A_COMMUNE)
    path = folder / "danh-sach.xlsx"
    rosters.write_list(path, count)
    empty = copy_to(folder / "empty.sqlite3")
    spent, locked, new = take_in(path, user)
    told = peer(path, copy_to(folder / "written.sqlite3"), empty)
    bare = told["reading"] + told["writing"]
    note = f"{new} người, {told['rows']} dòng và sự kiện; ghi trần {told['writing']} giây"
    yield Line(
        "lists.import",
        round(spent, 2),
        "đọc trần, ghi trần",
        round(bare, 2),
        target=TIMES_THE_PEER,
        met=spent <= TIMES_THE_PEER * bare,
        note=note,
    )
    most = LONGEST_LOCK[count]
    note = "bên ghi khác phải chờ; bên đọc không chờ"
    yield Line("lists.lock", round(locked, 2), target=most, met=locked <= most, note=note)
