"""Kills makers of snapshots and dossiers, at every moment and at any time, and looks at what is left.

usage: python -m benchmarks.kills [--count N] [--seed N] [--parallel N] [--database URL] [--json]

After each kill, on a small site: what lies about is told by `troubles`, mended by it or, every second
time, by `settle`; then nothing may be lost, half or unknown, and the next try must succeed. Prints a
table of where it was killed, what was found and what was mended. Exit 1 when anything was wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

SNAPSHOT, DOSSIER = "chốt số liệu", "dựng hồ sơ"
CUT_OFF, START = date(2012, 12, 31), date(2002, 1, 1)
ROUND, LOGIN = "tong-ket", "kills"
A_SITE = 50  # kills on one site; each leaves it larger
PATIENCE = 3600.0  # seconds for one command, on a machine that has other work too
ANY_TIME = "lúc bất kỳ"


@dataclass
class Kill:
    """One kill: `found` and `mended` are codes and sentences of troubles, `faults` what must not be."""

    work: str
    where: str
    acknowledged: bool = False
    found: list[str] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@dataclass
class Command:
    """What is run and killed. `moments`: those of a run that was left alone; `seconds`: how long it worked."""

    work: str
    words: list[str]
    moments: list[str] = field(default_factory=list)
    seconds: float = 0.0


# --- the small site


def opened(site: Path) -> None:
    """Django on this site or, with DATABASE_URL, on that database; once a process."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "goc.settings"
    os.environ["GOC_DATA" if "DATABASE_URL" in os.environ else "GOC_SITE"] = str(site)
    import django  # only now: the settings read the environment when they are loaded

    django.setup()


def prepared(site: Path) -> None:
    """One province with a commune, three people and a round; its operator."""
    opened(site)
    from goc.accounts.actions import add_user
    from goc.home.cli import pending, prepare_folder, upgrade
    from goc.people.actions import add_person
    from goc.summing_up.actions import open_round
    from goc.units.actions import found_unit, grant_right

    prepare_folder()
    upgrade([str(step) for step in pending()])
    by, _password = add_user(login=LOGIN, name="Kills", by="kills", is_operator=True)
    grant_right(user=by, unit=None, role="standing_office", on=START, by=by)
    province = found_unit(name="Tỉnh A", kind="province", parent=None, on=START, by=by)
    commune = found_unit(name="Xã A", kind="commune", parent=province, on=START, by=by)
    for name in ("Nông Văn An", "Lý Thị Hoa", "Chu Văn Cả"):
        add_person(full_name=name, keeper=commune, on=START, by=by)
    open_round(
        unit=province,
        code=ROUND,
        title="Tổng kết",
        period=(START, CUT_OFF),
        cut_off=CUT_OFF,
        sign_by=date(2013, 6, 14),
        place="Tỉnh A",
        by=by,
    )


# --- killing


class Killer:
    """Runs commands in processes forked from `benchmarks.killed`, one at a time."""

    def __init__(self, folder: Path) -> None:
        self.out, self.err = folder / "out", folder / "err"
        self.server = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.killed"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "GOC_AS": LOGIN},
        )

    def left_alone(self, command: Command) -> None:
        """To its end, to know its moments."""
        self._run(command, 0)
        err = self.err.read_text("utf-8")
        command.moments, command.seconds = _last(err, "moments"), _last(err, "seconds")

    def at_moment(self, command: Command, number: int) -> tuple[str, str]:
        """(where it was killed, what it had printed)."""
        self._run(command, number)
        where = _last(self.err.read_text("utf-8"), "moment") or "không kịp ngắt"
        return where, self.out.read_text("utf-8")

    def at_any_time(self, command: Command, random: Random) -> tuple[str, str]:
        self._run(command, 0, after=random.uniform(0, command.seconds))
        return ANY_TIME, self.out.read_text("utf-8")

    def _run(self, command: Command, moment: int, after: float = PATIENCE) -> None:
        """Killed `after` so many seconds if it has not ended by then."""
        order = {
            "words": command.words,
            "moment": moment,
            "out": str(self.out),
            "err": str(self.err),
        }
        assert self.server.stdin is not None and self.server.stdout is not None
        self.server.stdin.write(json.dumps(order) + "\n")
        self.server.stdin.flush()
        kill = Timer(after, _kill, [int(self.server.stdout.readline())])
        kill.start()
        if self.server.stdout.readline() != "over\n":
            raise RuntimeError(f"benchmarks.killed: {self.server.wait()}")
        kill.cancel()

    def close(self) -> None:
        self.server.communicate(timeout=PATIENCE)


