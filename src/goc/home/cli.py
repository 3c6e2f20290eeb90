"""`goc init`, `goc serve`, `goc migrate`, `goc doctor`: making, running, upgrading and examining a site."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
from django.utils.translation import gettext as _

from goc.accounts.actions import add_user
from goc.accounts.models import User
from goc.home.doctor import Examination, examine, mend
from goc.home.serving import address, run
from goc.lib.errors import InputError, RefusedError
from goc.lib.terminal import dry_run_option, emit, json_option, progress, say
from goc.units.actions import grant_right
from goc.units.roles import STANDING_OFFICE


@click.command()
@click.option(
    "--bind",
    metavar="ĐỊA_CHỈ:CỔNG",
    help="Mặc định GOC_BIND (127.0.0.1:8000); cổng 0: cổng trống bất kỳ.",
)
@json_option
def serve(bind: str | None, as_json: bool) -> None:
    """Chạy trang web cùng công việc nền, cho đến khi nhấn Ctrl-C."""
    host, port = address(bind or str(settings.CONF["GOC_BIND"]))
    if pending():
        raise InputError(
            "Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp. Hãy chạy `goc migrate` trước."
        )
    run(host, port, as_json=as_json)


@click.command()
@dry_run_option
@json_option
def migrate(dry_run: bool, as_json: bool) -> None:
    """Dựng hoặc nâng cấp cơ sở dữ liệu của điểm cài đặt; chạy lại bao nhiêu lần cũng được."""
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


@click.command()
@click.option("--login", default="quan-tri", show_default=True, help="Tên đăng nhập.")
@click.option("--name", default="Người vận hành", show_default=True, help="Họ và tên.")
@dry_run_option
@json_option
def init(login: str, name: str, dry_run: bool, as_json: bool) -> None:
    """Lập một điểm cài đặt trống: dựng cơ sở dữ liệu, thêm người vận hành, in mật khẩu một lần."""
    if dry_run:
        say(f"Sẽ dựng điểm cài đặt ở {settings.SITE} và thêm người vận hành «{login}».")
        return
    made = prepare_folder()
    upgrade([f"{step.app_label}.{step.name}" for step in pending()])
    if User.objects.filter(is_operator=True, is_active=True).exists():
        raise RefusedError(
            "Điểm cài đặt này đã có người vận hành. Hãy chạy `goc serve`; quên mật khẩu: "
            "`goc user password --login TÊN`."
        )
    password = _first_operator(login, name)
    if as_json:
        emit({"site": str(settings.SITE), "login": login, "password": password})
        return
    for line in made:
        say(line)
    click.echo(
        f"Tên đăng nhập: {login}\nMật khẩu: {password}\n(Mật khẩu chỉ hiện một lần; hãy ghi lại "
        f"và đổi sau.)\nTiếp theo: goc serve, rồi mở trang đầu để lập đơn vị, người dùng, cán bộ."
    )


@transaction.atomic
def _first_operator(login: str, name: str) -> str:
    """With the right on the whole register; the password to hand over once."""
    made, password = add_user(login=login, name=name, by="setup", is_operator=True)
    role = STANDING_OFFICE
    grant_right(user=made, unit=None, role=role, on=timezone.localdate(), by="setup")
    return password


def prepare_folder() -> list[str]:
    """The site's folder, and on an embedded site its secret key, readable by its owner only. Says
    what was made.
    """
    site, made = Path(settings.SITE), []
    if site.exists() and not site.is_dir():
        raise InputError(
            "%(site)s là tệp, không phải thư mục. Hãy chọn thư mục khác bằng --site (hoặc GOC_DATA).",
            site=site,
        )
    if not site.exists():
        site.mkdir(parents=True, mode=0o700)
        made.append(f"Đã tạo thư mục {site}.")
    key = site / "secret_key"
    if settings.CONF.embedded and not key.exists():
        write_key(key)
        made.append("Đã tạo khóa bí mật.")
    return made


def write_key(path: Path) -> None:
    """Whole or not at all, also when the power goes."""
    making = path.with_name(".making-secret_key")
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as out:
        out.write(secrets.token_urlsafe(48))
        out.flush()
        os.fsync(out.fileno())
    making.rename(path)


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
