"""What is typed about units, into the arguments of the actions; who is meant by a name in a form."""

from datetime import date
from decimal import Decimal

import pytest
from django import forms as django_forms
from django.utils.datastructures import MultiValueDict

import factories
from goc.lib.errors import HiddenError
from goc.units import act_forms as forms
from goc.units.access import scope_of
from goc.units.act_pages import (
    ACTS,
    ROW_ACTS,
    changes_of,
    parent_on,
    row_of,
    row_said,
    typed_name,
    version_on,
)
from goc.units.actions import Close, NewUnit, rename_unit, reorganise
from goc.units.choosing import ActForm, OnDayForm, UnitField, lines_of
from goc.units.endings import Offer
from goc.units.forms import AsOfForm, SettleLeftForm
from goc.units.models import Trait, UnitAlias, UnitParent

pytestmark = pytest.mark.django_db
DAY, TODAY = date(2020, 1, 1), date(2026, 11, 20)


@pytest.fixture
def filled(cast):
    """A form as somebody (alice unless said) sent it."""

    def call(form, /, user=None, **typed):
        scope = scope_of(user or cast.alice, today=TODAY)
        return form(MultiValueDict({k: [v] for k, v in typed.items()}), scope=scope, today=TODAY)

    return call


def faults(form):
    return {name: list(said) for name, said in form.errors.items()}


# --- lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Xã Một\nXã Hai", ["Xã Một", "Xã Hai"]),
        ("  Xã Một \r\n\r\nXã Hai\r\n", ["Xã Một", "Xã Hai"]),
        ("Xã Hai\nXã Một\nXã Hai", ["Xã Hai", "Xã Một"]),
    ],
)
def test_each_line_that_says_something_once(text, lines):
    assert lines_of(text) == lines


# --- units by name


class OneForm(OnDayForm):
    unit = UnitField()
    other = UnitField(required=False)


def test_a_unit_is_that_of_the_day_typed(filled, cast):
    rename_unit(unit=cast.communes[0], name="Xã Mới", on=DAY, by="t")
    then = filled(OneForm, unit="Một Một", on="31/12/2019")
    now = filled(OneForm, unit="Xã Mới", on="01/01/2020", other="3-tier:180")
    assert (then.is_valid(), then.cleaned_data["unit"]) == (True, cast.communes[0])
    assert (now.is_valid(), now.cleaned_data["unit"]) == (True, cast.communes[0])
    assert (then.cleaned_data["other"], now.cleaned_data["other"]) == (None, cast.district)
    wrong = filled(OneForm, unit="Xã Mới", on="31/12/2019")
    assert faults(wrong) == {
        "unit": [
            "Ngày 31/12/2019 không có đơn vị «Xã Mới»; khi ấy ở đó là: xã Một Một (3-tier:06004). "
            "Hãy ghi đơn vị của ngày ấy, hoặc sửa ngày"
        ]
    }


@pytest.mark.parametrize(
    ("typed", "day"),
    [("01/01/2020", DAY), ("2020-01-01", DAY), ("", TODAY), ("hôm qua", TODAY)],
)
def test_the_day_of_the_fact_is_the_one_typed_else_today(filled, typed, day):
    form = filled(OneForm, unit="Xã Một Một", on=typed)
    assert (form.day_of_fact(), form.names.as_of) == (day, day)


def test_the_day_shown_at_first_counts_until_another_is_typed(cast):
    scope = scope_of(cast.alice, today=TODAY)
    form = OneForm(scope=scope, today=TODAY, initial={"on": DAY})
    assert form.day_of_fact() == DAY
    assert forms.AliasForm(scope=scope, today=TODAY).day_of_fact() == TODAY


def test_who_only_reads_a_unit_does_not_write_for_it(filled, cast):
    form = filled(OneForm, user=cast.bob, unit="Xã Một Một", on="01/01/2020")
    assert faults(form) == {"unit": ["Bạn không được nhập cho đơn vị này."]}
    form = filled(OneForm, user=cast.charlie, unit="Xã Một Một", on="01/01/2020")
    assert faults(form) == {
        "unit": ["Không có đơn vị «Xã Một Một» vào ngày 01/01/2020 trong phạm vi của bạn"]
    }


