"""What was entered by mistake: names put right, rows, changes and whole units taken back."""

from datetime import date

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.people import actions as people
from goc.units.actions import (
    Close,
    add_alias,
    correct_name,
    rename_unit,
    reorganise,
    set_trait,
    take_back_change,
    take_back_row,
    take_back_unit,
    transfer_unit,
)
from goc.units.actions.mistakes import hanging_on
from goc.units.actions.settlements import settle_left, settle_right, settle_trait
from goc.units.models import (
    Settlement,
    Trait,
    Unit,
    UnitAlias,
    UnitCode,
    UnitParent,
    UnitRight,
    UnitVersion,
)

pytestmark = pytest.mark.django_db
EVE, DAY, LATER, OVER = date(2019, 12, 31), date(2020, 1, 1), date(2022, 1, 1), date(2025, 7, 1)


def refusal(error, act, **given):
    before = Event.objects.count()
    with pytest.raises(error) as refused:
        act(by="t", **given)
    assert Event.objects.count() == before
    return str(refused.value)


def told():
    return [(e.action, e.kind, e.text) for e in Event.objects.order_by("id")]


# --- a name typed wrongly


def test_a_name_put_right_was_never_another(cast):
    version = cast.communes[0].versions.get()
    row = correct_name(version=version, name=" Xã  Đề Thám ", by="t", text="Gõ nhầm")
    assert (row.pk, row.name, row.folded, row.valid_from) == (
        version.pk,
        "Xã Đề Thám",
        "xa de tham",
        factories.START,
    )
    assert told() == [("correct", "units.unitversion", "Gõ nhầm")]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (
            {"name": " ", "text": "Gõ nhầm"},
            "Tên đơn vị để trống. Hãy ghi tên đầy đủ, ví dụ «Xã Mẫu Sơn».",
        ),
        ({"name": "Xã Đề Thám", "text": " "}, "Hãy ghi lý do sửa."),
    ],
)
def test_a_name_is_not_put_right_without_itself_or_a_reason(cast, given, sentence):
    version = cast.communes[0].versions.get()
    assert refusal(InputError, correct_name, version=version, **given) == sentence


# --- rows


def test_a_trait_and_another_name_that_never_were(cast):
    unit = cast.communes[0]
    border = set_trait(unit=unit, kind="border", source="BC", on=DAY, by="t")
    alias = add_alias(unit=unit, name="Xã Cũ", by="t")
    assert refusal(InputError, take_back_row, row=border, reason="") == "Hãy ghi lý do rút lại."
    for row in (border, alias):
        take_back_row(row=row, by="t", reason=" Của xã khác ")
    assert (Trait.objects.count(), UnitAlias.objects.count()) == (0, 0)
    assert told()[2:] == [
        ("units.take_back_row", "units.trait", "Của xã khác"),
        ("units.take_back_row", "units.unitalias", "Của xã khác"),
    ]


# --- the last change


def test_a_renaming_that_never_was_leaves_the_name_before_with_its_end(cast):
    unit = cast.communes[0]
    unit.versions.update(valid_to=OVER)
    row = rename_unit(unit=unit, name="Xã Nhầm", on=DAY, by="t")
    before = take_back_change(row=row, by="t", reason=" Của xã khác ")
    assert (before.name, before.valid_to, unit.versions.count()) == ("Xã Một Một", OVER, 1)
    assert told()[2:] == [
        ("units.take_back_row", "units.unitversion", "Của xã khác"),
        ("correct", "units.unitversion", "Của xã khác"),
    ]


def test_a_transfer_that_never_was_leaves_the_other_line_alone(cast):
    unit = cast.communes[0]
    two = factories.unit("Huyện Hai", "rural_district", cast.province)
    UnitParent.objects.create(
        unit=unit, parent=two, line="military", valid_from=factories.START, valid_to=DAY
    )
    later = UnitParent.objects.create(unit=unit, parent=two, line="military", valid_from=LATER)
    row = transfer_unit(unit=unit, parent=two, on=DAY, by="t")
    before = take_back_change(row=row, by="t", reason="Nhầm")
    assert (before.line, before.parent, before.valid_to) == ("civil", cast.district, None)
    rows = UnitParent.objects.filter(unit=unit, line="military").order_by("valid_from")
    assert [(r.valid_from, r.valid_to) for r in rows] == [
        (factories.START, DAY),
        (later.valid_from, None),
    ]


