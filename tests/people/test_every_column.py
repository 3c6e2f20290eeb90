"""A column of a person is written once, on the model: from there it is typed and corrected, shown and
masked, merged, read out and in, frozen and counted. A new one is in here by being declared.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.dated.reference import catalogue_rows
from goc.figures.grains import GRAINS
from goc.intake.reading import NOT_SEALED
from goc.lists.forms import CellField
from goc.lists.shapes import Cell
from goc.people import actions, importing, sheets
from goc.people.access import MASK
from goc.people.columns import (
    BIRTH,
    EXPECTED,
    FROZEN,
    LISTED,
    OWN,
    SENSITIVE_FIELDS,
    said,
)
from goc.people.lists import PEOPLE
from goc.people.merging import COLUMNS as MERGED
from goc.people.merging import GONE
from goc.people.models import Person
from goc.people.queries import MISSING, gap
from goc.people.roster import rows_of
from goc.snapshots.actions import make_snapshot
from goc.snapshots.engine import Frozen
from goc.units.asking import asking_of
from people.made import DAY, TODAY, person

SAMPLES: dict[str, Any] = {
    "text": "Thôn Hai, xã Chi Lăng",
    "digits": "020070001234",
    "day": date(1990, 2, 3),
    "year": 1990,
    "count": 7,
    "money": Decimal("1234.5"),
    "flag": True,
}
every = pytest.mark.parametrize("cell", OWN, ids=[cell.name for cell in OWN])
NOT_OF_THE_FILE = {"id", "public_id", "changed_at", "folded", "sort_key"}
BY_ACTS = {"code", "died_on", "ended_by_death"}
"""A code is given once; a death is an act of its own."""


def sample_of(cell: Cell) -> Any:
    if cell.choices:
        return cell.choices[0][0]
    if cell.catalogue:
        return max(catalogue_rows(cell.catalogue), key=lambda row: len(str(row))).code
    return SAMPLES[cell.kind_name]


def of_whom_is_known(cast: factories.Cast, cell: Cell) -> Person:
    if cell.name == "full_name":
        return person(cast, sample_of(cell))
    return person(cast, **{cell.name: sample_of(cell)})


def value_now(one: Person, cell: Cell) -> Any:
    return cell.value(Person.objects.get(pk=one.pk))


def test_every_column_of_the_table_is_declared_or_has_an_act_of_its_own() -> None:
    columns = {field.name for field in Person._meta.concrete_fields}
    assert columns == {cell.name for cell in OWN} | {*BIRTH} | NOT_OF_THE_FILE | BY_ACTS


def test_what_must_be_masked_is() -> None:
    assert {"ethnicity", "religion", "citizen_number"} <= SENSITIVE_FIELDS
    assert "citizen_number" not in {cell.name for cell in FROZEN}


@every
def test_typed_on_the_page_it_is_stored_and_stands_there_again(cast, client, cell) -> None:
    one, known = person(cast, "Lý Văn Ba"), of_whom_is_known(cast, cell)
    client.force_login(cast.alice)
    page = reverse("person_act", args=[known.public_id, "correct"])
    typed = sent_by(client.get(page))[cell.name]
    known.delete()
    answer = send(
        client, reverse("person_act", args=[one.public_id, "correct"]), **{cell.name: typed}
    )
    assert (answer.status_code, value_now(one, cell)) == (302, sample_of(cell))


@every
def test_its_words_are_on_the_page_or_the_mask_is(cast, client, cell) -> None:
    one = of_whom_is_known(cast, cell)
    words, page = said(cell, one, TODAY), reverse("person", args=[one.public_id])
    assert words
    client.force_login(cast.alice)
    assert words in client.get(page).text
    client.force_login(cast.bob)
    assert (words in client.get(page).text) is (cell.name not in SENSITIVE_FIELDS)


@every
def test_it_comes_over_when_two_files_are_merged(cast, cell) -> None:
    gone = of_whom_is_known(cast, cell)
    kept = person(cast, "Nông Văn Đức", cast.communes[1])
    chosen = {} if cell.name != "full_name" else {"full_name": GONE}
    actions.merge_persons(kept=kept, gone=gone, chosen=chosen, by=cast.operator, reason="Một người")
    assert value_now(kept, cell) == sample_of(cell)
    assert [column.names[0] for column in MERGED if column.code == cell.name] == [cell.name]


@every
def test_the_workbook_out_comes_in_as_the_same(cast, cell, tmp_path: Path) -> None:
    one = of_whom_is_known(cast, cell)
    rows = rows_of([one], as_of=DAY)
    sheets.write_roster(tmp_path / "ds.xlsx", rows, as_of=DAY)
    if not cell.required:
        actions.correct_person(person=one, by=cast.operator, **{cell.name: empty(cell)})
    found = replace(importing.read_list(tmp_path / "ds.xlsx"), seal=NOT_SEALED)
    result = importing.import_people(found, by=cast.operator, as_of=DAY, today=TODAY)
    assert result.faults == []
    assert value_now(one, cell) == sample_of(cell)


def empty(cell: Cell) -> Any:
    return "" if cell.is_text else None


@every
def test_it_is_frozen_and_can_be_counted_unless_it_is_said_not_to_be(cast, cell) -> None:
    one = of_whom_is_known(cast, cell)
    actions.post_person(
        person=one,
        unit=cast.communes[0],
        post="squad_leader",
        on=date(2012, 1, 1),
        by=cast.operator,
    )
    made = make_snapshot(unit=cast.province, cut_off=DAY, by=cast.operator)
    frozen = Frozen(made.folder)
    table, counted = frozen.rows("persons"), frozen.ask(GRAINS["holding"].table(frozen, DAY))
    frozen.close()
    if cell not in FROZEN:
        assert cell.name not in table[0] and cell.name not in counted[0]
        return
    assert [row[cell.name] for row in table] == [sample_of(cell)]
    counted_as = "label" if cell.name == "full_name" else cell.name
    assert [row[counted_as] for row in counted] == [sample_of(cell)]


@every
def test_it_is_listed_and_its_lack_is_noticed_where_the_model_says_so(cast, cell) -> None:
    shown = PEOPLE.cell(cell.name)
    assert (shown is not None) is (cell in LISTED)
    assert (cell.name in MISSING) is (cell in EXPECTED)
    one = of_whom_is_known(cast, cell)
    if shown is not None:
        (row,) = PEOPLE.made(PEOPLE.rows(asking_of(cast.alice)), asking_of(cast.alice))
        at = PEOPLE.cells.index(shown)
        assert PEOPLE.shown(row, asking_of(cast.alice))[at] == said(cell, one, TODAY)
        assert PEOPLE.shown(row, asking_of(cast.bob))[at] == (
            MASK if cell.sensitive else said(cell, one, TODAY)
        )
    if cell in EXPECTED:
        other = person(cast, "Lý Văn Ba")
        assert list(Person.objects.filter(gap(cell.name, TODAY))) == [other]


@pytest.mark.parametrize("kind", ["flag", "count", "year", "money"])
def test_a_box_of_any_kind_shows_again_what_it_takes(cast, kind) -> None:
    """Kinds of which no column of a person is today."""
    cell = Cell("x", "X", kind, value=lambda _: None)
    box = CellField(cell, asking_of(cast.alice))
    assert box.clean(box.prepare_value(SAMPLES[kind])) == SAMPLES[kind]
    assert box.clean(box.prepare_value(None)) is None
