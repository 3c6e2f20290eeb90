"""Reorganisations: mergers and splits that people enter, the order of an act, what it writes."""

from datetime import date, timedelta

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.units import queries
from goc.units.actions import (
    Abolish,
    Close,
    Found,
    NewUnit,
    Part,
    Rename,
    Transfer,
    check_parents,
    merge_units,
    reorganise,
    set_trait,
    split_unit,
)
from goc.units.models import Lineage, Reorganisation, Trait, Unit, UnitParent, UnitVersion

pytestmark = pytest.mark.django_db
EVE, DAY = date(2019, 12, 31), date(2020, 1, 1)


@pytest.fixture
def place():
    """Province A: district One with communes a, b, c; district Two with d."""
    province = factories.unit("Tỉnh A", "province", code="20")
    one = factories.unit("Huyện Một", "rural_district", province, code="180")
    two = factories.unit("Huyện Hai", "rural_district", province, code="181")
    units = {"province": province, "one": one, "two": two}
    for n, x in enumerate("abcd"):
        units[x] = factories.unit(f"Xã {x}", "commune", two if x == "d" else one, code=f"0600{n}")
    return units


def act(*changes, kind="change", **given):
    return reorganise(on=DAY, kind=kind, by="t", changes=changes, **given)


def called(name):
    return UnitVersion.objects.get(name=name).unit


def lineage():
    return [
        (
            queries.name_of(row.from_unit, as_of=EVE),
            row.to_unit and queries.name_of(row.to_unit, as_of=DAY),
            row.share,
            row.basis,
        )
        for row in Lineage.objects.order_by("id")
    ]


def drawn(day=DAY):
    return ["  " * n.depth + n.name for n in queries.tree(as_of=day)]


def refusal(error, what):
    before = drawn(EVE), drawn(), Event.objects.count(), Unit.objects.count()
    with pytest.raises(error) as refused:
        what()
    after = drawn(EVE), drawn(), Event.objects.count(), Unit.objects.count()
    assert (after, Reorganisation.objects.count(), Lineage.objects.count()) == (before, 0, 0)
    return str(refused.value)


# --- mergers


def test_whole_ones_end_and_parts_go_on(place):
    done = merge_units(
        whole=[place["a"], place["b"]],
        parts=[place["d"]],
        into=NewUnit("Xã Mới", "commune", place["one"], "3-tier:06010"),
        on=DAY,
        by="t",
        text="NQ 818",
    )
    assert (done.kind, done.legal_basis, done.on) == ("merge", "NQ 818", DAY)
    assert lineage() == [
        ("Xã a", "Xã Mới", "full", "NQ 818"),
        ("Xã b", "Xã Mới", "full", "NQ 818"),
        ("Xã d", "Xã Mới", "partial", "NQ 818"),
    ]
    assert drawn() == [
        "Tỉnh A",
        "  Huyện Một",
        "    Xã c",
        "    Xã Mới",
        "  Huyện Hai",
        "    Xã d",
    ]
    assert called("Xã Mới").codes.get().code == "06010"


def test_one_may_go_into_one_that_stands(place):
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert lineage() == [("Xã a", "Xã b", "full", "")]


def test_parts_alone_may_make_a_new_unit(place):
    new = NewUnit("Xã Mới", "commune", place["one"])
    merge_units(whole=[], parts=[place["a"], place["b"]], into=new, on=DAY, by="t")
    assert [row[2] for row in lineage()] == ["partial", "partial"]
    assert called("Xã Mới").codes.count() == 0


def test_what_stood_below_comes_under_the_new_one_but_for_boards(place):
    board = factories.unit("Ban Chỉ đạo", "steering_committee", place["one"])
    merge_units(whole=[place["one"]], into=place["two"], on=DAY, by="t")
    assert drawn() == ["Tỉnh A", "  Huyện Hai", "    Xã a", "    Xã b", "    Xã c", "    Xã d"]
    assert board.versions.get().valid_to == DAY


def test_who_is_commanded_by_one_that_ends_must_be_moved_in_the_same_act(place):
    factories.unit("Trạm", "agency", place["one"], line="military")

    def merge():
        merge_units(whole=[place["one"]], into=place["two"], on=DAY, by="t")

    assert refusal(RefusedError, merge) == (
        "Sau thay đổi này 1 đơn vị không có cấp trên hợp lệ: «Trạm» thuộc «Huyện Một» từ "
        "01/01/2020 đến nay. Hãy điều chuyển hoặc kết thúc các đơn vị ấy trong cùng lần sắp xếp."
    )


def test_a_commune_of_a_merged_district_that_is_merged_too_is_not_moved(place):
    merge_units(whole=[place["one"], place["a"]], into=place["two"], on=DAY, by="t")
    assert drawn() == ["Tỉnh A", "  Huyện Hai", "    Xã b", "    Xã c", "    Xã d"]
    assert place["a"].parents.get().valid_to == DAY


