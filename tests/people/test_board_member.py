"""The pages `board_member_new` and `board_member`, and the card of a board on its unit's page."""

from datetime import date

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.audit.models import Event
from goc.people.models import BoardMember
from people.made import person

pytestmark = pytest.mark.django_db
DAY = date(2010, 1, 1)


@pytest.fixture
def board(cast):
    return factories.unit("Ban Chỉ đạo tỉnh A", "steering_committee", cast.province)


@pytest.fixture
def signed_in(cast, client):
    client.force_login(cast.alice)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def join(client, board, who, **typed):
    sent = {"person": who.code, "role": "member", "on": "01/01/2010"} | typed
    return send(client, reverse("board_member_new", args=[board.public_id]), **sent)


def act(client, row, name, **typed):
    return send(client, at(row, name), **typed)


def at(row, name):
    return reverse("board_member", args=[row.board.public_id, row.public_id, name])


def test_members_join_with_their_roles_and_stand_on_the_page(cast, signed_in, board):
    head, other = person(cast, "Lý Một"), person(cast, "Lý Hai")
    join(signed_in, board, other, person="Lý Hai")
    answer = join(signed_in, board, head, role="head", office="Phó Chủ tịch", decision="QĐ 5")
    assert (answer.status_code, answer.url) == (302, reverse("unit", args=[board.public_id]))
    row = BoardMember.objects.get(person=head)
    assert (row.role, row.office, row.decision, row.valid_from) == (
        "head",
        "Phó Chủ tịch",
        "QĐ 5",
        DAY,
    )
    shown = text(signed_in.get(reverse("unit_people", args=[board.public_id])))
    assert shown.index("Lý Một") < shown.index("Lý Hai")
    assert at(row, "end") in shown and "Thêm thành viên" in shown


def test_one_head_at_a_time_also_by_a_correction(cast, signed_in, board):
    join(signed_in, board, person(cast, "Lý Một"), role="head")
    refused = join(signed_in, board, person(cast, "Lý Hai"), role="head")
    assert (refused.status_code, "Trưởng ban hiện là Lý Một" in text(refused)) == (400, True)
    join(signed_in, board, person(cast, "Lý Ba"))
    third = BoardMember.objects.get(role="member")
    refused = act(signed_in, third, "correct", role="head", text="Gõ nhầm")
    assert (refused.status_code, "Trưởng ban hiện là Lý Một" in text(refused)) == (400, True)
    assert BoardMember.objects.get(pk=third.pk).role == "member"


def test_who_is_not_known_is_not_guessed(cast, signed_in, board):
    for _ in range(2):
        person(cast, "Lý Một", confirmed="hai người")
    for who, why in (("Không Ai", "Không có cán bộ nào"), ("Lý Một", "hãy nhập mã cán bộ")):
        answer = send(
            signed_in,
            reverse("board_member_new", args=[board.public_id]),
            person=who,
            role="member",
            on="01/01/2010",
        )
        assert (answer.status_code, why in text(answer)) == (400, True)


def test_a_member_leaves(cast, signed_in, board):
    join(signed_in, board, person(cast))
    row = BoardMember.objects.get()
    act(signed_in, row, "end", on="01/01/2012", decision="QĐ 9")
    row.refresh_from_db()
    assert row.valid_to == date(2012, 1, 1)
    assert Event.objects.get(action="close").text == "QĐ 9"


def test_a_correction_keeps_what_was(cast, signed_in, board):
    join(signed_in, board, person(cast))
    row = BoardMember.objects.get()
    act(signed_in, row, "correct", role="secretary", office="Trưởng phòng", text="Ghi nhầm")
    row.refresh_from_db()
    assert (row.role, row.office) == ("secretary", "Trưởng phòng")
    event = Event.objects.get(action="correct")
    assert (event.text, event.before["role"]) == ("Ghi nhầm", "member")


def test_somebody_who_never_was_on_it_is_taken_back(cast, signed_in, board):
    join(signed_in, board, person(cast))
    row = BoardMember.objects.get()
    assert act(signed_in, row, "back", reason=" ").status_code == 400
    act(signed_in, row, "back", reason="Nhầm người")
    assert not BoardMember.objects.exists()
    event = Event.objects.get(action="people.take_back_board_member")
    assert (event.by, event.text) == ("alice", "Nhầm người")


def test_who_changed_it_meanwhile_is_told(cast, signed_in, board):
    join(signed_in, board, person(cast))
    row = BoardMember.objects.get()
    opened = sent_by(signed_in.get(at(row, "correct")))
    act(signed_in, row, "correct", office="Của người kia", text="QĐ 1")
    answer = signed_in.post(at(row, "correct"), opened | {"office": "Của tôi", "text": "QĐ 2"})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in text(answer)) == (400, True)


def test_only_a_board_has_members(cast, signed_in):
    address = reverse("board_member_new", args=[cast.district.public_id])
    assert signed_in.get(address).status_code == 404


def test_readers_see_no_acts(cast, client, board):
    client.force_login(cast.bob)
    shown = text(client.get(reverse("unit_people", args=[board.public_id])))
    assert "Thành viên Ban Chỉ đạo" in shown and "Thêm thành viên" not in shown
    address = reverse("board_member_new", args=[board.public_id])
    assert client.get(address).status_code == 403
