"""Several hundred who connect and say nothing, or say it slowly, take no answer from anybody else."""

from __future__ import annotations

import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from urllib.parse import urlsplit

import pytest

from home.served import Served, served

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("no_server_database")]
CROWD = 300
HALF = {
    "silent": b"",
    "half a line": b"GET /sign-in/ HT",
    "half a header": b"GET /sign-in/ HTTP/1.1\r\nHost: localhost\r\n",
    "half a body": b"POST /sign-in/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nlogin=",
    "idle": b"GET /static/web/goc.css HTTP/1.1\r\nHost: localhost\r\n\r\n",
}


@pytest.fixture(scope="module")
def server(migrated) -> Iterator[Served]:
    with served(migrated) as server:
        page(server)
        yield server


def page(server: Served) -> int:
    """Long before any of the crowd loses the place."""
    with urllib.request.urlopen(f"{server.url}sign-in/", timeout=20) as answer:
        answer.read()
        return answer.status


@pytest.mark.parametrize("said", HALF.values(), ids=HALF)
def test_a_page_is_answered_beside_them(server, said):
    address = ("127.0.0.1", urlsplit(server.url).port)
    with ExitStack() as crowd:
        for _ in range(CROWD):
            crowd.enter_context(socket.create_connection(address, timeout=5)).sendall(said)
        answers = [page(server) for _ in range(3)]

    assert answers == [200] * 3


def test_who_stays_silent_loses_the_place(server):
    address = ("127.0.0.1", urlsplit(server.url).port)
    with socket.create_connection(address, timeout=60) as silent:
        began = time.monotonic()
        assert silent.recv(1) == b""
        assert time.monotonic() - began < 45
