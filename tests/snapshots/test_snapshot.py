"""Freezing and verifying: what is in, what is not, and that nothing half-made or changed goes unnoticed."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import factories
from figures.register import CUT_OFF, Register
from goc.audit.models import Event
from goc.cli import main
from goc.lib.canonical import file_digest
from goc.lib.errors import InputError, RefusedError
from goc.lib.progress import Cancelled
from goc.people import actions as people
from goc.snapshots.engine import Frozen
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import find_snapshot, verify
from goc.snapshots.registry import TABLES
from goc.units.access import scope_of

TODAY = date(2026, 11, 20)


@pytest.fixture
def goc(capsys, monkeypatch) -> Callable[..., tuple[int, str, str]]:
    def run(*words: str, by: str = "operator") -> tuple[int, str, str]:
        monkeypatch.setenv("GOC_AS", by)
        with pytest.raises(SystemExit) as end:
            main([*words])
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return run


def rows(snapshot: Snapshot, table: str) -> list[dict[str, Any]]:
    return Frozen(snapshot.folder).rows(table)


def nothing_is_left(site: Path) -> bool:
    folder = site / "snapshots"
    return not Snapshot.objects.exists() and (not folder.exists() or list(folder.iterdir()) == [])


def test_the_manifest_is_true(made: Register) -> None:
    snapshot = made.snapshot()
    manifest = json.loads((snapshot.folder / "manifest.json").read_bytes())
    assert [t["name"] for t in manifest["tables"]] == list(TABLES)
    for table in manifest["tables"]:
        assert file_digest(snapshot.folder / table["file"]) == table["sha256"]
        assert len(rows(snapshot, table["name"])) == table["rows"] == snapshot.rows[table["name"]]
    assert file_digest(snapshot.folder / "manifest.json") == snapshot.manifest_sha256
    assert (manifest["cut_off"], manifest["made_by"]) == ("2012-12-31", "operator")
    event = Event.objects.get(action="snapshots.make")
    assert (event.by, event.subject) == ("operator", str(snapshot.public_id))
    assert event.after["manifest_sha256"] == snapshot.manifest_sha256


def test_in_order_also_after_the_register_changed(made: Register) -> None:
    snapshot = made.snapshot()
    before = rows(snapshot, "persons")
    people.correct_person(person=made.people["Nông Văn An"], by=made.by, full_name="Nông Văn Khác")
    assert verify(snapshot) == []
    assert rows(snapshot, "persons") == before


def test_the_same_register_gives_the_same_files(made: Register) -> None:
    one, two = made.snapshot(), made.snapshot()
    for path in one.folder.glob("*.parquet"):
        assert file_digest(path) == file_digest(two.folder / path.name), path.name


def tamper_bytes(snapshot: Snapshot) -> None:
    path = snapshot.folder / "persons.parquet"
    data = bytearray(path.read_bytes())
    data[40] ^= 1
    path.write_bytes(data)


def tamper_manifest(snapshot: Snapshot) -> None:
    path = snapshot.folder / "manifest.json"
    path.write_bytes(path.read_bytes().replace(b"2012-12-31", b"2012-12-30"))


def tamper_row(snapshot: Snapshot) -> None:
    snapshot.manifest_sha256 = "0" * 64
    snapshot.save()


@pytest.mark.parametrize(
    ("tamper", "named"),
    [
        (tamper_bytes, [("persons.parquet", "SHA-256")]),
        (tamper_manifest, [("manifest.json", "SHA-256")]),
        (lambda s: (s.folder / "facts.parquet").unlink(), [("facts.parquet", "tệp")]),
        (lambda s: (s.folder / "manifest.json").unlink(), [("manifest.json", "tệp")]),
        (lambda s: (s.folder / "extra.txt").write_text("x"), [("extra.txt", "tệp")]),
        (
            lambda s: (s.folder / "manifest.json").write_text("{"),
            [("manifest.json", "SHA-256"), ("manifest.json", "nội dung")],
        ),
        (tamper_row, [("manifest.json", "SHA-256"), ("manifest.json", "nhật ký hệ thống")]),
    ],
)
def test_verify_names_what_is_wrong(tamper, named, made: Register, goc) -> None:
    snapshot = made.snapshot()
    tamper(snapshot)
    code, out, err = goc("snapshot", "verify", str(snapshot.public_id), "--json")
    found = json.loads(out)
    assert (code, found["ok"], [(p["file"], p["where"]) for p in found["problems"]]) == (
        1,
        False,
        named,
    )
    assert set(found["problems"][0]) == {"file", "where", "found", "expected"}
    assert f"Không nguyên vẹn: {len(named)} điểm sai." in err


def test_facts_begun_after_the_cut_off_are_not_in(made: Register) -> None:
    early = made.snapshot(cut_off=date(2011, 4, 1))
    assert {h["post"] for h in rows(early, "holdings")} == {
        "commander",
        "deputy_commander",
        "platoon_leader",
        "mass_organisation",
    }
    assert [p["died_on"] for p in rows(early, "persons") if p["died_on"]] == []
    assert [e["placement_post"] for e in rows(early, "enrolments") if e["placement_post"]] == [
        "commander",
        "deputy_commander",
        "mass_organisation",
    ]
    still = made.snapshot(cut_off=date(2011, 3, 1))
    assert {(e["outcome"], e["grade"]) for e in rows(still, "enrolments")} == {("studying", None)}
    assert rows(made.snapshot(cut_off=date(2009, 9, 1)), "enrolments") == []


def test_units_are_frozen_whole(made: Register) -> None:
    factories.unit("Xã Mới", "commune", made.second, start=date(2025, 7, 1))
    names = {v["name"] for v in rows(made.snapshot(made.second), "unit_versions")}
    assert {"Xã Mới", "Tỉnh B", "Huyện Một"} <= names


def test_a_scope_holds_its_own_people_only(made: Register) -> None:
    snapshot = made.snapshot(made.second)
    own = {"Lương Thị Chi", "Vi Văn Dũng", "Chu Văn Em", "Triệu Văn Khôi", "Lăng Thị Lan"}
    assert {p["full_name"] for p in rows(snapshot, "persons")} == own
    assert len(rows(snapshot, "enrolments")) == 4
    assert [c["name"] for c in rows(snapshot, "courses")] == ["Khóa 1"]
    assert {s["unit"] for s in rows(snapshot, "seats")} <= {
        str(u.public_id) for u in made.communes[2:]
    }


def test_who_moved_away_is_not_in(made: Register) -> None:
    people.move_person(
        person=made.people["Vi Văn Dũng"], to=made.cast.elsewhere, on=date(2012, 1, 1), by=made.by
    )
    assert "Vi Văn Dũng" not in {
        p["full_name"] for p in rows(made.snapshot(made.cast.province), "persons")
    }


def test_a_snapshot_of_another_scope_is_hidden(made: Register, goc) -> None:
    snapshot = made.snapshot(made.cast.province)
    code, out, err = goc("snapshot", "verify", str(snapshot.public_id), by="charlie")
    assert (code, out, err) == (1, "", f"Không có bản chốt số liệu «{snapshot.public_id}».\n")
    assert goc("snapshot", "list", "--json", by="charlie")[1] == ""
    with pytest.raises(InputError):
        find_snapshot("not an id", scope_of(made.by, today=TODAY))


def test_a_cut_off_ahead_is_refused(made: Register, site: Path) -> None:
    with pytest.raises(RefusedError, match="21/11/2026 còn ở phía trước"):
        made.snapshot(cut_off=date(2026, 11, 21))
    assert nothing_is_left(site)


def test_make_and_list_have_the_shape_of_the_design(made: Register, goc) -> None:
    code, out, _ = goc(
        "snapshot", "make", "--cut-off", "31/12/2012", "--unit", "3-tier:20", "--json"
    )
    told = json.loads(out)
    assert (code, set(told)) == (
        0,
        {"id", "cut_off", "made_at", "scope", "rows", "manifest_sha256"},
    )
    assert (told["cut_off"], told["scope"]) == ("2012-12-31", str(made.cast.province.public_id))
    assert json.loads(goc("snapshot", "list", "--json")[1]) == told
    assert json.loads(goc("snapshot", "verify", told["id"], "--json")[1]) == {
        "ok": True,
        "problems": [],
    }
    assert goc("snapshot", "make")[0] == 2


@pytest.mark.parametrize(
    "stop", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt(), Cancelled()]
)
@pytest.mark.parametrize(
    "where",
    [
        "goc.snapshots.parquet.write_table",
        "goc.snapshots.actions.seal",
        "goc.lib.folders.flush_file",
        "goc.snapshots.actions.record",
    ],
)
def test_whatever_stops_it_nothing_is_left(
    stop, where: str, made: Register, site: Path, monkeypatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(where, fail)
    with pytest.raises(type(stop)):
        made.snapshot()
    assert nothing_is_left(site)
    assert not Event.objects.filter(action="snapshots.make").exists()


def test_no_space_is_one_sentence(made: Register, site: Path, goc, monkeypatch) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("goc.snapshots.parquet.write_table", full)
    code, out, err = goc("snapshot", "make", "--cut-off", "2012-12-31")
    assert (code, out) == (1, "")
    assert err.splitlines()[-1] == (
        "Hết chỗ trên đĩa nơi đang ghi tệp; việc đang làm chưa được ghi. "
        "Hãy giải phóng chỗ trống (hoặc nâng hạn mức) rồi làm lại."
    )
    assert nothing_is_left(site)


def test_a_file_that_cannot_grow_is_told_as_a_full_disk(tmp_path: Path) -> None:
    """For real: the writer in a process that may not write more than four kilobytes into a file."""
    program = (
        "import resource, sys; from pathlib import Path\n"
        "from goc.cli import sentence; from goc.snapshots.parquet import write_table\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "rows = ((str(n) * 20, n) for n in range(200_000))\n"
        "try: write_table(Path(sys.argv[1]), {'a': 'text', 'b': 'int'}, rows)\n"
        "except OSError as why: print(sentence(why))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "x.parquet")],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": "src", "DJANGO_SETTINGS_MODULE": "goc.settings"},
    )
    assert done.stdout.startswith("Hết chỗ trên đĩa nơi đang ghi tệp"), done.stderr


def test_a_snapshot_of_a_later_version_is_refused(made: Register) -> None:
    snapshot = made.snapshot()
    path = snapshot.folder / "manifest.json"
    for text, said in (
        (b'{"schema_version": 99, "tables": []}', "phiên bản Gốc mới hơn"),
        (b"[]", "hỏng, không đọc được"),
    ):
        path.write_bytes(text)
        with pytest.raises(InputError, match=said):
            Frozen(snapshot.folder)
    path.unlink()
    with pytest.raises(InputError, match="Không tìm thấy bản chốt"):
        Frozen(snapshot.folder)


def test_the_job_makes_one(made: Register) -> None:
    from goc.jobs.actions import claim, enqueue, run

    enqueue("snapshots.make", by="operator", scope=str(made.second.public_id), cut_off="2012-12-31")
    job = claim()
    assert job is not None
    done = run(job)
    snapshot = Snapshot.objects.get()
    assert (done.state, done.result["snapshot"]) == ("done", str(snapshot.public_id))
    assert (snapshot.unit, snapshot.cut_off, snapshot.made_by) == (made.second, CUT_OFF, "operator")
