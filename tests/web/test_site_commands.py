"""`goc migrate`, `goc doctor`, `goc serve` as somebody types them, each on a site of its own."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_server_database")]
ENV = {k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DATABASE_URL", "DJANGO_"))}
GOC = [sys.executable, "-m", "goc.cli"]


@pytest.fixture
def no_server_database() -> None:
    if os.environ.get("GOC_TEST_DATABASE_URL"):
        pytest.skip(
            "the commands make embedded sites of their own: SQLite whatever the tests' database"
        )


def goc(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [*GOC, *words, "--site", str(folder)]
    return subprocess.run(
        command, env=ENV, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.fixture(scope="module")
def migrated(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("sites") / "one"
    assert goc(folder, "migrate").returncode == 0
    return folder


def test_migrate_tries_without_writing_then_makes_the_site_then_has_nothing_to_do(tmp_path):
    folder = tmp_path / "new"
    tried = json.loads(goc(folder, "migrate", "--dry-run", "--json").stdout)
    assert (tried["applied"], folder.exists()) == ([], False)

    done = json.loads(goc(folder, "migrate", "--json").stdout)
    assert sorted(done["applied"]) == sorted(tried["pending"])
    key = (folder / "secret_key").read_text()
    modes = [
        oct((folder / name).stat().st_mode & 0o777) for name in ("", "secret_key", "goc.sqlite3")
    ]
    assert modes == ["0o700", "0o600", "0o600"]

    assert json.loads(goc(folder, "migrate", "--json").stdout)["applied"] == []
    assert (folder / "secret_key").read_text() == key


def findings(folder: Path) -> tuple[int, list[str]]:
    answer = goc(folder, "doctor", "--json")
    return answer.returncode, [
        f["check"] for f in json.loads(answer.stdout)["findings"] if not f["ok"]
    ]


def test_init_makes_an_empty_site_with_its_operator_once(tmp_path):
    folder = tmp_path / "new"
    assert (goc(folder, "init", "--dry-run").returncode, folder.exists()) == (0, False)
    made = json.loads(goc(folder, "init", "--login", "lan", "--json").stdout)
    assert (made["site"], made["login"], len(made["password"])) == (str(folder), "lan", 12)
    again = goc(folder, "init")
    assert (again.returncode, "đã có người vận hành" in again.stderr) == (1, True)
    assert findings(folder) == (0, [])


def test_doctor_finds_a_new_site_in_order_but_for_its_operator(migrated):
    """What it finds on damaged sites: tests/home/test_doctor_damage.py."""
    assert findings(migrated) == (1, ["operator"])
    answer = goc(migrated, "doctor")
    assert "✗ Chưa có người vận hành.\n  Cách sửa: Chạy `goc user add" in answer.stdout


def test_serve_answers_and_stops_cleanly(migrated):
    command = [*GOC, "serve", "--bind", "127.0.0.1:0", "--json", "--site", str(migrated)]
    server = subprocess.Popen(
        command, env=ENV, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        url = json.loads(server.stdout.readline())["url"]
        with (
            urllib.request.urlopen(url + "sign-in/") as page,
            urllib.request.urlopen(url + "static/web/goc.css") as css,
        ):
            assert (page.status, css.status, "Đăng nhập" in page.read().decode()) == (
                200,
                200,
                True,
            )
    finally:
        server.send_signal(signal.SIGINT)
        _, said = server.communicate(timeout=30)
    assert (server.returncode, said.splitlines()[-1]) == (0, "Đã dừng.")


def test_serve_refuses_a_site_that_is_not_migrated(tmp_path):
    answer = goc(tmp_path / "new", "serve")

    assert (answer.returncode, "goc migrate" in answer.stderr, (tmp_path / "new").exists()) == (
        1,
        True,
        False,
    )


def test_serve_says_when_the_port_is_taken(migrated):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        answer = goc(migrated, "serve", "--bind", f"127.0.0.1:{other.getsockname()[1]}")
    assert (answer.returncode, "đang có chương trình khác dùng" in answer.stderr) == (1, True)


def test_serve_wants_host_and_port(migrated):
    assert goc(migrated, "serve", "--bind", "8000").returncode == 2
