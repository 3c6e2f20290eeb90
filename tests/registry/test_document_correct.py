"""The pages `document_correct` and `document_take_back`: an entry put right until it is signed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from browsing import send, sent_by
from goc.audit.models import Event
from goc.directives.actions import enter_directive
from goc.registry.actions import Upload, register_document
from goc.registry.models import Document

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry(cast, client):
    """Registers a paper of A, with a file where it may have one; alice is signed in."""
    client.force_login(cast.alice)

    def make(**more):
        values = {
            "direction": "in",
            "type": "Công văn",
            "number": "",
            "issuer": "Bộ Quốc phòng",
            "issued_on": None,
            "subject": "Tổng kết",
            "keeper": cast.province,
        }
        return register_document(**values | more, by=cast.alice).document

    return make


def page(document):
    return reverse("document_correct", args=[document.public_id])


def text(response):
    return " ".join(response.content.decode().split())


def take_back(client, document, reason):
    address = reverse("document_take_back", args=[document.public_id])
    return client.post(address, {"reason": reason})


def test_an_entry_is_put_right_with_its_reason(client, entry):
    document = entry()
    typed = {"number": "12/BQP", "issued_on": "05/03/2013", "reason": "Ghi thiếu số"}
    answer = send(client, page(document), **typed)
    assert (answer.status_code, answer.url) == (302, "/documents/")
    document.refresh_from_db()
    assert (document.number, document.issued_on, document.subject) == (
        "12/BQP",
        date(2013, 3, 5),
        "Tổng kết",
    )
    event = Event.objects.get(action="registry.correct_document")
    assert (event.by, event.text, event.before["number"]) == ("alice", "Ghi thiếu số", "")


def test_the_file_stays_unless_another_is_given(client, entry):
    document = entry(file=Upload("a.pdf", "application/pdf", b"%PDF a"))
    send(client, page(document), subject="Khác", reason="Gõ nhầm")
    document.refresh_from_db()
    assert (document.subject, document.file.name) == ("Khác", "a.pdf")
    new = SimpleUploadedFile("b.pdf", b"%PDF b", "application/pdf")
    send(client, page(document), file=new, reason="Bản rõ hơn")
    document.refresh_from_db()
    assert document.file.name == "b.pdf"


def test_what_has_a_file_does_not_become_secret(client, entry):
    document = entry(file=Upload("a.pdf", "application/pdf", b"%PDF a"))
    answer = send(client, page(document), secrecy="secret", reason="Đóng dấu")
    assert (answer.status_code, "không được gắn tệp" in text(answer)) == (400, True)


def test_a_paper_of_ours_that_is_signed_is_not_changed(client, entry):
    draft = entry(direction="out", type="Báo cáo")
    send(client, page(draft), number="7/BC", issued_on="05/03/2013", reason="Đã ký")
    draft.refresh_from_db()
    assert draft.is_signed
    shown = text(client.get(page(draft)))
    assert "tức là đã ký: không sửa được" in shown and 'name="subject"' not in shown
    answer = client.post(page(draft), {"subject": "Khác", "reason": "x"})
    draft.refresh_from_db()
    assert (answer.status_code, draft.subject) == (400, "Tổng kết")
    assert "Rút lại" in text(client.get("/documents/"))


def test_an_entry_by_mistake_is_taken_back(client, entry):
    document = entry()
    assert take_back(client, document, " ").status_code == 400
    assert take_back(client, document, "Ghi hai lần").status_code == 302
    assert not Document.objects.exists()
    event = Event.objects.get(action="registry.take_back_document")
    assert (event.text, event.before["subject"]) == ("Ghi hai lần", "Tổng kết")


def test_what_something_rests_on_stays(cast, client, entry):
    document = entry()
    enter_directive(document=document, unit=cast.province, requirements=[], by=cast.alice)
    answer = take_back(client, document, "Nhầm")
    assert "đã là căn cứ của bản ghi khác" in text(answer)
    assert Document.objects.filter(pk=document.pk).exists()
    assert not Event.objects.filter(action="registry.take_back_document").exists()


def test_who_changed_it_meanwhile_is_told(client, entry):
    document = entry()
    opened = sent_by(client.get(page(document)))
    send(client, page(document), subject="Của người kia", reason="1")
    answer = client.post(page(document), opened | {"subject": "Của tôi", "reason": "2"})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in text(answer)) == (400, True)


def test_readers_are_offered_nothing(cast, client, entry):
    entry()
    shown = {}
    for user in (cast.alice, cast.bob):
        client.force_login(user)
        listed = text(client.get("/documents/"))
        shown[user.login] = ("Ghi sổ" in listed, ">Sửa<" in listed.replace(" ", ""))
    assert shown["bob"] == (False, False) and shown["alice"][0]
