from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import factories
from goc.lib.errors import InputError
from goc.units import history, naming, queries
from goc.units.actions import (
    Close,
    Rename,
    add_alias,
    found_unit,
    rename_unit,
    reorganise,
    set_trait,
)
from goc.units.overlay import Fact, merge

pytestmark = pytest.mark.django_db
D2003, D2012, D2020 = date(2003, 1, 1), date(2012, 1, 1), date(2020, 1, 1)


def test_a_reused_code_is_read_on_the_day():
    old = factories.unit("Thị trấn Phong Thổ", "township", code="03388", end=date(2004, 10, 25))
    new = factories.unit("Phường Quyết Tiến", "ward", code="03388", start=date(2012, 11, 3))
    found = [
        queries.find_unit("03388", as_of=d) for d in (D2003, date(2008, 1, 1), date(2013, 1, 1))
    ]
    assert found == [old, old, new]
    with pytest.raises(InputError) as refused:
        queries.find_unit("03388", as_of=date(2000, 1, 1))
    assert str(refused.value) == (
        "Mã «03388» là của nhiều đơn vị: 3-tier:03388 Thị trấn Phong Thổ (từ 01/01/2002 đến 25/10/2004), "
        "3-tier:03388 Phường Quyết Tiến (từ 03/11/2012 đến nay). Hãy ghi rõ DANH_MỤC:MÃ và ngày."
    )


def test_a_bare_code_is_read_in_the_catalogue_of_the_day():
    old = factories.unit("Xã Thanh Long", "commune", code="06148", end=D2020)
    new = factories.unit("Xã Thụy Hùng", "commune", code="06148", catalogue="2-tier", start=D2020)
    assert [queries.find_unit("06148", as_of=d) for d in (D2012, D2020)] == [old, new]
    assert queries.find_unit("3-tier:06148", as_of=D2020) == old
    assert queries.find_unit(str(new.public_id), as_of=D2012) == new


def test_two_catalogues_on_one_day_must_be_told_apart():
    for catalogue in ("3-tier", "army"):
        factories.unit("Xã", "commune", code="1", catalogue=catalogue)
    with pytest.raises(InputError, match="của nhiều đơn vị"):
        queries.find_unit("1", as_of=D2012)


@pytest.mark.parametrize(
    ("ref", "words"),
    [
        ("99", "Không có đơn vị «99»"),
        ("x:20", "Không có danh mục «x»; các danh mục đã nạp: 3-tier"),
        ("01900000-0000-7000-8000-000000000000", "Không có đơn vị 0190"),
    ],
)
def test_absence_is_said(cast, ref, words):
    with pytest.raises(InputError, match=words):
        queries.find_unit(ref, as_of=D2012)


def test_an_empty_site_says_how_to_begin():
    with pytest.raises(InputError, match="goc units load"):
        queries.find_unit("20", as_of=D2012)


def test_the_tree_in_three_queries(cast, django_assert_num_queries):
    with django_assert_num_queries(3):
        nodes = queries.tree(as_of=D2012)
    assert [(n.depth, n.name, n.code, n.level) for n in nodes] == [
        (0, "Tỉnh A", "3-tier:20", "province"),
        (1, "Huyện Một", "3-tier:180", "district"),
        (2, "Xã Một Một", "3-tier:06004", "commune"),
        (2, "Xã Một Hai", "3-tier:06007", "commune"),
        (0, "Tỉnh B", "3-tier:22", "province"),
    ]
    assert [n.name for n in queries.tree(as_of=D2012, root=cast.district)] == [
        "Huyện Một",
        "Xã Một Một",
        "Xã Một Hai",
    ]
    assert queries.tree(as_of=date(1999, 1, 1), root=cast.district) == []


def test_units_without_a_code_stand_in_vietnamese_order(cast):
    for name in ("Xã Đa", "Xã Dung", "Xã Ân", "Xã An"):
        factories.unit(name, "commune", cast.elsewhere)
    assert [n.name for n in queries.tree(as_of=D2012, root=cast.elsewhere)][1:] == [
        "Xã An",
        "Xã Ân",
        "Xã Dung",
        "Xã Đa",
    ]


def test_the_military_line_holds_only_its_units(cast):
    region = factories.unit("Quân khu 1", "military_region")
    factories.unit("Bộ CHQS", "provincial_command", region, line="military")
    assert [(n.depth, n.name) for n in queries.tree(as_of=D2012, line="military")] == [
        (0, "Quân khu 1"),
        (1, "Bộ CHQS"),
    ]


def test_names_and_superiors(cast):
    commune = cast.communes[0]
    reorganise(
        on=D2020, kind="rename", by="t", changes=[Rename(commune, "Thị trấn Một", "township")]
    )
    told = [queries.name_of(commune, as_of=d) for d in (date(1990, 1, 1), D2012, D2020)]
    assert told == ["Xã Một Một", "Xã Một Một", "Thị trấn Một"]
    assert queries.ancestors(commune, as_of=D2012) == [cast.district, cast.province]
    assert queries.descendant_ids(cast.district, as_of=D2012) == {
        cast.district.pk,
        *(c.pk for c in cast.communes),
    }


