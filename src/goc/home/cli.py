"""`goc serve`, `goc migrate`, `goc doctor`: running, upgrading and examining a site."""

from __future__ import annotations

import errno
import os
import secrets
import signal
import socket
import threading
from pathlib import Path
from types import FrameType
from typing import Any

import click
import waitress
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _

from goc.audit.actions import seal_days
from goc.home.doctor import Examination, examine, mend
from goc.jobs.worker import work
from goc.lib.errors import InputError, WrongUseError
from goc.lib.terminal import dry_run_option, emit, json_option, progress, say

THREADS = 8
PRIVATE = 0o077  # what a site writes is about people: nobody else on the machine reads it


@click.command()
@click.option(
    "--bind",
    metavar="ĐỊA_CHỈ:CỔNG",
    help="Mặc định GOC_BIND (127.0.0.1:8000); cổng 0: cổng trống bất kỳ.",
)
@json_option
def serve(bind: str | None, as_json: bool) -> None:
    """Chạy trang web cùng công việc nền, cho đến khi nhấn Ctrl-C."""
    os.umask(PRIVATE)
    host, port = address(bind or str(settings.CONF["GOC_BIND"]))
    if pending():
        raise InputError(
            "Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp. Hãy chạy `goc migrate` trước."
        )
    run(host, port, as_json=as_json)


def address(text: str) -> tuple[str, int]:
    host, _colon, port = text.rpartition(":")
    if not host or not port.isdigit() or int(port) > 65535:
        raise WrongUseError("--bind phải là địa_chỉ:cổng, ví dụ 127.0.0.1:8000.")
    return host.strip("[]"), int(port)


def run(host: str, port: int, *, as_json: bool = False) -> None:
    """Pages in this thread's server, jobs in a thread beside it; both end on Ctrl-C or SIGTERM."""
    server = _server(host, port)
    stop = threading.Event()
    worker = threading.Thread(
        target=work, args=(stop,), kwargs={"daily": seal_days}, daemon=True, name="goc-worker"
    )
    for end in (signal.SIGINT, signal.SIGTERM):
        signal.signal(end, _leave)
    worker.start()
    url = _url(host, _port(server))
    if as_json:
        emit({"url": url})
    say(f"Gốc: {url}   (Ctrl-C để dừng)")
    try:
        server.run()
    finally:
        stop.set()
        server.close()
        worker.join(timeout=10)
        say("Đã dừng.")


def _server(host: str, port: int) -> Any:
    try:
        return waitress.create_server(
            get_wsgi_application(), host=host, port=port, threads=THREADS, ident="goc"
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


def _port(server: Any) -> int:
    """A name such as localhost may be several addresses: then the first."""
    ports = getattr(server, "effective_listen", None)
    return int(ports[0][1] if ports else server.effective_port)


def _url(host: str, port: int) -> str:
    if host in ("0.0.0.0", "::", "127.0.0.1"):  # noqa: S104
        host = "localhost"
    shown = f"[{host}]" if ":" in host else host
    return f"http://{shown}:{port}/"


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


@click.command()
@dry_run_option
@json_option
def migrate(dry_run: bool, as_json: bool) -> None:
    """Dựng hoặc nâng cấp cơ sở dữ liệu của điểm cài đặt; chạy lại bao nhiêu lần cũng được."""
    os.umask(PRIVATE)
    made = [] if dry_run else prepare_folder()
    steps = [f"{migration.app_label}.{migration.name}" for migration in pending()]
    if not dry_run:
        upgrade(steps)
    if as_json:
        emit(
            {
                "site": str(settings.SITE),
                "applied": [] if dry_run else steps,
                "pending": steps if dry_run else [],
            }
        )
    for line in made:
        say(line)
    if not steps:
        say("Cơ sở dữ liệu đã ở bản mới nhất.")
    elif dry_run:
        say(f"Sẽ làm {len(steps)} bước nâng cấp: {', '.join(steps)}.")
    else:
        say(f"Đã làm {len(steps)} bước nâng cấp; cơ sở dữ liệu ở bản mới nhất.")


def prepare_folder() -> list[str]:
    """The site's folder, and on an embedded site its secret key, readable by its owner only. Says
    what was made.
    """
    site, made = Path(settings.SITE), []
    if not site.exists():
        site.mkdir(parents=True, mode=0o700)
        made.append(f"Đã tạo thư mục {site}.")
    key = site / "secret_key"
    if settings.CONF.embedded and not key.exists():
        descriptor = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as out:
            out.write(secrets.token_urlsafe(48))
        made.append("Đã tạo khóa bí mật.")
    return made


def pending() -> list[Any]:
    """Migrations not applied yet; a site whose folder is not there has all of them to come."""
    if settings.CONF.embedded and not Path(settings.SITE).exists():
        return sorted(
            MigrationExecutor(None).loader.disk_migrations.values(),
            key=lambda m: (m.app_label, m.name),
        )
    executor = MigrationExecutor(connection)
    return [
        step for step, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())
    ]


def upgrade(steps: list[str]) -> None:
    """Runs also when nothing is pending: the backstop and the reference data are laid anew."""
    if steps:
        say(f"Đang nâng cấp cơ sở dữ liệu ({len(steps)} bước) …")
    call_command("migrate", verbosity=0, interactive=False)


@click.command()
@click.option("--mend", "mending", is_flag=True, help="Sửa điều tự sửa được, rồi khám lại.")
@json_option
def doctor(mending: bool, as_json: bool) -> int:
    """Khám điểm cài đặt: điều gì chưa ổn và cách sửa."""
    os.umask(PRIVATE)
    found = examine(progress(_("Khám")))
    if mending:
        repairs = mend(found)
        connection.close()  # the second look opens its file: that would take the locks from it
        found = examine(progress(_("Khám lại")))
        found.tell(repairs)
    if as_json:
        emit(found.as_json())
    else:
        tell_found(found)
    return 1 if found.wrong else 0


def tell_found(found: Examination) -> None:
    for repair in found.mended:
        click.echo(f"→ {repair.message}")
    for finding in found.findings:
        click.echo(f"{'✓' if finding.ok else '✗'} {finding.message}")
        if not finding.ok:
            click.echo("  " + _("Cách sửa: %(mend)s") % {"mend": finding.mend})
    if found.skipped:
        click.echo("– " + _("Chưa khám được: %(parts)s.") % {"parts": "; ".join(found.skipped)})
    count = len(found.wrong)
    say(_("Có %(n)s điều cần sửa.") % {"n": count} if count else _("Mọi thứ đều ổn."))