def test_several_units_one_a_line(filled, cast):
    typed = {"whole": "Xã Một Một\n\n 06007 \nXã Một Một", "name": "Xã Mới", "kind": "commune"}
    form = filled(forms.MergeForm, parent="Huyện Một", on="01/01/2020", **typed)
    assert faults(form) == {
        "whole": ["Không có đơn vị «06007» vào ngày 01/01/2020 trong phạm vi của bạn"]
    }
    typed["whole"] = "Xã Một Một\n3-tier:06007\nXã Một Một"
    form = filled(forms.MergeForm, parent="Huyện Một", on="01/01/2020", **typed)
    assert (form.is_valid(), form.cleaned_data["whole"]) == (True, cast.communes)


def test_names_are_suggested_within_the_scope_while_they_are_few(filled, cast, monkeypatch):
    form = filled(OneForm)
    assert sorted(form.unit_names()) == ["Huyện Một", "Tỉnh A", "Xã Một Hai", "Xã Một Một"]
    monkeypatch.setattr("goc.units.choosing.SUGGESTED", 4)
    assert len(form.unit_names()) == 4
    monkeypatch.setattr("goc.units.choosing.SUGGESTED", 3)
    assert form.unit_names() == []
    assert filled(forms.AliasForm).unit_names() == []


def test_reasons_go_along_with_what_is_typed_where_an_act_may_ask(filled):
    class Asking(ActForm):
        name = django_forms.CharField()

    form = filled(Asking, name="x", reason_age=" Có giấy ")
    assert form.is_valid()
    assert form.arguments() == {"name": "x", "confirmed": {"age": "Có giấy"}}
    plain = filled(forms.AliasForm, name="x", reason_age="Có giấy")
    assert plain.is_valid()
    assert plain.arguments() == {"name": "x", "source": ""}


# --- the forms of acts


def test_founding_from_what_is_typed(filled, cast):
    form = filled(
        forms.FoundForm, kind="commune", name=" Xã  Mới ", parent="Huyện Một", on="01/01/2020"
    )
    assert form.is_valid()
    assert form.arguments() == {
        "kind": "commune",
        "name": "Xã  Mới",
        "parent": cast.district,
        "on": DAY,
        "text": "",
        "commanded_by": None,
        "code": None,
    }
    with_code = filled(
        forms.FoundForm,
        kind="commune",
        name="Xã Mới",
        parent="Huyện Một",
        on="01/01/2020",
        code="3-tier:1",
    )
    assert with_code.is_valid() and with_code.arguments()["code"] == "3-tier:1"


@pytest.mark.parametrize("form", [forms.FoundForm, forms.TransferForm], ids=["found", "transfer"])
def test_only_who_writes_all_leaves_a_unit_without_a_superior(filled, cast, form):
    typed = {"kind": "commune", "name": "Xã Mới", "line": "civil", "on": "01/01/2020"}
    assert faults(filled(form, **typed)) == {
        "parent": ["Hãy ghi đơn vị cấp trên trong phạm vi của bạn."]
    }
    assert filled(form, user=cast.operator, **typed).is_valid()
    wrong = faults(filled(form, **typed, parent="Huyện Không Có"))
    assert wrong["parent"] == [
        "Không có đơn vị «Huyện Không Có» vào ngày 01/01/2020 trong phạm vi của bạn"
    ]


MERGED = {"whole": "Xã Một Một", "on": "01/01/2020"}
NEITHER = "Hãy ghi tên đơn vị mới, hoặc chọn đơn vị đã có để nhập vào."
NEW = {"name": "Xã Mới", "kind": "commune", "parent": "Huyện Một"}


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, {"name": [NEITHER]}),
        ({"kind": "commune"}, {"name": [NEITHER]}),
        (NEW | {"into": "Xã Một Hai"}, {"name": [NEITHER]}),
        (NEW | {"kind": ""}, {"kind": ["Hãy chọn loại của đơn vị mới."]}),
        (NEW | {"parent": ""}, {"parent": ["Hãy ghi đơn vị cấp trên trong phạm vi của bạn."]}),
        (NEW, {}),
        ({"into": "Xã Một Hai"}, {}),
        ({"into": "Xã Một Hai", "parent": "Huyện Một", "kind": "commune"}, {}),
    ],
)
def test_a_merger_makes_a_new_unit_or_goes_into_one(filled, typed, wrong):
    assert faults(filled(forms.MergeForm, **MERGED, **typed)) == wrong


