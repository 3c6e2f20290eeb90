"""Nhập hộ: the slip of a commune goes into the register, and what is typed for it says so."""

from datetime import timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from browsing import send
from goc.audit.models import Event
from goc.registry.models import Document
from goc.registry.slips import at_hand, saying_of_the_slip, slip_of

pytestmark = pytest.mark.django_db
SAID = "nhập theo phiếu số 12 ngày 03/11/2026 của xã Một Một"


def begun(client, cast, user=None):
    client.force_login(user or cast.alice)
    scan = SimpleUploadedFile("phieu.pdf", b"%PDF-1.4 quet", "application/pdf")
    page = reverse("slip_new", args=[cast.communes[0].public_id])
    return send(client, page, number="12", issued_on="03/11/2026", file=scan)


def rename(client, unit, name):
    page = reverse("unit_act", args=[unit.public_id, "rename"])
    return send(client, page, name=name, on="01/11/2026")


def said_by(user):
    acts = Event.objects.filter(by=user.login, action__in=["open", "close"])
    return {event.said for event in acts}


def test_the_slip_is_kept_with_its_scan(client, cast):
    answer = begun(client, cast)
    assert answer.url == reverse("unit", args=[cast.communes[0].public_id])
    slip = Document.objects.get()
    assert (slip.direction, slip.type, slip.number) == ("in", "Phiếu cập nhật", "12")
    assert (slip.keeper, slip.issuer, slip.file.name) == (
        cast.communes[0],
        "Xã Một Một",
        "phieu.pdf",
    )


def test_what_is_typed_for_the_commune_says_so(client, cast):
    begun(client, cast)
    assert rename(client, cast.communes[0], "Xã Mới").status_code == 302
    assert said_by(cast.alice) == {SAID}


def test_what_is_typed_for_another_does_not(client, cast):
    begun(client, cast)
    assert rename(client, cast.communes[1], "Xã Mới").status_code == 302
    assert said_by(cast.alice) == {""}


def test_until_the_slip_is_done(client, cast):
    begun(client, cast)
    banner = f"N{SAID[1:]}"
    assert banner in client.get("/").text
    assert client.post(reverse("slip_end")).status_code == 302
    assert banner not in client.get("/").text
    rename(client, cast.communes[0], "Xã Mới")
    assert said_by(cast.alice) == {""}


def test_nobody_else_types_by_this_slip(client, cast):
    begun(client, cast)
    theirs = type(client)()
    theirs.force_login(cast.operator)
    rename(theirs, cast.communes[0], "Xã Mới")
    assert said_by(cast.operator) == {""}


def test_a_slip_forgotten_ends_with_its_day(client, cast):
    begun(client, cast)
    with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
        assert SAID not in client.get("/").text


def test_without_its_scan_there_is_no_slip(client, cast):
    client.force_login(cast.alice)
    page = reverse("slip_new", args=[cast.communes[0].public_id])
    answer = send(client, page, number="12", issued_on="03/11/2026")
    assert (answer.status_code, Document.objects.exists()) == (400, False)
    assert "slip_entry" not in client.session


def test_an_event_that_names_no_unit_is_taken_to_be_of_the_slip(rf, cast, client):
    begun(client, cast)
    request = rf.get("/")
    request.session = client.session
    with at_hand(slip_of(request)):
        say = saying_of_the_slip("alice")
        found = [say(None), say(cast.communes[0].public_id), say(cast.communes[1].public_id)]
    assert found == [SAID, SAID, ""]


def typed_page(client, document):
    return client.get(reverse("slip", args=[document.public_id])).content.decode()


def test_the_slip_lists_what_was_typed_from_it_and_nothing_else(client, cast):
    client.force_login(cast.alice)
    rename(client, cast.communes[1], "Xã Trước")
    begun(client, cast)
    slip = Document.objects.get()
    assert "Chưa nhập gì theo phiếu này." in typed_page(client, slip)
    rename(client, cast.communes[0], "Xã Theo Phiếu")
    rename(client, cast.communes[1], "Xã Khác")
    page = typed_page(client, slip)
    assert "Xã Theo Phiếu" in page and "Xã Trước" not in page and "Xã Khác" not in page
    there = client.get(reverse("document_correct", args=[slip.public_id])).content.decode()
    assert reverse("slip", args=[slip.public_id]) in there


def test_only_who_may_type_for_the_unit_sees_what_was_typed(client, cast):
    begun(client, cast)
    url = reverse("slip", args=[Document.objects.get().public_id])
    found = {}
    for user in (cast.alice, cast.bob, cast.charlie):
        client.force_login(user)
        found[user.login] = client.get(url).status_code
    assert found == {"alice": 200, "bob": 403, "charlie": 404}
