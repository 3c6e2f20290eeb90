"""`goc units` and `goc user`: loading a catalogue, the tree on a day, where a unit went; users and
their rights.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click
from django.db import transaction
from django.utils import timezone

from goc.accounts.actions import add_user, issue_code, set_password
from goc.accounts.models import User
from goc.accounts.queries import acting_user
from goc.lib.errors import ForbiddenError, HiddenError, InputError, WrongUseError
from goc.lib.terminal import DAY, dry_run_option, emit, emit_lines, json_option, progress, say
from goc.units import access, endings, history, loading, queries
from goc.units.actions import grant_right, revoke_right
from goc.units.models import Unit, UnitRight
from goc.units.roles import ROLES, STANDING_OFFICE

COUNTED = {
    "units": "đơn vị",
    "versions": "bản tên",
    "codes": "mã",
    "parents": "quan hệ cấp trên",
    "aliases": "cách viết khác",
    "reorganisations": "lần sắp xếp",
    "lineage": "dòng kế thừa",
    "corrected": "bản ghi được sửa theo danh mục",
}


@click.group()
def units() -> None:
    """Đơn vị hành chính theo thời gian: nạp danh mục, cây đơn vị, kế thừa."""


@units.command()
@click.argument("directory", metavar="DIR", required=False, type=click.Path(path_type=Path))
@click.option(
    "--builtin",
    is_flag=True,
    help="Nạp danh mục kèm theo (gói vietnamadminunits) thay cho thư mục.",
)
@dry_run_option
@json_option
def load(directory: Path | None, builtin: bool, dry_run: bool, as_json: bool) -> None:
    """Nạp một danh mục đơn vị có ngày hiệu lực. Nạp lại không làm thay đổi gì."""
    if builtin == (directory is not None):
        raise WrongUseError("Hãy ghi một thư mục, hoặc --builtin để nạp danh mục kèm theo.")
    user = acting_user()
    access.check_can_edit(user, None)
    report = progress("Nạp đơn vị")
    if directory is not None:
        result = loading.load_directory(directory, by=user, report=report, dry_run=dry_run)
    else:
        result = loading.load_builtin(by=user, report=report, dry_run=dry_run)
    emit(result) if as_json else _say_loaded(result)


def _say_loaded(result: dict[str, Any]) -> None:
    if not result["changed"]:
        click.echo("Không có gì mới: điểm cài đặt đã đúng với danh mục.")
        return
    written = ", ".join(
        f"{result[key]} {label}" for key, label in COUNTED.items() if result.get(key)
    )
    click.echo(f"{'Sẽ ghi (chưa ghi gì)' if result['dry_run'] else 'Đã ghi'}: {written}.")
    _say_endings(result["endings"])
    if result["strangers"]:
        some, rest = (
            ", ".join(result["strangers"][:10]),
            "…" if len(result["strangers"]) > 10 else "",
        )
        say(f"Có ở điểm cài đặt nhưng không có trong danh mục (giữ nguyên): {some}{rest}.")
    for orphan in result["orphans"][:20]:
        say(f"Cần sửa: {orphan}, nhưng cấp trên ấy đã kết thúc theo danh mục.")


WHAT_CAME = {"ended": "kết thúc", "passed": "chuyển tiếp", "left": "chờ xử lý"}


def _say_endings(told: dict[str, dict[str, int]]) -> None:
    """What hung on ended units, one kind a line; kinds of which nothing changed are left out."""
    for ending in endings.registry:
        counts = told.get(ending.name, {})
        if any(counts.values()):
            words = ", ".join(f"{n} {WHAT_CAME[key]}" for key, n in counts.items() if n)
            click.echo(f"Theo đơn vị đã kết thúc — {str(ending.label).lower()}: {words}.")
    if any(counts["left"] for counts in told.values()):
        say("Những gì chờ xử lý: xem trang «Đơn vị», mục «Còn lại sau sắp xếp».")


@units.command()
@click.option("--as-of", type=DAY, required=True, help="Ngày cần xem.")
@click.option("--unit", help="Chỉ từ đơn vị này trở xuống (DANH_MỤC:MÃ hoặc mã định danh).")
@click.option(
    "--line", type=click.Choice(["civil", "military"]), default="civil", help="Hệ thống cấp trên."
)
@click.option("--count", is_flag=True, help="Chỉ đếm số đơn vị cấp tỉnh, huyện, xã.")
@json_option
def tree(as_of: date, unit: str | None, line: str, count: bool, as_json: bool) -> None:
    """Cây đơn vị vào một ngày."""
    nodes = _nodes_for(acting_user(), unit, as_of, line)
    if count:
        found = queries.count_nodes(nodes)
        words = f"{found['provinces']} cấp tỉnh, {found['districts']} cấp huyện, {found['communes']} cấp xã"
        emit({"as_of": as_of, **found}) if as_json else click.echo(
            f"Ngày {as_of:%d/%m/%Y}: {words}."
        )
    elif as_json:
        parents = {n.id: n.code or str(n.public_id) for n in nodes}
        emit_lines(
            {
                "unit": parents[n.id],
                "public_id": n.public_id,
                "name": n.name,
                "kind": n.kind,
                "level": n.level,
                "parent": parents.get(n.parent_id or 0),
                "depth": n.depth,
            }
            for n in nodes
        )
    else:
        click.echo(
            "\n".join(f"{'  ' * n.depth}{n.name}{f'  [{n.code}]' if n.code else ''}" for n in nodes)
        )


def _nodes_for(user: User, ref: str | None, as_of: date, line: str) -> list[queries.Node]:
    scope = access.scope_of(user, today=timezone.localdate())
    root = access.choose_unit(user, ref, as_of=as_of) if ref else None
    nodes = [n for n in queries.tree(as_of=as_of, root=root, line=line) if scope.contains(n.id)]
    if root is not None and not nodes:
        raise InputError(
            "«%(unit)s» không tồn tại vào ngày %(day)s. Hãy chọn ngày khác, hoặc xem `goc units "
            "succession`.",
            unit=queries.name_of(root, as_of=as_of),
            day=f"{as_of:%d/%m/%Y}",
        )
    return queries.from_the_top(nodes)


@units.command()
@click.argument("unit", metavar="U")
@click.option(
    "--as-of", type=DAY, help="Ngày để hiểu một mã không ghi danh mục (mặc định: hôm nay)."
)
@json_option
def succession(unit: str, as_of: date | None, as_json: bool) -> None:
    """Một đơn vị từ đâu mà có và đã đi về đâu, theo những gì số liệu cho biết."""
    chosen = access.choose_unit(acting_user(), unit, as_of=as_of or timezone.localdate())
    assert chosen is not None
    found = history.succession(chosen)
    if not as_json:
        click.echo("\n".join(history.sentences(found)))
        return
    emit(
        {
            "unit": chosen.public_id,
            "name": found.versions[-1].name if found.versions else None,
            "versions": [
                {"name": v.name, "kind": v.kind, "from": v.valid_from, "to": v.valid_to}
                for v in found.versions
            ],
            "codes": [
                {"code": f"{c.catalogue}:{c.code}", "from": c.valid_from, "to": c.valid_to}
                for c in found.codes
            ],
            "origins": [s.as_json() for s in found.origins],
            "successors": [s.as_json() for s in found.successors],
            "unknown": found.unknown,
        }
    )


# --- users

ROLE = click.Choice(list(ROLES))
login_option = click.option("--login", required=True, help="Tên đăng nhập.")
unit_option = click.option("--unit", help="Đơn vị của quyền; không ghi: toàn bộ điểm cài đặt.")


@click.group()
def user() -> None:
    """Người dùng của điểm cài đặt và quyền của họ trên đơn vị."""


@user.command(name="add")
@login_option
@click.option("--name", required=True, help="Họ và tên.")
@click.option(
    "--operator",
    is_flag=True,
    help="Người vận hành: các lệnh chạy dưới tên này, với quyền trên toàn bộ.",
)
@click.option("--role", type=ROLE, help="Vai trò trên đơn vị.")
@unit_option
@dry_run_option
@json_option
def add(
    login: str,
    name: str,
    operator: bool,
    role: str | None,
    unit: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Thêm người dùng và in mật khẩu một lần."""
    if unit and not role:
        raise WrongUseError("--unit cần đi cùng --role.")
    by, place = _granter(unit, operator)
    with transaction.atomic():
        made, password = add_user(login=login, name=name, by=by, is_operator=operator)
        if role or operator:
            given = role or STANDING_OFFICE
            grant_right(user=made, unit=place, role=given, on=timezone.localdate(), by=by)
        transaction.set_rollback(dry_run)
    if dry_run:
        say("Kiểm tra xong; chưa ghi gì.")
    else:
        _say_password(login, password, as_json)


