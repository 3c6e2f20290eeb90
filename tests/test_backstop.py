"""The database itself refuses an overlap, on both engines, after every migration."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

import factories
from goc.dated import backstop
from goc.dated.models import Entry
from goc.units.models import UnitParent, UnitVersion


def test_every_rule_is_installed(db):
    assert backstop.missing_rules(connection) == []
    assert len(backstop.wanted_rules()) > 10


def test_a_write_past_the_actions_is_refused(db):
    unit = factories.unit("Xã Một", "commune", end=date(2010, 1, 1))
    row = {"unit": unit, "name": "Xã Hai", "folded": "xa hai", "kind": "commune"}
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.create(**row, valid_from=date(2009, 12, 31))
    UnitVersion.objects.create(**row, valid_from=date(2010, 1, 1))


def test_an_update_into_an_overlap_is_refused(db):
    unit = factories.unit("Xã Một", "commune", end=date(2010, 1, 1))
    later = UnitVersion.objects.create(
        unit=unit, name="Xã Hai", folded="xa hai", kind="commune", valid_from=date(2010, 1, 1)
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        UnitVersion.objects.filter(pk=later.pk).update(valid_from=date(2009, 1, 1))


def test_two_lines_of_parents_may_share_days(db):
    above, unit = factories.unit("Huyện Một", "rural_district"), factories.unit("Xã Một", "commune")
    for line in ("civil", "military"):
        UnitParent.objects.create(unit=unit, parent=above, line=line, valid_from=date(2002, 1, 1))
    assert unit.parents.count() == 2


def test_reference_data_is_laid_in(db):
    assert Entry.objects.filter(catalogue="ethnic_group").count() == 54