def test_only_the_last_change_is_taken_back_and_never_the_first(cast):
    unit = cast.communes[0]
    first = unit.versions.get()
    second = rename_unit(unit=unit, name="Xã Hai", on=DAY, by="t")
    third = rename_unit(unit=unit, name="Xã Ba", on=LATER, by="t")
    second.refresh_from_db()
    told = refusal(RefusedError, take_back_change, row=second, reason="Nhầm")
    assert told == "Sau lần này còn thay đổi khác. Hãy rút lần sau cùng trước."
    first.refresh_from_db()
    told = refusal(RefusedError, take_back_change, row=first, reason="Nhầm")
    assert told == "Đây là lần ghi đầu tiên của đơn vị: hãy sửa, hoặc rút cả đơn vị."
    for row in (third, second):
        row.refresh_from_db()
        take_back_change(row=row, by="t", reason="Nhầm")
    assert [(v.name, v.valid_to) for v in unit.versions.all()] == [("Xã Một Một", None)]


def test_after_a_gap_there_is_no_change_before(cast):
    unit = cast.communes[0]
    unit.parents.update(valid_to=EVE)
    row = UnitParent.objects.create(unit=unit, parent=cast.district, valid_from=DAY)
    told = refusal(RefusedError, take_back_change, row=row, reason="Nhầm")
    assert told.startswith("Đây là lần ghi đầu tiên")


def test_without_a_reason_a_change_stays(cast):
    row = rename_unit(unit=cast.communes[0], name="Xã Hai", on=DAY, by="t")
    assert refusal(InputError, take_back_change, row=row, reason=" ") == "Hãy ghi lý do rút lại."
    assert cast.communes[0].versions.count() == 2


# --- a unit that never was


def test_a_unit_goes_with_all_its_own_rows_each_in_the_log(cast):
    unit = factories.unit("Xã Nhầm", "commune", cast.district, code="9")
    set_trait(unit=unit, kind="border", source="BC", on=DAY, by="t")
    add_alias(unit=unit, name="Xã Lầm", by="t")
    first = Event.objects.count()
    take_back_unit(unit=unit, by="alice", reason="Nhập hai lần")
    assert not Unit.objects.filter(public_id=unit.public_id).exists()
    rows = (UnitVersion, UnitCode, UnitParent)
    assert [model.objects.filter(unit__public_id=unit.public_id).count() for model in rows] == [
        0,
        0,
        0,
    ]
    assert told()[first:] == [
        ("units.take_back_row", "units.unitalias", "Nhập hai lần"),
        ("units.take_back_row", "units.trait", "Nhập hai lần"),
        ("units.take_back_row", "units.unitparent", "Nhập hai lần"),
        ("units.take_back_row", "units.unitcode", "Nhập hai lần"),
        ("units.take_back_row", "units.unitversion", "Nhập hai lần"),
        ("units.take_back", "units.unit", "Nhập hai lần"),
    ]


def test_whatever_else_points_to_a_unit_is_counted(cast):
    unit, other = cast.communes
    assert (hanging_on(unit), hanging_on(cast.district)) == (0, 2)
    factories.user("erin", "reader", unit)
    assert hanging_on(unit) == 1
    someone = people.add_person(full_name="Nông Văn Đức", keeper=unit, on=DAY, by="t")
    assert (hanging_on(unit), someone.keepers.count()) == (2, 1)
    UnitParent.objects.create(unit=other, parent=unit, line="military", valid_from=DAY)
    assert hanging_on(unit) == 3
    assert refusal(RefusedError, take_back_unit, unit=unit, reason="Nhầm") == (
        "Đã có 3 bản ghi gắn với đơn vị này (đơn vị trực thuộc, cán bộ, quyền, lần sắp xếp …) nên "
        "không rút được. Hãy kết thúc đơn vị, hoặc rút các bản ghi ấy trước."
    )


