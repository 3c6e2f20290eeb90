"""A unit's descent and its timeline: what is told, what is said not to be known."""

from datetime import date

import pytest

import factories
from goc.units import history
from goc.units.actions import (
    Abolish,
    Close,
    Found,
    Part,
    Rename,
    close_unit,
    found_unit,
    reorganise,
    set_trait,
    transfer_unit,
)
from goc.units.models import Lineage, Reorganisation, Trait, Unit, UnitCode, UnitVersion

pytestmark = pytest.mark.django_db
DAY, LATER = date(2020, 1, 1), date(2025, 7, 1)


def unit_named(name):
    return UnitVersion.objects.get(name=name).unit


@pytest.fixture
def merged(cast):
    """Xã Một Một and a part of Xã Một Hai became Xã Mới in 2020."""
    first, second = cast.communes
    reorganise(
        on=DAY,
        kind="merge",
        title="Sắp xếp năm 2020",
        legal_basis="NQ 818",
        by="t",
        changes=[
            Close(first, into=(("new", "full"),), basis="Điều 1"),
            Part(second, "new"),
            Found("new", "Xã Mới", "commune", cast.district, code="3-tier:06010"),
        ],
    )
    return unit_named("Xã Mới")


# --- steps


def test_the_new_unit_tells_whom_it_took_in_by_their_last_names(cast, merged):
    second = cast.communes[1]
    reorganise(on=DAY, kind="rename", by="t", changes=[Rename(second, "Xã Một Ba")])
    found = history.succession(merged)
    assert [(s.on, s.unit, s.code, s.name, s.share) for s in found.origins] == [
        (DAY, cast.communes[0], "3-tier:06004", "Xã Một Một", "full"),
        (DAY, second, "3-tier:06007", "Xã Một Hai", "partial"),
    ]
    assert [(s.basis, s.legal_basis) for s in found.origins] == [
        ("Điều 1", "NQ 818"),
        ("NQ 818", "NQ 818"),
    ]
    assert (found.successors, found.unknown) == ([], [])


def test_the_old_unit_tells_where_it_went_by_the_name_of_the_day(cast, merged):
    old = history.succession(cast.communes[0])
    assert [(s.unit, s.code, s.name) for s in old.successors] == [
        (merged, "3-tier:06010", "Xã Mới")
    ]
    kept = history.succession(cast.communes[1])
    assert history.sentences(kept)[2] == (
        "  Ngày 01/01/2020: một phần nhập về xã Mới (3-tier:06010), theo NQ 818."
    )
    assert len(kept.unknown) == 1  # only where it comes from


def test_a_code_begun_on_the_day_is_the_heirs_and_not_the_origins(cast, merged):
    origin = cast.communes[0]
    UnitCode.objects.filter(unit=origin).update(valid_from=DAY, valid_to=LATER)
    (step, _) = history.succession(merged).origins
    assert step.code == ""
    assert history.sentences(history.succession(merged))[2] == (
        f"  Ngày 01/01/2020: tiếp nhận toàn bộ xã Một Một ({origin.public_id}), theo NQ 818."
    )


def test_the_latest_code_met_is_told(cast, merged):
    first = cast.communes[0]
    first.codes.update(valid_to=date(2010, 1, 1))
    UnitCode.objects.create(
        unit=first,
        catalogue="army",
        code="7",
        valid_from=date(2010, 1, 1),
        valid_to=DAY,
    )
    assert history.succession(merged).origins[0].code == "army:7"


def test_a_step_for_machines(cast, merged):
    (step,) = history.succession(cast.communes[0]).successors
    assert step.as_json() == {
        "on": DAY,
        "unit": "3-tier:06010",
        "name": "Xã Mới",
        "share": "full",
        "basis": "Điều 1",
        "legal_basis": "NQ 818",
    }
    UnitCode.objects.all().delete()
    (step,) = history.succession(cast.communes[0]).successors
    assert step.as_json()["unit"] == merged.public_id


