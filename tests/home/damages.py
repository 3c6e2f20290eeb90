"""Ways to damage a site, each with what the doctor must then say: the codes of its findings and words of them."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from real_site import RealSite

Do = Callable[[RealSite], None]
FUTURE = "2051-01-01 00:00:00"


@dataclass(frozen=True)
class Damage:
    name: str
    do: Do
    code: str
    words: tuple[str, ...]
    database: str  # sqlite, postgres or any
    mends: bool
    also_on_a_server: tuple[str, ...] = ()
    """What the same damage leaves wrong besides, where the register itself is elsewhere."""


DAMAGES: list[Damage] = []


def damage(
    code: str,
    *words: str,
    database: str = "any",
    mends: bool = False,
    also_on_a_server: tuple[str, ...] = (),
):
    """`words`: what the sentences of the findings must hold. `mends`: `--mend` puts it in order."""

    def register(do: Do) -> Do:
        DAMAGES.append(Damage(do.__name__, do, code, words, database, mends, also_on_a_server))
        return do

    return register


def sql(*statements: str) -> Do:
    return lambda site: site.sql(*statements) and None


def flip(path: Path, offset: int, bit: int = 0) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        (byte,) = file.read(1)
        file.seek(offset)
        file.write(bytes([byte ^ (1 << bit)]))


def page_of(site: RealSite, name: str) -> int:
    """Where the root page of a table or index begins."""
    ((root,),) = site.sql(f"SELECT rootpage FROM sqlite_master WHERE name = '{name}'")
    return (root - 1) * 4096


def place_of(site: RealSite, needle: bytes, start: int = 0) -> int:
    site.sql("VACUUM")  # nothing of earlier versions of a row is left in the file
    place = site.file.read_bytes().find(needle, start)
    assert place > 0
    return place


# --- the folder


@damage("folder", "Không có thư mục", also_on_a_server=("snapshots.missing_folder",))
def folder_gone(site):
    shutil.rmtree(site.folder)


@damage("permissions", "goc.sqlite3", database="sqlite", mends=True)
def database_open_to_the_group(site):
    site.file.chmod(0o640)


@damage("permissions", "snapshots", mends=True)
def folder_open_to_all(site):
    (site.folder / "snapshots").chmod(0o755)


@damage("permissions", "secret_key", database="sqlite", mends=True)
def secret_key_open_to_all(site):
    (site.folder / "secret_key").chmod(0o604)


@damage("owner", "manifest.json")
def file_of_somebody_else(site):
    if os.geteuid():
        pytest.skip("only root gives files away")
    os.chown(next(site.folder.glob("snapshots/*/manifest.json")), 12345, -1)


@damage("repository", "kho git")
def inside_a_repository(site):
    subprocess.run(["git", "init", "-q", str(site.folder.parent)], check=True)


@damage("secret_key", "Không có khóa bí mật", database="sqlite")
def secret_key_gone(site):
    (site.folder / "secret_key").unlink()


@damage("secret_key", "trống hoặc bị cụt", database="sqlite")
def secret_key_empty(site):
    (site.folder / "secret_key").write_text("")


@damage("definitions", "loi.toml, dòng 3", "sai cú pháp TOML")
def definition_that_is_no_toml(site):
    written(site, "loi.toml", b'[[indicator]]\nid = "x"\nlabel = = 1\n')


@damage("definitions", "loi.toml, dòng 2", "không có khóa «lable»")
def definition_with_a_strange_key(site):
    written(site, "loi.toml", b'[[indicator]]\nlable = "x"\n')


@damage("definitions", "không phải văn bản UTF-8")
def definition_in_another_encoding(site):
    written(site, "loi.toml", "label = 'Xã'".encode("utf-16"))


@damage("definitions", "đã có sẵn trong Gốc")
def definition_of_a_built_in(site):
    built_in = Path(__file__).parents[2] / "src/goc/units/indicators"
    built_in = built_in if built_in.is_dir() else next(built_in.parents[1].glob("*/indicators"))
    written(site, "lai.toml", next(built_in.glob("*.toml")).read_bytes())


def written(site: RealSite, name: str, content: bytes) -> None:
    folder = site.folder / "definitions"
    folder.mkdir(mode=0o700)
    (folder / name).write_bytes(content)
    (folder / name).chmod(0o600)


# --- the database's file


@damage("database", "Không có tệp cơ sở dữ liệu", database="sqlite")
def file_gone(site):
    site.file.unlink()


@damage("database", "rỗng (0 byte)", database="sqlite")
def file_of_no_bytes(site):
    os.truncate(site.file, 0)


@damage("database", "không phải là cơ sở dữ liệu SQLite", database="sqlite")
def file_of_garbage(site):
    site.file.write_bytes(bytes(range(256)) * 400)


@damage("database", "bị cụt: thiếu", database="sqlite")
def file_cut_in_half(site):
    os.truncate(site.file, site.file.stat().st_size // 2)


@damage("database", "bị cụt: thiếu 1 byte", database="sqlite")
def file_without_its_last_byte(site):
    os.truncate(site.file, site.file.stat().st_size - 1)


@damage("database", "không phải là cơ sở dữ liệu SQLite", database="sqlite")
def bit_of_the_name_of_the_format(site):
    flip(site.file, 3)


@damage("database", "Không mở được tệp", database="sqlite")
def bit_of_the_page_size(site):
    flip(site.file, 17, 4)


@damage("database", "Không mở được tệp", database="sqlite")
def bit_of_the_schema(site):
    flip(site.file, 100, 2)


@damage("integrity", "bị hỏng. SQLite báo", database="sqlite")
def bit_of_a_page_of_the_log(site):
    flip(site.file, page_of(site, "audit_event"), 2)


@damage("integrity", "bị hỏng. SQLite báo", database="sqlite")
def bit_of_a_page_of_an_index(site):
    flip(site.file, page_of(site, "people_person_alike"), 3)


@damage("integrity", "bị hỏng. SQLite báo", database="sqlite")
def bit_of_a_pointer_to_a_row(site):
    flip(site.file, page_of(site, "people_person") + 8, 6)


@damage("integrity", "missing from index", database="sqlite")
def bit_of_an_entry_of_an_index(site):
    place_of(site, b"nong van duc")
    page = page_of(site, "people_person_alike")
    flip(site.file, place_of(site, b"nong van duc", page) + 1)


@damage("integrity", "CHECK constraint failed", database="sqlite")
def bit_of_json(site):
    flip(site.file, place_of(site, b'{"unit_versions": '), 0)


@damage("rows", "units_unitversion", "UTF-8", database="sqlite")
def bit_of_a_vietnamese_letter(site):
    flip(site.file, place_of(site, "Huyện Một".encode()) + 4, 6)


@damage("rows", "people_person", "cột birth_date không phải là ngày", database="sqlite")
def date_that_is_none(site):
    site.sql("UPDATE people_person SET birth_date = '1970-0q-03'")


def log_left(site: RealSite) -> Path:
    """As a killed process leaves it: the newest changes stand only in the file beside the database."""
    killed = site.run(
        "-c",
        "import django, os, signal; django.setup()\n"
        "from goc.audit.actions import record\n"
        "for n in range(20): record(by='operator', action='test.left', text=str(n))\n"
        "os.kill(os.getpid(), signal.SIGKILL)",
    )
    log = site.file.with_name("goc.sqlite3-wal")
    assert (killed.returncode, log.stat().st_size > 20 * 4096) == (-9, True)
    for path in site.folder.glob("goc.sqlite3-*"):
        path.chmod(0o600)
    return log


@damage("database", "goc.sqlite3-wal", "phần đầu của tệp không đúng", database="sqlite")
def bit_of_the_head_of_what_was_not_yet_taken_over(site):
    flip(log_left(site), 9)


@damage("database", "goc.sqlite3-wal", "hỏng từ khung 3", database="sqlite")
def bit_in_the_midst_of_what_was_not_yet_taken_over(site):
    flip(log_left(site), 32 + 2 * (24 + 4096) + 24 + 100)


# --- what is in the database


@damage("references", "people_keeper", "units_unit", "1 dòng")
def row_that_points_to_nothing(site):
    off = "SET session_replication_role = replica" if site.database else "PRAGMA foreign_keys = OFF"
    site.sql(off, "UPDATE people_keeper SET unit_id = 999999")


@damage("migrations", "jobs.0001_first")
def step_not_taken(site):
    site.sql("DELETE FROM django_migrations WHERE app = 'jobs'")


@damage("migrations", "bản Gốc mới hơn", "people.0099_later")
def database_of_a_later_version(site):
    site.sql(
        "INSERT INTO django_migrations (app, name, applied) "
        "VALUES ('people', '0099_later', '2026-01-01 00:00:00')"
    )


@damage("backstop", "units_unitversion_no_overlap_0", mends=True)
def rule_against_overlaps_gone(site):
    name = "units_unitversion_no_overlap_0"
    if site.database:
        site.sql(f"ALTER TABLE units_unitversion DROP CONSTRAINT {name}")
    else:
        site.sql(f"DROP TRIGGER {name}_INSERT")


@damage("backstop", "people_keeper_no_overlap_0", database="sqlite", mends=True)
def rule_against_overlaps_made_void(site):
    name = "people_keeper_no_overlap_0_UPDATE"
    site.sql(
        f"DROP TRIGGER {name}",
        f"CREATE TRIGGER {name} AFTER UPDATE ON people_keeper BEGIN SELECT 1; END",
    )


@damage("reference_data", "ethnic_group.tay", mends=True)
def entry_of_a_catalogue_changed(site):
    site.sql("UPDATE dated_entry SET name = 'x' WHERE catalogue = 'ethnic_group' AND code = 'tay'")


@damage("reference_data", "ethnic_group.nung", mends=True)
def entry_of_a_catalogue_gone(site):
    site.sql("DELETE FROM dated_entry WHERE catalogue = 'ethnic_group' AND code = 'nung'")


@damage("log", "Niêm phong ngày")
def first_seal_gone(site):
    site.sql("DELETE FROM audit_seal WHERE first_position = 1")


@damage("log", "Niêm phong ngày")
def seal_in_the_middle_gone(site):
    site.sql("DELETE FROM audit_seal WHERE first_position = 2")


@damage("log", "Chuỗi mất mắt xích số 2")
def link_gone(site):
    site.sql("DELETE FROM audit_link WHERE position = 2")


@damage("log", "Có sự kiện bị sửa trong số")
def linked_event_changed(site):
    site.sql("UPDATE audit_event SET \"by\" = 'nobody' WHERE id = 25")


@damage("log", "Sự kiện số 25 đã bị xóa khỏi nhật ký")
def linked_event_gone(site):
    site.sql("DELETE FROM audit_eventvalues WHERE event_id = 25")
    site.sql("DELETE FROM audit_event WHERE id = 25")


@damage("log", "Giá trị của sự kiện số 25 bị sửa")
def values_changed(site):
    site.sql("UPDATE audit_eventvalues SET content = content || ' ' WHERE event_id = 25")


@damage("log", "Giá trị của sự kiện số 25 đã mất")
def values_gone(site):
    site.sql("DELETE FROM audit_eventvalues WHERE event_id = 25")


@damage("log", "Giá trị của sự kiện số", database="sqlite")
def bit_of_the_values_of_an_event(site):
    flip(site.file, place_of(site, "3 ngày trước".encode()), 1)


@damage("clock", "việc mới nhất trong nhật ký", "ngày")
def event_of_the_future(site):
    columns = '"by", action, kind, subject, session, address, commitment'
    site.sql(
        f"INSERT INTO audit_event (at, {columns}) VALUES ('{FUTURE}', 'x', 'y', '', '', '', '', '')"
    )


@damage("log", "1 sự kiện của nhật ký từ 12:00 20/11/2020 chưa được nối", mends=True)
def event_nobody_linked(site):
    columns = '"by", action, kind, subject, session, address, commitment'
    site.sql(
        f"INSERT INTO audit_event (at, {columns}) "
        "VALUES ('2020-11-20 05:00:00+00:00', 'x', 'y', '', '', '', '', '')"
    )


@damage("clock", "bản chốt mới nhất")
def snapshot_of_the_future(site):
    site.sql(f"UPDATE snapshots_snapshot SET made_at = '{FUTURE}'")


@damage("clock", "manifest.json")
def file_of_the_future(site):
    os.utime(next(site.folder.glob("snapshots/*/manifest.json")), (3e9, 3e9))


JOB = """
from datetime import timedelta
from django.utils import timezone
from goc.jobs.models import Job
job = Job.objects.create(kind="snapshots.make", by="operator")
Job.objects.filter(pk=job.pk).update({})
"""


def job(**fields: str) -> Do:
    told = ", ".join(f"{name}={value}" for name, value in fields.items())
    return lambda site: site.execute(JOB.format(told))


@damage("clock", "nhịp gần nhất của công việc nền")
def job_that_beats_in_the_future(site):
    job(state="'done'", heartbeat="timezone.now() + timedelta(days=2)")(site)


@damage("jobs", "bị bỏ dở", mends=True)
def job_left_behind(site):
    job(state="'running'", heartbeat="timezone.now() - timedelta(minutes=9)")(site)


@damage("jobs", "chờ quá một giờ")
def job_nobody_does(site):
    job(created_at="timezone.now() - timedelta(hours=3)")(site)


@damage("operator", "Chưa có người vận hành")
def nobody_runs_it(site):
    site.sql("UPDATE accounts_user SET is_active = false WHERE is_operator")


def spooled(site: RealSite, rest: str = "") -> None:
    folder = site.folder / "spool"
    folder.mkdir(mode=0o700)
    line = (
        '{"at":"2020-01-01T00:00:00+00:00","by":"x","action":"y","kind":"","subject":"","text":""}'
    )
    path = folder / "0-1-dead.open"
    path.write_text(f"{line}\n{rest}")
    path.chmod(0o600)


@damage("spool", "dead.torn", mends=True)
def line_torn_while_it_was_written(site):
    spooled(site, '{"at":"2026-11')


# --- only on a server


@damage("indexes", "people_person_alike", database="postgres")
def index_half_built(site):
    site.sql(
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'people_person_alike'::regclass"
    )


@damage("constraints", "people_person.never_checked", database="postgres")
def constraint_never_checked(site):
    site.sql("ALTER TABLE people_person ADD CONSTRAINT never_checked CHECK (code <> 'x') NOT VALID")


# --- what lasts while the doctor looks


@contextmanager
def somebody_writes(site: RealSite) -> Iterator[None]:
    with site.connect() as other:
        if site.database:
            other.execute("BEGIN")
            other.execute("LOCK TABLE audit_event IN SHARE ROW EXCLUSIVE MODE")
        else:
            other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


@contextmanager
def disk_of_its_own(site: RealSite, size: str) -> Iterator[None]:
    """The site's folder on a small disk."""
    kept = site.folder.with_name("kept")
    shutil.move(site.folder, kept)
    site.folder.mkdir()
    if mount("-t", "tmpfs", "-o", f"size={size},mode=700", "tmpfs", str(site.folder)):
        shutil.move(kept, site.folder)
        pytest.skip("needs the right to mount")
    shutil.copytree(kept, site.folder, dirs_exist_ok=True)
    try:
        yield
    finally:
        subprocess.run(["umount", str(site.folder)], check=True)


def mount(*words: str) -> int:
    return subprocess.run(["mount", *words], check=False, capture_output=True).returncode
