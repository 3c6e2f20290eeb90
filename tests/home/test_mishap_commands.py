"""What the machine refuses, made real: every command says one sentence and no traceback."""

from __future__ import annotations

import gettext
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

import goc as package
from home.served import OWN_MOUNTS, after, goc

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_server_database")]
ADD = ["user", "add", "--login", "u1", "--name", "U", "--operator"]
NOBODY = 65534
AWAY = {"GOC_SECRET_KEY": "k" * 40, "DATABASE_URL": "postgresql://goc:pw@127.0.0.1:1/goc"}


@pytest.fixture
def folder(migrated, tmp_path) -> Path:
    """A site of this test's own."""
    return Path(shutil.copytree(migrated, tmp_path / "own"))


def said(answer: subprocess.CompletedProcess[str]) -> str:
    """The one sentence of a command that failed and wrote nothing else."""
    assert (answer.returncode, answer.stdout) == (1, ""), answer.stderr
    lines = answer.stderr.splitlines()
    assert len(lines) == 1, answer.stderr
    return lines[0]


def garbage(database: Path) -> None:
    database.write_bytes(b"\x00\x01 not a database" * 999)


def cut(database: Path) -> None:
    os.truncate(database, 200_000)


def folder_instead(database: Path) -> None:
    database.unlink()
    database.mkdir()


@pytest.mark.parametrize(
    "words", [ADD, ["migrate"], ["serve"], ["units", "tree", "--as-of", "2012-12-31"]], ids=" ".join
)
@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (garbage, "{} không phải là cơ sở dữ liệu SQLite: tệp đã bị ghi đè hoặc hỏng."),
        (cut, "Cơ sở dữ liệu {} bị hỏng. Hãy dừng máy chủ, giữ lại tệp hỏng, rồi khôi phục"),
        (folder_instead, "Không mở được cơ sở dữ liệu {}. Hãy xem --site có đúng"),
    ],
)
def test_a_broken_database(break_it: Callable[[Path], None], sentence, words, folder):
    database = folder / "goc.sqlite3"
    break_it(database)

    assert said(goc(folder, *words)).startswith(sentence.format(database))


def test_a_site_that_is_a_file(tmp_path):
    file = tmp_path / "file"
    file.touch()

    assert said(goc(file, "migrate")) == (
        f"{file} là tệp, không phải thư mục. Hãy chọn thư mục khác bằng --site (hoặc GOC_DATA)."
    )
    assert said(goc(file, *ADD)).startswith(f"Không mở được cơ sở dữ liệu {file}/goc.sqlite3.")
    assert said(goc(file / "below", "migrate")) == (
        f"{file}/below: trên đường dẫn này có tệp ở chỗ phải là thư mục. Hãy xem lại --site hoặc tên "
        "tệp."
    )


@pytest.mark.parametrize("key", ["", "short", "\0" * 48])
def test_a_secret_key_that_is_none(folder, key):
    (folder / "secret_key").write_text(key)
    refused = (
        f"Khóa bí mật trong tệp {folder}/secret_key trống hoặc ngắn hơn 32 ký tự. Hãy xóa tệp ấy rồi "
        "chạy `goc migrate` để tạo khóa mới; chỉ mất các phiên đang đăng nhập."
    )
    assert [said(goc(folder, *words)) for words in (["migrate"], ["serve"], ADD)] == [refused] * 3

    (folder / "secret_key").unlink()
    assert goc(folder, "migrate").returncode == 0
    assert len((folder / "secret_key").read_text()) == 64


def test_a_secret_key_that_is_a_folder(folder):
    (folder / "secret_key").unlink()
    (folder / "secret_key").mkdir()

    assert said(goc(folder, "migrate")) == (
        f"{folder}/secret_key là thư mục, không phải tệp. Hãy xem lại tên tệp."
    )


