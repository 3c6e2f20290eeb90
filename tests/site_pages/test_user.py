"""The pages `user`, `user_new`, `user_act`, `right_new` and `right_act`: who may do what to whom."""

import re
from datetime import date

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.accounts.models import User
from goc.audit.models import Event
from goc.units.actions import appoint_deputy
from goc.units.models import UnitRight

pytestmark = pytest.mark.django_db
NEW, TODAY = "/users/new/", date(2026, 11, 20)


@pytest.fixture
def office(cast):
    """The standing office of province A, which gives the rights there."""
    return factories.user("office", "standing_office", cast.province)


def text(response):
    return " ".join(response.content.decode().split())


def typed(**more):
    return {"login": "nv.duc", "name": "Nông Văn Đức", "role": "editor", "on": "20/11/2026"} | more


def page_of(user):
    return reverse("user", args=[user.public_id])


def act_on(user, act):
    return reverse("user_act", args=[user.public_id, act])


def on_right(right, act):
    return reverse("right_act", args=[right.user.public_id, right.public_id, act])


def code_in(client, answer):
    """Off the slip, which is shown once."""
    return re.search(r"<strong>([0-9A-Z-]{14})</strong>", text(client.get(answer.url))).group(1)


def test_a_user_with_a_right_sets_a_password_with_the_code_shown_once(cast, client, office):
    client.force_login(office)
    answer = send(client, NEW, **typed(unit="Huyện Một"))
    made = User.objects.get(login="nv.duc")
    slip = reverse("user_slip", args=[made.public_id])
    assert (answer.status_code, answer.url) == (302, slip)
    code = code_in(client, answer)
    assert client.get(slip).status_code == 404
    right = UnitRight.objects.get(user=made)
    assert (right.unit, right.role, right.valid_from) == (cast.district, "editor", TODAY)
    acts = [(e.action, e.by) for e in Event.objects.order_by("id")]
    assert acts == [
        ("accounts.add_user", "office"),
        ("open", "office"),
        ("accounts.issue_code", "office"),
    ]
    assert code not in str([(e.text, e.after) for e in Event.objects.all()])
    theirs = type(client)()
    given = {"login": "nv.duc", "code": code, "name": "Nông Văn Đức"}
    twice = {"new": "một câu dễ nhớ", "again": "một câu dễ nhớ"}
    assert theirs.post("/code/", given | twice).status_code == 302
    assert theirs.get("/").status_code == 200


def test_the_whole_register_is_the_operators_to_give(cast, client, office):
    client.force_login(office)
    refused = send(client, NEW, **typed())
    assert (refused.status_code, "mà bạn được cấp quyền" in text(refused)) == (400, True)
    assert not User.objects.filter(login="nv.duc").exists()
    client.force_login(cast.operator)
    assert send(client, NEW, **typed()).status_code == 302
    assert UnitRight.objects.get(user__login="nv.duc").unit is None


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"login": "Nông Đức"}, "Tên đăng nhập chỉ gồm chữ thường không dấu"),
        ({"login": "bob"}, "Tên đăng nhập «bob» đã có người dùng."),
        ({"unit": "Tỉnh Z"}, "Không có đơn vị «Tỉnh Z»"),
    ],
)
def test_what_cannot_be_is_told_and_nothing_is_half_written(cast, client, more, why):
    client.force_login(cast.operator)
    before = User.objects.count()
    answer = send(client, NEW, **typed(unit="Tỉnh A") | more)
    assert (answer.status_code, User.objects.count()) == (400, before)
    assert why in text(answer)


def test_a_code_for_somebody_leaves_the_password_until_it_is_used(cast, client):
    client.force_login(cast.operator)
    answer = send(client, act_on(cast.bob, "code"))
    assert len(code_in(client, answer)) == 14
    cast.bob.refresh_from_db()
    assert cast.bob.check_password("pass-word-1")
    assert Event.objects.get().action == "accounts.issue_code"


def test_a_slip_is_for_the_eyes_of_who_made_it(cast, client, office):
    client.force_login(office)
    slip = send(client, act_on(cast.bob, "code")).url
    client.force_login(cast.operator)
    assert client.get(slip).status_code == 404


def test_who_is_disabled_is_out_at_once_and_comes_back(cast, client):
    their = type(client)()
    their.force_login(cast.bob)
    client.force_login(cast.operator)
    assert "Cho dùng lại" not in text(client.get(page_of(cast.bob)))
    send(client, act_on(cast.bob, "disable"))
    assert their.get("/").status_code == 302
    assert "Ngừng dùng tài khoản" not in text(client.get(page_of(cast.bob)))
    send(client, act_on(cast.bob, "enable"))
    assert their.get("/").status_code == 302  # what was open before is not open again
    their.force_login(cast.bob)
    assert their.get("/").status_code == 200


def test_who_is_disabled_leaves_the_others_in(cast, client):
    client.force_login(cast.operator)
    send(client, act_on(cast.bob, "disable"))
    assert client.get("/").status_code == 200


