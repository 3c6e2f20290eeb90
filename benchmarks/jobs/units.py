"""Loading the dated catalogue of ../shared/data/units, beside merely reading its CSV files."""

from __future__ import annotations

import csv
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks import site
from benchmarks.measure import Line, seconds
from benchmarks.scores import SHARED

FOLDER = SHARED / "data" / "units"


def read_csv(folder: Path) -> int:
    total = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            total += sum(1 for _ in csv.DictReader(file))
    return total


def run(quick: bool) -> Iterator[Line]:
    if not FOLDER.is_dir():
        yield Line("units.load", note="bỏ qua: không có ../shared/data/units")
        return
    site.opened()
    from goc.units.loading import load_directory  # Django is set up only now

    floor = seconds(lambda: read_csv(FOLDER))
    for job in ("units.load", "units.load_again"):
        start = time.perf_counter()
        told = load_directory(FOLDER, by="bench", dry_run=False)
        spent = time.perf_counter() - start
        versions = told.get("versions", 0)
        note = (
            f"{versions} bản tên; {versions / spent:.0f} bản/giây"
            if versions
            else "không có gì mới"
        )
        yield Line(job, round(spent, 3), "đọc CSV (sàn)", floor, note=note)
        if quick:
            return