def test_homonyms_are_printed_with_their_district(cast):
    other = factories.unit("Huyện Lộc Bình", "rural_district", cast.province)
    first = factories.unit("Xã Mẫu Sơn", "commune", cast.district)
    second = factories.unit("Xã Mẫu Sơn", "commune", other)
    elsewhere = factories.unit(
        "Xã Một Hai", "commune", factories.unit("Huyện B", "rural_district", cast.elsewhere)
    )
    printed = naming.printed_names(
        [first.pk, second.pk, cast.communes[1].pk, elsewhere.pk], as_of=D2012
    )
    assert list(printed.values()) == [
        "xã Mẫu Sơn, huyện Một",
        "xã Mẫu Sơn, huyện Lộc Bình",
        "xã Một Hai",
        "xã Một Hai",
    ]


def test_search_ignores_tone_marks_and_knows_aliases_and_codes(cast):
    add_alias(unit=cast.communes[1], name="Xã Đông Đô", by="t")
    for text, found in (("mot mot", 0), ("DONG do", 1), ("06007", 1), ("3-tier:06004", 0)):
        assert [n.id for n in queries.search_units(text, as_of=D2012, scope=None)] == [
            cast.communes[found].pk
        ]
    assert queries.search_units("mot", as_of=D2012, scope=frozenset()) == []


def test_succession_in_words(cast):
    old, target = cast.communes
    reorganise(
        on=D2020,
        kind="merge",
        legal_basis="818/NQ",
        by="t",
        changes=[Close(old, into=((target, "full"),))],
    )
    assert history.sentences(history.succession(old)) == [
        "Xã Một Một (3-tier:06004)",
        "  Tên «Xã Một Một» (xã) từ 01/01/2002 đến 01/01/2020.",
        "  Ngày 01/01/2020: toàn bộ nhập về xã Một Hai (3-tier:06007), theo 818/NQ.",
        "  Chưa rõ: số liệu không cho biết đơn vị từ đâu mà có (đã có từ 01/01/2002).",
    ]
    assert history.sentences(history.succession(target))[2:] == [
        "  Ngày 01/01/2020: tiếp nhận toàn bộ xã Một Một (3-tier:06004), theo 818/NQ."
    ]


def test_what_is_unknown_is_named(cast):
    first, second = cast.communes
    reorganise(
        on=D2020,
        kind="merge",
        by="t",
        changes=[Close(first), Close(second, into=((cast.elsewhere, "unknown"),))],
    )
    assert history.succession(first).unknown[1:] == [
        "ngày 01/01/2020, đơn vị tiếp nhận chưa tìm được."
    ]
    assert history.succession(second).unknown[1:] == [
        "ngày 01/01/2020, toàn bộ hay một phần tỉnh B (3-tier:22)."
    ]


def test_history_holds_everything_dated(cast):
    unit = cast.communes[0]
    set_trait(
        unit=unit,
        kind="border_length_km",
        value="12.5",
        hedge="hơn",
        source="BC 1",
        on=D2003,
        by="t",
    )
    reorganise(on=D2020, kind="rename", title="Đổi tên", by="t", changes=[Rename(unit, "Xã Khác")])
    reorganise(
        on=D2020,
        kind="merge",
        title="Nhập",
        by="t",
        changes=[Close(cast.communes[1], into=((unit, "full"),))],
    )
    assert [(m.what, m.text, m.start) for m in history.unit_history(unit)] == [
        ("code", "3-tier:06004", factories.START),
        ("name", "Xã Một Một (xã)", factories.START),
        ("parent_civil", "Huyện Một", factories.START),
        ("trait", "chiều dài đường biên giới (km): hơn 12,5", D2003),
        ("name", "Xã Khác (xã)", D2020),
        ("reorganisation", "Nhập", D2020),
    ]


def test_the_decision_that_was_typed_stands_in_the_history(cast):
    unit = found_unit(
        name="Xã Ba",
        kind="commune",
        parent=cast.district,
        on=D2003,
        by="t",
        text="QĐ 85/QĐ-UBND",
    )
    rename_unit(unit=unit, name="Xã Bốn", on=D2020, by="t", text="NQ 828")
    names = [m for m in history.unit_history(unit) if m.what == "name"]
    assert [(m.text, m.source) for m in names] == [
        ("Xã Ba (xã)", "QĐ 85/QĐ-UBND"),
        ("Xã Bốn (xã)", "NQ 828"),
    ]


days = st.dates(min_value=date(2000, 1, 1), max_value=date(2003, 1, 1))


@given(
    st.lists(days, min_size=2, max_size=8, unique=True),
    st.lists(st.booleans(), min_size=8, max_size=8),
)
def test_merging_keeps_what_is_valid_on_every_day(cuts, values):
    cuts.sort()
    facts = [Fact(a, b, (v,)) for a, b, v in zip(cuts, cuts[1:], values)]

    def on(rows, day):
        return [f.values for f in rows if f.start <= day and (f.end is None or day < f.end)]

    merged = merge(facts)
    assert all(on(merged, day) == on(facts, day) for day in cuts)
    assert all(a.values != b.values for a, b in pairwise(merged))


@given(st.lists(st.tuples(days, days).filter(lambda p: p[0] < p[1]), max_size=5))
def test_what_is_not_covered(periods):
    start, end = date(2000, 6, 1), date(2002, 6, 1)
    gaps = queries.uncovered((start, end), periods)
    for number in range(start.toordinal(), end.toordinal(), 7):
        day = date.fromordinal(number)
        covered = any(a <= day < b for a, b in periods)
        assert covered != any(a <= day and (b is None or day < b) for a, b in gaps)
