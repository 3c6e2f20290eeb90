"""One unit at a time: each refusal in its sentence, what an act writes, what it leaves alone."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

import factories
from goc.audit.models import Event
from goc.lib.errors import InputError, RefusedError
from goc.units.actions import (
    add_alias,
    add_code,
    close_unit,
    end_trait,
    found_unit,
    rename_unit,
    set_trait,
    transfer_unit,
)
from goc.units.actions.units import boards_of, end_boards, end_rows
from goc.units.models import Trait, Unit, UnitAlias, UnitCode, UnitParent, UnitVersion

pytestmark = pytest.mark.django_db
EVE, DAY, LATER, OVER = date(2019, 12, 31), date(2020, 1, 1), date(2022, 1, 1), date(2025, 7, 1)


def refusal(error, act, **given):
    """The sentence, and that nothing was written."""
    before = [model.objects.count() for model in (Event, Unit, UnitVersion, UnitParent, Trait)]
    with pytest.raises(error) as refused:
        act(**given)
    after = [model.objects.count() for model in (Event, Unit, UnitVersion, UnitParent, Trait)]
    assert after == before
    return str(refused.value)


def periods(rows):
    return list(rows.order_by("valid_from", "id").values_list("valid_from", "valid_to"))


# --- founding


def found(**given):
    return found_unit(**{"name": "Xã Mới", "kind": "commune", "on": DAY, "by": "t", **given})


def test_everything_of_a_unit_founded_for_a_time_ends_with_it(cast):
    unit = found(
        parent=cast.district,
        code="3-tier:06010",
        commanded_by=cast.elsewhere,
        until=OVER,
        note="Theo NQ 818",
        text="NQ 818",
    )
    for rows in (unit.versions, unit.codes, unit.parents):
        assert set(periods(rows)) == {(DAY, OVER)}
    assert (unit.note, unit.codes.get().catalogue, unit.codes.get().code) == (
        "Theo NQ 818",
        "3-tier",
        "06010",
    )
    assert [(e.kind, e.text) for e in Event.objects.filter(action="open").order_by("id")] == [
        ("units.unitversion", "NQ 818"),
        ("units.unitcode", ""),
        ("units.unitparent", ""),
        ("units.unitparent", ""),
    ]


def test_the_founding_itself_names_the_unit(cast):
    unit = found(name=" Xã  Mới ", parent=None)
    event = Event.objects.get(action="units.found")
    assert (event.text, event.subject, str(event.unit)) == (
        "Xã Mới",
        str(unit.public_id),
        str(unit.public_id),
    )
    assert (unit.parents.count(), unit.codes.count()) == (0, 0)


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        (
            {"name": " \u00a0 "},
            InputError,
            "Tên đơn vị để trống. Hãy ghi tên đầy đủ, ví dụ «Xã Mẫu Sơn».",
        ),
        (
            {"code": "06010"},
            InputError,
            "Mã «06010» phải ghi dạng DANH_MỤC:MÃ, ví dụ 2-tier:06040.",
        ),
        (
            {"code": ":06010"},
            InputError,
            "Mã «:06010» phải ghi dạng DANH_MỤC:MÃ, ví dụ 2-tier:06040.",
        ),
        (
            {"code": "2-tier:"},
            InputError,
            "Mã «2-tier:» phải ghi dạng DANH_MỤC:MÃ, ví dụ 2-tier:06040.",
        ),
        (
            {"kind": "rural_district"},
            RefusedError,
            "Đơn vị loại huyện không thể thuộc «Huyện Một»: cùng cấp hoặc cấp dưới.",
        ),
        (
            {"on": date(2001, 12, 31)},
            RefusedError,
            "«Huyện Một» không tồn tại vào ngày 31/12/2001. Hãy chọn đơn vị cấp trên khác.",
        ),
    ],
    ids=["name", "no catalogue", "empty catalogue", "empty code", "level", "day"],
)
def test_what_is_not_founded(cast, given, error, sentence):
    assert refusal(error, found, parent=cast.district, **given) == sentence


def test_the_level_of_the_superior_is_that_of_the_day(cast):
    """The district was a commune-level town until 2020."""
    cast.district.versions.update(kind="township", valid_to=DAY)
    UnitVersion.objects.create(
        unit=cast.district, name="Huyện Một", folded="x", kind="town", valid_from=DAY
    )
    assert found(parent=cast.district).parents.get().parent == cast.district
    assert "không thể thuộc" in refusal(RefusedError, found, parent=cast.district, on=EVE)


# --- codes


def test_a_code_is_cut_at_its_first_colon_and_ends_when_said(cast):
    row = add_code(unit=cast.province, code=" army:1:2 ", on=DAY, until=OVER, by="t")
    assert (row.catalogue, row.code, row.valid_from, row.valid_to) == ("army", "1:2", DAY, OVER)


def test_one_code_of_a_catalogue_at_a_time_and_one_unit_of_a_code(cast):
    first, second = cast.communes
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        add_code(unit=first, code="3-tier:09999", on=DAY, by="t")
    UnitCode.objects.filter(unit=first).update(valid_to=DAY)
    UnitCode.objects.filter(unit=second).update(valid_to=DAY)
    with pytest.raises(RefusedError, match="trùng với bản ghi đã có"):
        add_code(unit=second, code="3-tier:06004", on=EVE, by="t")
    add_code(unit=second, code="3-tier:06004", on=DAY, by="t")
    assert UnitCode.objects.filter(code="06004").count() == 2


# --- renaming


def test_another_name_or_another_kind_or_both(cast):
    unit = cast.communes[0]
    rename_unit(unit=unit, name=" Xã  Đề Thám ", on=DAY, by="t", text="NQ 1")
    rename_unit(unit=unit, kind="township", on=LATER, by="t")
    told = unit.versions.order_by("valid_from").values_list("name", "folded", "kind", "valid_to")
    assert list(told) == [
        ("Xã Một Một", "xa mot mot", "commune", DAY),
        ("Xã Đề Thám", "xa de tham", "commune", LATER),
        ("Xã Đề Thám", "xa de tham", "township", None),
    ]
    texts = [(e.action, e.text) for e in Event.objects.order_by("id")]
    assert texts == [("close", "NQ 1"), ("open", "NQ 1"), ("close", ""), ("open", "")]


def test_the_end_of_a_name_stays_when_it_is_changed_within(cast):
    cast.communes[0].versions.update(valid_to=OVER)
    rename_unit(unit=cast.communes[0], name="Xã Mới", on=DAY, by="t")
    assert periods(cast.communes[0].versions) == [(factories.START, DAY), (DAY, OVER)]


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        ({"name": "Xã Một Một"}, RefusedError, "«Xã Một Một» đã mang tên và loại ấy."),
        ({"name": "Xã  Một Một "}, RefusedError, "«Xã Một Một» đã mang tên và loại ấy."),
        ({"kind": "commune"}, RefusedError, "«Xã Một Một» đã mang tên và loại ấy."),
        ({}, RefusedError, "«Xã Một Một» đã mang tên và loại ấy."),
        (
            {"name": " "},
            InputError,
            "Tên đơn vị để trống. Hãy ghi tên đầy đủ, ví dụ «Xã Mẫu Sơn».",
        ),
        (
            {"name": "Xã Mới", "on": date(2001, 12, 31)},
            RefusedError,
            "«Xã Một Một» không tồn tại vào ngày 31/12/2001.",
        ),
    ],
)
def test_what_is_no_other_name(cast, given, error, sentence):
    given = {"unit": cast.communes[0], "on": DAY, "by": "t", **given}
    assert refusal(error, rename_unit, **given) == sentence


def test_a_kind_that_is_none_is_refused(cast):
    told = refusal(InputError, rename_unit, unit=cast.communes[0], kind="làng", on=DAY, by="t")
    assert told.startswith("Không có loại đơn vị «làng».")


# --- moving


@pytest.fixture
def two(cast):
    return factories.unit("Huyện Hai", "rural_district", cast.province)


def test_another_superior_from_a_day_on_leaves_the_other_line_alone(cast, two):
    unit, command = cast.communes[0], factories.unit("Ban CHQS", "district_command")
    first = transfer_unit(unit=unit, parent=command, line="military", on=EVE, by="t")
    moved = transfer_unit(unit=unit, parent=two, on=DAY, by="t", text="NQ 2")
    assert (moved.parent, moved.valid_from, moved.valid_to) == (two, DAY, None)
    assert periods(unit.parents.filter(line="civil")) == [(factories.START, DAY), (DAY, None)]
    assert periods(unit.parents.filter(line="military")) == [(first.valid_from, None)]
    told = [(e.action, e.text) for e in Event.objects.order_by("id")]
    assert told == [("open", ""), ("close", "NQ 2"), ("open", "NQ 2")]


def test_a_first_superior_lasts_as_long_as_the_unit(cast):
    unit = factories.unit("Trạm", "agency", end=OVER)
    row = transfer_unit(unit=unit, parent=cast.district, on=DAY, by="t")
    assert (row.valid_from, row.valid_to) == (DAY, OVER)


def test_no_superior_any_more(cast):
    unit = cast.communes[0]
    closed = transfer_unit(unit=unit, parent=None, on=DAY, by="t", text="QĐ 9")
    assert (closed.valid_to, Event.objects.get().text) == (DAY, "QĐ 9")
    assert transfer_unit(unit=unit, parent=None, on=LATER, by="t") is None
    assert Event.objects.count() == 1


def test_what_is_no_move(cast, two):
    unit = cast.communes[0]
    same = refusal(RefusedError, transfer_unit, unit=unit, parent=cast.district, on=DAY, by="t")
    assert same == "«Xã Một Một» đã thuộc «Huyện Một»."
    late = factories.unit("Huyện Mới", "rural_district", start=LATER)
    absent = refusal(RefusedError, transfer_unit, unit=unit, parent=late, on=DAY, by="t")
    assert absent == (
        "«Huyện Mới» không tồn tại vào ngày 01/01/2020. Hãy chọn đơn vị cấp trên khác."
    )
    below = refusal(RefusedError, transfer_unit, unit=two, parent=unit, on=DAY, by="t")
    assert below == "Đơn vị loại huyện không thể thuộc «Xã Một Một»: cùng cấp hoặc cấp dưới."


def test_on_the_military_line_levels_are_not_compared(cast):
    row = transfer_unit(
        unit=cast.district, parent=cast.communes[0], line="military", on=DAY, by="t"
    )
    assert (row.line, row.parent) == ("military", cast.communes[0])


# --- ending


def test_what_stands_below_is_named_three_at_most(cast):
    for name in ("Xã Một Ba", "Xã Một Bốn"):
        factories.unit(name, "commune", cast.district)
    told = refusal(RefusedError, close_unit, unit=cast.district, on=DAY, by="t")
    assert told == (
        "«Huyện Một» còn đơn vị trực thuộc sau ngày 01/01/2020: Xã Một Một, Xã Một Hai, "
        "Xã Một Ba… Hãy điều chuyển hoặc kết thúc trước."
    )


def test_who_comes_below_later_keeps_it_too_and_who_left_does_not(cast, two):
    for commune in cast.communes:
        transfer_unit(unit=commune, parent=two, on=DAY, by="t")
    late = factories.unit("Xã Sau", "commune", cast.district, start=LATER)
    told = refusal(RefusedError, close_unit, unit=cast.district, on=DAY, by="t")
    assert "sau ngày 01/01/2020: Xã Sau… Hãy" in told
    late.parents.update(parent=two)
    close_unit(unit=cast.district, on=DAY, by="t", text="QĐ 3")
    assert cast.district.versions.get().valid_to == DAY


def test_the_end_of_a_unit_is_one_event_and_a_closing_of_each_row(cast):
    unit = cast.communes[0]
    set_trait(unit=unit, kind="border", source="BC", on=EVE, by="t")
    first = Event.objects.count()
    close_unit(unit=unit, on=DAY, by="alice", text="QĐ 3")
    told = [(e.by, e.action, e.kind, e.text) for e in Event.objects.order_by("id")[first:]]
    assert told == [
        ("alice", "close", "units.unitversion", "QĐ 3"),
        ("alice", "close", "units.unitcode", "QĐ 3"),
        ("alice", "close", "units.unitparent", "QĐ 3"),
        ("alice", "close", "units.trait", "QĐ 3"),
        ("alice", "units.close", "units.unit", "QĐ 3"),
    ]
    event = Event.objects.get(action="units.close")
    assert (event.subject, str(event.unit)) == (str(unit.public_id),) * 2


def test_what_would_end_later_is_cut_and_what_ended_before_stays(cast):
    unit = cast.communes[0]
    unit.codes.update(valid_to=OVER)
    Trait.objects.create(
        unit=unit, kind="border", source="s", valid_from=factories.START, valid_to=EVE
    )
    end_rows(unit=unit, on=DAY, by="t", text="QĐ")
    assert periods(unit.codes) == [(factories.START, DAY)]
    assert periods(unit.traits) == [(factories.START, EVE)]
    cut = Event.objects.get(action="correct")
    assert (cut.kind, cut.text, cut.before["valid_to"]) == ("units.unitcode", "QĐ", "2025-07-01")


@pytest.mark.parametrize("change", ["rename", "code", "move", "trait"])
@pytest.mark.parametrize("on", [DAY, LATER])
def test_a_change_recorded_from_that_day_on_stands_against_the_end(cast, two, change, on):
    unit = cast.communes[0]
    if change == "rename":
        rename_unit(unit=unit, name="Xã Khác", on=on, by="t")
    elif change == "code":
        add_code(unit=unit, code="2-tier:1", on=on, by="t")
    elif change == "move":
        transfer_unit(unit=unit, parent=two, on=on, by="t")
    else:
        set_trait(unit=unit, kind="border", source="s", on=on, by="t")
    told = refusal(RefusedError, close_unit, unit=unit, on=DAY, by="t")
    assert told == (
        f"«{'Xã Khác' if (change, on) == ('rename', DAY) else 'Xã Một Một'}» đã có thay đổi ghi "
        f"từ ngày {on:%d/%m/%Y}, sau ngày kết thúc 01/01/2020. Hãy sửa nó trước."
    )


def test_a_unit_ends_once(cast):
    close_unit(unit=cast.communes[0], on=DAY, by="t")
    told = refusal(RefusedError, close_unit, unit=cast.communes[0], on=LATER, by="t")
    assert told == "«Xã Một Một» không tồn tại vào ngày 01/01/2022."


# --- boards


def board(unit, start=factories.START):
    return factories.unit("Ban Chỉ đạo", "steering_committee", unit, start=start)


def test_the_boards_of_a_unit_on_a_day(cast):
    mine, late = board(cast.province), board(cast.province, LATER)
    mine.versions.update(valid_to=OVER)
    factories.unit("Ban", "steering_committee", cast.province, line="military")
    assert boards_of(cast.province, on=DAY) == [mine]
    assert set(boards_of(cast.province, on=LATER)) == {mine, late}
    assert boards_of(cast.province, on=OVER) == [late]
    assert boards_of(cast.district, on=DAY) == []


def test_boards_that_would_outlive_their_units_end_with_them(cast):
    mine, theirs = board(cast.communes[0]), board(cast.communes[1])
    cast.communes[0].versions.update(valid_to=DAY)
    ids = [unit.pk for unit in cast.communes]
    assert end_boards(ids, by="t", text="danh mục") == [mine.pk]
    assert (mine.versions.get().valid_to, theirs.versions.get().valid_to) == (DAY, None)
    assert {e.text for e in Event.objects.all()} == {"danh mục"}
    assert end_boards(ids, by="t") == []


def test_a_board_that_began_later_or_is_another_kind_is_left(cast):
    late = board(cast.communes[0], DAY)
    office = factories.unit("Phòng", "department", cast.communes[0])
    cast.communes[0].versions.update(valid_to=DAY)
    assert end_boards([cast.communes[0].pk], by="t") == []
    assert {u.versions.get().valid_to for u in (late, office)} == {None}


# --- traits


def trait(cast, **given):
    given = {"kind": "border_length_km", "value": "12.5", "hedge": "hơn", "source": "BC 1", **given}
    return set_trait(unit=cast.communes[0], by="t", **{"on": DAY, **given})


@pytest.mark.parametrize(
    "other", [{"value": "12.6"}, {"hedge": "gần"}, {"source": "BC 2"}], ids=lambda o: next(iter(o))
)
def test_whatever_differs_is_another_trait_from_the_day_on(cast, other):
    first = trait(cast, on=EVE)
    second = trait(cast, **other)
    first.refresh_from_db()
    assert (first.valid_to, second.valid_from, first.pk != second.pk) == (DAY, DAY, True)


def test_the_same_in_other_spaces_is_the_same(cast):
    first = trait(cast, on=EVE)
    events = Event.objects.count()
    assert trait(cast, hedge=" hơn ", source="BC  1", value=Decimal("12.500")) == first
    assert (Trait.objects.count(), Event.objects.count()) == (1, events)


def test_a_flag_is_one_unless_said(cast):
    row = set_trait(unit=cast.communes[0], kind="coastal", source="BC", on=DAY, by="t")
    assert (row.value, row.hedge) == (Decimal(1), "")


@pytest.mark.parametrize(
    ("given", "error", "sentence"),
    [
        (
            {"kind": "rich"},
            InputError,
            "Không có đặc điểm «rich». Hãy dùng một trong: border, coastal, island, defence_key, "
            "class, border_length_km.",
        ),
        ({"source": "  "}, InputError, "Hãy ghi nguồn của đặc điểm (văn bản, trang)."),
        (
            {"on": date(2001, 1, 1)},
            RefusedError,
            "«Xã Một Một» không tồn tại vào ngày 01/01/2001.",
        ),
    ],
)
def test_what_is_no_trait(cast, given, error, sentence):
    assert refusal(error, trait, cast=cast, **given) == sentence


def test_a_trait_ends_with_its_text(cast):
    row = end_trait(trait=trait(cast, on=EVE), on=DAY, by="t", text="QĐ 4")
    event = Event.objects.order_by("-id").first()
    assert (row.valid_to, event.action, event.text) == (DAY, "close", "QĐ 4")
    with pytest.raises(RefusedError, match=r"đã kết thúc ngày 01/01/2020\."):
        end_trait(trait=row, on=DAY + timedelta(days=1), by="t")


# --- other names


def test_another_name_is_kept_as_its_own_with_its_source(cast):
    row = add_alias(unit=cast.communes[0], name=" Xã  Đông Đô ", source="BC 1", by="t")
    assert (row.name, row.folded, row.source) == ("Xã Đông Đô", "xa dong do", "BC 1")
    event = Event.objects.get()
    assert (event.action, event.subject) == ("units.add_alias", str(row.public_id))
    assert add_alias(unit=cast.communes[0], name="Xã Đông Đô", by="t") == row
    assert Event.objects.count() == 1
    other = add_alias(unit=cast.communes[1], name="Xã Đông Đô", by="t")
    assert (other == row, UnitAlias.objects.count()) == (False, 2)
    with pytest.raises(InputError, match="Tên đơn vị để trống"):
        add_alias(unit=cast.communes[0], name="", by="t")