def test_a_step_to_nobody_for_machines(cast):
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(cast.communes[0])])
    (step,) = history.succession(cast.communes[0]).successors
    told = step.as_json()
    assert (told["unit"], told["name"], told["share"]) == (None, None, "unknown")
    assert history.sentences(history.succession(cast.communes[0]))[2:] == [
        "  Ngày 01/01/2020: toàn bộ hoặc một phần (chưa rõ) nhập về đơn vị chưa tìm được.",
        "  Chưa rõ: số liệu không cho biết đơn vị từ đâu mà có (đã có từ 01/01/2002).",
        "  Chưa rõ: ngày 01/01/2020, đơn vị tiếp nhận chưa tìm được.",
    ]


# --- what is not known


def founded(cast, kind, text=""):
    return found_unit(name="Đơn vị Mới", kind=kind, parent=cast.district, on=DAY, by="t", text=text)


@pytest.mark.parametrize(
    ("kind", "text"), [("school", ""), ("steering_committee", ""), ("commune", "NQ 12/NQ-HĐND")]
)
def test_what_was_founded_need_not_come_from_anywhere(cast, kind, text):
    assert history.succession(founded(cast, kind, text)).unknown == []


def test_of_a_place_without_a_decision_it_is_not_known_where_it_came_from(cast):
    assert history.succession(founded(cast, "commune")).unknown == [
        "số liệu không cho biết đơn vị từ đâu mà có (đã có từ 01/01/2020)."
    ]


def test_a_unit_that_just_ended_has_no_known_heir(cast):
    close_unit(unit=cast.communes[0], on=LATER, by="t")
    assert history.succession(cast.communes[0]).unknown[1:] == [
        "kết thúc ngày 01/07/2025, số liệu không cho biết đã nhập về đâu."
    ]


def test_a_district_that_ended_with_its_level_went_nowhere(cast):
    reorganise(on=LATER, kind="level_abolished", by="t", changes=[Abolish(cast.district)])
    assert history.succession(cast.district).unknown[1:] == [
        "kết thúc ngày 01/07/2025, không có đơn vị kế tiếp vì bỏ cấp huyện."
    ]


@pytest.mark.parametrize(
    ("on", "kind"), [(LATER, "change"), (date(2025, 6, 30), "level_abolished")]
)
def test_only_the_end_of_the_level_on_the_day_explains_it(cast, on, kind):
    reorganise(on=LATER, kind="merge", by="t", changes=[Abolish(cast.district)])
    Reorganisation.objects.create(on=on, kind=kind)
    assert history.succession(cast.district).unknown[1:] == [
        "kết thúc ngày 01/07/2025, số liệu không cho biết đã nhập về đâu."
    ]


def test_a_commune_that_ended_on_that_day_is_not_explained_by_it(cast):
    changes = [Abolish(cast.district)]
    reorganise(on=LATER, kind="level_abolished", by="t", changes=changes)
    cast.communes[0].versions.update(valid_to=LATER)
    assert history.succession(cast.communes[0]).unknown[1:] == [
        "kết thúc ngày 01/07/2025, số liệu không cho biết đã nhập về đâu."
    ]


def test_an_unknown_share_is_told_on_both_sides(cast):
    first, second = cast.communes
    reorganise(on=DAY, kind="merge", by="t", changes=[Close(first, into=((second, "unknown"),))])
    assert history.succession(second).unknown == [
        "ngày 01/01/2020, toàn bộ hay một phần xã Một Một (3-tier:06004)."
    ]
    assert history.sentences(history.succession(second))[2] == (
        "  Ngày 01/01/2020: tiếp nhận toàn bộ hoặc một phần (chưa rõ) xã Một Một (3-tier:06004)."
    )


def test_a_code_that_goes_on_in_itself_is_no_origin_and_no_heir(cast):
    unit = cast.communes[0]
    act = Reorganisation.objects.create(on=DAY)
    Lineage.objects.create(
        reorganisation=act, on=DAY, from_unit=unit, to_unit=unit, share="unknown"
    )
    found = history.succession(unit)
    assert found.unknown == [
        "số liệu không cho biết đơn vị từ đâu mà có (đã có từ 01/01/2002).",
        "ngày 01/01/2020, toàn bộ hay một phần đơn vị cũ mang chính mã này.",
    ]
    assert [line for line in history.sentences(found) if "nhập về" in line] == []


def test_a_unit_without_a_name_or_code_is_told_by_its_id():
    unit = Unit.objects.create()
    assert history.sentences(history.succession(unit)) == [
        f"{unit.public_id} (không có mã)",
        "  Chưa rõ: đơn vị chưa có tên nào được ghi.",
    ]


