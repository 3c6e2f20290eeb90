"""Keeping files and registering documents, with their events."""

from datetime import date

import pytest
from django.db import transaction

from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.registry.actions import Upload, keep_file, register_document
from goc.registry.models import Document, StoredFile
from goc.registry.rules import Conflict

PAPER = {
    "direction": "cited",
    "type": "Kế hoạch",
    "number": "1660/KH-BQP",
    "issuer": "Bộ Quốc phòng",
    "issued_on": date(2013, 3, 25),
    "subject": "Tổng kết 10 năm",
    "keeper": None,
    "by": "alice",
}
UPLOAD = Upload("Kế hoạch 1660.pdf", "application/pdf", b"%PDF")


def test_a_file_is_kept_with_its_event(cast):
    file = keep_file(
        name="a.pdf", media_type="application/pdf", data=b"x", keeper=cast.province, by=cast.alice
    )
    event = Event.objects.get()

    assert (file.size, file.added_by, file.keeper) == (1, "alice", cast.province)
    assert (event.by, event.action, event.subject, event.text) == (
        "alice",
        "registry.keep_file",
        str(file.public_id),
        "a.pdf",
    )
    assert event.after["sha256"] == file.sha256


def test_a_document_is_registered_with_its_file_and_event(cast):
    done = register_document(**PAPER | {"keeper": cast.province}, file=UPLOAD)
    event = Event.objects.filter(action="registry.register_document").get()

    assert done.conflicts == []
    assert (done.document.file.name, done.document.file.keeper) == (
        "Kế hoạch 1660.pdf",
        cast.province,
    )
    assert (event.text, event.after["number"]) == (
        "Kế hoạch 1660/KH-BQP Tổng kết 10 năm",
        "1660/KH-BQP",
    )


def test_another_date_is_told_and_registered_all_the_same(db):
    register_document(**PAPER)
    done = register_document(**PAPER | {"issued_on": date(2013, 3, 5)})

    assert done.conflicts == [Conflict("1660/KH-BQP", (date(2013, 3, 5), date(2013, 3, 25)))]
    assert Document.objects.count() == 2


def test_a_secret_paper_keeps_no_file(db, site):
    with pytest.raises(RefusedError, match="độ mật"):
        register_document(**PAPER, secrecy="secret", file=UPLOAD)

    assert (
        Document.objects.count(),
        StoredFile.objects.count(),
        list(site.rglob("files/*/*")),
    ) == (0, 0, [])
    assert register_document(**PAPER, secrecy="secret").document.secrecy_label == "Mật"


def test_an_unknown_secrecy_is_refused(db):
    with pytest.raises(InputError):
        register_document(**PAPER, secrecy="maybe")


def test_change_and_event_are_rolled_back_together(db):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        register_document(**PAPER, file=UPLOAD)
        raise ZeroDivisionError
    assert (Document.objects.count(), StoredFile.objects.count(), Event.objects.count()) == (
        0,
        0,
        0,
    )
