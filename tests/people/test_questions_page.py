"""The form asks about what is odd, takes a reason, and then does it; two digits are no year."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from lxml import html as parser

from browsing import send
from goc.audit.models import Event
from goc.people.models import Holding, Person
from people.made import person

NEW = "/people/new/"


def questions(answer) -> list[tuple[str, str]]:
    """The boxes for reasons on a page: name and question."""
    tree = parser.fromstring(answer.content.decode())
    labels = tree.xpath('//div[contains(@class, "questions")]//label')
    return [
        (label.get("for").removeprefix("id_"), label.text_content().strip()) for label in labels
    ]


def test_a_post_at_fifteen_is_asked_and_done_with_a_reason(cast, client):
    client.force_login(cast.alice)
    one = person(cast, birth_date=date(1970, 2, 3))
    url = reverse("person_act", args=[one.public_id, "post"])
    typed = {"unit": "Xã Một Một", "post": "hamlet_leader", "on": "01/03/1985"}
    answer = send(client, url, **typed)
    assert questions(answer) == [
        (
            "reason_post_too_young",
            "Thôn đội trưởng ngày 01/03/1985, khi mới 15 tuổi (dưới 16). Có đúng không?",
        )
    ]
    assert not Holding.objects.exists()
    assert 'value="01/03/1985"' in answer.content.decode()
    answer = send(client, url, **typed, reason_post_too_young="Du kích, QĐ 12")
    assert answer.url == f"/people/{one.public_id}/"
    event = Event.objects.get(subject=str(Holding.objects.get().public_id))
    assert event.after["confirmed"] == {"post_too_young": "Du kích, QĐ 12"}
    assert "Du kích, QĐ 12" in client.get(answer.url).content.decode()


def test_several_questions_keep_what_was_answered(cast, client):
    client.force_login(cast.alice)
    one = person(cast, birth_date=date(2012, 2, 3))
    url = reverse("person_act", args=[one.public_id, "post"])
    typed = {"unit": "Xã Một Một", "post": "hamlet_leader", "on": "01/03/2027"}
    answer = send(client, url, **typed, reason_planned="quy hoạch")
    assert [name for name, _ in questions(answer)] == ["reason_post_too_young", "reason_planned"]
    assert 'value="quy hoạch"' in answer.content.decode()


def test_what_is_planned_is_marked_so(cast, client):
    client.force_login(cast.alice)
    one = person(cast)
    url = reverse("person_act", args=[one.public_id, "post"])
    typed = {"unit": "Xã Một Một", "post": "hamlet_leader", "on": "01/03/2027"}
    page = send(client, url, **typed, reason_planned="QĐ 9, có hiệu lực từ tháng 3").url
    assert "Dự kiến" in client.get(page).content.decode()


@pytest.mark.parametrize(
    ("box", "typed"), [("birth", "3/2/70"), ("enlisted_on", "3-2-88"), ("on", "1.2.12")]
)
def test_two_digits_of_a_year_are_handed_back_with_both_readings(cast, client, box, typed):
    client.force_login(cast.alice)
    values = {"full_name": "Nông Văn Đức", "keeper": "Xã Một Một", "on": "01/02/2012", box: typed}
    answer = send(client, NEW, **values).content.decode()
    day, month, year = (int(part) for part in typed.replace("-", "/").replace(".", "/").split("/"))
    both = f"{day:02}/{month:02}/{1900 + year} hoặc {day:02}/{month:02}/{2000 + year}"
    assert f"«{typed}»: năm chỉ có hai chữ số. Hãy ghi đủ bốn chữ số: {both}." in answer
    assert not Person.objects.exists()