def _granter(unit: str | None, operator: bool) -> tuple[object, Unit | None]:
    """Who gives and on what; the first operator of a site is made by its set-up."""
    if operator and not User.objects.filter(is_operator=True, is_active=True).exists():
        return "setup", queries.find_unit(unit, as_of=timezone.localdate()) if unit else None
    by = acting_user()
    if operator and not by.is_operator:
        raise ForbiddenError("Chỉ người vận hành được thêm người vận hành khác.")
    place = access.choose_unit(by, unit, as_of=timezone.localdate()) if unit else None
    if not by.is_operator:
        access.check_can_grant(by, place)
    return by, place


def _say_password(login: str, password: str, as_json: bool) -> None:
    if as_json:
        emit({"login": login, "password": password})
    else:
        click.echo(
            f"Tên đăng nhập: {login}\nMật khẩu: {password}\n(Mật khẩu chỉ hiện một lần; hãy ghi "
            f"lại và đổi sau.)"
        )


@user.command()
@login_option
@json_option
def password(login: str, as_json: bool) -> None:
    """Đặt mật khẩu mới cho một người dùng và in một lần."""
    by = acting_user()
    person = by if by.login == login else _user_to_open(login, by)
    _say_password(login, set_password(user=person, by=by), as_json)


def _user_to_open(login: str, by: User) -> User:
    """Whoever gives somebody a password or a code can sign in as them. Raises ForbiddenError."""
    if by.is_operator:
        return _user(login)
    access.check_can_grant(by, None)
    person = _user(login)
    if person.is_operator:
        raise ForbiddenError("Chỉ người vận hành đặt mật khẩu, cấp mã cho người vận hành khác.")
    return person