def test_a_reorganisation_holds_both_its_units_and_its_province(cast):
    first, second = cast.communes
    into = ((second, "full"),)
    reorganise(
        on=DAY, kind="merge", by="t", province=cast.elsewhere, changes=[Close(first, into=into)]
    )
    UnitRight.objects.filter(unit=cast.elsewhere).delete()
    assert [hanging_on(unit) for unit in (first, second, cast.elsewhere)] == [1, 1, 1]


# --- what people decide about what was left


@pytest.fixture
def ended(cast):
    """Xã Một Một ended in 2020 in two parts, with a border, a length and a right of erin's."""
    old, other = cast.communes
    border = set_trait(unit=old, kind="border", source="BC 7", on=factories.START, by="t")
    length = set_trait(
        unit=old,
        kind="border_length_km",
        value="12.5",
        hedge="hơn",
        source="BC 8",
        on=factories.START,
        by="t",
    )
    erin = factories.user("erin", "editor", old)
    third = factories.unit("Xã Ba", "commune", cast.district)
    parts = ((other, "partial"), (third, "partial"))
    reorganise(on=DAY, kind="split", by="t", changes=[Close(old, into=parts)])
    for row in (border, length):
        row.refresh_from_db()
    return {"border": border, "length": length, "erin": erin, "parts": [other, third]}


def test_settled_twice_is_settled_once(ended):
    first = settle_left(subject=ended["border"].public_id, by="t", text="x" * 301)
    assert settle_left(subject=ended["border"].public_id, by="t", text="khác") == first
    assert (len(first.text), Settlement.objects.count()) == (300, 1)
    assert Event.objects.filter(action="units.settle").count() == 1


def test_a_length_goes_to_one_as_it_was_or_as_typed(ended):
    length, (one, two) = ended["length"], ended["parts"]
    told = refusal(InputError, settle_trait, trait=length, units=[one, two], value="3")
    assert told == "Hãy chọn một đơn vị: chiều dài phải ghi riêng cho từng đơn vị."
    settle_trait(trait=length, units=[one], by="t")
    row = Trait.objects.get(unit=one)
    assert (str(row.value), row.hedge, row.source, row.valid_from) == (
        "12.500",
        "hơn",
        "BC 8",
        DAY,
    )


def test_nobodys_trait_is_settled_without_a_row(ended):
    settle_trait(trait=ended["border"], units=[], by="t")
    settle_trait(trait=ended["length"], units=[], by="t")
    assert Trait.objects.exclude(valid_to=DAY).count() == 0
    subjects = set(Settlement.objects.values_list("subject", flat=True))
    assert subjects == {ended["border"].public_id, ended["length"].public_id}


def test_a_right_is_given_on_each_unit_or_on_none(ended):
    right = UnitRight.objects.get(user=ended["erin"])
    settle_right(right=right, units=ended["parts"], on=LATER, by="t")
    given = UnitRight.objects.filter(user=ended["erin"], valid_from=LATER)
    assert [(r.unit, r.role, r.valid_to) for r in given.order_by("id")] == [
        (unit, "editor", None) for unit in ended["parts"]
    ]
    assert Settlement.objects.get().subject == right.public_id


def test_what_cannot_be_given_settles_nothing(ended):
    right = UnitRight.objects.get(user=ended["erin"])
    one = ended["parts"][0]
    factories.UnitRight.objects.create(
        user=ended["erin"], unit=one, role="editor", valid_from=LATER
    )
    rows = UnitRight.objects.count()
    given = {"right": right, "units": ended["parts"][::-1], "on": LATER}
    told = refusal(RefusedError, settle_right, **given)
    assert told == "«erin» đã có quyền «editor» trên đơn vị này."
    assert (UnitRight.objects.count(), Settlement.objects.count()) == (rows, 0)
