"""A catalogue against what a site has: who is recognised, what is written, corrected, left alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError
from goc.units.access import scope_of
from goc.units.actions import rename_unit
from goc.units.loading import load_directory
from goc.units.models import (
    Lineage,
    Reorganisation,
    Unit,
    UnitAlias,
    UnitCode,
    UnitParent,
    UnitVersion,
)
from goc.units.queries import find_unit, name_of
from units.small_catalogue import LINES, REORGANISATIONS, SPELLINGS, SUCCESSIONS

pytestmark = pytest.mark.django_db
D2012, D2020, OVER, TODAY = date(2012, 1, 1), date(2020, 1, 1), date(2025, 7, 1), date(2026, 11, 20)


@pytest.fixture
def load(catalogue: Path) -> Callable[..., dict]:
    """Loads the small catalogue with some of its lines replaced."""

    def call(*, dry_run: bool = False, **replaced: tuple[str, str]) -> dict:
        kept = {
            "units": ["catalogue,level,code,name,kind,parent_code,valid_from,valid_to", *LINES],
            "successions": SUCCESSIONS,
            "reorganisations": REORGANISATIONS,
            "spelling_variants": SPELLINGS,
        }
        for name, lines in kept.items():
            text = "\n".join(lines)
            if name in replaced:
                old, new = replaced[name]
                assert old in text
                text = text.replace(old, new)
            (catalogue / f"{name}.csv").write_text(text, encoding="utf-8")
        return load_directory(catalogue, by="t", dry_run=dry_run)

    return call


def unit_of(code: str, day: date) -> Unit:
    return find_unit(code, as_of=day)


def refusal(what: Callable[[], object]) -> str:
    events = Event.objects.count()
    with pytest.raises(InputError) as refused:
        what()
    assert Event.objects.count() == events
    return str(refused.value)


# --- lineage learnt anew


UNKNOWN = ("06007,3-tier,06004,full", "06007,3-tier,06004,unknown")


def test_a_share_learnt_later_is_corrected_and_rights_follow_at_once(load):
    load(successions=UNKNOWN)
    gone, heir = unit_of("3-tier:06007", D2012), unit_of("2-tier:06004", TODAY)
    erin = factories.user("erin", "reader", heir)
    assert not scope_of(erin, today=TODAY).contains(gone.pk)
    before = Lineage.objects.get(from_unit=gone)
    result = load()
    after = Lineage.objects.get(from_unit=gone)
    assert (after.pk, after.share, after.changed_at > before.changed_at) == (
        before.pk,
        "full",
        True,
    )
    assert (result["corrected"], result["lineage"], result["changed"]) == (1, 0, True)
    assert scope_of(erin, today=TODAY).contains(gone.pk)


def test_another_basis_is_corrected_too_and_the_same_is_not(load):
    load()
    assert load(successions=("full,NQ 1", "full,NQ 1 (đính chính)"))["corrected"] == 1
    assert Lineage.objects.get(on=D2020).basis == "NQ 1 (đính chính)"
    assert load(successions=("full,NQ 1", "full,NQ 1 (đính chính)"))["changed"] is False


def test_a_passage_to_another_is_a_line_of_its_own(load):
    load()
    lines = Lineage.objects.count()
    result = load(successions=("06010,2-tier,06099", "06010,2-tier,06004"))
    assert (result["lineage"], Lineage.objects.count()) == (1, lines + 1)


# --- reorganisations


def test_the_papers_of_one_day_and_province_are_joined_once_each(load):
    twice = "2020-01-01,3-tier,20,818/NQ\n2020-01-01,3-tier,20,818/NQ | 9/NQ\n2020-01-01,3-tier,20,"
    load(reorganisations=("2020-01-01,3-tier,20,818/NQ", twice))
    act = Reorganisation.objects.get(on=D2020)
    assert (act.legal_basis, act.title, act.kind) == (
        "818/NQ | 9/NQ",
        "Sắp xếp đơn vị hành chính tỉnh Lạng Sơn",
        "change",
    )


def test_an_act_that_the_site_has_is_that_of_the_lines(load):
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
    mine = Reorganisation.objects.create(on=D2020, kind="merge", province=province, title="Của tôi")
    other = Reorganisation.objects.create(on=D2020, kind="merge", title="Của tỉnh khác")
    result = load()
    assert result["reorganisations"] == 2
    line = Lineage.objects.get(on=D2020)
    assert (line.reorganisation, other.lineage.count()) == (mine, 0)
    mine.refresh_from_db()
    assert (mine.title, mine.legal_basis, mine.kind) == ("Của tôi", "", "merge")


def test_a_level_ends_only_with_its_last_district(load):
    goes_on = "3-tier,district,181,Huyện Hai,huyện,20,2004-08-31,2025-06-30\n"
    load(units=("3-tier,district,180", f"{goes_on}3-tier,district,180"))
    assert Reorganisation.objects.get(on=OVER).kind == "level_abolished"
    Lineage.objects.all().delete()
    Reorganisation.objects.all().delete()
    living = "2-tier,district,900,Huyện Đảo,huyện,20,2025-07-01,\n"
    load(units=("2-tier,commune,06004", f"{living}2-tier,commune,06004"))
    assert Reorganisation.objects.get(on=OVER).kind == "change"


# --- spellings


def test_a_spelling_is_kept_once(load):
    two = f"{SPELLINGS[1]}\n{SPELLINGS[1].replace('2026-01-01', '2026-02-01')}"
    assert load(spelling_variants=(SPELLINGS[1], two))["aliases"] == 1
    assert load(spelling_variants=(SPELLINGS[1], two))["changed"] is False
    alias = UnitAlias.objects.get()
    assert (alias.name, alias.folded) == ("Xã Thất Khe", "xa that khe")


def test_a_spelling_of_nobody_is_refused(load):
    told = refusal(lambda: load(spelling_variants=("06099,2025-07-01", "06099,2025-06-30")))
    assert told == (
        "spelling_variants.csv, dòng 2: không có đơn vị 2-tier:06099 vào ngày 2025-06-30 trong "
        "units.csv."
    )


def test_a_reorganisation_of_nobody_is_refused(load):
    told = refusal(lambda: load(reorganisations=("2020-01-01,3-tier,20", "2020-01-01,3-tier,22")))
    assert told.startswith("reorganisations.csv, dòng 2: không có tỉnh 3-tier:22 vào ngày")


# --- who is recognised


@pytest.fixture
def land() -> tuple[Unit, Unit]:
    province = factories.unit("Tỉnh Lạng Sơn", "province", code="20")
    return province, factories.unit("Huyện Tràng Định", "rural_district", province, code="180")


def commune(above: Unit, name: str = "Xã Quốc Khánh", code: str = "06004", **given) -> Unit:
    return factories.unit(name, "commune", above, code=code, **given)


def test_a_unit_is_known_by_its_code_on_a_day_of_it_whatever_its_name(load, land):
    mine = commune(land[1], "Xã Tên Cũ")
    load()
    assert unit_of("3-tier:06004", D2012) == unit_of("2-tier:06004", TODAY) == mine
    names = mine.versions.order_by("valid_from").values_list("name", "valid_from")
    assert list(names) == [
        ("Xã Tên Cũ", factories.START),
        ("Xã Quốc Khánh", date(2004, 8, 31)),
        ("Thị trấn Quốc Khánh", D2012),
        ("Xã Quốc Khánh", OVER),
    ]


def test_a_code_that_was_over_before_the_catalogue_is_another_unit(load, land):
    mine = commune(land[1], end=date(2004, 8, 31))
    load()
    assert unit_of("3-tier:06004", D2012) != mine
    assert mine.versions.get().valid_to == date(2004, 8, 31)


def test_two_units_of_one_code_in_turn_are_no_continuous_one(load, land):
    commune(land[1], end=D2012)
    commune(land[1], "Thị trấn Quốc Khánh", start=D2012)
    assert refusal(load) == (
        "units.csv, dòng 4: 3-tier:06004 «Xã Quốc Khánh» là một đơn vị liên tục, nhưng điểm cài "
        "đặt này có 2 đơn vị mang mã ấy trong cùng thời gian. Hãy sửa mã của các đơn vị đã có "
        "trước khi nạp."
    )


def test_one_unit_with_two_codes_of_the_catalogue_is_refused(load, land):
    mine = commune(land[1])
    UnitCode.objects.filter(unit=mine).update(valid_to=D2012)
    UnitCode.objects.create(unit=mine, catalogue="3-tier", code="06007", valid_from=D2012)
    told = refusal(load)
    assert told.startswith(
        "units.csv, dòng 6: 3-tier:06007 «Xã Đại Đồng» và 3-tier:06004 «Thị trấn"
    )
    assert told.endswith(
        "là hai đơn vị trong cùng thời gian, nhưng điểm cài đặt này coi hai mã là một đơn vị. Hãy "
        "sửa mã của đơn vị đã có trước khi nạp."
    )


def test_two_units_that_the_site_keeps_apart_stay_two_with_a_passage(load, land):
    old = commune(land[1], end=OVER)
    new = commune(land[0], catalogue="2-tier", start=OVER)
    load()
    assert (unit_of("3-tier:06004", D2012), unit_of("2-tier:06004", TODAY)) == (old, new)
    line = Lineage.objects.get(from_unit=old)
    assert (line.to_unit, line.share, line.on) == (new, "full", OVER)


def test_codes_that_the_catalogue_does_not_have_are_told_and_left(load, land):
    mine = commune(land[1], "Xã Lạ", "09999")
    commune(land[1], "Xã Quân Sự", "1", catalogue="army")
    result = load()
    assert result["strangers"] == ["3-tier:09999"]
    assert result["orphans"] == [
        "«Xã Lạ» thuộc «Huyện Tràng Định» từ 01/07/2025 đến nay",
        "«Xã Quân Sự» thuộc «Huyện Tràng Định» từ 01/07/2025 đến nay",
    ]
    assert mine.versions.get().valid_to is None


# --- what is corrected and what stays


def test_what_the_site_says_between_the_first_and_the_last_day_gives_way(load, land):
    mine = commune(land[1])
    rename_unit(unit=mine, name="Xã Nhầm", on=date(2018, 1, 1), by="t")
    load()
    assert name_of(mine, as_of=date(2019, 1, 1)) == "Thị trấn Quốc Khánh"
    event = Event.objects.get(action="units.load")
    replaced = [row.get("name") for row in event.before["rows"] if row["unit"] == mine.pk]
    assert [name for name in replaced if name] == ["Xã Quốc Khánh", "Xã Nhầm"]


def test_other_catalogues_and_the_military_line_are_none_of_its_business(load, land):
    mine = commune(land[1])
    UnitCode.objects.create(unit=mine, catalogue="army", code="7", valid_from=factories.START)
    above = factories.unit("Ban CHQS", "district_command", land[0])
    UnitParent.objects.create(unit=mine, parent=above, line="military", valid_from=factories.START)
    load()
    assert mine.codes.get(catalogue="army").valid_to is None
    assert mine.parents.get(line="military").valid_to is None


@pytest.mark.parametrize(
    ("start", "end", "until", "cut"),
    [
        (factories.START, None, D2020, 1),
        (factories.START, date(2021, 1, 1), D2020, 1),
        (factories.START, D2020, D2020, 0),
        (factories.START, D2012, D2012, 0),
    ],
)
def test_a_military_superior_does_not_outlive_an_ended_unit(load, land, start, end, until, cut):
    mine = commune(land[1], "Xã Đại Đồng", "06007")
    above = factories.unit("Ban CHQS", "district_command", land[0])
    row = UnitParent.objects.create(
        unit=mine, parent=above, line="military", valid_from=start, valid_to=end
    )
    load()
    row.refresh_from_db()
    assert row.valid_to == until
    ended = [r for r in Event.objects.get().before["rows"] if "ended" in r]
    assert (
        ended
        == [{"kind": "units.unitparent", "row": str(row.public_id), "ended": "2020-01-01"}][:cut]
    )


def test_a_dry_run_says_what_would_be_corrected(load, land):
    commune(land[1], "Xã Tên Cũ")
    dry = load(dry_run=True)
    assert (UnitVersion.objects.count(), Lineage.objects.count()) == (3, 0)
    wet = load()
    assert dry["orphans"] == []
    same = {key: value for key, value in wet.items() if key != "dry_run"}
    assert {key: value for key, value in dry.items() if key != "dry_run"} == same
    assert (dry["dry_run"], wet["dry_run"]) == (True, False)


def test_a_catalogue_that_changes_a_name_changes_just_that(load):
    load()
    ids = set(UnitVersion.objects.values_list("pk", flat=True))
    result = load(units=("2-tier,commune,06099,Xã Thất Khê", "2-tier,commune,06099,Xã Thất Khe"))
    assert (result["corrected"], result["versions"], result["units"]) == (1, 1, 0)
    assert len(set(UnitVersion.objects.values_list("pk", flat=True)) - ids) == 1
    assert name_of(unit_of("2-tier:06099", TODAY), as_of=TODAY) == "Xã Thất Khe"