def test_a_database_that_somebody_holds(folder):
    with closing(sqlite3.connect(folder / "goc.sqlite3")) as other:
        other.execute("BEGIN IMMEDIATE")

        assert said(goc(folder, *ADD)) == (
            "Cơ sở dữ liệu đang bận vì một công việc khác. Hãy chờ rồi làm lại."
        )


def test_a_disk_that_may_only_be_read(folder, own_mounts):
    mounted = f"mount --bind {folder} {folder} && mount -o remount,ro,bind {folder}"

    assert said(goc(folder, *ADD, through=[*OWN_MOUNTS, *after(mounted)])).startswith(
        f"{folder}/goc.sqlite3 chỉ đọc được, không ghi được; việc đang làm chưa được ghi."
    )


def test_a_disk_that_is_full(folder, own_mounts, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    mounted = (
        f"mount -t tmpfs -o size=5m none {small} && cp -a {folder}/. {small} && "
        f"{{ dd if=/dev/zero of={small}/fill 2>/dev/null || true; }}"
    )

    assert said(goc(small, *ADD, through=[*OWN_MOUNTS, *after(mounted)])) == (
        f"Hết chỗ trên đĩa của cơ sở dữ liệu {small}/goc.sqlite3; việc đang làm chưa được ghi. Hãy "
        "giải phóng chỗ trống rồi làm lại."
    )


def test_a_file_that_may_not_grow(folder):
    assert goc(folder, *ADD).returncode == 0
    words = ["snapshot", "make", "--cut-off", "2012-12-31"]
    told = said(goc(folder, *words, "--as", "u1", through=after("ulimit -f 0")))

    assert told.startswith(("Hết chỗ trên đĩa nơi đang ghi tệp;", "Ổ đĩa báo lỗi khi đọc hoặc ghi"))
    assert list((folder / "snapshots").glob("*")) == []


def test_too_many_open_files(folder):
    assert said(goc(folder, *ADD, through=after("ulimit -n 6"))) == (
        "Chương trình đã mở hết số tệp được phép. Hãy chờ rồi làm lại, hoặc nâng giới hạn "
        "(ulimit -n) rồi chạy lại."
    )


def test_the_site_of_another_account(folder):
    if os.geteuid() != 0 or not os.access(package.__path__[0], os.R_OK):
        pytest.skip("only root can become somebody else")
    become = ["setpriv", "--reuid", str(NOBODY), "--clear-groups"]
    for path in [*folder.parents][:-2]:
        path.chmod(path.stat().st_mode | 0o011)

    assert said(goc(folder, *ADD, through=become)) == (
        f"Không có quyền đọc hoặc ghi {folder}/secret_key. Hãy chạy bằng đúng tài khoản giữ điểm cài "
        "đặt, hoặc sửa quyền."
    )


def test_a_postgresql_that_is_away(tmp_path):
    for words in (ADD, ["migrate"], ["serve"], ["units", "tree", "--as-of", "2012-12-31"]):
        answer = goc(tmp_path, *words, **AWAY, GOC_SITE="", GOC_DATA=str(tmp_path))
        assert said(answer) == (
            "Không kết nối được PostgreSQL ở 127.0.0.1:1/goc. Hãy xem dịch vụ PostgreSQL có đang chạy "
            "không và DATABASE_URL có đúng không, rồi làm lại."
        )


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"GOC_NO_SUCH": "1"}, "The settings are not valid: GOC_NO_SUCH"),
        (AWAY, "PostgreSQL cannot be reached at 127.0.0.1:1/goc."),
    ],
)
def test_in_english_even_before_django_is_there(tmp_path, more, sentence):
    if not gettext.find("django", Path(package.__path__[0]) / "locale", ["en"]):
        pytest.skip("the English catalogue is compiled by `make setup`")
    answer = goc(tmp_path, *ADD, "--lang", "en", **more, GOC_SITE="", GOC_DATA=str(tmp_path))

    assert sentence in answer.stderr and "Traceback" not in answer.stderr
