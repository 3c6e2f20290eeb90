"""Every subject that lives on lists, through the same acts: form, list, workbook out and in, freeze, mask, take back.

A new subject is in here by being registered.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.audit.models import Event
from goc.dated.reference import catalogue_rows
from goc.lists.kinds import KINDS
from goc.lists.registry import SUBJECTS, Subject
from goc.lists.shapes import MASK, Cell
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen
from goc.units.asking import asking_of

every = pytest.mark.parametrize("address", SUBJECTS)
SAMPLES: dict[str, tuple[str, Any]] = {
    "text": ("Quyết định số 12", "Quyết định số 12"),
    "day": ("05/03/2011", date(2011, 3, 5)),
    "year": ("2011", 2011),
    "count": ("1.234", 1234),
    "money": ("1.234,5", Decimal("1234.5")),
    "flag": ("có", True),
    "unit": ("Huyện Một", None),
    "document": ("", None),
    "course": ("", None),
}
"""kind → what is typed, and the value that must be stored."""
WRITTEN_BY_HAND = {"choice", "word", "moment", "born", "digits"}
"""Kinds that no column of a subject has: `test_every_page.py` and `people/test_every_column.py` walk
them.
"""


NONE = ("0", 0)
OWN: dict[str, dict[str, tuple[str, Any]]] = {
    "refreshers-refresher": dict.fromkeys(("excused", "good", "passed", "failed"), NONE),
    "people-establishment": {
        "number": ("12", 12),
        "valid_to": ("05/03/2012", date(2012, 3, 5)),
    },
    "desk-calendarday": {"day": ("01/09/2011", date(2011, 9, 1))},
    "desk-letterhead": {
        "valid_to": ("05/03/2012", date(2012, 3, 5)),
        "symbol": ("UBND", "UBND"),
        "authority": ("TM. BAN CHỈ ĐẠO", "TM. BAN CHỈ ĐẠO"),
    },
}
"""address → column → the same, where the rules of a subject do not take the sample of the kind."""

BESIDE: dict[str, dict[str, str]] = {
    "desk-letterhead": {"issuer": "steering_committee"},
    "people-establishment": {"post": "deputy_commander"},
    "training-quota": {"year": "2012"},
    "desk-calendarday": {"day": "03/09/2024"},
}
"""address → what a second row has otherwise, where two alike may not stand."""


def sample_of(subject: Subject, cell: Cell) -> tuple[str, Any]:
    """What is typed into a cell, and what is stored of it."""
    own = OWN.get(subject.address, {}).get(cell.name)
    return own or (typed_for(cell), SAMPLES.get(cell.kind_name, ("", None))[1])


def typed_for(cell: Cell) -> str:
    if cell.kind_name == "code":
        return catalogue_rows(cell.catalogue)[0].code
    return SAMPLES[cell.kind_name][0]


def given(subject: Subject) -> dict[str, str]:
    return {cell.name: sample_of(subject, cell)[0] for cell in subject.shape.given}


def stored(subject: Subject, cast: factories.Cast) -> Any:
    return subject.shape.rows(asking_of(cast.operator)).get()


def url(name: str, address: str, *more: Any) -> str:
    return reverse(name, args=[address, *more])


def add(client: Any, cast: factories.Cast, address: str) -> Any:
    client.force_login(cast.alice)
    answer = client.post(url("list_add", address), given(SUBJECTS[address]))
    assert (answer.status_code, answer.headers.get("Location")) == (302, url("list", address))
    return stored(SUBJECTS[address], cast)


def test_every_kind_has_a_sample() -> None:
    assert set(SAMPLES) | {"code"} | WRITTEN_BY_HAND == set(KINDS)


@every
def test_what_is_typed_is_stored_with_one_event(address: str, cast, client) -> None:
    row = add(client, cast, address)
    for cell in SUBJECTS[address].shape.given:
        wanted = {"code": typed_for(cell), "unit": cast.district}
        expected = wanted.get(cell.kind_name, sample_of(SUBJECTS[address], cell)[1])
        assert (cell.name, cell.value(row)) == (cell.name, expected)
    event = Event.objects.get(subject=str(row.public_id))
    assert (event.by, event.kind) == ("alice", row.record_kind())


@every
def test_the_list_shows_it_to_its_scope_only(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    shown = subject.shape.shown(row, asking_of(cast.alice))
    page = client.get(url("list", address)).text
    assert all(text in page for text in shown) and "1 dòng" in page
    client.force_login(cast.charlie)
    assert "Không có dòng nào khớp" in client.get(url("list", address)).text
    assert client.get(url("list_correct", address, row.public_id)).status_code == 404


@every
def test_a_pasted_table_is_shown_and_then_stands_as_its_rows(address: str, cast, client) -> None:
    subject = SUBJECTS[address]
    client.force_login(cast.alice)
    heads = "\t".join(str(cell.label) for cell in subject.shape.given)
    pasted = "\t".join(sample_of(subject, cell)[0] for cell in subject.shape.given)
    here = url("list_many", address)
    shown = send(client, here, sheet=f"{heads}\n{pasted}", look="1")
    assert not subject.shape.rows(asking_of(cast.operator)).exists()
    answer = client.post(here, sent_by(shown) | {"write": "1"})
    assert (answer.status_code, answer.headers.get("Location")) == (302, url("list", address))
    row = stored(subject, cast)
    for cell in subject.shape.given:
        wanted = {"code": typed_for(cell), "unit": cast.district}
        expected = wanted.get(cell.kind_name, sample_of(subject, cell)[1])
        assert (cell.name, cell.value(row)) == (cell.name, expected)


@every
def test_a_correction_asks_why_and_keeps_what_was(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    cell = next(c for c in subject.shape.given if c.kind_name == "text")
    here = url("list_correct", address, row.public_id)
    assert send(client, here, **{cell.name: "Khác"}).status_code == 400
    send(client, here, **{cell.name: "Khác"}, reason="QĐ đính chính")
    assert cell.value(stored(subject, cast)) == "Khác"
    event = Event.objects.filter(subject=str(row.public_id)).first()
    assert event is not None
    assert (event.text, event.before[cell.name]) == ("QĐ đính chính", SAMPLES["text"][0])


@every
def test_who_changed_a_row_meanwhile_is_told(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    cell = next(c for c in subject.shape.given if c.kind_name == "text")
    here = url("list_correct", address, row.public_id)
    opened = sent_by(client.get(here))
    send(client, here, **{cell.name: "Của người kia"}, reason="QĐ 1")
    answer = client.post(here, opened | {cell.name: "Của tôi", "reason": "QĐ 2"})
    told = answer.content.decode()
    assert (answer.status_code, cell.value(stored(subject, cast))) == (400, "Của người kia")
    assert "Hồ sơ đã thay đổi" in told and "Của người kia" in told and "Của tôi" in told
    client.post(here, sent_by(answer))
    assert cell.value(stored(subject, cast)) == "Của tôi"


@every
def test_a_mistake_is_taken_back_with_its_reason(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    client.post(url("list_take_back", address, row.public_id), {"reason": " "})
    assert stored(subject, cast) == row
    client.post(url("list_take_back", address, row.public_id), {"reason": "Nhập nhầm"})
    assert not subject.shape.rows(asking_of(cast.operator)).exists()
    event = Event.objects.filter(subject=str(row.public_id)).first()
    assert event is not None and event.text == "Nhập nhầm"


@every
def test_a_reader_sees_masks_and_may_not_write(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    asking = asking_of(cast.bob)
    for cell, text in zip(subject.shape.cells, subject.shape.shown(row, asking), strict=True):
        assert (text == MASK) == cell.sensitive
    client.force_login(cast.bob)
    pages = (("list_add", ()), ("list_import", ()), ("list_many", ()))
    for name, more in (*pages, ("list_correct", (row.public_id,))):
        assert client.get(url(name, address, *more)).status_code == 403


@every
def test_it_is_frozen_with_its_unit(address: str, cast, client) -> None:
    subject, row = SUBJECTS[address], add(client, cast, address)
    made = make_snapshot(unit=cast.province, cut_off=date(2012, 12, 31), by=cast.operator)
    name = type(row)._meta.model_name
    frozen = Frozen(made.folder).rows(str(name))
    assert [r["record"] for r in frozen] == [str(row.public_id)]
    for cell in subject.shape.cells:
        value = cell.value(row)
        expected = str(value.public_id) if cell.kind_name == "unit" else value
        assert (cell.name, frozen[0][cell.name]) == (cell.name, expected)