def test_a_merger_into_arguments(filled, cast):
    new = filled(forms.MergeForm, **MERGED, **NEW, code="3-tier:1", parts="Xã Một Hai", text="NQ")
    assert new.is_valid()
    assert new.arguments() == {
        "whole": [cast.communes[0]],
        "parts": [cast.communes[1]],
        "into": NewUnit("Xã Mới", "commune", cast.district, "3-tier:1"),
        "on": DAY,
        "text": "NQ",
    }
    into = filled(forms.MergeForm, **MERGED, into="Xã Một Hai")
    assert into.is_valid() and into.arguments()["into"] == cast.communes[1]


def test_new_units_of_a_split_are_of_its_kind_and_under_its_superior(filled, cast):
    form = filled(forms.SplitForm, new="Xã Đông\n\nXã Tây", on="01/01/2020", ends="on")
    assert form.is_valid() and form.arguments()["ends"] is True
    version = cast.communes[0].versions.get()
    assert form.new_units(version, cast.district) == [
        NewUnit("Xã Đông", "commune", cast.district),
        NewUnit("Xã Tây", "commune", cast.district),
    ]


@pytest.mark.parametrize(
    ("kind", "value", "stored", "why"),
    [
        ("border", "", Decimal(1), None),
        ("border", "7", Decimal(1), None),
        ("class", "1", Decimal(1), None),
        ("class", "3", Decimal(3), None),
        ("class", "4", Decimal(4), "Loại đơn vị là 1, 2 hoặc 3."),
        ("class", "1,5", Decimal("1.5"), "Loại đơn vị là 1, 2 hoặc 3."),
        ("class", "0", None, "«0» không phải là số dương, ví dụ 12,5."),
        ("border_length_km", "4", Decimal(4), None),
        ("border_length_km", "231,74", Decimal("231.74"), None),
        ("border_length_km", "", None, "«» không phải là số dương, ví dụ 12,5."),
    ],
)
def test_a_trait_with_the_number_it_needs(filled, kind, value, stored, why):
    form = filled(forms.TraitForm, kind=kind, value=value, on="01/01/2020", source="BC")
    assert faults(form) == ({"value": [why]} if why else {})
    if not why:
        assert form.arguments()["value"] == stored


def test_the_form_of_a_code_asks_no_paper_and_a_trait_of_those_there_are(filled):
    assert list(filled(forms.CodeForm).fields) == ["code", "on"]
    choices = filled(forms.TraitForm).fields["kind"].choices
    assert [label for _, label in choices] == [
        "—",
        "Biên giới",
        "Ven biển",
        "Hải đảo",
        "Trọng điểm về quốc phòng",
        "Loại đơn vị hành chính",
        "Chiều dài đường biên giới (km)",
    ]


def test_kinds_under_their_levels():
    told = dict(forms.kinds())
    assert list(told) == [
        "Cấp tỉnh",
        "Cấp huyện",
        "Cấp xã",
        "Cơ quan",
        "Nhà trường",
        "Ban chỉ đạo",
        "Quân khu",
        "Trung ương",
    ]
    assert told["Cấp tỉnh"] == [("province", "tỉnh"), ("central_city", "thành phố trung ương")]


# --- the day of a page


@pytest.mark.parametrize(
    ("typed", "day", "past", "shown"),
    [
        ("05/06/2015", date(2015, 6, 5), True, "05/06/2015"),
        ("2015-06-05", date(2015, 6, 5), True, "05/06/2015"),
        ("", TODAY, False, "20/11/2026"),
        ("20/11/2026", TODAY, False, "20/11/2026"),
        ("31/02/2015", TODAY, False, "31/02/2015"),
        ("01/01/2027", date(2027, 1, 1), True, "01/01/2027"),
    ],
)
def test_the_day_of_a_page_is_today_unless_a_day_is_asked(typed, day, past, shown):
    form = AsOfForm({"as_of": typed}, today=TODAY)
    assert (form.day, form.past, form.shown().value()) == (day, past, shown)
    assert AsOfForm({}, today=TODAY).day == TODAY


# --- who takes over what was left


@pytest.fixture
def settled(cast):
    def call(value=None, **typed):
        offer = Offer("biên giới", "Từ ngày …", cast.communes, DAY, value)
        return SettleLeftForm(MultiValueDict(typed), offer=offer)

    return call


