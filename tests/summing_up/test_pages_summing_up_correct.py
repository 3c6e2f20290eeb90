"""The page `summing_up_correct`: a round put right until its figures are frozen."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from browsing import send, sent_by
from goc.audit.models import Event
from goc.directives.models import Duty
from goc.summing_up.composing import schedule
from summing_up.round_made import SIGN_BY, frozen, opened

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_(cast, client):
    client.force_login(cast.alice)
    return opened(cast)


def page(round_):
    return reverse("summing_up_correct", args=[round_.code])


def text(response):
    return " ".join(response.content.decode().split())


def test_a_round_is_put_right_and_its_open_tasks_move(client, round_):
    before = {d.act: d.due_on for d in Duty.objects.all()}
    done, moved = list(Duty.objects.order_by("pk")[:2])
    Duty.objects.filter(pk=done.pk).update(state=Duty.State.DONE)
    later = SIGN_BY + timedelta(days=10)
    typed = {"title": "Tên đúng", "sign_by": f"{later:%d/%m/%Y}", "reason": "Lùi hội nghị"}
    answer = send(client, page(round_), **typed)
    assert (answer.status_code, answer.url) == (302, reverse("summing_up", args=[round_.code]))
    round_.refresh_from_db()
    assert (round_.title, round_.sign_by, round_.code) == ("Tên đúng", later, "tong-ket")
    after = {d.act: d.due_on for d in Duty.objects.all()}
    assert after[done.act] == before[done.act]
    planned = {f"{act} ({who})": day for day, act, who in schedule(round_)}
    assert {**after, done.act: planned[done.act]} == planned
    assert [act for act in before if after[act] == before[act]] == [done.act]
    event = Event.objects.get(action="summing_up.correct_round")
    assert (event.text, event.after["title"]) == ("Lùi hội nghị", "Tên đúng")
    told = Event.objects.filter(action="directives.move_duty", subject=str(moved.public_id))
    assert told.get().text == "Lùi hội nghị"


def test_a_task_whose_day_people_set_stays(client, round_):
    one = Duty.objects.order_by("pk").first()
    Duty.objects.filter(pk=one.pk).update(due_on=date(2013, 1, 1))
    later = SIGN_BY + timedelta(days=10)
    send(client, page(round_), sign_by=f"{later:%d/%m/%Y}", reason="Lùi")
    one.refresh_from_db()
    assert one.due_on == date(2013, 1, 1)


def test_days_that_cannot_be_are_told(client, round_):
    answer = send(client, page(round_), period_to="01/01/1990", reason="x")
    assert (answer.status_code, "Ngày cuối kỳ phải sau ngày đầu kỳ." in text(answer)) == (400, True)


def test_what_is_frozen_is_not_changed(cast, client):
    client.force_login(cast.alice)
    round_ = frozen(cast)
    assert page(round_) not in text(client.get(reverse("summing_up", args=[round_.code])))
    answer = send(client, page(round_), title="Khác", reason="x")
    round_.refresh_from_db()
    assert (answer.status_code, round_.title == "Khác") == (400, False)
    assert "đã chốt số liệu: không sửa được nữa" in text(answer)


def test_who_changed_it_meanwhile_is_told(client, round_):
    seen = sent_by(client.get(page(round_)))
    send(client, page(round_), place="Của người kia", reason="1")
    answer = client.post(page(round_), seen | {"place": "Của tôi", "reason": "2"})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in text(answer)) == (400, True)