def _kill(process: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)


def _last(err: str, word: str) -> Any:
    told = [line for line in err.splitlines() if line.startswith(f"{word}: ")]
    return json.loads(told[-1].removeprefix(f"{word}: ")) if told else []


# --- looking at what is left


class Looker:
    """Examines the site after each kill; `known` are the rows that were there before."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.acknowledged: set[str] = set()

    def look(self, kill: Kill, said: str, *, mend: bool) -> None:
        from goc.summing_up import upkeep

        if said.strip():
            kill.acknowledged = True
            self.acknowledged.add(json.loads(said)["id"])
        kill.found = [t.check for t in self._troubles()] + self._beside()
        if mend:
            kill.mended = [t.repair() for t in self._troubles() if t.repair]
        else:
            upkeep.settle()
        kill.faults += [f"còn {t.check}: {t.what}" for t in self._troubles()]
        kill.faults += [f"mất {lost}" for lost in self.acknowledged - self._rows()]
        kill.faults += self._half()
        kill.faults += self._next(kill)

    def _troubles(self) -> list[Any]:
        from goc.home.doctor.rooms import sources

        return [trouble for ask in sources.values() for trouble in ask()]

    def _rows(self) -> set[str]:
        from goc.snapshots.models import Snapshot
        from goc.summing_up.models import Dossier

        rows = [*Snapshot.objects.all(), *Dossier.objects.all()]
        return {str(row.public_id) for row in rows if row.folder.is_dir()}

    def _beside(self) -> list[str]:
        """What a killed copying left beside its target."""
        names = (path.name for path in self.out.parent.glob(f".*{self.out.name}"))
        return [f"bên ngoài: {name.removesuffix(self.out.name)}" for name in names]

    def _half(self) -> list[str]:
        """The copy outside is there whole, or not at all."""
        from goc.snapshots.verify import check_files, read_manifest
        from goc.summing_up.manifest import dossier_manifest

        if not self.out.exists():
            return []
        data, problems = read_manifest(self.out, None)
        problems += check_files(self.out, dossier_manifest(data).files) if data else []
        return [f"dở dang {self.out}: {problem}" for problem in problems]

    def _next(self, kill: Kill) -> list[str]:
        """The next try succeeds and leaves nothing about."""
        from goc.accounts.models import User
        from goc.snapshots.actions import make_snapshot
        from goc.snapshots.queries import verify
        from goc.summing_up.export import export_dossier
        from goc.summing_up.models import Dossier

        by = User.objects.get(login=LOGIN)
        faults = [str(p) for p in verify(make_snapshot(unit=None, cut_off=CUT_OFF, by=by))]
        newest = Dossier.objects.first()
        if kill.work != SNAPSHOT and newest is not None:
            export_dossier(newest, self.out)
            faults += self._beside() + self._half()
        return faults

    def at_the_end(self) -> list[str]:
        """A dossier built now and all newest ones, every figure counted again."""
        from goc.accounts.models import User
        from goc.summing_up.dossier import build_dossier
        from goc.summing_up.models import Dossier, SummingUp
        from goc.summing_up.verify import verify_dossier

        by = User.objects.get(login=LOGIN)
        build_dossier(round_=SummingUp.objects.get(code=ROUND), by=by)
        folders = [d.folder for d in Dossier.objects.all()[:3]] + [self.out]
        there = [folder for folder in folders if folder.exists()]
        return [f"{folder}: {problem}" for folder in there for problem in verify_dossier(folder)]


def kills_on(site: Path, count: int, random: Random) -> Iterator[Kill]:
    """`count` kills on one site: two of three at a moment, each moment in its turn, one at any time."""
    opened(site)
    out = site.parent / f"{site.name}-ra" / "ho-so"
    out.parent.mkdir(exist_ok=True)
    commands = [
        Command(SNAPSHOT, ["snapshot", "make", "--cut-off", CUT_OFF.isoformat(), "--json"]),
        Command(DOSSIER, ["dossier", "build", ROUND, "--out", str(out), "--json"]),
    ]
    looker, killer = Looker(out), Killer(out.parent)
    for command in commands:
        killer.left_alone(command)
    turns = [_turns(command, random) for command in commands]
    for number in range(count):
        command, turn = commands[number % 2], turns[number % 2]
        if number % 6 >= 4:
            where, said = killer.at_any_time(command, random)
        else:
            where, said = killer.at_moment(command, next(turn))
        kill = Kill(command.work, where)
        looker.look(kill, said, mend=number % 4 < 2)
        yield kill
    killer.close()
    yield Kill(DOSSIER, "cuối cùng", faults=looker.at_the_end())


def _turns(command: Command, random: Random) -> Iterator[int]:
    """Moments by their names in turn, so that a rare one comes as often as a common one."""
    by_name: dict[str, list[int]] = {}
    for number, name in enumerate(command.moments, 1):
        by_name.setdefault(name, []).append(number)
    while True:
        for name in random.sample(sorted(by_name), len(by_name)):
            yield random.choice(by_name[name])


# --- many sites, and the table


def all_kills(count: int, seed: int, parallel: int, database: str | None) -> Iterator[Kill]:
    """Sites of A_SITE kills each, `parallel` at a time in processes of their own."""
    folder = Path(tempfile.mkdtemp(prefix="goc-kills-"))
    try:
        if database:
            os.environ |= {"DATABASE_URL": database, "GOC_SECRET_KEY": "k" * 40}
            prepared(folder / "site")
            yield from kills_on(folder / "site", count, Random(seed))
            return
        yield from _told(_run_part(folder / "empty", 0, 0))
        parts = [min(A_SITE, count - done) for done in range(0, count, A_SITE)]
        for first in range(0, len(parts), parallel):
            sites = []
            for number in range(first, min(first + parallel, len(parts))):
                shutil.copytree(folder / "empty", folder / f"site-{number}")
                sites.append(
                    _run_part(folder / f"site-{number}", parts[number], seed * 1000 + number)
                )
            for process in sites:
                yield from _told(process)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run_part(site: Path, count: int, seed: int) -> subprocess.Popen[str]:
    words = ["--site", str(site), "--count", str(count), "--seed", str(seed)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DATABASE_"))}
    return subprocess.Popen(
        [sys.executable, "-m", "benchmarks.kills", *words],
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def _told(process: subprocess.Popen[str]) -> Iterator[Kill]:
    with process:
        assert process.stdout is not None
        for line in process.stdout:
            yield Kill(**json.loads(line))
    if process.returncode:
        yield Kill(SNAPSHOT, "chương trình", faults=[f"mã thoát {process.returncode}"])


def table(kills: list[Kill]) -> str:
    groups: dict[tuple[str, str], list[Kill]] = {}
    for kill in kills:
        groups.setdefault((kill.work, kill.where), []).append(kill)
    head = f"{'việc':14} {'nơi ngắt':26} {'lần':>4} {'đã báo xong':>11} {'lỗi':>4}  thấy gì"
    lines = [head]
    for (work, where), rows in sorted(groups.items()):
        found = Counter(code for kill in rows for code in kill.found)
        said = ", ".join(f"{code} {times}" for code, times in sorted(found.items())) or "–"
        acknowledged, faults = sum(k.acknowledged for k in rows), sum(len(k.faults) for k in rows)
        lines.append(f"{work:14} {where:26} {len(rows):4} {acknowledged:11} {faults:4}  {said}")
    mended = Counter(
        sentence.split("/", 1)[0].strip() for kill in kills for sentence in kill.mended
    )
    lines += [f"sửa: {what} … {times} lần" for what, times in sorted(mended.items())]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills")
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=2)
    parser.add_argument("--database", metavar="URL", help="một cơ sở dữ liệu PostgreSQL trống")
    parser.add_argument("--json", action="store_true", help="mỗi lần ngắt một đối tượng JSON")
    parser.add_argument("--site", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.site:
        _on_one_site(chosen.site, chosen.count, chosen.seed)
        return
    kills = []
    for kill in all_kills(chosen.count, chosen.seed, chosen.parallel, chosen.database):
        kills.append(kill)
        for fault in kill.faults:
            print(f"LỖI {kill.work}, {kill.where}: {fault}", file=sys.stderr, flush=True)
        if chosen.json:
            print(json.dumps(asdict(kill), ensure_ascii=False), flush=True)
    if not chosen.json:
        print(table(kills))
    sys.exit(1 if any(kill.faults for kill in kills) else 0)


def _on_one_site(site: Path, count: int, seed: int) -> None:
    """A process of its own; a count of 0 only makes the site."""
    if count == 0:
        prepared(site)
        return
    for kill in kills_on(site, count, Random(seed)):
        print(json.dumps(asdict(kill), ensure_ascii=False), flush=True)


if __name__ == "__main__":
    main()
