"""`goc user` and `goc units`: who may give what, each answer in its words, nothing written by trial."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

import factories
from goc import cli
from goc.accounts.models import User
from goc.audit.models import Event
from goc.units.actions import Abolish, Close, reorganise, set_trait
from goc.units.cli import _say_loaded
from goc.units.models import UnitRight

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2020, 1, 1), date(2026, 11, 20)


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs `goc …`; gives exit code, stdout, stderr."""

    def call(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("GOC_AS", "")
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return call


def add(login: str, *more: str) -> tuple[str, ...]:
    return ("user", "add", "--login", login, "--name", login.title(), *more)


def right(login: str, *more: str) -> tuple[str, ...]:
    return ("user", "right", "--login", login, *more)


def rights(login: str) -> list[tuple[Any, ...]]:
    rows = UnitRight.objects.filter(user__login=login).order_by("id")
    return [(row.unit, row.role, row.valid_from, row.valid_to) for row in rows]


# --- users


def test_a_user_is_told_the_password_once(cast, run):
    code, out, _ = run(*add("erin"))
    lines = out.splitlines()
    assert (code, lines[0], lines[2]) == (
        0,
        "Tên đăng nhập: erin",
        "(Mật khẩu chỉ hiện một lần; hãy ghi lại và đổi sau.)",
    )
    made = User.objects.get(login="erin")
    assert made.check_password(lines[1].removeprefix("Mật khẩu: "))
    assert (made.is_operator, rights("erin")) == (False, [])


def test_an_operator_has_the_whole_register_unless_another_role_is_said(cast, run):
    run(*add("second", "--operator"))
    run(*add("third", "--operator", "--role", "reader"))
    assert rights("second") == [(None, "standing_office", TODAY, None)]
    assert rights("third") == [(None, "reader", TODAY, None)]
    assert User.objects.filter(login__in=["second", "third"], is_operator=True).count() == 2


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (add("erin", "--unit", "3-tier:180"), 2, "--unit cần đi cùng --role."),
        (
            add("erin", "--operator", "--as", "chief"),
            1,
            "Chỉ người vận hành được thêm người vận hành khác.\n",
        ),
        (
            add("erin", "--role", "reader", "--unit", "3-tier:22", "--as", "chief"),
            1,
            "Không có đơn vị «3-tier:22».\n",
        ),
        (
            add("erin", "--role", "reader", "--as", "chief"),
            1,
            "Chỉ Cơ quan thường trực được cấp quyền trong phạm vi của mình.\n",
        ),
        (right("bob"), 2, "Hãy ghi --role để cấp quyền, hoặc --revoke để thu hồi."),
        (
            right("bob", "--role", "reader", "--revoke"),
            2,
            "Hãy ghi --role để cấp quyền, hoặc --revoke để thu hồi.",
        ),
        (right("nobody", "--role", "reader"), 1, "Không có người dùng «nobody».\n"),
        (
            right("bob", "--revoke", "--unit", "3-tier:22"),
            1,
            "«bob» không có quyền trên đơn vị này.\n",
        ),
        (("user", "password", "--login", "nobody"), 1, "Không có người dùng «nobody».\n"),
    ],
)
def test_what_is_not_done(cast, run, arguments, code, told):
    factories.user("chief", "standing_office", cast.province)
    before = Event.objects.count(), User.objects.count(), UnitRight.objects.count()
    ended, out, err = run(*arguments)
    assert (ended, out) == (code, "")
    assert told in err
    assert (Event.objects.count(), User.objects.count(), UnitRight.objects.count()) == before


def test_the_standing_office_gives_rights_within_its_scope(cast, run):
    factories.user("chief", "standing_office", cast.province)
    where = ("--role", "editor", "--unit", "3-tier:180", "--as", "chief")
    assert run(*add("erin", *where))[0] == 0
    assert rights("erin") == [(cast.district, "editor", TODAY, None)]
    assert run(*right("charlie", *where)) == (0, "", "Đã ghi.\n")
    assert rights("charlie")[1:] == [(cast.district, "editor", TODAY, None)]


