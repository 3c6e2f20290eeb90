"""The pages `hand_over`, `deputy_new`, `deputy_end` and `roles`; the minutes as a paper."""

import re
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.urls import reverse

import factories
from browsing import send
from goc.directives.actions import open_duty
from goc.units.models import Deputy, HandOver, UnitRight

pytestmark = pytest.mark.django_db
MINUTES = "bien-ban-ban-giao"


@pytest.fixture
def erin(cast):
    made = factories.user("erin", "editor", cast.communes[0])
    made.name = "Nông Thị Én"
    made.save()
    open_duty(unit=cast.communes[0], act="Gửi giấy mời", due_on=date(2026, 12, 1), by="chief")
    return made


@pytest.fixture
def office(cast, client):
    """The standing office of province A, signed in."""
    made = factories.user("office", "standing_office", cast.province)
    client.force_login(made)
    return made


def page_of(user):
    return reverse("hand_over", args=[user.public_id])


def given(user, **more):
    rights = [str(right.public_id) for right in UnitRight.objects.filter(user=user)]
    return {"rights": rights, "on": "20/11/2026", "reason": "Nghỉ hưu"} | more


def test_the_page_shows_what_hangs_and_who_may_take_it(cast, client, erin, office):
    answer = client.get(page_of(erin))
    assert [(str(label), work.what, unit) for label, work, unit in answer.context["works"]] == [
        ("Nhiệm vụ chưa xong", "Gửi giấy mời", "Xã Một Một")
    ]
    offered = [name for _key, name in answer.context["form"].fields["heir"].choices]
    assert offered == ["—", "Alice (alice)", "Bob (bob)", "Office (office)"]


def test_one_act_and_the_minutes_are_there(cast, client, erin, office):
    answer = send(client, page_of(erin), **given(erin, heir=str(cast.alice.public_id)))
    made = HandOver.objects.get()
    paper = reverse("desk_paper", args=["units.handover", made.public_id, MINUTES])
    assert (answer.status_code, answer.url) == (302, paper)
    assert UnitRight.objects.get(user=erin).valid_to == date(2026, 11, 20)
    shown = client.get(paper).text
    for said in ("Nông Thị Én", "Alice", "Nghỉ hưu", "Gửi giấy mời", "Xã Một Một"):
        assert said in shown
    assert paper in client.get(reverse("user", args=[cast.alice.public_id])).text


@pytest.mark.parametrize("format_", ["docx", "pdf"])
def test_the_minutes_as_a_file_for_who_gives_rights_there(cast, client, erin, office, format_):
    send(client, page_of(erin), **given(erin, heir=str(cast.alice.public_id)))
    made = HandOver.objects.get()
    file = reverse("desk_file", args=["units.handover", made.public_id, MINUTES, format_])
    found = {}
    for user in (office, erin, cast.alice, cast.bob, cast.charlie):
        client.force_login(user)
        found[user.login] = client.get(file).status_code
    assert found == {"office": 200, "erin": 404, "alice": 404, "bob": 404, "charlie": 404}


def test_the_parties_sign_above_who_confirms(cast, client, erin, office):
    send(client, page_of(erin), **given(erin, heir=str(cast.alice.public_id)))
    made = HandOver.objects.get()
    args = ["units.handover", made.public_id, MINUTES]
    word = client.get(reverse("desk_file", args=[*args, "docx"])).content
    with ZipFile(BytesIO(word)) as parts:
        text = re.sub("<[^>]+>", " ", parts.read("word/document.xml").decode())
    page = client.get(reverse("desk_paper", args=args)).text
    for shown in (text, page):
        places = [shown.upper().index(said) for said in ("BÊN GIAO:", "NƠI NHẬN:")]
        signed = [
            shown.upper().rindex(f"{party}", 0, places[1]) for party in ("BÊN GIAO", "BÊN NHẬN")
        ]
        assert places[0] < signed[0] < signed[1] < places[1]


def test_an_heir_without_rights_there_is_refused_in_words(cast, client, erin, office):
    answer = send(client, page_of(erin), **given(erin, heir=str(cast.bob.public_id)))
    assert answer.status_code == 400
    assert "Bob chưa có quyền làm việc này: Gửi giấy mời (Xã Một Một)" in answer.text
    assert not HandOver.objects.exists()


def test_ending_the_right_by_itself_says_what_hangs(cast, client, erin, office):
    right = UnitRight.objects.get(user=erin)
    end = reverse("right_act", args=[erin.public_id, right.public_id, "end"])
    answer = send(client, end, on="20/11/2026")
    assert (answer.status_code, "còn giữ 1 việc chưa có người nhận" in answer.text) == (400, True)
    disable = send(client, reverse("user_act", args=[erin.public_id, "disable"]))
    assert (disable.status_code, "chưa có người nhận" in disable.text) == (400, True)


def test_rights_elsewhere_are_not_the_offices_to_end(cast, client, office):
    assert client.get(page_of(cast.charlie)).status_code == 404


def test_what_was_handed_over_elsewhere_is_not_told(cast, client, office):
    about = {"leaver": cast.bob, "heir": cast.charlie, "on": date(2026, 11, 1), "reason": "Nghỉ"}
    HandOver.objects.create(unit=cast.elsewhere, rights=[], works=[], **about)
    page = reverse("user", args=[cast.bob.public_id])
    assert "Charlie" not in client.get(page).text
    client.force_login(cast.operator)
    assert "Bob → Charlie" in client.get(page).text


def test_a_deputy_is_named_and_ends(cast, client, office):
    new = reverse("deputy_new", args=[cast.alice.public_id])
    typed = {"user": str(cast.bob.public_id), "kind": "acting", "basis": "QĐ 7"}
    answer = send(client, new, **typed, on="20/11/2026", until="01/12/2026")
    assert answer.status_code == 302
    deputy = Deputy.objects.get()
    assert (deputy.user, deputy.stands_for, deputy.valid_to) == (
        cast.bob,
        cast.alice,
        date(2026, 12, 1),
    )
    told = client.get(reverse("user", args=[cast.alice.public_id])).text
    said = "Bob phụ trách thay từ 20/11/2026 đến trước 01/12/2026"
    assert said in re.sub(r"\s+", " ", told)
    end = reverse("deputy_end", args=[cast.alice.public_id, deputy.public_id])
    assert send(client, end, on="21/11/2026").status_code == 302
    deputy.refresh_from_db()
    assert deputy.valid_to == date(2026, 11, 21)


def test_a_deputys_rights_open_the_pages(cast, client, office):
    client.force_login(cast.bob)
    page = reverse("unit_act", args=[cast.communes[0].public_id, "rename"])
    assert client.get(page).status_code == 403
    Deputy.objects.create(
        user=cast.bob,
        stands_for=cast.alice,
        valid_from=factories.START,
        valid_to=date(2026, 12, 1),
    )
    assert client.get(page).status_code == 200


def test_the_table_of_roles_for_everybody(cast, client):
    client.force_login(cast.bob)
    shown = client.get(reverse("roles"))
    assert (len(shown.context["rows"]), len(shown.context["acts"])) == (9, 9)
    assert "Ban Chỉ huy phòng thủ khu vực" in shown.text
