"""The pages `paper_kinds` and `paper_text`: a site puts its own text in the place of the shipped."""

from __future__ import annotations

import pytest
from django.urls import reverse

from browsing import send, sent_by
from goc.audit.models import Event
from goc.desk.kinds import KINDS
from goc.desk.models import PaperTemplate
from goc.desk.queries import text_of

NAME = "ke-hoach-tong-ket"
KIND = KINDS[NAME]
URL = reverse("paper_text", args=[NAME])
OWN = KIND.shipped + "\nĐề nghị các đơn vị thực hiện nghiêm kế hoạch này."


@pytest.fixture
def office(cast, client):
    client.force_login(cast.operator)
    return client


def test_a_site_puts_its_own_text_in_place(office):
    assert send(office, URL, text=OWN).status_code == 302
    now = text_of(KIND)
    assert (now.text, now.revision, now.row.based_on) == (OWN.strip(), 2, 1)
    event = Event.objects.get(action="desk.write_template")
    assert (event.by, event.text, event.after["text"]) == ("operator", NAME, OWN.strip())
    assert "Của điểm cài đặt, bản 2" in " ".join(office.get(reverse("paper_kinds")).text.split())


def test_an_empty_text_is_the_shipped_one_again(office):
    send(office, URL, text=OWN)
    send(office, URL, text="")
    assert (text_of(KIND).text, text_of(KIND).row) == (KIND.shipped, None)
    assert list(PaperTemplate.objects.values_list("revision", "text")) == [
        (3, ""),
        (2, OWN.strip()),
    ]


def test_a_fault_is_told_beside_what_was_typed(office):
    answer = send(office, URL, text=KIND.shipped + "\n{@khac}")
    assert (answer.status_code, PaperTemplate.objects.count()) == (400, 0)
    assert "loại văn bản này chỉ có các danh sách" in answer.text and "{@khac}" in answer.text


def test_a_text_changed_meanwhile_is_not_overwritten(office):
    opened = sent_by(office.get(URL))
    send(office, URL, text=OWN)
    answer = office.post(URL, {**opened, "text": OWN + " Khác."})
    assert (answer.status_code, text_of(KIND).revision) == (400, 2)
    assert "Mẫu đã được sửa từ khi bạn mở trang này" in answer.text


def test_the_text_in_force_is_not_written_twice(office):
    send(office, URL, text=OWN)
    assert send(office, URL, text=OWN).status_code == 400
    assert PaperTemplate.objects.count() == 1


def test_who_edits_one_unit_reads_it_only(cast, client):
    client.force_login(cast.alice)
    page = client.get(URL)
    assert "{@plan}" in page.text and "<textarea" not in page.text
    assert client.post(URL, {"text": OWN, "revision": 1}).status_code == 403
