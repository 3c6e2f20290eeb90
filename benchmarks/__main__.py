"""`python -m benchmarks [--quick] [--json] [JOB …]`: the suite, beside peers, to standard output
only.
"""

from __future__ import annotations

import argparse
import json
from importlib import import_module

from benchmarks.jobs import JOBS
from benchmarks.measure import Line

HEAD = (
    f"{'việc':18} {'giây':>9} {'bên so sánh':20} {'giây':>9} {'tỷ lệ':>7} {'mức':>6} {'đạt':4} "
    f"{'MB':>6} "
    f"{'số mũ':>6}  ghi chú"
)


def shown(line: Line) -> str:
    def number(value: float | None, places: int) -> str:
        return "" if value is None else f"{value:.{places}f}".replace(".", ",")

    met = {True: "có", False: "KHÔNG", None: ""}[line.met]
    return (
        f"{line.job:18} {number(line.seconds, 4):>9} {line.peer or '':20} "
        f"{number(line.peer_seconds, 4):>9} "
        f"{number(line.ratio, 2):>7} {number(line.target, 2):>6} "
        f"{met:5}{number(line.memory_mb, 0):>6} "
        f"{number(line.exponent, 2):>6}  {line.note}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("jobs", nargs="*", metavar="JOB", help=", ".join(JOBS))
    parser.add_argument("--quick", action="store_true", help="văn bản và bảng nhỏ hơn")
    parser.add_argument("--json", action="store_true", help="mỗi dòng một đối tượng JSON")
    chosen = parser.parse_args()
    if unknown := set(chosen.jobs) - set(JOBS):
        parser.error(f"không có việc {', '.join(sorted(unknown))}; có: {', '.join(JOBS)}")
    if not chosen.json:
        print(HEAD)
    for name in chosen.jobs or JOBS:
        for line in import_module(f"benchmarks.jobs.{name}").run(chosen.quick):
            print(
                json.dumps(line.to_json(), ensure_ascii=False) if chosen.json else shown(line),
                flush=True,
            )


if __name__ == "__main__":
    main()
