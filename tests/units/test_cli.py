import json
from datetime import date

import pytest

import factories
from goc import cli
from goc.accounts.models import User
from goc.units.actions import Close, reorganise
from goc.units.models import Unit, UnitRight

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys, monkeypatch):
    """Runs `goc …`; gives exit code, stdout, stderr."""
    monkeypatch.setenv("GOC_AS", "")

    def call(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            cli.main(list(arguments))
        out, err = capsys.readouterr()
        monkeypatch.setenv("GOC_AS", "")
        return int(ended.value.code or 0), out, err

    return call


def test_count_has_exactly_these_keys(cast, run):
    code, out, _ = run(
        "units", "tree", "--as-of", "2012-12-31", "--unit", "3-tier:20", "--count", "--json"
    )
    assert (code, json.loads(out)) == (
        0,
        {"as_of": "2012-12-31", "provinces": 1, "districts": 1, "communes": 2},
    )


def test_the_tree_as_text_and_for_machines(cast, run):
    assert run("units", "tree", "--as-of", "31/12/2012", "--unit", "180")[1] == (
        "Huyện Một  [3-tier:180]\n  Xã Một Một  [3-tier:06004]\n  Xã Một Hai  [3-tier:06007]\n"
    )
    lines = run("units", "tree", "--as-of", "2012-12-31", "--json")[1].splitlines()
    assert [
        (json.loads(x)["unit"], json.loads(x)["parent"], json.loads(x)["depth"]) for x in lines
    ] == [
        ("3-tier:20", None, 0),
        ("3-tier:180", "3-tier:20", 1),
        ("3-tier:06004", "3-tier:180", 2),
        ("3-tier:06007", "3-tier:180", 2),
        ("3-tier:22", None, 0),
    ]


def test_a_user_sees_only_his_part(cast, run):
    assert (
        run("units", "tree", "--as-of", "2012-12-31", "--as", "charlie")[1]
        == "Tỉnh B  [3-tier:22]\n"
    )
    code, out, err = run(
        "units", "tree", "--as-of", "2012-12-31", "--unit", "3-tier:180", "--as", "charlie"
    )
    assert (code, out, err) == (1, "", "Không có đơn vị «3-tier:180».\n")


def test_a_unit_not_there_on_the_day_is_said(cast, run):
    code, _, err = run("units", "tree", "--as-of", "1999-01-01", "--unit", "3-tier:180")
    assert (code, err.startswith("«Huyện Một» không tồn tại vào ngày 01/01/1999")) == (1, True)


def test_succession_for_people_and_machines(cast, run):
    old, target = cast.communes
    reorganise(
        on=date(2020, 1, 1), kind="merge", by="t", changes=[Close(old, into=((target, "full"),))]
    )
    assert (
        "toàn bộ nhập về xã Một Hai (3-tier:06007)" in run("units", "succession", "3-tier:06004")[1]
    )
    told = json.loads(run("units", "succession", "3-tier:06004", "--json")[1])
    assert told["successors"] == [
        {
            "on": "2020-01-01",
            "unit": "3-tier:06007",
            "name": "Xã Một Hai",
            "share": "full",
            "basis": "",
            "legal_basis": "",
        }
    ]


def test_loading_dry_then_for_good_then_again(run, catalogue):
    factories.user("op", "standing_office", operator=True)
    assert run("units", "load", str(catalogue), "--dry-run")[1].startswith(
        "Sẽ ghi (chưa ghi gì): 7 đơn vị"
    )
    assert Unit.objects.count() == 0
    assert json.loads(run("units", "load", str(catalogue), "--json")[1])["units"] == 7
    assert (
        run("units", "load", str(catalogue))[1]
        == "Không có gì mới: điểm cài đặt đã đúng với danh mục.\n"
    )


def test_loading_needs_a_source_and_the_right(cast, run, catalogue):
    assert run("units", "load")[0] == 2
    assert run("units", "load", str(catalogue), "--builtin")[0] == 2
    code, _, err = run("units", "load", str(catalogue), "--as", "alice")
    assert (code, err) == (1, "Bạn không có quyền sửa toàn bộ điểm cài đặt.\n")


def test_the_first_operator_needs_nobody(run):
    code, out, _ = run(
        "user", "add", "--login", "op", "--name", "Ông Vận Hành", "--operator", "--json"
    )
    made = User.objects.get()
    assert (code, json.loads(out)["login"], made.check_password(json.loads(out)["password"])) == (
        0,
        "op",
        True,
    )
    assert (made.is_operator, UnitRight.objects.get().role) == (True, "standing_office")


def test_a_user_with_a_right(cast, run):
    code, _, _ = run(
        "user",
        "add",
        "--login",
        "erin",
        "--name",
        "Erin",
        "--role",
        "reader",
        "--unit",
        "3-tier:180",
    )
    right = UnitRight.objects.get(user__login="erin")
    assert (code, right.unit, right.role, right.valid_from) == (
        0,
        cast.district,
        "reader",
        date(2026, 11, 20),
    )


def test_a_dry_run_adds_nobody(cast, run):
    assert run("user", "add", "--login", "erin", "--name", "Erin", "--dry-run")[0] == 0
    assert not User.objects.filter(login="erin").exists()


def test_who_may_not_give_rights(cast, run):
    for arguments in (
        (
            "user",
            "add",
            "--login",
            "erin",
            "--name",
            "E",
            "--role",
            "reader",
            "--unit",
            "3-tier:180",
            "--as",
            "alice",
        ),
        ("user", "add", "--login", "erin", "--name", "E", "--operator", "--as", "alice"),
        ("user", "right", "--login", "bob", "--role", "editor", "--as", "alice"),
        ("user", "password", "--login", "bob", "--as", "alice"),
    ):
        assert run(*arguments)[0] == 1
    assert not User.objects.filter(login="erin").exists()


def test_rights_given_and_taken(cast, run):
    assert (
        run("user", "right", "--login", "charlie", "--role", "reader", "--unit", "3-tier:180")[0]
        == 0
    )
    assert run("user", "right", "--login", "charlie", "--revoke", "--unit", "3-tier:22")[0] == 0
    assert [
        r.unit for r in UnitRight.objects.as_of(date(2026, 11, 20)).filter(user=cast.charlie)
    ] == [cast.district]
    assert run("user", "right", "--login", "charlie", "--unit", "3-tier:22")[0] == 2


def test_a_new_password_works_once_told(cast, run):
    told = json.loads(run("user", "password", "--login", "bob", "--json")[1])
    cast.bob.refresh_from_db()
    assert cast.bob.check_password(told["password"])
