"""A site really made, in a folder and a database of its own, for tests that damage it or kill what runs on it.

On SQLite an embedded site; with GOC_TEST_DATABASE_URL a server's, each copy in a database of its own.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import psycopg
import pytest

TESTS = Path(__file__).parent
SERVER = os.environ.get("GOC_TEST_DATABASE_URL", "")
BARE = {
    k: v for k, v in os.environ.items() if not k.startswith(("GOC_", "DATABASE_URL", "DJANGO_"))
}
on_sqlite = pytest.mark.skipif(bool(SERVER), reason="about SQLite's files")
on_postgres = pytest.mark.skipif(not SERVER, reason="about PostgreSQL")


@dataclass(frozen=True)
class RealSite:
    folder: Path
    database: str  # name on the server; empty for an embedded site

    @property
    def env(self) -> dict[str, str]:
        path = os.pathsep.join([str(TESTS.parent / "src"), str(TESTS)])
        env = {**BARE, "PYTHONPATH": path, "DJANGO_SETTINGS_MODULE": "goc.settings"}
        if not self.database:
            return {**env, "GOC_SITE": str(self.folder)}
        server = {"DATABASE_URL": _url(self.database), "GOC_SECRET_KEY": "k" * 40}
        return {**env, **server, "GOC_DATA": str(self.folder)}

    @property
    def file(self) -> Path:
        return self.folder / "goc.sqlite3"

    def goc(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return self.run("-m", "goc.cli", *words, **env)

    def run(self, *words: str, **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *words],
            env={**self.env, **env},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def script(self, name: str, *words: str) -> Any:
        """What a script beside the tests prints as JSON."""
        done = self.run(str(TESTS / name), *words)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def execute(self, code: str) -> None:
        """Python with the site's models at hand, in a process of its own."""
        done = self.run("-c", f"import django; django.setup()\n{code}")
        assert done.returncode == 0, done.stderr

    @contextmanager
    def connect(self) -> Iterator[Any]:
        """The database past Django, each statement a transaction of its own."""
        if self.database:
            with psycopg.connect(_url(self.database), autocommit=True) as connection:
                yield connection
        else:
            with closing(sqlite3.connect(self.file, isolation_level=None)) as connection:
                yield connection

    def sql(self, *statements: str) -> list[Any]:
        """The rows of the last one."""
        with self.connect() as connection:
            for statement in statements:
                cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def copy(self, folder: Path, strategy: str = "WAL_LOG") -> RealSite:
        """`strategy`: PostgreSQL's; with FILE_COPY the server has seen none of the copied pages."""
        shutil.copytree(self.folder, folder)
        if not self.database:
            return RealSite(folder, "")
        name = f"goc_{uuid4().hex}"
        _on_server(f'CREATE DATABASE "{name}" TEMPLATE "{self.database}" STRATEGY {strategy}')
        return RealSite(folder, name)

    def drop(self) -> None:
        if self.database:
            _on_server(f'DROP DATABASE "{self.database}" WITH (FORCE)')


def bare(folder: Path) -> RealSite:
    """A folder or database with nothing in it."""
    site = RealSite(folder, f"goc_{uuid4().hex}" if SERVER else "")
    if site.database:
        _on_server(f'CREATE DATABASE "{site.database}"')
    return site


def make(folder: Path) -> RealSite:
    """Migrated, with the cast, a person, an operator, three sealed days and events of today."""
    site = bare(folder)
    migrated = site.goc("migrate")
    assert migrated.returncode == 0, migrated.stderr
    site.script("site_filled.py")
    return site


def _url(database: str) -> str:
    return urlunsplit(urlsplit(SERVER)._replace(path=f"/{database}"))


def _on_server(statement: str) -> None:
    with psycopg.connect(SERVER, autocommit=True) as connection:
        connection.execute(statement)
