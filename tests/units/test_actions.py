from datetime import date
from decimal import Decimal

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.units import queries
from goc.units.actions import (
    Abolish,
    Close,
    Found,
    Part,
    Rename,
    Transfer,
    add_alias,
    close_unit,
    found_unit,
    grant_right,
    rename_unit,
    reorganise,
    revoke_right,
    set_trait,
    transfer_unit,
)
from goc.units.models import (
    Lineage,
    Reorganisation,
    Trait,
    Unit,
    UnitAlias,
    UnitCode,
    UnitRight,
    UnitVersion,
)

pytestmark = pytest.mark.django_db
DAY, EVE = date(2020, 1, 1), date(2019, 12, 31)


@pytest.fixture
def place():
    """Province A: district One with communes a, b, c; district Two with none."""
    province = factories.unit("Tỉnh A", "province", code="20")
    one = factories.unit("Huyện Một", "rural_district", province, code="180")
    two = factories.unit("Huyện Hai", "rural_district", province, code="181")
    communes = {
        x: factories.unit(f"Xã {x}", "commune", one, code=f"0600{n}") for n, x in enumerate("abc")
    }
    return {"province": province, "one": one, "two": two, **communes}


def drawn(day):
    return [("  " * n.depth + n.name, n.code) for n in queries.tree(as_of=day)]


BEFORE = [
    ("Tỉnh A", "3-tier:20"),
    ("  Huyện Một", "3-tier:180"),
    ("    Xã a", "3-tier:06000"),
    ("    Xã b", "3-tier:06001"),
    ("    Xã c", "3-tier:06002"),
    ("  Huyện Hai", "3-tier:181"),
]


def lineage():
    return [
        (
            queries.name_of(r.from_unit, as_of=EVE),
            r.to_unit and queries.name_of(r.to_unit, as_of=DAY),
            r.share,
        )
        for r in Lineage.objects.order_by("id")
    ]


def test_merge_of_two_into_a_new_one_that_takes_an_old_code(place):
    reorganise(
        on=DAY,
        kind="merge",
        title="Sáp nhập",
        legal_basis="818/NQ",
        by="t",
        province=place["province"],
        changes=[
            Close(place["a"], into=(("new", "full"),)),
            Close(place["b"], into=(("new", "full"),)),
            Found("new", "Thị trấn Mới", "township", place["one"], code="3-tier:06000"),
        ],
    )
    assert drawn(EVE) == BEFORE
    assert drawn(DAY)[2:4] == [("    Thị trấn Mới", "3-tier:06000"), ("    Xã c", "3-tier:06002")]
    assert lineage() == [("Xã a", "Thị trấn Mới", "full"), ("Xã b", "Thị trấn Mới", "full")]


def test_merge_into_one_that_goes_on(place):
    reorganise(
        on=DAY, kind="merge", by="t", changes=[Close(place["a"], into=((place["b"], "full"),))]
    )
    assert [name for name, _ in drawn(DAY)] == [
        "Tỉnh A",
        "  Huyện Một",
        "    Xã b",
        "    Xã c",
        "  Huyện Hai",
    ]
    assert lineage() == [("Xã a", "Xã b", "full")]


def test_split_part_and_unknown_target(place):
    reorganise(
        on=DAY,
        kind="split",
        by="t",
        changes=[
            Found("new", "Xã Mới", "commune", place["two"]),
            Part(place["a"], "new"),
            Close(place["b"], into=(("new", "partial"), (place["c"], "partial"))),
            Rename(place["c"], name="Xã Cờ"),
        ],
    )
    assert lineage() == [
        ("Xã a", "Xã Mới", "partial"),
        ("Xã b", "Xã Mới", "partial"),
        ("Xã b", "Xã Cờ", "partial"),
    ]
    assert [name for name, _ in drawn(DAY)][2:] == [
        "    Xã a",
        "    Xã Cờ",
        "  Huyện Hai",
        "    Xã Mới",
    ]


def test_closing_without_a_target_keeps_a_line_that_says_so(place):
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(place["a"])])
    assert lineage() == [("Xã a", None, "unknown")]


