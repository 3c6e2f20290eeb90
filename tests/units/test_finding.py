"""Finding a unit by code or id, the tree and its nested form, names of days, search."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import factories
from goc.lib.errors import InputError
from goc.units import queries
from goc.units.actions import add_alias
from goc.units.models import Unit, UnitCode, UnitParent, UnitVersion
from goc.units.queries import Node

D2012, TODAY = date(2012, 1, 1), date(2026, 11, 20)
db = pytest.mark.django_db


def refusal(ref, day=D2012):
    with pytest.raises(InputError) as refused:
        queries.find_unit(ref, as_of=day)
    return str(refused.value)


# --- finding by code


@db
def test_a_code_used_in_turn_is_read_as_the_nearest_earlier_between_its_units():
    first = factories.unit("Xã A", "commune", code="1", end=date(2005, 1, 1))
    second = factories.unit(
        "Xã B", "commune", code="1", start=date(2008, 1, 1), end=date(2010, 1, 1)
    )
    third = factories.unit("Xã C", "commune", code="1", start=date(2015, 1, 1))
    days = {
        date(2004, 12, 31): first,
        date(2005, 1, 1): first,
        date(2007, 12, 31): first,
        date(2008, 1, 1): second,
        date(2010, 1, 1): second,
        date(2014, 12, 31): second,
        date(2015, 1, 1): third,
    }
    assert {day: queries.find_unit("1", as_of=day) for day in days} == days


@db
def test_two_that_ended_on_one_day_are_no_nearest():
    for catalogue in ("3-tier", "army"):
        factories.unit("Xã", "commune", code="1", catalogue=catalogue, end=D2012)
    assert refusal("1", TODAY) == (
        "Mã «1» là của nhiều đơn vị: 3-tier:1 Xã (từ 01/01/2002 đến 01/01/2012), army:1 Xã (từ "
        "01/01/2002 đến 01/01/2012). Hãy ghi rõ DANH_MỤC:MÃ và ngày."
    )
    found = queries.find_unit("army:1", as_of=TODAY)
    assert found.codes.get().catalogue == "army"


@db
def test_the_only_unit_that_ever_bore_a_code_is_meant_on_any_day():
    unit = factories.unit("Xã A", "commune", code="06004", start=date(2010, 1, 1), end=D2012)
    UnitCode.objects.create(unit=unit, catalogue="2-tier", code="06004", valid_from=TODAY)
    days = (date(1990, 1, 1), date(2011, 1, 1), date(2020, 1, 1), TODAY)
    assert {queries.find_unit("06004", as_of=day) for day in days} == {unit}


@db
def test_spaces_around_a_reference_do_no_harm_and_noughts_count():
    unit = factories.unit("Xã A", "commune", code="06004")
    for ref in (" 06004 ", "3-tier:06004\n", f" {unit.public_id} ", str(unit.public_id).upper()):
        assert queries.find_unit(ref, as_of=D2012) == unit
    assert refusal("6004") == (
        "Không có đơn vị «6004». Hãy ghi DANH_MỤC:MÃ (ví dụ 3-tier:20) hoặc mã định danh, giữ các "
        "số 0 ở đầu."
    )


@db
def test_a_catalogue_may_hold_a_colon_and_a_code_not():
    unit = factories.unit("Xã A", "commune", code="1", catalogue="x:y")
    assert queries.find_unit("x:y:1", as_of=D2012) == unit


@db
def test_what_is_absent_is_answered_with_what_there_is():
    for catalogue in ("army", "3-tier"):
        factories.unit("Xã", "commune", code="1", catalogue=catalogue)
    assert refusal("x:1") == "Không có danh mục «x»; các danh mục đã nạp: 3-tier, army."
    assert refusal("army:2").startswith(
        "Không có đơn vị «army:2». Hãy ghi DANH_MỤC:MÃ (ví dụ army:20)"
    )
    absent = "01900000-0000-7000-8000-000000000000"
    assert refusal(absent) == f"Không có đơn vị {absent}. Hãy kiểm tra lại mã định danh."


# --- the tree


@db
def test_where_two_catalogues_hold_the_later_begun_code_is_shown(cast):
    commune = cast.communes[0]
    UnitCode.objects.create(unit=commune, catalogue="2-tier", code="00001", valid_from=D2012)
    codes = {n.id: n.code for n in queries.tree(as_of=D2012)}
    assert codes[commune.pk] == "2-tier:00001"
    before = {n.id: n.code for n in queries.tree(as_of=D2012 - timedelta(days=1))}
    assert before[commune.pk] == "3-tier:06004"


@db
def test_with_a_code_before_those_without(cast):
    factories.unit("Xã An", "commune", cast.district)
    names = [n.name for n in queries.tree(as_of=D2012, root=cast.district)]
    assert names == ["Huyện Một", "Xã Một Một", "Xã Một Hai", "Xã An"]


@db
def test_who_stands_under_a_superior_that_does_not_live_stands_at_the_top(cast):
    cast.district.versions.update(valid_to=D2012)
    nodes = queries.tree(as_of=D2012)
    assert [(n.name, n.depth, n.parent_id) for n in nodes] == [
        ("Xã Một Một", 0, None),
        ("Xã Một Hai", 0, None),
        ("Tỉnh A", 0, None),
        ("Tỉnh B", 0, None),
    ]


@db
def test_the_root_of_a_line_stands_there_alone_when_nobody_is_under_it(cast):
    assert queries.tree(as_of=D2012, line="military") == []
    alone = queries.tree(as_of=D2012, root=cast.district, line="military")
    assert [(n.name, n.depth, n.level) for n in alone] == [("Huyện Một", 0, "district")]


@db
def test_counts_of_all_of_a_root_and_of_what_one_may_see(cast):
    factories.unit("Sở Nội vụ", "department", cast.province)
    assert queries.counts(as_of=D2012) == {"provinces": 2, "districts": 1, "communes": 2}
    assert queries.counts(as_of=D2012, root=cast.district) == {
        "provinces": 0,
        "districts": 1,
        "communes": 2,
    }
    within = {cast.province.pk, cast.communes[0].pk}
    assert queries.counts(as_of=D2012, within=within) == {
        "provinces": 1,
        "districts": 0,
        "communes": 1,
    }
    assert queries.counts(as_of=D2012, within=set()) == {
        "provinces": 0,
        "districts": 0,
        "communes": 0,
    }


def node(number, parent=None, *, depth=0, level="commune"):
    return Node(number, UUID(int=number), "", f"n{number}", level, level, parent, depth)


def test_depths_are_counted_anew_where_superiors_are_left_out():
    nodes = [node(3, 2, depth=5), node(4, 3, depth=6), node(5, 4, depth=7), node(9, 8, depth=2)]
    assert [(n.id, n.depth) for n in queries.from_the_top(nodes)] == [
        (3, 0),
        (4, 1),
        (5, 2),
        (9, 0),
    ]


def test_the_nested_form_counts_what_stands_below():
    nodes = [
        node(1, depth=0, level="province"),
        node(2, 1, depth=1, level="district"),
        node(3, 2, depth=2),
        node(4, 2, depth=2),
        node(5, 1, depth=1, level="district"),
        node(6, 1, depth=1),
        node(7, depth=0, level="province"),
    ]
    first, last = queries.branches(nodes)
    assert (first.node.id, first.districts, first.communes) == (1, 2, 3)
    assert [b.node.id for b in first.below] == [2, 5, 6]
    assert [b.node.id for b in first.leaves] == [5, 6]
    assert [(b.node.id, b.districts, b.communes) for b in first.below] == [
        (2, 0, 2),
        (5, 0, 0),
        (6, 0, 0),
    ]
    assert [leaf.node.id for leaf in first.below[0].below] == [3, 4]
    assert (last.node.id, last.below, last.communes) == (7, [], 0)
    assert queries.branches([]) == []


@st.composite
def forests(draw):
    """Depth-first lists: each node stands at most one deeper than the one before."""
    depths = [0]
    for _ in range(draw(st.integers(0, 12))):
        depths.append(draw(st.integers(0, depths[-1] + 1)))
    return [node(n + 1, depth=depth) for n, depth in enumerate(depths)]


@settings(max_examples=50)
@given(forests())
def test_the_nested_form_read_depth_first_is_the_list(nodes):
    def read(branches):
        for branch in branches:
            yield branch.node
            yield from read(branch.below)

    nested = queries.branches(nodes)
    assert list(read(nested)) == nodes
    assert sum(branch.communes + 1 for branch in nested) == len(nodes)


@db
def test_a_ring_of_superiors_ends(cast):
    UnitParent.objects.create(
        unit=cast.province, parent=cast.communes[0], valid_from=factories.START
    )
    ids = queries.descendant_ids(cast.district, as_of=D2012)
    assert ids == {cast.province.pk, cast.district.pk, *(c.pk for c in cast.communes)}
    above = queries.ancestors(cast.district, as_of=D2012)
    assert above[:3] == [cast.province, cast.communes[0], cast.district]


@db
def test_superiors_of_the_line_and_the_day(cast):
    command = factories.unit("Ban CHQS", "district_command", cast.elsewhere)
    UnitParent.objects.create(
        unit=cast.communes[0], parent=command, line="military", valid_from=D2012
    )
    eve = D2012 - timedelta(days=1)
    military = [queries.ancestors(cast.communes[0], as_of=d, line="military") for d in (eve, D2012)]
    assert military == [[], [command]]
    assert queries.descendant_ids(command, as_of=D2012, line="military") == {
        command.pk,
        cast.communes[0].pk,
    }
    assert queries.descendant_ids(command, as_of=eve, line="military") == {command.pk}


# --- faults of superiors


@db
def test_a_superior_that_begins_late_or_ends_early_is_a_fault(cast):
    cast.district.versions.update(valid_from=date(2003, 1, 1), valid_to=D2012)
    said = [str(fault) for fault in queries.parent_faults([cast.communes[0].pk])]
    assert said == [
        "«Xã Một Một» thuộc «Huyện Một» từ 01/01/2002 đến 01/01/2003",
        "«Xã Một Một» thuộc «Huyện Một» từ 01/01/2012 đến nay",
    ]


@db
def test_a_stretch_under_nobody_is_a_fault_and_a_life_under_nobody_is_none(cast):
    cast.communes[0].parents.update(valid_to=D2012)
    assert [str(fault) for fault in queries.parent_faults()] == [
        "«Xã Một Một» thuộc «không rõ» từ 01/01/2012 đến nay"
    ]
    cast.communes[0].parents.all().delete()
    assert queries.parent_faults() == []


@db
def test_only_the_units_asked_about_and_their_children(cast):
    cast.district.versions.update(valid_to=D2012)
    ids = {unit.pk: unit for unit in (*cast.communes, cast.district, cast.elsewhere)}
    told = {pk: [f.child for f in queries.parent_faults([pk])] for pk in ids}
    assert told == {
        cast.communes[0].pk: ["Xã Một Một"],
        cast.communes[1].pk: ["Xã Một Hai"],
        cast.district.pk: ["Xã Một Một", "Xã Một Hai"],
        cast.elsewhere.pk: [],
    }


@db
def test_the_military_line_may_be_bare_for_a_time(cast):
    UnitParent.objects.create(
        unit=cast.communes[0],
        parent=cast.elsewhere,
        line="military",
        valid_from=D2012,
        valid_to=date(2015, 1, 1),
    )
    assert queries.parent_faults() == []


# --- names


@db
@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(1990, 1, 1), "Xã Một"),
        (date(2002, 1, 1), "Xã Một"),
        (date(2009, 12, 31), "Xã Một"),
        (date(2010, 1, 1), "Xã Hai"),
        (date(2020, 1, 1), "Xã Hai"),
        (TODAY, "Xã Hai"),
    ],
)
def test_the_name_of_a_day_else_the_nearest(day, name):
    unit = factories.unit("Xã Một", "commune", end=date(2010, 1, 1))
    UnitVersion.objects.create(
        unit=unit,
        name="Xã Hai",
        folded="xa hai",
        kind="commune",
        valid_from=date(2010, 1, 1),
        valid_to=date(2020, 1, 1),
    )
    assert queries.name_of(unit, as_of=day) == name


@db
def test_a_unit_without_a_name_is_told_by_its_id_and_is_not_among_names(cast):
    unit = Unit.objects.create()
    assert queries.name_of(unit, as_of=D2012) == str(unit.public_id)
    asked = [cast.district.pk, unit.pk, cast.province.pk]
    assert list(queries.names(iter(asked), as_of=D2012).items()) == [
        (cast.district.pk, "Huyện Một"),
        (cast.province.pk, "Tỉnh A"),
    ]


# --- search


@db
def test_those_that_begin_with_the_text_come_first_then_by_the_alphabet(cast):
    for name in ("Xã Đông Mẫu", "Xã Mẫu Sơn", "Xã Mậu Duệ", "Phường Mẫu Lương"):
        factories.unit(name, "ward" if name[0] == "P" else "commune", cast.district)
    found = [n.name for n in queries.search_units("mẫu", as_of=D2012, scope=None)]
    assert found == ["Phường Mẫu Lương", "Xã Mẫu Sơn", "Xã Mậu Duệ", "Xã Đông Mẫu"]
    two = queries.search_units("mẫu", as_of=D2012, scope=None, limit=2)
    assert [n.name for n in two] == found[:2]


@db
def test_only_the_living_within_the_scope_are_found(cast):
    old = factories.unit("Xã Cũ Kỹ", "commune", cast.district, end=D2012)
    add_alias(unit=old, name="Làng Cũ", by="t")
    eve = D2012 - timedelta(days=1)
    for text in ("cũ kỹ", "Làng cũ"):
        assert [n.id for n in queries.search_units(text, as_of=eve, scope=None)] == [old.pk]
        assert queries.search_units(text, as_of=D2012, scope=None) == []
    scope = {cast.communes[0].pk}
    found = queries.search_units("Xã Một", as_of=D2012, scope=scope)
    assert [n.name for n in found] == ["Xã Một Một"]


@db
@pytest.mark.parametrize("text", ["", "  ", "\u0301", "x:", "0600"])
def test_nothing_is_found_by_nothing_and_by_a_part_of_a_code(cast, text):
    assert queries.search_units(text, as_of=D2012, scope=None) == []


# --- what a period leaves bare


@pytest.mark.parametrize(
    ("period", "by", "gaps"),
    [
        ((1, 9), [], [(1, 9)]),
        ((1, 9), [(1, 9)], []),
        ((1, 9), [(0, None)], []),
        ((1, None), [(1, None)], []),
        ((1, None), [(1, 9)], [(9, None)]),
        ((1, None), [], [(1, None)]),
        ((1, 9), [(3, 5)], [(1, 3), (5, 9)]),
        ((1, 9), [(5, 7), (2, 3)], [(1, 2), (3, 5), (7, 9)]),
        ((1, 9), [(2, 8), (3, 4)], [(1, 2), (8, 9)]),
        ((3, 9), [(1, 2)], [(3, 9)]),
        ((1, 5), [(5, 9)], [(1, 5)]),
        ((1, 5), [(6, None)], [(1, 5)]),
        ((1, 5), [(4, None)], [(1, 4)]),
    ],
)
def test_what_is_left_uncovered(period, by, gaps):
    def day(n):
        return None if n is None else date(2000, 1, 1 + n)

    def spans(pairs):
        return [(day(a), day(b)) for a, b in pairs]

    assert queries.uncovered((day(period[0]), day(period[1])), spans(by)) == spans(gaps)
