"""The lists of training and «Hỏi nhanh», the indicator and appendix VIII give the same persons on the
same day and unit; what is not known stands apart in each.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

import factories
from figures.pages import signed_in
from figures.register import CUT_OFF, Register, opened, register
from goc.figures.queries import definitions
from goc.figures.tables import compute
from goc.lists.asked import asked_of
from goc.people import actions as people
from goc.people.models import Person
from goc.snapshots import working
from goc.training.due import UNTRAINED
from goc.training.risen import RISEN
from goc.units.asking import asking_of
from worlds import world_of_module

TODAY = date(2026, 11, 20)


def _world() -> Register:
    """Giang is a deputy not trained, Khôi one still on the course, Hải only acts, An has
    gone to the district, Xa's file is kept in another province.
    """
    made = register()
    far = people.add_person(
        full_name="Vi Văn Xa", keeper=made.cast.elsewhere, on=date(2003, 1, 1), by=made.by
    )
    _post(made, made.people["Hứa Văn Giang"], 2, "deputy_commander")
    _post(made, made.people["Triệu Văn Khôi"], 3, "deputy_commander")
    _post(made, made.people["Đàm Văn Hải"], 3, "commander", acting=True)
    _post(made, far, 0, "deputy_commander")
    working.refresh(forced=True)
    return made


def _post(made: Register, person: Person, commune: int, post: str, *, acting: bool = False) -> None:
    people.post_person(
        person=person,
        unit=made.communes[commune],
        post=post,
        on=date(2012, 1, 1),
        by=made.by,
        acting=acting,
        confirmed="có",
    )


_made, world = world_of_module(_world)


def listed(shape: Any, user: Any, day: date, column: str, **given: str) -> list[str]:
    rows = asked_of(shape, asking_of(user, day=day), given).rows()
    return sorted(rows.values_list(column, flat=True))


def asked(client: Any, user: Any, day: date, **typed: str) -> tuple[list[str], int]:
    """(the names, of how many it is not known)."""
    typed |= {"as_of": f"{day:%d/%m/%Y}"}
    shown = signed_in(client, user).get(reverse("quick"), typed).context["shown"]
    names = [line.label for place in shown.places for line in place.lines]
    return sorted(names), len(shown.answer.lacking)


@pytest.mark.parametrize("unit", ["Huyện Một", "Huyện Hai"])
@pytest.mark.parametrize("day", [TODAY, CUT_OFF, date(2008, 1, 1)])
def test_who_is_not_trained_is_the_same_everywhere(world: Register, client, day, unit) -> None:
    names, unknown = asked(client, world.by, day, who="command", if1="untrained", unit=unit)
    assert names == listed(UNTRAINED, world.by, day, "full_name", **{"f.unit": unit})
    assert unknown == 0


def test_who_is_not_trained_by_hand(world: Register, client) -> None:
    """Hải only acts; who is on the course is not trained yet."""
    untrained = ["Hứa Văn Giang", "Lăng Thị Lan", "Triệu Văn Khôi", "Vi Văn Xa"]
    assert listed(UNTRAINED, world.by, CUT_OFF, "full_name") == untrained
    away = listed(UNTRAINED, world.by, CUT_OFF, "full_name", **{"f.study": "away"})
    at_home = listed(UNTRAINED, world.by, CUT_OFF, "full_name", **{"f.study": "home"})
    assert (away, sorted([*at_home, *away])) == (["Triệu Văn Khôi"], untrained)


def test_a_file_kept_elsewhere_is_unknown_and_not_untrained(world: Register, client) -> None:
    """Of Xa, a deputy in the province, the province has no file: neither list names him."""
    head = factories.user("head", "editor", world.cast.province)
    names, unknown = asked(client, head, CUT_OFF, who="command", if1="untrained")
    assert names == listed(UNTRAINED, head, CUT_OFF, "full_name")
    assert "Vi Văn Xa" not in names
    assert unknown in (0, 1)


def test_the_appendix_and_the_indicator_count_them_so(world: Register) -> None:
    untrained = listed(UNTRAINED, world.by, CUT_OFF, "full_name", **{"f.post": "commander"})
    with opened(world.snapshot()) as computer:
        q = computer.question(None, CUT_OFF)
        found = computer.value(definitions().indicators["commanders_untrained"], q)
        table = compute(computer, definitions().tables["P8"], q)
    commanders = next(row for row in table.rows if row.kind == "group")
    assert found.value == len(untrained)
    assert commanders.cells[1].value - commanders.cells[4].value == len(untrained)


@pytest.mark.parametrize("day", [TODAY, CUT_OFF, date(2011, 4, 1)])
def test_who_rose_is_the_same_in_the_list_and_in_the_figures(world: Register, client, day) -> None:
    names, unknown = asked(client, world.by, day, who="graduates", if1="promoted")
    assert names == listed(RISEN, world.by, day, "person__full_name")
    assert unknown == 0