def test_names_and_codes_of_a_life_in_their_order(cast):
    unit = cast.communes[0]
    reorganise(on=DAY, kind="rename", by="t", changes=[Rename(unit, "Thị trấn Một", "township")])
    UnitCode.objects.create(unit=unit, catalogue="2-tier", code="00001", valid_from=LATER)
    assert history.sentences(history.succession(unit))[:3] == [
        "Thị trấn Một (3-tier:06004, 2-tier:00001)",
        "  Tên «Xã Một Một» (xã) từ 01/01/2002 đến 01/01/2020.",
        "  Tên «Thị trấn Một» (thị trấn) từ 01/01/2020 đến nay.",
    ]


# --- the timeline


def test_superiors_on_both_lines_by_their_names_of_the_day(cast):
    unit, command = cast.communes[0], factories.unit("Ban CHQS", "district_command", cast.district)
    transfer_unit(unit=unit, parent=command, line="military", on=DAY, by="t")
    reorganise(on=DAY, kind="rename", by="t", changes=[Rename(cast.district, "Thị xã Một", "town")])
    told = [
        (m.what, m.text, m.start, m.end, m.unit)
        for m in history.unit_history(unit)
        if m.what.startswith("parent")
    ]
    assert told == [
        ("parent_civil", "Huyện Một", factories.START, None, cast.district),
        ("parent_military", "Ban CHQS", DAY, None, command),
    ]


def test_an_act_stands_once_however_often_it_names_the_unit(cast):
    first, second = cast.communes
    into = ((second, "partial"), (cast.district, "partial"))
    reorganise(
        on=DAY,
        kind="split",
        legal_basis="NQ 9",
        province=cast.province,
        by="t",
        changes=[Close(first, into=into)],
    )
    for unit in (first, second, cast.province):
        acts = [m for m in history.unit_history(unit) if m.what == "reorganisation"]
        assert [(m.text, m.start, m.end, m.source) for m in acts] == [
            ("Chia tách", DAY, None, "NQ 9")
        ]
    assert "reorganisation" not in {m.what for m in history.unit_history(cast.elsewhere)}


@pytest.mark.parametrize(
    ("kind", "value", "hedge", "told"),
    [
        ("border", 1, "", "biên giới"),
        ("island", 1, "hơn", "hải đảo"),
        ("class", 2, "", "loại đơn vị hành chính: 2"),
        ("border_length_km", "12.500", "", "chiều dài đường biên giới (km): 12,5"),
        ("border_length_km", "100.000", "gần", "chiều dài đường biên giới (km): gần 100"),
        ("border_length_km", "0.050", "", "chiều dài đường biên giới (km): 0,05"),
        ("unheard_of", 3, "", "unheard_of: 3"),
    ],
)
def test_a_trait_in_words(cast, kind, value, hedge, told):
    row = Trait.objects.create(
        unit=cast.communes[0],
        kind=kind,
        value=value,
        hedge=hedge,
        source="BC 7",
        valid_from=factories.START,
    )
    row.refresh_from_db()
    assert history.trait_text(row) == told


def test_a_trait_stands_with_its_source(cast):
    unit = cast.communes[0]
    set_trait(unit=unit, kind="border", source="BC 7", on=DAY, by="t")
    (moment,) = (m for m in history.unit_history(unit) if m.what == "trait")
    assert (moment.text, moment.start, moment.end, moment.source) == (
        "biên giới",
        DAY,
        None,
        "BC 7",
    )


# --- between two days


def test_passages_after_the_first_day_until_the_last(cast):
    first, second = cast.communes
    for on, origin in ((DAY, first), (LATER, second)):
        changes = [Close(origin, into=((cast.elsewhere, "full"),))]
        reorganise(on=on, kind="merge", by="t", changes=changes)
    eve = date(2019, 12, 31)

    def between(start, end):
        return [row.from_unit for row in history.lineage_between(start, end)]

    assert between(eve, LATER) == [first, second]
    assert between(DAY, LATER) == [second]
    assert between(eve, DAY) == [first]
    assert between(LATER, date(2030, 1, 1)) == between(date(2020, 1, 2), date(2025, 6, 30)) == []