def test_the_units_offered_another_or_nobody(cast, settled):
    one, two = (str(unit.public_id) for unit in cast.communes)
    choose = "Hãy chọn đơn vị tiếp nhận, hoặc «Không đơn vị nào»."
    table = [
        ({"chosen": [two, one]}, cast.communes),
        ({"chosen": [two]}, [cast.communes[1]]),
        ({"other": ["3-tier:180"]}, [cast.district]),
        ({"chosen": [one], "other": ["3-tier:180"]}, [cast.communes[0], cast.district]),
        ({"chosen": [one], "other": ["3-tier:06004"]}, [cast.communes[0]]),
        ({"nobody": ["on"]}, []),
    ]
    for typed, units in table:
        form = settled(**typed)
        assert (form.is_valid(), form.units()) == (True, units)
    for typed in ({}, {"nobody": ["on"], "chosen": [one]}, {"nobody": ["on"], "other": ["180"]}):
        assert faults(settled(**typed)) == {"__all__": [choose]}
    absent = settled(other=["3-tier:9"])
    assert list(faults(absent)) == ["other"]


def test_a_number_is_asked_only_where_one_is_known(settled):
    hidden, shown = settled().fields["value"], settled("12,5").fields["value"]
    assert (hidden.widget.is_hidden, shown.widget.is_hidden) == (True, False)
    assert shown.initial == "12,5"


# --- what a unit's page offers


def test_the_name_of_a_day_else_the_last_before_else_the_first(cast):
    unit = cast.communes[0]
    rename_unit(unit=unit, name="Xã Mới", on=DAY, by="t")
    reorganise(
        on=date(2025, 7, 1),
        kind="merge",
        by="t",
        changes=[Close(unit, into=((cast.communes[1], "full"),))],
    )
    days = (date(2001, 1, 1), date(2019, 12, 31), DAY, TODAY)
    assert [version_on(unit, day).name for day in days] == [
        "Xã Một Một",
        "Xã Một Một",
        "Xã Mới",
        "Xã Mới",
    ]
    assert (parent_on(unit, DAY), parent_on(unit, TODAY)) == (cast.district, None)
    assert parent_on(unit, DAY, UnitParent.Line.MILITARY) is None
    assert (typed_name(None, DAY), typed_name(unit, TODAY)) == ("", "Xã Mới, huyện Một")


def test_what_is_done_to_a_unit_that_is_no_longer(cast):
    unit = cast.communes[0]
    assert [name for name, _ in changes_of(unit, today=TODAY).acts] == list(ACTS)
    unit.versions.update(valid_to=TODAY)
    offered = changes_of(unit, today=TODAY)
    assert (offered.alive, [name for name, _ in offered.acts]) == (False, ["alias", "name", "back"])


def test_the_newest_change_on_each_line_may_be_taken_back(cast):
    unit = cast.communes[0]
    assert changes_of(unit, today=TODAY).last == []
    name = rename_unit(unit=unit, name="Xã Mới", on=DAY, by="t")
    military = [
        UnitParent.objects.create(
            unit=unit, parent=above, line="military", valid_from=start, valid_to=end
        )
        for above, start, end in (
            (cast.elsewhere, factories.START, DAY),
            (cast.district, DAY, None),
        )
    ]
    last = changes_of(unit, today=TODAY).last
    assert last == [(name, "Xã Mới"), (military[1], "Huyện Một")]


def test_rows_of_a_unit_for_their_act(cast):
    unit, other = cast.communes
    border = Trait.objects.create(unit=unit, kind="border", source="s", valid_from=DAY)
    alias = UnitAlias.objects.create(unit=unit, name="Xã Cũ", folded="xa cu")
    parent, version = unit.parents.get(), unit.versions.get()
    for row, said in (
        (border, "biên giới"),
        (alias, "Xã Cũ"),
        (parent, "Huyện Một"),
        (version, "Xã Một Một"),
    ):
        assert row_of(unit, row.public_id, ROW_ACTS["back"]) == row
        assert row_said(row) == said
        with pytest.raises(HiddenError, match="Không có bản ghi này"):
            row_of(other, row.public_id, ROW_ACTS["back"])
    assert row_of(unit, border.public_id, ROW_ACTS["end"]) == border
    with pytest.raises(HiddenError):
        row_of(unit, alias.public_id, ROW_ACTS["end"])