def test_who_takes_over_its_own_superior_is_not_put_under_itself(place):
    """The district went into its own town, which is raised to a district on the day before."""
    place["a"].versions.update(kind="provincial_city")
    place["a"].parents.update(parent=place["one"])
    with pytest.raises(RefusedError) as refused:
        merge_units(whole=[place["one"]], into=place["a"], on=DAY, by="t")
    assert "«Xã a» thuộc «Huyện Một»" in str(refused.value)
    assert not Reorganisation.objects.exists()


@pytest.mark.parametrize(
    ("whole", "parts", "into", "sentence"),
    [
        ("ab", "", "a", "Đơn vị tiếp nhận không thể vừa nhận vừa được sáp nhập."),
        ("a", "b", "b", "Đơn vị tiếp nhận không thể vừa nhận vừa được sáp nhập."),
        ("ab", "b", "c", "Một đơn vị chỉ ghi một lần: nhập toàn bộ hoặc nhập một phần."),
        ("a", "", "", "Sáp nhập thành đơn vị mới cần ít nhất hai đơn vị."),
        ("", "a", "", "Sáp nhập thành đơn vị mới cần ít nhất hai đơn vị."),
    ],
)
def test_a_merger_that_is_none(place, whole, parts, into, sentence):
    target = place[into] if into else NewUnit("Xã Mới", "commune", place["one"])

    def merge():
        merge_units(
            whole=[place[x] for x in whole],
            parts=[place[x] for x in parts],
            into=target,
            on=DAY,
            by="t",
        )

    assert refusal(InputError, merge) == sentence


# --- splits


def split(place, *names, **given):
    new = [NewUnit(name, "commune", place["one"]) for name in names]
    return split_unit(unit=place["a"], new=new, on=DAY, by="t", **given)


def test_a_unit_that_ends_gives_a_part_to_each(place):
    done = split(place, "Xã Đông", "Xã Tây", others=[place["d"]], ends=True, text="NQ 9")
    assert done.kind == "split"
    assert lineage() == [
        ("Xã a", "Xã Đông", "partial", "NQ 9"),
        ("Xã a", "Xã Tây", "partial", "NQ 9"),
        ("Xã a", "Xã d", "partial", "NQ 9"),
    ]
    assert place["a"].versions.get().valid_to == DAY


def test_a_unit_that_goes_on_is_none_of_the_others(place):
    split(place, "Xã Đông", others=[place["a"], place["d"]])
    assert [row[:3] for row in lineage()] == [
        ("Xã a", "Xã Đông", "partial"),
        ("Xã a", "Xã d", "partial"),
    ]
    assert place["a"].versions.get().valid_to is None


@pytest.mark.parametrize(
    ("names", "given", "sentence"),
    [
        ([], {}, "Hãy ghi ít nhất một đơn vị mới hoặc một đơn vị tiếp nhận."),
        ([], {"others": "a"}, "Hãy ghi ít nhất một đơn vị mới hoặc một đơn vị tiếp nhận."),
        (
            ["Xã Đông"],
            {"ends": True},
            "Đơn vị kết thúc mà chỉ một nơi tiếp nhận là sáp nhập: hãy dùng «Sáp nhập».",
        ),
        (
            [],
            {"others": "d", "ends": True},
            "Đơn vị kết thúc mà chỉ một nơi tiếp nhận là sáp nhập: hãy dùng «Sáp nhập».",
        ),
    ],
)
def test_a_split_that_is_none(place, names, given, sentence):
    given = given | {"others": [place[x] for x in given.get("others", "")]}
    assert refusal(InputError, lambda: split(place, *names, **given)) == sentence


# --- one act


def test_the_act_is_told_before_and_after(place):
    done = act(
        Close(place["a"], into=(("n", "full"),)),
        Close(place["b"], into=(("n", "full"),)),
        Found("n", "Xã Mới", "commune", place["one"]),
        kind="merge",
        title="Sắp xếp năm 2020",
        legal_basis="NQ 818",
        source="Công báo",
        province=place["province"],
    )
    first, last = (
        Event.objects.get(action=name) for name in ("units.reorganise", "units.reorganised")
    )
    assert first.text == last.text == "Sắp xếp năm 2020"
    assert first.subject == last.subject == str(done.public_id)
    assert {name: first.after[name] for name in ("on", "kind", "source", "province")} == {
        "on": "2020-01-01",
        "kind": "merge",
        "source": "Công báo",
        "province": str(place["province"].public_id),
    }
    assert last.after["founded"] == {"n": str(called("Xã Mới").public_id)}
    assert last.after["changes"] == 3
    assert last.after["endings"]["rights"] == {"ended": 0, "passed": 0, "left": 0}