def test_by_trial_nothing_is_given_or_taken(cast, run):
    before = rights("charlie")
    where = ("--unit", "3-tier:22")
    trial = (0, "", "Kiểm tra xong; chưa ghi gì.\n")
    assert run(*right("charlie", "--revoke", *where, "--dry-run")) == trial
    assert run(*right("charlie", "--role", "reader", *where, "--dry-run")) == trial
    assert run(*add("erin", "--dry-run")) == trial
    assert (rights("charlie"), Event.objects.count()) == (before, 0)


def test_a_right_on_the_whole_register(cast, run):
    assert run(*right("charlie", "--role", "auditor"))[0] == 0
    assert rights("charlie")[1:] == [(None, "auditor", TODAY, None)]
    UnitRight.objects.filter(user__login="charlie", unit=None).update(valid_from=DAY)
    assert run(*right("charlie", "--revoke"))[0] == 0
    assert rights("charlie")[1:] == [(None, "auditor", DAY, TODAY)]


def test_everybody_changes_the_own_password(cast, run):
    code, out, _ = run("user", "password", "--login", "bob", "--as", "bob", "--json")
    cast.bob.refresh_from_db()
    assert (code, cast.bob.check_password(json.loads(out)["password"])) == (0, True)


@pytest.mark.parametrize("command", ["password", "code"])
def test_only_an_operator_opens_the_account_of_an_operator(cast, run, command):
    factories.user("whole", "standing_office")
    code, out, told = run("user", command, "--login", "operator", "--as", "whole")
    why = "Chỉ người vận hành đặt mật khẩu, cấp mã cho người vận hành khác.\n"
    assert (code, out, told) == (1, "", why)
    assert run("user", command, "--login", "bob", "--as", "whole")[0] == 0


def test_the_first_operator_may_be_of_a_unit(run):
    unit = factories.unit("Tỉnh A", "province", code="20")
    assert run(*add("op", "--operator", "--unit", "3-tier:20", "--role", "editor"))[0] == 0
    assert rights("op") == [(unit, "editor", TODAY, None)]
    assert set(Event.objects.values_list("by", flat=True)) == {"setup"}


# --- the tree and descents


def test_the_count_in_words(cast, run):
    assert run("units", "tree", "--as-of", "31/12/2012", "--count")[1] == (
        "Ngày 31/12/2012: 2 cấp tỉnh, 1 cấp huyện, 2 cấp xã.\n"
    )


def test_a_node_for_machines(cast, run):
    out = run("units", "tree", "--as-of", "2012-12-31", "--unit", "3-tier:06004", "--json")[1]
    assert json.loads(out) == {
        "unit": "3-tier:06004",
        "public_id": str(cast.communes[0].public_id),
        "name": "Xã Một Một",
        "kind": "commune",
        "level": "commune",
        "parent": None,
        "depth": 0,
    }


def test_a_unit_without_a_code_is_told_by_its_id(cast, run):
    school = factories.unit("Trường", "school", cast.elsewhere)
    below = factories.unit("Tổ", "agency", school)
    out = run("units", "tree", "--as-of", "2012-12-31", "--unit", "3-tier:22", "--json")[1]
    told = [json.loads(line) for line in out.splitlines()]
    assert [(n["unit"], n["parent"]) for n in told] == [
        ("3-tier:22", None),
        (str(school.public_id), "3-tier:22"),
        (str(below.public_id), str(school.public_id)),
    ]
    text = run("units", "tree", "--as-of", "2012-12-31", "--unit", "3-tier:22")[1]
    assert text == "Tỉnh B  [3-tier:22]\n  Trường\n    Tổ\n"


def test_the_military_line(cast, run):
    region = factories.unit("Quân khu 1", "military_region")
    factories.unit("Bộ CHQS", "provincial_command", region, line="military")
    out = run("units", "tree", "--as-of", "2012-12-31", "--line", "military")[1]
    assert out == "Quân khu 1\n  Bộ CHQS\n"


def test_a_descent_for_machines_in_full(cast, run):
    old, target = cast.communes
    changes = [Close(old, into=((target, "full"),)), Abolish(cast.district)]
    reorganise(on=DAY, kind="level_abolished", legal_basis="NQ 1", by="t", changes=changes)
    told = json.loads(run("units", "succession", "3-tier:06007", "--json")[1])
    assert told == {
        "unit": str(target.public_id),
        "name": "Xã Một Hai",
        "versions": [{"name": "Xã Một Hai", "kind": "commune", "from": "2002-01-01", "to": None}],
        "codes": [{"code": "3-tier:06007", "from": "2002-01-01", "to": None}],
        "origins": [
            {
                "on": "2020-01-01",
                "unit": "3-tier:06004",
                "name": "Xã Một Một",
                "share": "full",
                "basis": "NQ 1",
                "legal_basis": "NQ 1",
            }
        ],
        "successors": [],
        "unknown": [],
    }


