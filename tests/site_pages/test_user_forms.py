"""What is typed about users and rights, and how a user's page tells it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

import factories
from browsing import send
from goc.accounts.models import User
from goc.audit.models import Event
from goc.lib.errors import RefusedError
from goc.site.forms import NewUserForm, RightForm
from goc.units.asking import asking_of
from goc.units.models import UnitRight
from goc.units.roles import ROLES

pytestmark = pytest.mark.django_db
NEW = reverse("user_new")


@pytest.fixture
def office(cast) -> User:
    return factories.user("office", "standing_office", cast.province)


def text(response: Any) -> str:
    return " ".join(response.content.decode().split())


def typed(**more: str) -> dict[str, str]:
    return {
        "login": "nv.duc",
        "name": "Nông Văn Đức",
        "role": "editor",
        "unit": "Huyện Một",
        "on": "20/11/2026",
    } | more


def errors(user: User, **more: str) -> dict[str, list[str]]:
    form = NewUserForm(typed(**more), asking=asking_of(user))
    form.is_valid()
    return dict(form.errors)


BAD_LOGIN = "Tên đăng nhập chỉ gồm chữ thường không dấu, số, dấu chấm, gạch nối."


@pytest.mark.parametrize(
    ("login", "fine"),
    [
        ("nv.duc", True),
        ("1a", True),
        ("a", True),
        ("nv-duc_2", True),
        ("NV.duc", False),
        ("nông", False),
        (".nv", False),
        ("-nv", False),
        ("nv duc", False),
        ("nv@duc", False),
        ("nv/duc", False),
    ],
)
def test_what_a_login_is_made_of(office, login, fine):
    assert errors(office, login=login).get("login") == (None if fine else [BAD_LOGIN])


@pytest.mark.parametrize(("length", "fine"), [(60, True), (61, False)])
def test_how_long_a_login_is(office, length, fine):
    assert ("login" not in errors(office, login="a" * length)) is fine


NOT_YOURS = "Hãy chọn một đơn vị mà bạn được cấp quyền."


@pytest.mark.parametrize(
    ("who", "unit", "said"),
    [
        ("office", "Huyện Một", None),
        ("office", "Tỉnh A", None),
        ("office", "", [NOT_YOURS]),
        ("operator", "", None),
        ("whole", "", None),
        ("whole", "Tỉnh B", None),
        ("both", "Tỉnh B", [NOT_YOURS]),
        ("both", "Tỉnh A", None),
    ],
)
def test_on_what_a_right_may_be(cast, office, who, unit, said):
    """`both` writes everywhere and gives rights in A only."""
    users = {"office": office, "operator": cast.operator}
    users["whole"] = factories.user("whole", "standing_office")
    users["both"] = factories.user("both", "editor")
    UnitRight.objects.create(
        user=users["both"], unit=cast.province, role="standing_office", valid_from=factories.START
    )
    assert errors(users[who], unit=unit).get("unit") == said


def test_a_unit_that_cannot_be_read_is_told_once(office):
    (said,) = errors(office, unit="Tỉnh B")["unit"]
    assert said.startswith("Không có đơn vị «Tỉnh B»")


def test_every_role_of_a_right_is_offered_and_must_be_chosen(office):
    form = RightForm(None, asking=asking_of(office))
    offered = [code for code, _ in form.fields["role"].choices]
    assert offered == ["", *ROLES]
    assert offered[1:4] == ["reader", "editor", "checker"]
    assert errors(office, role="") == {"role": ["Trường này là bắt buộc."]}
    assert list(errors(office, role="king")) == ["role"]


def test_the_order_of_the_boxes(office):
    form = NewUserForm(None, asking=asking_of(office))
    assert list(form.fields) == ["login", "name", "role", "unit", "on"]


# --- the pages


def test_a_user_whose_right_is_refused_is_not_made_either(cast, client, office, monkeypatch):
    """Both or none, though the right comes second."""

    def refused(**_: Any) -> None:
        raise RefusedError("Đơn vị này đã kết thúc.")

    monkeypatch.setattr("goc.site.user_views.grant_right", refused)
    client.force_login(office)
    before, told = User.objects.count(), Event.objects.count()
    answer = send(client, NEW, **typed())
    assert (answer.status_code, "Đơn vị này đã kết thúc." in text(answer)) == (400, True)
    assert (User.objects.count(), Event.objects.count()) == (before, told)


def test_a_unit_is_looked_for_on_the_day_of_the_right(cast, client, office):
    factories.unit("Xã Mới", "commune", cast.district, start=date(2026, 7, 1))
    client.force_login(office)
    assert send(client, NEW, **typed(unit="Xã Mới", on="30/06/2026")).status_code == 400
    assert send(client, NEW, **typed(unit="Xã Mới", on="01/07/2026")).status_code == 302


def test_the_page_tells_an_account_and_its_rights_in_words(cast, client, office):
    UnitRight.objects.create(
        user=cast.bob,
        unit=cast.district,
        role="checker",
        valid_from=date(2010, 1, 1),
        valid_to=date(2026, 11, 20),
    )
    UnitRight.objects.create(
        user=cast.bob,
        unit=cast.communes[0],
        role="editor",
        valid_from=date(2020, 1, 1),
        valid_to=date(2026, 11, 21),
    )
    client.force_login(office)
    context = client.get(reverse("user", args=[cast.bob.public_id])).context
    assert [str(fact) for _, fact in context["facts"]] == ["bob", "Bob", "Đang dùng", "Không"]
    assert [(r.role, r.unit, r.runs, r.may_change) for r in context["rights"]] == [
        ("Người nhập", "Xã Một Một", True, True),
        ("Người kiểm tra", "Huyện Một", False, True),
        ("Người xem", "Tỉnh A", True, True),
    ]
    assert [name for name, _ in context["acts"]] == ["rename", "code", "disable"]
    assert context["may_grant"]


def test_the_page_of_who_is_out_of_use_and_runs_the_site(cast, client):
    cast.operator.is_active = False
    cast.operator.save()
    client.force_login(cast.dana)
    context = client.get(reverse("user", args=[cast.operator.public_id])).context
    assert [str(fact) for _, fact in context["facts"]][2:] == ["Đã ngừng dùng", "Có"]
    assert [(r.unit, r.may_change) for r in context["rights"]] == [("Toàn hệ thống", False)]
    assert (context["acts"], context["may_grant"]) == ([], False)


@pytest.mark.parametrize(("active", "offered"), [(True, "disable"), (False, "enable")])
def test_what_can_be_done_with_an_account(cast, client, active, offered):
    User.objects.filter(pk=cast.bob.pk).update(is_active=active)
    client.force_login(cast.operator)
    context = client.get(reverse("user", args=[cast.bob.public_id])).context
    assert [name for name, _ in context["acts"]] == [
        "rename",
        *(["code"] if active else []),
        offered,
    ]


@pytest.mark.parametrize(
    ("act", "title", "told"),
    [
        ("rename", "Sửa họ tên: bob", ""),
        (
            "code",
            "Cấp mã một lần: bob",
            "Mã để người này tự đặt mật khẩu: hiện một lần, in thành phiếu trao tận tay, dùng một "
            "lần trong 3 ngày. Mã cấp trước đây mất hiệu lực; mật khẩu đang dùng vẫn còn cho đến "
            "khi mã được dùng.",
        ),
        (
            "disable",
            "Ngừng dùng tài khoản: bob",
            "Người này không đăng nhập được nữa; quyền và nhật ký giữ nguyên.",
        ),
        ("enable", "Cho dùng lại: bob", ""),
    ],
)
def test_each_act_says_what_it_does(cast, client, act, title, told):
    client.force_login(cast.operator)
    answer = client.get(reverse("user_act", args=[cast.bob.public_id, act]))
    assert (answer.context["heading"], str(answer.context["told"])) == (title, told)
    assert title in text(answer) and told in text(answer)


def test_opening_an_act_does_nothing(cast, client):
    client.force_login(cast.operator)
    for act in ("code", "disable", "enable"):
        assert client.get(reverse("user_act", args=[cast.bob.public_id, act])).status_code == 200
    cast.bob.refresh_from_db()
    assert cast.bob.is_active and cast.bob.check_password("pass-word-1")
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("act", "role", "heading"),
    [
        ("end", "reader", "Thôi quyền: Người xem, Tỉnh A"),
        ("correct", "reader", "Sửa quyền: Người xem, Tỉnh A"),
        ("back", "reader", "Rút quyền: Người xem, Tỉnh A"),
    ],
)
def test_the_heading_names_the_right(cast, client, office, act, role, heading):
    client.force_login(office)
    right = UnitRight.objects.get(user=cast.bob, role=role)
    page = reverse("right_act", args=[cast.bob.public_id, right.public_id, act])
    assert client.get(page).context["heading"] == heading


def test_a_right_begun_today_is_taken_away_whole_when_it_ends_today(cast, client, office):
    client.force_login(office)
    give = reverse("right_new", args=[cast.bob.public_id])
    assert send(client, give, role="editor", unit="Huyện Một").status_code == 302
    right = UnitRight.objects.get(user=cast.bob, unit=cast.district)
    assert right.valid_from == date(2026, 11, 20)
    send(client, reverse("right_act", args=[cast.bob.public_id, right.public_id, "end"]))
    assert not UnitRight.objects.filter(pk=right.pk).exists()


@pytest.mark.parametrize("act", ["correct", "back"])
def test_a_right_is_not_changed_without_a_reason(cast, client, office, act):
    client.force_login(office)
    right = UnitRight.objects.get(user=cast.bob)
    page = reverse("right_act", args=[cast.bob.public_id, right.public_id, act])
    answer = send(client, page, role="editor", text="", reason="")
    assert (answer.status_code, "Trường này là bắt buộc." in text(answer)) == (400, True)
    right.refresh_from_db()
    assert right.role == "reader"


def test_a_stranger_to_rights_opens_none_of_these_pages(cast, client):
    right = UnitRight.objects.get(user=cast.bob)
    pages = [
        NEW,
        reverse("right_new", args=[cast.bob.public_id]),
        *(
            reverse("right_act", args=[cast.bob.public_id, right.public_id, act])
            for act in ("end", "correct", "back")
        ),
    ]
    for user in (cast.alice, cast.bob, cast.dana):
        client.force_login(user)
        assert {client.get(page).status_code for page in pages} == {403}, user.login
