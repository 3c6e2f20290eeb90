"""The server of a site: pages and, in a thread beside them, the worker of long jobs."""

from __future__ import annotations

import errno
import os
import resource
import socket
import sys
import threading
from typing import Any

import waitress
from django.core.wsgi import get_wsgi_application
from django.utils.translation import gettext as _
from waitress import wasyncore

from goc.audit.actions import seal_days
from goc.audit.chaining import link_events
from goc.audit.spool import drain
from goc.figures.upkeep import tidy
from goc.home.ending import Ending
from goc.jobs.actions import reap
from goc.jobs.worker import Chore, work
from goc.lib.errors import InputError, WrongUseError
from goc.lib.terminal import emit, say
from goc.registry.upkeep import let_go
from goc.snapshots.engine import gate
from goc.snapshots.tasks import keep_current
from goc.summing_up.upkeep import settle

THREADS = 8
CONNECTIONS, FILES = 1000, 4096
CHORES = (
    Chore(settle, 600),
    Chore(drain, 1),
    Chore(link_events, 5),
    Chore(reap, 60),
    Chore(seal_days, 60),
    Chore(tidy, 600),
    Chore(let_go, 600),
    Chore(keep_current, 60),
)


def address(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise WrongUseError("--bind phải là địa_chỉ:cổng, ví dụ 127.0.0.1:8000.")
    return host.strip("[]"), int(port)


def run(host: str, port: int, *, as_json: bool = False) -> None:
    """Pages in this thread's server, jobs in a thread beside it; both end on Ctrl-C or SIGTERM."""
    sockets: dict[int, Any] = {}
    server = _server(host, port, sockets)
    ending = Ending()
    worker = threading.Thread(
        target=work, args=(ending.stop,), kwargs={"chores": CHORES}, daemon=True, name="goc-worker"
    )
    url = _url(host, _port(server))
    if as_json:
        emit({"url": url})
    say(f"Gốc: {url}   (Ctrl-C để dừng)")
    try:
        worker.start()
        server.run()
    finally:
        ending.begin()
        gate().shut(0)
        wasyncore.close_all(sockets)
        worker.join(timeout=ending.seconds_left())
    if worker.is_alive() or server.task_dispatcher.threads:
        _abandon()
    say("Đã dừng.")


def _abandon() -> None:
    """Leaves without waiting for threads that do not return; what they had not committed is undone
    by the database.
    """
    say(_("Đã dừng; có việc không dừng kịp và bị bỏ dở. Hãy xem trang Công việc khi chạy lại."))
    sys.stdout.flush()
    os._exit(1)


def _server(host: str, port: int, sockets: dict[int, Any]) -> Any:
    options = {"threads": THREADS, "ident": "goc", **_crowd()}
    try:
        return waitress.create_server(
            get_wsgi_application(), map=sockets, host=host, port=port, **options
        )
    except (OSError, socket.gaierror) as why:
        if getattr(why, "errno", None) == errno.EADDRINUSE:
            raise InputError(
                "Cổng %(port)s đang có chương trình khác dùng. Hãy chọn cổng khác bằng --bind.",
                port=port,
            ) from why
        raise InputError(
            "Không lắng nghe được ở %(host)s:%(port)s. Hãy xem lại --bind.", host=host, port=port
        ) from why


def _crowd() -> dict[str, Any]:
    """Room for several hundred who connect and then say nothing, or say it slowly: they take a
    place each, never a thread, and lose it when they are silent for half a minute.
    """
    return {
        "connection_limit": min(CONNECTIONS, _files() // 2),
        "channel_timeout": 30,
        "cleanup_interval": 5,
        "max_request_header_size": 64 * 1024,
        "asyncore_use_poll": True,  # select() knows no file above 1023
    }


def _files() -> int:
    """How many files this process may have open, after asking for enough of them."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES if hard == resource.RLIM_INFINITY else min(FILES, hard)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    return wanted


def _port(server: Any) -> int:
    """A name such as localhost may be several addresses: then the first."""
    ports = getattr(server, "effective_listen", None)
    return int(ports[0][1] if ports else server.effective_port)


def _url(host: str, port: int) -> str:
    if host in ("0.0.0.0", "::", "127.0.0.1"):  # noqa: S104
        host = "localhost"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"
