"""What the machine refuses while a server runs: a page says it, and once it is mended the server goes on."""

from __future__ import annotations

import json
import os
import re
import shutil
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from home.forwarding import Forwarder
from home.served import OWN_MOUNTS, Served, after, goc, served

pytestmark = [pytest.mark.slow]


@pytest.fixture
def folder(migrated, tmp_path) -> Path:
    """A site of this test's own."""
    return Path(shutil.copytree(migrated, tmp_path / "own"))


def page(server: Served) -> tuple[int, str]:
    """The list of jobs as somebody with a session asks for it: its first step reads the database."""
    cookie = {"Cookie": "sessionid=" + "a" * 32}
    return answer_of(urllib.request.Request(f"{server.url}jobs/", headers=cookie))


def answer_of(request: urllib.request.Request | str, browser=None) -> tuple[int, str]:
    try:
        with (browser or urllib.request.build_opener()).open(request, timeout=60) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as answer:
        with answer:
            return answer.code, answer.read().decode()


def sign_in(server: Served, password: str) -> tuple[int, str]:
    """As a browser does; the session is written."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    _status, html = answer_of(f"{server.url}sign-in/", browser)
    token = re.search('name="csrfmiddlewaretoken" value="([^"]+)"', html)
    assert token is not None
    sent = {"login": "u1", "password": password, "csrfmiddlewaretoken": token[1]}
    data = urllib.parse.urlencode(sent).encode()
    return answer_of(urllib.request.Request(f"{server.url}sign-in/", data), browser)


def told(answer: tuple[int, str]) -> tuple[int, str]:
    """The status and the sentence."""
    status, html = answer
    assert "<h1>Máy chủ chưa làm được việc này</h1>" in html, html
    return status, html.split("<p>")[1].split("</p>")[0]


def garbage(database: Path) -> None:
    database.write_bytes(b"\x00\x01 not a database" * 999)


def cut(database: Path) -> None:
    os.truncate(database, 200_000)


def folder_instead(database: Path) -> None:
    database.unlink()
    database.mkdir()


def gone(database: Path) -> None:
    database.unlink()


@pytest.mark.parametrize(
    ("break_it", "sentence"),
    [
        (garbage, "goc.sqlite3 không phải là cơ sở dữ liệu SQLite: tệp đã bị ghi đè hoặc hỏng."),
        (cut, "Cơ sở dữ liệu goc.sqlite3 bị hỏng."),
        (folder_instead, "Không mở được cơ sở dữ liệu goc.sqlite3."),
        (gone, "Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp."),
    ],
)
def test_a_database_that_breaks(break_it: Callable[[Path], None], sentence, folder):
    database = folder / "goc.sqlite3"
    with served(folder) as server:
        assert page(server)[0] == 200
        break_it(database)
        status, said = told(page(server))

    assert (status, said.startswith(sentence)) == (503, True), said


def test_a_disk_that_fills(folder, tmp_path, own_mounts):
    added = goc(folder, "user", "add", "--login", "u1", "--name", "U", "--operator", "--json")
    password = json.loads(added.stdout)["password"]
    small = tmp_path / "small"
    small.mkdir()
    mounted = f"mount -t tmpfs -o size=5m none {small} && cp -a {folder}/. {small}"
    with served(small, through=[*OWN_MOUNTS, *after(mounted)]) as server:
        assert sign_in(server, password)[0] == 200
        inside = Path(f"/proc/{server.process.pid}/root{small}/fill")
        fill(inside)
        status, said = told(sign_in(server, password))
        inside.unlink()
        mended = sign_in(server, password)[0]

    assert said.startswith("Hết chỗ trên đĩa của cơ sở dữ liệu goc.sqlite3;"), said
    assert (status, mended) == (507, 200)


def fill(path: Path) -> None:
    with pytest.raises(OSError, match="No space left"), path.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.fixture
def between() -> Iterator[Forwarder]:
    if connection.vendor != "postgresql":
        pytest.skip("of PostgreSQL only")
    with Forwarder(connection.settings_dict["HOST"], connection.settings_dict["PORT"]) as between:
        yield between


@pytest.mark.django_db(transaction=True)
def test_a_postgresql_that_goes_away(between, tmp_path):
    user, name = (connection.settings_dict[key] for key in ("USER", "NAME"))
    more = {
        "GOC_SITE": "",
        "GOC_DATA": str(tmp_path),
        "GOC_SECRET_KEY": "k" * 40,
        "DATABASE_URL": f"postgresql://{user}@127.0.0.1:{between.port}/{name}",
    }
    with served(tmp_path, **more) as server:
        assert page(server)[0] == 200
        between.close()
        status, said = told(page(server))
        between.open()
        mended = page(server)[0]

    assert said.startswith(f"Không kết nối được PostgreSQL ở {name}. Hãy xem dịch vụ"), said
    assert (status, mended) == (503, 200)