def test_a_code_for_a_deputy_is_only_for_who_rules_where_the_other_works(cast, client, office):
    """With it one would sign in as the deputy, and act where the other may."""
    in_stead = {"kind": "acting", "on": TODAY, "until": date(2026, 12, 20), "basis": "QĐ 7"}
    appoint_deputy(user=cast.bob, stands_for=cast.charlie, **in_stead, by=cast.operator)
    client.force_login(office)
    assert send(client, act_on(cast.bob, "code")).status_code == 403
    client.force_login(cast.operator)
    assert send(client, act_on(cast.bob, "code")).status_code == 302


def test_a_name_is_put_right(cast, client):
    client.force_login(cast.operator)
    send(client, act_on(cast.bob, "rename"), name="Bế Văn Bốp")
    assert "<h1>Bế Văn Bốp</h1>" in text(client.get(page_of(cast.bob)))


def test_who_may_do_what_to_whom(cast, client, office):
    """Statuses of: the user's page, a code for them, a right for them."""
    whole = factories.user("whole", "standing_office")
    found = {}
    for user in (office, whole, cast.dana, cast.alice, cast.charlie):
        client.force_login(user)
        for target in (cast.bob, cast.operator):
            found[user.login, target.login] = [
                client.get(page_of(target)).status_code,
                client.get(act_on(target, "code")).status_code,
                client.get(reverse("right_new", args=[target.public_id])).status_code,
            ]
    assert found == {
        ("office", "bob"): [200, 200, 200],
        ("office", "operator"): [404, 404, 404],
        ("whole", "bob"): [200, 200, 200],
        ("whole", "operator"): [200, 403, 200],
        ("dana", "bob"): [200, 403, 403],
        ("dana", "operator"): [200, 403, 403],
        ("alice", "bob"): [403, 403, 403],
        ("alice", "operator"): [403, 403, 403],
        ("charlie", "bob"): [403, 403, 403],
        ("charlie", "operator"): [403, 403, 403],
    }


def test_no_page_of_users_offers_what_is_refused(cast, client, office):
    """Every link on the list and on each user's page opens."""
    whole = factories.user("whole", "standing_office")
    refused = {}
    for user in (office, whole, cast.dana, cast.operator):
        client.force_login(user)
        pages = [client.get(page) for page in ("/users/", *map(page_of, User.objects.all()))]
        shown = " ".join(text(page) for page in pages if page.status_code == 200)
        for link in set(re.findall(r'href="(/users/[^"?]*)"', shown)):
            status = client.get(link).status_code
            if status != 200:
                refused[user.login, link] = status
    assert refused == {}


def test_a_right_is_given_ended_corrected_and_taken_back(cast, client, office):
    client.force_login(office)
    give = reverse("right_new", args=[cast.bob.public_id])
    send(client, give, role="editor", unit="Huyện Một", on="01/01/2020")
    right = UnitRight.objects.get(user=cast.bob, unit=cast.district)
    send(client, on_right(right, "correct"), role="checker", text="Ghi nhầm vai trò")
    right.refresh_from_db()
    assert (right.role, right.valid_to) == ("checker", None)
    send(client, on_right(right, "end"), on="01/01/2021")
    right.refresh_from_db()
    assert right.valid_to == date(2021, 1, 1)
    send(client, on_right(right, "back"), reason="Nhầm người")
    assert not UnitRight.objects.filter(pk=right.pk).exists()
    told = [(e.action, e.text) for e in Event.objects.order_by("id")]
    assert told == [
        ("open", ""),
        ("correct", "Ghi nhầm vai trò"),
        ("close", ""),
        ("units.take_back_right", "Nhầm người"),
    ]


def test_two_roles_on_one_unit_at_once_are_refused(cast, client):
    client.force_login(cast.operator)
    first, _later = (
        UnitRight.objects.create(
            user=cast.bob, unit=cast.district, role="reader", valid_from=start, valid_to=end
        )
        for start, end in ((date(2010, 1, 1), date(2012, 1, 1)), (date(2012, 1, 1), None))
    )
    typed = {"valid_to": "01/01/2013", "text": "Kéo dài"}
    answer = send(client, on_right(first, "correct"), **typed)
    assert (answer.status_code, "trùng với bản ghi đã có" in text(answer)) == (400, True)


def test_a_right_elsewhere_is_not_the_offices_to_touch(cast, client, office):
    client.force_login(office)
    right = UnitRight.objects.create(
        user=cast.bob, unit=cast.elsewhere, role="reader", valid_from=date(2010, 1, 1)
    )
    assert client.get(on_right(right, "end")).status_code == 404
    assert "Tỉnh B" not in text(client.get(page_of(cast.bob)))


def test_who_changed_a_right_meanwhile_is_told(cast, client):
    client.force_login(cast.operator)
    right = UnitRight.objects.get(user=cast.bob)
    opened = sent_by(client.get(on_right(right, "correct")))
    send(client, on_right(right, "correct"), role="editor", text="QĐ 1")
    answer = client.post(on_right(right, "correct"), opened | {"role": "checker", "text": "QĐ 2"})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in text(answer)) == (400, True)