def test_without_a_title_the_paper_tells_what_the_act_was(place):
    act(Rename(place["a"], "Xã Khác"), legal_basis="NQ 1")
    assert Event.objects.get(action="units.reorganise").text == "NQ 1"
    assert {e.text for e in Event.objects.filter(kind="units.unitversion")} == {"NQ 1"}


def test_what_rows_say_is_the_paper_else_the_title(place):
    act(Rename(place["a"], "Xã Khác"), title="Đổi tên")
    act(Transfer(place["b"], place["two"]), title="Điều chuyển", legal_basis="NQ 2")
    told = Event.objects.exclude(kind="units.reorganisation").order_by("id")
    assert [(e.kind.partition(".")[2], e.text) for e in told] == [
        ("unitversion", "Đổi tên"),
        ("unitversion", "Đổi tên"),
        ("unitparent", "NQ 2"),
        ("unitparent", "NQ 2"),
    ]


def test_a_line_keeps_its_own_basis(place):
    act(
        Close(place["a"], into=((place["b"], "full"),), basis="Điều 1"),
        Part(place["c"], place["d"], "unknown", basis="Điều 2"),
        Part(place["d"], place["c"]),
        legal_basis="NQ 818",
    )
    assert lineage() == [
        ("Xã a", "Xã b", "full", "Điều 1"),
        ("Xã c", "Xã d", "unknown", "Điều 2"),
        ("Xã d", "Xã c", "partial", "NQ 818"),
    ]
    assert Event.objects.filter(action="units.lineage").count() == 3


def test_a_share_that_is_none_undoes_all(place):
    changes = [Close(place["a"], into=((place["b"], "half"),))]
    told = refusal(InputError, lambda: act(*changes))
    assert told == "Phần chuyển giao «half» phải là full, partial hoặc unknown."


def test_kinds_and_keys_in_full(place):
    assert refusal(InputError, lambda: act(kind="nope")) == (
        "Không có loại sắp xếp «nope». Hãy dùng: merge, split, rename, transfer, level_abolished, "
        "change."
    )
    assert refusal(InputError, lambda: act(Transfer(place["a"], "x"))) == (
        "Trong lần sắp xếp này không có đơn vị mới nào mang khóa «x»."
    )


def test_whatever_their_order_closings_come_first_and_lineage_last(place):
    """The new commune bears the code of an old one, its district is founded after it is named."""
    act(
        Part(place["c"], "commune"),
        Transfer(place["b"], "district"),
        Found("district", "Huyện Mới", "rural_district", place["province"]),
        Found("commune", "Xã Mới", "commune", "district", code="3-tier:06000"),
        Close(place["a"], into=(("commune", "full"),)),
    )
    assert drawn() == [
        "Tỉnh A",
        "  Huyện Một",
        "    Xã c",
        "  Huyện Hai",
        "    Xã d",
        "  Huyện Mới",
        "    Xã Mới",
        "    Xã b",
    ]
    assert [row[:2] for row in lineage()] == [("Xã c", "Xã Mới"), ("Xã a", "Xã Mới")]


def test_a_new_unit_may_stand_under_nobody(place):
    act(Found("n", "Tỉnh Mới", "province", None, code="3-tier:99"))
    assert drawn()[-1] == "Tỉnh Mới"


# --- a level that ends


def test_who_ends_with_the_level_needs_a_superior(place):
    told = refusal(RefusedError, lambda: act(Abolish(place["province"])))
    assert told == "«Tỉnh A» không có cấp trên để nhận các đơn vị trực thuộc."


def test_those_below_come_under_its_superior_of_the_civil_line(place):
    UnitParent.objects.create(
        unit=place["one"], parent=place["two"], line="military", valid_from=factories.START
    )
    act(Abolish(place["one"]), kind="level_abolished", legal_basis="NQ 76")
    assert {place[x].parents.get(valid_to=None).parent for x in "abc"} == {place["province"]}
    moved = Event.objects.filter(kind="units.unitparent", action="open")
    assert {e.text for e in moved} == {"NQ 76"}
    assert lineage() == []


def test_who_was_left_below_one_level_hangs_in_the_air_when_its_new_superior_ends_too(place):
    act(Abolish(place["one"]), Transfer(place["a"], place["two"]), Rename(place["two"], "Huyện X"))
    assert drawn() == ["Tỉnh A", "  Xã b", "  Xã c", "  Huyện X", "    Xã a", "    Xã d"]


# --- parents at the end


