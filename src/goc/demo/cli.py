"""`goc demo`: a whole site with invented people, its dossier, then the pages."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import click

from goc.lib.canonical import canonical
from goc.lib.errors import RefusedError
from goc.lib.privacy import keep_private
from goc.lib.terminal import emit, json_option, progress, say

BUILDING, DONE = ".demo-building", "demo.json"
DOSSIER = "dossier"


@click.command()
@click.option(
    "--dir",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("var/demo"),
    show_default=True,
    help="Thư mục của bản mẫu.",
)
@click.option("--no-serve", is_flag=True, help="Chỉ dựng, không chạy trang web.")
@click.option("--fresh", is_flag=True, help="Xóa bản mẫu cũ trong thư mục rồi dựng lại.")
@click.option(
    "--bind",
    default="127.0.0.1:8000",
    show_default=True,
    metavar="ĐỊA_CHỈ:CỔNG",
    help="Nơi trang web lắng nghe.",
)
@json_option
def demo(folder: Path, no_serve: bool, fresh: bool, bind: str, as_json: bool) -> None:
    """Dựng điểm cài đặt mẫu: Lạng Sơn 2002-2012, đơn vị thật, người hư cấu; bộ hồ sơ tổng kết; rồi
    chạy trang web.

    Dừng giữa chừng rồi chạy lại thì dựng lại từ đầu; đã dựng xong thì giữ nguyên và cấp mật khẩu
    mới.
    """
    keep_private()
    folder = folder.resolve()
    ready = _prepare(folder, fresh)
    os.environ["GOC_SITE"] = str(folder)
    os.environ.pop("DATABASE_URL", None)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "goc.settings")
    import django  # only now: the settings read GOC_SITE when they are loaded

    django.setup()
    told = _renewed(folder) if ready else _built(folder)
    if not as_json:
        say(f"Người trong bản mẫu đều là hư cấu. Bộ hồ sơ: {told['dossier']}")
        say(f"Đăng nhập: {told['login']}   Mật khẩu: {told['password']}")
    if no_serve:
        if as_json:
            emit({"url": None, **told})
        return
    from goc.home.serving import address, run  # Django is set up only now

    host, port = address(bind)
    if as_json:
        emit({"url": f"http://{host}:{port}/", **told})
    run(host, port)


def _prepare(folder: Path, fresh: bool) -> bool:
    """Whether the folder already holds a whole demonstration. Half a one is cleared; anything else
    is refused.
    """
    ours = (folder / BUILDING).exists() or (folder / DONE).exists()
    if folder.exists() and any(folder.iterdir()) and not ours:
        raise RefusedError(
            "%(folder)s đã có tệp khác, không phải bản mẫu của Gốc; hãy chọn thư mục khác.",
            folder=folder,
        )
    if (folder / DONE).exists() and not (folder / BUILDING).exists() and not fresh:
        return True
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / BUILDING).touch()
    return False


def _built(folder: Path) -> dict[str, str]:
    from goc.demo.build import LOGIN, build  # Django is set up only now
    from goc.home.cli import pending, prepare_folder, upgrade

    report = progress("Dựng bản mẫu")
    report(0, "Cơ sở dữ liệu")
    prepare_folder()
    upgrade(pending())
    password, dossier = build(folder / DOSSIER, report)
    told = {"login": LOGIN, "snapshot": str(dossier.snapshot.public_id)}
    (folder / DONE).write_bytes(canonical(told))
    (folder / BUILDING).unlink()
    return {**told, **_places(folder), "password": password}


def _places(folder: Path) -> dict[str, str]:
    return {"site": str(folder), "dossier": str(folder / DOSSIER)}


def _renewed(folder: Path) -> dict[str, str]:
    """What stands stays, wherever it was moved to; the password of the demonstration's user is made
    anew, since only its hash is kept.
    """
    from goc.accounts.actions import set_password  # Django is set up only now
    from goc.accounts.models import User
    from goc.home.cli import pending, upgrade

    upgrade(pending())
    told: dict[str, str] = json.loads((folder / DONE).read_text("utf-8"))
    user = User.objects.get(login=told["login"])
    return {**told, **_places(folder), "password": set_password(user=user, by=user)}
