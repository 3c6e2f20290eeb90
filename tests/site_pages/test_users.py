"""The list of users: who sees it, and how much of it."""

import pytest
from django.urls import reverse

import factories

URL = reverse("users")


@pytest.fixture
def people(cast):
    """A standing office of A, and somebody with a right in A and one in B."""
    from goc.units.models import UnitRight

    office = factories.user("office", "standing_office", cast.province)
    both = factories.user("both", "reader", cast.district)
    UnitRight.objects.create(
        user=both, unit=cast.elsewhere, role="editor", valid_from=factories.START
    )
    return cast, office, both


def seen(client, user) -> dict[str, str]:
    client.force_login(user)
    return {row.texts[0].text: row.texts[2].text for row in client.get(URL).context["rows"]}


@pytest.mark.parametrize(
    ("login", "status"),
    [("operator", 200), ("dana", 200), ("alice", 403), ("bob", 403), ("charlie", 403)],
)
def test_who_opens_it(client, cast, login, status):
    client.force_login(getattr(cast, login))
    assert {client.get(URL, {"to": to}).status_code for to in ("", "print", "xlsx")} == {status}


def test_the_standing_office_sees_its_own_users_and_of_them_its_own_rights(client, people):
    _cast, office, _both = people
    assert seen(client, office) == {
        "alice": "Người nhập: Tỉnh A",
        "bob": "Người xem: Tỉnh A",
        "both": "Người xem: Huyện Một",
        "office": "Cơ quan thường trực: Tỉnh A",
    }


def test_an_auditor_sees_all(client, people):
    cast, _office, _both = people
    found = seen(client, cast.dana)
    assert found["both"] == "Người xem: Huyện Một; Người nhập: Tỉnh B"
    assert (found["dana"], found["charlie"]) == (
        "Người giám sát: toàn hệ thống",
        "Người nhập: Tỉnh B",
    )


def test_a_right_that_is_over_is_not_told(client, people):
    cast, office, both = people
    both.rights.update(valid_to=factories.START.replace(year=2010))
    assert "both" not in seen(client, office)
    assert seen(client, cast.dana)["both"] == "không có"


def test_the_menu_shows_it_only_to_them(client, people):
    cast, office, _both = people
    shown = {}
    for user in (cast.alice, cast.dana, office, cast.operator):
        client.force_login(user)
        shown[user.login] = f'href="{URL}"' in client.get("/jobs/").text
    assert shown == {"alice": False, "dana": True, "office": True, "operator": True}


def test_wrong_method(client, cast):
    client.force_login(cast.operator)
    assert client.post(URL).status_code == 405