def test_transfer_and_rename(place):
    reorganise(
        on=DAY,
        kind="transfer",
        by="t",
        changes=[Transfer(place["a"], place["two"]), Rename(place["one"], "Thị xã Một", "town")],
    )
    assert drawn(EVE) == BEFORE
    assert [name for name, _ in drawn(DAY)] == [
        "Tỉnh A",
        "  Thị xã Một",
        "    Xã b",
        "    Xã c",
        "  Huyện Hai",
        "    Xã a",
    ]


def test_a_level_abolished(place):
    reorganise(
        on=DAY,
        kind="level_abolished",
        by="t",
        changes=[Abolish(place["one"]), Abolish(place["two"])],
    )
    assert [name for name, _ in drawn(DAY)] == ["Tỉnh A", "  Xã a", "  Xã b", "  Xã c"]
    assert (lineage(), queries.counts(as_of=DAY)) == (
        [],
        {"provinces": 1, "districts": 0, "communes": 3},
    )


def test_a_level_abolished_while_its_communes_merge_and_move(place):
    reorganise(
        on=DAY,
        kind="level_abolished",
        by="t",
        changes=[
            Abolish(place["one"]),
            Found("new", "Xã Mới", "commune", place["province"]),
            Close(place["a"], into=(("new", "full"),)),
            Transfer(place["b"], place["two"]),
        ],
    )
    assert [name for name, _ in drawn(DAY)] == [
        "Tỉnh A",
        "  Xã c",
        "  Huyện Hai",
        "    Xã b",
        "  Xã Mới",
    ]


def test_children_left_behind_are_named_and_all_is_undone(place):
    events = Event.objects.count()
    with pytest.raises(RefusedError) as refused:
        reorganise(
            on=DAY,
            kind="merge",
            by="t",
            changes=[Close(place["one"], into=((place["two"], "full"),))],
        )
    assert str(refused.value) == (
        "Sau thay đổi này 3 đơn vị không có cấp trên hợp lệ: «Xã a» thuộc «Huyện Một» từ 01/01/2020 đến nay; "
        "«Xã b» thuộc «Huyện Một» từ 01/01/2020 đến nay; «Xã c» thuộc «Huyện Một» từ 01/01/2020 đến nay. "
        "Hãy điều chuyển hoặc kết thúc các đơn vị ấy trong cùng lần sắp xếp."
    )
    assert (drawn(DAY), Reorganisation.objects.count(), Event.objects.count()) == (
        BEFORE,
        0,
        events,
    )


def test_an_unknown_key_or_kind_is_refused(place):
    with pytest.raises(InputError, match="khóa «no»"):
        reorganise(
            on=DAY, kind="merge", by="t", changes=[Close(place["a"], into=(("no", "full"),))]
        )
    with pytest.raises(InputError, match="«nope»"):
        reorganise(on=DAY, kind="nope", by="t", changes=[])


def test_founding_writes_every_row_and_its_events(place):
    unit = found_unit(
        name="  Xa\u0303  Mới ",
        kind="commune",
        parent=place["one"],
        code="3-tier:06009",
        on=DAY,
        by="alice",
        commanded_by=place["two"],
    )
    version = unit.versions.get()
    assert (version.name, version.folded, version.valid_from) == ("Xã Mới", "xa moi", DAY)
    assert list(unit.parents.order_by("line").values_list("line", "parent")) == [
        ("civil", place["one"].pk),
        ("military", place["two"].pk),
    ]
    told = [(e.by, e.action, e.kind) for e in Event.objects.order_by("id")]
    assert told == [
        ("alice", "units.found", "units.unit"),
        ("alice", "open", "units.unitversion"),
        ("alice", "open", "units.unitcode"),
        ("alice", "open", "units.unitparent"),
        ("alice", "open", "units.unitparent"),
    ]


def test_founding_is_undone_when_its_code_is_taken(place):
    units = Unit.objects.count()
    with pytest.raises(RefusedError):
        found_unit(
            name="Xã Mới", kind="commune", parent=place["one"], code="3-tier:06000", on=DAY, by="t"
        )
    assert (Unit.objects.count(), Event.objects.count()) == (units, 0)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [({"kind": "làng"}, InputError), ({"name": " "}, InputError), ({"code": "06009"}, InputError)],
)
def test_founding_refuses_what_is_not_in_order(place, wrong, error):
    with pytest.raises(error):
        found_unit(
            **{
                "name": "Xã Mới",
                "kind": "commune",
                "parent": place["one"],
                "on": DAY,
                "by": "t",
                **wrong,
            }
        )


