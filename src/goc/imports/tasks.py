"""Long lists are read, checked and written by jobs; a load that is over, or whose asker may not
load any more, is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.urls import reverse

from goc.accounts.models import User
from goc.imports import access, actions
from goc.imports.actions.checking import CHECK
from goc.imports.actions.ending import WRITE
from goc.imports.actions.starting import READ
from goc.imports.models import Load
from goc.jobs.registry import kind
from goc.lib.progress import Report
from goc.units.asking import asking_of

Act = Callable[..., Load]


def _back(arguments: Mapping[str, Any]) -> str:
    return reverse("load", args=[arguments["load"]])


def _done(act: Act, load: str, by: str, report: Report, saying: str) -> dict[str, Any]:
    """The act on the load, for who asked for it."""
    user = User.objects.get(login=by)
    found = access.get_load_for(asking_of(user), UUID(load))
    report(10, saying)
    act(load=found, by=user)
    return {"url": _back({"load": load})}


def _read_and_check(*, load: Load, by: User) -> Load:
    found = actions.read_load(load=load)
    return found if found.trouble else actions.go_on(load=found, by=by)


@kind(READ, "Đọc danh sách", back=_back)
def read(*, by: str, report: Report, load: str) -> dict[str, Any]:
    return _done(_read_and_check, load, by, report, "Đang đọc tệp")


@kind(CHECK, "Kiểm tra danh sách", back=_back)
def check(*, by: str, report: Report, load: str) -> dict[str, Any]:
    return _done(actions.check_load, load, by, report, "Đang kiểm tra từng dòng")


@kind(WRITE, "Ghi danh sách", back=_back)
def write(*, by: str, report: Report, load: str) -> dict[str, Any]:
    return _done(actions.write_load, load, by, report, "Đang ghi")
