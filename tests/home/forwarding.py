"""Stands between a server and its PostgreSQL, so that a test can take the one away from the other."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path


class Forwarder:
    """Listens on `port` and passes all on to a PostgreSQL (a host, or the folder of its socket)."""

    def __init__(self, host: str, port: str) -> None:
        self._host, self._there = host, int(port or 5432)
        self._sockets: list[socket.socket] = []
        self._threads: list[threading.Thread] = []
        self.port = 0
        self.open()

    def __enter__(self) -> Forwarder:
        return self

    def __exit__(self, *_left: object) -> None:
        self.close()

    def open(self) -> None:
        listening = socket.create_server(("127.0.0.1", self.port))
        self.port = listening.getsockname()[1]
        self._start(self._accept, listening)

    def close(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(timeout=10)
        self._sockets, self._threads = [], []

    def _start(self, act: Callable[..., None], *sockets: socket.socket) -> None:
        self._sockets += sockets
        thread = threading.Thread(target=act, args=sockets, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _accept(self, listening: socket.socket) -> None:
        with listening, suppress(OSError):
            while True:
                here, _ = listening.accept()
                self._start(self._serve, here, self._connected())

    def _serve(self, here: socket.socket, there: socket.socket) -> None:
        with here, there:
            back = threading.Thread(target=_pass, args=(there, here), daemon=True)
            back.start()
            _pass(here, there)
            back.join()

    def _connected(self) -> socket.socket:
        if not self._host.startswith("/"):
            return socket.create_connection((self._host, self._there))
        there = socket.socket(socket.AF_UNIX)
        there.connect(str(Path(self._host) / f".s.PGSQL.{self._there}"))
        return there


def _pass(one: socket.socket, other: socket.socket) -> None:
    with suppress(OSError):
        while data := one.recv(65536):
            other.sendall(data)
    with suppress(OSError):
        other.shutdown(socket.SHUT_WR)
