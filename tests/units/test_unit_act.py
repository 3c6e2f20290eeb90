"""The pages `unit_act` and `unit_row`: one unit renamed, moved, merged, split, ended, put right."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

import factories
from browsing import send, sent_by
from goc.audit.models import Event
from goc.people import actions as people
from goc.people.models import Holding, Keeper
from goc.units import queries
from goc.units.actions import rename_unit, set_trait, transfer_unit
from goc.units.models import (
    Lineage,
    Reorganisation,
    Trait,
    Unit,
    UnitAlias,
    UnitParent,
    UnitVersion,
)

pytestmark = pytest.mark.django_db
DAY, EVE = date(2020, 1, 1), date(2019, 12, 31)


@pytest.fixture
def act(cast, client):
    """Opens the form of an act on a unit as alice, types, sends."""
    client.force_login(cast.alice)

    def call(unit, name, /, **typed):
        return send(client, url(unit, name), **typed)

    return call


def url(unit, name, *row):
    if row:
        return reverse("unit_row", args=[unit.public_id, row[0].public_id, name])
    return reverse("unit_act", args=[unit.public_id, name])


def text(response):
    return " ".join(response.content.decode().split())


def named(unit, day=DAY):
    return queries.name_of(unit, as_of=day)


def confirm(client, address, answer):
    """Sends the page that showed what will happen."""
    return client.post(address, sent_by(answer))


def test_a_new_name_and_kind_from_a_day_on(cast, act):
    unit = cast.communes[0]
    act(unit, "rename", name="Thị trấn Một", kind="township", on="01/01/2020", text="NQ 5")
    assert (named(unit, EVE), named(unit)) == ("Xã Một Một", "Thị trấn Một")
    assert UnitVersion.objects.get(unit=unit, valid_to=None).kind == "township"
    assert "NQ 5" in [e.text for e in Event.objects.filter(action="open")]


def test_another_superior_from_a_day_on(cast, act):
    unit, other = cast.communes[0], factories.unit("Huyện Hai", "rural_district", cast.province)
    act(unit, "transfer", line="civil", parent="Huyện Hai", on="01/01/2020")
    rows = UnitParent.objects.filter(unit=unit).order_by("valid_from")
    assert [(r.parent, r.valid_from, r.valid_to) for r in rows] == [
        (cast.district, factories.START, DAY),
        (other, DAY, None),
    ]


def test_a_merger_is_shown_before_it_is_done(cast, client, act):
    old, other = cast.communes
    commander = people.add_person(full_name="Nông Văn Đức", keeper=old, on=factories.START, by="t")
    people.post_person(person=commander, unit=old, post="commander", on=date(2010, 1, 1), by="t")
    typed = {
        "whole": "Xã Một Một\nXã Một Hai",
        "on": "01/01/2020",
        "text": "NQ 828/NQ-UBTVQH14",
        "name": "Xã Chung",
        "kind": "commune",
        "parent": "Huyện Một",
    }
    shown = act(old, "merge", **typed)
    said = text(shown)
    assert "Chưa ghi gì. Khi xác nhận:" in said
    assert "Hồ sơ cán bộ: 1 chuyển sang đơn vị tiếp nhận" in said
    assert "Chức vụ: 1 kết thúc theo đơn vị" in said
    assert not Reorganisation.objects.exists() and named(old) == "Xã Một Một"
    answer = confirm(client, url(old, "merge"), shown)
    assert answer.status_code == 302
    new = UnitVersion.objects.get(name="Xã Chung").unit
    lines = Lineage.objects.values_list("from_unit", "to_unit", "share", "basis")
    assert set(lines) == {(unit.pk, new.pk, "full", "NQ 828/NQ-UBTVQH14") for unit in (old, other)}
    assert Keeper.objects.get(person=commander, valid_to=None).unit == new
    assert Holding.objects.get().ended_by == "unit_ended"


def test_what_is_typed_anew_after_the_showing_is_shown_again(cast, client, act):
    old = cast.communes[0]
    typed = {"whole": "Xã Một Một\nXã Một Hai", "on": "01/01/2020", "kind": "commune"}
    shown = act(old, "merge", **typed, name="Xã Chung")
    again = client.post(url(old, "merge"), sent_by(shown) | {"name": "Xã Khác"})
    assert (again.status_code, "Chưa ghi gì" in text(again)) == (200, True)
    assert not Reorganisation.objects.exists()


def test_into_a_standing_unit_with_a_part_of_a_third(cast, client, act):
    old, other = cast.communes
    third = factories.unit("Xã Một Ba", "commune", cast.district)
    shown = act(
        old, "merge", whole="Xã Một Một", parts="Xã Một Ba", into="Xã Một Hai", on="01/01/2020"
    )
    confirm(client, url(old, "merge"), shown)
    lines = Lineage.objects.values_list("from_unit", "to_unit", "share")
    assert set(lines) == {(old.pk, other.pk, "full"), (third.pk, other.pk, "partial")}
    assert UnitVersion.objects.get(unit=third).valid_to is None


def test_what_stood_under_merged_districts_comes_under_the_new_one(cast, client, act):
    two = factories.unit("Huyện Hai", "rural_district", cast.province)
    far = factories.unit("Xã Hai Một", "commune", two)
    shown = act(
        two,
        "merge",
        whole="Huyện Một\nHuyện Hai",
        on="01/01/2020",
        name="Huyện Chung",
        kind="rural_district",
        parent="Tỉnh A",
    )
    confirm(client, url(two, "merge"), shown)
    new = UnitVersion.objects.get(name="Huyện Chung").unit
    below = UnitParent.objects.filter(parent=new).values_list("unit", flat=True)
    assert set(below) == {far.pk, *(u.pk for u in cast.communes)}


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({"name": "", "into": ""}, "Hãy ghi tên đơn vị mới, hoặc chọn đơn vị đã có"),
        ({"name": "Xã Chung", "kind": ""}, "Hãy chọn loại của đơn vị mới."),
        ({"name": "Xã Chung", "whole": "Xã Một Một"}, "cần ít nhất hai đơn vị"),
        ({"name": "Xã Chung", "whole": "Xã Không Có"}, "Không có đơn vị «Xã Không Có»"),
        ({"into": "Xã Một Hai"}, "không thể vừa nhận vừa được sáp nhập"),
    ],
)
def test_a_merger_that_cannot_be_is_refused_in_words(cast, act, typed, why):
    sent = {"whole": "Xã Một Một\nXã Một Hai", "on": "01/01/2020"} | typed
    answer = act(cast.communes[0], "merge", **sent)
    assert (answer.status_code, why in text(answer)) == (400, True)


def test_a_split_waits_for_people(cast, client, act):
    old = cast.communes[0]
    set_trait(unit=old, kind="border", source="BC 7", on=factories.START, by="t")
    shown = act(old, "split", new="Xã Đông\nXã Tây", ends="on", on="01/01/2020", text="NQ 9")
    said = text(shown)
    assert "Đặc điểm của đơn vị: 1 chờ xử lý ở «Còn lại sau sắp xếp»." in said
    assert "biên giới (Xã Một Một, huyện Một)" in said
    confirm(client, url(old, "split"), shown)
    new = Unit.objects.filter(versions__name__in=["Xã Đông", "Xã Tây"])
    lines = Lineage.objects.values_list("from_unit", "to_unit", "share")
    assert set(lines) == {(old.pk, unit.pk, "partial") for unit in new}
    assert {u.versions.get().kind for u in new} == {"commune"}
    assert {u.parents.get().parent for u in new} == {cast.district}
    assert "biên giới" in text(client.get(reverse("units_left")))


def test_a_unit_that_goes_on_gives_a_part(cast, client, act):
    old, other = cast.communes
    shown = act(old, "split", others="Xã Một Hai", on="01/01/2020")
    assert "Không có gì khác gắn với đơn vị kết thúc" in text(shown)
    confirm(client, url(old, "split"), shown)
    line = Lineage.objects.get()
    assert (line.from_unit, line.to_unit, line.share) == (old, other, "partial")
    assert UnitVersion.objects.get(unit=old).valid_to is None


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ({}, "Hãy ghi ít nhất một đơn vị mới"),
        ({"new": "Xã Đông", "ends": "on"}, "hãy dùng «Sáp nhập»"),
    ],
)
def test_a_split_that_is_none(cast, act, typed, why):
    answer = act(cast.communes[0], "split", on="01/01/2020", **typed)
    assert (answer.status_code, why in text(answer)) == (400, True)


def test_an_end_with_its_event(cast, client, act):
    old = cast.communes[0]
    people.add_person(full_name="Nông Văn Đức", keeper=old, on=factories.START, by="t")
    shown = act(old, "close", on="01/01/2020", text="QĐ 3")
    assert "Hồ sơ cán bộ: 1 chờ xử lý" in text(shown)
    confirm(client, url(old, "close"), shown)
    assert UnitVersion.objects.get(unit=old).valid_to == DAY
    event = Event.objects.get(action="units.close")
    assert (event.by, event.text, event.after["endings"]["files"]) == (
        "alice",
        "QĐ 3",
        {"ended": 0, "passed": 0, "left": 1},
    )


def test_a_district_with_communes_does_not_end(cast, act):
    answer = act(cast.district, "close", on="01/01/2020")
    assert (answer.status_code, "còn đơn vị trực thuộc" in text(answer)) == (400, True)


def test_traits_are_recorded_ended_and_taken_back(cast, client, act):
    unit = cast.communes[0]
    act(unit, "trait", kind="border", on="01/01/2010", source="BC 7")
    act(unit, "trait", kind="border_length_km", value="12,5", on="01/01/2010", source="BC 7")
    border, length = Trait.objects.order_by("kind")
    assert (border.value, length.value) == (1, Decimal("12.5"))
    send(client, url(unit, "end", border), on="01/01/2020", text="QĐ 4")
    border.refresh_from_db()
    assert border.valid_to == DAY
    assert send(client, url(unit, "back", length), reason="Của xã khác").status_code == 302
    assert list(Trait.objects.all()) == [border]
    event = Event.objects.get(action="units.take_back_row")
    assert (event.text, event.before["value"]) == ("Của xã khác", "12.500")


@pytest.mark.parametrize(
    ("kind", "value", "why"),
    [
        ("border_length_km", "", "không phải là số dương"),
        ("border_length_km", "nhiều", "không phải là số dương"),
        ("class", "4", "Loại đơn vị là 1, 2 hoặc 3."),
    ],
)
def test_a_trait_without_its_number(cast, act, kind, value, why):
    answer = act(cast.communes[0], "trait", kind=kind, value=value, on="01/01/2010", source="BC")
    assert (answer.status_code, why in text(answer), Trait.objects.count()) == (400, True, 0)


def test_another_name_is_found_and_taken_back(cast, client, act):
    unit = cast.communes[0]
    act(unit, "alias", name="Xã Cũ Kỹ", source="BC 1")
    row = UnitAlias.objects.get()
    assert row.name in text(client.get(reverse("unit", args=[unit.public_id])))
    send(client, url(unit, "back", row), reason="Nhầm")
    assert not UnitAlias.objects.exists()


def test_a_code(cast, act):
    unit = cast.communes[0]
    act(unit, "code", code="2-tier:06001", on="01/01/2020")
    assert unit.codes.get(catalogue="2-tier").code == "06001"


def test_a_slip_of_the_pen_never_was_a_name(cast, client, act):
    unit = cast.communes[0]
    act(unit, "name", name="Xã Một Mốt", text="Gõ nhầm")
    assert [v.name for v in unit.versions.all()] == ["Xã Một Mốt"]
    assert queries.search_units("một mốt", as_of=DAY, scope=None)
    event = Event.objects.filter(action="correct").first()
    assert event is not None
    assert (event.text, event.before["name"]) == ("Gõ nhầm", "Xã Một Một")


def test_a_renaming_and_a_transfer_by_mistake_are_taken_back(cast, client, act):
    unit, other = cast.communes[0], factories.unit("Huyện Hai", "rural_district", cast.province)
    rename_unit(unit=unit, name="Xã Nhầm", on=DAY, by="t")
    transfer_unit(unit=unit, parent=other, on=DAY, by="t")
    for row in (unit.versions.get(valid_to=None), unit.parents.get(valid_to=None)):
        assert send(client, url(unit, "back", row), reason="Của xã khác").status_code == 302
    assert [(v.name, v.valid_to) for v in unit.versions.all()] == [("Xã Một Một", None)]
    assert [(p.parent, p.valid_to) for p in unit.parents.all()] == [(cast.district, None)]


def test_the_first_name_is_not_taken_back_alone(cast, client, act):
    unit = cast.communes[0]
    answer = send(client, url(unit, "back", unit.versions.get()), reason="Nhầm")
    assert (answer.status_code, "lần ghi đầu tiên" in text(answer)) == (400, True)


def test_a_unit_entered_by_mistake_goes_with_its_reason(cast, client, act):
    unit = factories.unit("Xã Nhầm", "commune", cast.district, code="1")
    set_trait(unit=unit, kind="border", source="BC", on=factories.START, by="t")
    answer = act(unit, "back", reason="Nhập hai lần")
    assert (answer.status_code, answer.url) == (302, reverse("units"))
    assert not Unit.objects.filter(pk=unit.pk).exists()
    event = Event.objects.get(action="units.take_back")
    assert (event.by, event.text, event.subject) == (
        "alice",
        "Nhập hai lần",
        str(unit.public_id),
    )


def test_a_unit_on_which_something_hangs_stays(cast, client, act):
    unit = cast.communes[0]
    people.add_person(full_name="Nông Văn Đức", keeper=unit, on=factories.START, by="t")
    answer = act(unit, "back", reason="Nhầm")
    assert (answer.status_code, "Đã có 1 bản ghi gắn với đơn vị này" in text(answer)) == (400, True)
    assert Unit.objects.filter(pk=unit.pk).exists()


def test_what_somebody_else_changed_meanwhile_is_told(cast, client, act):
    unit = cast.communes[0]
    opened = sent_by(client.get(url(unit, "rename")))
    rename_unit(unit=unit, name="Xã Khác", on=EVE, by="bob")
    answer = client.post(url(unit, "rename"), opened | {"name": "Xã Mới", "on": "01/01/2020"})
    assert (answer.status_code, "Hồ sơ đã thay đổi" in text(answer)) == (400, True)
    assert named(unit) == "Xã Khác"


def test_the_page_of_a_unit_offers_acts_to_who_writes_there(cast, client):
    unit = cast.communes[0]
    page = reverse("unit", args=[unit.public_id])
    shown = {}
    for user in (cast.alice, cast.bob):
        client.force_login(user)
        shown[user.login] = url(unit, "merge") in text(client.get(page))
    assert shown == {"alice": True, "bob": False}
