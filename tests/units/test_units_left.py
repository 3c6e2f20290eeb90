"""The page `units_left`: what ended units left behind, within one's scope; and its count on the first page."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import factories
from goc.accounts.models import User
from goc.people import actions as people
from goc.training import actions as training
from goc.units.actions import (
    Close,
    close_unit,
    grant_right,
    reorganise,
    revoke_right,
)
from goc.units.models import UnitRight, UnitVersion
from units.behind import DAY, KINDS, START, page, text, titles

pytestmark = pytest.mark.django_db


def test_every_kind_that_waits_with_who_stands_there_now(cast, client, left):
    chief = factories.user("chief", "standing_office", cast.province)
    answer = page(client, chief)
    assert titles(answer) == KINDS
    lines = {str(s["ending"].label): s["lines"] for s in answer.context["sections"]}
    told = {kind: [(x.what, x.unit, x.on, x.offers) for x in its] for kind, its in lines.items()}
    old, there = "Xã Một Một, huyện Một", "Xã Một Hai, Xã Mới"
    assert told == {
        "Đặc điểm của đơn vị": [("biên giới", old, DAY, there)],
        "Quyền của người dùng": [("Erin (erin): Người nhập", old, DAY, there)],
        "Hồ sơ cán bộ": [("Nông Văn Đức", old, DAY, there)],
        "Khóa đào tạo đang mở": [("Khóa 1", "Trường Quân sự tỉnh, tỉnh A", DAY, "")],
    }
    move = lines["Hồ sơ cán bộ"][0].act
    assert move == f"/people/{left.public_id}/move/?on=01%2F01%2F2020&to="
    form = client.get(move).context["form"]
    assert (form.initial["on"], form.initial["to"]) == ("01/01/2020", "")
    assert 'value="01/01/2020"' in text(client.get(move))


def test_rights_are_told_only_to_who_gives_them(cast, client, left):
    assert titles(page(client, cast.alice)) == [k for k in KINDS if not k.startswith("Quyền")]


def test_who_only_reads_sees_no_act_on_a_file(cast, client, left):
    section = page(client, cast.bob, "unit_left", "files").context["sections"][0]
    assert [(line.what, line.act) for line in section["lines"]] == [("Nông Văn Đức", "")]


def test_elsewhere_nothing_waits(cast, client, left):
    answer = page(client, cast.charlie)
    assert titles(answer) == []
    assert "Không còn gì phải xử lý" in text(answer)


def test_the_first_page_counts_them(cast, client, left):
    def counted(user):
        return [(str(b.label), b.count) for b in page(client, user, "home").context["behind"]]

    assert counted(cast.operator) == [(kind, 1) for kind in KINDS]
    assert counted(cast.charlie) == []
    assert reverse("unit_left", args=["files"]) in text(page(client, cast.alice, "home"))


def test_one_kind_page_by_page_the_first_page_shows_few(cast, client, left):
    for n in range(60):
        people.add_person(full_name=f"Nông Văn {n:02}", keeper=cast.communes[1], on=START, by="t")
    close_unit(unit=cast.communes[1], on=date(2021, 1, 1), by="t")
    files = next(
        s for s in page(client, cast.alice).context["sections"] if s["ending"].name == "files"
    )
    assert (len(files["lines"]), files["page"].paginator.count) == (10, 61)
    whole = page(client, cast.alice, "unit_left", "files", page=2).context["sections"][0]
    assert (len(whole["lines"]), whole["page"].paginator.count) == (11, 61)


def test_a_file_leaves_the_list_when_it_is_moved(cast, client, left):
    people.move_person(person=left, to=cast.communes[1], on=DAY, by="t")
    assert "Hồ sơ cán bộ" not in titles(page(client, cast.alice))


def test_a_right_leaves_the_list_when_another_is_given(cast, client, left):
    new = UnitVersion.objects.get(name="Xã Mới").unit
    erin = User.objects.get(login="erin")
    grant_right(user=erin, unit=new, role="reader", on=date(2026, 1, 1), by="t")
    assert "Quyền của người dùng" not in titles(page(client, cast.operator))


def test_a_revoked_right_never_waits(cast, client):
    factories.user("erin", "editor", cast.communes[0])
    revoke_right(right=UnitRight.objects.get(user__login="erin"), on=date(2015, 1, 1), by="t")
    close_unit(unit=cast.communes[0], on=DAY, by="t")
    assert titles(page(client, cast.operator)) == []


def test_a_course_with_a_sure_heir_does_not_wait(cast, client):
    school, heir = (
        factories.unit(name, "school", cast.province) for name in ("Trường cũ", "Trường mới")
    )
    training.open_course(
        organiser=cast.province,
        number=1,
        name="Khóa 1",
        level="intermediate",
        mode="full_time",
        lead_school=school,
        on=date(2019, 9, 1),
        by="t",
    )
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(school, into=((heir, "full"),))])
    assert titles(page(client, cast.operator)) == []


def test_as_many_queries_for_three_files_as_for_one(cast, client, left):
    def count():
        page(client, cast.alice, "unit_left", "files")
        with CaptureQueriesContext(connection) as told:
            page(client, cast.alice, "unit_left", "files")
        return len(told)

    one = count()
    for name in ("Lý Văn Hai", "Lý Văn Ba"):
        someone = people.add_person(full_name=name, keeper=cast.communes[1], on=START, by="t")
        people.move_person(person=someone, to=cast.communes[0], on=date(2010, 1, 1), by="t")
    assert count() == one


def test_strangers_other_kinds_and_other_methods(cast, client, left):
    assert page(client, cast.alice, "unit_left", "nonsense").status_code == 404
    assert page(client, cast.alice, "unit_left", "seats").status_code == 404
    assert client.post(reverse("units_left")).status_code == 405
    client.logout()
    assert client.get(reverse("units_left")).status_code == 302