def test_the_first_three_of_those_left_behind_are_named(place):
    extra = factories.unit("Xã e", "commune", place["one"])
    with pytest.raises(RefusedError) as refused:
        act(Close(place["one"], into=((place["two"], "full"),)))
    told = str(refused.value)
    assert told.startswith("Sau thay đổi này 4 đơn vị không có cấp trên hợp lệ: «Xã a» thuộc")
    assert "«Xã c» thuộc «Huyện Một»" in told and "«Xã e»" not in told
    assert extra.parents.get().valid_to is None


def test_a_fault_of_others_does_not_stop_an_act(place):
    place["two"].versions.update(valid_to=EVE)
    act(Rename(place["a"], "Xã Khác"))
    check_parents(units=[place["a"].pk, place["b"].pk])
    with pytest.raises(RefusedError, match="1 đơn vị không có cấp trên hợp lệ: «Xã d»"):
        check_parents()


def test_one_child_is_counted_once_whatever_its_faults(place):
    """Its superior is known later than it, and ends before it."""
    place["two"].versions.update(valid_from=factories.START + timedelta(days=9), valid_to=EVE)
    with pytest.raises(RefusedError) as refused:
        check_parents(units=[place["d"].pk])
    assert str(refused.value).startswith(
        "Sau thay đổi này 1 đơn vị không có cấp trên hợp lệ: «Xã d» thuộc «Huyện Hai» từ "
        "01/01/2002 đến 10/01/2002; «Xã d» thuộc «Huyện Hai» từ 31/12/2019 đến nay. Hãy"
    )


# --- lengths and borders that pass on


def length(unit, value, hedge="hơn"):
    kind = "border_length_km"
    set_trait(unit=unit, kind=kind, value=value, hedge=hedge, source="BC", on=EVE, by="t")


def passed(kind="border_length_km"):
    rows = Trait.objects.filter(kind=kind, valid_from=DAY).order_by("id")
    return [(str(row.value), row.hedge, row.source, row.valid_to) for row in rows]


def test_hedges_that_differ_are_left_out_of_the_sum(place):
    length(place["a"], 10, "hơn")
    length(place["b"], 4, "gần")
    new = NewUnit("Xã Mới", "commune", place["one"])
    merge_units(whole=[place["a"], place["b"]], into=new, on=DAY, by="t")
    assert passed() == [("14.000", "", "kế thừa từ xã a: BC", None)]


def test_a_length_waits_where_a_part_came_in_too(place):
    length(place["a"], 10)
    length(place["b"], 4)
    merge_units(whole=[place["a"]], parts=[place["c"]], into=place["b"], on=DAY, by="t")
    assert passed() == []
    assert Trait.objects.filter(unit=place["b"]).get().valid_to is None


def test_an_heir_of_whom_a_length_is_written_from_the_day_keeps_that(place):
    length(place["a"], 10)
    kind = "border_length_km"
    set_trait(unit=place["b"], kind=kind, value=77, source="BC 2", on=DAY, by="t")
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert passed() == [("77.000", "", "BC 2", None)]


def test_a_border_is_not_written_twice_where_the_heir_has_it(place):
    for x in "ab":
        set_trait(unit=place[x], kind="border", source=f"BC {x}", on=EVE, by="t")
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert passed("border") == []
    assert Trait.objects.get(unit=place["b"]).valid_to is None


def test_a_long_source_is_cut_where_the_column_ends(place):
    source = "x" * 299
    set_trait(unit=place["a"], kind="coastal", source=source, on=EVE, by="t")
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert passed("coastal") == [("1.000", "", f"kế thừa từ xã a: {source}"[:300], None)]


def test_a_trait_that_had_ended_before_does_not_pass(place):
    row = set_trait(unit=place["a"], kind="border", source="BC", on=date(2010, 1, 1), by="t")
    Trait.objects.filter(pk=row.pk).update(valid_to=EVE)
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert passed("border") == []


@pytest.mark.parametrize(("until", "passes"), [(DAY, True), (DAY + timedelta(days=1), False)])
def test_a_border_passes_where_that_of_the_heir_is_over(place, until, passes):
    for x in "ab":
        set_trait(unit=place[x], kind="border", source=f"BC {x}", on=EVE, by="t")
    Trait.objects.filter(unit=place["b"]).update(valid_to=until)
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    expected = [("1.000", "", "kế thừa từ xã a: BC a", None)]
    assert passed("border") == (expected if passes else [])


def test_what_passes_ends_with_an_heir_that_will_end(place):
    """The heir's own end is recorded already."""
    over = date(2025, 7, 1)
    for rows in (place["b"].versions, place["b"].codes, place["b"].parents):
        rows.update(valid_to=over)
    set_trait(unit=place["a"], kind="border", source="BC", on=EVE, by="t")
    merge_units(whole=[place["a"]], into=place["b"], on=DAY, by="t")
    assert passed("border") == [("1.000", "", "kế thừa từ xã a: BC", over)]
