"""Acts on the register with the catalogue of the whole country; skipped where it is not.

The site stood in 2012: Lạng Sơn as the demonstration founds it, a commander in each commune of one
district and on the border. Then the country is loaded, 2004–2026.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.db import transaction

from conftest import SHARED
from goc.accounts.models import User
from goc.demo.units import found_units
from goc.lib.errors import RefusedError
from goc.people import actions, forms
from goc.people.handing_over import files_left
from goc.people.models import Holding, Keeper
from goc.units.access import scope_of
from goc.units.actions import grant_right
from goc.units.actions.settlements import settle_trait
from goc.units.left import traits_left
from goc.units.lives import lives_of
from goc.units.loading import load_directory
from goc.units.models import Trait, Unit, UnitVersion
from goc.units.queries import descendant_ids, find_unit
from goc.units.rules import kinds_of
from people.made import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
THEN, LOADED = date(2012, 12, 31), date(2025, 7, 1)


@dataclass
class Country:
    user: User
    posts: list[Holding]
    told: dict[str, Any]

    @property
    def scope(self) -> Any:
        return scope_of(self.user, today=TODAY)


@pytest.fixture(scope="module")
def country(django_db_setup, django_db_blocker) -> Iterator[Country]:
    """Loaded once for the module, rolled back at its end."""
    if not SHARED.exists():
        pytest.skip("../shared is not here")
    with django_db_blocker.unblock(), transaction.atomic():
        yield _loaded()
        transaction.set_rollback(True)


def _loaded() -> Country:
    user = User(login="chief", name="Chief")
    user.set_password("pass-word-1")
    user.save()
    grant_right(user=user, unit=None, role="standing_office", on=date(2002, 1, 1), by="t")
    places = found_units(user, lambda *_: None)
    border = set(Trait.objects.filter(kind="border").values_list("unit_id", flat=True))
    first = descendant_ids(places.districts[0], as_of=THEN)
    chosen = [unit for unit, _ in places.communes if unit.pk in border | first]
    posts = [_commander(f"Nông Văn {number}", unit) for number, unit in enumerate(chosen)]
    return Country(user, posts, load_directory(SHARED / "data" / "units", by="t")["endings"])


def _commander(name: str, unit: Unit) -> Holding:
    on = date(2010, 1, 1)
    one = actions.add_person(full_name=name, keeper=unit, on=on, by="t")
    return actions.post_person(person=one, unit=unit, post="commander", on=on, by="t")


def unit(ref: str, day: date) -> Unit:
    return find_unit(ref, as_of=day)


def refusal(act: Any) -> str:
    with pytest.raises(RefusedError) as refused:
        act()
    return str(refused.value)


def test_no_post_goes_on_in_a_unit_that_has_ended(country):
    lives = lives_of({post.unit_id for post in country.posts})
    rows = {row.pk: row for row in Holding.objects.filter(pk__in=[p.pk for p in country.posts])}
    ends = [(rows[post.pk].valid_to, rows[post.pk].ended_by) for post in country.posts]
    assert ends == [(lives[post.unit_id].end, "unit_ended") for post in country.posts]
    assert country.told["holdings"] == {"ended": len(country.posts), "passed": 0, "left": 0}
    assert not Holding.objects.as_of(TODAY).filter(post="commander").exists()


def test_a_file_passes_to_the_heir_or_waits_and_none_is_lost(country):
    persons = {post.person_id for post in country.posts}
    living = set(UnitVersion.objects.as_of(TODAY).values_list("unit_id", flat=True))
    now = dict(Keeper.objects.as_of(TODAY).values_list("person_id", "unit_id"))
    waiting = {p.pk for p in files_left(country.user, country.scope, TODAY)}
    assert now.keys() == persons
    assert {person for person, kept in now.items() if kept not in living} == waiting
    assert country.told["files"]["left"] == len(waiting)
    assert country.told["files"]["passed"] + len(waiting) == len(persons)


def test_at_most_one_commander_for_each_commune_of_today(country):
    province = unit("2-tier:20", TODAY)
    communes = UnitVersion.objects.as_of(TODAY).filter(
        unit__in=descendant_ids(province, as_of=TODAY), kind__in=kinds_of("commune")
    )
    assert communes.count() == 65
    for name in ("Một", "Hai"):
        one = actions.add_person(full_name=f"Lý Văn {name}", keeper=province, on=TODAY, by="t")
        act = {"person": one, "unit": communes[0].unit, "post": "commander", "by": "t"}
        if name == "Một":
            actions.post_person(on=LOADED, **act)
        else:
            assert "không còn khuyết: Lý Văn Một" in refusal(
                lambda act=act: actions.post_person(on=TODAY, **act)
            )


def test_the_border_passes_to_the_communes_that_lie_there_or_waits(country):
    """21 communes of 2012 are 11 of 2025; the whole length stays with the province."""
    there = Trait.objects.as_of(TODAY).filter(kind="border")
    left = [t for t in traits_left(country.user, country.scope, TODAY) if t.kind == "border"]
    assert there.count() == 11
    assert len(left) == country.told["traits"]["left"]
    for trait in left:
        settle_trait(trait=trait, units=[], by="t")
    assert not traits_left(country.user, country.scope, TODAY)
    length = Trait.objects.as_of(TODAY).get(kind="border_length_km")
    assert (length.unit, length.value) == (unit("2-tier:20", TODAY), 231)


def test_a_commune_of_2025_had_no_commander_in_2012_and_the_old_ones_are_offered(country):
    new = unit("2-tier:06037", TODAY)
    one = actions.add_person(full_name="Lý Văn Ba", keeper=new, on=TODAY, by="t")
    said = refusal(
        lambda: actions.post_person(
            person=one, unit=new, post="commander", on=date(2012, 1, 1), by="t"
        )
    )
    assert said.startswith("«Xã Kháng Chiến» chỉ có từ ngày 01/07/2025. Vào ngày 01/01/2012 ở đó")
    assert "xã Kháng Chiến (3-tier:06049)" in said


def test_a_commander_of_before_the_catalogue_is_taken(country):
    """The catalogue begins on 31/08/2004; what it knows then stood there before."""
    old = unit("3-tier:00004", date(2004, 9, 1))
    one = actions.add_person(full_name="Lý Văn Tư", keeper=old, on=date(1998, 1, 1), by="t")
    post = actions.post_person(person=one, unit=old, post="commander", on=date(1998, 1, 1), by="t")
    assert post.valid_to == lives_of([old.pk])[old.pk].end


def form(country: Country, **typed: str) -> forms.NewPersonForm:
    return forms.NewPersonForm(
        {"full_name": "Lý Văn Năm", **typed}, scope=country.scope, today=TODAY
    )


def test_a_name_typed_means_the_unit_of_the_day(country):
    typed = form(country, keeper="Kháng Chiến, Lạng Sơn", on="01/01/2012")
    assert typed.is_valid(), typed.errors
    assert typed.cleaned_data["keeper"] == unit("3-tier:06049", date(2012, 1, 1))


def test_a_name_of_two_units_is_asked_about(country):
    typed = form(country, keeper="Mẫu Sơn, Lạng Sơn", on="01/01/2012")
    assert not typed.is_valid()
    (said,) = typed.errors["keeper"]
    assert "huyện Cao Lộc" in said and "huyện Lộc Bình" in said


def test_a_right_on_a_district_that_ended_says_what_took_over(country):
    district = unit("3-tier:180", THEN)
    erin = User.objects.create(login="erin", name="Erin")
    said = refusal(lambda: grant_right(user=erin, unit=district, role="reader", on=TODAY, by="t"))
    assert said.startswith("«Huyện Tràng Định» đã kết thúc ngày 01/07/2025. Vào ngày 20/11/2026 ở")
    assert "xã Kháng Chiến (2-tier:06037)" in said