def test_a_bare_code_of_a_descent_is_read_on_the_day_said(cast, run):
    cast.communes[0].codes.update(valid_to=DAY)
    other = factories.unit("Xã Khác", "commune", cast.elsewhere, code="06004", start=DAY)
    then = run("units", "succession", "06004", "--as-of", "2012-01-01", "--json")[1]
    now = run("units", "succession", "06004", "--json")[1]
    ids = [json.loads(out)["unit"] for out in (then, now)]
    assert ids == [str(cast.communes[0].public_id), str(other.public_id)]
    assert run("units", "succession", "3-tier:06004", "--as", "alice")[0] == 1  # it is B's today


# --- what loading says


COUNTS = {"units": 7, "versions": 0, "codes": 9, "corrected": 2, "lineage": 0}
LOADED: dict[str, Any] = {
    "changed": True,
    "dry_run": False,
    "endings": {},
    "strangers": [],
    "orphans": [],
    **COUNTS,
}


def test_what_was_loaded_in_words(capsys):
    _say_loaded(LOADED)
    _say_loaded(LOADED | {"dry_run": True})
    assert capsys.readouterr().out.splitlines() == [
        "Đã ghi: 7 đơn vị, 9 mã, 2 bản ghi được sửa theo danh mục.",
        "Sẽ ghi (chưa ghi gì): 7 đơn vị, 9 mã, 2 bản ghi được sửa theo danh mục.",
    ]


def test_what_came_of_ended_units_in_words(capsys):
    endings = {
        "traits": {"ended": 2, "passed": 1, "left": 0},
        "rights": {"ended": 0, "passed": 0, "left": 0},
        "files": {"ended": 0, "passed": 0, "left": 3},
    }
    _say_loaded(LOADED | {"endings": endings})
    out, err = capsys.readouterr()
    assert out.splitlines()[1:] == [
        "Theo đơn vị đã kết thúc — đặc điểm của đơn vị: 2 kết thúc, 1 chuyển tiếp.",
        "Theo đơn vị đã kết thúc — hồ sơ cán bộ: 3 chờ xử lý.",
    ]
    assert err == "Những gì chờ xử lý: xem trang «Đơn vị», mục «Còn lại sau sắp xếp».\n"


@pytest.mark.parametrize(("count", "rest"), [(1, ""), (10, ""), (11, "…")])
def test_the_first_ten_codes_that_the_catalogue_does_not_have(capsys, count, rest):
    _say_loaded(LOADED | {"strangers": [f"3-tier:{n}" for n in range(count)]})
    some = ", ".join(f"3-tier:{n}" for n in range(min(count, 10)))
    assert capsys.readouterr().err == (
        f"Có ở điểm cài đặt nhưng không có trong danh mục (giữ nguyên): {some}{rest}.\n"
    )


def test_units_left_without_a_superior_are_named(capsys):
    _say_loaded(LOADED | {"orphans": ["«Xã A» thuộc «Huyện B» từ 01/07/2025 đến nay"] * 21})
    lines = capsys.readouterr().err.splitlines()
    assert (
        lines
        == [
            "Cần sửa: «Xã A» thuộc «Huyện B» từ 01/07/2025 đến nay, nhưng cấp trên ấy đã kết thúc theo "
            "danh mục."
        ]
        * 20
    )


def test_traits_of_units_that_a_catalogue_ends_are_told(run, catalogue):
    factories.user("op", "standing_office", operator=True)
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
    district = factories.unit("Huyện Tràng Định", "rural_district", province, code="180")
    commune = factories.unit("Xã Đại Đồng", "commune", district, code="06007")
    set_trait(unit=commune, kind="border", source="BC", on=factories.START, by="t")
    _, out, _ = run("units", "load", str(catalogue), "--dry-run")
    assert "Theo đơn vị đã kết thúc — đặc điểm của đơn vị: 1 kết thúc, 1 chuyển tiếp." in out