@user.command()
@login_option
@json_option
def code(login: str, as_json: bool) -> None:
    """Cấp mã một lần để một người dùng tự đặt mật khẩu, và in một lần."""
    by = acting_user()
    person = _user_to_open(login, by)
    made = issue_code(user=person, by=by, now=timezone.now())
    if as_json:
        emit({"login": login, "code": made})
    else:
        click.echo(f"Tên đăng nhập: {login}\nMã một lần: {made}\n(Dùng một lần, trong 3 ngày.)")


@user.command()
@login_option
@click.option("--role", type=ROLE, help="Vai trò được cấp.")
@unit_option
@click.option("--revoke", is_flag=True, help="Thu hồi quyền trên đơn vị ấy.")
@dry_run_option
def right(login: str, role: str | None, unit: str | None, revoke: bool, dry_run: bool) -> None:
    """Cấp hoặc thu hồi quyền của một người dùng trên một đơn vị."""
    if bool(role) == revoke:
        raise WrongUseError("Hãy ghi --role để cấp quyền, hoặc --revoke để thu hồi.")
    by, place = _granter(unit, False)
    person, today = _user(login), timezone.localdate()
    with transaction.atomic():
        if role:
            grant_right(user=person, unit=place, role=role, on=today, by=by)
        else:
            revoke_right(right=_right(person, place, today), on=today, by=by)
        transaction.set_rollback(dry_run)
    say("Kiểm tra xong; chưa ghi gì." if dry_run else "Đã ghi.")


def _user(login: str) -> User:
    found = User.objects.filter(login=login).first()
    if found is None:
        raise HiddenError("Không có người dùng «%(login)s».", login=login)
    return found


def _right(person: User, place: Unit | None, today: date) -> UnitRight:
    found: UnitRight | None = UnitRight.objects.as_of(today).filter(user=person, unit=place).first()
    if found is None:
        raise InputError("«%(login)s» không có quyền trên đơn vị này.", login=person.login)
    return found
