"""`goc doctor` on really damaged sites: it names that trouble and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from home import damages
from home.damages import DAMAGES
from real_site import SERVER, RealSite, on_postgres, on_sqlite

pytestmark = pytest.mark.slow
HERE = "postgres" if SERVER else "sqlite"
MINE = [d for d in DAMAGES if d.database in (HERE, "any")]


def examined(site: RealSite, *words: str, **env: str) -> tuple[int, dict[str, str], dict]:
    """Exit code, code → sentence of what is wrong, and all that was told."""
    answer = site.goc("doctor", "--json", *words, **env)
    assert answer.stdout, answer.stderr
    told = json.loads(answer.stdout)
    wrong: dict[str, str] = {}
    for finding in told["findings"]:
        if not finding["ok"]:
            assert finding["mend"]
            wrong[finding["check"]] = wrong.get(finding["check"], "") + finding["message"]
    assert told["ok"] == (not wrong)
    return answer.returncode, wrong, told


def test_an_undamaged_site_is_in_order(real):
    code, wrong, told = examined(real)
    assert (code, wrong, told["skipped"]) == (0, {}, [])


@pytest.mark.parametrize("damage", MINE, ids=[d.name for d in MINE])
def test_the_doctor_names_what_is_wrong_and_nothing_else(real, damage):
    damage.do(real)
    code, wrong, _told = examined(real)

    also = damage.also_on_a_server if SERVER else ()
    assert (code, list(wrong)) == (1, [damage.code, *also])
    assert [word for word in damage.words if word not in wrong[damage.code]] == []


MENDABLE = [d for d in MINE if d.mends]


@pytest.mark.parametrize("damage", MENDABLE, ids=[d.name for d in MENDABLE])
def test_what_can_be_mended_is_mended_and_told(real, damage):
    damage.do(real)
    code, wrong, told = examined(real, "--mend")

    assert (code, wrong, [m["check"] for m in told["mended"]]) == (0, {}, [damage.code])
    assert examined(real)[:2] == (0, {})


def test_readings_nobody_can_write_are_told(real):
    damages.spooled(real)
    with damages.somebody_writes(real):
        code, wrong, _told = examined(real)
    assert (code, list(wrong), "1 lượt xem chờ ghi" in wrong["spool"]) == (1, ["spool"], True)
    assert examined(real)[:2] == (0, {})


def test_a_clock_in_the_past_is_said_with_the_difference(real):
    past = (
        "import sys, time_machine; from datetime import datetime, UTC\n"
        "time_machine.travel(datetime(2020, 1, 1, tzinfo=UTC)).start()\n"
        "from goc.cli import main; main(['doctor', '--json'])"
    )
    told = json.loads(real.run("-c", past).stdout)
    wrong = {f["check"]: f["message"] for f in told["findings"] if not f["ok"]}
    assert (list(wrong), "đang chỉ 07:00 01/01/2020" in wrong["clock"]) == (["clock"], True)


def test_a_disk_for_reading_only_is_said(real):
    with damages.disk_of_its_own(real, "64m"):
        damages.mount("-o", "remount,ro", str(real.folder))
        code, wrong, _told = examined(real)
    assert (code, list(wrong), "chỉ được gắn để đọc" in wrong["writable"]) == (
        1,
        ["writable"],
        True,
    )


def test_a_disk_with_little_room_is_said(real):
    with damages.disk_of_its_own(real, "64m"):
        code, wrong, _told = examined(real)
    assert (code, list(wrong)) == (1, ["space"])


def test_a_full_disk_is_said(real):
    with damages.disk_of_its_own(real, "16m"):
        with pytest.raises(OSError), (real.folder / "ballast").open("wb") as ballast:
            os.fchmod(ballast.fileno(), 0o600)
            while True:
                ballast.write(bytes(1 << 16))
                ballast.flush()
        code, wrong, _told = examined(real)
    assert (code, list(wrong), "không còn chỗ" in wrong["writable"]) == (1, ["writable"], True)


def test_a_package_of_another_version_is_said(real, tmp_path):
    other = tmp_path / "packages" / "waitress-1.4.dist-info"
    other.mkdir(parents=True)
    (other / "METADATA").write_text("Metadata-Version: 2.1\nName: waitress\nVersion: 1.4\n")
    path = os.pathsep.join([str(other.parent), real.env["PYTHONPATH"]])
    code, wrong, _told = examined(real, PYTHONPATH=path)
    assert (code, list(wrong), "waitress 1.4 (>=3)" in wrong["versions"]) == (
        1,
        ["versions"],
        True,
    )


def test_a_repository_that_ignores_the_site_is_no_trouble(real):
    damages.inside_a_repository(real)
    (real.folder.parent / ".gitignore").write_text(f"/{real.folder.name}/\n")
    assert examined(real)[:2] == (0, {})


@on_sqlite
def test_what_a_killed_process_left_whole_is_no_trouble(real):
    damages.log_left(real)
    assert examined(real)[:2] == (0, {})
    assert real.sql("SELECT count(*) FROM audit_event WHERE action = 'test.left'") == [(20,)]


@on_sqlite
def test_a_log_that_cannot_be_read_is_left_as_it_is(real):
    """SQLite would throw it away when it opens the file."""
    damages.bit_of_the_head_of_what_was_not_yet_taken_over(real)
    log = real.file.with_name("goc.sqlite3-wal")
    before = log.read_bytes()
    _code, _wrong, told = examined(real)
    assert log.read_bytes() == before
    assert "đọc mọi dòng" in told["skipped"]


@on_postgres
def test_a_server_that_does_not_answer_is_said(real):
    code, wrong, told = examined(real, DATABASE_URL="postgresql://x:x@127.0.0.1:9/x")
    assert (code, list(wrong), "đọc mọi dòng" in told["skipped"]) == (1, ["database"], True)


@on_postgres
def test_a_damaged_page_of_a_table_is_said(_made_once, tmp_path):
    site = _made_once.copy(tmp_path / "cold", strategy="FILE_COPY")
    ((folder, file),) = site.sql(
        "SELECT current_setting('data_directory'), pg_relation_filepath('audit_event')"
    )
    with (Path(folder) / file).open("r+b") as table:
        table.seek(12)
        table.write(b"\xff\xff")
    code, wrong, _told = examined(site)
    site.drop()

    assert (code, "rows" in wrong, "audit_event" in wrong["rows"]) == (1, True, True)


@on_sqlite
def test_people_read_what_to_do(real):
    damages.rule_against_overlaps_gone(real)
    damages.nobody_runs_it(real)
    answer = real.goc("doctor")
    assert answer.returncode == 1
    assert (
        "✗ Cơ sở dữ liệu thiếu hoặc có sai ràng buộc chống chồng lấn: units_unitversion_no_overlap_0.\n"
        "  Cách sửa: Chạy `goc doctor --mend` hoặc `goc migrate`.\n" in answer.stdout
    )
    assert (answer.stderr.splitlines()[-1], answer.stdout.count("✗")) == ("Có 2 điều cần sửa.", 2)

    mended = real.goc("doctor", "--mend")
    assert mended.stdout.startswith("→ Đã đặt lại các ràng buộc chống chồng lấn.\n")
    assert (mended.returncode, mended.stdout.count("✗")) == (1, 1)


def test_the_doctor_speaks_english(real):
    damages.nobody_runs_it(real)
    told = real.goc("doctor", "--lang", "en")
    assert "✗ There is no operator.\n  To mend: Run `goc user add" in told.stdout
    assert told.stderr.splitlines()[-1] == "Things to be mended: 1."
