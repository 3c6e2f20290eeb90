"""A load is checked without a lock and written with its rows: all of it once, or nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from goc.audit.models import Event
from goc.imports import actions
from goc.imports.actions.mending import Said
from goc.imports.models import Load
from goc.imports.registry import KINDS
from goc.intake.alongside import Alongside
from goc.lib.errors import RefusedError
from goc.lists.registry import SUBJECTS
from goc.people import importing
from goc.people.models import Person
from goc.units.asking import asking_of
from imports.listed_kinds import of_rows
from imports.made import ASKED, GOOD, loaded
from imports.test_every_subject_loaded import every, kind_of, rows_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def load(cast: Any) -> Load:
    return loaded(cast.alice, cast.district, GOOD)


def meanwhile(monkeypatch: Any, act: Any) -> None:
    """Somebody acts once while the rows are held against the register."""
    acts, check = [act], importing.recognise

    def checked(*how: Any) -> None:
        check(*how)
        if acts:
            acts.pop()()

    monkeypatch.setattr(importing, "recognise", checked)


def outcome(load: Load) -> tuple[str, int, int]:
    """Its state, how many persons there are, how often it was said to be written."""
    load.refresh_from_db()
    told = Event.objects.filter(action="imports.write").count()
    return (load.state, Person.objects.count(), told)


def test_no_transaction_is_open_while_rows_are_checked(cast, client, load, monkeypatch):
    """Neither by the page nor by the action: only the test's own."""
    client.force_login(cast.alice)
    own, found = len(connection.savepoint_ids), []
    meanwhile(monkeypatch, lambda: found.append(len(connection.savepoint_ids)))
    client.post(reverse("load_write", args=[load.public_id]))
    assert (found, outcome(load)) == ([own], ("written", 1, 1))


def test_nor_when_the_last_cell_is_answered_on_the_page(cast, client, monkeypatch):
    load = loaded(cast.alice, cast.district, GOOD, ASKED)
    client.force_login(cast.alice)
    open_, take = [], importing.recognise
    own = len(connection.savepoint_ids)

    def checked(lines: Any, *how: Any) -> None:
        open_.append((len(lines), len(connection.savepoint_ids) - own))
        take(lines, *how)

    monkeypatch.setattr(importing, "recognise", checked)
    url = reverse("load_mend", args=[load.public_id, 3, "professional_education"])
    client.post(url, {"typed": "Cao đẳng"})
    assert open_[-1] == (2, 0)
    load.refresh_from_db()
    assert (load.is_checked, load.counts["new"]) == (True, 2)


def test_who_presses_while_it_is_written_is_told(cast, load, monkeypatch):
    meanwhile(monkeypatch, lambda: actions.write_load(load=load, by=cast.alice))
    with pytest.raises(RefusedError, match=r"đã được ghi"):
        actions.write_load(load=load, by=cast.alice)
    assert outcome(load) == ("written", 1, 1)


def test_what_was_answered_while_it_was_checked_is_not_passed_over(cast, load, monkeypatch):
    def mend() -> None:
        actions.mend_cell(
            load=load, row=2, field="birth", said=Said("1969"), for_all=False, by=cast.alice
        )

    meanwhile(monkeypatch, mend)
    with pytest.raises(RefusedError, match="vừa sửa thêm"):
        actions.write_load(load=load, by=cast.alice)
    assert outcome(load) == ("mending", 0, 0)
    actions.write_load(load=load, by=cast.alice)
    assert Person.objects.get().birth_year == 1969


def test_the_rows_go_with_the_load(cast, load, monkeypatch):
    """What fails at the very end leaves neither."""

    def fail(*_: Any) -> None:
        raise RefusedError("Đứt giữa chừng.")

    monkeypatch.setattr("goc.imports.actions.ending._tell_written", fail)
    with pytest.raises(RefusedError, match="Đứt"):
        actions.write_load(load=load, by=cast.alice)
    assert outcome(load) == ("mending", 0, 0)


class Heard(Alongside):
    """What was heard, with the number of rows there were then."""

    def __init__(self, rows: Any) -> None:
        self.rows, self.told = rows, []

    def before(self) -> None:
        self.told.append(("before", self.rows().count()))

    def after(self, result: Any) -> None:
        self.told.append((result.new, self.rows().count()))


@every
def test_every_kind_tells_when_it_is_written(address: str, cast: Any) -> None:
    subject, asking, name = SUBJECTS[address], asking_of(cast.alice), kind_of(address)
    found, heard = of_rows(name, rows_of(subject)), Heard(lambda: subject.shape.rows(asking))
    KINDS[name].take(found, asking=asking, dry_run=True, alongside=heard)
    assert heard.told == []
    KINDS[name].take(found, asking=asking, alongside=heard)
    assert heard.told == [("before", 0), (1, 1)]