def test_a_commune_is_nobodys_superior(place):
    with pytest.raises(RefusedError, match="không thể thuộc «Xã a»"):
        transfer_unit(unit=place["b"], parent=place["a"], on=DAY, by="t")


def test_renaming_closes_and_opens(place):
    rename_unit(unit=place["a"], name="Phường a", kind="ward", on=DAY, by="t")
    assert list(
        place["a"]
        .versions.order_by("valid_from")
        .values_list("name", "kind", "valid_from", "valid_to")
    ) == [
        ("Xã a", "commune", factories.START, DAY),
        ("Phường a", "ward", DAY, None),
    ]
    assert [e.action for e in Event.objects.order_by("id")] == ["close", "open"]


def test_closing_one_unit(place):
    with pytest.raises(RefusedError, match="còn đơn vị trực thuộc"):
        close_unit(unit=place["one"], on=DAY, by="t")
    set_trait(unit=place["a"], kind="border", source="s", on=factories.START, by="t")
    close_unit(unit=place["a"], on=DAY, by="t")
    ends = {m.objects.get(unit=place["a"]).valid_to for m in (UnitVersion, UnitCode, Trait)}
    assert (ends, place["a"].parents.get().valid_to) == ({DAY}, DAY)


def test_closing_before_a_recorded_change_is_refused(place):
    rename_unit(unit=place["a"], name="Xã khác", on=date(2021, 1, 1), by="t")
    with pytest.raises(RefusedError, match="từ ngày 01/01/2021"):
        close_unit(unit=place["a"], on=DAY, by="t")


def test_traits(place):
    first = set_trait(
        unit=place["a"],
        kind="border_length_km",
        value="12.5",
        hedge="hơn",
        source="BC 1",
        on=factories.START,
        by="t",
    )
    assert (
        set_trait(
            unit=place["a"],
            kind="border_length_km",
            value="12.5",
            hedge="hơn",
            source="BC 1",
            on=DAY,
            by="t",
        )
        == first
    )
    set_trait(unit=place["a"], kind="border_length_km", value=13, source="BC 2", on=DAY, by="t")
    assert list(Trait.objects.order_by("valid_from").values_list("value", "hedge", "valid_to")) == [
        (Decimal("12.5"), "hơn", DAY),
        (Decimal(13), "", None),
    ]
    close_unit(unit=place["b"], on=date(2021, 1, 1), by="t")
    assert set_trait(unit=place["b"], kind="border", source="s", on=DAY, by="t").valid_to == date(
        2021, 1, 1
    )
    with pytest.raises(InputError):
        set_trait(unit=place["a"], kind="rich", source="s", on=DAY, by="t")


def test_an_alias_once(place):
    assert add_alias(unit=place["a"], name="Xã  A1", by="t") == add_alias(
        unit=place["a"], name="Xã A1", by="t"
    )
    assert UnitAlias.objects.get().folded == "xa a1"


def test_rights_are_given_changed_and_taken(place):
    erin = factories.user("erin")
    right = grant_right(user=erin, unit=place["one"], role="reader", on=EVE, by="t")
    with pytest.raises(RefusedError, match="đã có quyền"):
        grant_right(user=erin, unit=place["one"], role="reader", on=DAY, by="t")
    later = grant_right(user=erin, unit=place["one"], role="editor", on=DAY, by="t")
    right.refresh_from_db()
    assert (right.valid_to, later.role) == (DAY, "editor")
    assert revoke_right(right=later, on=DAY, by="t") is None
    whole = grant_right(user=erin, unit=None, role="auditor", on=DAY, by="t")
    with pytest.raises(RefusedError):
        grant_right(user=erin, unit=None, role="auditor", on=DAY, by="t")
    assert (UnitRight.objects.count(), whole.unit) == (2, None)
    with pytest.raises(InputError):
        grant_right(user=erin, unit=None, role="king", on=DAY, by="t")


def test_a_right_needs_a_living_unit(place):
    close_unit(unit=place["a"], on=EVE, by="t")
    with pytest.raises(RefusedError, match="đã kết thúc ngày 31/12/2019"):
        grant_right(user=factories.user("erin"), unit=place["a"], role="reader", on=DAY, by="t")
