"""Which snapshot answers for a unit, and who may see and make one: rows only, nothing is frozen."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

import factories
from goc.lib.errors import HiddenError, InputError
from goc.snapshots import access
from goc.snapshots.access import get_snapshot_for, units_to_freeze
from goc.snapshots.models import Snapshot
from goc.snapshots.queries import (
    contains,
    find_snapshot,
    find_snapshot_of,
    newest_containing,
    snapshots_in_scope,
    snapshots_of,
)
from goc.units.access import scope_of

CUT_OFF, TODAY = date(2012, 12, 31), date(2026, 11, 20)
ABSENT = "Không có bản chốt số liệu «{}»."


def frozen(unit=None, *, ago=0, cut_off=CUT_OFF):
    return Snapshot.objects.create(
        unit=unit,
        cut_off=cut_off,
        made_at=timezone.now() - timedelta(days=ago),
        made_by="operator",
        manifest_sha256="0" * 64,
    )


def scope(user):
    return scope_of(user, today=TODAY)


def refusal(act, *arguments):
    with pytest.raises(InputError) as refused:
        act(*arguments)
    return str(refused.value)


def test_a_snapshot_of_all_contains_every_unit(cast):
    whole = frozen()
    assert contains(whole, None)
    assert contains(whole, cast.communes[0]) and contains(whole, cast.elsewhere)


def test_a_snapshot_of_a_unit_contains_it_and_what_lies_below(cast):
    made = frozen(cast.district)
    assert [contains(made, unit) for unit in (cast.district, *cast.communes)] == [True] * 3
    assert [contains(made, unit) for unit in (cast.province, cast.elsewhere, None)] == [False] * 3


def test_what_lay_below_at_the_cut_off_is_in_it_whatever_came_later(cast):
    """The commune went to another district in 2020."""
    other = factories.unit("Huyện Hai", "rural_district", cast.province)
    moved = cast.communes[0].parents.get()
    moved.valid_to = date(2020, 1, 1)
    moved.save()
    cast.communes[0].parents.create(
        parent=other, line="civil", valid_from=date(2020, 1, 1), valid_to=None
    )
    assert contains(frozen(cast.district), cast.communes[0])
    assert not contains(frozen(cast.district, cut_off=date(2024, 12, 31)), cast.communes[0])
    assert contains(frozen(other, cut_off=date(2024, 12, 31)), cast.communes[0])


def test_what_lies_below_when_it_was_made_is_in_it(cast):
    """What the district keeps today is frozen with it, though at the cut-off it was not there."""
    late = factories.unit("Xã Mới", "commune", cast.district, start=date(2020, 1, 1))
    assert contains(frozen(cast.district), late)


def test_the_newest_that_contains_the_unit_answers(cast):
    of_province, of_district = frozen(cast.province, ago=1), frozen(cast.district, ago=2)
    elsewhere, whole = frozen(cast.elsewhere), frozen(ago=3)
    assert list(snapshots_of(cast.communes[0])) == [of_province, of_district, whole]
    assert newest_containing(cast.district) == of_province
    assert newest_containing(cast.elsewhere) == elsewhere
    assert list(snapshots_of(None)) == [whole]


def test_of_two_made_at_once_the_later_row_answers(cast):
    at = timezone.now()
    rows = [frozen(cast.province) for _ in range(3)]
    Snapshot.objects.update(made_at=at)
    assert newest_containing(cast.province) == rows[-1]


def test_where_there_is_none_it_is_said_how_to_make_one(cast):
    frozen(cast.elsewhere)
    said = (
        "Chưa có bản chốt số liệu nào cho đơn vị này. Hãy chạy `goc snapshot make --cut-off NGÀY` "
        "trước."
    )
    assert refusal(newest_containing, cast.province) == said
    assert refusal(newest_containing, None) == said


def test_a_scope_sees_the_snapshots_of_its_units(cast):
    rows = [frozen(unit) for unit in (cast.province, cast.district, cast.elsewhere, None)]
    assert set(snapshots_in_scope(scope(cast.alice))) == set(rows[:2])
    assert set(snapshots_in_scope(scope(cast.charlie))) == {rows[2]}
    assert set(snapshots_in_scope(scope(cast.operator))) == set(rows)


@pytest.mark.parametrize("ref", ["", "x", "01900000", "../manifest"])
def test_what_is_no_id_is_no_snapshot(cast, ref):
    assert refusal(find_snapshot, ref, scope(cast.operator)) == ABSENT.format(ref)
    assert refusal(find_snapshot_of, ref, None) == ABSENT.format(ref)


def test_missing_and_out_of_scope_look_the_same(cast):
    made, missing = frozen(cast.province), str(uuid4())
    ref = str(made.public_id)
    assert find_snapshot(ref, scope(cast.alice)) == made
    assert find_snapshot(ref.upper().replace("-", ""), scope(cast.alice)) == made
    assert refusal(find_snapshot, ref, scope(cast.charlie)) == ABSENT.format(ref)
    assert refusal(find_snapshot, missing, scope(cast.alice)) == ABSENT.format(missing)
    whole = str(frozen().public_id)
    assert refusal(find_snapshot, whole, scope(cast.alice)) == ABSENT.format(whole)


def test_a_wider_snapshot_serves_a_narrower_one_does_not(cast):
    wide, narrow = frozen(cast.province), frozen(cast.communes[0])
    assert find_snapshot_of(str(wide.public_id), cast.district) == wide
    assert find_snapshot_of(str(frozen().public_id), cast.district).unit is None
    assert refusal(find_snapshot_of, str(narrow.public_id), cast.district) == (
        "Bản chốt số liệu này không gồm đơn vị được hỏi; hãy chọn bản chốt khác."
    )


def test_who_may_see_a_snapshot(cast):
    made = frozen(cast.district)
    for user in (cast.alice, cast.bob, cast.operator, cast.dana):
        assert get_snapshot_for(user, made.public_id, today=TODAY) == made
    for user, public_id in ((cast.charlie, made.public_id), (cast.alice, uuid4())):
        with pytest.raises(HiddenError) as hidden:
            get_snapshot_for(user, public_id, today=TODAY)
        assert str(hidden.value) == "Không có bản chốt số liệu này."


def offered(user):
    return [name.strip() for _, name in units_to_freeze(scope(user), today=TODAY)]


def test_who_edits_a_unit_may_freeze_it(cast):
    assert offered(cast.alice) == ["Tỉnh A", "Huyện Một", "Xã Một Một", "Xã Một Hai"]
    assert offered(cast.charlie) == ["Tỉnh B"]
    assert offered(cast.bob) == offered(cast.dana) == []
    assert offered(cast.operator)[:2] == ["Toàn bộ điểm cài đặt", "Tỉnh A"]
    assert units_to_freeze(scope(cast.operator), today=TODAY)[0] == (
        "",
        "Toàn bộ điểm cài đặt",
    )


def test_where_there_are_too_many_communes_are_not_offered(cast, monkeypatch):
    monkeypatch.setattr(access, "MANY", 4)
    assert len(offered(cast.alice)) == 4
    monkeypatch.setattr(access, "MANY", 3)
    assert offered(cast.alice) == ["Tỉnh A", "Huyện Một"]
